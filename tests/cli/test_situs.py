"""`penilaian situs`: what a user reads, and the exit codes."""

from __future__ import annotations

import hashlib
import json

import pytest

from penilaian.cli.perintah import situs
from penilaian.galat import GalatParameter


@pytest.fixture
def folder(tmp_path):
    tujuan = tmp_path / "asal" / "2025"
    tujuan.mkdir(parents=True)
    for nama, kelas in (("a", "publik"), ("b", "unit")):
        (tujuan / f"{nama}.html").write_text("<p>x</p>")
        isi = {
            "id": nama, "notebook": "02", "judul": "Penilaian", "periode": "2025", "label_periode": "Tahun 2025",
            "status": "selesai", "kelas": kelas, "html": f"{nama}.html",
            "berkas": {f"{nama}.html": hashlib.sha256(b"<p>x</p>").hexdigest()},
        }  # fmt: skip
        (tujuan / f"{nama}.json").write_text(json.dumps(isi))
    return tmp_path / "asal"


def jalankan(*argumen):
    return situs.jalankan(situs.pengurai("penilaian situs").parse_args([str(satu) for satu in argumen]))


def test_menyusun_ulang_daftar_laporan(folder, capsys):
    assert jalankan(folder) == 0
    assert (folder / "indeks.html").is_file()
    assert "indeks.html" in capsys.readouterr().out


def test_terbitan_publik_menyebut_yang_tidak_disertakan(folder, tmp_path, capsys):
    assert jalankan(folder, "--publik", "--ke", tmp_path / "umum") == 0
    teks = capsys.readouterr().out
    assert "1 laporan terbit, 1 tidak disertakan." in teks
    assert "kelasnya unit, bukan publik: b" in teks


def test_laporan_publik_yang_ditahan_memberi_kode_satu(folder, tmp_path, capsys):
    (folder / "2025" / "a.html").write_text("<p>lain</p>")
    assert jalankan(folder, "--publik", "--ke", tmp_path / "umum") == 1
    assert "DITAHAN a:" in capsys.readouterr().out


@pytest.mark.parametrize("lain", [["--publik"], ["--ke", "x"]])
def test_publik_dan_ke_dipakai_bersama(folder, lain):
    with pytest.raises(GalatParameter, match="dipakai bersama"):
        jalankan(folder, *lain)


def test_folder_yang_tidak_ada_ditolak(tmp_path):
    with pytest.raises(GalatParameter, match="tidak ditemukan"):
        jalankan(tmp_path / "entah")
