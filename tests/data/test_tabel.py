"""The Data object: slices, blocking findings, masks, and what is written reads back equal."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penilaian.data import (
    KOLOM_TEMUAN,
    baca_data,
    muat_kamus,
    ringkas_temuan,
    samarkan_temuan,
    tabel_kosong,
    tulis_tabel,
)
from penilaian.data.ubah import DTIPE
from penilaian.galat import GalatData, GalatPeriode
from penilaian.periode import Periode

from .conftest import ANI, BUDI, ISI, KEPALA, salin_isi, tulis_csv


def test_data_memuat_semua_tabel_dengan_tipe_kamus(folder_bersih: Path) -> None:
    data = baca_data(folder_bersih)
    assert data.asal == "masuk"
    assert tuple(data.temuan.columns) == KOLOM_TEMUAN
    for nama, kamus in muat_kamus().items():
        harapan = {kolom: DTIPE[isi.tipe] for kolom, isi in kamus.kolom.items()}
        assert data.tabel[nama].dtypes.astype(str).to_dict() == harapan
        assert isinstance(data.tabel[nama].index, pd.RangeIndex)
    assert data.sidik["skp"] == hashlib.sha256((folder_bersih / "skp.csv").read_bytes()).hexdigest()


def test_untuk_memilih_opd_dan_periode(folder_bersih: Path) -> None:
    data = baca_data(folder_bersih)
    satu = data.untuk("2025-T4", "02")
    assert satu.tabel["pegawai"]["nip"].tolist() == [BUDI]
    assert {nama: len(satu.tabel[nama]) for nama in ("skp", "realisasi", "penetapan", "umpan_balik", "ikm")} == {
        "skp": 1,
        "realisasi": 1,
        "penetapan": 1,
        "umpan_balik": 0,
        "ikm": 0,
    }
    assert len(satu.tabel["opd"]) == 2
    assert len(satu.tabel["indikator"]) == 3
    assert len(data.tabel["pegawai"]) == 3
    assert data.untuk(Periode.urai("2025-T3")).tabel["skp"].empty
    with pytest.raises(GalatData, match="03"):
        data.untuk(kode_opd="03")
    with pytest.raises(GalatPeriode):
        data.untuk("2025-T9")


def test_temuan_tahu_opd_dan_periodenya(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["skp"][2]["target_atas"] = "6"
    isi["realisasi"][0]["nip"] = "123"
    isi["pegawai"][1]["kode_opd"] = "99"
    temuan = baca_data(tulis_csv(tmp_path / "masuk", isi)).temuan.set_index("kode")
    assert temuan.loc["rentang_terbalik", ["kode_opd", "periode"]].tolist() == ["02", "2025-T4"]
    assert temuan.loc["nip_tidak_sah", "kode_opd"] == "01"
    rujukan = temuan.loc["rujukan_tidak_ada"]
    assert pd.isna(rujukan["kode_opd"])
    assert rujukan["periode"] == "2025-T4"


def test_galat_opd_lain_tidak_menghalangi(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["skp"][2]["target_atas"] = "6"
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    data.pastikan_bersih("01")
    data.untuk("2025-T4", "01").pastikan_bersih()
    data.pastikan_bersih("02", "2025-T3")
    for opd in ("02", None):
        with pytest.raises(GalatData) as galat:
            data.pastikan_bersih(opd, "2025-T4")
        assert "1 temuan" in galat.value.apa
        assert "skp.csv baris 4" in galat.value.mengapa


def test_galat_tanpa_opd_menghalangi_semua_dan_tidak_membocorkan_nip(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["pegawai"] += [dict(isi["pegawai"][1]) for _ in range(5)]
    isi["opd"][0]["jenis"] = "balai"
    isi["penetapan"].append({**isi["penetapan"][0], "nip": "188501011910031001"})
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    with pytest.raises(GalatData) as galat:
        data.pastikan_bersih("02")
    assert "188501011910031001" not in str(galat.value)
    assert len(data.temuan[data.temuan["kode"] == "kunci_ganda"]) == 6


def test_temuan_disamarkan_untuk_ditampilkan(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["pegawai"][1].update(nip_penilai="186001011885031001", jenis_kelamin="Wanita")
    isi["penetapan"].append(dict(isi["penetapan"][0]))
    temuan = baca_data(tulis_csv(tmp_path / "masuk", isi)).temuan
    assert temuan["nilai"].str.contains("186001011885031001").any()
    samar = samarkan_temuan(temuan)
    assert not samar.map(lambda nilai: ANI in str(nilai) or "1860010118" in str(nilai) or nilai == "Wanita").any().any()
    assert "…001" in samar["nilai"].tolist()
    assert f"…{ANI[-3:]} | 2025-T4" in samar["nilai"].tolist()
    assert list(samar.columns) == list(KOLOM_TEMUAN)


def test_ringkasan_menghitung_temuan_yang_sama(tmp_path: Path) -> None:
    isi = salin_isi()
    for baris in isi["pegawai"]:
        baris["jenis"] = "honorer"
    isi["skp"][0]["teks_target"] = "95%"
    temuan = baca_data(tulis_csv(tmp_path / "masuk", isi)).temuan
    ringkas = ringkas_temuan(temuan)
    assert ringkas[["kode", "jumlah", "baris_pertama"]].values.tolist() == [
        ["nilai_tidak_dikenal", 3, "2, 3, 4"],
        ["target_beda_dari_teks", 1, "2"],
    ]
    assert int(ringkas["jumlah"].sum()) == len(temuan)
    assert ringkas_temuan(temuan.iloc[:0]).empty


def test_temuan_terurut_dan_tetap(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["skp"][0]["target"] = "x"
    isi["opd"][1]["jenis"] = "x"
    isi["realisasi"][1]["alasan_kosong"] = ""
    folder = tulis_csv(tmp_path / "masuk", isi)
    temuan = baca_data(folder).temuan
    assert temuan[["tingkat", "berkas"]].values.tolist() == [
        ["galat", "opd.csv"],
        ["galat", "skp.csv"],
        ["peringatan", "realisasi.csv"],
    ]
    pd.testing.assert_frame_equal(temuan, baca_data(folder).temuan)


def test_sintetis_hanya_bila_setiap_nip_sebelum_1900(tmp_path: Path, folder_bersih: Path) -> None:
    assert baca_data(folder_bersih).sintetis
    isi = salin_isi()
    isi["umpan_balik"][0]["dari"] = "190001011920031001"
    assert not baca_data(tulis_csv(tmp_path / "lain", isi)).sintetis
    kosong = tmp_path / "kosong"
    kosong.mkdir()
    assert not baca_data(kosong).sintetis


def test_daftar_periode_terurut(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["pegawai"] += [{**baris, "periode": "2025-T3"} for baris in isi["pegawai"]]
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    assert [periode.kode for periode in data.daftar_periode()] == ["2025-T3", "2025-T4"]


# Writing

TEKS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12).map(str.strip)
PECAHAN = st.floats(allow_nan=False, allow_infinity=False) | st.none()
BARIS_SKP = st.fixed_dictionaries(
    {
        "target": PECAHAN,
        "target_semula": PECAHAN,
        "teks_target": TEKS.filter(bool) | st.none(),
        "diubah": st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)) | st.none(),
    }
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(isi=st.lists(BARIS_SKP, min_size=1, max_size=6), akhiran=st.sampled_from([".csv", ".parquet"]))
def test_yang_ditulis_terbaca_sama(tmp_path: Path, isi: list[dict[str, object]], akhiran: str) -> None:
    tetap = {
        "nip": ANI,
        "periode": "2025-T4",
        "kategori": "utama",
        "lingkup": None,
        "target_bawah": None,
        "target_atas": None,
    }
    baris = [{**tetap, **satu, "kode_indikator": f"I{urut}"} for urut, satu in enumerate(isi)]
    # A row with text and no number would be filled from its text.
    baris = [{**satu, "target": 1.5 if satu["target"] is None else satu["target"]} for satu in baris]
    kosong = tabel_kosong("skp")
    skp = pd.DataFrame(baris)[list(kosong.columns)].astype(kosong.dtypes.to_dict())
    folder = tmp_path / "tulis"
    folder.mkdir(exist_ok=True)
    tulis_tabel(skp, folder / f"skp{akhiran}")
    try:
        pd.testing.assert_frame_equal(baca_data(folder).tabel["skp"], skp)
    finally:
        (folder / f"skp{akhiran}").unlink()


@pytest.mark.parametrize("akhiran", [".csv", ".parquet"])
def test_folder_yang_ditulis_ulang_terbaca_sama_dan_bytenya_tetap(
    tmp_path: Path, folder_bersih: Path, akhiran: str
) -> None:
    data = baca_data(folder_bersih)
    for nama, tabel in data.tabel.items():
        tulis_tabel(tabel, tmp_path / f"{nama}{akhiran}")
    (tmp_path / "dua").mkdir()
    for nama, tabel in data.tabel.items():
        tulis_tabel(tabel, tmp_path / "dua" / f"{nama}{akhiran}")
        assert (tmp_path / f"{nama}{akhiran}").read_bytes() == (tmp_path / "dua" / f"{nama}{akhiran}").read_bytes()
    lagi = baca_data(tmp_path / "dua")
    assert set(lagi.temuan["kode"]) <= {"tabel_kosong"}
    for nama, tabel in data.tabel.items():
        pd.testing.assert_frame_equal(lagi.tabel[nama], tabel)


def test_csv_ditulis_dalam_bentuk_yang_dijanjikan(tmp_path: Path) -> None:
    tabel = pd.DataFrame(
        {
            "nip": pd.Series([KEPALA, None], dtype="str"),
            "nilai": [0.1, 85.0],
            "jumlah": pd.array([3, None], dtype="Int64"),
            "mutasi": pd.array([True, False], dtype="boolean"),
            "waktu": pd.to_datetime(["2025-12-31", None]).astype("datetime64[s]"),
        }
    )
    tulis_tabel(tabel, tmp_path / "a.csv")
    harapan = f"nip,nilai,jumlah,mutasi,waktu\n{KEPALA},0.1,3,ya,2025-12-31\n,85,,tidak,\n"
    assert (tmp_path / "a.csv").read_bytes() == harapan.encode()
    assert [berkas.name for berkas in tmp_path.iterdir()] == ["a.csv"]


def test_tulisan_yang_gagal_tidak_meninggalkan_apa_pun(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"lama")
    with pytest.raises(pa.ArrowException):
        tulis_tabel(pd.DataFrame({"a": [object()]}), tmp_path / "a.parquet")
    assert [(berkas.name, berkas.read_bytes()) for berkas in tmp_path.iterdir()] == [("a.parquet", b"lama")]
    with pytest.raises(GalatData, match="xlsx"):
        tulis_tabel(pd.DataFrame(ISI["opd"]), tmp_path / "a.xlsx")
