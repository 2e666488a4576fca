"""Words in which a rule is written once, for one value and for whole columns.

A formula receives either exact scalars (``Fraction``, ``str``, ``bool``,
``None``) or narwhals expressions, and uses the functions below wherever the
two would differ. Choices are lazy, so a scalar never meets the division that
another branch guards against.

Thresholds are decided exactly. Scalars are fractions. Columns are binary
floating point: a value that is the nearest double of a decimal differs from
it by at most half a unit in the last place, a formula of a few operations by
a few more, so ``setidaknya`` and ``lebih_dari`` treat values within
``TOLERANSI`` (relative) as equal. That is exact as long as two different
true values are further apart, which holds for inputs of up to
``DIGIT_MAKSIMUM`` significant digits; the reader reports longer ones.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import narwhals as nw

Besaran: TypeAlias = Any
"""A scalar (Fraction, str, bool or None) or a narwhals expression."""

TOLERANSI = 1e-14
DIGIT_MAKSIMUM = 11


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
    return nw.lit(float(nilai) if isinstance(nilai, Fraction) else nilai)


def kali(besaran: Besaran, faktor: Fraction | int) -> Besaran:
    """A quantity times an exact number."""
    return besaran * (float(faktor) if isinstance(besaran, nw.Expr) else Fraction(faktor))


def _rentang_sama(ambang: Besaran) -> tuple[Besaran, Besaran]:
    """The threshold and how far from it a column's value still counts as equal."""
    batas = _biner(ambang)
    return batas, abs(batas) * TOLERANSI if isinstance(batas, float) else batas.abs() * TOLERANSI


def _biner(besaran: Besaran) -> Besaran:
    """A scalar as the floating-point number that columns hold."""
    return besaran if isinstance(besaran, nw.Expr) else float(besaran)


def setidaknya(besaran: Besaran, ambang: Besaran) -> Besaran:
    """``besaran >= ambang``, decided exactly; false or null where either is missing."""
    if kolomnya(besaran, ambang):
        batas, selisih = _rentang_sama(ambang)
        return _biner(besaran) >= batas - selisih
    return besaran is not None and ambang is not None and besaran >= ambang


def lebih_dari(besaran: Besaran, ambang: Besaran) -> Besaran:
    """``besaran > ambang``, decided exactly; false or null where either is missing."""
    if kolomnya(besaran, ambang):
        batas, selisih = _rentang_sama(ambang)
        return _biner(besaran) > batas + selisih
    return besaran is not None and ambang is not None and besaran > ambang


def sama(besaran: Besaran, lain: Besaran) -> Besaran:
    """Equality of two codes or booleans; false or null where either is missing."""
    if kolomnya(besaran, lain):
        return besaran == lain
    return besaran is not None and besaran == lain
