"""The register of regulations: what a citation's short name stands for, and where its text was read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import Field, TypeAdapter, ValidationError

from penilaian.aturan.bentuk import Ketat
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.galat import GalatAturan

BERKAS_PERATURAN = Path(__file__).parent / "peraturan.yaml"


class Peraturan(Ketat):
    """One regulation, circular or practice that provisions cite by ``singkat``."""

    singkat: str = Field(min_length=1)
    judul: str = Field(min_length=1)
    jenis: Literal[
        "undang_undang", "peraturan_pemerintah", "peraturan_menteri", "surat_edaran", "daerah", "bukan_peraturan"
    ]
    dibaca: str = Field(min_length=1, description="what of it was read, and where")
    tautan: tuple[str, ...] = ()


def muat_peraturan(berkas: Path = BERKAS_PERATURAN) -> Mapping[str, Peraturan]:
    """The register by short name.

    Raises:
        GalatAturan: unknown or missing keys, or one name twice.
    """
    try:
        semua = TypeAdapter(list[Peraturan]).validate_python(muat_yaml(berkas))
    except ValidationError as galat:
        butir = galat.errors()[0]
        raise GalatAturan(
            "Daftar peraturan tidak sah",
            di_mana=str(berkas),
            mengapa=f"{'.'.join(str(bagian) for bagian in butir['loc'])}: {butir['msg']}",
            tindakan="perbaiki butir yang disebut",
        ) from None
    daftar = {butir.singkat: butir for butir in semua}
    if len(daftar) != len(semua):
        raise GalatAturan("Satu nama peraturan terdaftar dua kali", di_mana=str(berkas), tindakan="hapus salah satu")
    return MappingProxyType(daftar)
