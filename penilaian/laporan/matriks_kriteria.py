"""The criteria figure: rows by criteria, one symbol or count a cell, readable without colour, on as many pages as needed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from penilaian.bahasa import angka
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan
from penilaian.laporan.gaya_gambar import (
    GARIS,
    KELABU,
    LATAR,
    LEBAR,
    MERAH,
    REDUP,
    TINTA,
    UKURAN_KECIL,
    Rancangan,
    buat_bidang,
    gaya,
    lebar_teks,
)  # fmt: skip

_SEL, _BARIS, _TEPI, _TINGGI_HALAMAN = 0.186, 0.19, 0.04, 8.3
_SELA_KELOMPOK = 0.09


@dataclass(frozen=True)
class Sel:
    """What a cell shows, and how much it should catch the eye: 0 (nothing there) to 1."""

    teks: str
    berat: float
    kosong: bool = False


@gaya
def gambar_kriteria(
    data: pd.DataFrame, judul: str, sumber: str, *, keterangan: str, alt: str, pisah: int = 0
) -> tuple[Gambar, ...]:
    """``data`` holds :class:`Sel`, its index and columns what readers see; a gap after the first ``pisah`` columns."""
    if data.empty:
        return (gambar_kosong(judul, sumber),)
    kepala = max(lebar_teks(str(satu), UKURAN_KECIL) for satu in data.columns) + 0.12
    muat = int((_TINGGI_HALAMAN - kepala) / _BARIS)
    potong = [data.iloc[mulai : mulai + muat] for mulai in range(0, len(data), muat)]
    hasil = []
    for nomor, isi in enumerate(potong, start=1):
        bagian = f" (bagian {angka(nomor)} dari {angka(len(potong))})" if len(potong) > 1 else ""
        tinggi = kepala + _BARIS * len(isi) + 0.06
        fig, ax = buat_bidang(Rancangan(judul + bagian, keterangan, sumber, tinggi, 0.0, 0.0, bawah=0.0))
        ax.set_xlim(0, LEBAR)
        ax.set_ylim(tinggi, 0)
        ax.set_axis_off()
        _gambar(ax, isi, kepala, pisah)
        hasil.append(jadikan(fig, judul + bagian, alt, sumber))
    return tuple(hasil)


def _gambar(ax: Axes, isi: pd.DataFrame, kepala: float, pisah: int) -> None:
    lajur = _lajur(len(isi.columns), pisah)
    for x, nama in zip(lajur, isi.columns, strict=True):
        ax.text(
            x + _SEL / 2,
            kepala - 0.06,
            str(nama),
            rotation=90,
            ha="center",
            va="bottom",
            fontsize=UKURAN_KECIL,
            color=TINTA,
        )
    for nomor, (nama, baris) in enumerate(zip(isi.index, isi.itertuples(index=False), strict=True)):
        y = kepala + _BARIS * nomor
        label = _pangkas(str(nama), lajur[0] - _TEPI - 0.1)
        ax.text(_TEPI, y + _BARIS / 2, label, ha="left", va="center_baseline", fontsize=UKURAN_KECIL)
        for x, sel in zip(lajur, baris, strict=True):
            _sel(ax, (x, y), sel)


def _lajur(banyak: int, pisah: int) -> list[float]:
    """Left edges of the cells, right aligned."""
    awal = LEBAR - _TEPI - _SEL * banyak - (_SELA_KELOMPOK if pisah else 0.0)
    return [awal + _SEL * nomor + (_SELA_KELOMPOK if pisah and nomor >= pisah else 0.0) for nomor in range(banyak)]


def _sel(ax: Axes, sudut: tuple[float, float], sel: Sel) -> None:
    x, y = sudut
    isi = _warna(sel)
    ax.add_patch(Rectangle((x, y), _SEL, _BARIS, facecolor=isi, edgecolor=GARIS, linewidth=0.6))
    tinta = "#ffffff" if sel.berat > 0.5 else REDUP if sel.kosong else TINTA
    tebal = "bold" if sel.berat > 0 else "normal"
    ax.text(
        x + _SEL / 2, y + _BARIS / 2, sel.teks, ha="center", va="center_baseline", fontsize=UKURAN_KECIL, color=tinta,
        fontweight=tebal,
    )  # fmt: skip


def _warna(sel: Sel) -> str:
    """From white to the dark signal colour; a cell without a judgement is grey, so that it never looks good."""
    if sel.kosong:
        return LATAR if sel.teks else KELABU
    saluran = (int(MERAH[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(
        f"{round((255 + (tujuan - 255) * sel.berat) * (1 - 0.25 * sel.berat)):02x}" for tujuan in saluran
    )


def _pangkas(teks: str, lebar: float) -> str:
    if lebar_teks(teks, UKURAN_KECIL) <= lebar:
        return teks
    kata = teks.split()
    while len(kata) > 1 and lebar_teks(f"{' '.join(kata)} …", UKURAN_KECIL) > lebar:
        kata.pop()
    return f"{' '.join(kata)} …"
