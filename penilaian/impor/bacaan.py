"""What a reader of a foreign source gives, and what it is given: the seam all kinds of source share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import numpy as np
import pandas as pd

from penilaian.data.baca import Mentah
from penilaian.data.buku_kerja import BukuKerja
from penilaian.data.kamus import muat_kamus
from penilaian.data.temuan import Asal, Temuan
from penilaian.data.uraian import Dialek, GalatUrai
from penilaian.impor.penamaan import PenamaOpd
from penilaian.periode import Periode

BATAS_BERKAS = 300 * 2**20
"""Bytes of one source file: the exports of 50.000 employees are below a third of it."""


@dataclass(frozen=True)
class BerkasMasuk:
    """One source file in memory; opened further only by the readers that need to."""

    nama: str
    isi: bytes

    @property
    def akhiran(self) -> str:
        return Path(self.nama).suffix.lower()

    @cached_property
    def sidik(self) -> str:
        """SHA-256 of the file."""
        return hashlib.sha256(self.isi).hexdigest()

    @cached_property
    def buku(self) -> BukuKerja:
        """The workbook; its sheets are read with ``buku.baca(lembar)``.

        Raises:
            GalatUrai: it cannot be opened safely.
        """
        return BukuKerja.buka(self.isi)

    @cached_property
    def sel(self) -> Mapping[str, pd.DataFrame]:
        """All sheets as cells from their first row on; row and column labels count from 0.

        Raises:
            GalatUrai: the workbook or a sheet cannot be read safely.
        """
        return {lembar: self.buku.baca(lembar) for lembar in self.buku.lembar}

    @cached_property
    def json(self) -> Any:
        """The JSON document.

        Raises:
            GalatUrai: ``enkode_bukan_utf8`` or ``berkas_rusak``.
        """
        try:
            return json.loads(self.isi.decode("utf-8-sig"), parse_constant=_bukan_angka, object_pairs_hook=_tanpa_ganda)
        except UnicodeDecodeError:
            raise GalatUrai(
                "enkode_bukan_utf8", "Enkode berkas bukan UTF-8", tindakan="ekspor ulang sebagai JSON UTF-8"
            ) from None
        except (ValueError, RecursionError) as galat:
            tempat = f"baris {galat.lineno} kolom {galat.colno}" if isinstance(galat, json.JSONDecodeError) else ""
            raise GalatUrai(
                "berkas_rusak",
                "Isi berkas bukan JSON yang utuh",
                mengapa=tempat,
                tindakan="unduh atau ekspor ulang berkas itu dari sistem asal",
            ) from None


def _bukan_angka(_: str) -> Any:
    raise ValueError


def _tanpa_ganda(butir: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({kunci for kunci, _ in butir}) != len(butir):
        raise ValueError
    return dict(butir)


@dataclass(frozen=True)
class Petakan:
    """One line of "what becomes what": a place in the source, and where it goes (or why nowhere)."""

    dari: str
    tabel: str | None
    kolom: str | None
    keterangan: str = ""


@dataclass(frozen=True)
class Konteks:
    """What a reader may need beside its own file."""

    opd: PenamaOpd
    indikator: pd.DataFrame
    """Indicators known so far, columns of table ``indikator``."""
    pegawai: pd.DataFrame
    """Employees known so far, columns of table ``pegawai``."""
    periode: Periode | None = None
    """Given by the user for sources that do not name theirs."""
    kode_opd: str | None = None
    """Given by the user for sources that do not name their agency."""
    periode_ekinerja: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """``periode_id`` of e-Kinerja → period code."""

    def cocok(self, periode: Periode) -> bool:
        """Whether what the user gave does not contradict a source's own period: it is the same, or the year it is in."""
        diberi = self.periode
        return diberi in (None, periode, Periode(periode.tahun, "tahun", 1))


@dataclass(frozen=True)
class Bacaan:
    """One source in our tables, not converted yet: the same ``Mentah`` that the reader of our own files gives."""

    tabel: tuple[Mentah, ...] = ()
    temuan: tuple[Temuan, ...] = ()
    peta: tuple[Petakan, ...] = ()
    periode_ekinerja: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What this source says about e-Kinerja's period ids."""
    calon_indikator: pd.DataFrame | None = None
    """Indicators that a person has to complete before they can be used, columns of table ``indikator``."""


class Jenis(Protocol):
    """A kind of source: a module with these names."""

    NAMA: str
    JUDUL: str
    """What a user reads."""
    URUTAN: int
    """Lower kinds are read first: what they say helps to read the others."""

    def kenali(self, berkas: BerkasMasuk) -> bool:
        """Whether a file is of this kind; cheap, and never raises but ``GalatUrai``."""

    def baca(self, berkas: BerkasMasuk, konteks: Konteks) -> Bacaan:
        """Read it; content is never a reason to raise anything but ``GalatUrai``."""


def susun_mentah(
    tabel: str,
    berkas: str,
    lembar: str | None,
    baris: Sequence[int],
    kolom: Mapping[str, Sequence[object]],
    *,
    dialek: Dialek | None = None,
) -> Mentah:
    """Rows of one of our tables from lists of values, missing ones ``None``; ``baris`` are row numbers in the source.

    Raises:
        KeyError: a column that the dictionary does not have.
    """
    kamus = muat_kamus()[tabel].kolom
    if asing := kolom.keys() - kamus.keys():
        raise KeyError(sorted(asing)[0])
    kosong = [None] * len(baris)
    isi = {nama: pd.Series(list(kolom.get(nama, kosong)), dtype=object) for nama in kamus}
    return Mentah(
        Asal(tabel, berkas, lembar, np.array(baris, dtype="int64")),
        pd.DataFrame(isi, index=pd.RangeIndex(len(baris))),
        dialek,
        frozenset(kamus.keys() - kolom.keys()),
    )
