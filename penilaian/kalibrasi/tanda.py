"""Marks: how surprising a count is, and which of many surprises to look at.

Nobody is accused by a mark. Each family of marks keeps the share of false ones among those raised under the local
policy's level (Benjamini and Hochberg 1995), and says how many one would expect by chance alone.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

Larik = npt.NDArray[np.float64]


def ekor_binomial(teramati: Larik, diharapkan: Larik, banyak: Larik) -> Larik:
    """Probability of a count at least as high as seen, of ``banyak`` chances with ``diharapkan`` expected in all.

    Where chances differ between observations the binomial with the same mean is at least as wide (Hoeffding 1956),
    so that the probability errs on the side of no mark.

    >>> float(ekor_binomial(np.array([2.0]), np.array([0.5]), np.array([2.0])).round(4)[0])
    0.0625
    """
    peluang = np.clip(diharapkan / np.maximum(banyak, 1), 0.0, 1.0)
    return np.asarray(stats.binom.sf(teramati - 1, banyak, peluang))


def ekor_poisson(teramati: Larik, diharapkan: Larik) -> Larik:
    """The same for counts without an upper limit, such as pairs.

    >>> float(ekor_poisson(np.array([0.0]), np.array([1.0]))[0])
    1.0
    """
    return np.asarray(stats.poisson.sf(teramati - 1, diharapkan))


def dua_sisi(z: Larik) -> Larik:
    """Two-sided probability of a standard normal deviate."""
    return np.asarray(2 * stats.norm.sf(np.abs(z)))


def tandai(tabel: pd.DataFrame, taraf: float, boleh: pd.Series | None = None) -> pd.DataFrame:
    """Append ``q`` (adjusted ``p``) and ``ditandai``; rows that may not be marked (``boleh`` false) get neither.

    >>> tandai(pd.DataFrame({"p": [0.001, 0.5]}), 0.05)["ditandai"].tolist()
    [True, False]
    """
    ikut = tabel["p"].notna() if boleh is None else tabel["p"].notna() & boleh
    q = pd.Series(np.nan, index=tabel.index)
    if ikut.any():
        q[ikut] = stats.false_discovery_control(tabel.loc[ikut, "p"].to_numpy())
    return tabel.assign(q=q, ditandai=q < taraf)


def salah_diharapkan(tabel: pd.DataFrame) -> float:
    """How many marks chance alone would raise at the highest marked probability, among all that were tested.

    >>> salah_diharapkan(tandai(pd.DataFrame({"p": [0.001, 0.5]}), 0.05))
    0.002
    """
    batas = tabel.loc[tabel["ditandai"], "p"].max()
    return 0.0 if pd.isna(batas) else float(batas * tabel["q"].notna().sum())
