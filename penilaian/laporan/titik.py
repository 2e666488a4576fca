"""The dot figure: one row a thing, one mark a group, told apart by shape and colour, and a bar where they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from penilaian.bahasa import daftar_kata
from penilaian.galat import GalatData
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan, tersisa
from penilaian.laporan.gaya_gambar import (
    BIRU,
    GARIS,
    HIJAU,
    LEBAR,
    MERAH,
    TINTA,
    Rancangan,
    angka,
    buat_bidang,
    gaya,
    label_dari,
    lebar_teks,
    pasang_angka,
    pasang_baris,
    susun_baris,
)  # fmt: skip

_RUPA = (("o", BIRU), ("s", HIJAU), ("^", MERAH))
"""Shape and colour (from the palette of Okabe and Ito), one a group."""
_RINCI = 8
_LEGENDA = 0.26


@gaya
def gambar_titik(
    data: pd.DataFrame,
    judul: str,
    satuan: str,
    sumber: str,
    *,
    bersama: pd.Series | None = None,
    nama_bersama: str = "gabungan",
    label: Mapping[Any, str] | None = None,
) -> Gambar:
    """Rows of ``data`` are things, columns groups, a missing value has no mark; ``bersama`` is the bar, by row.

    ``label`` gives the names readers see, of rows and of columns.

    Raises:
        GalatData: more groups than there are shapes to tell them apart.
    """
    if data.shape[1] > len(_RUPA):
        raise GalatData(
            f"Gambar {judul!r} berisi {data.shape[1]} kelompok",
            mengapa=f"paling banyak {len(_RUPA)} yang masih dapat dibedakan",
            tindakan="bagi menjadi beberapa gambar",
        )
    semua = data if bersama is None else data.assign(**{nama_bersama: bersama})
    if semua.empty or semua.isna().all(axis=None):
        return gambar_kosong(judul, sumber)
    nama = label_dari(data.index, label)
    susunan = susun_baris(nama)
    fig, ax = buat_bidang(
        Rancangan(
            judul, f"Dalam {satuan}; garis abu-abu: jarak antarpihak" if data.shape[1] > 1 else f"Dalam {satuan}", sumber,
            susunan.tinggi, susunan.kiri, 0.3, tersisa(susunan, len(data)), ruang_atas=_LEGENDA,
        )
    )  # fmt: skip
    ax.set_xlim(0, float(np.nanmax(semua.to_numpy(dtype=float))) * 1.06 or 1.0)
    pasang_angka(ax)
    pasang_baris(ax, susunan)
    kelompok = label_dari(data.columns, label)
    _legenda(ax, kelompok, None if bersama is None else nama_bersama, LEBAR - susunan.kiri - 0.3)
    tengah = [float("nan")] * len(data) if bersama is None else list(bersama.reindex(data.index).astype(float))
    for y, baris, sama in zip(susunan.tengah, data.to_numpy(dtype=float), tengah, strict=False):
        ada = baris[~np.isnan(baris)]
        if len(ada) > 1:
            ax.plot([ada.min(), ada.max()], [y, y], color=GARIS, linewidth=3.0, solid_capstyle="butt", zorder=1)
        tinggi = susunan.tebal * 0.5
        ax.plot([sama, sama], [y - tinggi, y + tinggi], color=TINTA, linewidth=2.2, zorder=2)
        for (bentuk, warna), nilai in zip(_RUPA, baris, strict=False):
            ax.plot([nilai], [y], bentuk, markersize=6, markerfacecolor=warna, markeredgecolor="white", zorder=3)
    bernama = semua.set_axis(nama, axis=0).set_axis([*kelompok, *semua.columns[data.shape[1] :]], axis=1)
    return jadikan(fig, judul, _alt(judul, bernama, satuan), sumber)


def _legenda(ax: Axes, kelompok: Sequence[str], bersama: str | None, lebar: float) -> None:
    """Marks and names in one line above the plot, which is ``lebar`` inches wide."""
    x, y = 0.06, 1 + 0.15 / ax.get_ylim()[0]
    tanda: list[tuple[str, dict[str, Any]]] = [
        (teks, {"marker": bentuk, "markersize": 6, "markerfacecolor": warna, "markeredgecolor": "white"})
        for teks, (bentuk, warna) in zip(kelompok, _RUPA, strict=False)
    ]
    if bersama is not None:
        tanda.append((bersama, {"marker": "|", "markersize": 9, "markeredgecolor": TINTA, "markeredgewidth": 2.2}))
    for teks, rupa in tanda:
        ax.plot([x / lebar], [y], linestyle="", transform=ax.transAxes, clip_on=False, **rupa)
        ax.text((x + 0.12) / lebar, y, teks, transform=ax.transAxes, va="center_baseline")
        x += 0.12 + lebar_teks(teks) + 0.24


def _alt(judul: str, data: pd.DataFrame, satuan: str) -> str:
    awal = f"Diagram titik “{judul}” ({satuan}) untuk {angka(len(data))} baris."
    rinci = [
        f"{nama}: {daftar_kata([f'{kolom} {angka(nilai, 1)}' for kolom, nilai in baris.items() if pd.notna(nilai)])}"
        for nama, baris in data.head(_RINCI).iterrows()
    ]
    return f"{awal} {'; '.join(rinci)}."
