from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from penilaian.galat import GalatData, GalatParameter
from penilaian.laporan import halaman_gagal, ke_html
from penilaian.laporan.html import teks_css

JUDUL = "Penilaian kinerja perangkat daerah"


@pytest.fixture(scope="module")
def teks(notebook: NotebookNode, konteks: dict[str, Any]) -> str:
    return ke_html(notebook, judul=JUDUL, konteks=konteks)


@pytest.fixture(scope="module")
def sop(teks: str) -> BeautifulSoup:
    return BeautifulSoup(teks, "html.parser")


def test_bahasa_judul_dan_satu_h1(sop: BeautifulSoup) -> None:
    assert sop.html["lang"] == "id"
    assert [h1.get_text() for h1 in sop.find_all("h1")] == [JUDUL]
    assert sop.title.get_text() == f"{JUDUL} · Dinas Pendidikan & Kebudayaan · Triwulan IV 2025"


def test_halaman_tidak_memuat_apa_pun_dari_luar(sop: BeautifulSoup, teks: str) -> None:
    assert not [unsur for unsur in sop.find_all(src=True) if not unsur["src"].startswith("data:")]
    assert not [unsur for unsur in sop.find_all(href=True) if "//" in unsur["href"]]
    assert not re.search(r"url\(|@import", teks)


def test_skrip_dari_keluaran_dibuang_dan_dari_data_menjadi_teks(sop: BeautifulSoup) -> None:
    assert not sop.find("script")
    assert "alert(2)" not in sop.get_text()
    assert "<script>alert(1)</script>" in sop.get_text()


def test_kode_sel_tersembunyi_dan_jejak_galat_tidak_tampil(teks: str) -> None:
    assert not re.search("rahasia_kode|tidak boleh tampil|/rumah/rahasia|\x1b", teks)


def test_galat_sel_menjadi_kotak_berbahasa_indonesia(sop: BeautifulSoup) -> None:
    kotak = sop.select_one("main .galat").get_text()
    assert "Bagian ini gagal dihitung" in kotak
    assert "Kolom <b> kosong" in kotak


def test_semua_gambar_beralt_dan_berkeluarga_figure(sop: BeautifulSoup) -> None:
    gambar = sop.find_all("img")
    assert len(gambar) == 2
    assert all(satu["alt"].endswith(".") and satu.find_parent("figure").figcaption for satu in gambar)
    assert "Gambar 2" in gambar[1].find_parent("figure").figcaption.get_text()


def test_gambar_dari_luar_diganti_dengan_keterangan(sop: BeautifulSoup) -> None:
    assert "[Gambar tidak disertakan: logo]" in sop.get_text()


def test_id_unik_dan_daftar_isi_sampai_ke_judulnya(sop: BeautifulSoup) -> None:
    semua = [unsur["id"] for unsur in sop.find_all(id=True)]
    assert len(semua) == len(set(semua))
    tujuan = [a["href"] for a in sop.select(".daftar-isi a")]
    assert tujuan == ["#ringkasan", "#rincian", "#ringkasan-2", "#batasan", "#judul-kedua"]
    assert all(a["href"][1:] in semua for a in sop.select('a[href^="#"]'))


def test_tautan_dalam_halaman_tetap_dan_yang_lain_menjadi_teks(sop: BeautifulSoup) -> None:
    pembuka = sop.main.p
    assert [a["href"] for a in pembuka.find_all("a")] == ["#batasan"]
    assert pembuka.get_text() == "Lihat batasan, aturan (https://contoh.go.id/a), lain."


def test_semua_tabel_punya_kepala_bercakupan_dan_kotak_gulir(sop: BeautifulSoup) -> None:
    assert len(sop.find_all("table")) == 3
    for tabel in sop.find_all("table"):
        assert tabel.find_parent(class_="gulir")
        assert all(th.get("scope") for th in tabel.find_all("th"))


def test_kop_menyebut_asal_sifat_dan_kelas(sop: BeautifulSoup) -> None:
    kop = " ".join(sop.header.get_text(" ").split())
    for bagian in ("Pemerintah Kota Palu", "Dinas Pendidikan & Kebudayaan", "Triwulan IV 2025", "Sementara",
                   "Kelas: unit — untuk lingkungan OPD", "Triwulan III 2025", "Semua laporan"):  # fmt: skip
        assert bagian in kop
    assert sop.select_one(".spanduk").get_text() == "Data sintetis: bukan pegawai sungguhan"
    assert sop.find("a", href="02-disdik.ipynb")
    assert "Kepala Dinas" in sop.select_one(".tanda-tangan").get_text()


def test_tanda_hanya_tampil_bila_berlaku(notebook: NotebookNode) -> None:
    sop = BeautifulSoup(ke_html(notebook, judul=JUDUL, konteks={"instansi": "Palu"}), "html.parser")
    assert not sop.select(".spanduk, .tanda-sementara, .jalan, .tanda-tangan")


def test_hasil_sama_dan_notebook_tidak_berubah(notebook: NotebookNode, konteks: dict[str, Any], teks: str) -> None:
    semula = copy.deepcopy(notebook)
    assert ke_html(notebook, judul=JUDUL, konteks=konteks) == teks
    assert notebook == semula


def test_halaman_ringan_tanpa_gambar(teks: str) -> None:
    assert len(re.sub(r"data:image/png;base64,[^\"]*", "", teks)) < 60_000


def test_konteks_yang_salah_nama_ditolak(notebook: NotebookNode) -> None:
    with pytest.raises(GalatParameter, match="sementra tidak dikenal"):
        ke_html(notebook, judul=JUDUL, konteks={"sementra": True})


def test_judul_notebook_yang_lain_tidak_hilang() -> None:
    sop = BeautifulSoup(
        ke_html(new_notebook(cells=[new_markdown_cell("# Lain")]), judul="A", konteks={}), "html.parser"
    )
    assert [h1.get_text() for h1 in sop.find_all("h1")] == ["A"]
    assert sop.main.p.get_text() == "Lain"


def test_isian_konteks_tidak_menjadi_html_css_atau_alamat(notebook: NotebookNode) -> None:
    jahat = '</style><script>alert(3)</script>"}'
    teks = ke_html(notebook, judul=jahat, konteks={"nama_opd": jahat, "berkas_notebook": "javascript:alert(3)"})
    sop = BeautifulSoup(teks, "html.parser")
    assert not sop.find("script")
    assert len(sop.find_all("style")) == 1
    assert not re.search(r'href="javascript:', teks)


def test_teks_css_aman_di_dalam_kutip() -> None:
    assert teks_css('a "b') == "a \\000022 b"


def test_halaman_gagal_menyebut_apa_sebab_dan_tindakan(konteks: dict[str, Any]) -> None:
    galat = GalatData("Kolom <x> hilang", di_mana="a.xlsx", mengapa="judul diubah", tindakan="kembalikan judulnya")
    sop = BeautifulSoup(halaman_gagal(JUDUL, konteks, galat.paragraf()), "html.parser")
    isi = [dd.get_text() for dd in sop.find_all("dd")]
    assert isi == ["Kolom <x> hilang.", "a.xlsx.", "Judul diubah.", "Kembalikan judulnya."]
    assert len(sop.find_all("h1")) == 1
    assert sop.find("a", href="../indeks.html")


def test_halaman_gagal_tanpa_rincian_tetap_memberi_jalan() -> None:
    sop = BeautifulSoup(halaman_gagal(JUDUL, {}, "Kernel mati"), "html.parser")
    assert "Kernel mati" in sop.get_text()
    assert "jalankan lagi" in sop.get_text()
