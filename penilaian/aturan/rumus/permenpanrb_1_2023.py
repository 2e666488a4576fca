"""PermenPANRB 1/2023: a functional officer's predicate converted into angka kredit, and what a rise needs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from penilaian.aturan.bentuk import Parameter, TabelNilai
from penilaian.aturan.hitungan import Besaran, biner, kolomnya, kosong, pilih, sama, setidaknya, tetap
from penilaian.galat import GalatRumus

TUJUAN = {"pangkat": "naik_pangkat", "jenjang": "naik_jenjang"}
"""What the credits are collected for, and its column."""


@dataclass(frozen=True)
class Kebutuhan:
    """Credits still missing, and the years they take at one predicate (an exact fraction)."""

    kurang: Fraction
    tahun: Fraction


def angka_kredit(
    predikat: Besaran, jenjang: Besaran, bulan: Besaran, persentase: TabelNilai, koefisien: TabelNilai
) -> Besaran:
    """Credits of ``bulan`` months: bulan/12 × percentage of the predicate × yearly coefficient.

    Scalars, or columns of codes (``bulan`` a column or a number). Missing where a
    part is missing or a code unknown; a column also where ``bulan`` is no whole number 1–12.

    Raises:
        GalatRumus: ``di_luar_rentang`` for such a number of months as a scalar.
    """
    persen = _dari_tabel(predikat, persentase, "persen")
    setahun = _dari_tabel(jenjang, koefisien, "koefisien")
    sah = _bulan_sah(bulan)
    if not kolomnya(bulan) and bulan is not None and not sah:
        raise GalatRumus("di_luar_rentang", f"bulan bernilai {bulan}; seharusnya bilangan bulat 1 sampai 12")
    lama = (
        bulan if kolomnya(bulan) or bulan is None else biner(Fraction(bulan), persen if kolomnya(persen) else setahun)
    )
    return pilih(
        (kosong(persen) | kosong(setahun) | kosong(lama), tetap(None)),
        (sah, lambda: persen * setahun * lama / (100 * 12)),
        lainnya=tetap(None),
    )


def _bulan_sah(bulan: Besaran) -> Besaran:
    if bulan is None:
        return False
    return setidaknya(bulan, 1) & setidaknya(12, bulan) & sama(bulan % 1, 0)


def _dari_tabel(kode: Besaran, tabel: TabelNilai, kolom: str) -> Besaran:
    return pilih(*((sama(kode, baris), tetap(tabel.angka(baris, kolom))) for baris in tabel.baris), lainnya=tetap(None))


def angka_kredit_kebutuhan(
    jenjang: str, tujuan: str, terkumpul: Fraction, setahun: Fraction, kebutuhan: TabelNilai
) -> Kebutuhan:
    """What is missing for a rise in rank or level, at ``setahun`` credits a year; nothing once it is reached.

    Raises:
        GalatRumus: ``di_luar_rentang`` for negative credits, ``tanpa_jenjang_berikutnya``
            where the law gives no number, ``tidak_bertambah`` where no credits come in.
    """
    if terkumpul < 0:
        raise GalatRumus("di_luar_rentang", f"angka kredit terkumpul {terkumpul} di bawah nol")
    perlu = kebutuhan.angka(jenjang, TUJUAN[tujuan])
    if perlu is None:
        raise GalatRumus("tanpa_jenjang_berikutnya", f"tidak ada jenjang di atas {jenjang} dalam kategorinya")
    kurang = max(perlu - terkumpul, Fraction(0))
    if kurang > 0 and setahun <= 0:
        raise GalatRumus("tidak_bertambah", "angka kredit setahun nol; kebutuhannya tidak pernah tercapai")
    return Kebutuhan(kurang, kurang / setahun if kurang > 0 else Fraction(0))


def angka_kredit_pendidikan(jenjang: str, kebutuhan: TabelNilai, parameter: Parameter) -> Fraction:
    """Credits for a new degree: a percentage of those for a rise in rank.

    Raises:
        GalatRumus: ``tanpa_angka_kredit_pangkat`` where the law gives no number for the level.
    """
    perlu = kebutuhan.angka(jenjang, TUJUAN["pangkat"])
    if perlu is None:
        raise GalatRumus("tanpa_angka_kredit_pangkat", f"jenjang {jenjang} tidak punya angka kredit kenaikan pangkat")
    return perlu * parameter.bilangan("persen") / 100
