"""One Excel workbook: its sheets as rows of cells, and what the cell values alone do not tell.

Calamine reads the values. What it hides or what would exhaust the machine is
looked up beforehand in the sheet's XML, see :mod:`penilaian.data.lembar_xml`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

import pandas as pd
from python_calamine import CalamineError

from penilaian.bahasa import angka
from penilaian.data.arsip import Arsip
from penilaian.data.lembar_biasa import lembar_biasa
from penilaian.data.lembar_xml import BATAS_KOLOM, BATAS_SEL, Alamat, Pindaian, SelGalat, pindai_lembar
from penilaian.data.teks_bersama import periksa_teks_bersama
from penilaian.data.uraian import GalatUrai

_TANDA_OLE = b"\xd0\xcf\x11\xe0"
_FORMAT_PERSEN_BAWAAN = {9, 10}
_BATAS_LEMBAR = 500
_TAHUN_AWAL = {"0", "1", "false", "true"}
"""How ``date1904`` may be written: whether dates start in 1900 or 1904; otherwise readers differ by four years."""
_BUKAN_TANGGAL = datetime(1899, 12, 30)  # noqa: DTZ001 -- what calamine makes of a date that is no number
_GALAT_BACA = (
    CalamineError, zipfile.BadZipFile, ElementTree.ParseError, ExpatError, ValueError, LookupError, OSError, EOFError,
    NotImplementedError, ArithmeticError,
)  # fmt: skip


@dataclass(frozen=True)
class LembarBaca:
    """The cells of a sheet from its first row on, and what their values do not tell; rows and columns count from 0.

    Error cells are ``SelGalat``, formulas without a result ``SelTanpaHasil``, percentages text.
    """

    sel: pd.DataFrame
    rumus: Mapping[int, int]
    """Formulas whose stored result was read, by column."""
    baris_tersembunyi: int
    tersembunyi: bool
    """Whether the whole sheet is hidden."""


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
            buku = cls(pd.ExcelFile(io.BytesIO(isi), engine="calamine"), arsip)
            buku._periksa_susunan()
            return buku

    @property
    def lembar(self) -> tuple[str, ...]:
        return tuple(str(nama) for nama in self.excel.sheet_names)

    @property
    def bermakro(self) -> bool:
        """Whether it holds macros; they are never run."""
        return any(nama.endswith("vbaproject.bin") for nama in self.arsip.bagian)

    @property
    def bertautan(self) -> bool:
        """Whether it takes values from other workbooks."""
        return any(nama.startswith("xl/externallinks/") for nama in self.arsip.bagian)

    def baca(self, lembar: str) -> pd.DataFrame:
        """The cells of a sheet, see :meth:`baca_lembar`."""
        return self.baca_lembar(lembar).sel

    def baca_lembar(self, lembar: str) -> LembarBaca:
        """A sheet with all that is known about its cells.

        Raises:
            GalatUrai: ``berkas_rusak`` or ``buku_kerja_terlalu_besar``.
        """
        with _terjaga():
            pindaian = self._pindai(lembar)
            baris = self.excel.book.get_sheet_by_name(lembar).to_python(skip_empty_area=False)
            # Excel knows floats only, and 85 is not written 85.0.
            bulat = [[int(n) if type(n) is float and n.is_integer() else n for n in satu] for satu in baris]
            sel = pd.DataFrame(bulat, dtype=object)
        sel = _perluas(sel, pindaian.khusus)
        khusus = {**dict.fromkeys(_bukan_angka(sel), SelGalat("NaN")), **pindaian.khusus}
        for (baris, kolom), teks in khusus.items():
            sel.iat[baris, kolom] = teks
        return LembarBaca(sel, pindaian.rumus, pindaian.baris_tersembunyi, lembar in self._lembar_tersembunyi)

    def _periksa_susunan(self) -> None:
        """Refuse what Excel never writes and readers understand differently."""
        if len(self.lembar) > _BATAS_LEMBAR:
            raise GalatUrai(
                "buku_kerja_terlalu_besar",
                f"Buku kerja berisi {angka(len(self.lembar))} lembar, batasnya {_BATAS_LEMBAR}",
                tindakan="salin lembar datanya saja ke buku kerja baru",
            )
        sifat = [butir.get("date1904", "0") for butir in self._pohon_buku.iterfind("{*}workbookPr")]
        if len(set(self.lembar)) != len(self.lembar) or len(sifat) > 1 or not _TAHUN_AWAL.issuperset(sifat):
            raise ValueError

    def _pindai(self, lembar: str) -> Pindaian:
        jalur, persen = self._jalur_lembar[lembar], self._gaya_persen
        periksa_teks_bersama(self.arsip, jalur)
        if lembar_biasa(self.arsip.alirkan(jalur), persen, BATAS_SEL, BATAS_KOLOM):
            return Pindaian()
        return pindai_lembar(self.arsip.alirkan(jalur), lembar, persen)

    @cached_property
    def _pohon_buku(self) -> ElementTree.Element:
        return _pohon(self.arsip, "xl/workbook.xml")

    @cached_property
    def _lembar_tersembunyi(self) -> frozenset[str]:
        semua = self._pohon_buku.iterfind("{*}sheets/{*}sheet")
        return frozenset(butir.get("name", "") for butir in semua if butir.get("state", "visible") != "visible")

    @cached_property
    def _jalur_lembar(self) -> dict[str, str]:
        kaitan = _pohon(self.arsip, "xl/_rels/workbook.xml.rels")
        sasaran = {butir.get("Id", ""): butir.get("Target", "") for butir in kaitan.iterfind("{*}Relationship")}
        return {
            butir.get("name", ""): _jalur(sasaran.get(_id_kaitan(butir), ""))
            for butir in self._pohon_buku.iterfind("{*}sheets/{*}sheet")
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


def _bukan_angka(sel: pd.DataFrame) -> Iterator[Alamat]:
    """Number cells that hold no number: some programs write ``NaN`` there, which is not an empty cell."""
    rusak = (sel.isna() | (sel == _BUKAN_TANGGAL)).to_numpy(dtype=bool)
    return ((int(baris), int(kolom)) for baris, kolom in zip(*rusak.nonzero(), strict=True))


def _perluas(sel: pd.DataFrame, khusus: Mapping[Alamat, str]) -> pd.DataFrame:
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
