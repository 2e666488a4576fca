"""What the laboratory moves on: achievements and groups as arrays, and two settings compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from penilaian.laboratorium.hitung_indeks import (
    KELAS,
    TANPA,
    TOLERANSI,
    Indeks,
    Kode,
    Larik,
    golongkan,
    hitung_indeks,
    pola_ada,
)
from penilaian.laboratorium.setelan import Setelan, setelan_aturan
from penilaian.laporan.isi_capaian import LABEL_JABATAN, PEGAWAI_MINIMUM, kelompokkan_kecil
from penilaian.laporan.isi_laboratorium import IsiLaboratorium

LAIN = "Lainnya (digabung)"
UKURAN = ("rata_rata", "pangsa_atas")
"""What groups can be ranked by."""


@dataclass(frozen=True, eq=False)
class Kelompok:
    """A grouping of the employees: the name of each group, the group of each employee."""

    judul: str
    nama: tuple[str, ...]
    kode: Kode

    def cacah(self, saring: np.ndarray) -> Kode:
        """How many of the employees for whom ``saring`` holds are in each group."""
        return np.bincount(self.kode[saring], minlength=len(self.nama))


@dataclass(frozen=True)
class Pindah:
    """How many employees of a group move."""

    kelompok: str
    jumlah: int
    naik: int
    turun: int
    mendapat: int
    kehilangan: int

    @property
    def pangsa(self) -> float:
        """Share that moves, in percent."""
        return 100.0 * (self.naik + self.turun + self.mendapat + self.kehilangan) / max(self.jumlah, 1)


@dataclass(frozen=True)
class Tempat:
    """Measure and rank of a unit under two settings; ``geser`` is how many places it goes up."""

    kelompok: str
    semula: float
    menjadi: float
    peringkat_semula: int
    peringkat_menjadi: int

    @property
    def geser(self) -> int:
        return self.peringkat_semula - self.peringkat_menjadi


@dataclass(frozen=True, eq=False)
class Lapangan:
    """Employees × aspects in percent, two groupings (small groups put together), and the rules' setting."""

    capaian: Larik
    jabatan: Kelompok
    unit: Kelompok
    semula: Setelan

    @cached_property
    def pola(self) -> Kode:
        """Which aspects each employee has; see `pola_ada`."""
        return pola_ada(self.capaian)


@dataclass(frozen=True, eq=False)
class Keadaan:
    """The field under one setting."""

    lapangan: Lapangan
    setelan: Setelan
    indeks: Indeks

    @cached_property
    def kelas(self) -> Kode:
        """The class of each employee, as its place in `KELAS`."""
        return golongkan(self.indeks.nilai, self.setelan)

    @cached_property
    def cacah_kelas(self) -> Kode:
        """How many employees are in each class."""
        return np.bincount(self.kelas, minlength=len(KELAS))

    def ukuran(self, nama: str) -> Larik:
        """The measure of each unit: mean index, or share above the upper threshold, in percent.

        NaN for a unit with fewer than five employees that have an index, and for what was put together.
        """
        unit = self.lapangan.unit
        ada = ~np.isnan(self.indeks.nilai)
        cacah = unit.cacah(ada)
        tambah = self.indeks.nilai if nama == "rata_rata" else 100.0 * (self.kelas == KELAS.index("atas"))
        jumlah = np.bincount(unit.kode[ada], weights=tambah[ada], minlength=len(unit.nama))
        boleh = (cacah >= PEGAWAI_MINIMUM) & (np.array(unit.nama, dtype=object) != LAIN)
        return np.where(boleh, jumlah / np.maximum(cacah, 1), np.nan)


def siapkan_lapangan(isi: IsiLaboratorium) -> Lapangan:
    """The arrays behind a report: agencies as units for the city, units of work for one agency."""
    pegawai = isi.pegawai
    jabatan = _kelompok(pegawai, "jenis_jabatan", "Jenis jabatan", LABEL_JABATAN)
    if isi.bahan.kota:
        unit = _kelompok(pegawai, "kode_opd", "OPD", isi.nama_opd)
    else:
        unit = _kelompok(pegawai, "unit", "Unit kerja", {})
    capaian = np.asfortranarray(isi.capaian.to_numpy(dtype=np.float64))
    return Lapangan(capaian, jabatan, unit, setelan_aturan(isi.desain.aturan))


def keadaan(lapangan: Lapangan, setelan: Setelan) -> Keadaan:
    """The field under a setting.

    Raises:
        GalatSkenario: no classes can be computed from it (see `periksa_setelan`).
    """
    return Keadaan(lapangan, setelan, hitung_indeks(lapangan.capaian, setelan, lapangan.pola))


def silang(semula: Keadaan, menjadi: Keadaan) -> Kode:
    """Employees by class before (rows) and after (columns), in the order of `KELAS`."""
    banyak = len(KELAS)
    hasil: Kode = np.bincount(semula.kelas * banyak + menjadi.kelas, minlength=banyak**2).reshape(banyak, banyak)
    return hasil


def perpindahan(semula: Keadaan, menjadi: Keadaan, kelompok: Kelompok) -> list[Pindah]:
    """By group: employees, those who rise, fall, get an index and lose theirs. Most moves first, put together last."""
    ada, kini = semula.kelas != TANPA, menjadi.kelas != TANPA
    cacah = [
        kelompok.cacah(saring)
        for saring in (
            np.ones(len(ada), dtype=bool),
            ada & kini & (menjadi.kelas < semula.kelas),
            ada & kini & (menjadi.kelas > semula.kelas),
            ~ada & kini,
            ada & ~kini,
        )
    ]
    semua = [Pindah(nama, *(int(satu[nomor]) for satu in cacah)) for nomor, nama in enumerate(kelompok.nama)]
    return sorted(semua, key=lambda satu: (satu.kelompok == LAIN, -satu.pangsa, satu.kelompok))


def peringkat(nilai: Larik) -> Larik:
    """Competition ranks, the highest first ("1 2 2 4"); NaN has none. Equal within the noise of binary arithmetic.

    >>> peringkat(np.array([90.0, 95.0, np.nan, 90.0]))
    array([ 2.,  1., nan,  2.])
    """
    urut = np.sort(-nilai[~np.isnan(nilai)])
    return np.where(np.isnan(nilai), np.nan, 1.0 + np.searchsorted(urut, -nilai - TOLERANSI))


def banding_peringkat(semula: Keadaan, menjadi: Keadaan, ukuran: str) -> list[Tempat]:
    """Units with both measures and ranks, best first.

    Only units that have a measure under both settings are ranked, so that places are comparable.
    """
    lama, baru = semula.ukuran(ukuran), menjadi.ukuran(ukuran)
    ada = np.flatnonzero(~np.isnan(lama) & ~np.isnan(baru))
    lama, baru = lama[ada], baru[ada]
    isi = zip(
        ada.tolist(), lama.tolist(), baru.tolist(), peringkat(lama).tolist(), peringkat(baru).tolist(), strict=True
    )
    nama = semula.lapangan.unit.nama
    semua = [Tempat(nama[n], satu, dua, int(dari), int(ke)) for n, satu, dua, dari, ke in isi]
    return sorted(semua, key=lambda satu: (satu.peringkat_menjadi, satu.kelompok))


def paling_bergeser(tempat: Sequence[Tempat], banyak: int) -> list[Tempat]:
    """The units whose place changes most, at most so many, in the order of their new place."""
    nomor = sorted(range(len(tempat)), key=lambda satu: -abs(tempat[satu].geser))[:banyak]
    return [tempat[satu] for satu in sorted(nomor)]


def _kelompok(pegawai: pd.DataFrame, kolom: str, judul: str, label: dict[str, str]) -> Kelompok:
    isi = pegawai.assign(**{kolom: pegawai[kolom].map(lambda satu: label.get(satu, satu)).fillna("tidak tercatat")})
    gabung = kelompokkan_kecil(isi, kolom, LAIN)
    kode, nama = pd.factorize(gabung, sort=True)
    return Kelompok(judul, tuple(map(str, nama)), kode.astype(np.intp))
