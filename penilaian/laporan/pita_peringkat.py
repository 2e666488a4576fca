"""The rank band figure: for each unit where its rank falls when an index is built a little differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from penilaian.bahasa import daftar_kata
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan, tersisa
from penilaian.laporan.gaya_gambar import (
    BIRU,
    KELABU,
    LANGIT,
    MERAH,
    Rancangan,
    Susunan,
    angka,
    buat_bidang,
    gaya,
    label_dari,
    pasang_angka,
    pasang_baris,
    susun_baris,
)  # fmt: skip

_RINCI = 3


@gaya
def gambar_pita(
    data: pd.DataFrame, judul: str, sumber: str, *, label: Mapping[Any, str] | None = None, satuan: str = "unit"
) -> Gambar:
    """Rows of ``nominal``, ``bawah``, ``median``, ``atas``, ``terkecil``, ``terbesar``: ranks, 1 the best, left.

    Rows are drawn in the given order; a row without a rank keeps its label and an empty line.
    """
    ada = data.dropna(subset=["median"])
    if ada.empty:
        return gambar_kosong(judul, sumber)
    susunan = susun_baris(label_dari(data.index, label))
    keterangan = (
        f"Peringkat di antara {angka(len(data))} {satuan}, 1 terbaik; garis tebal: 90% ulangan, garis tipis: semua ulangan, "
        "lingkaran: median, belah ketupat: rancangan dasar"
    )
    fig, ax = buat_bidang(
        Rancangan(judul, keterangan, sumber, susunan.tinggi, susunan.kiri, 0.25, tersisa(susunan, len(data)))
    )
    ax.set_xlim(0.5, max(len(data), int(ada["terbesar"].max())) + 0.5)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=10, integer=True, min_n_ticks=2))
    pasang_angka(ax)
    pasang_baris(ax, susunan)
    _gambar_baris(ax, data, susunan)
    return jadikan(fig, judul, _alt(judul, ada.set_axis(label_dari(ada.index, label), axis=0), satuan), sumber)


def _gambar_baris(ax: Axes, data: pd.DataFrame, susunan: Susunan) -> None:
    """Bands, then marks on top of them."""
    for y, (_, baris) in zip(susunan.tengah, data.iterrows(), strict=False):
        if pd.isna(baris["median"]):
            continue
        ax.plot([baris["terkecil"], baris["terbesar"]], [y, y], color=KELABU, linewidth=1.0, solid_capstyle="butt")
        ax.plot([baris["bawah"] - 0.3, baris["atas"] + 0.3], [y, y], color=LANGIT, linewidth=4.0, solid_capstyle="butt")
        ax.plot([baris["median"]], [y], "o", markersize=4.5, markerfacecolor="white", markeredgecolor=BIRU)
        if pd.notna(baris["nominal"]):
            ax.plot([baris["nominal"]], [y], "D", markersize=3.5, markerfacecolor=MERAH, markeredgecolor=MERAH)


def _alt(judul: str, data: pd.DataFrame, satuan: str) -> str:
    lebar = (data["atas"] - data["bawah"]).astype(float)
    awal = f"Diagram pita peringkat “{judul}” untuk {angka(len(data))} {satuan}; median lebar pita 90% {angka(np.median(lebar), 1)} tempat."
    luas = [
        f"{nama} (peringkat {angka(baris['bawah'])} sampai {angka(baris['atas'])})"
        for nama, baris in data.loc[lebar.sort_values(ascending=False, kind="stable").index[:_RINCI]].iterrows()
    ]
    return f"{awal} Pita terlebar: {daftar_kata(luas)}."
