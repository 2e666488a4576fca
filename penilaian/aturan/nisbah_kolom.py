"""A ratio's parts as columns of a frame: what is used several times is computed once, whatever the engine.

An eager frame computes every branch of a choice, a lazy one only what its rows
need. So the long exact way of a comparison stands in a branch of its own where
the frame is lazy; both ways give the same sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import narwhals as nw

from penilaian.aturan.hitungan import Nisbah, kisi, tinggi

_BAGIAN = ("pembilang", "penyebut", "tetapan", "pengali")
_KISI = ("kisi", "bulat_a", "bulat_b")
_TINGGI = ("tinggi_a", "tinggi_b")
_GENAP = 1.5 * 2.0**52
"""Adding and taking away this number rounds anything below 2**51 to a whole number; beyond, nothing lies on the grid."""
_UTUH = 2.0**53
"""Below it doubles hold every whole number."""


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
        ((a * nw.col("kisi") + _GENAP) - _GENAP).alias("bulat_a"),
        ((b * nw.col("kisi") + _GENAP) - _GENAP).alias("bulat_b"),
    )
    tersimpan: dict[str, Any] = {nama: nw.col(nama) for nama in kolom}
    return bingkai, replace(nisbah, **tersimpan)


def simpan_selisih(bingkai: Any, nisbah: Nisbah, ambang: Iterable[Fraction]) -> tuple[Any, Nisbah]:
    """The second half of `simpan_nisbah`: the differences, missing where ``bulat_b`` is."""
    a, b = nw.col("bulat_a"), nw.col("bulat_b")
    semua = list(dict.fromkeys(ambang))
    if isinstance(bingkai, nw.LazyFrame):
        tersimpan = replace(nisbah, belahan=(tinggi(a), a, tinggi(b), b))
        selisih = [_selisih_hemat(tersimpan, butir, a, b) for butir in semua]
    else:
        bingkai = bingkai.with_columns(tinggi(a).alias("tinggi_a"), tinggi(b).alias("tinggi_b"))
        tersimpan = replace(nisbah, belahan=(nw.col("tinggi_a"), a, nw.col("tinggi_b"), b))
        selisih = [tersimpan.selisih(butir) for butir in semua]
    bingkai = bingkai.with_columns(*(isi.alias(_nama_selisih(urut)) for urut, isi in enumerate(selisih)))
    terhitung = {butir: nw.col(_nama_selisih(urut)) for urut, butir in enumerate(semua)}
    return bingkai, replace(tersimpan, terhitung=terhitung)


def kolom_nisbah(bingkai: Any, nisbah: Nisbah) -> list[str]:
    """The columns that `simpan_nisbah` appended for this ratio."""
    bagian = [nama for nama in _BAGIAN if isinstance(getattr(nisbah, nama), nw.Expr)]
    belahan = () if isinstance(bingkai, nw.LazyFrame) else _TINGGI
    return [*bagian, *_KISI, *belahan, *(_nama_selisih(urut) for urut, _ in enumerate(nisbah.terhitung))]


def _selisih_hemat(nisbah: Nisbah, ambang: Fraction, a: nw.Expr, b: nw.Expr) -> nw.Expr:
    """`Nisbah.selisih`, without splitting where both products are whole numbers that doubles hold exactly."""
    kiri = a * (nisbah.pengali * ambang.denominator)
    kanan = b * (ambang.numerator - nisbah.tetapan * ambang.denominator)
    kecil = kiri.abs() + kanan.abs() < _UTUH
    return nw.when(kecil).then(kiri - kanan).otherwise(nisbah.selisih(ambang))


def _nama_selisih(urut: int) -> str:
    return f"selisih_{urut}"
