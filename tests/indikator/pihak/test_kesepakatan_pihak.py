"""Kendall's W and the consensus of weights: closed forms, an independent computation, and where there is none."""

from math import exp, log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from penilaian.indikator.pihak.kesepakatan_pihak import kendall_w, konsensus_bobot


def _b(*baris):
    return pd.DataFrame(list(baris))


def test_w_satu_bila_semua_mengurutkan_sama():
    hasil = kendall_w(_b([9, 5, 1, 0], [4, 3, 2, 1], [0.4, 0.3, 0.2, 0.1]))
    assert (hasil.w, hasil.khi_kuadrat, hasil.derajat_bebas) == (1.0, 9.0, 3)
    assert hasil.p == pytest.approx(stats.chi2.sf(9, 3))


def test_w_nol_bila_dua_penilai_berlawanan():
    assert kendall_w(_b([1, 2, 3, 4], [4, 3, 2, 1])).w == 0.0


def test_w_dengan_seri_seperti_hitungan_tangan():
    """Ranks 1, 2.5, 2.5 and 1, 2, 3: sums 2, 4.5, 5.5, S = 6.5; ties of one judge 2³ − 2 = 6."""
    hasil = kendall_w(_b([0, 7, 7], [1, 2, 3]))
    assert hasil.w == pytest.approx(12 * 6.5 / (2**2 * (27 - 3) - 2 * 6))


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=2, max_size=6))
def test_khi_kuadrat_sama_dengan_friedman(isi):
    """Friedman's statistic with ties is the same number, computed by scipy in another way."""
    hasil = kendall_w(_b(*isi))
    if all(len(set(baris)) == 1 for baris in isi):
        assert np.isnan(hasil.w)
        assert hasil.alasan == "semua penilai memberi nilai yang sama untuk semua butir"
        return
    friedman = stats.friedmanchisquare(*np.array(isi).T)
    assert hasil.khi_kuadrat == pytest.approx(friedman.statistic, abs=1e-9)
    assert hasil.p == pytest.approx(friedman.pvalue, abs=1e-9)
    assert 0 <= hasil.w <= 1 + 1e-12


def test_derau_hitungan_bukan_urutan():
    """Equal weights from an eigenvector differ in their last digit; that is no ranking."""
    seri = kendall_w(_b([1 / 3, 1 / 3 + 1e-16, 1 / 3], [0.1, 0.2, 0.7], [0.2, 0.3, 0.5]))
    assert seri.w == kendall_w(_b([1, 1, 1], [1, 2, 3], [1, 2, 3])).w


@pytest.mark.parametrize(
    ("isi", "alasan"),
    [
        (_b([1, 2, 3]), "kurang dari dua penilai"),
        (_b([1], [2]), "kurang dari dua butir"),
        (_b([1, np.nan], [1, 2]), "ada nilai yang kosong"),
    ],
)
def test_tanpa_dua_penilai_tidak_ada_kesepakatan(isi, alasan):
    w, s = kendall_w(isi), konsensus_bobot(isi)
    assert (w.alasan, s.alasan) == (alasan, alasan)
    assert np.isnan([w.w, w.p, s.s, s.alfa, s.beta]).all()


def test_konsensus_satu_bila_semua_sama():
    hasil = konsensus_bobot(_b([0.5, 0.3, 0.2], [0.5, 0.3, 0.2]))
    assert hasil.s == pytest.approx(1)
    assert hasil.beta == pytest.approx(1)
    assert hasil.alfa == pytest.approx(exp(-(0.5 * log(0.5) + 0.3 * log(0.3) + 0.2 * log(0.2))))


@pytest.mark.parametrize("n", [2, 3, 5])
def test_konsensus_nol_bila_setiap_penilai_mengutamakan_butir_lain(n):
    """As far apart as the scale of nine allows: one judge a thing, weights 9 and 1 of n + 8."""
    bobot = pd.DataFrame(np.ones((n, n)) + 8 * np.eye(n)) / (n + 8)
    hasil = konsensus_bobot(bobot)
    assert hasil.s == pytest.approx(0, abs=1e-12)
    assert hasil.gama == pytest.approx(n)


def test_konsensus_poin_tanpa_batas_skala():
    assert konsensus_bobot(_b([1, 0], [0, 1]), skala_tertinggi=None).s == pytest.approx(0)
    # (1, 0) and (½, ½): alpha √2, gamma from (¾, ¼)
    gama = exp(-(0.75 * log(0.75) + 0.25 * log(0.25)))
    hasil = konsensus_bobot(_b([1, 0], [0.5, 0.5]), skala_tertinggi=None)
    assert hasil.alfa == pytest.approx(2**0.5)
    assert hasil.beta == pytest.approx(gama / 2**0.5)
    assert hasil.s == pytest.approx((2**0.5 / gama - 0.5) / 0.5)


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3).filter(any), min_size=2, max_size=5), st.randoms())
def test_konsensus_terbatas_dan_tidak_bergantung_urutan(isi, acak):
    bobot = pd.DataFrame(isi, dtype=float)
    bobot = bobot.div(bobot.sum(axis=1), axis=0)
    hasil = konsensus_bobot(bobot)
    assert 0 <= hasil.s <= 1
    assert hasil.alfa <= hasil.gama * (1 + 1e-9)  # concavity of entropy
    kolom, baris = acak.sample(range(3), 3), acak.sample(range(len(isi)), len(isi))
    assert konsensus_bobot(bobot.iloc[baris, kolom]).s == pytest.approx(hasil.s, abs=1e-12)
