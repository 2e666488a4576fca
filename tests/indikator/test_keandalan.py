"""Cronbach's alpha, item–rest correlation, eigenvalues: closed forms, invariances, refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit.keandalan import alfa_cronbach, alfa_tanpa, korelasi_butir_sisa, nilai_eigen

# Orthogonal columns; x = y + z.
DATA = pd.DataFrame({"x": [2.0, 0, 0, -2], "y": [1.0, 1, -1, -1], "z": [1.0, -1, 1, -1]})
SEMUA = pytest.mark.parametrize("rumus", [alfa_cronbach, alfa_tanpa, korelasi_butir_sisa, nilai_eigen])


def _acak(benih: int, n: int = 12, k: int = 4) -> pd.DataFrame:
    acak = np.random.default_rng(benih)
    isi = acak.normal(size=(n, k)) + acak.normal(size=(n, 1))
    return pd.DataFrame(isi, columns=list("abcdefgh")[:k])


def test_alfa_dari_rata_rata_korelasi() -> None:
    """Correlations 1/√2, 1/√2 and 0."""
    r = 2 / 3 / np.sqrt(2)
    assert alfa_cronbach(DATA) == pytest.approx(3 * r / (1 + 2 * r))


def test_alfa_mentah_dari_ragam() -> None:
    """Variances 8/3, 4/3, 4/3; the sum is 2x with variance 32/3."""
    assert alfa_cronbach(DATA, standar=False) == pytest.approx(3 / 2 * (1 - (16 / 3) / (32 / 3)))


def test_alfa_indikator_yang_sama_satu() -> None:
    data = DATA.assign(y=DATA["x"], z=3 * DATA["x"] + 1)
    assert alfa_cronbach(data) == pytest.approx(1)


def test_alfa_tanpa_sama_dengan_alfa_sisanya() -> None:
    data = _acak(1)
    for standar in (True, False):
        tanpa = alfa_tanpa(data, standar=standar)
        for kode in data:
            assert tanpa[kode] == pytest.approx(alfa_cronbach(data.drop(columns=kode), standar=standar))


def test_korelasi_butir_sisa_menurut_definisinya() -> None:
    data = _acak(2)
    baku = (data - data.mean()) / data.std()
    for standar, dasar in ((True, baku), (False, data)):
        hasil = korelasi_butir_sisa(data, standar=standar)
        for kode in data:
            assert hasil[kode] == pytest.approx(dasar[kode].corr(dasar.drop(columns=kode).sum(axis=1)))


def test_nilai_eigen_tiga_indikator() -> None:
    """λ = 1 ± √2·r and 1, with r = 1/√2: 2, 1, 0."""
    assert nilai_eigen(DATA).tolist() == pytest.approx([200 / 3, 100 / 3, 0])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6))
def test_nilai_eigen_berjumlah_seratus_dan_menurun(benih: int, k: int) -> None:
    nilai = nilai_eigen(_acak(benih, k=k))
    assert nilai.sum() == pytest.approx(100)
    assert nilai.is_monotonic_decreasing
    assert (nilai >= 0).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.01, 100), st.floats(-50, 50))
def test_satuan_dan_urutan_tidak_mengubah_keandalan_baku(benih: int, kali: float, tambah: float) -> None:
    data = _acak(benih)
    lain = data.assign(a=kali * data["a"] + tambah)[::-1][["d", "a", "c", "b"]]
    assert alfa_cronbach(lain) == pytest.approx(alfa_cronbach(data))
    assert korelasi_butir_sisa(lain)[list("abcd")].tolist() == pytest.approx(korelasi_butir_sisa(data).tolist())
    assert alfa_cronbach(data) <= 1


@SEMUA
@pytest.mark.parametrize(
    ("kode", "data"),
    [
        ("data_kosong", DATA.mask(DATA == 0)),
        ("rentang_nol", DATA.assign(y=7.0)),
        ("data_kurang", DATA.head(2)),
        ("data_kurang", DATA[["x"]]),
        ("bukan_bilangan", DATA.assign(y=["1", "2", "3", "4"])),
        ("bukan_bilangan", DATA.assign(y=[1, 2, 3, np.inf])),
        ("kode_ganda", DATA.set_axis(["x", "x", "z"], axis=1)),
    ],
)
def test_yang_ditolak_disebut_indikatornya(rumus, kode: str, data: pd.DataFrame) -> None:
    with pytest.raises(GalatRumus) as galat:
        rumus(data)
    assert galat.value.kode == kode
    if kode not in ("data_kurang", "kode_ganda"):
        assert ("x" if kode == "data_kosong" else "y") in galat.value.di_mana


def test_indikator_yang_saling_meniadakan_ditolak() -> None:
    data = pd.DataFrame({"a": [1.0, 2, 3], "b": [3.0, 2, 1]})
    with pytest.raises(GalatRumus) as galat:
        alfa_cronbach(data)
    assert galat.value.kode == "jumlah_tetap"
    with pytest.raises(GalatRumus):
        korelasi_butir_sisa(data.assign(c=[1.0, 3, 2]))


def test_data_tidak_diubah() -> None:
    semula = DATA.copy()
    alfa_tanpa(DATA)
    pd.testing.assert_frame_equal(DATA, semula)


@pytest.mark.parametrize("kali", [1e-9, 1e3, 1e9])
def test_korelasi_butir_sisa_mentah_tahan_satuan_yang_jauh_berbeda(kali: float) -> None:
    """Rupiah beside percent: what is left without the rupiah must not drown in them."""
    data = _acak(4).assign(a=lambda isi: kali * isi["a"])
    hasil = korelasi_butir_sisa(data, standar=False)
    for kode in data:
        assert hasil[kode] == pytest.approx(data[kode].corr(data.drop(columns=kode).sum(axis=1)), abs=1e-9)


@pytest.mark.parametrize("bukan", [DATA["x"], DATA.to_numpy(), [1, 2, 3]])
@SEMUA
def test_yang_bukan_tabel_ditolak_dengan_kata(rumus, bukan: object) -> None:
    with pytest.raises(GalatRumus) as galat:
        rumus(bukan)
    assert galat.value.kode == "bukan_tabel"


@SEMUA
def test_beda_sebesar_pembulatan_bukan_ragam(rumus) -> None:
    with pytest.raises(GalatRumus) as galat:
        rumus(DATA.assign(y=[0.3, 0.1 + 0.2, 0.3, 0.3]))
    assert galat.value.kode == "rentang_nol"
