"""A ratio's parts as columns of a frame: what is used several times is computed once, whatever the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import narwhals as nw

from penilaian.aturan.hitungan import Nisbah, kisi, tinggi

_BAGIAN = ("pembilang", "penyebut", "tetapan", "pengali")
_KISI = ("kisi", "bulat_a", "bulat_b", "tinggi_a", "tinggi_b")


def simpan_nisbah(bingkai: Any, nisbah: Nisbah, ambang: Iterable[Fraction]) -> tuple[Any, Nisbah]:
    """Append the parts of a ratio and its differences from thresholds; returns the frame and the ratio of its columns.

    The columns are named by `kolom_nisbah`, for the caller to drop. Parts that
    are whole numbers and not columns stay as they are.
    """
    bagian = {nama: getattr(nisbah, nama) for nama in _BAGIAN}
    kolom = {nama: isi for nama, isi in bagian.items() if isinstance(isi, nw.Expr)}
    a, b = nw.col("pembilang"), nw.col("penyebut")
    bingkai = bingkai.with_columns(*(isi.alias(nama) for nama, isi in kolom.items()))
    bingkai = bingkai.with_columns(kisi(a, b).alias("kisi"))
    bingkai = bingkai.with_columns(
        (a * nw.col("kisi")).round(0).alias("bulat_a"), (b * nw.col("kisi")).round(0).alias("bulat_b")
    )
    bingkai = bingkai.with_columns(*(tinggi(nw.col(f"bulat_{nama}")).alias(f"tinggi_{nama}") for nama in ("a", "b")))
    pembilang, penyebut, tetapan, pengali = (nw.col(nama) if nama in kolom else isi for nama, isi in bagian.items())
    tersimpan = Nisbah(
        pembilang,
        penyebut,
        tetapan,
        pengali,
        belahan=tuple(nw.col(nama) for nama in ("tinggi_a", "bulat_a", "tinggi_b", "bulat_b")),
    )
    semua = list(dict.fromkeys(ambang))
    bingkai = bingkai.with_columns(
        *(tersimpan.selisih(butir).alias(_selisih(urut)) for urut, butir in enumerate(semua))
    )
    return bingkai, replace(tersimpan, terhitung={butir: nw.col(_selisih(urut)) for urut, butir in enumerate(semua)})


def kolom_nisbah(nisbah: Nisbah) -> list[str]:
    """The columns that `simpan_nisbah` appended for this ratio."""
    bagian = [nama for nama in _BAGIAN if isinstance(getattr(nisbah, nama), nw.Expr)]
    return [*bagian, *_KISI, *(_selisih(urut) for urut, _ in enumerate(nisbah.terhitung))]


def _selisih(urut: int) -> str:
    return f"selisih_{urut}"
