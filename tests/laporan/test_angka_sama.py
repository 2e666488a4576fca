"""The same tables in the HTML page, the PDF and the workbook: every cell is read back from each."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import openpyxl
import pypdf
import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from penilaian.bahasa import KOSONG, angka, tanggal
from penilaian.laporan import ke_html
from penilaian.laporan.blok_cetak import TabelCetak, tabel_dari
from penilaian.laporan.isi_cetak import isi_cetak
from penilaian.laporan.pdf import ke_pdf
from penilaian.laporan.pdf_isi import tercetak
from penilaian.laporan.xlsx import ke_xlsx
from penilaian.laporan.xlsx_tabel import BARIS_KEPALA

from .sulit import JUDUL, notebook_sulit

AKAR = Path(__file__).parents[2]
NAMA = ("01_mutu_data", "02_penilaian_opd", "sulit")
KONTEKS = {"nama_opd": "Dinas #A & <B>", "label_periode": "Triwulan IV 2025", "sementara": True, "sintetis": True}


@pytest.fixture(scope="module", params=NAMA)
def laporan(request: pytest.FixtureRequest) -> tuple[NotebookNode, str]:
    if request.param == "sulit":
        return notebook_sulit(), JUDUL
    nb = nbformat.read(AKAR / "notebooks" / f"{request.param}.ipynb", as_version=4)
    return nb, nb.cells[0].source.splitlines()[0].removeprefix("# ")


@pytest.fixture(scope="module")
def tabel(laporan: tuple[NotebookNode, str]) -> tuple[TabelCetak, ...]:
    return tabel_dari(isi_cetak(*laporan))


def rapat(teks: str) -> str:
    """Letters in their order without spaces and invisible signs: line breaks are the printer's."""
    return "".join(c for c in unicodedata.normalize("NFC", teks) if not c.isspace() and unicodedata.category(c) != "Cf")


def test_html(laporan: tuple[NotebookNode, str], tabel: tuple[TabelCetak, ...]) -> None:
    sop = BeautifulSoup(ke_html(laporan[0], judul=laporan[1], konteks=KONTEKS), "html.parser")
    assert len(tabel) == len(sop.main.find_all("table")) > 5
    for satu, unsur in zip(tabel, sop.main.find_all("table"), strict=True):
        baris = [
            [" ".join(sel.get_text().split()) for sel in tr.find_all(["th", "td"])] for tr in unsur.select("tbody tr")
        ]
        harap = [[" ".join(sel.split()) for sel in satu_baris] for satu_baris in satu.teks]
        assert baris == (harap or [["Tidak ada data."]]), satu.judul


def test_xlsx(laporan: tuple[NotebookNode, str], tabel: tuple[TabelCetak, ...]) -> None:
    buku = openpyxl.load_workbook(io.BytesIO(ke_xlsx(laporan[0], judul=laporan[1], konteks=KONTEKS)))
    lembar = buku.worksheets[3:]
    assert len(lembar) == len(tabel)
    for satu, isi in zip(tabel, lembar, strict=True):
        kepala = [sel.value for sel in isi[BARIS_KEPALA + 1]][: len(satu.kolom)]
        assert kepala == [kolom.kepala for kolom in satu.kolom]
        for nomor, (teks, nilai) in enumerate(zip(satu.teks, satu.baris, strict=True), start=BARIS_KEPALA + 2):
            sel = [isi.cell(nomor, kolom + 1) for kolom in range(len(satu.kolom))]
            tertulis = [terbaca(x.value, k) for x, k in zip(sel, satu.kolom, strict=True)]
            assert [rapat(x) for x in tertulis] == [rapat(x) for x in teks], (satu.judul, nomor)
            assert all(x.data_type == "n" for x, n in zip(sel, nilai, strict=True) if type(n) in {int, float})


def terbaca(nilai: Any, kolom: Any) -> str:
    """A cell of the workbook as the report writes it."""
    if nilai is None:
        return KOSONG
    if isinstance(nilai, str):
        return nilai
    return angka(nilai, kolom.digit) if isinstance(nilai, int | float) else tanggal(nilai.date())


@pytest.mark.parametrize("pembaca", ["pypdf", "pdftotext"])
def test_pdf(laporan: tuple[NotebookNode, str], tabel: tuple[TabelCetak, ...], pembaca: str, tmp_path: Path) -> None:
    isi = ke_pdf(laporan[0], judul=laporan[1], konteks=KONTEKS)
    teks = _teks_pypdf(isi) if pembaca == "pypdf" else _teks_poppler(isi, tmp_path)
    for satu in tabel:
        for baris in satu.teks:
            if pembaca == "pypdf" and all(_kiri_ke_kanan(sel) for sel in baris):
                assert rapat("".join(map(tercetak, baris))) in teks, (satu.judul, baris)
            for sel in filter(_kiri_ke_kanan, baris):
                assert pembaca == "pypdf" or not angka_di(sel) - angka_di(teks), (satu.judul, sel)


def angka_di(teks: str) -> set[str]:
    """All numbers in a text; only short ones, which no line break divides."""
    return {satu for satu in re.findall(r"\d[\d.]*(?:,\d+)?", teks) if len(satu) < 12}


def _kiri_ke_kanan(teks: str) -> bool:
    return not any(unicodedata.bidirectional(c) in {"R", "AL", "AN", "RLO"} for c in teks)


def _teks_pypdf(isi: bytes) -> str:
    return rapat("".join(halaman.extract_text() for halaman in pypdf.PdfReader(io.BytesIO(isi)).pages))


def _teks_poppler(isi: bytes, folder: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext tidak terpasang")
    (folder / "a.pdf").write_bytes(isi)
    hasil = subprocess.run([program, "-layout", "a.pdf", "-"], cwd=folder, capture_output=True, check=True, timeout=60)
    return hasil.stdout.decode()


def test_nomor_tabel_sama_di_ketiga_bentuk(laporan: tuple[NotebookNode, str], tabel: tuple[TabelCetak, ...]) -> None:
    sop = BeautifulSoup(ke_html(laporan[0], judul=laporan[1], konteks=KONTEKS), "html.parser")
    nomor = Counter(f"Tabel {satu.nomor}" for satu in tabel if satu.nomor)
    assert Counter(x.get_text() for x in sop.select("caption .nomor")) == nomor
    pdf = _teks_pypdf(ke_pdf(laporan[0], judul=laporan[1], konteks=KONTEKS))
    assert all(rapat(f"{satu}") in pdf for satu in nomor)
