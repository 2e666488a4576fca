"""Do the indicators of an index hang together: Cronbach's alpha, item–rest correlations, eigenvalues.

OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 4 (alpha, table 11) and table 16 (eigenvalues);
Cronbach (1951), *Psychometrika* 16, 297–334. All take units × indicators without missing values, higher is better.
Low consistency is a reason to look at what is put together, never to drop an indicator by itself.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from penilaian.galat import GalatRumus
from penilaian.indikator.syarat import Larik, matriks_lengkap

_UNIT = 3
_NOL = 1e-12


def alfa_cronbach(data: pd.DataFrame, *, standar: bool = True) -> float:
    """Cronbach's alpha; ``standar``: of indicators brought to mean 0 and standard deviation 1 first.

    Standardised ``k·r̄ / (1 + (k−1)·r̄)`` with the mean correlation r̄, else ``k/(k−1) · (1 − Σs²/s²(sum))``
    with sample variances. At most 1; negative where indicators run against each other.

    >>> data = pd.DataFrame({"a": [1.0, 2, 3, 4], "b": [1.0, 3, 2, 4]})
    >>> round(alfa_cronbach(data), 4)  # r = 0.8, so 1.6/1.8
    0.8889

    Raises:
        GalatRumus: fewer than two indicators or three units, a missing value, an indicator that does not vary, or a
            sum that does not vary (``jumlah_tetap``).
    """
    return _alfa(_ragam(data, "Alfa Cronbach", standar=standar))


def alfa_tanpa(data: pd.DataFrame, *, standar: bool = True) -> pd.Series:
    """Alpha of the others when one indicator is left out, by the indicator left out (at least three of them).

    Raises:
        GalatRumus: as `alfa_cronbach`.
    """
    ragam = _ragam(data, "Alfa Cronbach tanpa satu indikator", standar=standar, kolom=3)
    nilai = [_alfa(np.delete(np.delete(ragam, satu, axis=0), satu, axis=1)) for satu in range(len(ragam))]
    return pd.Series(nilai, index=data.columns, name="alfa")


def korelasi_butir_sisa(data: pd.DataFrame, *, standar: bool = True) -> pd.Series:
    """Pearson correlation of each indicator with the sum of the others (standardised ones, if ``standar``).

    Raises:
        GalatRumus: as `alfa_cronbach`.
    """
    ragam = _ragam(data, "Korelasi indikator dengan sisanya", standar=standar)
    lain = 1 - np.eye(len(ragam))
    bersama = (lain * ragam).sum(axis=0)
    # Sums over the others alone: taking one large variance away from all would leave nothing of the small ones.
    ragam_sisa = np.array([satu @ ragam @ satu for satu in lain])
    if (ragam_sisa <= _NOL * (lain @ np.diag(ragam))).any():
        raise _jumlah_tetap()
    return pd.Series(bersama / np.sqrt(np.diag(ragam) * ragam_sisa), index=data.columns, name="korelasi")


def nilai_eigen(data: pd.DataFrame) -> pd.Series:
    """Eigenvalues of the correlation matrix in percent of all variance, largest first; index 1, 2, ….

    >>> nilai_eigen(pd.DataFrame({"a": [1.0, 2, 3, 4], "b": [1.0, 3, 2, 4]})).round(6).tolist()  # (1 ± r)/2
    [90.0, 10.0]

    Raises:
        GalatRumus: as `alfa_cronbach`.
    """
    ragam = _ragam(data, "Nilai eigen", standar=True)
    nilai = np.clip(np.linalg.eigvalsh(ragam)[::-1], 0, None)
    return pd.Series(100 * nilai / len(ragam), index=range(1, len(ragam) + 1), name="persen_ragam")


def _ragam(data: pd.DataFrame, rumus: str, *, standar: bool, kolom: int = 2) -> Larik:
    """Covariances of the indicators, or their correlations."""
    isi = matriks_lengkap(data, rumus, baris=_UNIT, kolom=kolom)
    return np.asarray(np.corrcoef(isi, rowvar=False) if standar else np.cov(isi, rowvar=False))


def _alfa(ragam: Larik) -> float:
    k, seluruh, sendiri = len(ragam), float(ragam.sum()), float(np.trace(ragam))
    if seluruh <= _NOL * sendiri:
        raise _jumlah_tetap()
    return k / (k - 1) * (1 - sendiri / seluruh)


def _jumlah_tetap() -> GalatRumus:
    return GalatRumus(
        "jumlah_tetap",
        "Keandalan tidak dapat dihitung",
        mengapa="jumlah indikatornya sama untuk semua unit: indikator saling meniadakan",
        tindakan="periksa arah setiap indikator; yang makin rendah makin baik perlu dibalik dulu",
    )
