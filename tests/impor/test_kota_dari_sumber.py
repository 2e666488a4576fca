"""The whole way: a city as other systems deliver it, imported, is the city again; with its usual faults, it is refused and says why."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from penilaian.cli.utama import utama
from penilaian.contoh import tulis_kota, tulis_sumber
from penilaian.data import Data, baca_data
from penilaian.galat import GalatParameter
from penilaian.impor import Permintaan, impor, kumpulkan_berkas
from penilaian.nilai import hitung

PEGAWAI, SEED = 120, 7
PERIODE = "2025-T4"


@pytest.fixture(scope="module")
def kota(tmp_path_factory: pytest.TempPathFactory) -> Data:
    folder = tmp_path_factory.mktemp("kota") / "kota"
    tulis_kota(folder, PEGAWAI, SEED)
    return baca_data(folder)


@pytest.fixture(scope="module")
def sumber(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sumber") / "bersih"
    tulis_sumber(folder, PEGAWAI, SEED, cacat=False)
    return folder


@pytest.fixture(scope="module")
def masuk(sumber: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ke = tmp_path_factory.mktemp("masuk") / "2025"
    hasil = impor(kumpulkan_berkas([sumber]), Permintaan(ke))
    assert hasil.ditolak == ""
    return ke


def banding(kota: Data, masuk: Path, tabel: str, kolom: list[str], periode: str) -> None:
    kunci = [nama for nama in ("nip", "periode", "kode_indikator") if nama in kota.tabel[tabel]]
    kiri, kanan = (
        satu.loc[satu["periode"].str.startswith(periode), kunci + kolom].sort_values(kunci, ignore_index=True)
        for satu in (kota.tabel[tabel], baca_data(masuk).tabel[tabel])
    )
    pd.testing.assert_frame_equal(kiri, kanan)


@pytest.mark.parametrize(
    ("tabel", "kolom", "periode"),
    [
        ("pegawai", ["nama", "jenis", "jenis_kelamin", "kelompok_usia", "jabatan", "jenis_jabatan"], "2025"),
        ("pegawai", ["jenjang", "golongan", "kode_opd", "unit", "nip_penilai", "mutasi"], "2025"),
        ("penetapan", ["hasil_kerja", "perilaku_kerja", "predikat", "nip_penilai", "waktu"], "2025"),
        ("skp", ["kategori", "target", "target_bawah", "target_atas"], PERIODE),
        ("realisasi", ["realisasi"], PERIODE),
    ],
)
def test_yang_diimpor_sama_dengan_kotanya(kota: Data, masuk: Path, tabel: str, kolom: list[str], periode: str) -> None:
    banding(kota, masuk, tabel, kolom, periode)


def test_umpan_balik_kembali_dengan_nada_dan_perannya(kota: Data, masuk: Path) -> None:
    kolom = ["nip", "jenis_sasaran", "sasaran", "peran", "nada"]
    lewat_impor, langsung = (
        data.untuk(periode=PERIODE).tabel["umpan_balik"][kolom].sort_values(kolom, ignore_index=True)
        for data in (baca_data(masuk), kota)
    )
    pd.testing.assert_frame_equal(lewat_impor, langsung)


def test_hasil_hitungannya_sama_dengan_kotanya(kota: Data, masuk: Path) -> None:
    kolom = ["usulan", "hasil_kerja", "predikat"]
    lewat_impor, langsung = (
        hitung(data, PERIODE).pegawai.set_index("nip")[kolom].sort_index() for data in (baca_data(masuk), kota)
    )
    pd.testing.assert_frame_equal(lewat_impor, langsung)


@pytest.mark.lengkap
def test_impor_ulang_seluruh_sumber_tidak_mengubah_apa_pun(sumber: Path, masuk: Path) -> None:
    hasil = impor(kumpulkan_berkas([sumber]), Permintaan(masuk))
    assert not hasil.ditulis
    assert hasil.ringkas[["baru", "dilengkapi", "diganti", "bertentangan"]].to_numpy().sum() == 0


def test_kesalahan_yang_biasa_ditolak_lalu_dilewati_bila_diminta(tmp_path: Path) -> None:
    tulis_sumber(tmp_path / "cacat", PEGAWAI, SEED, cacat=True)
    berkas = kumpulkan_berkas([tmp_path / "cacat"])
    hasil = impor(berkas, Permintaan(tmp_path / "ke"))
    assert hasil.ditolak
    assert not (tmp_path / "ke" / "impor.json").exists()
    kode = set(hasil.temuan["kode"])
    assert {"opd_tidak_dikenal", "nip_numerik", "belum_dinilai", "baris_plt_plh", "mutasi_dipilih"} <= kode
    assert hasil.temuan["apa"].str.len().min() > 0
    assert hasil.temuan["tindakan"].str.len().min() > 0


def test_nama_opd_yang_salah_ketik_masuk_setelah_dipadankan(tmp_path: Path) -> None:
    opd = "kode,nama,jenis,kepala\ndinkes,Dinas Kesehatan,dinas,\n"
    (tmp_path / "opd.csv").write_text(opd)
    laporan = (
        '{"data": [{"skp_id": "S1", "id": "1", "nip": "189002021915032002", "nama": "Contoh", "skp_status": "draft", '
        '"skp_unor": "Bidang", "skp_unor_induk": "Dinas Kesehatn", "skp_jabatan": "Analis", "tahun": 2025, '
        '"periode_awal": "2025-01-01", "periode_akhir": "2025-12-31", "is_plt_plh": 0}]}'
    )
    (tmp_path / "laporan_skp_2025.json").write_text(laporan)
    perintah = [
        "impor",
        str(tmp_path / "opd.csv"),
        str(tmp_path / "laporan_skp_2025.json"),
        "--ke",
        str(tmp_path / "ke"),
        "--simpan",
        str(tmp_path / "temuan.csv"),
    ]
    assert utama(perintah) == 1
    assert "mungkin maksudnya Dinas Kesehatan (dinkes)" in (tmp_path / "temuan.csv").read_text()
    (tmp_path / "ke" / "padanan.yaml").write_text('opd:\n  "Dinas Kesehatn": "dinkes"\n')
    assert utama(perintah) == 0
    assert baca_data(tmp_path / "ke").tabel["dokumen_skp"]["kode_opd"].tolist() == ["dinkes"]


def test_folder_sumber_harus_baru_atau_kosong(tmp_path: Path) -> None:
    (tmp_path / "lain.txt").write_text("x")
    with pytest.raises(GalatParameter, match="sudah berisi"):
        tulis_sumber(tmp_path, PEGAWAI, SEED, cacat=False)
