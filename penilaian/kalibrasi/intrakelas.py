"""Intraclass correlation: how much of the variance of measured ratings lies between those who are rated.

Shrout and Fleiss (1979) for the six coefficients, McGraw and Wong (1996) for their intervals. One-way coefficients use
every unit with two ratings or more (with the mean number of ratings of unbalanced analysis of variance); two-way
coefficients need the same raters for every unit and use complete units only.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from penilaian.galat import GalatRumus

Larik = npt.NDArray[np.float64]
_SISI = 0.975
"""Upper quantile of the F distribution at either end of a 95% interval."""
BENTUK = {
    "icc_1_1": "penilai berbeda-beda, satu penilaian",
    "icc_2_1": "penilai sebagai contoh acak, satu penilaian",
    "icc_3_1": "hanya penilai ini, satu penilaian",
    "icc_1_k": "penilai berbeda-beda, rata-rata",
    "icc_2_k": "penilai sebagai contoh acak, rata-rata",
    "icc_3_k": "hanya penilai ini, rata-rata",
}


def intrakelas(nilai: pd.DataFrame) -> pd.DataFrame:
    """The six coefficients of ratings (units × raters).

    Index as `BENTUK`; nilai, bawah, atas (95%), unit (units used). Two-way rows are missing under two complete units.

    Raises:
        GalatRumus: fewer than two units have two ratings, or no rating differs from another.

    >>> import pandas as pd
    >>> intrakelas(pd.DataFrame({"a": [9, 6, 8.0], "b": [8, 6, 7.0]})).loc["icc_3_1", "nilai"].round(3)
    np.float64(0.9)
    """
    isi = nilai.to_numpy(dtype=np.float64)
    isi = isi[(~np.isnan(isi)).sum(axis=1) > 1]
    if len(isi) < 2 or np.nanmax(isi) == np.nanmin(isi):
        raise GalatRumus(
            "tanpa_ragam",
            "Korelasi intrakelas tidak dapat dihitung",
            mengapa="dibutuhkan sedikitnya dua pegawai dengan dua penilaian, dan penilaian yang tidak semuanya sama",
            tindakan="pakai lebih banyak pegawai",
        )
    lengkap = isi[~np.isnan(isi).any(axis=1)]
    baris = _searah(isi)
    if len(lengkap) > 1:
        baris |= _dua_arah(lengkap)
    return pd.DataFrame.from_dict(baris, orient="index", columns=["nilai", "bawah", "atas", "unit"]).reindex(
        list(BENTUK)
    )


_Baris = dict[str, tuple[float, float, float, int]]


def _searah(isi: Larik) -> _Baris:
    ada = ~np.isnan(isi)
    n, banyak = len(isi), ada.sum(axis=1)
    rata = np.nanmean(isi, axis=1)
    antar = float((banyak * (rata - np.nanmean(isi)) ** 2).sum()) / (n - 1)
    bebas = int((banyak - 1).sum())
    dalam = float(np.nansum((isi - rata[:, None]) ** 2)) / bebas
    k = float(banyak.sum() - (banyak**2).sum() / banyak.sum()) / (n - 1)
    f = antar / dalam if dalam > 0 else np.inf
    batas = _dari_f(f, n - 1, bebas)
    return _sebaris("1", [_korelasi(satu, k) for satu in (f, *batas)], k, n)


def _dua_arah(isi: Larik) -> _Baris:
    n, k = isi.shape
    tengah = isi.mean()
    baris = float(k * ((isi.mean(axis=1) - tengah) ** 2).sum()) / (n - 1)
    kolom = float(n * ((isi.mean(axis=0) - tengah) ** 2).sum()) / (k - 1)
    sisa = isi - isi.mean(axis=1, keepdims=True) - isi.mean(axis=0, keepdims=True) + tengah
    galat = float((sisa**2).sum()) / ((n - 1) * (k - 1))
    f = baris / galat if galat > 0 else np.inf
    tetap = [_korelasi(satu, k) for satu in (f, *_dari_f(f, n - 1, (n - 1) * (k - 1)))]
    return _sebaris("2", _acak(baris, kolom, galat, n, k), k, n) | _sebaris("3", tetap, k, n)


def _acak(baris: float, kolom: float, galat: float, n: int, k: int) -> tuple[float, float, float]:
    """Two-way random effects, absolute agreement: the interval's degrees of freedom after Satterthwaite."""
    nilai = (baris - galat) / (baris + (k - 1) * galat + k * (kolom - galat) / n)
    if nilai >= 1:
        return nilai, nilai, nilai
    a = k * nilai / (n * (1 - nilai))
    b = 1 + k * nilai * (n - 1) / (n * (1 - nilai))
    bebas = (a * kolom + b * galat) ** 2 / ((a * kolom) ** 2 / (k - 1) + (b * galat) ** 2 / ((n - 1) * (k - 1)))
    rendah, tinggi = stats.f.ppf(_SISI, n - 1, bebas), stats.f.ppf(_SISI, bebas, n - 1)
    campur = k * kolom + (k * n - k - n) * galat
    bawah = n * (baris - rendah * galat) / (rendah * campur + n * baris)
    atas = n * (tinggi * baris - galat) / (campur + n * tinggi * baris)
    return nilai, float(bawah), float(atas)


def _dari_f(f: float, atas: int, bawah: int) -> tuple[float, float]:
    return f / float(stats.f.ppf(_SISI, atas, bawah)), f * float(stats.f.ppf(_SISI, bawah, atas))


def _korelasi(f: float, k: float) -> float:
    return 1.0 if np.isinf(f) else float((f - 1) / (f + k - 1))


def _sebaris(nomor: str, satuan: Sequence[float], k: float, n: int) -> _Baris:
    """A coefficient of one rating with its bounds and, by Spearman and Brown, the same of the mean of ``k``."""
    nilai, bawah, atas = satuan
    rata, rata_bawah, rata_atas = (k * satu / (1 + (k - 1) * satu) for satu in satuan)
    return {f"icc_{nomor}_1": (nilai, bawah, atas, n), f"icc_{nomor}_k": (rata, rata_bawah, rata_atas, n)}
