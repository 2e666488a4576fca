"""The raw material: names, agencies, indicators, phrases and parameters, all as YAML beside this module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.periode import Periode

FOLDER_BAHAN = Path(__file__).parent / "bahan"

PERIODE = tuple(Periode(tahun, "triwulan", nomor) for tahun in (2024, 2025) for nomor in (1, 2, 3, 4))
"""The eight quarters every city covers."""

_TAHAP = (
    "susunan", "panel", "orang", "katalog", "skp", "capaian", "permainan", "kosong", "realisasi",
    "penetapan", "umpan_balik", "organisasi", "layanan", "tanaman",
)  # fmt: skip

Langkah = Callable[[str], None]


@cache
def bahan(nama: str) -> Any:
    """One material file; floats as ``float``. Shared between callers, so never changed."""
    return _biner(muat_yaml(FOLDER_BAHAN / f"{nama}.yaml"))


def _biner(isi: Any) -> Any:
    if isinstance(isi, Decimal):
        return float(isi)
    if isinstance(isi, dict):
        return {kunci: _biner(nilai) for kunci, nilai in isi.items()}
    if isinstance(isi, list):
        return [_biner(nilai) for nilai in isi]
    return isi


def parameter(nama: str) -> Mapping[str, Any]:
    """One group of ``parameter.yaml``."""
    isi: Mapping[str, Any] = bahan("parameter")[nama]
    return isi


def pengacak(seed: int, tahap: str) -> np.random.Generator:
    """The random stream of one stage: a change in one stage leaves the draws of the others alone."""
    urutan = np.random.SeedSequence(seed, spawn_key=(_TAHAP.index(tahap),))
    return np.random.Generator(np.random.PCG64(urutan))


def teks(nilai: Any) -> np.ndarray:
    """A sequence of texts as an object array, so that it can be picked from by position."""
    return np.array(list(nilai), dtype=object)


def bila(syarat: np.ndarray, nilai: np.ndarray) -> np.ndarray:
    """``nilai`` as objects where ``syarat`` holds, None elsewhere."""
    hasil = np.full(syarat.shape, None, dtype=object)
    hasil[syarat] = nilai[syarat]
    return hasil


def angka_teks(nilai: np.ndarray, lebar: int) -> np.ndarray:
    """Whole numbers as texts padded with zeros."""
    return np.char.zfill(nilai.astype(np.int64).astype(str), lebar).astype(object)


def hari(tanggal: Any) -> np.datetime64:
    """A day as numpy counts days."""
    return np.datetime64(tanggal, "D")


AWAL = np.array([hari(periode.awal) for periode in PERIODE])
AKHIR = np.array([hari(periode.akhir) for periode in PERIODE])
KODE_PERIODE = teks(periode.kode for periode in PERIODE)


def nomor_periode(kode: str) -> int:
    """Position of a period code among the eight quarters."""
    return PERIODE.index(Periode.urai(kode))
