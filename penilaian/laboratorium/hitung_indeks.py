"""The index of everybody for one setting, as array arithmetic fast enough for a moving slider.

The same numbers as `penilaian.indikator.komposit.agregasikan` gives; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from penilaian.laboratorium.setelan import Setelan, periksa_setelan

Larik = npt.NDArray[np.float64]
Kode = npt.NDArray[np.intp]

KELAS = ("atas", "tengah", "bawah", "tanpa_indeks")
LABEL_KELAS = {"atas": "Atas", "tengah": "Tengah", "bawah": "Bawah", "tanpa_indeks": "Tanpa indeks"}
TANPA = KELAS.index("tanpa_indeks")
BALIK = 200.0
"""Percent; an achievement whose direction is turned becomes this minus itself (kebijakan/indeks, arah)."""
TOLERANSI = 1e-9
"""Percent points; so near to a threshold the difference is one of binary arithmetic, not of achievement."""


@dataclass(frozen=True, eq=False)
class Indeks:
    """``nilai`` of each row in percent, NaN where there is none, and how many have none for which reason."""

    nilai: Larik
    kurang_data: int
    tidak_positif: int


def pola_ada(capaian: Larik) -> Kode:
    """Which aspects a row has, as a number whose bit k stands for aspect k; shape (n,)."""
    pangkat = np.left_shift(1, np.arange(capaian.shape[1]))
    hasil: Kode = (~np.isnan(capaian) @ pangkat).astype(np.intp)
    return hasil


def hitung_indeks(capaian: Larik, setelan: Setelan, pola: Kode | None = None) -> Indeks:
    """The index of each row of ``capaian`` (n × aspects, percent, NaN: missing); ``pola`` is `pola_ada` of it.

    Each achievement is turned where its direction is ``turun`` (200 minus it), then cut at the cap. Weights are
    relative over the aspects a row has; a row with less than the required share of weight has no index, nor has one
    with a value of zero or less under the geometric or harmonic mean. Aspects without weight do not count.

    Raises:
        GalatSkenario: no weight is above zero, or the thresholds are not in order.
    """
    periksa_setelan(setelan)
    bobot = np.array([float(satu) for satu in setelan.bobot])
    cukup = _pola_cukup(setelan)[pola_ada(capaian) if pola is None else pola]
    aspek = nilai_aspek(np.asfortranarray(capaian), setelan)
    dipakai = ~np.isnan(aspek) & (bobot > 0)
    berpangkat = setelan.agregasi in ("geometrik", "harmonik")
    positif = ~((aspek <= 0) & dipakai & berpangkat).any(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        nilai = _gabung(aspek, np.where(dipakai, bobot, 0.0), dipakai, setelan.agregasi)
    nilai = np.where(cukup & positif, nilai, np.nan)
    return Indeks(nilai, int((~cukup).sum()), int((cukup & ~positif).sum()))


def nilai_aspek(capaian: Larik, setelan: Setelan) -> Larik:
    """Achievements as they enter the index: turned where asked, cut at the cap; missing stays missing."""
    turun = np.array([satu == "turun" for satu in setelan.arah])
    hasil: Larik = np.minimum(np.where(turun, BALIK - capaian, capaian), float(setelan.batas_atas))
    return hasil


def golongkan(nilai: Larik, setelan: Setelan) -> Kode:
    """The class of each index, as its place in `KELAS`: above the upper threshold, from the lower one up, below, none."""
    atas = nilai > float(setelan.ambang_di_atas) + TOLERANSI
    tengah = nilai >= float(setelan.ambang_sesuai) - TOLERANSI
    hasil: Kode = np.select([np.isnan(nilai), atas, tengah], [TANPA, 0, 1], default=2).astype(np.intp)
    return hasil


def _pola_cukup(setelan: Setelan) -> npt.NDArray[np.bool_]:
    """For each pattern of present aspects whether they carry enough weight; exact, so that no row is lost to rounding."""
    banyak, seluruh = len(setelan.bobot), setelan.jumlah_bobot
    paling_sedikit = setelan.data_paling_sedikit / 100
    ada = [
        sum((satu for bit, satu in enumerate(setelan.bobot) if pola >> bit & 1), Fraction(0))
        for pola in range(1 << banyak)
    ]
    return np.array([satu > 0 and satu / seluruh >= paling_sedikit for satu in ada])


def _gabung(aspek: Larik, bobot: Larik, dipakai: npt.NDArray[np.bool_], cara: str) -> Larik:
    """Weighted means over what is present; ``bobot`` is zero where a value is not used."""
    if cara == "terendah":
        rendah: Larik = np.where(dipakai, aspek, np.inf).min(axis=1)
        return rendah
    jumlah = bobot.sum(axis=1)
    if cara == "geometrik":
        return np.asarray(np.exp((bobot * np.log(np.where(dipakai, aspek, 1.0))).sum(axis=1) / jumlah))
    if cara == "harmonik":
        return np.asarray(jumlah / (bobot / np.where(dipakai, aspek, 1.0)).sum(axis=1))
    return np.asarray((bobot * np.where(dipakai, aspek, 0.0)).sum(axis=1) / jumlah)
