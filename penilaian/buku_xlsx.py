"""Writing workbooks that Excel users can trust: text stays text, the same content gives the same bytes.

A cell that starts with ``=``, ``+``, ``-`` or ``@`` is never a formula: it is
written as a string, and marked as text so that editing it in Excel keeps it so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from numbers import Real
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")
"""How a text starts that a spreadsheet might take for a formula."""
BATAS_TEKS = 32_767
BATAS_BARIS, BATAS_KOLOM = 1_048_576, 16_384
_DIBUAT = datetime(2000, 1, 1)  # noqa: DTZ001 -- fixed, so that the same content gives the same bytes
_TAK_TERTULIS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ANGKA_EXCEL = 10**15
_HARI_PERTAMA = date(1900, 3, 1)
"""Before this day Excel counts a 29 February 1900 that never was."""


@contextmanager
def buku_baru(aliran: BinaryIO, sifat: Mapping[str, str] | None = None) -> Iterator[Workbook]:
    """A new workbook that is complete in ``aliran`` when the block ends.

    ``sifat`` are document properties as xlsxwriter names them: ``title``, ``author``, ``comments``, …
    """
    buku = xlsxwriter.Workbook(
        aliran,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
        },
    )
    buku.set_properties({**(sifat or {}), "created": _DIBUAT})
    yield buku
    buku.close()


class Gaya:
    """Formats of one workbook by their properties, each made once."""

    def __init__(self, buku: Workbook) -> None:
        self._buku = buku
        self._ada: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **sifat: Any) -> Format:
        kunci = tuple(sorted(sifat.items()))
        if kunci not in self._ada:
            self._ada[kunci] = self._buku.add_format(sifat)
        return self._ada[kunci]


def teks_sel(teks: str) -> str:
    """A text as a cell can hold it: invisible control characters as ``�``, cut at Excel's limit.

    >>> teks_sel("a" + chr(0) + "b")
    'a�b'
    """
    bersih = _TAK_TERTULIS.sub("\ufffd", teks)
    return bersih if len(bersih) <= BATAS_TEKS else f"{bersih[: BATAS_TEKS - 1]}…"


def tulis_sel(lembar: Worksheet, baris: int, kolom: int, nilai: object, gaya: Gaya, **sifat: Any) -> None:
    """Write one value by its kind, at a zero-based place; nothing becomes a formula, a link or a guess.

    Numbers that Excel would change (more than 15 digits) and dates it does not know are written as text.
    """
    if nilai is None or (isinstance(nilai, float) and math.isnan(nilai)):
        lembar.write_blank(baris, kolom, None, gaya(**sifat))
    elif isinstance(nilai, bool):
        lembar.write_string(baris, kolom, "ya" if nilai else "tidak", gaya(**sifat))
    elif isinstance(nilai, Real | Decimal) and abs(float(nilai)) < _ANGKA_EXCEL:
        lembar.write_number(baris, kolom, float(nilai), gaya(**sifat))
    elif isinstance(nilai, date) and (nilai.date() if isinstance(nilai, datetime) else nilai) >= _HARI_PERTAMA:
        jam = isinstance(nilai, datetime) and nilai.time() != time.min
        format_tanggal = {"num_format": "yyyy-mm-dd hh:mm:ss" if jam else "yyyy-mm-dd"}
        polos = nilai.replace(tzinfo=None) if isinstance(nilai, datetime) else nilai
        lembar.write_datetime(baris, kolom, polos, gaya(**format_tanggal, **sifat))
    else:
        teks = teks_sel(str(nilai))
        if teks.startswith(AWAL_RUMUS):
            sifat = {**sifat, "quote_prefix": True}
        lembar.write_string(baris, kolom, teks, gaya(**sifat))
