from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from nbformat import NotebookNode

from penilaian.galat import GalatParameter
from penilaian.laporan.xlsx import ke_xlsx, nama_lembar
from penilaian.laporan.xlsx_tabel import BARIS_KEPALA

from .sulit import JUDUL, RUMUS, notebook_sulit

KONTEKS = {"instansi": "Pemkot", "nama_opd": "Dinas A", "label_periode": "Triwulan IV 2025", "sementara": True, "sintetis": True, "kelas": "unit"}  # fmt: skip


@pytest.fixture(scope="module")
def isi() -> bytes:
    return ke_xlsx(notebook_sulit(), judul=JUDUL, konteks=KONTEKS)


@pytest.fixture(scope="module")
def buku(isi: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(isi))


def test_notebook_yang_sama_memberi_byte_yang_sama(isi: bytes) -> None:
    assert isi == ke_xlsx(notebook_sulit(), judul=JUDUL, konteks=KONTEKS)


def test_sampul_daftar_isi_catatan_lalu_satu_lembar_satu_tabel(buku: Any) -> None:
    assert buku.sheetnames[:3] == ["Sampul", "Daftar isi", "Catatan"]
    assert buku.sheetnames[3:5] == ["T01 Campur 1 2 3", "T02 Enam puluh baris"]
    assert buku.sheetnames[-1] == "X01 Tabel tanpa judul"
    assert all(len(nama) <= 31 and re.fullmatch("[A-Za-z0-9 ]+", nama) for nama in buku.sheetnames)


def test_sampul_menyebut_keadaan_dan_aturan(buku: Any) -> None:
    isi = {baris[0]: baris[1] for baris in buku["Sampul"].iter_rows(values_only=True) if baris[0]}
    assert isi["Perangkat daerah"] == "Dinas A"
    assert isi["Keadaan"].startswith("Sementara")
    assert isi["Peringatan"].startswith("Data sintetis")
    assert isi["Kelas"].startswith("unit — ")
    assert "#panic" in isi["Aturan"]


def test_tidak_ada_rumus_satu_pun(isi: bytes, buku: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        assert not [nama for nama in arsip.namelist() if b"<f>" in arsip.read(nama)]
        assert not [nama for nama in arsip.namelist() if "externalLink" in nama or b"http://a" in arsip.read(nama)]
    tabel = [baris[0] for baris in buku["T01 Campur 1 2 3"].iter_rows(values_only=True)]
    assert {satu.strip() for satu in RUMUS} <= {str(satu).strip() for satu in tabel}


def test_setiap_tautan_sampai_ke_lembarnya(buku: Any) -> None:
    tautan = [sel.hyperlink.location for lembar in buku for baris in lembar for sel in baris if sel.hyperlink]
    assert {satu.rsplit("!")[0].strip("'") for satu in tautan} == set(buku.sheetnames) - {"Sampul"}


def test_kosong_tetap_kosong_dan_diterangkan(buku: Any) -> None:
    lembar = buku["T01 Campur 1 2 3"]
    assert lembar.cell(BARIS_KEPALA + 3, 3).value is None
    assert lembar.cell(BARIS_KEPALA + 2, 3).value == "<5"
    assert any(str(baris[0]).startswith("Sel kosong:") for baris in lembar.iter_rows(values_only=True))


def test_bilangan_utuh_dengan_digit_tampilan(buku: Any) -> None:
    sel = buku["T02 Enam puluh baris"].cell(BARIS_KEPALA + 4, 2)
    assert (sel.value, sel.number_format) == (1 / 3, "#,##0.0000")
    assert buku["T02 Enam puluh baris"].cell(BARIS_KEPALA + 2, 3).is_date


def test_baris_yang_ditinggalkan_disebut(buku: Any) -> None:
    kata = [str(baris[0]) for baris in buku["T02 Enam puluh baris"].iter_rows(values_only=True)]
    assert any(satu.startswith("Ditampilkan 55 baris pertama dari 60") for satu in kata)


def test_siap_dicetak_dan_digulir(buku: Any) -> None:
    lebar = next(buku[nama] for nama in buku.sheetnames if nama.startswith("T04"))
    assert (lebar.page_setup.orientation, str(lebar.page_setup.paperSize)) == ("landscape", "9")
    assert lebar.page_setup.fitToHeight == 0
    assert lebar.print_title_rows == f"${BARIS_KEPALA + 1}:${BARIS_KEPALA + 1}"
    assert lebar.freeze_panes == f"B{BARIS_KEPALA + 2}"
    assert {str(lembar.page_setup.paperSize) for lembar in buku} == {"9"}
    assert all("Kelas: unit" in lembar.oddHeader.right.text for lembar in buku)
    assert all("Halaman &P dari &N" in lembar.oddFooter.right.text for lembar in buku)


def test_sifat_dokumen(buku: Any) -> None:
    assert buku.properties.title == f"{JUDUL} · Dinas A · Triwulan IV 2025"
    assert buku.properties.creator == "Pemkot"


def test_batasan_laporan_ada_di_catatan(buku: Any) -> None:
    assert "Jangan #dipakai." in [baris[1] for baris in buku["Catatan"].iter_rows(values_only=True)]


def test_nama_lembar_unik_walau_judul_sama(notebook: NotebookNode) -> None:
    assert nama_lembar("T01", "—") == "T01"
    assert len(nama_lembar("T01", "a" * 60)) <= 31
    assert len(set(openpyxl.load_workbook(io.BytesIO(ke_xlsx(notebook, judul="x", konteks={}))).sheetnames)) > 4


def test_konteks_asing_ditolak(notebook: NotebookNode) -> None:
    with pytest.raises(GalatParameter, match="salah"):
        ke_xlsx(notebook, judul="x", konteks={"salah": 1})
