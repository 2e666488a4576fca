"""Small tables for the tests of this folder, and the plain loop that every kernel is compared with."""

from __future__ import annotations

import numpy as np
import pandas as pd

from penilaian.indikator.kokoh.skala import normalkan_satu
from penilaian.indikator.kokoh.skor import Mesin
from penilaian.indikator.kokoh.undian import Undian
from penilaian.indikator.komposit import agregasikan, peringkatkan


def tabel(unit: int, indikator: int, benih: int, *, kosong: float = 0.1, desimal: int = 1) -> pd.DataFrame:
    """Achievements with ties (few decimals) and gaps; no row and no column is empty."""
    acak = np.random.default_rng(benih)
    isi = acak.normal(97, 9, (unit, indikator)).round(desimal)
    isi[acak.random(isi.shape) < kosong] = np.nan
    isi[np.arange(unit), np.arange(unit) % indikator] = acak.normal(97, 9, unit).round(desimal)
    return pd.DataFrame(isi, index=[f"u{n:02d}" for n in range(unit)], columns=[f"k{n:02d}" for n in range(indikator)])


def ulang_satu(mesin: Mesin, undian: Undian, r: int) -> tuple[pd.Series, pd.Series]:
    """Scores and ranks of one run, by the verbs alone."""
    goyangan = mesin.goyangan
    data = mesin.data.clip(upper=list(goyangan.batas_atas)[undian.batas_atas[r]])
    if undian.ada is not None:
        data = data.where(undian.ada[:, r].T)
    normal = normalkan_satu(data, list(goyangan.normalisasi)[undian.normalisasi[r]], goyangan)
    bobot = pd.Series(undian.bobot[r], index=data.columns)
    cara = list(goyangan.agregasi)[undian.agregasi[r]]
    skor = agregasikan(normal, bobot, cara, data_minimum=goyangan.data_minimum)
    return skor, peringkatkan(skor)
