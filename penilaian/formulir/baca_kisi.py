"""A sheet as a person sees it: the filled cells of each row, and what a cell says as text.

Blank rows and columns do not matter to a form, so that only filled cells are
kept, each with its place.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

import pandas as pd

from penilaian.data.lembar_xml import SelGalat, SelTanpaHasil
from penilaian.data.temuan import Temuan, Tingkat, salin_nilai
from penilaian.data.uraian import dua_bacaan

Alamat = tuple[int, int]
_KATA = re.compile(r"[^\W_]+")
_BUKAN_ISI = re.compile(r"[\s:*.\-\u2010-\u2015\u2212\u2026_]*|\(?\s*[.\u2026_]+\s*\)?")


def lipat(teks: str) -> str:
    """A label without letter case, line breaks and punctuation.

    >>> lipat(" Pangkat/Gol. RUANG :")
    'pangkat gol ruang'
    """
    return " ".join(_KATA.findall(unicodedata.normalize("NFKC", teks).casefold()))


@dataclass(frozen=True)
class Sel:
    """One filled cell at a zero-based place."""

    baris: int
    kolom: int
    nilai: object

    @cached_property
    def teks(self) -> str:
        """What it says; numbers with a decimal comma, dates as ISO, nothing for a formula without a result."""
        return "" if self.cacat else teks_nilai(self.nilai)

    @cached_property
    def lipat(self) -> str:
        return lipat(self.teks)

    @property
    def isi(self) -> str | None:
        """The text; None where it only says that there is nothing, such as ``-``."""
        teks = self.teks.removeprefix(":").strip()
        return None if _BUKAN_ISI.fullmatch(teks) else teks

    @property
    def cacat(self) -> bool:
        """An Excel error, or a formula that was never computed."""
        return isinstance(self.nilai, SelGalat | SelTanpaHasil)

    @property
    def huruf(self) -> str:
        """The column as Excel names it."""
        huruf, sisa = "", self.kolom + 1
        while sisa:
            sisa, urut = divmod(sisa - 1, 26)
            huruf = chr(ord("A") + urut) + huruf
        return huruf

    @property
    def alamat(self) -> str:
        return f"{self.huruf}{self.baris + 1}"


def teks_nilai(nilai: object) -> str:
    """A cell's value as a person would have typed it.

    A fraction with three digits gets a zero more: ``1,234`` could also mean a thousand.

    >>> teks_nilai(85.0), teks_nilai(0.285), teks_nilai(1.234), teks_nilai(" 85% ")
    ('85', '0,285', '1,2340', '85%')
    """
    if isinstance(nilai, bool):
        return "benar" if nilai else "salah"
    if isinstance(nilai, int | float):
        return _teks_angka(nilai)
    if isinstance(nilai, datetime):
        return nilai.date().isoformat() if nilai.time() == time.min else nilai.isoformat(" ", "seconds")
    return str(nilai).replace("\r\n", "\n").strip()


def _teks_angka(nilai: float) -> str:
    if not math.isfinite(nilai):
        return ""
    desimal = Decimal(repr(nilai))
    bulat = desimal == desimal.to_integral_value()
    teks = f"{desimal:.0f}" if bulat else f"{desimal:f}".replace(".", ",")
    titik, koma = dua_bacaan(teks)
    return teks if titik is None or titik == koma else f"{teks}0"


@dataclass(frozen=True)
class Kisi:
    """The filled cells of a sheet, or of some rows of it, in reading order."""

    berkas: str
    lembar: str | None
    baris: tuple[tuple[Sel, ...], ...]
    gabungan: Mapping[Alamat, Sel] = field(default_factory=lambda: MappingProxyType({}))
    """The cell whose value a merged cell shows, by each place below it."""

    def __iter__(self) -> Iterator[Sel]:
        return (sel for baris in self.baris for sel in baris)

    @property
    def awal(self) -> int:
        """Zero-based number of the first filled row; 0 if there is none."""
        return self.baris[0][0].baris if self.baris else 0

    def potong(self, mulai: int, akhir: float = math.inf) -> Kisi:
        """The rows from ``mulai`` to before ``akhir``, zero-based."""
        baris = tuple(satu for satu in self.baris if mulai <= satu[0].baris < akhir)
        return Kisi(self.berkas, self.lembar, baris, self.gabungan)

    def kolom(self, mulai: int, akhir: float = math.inf) -> Kisi:
        """The columns from ``mulai`` to before ``akhir``, zero-based."""
        pilih = (tuple(sel for sel in satu if mulai <= sel.kolom < akhir) for satu in self.baris)
        return Kisi(self.berkas, self.lembar, tuple(satu for satu in pilih if satu), self.gabungan)

    def temuan(self, tingkat: Tingkat, kode: str, apa: str, tindakan: str, sel: Sel | None = None) -> Temuan:
        """A finding about this sheet, or about one cell of it; the column is Excel's letter."""
        if sel is None:
            baris = self.awal + 1 if self.baris else None
            return Temuan(tingkat, kode, apa, tindakan, berkas=self.berkas, lembar=self.lembar, baris=baris)
        nilai = salin_nilai(sel.nilai)
        return Temuan(
            tingkat, kode, apa, tindakan, None, self.berkas, self.lembar, sel.baris + 1, sel.huruf, nilai
        )  # fmt: skip


def susun_kisi(
    sel: pd.DataFrame, berkas: str, lembar: str | None, gabungan: Iterable[tuple[Alamat, Alamat]] = ()
) -> Kisi:
    """The filled cells of a sheet; ``gabungan`` are merged ranges as first and last place."""
    baris = []
    for nomor, isi in enumerate(sel.itertuples(index=False, name=None)):
        terisi = tuple(Sel(nomor, kolom, nilai) for kolom, nilai in enumerate(isi) if _terisi(nilai))
        if terisi:
            baris.append(terisi)
    di = {(satu.baris, satu.kolom): satu for isi in baris for satu in isi}
    tertutup = {
        (nomor, kiri): di[(atas, kiri)]
        for (atas, kiri), (bawah, _) in gabungan
        if (atas, kiri) in di
        for nomor in range(atas + 1, min(bawah, len(sel) - 1) + 1)
    }
    return Kisi(berkas, lembar, tuple(baris), MappingProxyType(tertutup))


def _terisi(nilai: object) -> bool:
    if nilai is None or nilai is pd.NA or nilai is pd.NaT or (isinstance(nilai, float) and math.isnan(nilai)):
        return False
    return isinstance(nilai, SelGalat | SelTanpaHasil) or str(nilai).strip() != ""


_SEBAB_CACAT = (
    "Sel {alamat} berisi galat Excel atau rumus yang hasilnya belum pernah dihitung, sehingga {bagian} tidak terbaca"
)


def isian(kisi: Kisi, sel: Sel | None, bagian: str) -> tuple[str | None, list[Temuan]]:
    """The text of a cell that should hold text or a number, and a finding where it holds something else."""
    if sel is None:
        return None, []
    if sel.cacat:
        kode = "sel_galat_excel" if isinstance(sel.nilai, SelGalat) else "rumus_tanpa_hasil"
        apa = _SEBAB_CACAT.format(alamat=sel.alamat, bagian=bagian)
        tindakan = "perbaiki rumusnya, atau ganti dengan nilainya, lalu buka dan simpan ulang di Excel"
        return None, [kisi.temuan("galat", kode, apa, tindakan, sel)]
    if isinstance(sel.nilai, bool | date | time | timedelta):
        apa = f"Sel {sel.alamat} tersimpan sebagai tanggal, jam, atau benar/salah, sehingga {bagian} tidak terbaca; Excel mungkin mengubahnya, misalnya 7-8 menjadi 7 Agustus"
        tindakan = "format selnya sebagai Teks, ketik ulang isinya, lalu simpan"
        return None, [kisi.temuan("galat", "isian_bukan_teks", apa, tindakan, sel)]
    return sel.isi, []
