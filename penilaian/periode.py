"""Appraisal periods: month, quarter (triwulan), half-year (semester), year.

A period is written as text: ``2025-01``, ``2025-T4``, ``2025-S1``, ``2025``.
Source of the periods: PermenPANRB 6/2022, Pasal 24 (periodic: bulanan or
triwulanan; annual), see ``aturan/permenpanrb-6-2022/periode_penilaian.yaml``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Literal

from penilaian.galat import GalatPeriode

JenisPeriode = Literal["bulan", "triwulan", "semester", "tahun"]

_POLA = re.compile(
    r"(?P<tahun>(?:19|20|21)[0-9]{2})(?:-(?:T(?P<triwulan>[1-4])|S(?P<semester>[12])|(?P<bulan>0[1-9]|1[0-2])))?"
)
_BULAN_PER_BAGIAN: dict[JenisPeriode, int] = {"bulan": 1, "triwulan": 3, "semester": 6, "tahun": 12}
_NAMA_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_ROMAWI = ("I", "II", "III", "IV")


@total_ordering
@dataclass(frozen=True)
class Periode:
    """One appraisal period; ordered by its last day, then by its length.

    >>> p = Periode.urai("2025-T4")
    >>> p.awal, p.akhir, p.label
    (datetime.date(2025, 10, 1), datetime.date(2025, 12, 31), 'Triwulan IV 2025')
    >>> str(p.sebelumnya())
    '2025-T3'
    """

    tahun: int
    jenis: JenisPeriode
    nomor: int

    @classmethod
    def urai(cls, teks: object) -> Periode:
        """Read a period code.

        Raises:
            GalatPeriode: the code is no text or has another form.
        """
        if isinstance(teks, Periode):
            return teks
        cocok = _POLA.fullmatch(teks) if isinstance(teks, str) else None
        if cocok is None:
            raise GalatPeriode(
                f"Periode {teks!r} tidak dikenal",
                mengapa="periode ditulis sebagai teks: bulan 2025-01, triwulan 2025-T4, semester 2025-S1, atau tahun 2025",
                tindakan="perbaiki kodenya, lalu jalankan lagi",
            )
        tahun = int(cocok["tahun"])
        for jenis in ("bulan", "triwulan", "semester"):
            if cocok[jenis]:
                return cls(tahun, jenis, int(cocok[jenis]))
        return cls(tahun, "tahun", 1)

    @classmethod
    def dari_tanggal(cls, awal: date, akhir: date) -> Periode | None:
        """The period that begins and ends on these days; None where no period does.

        >>> Periode.dari_tanggal(date(2025, 10, 1), date(2025, 12, 31)).kode
        '2025-T4'
        >>> Periode.dari_tanggal(date(2025, 10, 2), date(2025, 12, 31)) is None
        True
        """
        for jenis, bulan in _BULAN_PER_BAGIAN.items():
            satu = cls(akhir.year, jenis, -(-akhir.month // bulan))
            if (satu.awal, satu.akhir) == (awal, akhir):
                return satu
        return None

    @property
    def kode(self) -> str:
        match self.jenis:
            case "bulan":
                return f"{self.tahun}-{self.nomor:02d}"
            case "triwulan":
                return f"{self.tahun}-T{self.nomor}"
            case "semester":
                return f"{self.tahun}-S{self.nomor}"
            case _:
                return str(self.tahun)

    @property
    def awal(self) -> date:
        """First day."""
        return date(self.tahun, self._bulan_akhir - _BULAN_PER_BAGIAN[self.jenis] + 1, 1)

    @property
    def akhir(self) -> date:
        """Last day; the rules in force on it judge the period."""
        return date(self.tahun, self._bulan_akhir, calendar.monthrange(self.tahun, self._bulan_akhir)[1])

    @property
    def _bulan_akhir(self) -> int:
        return self.nomor * _BULAN_PER_BAGIAN[self.jenis]

    @property
    def label(self) -> str:
        """The name readers see."""
        match self.jenis:
            case "bulan":
                return f"{_NAMA_BULAN[self.nomor - 1]} {self.tahun}"
            case "triwulan":
                return f"Triwulan {_ROMAWI[self.nomor - 1]} {self.tahun}"
            case "semester":
                return f"Semester {_ROMAWI[self.nomor - 1]} {self.tahun}"
            case _:
                return f"Tahun {self.tahun}"

    def sebelumnya(self) -> Periode:
        """The period of the same kind just before this one."""
        if self.nomor > 1:
            return Periode(self.tahun, self.jenis, self.nomor - 1)
        return Periode(self.tahun - 1, self.jenis, 12 // _BULAN_PER_BAGIAN[self.jenis])

    def setahun_sebelumnya(self) -> Periode:
        """The same period a year earlier.

        >>> Periode.urai("2025-T4").setahun_sebelumnya().kode
        '2024-T4'
        """
        return Periode(self.tahun - 1, self.jenis, self.nomor)

    def __lt__(self, lain: Periode) -> bool:
        return (self.akhir, _BULAN_PER_BAGIAN[self.jenis]) < (lain.akhir, _BULAN_PER_BAGIAN[lain.jenis])

    def __str__(self) -> str:
        return self.kode


def pilih_periode(ada: Sequence[Periode], akhir: Periode, paling_banyak: int) -> list[Periode]:
    """The period under review and those of its kind before it, at most ``paling_banyak``, oldest first.

    >>> ada = [Periode.urai(satu) for satu in ("2024", "2025-T1", "2025-T2", "2025-T3")]
    >>> [satu.kode for satu in pilih_periode(ada, ada[2], 8)]
    ['2025-T1', '2025-T2']
    """
    sejenis = sorted(satu for satu in set(ada) if satu.jenis == akhir.jenis and satu <= akhir)
    return sejenis[-paling_banyak:]
