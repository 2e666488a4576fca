"""Codes, periods and days as the official forms write them."""

from __future__ import annotations

from datetime import date

from penilaian.aturan import muat_buku
from penilaian.bahasa import tanggal
from penilaian.formulir.bentuk import Orang
from penilaian.periode import Periode

BELUM = "belum ditetapkan"
TITIK = "…" * 10
"""A place to fill in by hand; only where people sign."""
RATING = "permenpanrb-6-2022/rating"
PREDIKAT = "permenpanrb-6-2022/predikat"
PREDIKAT_ORGANISASI = "permenpanrb-6-2022/predikat_organisasi"
NILAI_DASAR = "permenpanrb-6-2022/nilai_dasar"


def sebut_rating(kode: str | None) -> str:
    """A decided rating, in the spelling of the regulation.

    >>> sebut_rating("di_atas"), sebut_rating(None)
    ('DIATAS EKSPEKTASI', 'belum ditetapkan')
    """
    if kode is None:
        return BELUM
    return muat_buku().daftar(RATING).nama[kode].upper().replace("DI ATAS", "DIATAS").replace("DI BAWAH", "DIBAWAH")


def sebut_predikat(kode: str | None) -> str:
    """A decided predicate.

    >>> sebut_predikat("kurang"), sebut_predikat("butuh_perbaikan")
    ('KURANG (MISCONDUCT)', 'BUTUH PERBAIKAN')
    """
    if kode is None:
        return BELUM
    nama, garis, lain = muat_buku().daftar(PREDIKAT).nama[kode].upper().partition("/")
    return f"{nama} ({lain})" if garis else nama


def sebut_organisasi(kode: str | None) -> str | None:
    """The predicate of the agency; an empty place stays empty."""
    return None if kode is None else muat_buku().daftar(PREDIKAT_ORGANISASI).nama[kode].upper()


def sebut_kode(kode: str | None) -> str | None:
    """An aspect or a perspective.

    >>> sebut_kode("penerima_layanan")
    'Penerima layanan'
    """
    return None if kode is None else kode.replace("_", " ").capitalize()


def panduan_nilai() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each core value with its name and its guides, in the order of the form.

    >>> panduan_nilai()["adaptif"][1][2]
    'Bertindak proaktif'
    """
    return {
        kode: (butir.nama.title(), tuple(satu[:1].upper() + satu[1:] for satu in butir.uraian.split("; ")))
        for kode, butir in muat_buku().daftar(NILAI_DASAR).butir.items()
    }


def judul_periode(periode: Periode) -> str:
    """The kind of period in the title.

    >>> judul_periode(Periode.urai("2025-T4")), judul_periode(Periode.urai("2025"))
    ('TRIWULAN IV', 'TAHUNAN')
    """
    if periode.jenis == "tahun":
        return "TAHUNAN"
    nama = periode.label.upper().removesuffix(f" {periode.tahun}")
    return f"BULAN {nama}" if periode.jenis == "bulan" else nama


def rentang_periode(periode: Periode) -> str:
    """The days of a period.

    >>> rentang_periode(Periode.urai("2025-T4"))
    '1 OKTOBER SD 31 DESEMBER TAHUN 2025'
    """
    awal, akhir = (tanggal(hari).rsplit(" ", 1)[0].upper() for hari in (periode.awal, periode.akhir))
    return f"{awal} SD {akhir} TAHUN {periode.tahun}"


def tempat_tanggal(tempat: str | None, hari: str | None) -> str:
    """The line above a signature.

    >>> tempat_tanggal("Palu", "2026-01-05")
    'Palu, 5 Januari 2026'
    """
    return f"{tempat or TITIK}, {tanggal(date.fromisoformat(hari)) if hari else TITIK}"


def baris_orang(orang: Orang) -> tuple[tuple[str, str | None], ...]:
    """The five lines of a party's block."""
    return (
        ("NAMA", orang.nama),
        ("NIP", orang.nip),
        ("PANGKAT/GOL. RUANG", orang.pangkat),
        ("JABATAN", orang.jabatan),
        ("UNIT KERJA", orang.unit),
    )
