"""The interval figure: one estimate a row with its interval, and a line where there is no difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from penilaian.bahasa import daftar_kata
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan, tersisa
from penilaian.laporan.garis_acuan import gambar_garis, keterangan_garis, ruang_garis
from penilaian.laporan.gaya_gambar import (
    BIRU,
    MERAH,
    Rancangan,
    angka,
    buat_bidang,
    gaya,
    label_dari,
    pasang_angka,
    pasang_baris,
    susun_baris,
)  # fmt: skip

_RINCI = 6


@gaya
def gambar_selang(
    data: pd.DataFrame,
    judul: str,
    satuan: str,
    sumber: str,
    *,
    garis_acuan: Mapping[float, str] | None = None,
    label: Mapping[Any, str] | None = None,
) -> Gambar:
    """Rows of ``nilai``, ``bawah`` and ``atas``; rows whose ``ditandai`` is true have a filled square, others a ring."""
    if data["nilai"].dropna().empty:
        return gambar_kosong(judul, sumber)
    garis = dict(garis_acuan or {})
    nama = label_dari(data.index, label)
    susunan = susun_baris(nama)
    keterangan = (
        f"Dalam {satuan}; garis: selang 95%, kotak penuh: ditandai, lingkaran: tidak ditandai{keterangan_garis(garis)}"
    )
    fig, ax = buat_bidang(
        Rancangan(
            judul, keterangan, sumber, susunan.tinggi, susunan.kiri, 0.3, tersisa(susunan, len(data)),
            ruang_atas=ruang_garis(garis),
        )
    )  # fmt: skip
    semua = np.concatenate([data[["bawah", "atas"]].to_numpy(dtype=float).ravel(), list(garis)])
    rentang = float(np.nanmax(semua) - np.nanmin(semua)) or 1.0
    ax.set_xlim(float(np.nanmin(semua)) - 0.03 * rentang, float(np.nanmax(semua)) + 0.03 * rentang)
    pasang_angka(ax)
    pasang_baris(ax, susunan)
    gambar_garis(ax, garis)
    for y, (_, baris) in zip(susunan.tengah, data.iterrows(), strict=False):
        warna = MERAH if baris["ditandai"] else BIRU
        ax.plot([baris["bawah"], baris["atas"]], [y, y], color=warna, linewidth=1.4, solid_capstyle="butt")
        isi, bentuk = (warna, "s") if baris["ditandai"] else ("white", "o")
        ax.plot([baris["nilai"]], [y], bentuk, markersize=5, markerfacecolor=isi, markeredgecolor=warna)
    return jadikan(fig, judul, _alt(judul, data.set_axis(nama, axis=0), satuan), sumber)


def _alt(judul: str, data: pd.DataFrame, satuan: str) -> str:
    ditandai = data[data["ditandai"]]
    awal = f"Diagram selang “{judul}” ({satuan}) untuk {angka(len(data))} baris; ditandai {angka(len(ditandai))}."
    tampil = data if len(data) <= _RINCI else ditandai.head(_RINCI)
    rinci = [
        f"{nama} {angka(baris['nilai'], 2)} (selang {angka(baris['bawah'], 2)} sampai {angka(baris['atas'], 2)})"
        for nama, baris in tampil.iterrows()
    ]
    return f"{awal} {daftar_kata(rinci)}." if rinci else awal
