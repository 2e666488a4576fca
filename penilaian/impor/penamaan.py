"""Agencies by the names that other systems write: exact after folding, or as a person has paired them; never by likeness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

import pandas as pd


@dataclass(frozen=True)
class PenamaOpd:
    """Codes by name. ``padanan`` are pairs (name, code) that a person has written down."""

    opd: pd.DataFrame
    """Table ``opd``: at least ``kode`` and ``nama``."""
    padanan: Mapping[str, str]

    def kode(self, nama: str) -> str | None:
        """The agency's code; None where no agency, or more than one, has this name."""
        calon = self._indeks.get(lipat_nama(nama), frozenset())
        return next(iter(calon)) if len(calon) == 1 else None

    def saran(self, nama: str) -> str:
        """What may have been meant, as a phrase for a finding; empty if nothing is near."""
        mirip = get_close_matches(lipat_nama(nama), list(self._indeks), n=1, cutoff=0.7)
        if not mirip:
            return ""
        kode = sorted(self._indeks[mirip[0]])[0]
        return f"mungkin maksudnya {self._nama.get(kode, kode)} ({kode})"

    @cached_property
    def _nama(self) -> dict[str, str]:
        lengkap = self.opd[["kode", "nama"]].dropna()
        return dict(zip(lengkap["kode"].astype(str), lengkap["nama"].astype(str), strict=True))

    @cached_property
    def _indeks(self) -> dict[str, frozenset[str]]:
        indeks: dict[str, set[str]] = {}
        for kode, nama in self._nama.items():
            indeks.setdefault(lipat_nama(nama), set()).add(kode)
            indeks.setdefault(lipat_nama(kode), set()).add(kode)
        tertulis = {lipat_nama(nama): {kode} for nama, kode in self.padanan.items()}
        return {nama: frozenset(kode) for nama, kode in {**indeks, **tertulis}.items()}


def lipat_nama(nama: str) -> str:
    """A name without letter case, punctuation, and the spellings of "dan".

    >>> lipat_nama("DINAS  Kependudukan & Pencatatan Sipil") == lipat_nama("Dinas Kependudukan dan Pencatatan Sipil")
    True
    """
    kata = "".join(huruf if huruf.isalnum() else " " for huruf in nama.casefold().replace("&", " dan ")).split()
    return " ".join(kata)
