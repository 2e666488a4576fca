"""The PDF and the workbook of a report, made wherever a run is: Typst and forking do not go together.

A forked child ends after its report and may use Typst itself; the process it was
forked from must never have. Every other process has its PDFs made by a worker.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from penilaian.berkas import tulis_teks
from penilaian.jalan.manifes import Manifes, sidik_berkas
from penilaian.jalan.rapikan import teks_notebook
from penilaian.jalan.rencana import Tugas
from penilaian.laporan.pekerja_pdf import PekerjaPdf

BENTUK_LAIN = ("pdf", "xlsx")
"""What a report may have besides its page; fields of its manifest."""
_PROSES = os.getpid()


def berbentuk(manifes: Manifes, bentuk: Iterable[str]) -> Manifes:
    """A manifest with the names of the files that a report in these forms has."""
    pdf, xlsx = (f"{manifes.id}.{satu}" if satu in bentuk else "" for satu in BENTUK_LAIN)
    return replace(manifes, pdf=pdf, xlsx=xlsx)


def bentuk_dari(manifes: Manifes) -> tuple[str, ...]:
    """The forms a report has besides its page."""
    return tuple(satu for satu in BENTUK_LAIN if getattr(manifes, satu))


def isi_bentuk(
    nb: NotebookNode, manifes: Manifes, konteks: Mapping[str, Any], *, tetap: Path | None = None
) -> dict[str, bytes]:
    """The files besides the page, by name; those in the folder ``tetap`` that are as the manifest says are left out.

    Raises:
        GalatPenilaian: one of them cannot be made.
    """
    hasil = {}
    for satu in bentuk_dari(manifes):
        nama = getattr(manifes, satu)
        sidik = manifes.berkas.get(nama)
        if tetap is None or not sidik or sidik_berkas(tetap / nama) != sidik:
            hasil[nama] = buat_bentuk(satu, nb, judul=manifes.judul, konteks=konteks)
    return hasil


def buat_bentuk(bentuk: str, nb: NotebookNode, *, judul: str, konteks: Mapping[str, Any]) -> bytes:
    """A report as ``pdf`` or ``xlsx``, the same bytes in every process.

    Raises:
        GalatPenilaian: it cannot be made.
    """
    if bentuk == "xlsx":
        from penilaian.laporan.xlsx import ke_xlsx

        return ke_xlsx(nb, judul=judul, konteks=konteks)
    if os.getpid() == _PROSES:
        return _pdf_terpisah(nb, judul=judul, konteks=konteks)
    from penilaian.laporan.pdf import ke_pdf

    return ke_pdf(nb, judul=judul, konteks=konteks)


def siapkan_cetak(semua: Iterable[Tugas]) -> None:
    """Load what children need for the forms of these tasks; Typst is imported and not used."""
    bentuk = {satu for tugas in semua for satu in tugas.bentuk}
    if "pdf" in bentuk:
        for nama in ("typst", "penilaian.laporan.pdf"):
            import_module(nama)
        import_module("penilaian.laporan.pdf_isi").huruf_tersedia()
    if "xlsx" in bentuk:
        import_module("penilaian.laporan.xlsx")


def _pdf_terpisah(nb: NotebookNode, *, judul: str, konteks: Mapping[str, Any]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="penilaian-pdf-") as ruang:
        asal, hasil = Path(ruang) / "laporan.ipynb", Path(ruang) / "laporan.pdf"
        tulis_teks(asal, teks_notebook(nb))
        _pekerja().buat(asal, hasil, judul=judul, konteks=konteks)
        return hasil.read_bytes()


@cache
def _pekerja() -> PekerjaPdf:
    """The worker of this process; it ends with it."""
    pekerja = PekerjaPdf()
    atexit.register(pekerja.tutup)
    return pekerja
