"""Exact numbers and codes of the rules in Indonesian form."""

from __future__ import annotations

from fractions import Fraction

from penilaian.bahasa import KOSONG, angka, persen

_DIGIT = 10**6
"""A number that ends within six decimals is written as a decimal."""


def tulis_pecahan(nilai: Fraction | None) -> str:
    """An exact number: as a decimal where it ends, else as a fraction.

    >>> tulis_pecahan(Fraction(7, 10)), tulis_pecahan(Fraction(1, 3)), tulis_pecahan(Fraction(1250)), tulis_pecahan(None)
    ('0,7', '1/3', '1.250', '–')
    """
    if nilai is None:
        return KOSONG
    return angka(nilai) if (nilai * _DIGIT).denominator == 1 else f"{nilai.numerator}/{nilai.denominator}"


def tulis_persen(pangsa: Fraction) -> str:
    """A share in percent, rounded only where it has to be.

    >>> tulis_persen(Fraction(7, 10)), tulis_persen(Fraction(1, 3))
    ('70%', 'sekitar 33,33%')
    """
    tepat = (pangsa * 100 * _DIGIT).denominator == 1
    return f"{tulis_pecahan(pangsa * 100)}%" if tepat else f"sekitar {persen(pangsa * 100, 2)}"


def tulis_bersatuan(nilai: Fraction | None, satuan: str) -> str:
    """A number with its unit; a share also in percent.

    >>> tulis_bersatuan(Fraction(90), "persen"), tulis_bersatuan(Fraction(1, 2), "pangsa"), tulis_bersatuan(Fraction(5), "hari")
    ('90%', '0,5 (50%)', '5 hari')
    """
    if nilai is None:
        return KOSONG
    if satuan == "persen":
        return f"{tulis_pecahan(nilai)}%"
    if satuan.startswith("pangsa"):
        return f"{tulis_pecahan(nilai)} ({tulis_persen(nilai)})"
    return f"{tulis_pecahan(nilai)} {satuan}".strip()


def kata(kode: str) -> str:
    """A code as words; the code of a provision stays.

    >>> kata("di_atas"), kata("permendagri-86-2017/capaian"), kata("0.11")
    ('di atas', 'permendagri-86-2017/capaian', '0,11')
    """
    if "/" in kode:
        return kode
    return kode.replace("rata_rata", "rata-rata").replace("_", " ").replace(".", ",")


def judul_kata(kode: str) -> str:
    """The same with a capital; a symbol such as ``d`` stays."""
    teks = kata(kode)
    return teks if len(teks) == 1 else teks[:1].upper() + teks[1:]
