"""The truths a method must reproduce, read from a folder: `tai.csv`, `terbit.yaml` and `kasus_metode.yaml`."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.bahasa import daftar_kata
from penilaian.galat import GalatAturan, GalatParameter

TAI, TERBIT, KASUS = "tai.csv", "terbit.yaml", "kasus_metode.yaml"


def _bilangan(nilai: Any) -> Any:
    """A fraction written as text becomes its value."""
    try:
        return float(Fraction(nilai)) if isinstance(nilai, (str, Decimal)) else nilai
    except ZeroDivisionError:
        raise ValueError("penyebut nol") from None  # pydantic then says where


Bilangan = Annotated[float, BeforeValidator(_bilangan)]


class _Bentuk(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Patokan(_Bentuk):
    """An indicator of the TAI and its goalposts, on the scale of the table unless ``log10``."""

    nama: str
    bawah: Bilangan
    atas: Bilangan
    log10: bool

    @model_validator(mode="after")
    def _terurut(self) -> Patokan:
        if not self.bawah < self.atas or (self.log10 and self.bawah <= 0):
            raise ValueError("batas bawah harus di bawah batas atas, dan di atas nol bila log10")
        return self

    @property
    def batas(self) -> tuple[float, float]:
        """On the scale of the table."""
        return (math.log10(self.bawah), math.log10(self.atas)) if self.log10 else (self.bawah, self.atas)


class Kebenaran(_Bentuk):
    """What was published or worked out: values by name, where, how it came here, and how far off may be."""

    apa: str
    tempat: str
    toleransi: Annotated[Bilangan, Field(ge=0)]
    nilai: dict[str, Bilangan] = Field(min_length=1)
    asal: Literal["tercetak", "turunan", "ingatan"] = "tercetak"


class Kasus(Kebenaran):
    """A worked case with its input."""

    kode: str
    rumus: str
    masukan: dict[str, Any]


class Terbit(_Bentuk):
    """`terbit.yaml`."""

    sumber: str
    data: str
    patokan_asal: str
    bobot_asal: str
    tidak_diuji: tuple[str, ...]
    indikator: dict[str, Patokan]
    bobot: dict[str, dict[str, Bilangan]]
    kebenaran: dict[str, Kebenaran] = Field(min_length=1)
    negara: dict[str, str]


class _DaftarKasus(_Bentuk):
    kasus: tuple[Kasus, ...] = Field(min_length=1)


@dataclass(frozen=True, eq=False)
class BerkasBukti:
    """The contents of the folder, and the fingerprint of each file."""

    data: pd.DataFrame
    terbit: Terbit
    kasus: tuple[Kasus, ...]
    sidik: Mapping[str, str]


_Model = TypeVar("_Model", bound=_Bentuk)


def baca_bukti(folder: Path) -> BerkasBukti:
    """Read the three files.

    Raises:
        GalatParameter: one is missing or cannot be understood; the message names it.
    """
    data = _baca_tabel(folder / TAI)
    terbit, kasus = _baca(folder / TERBIT, Terbit), _baca(folder / KASUS, _DaftarKasus).kasus
    kurang = sorted(set(terbit.indikator) ^ set(data.columns)) + sorted(set(data.index) ^ set(terbit.negara))
    if kurang:
        raise _tidak_terbaca(
            folder / TERBIT, f"{daftar_kata([str(satu) for satu in kurang])} tidak ada di kedua berkas"
        )
    sidik = {nama: hashlib.sha256((folder / nama).read_bytes()).hexdigest() for nama in (TAI, TERBIT, KASUS)}
    return BerkasBukti(data, terbit, kasus, sidik)


def _baca_tabel(berkas: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(berkas, index_col="country").astype(float)
    except (OSError, ValueError, KeyError) as galat:
        raise _tidak_terbaca(
            berkas, "berkas tidak ada" if isinstance(galat, OSError) else "isinya bukan tabel angka"
        ) from None


def _baca(berkas: Path, model: type[_Model]) -> _Model:
    try:
        return model.model_validate(muat_yaml(berkas))
    except GalatAturan as galat:
        raise _tidak_terbaca(berkas, "; ".join(filter(None, (galat.apa, galat.mengapa)))) from None
    except ValidationError as galat:
        tempat = sorted({".".join(map(str, satu["loc"])) for satu in galat.errors()})
        raise _tidak_terbaca(berkas, f"bagian {daftar_kata(tempat)} tidak sesuai bentuknya") from None


def _tidak_terbaca(berkas: Path, mengapa: str) -> GalatParameter:
    return GalatParameter(
        f"Kebenaran acuan di {berkas.as_posix()} tidak dapat dipakai",
        mengapa=mengapa,
        tindakan="periksa folder_kebenaran dan isi berkas itu",
    )
