"""PP 94/2021: the sanction named for days of unexcused absence. It shows what the rule says; it imposes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from penilaian.aturan.bentuk import DeretPita, Parameter, TabelNilai
from penilaian.aturan.rumus.pita import golongkan
from penilaian.galat import GalatRumus


@dataclass(frozen=True)
class Hukuman:
    """A sanction's code, the cut of the allowance in percent a month, and its months; None where there is none."""

    hukuman: str
    potongan_persen: Fraction | None
    bulan: Fraction | None


def disiplin(
    hari_kumulatif: Fraction, hari_berturut: Fraction, pita: DeretPita, berturut: Parameter, akibat: TabelNilai
) -> Hukuman:
    """The sanction for working days absent in a year, or without a break if these are enough for the gravest one.

    The unbroken days may be more than those of the year: they can cross its end.

    Raises:
        GalatRumus: ``di_luar_rentang`` below zero.
    """
    if hari_kumulatif < 0 or hari_berturut < 0:
        raise GalatRumus("di_luar_rentang", "jumlah hari tidak masuk kerja di bawah nol")
    terberat = pita.urut[-1][0]
    hukuman = terberat if hari_berturut >= berturut.bilangan("hari") else golongkan(hari_kumulatif, pita)
    return Hukuman(hukuman, akibat.angka(hukuman, "potongan"), akibat.angka(hukuman, "bulan"))
