"""A ratio's parts as columns of a frame: what is used several times is computed once, whatever the engine.

An eager frame computes every branch of a choice, a lazy one only what its rows
need. So there are two ways to the same sign: `simpan_nisbah` puts all parts away
as columns; `selisih_hemat` lets the rounded quotient decide wherever it is
farther from the threshold than rounding reaches, and walks the long exact way
for the other rows alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import narwhals as nw

from penilaian.aturan.hitungan import KISI, Nisbah, kisi, pilih, tetap, tinggi

_BAGIAN = ("pembilang", "penyebut", "tetapan", "pengali")
_KISI = ("kisi", "bulat_a", "bulat_b")
_TINGGI = ("tinggi_a", "tinggi_b")
_GENAP = 1.5 * 2.0**52
"""Adding and taking away this number rounds anything below 2**51 to a whole number; beyond, nothing lies on the grid."""
_JAUH = 2.0**-20
"""How far from a threshold a rounded quotient decides by itself; see `selisih_hemat`."""


def simpan_nisbah(bingkai: Any, nisbah: Nisbah, ambang: Iterable[Fraction]) -> tuple[Any, Nisbah]:
    """Append the parts of a ratio and its differences from thresholds; returns the frame and the ratio of its columns.

    The columns are named by `kolom_nisbah`, for the caller to drop. Parts that
    are whole numbers and not columns stay as they are.
    """
    return simpan_selisih(*simpan_bagian(bingkai, nisbah), ambang)


def simpan_bagian(bingkai: Any, nisbah: Nisbah) -> tuple[Any, Nisbah]:
    """The first half of `simpan_nisbah`: the parts, their grid, and both numbers on it (``bulat_a``, ``bulat_b``)."""
    kolom = {nama: isi for nama in _BAGIAN if isinstance(isi := getattr(nisbah, nama), nw.Expr)}
    a, b = nw.col("pembilang"), nw.col("penyebut")
    bingkai = bingkai.with_columns(*(isi.alias(nama) for nama, isi in kolom.items()))
    bingkai = bingkai.with_columns(kisi(a, b).alias("kisi"))
    bingkai = bingkai.with_columns(
        _bulat(a * nw.col("kisi")).alias("bulat_a"),
        _bulat(b * nw.col("kisi")).alias("bulat_b"),
    )
    tersimpan: dict[str, Any] = {nama: nw.col(nama) for nama in kolom}
    return bingkai, replace(nisbah, **tersimpan)


def simpan_selisih(bingkai: Any, nisbah: Nisbah, ambang: Iterable[Fraction]) -> tuple[Any, Nisbah]:
    """The second half of `simpan_nisbah`: the differences, missing where ``bulat_b`` is."""
    a, b = nw.col("bulat_a"), nw.col("bulat_b")
    semua = list(dict.fromkeys(ambang))
    bingkai = bingkai.with_columns(tinggi(a).alias("tinggi_a"), tinggi(b).alias("tinggi_b"))
    tersimpan = replace(nisbah, belahan=(nw.col("tinggi_a"), a, nw.col("tinggi_b"), b))
    selisih = [tersimpan.selisih(butir) for butir in semua]
    bingkai = bingkai.with_columns(*(isi.alias(_nama_selisih(urut)) for urut, isi in enumerate(selisih)))
    terhitung = {butir: nw.col(_nama_selisih(urut)) for urut, butir in enumerate(semua)}
    return bingkai, replace(tersimpan, terhitung=terhitung)


def kolom_nisbah(nisbah: Nisbah) -> list[str]:
    """The columns that `simpan_nisbah` appended for this ratio."""
    bagian = [nama for nama in _BAGIAN if isinstance(getattr(nisbah, nama), nw.Expr)]
    return [*bagian, *_KISI, *_TINGGI, *(_nama_selisih(urut) for urut, _ in enumerate(nisbah.terhitung))]


def di_kisi_halus(a: nw.Expr, b: nw.Expr) -> nw.Expr:
    """Whether two numbers, neither negative, lie on the finest grid of `kisi`, so that `teliti` holds for them.

    Missing or false for a number that is missing, NaN or infinite.
    """
    batas, bagian = KISI[0]
    di_kisi: nw.Expr = (a + b < batas) & (_bulat(a * bagian) / bagian == a) & (_bulat(b * bagian) / bagian == b)
    return di_kisi


def selisih_hemat(
    nisbah: Nisbah, ambang: Fraction, *, biasa: Nisbah, nol: Nisbah, kasar: nw.Expr, halus: nw.Expr
) -> nw.Expr:
    """A quantity with the sign of `Nisbah.selisih`, cheap on a lazy frame.

    ``halus`` says that the parts of a row are positive and on the finest grid; there ``biasa``
    is the same ratio and ``kasar`` its value as a double, elsewhere missing. Each part of
    ``kasar`` is rounded by at most 2**-53 of itself, four roundings in all, and a
    threshold is below 2**24 (`terlalu_halus`): at a distance above 2**-20 its sign is the exact one.
    Where both parts are the same number, their quotient is one without any rounding. ``nol``
    is the ratio, of scalars, of the rows whose ``biasa`` has a zero denominator.
    """
    a, b = biasa.pembilang, biasa.penyebut
    jarak = kasar - float(ambang)
    bulat = (_bulat(a * KISI[0][1]), _bulat(b * KISI[0][1]))
    belahan = tuple(bagian for satu in bulat for bagian in (tinggi(satu), satu))
    hasil: nw.Expr = pilih(
        (jarak.abs() + (a == b).cast(nw.Float64) > _JAUH, tetap(jarak)),
        (halus, lambda: replace(biasa, belahan=belahan).selisih(ambang)),
        (b.is_null(), tetap(None)),
        (b == 0, lambda: nol.selisih(ambang)),
        lainnya=lambda: nisbah.selisih(ambang),
    )
    return hasil


def _bulat(besaran: nw.Expr) -> nw.Expr:
    """Rounded to a whole number; what is too large for it is not on the grid."""
    return (besaran + _GENAP) - _GENAP


def _nama_selisih(urut: int) -> str:
    return f"selisih_{urut}"
