"""How far judges agree on weights: Kendall's W on the ranks, a consensus from entropies on the shares.

Kendall and Babington Smith, "The problem of m rankings", Annals of Mathematical Statistics 10 (1939), 275–287; with
ties: Kendall, *Rank Correlation Methods* (1970), ch. 6. Goepel, "Implementing the AHP as a standard method for
multi-criteria decision making in corporate enterprises", ISAHP 2013, for the consensus; its largest γ-diversity is
taken to be the number of things, as he does in AHP-OS since 2014 (bpmsg.com, "AHP consensus indicator", eq. 1.8–1.10).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from penilaian.indikator.pihak.gabung import BobotPihak
from penilaian.indikator.pihak.perangkat import PASANGAN
from penilaian.indikator.pihak.skala import TERTINGGI

Larik = npt.NDArray[np.float64]
_KEMBAR = 12
"""Significant digits to which two weights must agree to be tied: eigenvectors carry noise of about 1e-16."""
KHI_KUADRAT_BAIK = 8
"""From so many things on the chi-square distribution is a good approximation (Kendall 1970, ch. 6)."""


@dataclass(frozen=True)
class KendallW:
    """W from 0 (no agreement) to 1, its chi-square with degrees of freedom and p; NaN with the reason in ``alasan``."""

    w: float
    khi_kuadrat: float
    derajat_bebas: int
    p: float
    penilai: int
    butir: int
    alasan: str = ""


@dataclass(frozen=True)
class KonsensusBobot:
    """Consensus ``s`` from 0 to 1 and the diversities it comes from: ``alfa`` inside judges, ``beta`` between them,
    ``gama`` of all, as effective numbers (of things, of judges, of things). NaN with the reason in ``alasan``.
    """

    s: float
    alfa: float
    beta: float
    gama: float
    penilai: int
    butir: int
    alasan: str = ""


def kendall_w(nilai: pd.DataFrame) -> KendallW:
    """Agreement of the rankings by judges (rows) of things (columns), from any scores, with the correction for ties.

    ``W = 12 S / (m² (n³ − n) − m ΣT)``, ``χ² = m (n − 1) W`` with ``n − 1`` degrees of freedom.

    >>> kendall_w(pd.DataFrame([[3, 2, 1], [30, 20, 10]])).w
    1.0
    """
    isi = nilai.to_numpy(dtype=np.float64)
    m, n = isi.shape
    kosong = float("nan")
    if alasan := _tak_terukur(isi):
        return KendallW(kosong, kosong, max(n - 1, 0), kosong, m, n, alasan)
    peringkat = np.array([stats.rankdata(_tanpa_derau(baris)) for baris in isi])
    jumlah = peringkat.sum(axis=0)
    s = float(((jumlah - jumlah.mean()) ** 2).sum())
    seri = sum(
        float((cacah**3 - cacah).sum()) for cacah in (np.unique(baris, return_counts=True)[1] for baris in peringkat)
    )
    penyebut = m**2 * (n**3 - n) - m * seri
    if penyebut <= 0:
        return KendallW(kosong, kosong, n - 1, kosong, m, n, "semua penilai memberi nilai yang sama untuk semua butir")
    w = 12 * s / penyebut
    khi = m * (n - 1) * w
    return KendallW(w, khi, n - 1, float(stats.chi2.sf(khi, n - 1)), m, n)


def konsensus_bobot(bobot: pd.DataFrame, *, skala_tertinggi: int | None = TERTINGGI) -> KonsensusBobot:
    """Consensus of the weights by judges (rows; each sums to 1) of things (columns).

    ``s = (1/Dβ − Dα,min/Dγ,max) / (1 − Dα,min/Dγ,max)`` with ``Dγ,max = n`` and ``Dα,min`` the diversity of weights of
    which one is as large as the scale allows: M/(n + M − 1) against 1/(n + M − 1) each. Without a scale (points)
    ``Dα,min = 1``. A few judges more different than that come out below zero and are given as zero.
    """
    isi = bobot.to_numpy(dtype=np.float64)
    m, n = isi.shape
    kosong = float("nan")
    if alasan := _tak_terukur(isi):
        return KonsensusBobot(kosong, kosong, kosong, kosong, m, n, alasan)
    dalam, semua = float(np.mean([_entropi(baris) for baris in isi])), _entropi(isi.mean(axis=0))
    puncak = skala_tertinggi
    terkecil = (
        1.0 if puncak is None else float(np.exp(_entropi(np.array([puncak, *[1.0] * (n - 1)]) / (n + puncak - 1))))
    )
    bawah = terkecil / n
    s = (float(np.exp(dalam - semua)) - bawah) / (1 - bawah)
    return KonsensusBobot(
        min(max(s, 0.0), 1.0), float(np.exp(dalam)), float(np.exp(semua - dalam)), float(np.exp(semua)), m, n
    )


def kesepakatan_bobot(hasil: BobotPihak) -> pd.DataFrame:
    """Agreement inside each party, between parties, and of all who count: one row each.

    Columns lingkup (a party, ``antarpihak`` or ``semua``), penilai, w, khi_kuadrat, derajat_bebas, p, s, alfa, beta,
    alasan (why there is none).
    """
    dipakai = hasil.dipakai
    bagian = {str(pihak): dipakai.loc[[pihak]] for pihak in hasil.per_pihak.index}
    bagian |= {"antarpihak": hasil.per_pihak, "semua": dipakai}
    skala = TERTINGGI if hasil.cara == PASANGAN else None
    baris = []
    for lingkup, isi in bagian.items():
        w, s = kendall_w(isi), konsensus_bobot(isi, skala_tertinggi=skala)
        alasan = "; ".join(dict.fromkeys(filter(None, (w.alasan, s.alasan))))
        baris.append((lingkup, len(isi), w.w, w.khi_kuadrat, w.derajat_bebas, w.p, s.s, s.alfa, s.beta, alasan))
    kolom = ["lingkup", "penilai", "w", "khi_kuadrat", "derajat_bebas", "p", "s", "alfa", "beta", "alasan"]
    return pd.DataFrame(baris, columns=kolom)


def sebaran_anggaran(hasil: BobotPihak) -> pd.DataFrame:
    """Points by thing and party (and ``semua``): participants, mean, sample standard deviation, least and most, of 100.

    The deviation is missing for a single participant.
    """
    poin = hasil.dipakai * 100
    bagian = {str(pihak): poin.loc[[pihak]] for pihak in hasil.per_pihak.index} | {"semua": poin}
    baris = [
        (butir, lingkup, len(isi), isi[butir].mean(), isi[butir].std(ddof=1), isi[butir].min(), isi[butir].max())
        for butir in poin.columns
        for lingkup, isi in bagian.items()
    ]
    kolom = ["butir", "lingkup", "peserta", "rata_rata", "simpangan_baku", "terendah", "tertinggi"]
    return pd.DataFrame(baris, columns=kolom)


def _tak_terukur(isi: Larik) -> str:
    m, n = isi.shape
    if m < 2:
        return "kurang dari dua penilai"
    if n < 2:
        return "kurang dari dua butir"
    return "ada nilai yang kosong" if np.isnan(isi).any() else ""


def _tanpa_derau(baris: Larik) -> Larik:
    """The scores without the last digits in which only the arithmetic differs."""
    return np.array([float(f"{satu:.{_KEMBAR}g}") for satu in baris])


def _entropi(bagian: Larik) -> float:
    """Shannon's, in natural units; a share of zero adds nothing."""
    return float(stats.entropy(bagian))
