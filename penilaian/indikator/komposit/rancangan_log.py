"""The log of a design: each step with its options and a fingerprint of what it gave, as text that can be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from penilaian.galat import GalatJejak, GalatRumus

DIGIT_HASIL = 12
"""Significant digits of results in a fingerprint, so that it holds across platforms; input counts to the last digit."""
DIGIT_MASUKAN = 17


@dataclass(frozen=True)
class LangkahRancangan:
    """One step: the verb, its options as JSON text, and the fingerprint of the result.

    The fingerprint goes on from the one before: a log in which anything was changed, put in or left out does not
    replay. Only its last steps can be cut off: that is the log of the design before them. Options are kept as given, so
    tables and groups bring their labels into the text: with employees as units it is personal data.
    """

    kata: str
    pilihan: str
    sidik: str

    @property
    def isi_pilihan(self) -> dict[str, Any]:
        """The options as they were given; tables are tables again."""
        return {nama: _buka(nilai) for nama, nilai in json.loads(self.pilihan).items()}


def tulis_pilihan(pilihan: Mapping[str, Any]) -> str:
    """Options as JSON text in one form: names in order, tables and series as their labels and cells.

    Raises:
        GalatRumus: an option that JSON cannot hold.
    """
    try:
        return json.dumps(
            {nama: _bungkus(nilai) for nama, nilai in pilihan.items()},
            ensure_ascii=False,
            allow_nan=False,
            sort_keys=True,
        )
    except (TypeError, ValueError) as sebab:
        raise GalatRumus(
            "pilihan_tidak_tertulis",
            "Pilihan langkah tidak dapat dicatat",
            mengapa=str(sebab),
            tindakan="pakai teks, bilangan, daftar, kamus, atau tabel bilangan dengan label teks",
        ) from sebab


def sidik(sebelum: str, kata: str, pilihan: str, tabel: Iterable[tuple[pd.DataFrame, int]]) -> str:
    """SHA-256 over the fingerprint before, the step, and its tables to so many significant digits."""
    isi = [sebelum, kata, pilihan]
    for satu, digit in tabel:
        isi.append(json.dumps([_label(satu.columns), _label(satu.index)]))
        isi.append(satu.to_csv(index=False, header=False, lineterminator="\n", float_format=f"%.{digit}g", na_rep=""))
    return hashlib.sha256("\n\n".join(isi).encode()).hexdigest()


def log_ke_teks(log: Iterable[LangkahRancangan]) -> str:
    """The log as JSON text, for a file or a cell of a report."""
    return json.dumps([asdict(satu) for satu in log], ensure_ascii=False, indent=2) + "\n"


def log_dari_teks(teks: str) -> tuple[LangkahRancangan, ...]:
    """A log read back.

    Raises:
        GalatJejak: text that is not such a log.
    """
    nama = [satu.name for satu in fields(LangkahRancangan)]
    try:
        isi = json.loads(teks)
        log = tuple(LangkahRancangan(**butir) for butir in isi)
        benar = all(isinstance(getattr(satu, satu_nama), str) for satu in log for satu_nama in nama) and all(
            isinstance(json.loads(satu.pilihan), dict) for satu in log
        )
    except (TypeError, ValueError):
        benar = False
    if not benar or not isinstance(isi, list):
        raise GalatJejak(
            "Teks ini bukan log rancangan",
            mengapa=f"setiap langkah harus berisi {', '.join(nama)} sebagai teks",
            tindakan="pakai teks yang ditulis log_ke_teks, tanpa diubah",
        )
    return log


def _label(label: pd.Index) -> list[str]:
    return [repr(satu) for satu in label.tolist()]


def _bungkus(nilai: Any) -> Any:
    if isinstance(nilai, pd.DataFrame):
        return {
            "tabel": {
                "indeks": _polos(nilai.index),
                "kolom": _polos(nilai.columns),
                "isi": [_polos(nilai[k]) for k in nilai],
            }
        }
    if isinstance(nilai, pd.Series):
        return {"deret": {"indeks": _polos(nilai.index), "isi": _polos(nilai)}}
    if isinstance(nilai, Mapping):
        if not all(isinstance(kunci, str) for kunci in nilai) or set(nilai) & {"tabel", "deret"}:
            raise TypeError("kunci kamus harus teks, dan bukan tabel atau deret")
        return {kunci: _bungkus(satu) for kunci, satu in nilai.items()}
    if isinstance(nilai, (list, tuple)):
        return [_bungkus(satu) for satu in nilai]
    return nilai.item() if isinstance(nilai, np.generic) else nilai


def _polos(isi: pd.Index | pd.Series) -> list[Any]:
    """Values as JSON has them; whole numbers beside a gap become floats, as they do when the table is built again."""
    bolong = bool(isi.isna().any())
    nilai = [None if pd.isna(satu) else satu for satu in isi.tolist()]
    return [float(satu) if bolong and isinstance(satu, int) else satu for satu in nilai]


def _buka(nilai: Any) -> Any:
    if isinstance(nilai, list):
        return [_buka(satu) for satu in nilai]
    if not isinstance(nilai, dict):
        return nilai
    if set(nilai) == {"deret"}:
        return pd.Series(nilai["deret"]["isi"], index=nilai["deret"]["indeks"])
    if set(nilai) == {"tabel"}:
        isi: dict[Hashable, Any] = dict(zip(nilai["tabel"]["kolom"], nilai["tabel"]["isi"], strict=True))
        return pd.DataFrame(isi, index=nilai["tabel"]["indeks"])
    return {kunci: _buka(satu) for kunci, satu in nilai.items()}
