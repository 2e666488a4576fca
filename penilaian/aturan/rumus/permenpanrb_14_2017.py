"""PermenPANRB 14/2017: the index of the survey of public satisfaction (IKM) and its sample size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from penilaian.aturan.bentuk import DeretPita, Parameter
from penilaian.aturan.rumus.pita import golongkan
from penilaian.galat import GalatRumus


@dataclass(frozen=True)
class IndeksKepuasan:
    """The unrounded index, its quality, and the weight that was used."""

    ikm: Fraction
    mutu: str
    bobot: str


@dataclass(frozen=True)
class Sampel:
    """The number of respondents: whole, and before rounding."""

    jumlah: int
    tepat: Fraction


def ikm_unsur(jumlah: Fraction, responden: Fraction, skala: Parameter) -> Fraction:
    """Mean score of one element (NRR): the sum of its scores by the number of respondents.

    Raises:
        GalatRumus: ``responden_nol`` for less than one respondent, ``responden_tidak_utuh``
            for a part of one, ``skor_di_luar_skala`` for a mean no answers can give.
    """
    if responden < 1:
        raise GalatRumus("responden_nol", "jumlah responden harus paling sedikit satu")
    if responden.denominator != 1:
        raise GalatRumus("responden_tidak_utuh", f"jumlah responden {responden} bukan bilangan bulat")
    nrr = jumlah / responden
    bawah, atas = skala.bilangan("skor_terendah"), skala.bilangan("skor_tertinggi")
    if not bawah <= nrr <= atas:
        raise GalatRumus("skor_di_luar_skala", f"rata-rata skor {float(nrr):.4g} di luar skala {bawah} sampai {atas}")
    return nrr


def ikm(
    nrr: Sequence[Fraction], unsur: Sequence[str], parameter: Parameter, mutu: DeretPita, *, bobot: str | None = None
) -> IndeksKepuasan:
    """The index: Σ(mean score × weight) × 25, for one mean score per element.

    ``bobot`` names the weight: ``sepersembilan`` or ``0.11`` as printed (which caps the
    index at 99); None takes the parameter's. Rounded to two decimals for the quality only.

    Raises:
        GalatRumus: ``jumlah_unsur_salah`` where an element is missing or one too many.
    """
    if len(nrr) != len(unsur):
        raise GalatRumus("jumlah_unsur_salah", f"ada {len(nrr)} unsur; seharusnya {len(unsur)}")
    bobot = bobot or parameter.pilihan("bobot")
    indeks = sum(nrr, Fraction(0)) * parameter.bilangan(bobot) * parameter.bilangan("pengali")
    return IndeksKepuasan(indeks, golongkan(indeks, mutu), bobot)


def sampel(populasi: Fraction, parameter: Parameter) -> Sampel:
    """Respondents for a population (Krejcie and Morgan): χ²NP(1−P) / (d²(N−1) + χ²P(1−P)), half up to a whole number.

    Raises:
        GalatRumus: ``populasi_tidak_sah`` unless the population is a whole number from 1.
    """
    if populasi < 1 or populasi.denominator != 1:
        raise GalatRumus("populasi_tidak_sah", f"populasi {populasi} harus bilangan bulat mulai 1")
    chi2, d, p = (parameter.bilangan(nama) for nama in ("chi2", "d", "P"))
    ragam = chi2 * p * (1 - p)
    tepat = ragam * populasi / (d**2 * (populasi - 1) + ragam)
    return Sampel((2 * tepat + 1) // 2, tepat)
