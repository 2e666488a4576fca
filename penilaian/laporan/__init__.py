"""Reports: tables and figures to show, and the pages and index they go into.

Names are loaded when they are first used: a command that only writes a table need not wait for matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from penilaian.laporan.gambar import Gambar, gambar_batang, gambar_batang_bertumpuk, gambar_kosong
    from penilaian.laporan.html import Konteks, halaman_gagal, ke_html
    from penilaian.laporan.indeks import tulis_indeks
    from penilaian.laporan.kisi import gambar_kisi
    from penilaian.laporan.kurva import SumbuTegak, gambar_kurva
    from penilaian.laporan.matriks import gambar_matriks
    from penilaian.laporan.sebaran import gambar_sebaran
    from penilaian.laporan.tabel import Kolom, Tabel

__all__ = [
    "Gambar",
    "Kolom",
    "Konteks",
    "SumbuTegak",
    "Tabel",
    "gambar_batang",
    "gambar_batang_bertumpuk",
    "gambar_kisi",
    "gambar_kosong",
    "gambar_kurva",
    "gambar_matriks",
    "gambar_sebaran",
    "halaman_gagal",
    "ke_html",
    "tulis_indeks",
]

_MODUL = {
    "gambar": ("Gambar", "gambar_batang", "gambar_batang_bertumpuk", "gambar_kosong"),
    "kisi": ("gambar_kisi",),
    "kurva": ("SumbuTegak", "gambar_kurva"),
    "html": ("Konteks", "halaman_gagal", "ke_html"),
    "indeks": ("tulis_indeks",),
    "matriks": ("gambar_matriks",),
    "sebaran": ("gambar_sebaran",),
    "tabel": ("Kolom", "Tabel"),
}


def __getattr__(nama: str) -> Any:
    for modul, isi in _MODUL.items():
        if nama in isi:
            return getattr(import_module(f"{__name__}.{modul}"), nama)
    raise AttributeError(f"module {__name__!r} has no attribute {nama!r}")
