"""The manifest of a run: what is needed to make the same report again, and how it went."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from penilaian.berkas import tulis_teks

Status = Literal["selesai", "gagal"]


@dataclass(frozen=True)
class Manifes:
    """One run. ``sidik`` is the fingerprint of everything the report depends on; files stand beside the
    manifest, and ``berkas`` holds the SHA-256 of each.

    ``halaman`` is what the page's frame says, ``tautan`` the pages of the periods before and after, relative
    to this one: with them and the notebook the page can be made again. ``folder_notebook`` is relative to the
    folder of all reports. ``percobaan`` counts how often the run was tried.
    """

    id: str
    notebook: str
    judul: str
    kode_opd: str
    nama_opd: str
    periode: str
    label_periode: str
    status: Status
    sidik: str
    parameter: Mapping[str, Any]
    masukan: Mapping[str, str]
    versi: Mapping[str, str]
    html: str
    ipynb: str
    durasi_detik: float
    selesai_pada: str
    sementara: bool = False
    sintetis: bool = False
    jejak: Mapping[str, Any] = field(default_factory=dict)
    berkas: Mapping[str, str] = field(default_factory=dict)
    kelas: str = ""
    xlsx: str = ""
    pdf: str = ""
    halaman: Mapping[str, Any] = field(default_factory=dict)
    tautan: Mapping[str, str] = field(default_factory=dict)
    folder_notebook: str = ""
    percobaan: int = 1
    sebab: str = ""
    tindakan: str = ""


_PEMERIKSA = TypeAdapter(Manifes)


def baca_manifes(berkas: Path) -> Manifes | None:
    """The manifest in a file, or None if there is none that can be trusted (the run is then done again)."""
    try:
        return _PEMERIKSA.validate_json(berkas.read_bytes())
    except (OSError, ValidationError):
        return None


def utuh(manifes: Manifes, folder: Path) -> bool:
    """Whether the files of a run are there as they were written."""
    wajib = {nama for nama in (manifes.html, manifes.ipynb, manifes.pdf, manifes.xlsx) if nama}
    return wajib <= manifes.berkas.keys() and all(
        sidik_berkas(folder / nama) == sidik for nama, sidik in manifes.berkas.items()
    )


def sidik_berkas(berkas: Path) -> str:
    """SHA-256 of a file; empty if it cannot be read."""
    try:
        return hashlib.sha256(berkas.read_bytes()).hexdigest()
    except OSError:
        return ""


def tulis_manifes(manifes: Manifes, berkas: Path) -> None:
    """Write a manifest atomically; it is written last, so that it stands only beside a complete report.

    Keys keep their order: in the rules of a trace the order of ratings has a meaning.
    """
    tulis_teks(berkas, json.dumps(asdict(manifes), ensure_ascii=False, indent=1) + "\n")
