"""From what a user names to files in memory: single files, and folders of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from penilaian.berkas import sebab_berkas
from penilaian.galat import GalatParameter
from penilaian.impor.bacaan import BATAS_BERKAS, BerkasMasuk

BATAS_FOLDER = 20_000
"""Files of one folder: one form for each employee of a large city."""


def kumpulkan_berkas(jalur: Iterable[Path]) -> list[BerkasMasuk]:
    """All files, folders opened, in an order that does not depend on how they were named.

    Hidden files and Excel's lock files are left out; names are relative to the folder given.

    Raises:
        GalatParameter: a path does not exist, is no ordinary file, or cannot be read; a folder holds none or too many.
    """
    semua: list[tuple[str, Path]] = []
    for satu in jalur:
        semua += _isi_folder(satu) if satu.is_dir() else [(satu.name, _pastikan_berkas(satu))]
    jumlah = Counter(nama for nama, _ in semua)
    berkas = [
        BerkasMasuk(nama if jumlah[nama] == 1 else f"{satu.parent.name}/{nama}", _baca(satu)) for nama, satu in semua
    ]
    return sorted(berkas, key=lambda satu: (satu.nama, satu.sidik))


def _isi_folder(folder: Path) -> list[tuple[str, Path]]:
    isi = [
        (satu.relative_to(folder).as_posix(), satu)
        for satu in sorted(folder.rglob("*"))
        if satu.is_file() and not any(bagian.startswith((".", "~$")) for bagian in satu.relative_to(folder).parts)
    ]
    if not isi:
        raise GalatParameter(f"Folder {folder} tidak berisi berkas", tindakan="periksa letaknya")
    if len(isi) > BATAS_FOLDER:
        raise GalatParameter(
            f"Folder {folder} berisi {len(isi)} berkas, batasnya {BATAS_FOLDER}",
            tindakan="impor per OPD, satu subfolder setiap kali",
        )
    return isi


def _pastikan_berkas(satu: Path) -> Path:
    if not satu.is_file():
        sebab = "bukan berkas biasa" if satu.exists() else "tidak ada"
        raise GalatParameter(f"Berkas {satu} {sebab}", tindakan="periksa nama dan letaknya")
    return satu


def _baca(satu: Path) -> bytes:
    """At most one byte beyond the limit: that is enough to refuse it."""
    try:
        with satu.open("rb") as aliran:
            return aliran.read(BATAS_BERKAS + 1)
    except OSError as galat:
        raise GalatParameter(
            f"Berkas {satu} {sebab_berkas(galat)}", tindakan="periksa izin berkas itu, lalu impor lagi"
        ) from None
