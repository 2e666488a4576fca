"""Parameters of the report notebooks: one model each, the only source of truth.

A run validates them before a kernel starts, and the notebook's second cell
validates them again, because an analyst may have changed them by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from penilaian.galat import GalatParameter, GalatPeriode
from penilaian.periode import Periode

KOTA = "kota"
"""Stands for all agencies together where a notebook can report on them."""


class ParameterLaporan(BaseModel):
    """What a report is about. Codes are text: ``01`` is not 1."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    folder_data: str
    kode_opd: str
    periode: str

    @field_validator("periode")
    @classmethod
    def _periode_terbaca(cls, nilai: str) -> str:
        try:
            return Periode.urai(nilai).kode
        except GalatPeriode as galat:
            raise ValueError(galat.paragraf()) from None


@dataclass(frozen=True)
class JenisLaporan:
    """A notebook: the title of its report and the model of its parameters."""

    judul: str
    model: type[ParameterLaporan]


LAPORAN: dict[str, JenisLaporan] = {
    "01_mutu_data": JenisLaporan("Mutu data penilaian", ParameterLaporan),
    "02_penilaian_opd": JenisLaporan("Penilaian kinerja pegawai", ParameterLaporan),
}
"""Every report notebook, by its name."""

_SEBAB = {
    "missing": "wajib diisi",
    "string_type": "harus teks; beri tanda kutip, mis. '01'",
}


def periksa_parameter(notebook: str, nilai: Mapping[str, Any]) -> ParameterLaporan:
    """The validated parameters of a notebook.

    Raises:
        GalatParameter: an unknown name (with the nearest known one), a missing or impossible value.
    """
    if notebook not in LAPORAN:
        raise GalatParameter(
            f"Notebook {notebook} tidak dikenal",
            mengapa=f"yang ada: {', '.join(LAPORAN)}",
            tindakan="periksa ejaannya, tanpa .ipynb",
        )
    try:
        return LAPORAN[notebook].model.model_validate(dict(nilai))
    except ValidationError as galat:
        raise GalatParameter(
            f"Parameter notebook {notebook} tidak sah",
            mengapa="; ".join(_satu_sebab(notebook, butir) for butir in galat.errors()),
            tindakan="perbaiki parameternya; tidak ada yang dijalankan",
        ) from None


def _satu_sebab(notebook: str, butir: Any) -> str:
    nama = ".".join(str(bagian) for bagian in butir["loc"])
    if butir["type"] == "extra_forbidden":
        dikenal = list(LAPORAN[notebook].model.model_fields)
        mirip = get_close_matches(nama, dikenal, 1)
        saran = f"; mungkin maksudnya {mirip[0]}" if mirip else f"; yang ada: {', '.join(dikenal)}"
        return f"{nama} tidak dikenal{saran}"
    return f"{nama} {_SEBAB.get(butir['type'], butir['msg'].removeprefix('Value error, '))}"
