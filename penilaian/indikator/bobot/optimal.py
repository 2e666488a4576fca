"""What a weight achieves is not what it says: importance of indicators in an index, and weights for a wanted importance.

Becker, Saisana, Paruolo and Vandecasteele (2017), "Weights and importance in composite indicators: closing the gap",
*Ecological Indicators* 80, 12–22. Importance is the squared Pearson correlation of an indicator with the weighted
arithmetic index (their linear case), as a share of all; it keeps the sign of the correlation, so that an indicator
that runs against the index shows as negative.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype
from scipy.optimize import least_squares

from penilaian.bahasa import daftar_kata
from penilaian.galat import GalatRumus
from penilaian.indikator.syarat import Larik, matriks_lengkap, wajib_tabel

_RUMUS = "Kepentingan indikator"
_TELITI = 1e-14
"""Tolerances of the search (``scipy.optimize.least_squares``), near what floats allow: a local choice."""


def kepentingan(data: pd.DataFrame, bobot: pd.Series) -> pd.Series:
    """The importance each indicator has in the weighted arithmetic mean, by code; absolute values sum to 1.

    Raises:
        GalatRumus: codes that do not match (``kode_bobot``), an index or an indicator that does not vary, missing data.
    """
    nilai = _cocok(bobot, data, "bobot")
    return pd.Series(_capai(_ragam(data), nilai), index=data.columns, name="kepentingan")


def bobot_optimal(data: pd.DataFrame, kepentingan: pd.Series) -> pd.Series:
    """Weights (0 or more, sum 1) whose achieved importance is as close as possible to the wanted ``kepentingan``.

    Least squares of the shares, from two starts, so always the same answer, whatever the units. ``data`` is units ×
    indicators as they go into the mean (normalised, higher is better). Not every wish can be met: compare with
    :func:`kepentingan`.

    >>> data = pd.DataFrame({"a": [1.0, 1, -1, -1], "b": [1.0, -1, 1, -1]})  # uncorrelated, same spread
    >>> bobot_optimal(data, pd.Series({"a": 0.2, "b": 0.8})).round(6).to_dict()  # w ∝ √importance
    {'a': 0.333333, 'b': 0.666667}

    Raises:
        GalatRumus: as :func:`kepentingan`, or a wanted importance that is negative or only zeros.
    """
    ragam = _ragam(data)
    ingin = _cocok(kepentingan, data, "kepentingan")
    ingin = ingin / ingin.sum()
    simpangan = np.sqrt(np.diag(ragam))
    korelasi = ragam / np.outer(simpangan, simpangan)

    def beda(baku: Larik) -> Larik:
        return np.append(_capai(korelasi, baku) - ingin, baku.sum() - 1)

    hasil = []
    for awal in (np.sqrt(ingin), np.ones(len(ingin))):  # weights of standardised indicators: units cannot matter
        mulai = np.clip(awal / awal.sum(), 1e-6, 1 - 1e-6)
        hasil.append(least_squares(beda, mulai, bounds=(0, 2), ftol=_TELITI, xtol=_TELITI, gtol=_TELITI))
    terbaik = min(hasil, key=lambda satu: round(float(satu.cost), 18)).x / simpangan
    return pd.Series(terbaik / terbaik.sum(), index=data.columns, name="bobot")


def _ragam(data: pd.DataFrame) -> Larik:
    return np.asarray(np.cov(matriks_lengkap(data, _RUMUS), rowvar=False))


def _capai(ragam: Larik, bobot: Larik) -> Larik:
    bersama = ragam @ bobot
    seluruh = float(bobot @ bersama)
    if seluruh <= 1e-12 * float(bobot**2 @ np.diag(ragam)):
        raise GalatRumus(
            "indeks_tetap",
            f"{_RUMUS} tidak dapat dihitung",
            mengapa="indeksnya sama untuk semua unit: indikator saling meniadakan",
            tindakan="periksa arah setiap indikator",
        )
    korelasi = bersama / np.sqrt(seluruh * np.diag(ragam))
    kuadrat = korelasi * np.abs(korelasi)
    return np.asarray(kuadrat / np.abs(kuadrat).sum())


def _cocok(nilai: pd.Series, data: pd.DataFrame, hal: str) -> Larik:
    """The numbers in the order of the columns."""
    wajib_tabel(data, _RUMUS)
    if not isinstance(nilai, pd.Series) or not is_numeric_dtype(nilai.dtype):
        raise GalatRumus(
            f"{hal}_tidak_sah",
            f"Nilai {hal} bukan deret bilangan",
            mengapa=f"yang diberikan {getattr(nilai, 'dtype', type(nilai).__name__)}",
            tindakan="berikan Series bilangan dengan kode indikator sebagai indeks",
        )
    if set(nilai.index) != set(data.columns) or not nilai.index.is_unique:
        beda = sorted(map(str, set(nilai.index) ^ set(data.columns)))
        raise GalatRumus(
            "kode_bobot",
            f"Kode {hal} tidak sama dengan kode indikator",
            di_mana=daftar_kata(beda),
            mengapa="setiap indikator punya tepat satu nilai",
            tindakan="samakan kodenya",
        )
    isi = nilai.reindex(data.columns).to_numpy(dtype=np.float64)
    if not (np.isfinite(isi) & (isi >= 0)).all() or not isi.sum() > 0:
        raise GalatRumus(
            f"{hal}_tidak_sah",
            f"Nilai {hal} harus nol atau lebih, terisi, dan tidak semuanya nol",
            mengapa="kosong bukan nol, dan yang makin rendah makin baik dibalik arahnya",
            tindakan="perbaiki nilainya",
        )
    return isi
