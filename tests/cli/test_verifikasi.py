"""`penilaian verifikasi`: the verdict in one sentence, exit codes, JSON, nothing raw on the terminal."""

import json
import shutil

import nbformat
import pytest

from penilaian.cli.perintah import verifikasi as perintah
from penilaian.cli.utama import utama
from penilaian.jalan.jalankan import Pilihan, jalankan_rencana
from penilaian.jalan.kerja import Cara
from penilaian.jalan.rencana import data_rencana, uraikan_rencana
from tests.jalan.test_verifikasi import ID, NOTEBOOK, RENCANA, PelaksanaTetap
from tests.kota_kecil import tulis_kecil


@pytest.fixture(scope="module")
def asal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verifikasi_cli")
    data_rencana.cache_clear()
    (folder / "notebooks" / "data").mkdir(parents=True)
    tulis_kecil(folder / "notebooks" / "data")
    shutil.copy(NOTEBOOK / "02_penilaian_opd.ipynb", folder / "notebooks")
    (folder / "notebooks" / "rencana.yaml").write_text(RENCANA, "utf-8")
    pelaksana = PelaksanaTetap(nbformat.read(NOTEBOOK / "02_penilaian_opd.ipynb", as_version=4))
    tugas = uraikan_rencana(folder / "notebooks" / "rencana.yaml").tugas
    jalankan_rencana(tugas, folder / "reports", Pilihan(cara=Cara(pelaksana)))
    return folder


@pytest.fixture
def di_sini(asal, tmp_path, monkeypatch):
    shutil.copytree(asal, tmp_path / "p")
    monkeypatch.chdir(tmp_path / "p")
    return tmp_path / "p"


def _verifikasi(*argumen):
    urai = perintah.pengurai("penilaian verifikasi")
    urai.add_argument("--rinci", action="store_true")
    return perintah.jalankan(urai.parse_args([*argumen, "--tanpa-jalankan"]))


def test_yang_sesuai_keluar_nol_dengan_satu_kalimat(di_sini, capsys):
    assert _verifikasi(f"reports/2025-T4/{ID}.html") == 0
    keluar = capsys.readouterr().out
    assert "Putusan: Laporan ini masih sesuai: berkas, data, aturan, kode, hitungan, halaman sama" in " ".join(
        keluar.split()
    )
    assert "tabel realisasi" not in keluar
    _verifikasi("reports", "--rinci")
    assert "tabel realisasi: sama" in capsys.readouterr().out


def test_yang_tidak_sesuai_keluar_satu_dengan_arti_dan_tindakan(di_sini, capsys):
    realisasi = di_sini / "notebooks" / "data" / "realisasi.csv"
    realisasi.write_text(realisasi.read_text("utf-8").replace(",99", ",89", 1), "utf-8")
    assert _verifikasi("reports") == 1
    keluar = " ".join(capsys.readouterr().out.split())
    assert "tabel realisasi: berbeda diharapkan" in keluar
    assert "artinya data berubah sejak laporan dibuat" in keluar
    assert "tidak lagi sesuai: data berubah (tabel realisasi)" in keluar


def test_json_dapat_dibaca_mesin(di_sini, capsys):
    assert _verifikasi("reports", "--json") == 0
    isi = json.loads(capsys.readouterr().out)
    assert (isi["sesuai"], isi["alarm"], isi["lainnya"]) == (1, 0, 0)
    butir = isi["laporan"][0]["butir"]
    assert {"langkah", "perihal", "status", "diharapkan", "ditemukan", "arti", "tindakan"} <= set(butir[0])


def test_beberapa_laporan_ditutup_dengan_hitungan_dan_daftar_alarm(di_sini, capsys):
    periode = di_sini / "reports" / "2025-T4"
    (periode / "01_mutu_data-kota-2025-T4.html").write_text("<p>", "utf-8")
    assert _verifikasi("reports") == 1
    keluar = capsys.readouterr().out
    assert "2 laporan diperiksa: 1 sesuai, 1 perlu diselidiki, 0 tidak sesuai lagi" in keluar
    assert "PERLU DISELIDIKI 01_mutu_data-kota-2025-T4" in keluar


def test_tulisan_manifes_tidak_mengendalikan_terminal_dan_nip_disamarkan(di_sini, capsys):
    manifes = di_sini / "reports" / "2025-T4" / f"{ID}.json"
    isi = json.loads(manifes.read_text("utf-8"))
    isi["judul"] = "\x1b[2J188503121908031001"
    manifes.write_text(json.dumps(isi), "utf-8")
    assert _verifikasi(str(manifes), "--rinci") == 1
    keluar = capsys.readouterr().out
    assert "\x1b" not in keluar
    assert "188503121908031001" not in keluar


@pytest.mark.parametrize("argumen", [["tidak-ada.html"], ["notebooks"], ["reports", "--notebook", "tidak-ada"]])
def test_salah_pakai_keluar_dua(di_sini, argumen, capsys, monkeypatch):
    monkeypatch.setattr("penilaian.cli.utama.PERINTAH", {"verifikasi": "periksa laporan"})
    assert utama(["verifikasi", *argumen]) == 2
    galat = capsys.readouterr().err
    assert len(galat.strip().splitlines()) == 1
    assert "Traceback" not in galat
