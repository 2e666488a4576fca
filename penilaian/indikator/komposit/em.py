"""Means and covariances of incomplete data, and what a missing value is expected to be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from penilaian.bahasa import angka
from penilaian.galat import GalatRumus
from penilaian.indikator.komposit.masukan import Larik, lembar

LANGKAH_MAKS = 20_000
TELITI = 1e-11
"""The estimate stands when no mean or covariance moves more between two steps, with ranges of indicators as unit. EM
converges linearly (Dempster et al., section 3), so what is still to come can be larger than the last step, but stays
far below any digit that is shown. Both numbers are local choices; R's norm and Amelia stop at 1e-4."""
BERSAMA_MINIMUM = 3
"""Units that must have both of two indicators: a slope and what is left of it need three. A local choice."""

Pola = list[tuple[npt.NDArray[np.bool_], npt.NDArray[np.intp]]]
"""Which columns are missing, and the rows of which that is true."""


@dataclass(frozen=True, eq=False)
class HasilEm:
    """Maximum-likelihood estimates: ``rata_rata`` by code, ``kovarian`` code × code (divisor n), in the data's units.

    ``terisi`` is the data with each missing value replaced by its expectation given the unit's other values; a unit
    without any value stays missing. ``langkah`` counts the iterations.
    """

    rata_rata: pd.Series
    kovarian: pd.DataFrame
    terisi: pd.DataFrame
    langkah: int


def em_normal(data: pd.DataFrame) -> HasilEm:
    """EM for a multivariate normal sample with values missing at random.

    Dempster, Laird and Rubin (1977), *JRSS B* 39, pp. 1–38; Little and Rubin (2002), *Statistical Analysis with Missing
    Data*, section 11.2. Rows and columns are put in order first, so that the result does not depend on theirs.

    Raises:
        GalatRumus: ``tidak_teramati`` for an indicator without a value or a pair that fewer than three units have both
            of; ``unit_kurang`` where there are not more units than indicators; ``tidak_konvergen``.
    """
    tabel = lembar(data)
    urut = tabel[sorted(tabel.columns, key=str)]
    berisi = urut[urut.notna().any(axis=1)]
    _periksa(berisi)
    pusat = berisi.median()
    lebar = (berisi.max() - berisi.min()).replace(0, 1.0)
    x = np.ascontiguousarray(((berisi - pusat) / lebar).to_numpy(dtype=np.float64))
    urutan = np.lexsort(x.T)
    mu, sigma, isi, langkah = _ulangi(x[urutan])
    kembali = np.empty_like(isi)
    kembali[urutan] = isi
    penuh = pd.DataFrame(kembali, index=berisi.index, columns=berisi.columns) * lebar + pusat
    kali = lebar.to_numpy(dtype=np.float64)
    return HasilEm(
        pd.Series(mu, index=lebar.index) * lebar + pusat,
        pd.DataFrame(sigma * np.outer(kali, kali), index=lebar.index, columns=lebar.index),
        tabel.fillna(penuh),
        langkah,
    )


def _ulangi(x: Larik) -> tuple[Larik, Larik, Larik, int]:
    kosong = np.isnan(x)
    pola: Pola = [(p, np.flatnonzero((kosong == p).all(axis=1))) for p in np.unique(kosong, axis=0)]
    mu = np.nanmean(x, axis=0)
    sigma = np.diag(np.nanvar(x, axis=0))
    for langkah in range(1, LANGKAH_MAKS + 1):
        isi, sisa = _harapan(x, pola, mu, sigma)
        mu_baru = isi.mean(axis=0)
        beda = isi - mu_baru
        sigma_baru = (beda.T @ beda + sisa) / len(x)
        geser = max(float(np.abs(mu_baru - mu).max()), float(np.abs(sigma_baru - sigma).max()))
        mu, sigma = mu_baru, sigma_baru
        if geser < TELITI:
            return mu, sigma, _harapan(x, pola, mu, sigma)[0], langkah
    raise GalatRumus(
        "tidak_konvergen",
        "Pengisian dengan EM tidak mencapai hasil yang tetap",
        mengapa=f"sesudah {angka(LANGKAH_MAKS)} langkah taksirannya masih bergeser; terlalu banyak data yang kosong",
        tindakan="saring unit dan indikator yang jarang terisi, atau pakai cara lain",
    )


def _harapan(x: Larik, pola: Pola, mu: Larik, sigma: Larik) -> tuple[Larik, Larik]:
    """Expected values of what is missing given the rest, and the sum of the covariances that leaves (E step)."""
    isi, sisa = x.copy(), np.zeros_like(sigma)
    for kosong, baris in pola:
        ada = ~kosong
        if not kosong.any():
            continue
        # The pseudo-inverse, since indicators that copy each other add no information but no harm either.
        lereng = np.linalg.pinv(sigma[np.ix_(ada, ada)], rcond=1e-12, hermitian=True) @ sigma[np.ix_(ada, kosong)]
        isi[np.ix_(baris, kosong)] = mu[kosong] + (x[np.ix_(baris, ada)] - mu[ada]) @ lereng
        sisa[np.ix_(kosong, kosong)] += len(baris) * (
            sigma[np.ix_(kosong, kosong)] - sigma[np.ix_(kosong, ada)] @ lereng
        )
    return isi, sisa


def _periksa(berisi: pd.DataFrame) -> None:
    ada = berisi.notna()
    tanpa = [kode for kode in berisi.columns if not ada[kode].any()]
    tanpa += [
        f"{satu} bersama {lain}"
        for satu, lain in combinations(berisi.columns, 2)
        if not tanpa and (ada[satu] & ada[lain]).sum() < BERSAMA_MINIMUM
    ]
    if tanpa or berisi.empty:
        raise GalatRumus(
            "tidak_teramati",
            "Pengisian dengan EM tidak mungkin",
            di_mana=f"indikator {tanpa[0]}" if tanpa else "",
            mengapa=f"hubungannya baru terlihat dari {angka(BERSAMA_MINIMUM)} unit dengan keduanya",
            tindakan="keluarkan indikator itu, atau pakai cara lain",
        )
    if len(berisi) <= berisi.shape[1]:
        raise GalatRumus(
            "unit_kurang",
            "Pengisian dengan EM tidak mungkin",
            mengapa=f"hanya {angka(len(berisi))} unit untuk {angka(berisi.shape[1])} indikator",
            tindakan="pakai lebih banyak unit, lebih sedikit indikator, atau cara lain",
        )
