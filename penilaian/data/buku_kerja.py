"""One Excel workbook: its sheets as rows of cells, and what the cell values alone do not tell.

Calamine reads the values. What it hides or what would exhaust the machine is
looked up beforehand in the sheet's XML, see :mod:`penilaian.data.lembar_xml`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

import pandas as pd
from python_calamine import CalamineError

from penilaian.data.arsip import Arsip
from penilaian.data.lembar_biasa import lembar_biasa
from penilaian.data.lembar_xml import BATAS_KOLOM, BATAS_SEL, Alamat, pindai_lembar
from penilaian.data.uraian import GalatUrai

_TANDA_OLE = b"\xd0\xcf\x11\xe0"
_FORMAT_PERSEN_BAWAAN = {9, 10}
_GALAT_BACA = (
    CalamineError, zipfile.BadZipFile, ElementTree.ParseError, ExpatError, ValueError, LookupError, OSError, EOFError,
    NotImplementedError,
)  # fmt: skip


@dataclass(frozen=True)
class BukuKerja:
    """An opened workbook; sheets are read on demand."""

    excel: pd.ExcelFile
    arsip: Arsip

    @classmethod
    def buka(cls, isi: bytes) -> BukuKerja:
        """Open a workbook from its bytes.

        Raises:
            GalatUrai: ``berkas_rusak``, ``berkas_terkunci`` or ``buku_kerja_terlalu_besar``.
        """
        if isi.startswith(_TANDA_OLE):
            raise GalatUrai(
                "berkas_terkunci",
                "Buku kerja dilindungi kata sandi atau berformat Excel lama (.xls)",
                tindakan="buka di Excel, hapus kata sandinya, lalu simpan ulang sebagai .xlsx",
            )
        with _terjaga():
            arsip = Arsip.buka(isi)
            return cls(pd.ExcelFile(io.BytesIO(isi), engine="calamine"), arsip)

    @property
    def lembar(self) -> tuple[str, ...]:
        return tuple(str(nama) for nama in self.excel.sheet_names)

    def baca(self, lembar: str) -> pd.DataFrame:
        """All cells of a sheet from its first row on.

        Error cells are ``SelGalat``, formulas without a result ``SelTanpaHasil``, percentages text.

        Raises:
            GalatUrai: ``berkas_rusak`` or ``buku_kerja_terlalu_besar``.
        """
        with _terjaga():
            khusus = self._sel_khusus(lembar)
            sel = pd.read_excel(
                self.excel, sheet_name=lembar, header=None, dtype=object, keep_default_na=False, na_filter=False
            )
        sel = _perluas(sel, khusus)
        for (baris, kolom), teks in khusus.items():
            sel.iat[baris, kolom] = teks
        return sel

    def _sel_khusus(self, lembar: str) -> dict[Alamat, str]:
        jalur, persen = self._jalur_lembar[lembar], self._gaya_persen
        if lembar_biasa(self.arsip.alirkan(jalur), persen, BATAS_SEL, BATAS_KOLOM):
            return {}
        return pindai_lembar(self.arsip.alirkan(jalur), lembar, persen)

    @cached_property
    def _jalur_lembar(self) -> dict[str, str]:
        buku = _pohon(self.arsip, "xl/workbook.xml")
        kaitan = _pohon(self.arsip, "xl/_rels/workbook.xml.rels")
        sasaran = {butir.get("Id", ""): butir.get("Target", "") for butir in kaitan.iterfind("{*}Relationship")}
        return {
            butir.get("name", ""): _jalur(sasaran.get(_id_kaitan(butir), ""))
            for butir in buku.iterfind("{*}sheets/{*}sheet")
        }

    @cached_property
    def _gaya_persen(self) -> frozenset[int]:
        """Style numbers whose number format shows a percentage."""
        if "xl/styles.xml" not in self.arsip:
            return frozenset()
        gaya = _pohon(self.arsip, "xl/styles.xml")
        sendiri = {
            int(butir.get("numFmtId", "0"))
            for butir in gaya.iterfind("{*}numFmts/{*}numFmt")
            if "%" in butir.get("formatCode", "")
        }
        persen = sendiri | _FORMAT_PERSEN_BAWAAN
        semua = gaya.iterfind("{*}cellXfs/{*}xf")
        return frozenset(urut for urut, butir in enumerate(semua) if int(butir.get("numFmtId", "0")) in persen)


@contextmanager
def _terjaga() -> Iterator[None]:
    """Whatever a reader says about a broken workbook, in our words."""
    try:
        yield
    except _GALAT_BACA:
        raise _rusak() from None
    except BaseException as galat:
        # A panic inside calamine is no Exception, so that nobody swallows it by accident.
        if type(galat).__name__ != "PanicException":
            raise
        raise _rusak() from None


def _perluas(sel: pd.DataFrame, khusus: dict[Alamat, str]) -> pd.DataFrame:
    """Room for special cells outside what calamine returned: to it they are empty."""
    tinggi = max([sel.shape[0], *(baris + 1 for baris, _ in khusus)])
    lebar = max([sel.shape[1], *(kolom + 1 for _, kolom in khusus)])
    if (tinggi, lebar) == sel.shape:
        return sel
    return sel.reindex(index=range(tinggi), columns=range(lebar), fill_value="").astype(object)


def _pohon(arsip: Arsip, jalur: str) -> ElementTree.Element:
    # Python's expat (2.4.1 and later) itself limits entity expansion.
    return ElementTree.fromstring(arsip.baca(jalur))  # noqa: S314


def _id_kaitan(lembar: ElementTree.Element) -> str:
    """The relation of a sheet: ``r:id``, whose namespace differs between the two kinds of .xlsx."""
    return next((nilai for nama, nilai in lembar.attrib.items() if nama.endswith("}id")), "")


def _jalur(sasaran: str) -> str:
    return sasaran.lstrip("/") if sasaran.startswith("/") else f"xl/{sasaran}"


def _rusak() -> GalatUrai:
    return GalatUrai(
        "berkas_rusak",
        "Buku kerja tidak dapat dibuka; isinya rusak atau bukan buku kerja Excel (.xlsx)",
        tindakan="buka di Excel lalu simpan ulang sebagai .xlsx, atau ekspor ulang dari sistem asal",
    )
