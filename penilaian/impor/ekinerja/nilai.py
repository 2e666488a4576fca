"""Single values of an export: what is empty, what an id is, what a flag says."""

from __future__ import annotations

import math

import pandas as pd

from penilaian.data.lembar_xml import SelGalat, SelTanpaHasil
from penilaian.data.sebutan import tulis_nilai

_KOSONG = frozenset({"", "-", "–", "—"})
_DEFINITIF = frozenset({"", "-", "0", "false", "salah", "tidak", "no", "n", "definitif"})
_PELAKSANA = frozenset({"1", "true", "benar", "ya", "y", "plt", "plh", "pjb", "pj"})
_BILANGAN_PASTI = 10**15
"""From here on a workbook's numbers are no longer exact."""


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
