"""Tails counted out, and marks among many."""

from __future__ import annotations

from math import comb, exp, factorial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats
from statsmodels.stats.multitest import multipletests

from penilaian.kalibrasi.tanda import (
    dua_sisi,
    ekor_binomial,
    ekor_negatif_binomial,
    melebihi,
    salah_diharapkan,
    tandai,
)


def _ekor(fungsi, *angka):
    return float(fungsi(*(np.array([satu], dtype=float) for satu in angka))[0])


@given(n=st.integers(1, 25), k=st.integers(0, 25), p=st.floats(0, 1))
def test_ekor_binomial_sama_dengan_menjumlah_peluangnya(n, k, p):
    harap = sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))
    assert _ekor(ekor_binomial, k, n * p, n) == pytest.approx(min(harap, 1), abs=1e-9)


@pytest.mark.parametrize(("n", "k", "p", "ekor"), [(2, 2, 0.25, 0.0625), (10, 10, 0.5, 2**-10), (3, 0, 0.1, 1.0), (3, 1, 0.1, 0.271), (5, 6, 0.9, 0.0)])  # fmt: skip
def test_ekor_binomial_di_kertas(n, k, p, ekor):
    assert _ekor(ekor_binomial, k, n * p, n) == pytest.approx(ekor)


@given(peluang=st.lists(st.floats(0.01, 0.9), min_size=2, max_size=7))
def test_peluang_yang_berbeda_beda_membuat_ekor_binomial_lebih_besar_bukan_lebih_kecil(peluang):
    """Hoeffding 1956, for counts at least one above the mean; the true distribution by convolution."""
    sebaran = np.array([1.0])
    for p in peluang:
        sebaran = np.convolve(sebaran, [1 - p, p])
    for k in range(int(np.ceil(sum(peluang) + 1)), len(peluang) + 1):
        assert _ekor(ekor_binomial, k, sum(peluang), len(peluang)) >= sebaran[k:].sum() - 1e-12


@pytest.mark.parametrize(("n", "p", "mirip", "k"), [(8, 0.2, 0.1, 4), (20, 0.05, 0.3, 3), (5, 0.5, 0.5, 5)])
def test_tambahan_ragam_adalah_binomial_dengan_peluang_yang_tidak_pasti(n, p, mirip, k):
    """The chance itself is beta distributed with correlation ``mirip``: integrate it out."""
    a, b = p * (1 / mirip - 1), (1 - p) * (1 / mirip - 1)
    harap = integrate.quad(lambda q: stats.binom.sf(k - 1, n, q) * stats.beta.pdf(q, a, b), 0, 1, limit=200)[0]
    tambahan = n * (n - 1) * p * (1 - p) * mirip
    assert _ekor(ekor_binomial, k, n * p, n, tambahan) == pytest.approx(harap, rel=1e-6)
    assert _ekor(ekor_binomial, k, n * p, n, 0.0) == _ekor(ekor_binomial, k, n * p, n)


def test_tambahan_ragam_tidak_membuat_yang_ekstrem_lebih_mengejutkan():
    for k, n in ((8, 8), (5, 8), (12, 40)):
        ekor = [_ekor(ekor_binomial, k, 0.1 * n, n, tambahan) for tambahan in (0.0, 0.2, 1.0, 5.0)]
        assert ekor == sorted(ekor)
    assert _ekor(ekor_binomial, 1, 0.3, 1, 0.0) == pytest.approx(0.3)
    assert np.isnan(_ekor(ekor_binomial, 1, np.nan, 3, np.nan))


@given(k=st.integers(0, 12), harap=st.floats(0.01, 8))
def test_ekor_tanpa_batas_mendekati_poisson_bila_laju_semua_orang_sama(k, harap):
    poisson = 1 - sum(exp(-harap) * harap**i / factorial(i) for i in range(k))
    sama = _ekor(ekor_negatif_binomial, k, harap, 1e9)
    assert sama == pytest.approx(poisson, abs=1e-6)
    if k >= 2 * harap + 2:  # nearer to the mean the two tails cross
        assert _ekor(ekor_negatif_binomial, k, harap, 2.0) >= sama


def test_ekor_tanpa_batas_adalah_poisson_dengan_laju_gamma():
    harap = integrate.quad(lambda laju: stats.poisson.sf(3, laju) * stats.gamma.pdf(laju, 1.5, scale=2 / 1.5), 0, 60)[0]
    assert _ekor(ekor_negatif_binomial, 4, 2.0, 1.5) == pytest.approx(harap, rel=1e-6)


def test_dua_sisi_dan_melebihi_sesuatu():
    assert dua_sisi(np.array([0.0, 1.959964, -1.959964])) == pytest.approx([1, 0.05, 0.05], abs=1e-6)
    nilai, galat = np.array([3.0, -3.0, 0.5]), np.ones(3)
    np.testing.assert_allclose(melebihi(nilai, galat, 0.0), dua_sisi(nilai))
    assert melebihi(nilai, galat, 1.0) == pytest.approx(stats.norm.sf([2, 2, -0.5]) + stats.norm.sf([4, 4, 1.5]))


def test_melebihi_sesuatu_tidak_lebih_sering_keliru_daripada_tarafnya():
    """Truths up to the limit: the rate of small probabilities is largest at the limit, and no more than promised."""
    acak = np.random.default_rng(1)
    for benar in (0.0, 1.0, 2.0, -2.0):
        p = melebihi(benar + acak.normal(size=20_000), np.ones(20_000), 2.0)
        assert (p < 0.05).mean() <= 0.05 + 0.004


@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=30), taraf=st.floats(0.01, 0.2))
def test_q_sama_dengan_benjamini_hochberg_statsmodels(p, taraf):
    tabel = tandai(pd.DataFrame({"p": p}), taraf)
    np.testing.assert_allclose(tabel["q"], multipletests(p, taraf, method="fdr_bh")[1])
    assert tabel["ditandai"].tolist() == (tabel["q"] < taraf).tolist()


def test_yang_tidak_boleh_ditandai_tidak_ikut_dihitung():
    tabel = pd.DataFrame({"p": [0.001, 0.04, np.nan, 0.0001]}, index=[7, 3, 9, 1])
    hasil = tandai(tabel, 0.05, pd.Series([True, True, True, False], index=tabel.index))
    assert hasil["q"].tolist()[:2] == pytest.approx([0.002, 0.04])
    assert hasil["q"].isna().tolist() == [False, False, True, True]
    assert hasil["ditandai"].tolist() == [True, True, False, False]
    assert "q" not in tabel


def test_bagian_tanda_keliru_di_antara_semua_tanda_terkendali():
    """Twenty real effects among two hundred: false marks are at most a twentieth of all marks, on the average."""
    acak, bagian = np.random.default_rng(2), []
    for _ in range(200):
        z = acak.normal(size=200) + np.r_[np.full(20, 4.0), np.zeros(180)]
        tanda = tandai(pd.DataFrame({"p": dua_sisi(z)}), 0.05)["ditandai"].to_numpy()
        bagian.append(tanda[20:].sum() / max(tanda.sum(), 1))
    assert np.mean(bagian) <= 0.055


def test_yang_diharapkan_keliru_adalah_batas_kali_banyaknya_uji():
    tabel = tandai(pd.DataFrame({"p": [0.001, 0.01, 0.5, 0.9]}), 0.05)
    assert tabel["ditandai"].tolist() == [True, True, False, False]
    assert salah_diharapkan(tabel) == pytest.approx(0.04)
    assert salah_diharapkan(tandai(pd.DataFrame({"p": [0.5, 0.9]}), 0.05)) == 0
    kosong = tandai(pd.DataFrame({"p": pd.Series([], dtype="float64")}), 0.05)
    assert (len(kosong), salah_diharapkan(kosong)) == (0, 0)
