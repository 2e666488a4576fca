"""`penilaian jadwal`: what a user sees, and the exit codes."""

import sys
from datetime import date

import pytest

from penilaian.cli import utama as pintu
from penilaian.cli.perintah import jalan
from penilaian.jalan import jadwal_periksa
from penilaian.jalan.jadwal_irama import wujudkan_periode
from penilaian.jalan.jadwal_susunan import buat_susunan
from penilaian.jalan.jadwal_unit import perintah_jalan
from penilaian.jalan.rencana import data_rencana
from tests.kota_kecil import tulis_kecil


@pytest.fixture(autouse=True)
def mesin(monkeypatch):
    """No opinion of this machine's systemd and users."""
    monkeypatch.setitem(pintu.PERINTAH, "jadwal", "tulis dan periksa jadwal run")
    monkeypatch.setattr(jadwal_periksa, "_analisis", lambda berkas: iter(()))
    monkeypatch.setattr(jadwal_periksa, "_pengguna", lambda susunan: iter(()))
    data_rencana.cache_clear()


@pytest.fixture
def rencana(tmp_path):
    (tmp_path / "data").mkdir()
    tulis_kecil(tmp_path / "data")
    (tmp_path / "reports").mkdir()
    berkas = tmp_path / "rencana.yaml"
    berkas.write_text(
        "laporan:\n  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]}\n", "utf-8"
    )
    return berkas


def _jadwal(*argumen):
    return pintu.utama(["jadwal", *map(str, argumen)])


def _tulis(rencana, *lain):
    return _jadwal(rencana, "--keluar", rencana.parent / "reports", "--ke", rencana.parent / "unit", *lain)


def test_irama_dari_data_dasar_dan_empat_tanggal(rencana, capsys):
    assert _tulis(rencana) == 0
    keluaran = capsys.readouterr().out
    assert "Irama triwulanan, pukul 05:30 Asia/Makassar" in keluaran
    assert "kebijakan lokal, bukan peraturan" in keluaran
    assert keluaran.split("berikutnya: ")[1].splitlines()[0].count(";") == 3
    assert "Irama bulanan" not in keluaran
    assert "Tanpa --kabar tidak ada yang diberi tahu" in keluaran
    assert sorted(b.name for b in (rencana.parent / "unit").iterdir()) == [
        "penilaian-triwulanan.service",
        "penilaian-triwulanan.timer",
        "penilaian.crontab",
    ]


def test_yang_ditulis_lolos_periksa_dan_yang_disunting_tidak(rencana, capsys):
    assert _tulis(rencana) == 0
    assert _jadwal("--periksa", rencana.parent / "unit") == 0
    assert "Jadwal baik" in capsys.readouterr().out
    berkas = rencana.parent / "unit" / "penilaian-triwulanan.timer"
    berkas.write_text(berkas.read_text() + "# tambahan\n")
    assert _jadwal("--periksa", rencana.parent / "unit") == 1
    assert "penilaian-triwulanan.timer: disunting sesudah ditulis. Tindakan:" in capsys.readouterr().out


def test_irama_tanpa_data_diperingatkan(rencana, capsys):
    assert _tulis(rencana, "--irama", "tahunan") == 0
    keluaran = capsys.readouterr()
    assert "tidak punya periode tahunan" in keluaran.err
    assert "PermenPANRB 6/2022" in keluaran.out


def test_perintah_unit_dikenal_penilaian_jalan():
    susunan = buat_susunan(
        rencana="/r.yaml", keluar="/k", program=sys.executable, irama=("bulanan", "tahunan"), pengguna="penilaian"
    )
    for irama in susunan.irama:
        _, perintah, *argumen = perintah_jalan(irama, susunan)
        assert perintah == "jalan"
        pilihan = jalan.pengurai("penilaian jalan").parse_args(argumen)
        assert wujudkan_periode(pilihan.periode, date(2026, 1, 1)).wajib


def test_kabar_uji_dan_kabar_gagal(tmp_path, capsys):
    kirim = tmp_path / "sendmail"
    kirim.write_text(f"#!/bin/sh\ncat > {tmp_path}/surat\n")
    kirim.chmod(0o755)
    kabar = tmp_path / "kabar.yaml"
    kabar.write_text(f"pos_el: {{perintah: [{kirim}, -t], dari: a@b.id, ke: [c@d.id]}}\n", "utf-8")
    assert _jadwal("--kabar-uji", kabar) == 0
    assert "Uji kabar" in (tmp_path / "surat").read_text()
    argumen = ("--kabar-gagal", "cron-bulanan", "--kabar", kabar, "--keluar", tmp_path, "--kode", "3")
    assert _jadwal(*argumen) == 0
    assert "dipakai run lain" in (tmp_path / "surat").read_text()
    kirim.write_text("#!/bin/sh\nexit 75\n")
    assert _jadwal(*argumen) == 1
    assert "TIDAK terkirim" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumen", "potongan"),
    [
        ((), "RENCANA, --keluar, --ke"),
        (("--kabar-gagal", "x"), "--kabar, --keluar"),
        (("--kabar-uji", "tidak-ada.yaml"), "tidak ditemukan"),
        (("--periksa", "tidak-ada"), "Tidak ada unit"),
        (("tidak-ada.yaml", "--keluar", "x", "--ke", "y"), "tidak ditemukan"),
    ],
)
def test_salah_pakai_satu_paragraf(argumen, potongan, capsys):
    assert _jadwal(*argumen) == 2
    galat = capsys.readouterr().err
    assert potongan in galat
    assert len(galat.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "lain", [("--jam", "25:00"), ("--zona", "Palu"), ("--hari-bulanan", "31"), ("--pengguna", "A b"), ("--memori", "x")]
)
def test_pilihan_yang_salah_tidak_menulis_apa_pun(rencana, lain, capsys):
    assert _tulis(rencana, *lain) == 2
    assert not (rencana.parent / "unit").exists()
