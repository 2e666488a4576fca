"""Agencies by the names that other systems write: exact after folding, or as a person has paired them; never by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    @cached_property
    def kode_ada(self) -> frozenset[str]:
        """All codes of the table."""
        return frozenset(self.opd["kode"].dropna().astype(str))

    def sebut(self, kode: str) -> str:
        """An agency as a finding names it."""
        return f"{kode} ({self._nama[kode]})" if kode in self._nama else kode

    def bertentangan(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Pairs that cannot hold: name, its code, and what the name means by table ``opd``, else by another pair."""
        hasil = []
        for nama, kode in self.padanan.items():
            tercatat = self._tercatat.get(lipat_nama(nama), frozenset())
            lain = tercatat if tercatat and kode not in tercatat else self._tertulis[lipat_nama(nama)] - {kode}
            if lain:
                hasil.append((nama, kode, tuple(sorted(lain))))
        return hasil

    def mirip(self, *tulisan: str) -> list[str]:
        """The codes of the agencies whose code or name is most like one of these texts, at most three each."""
        dekat = [
            satu
            for teks in tulisan
            for satu in get_close_matches(lipat_nama(teks), list(self._tercatat), n=3, cutoff=0.6)
        ]
        return list(dict.fromkeys(kode for satu in dekat for kode in sorted(self._tercatat[satu])))

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
    def _tercatat(self) -> dict[str, frozenset[str]]:
        """Codes by the folded names and codes of the table."""
        pasangan = [(tulisan, kode) for kode, nama in self._nama.items() for tulisan in (nama, kode)]
        return _kumpulkan([*pasangan, *((kode, kode) for kode in self.kode_ada)])

    @cached_property
    def _tertulis(self) -> dict[str, frozenset[str]]:
        return _kumpulkan(self.padanan.items())

    @cached_property
    def _indeks(self) -> dict[str, frozenset[str]]:
        """What a name means. A pair may choose among agencies of one name, never turn an exact name into another's."""
        pilihan = {
            nama: kode & self._tercatat[nama] or self._tercatat[nama] if nama in self._tercatat else kode
            for nama, kode in self._tertulis.items()
        }
        return {**self._tercatat, **pilihan}


def _kumpulkan(pasangan: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    hasil: dict[str, frozenset[str]] = {}
    for nama, kode in pasangan:
        hasil[lipat_nama(nama)] = hasil.get(lipat_nama(nama), frozenset()) | {kode}
    return hasil


def lipat_nama(nama: str) -> str:
    """A name without letter case, punctuation, and the spellings of "dan".

    >>> lipat_nama("DINAS  Kependudukan & Pencatatan Sipil") == lipat_nama("Dinas Kependudukan dan Pencatatan Sipil")
    True
    """
    kata = "".join(huruf if huruf.isalnum() else " " for huruf in nama.casefold().replace("&", " dan ")).split()
    return " ".join(kata)
