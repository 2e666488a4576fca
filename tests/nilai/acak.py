"""Random tables with gaps, and the pipeline over them in pandas."""

from datetime import date

import narwhals as nw
import numpy as np
import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.nilai.kolom import hitung_kolom

ATURAN = muat_buku().pada(date(2025, 12, 31))
RATING = ["di_bawah", "sesuai", "di_atas"]


def acak(benih: int, n: int) -> dict[str, pd.DataFrame]:
    """Random tables: missing values, ranges, zero and negative targets, people without SKP, feedback or decision."""
    rng = np.random.default_rng(benih)
    nip = np.array([f"n{i:03d}" for i in range(n)])
    kode = np.array([f"i{i}" for i in range(6)])
    pasangan = pd.MultiIndex.from_product([nip, kode]).to_frame(index=False, name=["nip", "kode_indikator"])
    janji = pasangan[rng.random(len(pasangan)) < 0.6].reset_index(drop=True)
    m = len(janji)
    target = rng.choice([0.0, 0.1, 7.0, 90.0, 1e6, -3.0], m)
    rentang = rng.random(m) < 0.3
    skp = janji.assign(
        kategori=rng.choice(["utama", "tambahan"], m),
        target=np.where(rentang | (rng.random(m) < 0.1), np.nan, target),
        target_bawah=np.where(rentang, target, np.nan),
        target_atas=np.where(rentang, target * rng.choice([1.0, 1.2, 0.5], m), np.nan),
    )
    nilai = np.where(rng.random(m) < 0.2, np.nan, np.round(np.abs(target) * rng.choice([0, 0.5, 0.9, 1, 1.1, 3], m), 6))
    realisasi = janji.assign(realisasi=nilai, alasan_kosong=np.where(np.isnan(nilai), "cuti", None))[
        rng.random(m) < 0.9
    ]
    k = 2 * n
    umpan = pd.DataFrame(
        {
            "nip": rng.choice(nip, k),
            "jenis_sasaran": rng.choice(["rhk", "nilai_dasar"], k),
            "nada": rng.choice(["positif", "netral"], k),
        }
    )
    ditetapkan = rng.random(n) < 0.8
    penetapan = pd.DataFrame(
        {
            "nip": nip,
            "hasil_kerja": rng.choice(RATING, n),
            "perilaku_kerja": rng.choice(RATING, n),
            "predikat": "baik",
            "alasan": "x",
        }
    )
    return {
        "pegawai": pd.DataFrame({"nip": nip, "kode_opd": rng.choice(["a", "b"], n)}),
        "indikator": pd.DataFrame({"kode": kode, "kode_rhk": ["r1", "r1", "r2", "r3", "r4", "r5"], "arah": ["naik", "turun"] * 3, "jenis_target": ["nilai", "nilai", "maksimum"] * 2, "satuan": "x"}),
        "skp": skp, "realisasi": realisasi, "umpan_balik": umpan, "penetapan": penetapan[ditetapkan],
    }  # fmt: skip


def dengan_pandas(tabel):
    with np.errstate(invalid="ignore"):
        hasil = hitung_kolom({nama: nw.from_native(isi, eager_only=True) for nama, isi in tabel.items()}, ATURAN)
    return {nama: isi.to_native() for nama, isi in hasil.items()}
