"""The command ``formulir``: files that can be printed, names that give nobody away, nothing half-written."""

import openpyxl
import pytest

from penilaian.cli.utama import utama
from tests.kota_kecil import ANI, KEPALA, tulis_kecil


@pytest.fixture
def folder(tmp_path):
    masuk = tmp_path / "masuk"
    masuk.mkdir()
    return str(tulis_kecil(masuk))


def perintah(folder, keluar, *lain):
    return utama(["formulir", "--data", folder, "--periode", "2025-T4", "--keluar", str(keluar), *lain])


def berkas(keluar):
    return sorted(satu.name for satu in keluar.iterdir())


def test_satu_opd_menjadi_dua_buku_kerja_dengan_satu_lembar_per_pegawai(folder, tmp_path, capsys):
    keluar = tmp_path / "baru" / "keluar"
    assert perintah(folder, keluar, "--opd", "01") == 0
    assert berkas(keluar) == ["dokumen_evaluasi_01_2025-T4.xlsx", "formulir_01_2025-T4.xlsx"]
    for nama in berkas(keluar):
        assert len(openpyxl.load_workbook(keluar / nama).sheetnames) == 4
    teks = capsys.readouterr().out
    assert "data pribadi (kelas individu)" in teks
    assert "1 pegawai belum punya predikat" in teks


def test_satu_pegawai_menjadi_satu_berkas_yang_namanya_tanpa_nip(folder, tmp_path):
    assert perintah(folder, tmp_path / "k", "--nip", ANI, "--jenis", "evaluasi") == 0
    assert berkas(tmp_path / "k") == ["formulir_01_2025-T4_001-2.xlsx"]


def test_jenis_dokumen_hanya_menulis_dokumen(folder, tmp_path):
    assert perintah(folder, tmp_path / "k", "--nip", KEPALA, "--jenis", "dokumen") == 0
    assert berkas(tmp_path / "k") == ["dokumen_evaluasi_01_2025-T4_001-1.xlsx"]


def test_dijalankan_dua_kali_memberi_bita_yang_sama(folder, tmp_path):
    for nama in ("a", "b"):
        assert perintah(folder, tmp_path / nama, "--opd", "01") == 0
    for nama in berkas(tmp_path / "a"):
        assert (tmp_path / "a" / nama).read_bytes() == (tmp_path / "b" / nama).read_bytes()


@pytest.mark.parametrize(
    ("lain", "potongan"),
    [
        ((), "--nip, atau satu OPD dengan --opd"),
        (("--nip", ANI, "--opd", "01"), "keduanya diisi"),
        (("--opd", "1"), "mungkin maksudnya 01"),
        (("--nip", "123"), "18 digit"),
        (("--nip", "188501011908031009"), "tidak tercatat"),
        (("--opd", "01", "--jenis", "semua"), "yang ada"),
    ],
)
def test_salah_pakai_keluar_dua_dan_tidak_menulis_apa_pun(lain, potongan, folder, tmp_path, capsys):
    assert perintah(folder, tmp_path / "k", *lain) == 2
    galat = capsys.readouterr().err
    assert potongan in galat
    assert len(galat.strip().splitlines()) == 1
    assert not (tmp_path / "k").exists()


def test_periode_yang_tidak_ada_diberi_saran(folder, tmp_path, capsys):
    argumen = ["formulir", "--data", folder, "--periode", "2025-T3", "--keluar", str(tmp_path / "k"), "--opd", "01"]
    assert utama(argumen) == 2
    assert "mungkin maksudnya 2025-T4" in capsys.readouterr().err


def test_data_bertemuan_galat_tidak_dicetak(tmp_path, capsys):
    masuk = tmp_path / "masuk"
    masuk.mkdir()
    tulis_kecil(masuk)
    isi = (masuk / "realisasi.csv").read_text("utf-8")
    (masuk / "realisasi.csv").write_text(isi.replace(",99", ",sembilan", 1), "utf-8")
    assert perintah(str(masuk), tmp_path / "k", "--opd", "01") == 1
    assert "belum dapat dipakai" in capsys.readouterr().err
    assert not (tmp_path / "k").exists()


def test_kegagalan_menulis_menyisakan_berkas_lama(folder, tmp_path, monkeypatch):
    keluar = tmp_path / "k"
    assert perintah(folder, keluar, "--opd", "01", "--jenis", "evaluasi") == 0
    lama = (keluar / "formulir_01_2025-T4.xlsx").read_bytes()

    def rusak(isi, aliran):
        aliran.write(b"separuh")
        raise ZeroDivisionError("uji")

    monkeypatch.setattr("penilaian.formulir.tulis.tulis_formulir", rusak)
    assert perintah(folder, keluar, "--opd", "01", "--jenis", "evaluasi") == 1
    assert berkas(keluar) == ["formulir_01_2025-T4.xlsx"]
    assert (keluar / "formulir_01_2025-T4.xlsx").read_bytes() == lama
