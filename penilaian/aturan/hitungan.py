"""Words in which a rule is written once, for one value and for whole columns.

A formula receives either exact scalars (``Fraction``, ``str``, ``bool``,
``None``) or narwhals expressions, and uses the functions below wherever the
two would differ. Choices are lazy, so a scalar never meets the division that
another branch guards against.

Thresholds are decided exactly. Scalars are fractions. A column holds binary
floating point, and there are two kinds of it:

- a number as it was read stands for the decimal that was written. Reading is
  monotone, so comparing two such columns, or one with a decimal of the law,
  is exact as it stands;
- a computed ratio (`Nisbah`) is never compared after the division. Its
  numerator and denominator are put on one decimal grid, where both are whole
  numbers, and the sign of the cross product is taken without rounding error
  (`_tanda`). `teliti` says whether both numbers lie on the grid: up to
  ``DIGIT_MAKSIMUM`` significant digits and the decimals that `kisi` leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import narwhals as nw

from penilaian.aturan.bentuk import terlalu_halus
from penilaian.galat import GalatRumus

Besaran: TypeAlias = Any
"""A scalar (Fraction, str, bool or None) or a narwhals expression."""

DIGIT_MAKSIMUM = 15
KISI = ((1e9, 1e6), (1e13, 1e2))
"""Below each sum of both magnitudes, how many parts a unit is divided into; beyond the last, whole units."""

_TERBESAR = 10.0**DIGIT_MAKSIMUM

_BELAH = 2.0**27


def kolomnya(*besaran: Besaran) -> bool:
    """Whether any of the quantities is a column."""
    return any(isinstance(butir, nw.Expr) for butir in besaran)


def kosong(besaran: Besaran) -> Besaran:
    """Missing: None as a scalar, null or NaN in a numeric column."""
    if isinstance(besaran, nw.Expr):
        return besaran.is_null() | besaran.is_nan()
    return besaran is None


def tetap(nilai: Besaran) -> Callable[[], Besaran]:
    """A branch of `pilih` that does not depend on anything."""
    return lambda: nilai


def pilih(
    *cabang: tuple[Besaran, Callable[[], Besaran]],
    lainnya: Callable[[], Besaran],
    jenis: Literal["bilangan", "teks"] = "bilangan",
) -> Besaran:
    """The value of the first branch whose condition holds, else ``lainnya``.

    A condition is a bool or a boolean expression; a condition that is null counts
    as false. ``jenis`` is the kind of the values, which a missing one needs in a column.
    """
    if not kolomnya(*(syarat for syarat, _ in cabang)):
        return next((nilai for syarat, nilai in cabang if syarat), lainnya)()
    hasil = lainnya()
    for syarat, nilai in reversed(cabang):
        if isinstance(syarat, nw.Expr):
            hasil = nw.when(syarat).then(_sebagai_kolom(nilai(), jenis)).otherwise(_sebagai_kolom(hasil, jenis))
        elif syarat:
            hasil = nilai()
    return hasil


def _sebagai_kolom(nilai: Besaran, jenis: str) -> nw.Expr:
    if isinstance(nilai, nw.Expr):
        return nilai
    if nilai is None:
        return nw.lit(None, dtype=nw.Float64 if jenis == "bilangan" else nw.String)
    return nw.lit(nilai if isinstance(nilai, str | bool) else float(nilai))


def kali(besaran: Besaran, faktor: Fraction | int) -> Besaran:
    """A quantity times an exact number."""
    return besaran * (float(faktor) if isinstance(besaran, nw.Expr) else Fraction(faktor))


@dataclass(frozen=True)
class Nisbah:
    """``tetapan + pengali × pembilang / penyebut``, kept undivided so that it can be compared exactly.

    ``penyebut`` is positive; ``tetapan`` and ``pengali`` are whole numbers, or
    columns of them. Missing where either part is missing. ``belahan`` and
    ``terhitung`` hold what a frame already has as columns: the parts that
    `_tanda` needs, and differences by threshold.
    """

    pembilang: Besaran
    penyebut: Besaran
    tetapan: Besaran
    pengali: Besaran
    belahan: tuple[Besaran, ...] = ()
    terhitung: Mapping[Fraction, Besaran] = field(default_factory=dict)

    @property
    def nilai(self) -> Besaran:
        """The quotient; for columns the nearest double."""
        return self.tetapan + self.pengali * (self.pembilang / self.penyebut)

    def selisih(self, ambang: Fraction) -> Besaran:
        """A quantity with the exact sign of ``nilai − ambang``.

        Raises:
            GalatRumus: ``ambang_terlalu_halus`` for a threshold that columns cannot be compared with.
        """
        if ambang in self.terhitung:
            return self.terhitung[ambang]
        pengali = self.pengali * ambang.denominator
        pengurang = ambang.numerator - self.tetapan * ambang.denominator
        if not kolomnya(self.pembilang, self.penyebut):
            return self.pembilang * pengali - self.penyebut * pengurang
        if terlalu_halus(ambang):
            raise GalatRumus("ambang_terlalu_halus", f"ambang {ambang} terlalu halus untuk dibandingkan dengan pasti")
        return _tanda(self.belahan or belah(self.pembilang, self.penyebut), pengali, pengurang)


def kisi(a: nw.Expr, b: nw.Expr) -> nw.Expr:
    """The parts of a unit by which both numbers of a row are multiplied."""
    besar = a.abs() + b.abs()
    bagian: Besaran = 1.0
    halus = (*(butir for _, butir in KISI), 1.0)
    for (batas, lebih), kurang in zip(KISI, halus[1:], strict=True):
        bagian = (besar < batas).cast(nw.Float64) * (lebih - kurang) + bagian
    hasil: nw.Expr = bagian
    return hasil


def belah(a: nw.Expr, b: nw.Expr) -> tuple[nw.Expr, ...]:
    """Both numbers on the grid, each as the high part and the whole: ``(tinggi_a, bulat_a, tinggi_b, bulat_b)``."""
    bagian = kisi(a, b)
    bulat = [(butir * bagian).round(0) for butir in (a, b)]
    return tuple(butir for satu in bulat for butir in (tinggi(satu), satu))


def tinggi(bulat: nw.Expr) -> nw.Expr:
    """The part of a whole number above its lowest 27 bits, divided by 2**27."""
    return (bulat * (1 / _BELAH)).round(0)


def _tanda(belahan: tuple[nw.Expr, ...], m: Besaran, n: Besaran) -> nw.Expr:
    """An expression with the exact sign of ``m·a − n·b`` for the decimals that a and b stand for.

    On the grid a and b are whole numbers below 10**15 < 2**50, so rounding the
    scaled double finds them. Each is split into a high and a low part of at most
    27 bits; products with the coefficients (at most KOEFISIEN_MAKSIMUM, as `terlalu_halus` sees to) and their
    differences then stay below 2**53, hence exact, and the one rounded addition
    at the end keeps the sign.
    """
    tinggi_a, bulat_a, tinggi_b, bulat_b = belahan
    atas = tinggi_a * m - tinggi_b * n
    bawah = (bulat_a - tinggi_a * _BELAH) * m - (bulat_b - tinggi_b * _BELAH) * n
    tanda: nw.Expr = atas * _BELAH + bawah
    return tanda


def teliti(a: Besaran, b: Besaran) -> Besaran:
    """Whether a `Nisbah` of the two numbers is decided exactly; always so for scalars."""
    if not kolomnya(a, b):
        return True
    bagian = kisi(a, b)
    syarat = []
    for butir in (a, b):
        bulat = (butir * bagian).round(0)
        syarat += [bulat / bagian == butir, bulat.abs() < _TERBESAR]
    tepat: nw.Expr = nw.all_horizontal(*syarat, ignore_nulls=False)
    return tepat


def _biner(besaran: Besaran) -> Besaran:
    """A scalar as the floating-point number that columns hold."""
    return besaran if isinstance(besaran, nw.Expr) else float(besaran)


def biner(tetapan: Fraction, teman: Besaran) -> Besaran:
    """An exact constant in the kind of the quantity it is added to."""
    return float(tetapan) if isinstance(teman, nw.Expr) else tetapan


def batasi_atas(besaran: Besaran, batas: Fraction) -> Besaran:
    """The smaller of a quantity and a limit."""
    return besaran.clip(upper_bound=float(batas)) if isinstance(besaran, nw.Expr) else min(besaran, batas)


def setidaknya(besaran: Besaran | Nisbah, ambang: Besaran) -> Besaran:
    """``besaran >= ambang``, decided exactly; false or null where either is missing."""
    if isinstance(besaran, Nisbah):
        return besaran.selisih(ambang) >= 0
    if kolomnya(besaran, ambang):
        return _biner(besaran) >= _biner(ambang)
    return besaran is not None and ambang is not None and besaran >= ambang


def lebih_dari(besaran: Besaran | Nisbah, ambang: Besaran) -> Besaran:
    """``besaran > ambang``, decided exactly; false or null where either is missing."""
    if isinstance(besaran, Nisbah):
        return besaran.selisih(ambang) > 0
    if kolomnya(besaran, ambang):
        return _biner(besaran) > _biner(ambang)
    return besaran is not None and ambang is not None and besaran > ambang


def kurang_dari(besaran: Besaran | Nisbah, ambang: Besaran) -> Besaran:
    """``besaran < ambang``, decided exactly; false or null where either is missing."""
    if isinstance(besaran, Nisbah):
        return besaran.selisih(ambang) < 0
    return lebih_dari(ambang, besaran)


def tepat(besaran: Besaran | Nisbah, ambang: Fraction) -> Besaran:
    """``besaran == ambang``, decided exactly; false or null where it is missing."""
    if isinstance(besaran, Nisbah):
        return besaran.selisih(ambang) == 0
    if kolomnya(besaran):
        return besaran == float(ambang)
    return besaran is not None and besaran == ambang


def sama(besaran: Besaran, lain: Besaran) -> Besaran:
    """Equality of two codes or booleans; false or null where either is missing."""
    if kolomnya(besaran, lain):
        return besaran == lain
    return besaran is not None and besaran == lain
