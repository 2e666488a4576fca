"""Rows high enough for their text, pages that print on A4: what all workbooks of the parties share."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.worksheet import Worksheet

_TINGGI_GARIS = 15.0
_TERTINGGI = 400.0
"""Excel allows rows up to 409 points."""


def tinggi_baris(isi: Iterable[tuple[str, int]]) -> float:
    """Points a row needs so that each text, wrapped at its width in characters, is seen whole, on paper too."""
    garis = max(sum(-(-max(len(satu), 1) // max(lebar - 2, 1)) for satu in teks.split("\n")) for teks, lebar in isi)
    return min(_TERTINGGI, _TINGGI_GARIS * garis + 4)


def siap_cetak(lembar: Worksheet, *, ulang: int = -1) -> None:
    """A4 across, as wide as one page, pages numbered; rows up to ``ulang`` (from 0) stand on every page."""
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    lembar.fit_to_pages(1, 0)
    if ulang >= 0:
        lembar.repeat_rows(0, ulang)
    lembar.set_footer("&L&A&R&P dari &N")
    lembar.hide_gridlines(2)
