"""House style of figures: one width, explicit margins, colours that survive grey print, the same bytes every time.

All lengths are inches. A figure is stacked from the top: title, note on what is drawn, legend, plot,
axis label, remarks and source. Nothing is measured twice: the margins are known before anything is drawn.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import matplotlib.style
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path
from matplotlib.ticker import FuncFormatter
from PIL import Image

from penilaian import bahasa

DPI = 150
LEBAR = round(17 / 2.54 * DPI) / DPI
"""The text width of an A4 page with margins of 2 cm, in whole pixels."""

TINTA, REDUP, GARIS, LATAR = "#1b1f24", "#4d5661", "#d5dae0", "#f3f5f7"
BIRU, LANGIT, KUNING, JINGGA, MERAH, HIJAU = "#0072B2", "#56B4E9", "#F0E442", "#E69F00", "#D55E00", "#009E73"
"""From the palette of Okabe and Ito."""

KELABU = "#b9c0c8"
UKURAN_JUDUL, UKURAN_TEKS, UKURAN_KECIL = 11.0, 8.0, 7.0

angka: Callable[..., str] = bahasa.angka
gaya = matplotlib.style.context(
    [
        "default",
        {
            "font.family": "DejaVu Sans",
            "font.size": UKURAN_TEKS,
            "text.color": TINTA,
            "text.hinting": "none",
            "text.parse_math": False,
            "text.usetex": False,
            "axes.edgecolor": GARIS,
            "axes.labelcolor": REDUP,
            "axes.labelsize": UKURAN_TEKS,
            "axes.linewidth": 0.8,
            "axes.spines.left": False,
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.axisbelow": True,
            "grid.color": GARIS,
            "grid.linewidth": 0.6,
            "hatch.linewidth": 0.6,
            "xtick.color": REDUP,
            "xtick.labelsize": UKURAN_TEKS,
            "xtick.major.size": 0,
        },
    ]
)
"""Context manager and decorator; independent of what a notebook has set for its own figures."""

_TEPI = 0.04
_URUT = {
    1: (BIRU,),
    2: (BIRU, MERAH),
    3: (BIRU, LANGIT, MERAH),
    4: (BIRU, LANGIT, JINGGA, MERAH),
    5: (BIRU, LANGIT, KUNING, JINGGA, MERAH),
}
_ARSIR = {JINGGA: "//", MERAH: "\\\\"}


@dataclass(frozen=True)
class Warna:
    """Fill and hatch of one level."""

    isi: str
    arsir: str = ""

    @property
    def tinta(self) -> str:
        """Colour of text on top of the fill."""
        return "#ffffff" if _terang(self.isi) < 0.4 else TINTA


@dataclass(frozen=True)
class Rancangan:
    """Everything around the plot; ``kiri`` and ``kanan`` are its side margins, ``tinggi`` is its height."""

    judul: str
    keterangan: str
    sumber: str
    tinggi: float
    kiri: float = _TEPI
    kanan: float = 0.2
    catatan: tuple[str, ...] = ()
    legenda: tuple[tuple[str, Warna], ...] = ()
    ruang_atas: float = 0.0
    bawah: float = 0.22


@dataclass(frozen=True)
class Susunan:
    """Rows of a horizontal plot: wrapped labels, their middles from the top, total height, label margin."""

    label: tuple[str, ...]
    tengah: tuple[float, ...]
    tinggi: float
    kiri: float
    ukuran: float
    tebal: float


def warna_tingkat(tingkat: Sequence[str], tanpa_nilai: str | None = None) -> dict[str, Warna]:
    """Colours for levels from good to bad; the level ``tanpa_nilai`` is grey and hatched."""
    bernilai = [satu for satu in tingkat if satu != tanpa_nilai]
    pilihan = _URUT.get(len(bernilai)) or tuple(_URUT[5][i * 5 // len(bernilai)] for i in range(len(bernilai)))
    hasil = {satu: Warna(isi, _ARSIR.get(isi, "")) for satu, isi in zip(bernilai, pilihan, strict=False)}
    return hasil | ({tanpa_nilai: Warna(KELABU, "....")} if tanpa_nilai in tingkat and tanpa_nilai else {})


@lru_cache(maxsize=4096)
def lebar_teks(teks: str, ukuran: float = UKURAN_TEKS, *, tebal: bool = False) -> float:
    """Width of one line in inches."""
    huruf = FontProperties(family="DejaVu Sans", size=ukuran, weight="bold" if tebal else "normal")
    lebar: float = text_to_path.get_text_width_height_descent(teks, huruf, False)[0]
    return lebar / 72


def bungkus(teks: str, lebar: float, ukuran: float = UKURAN_TEKS, *, tebal: bool = False) -> list[str]:
    """Break text into lines that fit; a word that is too long is broken itself."""
    baris: list[str] = []
    for kata in teks.split():
        coba = f"{baris[-1]} {kata}" if baris else kata
        if baris and lebar_teks(coba, ukuran, tebal=tebal) <= lebar:
            baris[-1] = coba
            continue
        *penuh, sisa = _pecah(kata, lebar, ukuran, tebal=tebal)
        baris += [*penuh, sisa]
    return baris or [""]


def _bungkus_rata(teks: str, lebar: float, ukuran: float) -> list[str]:
    """Lines of about the same length: as few as needed, then as narrow as that allows."""
    baris = bungkus(teks, lebar, ukuran)
    for bagian in (0.85, 0.7, 0.6):
        coba = bungkus(teks, lebar * bagian, ukuran) if len(baris) > 1 else baris
        if len(coba) > len(baris):
            break
        baris = coba
    return baris


def susun_baris(label: Sequence[str], *, tinggi_maks: float = 8.1, lebar_label: float = 2.35) -> Susunan:
    """Place as many rows as fit on a page; ``len(hasil.label)`` tells how many those are."""
    rapat = len(label) > 24
    ukuran = UKURAN_KECIL if rapat else UKURAN_TEKS
    satu_baris, jarak = ukuran * 1.25 / 72, (0.05 if rapat else 0.18)
    susun, tengah, atas = [], [], 0.06
    for teks in label:
        potongan = _bungkus_rata(teks, lebar_label, ukuran)
        tinggi = len(potongan) * satu_baris + jarak
        if atas + tinggi > tinggi_maks:
            break
        susun.append("\n".join(potongan))
        tengah.append(atas + tinggi / 2)
        atas += tinggi
    lebar = max((lebar_teks(baris, ukuran) for teks in susun for baris in teks.split("\n")), default=0)
    return Susunan(tuple(susun), tuple(tengah), atas + 0.06, lebar + 0.17, ukuran, satu_baris + jarak * 0.4)


def buat_bidang(rancangan: Rancangan) -> tuple[Figure, Axes]:
    """Draw everything around the plot and return the figure with empty axes."""
    judul = bungkus(rancangan.judul, LEBAR - 2 * _TEPI, UKURAN_JUDUL, tebal=True)
    keterangan = bungkus(rancangan.keterangan, LEBAR - 2 * _TEPI) if rancangan.keterangan else []
    legenda = _susun_legenda(rancangan.legenda)
    kaki = [baris for teks in _kaki(rancangan) for baris in bungkus(teks, LEBAR - 2 * _TEPI, UKURAN_KECIL)]
    atas = 0.06 + 0.2 * len(judul) + 0.16 * len(keterangan) + 0.22 * len(legenda) + 0.12 + rancangan.ruang_atas
    bawah = rancangan.bawah + 0.1 + 0.135 * len(kaki) + 0.04
    tinggi = round((atas + rancangan.tinggi + bawah) * DPI) / DPI
    fig = Figure(figsize=(LEBAR, tinggi), dpi=DPI, facecolor="white")
    y = _tulis(fig, judul, tinggi - 0.06, 0.2, fontsize=UKURAN_JUDUL, fontweight="bold")
    y = _tulis(fig, keterangan, y, 0.16, color=REDUP)
    _gambar_legenda(fig, legenda, y - 0.04)
    _tulis(fig, kaki, 0.04 + 0.135 * len(kaki), 0.135, fontsize=UKURAN_KECIL, color=REDUP)
    lebar = LEBAR - rancangan.kiri - rancangan.kanan
    ax = fig.add_axes(
        (rancangan.kiri / LEBAR, bawah / tinggi, lebar / LEBAR, rancangan.tinggi / tinggi), facecolor="none"
    )
    ax.set_yticks([])
    return fig, ax


def pasang_baris(ax: Axes, susunan: Susunan) -> None:
    """Make the y axis inches from the top and write the row labels left of it."""
    ax.set_ylim(susunan.tinggi, 0)
    for teks, y in zip(susunan.label, susunan.tengah, strict=True):
        ax.annotate(
            teks, (0, y), xycoords=("axes fraction", "data"), xytext=(-7, 0), textcoords="offset points",
            ha="right", va="center", fontsize=susunan.ukuran, linespacing=1.1,
        )  # fmt: skip


def pasang_angka(ax: Axes, akhiran: str = "") -> None:
    """Indonesian numbers and light vertical lines on the x axis."""
    ax.xaxis.set_major_formatter(FuncFormatter(lambda nilai, _: f"{angka(round(nilai, 9))}{akhiran}"))
    ax.grid(axis="x")


def ke_png(fig: Figure) -> tuple[bytes, int, int]:
    """PNG bytes with width and height in pixels: no date, no software, 128 colours (a third of the size, none off by more than a few steps)."""
    kanvas: Any = FigureCanvasAgg(fig)
    kanvas.draw()
    titik = Image.fromarray(np.asarray(kanvas.buffer_rgba())).convert("RGB")
    wadah = io.BytesIO()
    hemat = titik.quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    hemat.save(wadah, format="png", dpi=(DPI, DPI))
    return wadah.getvalue(), titik.width, titik.height


def _kaki(rancangan: Rancangan) -> list[str]:
    return [*rancangan.catatan, *([f"Sumber: {rancangan.sumber}"] if rancangan.sumber else [])]


def _tulis(fig: Figure, baris: Sequence[str], y: float, langkah: float, **gaya_teks: Any) -> float:
    for teks in baris:
        fig.text(_TEPI, y, teks, transform=fig.dpi_scale_trans, ha="left", va="top", **gaya_teks)
        y -= langkah
    return y


def _susun_legenda(legenda: Sequence[tuple[str, Warna]]) -> list[list[tuple[float, str, Warna]]]:
    """Legend entries in rows, each with its place from the left."""
    baris: list[list[tuple[float, str, Warna]]] = []
    x = LEBAR
    for teks, warna in legenda:
        perlu = 0.24 + lebar_teks(teks) + 0.16
        if x + perlu - 0.16 > LEBAR:
            baris.append([])
            x = _TEPI
        baris[-1].append((x, teks, warna))
        x += perlu
    return baris


def _gambar_legenda(fig: Figure, legenda: Sequence[Sequence[tuple[float, str, Warna]]], y: float) -> None:
    for baris in legenda:
        for x, teks, warna in baris:
            fig.add_artist(kotak((x, y - 0.145), 0.18, 0.135, warna, transform=fig.dpi_scale_trans))
            fig.text(x + 0.24, y - 0.075, teks, transform=fig.dpi_scale_trans, ha="left", va="center_baseline")
        y -= 0.22


def kotak(
    sudut: tuple[float, float], lebar: float, tinggi: float, warna: Warna, *, tepi: bool = True, **lain: Any
) -> Rectangle:
    """A filled, hatched rectangle, with a white edge unless ``tepi`` is false."""
    garis = 0.8 if tepi else 0.0
    rupa: dict[str, Any] = {"facecolor": warna.isi, "hatch": warna.arsir or None, "edgecolor": "white"}
    return Rectangle(sudut, lebar, tinggi, linewidth=garis, **rupa, **lain)


def _pecah(kata: str, lebar: float, ukuran: float, *, tebal: bool) -> list[str]:
    potongan, sekarang = [], ""
    for huruf in kata:
        if sekarang and lebar_teks(sekarang + huruf, ukuran, tebal=tebal) > lebar:
            potongan.append(sekarang)
            sekarang = ""
        sekarang += huruf
    return [*potongan, sekarang]


def _terang(warna: str) -> float:
    """Relative luminance, 0 to 1, without gamma: enough to choose between black and white ink."""
    merah, hijau, biru = (int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * merah + 0.7152 * hijau + 0.0722 * biru


def label_dari(kunci: Iterable[Any], label: Mapping[Any, str] | None) -> list[str]:
    """Labels readers see, in the order of ``kunci``; without a label the key itself."""
    return [str((label or {}).get(satu, satu)) for satu in kunci]


def campur_biru(bagian: float) -> str:
    """From white to blue, also in grey print; given the root of the share, small shares keep a tint."""
    saluran = (int(BIRU[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (tujuan - 255) * bagian):02x}" for tujuan in saluran)
