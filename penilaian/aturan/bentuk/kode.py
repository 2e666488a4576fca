"""Forms made of codes: lists, matrices, maps, layouts of fixed-width codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from penilaian.aturan.bentuk.dasar import Ketat, KodeDaftar, Tuas


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

    def tuas(self, kode: KodeDaftar) -> Mapping[str, Tuas]:
        sah = kode(self.keluaran)
        return {
            f"{baris}.{kolom}": Tuas((("sel", baris, kolom),), isi, pilihan=sah)
            for baris, sel in self.sel.items()
            for kolom, isi in sel.items()
        }


class Peta(Ketat):
    """One list of codes mapped to another."""

    bentuk: Literal["peta"] = "peta"
    dari: str
    ke: str
    isi: dict[str, str] = Field(min_length=1)

    def tuas(self, kode: KodeDaftar) -> Mapping[str, Tuas]:
        sah = kode(self.ke)
        return {butir: Tuas((("isi", butir),), isi, pilihan=sah) for butir, isi in self.isi.items()}


class BagianTeks(Ketat):
    """Part of a fixed-width code: digits ``dari``..``sampai``, counted from 1."""

    dari: int = Field(ge=1)
    sampai: int
    isi: Literal["tanggal", "tahun", "bulan", "pilihan", "angka", "urut"]
    pilihan: dict[str, str] = Field(default_factory=dict)


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
