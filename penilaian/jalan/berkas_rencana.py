"""The run plan as it is written in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from penilaian.aturan.bentuk import Ketat
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.galat import GalatAturan, GalatRencana

SEMUA = "semua"


def _daftar_kode(nilai: object) -> object:
    """``semua`` or a list of texts; an unquoted 01 or 2025 has already become a number."""
    if nilai == SEMUA or (isinstance(nilai, list) and nilai and all(isinstance(kode, str) for kode in nilai)):
        return nilai if isinstance(nilai, str) else tuple(nilai)
    raise ValueError("tulis semua, atau daftar kode bertanda kutip, mis. ['01', 'dinkes'] atau ['2025-T4']")


Kode = Annotated[str | tuple[str, ...], BeforeValidator(_daftar_kode)]


def _pasangan_teks(nilai: object) -> object:
    """Names with texts; an unquoted 01 has already become a number."""
    if isinstance(nilai, dict) and all(isinstance(teks, str) for pasangan in nilai.items() for teks in pasangan):
        return nilai
    raise ValueError("tulis nama dan teksnya, bilangan bertanda kutip, mis. berkas_skenario: ../skenario/ambang.yaml")


BENTUK = ("html", "pdf", "xlsx")
"""The forms a report can have; the page there always is."""


def _daftar_bentuk(nilai: object) -> object:
    """Known forms, each once."""
    if isinstance(nilai, list) and nilai and all(satu in BENTUK for satu in nilai) and len(set(nilai)) == len(nilai):
        return tuple(nilai)
    raise ValueError(f"tulis daftar bentuk tanpa pengulangan; yang dikenal: {', '.join(BENTUK)}")


class ButirRencana(Ketat):
    """One line of a plan; ``data`` and the files and folders in ``parameter`` are relative to the plan's folder.

    ``parameter`` holds what the notebook asks for beyond data, agency and period; a
    notebook that reads no data folder has no ``data``, and ``opd`` is ``[kota]``. ``bentuk``
    are the forms of its reports: html, which is made in any case, pdf and xlsx.
    """

    notebook: str
    data: str | None = None
    opd: Kode
    periode: Kode
    parameter: Annotated[dict[str, str], BeforeValidator(_pasangan_teks)] = Field(default_factory=dict)
    bentuk: Annotated[tuple[str, ...], BeforeValidator(_daftar_bentuk)] = ("html",)


class Rencana(Ketat):
    """A plan as written."""

    laporan: tuple[ButirRencana, ...] = Field(min_length=1)


_SEBAB = {"missing": "wajib ada", "extra_forbidden": "tidak dikenal"}


def muat_rencana(berkas: Path) -> Rencana:
    """Read a plan.

    Raises:
        GalatRencana: missing file, no YAML, unknown or missing keys.
    """
    try:
        return Rencana.model_validate(muat_yaml(berkas))
    except GalatAturan as galat:
        raise GalatRencana(galat.apa, di_mana=galat.di_mana, mengapa=galat.mengapa, tindakan=galat.tindakan) from None
    except ValidationError as galat:
        rincian = "; ".join(
            f"{'.'.join(str(bagian) for bagian in butir['loc']) or 'isi'}: "
            + _SEBAB.get(
                butir["type"],
                butir["msg"].removeprefix("Value error, ") if butir["type"] == "value_error" else "bentuknya salah",
            )
            for butir in galat.errors()
        )
        raise GalatRencana(
            "Rencana tidak sah",
            di_mana=str(berkas),
            mengapa=rincian,
            tindakan="tulis laporan: daftar butir dengan notebook, data, opd, periode, dan bila perlu parameter dan bentuk",
        ) from None
