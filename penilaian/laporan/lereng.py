"""The slope figure: two rankings side by side, one line a unit; who moves far stands out."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from penilaian.bahasa import daftar_kata
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan
from penilaian.laporan.gaya_gambar import (
    BIRU,
    KELABU,
    MERAH,
    UKURAN_TEKS,
    Rancangan,
    angka,
    buat_bidang,
    gaya,
    lebar_teks,
)  # fmt: skip

_BARIS = 0.175
_RINCI = 6


@gaya
def gambar_lereng(
    data: pd.DataFrame, judul: str, satuan: str, sumber: str, *, jauh: int = 2, alt: str | None = None
) -> Gambar:
    """Two columns of ranks (1 is best), index the names readers see, columns the names of the two rankings.

    Units that move ``jauh`` places or more are drawn blue and solid (up) or red and dashed (down), the others grey.
    A unit without both ranks is left out; units of the same rank share a line of text.
    """
    ada = data.dropna().astype(int)
    if ada.empty:
        return gambar_kosong(judul, sumber, alt)
    kiri, kanan = (_label(ada[kolom]) for kolom in ada.columns)
    keterangan = (
        f"Peringkat {satuan}, 1 terbaik; kiri: {ada.columns[0]}, kanan: {ada.columns[1]}. Biru penuh: naik sedikitnya "
        f"{angka(jauh)} tingkat; merah putus-putus: turun sedikitnya {angka(jauh)} tingkat; kelabu: lainnya"
    )
    dasar = int(ada.to_numpy().max())
    tepi = [max(map(lebar_teks, satu.values())) + 0.2 for satu in (kiri, kanan)]
    fig, ax = buat_bidang(Rancangan(judul, keterangan, sumber, _BARIS * (dasar + 1), tepi[0], tepi[1], bawah=0.0))
    ax.set_xlim(0, 1)
    ax.set_ylim(dasar + 1, 0)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    for awal, akhir in ada.itertuples(index=False):
        _garis(ax, awal, akhir, jauh)
    for x, label in ((0, kiri), (1, kanan)):
        for peringkat, teks in label.items():
            _tulis(ax, teks, x, peringkat)
    return jadikan(fig, judul, alt or _alt(ada, judul, satuan), sumber)


def _label(peringkat: pd.Series) -> dict[int, str]:
    """What stands at each rank."""
    return {int(p): f"{angka(p)}. {', '.join(map(str, milik.index))}" for p, milik in peringkat.groupby(peringkat)}


def _garis(ax: Axes, awal: int, akhir: int, jauh: int) -> None:
    naik, berpindah = awal - akhir, abs(awal - akhir) >= jauh
    warna, bentuk = (BIRU, "-") if naik > 0 else (MERAH, "--")
    ax.plot(
        [0, 1], [awal, akhir], color=warna if berpindah else KELABU, linestyle=bentuk if berpindah else "-",
        linewidth=1.8 if berpindah else 1.0, zorder=2 if berpindah else 1,
    )  # fmt: skip


def _tulis(ax: Axes, teks: str, x: int, y: int) -> None:
    ax.annotate(
        teks, (x, y), xytext=(6 if x else -6, 0), textcoords="offset points", ha="left" if x else "right",
        va="center", fontsize=UKURAN_TEKS, annotation_clip=False,
    )  # fmt: skip


def _alt(ada: pd.DataFrame, judul: str, satuan: str) -> str:
    awal, akhir = ada.columns
    pindah = (ada[awal] - ada[akhir]).sort_values(key=lambda beda: -beda.abs(), kind="stable")
    tetap = int((pindah == 0).sum())
    rinci = [
        f"{nama} dari {ada.loc[nama, awal]} ke {ada.loc[nama, akhir]}" for nama in pindah[pindah != 0].index[:_RINCI]
    ]
    kalimat = f"Diagram lereng “{judul}” untuk {angka(len(ada))} {satuan}, kiri {awal}, kanan {akhir}; {angka(tetap)} tidak berpindah"
    return f"{kalimat}; yang berpindah paling jauh: {daftar_kata(rinci)}." if rinci else f"{kalimat}."
