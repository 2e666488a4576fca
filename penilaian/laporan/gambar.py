"""Figures of a report: one frozen record with its picture, and functions from data to record.

Every figure has a title, a unit, a source and an alternative text; empty data gives a figure that says so.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from penilaian.galat import GalatData
from penilaian.laporan import alt_gambar
from penilaian.laporan.garis_acuan import gambar_garis, keterangan_garis, ruang_garis
from penilaian.laporan.gaya_gambar import (
    BIRU,
    DPI,
    LATAR,
    LEBAR,
    REDUP,
    TINTA,
    UKURAN_KECIL,
    Rancangan,
    Susunan,
    Warna,
    angka,
    buat_bidang,
    gaya,
    ke_png,
    kotak,
    label_dari,
    lebar_teks,
    pasang_angka,
    pasang_baris,
    susun_baris,
    warna_tingkat,
)  # fmt: skip


@dataclass(frozen=True)
class Gambar:
    """A finished picture with the words that belong to it."""

    judul: str
    alt: str
    sumber: str
    png: bytes
    lebar_px: int
    tinggi_px: int

    def __repr__(self) -> str:
        return f"Gambar: {self.judul}. {self.alt}"

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        tampilan = {"width": round(self.lebar_px * 96 / DPI), "height": round(self.tinggi_px * 96 / DPI)}
        keterangan = {"alt": self.alt, "judul": self.judul, "sumber": self.sumber}
        isi = {"image/png": base64.b64encode(self.png).decode("ascii"), "text/plain": repr(self)}
        return isi, {"image/png": keterangan | tampilan}


@gaya
def gambar_kosong(judul: str, sumber: str = "", alt: str | None = None) -> Gambar:
    """A figure that says there is nothing to draw."""
    fig, ax = buat_bidang(Rancangan(judul, "", sumber, tinggi=0.9, kanan=0.04, bawah=0.0))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.set_facecolor(LATAR)
    ax.text(0.5, 0.5, "Tidak ada data", transform=ax.transAxes, ha="center", va="center", fontsize=10, color=REDUP)
    return jadikan(fig, judul, alt or alt_gambar.alt_kosong(judul), sumber)


@gaya
def gambar_batang_bertumpuk(
    data: pd.DataFrame,
    judul: str,
    satuan: str,
    sumber: str,
    *,
    alt: str | None = None,
    urutan: Sequence[str] | None = None,
    label: Mapping[Any, str] | None = None,
    warna: Mapping[Any, Warna] | None = None,
    tanpa_nilai: str | None = "belum_ditetapkan",
    persentase: bool = True,
) -> Gambar:
    """Stacked horizontal bars: one row a category, one colour a level, its share (or count) inside, the total right.

    ``data`` holds counts, rows are categories, columns levels; ``urutan`` orders the levels from good to bad
    (default: the columns' order); ``label`` gives the names readers see, of levels and of categories.

    Raises:
        GalatData: a level is not in ``urutan``, or a count is negative.
    """
    data = _tingkat(data, urutan, judul)
    if data.empty or not data.to_numpy().sum():
        return gambar_kosong(judul, sumber, alt)
    susunan = susun_baris(label_dari(data.index, label))
    terpakai = [kolom for kolom in data.columns if data[kolom].sum()]
    isi = warna_tingkat(list(data.columns), tanpa_nilai) | dict(warna or {})
    jumlah = data.sum(axis=1)
    kanan = max(lebar_teks(angka(n)) for n in [*jumlah, 1000]) + 0.25
    fig, ax = buat_bidang(
        Rancangan(
            judul, f"Persentase {satuan}; kolom kanan: jumlah {satuan}" if persentase else f"Jumlah {satuan}; kolom kanan: seluruhnya", sumber,
            susunan.tinggi, susunan.kiri, kanan, tersisa(susunan, len(data)),
            tuple(zip(label_dari(terpakai, label), [isi[kolom] for kolom in terpakai], strict=True)),
            bawah=0.22,
        )
    )  # fmt: skip
    batas = 100.0 if persentase else float(jumlah.max())
    ax.set_xlim(0, batas)
    if persentase:
        ax.set_xticks([0, 25, 50, 75, 100])
    pasang_angka(ax, "%" if persentase else "")
    pasang_baris(ax, susunan)
    batang = _Batang(ax, susunan, isi, (LEBAR - susunan.kiri - kanan) / batas, persentase)
    for y, (_, baris) in zip(susunan.tengah, data.iterrows(), strict=False):
        _tumpuk(batang, baris, y)
    tulis_jumlah(ax, list(jumlah), susunan)
    susun = label_dari(data.index, label)
    bernama = data[terpakai].set_axis(susun, axis=0).set_axis(label_dari(terpakai, label), axis=1)
    return jadikan(fig, judul, alt or alt_gambar.alt_bertumpuk(judul, bernama, satuan), sumber)


@gaya
def gambar_batang(
    data: pd.Series,
    judul: str,
    satuan: str,
    sumber: str,
    *,
    alt: str | None = None,
    label: Mapping[Any, str] | None = None,
    desimal: int | None = None,
    garis_acuan: Mapping[float, str] | None = None,
) -> Gambar:
    """Horizontal bars from zero with the value at the end of each; a missing value is a dash."""
    if data.dropna().empty:
        return gambar_kosong(judul, sumber, alt)
    nama = label_dari(data.index, label)
    susunan = susun_baris(nama)
    tulisan = [angka(n, desimal) for n in data]
    ekor = max(map(lebar_teks, tulisan)) + 0.12
    garis = dict(garis_acuan or {})
    atas, bawah = max(0.0, *data.dropna(), *garis), min(0.0, *data.dropna(), *garis)
    lebar = LEBAR - susunan.kiri - 0.2
    ruang = (atas - bawah or 1) / (lebar - ekor * (1 + (bawah < 0)))
    fig, ax = buat_bidang(
        Rancangan(
            judul, f"Dalam {satuan}{keterangan_garis(garis)}", sumber, susunan.tinggi, susunan.kiri, 0.2,
            tersisa(susunan, len(data)), ruang_atas=ruang_garis(garis),
        )
    )  # fmt: skip
    ax.set_xlim(bawah - (ekor * ruang if bawah < 0 else 0), atas + ekor * ruang)
    pasang_angka(ax)
    pasang_baris(ax, susunan)
    for x, y, teks in zip(data, susunan.tengah, tulisan, strict=False):
        nilai = 0.0 if pd.isna(x) else float(x)
        if nilai:
            ax.add_patch(kotak((0, y - susunan.tebal / 2), nilai, susunan.tebal, Warna(BIRU)))
        ax.annotate(
            teks, (nilai, y), xytext=(-4 if nilai < 0 else 4, 0), textcoords="offset points",
            ha="right" if nilai < 0 else "left", va="center",
        )  # fmt: skip
    if bawah < 0:
        ax.axvline(0, color=TINTA, linewidth=0.8)
    gambar_garis(ax, garis)
    bernama = data.set_axis(nama)
    return jadikan(fig, judul, alt or alt_gambar.alt_batang(judul, bernama, satuan, tulisan), sumber)


def jadikan(fig: Any, judul: str, alt: str, sumber: str) -> Gambar:
    """Draw the figure once and keep the bytes."""
    png, lebar, tinggi = ke_png(fig)
    return Gambar(judul, alt, sumber, png, lebar, tinggi)


def tersisa(susunan: Susunan, seluruh: int) -> tuple[str, ...]:
    """The remark on rows for which the page has no room."""
    lebih = seluruh - len(susunan.label)
    return (f"{angka(lebih)} baris terakhir tidak digambar karena halaman penuh; lihat tabel.",) if lebih else ()


def _tingkat(data: pd.DataFrame, urutan: Sequence[str] | None, judul: str) -> pd.DataFrame:
    asing = [str(kolom) for kolom in data.columns if urutan is not None and kolom not in urutan]
    if asing:
        raise GalatData(
            f"Tingkat {', '.join(asing)} tidak ada dalam urutan",
            di_mana=f"gambar {judul!r}",
            mengapa="warna dan legenda mengikuti urutan dari baik ke buruk",
            tindakan="tambahkan tingkat itu ke parameter urutan",
        )
    hasil = data if urutan is None else data.reindex(columns=list(urutan))
    hasil = hasil.fillna(0)
    if (hasil < 0).to_numpy().any():
        raise GalatData(f"Gambar {judul!r} berisi jumlah negatif", tindakan="berikan hitungan, bukan selisih")
    return hasil


@dataclass(frozen=True)
class _Batang:
    """What all stacked bars of a figure share; ``panjang`` is the inches of one unit on the axis."""

    ax: Axes
    susunan: Susunan
    warna: Mapping[Any, Warna]
    panjang: float
    persentase: bool


def _tumpuk(batang: _Batang, baris: pd.Series, y: float) -> None:
    """One stacked bar, from left to right."""
    jumlah, kiri, tebal = float(baris.sum()), 0.0, batang.susunan.tebal
    for tingkat, n in baris.items():
        nilai = (100 * n / jumlah if jumlah else 0.0) if batang.persentase else float(n)
        if not nilai:
            continue
        batang.ax.add_patch(kotak((kiri, y - tebal / 2), nilai, tebal, batang.warna[tingkat]))
        teks = f"{angka(nilai, 0)}%" if batang.persentase else angka(n)
        if lebar_teks(teks, UKURAN_KECIL) + 0.08 < nilai * batang.panjang:
            _tulis_di_batang(batang, teks, (kiri + nilai / 2, y), batang.warna[tingkat])
        kiri += nilai


def _tulis_di_batang(batang: _Batang, teks: str, tengah: tuple[float, float], warna: Warna) -> None:
    """A label in a bar, on a plain patch where the bar is hatched."""
    x, y = tengah
    if warna.arsir:
        lebar = lebar_teks(teks, UKURAN_KECIL) / batang.panjang * 1.15
        tinggi = batang.susunan.tebal * 0.94
        batang.ax.add_patch(kotak((x - lebar / 2, y - tinggi / 2), lebar, tinggi, Warna(warna.isi), tepi=False))
    batang.ax.text(x, y, teks, ha="center", va="center_baseline", fontsize=UKURAN_KECIL, color=warna.tinta)


def tulis_jumlah(ax: Axes, jumlah: Sequence[float], susunan: Susunan) -> None:
    """Totals, right aligned at the edge of the figure."""
    tempat = blended_transform_factory(ax.figure.dpi_scale_trans, ax.transData)
    for n, y in zip(jumlah, susunan.tengah, strict=False):
        ax.text(LEBAR - 0.06, y, angka(n), transform=tempat, ha="right", va="center_baseline", fontsize=susunan.ukuran)
