"""Numbers, dates and masks the way an Indonesian reader expects them."""

from __future__ import annotations

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import SupportsFloat

from babel.dates import format_date
from babel.numbers import format_decimal

LOKAL = "id_ID"
KOSONG = "–"


def angka(nilai: SupportsFloat | None, desimal: int | None = None) -> str:
    """A number in Indonesian form; ``desimal`` None keeps what is there (at most 6 digits).

    Half is rounded away from zero, as readers expect, on the digits a float prints.

    >>> angka(1234.5, 2), angka(85), angka(None), angka(40.25, 1)
    ('1.234,50', '85', '–', '40,3')
    """
    if nilai is None:
        return KOSONG
    nilai = float(nilai)
    if math.isnan(nilai):
        return KOSONG
    digit = 6 if desimal is None else desimal
    persis = Decimal(repr(nilai)).quantize(Decimal(1).scaleb(-digit), ROUND_HALF_UP)
    pola = "#,##0.######" if desimal is None else "#,##0" + ("." + "0" * desimal if desimal else "")
    return format_decimal(persis, pola, locale=LOKAL)


def persen(nilai: SupportsFloat | None, desimal: int = 1) -> str:
    """A value that already is a percentage, with its sign.

    >>> persen(77.777, 2)
    '77,78%'
    """
    teks = angka(nilai, desimal)
    return teks if teks == KOSONG else f"{teks}%"


def bagian(pembilang: int, penyebut: int) -> str:
    """A share as count and percentage; an empty whole gives no percentage.

    >>> bagian(3, 12), bagian(0, 0)
    ('3 dari 12 (25,0%)', '0 dari 0')
    """
    dasar = f"{angka(pembilang)} dari {angka(penyebut)}"
    return f"{dasar} ({persen(Fraction(100 * pembilang, penyebut))})" if penyebut else dasar


def tanggal(hari: date | None) -> str:
    """A day in words; None is a dash.

    >>> tanggal(date(2026, 11, 23))
    '23 November 2026'
    """
    return KOSONG if hari is None else format_date(hari, "d MMMM y", locale=LOKAL)


def samarkan_nip(nip: str) -> str:
    """Only the last three digits: the rest tells birth date and sex.

    >>> samarkan_nip("189001011915031007")
    '…007'
    """
    return f"…{nip[-3:]}"


def awal_kecil(teks: str) -> str:
    """A heading inside a sentence; an abbreviation stays as it is.

    >>> awal_kecil("Jenis jabatan"), awal_kecil("OPD")
    ('jenis jabatan', 'OPD')
    """
    return teks if teks.isupper() else f"{teks[:1].lower()}{teks[1:]}"


def daftar_kata(kata: list[str] | tuple[str, ...]) -> str:
    """An Indonesian list.

    >>> daftar_kata(["a"]), daftar_kata(["a", "b"]), daftar_kata(["a", "b", "c"])
    ('a', 'a dan b', 'a, b, dan c')
    """
    if len(kata) < 3:
        return " dan ".join(kata)
    return ", ".join(kata[:-1]) + f", dan {kata[-1]}"
