"""A folder that imports have filled: which file is each table now, and where its rows came from.

One small file, the manifest, names the Parquet file of each table. Files are
named by their content and never changed, so replacing the manifest is the one
step that makes an import visible: a reader sees the state before or after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from penilaian.data.kamus import NAMA_TABEL
from penilaian.galat import GalatData

NAMA_MANIFES = "impor.json"
NAMA_KUNCI = ".impor.kunci"
NAMA_PADANAN = "padanan.yaml"
FOLDER_TABEL = "tabel"
VERSI_MANIFES = 1


class _Ketat(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class JumlahBaris(_Ketat):
    """What an import did to the rows of one table."""

    baru: int
    dilengkapi: int
    diganti: int
    sama: int


class CatatanSumber(_Ketat):
    """One source that changed something: what it was, when, and what it did."""

    berkas: str
    sidik: str
    jenis: str
    waktu: str
    """UTC, ISO 8601."""
    ganti: bool = False
    baris_dilewati: int = 0
    """Rows left out because of errors, where the user asked for it."""
    tabel: Mapping[str, JumlahBaris]


class ManifesImpor(_Ketat):
    """The manifest: ``tabel`` and ``sidik`` by table name, ``sumber`` in the order of import."""

    versi: int = VERSI_MANIFES
    tabel: Mapping[str, str] = Field(default_factory=dict)
    sidik: Mapping[str, str] = Field(default_factory=dict)
    periode_ekinerja: Mapping[str, str] = Field(default_factory=dict)
    sumber: tuple[CatatanSumber, ...] = ()

    @field_validator("tabel")
    @classmethod
    def _di_dalam_folder(cls, tabel: Mapping[str, str]) -> Mapping[str, str]:
        for nama, berkas in tabel.items():
            jalur = PurePosixPath(berkas)
            if nama not in NAMA_TABEL or jalur.parent != PurePosixPath(FOLDER_TABEL) or jalur.suffix != ".parquet":
                raise ValueError(f"tabel {nama} tidak dikenal, atau berkasnya di luar {FOLDER_TABEL}/")
        return tabel


def baca_manifes(folder: Path) -> ManifesImpor | None:
    """The manifest of a folder; None where nothing was imported into it.

    Raises:
        GalatData: it is not readable, or of a newer kind.
    """
    berkas = folder / NAMA_MANIFES
    if not berkas.is_file():
        return None
    try:
        manifes = ManifesImpor.model_validate_json(berkas.read_bytes())
    except (ValidationError, OSError):
        raise _manifes_rusak(berkas, "isinya tidak lengkap, berubah, atau tidak dapat dibaca") from None
    if manifes.versi != VERSI_MANIFES:
        raise _manifes_rusak(berkas, f"versinya {manifes.versi}, yang dikenal {VERSI_MANIFES}")
    return manifes


def _manifes_rusak(berkas: Path, sebab: str) -> GalatData:
    return GalatData(
        "Catatan impor folder ini tidak dapat dipakai",
        di_mana=str(berkas),
        mengapa=sebab,
        tindakan="kembalikan berkas itu dari cadangan, atau impor ulang semua sumber ke folder baru",
    )
