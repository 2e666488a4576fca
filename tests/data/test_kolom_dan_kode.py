"""Columns that are not there, codes that cannot be used, periods that do not exist: findings, never a stop."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penilaian.data import baca_data, muat_kamus, periksa_data
from penilaian.data.kamus import NAMA_TABEL

from .conftest import salin_isi, tulis_csv

TARGET = ["target", "target_bawah", "target_atas", "teks_target"]


def tanpa_kolom(folder: Path, tabel: str, kolom: list[str]) -> pd.DataFrame:
    isi = salin_isi()
    isi[tabel] = [{nama: nilai for nama, nilai in baris.items() if nama not in kolom} for baris in isi[tabel]]
    return periksa_data(tulis_csv(folder / "masuk", isi))


@pytest.mark.parametrize(("tabel", "kolom"), [("realisasi", ["realisasi"]), ("skp", TARGET)])
def test_tanpa_kolom_yang_dinilai_tabel_tidak_dibaca(tmp_path: Path, tabel: str, kolom: list[str]) -> None:
    temuan = tanpa_kolom(tmp_path, tabel, kolom)
    assert temuan[["tingkat", "kode", "tabel", "kolom"]].values.tolist() == [
        ["galat", "kolom_tidak_ada", tabel, kolom[0]]
    ]
    assert all(nama in temuan["apa"].iloc[0] for nama in kolom)


@pytest.mark.parametrize(
    ("tabel", "kolom"),
    [
        ("pegawai", ["nip_penilai"]),
        ("skp", ["target_bawah"]),
        ("skp", TARGET[1:3]),
        ("umpan_balik", ["isi"]),
        ("penetapan", ["predikat"]),
    ],
)
def test_kolom_pilihan_yang_tidak_ada_diperingatkan(tmp_path: Path, tabel: str, kolom: list[str]) -> None:
    temuan = tanpa_kolom(tmp_path, tabel, kolom)
    tidak_ada = temuan[temuan["kode"] == "kolom_tidak_ada"]
    assert tidak_ada["tingkat"].tolist() == ["peringatan"] * len(kolom)
    assert sorted(tidak_ada["kolom"]) == sorted(kolom)
    assert "penilai_kosong" not in set(temuan["kode"])


def test_judul_yang_diganti_tidak_membanjiri_temuan(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["realisasi"] = [
        {"hasil" if nama == "realisasi" else nama: nilai for nama, nilai in baris.items()} for baris in isi["realisasi"]
    ]
    assert periksa_data(tulis_csv(tmp_path / "masuk", isi))["kode"].tolist() == [
        "kolom_tidak_ada",
        "kolom_tidak_dikenal",
    ]


@pytest.mark.parametrize("periode", ["0000-T1", "0000", "9999-S2", "0001-01", "٢٠٢٥-T1", "2025-T5"])
def test_periode_yang_mustahil_tidak_menghentikan_pembacaan(tmp_path: Path, periode: str) -> None:
    isi = salin_isi()
    isi["pegawai"][1]["periode"] = periode
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    assert len(data.tabel["pegawai"]) == 3
    data.daftar_periode()
    if periode[:4] == "0000":
        assert data.tabel["pegawai"]["periode"].isna().tolist() == [False, True, False]
        satu = data.temuan[data.temuan["kode"] == "periode_tidak_sah"]
        assert satu[["tabel", "baris", "nilai"]].values.tolist() == [["pegawai", 3, periode]]


@pytest.mark.parametrize(
    "kode", ["kota", "Kota", "../x", "a/b", "a\\b", ".x", "-x", "a..b", "a b", "dinas:x", "a" * 41, "kesehatan✓", "٣"]
)
def test_kode_opd_yang_tidak_dapat_menjadi_nama_berkas_ditolak(tmp_path: Path, kode: str) -> None:
    isi = salin_isi()
    isi["opd"][1]["kode"] = kode
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    satu = data.temuan[data.temuan["kode"] == "kode_opd_tidak_sah"]
    assert satu[["tingkat", "tabel", "baris", "kolom"]].values.tolist() == [["galat", "opd", 3, "kode"]]
    assert satu["kode_opd"].isna().all()
    assert data.tabel["opd"]["kode"].isna().tolist() == [False, True]


@pytest.mark.parametrize("kode", ["02", "dinas-kesehatan_2.1", "A" * 40, "kota-lama"])
def test_kode_opd_yang_wajar_diterima(tmp_path: Path, kode: str) -> None:
    isi = salin_isi()
    isi["opd"][1]["kode"] = kode
    assert "kode_opd_tidak_sah" not in set(periksa_data(tulis_csv(tmp_path / "masuk", isi))["kode"])


@pytest.mark.parametrize("kode", ["R\n1", "R\x071", "R\u200b1", "R\u2028\u202e1"])
def test_kode_dengan_karakter_tak_terlihat_ditolak(tmp_path: Path, kode: str) -> None:
    isi = salin_isi()
    isi["indikator"][0]["kode_rhk"] = kode
    temuan = periksa_data(tulis_csv(tmp_path / "masuk", isi))
    assert ["kode_tidak_sah", "kode_rhk"] in temuan[["kode", "kolom"]].values.tolist()


SEL = st.one_of(
    st.text(max_size=8),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=3),
    st.binary(max_size=5),
    st.lists(st.integers(0, 9), max_size=3),
    st.just({"a": "b"}),
    st.integers(2**63, 2**64 - 1),
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(tabel=st.sampled_from(NAMA_TABEL), kolom=st.integers(0, 14), nilai=SEL)
def test_isi_parquet_apa_pun_menjadi_temuan(folder_bersih: Path, tabel: str, kolom: int, nilai: object) -> None:
    asal = folder_bersih / f"{tabel}.csv"
    tujuan = folder_bersih / f"{tabel}.parquet"
    simpan = asal.read_bytes() if asal.exists() else None
    nama = list(muat_kamus()[tabel].kolom)
    lajur = {satu: pa.array(["x", None]) for satu in nama}
    try:
        lajur[nama[kolom % len(nama)]] = pa.array([nilai, None])
    except (pa.ArrowException, OverflowError):
        return
    try:
        asal.unlink(missing_ok=True)
        pq.write_table(pa.table(lajur), tujuan)
        temuan = periksa_data(folder_bersih)
        assert not temuan.empty
        assert "datetime" not in " ".join(temuan["apa"]) + " ".join(temuan["nilai"].dropna())
    finally:
        tujuan.unlink(missing_ok=True)
        if simpan is not None:
            asal.write_bytes(simpan)
