"""The same tables in the HTML page, the PDF and the workbook: each is read back from its file, and compared."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
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
from penilaian.laporan.pdf import ke_pdf
from penilaian.laporan.pdf_isi import tercetak
from penilaian.laporan.tabel import MIME_TABEL
from penilaian.laporan.xlsx import ke_xlsx
from penilaian.laporan.xlsx_tabel import BARIS_KEPALA

from .sulit import JUDUL, notebook_sulit

AKAR = Path(__file__).parents[2]
BERTABEL = ("00_buku_aturan", "01_mutu_data", "02_penilaian_opd", "08_skenario")
KONTEKS = {"nama_opd": "Dinas #A & <B>", "label_periode": "Triwulan IV 2025", "sementara": True, "sintetis": True}
Laporan = tuple[NotebookNode, str]
Isi = list[list[str]]
"""A table as readers see it: header, then rows, without white space."""


@pytest.fixture(scope="module", params=[*BERTABEL, "sulit"])
def laporan(request: pytest.FixtureRequest) -> Laporan:
    return baca(request.param)


def baca(nama: str) -> Laporan:
    if nama == "sulit":
        return notebook_sulit(), JUDUL
    nb = nbformat.read(AKAR / "notebooks" / f"{nama}.ipynb", as_version=4)
    return nb, nb.cells[0].source.splitlines()[0].removeprefix("# ")


@pytest.fixture(scope="module")
def tabel(laporan: Laporan) -> list[Isi]:
    return tabel_html(laporan)


@pytest.fixture(scope="module")
def pdf(laporan: Laporan) -> bytes:
    return ke_pdf(laporan[0], judul=laporan[1], konteks=KONTEKS)


def rapat(teks: str) -> str:
    """Letters in their order without spaces and invisible signs: line breaks are the printer's."""
    return "".join(c for c in unicodedata.normalize("NFC", teks) if not c.isspace() and unicodedata.category(c) != "Cf")


def tabel_html(laporan: Laporan) -> list[Isi]:
    sop = BeautifulSoup(ke_html(laporan[0], judul=laporan[1], konteks=KONTEKS), "html.parser")
    assert sop.main is not None
    return [
        [[rapat(sel.get_text()) for sel in tr.find_all(["th", "td"])] for tr in unsur.find_all("tr")]
        for unsur in sop.main.find_all("table")
    ]


def tabel_xlsx(isi: bytes, bentuk: Sequence[tuple[int, int]]) -> list[Isi]:
    """The tables of a workbook of so many rows and columns; what stands below or beside them is no part of them."""
    lembar = openpyxl.load_workbook(io.BytesIO(isi)).worksheets[3:]
    assert len(lembar) == len(bentuk)
    hasil = []
    for satu, (baris, kolom) in zip(lembar, bentuk, strict=True):
        awal = BARIS_KEPALA + 1
        assert all(satu.cell(awal + i, kolom + 1).value is None for i in range(baris))
        assert all(satu.cell(awal + baris, k).value is None for k in range(1, kolom + 1))
        hasil.append([[rapat(terbaca(satu.cell(awal + i, k + 1))) for k in range(kolom)] for i in range(baris)])
    return hasil


def terbaca(sel: Any) -> str:
    """A cell as Excel shows it with Indonesian settings; an empty one as the page writes it."""
    nilai, (_, titik, digit) = sel.value, sel.number_format.partition(".")
    if nilai is None:
        return KOSONG
    if isinstance(nilai, str):
        assert sel.data_type == "s"
        return nilai
    if sel.is_date:
        return tanggal(nilai.date())
    assert sel.number_format.startswith("#,##0")
    return angka(nilai, len(digit) if titik else 0)


def beda(satu: Sequence[Isi], dua: Sequence[Isi]) -> list[tuple[int, list[str], list[str]]]:
    return [
        (nomor, a, b)
        for nomor, pasangan in enumerate(zip(satu, dua, strict=True))
        for a, b in zip(*pasangan, strict=True)
        if a != b
    ]


def tak_tercetak(semua: Sequence[Isi], teks: str) -> list[list[str]]:
    """Rows that do not stand in the text of a PDF, in the order of the tables; right-to-left script is left out."""
    hilang, sejak = [], 0
    for tabel in semua:
        for baris in filter(_kiri_ke_kanan, tabel):
            di = teks.find(tercetak("".join(baris)), sejak)
            hilang += [baris] if di < 0 else []
            sejak = max(sejak, di)
    return hilang


def _kiri_ke_kanan(baris: list[str]) -> bool:
    return not any(unicodedata.bidirectional(c) in {"R", "AL", "AN", "RLO"} for c in "".join(baris))


def bentuk(tabel: Sequence[Isi]) -> list[tuple[int, int]]:
    return [(len(satu), len(satu[0])) for satu in tabel]


def teks_pypdf(isi: bytes) -> str:
    return rapat("".join(halaman.extract_text() for halaman in pypdf.PdfReader(io.BytesIO(isi)).pages))


def test_buku_kerja(laporan: Laporan, tabel: list[Isi]) -> None:
    assert len(tabel) > 5
    utuh = [isi if len(isi[1]) == len(isi[0]) else [isi[0], ["Tidakadadata."] + [KOSONG] * (len(isi[0]) - 1)] for isi in tabel]  # fmt: skip
    isi = ke_xlsx(laporan[0], judul=laporan[1], konteks=KONTEKS)
    assert not beda(utuh, tabel_xlsx(isi, bentuk(tabel)))


def test_pdf(tabel: list[Isi], pdf: bytes) -> None:
    assert not tak_tercetak(tabel, teks_pypdf(pdf))


def test_pdf_dengan_pembaca_lain(tabel: list[Isi], pdf: bytes, tmp_path: Path) -> None:
    """Every number is there as often as in the page, read by poppler; pypdf looks at their order."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext tidak terpasang")
    (tmp_path / "a.pdf").write_bytes(pdf)
    teks = subprocess.run([program, "-layout", "a.pdf", "-"], cwd=tmp_path, capture_output=True, check=True, timeout=60)
    ada = Counter(bilangan(teks.stdout.decode()))
    perlu = Counter(b for isi in tabel for baris in isi[1:] for sel in baris for b in bilangan(sel) if sel == b)
    assert perlu
    assert not perlu - ada


def bilangan(teks: str) -> list[str]:
    return re.findall(r"(?<![\w.,])[-−]?\d[\d.]*(?:,\d+)?(?![\w,])", teks)


def test_nomor_tabel_sama(laporan: Laporan, pdf: bytes) -> None:
    sop = BeautifulSoup(ke_html(laporan[0], judul=laporan[1], konteks=KONTEKS), "html.parser")
    nomor = [rapat(unsur.get_text()) for unsur in sop.select("caption .nomor")]
    lembar = openpyxl.load_workbook(io.BytesIO(ke_xlsx(laporan[0], judul=laporan[1], konteks=KONTEKS))).worksheets[3:]
    judul = [rapat(str(satu["A1"].value)).partition(".")[0] for satu in lembar if satu.title.startswith("T")]
    assert judul == nomor
    teks, sejak = teks_pypdf(pdf), 0
    for satu in nomor:
        sejak = teks.index(satu, sejak) + len(satu)


@pytest.mark.parametrize("nama", BERTABEL)
def test_satu_bilangan_yang_diubah_ketahuan(nama: str) -> None:
    """The comparison itself: the last number of the values behind one table is changed by one display digit."""
    nb, judul = baca(nama)
    lain = deepcopy(nb)
    ubah_satu(lain)
    tabel = tabel_html((nb, judul))
    assert tabel_html((lain, judul)) == tabel
    isi = ke_xlsx(lain, judul=judul, konteks=KONTEKS)
    ubahan = beda(tabel, tabel_xlsx(isi, bentuk(tabel)))
    assert len([satu for satu in ubahan if "Tidakadadata." not in satu[1]]) == 1
    assert tak_tercetak(tabel, teks_pypdf(ke_pdf(lain, judul=judul, konteks=KONTEKS)))


def ubah_satu(nb: NotebookNode) -> None:
    for sel in reversed(nb.cells):
        for keluaran in sel.get("outputs", []):
            rekaman = keluaran.get("data", {}).get(MIME_TABEL, [])
            for satu in rekaman if isinstance(rekaman, list) else [rekaman]:
                for baris in satu["baris"]:
                    for k, nilai in enumerate(baris):
                        if type(nilai) in {int, float} and satu["kolom"][k]["jenis"] != "teks":
                            baris[k] = nilai + 1
                            return
    pytest.fail("tidak ada bilangan di notebook ini")
