"""The matrix figure: how often two ratings of the same people meet, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from penilaian.bahasa import KOSONG, persen
from penilaian.laporan import alt_gambar
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan
from penilaian.laporan.gaya_gambar import (
    GARIS,
    LEBAR,
    REDUP,
    TINTA,
    UKURAN_KECIL,
    Rancangan,
    Warna,
    angka,
    buat_bidang,
    bungkus,
    campur_biru,
    gaya,
    label_dari,
    lebar_teks,
)  # fmt: skip

_TINGGI, _JUMLAH, _KANAN = 0.56, 0.75, 0.04


@dataclass(frozen=True)
class _Kisi:
    """Places of the cells in inches: left margin, height of the header, width of a cell."""

    kepala: float
    lebar: float


@gaya
def gambar_matriks(
    data: pd.DataFrame,
    judul: str,
    label_baris: str,
    label_kolom: str,
    sumber: str,
    *,
    satuan: str = "pegawai",
    alt: str | None = None,
    label: Mapping[Any, str] | None = None,
) -> Gambar:
    """Counts of two ratings as an annotated heat map with totals; equal ratings carry a thick frame.

    ``data`` holds counts (missing: not shown, drawn as a dash); rows are one rating, columns the other;
    ``label`` gives the names readers see.
    """
    if data.empty or not data.sum().sum():
        return gambar_kosong(judul, sumber, alt)
    baris, kolom = label_dari(data.index, label), label_dari(data.columns, label)
    potongan = [bungkus(teks, 1.35) for teks in baris]
    kiri = max(lebar_teks(teks) for teks in [label_baris, *[satu for p in potongan for satu in p]]) + 0.2
    lebar = (LEBAR - kiri - _KANAN - _JUMLAH) / len(kolom)
    kepala = 0.26 + 0.14 * max(len(bungkus(teks, lebar - 0.1)) for teks in kolom)
    catatan = ("Bingkai tebal: kedua penilaian sama.",) if set(data.index) & set(data.columns) else ()
    tinggi = kepala + _TINGGI * len(baris) + 0.36
    keterangan = f"Jumlah {satuan} dan bagiannya dari seluruhnya"
    fig, ax = buat_bidang(Rancangan(judul, keterangan, sumber, tinggi, kiri, _KANAN, catatan, bawah=0.0))
    ax.set_xlim(0, LEBAR - kiri - _KANAN)
    ax.set_ylim(tinggi, 0)
    ax.set_axis_off()
    kisi = _Kisi(kepala, lebar)
    _kepala(ax, kisi, ["\n".join(bungkus(teks, lebar - 0.1)) for teks in kolom], (label_baris, label_kolom))
    _sel(ax, kisi, data)
    _jumlah(ax, kisi, data, ["\n".join(p) for p in potongan])
    bernama = data.set_axis(baris, axis=0).set_axis(kolom, axis=1)
    kalimat = alt or alt_gambar.alt_matriks(judul, bernama, label_baris, label_kolom, satuan)
    return jadikan(fig, judul, kalimat, sumber)


def _kepala(ax: Axes, kisi: _Kisi, kolom: Sequence[str], label: tuple[str, str]) -> None:
    ax.text(-0.1, kisi.kepala - 0.08, label[0], ha="right", va="bottom", color=REDUP, fontweight="bold")
    tengah = kisi.lebar * len(kolom) / 2
    ax.text(tengah, 0.02, label[1], ha="center", va="top", color=REDUP, fontweight="bold")
    for nomor, teks in enumerate(kolom):
        ax.text(kisi.lebar * (nomor + 0.5), kisi.kepala - 0.08, teks, ha="center", va="bottom", linespacing=1.1)
    ax.text(
        kisi.lebar * len(kolom) + _JUMLAH - 0.04, kisi.kepala - 0.08, "Jumlah", ha="right", va="bottom", color=REDUP
    )


def _sel(ax: Axes, kisi: _Kisi, data: pd.DataFrame) -> None:
    terbesar, seluruh = float(data.max().max()), float(data.sum().sum())
    for i, baris in enumerate(data.index):
        for j, kolom in enumerate(data.columns):
            n = data.loc[baris, kolom]
            kosong = pd.isna(n)
            warna = Warna("#ffffff" if kosong else campur_biru((float(n) / terbesar) ** 0.5))
            sudut = (kisi.lebar * j, kisi.kepala + _TINGGI * i)
            ax.add_patch(Rectangle(sudut, kisi.lebar, _TINGGI, facecolor=warna.isi, edgecolor=GARIS, linewidth=0.8))
            tengah = (sudut[0] + kisi.lebar / 2, sudut[1] + _TINGGI / 2)
            _isi_sel(ax, tengah, warna, None if kosong else (angka(n), persen(100 * n / seluruh)))
            if baris == kolom:
                dalam = (sudut[0] + 0.02, sudut[1] + 0.02)
                bingkai: dict[str, Any] = {"facecolor": "none", "edgecolor": TINTA, "linewidth": 1.8, "zorder": 3}
                ax.add_patch(Rectangle(dalam, kisi.lebar - 0.04, _TINGGI - 0.04, **bingkai))


def _isi_sel(ax: Axes, tengah: tuple[float, float], warna: Warna, teks: tuple[str, str] | None) -> None:
    """Count and share in the middle of a cell, or the dash for what is missing."""
    x, y = tengah
    rata: dict[str, Any] = {"ha": "center", "va": "center", "color": warna.tinta}
    if teks is None:
        ax.text(x, y, KOSONG, **rata)
        return
    ax.text(x, y - 0.09, teks[0], fontsize=11, fontweight="bold", **rata)
    ax.text(x, y + 0.13, teks[1], fontsize=UKURAN_KECIL, **rata)


def _jumlah(ax: Axes, kisi: _Kisi, data: pd.DataFrame, baris: Sequence[str]) -> None:
    kanan = kisi.lebar * len(data.columns) + _JUMLAH - 0.04
    bawah = kisi.kepala + _TINGGI * len(data) + 0.18
    for i, teks in enumerate(baris):
        y = kisi.kepala + _TINGGI * (i + 0.5)
        ax.text(-0.1, y, teks, ha="right", va="center", linespacing=1.1)
        ax.text(kanan, y, angka(data.iloc[i].sum()), ha="right", va="center")
    ax.text(-0.1, bawah, "Jumlah", ha="right", va="center", color=REDUP)
    for j in range(len(data.columns)):
        ax.text(kisi.lebar * (j + 0.5), bawah, angka(data.iloc[:, j].sum()), ha="center", va="center")
    ax.text(kanan, bawah, angka(data.sum().sum()), ha="right", va="center", fontweight="bold")
