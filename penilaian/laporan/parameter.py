"""Parameters of the report notebooks: one model each, the only source of truth.

A run validates them before a kernel starts, and the notebook's second cell
validates them again, because an analyst may have changed them by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar, overload

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from penilaian.galat import GalatParameter, GalatPeriode
from penilaian.periode import Periode
from penilaian.pribadi.kelas import Kelas

KOTA = "kota"
"""Stands for all agencies together where a notebook can report on them."""


class ParameterDasar(BaseModel):
    """What every report has. Codes are text: ``01`` is not 1.

    A field called ``folder_…`` or ``berkas_…`` names an input: a plan finds it before anything
    starts, and its contents are part of what the report depends on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    periode: str

    @field_validator("periode")
    @classmethod
    def _periode_terbaca(cls, nilai: str) -> str:
        try:
            return Periode.urai(nilai).kode
        except GalatPeriode as galat:
            raise ValueError(galat.paragraf()) from None


class ParameterLaporan(ParameterDasar):
    """A report on the data of an agency, or of the city."""

    folder_data: str
    kode_opd: str


class ParameterSkenario(ParameterLaporan):
    """The same, with the scenario to compare the rules in force with."""

    berkas_skenario: str


class ParameterDesain(ParameterLaporan):
    """The same, with the folder of the parties' judgements: one file an agency, as far as they have been asked."""

    folder_pihak: str


class ParameterBukuAturan(ParameterDasar):
    """The rule book: the rules in force on the last day of the period, and the cases to run."""

    folder_kasus: str = "../tests/kasus"


class ParameterBuktiMetode(ParameterDasar):
    """The proof of methods: the published truths and worked cases the formulas of an index must reproduce."""

    folder_kebenaran: str = "../data/nyata/tai"


@dataclass(frozen=True)
class JenisLaporan:
    """A notebook: the title of its report, the model of its parameters, and for whom the report is."""

    judul: str
    model: type[ParameterDasar]
    kelas: Kelas

    @property
    def berdata(self) -> bool:
        """Whether the report is on the tables of a data folder."""
        return issubclass(self.model, ParameterLaporan)


LAPORAN: dict[str, JenisLaporan] = {
    "00_buku_aturan": JenisLaporan("Buku aturan", ParameterBukuAturan, Kelas.PUBLIK),
    "01_mutu_data": JenisLaporan("Mutu data penilaian", ParameterLaporan, Kelas.UNIT),
    "02_penilaian_opd": JenisLaporan("Penilaian kinerja pegawai", ParameterLaporan, Kelas.UNIT),
    "03_desain_indikator": JenisLaporan("Desain indikator", ParameterDesain, Kelas.UNIT),
    "03_laboratorium": JenisLaporan("Laboratorium indikator", ParameterSkenario, Kelas.UNIT),
    "03_bukti_metode": JenisLaporan("Bukti metode indeks komposit", ParameterBuktiMetode, Kelas.PUBLIK),
    "04_kalibrasi": JenisLaporan("Tinjauan kalibrasi penilaian", ParameterSkenario, Kelas.UNIT),
    "08_skenario": JenisLaporan("Skenario aturan", ParameterSkenario, Kelas.UNIT),
}
"""Every report notebook, by its name."""

_SEBAB = {
    "missing": "wajib diisi",
    "string_type": "harus teks; beri tanda kutip, mis. '01'",
}


_Model = TypeVar("_Model", bound=ParameterDasar)


@overload
def periksa_parameter(notebook: str, nilai: Mapping[str, Any]) -> ParameterLaporan: ...
@overload
def periksa_parameter(notebook: str, nilai: Mapping[str, Any], model: type[_Model]) -> _Model: ...
def periksa_parameter(
    notebook: str, nilai: Mapping[str, Any], model: type[ParameterDasar] = ParameterLaporan
) -> ParameterDasar:
    """The validated parameters of a notebook; ``model`` is what the caller can work with.

    Raises:
        GalatParameter: an unknown name (with the nearest known one), a missing or impossible value.
    """
    if notebook not in LAPORAN:
        raise GalatParameter(
            f"Notebook {notebook} tidak dikenal",
            mengapa=f"yang ada: {', '.join(LAPORAN)}",
            tindakan="periksa ejaannya, tanpa .ipynb",
        )
    if not issubclass(LAPORAN[notebook].model, model):
        raise GalatParameter(
            f"Notebook {notebook} tidak dapat dibuka dengan cara ini",
            mengapa=f"parameternya {', '.join(LAPORAN[notebook].model.model_fields)}",
            tindakan="pakai fungsi pembuka yang ada di notebook itu",
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
