"""Correlations between indicators, and of an indicator with itself, that differences between periods do not make.

Every capaian is first taken as its distance from the mean of all holders of the same indicator in the same period
(within-group correlation, pooled; Snedecor & Cochran 1989, Statistical Methods, ch. 10). Groups of fewer than three are
left out: two people always lie on a line. Several periods of one person are no independent observations, so that intervals
(`batas_atas`) are asked for with the number of people: on the wide side.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import norm

KELOMPOK_PALING_KECIL = 3
_DERAJAT_FISHER = 3
_NYARIS_NOL = 1e-12
_KOSONG = ["nilai", "amatan"]


def simpangan(baris: pd.DataFrame) -> pd.DataFrame:
    """Rows with a capaian (nip, periode, kode, capaian) and their ``beda`` from the holders' mean of that period."""
    ada = baris.dropna(subset=["capaian"])
    kelompok = ada.groupby(["kode", "periode"])["capaian"]
    cukup = kelompok.transform("size") >= KELOMPOK_PALING_KECIL
    return ada.assign(beda=ada["capaian"] - kelompok.transform("mean"))[cukup]


def kestabilan(baris: pd.DataFrame, urutan: list[str]) -> pd.DataFrame:
    """By indicator: correlation of the same people's capaian in a period and the next of ``urutan``; nilai, amatan (pairs)."""
    nomor = {kode: letak for letak, kode in enumerate(urutan)}
    isi = baris.dropna(subset=["capaian"]).assign(letak=lambda satu: satu["periode"].map(nomor).astype(int))
    kunci = ["nip", "kode", "letak"]
    lanjut = isi[[*kunci, "capaian"]].assign(letak=isi["letak"] - 1)
    dua = isi[[*kunci, "capaian"]].merge(lanjut, on=kunci, suffixes=("", "_lanjut"), validate="one_to_one")
    return _dalam_kelompok(dua.rename(columns={"capaian": "x", "capaian_lanjut": "y"}), "letak")


def daya_beda(beda: pd.DataFrame) -> pd.DataFrame:
    """By indicator: correlation of its ``beda`` with the mean of those of the same person's other indicators; nilai, amatan."""
    orang = beda.groupby(["nip", "periode"])["beda"]
    lain = orang.transform("size") - 1
    sisa = (orang.transform("sum") - beda["beda"]) / lain.where(lain > 0)
    return _dalam_kelompok(beda.assign(x=beda["beda"], y=sisa).dropna(subset=["y"]), "periode")


def kelewahan(beda: pd.DataFrame, paling_sedikit: int) -> pd.DataFrame:
    """By indicator: the strongest correlation with another one held by the same people; nilai (with its sign), amatan, pasangan.

    Only pairs with at least ``paling_sedikit`` joint observations; of equally strong ones the first code.
    """
    baris, _ = pd.factorize(pd.MultiIndex.from_frame(beda[["nip", "periode"]]))
    lajur, kode = pd.factorize(beda["kode"], sort=True)
    bentuk = (int(baris.max()) + 1 if len(baris) else 0, len(kode))
    isi = sparse.csr_array((beda["beda"].to_numpy(float), (baris, lajur)), shape=bentuk)
    ada = sparse.csr_array((np.ones(len(beda)), (baris, lajur)), shape=bentuk)
    banyak = sparse.coo_array(ada.T @ ada)
    kiri, kanan = banyak.coords
    pilih = (kiri != kanan) & (banyak.data >= paling_sedikit)
    kiri, kanan, n = kiri[pilih], kanan[pilih], banyak.data[pilih]
    jumlah, kuadrat, kali = (sparse.csr_array(a.T @ b) for a, b in ((isi, ada), (isi**2, ada), (isi, isi)))
    x, y = _di(jumlah, kiri, kanan), _di(jumlah, kanan, kiri)
    x2, y2 = _di(kuadrat, kiri, kanan), _di(kuadrat, kanan, kiri)
    r = _nisbah(_di(kali, kiri, kanan) - x * y / n, x2 - x**2 / n, y2 - y**2 / n, x2, y2)
    semua = pd.DataFrame({"kode": kode[kiri], "nilai": r, "amatan": n.astype(int), "pasangan": kode[kanan]}).dropna()
    semua = semua.assign(kuat=semua["nilai"].abs()).sort_values(
        ["kode", "kuat", "pasangan"], ascending=[True, False, True]
    )
    return semua.drop_duplicates("kode").set_index("kode")[["nilai", "amatan", "pasangan"]]


def batas_atas(r: pd.Series, n: pd.Series, taraf: float) -> pd.Series:
    """Upper end of the two-sided 1 - ``taraf`` interval of correlations ``r`` of ``n`` people; 1 for four or fewer.

    Fisher's z (Fisher 1921): tanh(atanh(r) + z / sqrt(n - 3)).
    """
    cukup = n > _DERAJAT_FISHER + 1
    galat = norm.ppf(1 - taraf / 2) / np.sqrt((n - _DERAJAT_FISHER).where(cukup).astype(float))
    with np.errstate(divide="ignore"):
        atas = np.tanh(np.arctanh(r.to_numpy(float)) + galat.to_numpy(float))
    return pd.Series(atas, index=r.index).where(cukup, 1.0)


def _di(matriks: sparse.csr_array, baris: np.ndarray, lajur: np.ndarray) -> np.ndarray:
    """Single elements of a sparse matrix, also where none is asked for."""
    return np.asarray(matriks[baris, lajur], dtype=float) if len(baris) else np.zeros(0)


def _dalam_kelompok(dua: pd.DataFrame, menurut: str) -> pd.DataFrame:
    """Pooled within-group correlation of ``x`` and ``y`` by kode, groups being kode × ``menurut``."""
    kelompok = dua.groupby(["kode", menurut])
    cukup = kelompok["x"].transform("size") >= KELOMPOK_PALING_KECIL
    x, y = dua["x"] - kelompok["x"].transform("mean"), dua["y"] - kelompok["y"].transform("mean")
    isi = pd.DataFrame({
        "kode": dua["kode"], "xx": x * x, "yy": y * y, "xy": x * y, "x2": dua["x"] ** 2, "y2": dua["y"] ** 2, "amatan": 1,
    })[cukup].groupby("kode").sum()  # fmt: skip
    kolom = (isi[nama].to_numpy(float) for nama in ("xy", "xx", "yy", "x2", "y2"))
    return isi.assign(nilai=_nisbah(*kolom))[_KOSONG]


def _nisbah(xy: np.ndarray, xx: np.ndarray, yy: np.ndarray, x2: np.ndarray, y2: np.ndarray) -> np.ndarray:
    """Correlation; missing where one side does not vary beyond what floating point leaves of its squares ``x2``, ``y2``."""
    diam = (xx <= _NYARIS_NOL * x2) | (yy <= _NYARIS_NOL * y2)
    aman = np.where(diam, 1.0, xx * yy)
    return np.where(diam, np.nan, np.clip(xy / np.sqrt(aman), -1.0, 1.0))
