"""Inputs on their way to a worker: a file or folder as one archive, laid out there as it is here.

A worker needs no folder in common with the head. Notebooks name their inputs
from their own folder, so an input keeps its absolute place, below a folder of
the worker's choice.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from penilaian.berkas import sebab_berkas
from penilaian.galat import GalatJalan
from penilaian.jalan.rencana import Tugas


def barang_tugas(tugas: Tugas) -> list[Path]:
    """The files and folders a task reads: its notebook, its data, what its parameters name."""
    data = [] if tugas.folder_data is None else [tugas.folder_data]
    return [satu.absolute() for satu in (tugas.berkas_notebook, *data, *tugas.masukan.values())]


def bungkus(jalur: Path) -> bytes:
    """A file, or all of a folder but what is hidden, as an archive.

    Raises:
        GalatJalan: something in it cannot be read.
    """
    wadah = BytesIO()
    try:
        with ZipFile(wadah, "w", ZIP_DEFLATED, compresslevel=1) as arsip:
            for satu in [jalur, *(sorted(jalur.rglob("*")) if jalur.is_dir() else [])]:
                _masukkan(arsip, satu, jalur)
    except OSError as galat:
        raise _tak_terkirim(jalur, f"{Path(galat.filename or jalur).name} {sebab_berkas(galat)}") from None
    return wadah.getvalue()


def _masukkan(arsip: ZipFile, satu: Path, jalur: Path) -> None:
    if any(bagian.startswith((".", "~$")) for bagian in satu.relative_to(jalur).parts):
        return
    nama = satu.relative_to(jalur.parent).as_posix()
    if satu.is_dir():
        arsip.writestr(f"{nama}/", b"")
    elif satu.is_file() or not satu.exists():  # a link to nothing is told by reading it
        arsip.writestr(nama, satu.read_bytes())
    else:
        raise _tak_terkirim(jalur, f"{satu.name} bukan berkas biasa")


def buka(isi: bytes, tujuan: Path) -> None:
    """Lay out an archive so that what it holds is at ``tujuan``."""
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(BytesIO(isi)) as arsip:
        arsip.extractall(tujuan.parent)


def di_bawah(akar: Path, jalur: str) -> Path:
    """Where the input that is at ``jalur`` on the head is for a worker that keeps inputs below ``akar``."""
    return akar.joinpath(*Path(jalur).parts[1:])


def _tak_terkirim(jalur: Path, sebab: str) -> GalatJalan:
    return GalatJalan(
        f"Masukan {jalur.name} tidak dapat dikirim ke klaster",
        mengapa=sebab,
        tindakan="perbaiki atau singkirkan berkas itu, lalu jalankan lagi",
    )
