"""PDF and workbook of a run: asked for in the plan, whole or not at all, made again when lost, never moved by neighbours."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from penilaian.contoh.profil import LAMBANG, NAMA_LAMBANG, PROFIL
from penilaian.galat import GalatData, GalatPenilaian, GalatRencana
from penilaian.jalan import cetak
from penilaian.jalan.jalankan import Pilihan, jalankan_rencana
from penilaian.jalan.kerja import Cara, tulis_halaman
from penilaian.jalan.manifes import baca_manifes, utuh
from penilaian.jalan.pelaksana import NotebookGagal
from penilaian.jalan.rencana import data_rencana, profil_rencana, uraikan_rencana
from penilaian.jalan.verifikasi import Cara as CaraVerifikasi
from penilaian.jalan.verifikasi import verifikasi
from penilaian.laporan import Kolom, Tabel
from tests.kota_kecil import tulis_kecil

NOTEBOOK = Path(__file__).parents[2] / "notebooks"
ID = "02_penilaian_opd-01-2025-T4"
BUTIR = "laporan:\n  - {notebook: 02_penilaian_opd, data: data, opd: ['01'], periode: [2025-T4]%s}\n"


class PelaksanaPalsu:
    """Gives a notebook with one table, and remembers how often it was asked."""

    def __init__(self, gagal=False):
        self.gagal, self.kali = gagal, 0

    def jalankan(self, tugas, keluaran):
        self.kali += 1
        tabel = Tabel("Satu", (Kolom("n", "Nilai", "persen"),), pd.DataFrame({"n": [85.55, None]}))
        data = tabel._repr_mimebundle_()
        sel = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data)])
        nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Judul\n\n## Isi"), sel])
        if self.gagal:
            raise NotebookGagal("Sengaja gagal", nb)
        return nb


@pytest.fixture
def dasar(tmp_path):
    data_rencana.cache_clear()
    profil_rencana.cache_clear()
    (tmp_path / "data").mkdir()
    tulis_kecil(tmp_path / "data")
    (tmp_path / "data" / "profil.yaml").write_text(PROFIL, "utf-8")
    (tmp_path / "data" / NAMA_LAMBANG).write_text(LAMBANG, "utf-8")
    shutil.copy(NOTEBOOK / "02_penilaian_opd.ipynb", tmp_path)
    _rencana(tmp_path, "html, pdf, xlsx")
    return tmp_path


def _rencana(dasar, bentuk):
    (dasar / "rencana.yaml").write_text(BUTIR % (f", bentuk: [{bentuk}]" if bentuk else ""), "utf-8")


def _jalan(dasar, pelaksana=None):
    pelaksana = pelaksana or PelaksanaPalsu()
    semua = uraikan_rencana(dasar / "rencana.yaml").tugas
    (hasil,) = jalankan_rencana(semua, dasar / "keluar", Pilihan(Cara(pelaksana)))
    return hasil, pelaksana.kali


def _berkas(dasar):
    return {b.suffix: b.read_bytes() for b in (dasar / "keluar" / "2025-T4").iterdir()}


def _manifes(dasar):
    return baca_manifes(dasar / "keluar" / "2025-T4" / f"{ID}.json")


@pytest.mark.parametrize(
    ("bentuk", "harap"), [("", ()), ("html", ()), ("pdf", ("pdf",)), ("xlsx, html, pdf", ("xlsx", "pdf"))]
)
def test_halaman_selalu_dibuat_dan_bentuk_lain_bila_disebut(dasar, bentuk, harap):
    _rencana(dasar, bentuk)
    assert uraikan_rencana(dasar / "rencana.yaml").tugas[0].bentuk == harap


@pytest.mark.parametrize("bentuk", ["docx", "pdf, pdf", "PDF"])
def test_bentuk_yang_tidak_dikenal_atau_berulang_ditolak(dasar, bentuk):
    _rencana(dasar, bentuk)
    with pytest.raises(GalatRencana, match="bentuk: tulis daftar bentuk tanpa pengulangan; yang dikenal: html, pdf"):
        uraikan_rencana(dasar / "rencana.yaml")


def test_berkas_tercatat_di_manifes_dan_tertaut_dari_halaman_dan_indeks(dasar):
    assert _jalan(dasar)[0].nasib == "selesai"
    berkas, manifes = _berkas(dasar), _manifes(dasar)
    assert berkas.keys() == {".html", ".ipynb", ".json", ".pdf", ".xlsx"}
    assert berkas[".pdf"].startswith(b"%PDF-")
    assert (manifes.pdf, manifes.xlsx) == (f"{ID}.pdf", f"{ID}.xlsx")
    for akhiran in (".pdf", ".xlsx", ".html", ".ipynb"):
        assert manifes.berkas[f"{ID}{akhiran}"] == hashlib.sha256(berkas[akhiran]).hexdigest()
    for akhiran in (".pdf", ".xlsx"):
        assert f'href="{ID}{akhiran}"' in berkas[".html"].decode()
    situs = "".join(b.read_text("utf-8") for b in (dasar / "keluar").rglob("*.html") if b.name != f"{ID}.html")
    assert f"{ID}.pdf" in situs
    assert f"{ID}.xlsx" in situs


@pytest.mark.parametrize("isi", [None, b"rusak"])
@pytest.mark.parametrize("akhiran", [".pdf", ".xlsx"])
def test_yang_hilang_atau_rusak_dibuat_lagi_tanpa_menjalankan_notebook(dasar, akhiran, isi):
    _jalan(dasar)
    asal = _berkas(dasar)
    berkas = dasar / "keluar" / "2025-T4" / f"{ID}{akhiran}"
    berkas.unlink() if isi is None else berkas.write_bytes(isi)
    hasil, kali = _jalan(dasar)
    assert (hasil.nasib, kali) == ("selesai", 0)
    assert {a: i for a, i in _berkas(dasar).items() if a != ".json"} == {a: i for a, i in asal.items() if a != ".json"}
    assert utuh(_manifes(dasar), dasar / "keluar" / "2025-T4")
    assert _jalan(dasar)[0].nasib == "tetap"


def test_bentuk_yang_ditambah_atau_dicabut_tidak_menjalankan_notebook(dasar):
    _rencana(dasar, "html")
    _jalan(dasar)
    _rencana(dasar, "html, xlsx")
    hasil, kali = _jalan(dasar)
    assert (hasil.nasib, kali, hasil.manifes.xlsx) == ("selesai", 0, f"{ID}.xlsx")
    assert f'href="{ID}.xlsx"' in _berkas(dasar)[".html"].decode()
    _rencana(dasar, "html")
    hasil, kali = _jalan(dasar)
    assert (hasil.nasib, kali) == ("selesai", 0)
    assert _berkas(dasar).keys() == {".html", ".ipynb", ".json"}
    assert set(_manifes(dasar).berkas) == {f"{ID}.html", f"{ID}.ipynb"}
    assert "xlsx" not in _berkas(dasar)[".html"].decode()


def test_tetangga_yang_berubah_tidak_menyentuh_pdf_dan_xlsx(dasar, monkeypatch):
    _jalan(dasar)
    asal = _berkas(dasar)
    monkeypatch.setattr(cetak, "buat_bentuk", lambda *_, **__: pytest.fail("dibuat lagi"))
    lama = replace(_manifes(dasar), tautan={"sebelumnya": "../2025-T3/x.html"})
    baru = tulis_halaman(lama, dasar / "keluar" / "2025-T4")
    assert b"../2025-T3/x.html" in _berkas(dasar)[".html"]
    assert all(_berkas(dasar)[akhiran] == asal[akhiran] for akhiran in (".pdf", ".xlsx", ".ipynb"))
    assert baru.berkas[f"{ID}.pdf"] == lama.berkas[f"{ID}.pdf"]


def test_pdf_yang_tidak_dapat_dibuat_menggagalkan_laporan_tanpa_sisa(dasar, monkeypatch):
    def gagal(*_, **__):
        raise GalatPenilaian("Laporan PDF tidak dapat dibuat", mengapa="uji", tindakan="pasang paketnya")

    _jalan(dasar)
    (dasar / "keluar" / "2025-T4" / f"{ID}.pdf").unlink()
    monkeypatch.setattr(cetak, "_pdf_terpisah", gagal)
    hasil, kali = _jalan(dasar)
    assert (hasil.nasib, kali) == ("gagal", 1)
    assert hasil.manifes.sebab.startswith("Laporan PDF tidak dapat dibuat. Tempat: 02_penilaian_opd-01-2025-T4. Sebab: uji")  # fmt: skip
    assert hasil.manifes.tindakan == "pasang paketnya"
    assert (hasil.manifes.pdf, hasil.manifes.xlsx) == ("", "")
    berkas = _berkas(dasar)
    assert berkas.keys() == {".html", ".ipynb", ".json"}
    assert "Laporan PDF tidak dapat dibuat" in berkas[".html"].decode()
    assert b".pdf" not in berkas[".html"]


def test_laporan_yang_gagal_tidak_menyisakan_pdf_lama(dasar):
    _jalan(dasar)
    (dasar / "keluar" / "2025-T4" / f"{ID}.json").unlink()
    assert _jalan(dasar, PelaksanaPalsu(gagal=True))[0].nasib == "gagal"
    assert _berkas(dasar).keys() == {".html", ".ipynb", ".json"}


def test_kop_dan_penanda_tangan_dari_profil_ada_di_semua_bentuk(dasar):
    _jalan(dasar)
    halaman = _manifes(dasar).halaman
    assert halaman["kop"]["pemerintah"] == "Pemerintah Kota Palu"
    assert halaman["penanda_tangan"] == "Kepala Perangkat Daerah"
    assert halaman["id_laporan"] == ID
    assert "Kepala Perangkat Daerah" in _berkas(dasar)[".html"].decode()


def test_profil_yang_tidak_sah_ditolak_sebelum_ada_yang_dijalankan(dasar):
    (dasar / "data" / "profil.yaml").write_text("pemerintah: x\nasing: y\n", "utf-8")
    with pytest.raises(GalatData, match="Profil instansi tidak dapat dipakai"):
        uraikan_rencana(dasar / "rencana.yaml")


@pytest.mark.parametrize(("ubah", "sesuai"), [(None, True), (b"%PDF-1.7 lain", False)])
def test_verifikasi_menyusun_ulang_pdf_dan_xlsx(dasar, ubah, sesuai):
    _jalan(dasar)
    berkas, manifes = dasar / "keluar" / "2025-T4" / f"{ID}.pdf", dasar / "keluar" / "2025-T4" / f"{ID}.json"
    if ubah is not None:  # together with its hash in the manifest
        berkas.write_bytes(ubah)
        isi = json.loads(manifes.read_text("utf-8"))
        isi["berkas"][f"{ID}.pdf"] = hashlib.sha256(ubah).hexdigest()
        manifes.write_text(json.dumps(isi), "utf-8")
    (hasil,) = verifikasi(berkas, CaraVerifikasi(jalankan=False))
    halaman = {butir.perihal: butir.status for butir in hasil.butir if butir.langkah == "halaman"}
    assert halaman == {
        f"halaman {ID}.html": "sama",
        f"berkas {ID}.pdf": "sama" if sesuai else "berbeda",
        f"berkas {ID}.xlsx": "sama",
    }


@pytest.mark.skipif(not hasattr(os, "fork"), reason="butuh fork")
def test_kernel_dan_proses_hangat_memberi_byte_yang_sama(dasar):
    """In earnest, from the command line, with relative paths: kernels and warm children."""
    for nama, lain in (("hangat", []), ("kernel", ["--kernel"])):
        argumen = [sys.executable, "-m", "penilaian", "jalan", "rencana.yaml", "--keluar", nama, "--pekerja", "1"]
        hasil = subprocess.run([*argumen, *lain], cwd=dasar, capture_output=True, text=True, timeout=300, check=False)
        assert hasil.returncode == 0, hasil.stdout + hasil.stderr
    for akhiran in ("pdf", "xlsx", "html", "ipynb"):
        satu, dua = (dasar / nama / "2025-T4" / f"{ID}.{akhiran}" for nama in ("hangat", "kernel"))
        assert satu.read_bytes() == dua.read_bytes(), akhiran
