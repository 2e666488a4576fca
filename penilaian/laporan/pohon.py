"""The tree figure: one row a node, branches indented under their parent, as many pages as needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from penilaian.bahasa import angka
from penilaian.laporan.gambar import Gambar, gambar_kosong, jadikan
from penilaian.laporan.gaya_gambar import (
    BIRU,
    GARIS,
    LATAR,
    LEBAR,
    MERAH,
    REDUP,
    TINTA,
    UKURAN_KECIL,
    Rancangan,
    buat_bidang,
    bungkus,
    gaya,
    lebar_teks,
)  # fmt: skip

TINGGI_HALAMAN = 8.2
"""Inches of rows that fit on an A4 page below title and note."""
LANGSUNG, TIDAK_LANGSUNG, POLOS = "langsung", "tidak_langsung", "polos"
_UKURAN, _BARIS, _JARAK, _MASUK = 7.5, 0.128, 0.056, 0.2
_KIRI_POHON, _SELA, _BARIS_MAKS = 0.42, 0.08, 3
_TEPI = 0.04
_GAYA_GARIS: dict[str, dict[str, Any]] = {
    LANGSUNG: {"color": BIRU, "linewidth": 1.9, "linestyle": "-"},
    TIDAK_LANGSUNG: {"color": REDUP, "linewidth": 0.9, "linestyle": (0, (3, 2))},
    POLOS: {"color": REDUP, "linewidth": 0.9, "linestyle": "-"},
}


@dataclass(frozen=True)
class BarisPohon:
    """One row: its number in the table beside the figure, its place, what it says, and cells at the right.

    ``anggota`` are the codes it stands for, ``garis`` is how it hangs on its parent; ``tebal`` for what structures the tree (a goal, an agency), ``tanda`` where
    there is a finding about it.
    """

    nomor: int
    kode: str
    induk: str | None
    kedalaman: int
    label: str
    kanan: tuple[str, ...]
    garis: str = POLOS
    tebal: bool = False
    tanda: bool = False
    anggota: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Letak:
    """A row on its page: middle of its first line and height in inches from the top, wrapped label; ``lanjutan`` for a
    row repeated from the page before, so that a branch never hangs in the air.
    """

    baris: BarisPohon
    y: float
    tinggi: float
    teks: tuple[str, ...]
    lanjutan: bool


@dataclass(frozen=True)
class _Rupa:
    """Widths of the page: where labels end, and the middle or right edge of each cell."""

    kanan: tuple[float, ...]
    akhir_label: float


@gaya
def gambar_pohon(
    baris: Sequence[BarisPohon],
    judul: str,
    sumber: str,
    *,
    kepala: tuple[str, ...],
    keterangan: str,
    alt: str,
) -> tuple[Gambar, ...]:
    """The tree on one or more pages; ``baris`` from the top, each branch complete before the next.

    ``kepala`` are the headers of the cells at the right; ``alt`` is the summary of the whole structure, to which every page
    adds what it shows. Where there is nothing, one figure says so.
    """
    if not baris:
        return (gambar_kosong(judul, sumber),)
    rupa = _rupa(baris, kepala)
    halaman = _bagi(baris, rupa)
    return tuple(
        _gambar_halaman(isi, (nomor, len(halaman)), rupa, (judul, sumber, keterangan, alt), kepala)
        for nomor, isi in enumerate(halaman, start=1)
    )


def _rupa(baris: Sequence[BarisPohon], kepala: tuple[str, ...]) -> _Rupa:
    kanan, x = [], LEBAR - _TEPI
    for nomor in reversed(range(len(kepala))):
        isi = [kepala[nomor], *(satu.kanan[nomor] for satu in baris)]
        kanan.append(x)
        x -= max(lebar_teks(teks, UKURAN_KECIL) for teks in isi) + 0.14
    return _Rupa(tuple(reversed(kanan)), x)


def _x(kedalaman: int) -> float:
    return _KIRI_POHON + _MASUK * kedalaman


def _teks(baris: BarisPohon, rupa: _Rupa) -> tuple[str, ...]:
    """The label in as many lines as it needs, at most three; what does not fit ends with an ellipsis."""
    lebar = rupa.akhir_label - _x(baris.kedalaman) - _SELA
    potong = _bungkus(baris.label, lebar, tebal=baris.tebal)
    if len(potong) <= _BARIS_MAKS:
        return tuple(potong)
    akhir = potong[_BARIS_MAKS - 1].split()
    while len(akhir) > 1 and lebar_teks(f"{' '.join(akhir)} …", _UKURAN, tebal=baris.tebal) > lebar:
        akhir.pop()
    return (*potong[: _BARIS_MAKS - 1], f"{' '.join(akhir)} …")


def _bungkus(teks: str, lebar: float, *, tebal: bool) -> list[str]:
    """Lines that fit, adding up the widths of words: measured once each, they are the same all over the tree."""
    spasi = lebar_teks("a b", _UKURAN, tebal=tebal) - lebar_teks("ab", _UKURAN, tebal=tebal)
    baris, terpakai = [""], 0.0
    for kata in teks.split():
        perlu = lebar_teks(kata, _UKURAN, tebal=tebal)
        if perlu > lebar:
            return bungkus(teks, lebar, _UKURAN, tebal=tebal)
        if baris[-1] and terpakai + spasi + perlu > lebar:
            baris.append("")
        terpakai = terpakai + spasi + perlu if baris[-1] else perlu
        baris[-1] = f"{baris[-1]} {kata}".strip()
    return baris


def _bagi(baris: Sequence[BarisPohon], rupa: _Rupa) -> list[list[_Letak]]:
    """Pages; a branch that would be torn although it fits on a page of its own starts a new one."""
    teks = [_teks(satu, rupa) for satu in baris]
    tinggi = [len(satu) * _BARIS + _JARAK for satu in teks]
    nomor = {satu.kode: i for i, satu in enumerate(baris)}
    halaman: list[list[_Letak]] = [[]]
    y = 0.0
    for i, satu in enumerate(baris):
        cabang = sum(tinggi[i : _akhir(baris, i)])
        leluhur = _leluhur(baris, nomor, satu)
        ruang = TINGGI_HALAMAN - sum(tinggi[j] for j in leluhur)
        perlu = cabang if satu.kedalaman <= 2 and cabang <= ruang and y > TINGGI_HALAMAN / 2 else tinggi[i]
        if halaman[-1] and y + perlu > TINGGI_HALAMAN:
            halaman.append([])
            y = 0.0
            for j in leluhur:
                halaman[-1].append(_Letak(baris[j], y + _BARIS / 2, tinggi[j], teks[j], lanjutan=True))
                y += tinggi[j]
        halaman[-1].append(_Letak(satu, y + _BARIS / 2, tinggi[i], teks[i], lanjutan=False))
        y += tinggi[i]
    return halaman


def _akhir(baris: Sequence[BarisPohon], mulai: int) -> int:
    """One past the last row of the branch that starts here."""
    dalam = baris[mulai].kedalaman
    return next((j for j in range(mulai + 1, len(baris)) if baris[j].kedalaman <= dalam), len(baris))


def _leluhur(baris: Sequence[BarisPohon], nomor: dict[str, int], satu: BarisPohon) -> list[int]:
    """Places of the rows above it, from the root."""
    jalan: list[int] = []
    while satu.induk is not None:
        jalan.insert(0, nomor[satu.induk])
        satu = baris[jalan[0]]
    return jalan


def _gambar_halaman(
    isi: Sequence[_Letak],
    bagian: tuple[int, int],
    rupa: _Rupa,
    kata: tuple[str, str, str, str],
    kepala: tuple[str, ...],
) -> Gambar:
    judul, sumber, keterangan, alt = kata
    urut, semua = bagian
    if semua > 1:
        judul = f"{judul} (bagian {angka(urut)} dari {angka(semua)})"
    tinggi = isi[-1].y - _BARIS / 2 + isi[-1].tinggi + 0.06
    catatan = ("Baris berwarna redup diulang dari bagian sebelumnya.",) if any(satu.lanjutan for satu in isi) else ()
    fig, ax = buat_bidang(
        Rancangan(judul, keterangan, sumber, tinggi + 0.24, 0.0, 0.0, catatan=catatan, bawah=0.0)
    )  # fmt: skip
    ax.set_xlim(0, LEBAR)
    ax.set_ylim(tinggi, -0.24)
    ax.set_axis_off()
    _kepala(ax, rupa, kepala)
    _belang(ax, isi)
    _garis(ax, isi)
    for satu in isi:
        _tulis(ax, satu, rupa)
    baru = [satu.baris for satu in isi if not satu.lanjutan]
    halaman = f" Bagian ini memuat baris {angka(baru[0].nomor)} sampai {angka(baru[-1].nomor)}." if semua > 1 else ""
    return jadikan(fig, judul, f"{alt}{halaman}", sumber)


def _kepala(ax: Axes, rupa: _Rupa, kepala: tuple[str, ...]) -> None:
    for x, teks in zip(rupa.kanan, kepala, strict=True):
        ax.text(x, -0.12, teks, ha="right", va="center", fontsize=UKURAN_KECIL, color=REDUP, fontweight="bold")
    ax.text(
        _KIRI_POHON - 0.14, -0.12, "No.", ha="right", va="center", fontsize=UKURAN_KECIL, color=REDUP, fontweight="bold"
    )
    ax.plot([_TEPI, LEBAR - _TEPI], [-0.02, -0.02], color=GARIS, linewidth=0.8)


def _belang(ax: Axes, isi: Sequence[_Letak]) -> None:
    """Every other row on a light ground, to follow it to its cells."""
    for satu in isi[1::2]:
        atas = satu.y - _BARIS / 2 - _JARAK / 2
        ax.axhspan(atas, atas + satu.tinggi, facecolor=LATAR, edgecolor="none", zorder=0)


def _garis(ax: Axes, isi: Sequence[_Letak]) -> None:
    """From under the parent's first letter down to the row and right to it."""
    letak = {satu.baris.kode: satu for satu in isi}
    terbawah = {satu.baris.induk: satu.y for satu in isi if satu.baris.induk is not None}
    for induk, y in terbawah.items():
        atas = letak[induk]
        x = _x(atas.baris.kedalaman) + 0.05
        puncak = atas.y + _BARIS * (len(atas.teks) - 0.5) + 0.012
        ax.plot([x, x], [puncak, y], color=GARIS, linewidth=1.1, zorder=1, solid_capstyle="butt")
    for satu in isi:
        if satu.baris.induk is not None:
            x = _x(satu.baris.kedalaman - 1) + 0.05
            rupa = _GAYA_GARIS[satu.baris.garis]
            ax.plot([x, x + _MASUK - 0.08], [satu.y, satu.y], zorder=2, solid_capstyle="butt", **rupa)


def _tulis(ax: Axes, satu: _Letak, rupa: _Rupa) -> None:
    baris = satu.baris
    warna = REDUP if satu.lanjutan else TINTA
    rata: dict[str, Any] = {"va": "center_baseline", "color": warna}
    ax.text(
        _KIRI_POHON - 0.14,
        satu.y,
        angka(baris.nomor),
        ha="right",
        fontsize=UKURAN_KECIL,
        va="center_baseline",
        color=REDUP,
    )
    if baris.tanda:
        ax.plot([_KIRI_POHON - 0.06], [satu.y], marker="^", markersize=4.5, color=MERAH, markeredgewidth=0, zorder=3)
    for nomor, teks in enumerate(satu.teks):
        ax.text(
            _x(baris.kedalaman), satu.y + nomor * _BARIS, teks, ha="left", fontsize=_UKURAN,
            fontweight="bold" if baris.tebal else "normal", **rata,
        )  # fmt: skip
    if not satu.lanjutan:
        for x, teks in zip(rupa.kanan, baris.kanan, strict=True):
            ax.text(x, satu.y, teks, ha="right", fontsize=UKURAN_KECIL, va="center_baseline", color=warna)
