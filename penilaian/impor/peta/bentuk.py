"""The mapping file: which table and column of another system is which of ours. Written once by a person, checked here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from penilaian.impor.peta.nilai import Nilai, kunci_nilai

_NAMA = re.compile(r"[^\W\d][\w $-]{0,62}")
_KOMENTAR = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_TULISAN = re.compile(r"'(?:[^']|'')*'")
_BACA = re.compile(r"(?:select|with)\b", re.IGNORECASE)


class _Ketat(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KolomPeta(_Ketat):
    """Where one of our columns comes from: a source column, or a constant."""

    dari: str | None = Field(default=None, min_length=1)
    tetap: Nilai | None = None
    nilai: Mapping[str, Nilai] | None = Field(default=None, min_length=1)
    """Source value → our value; a value that is not listed is a finding."""
    kosong: Nilai | None = None
    """What an empty source value means; without it, empty stays empty."""
    opd: bool = False
    """The source holds names of agencies."""
    zona: str | None = None
    """The time zone in which a moment is a day, such as ``Asia/Makassar``."""

    @model_validator(mode="before")
    @classmethod
    def _bentuk_pendek(cls, isi: Any) -> Any:
        return {"dari": isi} if isinstance(isi, str) else isi

    @field_validator("nilai", mode="before")
    @classmethod
    def _kunci_teks(cls, isi: Any) -> Any:
        if not isinstance(isi, Mapping):
            return isi
        rapi = {kunci_nilai(kunci): nilai for kunci, nilai in isi.items()}
        if len(rapi) != len(isi):
            raise ValueError("dua nilai sumber di nilai sama artinya; sisakan satu")
        return rapi

    @field_validator("zona")
    @classmethod
    def _zona_dikenal(cls, zona: str | None) -> str | None:
        try:
            ZoneInfo(zona or "UTC")
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"zona waktu {zona} tidak dikenal; tulis misalnya Asia/Makassar") from None
        return zona

    @model_validator(mode="after")
    def _satu_asal(self) -> KolomPeta:
        if (self.dari is None) == (self.tetap is None):
            raise ValueError("isi salah satu: dari (kolom sumber) atau tetap (nilai yang sama untuk semua baris)")
        if self.tetap is not None and (self.nilai or self.opd or self.zona or self.kosong is not None):
            raise ValueError("nilai, kosong, opd, dan zona hanya untuk kolom yang punya dari")
        if self.opd and (self.nilai or self.zona):
            raise ValueError("opd: true tidak dapat digabung dengan nilai atau zona")
        return self


class TabelPeta(_Ketat):
    """Where one of our tables comes from."""

    dari: str | None = None
    """Table or view, schema-qualified where needed."""
    kueri: str | None = None
    lembar: str | None = Field(default=None, min_length=1)
    kepala: int | None = Field(default=None, ge=1)
    """Row of the header in a workbook, from 1."""
    kolom: Mapping[str, KolomPeta] = Field(min_length=1)

    @field_validator("dari")
    @classmethod
    def _nama_tabel(cls, dari: str | None) -> str | None:
        bagian = [] if dari is None else dari.split(".")
        if len(bagian) > 3 or not all(_NAMA.fullmatch(satu) for satu in bagian):
            raise ValueError("dari harus nama tabel atau view, misalnya simpeg.pegawai; untuk perintah SQL pakai kueri")
        return dari

    @field_validator("kueri")
    @classmethod
    def _hanya_membaca(cls, kueri: str | None) -> str | None:
        if kueri is None:
            return None
        rapi = kueri.strip().removesuffix(";").rstrip()
        inti = _KOMENTAR.sub(" ", _TULISAN.sub("''", rapi)).strip()
        if not _BACA.match(inti) or ";" in inti:
            raise ValueError("kueri harus satu perintah yang hanya membaca, diawali select atau with")
        return rapi

    @model_validator(mode="after")
    def _satu_sumber(self) -> TabelPeta:
        if self.dari is not None and self.kueri is not None:
            raise ValueError("isi salah satu: dari atau kueri, tidak keduanya")
        return self

    @property
    def kolom_sumber(self) -> tuple[str, ...]:
        """The source columns this table needs, each once, in order."""
        return tuple(dict.fromkeys(satu.dari for satu in self.kolom.values() if satu.dari is not None))


class Peta(_Ketat):
    """A whole mapping file."""

    judul: str = Field(min_length=1)
    tabel: Mapping[str, TabelPeta] = Field(min_length=1)


def contoh_nilai(nilai: object) -> str:
    """A value of the mapping inside a message."""
    return str(nilai) if isinstance(nilai, str | int | Decimal | date) else "itu"
