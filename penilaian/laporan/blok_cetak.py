"""The parts a printed report or a workbook consists of, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from penilaian.laporan.tabel import Kolom, teks_sel

TAG_SEMBUNYI = "sembunyi"
"""Cells with this tag are left out of the report, with their outputs."""


@dataclass(frozen=True)
class Potongan:
    """A run of text in one style."""

    teks: str
    tebal: bool = False
    miring: bool = False
    kode: bool = False


Kalimat = tuple[Potongan, ...]


@dataclass(frozen=True)
class Judul:
    """A heading; ``tingkat`` 1 is a chapter of the report."""

    tingkat: int
    isi: Kalimat


@dataclass(frozen=True)
class Paragraf:
    isi: Kalimat


@dataclass(frozen=True)
class Daftar:
    """A list; each item is blocks of its own."""

    butir: tuple[tuple[Blok, ...], ...]
    berurut: bool = False


@dataclass(frozen=True)
class Kotak:
    """Blocks that stand out: the main points (``pokok``) or a part that failed (``galat``)."""

    jenis: str
    isi: tuple[Blok, ...]


@dataclass(frozen=True)
class TeksTetap:
    """Text whose line breaks matter, as a program printed it."""

    teks: str


@dataclass(frozen=True)
class TabelCetak:
    """A table with the values that are shown; ``nomor`` is None for one without a title."""

    judul: str
    kolom: tuple[Kolom, ...]
    baris: tuple[tuple[object, ...], ...]
    keterangan: tuple[str, ...] = ()
    baris_judul: bool = False
    nomor: int | None = None

    @cached_property
    def teks(self) -> tuple[tuple[str, ...], ...]:
        """The cells as readers see them, the same as in the HTML page."""
        return tuple(tuple(map(teks_sel, satu, self.kolom)) for satu in self.baris)


@dataclass(frozen=True)
class GambarCetak:
    """A picture (PNG or JPEG) with its words; ``lebar`` in CSS pixels, 0 where nobody says."""

    isi: bytes
    alt: str
    judul: str
    lebar: int
    nomor: int = 0


Blok = Judul | Paragraf | Daftar | Kotak | TeksTetap | TabelCetak | GambarCetak


def tabel_dari(blok: tuple[Blok, ...]) -> tuple[TabelCetak, ...]:
    """All tables among blocks, also those inside lists and boxes, in order."""
    semua: list[TabelCetak] = []
    for satu in blok:
        if isinstance(satu, TabelCetak):
            semua.append(satu)
        elif isinstance(satu, Kotak):
            semua += tabel_dari(satu.isi)
        elif isinstance(satu, Daftar):
            semua += [tabel for butir in satu.butir for tabel in tabel_dari(butir)]
    return tuple(semua)


def teks_polos(isi: Kalimat) -> str:
    """A sentence without its styles."""
    return "".join(satu.teks for satu in isi)
