"""Numbers written more precisely than thresholds can be decided on columns."""

from __future__ import annotations

import numpy as np
import pandas as pd

from penilaian.aturan.hitungan import DIGIT_MAKSIMUM, KISI


def terlalu_teliti(kolom: pd.Series) -> pd.Series:
    """Whether a number has too many digits or decimals to be compared exactly.

    Allowed are 15 digits: with up to six decimals below a thousand million, two
    below ten million million, none beyond. Trailing zeros do not count.
    """
    nilai = np.abs(kolom.to_numpy(dtype=float))
    bagian = np.select([nilai < batas for batas, _ in KISI], [bagian for _, bagian in KISI], 1.0)
    with np.errstate(invalid="ignore", over="ignore"):
        bulat = np.round(nilai * bagian)
        tepat = (bulat / bagian == nilai) & (bulat < 10.0**DIGIT_MAKSIMUM)
    return pd.Series(np.isfinite(nilai) & ~tepat, index=kolom.index)
