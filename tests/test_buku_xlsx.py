"""Workbooks we write: what was text is text when Excel opens it, and nothing else happens."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.buku_xlsx import BATAS_TEKS, Gaya, buku_baru, teks_sel, tulis_sel

WAKTU = datetime(2025, 1, 2, 3)  # noqa: DTZ001 -- Excel knows no time zones
JAHAT = (
    "=1+1", "+62811", "-5", "@SUM(1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\",\"a\")", "{=1+1}", "=cmd|' /C calc'!A0",
    "http://contoh.invalid", "mailto:a@b", "file:///etc/passwd", "internal:Sheet1!A1", "189002021915032002", "01", "1e5",
    "TRUE", "#REF!", "#N/A", "2025-01", "1/2/2025", " ", "  a  ", "a\nb", "a\r\nb", "<b>&amp;</b>", "]]>", "'teks", "\u202eabc",
    "e\u0301", "👩‍👩‍👧", "\ufeffa", "\x00", "a\x1fb", "\ud800", "\ufffe", "_x0041_", "_x000D_", "x" * 40_000, "=" * 40_000,
)  # fmt: skip


def tulis(nilai: list[object]) -> bytes:
    aliran = io.BytesIO()
    with buku_baru(aliran) as buku:
        gaya, lembar = Gaya(buku), buku.add_worksheet("isi")
        for baris, satu in enumerate(nilai):
            tulis_sel(lembar, baris, 0, satu, gaya)
    return aliran.getvalue()


def baca(isi: bytes) -> list[openpyxl.cell.cell.Cell]:
    lembar = openpyxl.load_workbook(io.BytesIO(isi))["isi"]
    return [lembar.cell(baris, 1) for baris in range(1, lembar.max_row + 1)]


def terbaca(teks: str) -> str:
    """A text as openpyxl gives it back: a carriage return stays as it is stored, Excel shows the character."""
    return teks_sel(teks).replace("\r", "_x000D_")


def test_teks_jahat_tetap_teks_yang_sama() -> None:
    for asal, sel in zip(JAHAT, baca(tulis(list(JAHAT))), strict=True):
        assert sel.data_type in ("s", "inlineStr"), asal
        assert sel.value == terbaca(asal), asal
        assert sel.hyperlink is None
        assert len(sel.value.replace("_x000D_", "\r")) <= BATAS_TEKS


def test_tidak_ada_rumus_tautan_dan_makro_di_dalam_berkas() -> None:
    with zipfile.ZipFile(io.BytesIO(tulis(list(JAHAT)))) as arsip:
        lembar = arsip.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in lembar
        assert b"hyperlink" not in lembar
        assert not [nama for nama in arsip.namelist() if "external" in nama or "vba" in nama]


@pytest.mark.parametrize("awal", ["=", "+", "-", "@", "\t", "\r"])
def test_teks_berawalan_rumus_ditandai_agar_tetap_teks_saat_disunting(awal: str) -> None:
    (sel,) = baca(tulis([f"{awal}1+1"]))
    assert sel.quotePrefix


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=8))
def test_teks_apa_pun_kembali_sama(teks: list[str]) -> None:
    for asal, sel in zip(teks, baca(tulis(list(teks))), strict=True):
        assert sel.data_type in ("s", "inlineStr")
        assert sel.value == terbaca(asal)


def test_bukan_teks_ditulis_menurut_jenisnya() -> None:
    nilai = [
        85.5,
        10**17,
        Decimal("1.5"),
        True,
        None,
        float("nan"),
        float("inf"),
        date(1899, 1, 1),
        WAKTU,
        time(4),
    ]
    sel = baca(tulis([*nilai, "akhir"]))
    assert [satu.value for satu in sel[:8]] == [85.5, str(10**17), 1.5, "ya", None, None, "inf", "1899-01-01"]
    assert sel[8].value == WAKTU
    assert sel[9].data_type != "f"


def test_isi_yang_sama_memberi_bytes_yang_sama() -> None:
    assert tulis(list(JAHAT)) == tulis(list(JAHAT))
