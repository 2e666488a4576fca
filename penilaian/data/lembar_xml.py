"""One pass over a sheet's XML: how far it reaches, and the cells whose value alone misleads.

Calamine gives an error cell (``#REF!``) and a formula never computed as
empty ones, a percentage as its hundredth, and it reserves memory for the whole
rectangle up to the farthest cell. The pass finds all four beforehand. It
also counts the formulas whose stored results are read, and the hidden rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from xml.parsers import expat

from penilaian.bahasa import angka
from penilaian.data.uraian import GalatUrai

BATAS_KOLOM = 500
"""The widest dictionary has 15 columns; some hundred beside them may be notes."""
BATAS_SEL = 20_000_000
"""Rows times columns: a million rows of twenty columns takes 12 seconds and 1,2 GB."""
_BATAS_BARIS = 1_048_576
_ACUAN = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")

Alamat = tuple[int, int]


class SelGalat(str):
    """The text of an Excel error, such as ``#REF!``: neither a value nor an empty cell."""


class SelTanpaHasil(str):
    """A formula whose result was never stored: neither a value nor an empty cell."""


@dataclass(frozen=True)
class Pindaian:
    """What a sheet's XML says beside its values; rows and columns count from zero.

    ``khusus`` are error, uncomputed and percentage cells, ``rumus`` counts the
    formulas with a stored result by column; hidden rows count if they hold anything.
    """

    khusus: Mapping[Alamat, str] = field(default_factory=dict)
    rumus: Mapping[int, int] = field(default_factory=dict)
    baris_tersembunyi: int = 0


def pindai_lembar(potongan: Iterable[bytes], nama: str, gaya_persen: frozenset[int]) -> Pindaian:
    """Look at every cell of a sheet.

    Raises:
        ExpatError: no well-formed XML.
        ValueError: a cell name or style number that is none, a document type, an encoding with zero bytes.
        GalatUrai: ``buku_kerja_terlalu_besar``.
    """
    pemindai = _Pemindai(nama, gaya_persen)
    for potong in potongan:
        if b"\x00" in potong:
            raise ValueError
        pemindai.parser.Parse(potong, False)
    pemindai.parser.Parse(b"", True)
    pemindai.akhiri_sel()
    return Pindaian(pemindai.hasil, pemindai.rumus, pemindai.tersembunyi)


class _Pemindai:
    """Handles the start of elements only: there are millions, and a cell ends where the next one starts."""

    def __init__(self, nama: str, gaya_persen: frozenset[int]) -> None:
        self.nama = nama
        self.gaya_persen = {str(urut) for urut in gaya_persen}
        self.hasil: dict[Alamat, str] = {}
        self.rumus: Counter[int] = Counter()
        self.sembunyi, self.tersembunyi = False, 0
        self.baris, self.kolom = -1, -1
        self.baris_terjauh, self.kolom_terjauh = 0, 0
        self.sel: dict[str, str] = {}
        self.teks: dict[str, list[str]] = {}
        """Of a cell that may be special: the text of its formula and its value."""
        self.huruf: dict[str, int] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._mulai
        self.parser.StartDoctypeDeclHandler = _tolak_doctype

    def _mulai(self, tag: str, atribut: dict[str, str]) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            if self.teks:
                self.akhiri_sel()
            self.sel = atribut
            if "r" in atribut:
                self.baris, self.kolom = self._alamat(atribut["r"])
            else:
                self.kolom += 1
        elif tag in ("v", "f", "is"):
            if self.baris >= self.baris_terjauh or self.kolom >= self.kolom_terjauh:
                self._catat_jangkauan()
            if self.sembunyi:
                self.sembunyi, self.tersembunyi = False, self.tersembunyi + 1
            if tag == "f" or self.teks or self._mungkin_khusus():
                self.teks[tag] = []
                self.parser.CharacterDataHandler = self.teks[tag].append
        elif tag == "row":
            self.akhiri_sel()
            self.baris, self.kolom = (_nomor_baris(atribut["r"]) if "r" in atribut else self.baris + 1), -1
            self.sembunyi = atribut.get("hidden") in ("1", "true")

    def _mungkin_khusus(self) -> bool:
        return self.sel.get("t") == "e" or self.sel.get("s", "0") in self.gaya_persen

    def _alamat(self, sel: str) -> Alamat:
        cocok = _ACUAN.fullmatch(sel)
        if cocok is None:
            raise ValueError
        huruf, angka_baris = cocok.groups()
        kolom = self.huruf.get(huruf)
        if kolom is None:
            kolom = self.huruf[huruf] = nomor_kolom(huruf)
        return int(angka_baris) - 1, kolom

    def akhiri_sel(self) -> None:
        """Keep what the cell just left turned out to be."""
        if self.teks:
            if (teks := self._khusus(self.sel)) is not None:
                self.hasil[self.baris, self.kolom] = teks
            if "f" in self.teks and not isinstance(teks, SelGalat | SelTanpaHasil):
                self.rumus[self.kolom] += 1
            self.teks = {}
            self.parser.CharacterDataHandler = None

    def _khusus(self, sel: dict[str, str]) -> str | None:
        jenis = sel.get("t", "n")
        nilai = "".join(self.teks.get("v", [])).strip()
        if jenis == "e" and nilai:
            return SelGalat(nilai)
        if "f" in self.teks and not nilai and not (jenis == "str" and "v" in self.teks):
            return SelTanpaHasil("=" + "".join(self.teks["f"]).strip())
        if nilai and jenis == "n" and sel.get("s", "0") in self.gaya_persen:
            # The shortest text of the stored double, so that 0.28999999999999998 is the 29% one sees.
            return f"{(Decimal(repr(float(nilai))) * 100).normalize():f}%"
        return None

    def _catat_jangkauan(self) -> None:
        self.baris_terjauh = max(self.baris_terjauh, self.baris + 1)
        self.kolom_terjauh = max(self.kolom_terjauh, self.kolom + 1)
        luas = self.baris_terjauh * self.kolom_terjauh
        if self.baris_terjauh > _BATAS_BARIS or self.kolom_terjauh > BATAS_KOLOM or luas > BATAS_SEL:
            raise self._terlalu_luas()

    def _terlalu_luas(self) -> GalatUrai:
        return GalatUrai(
            "buku_kerja_terlalu_besar",
            f"Lembar {self.nama} terisi sampai baris {angka(self.baris + 1)} kolom ke-{angka(self.kolom + 1)}; "
            f"batasnya {BATAS_KOLOM} kolom dan {angka(BATAS_SEL)} sel",
            tindakan="di Excel tekan Ctrl+End untuk menemukan sel terjauh, hapus isi di luar tabel, lalu simpan",
        )


def _tolak_doctype(*_: object) -> None:
    """Workbooks have no document type; with one, readers see different values."""
    raise ValueError


def _nomor_baris(nomor: str) -> int:
    baris = int(nomor) - 1
    if baris < 0:
        raise ValueError
    return baris


def nomor_kolom(huruf: str) -> int:
    """The zero-based number of a column.

    >>> nomor_kolom("B"), nomor_kolom("AA")
    (1, 26)
    """
    nomor = 0
    for satu in huruf.upper():
        nomor = nomor * 26 + ord(satu) - ord("A") + 1
    return nomor - 1
