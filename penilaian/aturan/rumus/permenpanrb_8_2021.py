"""PermenPANRB 8/2021: from achievement to the score of the SKP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from penilaian.aturan.bentuk import DeretPita, DeretRuas, Parameter, TabelNilai
from penilaian.aturan.hitungan import Besaran, Nisbah, pilih, tepat, tetap
from penilaian.aturan.rumus.pita import kategori_ruas, nilai_ruas


@dataclass(frozen=True)
class NilaiIki:
    """Category and score (0–120) of an indicator's achievement; None where it is missing."""

    kategori: Besaran
    nilai: Besaran


@dataclass(frozen=True)
class KinerjaTambahan:
    """An additional task: category, score (0–120) and scope (``lingkup``)."""

    kategori: str
    nilai: Fraction
    lingkup: str


def nilai_iki(capaian: Besaran | Nisbah, *, maksimum: Besaran, ruas: DeretRuas, parameter: Parameter) -> NilaiIki:
    """Annex p. 93, 101. ``maksimum``: the target is the highest possible value, so reaching it counts as the best."""
    tercapai = maksimum & tepat(capaian, Fraction(100))
    return NilaiIki(
        kategori=pilih(
            (tercapai, tetap(parameter.pilihan("kategori"))),
            lainnya=lambda: kategori_ruas(capaian, ruas),
            jenis="teks",
        ),
        nilai=pilih((tercapai, tetap(parameter.bilangan("nilai"))), lainnya=lambda: nilai_ruas(capaian, ruas)),
    )


def nilai_tertimbang(tambahan: KinerjaTambahan, faktor: TabelNilai, bobot: TabelNilai) -> Fraction:
    """Annex p. 95–96: (f / 100) × weight of the scope × (score / 100)."""
    f, w = faktor.angka(tambahan.kategori, "faktor"), bobot.angka(tambahan.lingkup, "bobot")
    if f is None or w is None:
        raise TypeError("faktor dan bobot lingkup tidak boleh kosong")
    return f / 100 * w * tambahan.nilai / 100


def nilai_skp(utama: Iterable[Fraction], tambahan: Iterable[Fraction], parameter: Parameter) -> Fraction:
    """Weighted scores of the main tasks plus those of the additional ones, the latter up to their limit."""
    return sum(utama, Fraction(0)) + min(sum(tambahan, Fraction(0)), parameter.bilangan("batas_tambahan"))


def integrasi(periode_1: Fraction, periode_2: Fraction, parameter: Parameter) -> Fraction:
    """The score of 2021 from its two halves, each on the scale of its own regulation: no conversion was found."""
    bobot = parameter.bilangan("bobot_periode_1")
    return periode_1 * bobot + periode_2 * (1 - bobot)


def di_luar_bagian(integrasi: str, bagian: Iterable[tuple[str, DeretPita]], pita: DeretPita) -> bool:
    """Whether a merged predicate is higher or lower than both of its parts, by rank in their own bands."""
    pangkat = [_pangkat(kode, deret) for kode, deret in bagian]
    return not min(pangkat) <= _pangkat(integrasi, pita) <= max(pangkat)


def _pangkat(kode: str, deret: DeretPita) -> int:
    return [butir for butir, _ in deret.urut].index(kode)
