"""The section on changes: what it compares with, and the same split from the archive as from the tables."""

import re

import pytest

from penilaian.cli.utama import utama
from penilaian.laporan.bahan import buka_nilai
from penilaian.laporan.bahan_perubahan import DIHITUNG_ULANG, buka_perubahan, sidik_arsip
from penilaian.nilai.perubahan import CAPAIAN
from tests.dua_periode import KINI, LALU, tulis_dua_periode


@pytest.fixture
def folder(tmp_path):
    return tulis_dua_periode(tmp_path)


def _buka(folder, periode=KINI):
    isi = buka_nilai("02_penilaian_opd", folder_data=str(folder), kode_opd="01", periode=periode.kode)
    return buka_perubahan(isi)


def _efek(bahan):
    return {nama: (isi.awal, isi.akhir, dict(isi.efek)) for nama, isi in bahan.uraian.ukuran.items()}


def test_efek_dari_arsip_sama_dengan_dari_tabel_dan_asalnya_disebut(folder):
    dari_tabel = _buka(folder)
    assert dari_tabel.asal == DIHITUNG_ULANG
    assert utama(["arsip", str(folder), "--periode", LALU.kode]) == 0
    dari_arsip = _buka(folder)
    assert dari_arsip.asal.startswith("arsip versi 1, sementara")
    assert _efek(dari_arsip) == _efek(dari_tabel)
    capaian = dari_arsip.uraian.ukuran[CAPAIAN]
    assert sum(capaian.efek.values()) == capaian.selisih
    assert {nama for nama, efek in capaian.efek.items() if efek} == {"realisasi", "pegawai"}


def test_arsip_tetap_menjadi_pembanding_sesudah_tabelnya_berubah(folder):
    utama(["arsip", str(folder), "--periode", LALU.kode, "--final", "--oleh", "Siti, Kepala BKPSDM"])
    dulu = _efek(_buka(folder))
    realisasi = folder / "realisasi.csv"
    realisasi.write_text(re.sub(r",90(\.0)?,", ",10,", realisasi.read_text("utf-8"), count=1), "utf-8")
    assert _efek(_buka(folder)) == dulu


def test_tanpa_periode_sebelumnya_disebut_sebabnya(folder):
    bahan = _buka(folder, LALU)
    assert bahan.uraian is None
    assert "tidak ada di arsip dan tidak ada di tabel" in bahan.sebab
    assert "Tindakan:" in bahan.sebab


def test_arsip_yang_rusak_disebut_dan_tidak_diganti_diam_diam(folder):
    utama(["arsip", str(folder), "--periode", LALU.kode])
    for berkas in (folder / "arsip" / LALU.kode).glob("*.parquet"):
        berkas.write_bytes(b"rusak")
    bahan = _buka(folder)
    assert bahan.uraian is None
    assert "isinya berubah sejak diarsipkan" in bahan.sebab


def test_sidik_arsip_mengikuti_yang_dibaca_laporan(folder):
    assert sidik_arsip(folder, KINI.kode, "01") == ""
    utama(["arsip", str(folder), "--periode", LALU.kode])
    ada = sidik_arsip(folder, KINI.kode, "01")
    assert ada
    assert sidik_arsip(folder, KINI.kode, "01") == ada
    assert sidik_arsip(folder, LALU.kode, "01") == ""
    next((folder / "arsip" / LALU.kode).glob("*.parquet")).write_bytes(b"rusak")
    assert sidik_arsip(folder, KINI.kode, "01") not in ("", ada)
