"""One Excel workbook: its sheets as rows of cells, and what the cell values alone do not tell.

Calamine gives an error cell (``#REF!``) as an empty one and a percentage as
its hundredth. Both would change a realisation without a trace, so the cells'
types and formats are looked up in the sheet's XML.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from xml.etree import ElementTree

import pandas as pd
from python_calamine import CalamineError

from penilaian.data.uraian import GalatUrai

_TANDA_OLE = b"\xd0\xcf\x11\xe0"
_RUANG = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_SEL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ATRIBUT = re.compile(rb'\b(r|s|t)="([^"]*)"')
_FORMAT_PERSEN_BAWAAN = {9, 10}
_GALAT_BACA = (CalamineError, zipfile.BadZipFile, ElementTree.ParseError, ValueError, KeyError, OSError, EOFError)


class SelGalat(str):
    """The text of an Excel error, such as ``#REF!``: neither a value nor an empty cell."""


@dataclass(frozen=True)
class BukuKerja:
    """An opened workbook; sheets are read on demand."""

    excel: pd.ExcelFile
    isi: bytes

    @classmethod
    def buka(cls, isi: bytes) -> BukuKerja:
        """Open a workbook from its bytes.

        Raises:
            GalatUrai: ``berkas_rusak`` or ``berkas_terkunci``.
        """
        if isi.startswith(_TANDA_OLE):
            raise GalatUrai(
                "berkas_terkunci",
                "Buku kerja dilindungi kata sandi atau berformat Excel lama (.xls)",
                tindakan="buka di Excel, hapus kata sandinya, lalu simpan ulang sebagai .xlsx",
            )
        try:
            return cls(pd.ExcelFile(io.BytesIO(isi), engine="calamine"), isi)
        except _GALAT_BACA as galat:
            raise _rusak(galat) from None

    @property
    def lembar(self) -> tuple[str, ...]:
        return tuple(str(nama) for nama in self.excel.sheet_names)

    def baca(self, lembar: str) -> pd.DataFrame:
        """All cells of a sheet from its first row on; error cells are :class:`SelGalat`, percentages text.

        Raises:
            GalatUrai: ``berkas_rusak``.
        """
        try:
            sel = pd.read_excel(
                self.excel, sheet_name=lembar, header=None, dtype=object, keep_default_na=False, na_filter=False
            )
            khusus = self._sel_khusus(lembar)
        except _GALAT_BACA as galat:
            raise _rusak(galat) from None
        for (baris, kolom), teks in khusus.items():
            if baris < sel.shape[0] and kolom < sel.shape[1]:
                sel.iat[baris, kolom] = teks
        return sel

    def _sel_khusus(self, lembar: str) -> dict[tuple[int, int], str]:
        """Error and percentage cells by zero-based row and column."""
        if not zipfile.is_zipfile(io.BytesIO(self.isi)):
            return {}
        with zipfile.ZipFile(io.BytesIO(self.isi)) as arsip:
            jalur = self._jalur_lembar.get(lembar)
            if jalur is None or jalur not in arsip.namelist():
                return {}
            isi = arsip.read(jalur)
        if b't="e"' not in isi and not self._gaya_persen:
            return {}
        hasil = {}
        for cocok in _SEL.finditer(isi):
            atribut = dict(_ATRIBUT.findall(cocok[1]))
            if (teks := self._teks_khusus(atribut, cocok[2] or b"")) is not None and b"r" in atribut:
                hasil[_alamat(atribut[b"r"].decode("ascii"))] = teks
        return hasil

    def _teks_khusus(self, atribut: dict[bytes, bytes], dalam: bytes) -> str | None:
        nilai = re.search(rb"<v>([^<]*)</v>", dalam)
        if nilai is None:
            return None
        teks = nilai[1].decode("utf-8")
        if atribut.get(b"t") == b"e":
            return SelGalat(teks)
        if atribut.get(b"t", b"n") == b"n" and int(atribut.get(b"s", b"0")) in self._gaya_persen:
            # The shortest text of the stored double, so that 0.28999999999999998 is the 29% one sees.
            return f"{(Decimal(repr(float(teks))) * 100).normalize():f}%"
        return None

    @cached_property
    def _jalur_lembar(self) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(self.isi)) as arsip:
            buku = _pohon(arsip, "xl/workbook.xml")
            kaitan = _pohon(arsip, "xl/_rels/workbook.xml.rels")
        sasaran = {butir.get("Id", ""): butir.get("Target", "") for butir in kaitan.iterfind("p:Relationship", _RUANG)}
        return {
            butir.get("name", ""): _jalur(sasaran.get(butir.get(f"{{{_RUANG['r']}}}id", ""), ""))
            for butir in buku.iterfind("m:sheets/m:sheet", _RUANG)
        }

    @cached_property
    def _gaya_persen(self) -> frozenset[int]:
        """Style numbers whose number format shows a percentage."""
        with zipfile.ZipFile(io.BytesIO(self.isi)) as arsip:
            if "xl/styles.xml" not in arsip.namelist():
                return frozenset()
            gaya = _pohon(arsip, "xl/styles.xml")
        sendiri = {
            int(butir.get("numFmtId", "0"))
            for butir in gaya.iterfind("m:numFmts/m:numFmt", _RUANG)
            if "%" in butir.get("formatCode", "")
        }
        persen = sendiri | _FORMAT_PERSEN_BAWAAN
        semua = gaya.iterfind("m:cellXfs/m:xf", _RUANG)
        return frozenset(urut for urut, butir in enumerate(semua) if int(butir.get("numFmtId", "0")) in persen)


def _pohon(arsip: zipfile.ZipFile, jalur: str) -> ElementTree.Element:
    # Python's expat (2.4.1 and later) itself limits entity expansion.
    return ElementTree.fromstring(arsip.read(jalur))  # noqa: S314


def _jalur(sasaran: str) -> str:
    return sasaran.lstrip("/") if sasaran.startswith("/") else f"xl/{sasaran}"


def _alamat(sel: str) -> tuple[int, int]:
    """Zero-based row and column of a cell name.

    >>> _alamat("B3"), _alamat("AA10")
    ((2, 1), (9, 26))
    """
    huruf = sel.rstrip("0123456789")
    kolom = 0
    for satu in huruf:
        kolom = kolom * 26 + ord(satu) - ord("A") + 1
    return int(sel[len(huruf) :]) - 1, kolom - 1


def _rusak(galat: Exception) -> GalatUrai:
    return GalatUrai(
        "berkas_rusak",
        "Buku kerja tidak dapat dibuka; isinya rusak atau bukan buku kerja Excel",
        mengapa=str(galat),
        tindakan="buka di Excel lalu simpan ulang sebagai .xlsx, atau ekspor ulang dari sistem asal",
    )
