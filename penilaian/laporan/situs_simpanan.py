"""What the site remembers between two builds, so that ten thousand manifests are not read for one that changed.

``.situs.json`` holds what was read and written, and is thrown away when anything about it is odd: it can always be made
again. ``.basi.json`` holds what cannot be made again, which report is known to be stale; it is kept apart for that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from penilaian.berkas import tulis_teks

NAMA_SIMPANAN = ".situs.json"
NAMA_BASI = ".basi.json"
_RUMAH = Path(__file__).parent
_BASI = TypeAdapter(dict[str, tuple[str, str]])


@dataclass(frozen=True)
class Simpanan:
    """``manifes``: file -> [mtime_ns, size, record]; ``halaman``: file -> [digest of its input, mtime_ns, size]."""

    manifes: dict[str, list[Any]] = field(default_factory=dict)
    halaman: dict[str, list[Any]] = field(default_factory=dict)


def muat_simpanan(folder: Path) -> Simpanan:
    """What the last build left; nothing if there is none, it is damaged, or the pages are made another way now."""
    try:
        kepala, _, isi = (folder / NAMA_SIMPANAN).read_bytes().partition(b"\n")
        if kepala.decode("ascii") != _kepala(isi):
            return Simpanan()
        return Simpanan(**json.loads(isi))
    except (OSError, ValueError, TypeError):
        return Simpanan()


def tulis_simpanan(folder: Path, simpanan: Simpanan) -> None:
    """Keep it for the next build; the first line is a checksum of the second."""
    isi = json.dumps({"manifes": simpanan.manifes, "halaman": simpanan.halaman}, separators=(",", ":"))
    tulis_teks(folder / NAMA_SIMPANAN, f"{_kepala(isi.encode())}\n{isi}")


def perbarui_basi(folder: Path, basi: Mapping[str, str] | None, sidik: Mapping[str, str]) -> dict[str, str]:
    """Run id -> why its report is stale, from what is told now and what was told before.

    ``basi`` is what is known now; an empty cause says that the report is up to date, an id it leaves out keeps what is
    on record. ``sidik`` holds the fingerprint of every manifest: a remade report has another and is no longer stale.
    """
    lama = muat_basi(folder)
    baru = {nama: isi for nama, isi in lama.items() if sidik.get(nama) == isi[0]}
    for nama, sebab in (basi or {}).items():
        baru.pop(nama, None)
        if sebab and nama in sidik:
            baru[nama] = (sidik[nama], sebab)
    if baru != lama:
        tulis_teks(folder / NAMA_BASI, json.dumps(baru, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return {nama: sebab for nama, (_, sebab) in baru.items()}


def muat_basi(folder: Path) -> dict[str, tuple[str, str]]:
    """Run id -> fingerprint of its manifest and why it is stale, as told before; empty if there is no record."""
    try:
        return _BASI.validate_json((folder / NAMA_BASI).read_bytes())
    except (OSError, ValidationError):
        return {}


def _kepala(isi: bytes) -> str:
    return f"{cetakan()} {hashlib.sha256(isi).hexdigest()}"


@cache
def cetakan() -> str:
    """A digest of everything the pages are made with besides manifests: templates, styles, scripts and this code."""
    bahan = [*_RUMAH.glob("templat/halaman/*"), *_RUMAH.glob("situs*.py"), *_RUMAH.glob("indeks.py")]
    sidik = hashlib.sha256()
    for berkas in sorted(bahan):
        sidik.update(berkas.name.encode() + b"\0" + berkas.read_bytes() + b"\0")
    return sidik.hexdigest()
