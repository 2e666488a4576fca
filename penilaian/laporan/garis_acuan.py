"""Reference lines of a figure: named directly above the plot, or in the note when there are too many."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes

from penilaian.laporan.gaya_gambar import LEBAR, TINTA, UKURAN_KECIL, angka, lebar_teks

_BENTUK = (
    ("--", "garis putus-putus"),
    ("-", "garis penuh"),
    (":", "garis titik-titik"),
    ("-.", "garis putus-titik"),
)
_LANGSUNG = 2
"""So many lines have a side of their own for their name."""


def gambar_garis(ax: Axes, garis: Mapping[float, str]) -> None:
    """Draw the lines, told apart by their dashes; call after the limits of the axis are set."""
    for x, (bentuk, _) in zip(sorted(garis), _BENTUK, strict=False):
        ax.axvline(x, color=TINTA, linewidth=1.0, linestyle=bentuk, zorder=1.5)
    if len(garis) > _LANGSUNG:
        return
    for nomor, x in enumerate(sorted(garis)):
        teks = f"{garis[x]} ({angka(x)})"
        ke_kiri = _ke_kiri(ax, x, teks, pilihan=len(garis) == _LANGSUNG and nomor == 0)
        ax.annotate(
            teks, (x, 1), xycoords=("data", "axes fraction"), xytext=(-3 if ke_kiri else 3, 1),
            textcoords="offset points", ha="right" if ke_kiri else "left", va="bottom", fontsize=UKURAN_KECIL,
        )  # fmt: skip


def keterangan_garis(garis: Mapping[float, str]) -> str:
    """What the lines stand for, when they cannot be named in the plot."""
    if len(garis) <= _LANGSUNG:
        return ""
    pasangan = zip(sorted(garis), _BENTUK, strict=False)
    return "".join(f"; {rupa} = {garis[x]} ({angka(x)})" for x, (_, rupa) in pasangan)


def ruang_garis(garis: Mapping[float, str]) -> float:
    """Room above the plot in inches."""
    return 0.16 if 0 < len(garis) <= _LANGSUNG else 0.0


def _ke_kiri(ax: Axes, x: float, teks: str, *, pilihan: bool) -> bool:
    """Whether the name goes left of its line: as chosen, unless it would leave the figure."""
    awal, akhir = ax.get_xlim()
    kotak = ax.get_position()
    tempat = LEBAR * (kotak.x0 + kotak.width * (x - awal) / (akhir - awal))
    lebar = lebar_teks(teks, UKURAN_KECIL) + 0.1
    return bool(tempat - lebar > 0 if pilihan else tempat + lebar > LEBAR)
