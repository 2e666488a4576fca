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
_MIRIP_TERKECIL = 1e-6
"""Under this correlation of chances the beta-binomial is the binomial."""


def ekor_binomial(teramati: Larik, diharapkan: Larik, banyak: Larik, tambahan: Larik | None = None) -> Larik:
    """Probability of a count at least as high as seen, of ``banyak`` chances with ``diharapkan`` expected in all.

    Where chances differ between observations the binomial with the same mean is at least as wide (Hoeffding 1956),
    so that the probability errs on the side of no mark. ``tambahan`` is variance beyond the binomial's, because the
    chances themselves are uncertain: the beta-binomial with that variance.

    >>> float(ekor_binomial(np.array([2.0]), np.array([0.5]), np.array([2.0])).round(4)[0])
    0.0625
    >>> float(ekor_binomial(np.array([2.0]), np.array([0.5]), np.array([2.0]), np.array([0.1])).round(4)[0])
    0.1125
    """
    peluang = np.clip(diharapkan / np.maximum(banyak, 1), 0.0, 1.0)
    biasa = np.asarray(stats.binom.sf(teramati - 1, banyak, peluang))
    if tambahan is None:
        return biasa
    dasar = banyak * peluang * (1 - peluang)
    with np.errstate(divide="ignore", invalid="ignore"):
        mirip = np.clip(tambahan / dasar / (banyak - 1), 0.0, 0.999)
        a, b = (peluang * (1 / mirip - 1), (1 - peluang) * (1 / mirip - 1))
    luas = (mirip > _MIRIP_TERKECIL) & (teramati > 0)
    biasa[luas] = stats.betabinom.sf(teramati[luas] - 1, banyak[luas], a[luas], b[luas])
    return biasa


def ekor_negatif_binomial(teramati: Larik, diharapkan: Larik, bentuk: Larik) -> Larik:
    """The same for counts without an upper limit whose rate spreads between people by a gamma of this shape.

    >>> float(ekor_negatif_binomial(np.array([1.0]), np.array([1.0]), np.array([1.0]))[0])
    0.5
    """
    return np.asarray(stats.nbinom.sf(teramati - 1, bentuk, bentuk / (bentuk + diharapkan)))


def dua_sisi(z: Larik) -> Larik:
    """Two-sided probability of a standard normal deviate."""
    return np.asarray(2 * stats.norm.sf(np.abs(z)))


def melebihi(nilai: Larik, galat: Larik, batas: float) -> Larik:
    """Probability of an estimate this far from zero, either way, if the truth were just ``batas`` away.

    A minimum-effect test (Murphy and Myors 1999): with many observations anything differs from zero, and only what
    differs by enough to matter is worth a look. With ``batas`` zero it is the usual two-sided probability.

    >>> melebihi(np.array([1.96]), np.array([1.0]), 0.0).round(3).tolist(), melebihi(np.array([3.0]), np.array([1.0]), 2.0).round(3).tolist()
    ([0.05], [0.159])
    """
    jauh = np.abs(nilai)
    return np.asarray(stats.norm.sf((jauh - batas) / galat) + stats.norm.sf((jauh + batas) / galat)).clip(0.0, 1.0)


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
