"""Forms of time: limits in days, and the holidays that are no working days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from pydantic import Field, model_validator

from penilaian.aturan.bentuk.dasar import Ketat, KodeDaftar, Tuas

_HARI_TERBANYAK = 100


class Tenggat(Ketat):
    """A time limit: days after an event, or a fixed day."""

    hari: int | None = Field(default=None, ge=1)
    jenis_hari: Literal["kerja", "kalender"] | None = None
    bulan_tanggal: str | None = Field(default=None, pattern=r"^\d{2}-\d{2}$")
    sejak: str
    keterangan: str

    @model_validator(mode="after")
    def _satu_cara(self) -> Tenggat:
        if (self.hari is None) == (self.bulan_tanggal is None) or (self.hari is None) != (self.jenis_hari is None):
            raise ValueError("isi hari dan jenis_hari, atau bulan_tanggal")
        return self


class DaftarTenggat(Ketat):
    bentuk: Literal["tenggat"] = "tenggat"
    butir: dict[str, Tenggat] = Field(min_length=1)

    def tuas(self, _kode: KodeDaftar) -> Mapping[str, Tuas]:
        return {
            nama: Tuas(
                (("butir", nama, "hari"),),
                Fraction(butir.hari),
                rentang=(Fraction(1), Fraction(_HARI_TERBANYAK)),
                satuan=f"hari {butir.jenis_hari}",
                bulat=True,
            )
            for nama, butir in self.butir.items()
            if butir.hari is not None
        }


class HariLibur(Ketat):
    """The days of one year that are no working days though no weekend."""

    bentuk: Literal["hari_libur"] = "hari_libur"
    tahun: int
    libur_nasional: dict[date, str] = Field(min_length=1)
    cuti_bersama: dict[date, str]

    @model_validator(mode="after")
    def _satu_tahun(self) -> HariLibur:
        lain = [hari for hari in (*self.libur_nasional, *self.cuti_bersama) if hari.year != self.tahun]
        if lain:
            raise ValueError(f"{lain[0].isoformat()} bukan hari di tahun {self.tahun}")
        ganda = sorted(set(self.libur_nasional) & set(self.cuti_bersama))
        if ganda:
            raise ValueError(f"{ganda[0].isoformat()} tertulis sebagai libur nasional dan cuti bersama")
        return self

    @property
    def semua(self) -> Mapping[date, str]:
        return self.libur_nasional | self.cuti_bersama
