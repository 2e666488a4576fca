"""What may have been meant by a value that is not known: a suggestion for a person, never a correction."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

_BATAS_CALON = 5_000
"""Comparing is quadratic: beyond this many candidates nothing is suggested."""


def yang_mirip(tulisan: object, calon: Iterable[str], batas: float = 0.7) -> str | None:
    """The candidate most like a text, letter case and marks aside; None where nothing is near.

    >>> yang_mirip("Sanagt Baik", ["baik", "sangat_baik", "kurang"])
    'sangat_baik'
    """
    if not isinstance(tulisan, str):
        return None
    lipatan = {_lipat(satu): satu for satu in reversed(list(calon)[:_BATAS_CALON])}
    dekat = get_close_matches(_lipat(tulisan), lipatan, n=1, cutoff=batas)
    return lipatan[dekat[0]] if dekat else None


def saran_kunci(tulisan: object, tujuan: pd.DataFrame, kunci: str) -> str:
    """Which row of a table a code or a name may have meant, as a phrase; empty where nothing is near.

    ``tujuan`` has the column ``kunci``, and ``nama`` where its rows have names.
    """
    baris = tujuan.dropna(subset=[kunci]).drop_duplicates(kunci)
    kode = baris[kunci].astype(str).tolist()
    if "nama" not in baris:
        dekat = yang_mirip(tulisan, kode)
        return f"mungkin maksudnya {dekat}; " if dekat else ""
    nama = baris["nama"].astype(str).tolist()
    dekat = yang_mirip(tulisan, [*kode, *nama])
    if dekat is None:
        return ""
    letak = kode.index(dekat) if dekat in kode else nama.index(dekat)
    return f"mungkin maksudnya {kode[letak]} ({nama[letak]}); "


def _lipat(teks: str) -> str:
    return " ".join("".join(huruf if huruf.isalnum() else " " for huruf in teks.casefold()).split())
