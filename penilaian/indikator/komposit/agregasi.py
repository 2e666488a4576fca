"""One score per unit from normalised indicators and their weights.

OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 6. An arithmetic mean lets a good
indicator make up for a bad one, a geometric or harmonic mean less so, the lowest not at all; the pairwise methods use
only who is better than whom. Such an index helps to design indicators: PermenPANRB 6/2022 knows no score of employees.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pandas as pd

from penilaian.bahasa import angka
from penilaian.galat import GalatRumus
from penilaian.indikator.komposit.masukan import LONGGAR, Larik, bobot_lengkap, lembar, pangsa, pilih, sebut

RERATA = ("aritmetika", "geometrik", "harmonik", "terendah")
BERPASANGAN = ("copeland", "outranking")
CARA_AGREGASI = (*RERATA, *BERPASANGAN)
Saring = npt.NDArray[np.bool_]
BARIS_SEKALI = 32
"""Units compared with all others at a time."""


def agregasikan(data: pd.DataFrame, bobot: pd.Series, cara: str, *, data_minimum: float = 0.0) -> pd.Series:
    """Score of each unit (rows of ``data``, higher values better) with ``bobot`` by indicator code, on any scale.

    Weights count relative to those of the indicators a unit has; a unit that has less than the share ``data_minimum``
    (0 … 1) of the weight, or nothing, gets NaN. A weight of zero takes an indicator out, also of ``terendah``.

    ``aritmetika``, ``geometrik``, ``harmonik``: weighted means. ``terendah``: the worst indicator. ``copeland``: units
    beaten minus units lost to by weighted majority of the indicators both have (Copeland 1951; Saari and Merlin 1996,
    *Economic Theory* 8).
    ``outranking``: mean over all other units of the weight in favour minus the weight against, −1 … 1. That is the net
    flow of PROMETHEE II with the usual criterion (Brans and Vincke 1985, *Management Science* 31, pp. 647–656), and
    orders units with complete data as the row sums of the outranking matrix do. Munda's non-compensatory
    Condorcet–Kemeny–Young–Levenglick ranking is not offered: it need not be unique.

    Returns:
        float scores with the index of ``data``, named ``skor``; the same whatever the order of rows and columns.

    Raises:
        GalatRumus: weights missing, unknown, negative or all zero; ``tidak_positif`` for a geometric or harmonic mean
            of values that are not above zero.

    >>> tabel = pd.DataFrame({"a": [1.0, 4.0], "b": [4.0, 4.0]})
    >>> agregasikan(tabel, pd.Series({"a": 1, "b": 1}), "geometrik").tolist()
    [2.0, 4.0]
    """
    pilih(cara, CARA_AGREGASI, "Cara agregasi")
    tabel, w = _siapkan(data, bobot)
    cukup = _cukup(tabel, w, pangsa(data_minimum, "Bagian data paling sedikit"))
    skor = np.full(len(tabel), np.nan)
    if cara in BERPASANGAN:
        skor[cukup] = _berpasangan(tabel.to_numpy()[cukup], w, cara)
    else:
        if cara in ("geometrik", "harmonik"):
            _wajib_positif(tabel[cukup], cara)
        skor[cukup] = [rerata_berbobot(baris, w, cara) for baris in tabel.to_numpy()[cukup]]
    return pd.Series(skor, index=tabel.index, name="skor")


def matriks_kalah_menang(data: pd.DataFrame, bobot: pd.Series) -> pd.DataFrame:
    """Units × units: share of the weight of the indicators both have in which the row's unit is the better one.

    A tie counts half, so that the two shares of a pair make 1; a unit against itself, and a pair without a common
    indicator, is NaN. COINr's outranking matrix has 0 in the first case.
    """
    tabel, w = _siapkan(data, bobot)
    matriks = (1 + _selisih(tabel.to_numpy(), w, slice(None))) / 2
    return pd.DataFrame(matriks, index=tabel.index, columns=tabel.index)


def _siapkan(data: pd.DataFrame, bobot: pd.Series) -> tuple[pd.DataFrame, Larik]:
    """Indicators that weigh something, in the order of their codes, so that sums do not depend on the order given."""
    tabel = lembar(data)
    w = pd.Series(bobot_lengkap(bobot, tabel.columns), index=tabel.columns)
    urut = sorted(w.index[w > 0], key=str)
    return tabel[urut], np.array(w[urut], dtype=np.float64)


def _cukup(tabel: pd.DataFrame, w: Larik, data_minimum: float) -> Saring:
    """Units with enough of the weight; a share within rounding of the minimum is enough."""
    seluruh = math.fsum(w)
    punya = np.array([math.fsum(w[ada]) for ada in tabel.notna().to_numpy()])
    return (punya > 0) & (punya / seluruh >= data_minimum - LONGGAR)


def rerata_berbobot(baris: Larik, w: Larik, cara: str) -> float:
    """Weighted mean of one unit by a ``cara`` of `RERATA`: the kernel of `agregasikan`, which checks what goes in.

    ``baris`` holds the values, NaN where missing, at least one of them there; ``w`` a weight above zero for each.
    Sums are exactly rounded: units with the same values in another order tie, as they should.
    """
    ada = ~np.isnan(baris)
    x, v = baris[ada], w[ada]
    bawah, atas = float(x.min()), float(x.max())
    if cara == "terendah":
        return bawah
    jumlah = math.fsum(v)
    if cara == "aritmetika":
        rerata = math.fsum(v * x) / jumlah
    elif cara == "geometrik":
        rerata = math.exp(math.fsum(v * np.log(x)) / jumlah)
    else:
        rerata = bawah * (jumlah / math.fsum(v * (bawah / x)))
    return min(max(rerata, bawah), atas)


def _wajib_positif(tabel: pd.DataFrame, cara: str) -> None:
    salah = tabel <= 0
    if not salah.to_numpy().any():
        return
    kode = salah.any(axis=0)
    unit = salah.any(axis=1)
    raise GalatRumus(
        "tidak_positif",
        f"Agregasi {cara} membutuhkan nilai di atas nol",
        di_mana=f"indikator {sebut(kode.index[kode])}; {angka(unit.sum())} unit: {sebut(unit.index[unit], 3)}",
        mengapa="nilai nol menenggelamkan semua indikator lain, dan nilai negatif tidak punya rata-rata seperti ini",
        tindakan="normalkan ke rentang di atas nol, misalnya min_maks dengan rentang (1, 100), atau pakai aritmetika",
    )


def _selisih(nilai: Larik, w: Larik, baris: slice) -> Larik:
    """Some units × all: share of the weight in favour of the row's unit minus the share against it, −1 … 1.

    Only indicators that both have count; without one, and against itself, NaN: that is no contest. What differs from a
    tie only by the rounding of weights is one.
    """
    nomor = np.arange(len(nilai))
    unggul = np.zeros((len(nomor[baris]), len(nilai)))
    bersama = np.zeros_like(unggul)
    for x, bobot in zip(nilai.T, w, strict=True):
        ada = ~np.isnan(x)
        kiri = x[baris, None]
        unggul += bobot * (np.greater(kiri, x).astype(np.int8) - np.less(kiri, x).astype(np.int8))
        bersama += bobot * (ada[baris, None] & ada)
    bersama[(bersama == 0) | (nomor[baris, None] == nomor)] = np.nan
    selisih = unggul / bersama
    return np.asarray(np.where(np.abs(selisih) <= LONGGAR, 0.0, selisih))


def _berpasangan(nilai: Larik, w: Larik, cara: str) -> Larik:
    """Some rows at a time: a whole matrix of all employees would not fit in memory, nor a block in the cache."""
    skor: list[float] = []
    for awal in range(0, len(nilai), BARIS_SEKALI):
        selisih = _selisih(nilai, w, slice(awal, awal + BARIS_SEKALI))
        if cara == "copeland":
            skor += np.nansum(np.sign(selisih), axis=1).tolist()
        else:
            skor += [_rata_rata(baris[~np.isnan(baris)]) for baris in selisih]
    return np.array(skor, dtype=np.float64)


def _rata_rata(isi: Larik) -> float:
    """The mean over opponents; without a single one, neither won nor lost."""
    return math.fsum(isi) / len(isi) if len(isi) else 0.0
