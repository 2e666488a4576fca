"""Small reviews made by hand or drawn from a known model: what the truth is, the test has decided itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.aturan.skenario import Skenario, terapkan
from penilaian.kalibrasi.bahan import BahanKalibrasi
from penilaian.periode import Periode

KINI = Periode.urai("2025-T4")
ATURAN = muat_buku().pada(KINI.akhir)
TRIWULAN = [f"{tahun}-T{nomor}" for tahun in (2024, 2025) for nomor in (1, 2, 3, 4)]
TENGAH = len(TRIWULAN) / 2 - 0.5


def aturan_lain(kode: str, **perubahan: object) -> Any:
    """The rules with levers of one provision moved."""
    isi = {"judul": "Uji", "penyusun": "Tim", "tanggal": "2025-12-01", "alasan": "uji"}
    skenario = Skenario.model_validate({**isi, "perubahan": {kode: perubahan}})
    return terapkan(muat_buku(), skenario, KINI)[0].pada(KINI.akhir)


def bahan(**bagian: Any) -> BahanKalibrasi:
    """A review with only the tables a test needs."""
    kosong = dict.fromkeys(("pegawai", "butir", "umpan_balik", "organisasi", "opd"))
    return BahanKalibrasi(**{"periode": KINI, "aturan": ATURAN, **kosong, **bagian})


def tim(
    benih: int,
    *,
    penilai: int = 30,
    anggota: int = 8,
    triwulan: int = 8,
    longgar: np.ndarray | float = 0.0,
    tetap: float = 0.0,
    ambang: np.ndarray | float = 3.0,
    geser: np.ndarray | float = 0.0,
    halo: np.ndarray | float = 1.0,
    sikap: float = 0.0,
) -> pd.DataFrame:
    """Employees × quarters under one assessor each; ratings of results and behaviour from an ordered logit.

    A logit is worth 10/6 points of achievement. ``longgar`` and ``geser`` (a quarter) are logits of each assessor,
    ``ambang`` half the width of his middle rating, ``halo`` the slope of behaviour on ten points; ``tetap`` and
    ``sikap`` spread what an assessor sees in a person beyond achievement, the same in every quarter.
    """
    acak = np.random.default_rng(benih)
    orang = penilai * anggota
    siapa = np.repeat(np.arange(orang), triwulan)
    kapan = np.tile(np.arange(triwulan), orang)
    atasan = siapa // anggota
    capaian = 0.35 * acak.normal(size=orang)[siapa] + 0.25 * acak.normal(size=siapa.size)
    penuh = [np.broadcast_to(satu, penilai)[atasan] for satu in (longgar, geser, ambang, halo)]
    laten = 6 * capaian + penuh[0] + penuh[1] * (kapan - TENGAH) + tetap * acak.normal(size=orang)[siapa]
    laten += acak.logistic(size=siapa.size)
    perilaku = 2 * penuh[3] * capaian + sikap * acak.normal(size=orang)[siapa] + acak.logistic(size=siapa.size)
    return pd.DataFrame(
        {
            "nip": [f"e{n:04d}" for n in siapa],
            "periode": [TRIWULAN[n] for n in kapan],
            "nip_penilai": [f"p{n:03d}" for n in atasan],
            "kode_opd": [f"o{n % 4}" for n in atasan],
            "capaian": 97 + 10 * capaian,
            "nol_terlampaui": 0.0,
            "tingkat_hasil": (laten > -penuh[2]).astype(float) + (laten > penuh[2]),
            "tingkat_perilaku": np.digitize(perilaku, [-2.0, 2.0]).astype(float),
        }
    )


def butir(
    benih: int, *, orang: int = 120, per_kelompok: int = 8, laju: float = 0.15, beragam: float = 4.0
) -> pd.DataFrame:
    """Employees × quarters × six indicators shared by groups of colleagues; each indicator has its own rate of exact hits."""
    acak = np.random.default_rng(benih)
    siapa, kapan, nomor = (
        satu.ravel() for satu in np.meshgrid(np.arange(orang), np.arange(8), np.arange(6), indexing="ij")
    )
    kelompok = siapa // per_kelompok
    tepat = acak.beta(laju * beragam, (1 - laju) * beragam, (orang, 6))[kelompok, nomor]
    kena = acak.random(siapa.size) < tepat
    realisasi = np.where(kena, 40.0, acak.choice([37.0, 38.0, 39.0, 42.0], siapa.size))
    return pd.DataFrame(
        {
            "nip": [f"e{n:04d}" for n in siapa],
            "periode": [TRIWULAN[n] for n in kapan],
            "kode_indikator": [f"k{k}-{n}" for k, n in zip(kelompok, nomor, strict=True)],
            "arah": "naik",
            "bawah": 40.0,
            "atas": 40.0,
            "realisasi": realisasi,
            "capaian": realisasi / 40.0 * 100,
            "target_semula": np.nan,
            "diubah": pd.Series(pd.NaT, index=range(siapa.size), dtype="datetime64[s]"),
            "bukti": [f"BD-{n}" for n in acak.integers(0, 4000, siapa.size)],
            "dicatat": pd.Series(pd.NaT, index=range(siapa.size), dtype="datetime64[s]"),
        }
    )  # fmt: skip


def akhir(periode: pd.Series) -> pd.Series:
    """The last day of each period."""
    hari = periode.map({kode: Periode.urai(kode).akhir for kode in periode.unique()})
    return pd.to_datetime(hari).astype("datetime64[s]")
