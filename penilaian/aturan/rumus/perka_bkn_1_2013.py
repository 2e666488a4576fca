"""Perka BKN 1/2013 (PP 46/2011): the score of an activity from its aspects, and of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from penilaian.aturan.bentuk import Parameter
from penilaian.aturan.hitungan import Besaran, Nisbah, biner, pilih, setidaknya, tetap

ASPEK_NAIK = ("kuantitas", "kualitas")
ASPEK_HEMAT = ("waktu", "biaya")
GALAT_ASPEK = {
    "target_kosong": "target belum ditetapkan",
    "target_tidak_positif": "target harus lebih besar daripada nol",
    "realisasi_negatif": "realisasi di bawah nol",
}
"""Why an aspect is refused, by stable code."""


@dataclass(frozen=True)
class NilaiKegiatan:
    """Scores (0–100 and beyond where quantity exceeds its target) of the aspects present, and their mean."""

    aspek: Mapping[str, Fraction]
    nilai: Fraction


def nisbah_aspek(target: Besaran, realisasi: Besaran) -> Nisbah:
    """R / T × 100; the target is positive."""
    return Nisbah(realisasi, target, tetapan=0, pengali=100)


def batas_hemat(parameter: Parameter) -> Fraction:
    """The R / T × 100 from which on a saving counts as reasonable."""
    return 100 - parameter.bilangan("batas_efisiensi")


def nilai_aspek(lurus: Nisbah, *, hemat: Besaran, parameter: Parameter) -> Besaran:
    """The score of one aspect, or of a column of them, from its `nisbah_aspek`.

    Quantity and quality: R / T × 100. Time and cost (``hemat``) with the saving
    e = 100 − R / T × 100: (1.76 T − R) / T × 100 where e is at most 24, else
    76 − [(1.76 T − R) / T × 100 − 100]. The limit is decided exactly.
    """
    # The second formula comes down to R / T × 100: what was added for being on plan is taken off again.
    nilai = lurus.nilai
    puncak = biner(100 + parameter.bilangan("nilai_sesuai_rencana"), nilai)
    return pilih((hemat & setidaknya(lurus, batas_hemat(parameter)), lambda: puncak - nilai), lainnya=tetap(nilai))


def periksa_aspek(target: Fraction | None, realisasi: Fraction | None) -> str | None:
    """The code of GALAT_ASPEK that forbids a score; None where it can be given."""
    if target is None:
        return "target_kosong"
    if target <= 0:
        return "target_tidak_positif"
    return "realisasi_negatif" if realisasi is not None and realisasi < 0 else None


def nilai_kegiatan(aspek: Mapping[str, tuple[Fraction, Fraction]], parameter: Parameter) -> NilaiKegiatan:
    """The score of one activity from ``aspek``: target and realisation by aspect, targets positive.

    An activity that was not carried out (quantity realised 0) scores 0 throughout.
    """
    tidak_dilaksanakan = "kuantitas" in aspek and aspek["kuantitas"][1] == 0
    nilai = {
        nama: Fraction(0)
        if tidak_dilaksanakan
        else nilai_aspek(nisbah_aspek(target, realisasi), hemat=nama in ASPEK_HEMAT, parameter=parameter)
        for nama, (target, realisasi) in aspek.items()
    }
    return NilaiKegiatan(nilai, sum(nilai.values(), Fraction(0)) / len(nilai))


def nilai_kinerja(skp: Fraction, perilaku: Fraction, parameter: Parameter) -> Fraction:
    """The year's score: SKP and behaviour (0–100) by their weights."""
    bobot = parameter.bilangan("bobot_skp")
    return skp * bobot + perilaku * (1 - bobot)
