"""The catalogue of a finished period: which versions there are, what is in their files, who decided, under which rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from penilaian.galat import GalatData
from penilaian.periode import Periode

FOLDER_ARSIP = "arsip"
NAMA_CATATAN = "arsip.json"
VERSI_CATATAN = 1
StatusArsip = Literal["sementara", "final"]


class _Ketat(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BerkasArsip(_Ketat):
    """One table of one agency: file name, SHA-256 of its bytes, rows."""

    nama: str
    sidik: str
    baris: int


class OpdArsip(_Ketat):
    """One agency: its tables, and what they were computed from.

    ``masukan`` are SHA-256 of the rows of each input table, ``aturan`` the SHA-256 of the
    provisions, which stand in the catalogue in full.
    """

    skema: str
    aturan: str
    masukan: Mapping[str, str]
    tabel: Mapping[str, BerkasArsip]


class VersiArsip(_Ketat):
    """One state of the period. ``waktu`` is UTC, ISO 8601; ``oleh`` decided, ``alasan`` says why a final one was corrected."""

    nomor: int = Field(ge=1)
    status: StatusArsip
    waktu: str
    oleh: str = ""
    alasan: str = ""
    versi_paket: str
    opd: Mapping[str, OpdArsip]


class CatatanArsip(_Ketat):
    """All versions, oldest first; the last one counts. ``sidik`` is the SHA-256 of everything else in it.

    The hash finds damage and careless edits. It is no signature: who can write the folder can compute it anew.
    """

    periode: str
    versi: tuple[VersiArsip, ...] = Field(min_length=1)
    aturan: Mapping[str, Mapping[str, Any]]
    versi_catatan: int = VERSI_CATATAN
    sidik: str = ""

    @property
    def terbaru(self) -> VersiArsip:
        return self.versi[-1]

    @model_validator(mode="after")
    def _masuk_akal(self) -> CatatanArsip:
        if [satu.nomor for satu in self.versi] != list(range(1, len(self.versi) + 1)):
            raise ValueError("nomor versi tidak berurutan")
        if any(satu.status != "final" or not satu.oleh for satu in self.versi[:-1]):
            raise ValueError("versi lama yang bukan final")
        for versi in self.versi:
            for opd in versi.opd.values():
                if opd.aturan not in self.aturan:
                    raise ValueError("aturan yang dipakai tidak tercatat")
                if any(PurePosixPath(satu.nama).name != satu.nama for satu in opd.tabel.values()):
                    raise ValueError("berkas di luar folder periode")
        return self

    def hitung_sidik(self) -> str:
        return sidik_json(self.model_dump(mode="json", exclude={"sidik"}))

    def sebut(self) -> str:
        """The newest version in words: number, status, first characters of the catalogue's hash."""
        return f"versi {self.terbaru.nomor}, {self.terbaru.status}, {self.sidik[:8]}"


def sidik_json(isi: object) -> str:
    """SHA-256 of plain data."""
    return hashlib.sha256(json.dumps(isi, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def folder_periode(folder_data: Path, periode: Periode) -> Path:
    """Where a period's archive stands in a data folder."""
    return folder_data / FOLDER_ARSIP / periode.kode


def baca_catatan(folder: Path, periode: Periode) -> CatatanArsip | None:
    """The catalogue in a period's folder; None where the period was never archived.

    Raises:
        GalatData: it is damaged, was edited, or is of another kind or period.
    """
    berkas = folder / NAMA_CATATAN
    try:
        isi = berkas.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        raise _rusak(berkas, "tidak dapat dibaca") from None
    try:
        catatan = _urai(isi)
    except ValueError as galat:
        raise _rusak(berkas, str(galat)) from None
    if catatan.periode != periode.kode:
        raise _rusak(berkas, f"isinya tentang {catatan.periode}, bukan {periode.kode}")
    return catatan


@lru_cache(maxsize=64)
def _urai(isi: bytes) -> CatatanArsip:
    """The catalogue in these bytes; the same bytes are parsed once, for every report of a plan asks for them.

    Raises:
        ValueError: what is wrong, in words.
    """
    try:
        catatan = CatatanArsip.model_validate_json(isi)
    except ValidationError:
        raise ValueError("isinya tidak lengkap atau bukan catatan arsip yang dikenal") from None
    if catatan.versi_catatan != VERSI_CATATAN:
        raise ValueError(f"bentuknya versi {catatan.versi_catatan}, yang dikenal {VERSI_CATATAN}")
    if catatan.sidik != catatan.hitung_sidik():
        raise ValueError("isinya berubah sejak ditulis: sidiknya tidak cocok")
    return catatan


def _rusak(berkas: Path, sebab: str) -> GalatData:
    return GalatData(
        "Catatan arsip tidak dapat dipakai",
        di_mana=str(berkas),
        mengapa=sebab,
        tindakan="kembalikan folder arsip periode itu dari cadangan; jangan menyuntingnya dengan tangan",
    )
