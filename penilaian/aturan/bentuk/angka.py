"""Forms made of numbers: bands, pieces of a line, parameters, tables, achievement formulas."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Literal, get_args

from pydantic import Field, model_validator

from penilaian.aturan.bentuk.dasar import Ketat, KodeDaftar, Pecahan, Tuas, terlalu_halus

Varian = Literal["selisih", "kebalikan"]


class Pita(Ketat):
    """One band, from its lower to its upper limit; None is open. See ``DeretPita.tepi`` for the limits themselves."""

    nama: str
    dari: Pecahan | None
    sampai: Pecahan | None
    tercetak: str


class DeretPita(Ketat):
    """Bands that cover every number once.

    ``tepi`` tells which band a limit itself belongs to: the one above it (91 is
    the lowest of 91–100) or the one below it (80 is the highest of >70–80).
    ``desimal``: to how many decimals the law rounds before it looks up the band
    (half up); None does not round.
    """

    bentuk: Literal["pita"] = "pita"
    tepi: Literal["atas", "bawah"] = "atas"
    desimal: int | None = None
    satuan: str = ""
    pita: dict[str, Pita] = Field(min_length=2)

    @property
    def urut(self) -> list[tuple[str, Pita]]:
        """The bands, lowest first."""
        return sorted(self.pita.items(), key=lambda butir: (butir[1].dari is not None, butir[1].dari or 0))

    @model_validator(mode="after")
    def _tanpa_celah(self) -> DeretPita:
        urut = self.urut
        if urut[0][1].dari is not None or urut[-1][1].sampai is not None:
            raise ValueError("pita terendah harus terbuka ke bawah dan pita tertinggi terbuka ke atas")
        for (kode, bawah), (lain, atas) in pairwise(urut):
            if bawah.sampai is None or bawah.sampai != atas.dari:
                raise ValueError(f"ada celah atau tumpang tindih antara pita {kode} dan {lain}")
        batas = [butir.dari for _, butir in urut[1:] if butir.dari is not None]
        if batas != sorted(set(batas)):
            raise ValueError("setiap pita harus lebih lebar daripada nol")
        return self

    def tuas(self, _kode: KodeDaftar) -> Mapping[str, Tuas]:
        urut = self.urut
        batas = [Fraction(butir.dari) for _, butir in urut[1:] if butir.dari is not None]
        langkah = max(batas) - min(batas) or abs(batas[0]) or Fraction(1)
        tetangga = [batas[0] - langkah, *batas, batas[-1] + langkah]
        return {
            f"{atas}.dari": Tuas(
                (("pita", atas, "dari"), ("pita", bawah, "sampai")),
                batas[nomor],
                rentang=(tetangga[nomor], tetangga[nomor + 2]),
                satuan=self.satuan,
            )
            for nomor, ((bawah, _), (atas, _)) in enumerate(pairwise(urut))
        }


class Ruas(Ketat):
    """A piece of a broken line: from ``dari`` (after rounding) up, through one point (level) or two."""

    kategori: str
    dari: Pecahan | None
    titik: tuple[tuple[Pecahan, Pecahan], ...] = Field(min_length=1, max_length=2)
    tercetak: str

    @property
    def kemiringan(self) -> Fraction:
        """The rise per unit."""
        (x, y), (x2, y2) = self.titik[0], self.titik[-1]
        return (y2 - y) / (x2 - x) if x2 != x else Fraction(0)


class DeretRuas(Ketat):
    """A value read off a broken line whose piece is found after rounding to ``desimal`` decimals (half up).

    The line itself takes the unrounded number; the value is at most ``batas_atas``.
    """

    bentuk: Literal["ruas"] = "ruas"
    desimal: int
    batas_atas: Pecahan
    ruas: tuple[Ruas, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _urut_dari_terendah(self) -> DeretRuas:
        batas = [butir.dari for butir in self.ruas[1:] if butir.dari is not None]
        if self.ruas[0].dari is not None or len(batas) != len(self.ruas) - 1 or batas != sorted(set(batas)):
            raise ValueError("ruas ditulis dari yang terendah; hanya ruas pertama yang terbuka ke bawah")
        return self

    def tuas(self, _kode: KodeDaftar) -> Mapping[str, Tuas]:
        hasil = {"batas_atas": Tuas((("batas_atas",),), self.batas_atas, (Fraction(0), 2 * self.batas_atas))}
        batas = [butir.dari for butir in self.ruas if butir.dari is not None]
        for nomor, butir in enumerate(self.ruas):
            if butir.dari is not None:
                bawah = max((x for x in batas if x < butir.dari), default=Fraction(0))
                atas = min((x for x in batas if x > butir.dari), default=2 * butir.dari)
                jalur = ("ruas", str(nomor), "dari")
                hasil[f"{butir.kategori}.dari_{angka_jalur(butir.dari)}"] = Tuas(
                    (jalur,), butir.dari, (bawah, atas), bulat=self.desimal == 0
                )
            for urutan, (x, y) in enumerate(butir.titik):
                tempat = ("ruas", str(nomor), "titik", str(urutan), "1")
                nama = f"{butir.kategori}.nilai_pada_{angka_jalur(x)}"
                hasil[nama] = Tuas((tempat,), y, (Fraction(0), 2 * self.batas_atas))
        return hasil


def angka_jalur(nilai: Fraction) -> str:
    """A number as part of a lever's name."""
    return str(nilai).replace("/", "_per_")


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
            if terlalu_halus(self.nilai):
                raise ValueError(f"nilai {self.nilai} terlalu halus; tulis paling banyak 4 desimal")
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

    def tuas(self, _kode: KodeDaftar) -> Mapping[str, Tuas]:
        return {nama: _tuas_parameter(nama, butir) for nama, butir in self.butir.items()}


def _tuas_parameter(nama: str, butir: ButirParameter) -> Tuas:
    if butir.nilai is not None:
        jalur = ("butir", nama, "nilai")
        return Tuas((jalur,), butir.nilai, rentang=butir.rentang, satuan=butir.satuan, asal=butir.asal)
    return Tuas((("butir", nama, "pilihan"),), butir.pilihan or "", pilihan=butir.pilihan_sah, asal=butir.asal)


class KolomTabel(Ketat):
    """A column of numbers: unit, meaning, and the range a scenario may use."""

    satuan: str
    keterangan: str
    rentang: tuple[Pecahan, Pecahan]


class TabelNilai(Ketat):
    """Numbers by code and column; None where the law gives none. ``daftar`` names the list of the row codes."""

    bentuk: Literal["tabel"] = "tabel"
    daftar: str | None = None
    asal: Literal["peraturan", "kebijakan_lokal"] = "peraturan"
    kolom: dict[str, KolomTabel] = Field(min_length=1)
    baris: dict[str, dict[str, Pecahan | None]] = Field(min_length=1)

    @model_validator(mode="after")
    def _lengkap(self) -> TabelNilai:
        for baris, isi in self.baris.items():
            if set(isi) != set(self.kolom):
                raise ValueError(f"baris {baris} harus berisi kolom {', '.join(self.kolom)}")
            for kolom, nilai in isi.items():
                bawah, atas = self.kolom[kolom].rentang
                if nilai is not None and not bawah <= nilai <= atas:
                    raise ValueError(f"{baris}.{kolom}: nilai {nilai} di luar rentang {bawah} sampai {atas}")
        return self

    def angka(self, baris: str, kolom: str) -> Fraction | None:
        """One number; a KeyError is a programming mistake."""
        return self.baris[baris][kolom]

    def tuas(self, _kode: KodeDaftar) -> Mapping[str, Tuas]:
        return {
            f"{baris}.{kolom}": Tuas(
                (("baris", baris, kolom),),
                nilai,
                rentang=self.kolom[kolom].rentang,
                satuan=self.kolom[kolom].satuan,
                asal=self.asal,
            )
            for baris, isi in self.baris.items()
            for kolom, nilai in isi.items()
            if nilai is not None
        }


class RumusCapaian(Ketat):
    """Which variant of the achievement formula a regulation uses (see ``rumus/capaian.py``)."""

    bentuk: Literal["rumus_capaian"] = "rumus_capaian"
    naik: Literal["rasio"]
    turun: Varian
    rentang: Literal["tepi_terdekat"]
    tertulis: dict[str, str]

    def tuas(self, _kode: KodeDaftar) -> Mapping[str, Tuas]:
        return {"turun": Tuas((("turun",),), self.turun, pilihan=get_args(Varian))}
