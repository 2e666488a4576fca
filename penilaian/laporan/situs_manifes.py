"""What the site takes from the manifest of a run: one flat record each, and the reason where one cannot be read."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from penilaian import bahasa
from penilaian.galat import GalatPeriode
from penilaian.laporan.parameter import KOTA
from penilaian.periode import Periode

SELURUH = "Seluruh perangkat daerah"
TANPA_TAHUN = "lain"
"""Stands for the year of a period that cannot be read."""

_tanggal = lru_cache(maxsize=4096)(bahasa.tanggal)
_ZONA = {"+0700": " WIB", "+0800": " WITA", "+0900": " WIT", "+0000": " UTC"}


class _Manifes(BaseModel):
    """The entries of a manifest that the site shows; others are of no concern here."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    id: str
    notebook: str
    judul: str
    kode_opd: str | None = None
    nama_opd: str | None = None
    periode: str
    label_periode: str
    status: Literal["selesai", "gagal"]
    sementara: bool = False
    sintetis: bool = False
    kelas: Literal["individu", "unit", "publik", ""] = ""
    html: str | None = None
    ipynb: str | None = None
    xlsx: str | None = None
    pdf: str | None = None
    percobaan: int = 1
    selesai_pada: str | None = None
    sebab: str | None = None
    tindakan: str | None = None


class Entri(NamedTuple):
    """One run; ``kode`` is empty for the whole city, file names are empty where the run left none.

    ``sidik`` is the SHA-256 of the manifest: it changes whenever the report is made again.
    """

    folder: str
    id: str
    notebook: str
    judul: str
    kode: str
    opd: str
    periode: str
    label: str
    gagal: bool
    sementara: bool
    sintetis: bool
    kelas: str
    html: str
    pdf: str
    xlsx: str
    ipynb: str
    percobaan: int
    selesai: str
    sebab: str
    tindakan: str
    sidik: str


class Rusak(NamedTuple):
    """A manifest that cannot be read, and why."""

    berkas: str
    sebab: str


def urai_manifes(isi: bytes, folder: str, nama: str) -> Entri | Rusak:
    """The record of one manifest ``nama`` in ``folder`` (the name of the period's folder)."""
    try:
        satu = _Manifes.model_validate_json(isi)
    except ValidationError as galat:
        return Rusak(f"{folder}/{nama}", _sebab_rusak(galat))
    kode = "" if satu.kode_opd in (None, KOTA) else str(satu.kode_opd)
    sebab = (satu.sebab or "sebabnya tidak tercatat").partition(" Tindakan: ")[0]
    return Entri(
        folder=folder,
        id=satu.id,
        notebook=satu.notebook,
        judul=satu.judul,
        kode=kode,
        opd=satu.nama_opd or kode or SELURUH,
        periode=satu.periode,
        label=satu.label_periode,
        gagal=satu.status == "gagal",
        sementara=satu.sementara,
        sintetis=satu.sintetis,
        kelas=satu.kelas,
        html=satu.html or "",
        pdf=satu.pdf or "",
        xlsx=satu.xlsx or "",
        ipynb=satu.ipynb or "",
        percobaan=satu.percobaan,
        selesai=waktu(satu.selesai_pada),
        sebab=sebab if satu.status == "gagal" else "",
        tindakan=(satu.tindakan or "") if satu.status == "gagal" else "",
        sidik=hashlib.sha256(isi).hexdigest(),
    )


def waktu(teks: str | None) -> str:
    """An ISO time as readers write it.

    >>> waktu("2026-01-15T02:13:40+08:00"), waktu(None), waktu("kemarin")
    ('15 Januari 2026, 02.13 WITA', '–', 'kemarin')
    """
    if not teks:
        return bahasa.KOSONG
    try:
        saat = datetime.fromisoformat(teks)
    except ValueError:
        return teks
    return f"{_tanggal(saat.date())}, {saat:%H.%M}{_ZONA.get(saat.strftime('%z'), '')}"


@lru_cache(maxsize=4096)
def periode(kode: str) -> Periode | None:
    """The period of a code; None where there is no such period."""
    try:
        return Periode.urai(kode)
    except GalatPeriode:
        return None


def tahun(kode: str) -> str:
    """The year a period belongs to.

    >>> tahun("2025-T4"), tahun("entah")
    ('2025', 'lain')
    """
    satu = periode(kode)
    return str(satu.tahun) if satu else TANPA_TAHUN


def _sebab_rusak(galat: ValidationError) -> str:
    butir = galat.errors()
    if any(satu["type"] == "json_invalid" for satu in butir):
        return "berkas tidak terbaca sebagai JSON"
    kolom = sorted({".".join(map(str, satu["loc"])) or "seluruh isi" for satu in butir})
    return f"isian tidak ada atau tidak sah: {', '.join(kolom)}"
