"""The period map: one share for each agency and period, as numbers in shaded cells."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from penilaian.bahasa import KOSONG, angka
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan
from penilaian.laporan.gaya_gambar import (
    GARIS,
    LEBAR,
    REDUP,
    UKURAN_KECIL,
    Rancangan,
    Warna,
    buat_bidang,
    bungkus,
    campur_biru,
    gaya,
    susun_baris,
)  # fmt: skip

_KEPALA, _KANAN, _TINGGI_MAKS = 0.36, 0.04, 8.6


@gaya
def gambar_peta_periode(data: pd.DataFrame, judul: str, keterangan: str, sumber: str) -> Gambar:
    """``data`` holds percentages (0–100, missing: nothing to count), agencies as rows and periods as columns, both by the names readers see.

    The darker, the less complete: what is missing is what a reader looks for.
    """
    if data.empty or not data.notna().any().any():
        return gambar_kosong(judul, sumber)
    susunan = susun_baris([str(nama) for nama in data.index], tinggi_maks=_TINGGI_MAKS)
    tampil = data.iloc[: len(susunan.label)]
    catatan = () if len(tampil) == len(data) else (f"{len(tampil)} dari {len(data)} OPD; selengkapnya di tabel.",)
    lebar = (LEBAR - susunan.kiri - _KANAN) / len(data.columns)
    tinggi = susunan.tinggi + _KEPALA
    fig, ax = buat_bidang(Rancangan(judul, keterangan, sumber, tinggi, susunan.kiri, _KANAN, catatan, bawah=0.0))
    ax.set_xlim(0, LEBAR - susunan.kiri - _KANAN)
    ax.set_ylim(tinggi, 0)
    ax.set_axis_off()
    for j, nama in enumerate(data.columns):
        teks = "\n".join(bungkus(str(nama), lebar - 0.06, UKURAN_KECIL))
        ax.text(lebar * (j + 0.5), _KEPALA - 0.06, teks, ha="center", va="bottom", color=REDUP, fontsize=UKURAN_KECIL)
    for i, (label, tengah) in enumerate(zip(susunan.label, susunan.tengah, strict=True)):
        y = _KEPALA + tengah
        ax.text(-0.1, y, label, ha="right", va="center", linespacing=1.05, fontsize=susunan.ukuran)
        for j, nilai in enumerate(tampil.iloc[i]):
            _sel(ax, (lebar * j, y - susunan.tebal / 2), (lebar, susunan.tebal), nilai)
    return jadikan(fig, judul, _alt(judul, data), sumber)


def _sel(ax: Axes, sudut: tuple[float, float], ukuran: tuple[float, float], nilai: float) -> None:
    kosong = pd.isna(nilai)
    warna = Warna("#ffffff" if kosong else campur_biru(((100 - float(nilai)) / 100) ** 0.5))
    ax.add_patch(Rectangle(sudut, *ukuran, facecolor=warna.isi, edgecolor=GARIS, linewidth=0.8))
    tengah = (sudut[0] + ukuran[0] / 2, sudut[1] + ukuran[1] / 2)
    teks = KOSONG if kosong else angka(nilai, 1)
    ax.text(*tengah, teks, ha="center", va="center", color=warna.tinta, fontsize=UKURAN_KECIL)


def _alt(judul: str, data: pd.DataFrame) -> str:
    """The lowest shares in words; all of them stand in the table beside the figure."""
    kalimat = [f"Peta “{judul}” untuk {len(data)} OPD dan {len(data.columns)} periode, dalam persen."]
    for periode in data.columns:
        ada = data[periode].dropna()
        if not ada.empty:
            kalimat.append(
                f"{periode}: terendah {ada.idxmin()} {angka(ada.min(), 1)}, median {angka(ada.median(), 1)}."
            )
    return " ".join(kalimat)
