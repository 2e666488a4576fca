"""The command line: exit codes, one Indonesian paragraph for every mistake, nothing half-written."""

import re

import pytest

from penilaian.cli.pengurai import terjemahkan
from penilaian.cli.utama import PERINTAH, utama
from tests.kota_kecil import ANI, tulis_kecil

INGGRIS = re.compile(
    r"\b(usage|error|invalid|required|argument|unrecognized|expected|choice|traceback|options|positional|not found|no such)\b",
    re.I,
)


@pytest.fixture
def folder(tmp_path):
    tulis_kecil(tmp_path)
    return str(tmp_path)


@pytest.mark.parametrize("nama", PERINTAH)
def test_bantuan_berbahasa_indonesia_dengan_contoh(nama, capsys):
    assert utama([nama, "--bantuan"]) == 0
    teks = capsys.readouterr().out
    assert "Contoh:" in teks
    assert not INGGRIS.search(teks)


def test_tanpa_perintah_menyebut_semua_perintah(capsys):
    assert utama([]) == 2
    teks = capsys.readouterr().out
    assert all(nama in teks for nama in PERINTAH)


SALAH = {
    "perintah keliru": ["jalankan"],
    "argumen kurang": ["jelaskan"],
    "opsi asing": ["uji", "--entah", "x.yaml"],
    "opsi tanpa nilai": ["contoh", "--ke"],
    "jumlah bukan bilangan": ["contoh", "--ke", "x", "--pegawai", "banyak"],
    "tanggal keliru": ["aturan", "--tanggal", "kemarin"],
    "ketentuan asing": ["aturan", "--ketentuan", "permenpanrb-6-2022/kuadrat"],
    "folder tidak ada": ["periksa", "/tidak/ada"],
    "berkas kasus tidak ada": ["uji", "tidak-ada.yaml"],
    "rencana tidak ada": ["jalan", "tidak-ada.yaml"],
    "tabel asing": ["kamus", "pegawi"],
    "kode kosong": ["daftar", "x.yaml", "--opd", ","],
}


@pytest.mark.parametrize("argumen", SALAH.values(), ids=SALAH)
def test_salah_pakai_satu_paragraf_dan_keluar_dua(argumen, capsys):
    assert utama(argumen) == 2
    keluaran = capsys.readouterr()
    assert len(keluaran.err.strip().splitlines()) == 1
    assert not INGGRIS.search(keluaran.err)
    assert "Traceback" not in keluaran.err


@pytest.mark.parametrize(
    ("argumen", "potongan"),
    [
        (["hitung", "FOLDER", "--periode", "2025-T9"], "triwulan 2025-T4"),
        (["hitung", "FOLDER", "--periode", "2025-T3"], "mungkin maksudnya 2025-T4"),
        (["hitung", "FOLDER", "--periode", "2025-T4", "--opd", "1"], "mungkin maksudnya 01"),
        (["jelaskan", "123", "--periode", "2025-T4", "--data", "FOLDER"], "18 digit"),
        (["jelaskan", "188501011908031009", "--periode", "2025-T4", "--data", "FOLDER"], "tidak tercatat"),
    ],
)
def test_kode_yang_tidak_ada_diberi_saran(argumen, potongan, folder, capsys):
    assert utama([folder if kata == "FOLDER" else kata for kata in argumen]) == 2
    assert potongan in capsys.readouterr().err


def test_periksa_bersih_keluar_nol_dan_bertemuan_keluar_satu(folder, tmp_path, capsys):
    assert utama(["periksa", folder]) == 0
    assert capsys.readouterr().out.strip().endswith("0 galat, 0 peringatan, 0 catatan")
    berkas = tmp_path / "realisasi.csv"
    berkas.write_text(berkas.read_text("utf-8").replace(",99", ",sembilan", 1), "utf-8")
    assert utama(["periksa", folder]) == 1
    assert "1 galat" in capsys.readouterr().out


def test_jelaskan_menyebut_rumus_dan_sitasi(folder, capsys):
    assert utama(["jelaskan", ANI, "--periode", "2025-T4", "--data", folder]) == 0
    teks = capsys.readouterr().out
    assert "87,50%" in teks
    assert "belum diverifikasi" in teks


def test_hitung_menulis_tabel_dan_jejak(folder, tmp_path, capsys):
    assert utama(["hitung", folder, "--periode", "2025-T4", "--keluar", str(tmp_path / "hasil")]) == 0
    assert {berkas.name for berkas in (tmp_path / "hasil").iterdir()} == {
        "indikator.parquet", "rhk.parquet", "pegawai.parquet", "opd.parquet", "jejak.json",
    }  # fmt: skip
    assert "SEMENTARA" in capsys.readouterr().out


def test_uji_menutup_dengan_jumlah_dan_keluar_satu_bila_gagal(tmp_path, capsys):
    berkas = tmp_path / "permenpanrb-6-2022.yaml"
    isi = "- {nama: %s, ketentuan: kuadran, masukan: {hasil_kerja: di_atas, perilaku_kerja: di_atas}, keluaran: {predikat: %s}, asal: uji, jenis: turunan}\n"
    berkas.write_text(isi % ("benar", "sangat_baik") + isi % ("salah", "baik"), "utf-8")
    assert utama(["uji", str(berkas)]) == 1
    teks = capsys.readouterr().out
    assert "harap baik, dapat sangat_baik" in teks
    assert teks.strip().splitlines()[-1] == "1 lulus, 1 gagal"


def test_kesalahan_program_tidak_menampilkan_jejak_tanpa_rinci(folder, capsys, monkeypatch):
    def rusak(*_, **__):
        raise ZeroDivisionError("uji")

    monkeypatch.setattr("penilaian.nilai.kolom.hitung_kolom", rusak)
    assert utama(["hitung", folder, "--periode", "2025-T4"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert utama(["hitung", folder, "--periode", "2025-T4", "--rinci"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_pesan_argparse_diterjemahkan():
    assert terjemahkan("the following arguments are required: NIP") == "Argumen wajib belum ada: NIP"
