"""A manifest comes from somebody else: whatever it holds, nothing outside is read, nothing else runs, nothing breaks."""

import json
import os
from pathlib import Path

import pytest

from penilaian.jalan.verifikasi import Cara, verifikasi
from penilaian.jalan.verifikasi_manifes import baca_terperiksa, berkas_laporan, nama_aman
from penilaian.jalan.verifikasi_tempat import cari_tempat, jalur_masukan

ID = "02_penilaian_opd-01-2025-T4"
ISI = {
    "id": ID, "notebook": "02_penilaian_opd", "judul": "Penilaian kinerja pegawai", "kode_opd": "01",
    "nama_opd": "Dinas Uji", "periode": "2025-T4", "label_periode": "Triwulan IV 2025", "status": "selesai",
    "sidik": "x", "parameter": {"folder_data": "data", "kode_opd": "01", "periode": "2025-T4"}, "masukan": {},
    "versi": {}, "html": f"{ID}.html", "ipynb": f"{ID}.ipynb", "durasi_detik": 1.0, "selesai_pada": "2026-01-01",
}  # fmt: skip


class PelaksanaTerlarang:
    def jalankan(self, tugas, keluaran):
        raise AssertionError(f"menjalankan {tugas.berkas_notebook}")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "keluar" / "2025-T4").mkdir(parents=True)
    (tmp_path / "proyek" / "nb" / "data").mkdir(parents=True)
    (tmp_path / "rahasia").mkdir()
    (tmp_path / "rahasia" / "opd.csv").write_text("kode\n01\n", "utf-8")
    return tmp_path


def _periksa(folder, isi):
    manifes = folder / "keluar" / "2025-T4" / f"{ID}.json"
    manifes.write_bytes(isi if isinstance(isi, bytes) else json.dumps(isi).encode())
    cara = Cara(notebook=folder / "proyek" / "nb", pelaksana=PelaksanaTerlarang())
    (hasil,) = verifikasi(manifes, cara)
    json.dumps(hasil.ke_dict())
    assert not hasil.sesuai
    assert hasil.putusan.startswith("Laporan ini")
    return hasil


MENTAH = {
    "kosong": b"",
    "bukan JSON": b"\x00\xff\xfe",
    "daftar": b"[]",
    "dalam": b"[" * 100_000,
    "bilangan besar": b'{"id": ' + b"9" * 5_000 + b"}",
    "surogat": json.dumps(ISI | {"judul": "\ud800"}).encode(),
}


@pytest.mark.parametrize("isi", MENTAH.values(), ids=MENTAH)
def test_manifes_yang_bukan_manifes(folder, isi):
    assert _periksa(folder, isi).alarm


@pytest.mark.parametrize("nama", list(ISI))
@pytest.mark.parametrize("nilai", [None, 1, [], {}, "../../x", "\x1b[2J", "x" * 3_000, {"a": {"b": []}}])
def test_isian_apa_pun_tidak_menghentikan_pemeriksaan(folder, nama, nilai):
    _periksa(folder, ISI | {nama: nilai})


JEJAK = {
    "bukan peta": {"aturan": []},
    "langkah teks": {"langkah": "abc"},
    "langkah asing": {"langkah": [{"nama": 1}]},
    "lengkap tetapi kosong": {
        "periode": "2025-T4", "hari": "", "skema": "", "masukan": {}, "aturan": {}, "langkah": [], "versi": 2,
    },
    "aturan palsu": {
        "periode": "2025-T4", "hari": "", "skema": "", "masukan": {"a": 1}, "aturan": {"a/b": {"masa": [1]}},
        "langkah": [], "versi": 2,
    },
}  # fmt: skip


@pytest.mark.parametrize("jejak", JEJAK.values(), ids=JEJAK)
def test_jejak_apa_pun_tidak_menghentikan_pemeriksaan(folder, jejak):
    _periksa(folder, ISI | {"jejak": jejak})


@pytest.mark.parametrize(
    "data", ["/etc", "../../rahasia", "C:\\data", "\\\\peladen\\data", "a\x00b", "", "x" * 5_000, 7]
)
def test_masukan_di_luar_folder_yang_boleh_tidak_dibaca(folder, data):
    data = str(folder / "rahasia") if data == "/etc" else data
    hasil = _periksa(folder, ISI | {"parameter": ISI["parameter"] | {"folder_data": data}})
    (butir,) = [satu for satu in hasil.butir if satu.perihal == "parameter folder_data"]
    assert butir.status == "tidak_dapat_diperiksa"
    assert not any(satu.perihal.startswith("tabel ") for satu in hasil.butir)


def test_tautan_ke_luar_juga_tidak_dibaca_sampai_diizinkan(folder):
    (folder / "proyek" / "nb" / "data").rmdir()
    (folder / "proyek" / "nb" / "data").symlink_to(folder / "rahasia")
    manifes = baca_terperiksa(_tulis(folder))
    notebook = folder / "proyek" / "nb"
    with pytest.raises(Exception, match="ke luar folder yang boleh dibaca"):
        jalur_masukan(cari_tempat(manifes, folder / "keluar", notebook), "folder_data", "data")
    tempat = cari_tempat(manifes, folder / "keluar", notebook, [folder / "rahasia"])
    assert jalur_masukan(tempat, "folder_data", "data") == (folder / "rahasia").resolve()


def _tulis(folder):
    manifes = folder / "keluar" / "2025-T4" / f"{ID}.json"
    manifes.write_text(json.dumps(ISI), "utf-8")
    return manifes


@pytest.mark.parametrize("nama", ["../x.html", "/etc/passwd", "a/b.html", "..", "C:x", "a\\b", ".x", "", "a\nb"])
def test_nama_berkas_dari_manifes_tetap_di_foldernya(folder, nama):
    assert not nama_aman(nama)
    assert berkas_laporan(folder, nama) is None
    hasil = _periksa(folder, ISI | {"html": nama, "berkas": {nama: "0" * 64}})
    assert any("di luar folder laporan" in satu.arti for satu in hasil.butir)


def test_laporan_yang_tautan_ke_luar_tidak_dibaca(folder):
    (folder / "keluar" / "2025-T4" / f"{ID}.html").symlink_to(folder / "rahasia" / "opd.csv")
    hasil = _periksa(folder, ISI | {"berkas": {f"{ID}.html": "0" * 64}})
    assert any("di luar folder laporan" in satu.arti for satu in hasil.butir)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="sistem ini tidak mengenal pipa bernama")
def test_pipa_di_tempat_berkas_tidak_membuat_menunggu(folder):
    os.mkfifo(folder / "keluar" / "2025-T4" / f"{ID}.html")
    os.mkfifo(folder / "keluar" / "2025-T4" / f"{ID}.ipynb")
    hasil = _periksa(folder, ISI | {"berkas": {f"{ID}.html": "0" * 64, f"{ID}.ipynb": "0" * 64}})
    assert sum("bukan berkas biasa" in satu.ditemukan for satu in hasil.butir) == 2


@pytest.mark.parametrize("nama", ["../rahasia/x", "99_asing", "x", "02_penilaian_opd/../../x"])
def test_notebook_asing_tidak_dijalankan(folder, nama):
    (folder / "proyek" / "nb" / "99_asing.ipynb").write_text("{}", "utf-8")
    _periksa(folder, ISI | {"notebook": nama})


def test_notebook_yang_tautan_ke_luar_tidak_dijalankan(folder):
    (folder / "rahasia" / "x.ipynb").write_text("{}", "utf-8")
    (folder / "proyek" / "nb" / "02_penilaian_opd.ipynb").symlink_to(folder / "rahasia" / "x.ipynb")
    _periksa(folder, ISI)


NOTEBOOK = {
    "bukan JSON": b"{",
    "daftar": b"[]",
    "sel teks": b'{"cells": ["a"], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
    "tanpa sel": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
    "versi 99": b'{"cells": [], "nbformat": 99, "nbformat_minor": 5, "metadata": {}}',
    "dalam": b'{"cells": ' + b"[" * 50_000,
}


@pytest.mark.parametrize("isi", NOTEBOOK.values(), ids=NOTEBOOK)
def test_notebook_tersimpan_yang_rusak(folder, isi):
    (folder / "keluar" / "2025-T4" / f"{ID}.ipynb").write_bytes(isi)
    _periksa(folder, ISI)


def test_folder_notebook_dari_manifes_tidak_boleh_mutlak(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for tulisan in (str(folder / "rahasia"), "", "../tidak-ada", "\x00"):
        manifes = baca_terperiksa(_tulis(folder)).model_copy(update={"folder_notebook": tulisan})
        assert cari_tempat(manifes, folder / "keluar", None).folder == Path("notebooks").resolve()
