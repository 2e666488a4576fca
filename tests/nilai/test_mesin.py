"""One definition, several engines: pandas, Polars and DuckDB agree on random data with gaps."""

from datetime import date

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.aturan import muat_buku
from penilaian.nilai.kolom import hitung_kolom

duckdb = pytest.importorskip("duckdb", reason="extra 'besar' tidak terpasang")
polars = pytest.importorskip("polars", reason="extra 'besar' tidak terpasang")

ATURAN = muat_buku().pada(date(2025, 12, 31))
KUNCI = {
    "indikator": ["nip", "kode_indikator"],
    "rhk": ["nip", "kode_rhk", "kategori"],
    "pegawai": ["nip"],
    "opd": ["kode_opd", "predikat", "predikat_usulan"],
}
RATING = ["di_bawah", "sesuai", "di_atas", None]


def _acak(benih: int, n: int) -> dict[str, pd.DataFrame]:
    """Random tables: missing values, ranges, zero and negative targets, people without SKP, feedback or decision."""
    acak = np.random.default_rng(benih)
    nip = np.array([f"n{i:03d}" for i in range(n)])
    kode = np.array([f"i{i}" for i in range(6)])
    pasangan = pd.MultiIndex.from_product([nip, kode]).to_frame(index=False, name=["nip", "kode_indikator"])
    janji = pasangan[acak.random(len(pasangan)) < 0.6].reset_index(drop=True)
    m = len(janji)
    target = acak.choice([0.0, 0.1, 7.0, 90.0, 1e6, -3.0], m)
    rentang = acak.random(m) < 0.3
    skp = janji.assign(
        kategori=acak.choice(["utama", "tambahan"], m),
        target=np.where(rentang | (acak.random(m) < 0.1), np.nan, target),
        target_bawah=np.where(rentang, target, np.nan),
        target_atas=np.where(rentang, target * acak.choice([1.0, 1.2, 0.5], m), np.nan),
    )
    nilai = np.where(
        acak.random(m) < 0.2, np.nan, np.round(np.abs(target) * acak.choice([0, 0.5, 0.9, 1, 1.1, 3], m), 6)
    )
    realisasi = janji.assign(realisasi=nilai, alasan_kosong=np.where(np.isnan(nilai), "cuti", None))[
        acak.random(m) < 0.9
    ]
    k = 2 * n
    umpan = pd.DataFrame(
        {
            "nip": acak.choice(nip, k),
            "jenis_sasaran": acak.choice(["rhk", "nilai_dasar"], k),
            "nada": acak.choice(["positif", "netral"], k),
        }
    )
    ditetapkan = acak.random(n) < 0.8
    penetapan = pd.DataFrame(
        {
            "nip": nip,
            "hasil_kerja": acak.choice(RATING[:3], n),
            "perilaku_kerja": acak.choice(RATING[:3], n),
            "predikat": "baik",
            "alasan": "x",
        }
    )
    return {
        "pegawai": pd.DataFrame({"nip": nip, "kode_opd": acak.choice(["a", "b"], n)}),
        "indikator": pd.DataFrame({"kode": kode, "kode_rhk": ["r1", "r1", "r2", "r3", "r4", "r5"], "arah": ["naik", "turun"] * 3, "jenis_target": ["nilai", "nilai", "maksimum"] * 2, "satuan": "x"}),
        "skp": skp, "realisasi": realisasi, "umpan_balik": umpan, "penetapan": penetapan[ditetapkan],
    }  # fmt: skip


def _dengan_pandas(tabel):
    with np.errstate(invalid="ignore"):
        hasil = hitung_kolom({nama: nw.from_native(isi, eager_only=True) for nama, isi in tabel.items()}, ATURAN)
    return {nama: isi.to_native() for nama, isi in hasil.items()}


def _dengan_polars(tabel, *, nan: bool):
    bingkai = {nama: nw.from_native(polars.from_pandas(isi, nan_to_null=not nan).lazy()) for nama, isi in tabel.items()}
    return {nama: isi.collect("pandas").to_native() for nama, isi in hitung_kolom(bingkai, ATURAN).items()}


def _dengan_duckdb(tabel, *, nan: bool):
    with duckdb.connect() as sambungan:
        bingkai = {}
        for nama, isi in tabel.items():
            sambungan.register(f"_{nama}", polars.from_pandas(isi, nan_to_null=not nan).to_arrow())
            bingkai[nama] = nw.from_native(sambungan.table(f"_{nama}"))
        return {nama: isi.collect("pandas").to_native() for nama, isi in hitung_kolom(bingkai, ATURAN).items()}


def _seragam(tabel: pd.DataFrame, kunci: list[str]) -> pd.DataFrame:
    tabel = tabel.sort_values(kunci, ignore_index=True)
    for nama in tabel:
        kolom = tabel[nama]
        if pd.api.types.is_bool_dtype(kolom.dropna().infer_objects()):
            tabel[nama] = kolom.astype("boolean").fillna(value=False).astype(int)
        elif pd.api.types.is_numeric_dtype(kolom):
            tabel[nama] = kolom.astype("float64")
        else:
            tabel[nama] = kolom.astype(object).where(kolom.notna(), None)
    return tabel


@pytest.mark.parametrize("nan", [False, True], ids=["NULL", "NaN"])
@pytest.mark.parametrize("mesin", [_dengan_polars, _dengan_duckdb], ids=["polars", "duckdb"])
@settings(max_examples=6)
@given(benih=st.integers(0, 10**6), n=st.integers(1, 40))
def test_mesin_lain_sama_dengan_pandas(mesin, nan, benih, n):
    tabel = _acak(benih, n)
    harap, dapat = _dengan_pandas(tabel), mesin(tabel, nan=nan)
    for nama, kunci in KUNCI.items():
        satu, dua = _seragam(harap[nama], kunci), _seragam(dapat[nama], kunci)
        pd.testing.assert_frame_equal(satu, dua[satu.columns.tolist()], check_dtype=False, rtol=1e-12)
