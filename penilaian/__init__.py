"""Penilaian kinerja ASN berbasis capaian.

The names analysts use are imported when first asked for, so that the command
line starts without pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_ASAL = {
    "Data": "penilaian.data",
    "Hasil": "penilaian.nilai",
    "Jejak": "penilaian.nilai",
    "Periode": "penilaian.periode",
    "baca_data": "penilaian.data",
    "hitung": "penilaian.nilai",
    "muat_buku": "penilaian.aturan",
    "periksa_data": "penilaian.data",
    "ulang": "penilaian.nilai",
}

__all__ = list(_ASAL)


def __getattr__(nama: str) -> Any:
    if nama not in _ASAL:
        raise AttributeError(f"module {__name__!r} has no attribute {nama!r}")
    return getattr(import_module(_ASAL[nama]), nama)
