"""A sheet of paper written from top to bottom: merged cells, rows high enough, page set-up for A4."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType
from typing import Any, Literal

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from penilaian.buku_xlsx import Gaya, teks_sel, tulis_sel
from penilaian.formulir.tulis_ukur import HURUF, TITIK_PER_PIKSEL, tinggi_teks

UKURAN = 8
TINGGI_MAKS = 120.0
"""Points of one sheet row: higher content spans several, since no row may be higher than 409."""
_TINGGI_BAWAAN = 15.0
"""A row of exactly this height is left to the program that opens the file, which may make it lower."""
_HURUF_BAWAAN = 10
"""Arial in this size has digits of 7 pixels, on which the widths of columns are counted."""
_DASAR = {"font_name": HURUF, "font_size": UKURAN, "valign": "top", "text_wrap": True}
POLOS: Mapping[str, Any] = MappingProxyType(_DASAR)
SEL: Mapping[str, Any] = MappingProxyType({**_DASAR, "border": 1})
IDENTITAS: Mapping[str, Any] = MappingProxyType({**SEL, "valign": "vcenter"})
TENGAH: Mapping[str, Any] = MappingProxyType({**SEL, "align": "center"})
LABEL: Mapping[str, Any] = MappingProxyType({**SEL, "bold": True, "valign": "vcenter"})
KEPALA: Mapping[str, Any] = MappingProxyType({**LABEL, "align": "center", "bg_color": "#E6E6E6"})
JUDUL: Mapping[str, Any] = MappingProxyType({**_DASAR, "bold": True, "align": "center", "font_size": 10})
NIP: Mapping[str, Any] = MappingProxyType({**IDENTITAS, "num_format": "@"})
"""Marked as text, so that typing the 18 digits again does not make a number of them."""

_A4 = (595.3, 841.9)
_INCI = 72
_TEPI_ATAS, _TEPI_BAWAH = 0.4, 0.6
_TERPAKAI = 0.985
"""Part of a page counted on, so that a program with slightly larger rows breaks at the same places."""
_ANGKA_NIP = 3
"""Last digits of a NIP that tell sheets apart, and say no more than a file's name does."""
_TEKS_KAKI = 110


@dataclass(frozen=True)
class Isian:
    """A value over the columns ``awal``..``akhir`` and, within its group of rows, ``dari``..``sampai``."""

    awal: int
    akhir: int
    nilai: object
    sifat: Mapping[str, Any] = field(default_factory=lambda: SEL)
    dari: int = 0
    sampai: int = 0

    def tinggi(self, lebar: Sequence[int]) -> float:
        piksel = sum(lebar[self.awal : self.akhir + 1])
        teks = "" if self.nilai is None else str(self.nilai)
        return tinggi_teks(teks, piksel, self.sifat["font_size"], tebal=self.sifat.get("bold", False))


@dataclass
class Kertas:
    """One sheet and the row to write next; ``lebar`` are the columns' pixels."""

    lembar: Worksheet
    gaya: Gaya
    lebar: Sequence[int]
    tinggi: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lembar.hide_gridlines(2)
        for kolom, piksel in enumerate(self.lebar):
            self.lembar.set_column_pixels(kolom, kolom, piksel)

    @property
    def baris(self) -> int:
        """The row to write next, zero-based."""
        return len(self.tinggi)

    @property
    def akhir(self) -> int:
        """The last column."""
        return len(self.lebar) - 1

    def tulis(self, *isian: Isian, minimum: float = 0) -> None:
        """Write a group of rows; cells that span rows share the height they need among them."""
        tinggi = self._tinggi_kelompok(isian, minimum)
        pecahan = [math.ceil(satu / TINGGI_MAKS) for satu in tinggi]
        mulai = [self.baris, *(self.baris + jumlah for jumlah in accumulate(pecahan))]
        for satu in isian:
            self._tulis_sel(mulai[satu.dari], mulai[satu.sampai + 1] - 1, satu)
        for satu_tinggi, jumlah in zip(tinggi, pecahan, strict=True):
            for _ in range(jumlah):
                self._atur_tinggi(satu_tinggi / jumlah)

    def jarak(self, tinggi: float = 6) -> None:
        """An empty row."""
        self._atur_tinggi(tinggi)

    def _atur_tinggi(self, tinggi: float) -> None:
        bulat = math.ceil(tinggi / TITIK_PER_PIKSEL) * TITIK_PER_PIKSEL
        bulat += TITIK_PER_PIKSEL if bulat == _TINGGI_BAWAAN else 0
        self.lembar.set_row(self.baris, bulat)
        self.tinggi.append(bulat)

    def _tinggi_kelompok(self, isian: Sequence[Isian], minimum: float) -> list[float]:
        tinggi = [minimum] * (max(satu.sampai for satu in isian) + 1)
        for satu in sorted(isian, key=lambda satu: satu.sampai - satu.dari):
            rentang = range(satu.dari, satu.sampai + 1)
            kurang = satu.tinggi(self.lebar) - sum(tinggi[nomor] for nomor in rentang)
            for nomor in rentang:
                tinggi[nomor] += max(kurang, 0) / len(rentang)
        return tinggi

    def _tulis_sel(self, atas: int, bawah: int, isian: Isian) -> None:
        if (atas, isian.awal) != (bawah, isian.akhir):
            self.lembar.merge_range(atas, isian.awal, bawah, isian.akhir, "", self.gaya(**isian.sifat))
        tulis_sel(self.lembar, atas, isian.awal, isian.nilai, self.gaya, **isian.sifat)


def atur_cetak(kertas: Kertas, arah: Literal["tegak", "mendatar"], kaki: str, ulang: tuple[int, int]) -> None:
    """A4, one page wide, the rows ``ulang`` on top of every page, ``kaki`` and the page number at its foot."""
    lembar = kertas.lembar
    lembar.set_paper(9)
    lembar.set_landscape() if arah == "mendatar" else lembar.set_portrait()
    lembar.set_margins(left=0.5, right=0.5, top=_TEPI_ATAS, bottom=_TEPI_BAWAH)
    lembar.center_horizontally()
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(*ulang)
    lembar.print_area(0, 0, kertas.baris - 1, kertas.akhir)
    bersih = " ".join(teks_sel(kaki).split())[:_TEKS_KAKI].replace("&", "&&")
    lembar.set_footer(f"&L&8 {bersih}&R&8 Halaman &P", {"margin": 0.3})
    lembar.set_start_page(1)


def tinggi_halaman(kertas: Kertas, arah: Literal["tegak", "mendatar"]) -> float:
    """Points of rows that one page holds, at the scale that makes the columns fit its width."""
    pendek, panjang = _A4
    lebar, tinggi = (panjang, pendek) if arah == "mendatar" else (pendek, panjang)
    kolom = sum(kertas.lebar) * TITIK_PER_PIKSEL
    return (tinggi - (_TEPI_ATAS + _TEPI_BAWAH) * _INCI) * max(kolom / (lebar - _INCI), 1) * _TERPAKAI


def awal_halaman(
    tinggi: Sequence[float], muat: float, ulang: tuple[int, int], utuh: Sequence[tuple[int, int]] = ()
) -> list[int]:
    """The rows that begin a page, where the rows of each ``utuh`` (first, last) stay on one page if that can be.

    The rows ``ulang`` take their height from every page after them.

    >>> awal_halaman([40, 40, 40, 40], 100, (0, 0))
    [0, 2, 3]
    >>> awal_halaman([10, 40, 40, 40], 100, (0, 0), [(2, 3)])
    [0, 2]
    """
    terulang = sum(tinggi[ulang[0] : ulang[1] + 1])
    halaman, terisi, nomor = [0], 0.0, 0
    while nomor < len(tinggi):
        if terisi + tinggi[nomor] > muat and nomor > halaman[-1]:
            kelompok = [awal for awal, akhir in utuh if halaman[-1] < awal < nomor <= akhir]
            nomor = min(kelompok, default=nomor)
            halaman.append(nomor)
            terisi = terulang if nomor > ulang[1] else 0.0
        terisi += tinggi[nomor]
        nomor += 1
    return halaman


def nama_lembar(urut: int, nip: str | None) -> str:
    """A valid name that no other sheet of the workbook has: the ordinal and the NIP's last digits, nobody's name.

    >>> nama_lembar(3, "189002021915032002"), nama_lembar(4, None)
    ('03 002', '04 Pegawai')
    """
    angka = re.sub("[^0-9]", "", nip or "")[-_ANGKA_NIP:]
    return f"{urut:02d} {angka or 'Pegawai'}"


def siapkan_buku(buku: Workbook) -> Gaya:
    """The formats of a workbook whose column widths are counted in the font of its cells."""
    bawaan = buku.formats[0]
    bawaan.set_font_name(HURUF)
    bawaan.set_font_size(_HURUF_BAWAAN)
    return Gaya(buku)


def kertas_baru(buku: Workbook, gaya: Gaya, nama: str, lebar: Sequence[int]) -> Kertas:
    """A new sheet of the workbook."""
    return Kertas(buku.add_worksheet(nama), gaya, lebar)
