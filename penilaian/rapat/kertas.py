"""Sheets of a meeting's workbooks: one table a sheet, a heading that stays in sight, A4 across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from penilaian.aturan import muat_buku
from penilaian.buku_xlsx import Gaya, tulis_sel
from penilaian.nilai.kolom import PREDIKAT
from penilaian.nilai.kolom_indikator import RATING

KEPALA: Mapping[str, Any] = {"bold": True, "bg_color": "#E3E3E3", "border": 1, "text_wrap": True, "valign": "top"}
SEL: Mapping[str, Any] = {"text_wrap": True, "valign": "top"}
SEL_TEKS: Mapping[str, Any] = {**SEL, "num_format": "@"}
"""Marked as text, so that 18 digits typed again stay text."""


@dataclass(frozen=True)
class KolomLembar:
    """A column: heading, width in characters, and how its cells look."""

    judul: str
    lebar: int
    sifat: Mapping[str, Any]


def kolom(judul: str, lebar: int, **sifat: Any) -> KolomLembar:
    """A column of text."""
    return KolomLembar(judul, lebar, {**SEL_TEKS, **sifat})


def tulis_tabel(
    buku: Workbook, gaya: Gaya, nama: str, kepala: Sequence[KolomLembar], baris: Sequence[Sequence[object]]
) -> Worksheet:
    """A sheet with one table from its first cell on."""
    lembar = buku.add_worksheet(nama)
    for urut, satu in enumerate(kepala):
        lembar.set_column(urut, urut, satu.lebar)
        tulis_sel(lembar, 0, urut, satu.judul, gaya, **KEPALA)
    for nomor, isi in enumerate(baris, start=1):
        for urut, (nilai, satu) in enumerate(zip(isi, kepala, strict=True)):
            tulis_sel(lembar, nomor, urut, nilai, gaya, **satu.sifat)
    lembar.freeze_panes(1, 0)
    lembar.autofilter(0, 0, max(len(baris), 1), len(kepala) - 1)
    siap_cetak(lembar)
    return lembar


def tulis_hal(lembar: Worksheet, gaya: Gaya, isi: Sequence[tuple[str, str]]) -> None:
    """Labels and what belongs to them, from the first row on."""
    lembar.set_column(0, 0, 34)
    lembar.set_column(1, 1, 90)
    for nomor, (hal, nilai) in enumerate(isi):
        tulis_sel(lembar, nomor, 0, hal, gaya, bold=True, **SEL)
        tulis_sel(lembar, nomor, 1, nilai, gaya, **SEL_TEKS)
    siap_cetak(lembar)


def siap_cetak(lembar: Worksheet) -> None:
    """A4 across, as wide as one page, pages numbered."""
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.set_footer("&C&P dari &N")


def sebut_kode(kode: str | None) -> str | None:
    """A rating or predicate as readers know it; None stays None."""
    if kode is None:
        return None
    nama = {**muat_buku().daftar(PREDIKAT).nama, **muat_buku().daftar(RATING).nama}
    return nama.get(kode, kode)
