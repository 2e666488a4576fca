"""The forms a provision's value can take, each with the checks that make it safe.

Every model is frozen and refuses unknown keys. Numbers are exact fractions.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator


def _pecahan(nilai: object) -> object:
    """Accept 90, 0.9 (read as Decimal) and "2/3"; refuse binary floats, which are not exact."""
    if isinstance(nilai, bool | float):
        raise ValueError("tulis bilangan bulat, desimal, atau pecahan seperti 2/3")
    if isinstance(nilai, int | Decimal | str):
        try:
            return Fraction(nilai)
        except (ValueError, ZeroDivisionError):
            raise ValueError("tulis bilangan bulat, desimal, atau pecahan seperti 2/3") from None
    return nilai


Pecahan = Annotated[Fraction, BeforeValidator(_pecahan), PlainSerializer(str, return_type=str)]


class Ketat(BaseModel):
    """Base: frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class ButirDaftar(Ketat):
    nama: str
    padanan: tuple[str, ...] = ()
    uraian: str = ""


class Daftar(Ketat):
    """A code list in the order of the law, lowest first where there is an order."""

    bentuk: Literal["daftar"] = "daftar"
    butir: dict[str, ButirDaftar] = Field(min_length=1)

    @property
    def kode(self) -> tuple[str, ...]:
        return tuple(self.butir)

    @property
    def nama(self) -> dict[str, str]:
        return {kode: butir.nama for kode, butir in self.butir.items()}

    def padankan(self, teks: str) -> str | None:
        """The code a written form stands for; None if it is not known.

        Letter case, spaces, ``_``, ``-``, ``/`` and a space in "di atas" make no difference.
        """
        return self._indeks.get(_lipat(teks))

    @property
    def _indeks(self) -> dict[str, str]:
        return {
            _lipat(tulisan): kode
            for kode, butir in self.butir.items()
            for tulisan in (kode, butir.nama, *butir.padanan)
        }

    @model_validator(mode="after")
    def _padanan_tunggal(self) -> Daftar:
        arti: dict[str, str] = {}
        for kode, butir in self.butir.items():
            for tulisan in (kode, butir.nama, *butir.padanan):
                if arti.setdefault(_lipat(tulisan), kode) != kode:
                    raise ValueError(f"tulisan {tulisan!r} menunjuk dua kode: {arti[_lipat(tulisan)]} dan {kode}")
        return self


def _lipat(teks: str) -> str:
    return "".join(huruf for huruf in teks.casefold() if huruf.isalnum())


class Matriks(Ketat):
    """A table of two coded inputs; ``sumbu`` names the inputs and their code lists, row first."""

    bentuk: Literal["matriks"] = "matriks"
    sumbu: dict[str, str] = Field(min_length=2, max_length=2)
    keluaran: str
    sel: dict[str, dict[str, str]]


class Pita(Ketat):
    """One band: from ``dari`` (included) to ``sampai`` (not included); None is open."""

    nama: str
    dari: Pecahan | None
    sampai: Pecahan | None
    tercetak: str


class DeretPita(Ketat):
    """Bands that cover every number once."""

    bentuk: Literal["pita"] = "pita"
    pita: dict[str, Pita] = Field(min_length=2)

    @model_validator(mode="after")
    def _tanpa_celah(self) -> DeretPita:
        urut = sorted(self.pita.items(), key=lambda butir: (butir[1].dari is not None, butir[1].dari or 0))
        if urut[0][1].dari is not None or urut[-1][1].sampai is not None:
            raise ValueError("pita terendah harus terbuka ke bawah dan pita tertinggi terbuka ke atas")
        for (kode, bawah), (lain, atas) in pairwise(urut):
            if bawah.sampai is None or bawah.sampai != atas.dari:
                raise ValueError(f"ada celah atau tumpang tindih antara pita {kode} dan {lain}")
        return self


class ButirParameter(Ketat):
    """One parameter with the range or choices a scenario may use; ``asal`` tells law from local choice."""

    nilai: Pecahan | None = None
    pilihan: str | None = None
    satuan: str = ""
    rentang: tuple[Pecahan, Pecahan] | None = None
    pilihan_sah: tuple[str, ...] = ()
    asal: Literal["peraturan", "kebijakan_lokal"]
    keterangan: str

    @model_validator(mode="after")
    def _satu_nilai_dalam_rentang(self) -> ButirParameter:
        if (self.nilai is None) == (self.pilihan is None):
            raise ValueError("isi tepat satu: nilai (bilangan) atau pilihan (kode)")
        if self.nilai is not None:
            if self.rentang is None:
                raise ValueError("parameter berupa bilangan harus punya rentang")
            if not self.rentang[0] <= self.nilai <= self.rentang[1]:
                raise ValueError(f"nilai {self.nilai} di luar rentang {self.rentang[0]} sampai {self.rentang[1]}")
        elif self.pilihan not in self.pilihan_sah:
            raise ValueError(f"pilihan {self.pilihan!r} bukan salah satu dari {list(self.pilihan_sah)}")
        return self


class Parameter(Ketat):
    bentuk: Literal["parameter"] = "parameter"
    butir: dict[str, ButirParameter] = Field(min_length=1)

    def bilangan(self, nama: str) -> Fraction:
        """The number of a parameter; a KeyError or TypeError is a programming mistake."""
        nilai = self.butir[nama].nilai
        if nilai is None:
            raise TypeError(f"parameter {nama} bukan bilangan")
        return nilai

    def pilihan(self, nama: str) -> str:
        """The chosen code of a parameter."""
        pilihan = self.butir[nama].pilihan
        if pilihan is None:
            raise TypeError(f"parameter {nama} bukan pilihan")
        return pilihan


class RumusCapaian(Ketat):
    """Which variant of the achievement formula a regulation uses (see ``rumus/capaian.py``)."""

    bentuk: Literal["rumus_capaian"] = "rumus_capaian"
    naik: Literal["rasio"]
    turun: Literal["selisih", "kebalikan"]
    rentang: Literal["tepi_terdekat"]
    tertulis: dict[str, str]


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


class BagianTeks(Ketat):
    """Part of a fixed-width code: digits ``dari``..``sampai``, counted from 1."""

    dari: int = Field(ge=1)
    sampai: int
    isi: Literal["tanggal", "tahun", "bulan", "pilihan", "angka", "urut"]
    pilihan: dict[str, str] = {}


class SusunanTeks(Ketat):
    """Layouts of a fixed-width code; the parts of each cover every digit once."""

    bentuk: Literal["susunan"] = "susunan"
    panjang: int = Field(ge=1)
    jenis: dict[str, dict[str, BagianTeks]] = Field(min_length=1)

    @model_validator(mode="after")
    def _bagian_lengkap(self) -> SusunanTeks:
        for jenis, bagian in self.jenis.items():
            posisi = sorted(nomor for butir in bagian.values() for nomor in range(butir.dari, butir.sampai + 1))
            if posisi != list(range(1, self.panjang + 1)):
                raise ValueError(f"bagian {jenis} tidak menutup setiap digit 1–{self.panjang} tepat sekali")
        return self


Nilai = Annotated[
    Daftar | Matriks | DeretPita | Parameter | RumusCapaian | DaftarTenggat | SusunanTeks,
    Field(discriminator="bentuk"),
]
