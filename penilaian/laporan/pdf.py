"""From an executed notebook to a PDF on A4: letterhead, contents, tables, figures, page numbers, signature.

The same notebook gives the same bytes. Typst keeps threads: it must not run in a process that forks later,
which has ``penilaian.laporan.pekerja_pdf`` for that. A forked child whose parent never used it may.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from penilaian.galat import GalatPenilaian
from penilaian.laporan.badan import BARIS_SEHALAMAN
from penilaian.laporan.html import TEMPLAT, periksa_konteks
from penilaian.laporan.isi_cetak import isi_cetak
from penilaian.laporan.pdf_isi import bahan_cetak, berkas_gambar, folder_huruf

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from typst import Compiler

STANDAR: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: tagged for screen readers, checked while it is written."""


def ke_pdf(nb: NotebookNode, *, judul: str, konteks: Mapping[str, Any]) -> bytes:
    """The report of an executed notebook as PDF/UA; ``konteks`` is what ``ke_html`` takes.

    Raises:
        GalatParameter: ``konteks`` has a key that no report shows.
        GalatPenilaian: the packages for reports are not installed, or the notebook has what cannot be printed.
    """
    isi_konteks = periksa_konteks(konteks)
    blok = isi_cetak(nb, judul)
    bahan = bahan_cetak(blok, judul, isi_konteks, BARIS_SEHALAMAN)
    with tempfile.TemporaryDirectory(prefix="penilaian-pdf-") as kerja:
        folder = Path(kerja)
        (folder / "isi.json").write_text(json.dumps(bahan, ensure_ascii=False), "utf-8")
        for nama, isi in berkas_gambar(blok, isi_konteks["kop"] or {}).items():
            (folder / nama).write_bytes(isi)
        return _susun(folder)


def _susun(folder: Path) -> bytes:
    penyusun = _penyusun()
    from typst import TypstError

    try:
        hasil = penyusun.compile(_templat(), root=str(folder), format="pdf", pdf_standards=[STANDAR], timestamp=0)
    except TypstError as galat:
        raise GalatPenilaian(
            "Laporan PDF tidak dapat dibuat",
            mengapa=str(galat.message),
            tindakan="halaman HTML tetap dapat dipakai; laporkan kepada pengelola dengan menyertakan notebooknya",
        ) from None
    if not isinstance(hasil, bytes):
        raise GalatPenilaian("Laporan PDF tidak dapat dibuat", mengapa="penyusunnya tidak memberi hasil")
    return hasil


@cache
def _templat() -> bytes:
    return (TEMPLAT / "cetak" / "laporan.typ").read_bytes()


@cache
def _penyusun() -> Compiler:
    """The compiler of this process: no fonts of the system, no network."""
    try:
        from typst import Compiler, Fonts
    except ImportError as galat:
        raise GalatPenilaian(
            "Laporan PDF belum bisa dibuat",
            mengapa=f"paket {galat.name} tidak terpasang",
            tindakan="pasang dengan: uv sync --extra laporan",
        ) from galat
    return Compiler(font_paths=Fonts(include_system_fonts=False, font_paths=[str(folder_huruf())]))
