"""Indicators with figures that a test has written itself: who, when, promised, achieved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.keterukuran import nilai_keterukuran
from penilaian.periode import Periode
from tests.indikator.struktur.pohon_uji import ATURAN, KINI

DULU, LALU = "2025-T2", "2025-T3"


def baris(
    kode: str, capaian: Sequence[float], *, periode: str = KINI.kode, mulai: int = 0, **kolom: Any
) -> pd.DataFrame:
    """One row a person: capaian in percent of a target of 50, unless ``realisasi``, ``bawah``, ``atas`` say otherwise."""
    isi = np.asarray(capaian, dtype=float)
    umum = {
        "nip": [f"1870010118950110{nomor + mulai:02d}" for nomor in range(len(isi))], "kode_indikator": kode, "periode": periode,
        "capaian": isi, "realisasi": isi / 2, "bawah": 50.0, "atas": 50.0, "arah": "naik", "teks_target": None,
        "dicatat": pd.Timestamp(Periode.urai(periode).akhir),
    }  # fmt: skip
    return pd.DataFrame(umum | kolom)


def bahan(*potong: pd.DataFrame, indikator: Mapping[str, Mapping[str, Any]] | None = None) -> BahanIndikator:
    """Those rows with an entry for each of their indicators; ``indikator`` changes single entries."""
    butir = pd.concat(potong, ignore_index=True)
    umum = {
        "kode_opd": "d1", "rhk": "Hasil", "uraian": "Jumlah berkas warga yang dijawab", "aspek": "kuantitas", "perspektif": None,
        "satuan": "berkas", "arah": "naik", "jenis_target": "nilai", "kode_induk": None, "sumber_data": "register",
        "baseline": 40.0, "cascading": None, "sasaran_daerah": None,
    }  # fmt: skip
    kode = sorted({*butir["kode_indikator"], *(indikator or {})})
    isi = pd.DataFrame([{"kode": satu, **umum, **(indikator or {}).get(satu, {})} for satu in kode])
    teks = {nama: "str" for nama in isi.columns if nama != "baseline"}
    pegawai = butir[["nip", "periode"]].drop_duplicates().assign(
        kode_opd="d1", unit="Loket", jabatan="Petugas", jenis_jabatan="pelaksana", nip_penilai=None
    )  # fmt: skip
    opd = pd.DataFrame({"kode": ["d1"], "nama": ["Dinas Uji"]})
    return BahanIndikator(KINI, isi.astype(teks), pegawai.astype({"nip_penilai": "str"}), butir, opd, ATURAN)


@lru_cache(maxsize=2)
def _semua(satu: BahanIndikator) -> pd.DataFrame:
    return nilai_keterukuran(satu)


def hasil(satu: BahanIndikator, kode: str, kriteria: str) -> dict[str, Any]:
    """The row of one indicator and criterion."""
    semua = _semua(satu)
    kena = semua[(semua["kode"] == kode) & (semua["kriteria"] == kriteria)]
    assert len(kena) == 1
    return kena.iloc[0].to_dict()
