"""Numbers written more precisely than thresholds can be decided on columns."""

from __future__ import annotations

import numpy as np
import pandas as pd

from penilaian.aturan.hitungan import DIGIT_MAKSIMUM

DESIMAL_MAKSIMUM = 6


def terlalu_teliti(kolom: pd.Series) -> pd.Series:
    """Whether a number has more than DIGIT_MAKSIMUM significant digits, or more than six decimals.

    Trailing zeros do not count: 1.830.000.000.000 has three digits.
    """
    nilai = np.abs(kolom.to_numpy(dtype=float))
    digit = np.full(len(nilai), np.inf)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        for pangkat in range(DESIMAL_MAKSIMUM, -16, -1):
            skala = nilai * 10.0**pangkat if pangkat >= 0 else nilai / 10.0**-pangkat
            bulat = np.isclose(skala, np.round(skala), rtol=1e-13, atol=0) & (np.round(skala) > 0)
            digit = np.where(bulat, np.log10(np.where(bulat, np.round(skala), 1)), digit)
    ada = np.isfinite(nilai) & (nilai > 0)
    return pd.Series(ada & ~(digit < DIGIT_MAKSIMUM), index=kolom.index)
