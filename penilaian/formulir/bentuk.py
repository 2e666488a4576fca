"""What an evaluation form says, between reading and writing: PermenPANRB 6/2022, Formats C.1.1–C.1.3 and D.1.1–D.1.3.

Texts are kept as they stand on the form; ``None`` is an empty place. Ratings
and predicates are codes of the lists ``permenpanrb-6-2022/rating`` and
``permenpanrb-6-2022/predikat``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from penilaian.periode import Periode

JenisFormulir = Literal["C.1.1", "C.1.2", "C.1.3", "SKP"]
"""Qualitative; quantitative of JPT and unit heads; quantitative of JA and JF; SKP without achievements (Formats A)."""
Kategori = Literal["utama", "tambahan"]


@dataclass(frozen=True)
class Orang:
    """One party of the form."""

    nama: str | None = None
    nip: str | None = None
    pangkat: str | None = None
    """Pangkat/gol. ruang as written, such as ``Penata (III/c)``."""
    jabatan: str | None = None
    unit: str | None = None
    """Unit kerja."""
    instansi: str | None = None


@dataclass(frozen=True)
class Butir:
    """One indicator of the form; ``baris`` is its row in the sheet, from 1."""

    kategori: Kategori
    rhk: str
    iki: str | None = None
    """None on the qualitative form, which has no indicator column of its own."""
    target: str | None = None
    realisasi: str | None = None
    umpan_balik: str | None = None
    rhk_pimpinan: str | None = None
    """Format C.1.3: rencana hasil kerja pimpinan yang diintervensi."""
    aspek: str | None = None
    """Format C.1.3: kuantitas, kualitas, waktu, biaya."""
    perspektif: str | None = None
    """Format C.1.2: penerima_layanan, proses_bisnis, penguatan_internal, anggaran."""
    bukti: str | None = None
    baris: int = 0


@dataclass(frozen=True)
class Perilaku:
    """One core value: code of the list ``permenpanrb-6-2022/nilai_dasar``."""

    nilai: str
    ekspektasi: str | None = None
    umpan_balik: str | None = None
    baris: int = 0


@dataclass(frozen=True)
class Formulir:
    """A whole form of one employee and period."""

    jenis: JenisFormulir
    pegawai: Orang
    penilai: Orang
    butir: tuple[Butir, ...]
    periode: Periode | None = None
    teks_periode: str | None = None
    """The period as written, where it is none of ours."""
    instansi: str | None = None
    capaian_organisasi: str | None = None
    """Code of the list ``permenpanrb-6-2022/predikat_organisasi``."""
    pola_distribusi: str | None = None
    rating_hasil: str | None = None
    perilaku: tuple[Perilaku, ...] = ()
    rating_perilaku: str | None = None
    predikat: str | None = None
    tempat: str | None = None
    tanggal: str | None = None
    """ISO date of signing."""
    lembar: str | None = None
    baris: int = 1
    """Row of the sheet where the form starts, from 1."""


@dataclass(frozen=True)
class DokumenEvaluasi:
    """Dokumen Evaluasi Kinerja Pegawai: D.1.1 by the assessor, D.1.2 by the superior, D.1.3 after an objection."""

    format: Literal["D.1.1", "D.1.2", "D.1.3"]
    periode: Periode
    pegawai: Orang
    penilai: Orang
    atasan_penilai: Orang
    instansi: str | None = None
    capaian_organisasi: str | None = None
    predikat: str | None = None
    catatan: str | None = None
    tempat: str | None = None
    tanggal: str | None = None
