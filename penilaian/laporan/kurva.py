"""The curve figure: a few lines over one quantity, each named at its end, told apart by colour and dashes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from penilaian.bahasa import daftar_kata
from penilaian.galat import GalatData
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan
from penilaian.laporan.garis_acuan import gambar_garis, keterangan_garis, ruang_garis
from penilaian.laporan.gaya_gambar import (
    BIRU,
    HIJAU,
    JINGGA,
    MERAH,
    REDUP,
    TINTA,
    Rancangan,
    angka,
    buat_bidang,
    bungkus,
    gaya,
    lebar_teks,
)  # fmt: skip

RUPA = ((MERAH, "--"), (BIRU, "-"), (HIJAU, "-."), (JINGGA, ":"))
"""Colour (from the palette of Okabe and Ito) and dashes, one a curve."""

_TINGGI, _BARIS, _CELAH = 3.4, 0.135, 0.06


@dataclass(frozen=True)
class SumbuTegak:
    """What the y axis shows: name with unit, lowest and highest value, step between marks."""

    label: str
    bawah: float
    atas: float
    langkah: float

    @property
    def tanda(self) -> list[float]:
        """Multiples of the step inside the limits."""
        awal, akhir = math.ceil(self.bawah / self.langkah), math.floor(self.atas / self.langkah)
        return [self.langkah * n for n in range(awal, akhir + 1)]


@gaya
def gambar_kurva(
    kurva: Mapping[str, pd.Series],
    judul: str,
    label_x: str,
    sumbu: SumbuTegak,
    sumber: str,
    *,
    garis_acuan: Mapping[float, str] | None = None,
    catatan: Sequence[str] = (),
    alt: str | None = None,
) -> Gambar:
    """Lines by name; each series holds values by place on the x axis, a missing value breaks the line.

    What lies outside the axis is not drawn; say so in ``catatan``. ``garis_acuan`` are vertical lines.

    Raises:
        GalatData: more curves than there are ways to tell them apart.
    """
    if len(kurva) > len(RUPA):
        raise GalatData(
            f"Gambar {judul!r} berisi {len(kurva)} garis",
            mengapa=f"paling banyak {len(RUPA)} yang masih dapat dibedakan",
            tindakan="bagi menjadi beberapa gambar",
        )
    if not kurva or all(isi.dropna().empty for isi in kurva.values()):
        return gambar_kosong(judul, sumber, alt)
    garis = dict(garis_acuan or {})
    nama = {satu: bungkus(satu, 1.45) for satu in kurva}
    kanan = max(lebar_teks(baris) for semua in nama.values() for baris in semua) + 0.2
    kiri = max(lebar_teks(angka(y)) for y in sumbu.tanda) + 0.14
    fig, ax = buat_bidang(
        Rancangan(
            judul, f"Sumbu tegak: {sumbu.label}{keterangan_garis(garis)}", sumber, _TINGGI, kiri, kanan, tuple(catatan),
            ruang_atas=ruang_garis(garis), bawah=0.42,
        )
    )  # fmt: skip
    _sumbu(ax, kurva, label_x, sumbu)
    for (satu, isi), (warna, bentuk) in zip(kurva.items(), RUPA, strict=False):
        ax.plot(isi.index, isi.to_numpy(), color=warna, linestyle=bentuk, linewidth=2.0, label=satu)
    _nama(ax, kurva, nama, sumbu)
    gambar_garis(ax, garis)
    return jadikan(fig, judul, alt or _alt(kurva, judul, label_x, sumbu.label), sumber)


def _sumbu(ax: Axes, kurva: Mapping[str, pd.Series], label_x: str, sumbu: SumbuTegak) -> None:
    ax.set_xlim(min(isi.index.min() for isi in kurva.values()), max(isi.index.max() for isi in kurva.values()))
    ax.set_ylim(sumbu.bawah, sumbu.atas)
    ax.set_yticks(sumbu.tanda, [angka(y) for y in sumbu.tanda])
    ax.xaxis.set_major_locator(MaxNLocator(10, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: angka(round(x, 9))))
    ax.tick_params(axis="y", length=0, labelcolor=REDUP)
    ax.grid(axis="y")
    if sumbu.bawah < 0 < sumbu.atas:
        ax.axhline(0, color=REDUP, linewidth=0.8, zorder=1)
    ax.set_xlabel(label_x, labelpad=3)


def _nama(ax: Axes, kurva: Mapping[str, pd.Series], nama: Mapping[str, list[str]], sumbu: SumbuTegak) -> None:
    """Names right of the line ends, pushed apart where ends meet."""
    satuan = (sumbu.atas - sumbu.bawah) / _TINGGI
    akhir = {
        satu: min(max(float(isi.dropna().iloc[-1]), sumbu.bawah), sumbu.atas)
        for satu, isi in kurva.items()
        if not isi.dropna().empty
    }
    urut = sorted(akhir, key=lambda satu: akhir[satu])
    for bawah, atas in pairwise(urut):
        perlu = ((len(nama[bawah]) + len(nama[atas])) / 2 * _BARIS + _CELAH) * satuan
        akhir[atas] = max(akhir[atas], akhir[bawah] + perlu)
    warna = {satu: isi for satu, (isi, _) in zip(kurva, RUPA, strict=False)}
    for satu in urut:
        ax.annotate(
            "\n".join(nama[satu]), (1, akhir[satu]), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", ha="left", va="center", color=TINTA, linespacing=1.15,
        )  # fmt: skip
        ax.annotate(
            "", (1, akhir[satu]), xycoords=("axes fraction", "data"), xytext=(4, 0), textcoords="offset points",
            arrowprops={"arrowstyle": "-", "color": warna[satu], "linewidth": 2.0, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip


def _alt(kurva: Mapping[str, pd.Series], judul: str, label_x: str, label_y: str) -> str:
    bagian = []
    for nama, isi in kurva.items():
        ada = isi.dropna()
        ujung = (
            [f"{angka(ada.iloc[n], 1)} pada {angka(ada.index[n])}" for n in (0, -1)] if len(ada) else ["tidak ada data"]
        )
        bagian.append(f"{nama}: {daftar_kata(ujung)}")
    return f"Diagram garis “{judul}”. Sumbu datar: {label_x}; sumbu tegak: {label_y}. {'; '.join(bagian)}."
