"""Values as a reader sees them, never as Python writes them."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from numbers import Real

from penilaian.bahasa import tanggal

_PANJANG_SEBUTAN = 60
_TAK_HINGGA = "tak hingga"
Tunggal = str | bool | int | float | Decimal | Fraction | date | time | timedelta
"""What one cell may hold; lists, structures and bytes are no values of a table."""


def tulis_nilai(nilai: object) -> str:
    """One value as plain text.

    >>> tulis_nilai(85.5), tulis_nilai(True), tulis_nilai(datetime(2025, 1, 2)), tulis_nilai(b"x")
    ('85.5', 'benar', '2025-01-02', '(bukan satu nilai)')
    """
    if isinstance(nilai, bool):
        return "benar" if nilai else "salah"
    if isinstance(nilai, datetime):
        return nilai.date().isoformat() if nilai.time() == time.min else nilai.isoformat(" ", "seconds")
    if isinstance(nilai, timedelta):
        return _jam(nilai)
    if isinstance(nilai, float) and math.isinf(nilai):
        return _TAK_HINGGA if nilai > 0 else f"minus {_TAK_HINGGA}"
    return str(nilai) if isinstance(nilai, Tunggal | Real) else "(bukan satu nilai)"


def sebut(nilai: object) -> str:
    """A value inside a sentence, with what kind it is where that is the point.

    >>> sebut("85,x"), sebut(datetime(2025, 1, 2)), sebut(True)
    ('“85,x”', 'Tanggal 2 Januari 2025', 'Isian benar/salah')
    """
    if isinstance(nilai, bool):
        return "Isian benar/salah"
    if isinstance(nilai, date):
        return f"Tanggal {tanggal(nilai)}"
    if isinstance(nilai, time | timedelta):
        return f"Jam {tulis_nilai(nilai)}"
    if isinstance(nilai, str | int | float | Decimal | Fraction):
        return kutip(tulis_nilai(nilai))
    return "Isian kosong atau bukan satu nilai"


def kutip(teks: str) -> str:
    """A text between Indonesian quotes, on one line and cut when long."""
    teks = " ".join(teks.split())
    return f"“{teks}”" if len(teks) <= _PANJANG_SEBUTAN else f"“{teks[:_PANJANG_SEBUTAN]}…”"


def _jam(lama: timedelta) -> str:
    menit, detik = divmod(int(lama.total_seconds()), 60)
    jam, menit = divmod(menit, 60)
    return f"{jam}:{menit:02d}:{detik:02d}"
