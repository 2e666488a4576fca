from __future__ import annotations

import io
import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pypdf
import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from penilaian.galat import GalatParameter, GalatPenilaian
from penilaian.laporan.blok_cetak import Daftar, Judul, teks_polos
from penilaian.laporan.isi_cetak import isi_cetak
from penilaian.laporan.pdf import ke_pdf
from penilaian.laporan.pdf_isi import bahan_cetak, tercetak
from penilaian.laporan.pekerja_pdf import PekerjaPdf

from .sulit import JUDUL as JUDUL_SULIT
from .sulit import MARKUP, notebook_sulit

JUDUL = "Penilaian kinerja perangkat daerah"
AKAR = Path(__file__).parents[2]
KOP = {
    "pemerintah": "Pemerintah #Kota", "nama": "Dinas $Contoh", "alamat": "Jalan *Satu*", "telepon": "000", "laman": "",
    "pos_el": "a@b.example", "lambang": "", "tempat": "", "penanda_tangan": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def pdf(notebook: NotebookNode, konteks: dict[str, Any]) -> pypdf.PdfReader:
    isi = ke_pdf(notebook, judul=JUDUL, konteks={**konteks, "kop": KOP, "id_laporan": "02-x-2025-T4"})
    return pypdf.PdfReader(io.BytesIO(isi))


@pytest.fixture(scope="module")
def teks(pdf: pypdf.PdfReader) -> list[str]:
    return [" ".join(halaman.extract_text().split()) for halaman in pdf.pages]


def test_kertas_a4_berjudul_berbahasa_dan_bertanda_pdf_ua(pdf: pypdf.PdfReader) -> None:
    akar = pdf.trailer["/Root"]
    assert {tuple(round(float(x)) for x in halaman.mediabox[2:]) for halaman in pdf.pages} <= {(595, 842), (842, 595)}
    assert pdf.metadata.title == f"{JUDUL} · Dinas Pendidikan & Kebudayaan · Triwulan IV 2025"
    assert str(akar["/Lang"]) == "id-ID"
    assert "StructTreeRoot" in str(akar.keys())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in akar["/Metadata"].get_object().get_data()


def test_setiap_halaman_menyebut_laporan_periode_dan_nomornya(teks: list[str]) -> None:
    for nomor, isi in enumerate(teks, 1):
        assert f"Halaman {nomor} dari {len(teks)}" in isi
        assert "02-x-2025-T4 · Triwulan IV 2025" in isi
        assert "Kelas: unit — untuk lingkungan OPD" in isi
        assert "Sementara" in isi
        assert "Data sintetis" in isi


def test_halaman_pertama_memuat_kop_peringatan_dan_daftar_isi(teks: list[str]) -> None:
    for bagian in ("PEMERINTAH #KOTA", "DINAS $CONTOH", "Jalan *Satu*", "Telepon: 000; Pos-el: a@b.example"):
        assert bagian in teks[0]
    assert "Data sintetis: bukan pegawai sungguhan" in teks[0]
    assert "Sementara: angka masih dapat berubah" in teks[0]
    assert re.search(r"Daftar isi Ringkasan .*Batasan", teks[0])


def test_blok_tanda_tangan_menyisakan_nama_dan_nip(teks: list[str]) -> None:
    assert re.search(r"Palu, ….* Kepala Dinas Nama: [. ]+ NIP: [. ]+", teks[-1])


@pytest.mark.parametrize("baris", [26, 28, 30, 32, 34, 36])
def test_tanda_tangan_tidak_pernah_sendirian_di_halamannya(baris: int) -> None:
    nb = new_notebook(
        cells=[new_markdown_cell("# X\n\n" + "Baris.\n\n" * baris), new_markdown_cell("Kalimat terakhir.")]
    )
    isi = ke_pdf(nb, judul="X", konteks={"penanda_tangan": "Kepala Dinas"})
    akhir = pypdf.PdfReader(io.BytesIO(isi)).pages[-1].extract_text()
    assert "Kepala Dinas" in akhir
    assert "Kalimat terakhir" in akhir


def test_tanpa_penanda_tangan_tidak_ada_blok_tanda_tangan(notebook: NotebookNode) -> None:
    isi = pypdf.PdfReader(io.BytesIO(ke_pdf(notebook, judul=JUDUL, konteks={})))
    assert "NIP:" not in isi.pages[-1].extract_text()


def test_tabel_panjang_mengulang_kepalanya_dan_tidak_keluar_dari_halaman() -> None:
    isi = pypdf.PdfReader(io.BytesIO(ke_pdf(notebook_sulit(), judul=JUDUL_SULIT, konteks={})))
    halaman = [satu for satu in isi.pages if "1 Januari 2024" in satu.extract_text()]
    assert len(halaman) > 1
    assert all(re.search(r"Nomor\s+Nilai\s+Hari", satu.extract_text()) for satu in halaman)


@pytest.mark.parametrize("nama", ["sulit", "00_buku_aturan", "01_mutu_data", "02_penilaian_opd", "08_skenario"])
def test_tidak_ada_kata_di_luar_bidang_cetak_atau_menimpa_sebelahnya(nama: str, tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext tidak terpasang")
    nb = notebook_sulit() if nama == "sulit" else nbformat.read(AKAR / "notebooks" / f"{nama}.ipynb", as_version=4)
    (tmp_path / "a.pdf").write_bytes(ke_pdf(nb, judul=JUDUL_SULIT, konteks={"kelas": "unit", "sementara": True}))
    hasil = subprocess.run([program, "-bbox", "a.pdf", "-"], cwd=tmp_path, capture_output=True, check=True, timeout=60)
    for halaman in BeautifulSoup(hasil.stdout, "html.parser").find_all("page"):
        kotak = [
            tuple(float(str(satu[k])) for k in ("xmin", "xmax", "ymin", "ymax")) for satu in halaman.find_all("word")
        ]
        lebar, tinggi = float(str(halaman["width"])), float(str(halaman["height"]))
        assert all(
            kiri > 55 and kanan < lebar - 55 and atas > 20 and bawah < tinggi - 20 for kiri, kanan, atas, bawah in kotak
        )
        for satu, dua in itertools.pairwise(sorted(kotak, key=lambda k: (k[2], k[0]))):
            assert abs(satu[2] - dua[2]) > 0.01 or satu[1] <= dua[0] + 0.6, (satu, dua)


def test_kata_biasa_tidak_dipotong_di_tengah(teks: list[str]) -> None:
    assert "\u200b" not in "".join(teks)


def test_kode_dan_sel_tersembunyi_tidak_ikut(teks: list[str]) -> None:
    assert not re.search("rahasia_kode|tidak boleh tampil|/rumah/rahasia|alert\\(2\\)", " ".join(teks))


def test_gambar_punya_kata_pengganti(pdf: pypdf.PdfReader) -> None:
    alt = [str(satu["/Alt"]) for satu in _unsur(pdf.trailer["/Root"]["/StructTreeRoot"]) if satu.get("/S") == "/Figure"]
    assert len(alt) == 2
    assert all(satu.endswith(".") for satu in alt)


def test_tabel_bertanda_dengan_kepala(pdf: pypdf.PdfReader) -> None:
    jenis = [str(satu.get("/S")) for satu in _unsur(pdf.trailer["/Root"]["/StructTreeRoot"])]
    assert {"/Table", "/TH", "/TD", "/Caption", "/H1", "/TOC"} <= set(jenis)


def _unsur(akar: Any) -> list[Any]:
    hasil, antre = [], [akar]
    while antre:
        satu = antre.pop().get_object()
        if isinstance(satu, list):
            antre += satu
        elif isinstance(satu, dict) and satu.get("/Type") != "/MCR":
            hasil.append(satu)
            antre += [satu["/K"]] if "/K" in satu else []
    return hasil


def test_notebook_yang_sama_memberi_byte_yang_sama_juga_di_proses_lain(tmp_path: Path) -> None:
    nb = notebook_sulit()
    (tmp_path / "n.ipynb").write_text(nbformat.writes(nb), "utf-8")
    isi = ke_pdf(nb, judul=JUDUL_SULIT, konteks={})
    assert isi == ke_pdf(nb, judul=JUDUL_SULIT, konteks={})
    with PekerjaPdf() as pekerja:
        pekerja.buat(tmp_path / "n.ipynb", tmp_path / "n.pdf", judul=JUDUL_SULIT, konteks={})
    assert (tmp_path / "n.pdf").read_bytes() == isi


def test_tanda_markup_dari_data_tetap_tulisan() -> None:
    teks = "".join(
        x.extract_text()
        for x in pypdf.PdfReader(io.BytesIO(ke_pdf(notebook_sulit(), judul=JUDUL_SULIT, konteks={}))).pages
    )
    rapat = "".join(teks.split())
    assert all("".join(satu.split()) in rapat for satu in [*MARKUP, JUDUL_SULIT])


def test_huruf_yang_tidak_ada_disebut() -> None:
    assert tercetak("漢 – … ≥ → é\u202e\x00") == "\ufffd – … ≥ → é"
    isi = bahan_cetak(isi_cetak(notebook_sulit(), JUDUL_SULIT), "x", _konteks_kosong(), 16)
    assert "halaman HTML memuatnya" in isi["blok"][-1]["isi"][0]["teks"]


def _konteks_kosong() -> Any:
    from penilaian.laporan.html import periksa_konteks

    return periksa_konteks({})


def test_judul_tidak_melompat_tingkat_dan_daftar_bersarang_tetap() -> None:
    nb = new_notebook(cells=[new_markdown_cell("# X\n\n### A\n\n#### B\n\n## C\n\n- **satu** dua\n  1. tiga\n\n# D")])
    blok = isi_cetak(nb, "x")
    assert [(satu.tingkat, teks_polos(satu.isi)) for satu in blok if isinstance(satu, Judul)] == [
        (1, "A"),
        (2, "B"),
        (1, "C"),
        (1, "D"),
    ]
    (daftar,) = [satu for satu in blok if isinstance(satu, Daftar)]
    assert isinstance(daftar.butir[0][1], Daftar)
    assert daftar.butir[0][1].berurut


def test_konteks_asing_ditolak() -> None:
    with pytest.raises(GalatParameter, match="salah"):
        ke_pdf(new_notebook(), judul="x", konteks={"salah": 1})


def test_gambar_rusak_menjadi_galat_dengan_tindakan(notebook: NotebookNode) -> None:
    nb = nbformat.from_dict(notebook)
    nb = nbformat.reads(nbformat.writes(nb), as_version=4)
    for sel in nb.cells:
        for keluaran in sel.get("outputs", []):
            if "image/png" in keluaran.get("data", {}):
                keluaran.data["image/png"] = "iVBORw0KGgoAAAA="
    with pytest.raises(GalatPenilaian, match="halaman HTML tetap dapat dipakai"):
        ke_pdf(nb, judul="x", konteks={})


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    nb = new_notebook(cells=[new_markdown_cell("# X\n\n## Satu\n\nIsi.")])
    (tmp_path / "a.ipynb").write_text(nbformat.writes(nb), "utf-8")
    return tmp_path / "a.ipynb"


def test_pekerja_dihidupkan_lagi_sesudah_mati(berkas: Path) -> None:
    with PekerjaPdf() as pekerja:
        pekerja.buat(berkas, berkas.with_suffix(".pdf"), judul="x", konteks={})
        pertama = pekerja._proses
        assert pertama is not None
        pertama.kill()
        pertama.wait()
        pekerja.buat(berkas, berkas.with_name("b.pdf"), judul="x", konteks={})
        assert pekerja._proses is not pertama
    assert berkas.with_suffix(".pdf").read_bytes() == berkas.with_name("b.pdf").read_bytes()


def test_pekerja_menyampaikan_galat_dan_tetap_hidup(berkas: Path) -> None:
    with PekerjaPdf() as pekerja:
        with pytest.raises(GalatPenilaian, match=r"tidak\.ipynb tidak ditemukan"):
            pekerja.buat(berkas.with_name("tidak.ipynb"), berkas.with_name("b.pdf"), judul="x", konteks={})
        with pytest.raises(GalatPenilaian, match="Konteks laporan salah tidak dikenal"):
            pekerja.buat(berkas, berkas.with_name("b.pdf"), judul="x", konteks={"salah": 1})
        pekerja.buat(berkas, berkas.with_name("b.pdf"), judul="x", konteks={})
    assert sorted(satu.name for satu in berkas.parent.iterdir()) == ["a.ipynb", "b.pdf"]


def test_pekerja_yang_terlalu_lama_dihentikan(berkas: Path) -> None:
    with PekerjaPdf(batas_detik=0.01) as pekerja, pytest.raises(GalatPenilaian, match="berhenti tanpa jawaban"):
        pekerja.buat(berkas, berkas.with_name("b.pdf"), judul="x", konteks={})
    assert not berkas.with_name("b.pdf").exists()


def test_mengimpor_laporan_tidak_memuat_typst() -> None:
    perintah = "import sys, penilaian.laporan.pekerja_pdf, penilaian.laporan.pdf; sys.exit('typst' in sys.modules)"
    subprocess.run([sys.executable, "-c", perintah], check=True, timeout=60)
