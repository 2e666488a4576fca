"""Reading all manifests of a folder of reports; one that has not changed since the last build is not opened."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from penilaian.laporan.situs_manifes import Entri, Rusak, urai_manifes

FOLDER_SITUS = "situs"


@dataclass(frozen=True)
class Bacaan:
    """The runs and the unreadable manifests; ``ada`` maps folders to the names of files in them, ``simpan`` is for the
    next build, ``dibuka`` says how many manifests had to be opened.
    """

    entri: list[Entri]
    rusak: list[Rusak]
    ada: dict[str, frozenset[str]]
    simpan: dict[str, list[Any]]
    dibuka: int


def baca_manifes_semua(folder: Path, lama: Mapping[str, list[Any]]) -> Bacaan:
    """Every manifest ``<periode>/<id>.json``; ``lama`` is what the last build kept of those that did not change."""
    entri: list[Entri] = []
    rusak: list[Rusak] = []
    ada: dict[str, frozenset[str]] = {}
    simpan: dict[str, list[Any]] = {}
    dibuka = 0
    for anak in sorted(satu.name for satu in folder.iterdir() if satu.is_dir()):
        if anak.startswith(".") or anak == FOLDER_SITUS:
            continue
        ada[anak], manifes = _isi_folder(folder / anak)
        for nama, keadaan in manifes:
            kunci = f"{anak}/{nama}"
            catatan = lama.get(kunci)
            if catatan is None or catatan[:2] != keadaan:
                catatan = [*keadaan, _buka(folder / anak / nama, anak, nama)]
                dibuka += 1
            simpan[kunci] = catatan
            satu = _catatan(catatan[2])
            if isinstance(satu, Rusak):
                rusak.append(satu)
            else:
                entri.append(satu)
    return Bacaan(entri, rusak, ada, simpan, dibuka)


def _isi_folder(folder: Path) -> tuple[frozenset[str], list[tuple[str, list[int]]]]:
    """The names in a folder, and of its manifests also time and size."""
    nama: list[str] = []
    manifes: list[tuple[str, list[int]]] = []
    with os.scandir(folder) as isi:
        for satu in isi:
            if satu.name.startswith(".") or not satu.is_file():
                continue
            nama.append(satu.name)
            if satu.name.endswith(".json"):
                keadaan = satu.stat()
                manifes.append((satu.name, [keadaan.st_mtime_ns, keadaan.st_size]))
    return frozenset(nama), sorted(manifes)


def _buka(berkas: Path, folder: str, nama: str) -> Entri | Rusak:
    try:
        return urai_manifes(berkas.read_bytes(), folder, nama)
    except OSError:
        return Rusak(f"{folder}/{nama}", "berkas tidak dapat dibuka")


def _catatan(isi: Sequence[Any]) -> Entri | Rusak:
    return Rusak(*isi) if len(isi) == len(Rusak._fields) else Entri(*isi)
