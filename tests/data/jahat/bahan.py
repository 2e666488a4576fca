"""What the hostile files are made of: a workbook as its bare parts, and folders with one file replaced."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from penilaian.data import Data
from tests.data.conftest import ISI

GALAT, PERINGATAN, CATATAN = "galat", "peringatan", "catatan"
LEMBAR = "xl/worksheets/sheet1.xml"
TEKS = "xl/sharedStrings.xml"
BUKU = "xl/workbook.xml"
GAYA = "xl/styles.xml"
_UTAMA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KAITAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKET = "http://schemas.openxmlformats.org/package/2006/relationships"
_KEPALA_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BERANGKA = {"target", "target_bawah", "target_atas", "realisasi", "baseline", "responden", "ikm"}

Baris = dict[str, str]
Bagian = dict[str, bytes]
Bangun = Callable[[Path], None]


@dataclass(frozen=True)
class Jahat:
    """One hostile folder: how a clean one becomes it, and all that must be said about it, no more and no less.

    ``harapan`` is level by code; ``periksa`` looks at the data read. ``berat`` files are read in a process of their
    own with little memory.
    """

    nama: str
    bangun: Bangun
    harapan: Mapping[str, str] = field(default_factory=dict)
    periksa: Callable[[Data], None] | None = None
    berat: bool = False


class Sel(str):
    """The XML of a cell after its address: attributes, ``>`` and what is inside."""


def bertipe(tabel: str) -> list[list[object]]:
    """A table as Excel holds it, header first: real numbers, the rest text, nothing where it is empty."""
    return [
        list(ISI[tabel][0]),
        *([_angka(nama, nilai) for nama, nilai in baris.items()] for baris in ISI[tabel]),
    ]


def _angka(nama: str, nilai: str) -> object:
    return float(nilai) if nama in _BERANGKA and nilai else nilai


def dengan_sel(tabel: str, baris: int, kolom: str, isi: object) -> list[list[object]]:
    """The table with one cell replaced; ``baris`` counts as in Excel."""
    semua = bertipe(tabel)
    semua[baris - 1][semua[0].index(kolom)] = isi
    return semua


def bagian(lembar: Mapping[str, Sequence[Sequence[object]]], gaya: str = "<xf/>") -> Bagian:
    """The parts of a workbook with shared strings, as Excel writes it."""
    teks: dict[str, int] = {}
    isi = {
        f"xl/worksheets/sheet{urut}.xml": _lembar(baris, teks) for urut, baris in enumerate(lembar.values(), start=1)
    }
    nomor = range(1, len(lembar) + 1)
    sebutan = "".join(
        f'<sheet name="{escape(nama, {chr(34): "&quot;"})}" sheetId="{di}" r:id="rId{di}"/>'
        for di, nama in zip(nomor, lembar, strict=True)
    )
    kaitan = "".join(
        f'<Relationship Id="rId{di}" Type="{_KAITAN}/worksheet" Target="worksheets/sheet{di}.xml"/>' for di in nomor
    )
    kaitan += f'<Relationship Id="rIdT" Type="{_KAITAN}/sharedStrings" Target="sharedStrings.xml"/>'
    butir = "".join(f'<si><t xml:space="preserve">{escape(satu)}</t></si>' for satu in teks)
    return {
        "[Content_Types].xml": _xml(
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        ),
        "_rels/.rels": _xml(
            f'<Relationships xmlns="{_PAKET}"><Relationship Id="rId1" Type="{_KAITAN}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        BUKU: _xml(
            f'<workbook xmlns="{_UTAMA}" xmlns:r="{_KAITAN}"><workbookPr/><sheets>{sebutan}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _xml(f'<Relationships xmlns="{_PAKET}">{kaitan}</Relationships>'),
        GAYA: _xml(f'<styleSheet xmlns="{_UTAMA}"><numFmts/><cellXfs>{gaya}</cellXfs></styleSheet>'),
        TEKS: _xml(f'<sst xmlns="{_UTAMA}">{butir}</sst>'),
        **isi,
    }


def _xml(isi: str) -> bytes:
    return _KEPALA_XML + isi.encode("utf-8", "surrogatepass")


def _lembar(baris: Sequence[Sequence[object]], teks: dict[str, int]) -> bytes:
    isi = "".join(
        f'<row r="{nomor}">{"".join(_sel(f"{huruf(di)}{nomor}", satu, teks) for di, satu in enumerate(sel))}</row>'
        for nomor, sel in enumerate(baris, start=1)
    )
    return _xml(f'<worksheet xmlns="{_UTAMA}"><sheetData>{isi}</sheetData></worksheet>')


def _sel(alamat: str, isi: object, teks: dict[str, int]) -> str:
    if isi is None or isi == "":
        return ""
    if isinstance(isi, Sel):
        return f'<c r="{alamat}"{isi}</c>'
    if isinstance(isi, str):
        return f'<c r="{alamat}" t="s"><v>{teks.setdefault(isi, len(teks))}</v></c>'
    return f'<c r="{alamat}"><v>{isi}</v></c>'


def huruf(urut: int) -> str:
    """The letters of a zero-based column."""
    hasil = ""
    urut += 1
    while urut:
        urut, sisa = divmod(urut - 1, 26)
        hasil = chr(65 + sisa) + hasil
    return hasil


def kemas(isi: Mapping[str, bytes] | Iterable[tuple[str, bytes]], cara: int = zipfile.ZIP_DEFLATED) -> bytes:
    aliran = io.BytesIO()
    with zipfile.ZipFile(aliran, "w", cara) as arsip:
        for nama, satu in isi.items() if isinstance(isi, Mapping) else isi:
            arsip.writestr(nama, satu)
    return aliran.getvalue()


def buku(gaya: str = "<xf/>", tabel: str = "realisasi", **ubah: object) -> Bagian:
    """The parts of a workbook of one table; ``ubah`` are cells such as ``D2``."""
    semua = bertipe(tabel)
    for alamat, isi in ubah.items():
        kolom, baris = alamat.rstrip("0123456789"), int(alamat.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        urut = next(di for di in range(len(semua[0]) + 40) if huruf(di) == kolom)
        while len(semua) < baris:
            semua.append([])
        semua[baris - 1] += [""] * (urut + 1 - len(semua[baris - 1]))
        semua[baris - 1][urut] = isi
    return bagian({tabel: semua}, gaya)


def ganti(isi: Bagian, nama: str, dari: bytes, ke: bytes) -> Bagian:
    """One part with its first ``dari`` replaced."""
    if dari not in isi[nama]:
        raise ValueError(f"{dari!r} tidak ada di {nama}")
    return {**isi, nama: isi[nama].replace(dari, ke, 1)}


def sisip(isi: Bagian, xml: bytes) -> Bagian:
    """More rows at the end of the first sheet."""
    return ganti(isi, LEMBAR, b"</sheetData>", xml + b"</sheetData>")


def sebagai(nama: str, isi: bytes | Callable[[], bytes], tabel: str = "realisasi") -> Bangun:
    """A folder whose table comes from this one file."""

    def bangun(folder: Path) -> None:
        (folder / f"{tabel}.csv").unlink()
        (folder / nama).write_bytes(isi() if callable(isi) else isi)

    return bangun


def xlsx(isi: Callable[[], Bagian] | Bagian, tabel: str = "realisasi") -> Bangun:
    """A folder whose table comes from a workbook of these parts."""
    return sebagai(f"{tabel}.xlsx", lambda: kemas(isi() if callable(isi) else isi), tabel)


def csv(ubah: Callable[[bytes], bytes], tabel: str = "realisasi") -> Bangun:
    """A folder with the bytes of one CSV changed."""

    def bangun(folder: Path) -> None:
        berkas = folder / f"{tabel}.csv"
        lama = berkas.read_bytes()
        baru = ubah(lama)
        if lama == baru:
            raise ValueError("tidak ada yang berubah")
        berkas.write_bytes(baru)

    return bangun


def isian(tabel: str, urut: int, **nilai: str) -> Bangun:
    """A folder with cells of one CSV row replaced."""
    import pandas as pd

    def bangun(folder: Path) -> None:
        semua = [dict(baris) for baris in ISI[tabel]]
        semua[urut].update(nilai)
        teks = pd.DataFrame(semua).to_csv(index=False, lineterminator="\n")
        (folder / f"{tabel}.csv").write_bytes(teks.encode("utf-8", "surrogatepass"))

    return bangun
