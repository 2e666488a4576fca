"""The trace of a result: what went in, which rules, which steps, what came out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

VERSI_JEJAK = 2


@dataclass(frozen=True)
class Langkah:
    """One step: its name, the provisions it applied, rows and fingerprint of what came out."""

    nama: str
    uraian: str
    ketentuan: tuple[str, ...]
    baris: int
    sidik: str


@dataclass(frozen=True)
class Jejak:
    """Everything needed to compute a result again and to see whether it is the same.

    ``masukan`` gives the fingerprint of each input table (rows of the period),
    ``aturan`` the provisions in full, as they were in force during the period up
    to ``hari``, its last day; ``skema`` is the scheme that applied them.
    """

    periode: str
    hari: str
    skema: str
    masukan: Mapping[str, str]
    aturan: Mapping[str, Any]
    langkah: tuple[Langkah, ...]
    versi: int = VERSI_JEJAK

    def ke_dict(self) -> dict[str, Any]:
        """Plain data for a JSON file."""
        return asdict(self)

    @classmethod
    def dari_dict(cls, isi: Mapping[str, Any]) -> Jejak:
        langkah = tuple(Langkah(**{**butir, "ketentuan": tuple(butir["ketentuan"])}) for butir in isi["langkah"])
        return cls(**{**isi, "langkah": langkah})


def sidik_tabel(tabel: pd.DataFrame) -> str:
    """SHA-256 of a table's rows as text; floats to 12 significant digits, so that it holds across platforms.

    A column without a single value does not count: one that a later dictionary adds must not change what was hashed before.
    """
    berisi = tabel.loc[:, tabel.notna().any().to_numpy()] if len(tabel) else tabel
    teks = berisi.to_csv(index=False, lineterminator="\n", float_format="%.12g", na_rep="")
    return hashlib.sha256(teks.encode()).hexdigest()
