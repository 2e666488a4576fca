"""Single values of an export: what is empty, what an id is, which day is meant."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from penilaian.data.lembar_xml import SelGalat, SelTanpaHasil
from penilaian.data.sebutan import tulis_nilai
from penilaian.data.tanggal_sel import pengurai_tanggal
from penilaian.data.uraian import Dialek, GalatUrai

_KOSONG = frozenset({"", "-", "–", "—"})
_DEFINITIF = frozenset({"", "-", "0", "false", "salah", "tidak", "no", "n", "definitif"})
_PELAKSANA = frozenset({"1", "true", "benar", "ya", "y", "plt", "plh", "pjb", "pj"})
_JAM = re.compile(r"(?<=[0-9])[ T][0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s+(?:WIB|WITA|WIT))?$", re.IGNORECASE)
_DUA_ANGKA = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}")
_BILANGAN_PASTI = 10**15
"""From here on a workbook's numbers are no longer exact."""
_HARI_NOL_EXCEL = date(1899, 12, 30)
_SERIAL = range(36_526, 73_051)
"""The years 2000 to 2099: a number outside is no day of an evaluation."""


def bersih(nilai: object) -> object:
    """The value itself; None where it is empty or only a dash.

    >>> bersih(" - "), bersih(""), bersih("BAIK"), bersih(0)
    (None, None, 'BAIK', 0)
    """
    if isinstance(nilai, str):
        return None if nilai.strip() in _KOSONG and not isinstance(nilai, SelGalat | SelTanpaHasil) else nilai
    if nilai is pd.NaT or (isinstance(nilai, float) and math.isnan(nilai)):
        return None
    return nilai


def id_teks(nilai: object) -> str | None:
    """An id as text; a whole number that is surely exact loses nothing by it.

    >>> id_teks(17), id_teks(17.0), id_teks(" a-1 "), id_teks(None)
    ('17', '17', 'a-1', None)
    """
    if nilai is None:
        return None
    if isinstance(nilai, float) and nilai.is_integer() and abs(nilai) < _BILANGAN_PASTI:
        return str(int(nilai))
    return tulis_nilai(nilai).strip() or None


def nip_kunci(nilai: object) -> str | None:
    """A NIP to compare by; None for a number, whose digits are not certain."""
    return "".join(nilai.removeprefix("'").split()) or None if isinstance(nilai, str) else None


def jabatan_pelaksana(nilai: object) -> bool | None:
    """Whether a flag says that the position is an acting one; None where it says neither.

    >>> [jabatan_pelaksana(satu) for satu in (0, "0", None, "Definitif", 1, "PLT", True, "mungkin")]
    [False, False, False, False, True, True, True, None]
    """
    tulisan = "" if nilai is None else tulis_nilai(nilai).strip().casefold().removesuffix(".0").removesuffix(".")
    if tulisan in _DEFINITIF:
        return False
    return True if tulisan in _PELAKSANA else None


def tanggal_kolom(nilai: Sequence[object], *, serial: bool) -> list[Any]:
    """Days where they are sure, otherwise the value itself, for the conversion to refuse.

    Whether the day comes first is taken from the column: some value of it must prove so, and none the contrary.
    With ``serial`` a number is Excel's count of days.
    """
    dialek: Dialek | None = "koma" if _hari_dahulu(nilai) else None
    urai = pengurai_tanggal(dialek)
    return [_hari(satu, urai, serial=serial) for satu in nilai]


def _hari_dahulu(nilai: Sequence[object]) -> bool:
    pasangan = [_DUA_ANGKA.fullmatch(_tanpa_jam(satu)) for satu in nilai if isinstance(satu, str)]
    angka = [(int(cocok[1]), int(cocok[2])) for cocok in pasangan if cocok]
    return any(satu > 12 for satu, _ in angka) and not any(kedua > 12 for _, kedua in angka)


def _tanpa_jam(teks: str) -> str:
    return _JAM.sub("", teks.strip())


def _hari(nilai: object, urai: Any, *, serial: bool) -> object:
    if isinstance(nilai, datetime):
        return nilai.date()
    if isinstance(nilai, str) and not isinstance(nilai, SelGalat | SelTanpaHasil):
        try:
            return urai(_tanpa_jam(nilai))
        except GalatUrai:
            return nilai
    if serial and isinstance(nilai, int | float) and _SERIAL.start <= nilai < _SERIAL.stop:
        return _HARI_NOL_EXCEL + timedelta(days=int(nilai))
    return nilai
