"""Fingerprints: what lies beside the tables counts, each for the reports that show it, and one formula gives them all."""

import shutil
import struct
from pathlib import Path

import nbformat
import pytest

from penilaian.cli.utama import utama
from penilaian.jalan.jalankan import Pilihan, jalankan_rencana
from penilaian.jalan.kerja import Cara
from penilaian.jalan.manifes import baca_manifes
from penilaian.jalan.rencana import data_rencana, profil_rencana, uraikan_rencana
from penilaian.jalan.sidik import MEMBACA_ARSIP, masukan_tugas, sebab_basi, sidik_tugas
from penilaian.jalan.verifikasi_manifes import baca_terperiksa, sidik_ulang
from tests.dua_periode import LALU, tulis_dua_periode

NOTEBOOK = Path(__file__).parents[2] / "notebooks"
RENCANA = """
laporan:
  - {notebook: 01_mutu_data, data: data, opd: [kota], periode: [2025-T4]}
  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T3, 2025-T4]}
"""
MUTU, KINI, DULU = "01_mutu_data-kota-2025-T4", "02_penilaian_opd-01-2025-T4", "02_penilaian_opd-01-2025-T3"
ARSIP = "berubah sejak laporan dibuat: arsip periode sebelumnya"
KOP = "berubah sejak laporan dibuat: kop surat (profil.yaml atau lambangnya)"


class PelaksanaKosong:
    """Gives an empty notebook."""

    def jalankan(self, tugas, keluaran):
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Judul")])


@pytest.fixture
def dasar(tmp_path):
    (tmp_path / "data").mkdir()
    tulis_dua_periode(tmp_path / "data")
    for berkas in NOTEBOOK.glob("*.ipynb"):
        shutil.copy(berkas, tmp_path)
    (tmp_path / "rencana.yaml").write_text(RENCANA, "utf-8")
    return tmp_path


def _tugas(dasar):
    data_rencana.cache_clear()
    profil_rencana.cache_clear()
    return uraikan_rencana(dasar / "rencana.yaml").tugas


def _jalan(dasar):
    hasil = jalankan_rencana(_tugas(dasar), dasar / "keluar", Pilihan(Cara(PelaksanaKosong())))
    return {satu.tugas.id: satu.nasib for satu in hasil}


def _basi(dasar):
    """Only what is stale, with what has changed."""
    semua = {
        satu.id: sebab_basi(satu, baca_manifes(dasar / "keluar" / satu.periode.kode / f"{satu.id}.json"))
        for satu in _tugas(dasar)
    }
    return {nama: sebab for nama, sebab in semua.items() if sebab}


def _arsipkan(dasar, *lain):
    assert utama(["arsip", str(dasar / "data"), "--periode", LALU.kode, *lain]) == 0


def _png(sisi):
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", sisi, sisi)


def test_lambang_yang_berganti_membuat_setiap_laporan_basi_lalu_dibuat_lagi(dasar):
    data = dasar / "data"
    (data / "profil.yaml").write_text("lambang: lambang.png\n", "utf-8")
    (data / "lambang.png").write_bytes(_png(10))
    _jalan(dasar)
    assert _basi(dasar) == {}
    (data / "lambang.png").write_bytes(_png(20))
    assert _basi(dasar) == {MUTU: KOP, KINI: KOP, DULU: KOP}
    assert set(_jalan(dasar).values()) == {"selesai"}
    assert _basi(dasar) == {}


def test_keterangan_yang_hilang_membuat_laporan_basi(dasar):
    keterangan = dasar / "data" / "keterangan.yaml"
    keterangan.write_text("instansi: Kota Uji\n", "utf-8")
    _jalan(dasar)
    keterangan.unlink()
    assert set(_basi(dasar).values()) == {"berubah sejak laporan dibuat: keterangan.yaml"}


def test_arsip_hanya_menyentuh_laporan_periode_berikutnya(dasar):
    _jalan(dasar)
    _arsipkan(dasar)
    assert _basi(dasar) == {KINI: ARSIP}
    assert _jalan(dasar) == {MUTU: "tetap", DULU: "tetap", KINI: "selesai"}
    _arsipkan(dasar)
    assert _basi(dasar) == {}


@pytest.mark.parametrize("ubah", ["final", "rusak", "hilang", "catatan"])
def test_arsip_yang_berubah_status_atau_rusak_membuat_laporan_basi(dasar, ubah):
    _arsipkan(dasar)
    _jalan(dasar)
    tempat = dasar / "data" / "arsip" / LALU.kode
    berkas = next(tempat.glob("*.parquet"))
    if ubah == "final":
        _arsipkan(dasar, "--final", "--oleh", "Siti, Kepala BKPSDM")
    elif ubah == "rusak":
        berkas.write_bytes(berkas.read_bytes()[:-1])
    elif ubah == "hilang":
        berkas.unlink()
    else:
        (tempat / "arsip.json").write_text("{}", "utf-8")
    assert _basi(dasar) == {KINI: ARSIP}


def test_manifes_dan_tugas_memakai_rumus_sidik_yang_sama(dasar):
    (dasar / "data" / "profil.yaml").write_text("pemerintah: PEMERINTAH KOTA UJI\n", "utf-8")
    _arsipkan(dasar)
    _jalan(dasar)
    for tugas in _tugas(dasar):
        manifes = baca_terperiksa(dasar / "keluar" / tugas.periode.kode / f"{tugas.id}.json")
        assert sidik_ulang(manifes) == manifes.sidik == sidik_tugas(tugas, masukan_tugas(tugas))
    assert {"pendamping:kop", "pendamping:arsip"} <= manifes.masukan.keys()


def test_yang_dianggap_membaca_arsip_adalah_notebook_yang_membandingkan_periode():
    pembaca = {berkas.stem for berkas in NOTEBOOK.glob("*.ipynb") if "buka_perubahan" in berkas.read_text("utf-8")}
    assert pembaca == MEMBACA_ARSIP
