"""The grid figure: what two coded inputs together come to, as words in coloured cells."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.patches import Rectangle

from penilaian.bahasa import daftar_kata
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan
from penilaian.laporan.gaya_gambar import (
    LEBAR,
    REDUP,
    Rancangan,
    buat_bidang,
    bungkus,
    gaya,
    lebar_teks,
    warna_tingkat,
)  # fmt: skip

_TINGGI, _KANAN, _UKURAN = 0.62, 0.04, 9.0


@gaya
def gambar_kisi(
    data: pd.DataFrame,
    judul: str,
    label_baris: str,
    label_kolom: str,
    sumber: str,
    *,
    urutan: Sequence[str],
    keterangan: str = "",
    alt: str | None = None,
) -> Gambar:
    """``data`` holds the words of each cell, rows and columns the names readers see; ``urutan`` has the words from good to bad."""
    if data.empty:
        return gambar_kosong(judul, sumber, alt)
    baris, kolom = [str(satu) for satu in data.index], [str(satu) for satu in data.columns]
    potongan = [bungkus(teks, 1.35) for teks in baris]
    kiri = max(lebar_teks(teks) for teks in [label_baris, *(satu for p in potongan for satu in p)]) + 0.25
    lebar = (LEBAR - kiri - _KANAN) / len(kolom)
    kepala = 0.26 + 0.14 * max(len(bungkus(teks, lebar - 0.1)) for teks in kolom)
    tinggi = kepala + _TINGGI * len(baris) + 0.04
    fig, ax = buat_bidang(Rancangan(judul, keterangan, sumber, tinggi, kiri, _KANAN, bawah=0.0))
    ax.set_xlim(0, LEBAR - kiri - _KANAN)
    ax.set_ylim(tinggi, 0)
    ax.set_axis_off()
    ax.text(-0.1, kepala - 0.08, label_baris, ha="right", va="bottom", color=REDUP, fontweight="bold")
    ax.text(lebar * len(kolom) / 2, 0.02, label_kolom, ha="center", va="top", color=REDUP, fontweight="bold")
    warna = warna_tingkat(list(urutan))
    for j, teks in enumerate(kolom):
        isi = "\n".join(bungkus(teks, lebar - 0.1))
        ax.text(lebar * (j + 0.5), kepala - 0.08, isi, ha="center", va="bottom", linespacing=1.1)
    for i, potong in enumerate(potongan):
        atas = kepala + _TINGGI * i
        ax.text(-0.1, atas + _TINGGI / 2, "\n".join(potong), ha="right", va="center", linespacing=1.1)
        for j in range(len(kolom)):
            tingkat = str(data.iloc[i, j])
            tempat = {"facecolor": warna[tingkat].isi, "edgecolor": "white", "linewidth": 2.0}
            ax.add_patch(Rectangle((lebar * j, atas), lebar, _TINGGI, **tempat))  # type: ignore[arg-type]
            ax.text(
                lebar * (j + 0.5), atas + _TINGGI / 2, "\n".join(bungkus(tingkat, lebar - 0.2, _UKURAN)), ha="center",
                va="center", color=warna[tingkat].tinta, fontsize=_UKURAN, fontweight="bold", linespacing=1.1,
            )  # fmt: skip
    return jadikan(fig, judul, alt or _alt(data, judul, label_baris, label_kolom), sumber)


def _alt(data: pd.DataFrame, judul: str, label_baris: str, label_kolom: str) -> str:
    kalimat = [f"Matriks “{judul}”."]
    for nama, baris in data.iterrows():
        isi = [f"{str(kolom).lower()} {teks!s}" for kolom, teks in baris.items()]
        kalimat.append(f"{label_baris} {str(nama).lower()}, menurut {label_kolom.lower()}: {daftar_kata(isi)}.")
    return " ".join(kalimat)
