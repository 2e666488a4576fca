"""A bridge from one value to another: where it stood, what each cause added or took, where it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from penilaian.bahasa import daftar_kata
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan, tersisa
from penilaian.laporan.gaya_gambar import (
    BIRU,
    LEBAR,
    MERAH,
    REDUP,
    TINTA,
    Rancangan,
    Susunan,
    Warna,
    angka,
    buat_bidang,
    gaya,
    kotak,
    lebar_teks,
    pasang_angka,
    pasang_baris,
    susun_baris,
)

NAIK, TURUN = Warna(BIRU), Warna(MERAH, "\\\\")
_DESIMAL = 2
RENTANG_PALING_SEDIKIT = 1.0
"""The axis spans at least so much, in the unit of the values: next to nothing shall not look like much."""


@dataclass(frozen=True)
class Jembatan:
    """Value before and after with their labels, and the causes in order: label and effect, summing to the change."""

    label_awal: str
    awal: float
    label_akhir: str
    akhir: float
    sebab: Sequence[tuple[str, float]]


def bertanda(nilai: float, desimal: int = _DESIMAL) -> str:
    """A change with its sign; what rounds to nothing has none.

    >>> bertanda(0.4184), bertanda(-0.4184), bertanda(0.001)
    ('+0,42', '-0,42', '0,00')
    """
    teks = angka(abs(nilai), desimal)
    if teks == angka(0, desimal):
        return teks
    return f"{'+' if nilai > 0 else '-'}{teks}"


@gaya
def gambar_jembatan(isi: Jembatan | None, judul: str, satuan: str, sumber: str, *, alt: str | None = None) -> Gambar:
    """The two values as points and each cause as a bar from where the causes above it led; None is an empty figure.

    The axis does not begin at zero, and says so: what is compared are lengths of bars between two points.
    """
    if isi is None:
        return gambar_kosong(judul, sumber, alt)
    nama = [isi.label_awal, *(sebab for sebab, _ in isi.sebab), isi.label_akhir]
    susunan = susun_baris(nama)
    tulisan = [angka(isi.awal, _DESIMAL), *(bertanda(efek) for _, efek in isi.sebab), angka(isi.akhir, _DESIMAL)]
    ruang = max(map(lebar_teks, tulisan)) + 0.16
    fig, ax = buat_bidang(
        Rancangan(
            judul, f"Dalam {satuan}; sumbu tidak mulai dari nol", sumber, susunan.tinggi, susunan.kiri, 0.2,
            tersisa(susunan, len(nama)), (("menaikkan", NAIK), ("menurunkan", TURUN)),
        )
    )  # fmt: skip
    titik = _titik(isi)
    rentang = max(max(titik) - min(titik), RENTANG_PALING_SEDIKIT)
    tengah, lebar = (max(titik) + min(titik)) / 2, LEBAR - susunan.kiri - 0.2
    setengah = rentang * lebar / (lebar - 2 * ruang) / 2
    ax.set_xlim(tengah - setengah, tengah + setengah)
    pasang_angka(ax)
    pasang_baris(ax, susunan)
    _gambar_isi(ax, susunan, titik, tulisan)
    return jadikan(fig, judul, alt or alt_jembatan(judul, isi, satuan), sumber)


def alt_jembatan(judul: str, isi: Jembatan, satuan: str) -> str:
    """What the figure shows, in words."""
    sebab = daftar_kata([f"{nama} {bertanda(efek)}" for nama, efek in isi.sebab])
    return (
        f"Diagram jembatan “{judul}” ({satuan}): {isi.label_awal} {angka(isi.awal, _DESIMAL)}; {sebab}; "
        f"{isi.label_akhir} {angka(isi.akhir, _DESIMAL)}."
    )


def _titik(isi: Jembatan) -> list[float]:
    """Where the way stands after each row."""
    titik = [isi.awal]
    for _, efek in isi.sebab:
        titik.append(titik[-1] + efek)
    return [*titik, isi.akhir]


def _gambar_isi(ax: Axes, susunan: Susunan, titik: Sequence[float], tulisan: Sequence[str]) -> None:
    akhir, tebal = len(titik) - 1, susunan.tebal
    for urut, y in enumerate(susunan.tengah):
        dari, ke = (titik[urut], titik[urut]) if urut in (0, akhir) else (titik[urut - 1], titik[urut])
        if urut < len(susunan.tengah) - 1:
            ax.plot(
                [ke, ke], [y, susunan.tengah[urut + 1]], color=REDUP, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1
            )
        if urut in (0, akhir):
            ax.plot([ke], [y], marker="D", markersize=6, color=TINTA, zorder=3)
        elif ke != dari:
            ax.add_patch(kotak((min(dari, ke), y - tebal / 2), abs(ke - dari), tebal, NAIK if ke > dari else TURUN))
        turun = urut not in (0, akhir) and ke < dari
        ax.annotate(
            tulisan[urut], (ke, y), xytext=(-7 if turun else 7, 0), textcoords="offset points",
            ha="right" if turun else "left", va="center", fontweight="bold" if urut in (0, akhir) else "normal",
        )  # fmt: skip
