"""Weights from the data alone: entropy, CRITIC, first principal component.

They say how much an indicator tells units apart, or shares with the others, not how important it is: an important
indicator on which everybody does well gets almost nothing. All take units × indicators without missing values in
which higher is better, and none may be used for a decision without people having looked at it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from penilaian.bahasa import daftar_kata
from penilaian.galat import GalatRumus
from penilaian.indikator.syarat import Larik, hampir_tetap, matriks_lengkap

_NOL = 1e-9
"""Below this a gap between eigenvalues, a loading or a conflict between indicators is rounding."""


def bobot_entropi(data: pd.DataFrame) -> pd.Series:
    """Shannon entropy weights: indicators whose total is spread less evenly over the units weigh more.

    ``p = x/Σx``, ``e = −Σ p·ln p / ln m``, weight ∝ 1 − e (Hwang and Yoon, *Multiple Attribute Decision Making*, 1981).
    Depends on the zero of the scale: adding a constant changes the weights. An indicator that is the same everywhere
    but for rounding weighs 0.

    Raises:
        GalatRumus: a negative value or only zeros (``tidak_positif``), a missing one, or no indicator that varies.
    """
    isi = matriks_lengkap(data, "Bobot entropi", beragam=False)
    tolak = (isi < 0).any(axis=0) | (isi.sum(axis=0) <= 0)
    if tolak.any():
        raise GalatRumus(
            "tidak_positif",
            "Bobot entropi tidak dapat dihitung",
            di_mana=f"indikator {daftar_kata([str(kode) for kode in data.columns[tolak]])}",
            mengapa="ada nilai negatif, atau semuanya nol; entropi membaca nilai sebagai bagian dari jumlahnya",
            tindakan="pakai nilai nol atau lebih, misalnya sesudah dinormalkan ke 0–100",
        )
    tetap = [hampir_tetap(float(satu.min()), float(satu.max())) for satu in isi.T]
    # With d = p·m − 1, 1 − e is Σ((1 + d)·ln(1 + d) − d) / (m·ln m): exact also where indicators hardly vary.
    d = (isi - isi.mean(axis=0)) / isi.mean(axis=0)
    log = np.log1p(np.where(d > -1, d, 0))
    beda = ((1 + d) * log - d).sum(axis=0) / (len(isi) * np.log(len(isi)))
    return _jadikan(np.where(tetap, 0.0, beda), data, "Bobot entropi", "semua indikator sama untuk semua unit")


def bobot_critic(data: pd.DataFrame) -> pd.Series:
    """CRITIC: weight ∝ standard deviation of the min–max values × Σ(1 − correlation with the others).

    Diakoulaki, Mavrotas and Papayannakis (1995), *Computers & Operations Research* 22, 763–770.

    Raises:
        GalatRumus: an indicator that does not vary (``rentang_nol``), a missing value, or all perfectly correlated.
    """
    isi = matriks_lengkap(data, "Bobot CRITIC")
    rentang = (isi - isi.min(axis=0)) / (isi.max(axis=0) - isi.min(axis=0))
    bertentangan = (1 - np.corrcoef(isi, rowvar=False)).sum(axis=0)
    bertentangan = np.where(bertentangan <= _NOL, 0.0, bertentangan)
    return _jadikan(
        rentang.std(axis=0, ddof=1) * bertentangan, data, "Bobot CRITIC", "semua indikator berkorelasi sempurna"
    )  # fmt: skip


def bobot_pca(data: pd.DataFrame) -> pd.Series:
    """Squared loadings on the first principal component of the correlation matrix: the shares of its variance.

    After Nicoletti, Scarpetta and Boylaud (2000) and OECD/JRC *Handbook* (2008, section 6.1), with one component and
    therefore without rotation. Weights are unrelated to importance; correlated indicators get the most.

    Raises:
        GalatRumus: an indicator that does not vary (``rentang_nol``), a missing value, two components equally large
            (``komponen_tidak_tunggal``), or indicators that point opposite ways on it (``arah_bertentangan``).
    """
    isi = matriks_lengkap(data, "Bobot PCA", baris=3)
    nilai, vektor = np.linalg.eigh(np.corrcoef(isi, rowvar=False))
    if nilai[-1] - nilai[-2] <= _NOL * len(nilai):
        raise GalatRumus(
            "komponen_tidak_tunggal",
            "Bobot PCA tidak dapat dihitung",
            mengapa="dua komponen utama sama besar, sehingga komponen pertama tidak tertentu",
            tindakan="pakai cara pembobotan lain",
        )
    muatan = vektor[:, -1]
    muatan = np.where(np.abs(muatan) <= _NOL, 0.0, muatan) * (1 if muatan.sum() >= 0 else -1)
    if (muatan < 0).any() and (muatan > 0).any():
        raise GalatRumus(
            "arah_bertentangan",
            "Bobot PCA tidak dapat dipakai",
            di_mana=f"indikator {daftar_kata([str(kode) for kode in data.columns[muatan < 0]])}",
            mengapa="bergerak berlawanan dengan indikator lain; bobot positif untuknya akan bertentangan dengan komponennya",
            tindakan="periksa arahnya, atau pakai cara pembobotan lain",
        )
    return _jadikan(muatan**2, data, "Bobot PCA", "tidak ada muatan")


def _jadikan(nilai: Larik, data: pd.DataFrame, rumus: str, sebab: str) -> pd.Series:
    if not nilai.sum() > 0:
        raise GalatRumus("tanpa_pembeda", f"{rumus} tidak dapat dihitung", mengapa=sebab, tindakan="pakai cara lain")
    return pd.Series(nilai / nilai.sum(), index=data.columns, name="bobot")
