"""A folder of units is compared with what would be written today, and with the machine it is on."""

import sys
from datetime import date

import pytest

from penilaian.aturan import muat_buku
from penilaian.galat import GalatParameter
from penilaian.jalan import jadwal_periksa
from penilaian.jalan.jadwal import tulis_jadwal
from penilaian.jalan.jadwal_periksa import periksa_jadwal
from penilaian.jalan.jadwal_susunan import buat_susunan
from penilaian.jalan.rencana import data_rencana
from tests.kota_kecil import tulis_kecil

PENGGUNA = jadwal_periksa._pengguna
ATURAN = muat_buku().pada(date(2026, 11, 24))


@pytest.fixture
def tempat(tmp_path, monkeypatch):
    """A machine where all is well: plan, data, program, folder, user; systemd's own opinion left out."""
    monkeypatch.setattr(jadwal_periksa, "_analisis", lambda berkas: iter(()))
    monkeypatch.setattr(jadwal_periksa, "_pengguna", lambda susunan: iter(()))
    data_rencana.cache_clear()
    (tmp_path / "data").mkdir()
    tulis_kecil(tmp_path / "data")
    (tmp_path / "rencana.yaml").write_text(
        "laporan:\n  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]}\n", "utf-8"
    )
    (tmp_path / "reports").mkdir()
    (tmp_path / "kabar.yaml").write_text("", "utf-8")
    return tmp_path


def _tulis(tempat, **lain):
    isi = {
        "rencana": str(tempat / "rencana.yaml"),
        "keluar": str(tempat / "reports"),
        "program": sys.executable,
        "irama": ("triwulanan",),
        "pengguna": "penilaian",
        "kabar": str(tempat / "kabar.yaml"),
    }
    tulis_jadwal(buat_susunan(**(isi | lain)), ATURAN, tempat / "unit")
    return tempat / "unit"


def _temuan(folder, aturan=ATURAN):
    return {(satu.berkas, satu.apa) for satu in periksa_jadwal(folder, aturan)[1]}


def _sebut(folder, aturan=ATURAN):
    return " ".join(f"{berkas}: {apa}" for berkas, apa in sorted(_temuan(folder, aturan)))


def test_yang_baru_ditulis_baik(tempat):
    assert _temuan(_tulis(tempat)) == set()


def test_yang_disunting_ketahuan(tempat):
    unit = _tulis(tempat)
    berkas = unit / "penilaian-triwulanan.service"
    berkas.write_text(berkas.read_text().replace("User=penilaian", "User=root"))
    assert _temuan(unit) == {("penilaian-triwulanan.service", "disunting sesudah ditulis")}


def test_yang_ditulis_menurut_aturan_lain_usang(tempat):
    tenggat = ATURAN.ketentuan["permenpanrb-6-2022/tenggat"].model_dump(mode="json")
    tenggat["masa"][0]["nilai"]["butir"]["evaluasi_tahunan"]["bulan_tanggal"] = "02-15"
    ketentuan = type(ATURAN.ketentuan["permenpanrb-6-2022/tenggat"]).model_validate(tenggat)
    lain = type(ATURAN)(ATURAN.hari, dict(ATURAN.ketentuan) | {ketentuan.kode: ketentuan})
    assert "penilaian-tahunan.timer: usang" in _sebut(_tulis(tempat, irama=("triwulanan", "tahunan")), lain)


def test_pewaktu_yang_tidak_menyusulkan_disebut(tempat):
    unit = _tulis(tempat)
    berkas = unit / "penilaian-triwulanan.timer"
    berkas.write_text(berkas.read_text().replace("Persistent=true", "Persistent=false"))
    assert "tidak disusulkan" in _sebut(unit)


def test_unit_yang_hilang_dan_yang_asing_disebut(tempat):
    unit = _tulis(tempat)
    (unit / "penilaian-kabar@.service").unlink()
    (unit / "penilaian-mingguan.timer").write_text("[Timer]\n")
    temuan = _sebut(unit)
    assert "penilaian-kabar@.service: berkasnya tidak ada" in temuan
    assert "penilaian-mingguan.timer: unit ini bukan bagian jadwal" in temuan


def test_perubahan_setempat_disebut(tempat):
    unit = _tulis(tempat)
    (unit / "penilaian-triwulanan.service.d").mkdir()
    (unit / "penilaian-triwulanan.service.d" / "override.conf").write_text("[Service]\nUser=root\n")
    assert "override.conf: mengubah unitnya" in _sebut(unit)


def test_program_folder_dan_berkas_yang_hilang_disebut(tempat):
    unit = _tulis(tempat, program="/tidak/ada", keluar="/tidak/ada/juga", lingkungan="/tidak/ada/env")
    (tempat / "kabar.yaml").unlink()
    temuan = _sebut(unit)
    for kata in (
        "program tidak ada",
        "folder hasil tidak ada",
        "berkas kabar tidak ada",
        "berkas lingkungan tidak ada",
    ):
        assert kata in temuan


def test_irama_yang_tidak_ada_di_data_disebut(tempat):
    assert "tidak punya satu periode bulanan pun" in _sebut(_tulis(tempat, irama=("bulanan", "triwulanan")))


def test_rencana_yang_hilang_disebut_bukan_menghentikan(tempat):
    unit = _tulis(tempat)
    (tempat / "rencana.yaml").unlink()
    assert "rencana.yaml" in _sebut(unit)


def _orang(tempat, nama):
    isi = {"rencana": "/r", "keluar": str(tempat / "reports"), "program": "/p", "irama": ("bulanan",)}
    return [satu.apa for satu in PENGGUNA(buat_susunan(**isi, pengguna=nama))]


def test_pengguna_yang_tidak_ada_disebut(tempat):
    assert _orang(tempat, "tidak-ada-sama-sekali") == ["pengguna tidak-ada-sama-sekali tidak ada di mesin ini"]


def test_root_bukan_pengguna_yang_baik(tempat):
    assert "run berjalan sebagai root" in _orang(tempat, "root")


def test_folder_hasil_yang_tidak_dapat_ditulis_pengguna_disebut(tempat):
    (tempat / "reports").chmod(0o755)
    assert any("tidak dapat ditulis daemon" in apa for apa in _orang(tempat, "daemon"))
    (tempat / "reports").chmod(0o777)
    assert _orang(tempat, "daemon") == []


def test_folder_tanpa_unit_dan_unit_tanpa_susunan_ditolak(tempat):
    with pytest.raises(GalatParameter, match="Tidak ada unit"):
        periksa_jadwal(tempat, ATURAN)
    unit = _tulis(tempat)
    for berkas in unit.iterdir():
        berkas.write_text("[Unit]\n# Susunan={\n")
    with pytest.raises(GalatParameter, match="Susunan jadwal tidak terbaca"):
        periksa_jadwal(unit, ATURAN)
