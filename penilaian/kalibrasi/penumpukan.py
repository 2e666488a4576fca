"""Bunching: how many achievements stand at a threshold beyond what a smooth distribution has there.

A polynomial through the counts around the threshold, leaving out the bin at it, is the distribution one would expect
without anybody aiming at the threshold (Chetty et al. 2011; Kleven 2016). The interval resamples employees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

LEBAR_BIN = 1.0
JENDELA = 12
"""Bins either side of the threshold."""
DERAJAT = 6
"""Of the polynomial: a fourth cannot follow the flank of a narrow distribution, and sees a dip or a heap there."""
ULANGAN = 400


@dataclass(frozen=True, eq=False)
class Penumpukan:
    """``bin``: tepi, teramati, lawan_fakta. ``lebih`` is the count beyond the counterfactual in the threshold's bin,
    with its 95% interval; ``nisbah`` the same over the counterfactual; ``n`` all achievements in the window.
    """

    ambang: float
    bin: pd.DataFrame
    lebih: float
    bawah: float
    atas: float
    nisbah: float
    n: int


def penumpukan(
    capaian: pd.Series, orang: pd.Series, ambang: float, kecuali: tuple[float, ...], seed: int
) -> Penumpukan:
    """Bunching in the bin from ``ambang`` to one percentage point above it.

    ``capaian`` in percent (missing ones are left out) and ``orang`` (who) have one entry an indicator; ``kecuali`` are
    other thresholds whose bins are left out of the fit as well. With nobody in the window the interval is missing.
    """
    orang, capaian = orang[capaian.notna()], capaian.dropna()
    tepi = ambang + LEBAR_BIN * np.arange(-JENDELA, JENDELA + 1)
    nomor = np.floor((capaian.to_numpy() - tepi[0]) / LEBAR_BIN).astype(int)
    ada = (nomor >= 0) & (nomor < tepi.size)
    kode, nama = pd.factorize(orang[ada])
    dipakai = np.array([not any(t <= satu < t + LEBAR_BIN for t in (ambang, *kecuali)) for satu in tepi])
    cacah = np.zeros((len(nama), tepi.size))
    np.add.at(cacah, (kode, nomor[ada]), 1.0)
    jumlah = cacah.sum(axis=0)
    pas = _lawan_fakta(np.asarray(tepi - ambang, dtype=np.float64), dipakai)
    lawan = pas @ jumlah
    lebih = float(jumlah[JENDELA] - lawan[JENDELA])
    bawah, atas = _selang(cacah - cacah @ pas.T, seed)
    isi = pd.DataFrame({"tepi": tepi, "teramati": jumlah.astype(int), "lawan_fakta": lawan})
    nisbah = lebih / float(lawan[JENDELA]) if lawan[JENDELA] > 0 else float("nan")
    return Penumpukan(ambang, isi, lebih, bawah, atas, nisbah, int(ada.sum()))


def _selang(lebih: npt.NDArray[np.float64], seed: int) -> tuple[float, float]:
    """95% interval of the sum over employees (rows) of what each adds to the excess, by resampling them."""
    n = len(lebih)
    if not n:
        return float("nan"), float("nan")
    berat = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=ULANGAN)
    bawah, atas = np.quantile(berat @ lebih[:, JENDELA], [0.025, 0.975])
    return float(bawah), float(atas)


def _lawan_fakta(jarak: npt.NDArray[np.float64], dipakai: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """The matrix that turns counts into fitted counts: least squares on a polynomial over the used bins."""
    rancangan = np.vander(jarak / JENDELA, DERAJAT + 1)
    hasil = np.zeros((jarak.size, jarak.size))
    hasil[:, dipakai] = rancangan @ np.linalg.pinv(rancangan[dipakai])
    return hasil
