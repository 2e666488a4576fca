"""Outliers: hand-worked vectors, shape measures against scipy's, and what treatment may never do."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit import CARA_PENCILAN, bentuk, normalkan, olah_pencilan
from tests.indikator.komposit import NAN, deret, kasus, label, tabel

BATAS = {"kemencengan": 2, "keruncingan": 3.5}
JAUH = st.lists(st.integers(-100, 100) | st.sampled_from([5000, -8000, 20_000]), min_size=5, max_size=25)
DUA_PULUH = [-1.0] * 8 + [1.0] * 8 + [0.0, 0.0, 15.0, 20.0]


@pytest.mark.parametrize("satu", kasus("pencilan"), ids=label)
def test_kasus(satu):
    data = deret(satu["masukan"])
    if "galat" in satu:
        with pytest.raises(GalatRumus) as galat:
            olah_pencilan(data, cara=satu["cara"], titik_maks=satu["titik"], **BATAS)
        assert galat.value.kode == satu["galat"]
        return
    hasil = olah_pencilan(data, cara=satu["cara"], titik_maks=satu["titik"], **BATAS)
    harap = data.copy()
    for posisi, nilai in satu["ubah"].items():
        harap.iloc[posisi] = nilai
    pd.testing.assert_series_equal(hasil.data, harap)
    assert hasil.catatan["unit"].dropna().tolist() == [data.index[posisi] for posisi in satu["ubah"]]
    if "alasan" in satu:
        assert satu["alasan"] in hasil.catatan["alasan"].item()
        assert hasil.catatan["indikator"].item() == "x"


def test_bentuk_dihitung_tangan():
    ini = bentuk(np.array([-1, -1, -1, -1, 1, 1, 1, 1, 0, 10.0]))
    assert ini.kemencengan == pytest.approx(69.6 / 9.8**1.5 * 90**0.5 / 8, abs=1e-12)
    assert ini.keruncingan == pytest.approx(9 / 56 * (11 * (662.6 / 96.04 - 3) + 6), abs=1e-12)
    assert ini.kalimat == "kemencengan 2,69, keruncingan 7,86"


@settings(max_examples=20)
@given(JAUH)
def test_bentuk_sama_dengan_penaksir_tak_bias_scipy(isi):
    x = np.array(isi, dtype=float)
    ini = bentuk(x)
    if len(set(isi)) == 1:
        assert np.isnan(ini.kemencengan)
    else:
        assert ini.kemencengan == pytest.approx(stats.skew(x, bias=False), rel=1e-6, abs=1e-8)
        assert ini.keruncingan == pytest.approx(stats.kurtosis(x, bias=False), rel=1e-6, abs=1e-8)


def test_catatan_titik_yang_dibatasi():
    catatan = olah_pencilan(deret([-1, -1, -1, -1, 1, 1, 1, 1, 0, 10]), titik_maks=5, **BATAS).catatan
    baris = catatan.iloc[0]
    assert (len(catatan), baris["unit"], baris["indikator"], baris["semula"], baris["menjadi"]) == (
        1,
        "u10",
        "x",
        10,
        1,
    )
    assert "1 titik" in baris["alasan"]
    assert "semula kemencengan 2,69, keruncingan 7,86" in baris["alasan"]


def _log_tangan(x: np.ndarray) -> np.ndarray:
    v = np.log((x - x.min()) / (x.max() - x.min()) + 0.01)
    return x.min() + (x.max() - x.min()) * (v - np.log(0.01)) / (np.log(1.01) - np.log(0.01))


def test_log_dari_nilai_semula_bila_membatasi_tidak_cukup():
    """The two far values stay apart: what winsorising did to them is undone before the logarithm."""
    x = np.array(DUA_PULUH)
    hasil = olah_pencilan(pd.Series(x), titik_maks=1, cara="log", **BATAS)
    np.testing.assert_allclose(hasil.data, _log_tangan(x), atol=1e-9)
    assert hasil.catatan["alasan"].str.contains("diubah dengan log, karena sesudah 1 titik dibatasi masih").all()
    assert abs(stats.skew(hasil.data, bias=False)) < 2
    assert hasil.data.iloc[18] < hasil.data.iloc[19]
    cermin = olah_pencilan(pd.Series(-x), titik_maks=1, cara="log", **BATAS)
    np.testing.assert_allclose(cermin.data, -_log_tangan(x), atol=1e-9)


@pytest.mark.parametrize("cara", ["log", "box_cox"])
def test_transformasi_menjaga_ujung_urutan_dan_batas_patokan(cara):
    x = pd.Series(np.exp(np.linspace(0, 9, 30)))
    hasil = olah_pencilan(x, titik_maks=0, cara=cara, **(BATAS | {"keruncingan": 3}))
    assert hasil.catatan["alasan"].str.startswith("diubah dengan").all()
    assert hasil.data.iloc[0] == x.iloc[0]
    assert hasil.data.iloc[-1] == x.iloc[-1]
    assert hasil.data.is_monotonic_increasing
    assert not np.allclose(hasil.data, x)


def test_box_cox_memakai_pangkat_yang_paling_mungkin():
    x = np.exp(np.linspace(0, 9, 30))
    u = (x - x.min()) / (x.max() - x.min()) + 0.01
    hasil = olah_pencilan(pd.Series(x), titik_maks=0, cara="box_cox", kemencengan=2, keruncingan=3)
    v, pangkat = stats.boxcox(u)
    assert -2 < pangkat < 2
    harap = x.min() + (x.max() - x.min()) * (v - v.min()) / (v.max() - v.min())
    np.testing.assert_allclose(hasil.data, harap, rtol=1e-3)


@pytest.mark.parametrize("cara", CARA_PENCILAN)
@settings(max_examples=15)
@given(isi=JAUH, titik=st.integers(0, 5))
def test_urutan_unit_terjaga_dan_tidak_ada_nilai_di_luar_semula(cara, isi, titik):
    x = pd.Series(isi, dtype=float)
    hasil = olah_pencilan(x, titik_maks=titik, cara=cara, **BATAS)
    y = hasil.data
    assert (y.loc[x.sort_values().index].diff().dropna() >= 0).all()
    assert y.min() >= x.min()
    assert y.max() <= x.max()
    assert x.nunique() < 2 or y.nunique() > 1
    berubah = x.index[x != y]
    assert hasil.catatan["unit"].dropna().tolist() == berubah.tolist()
    if hasil.catatan["alasan"].str.startswith("dibatasi").any():
        assert len(berubah) <= titik


@pytest.mark.parametrize("cara", ["batasi", "log"])
@settings(max_examples=15)
@given(isi=JAUH, titik=st.integers(0, 5))
def test_arah_dan_satuan_tidak_berpengaruh(cara, isi, titik):
    x = pd.Series(isi, dtype=float)
    y = olah_pencilan(x, titik_maks=titik, cara=cara, **BATAS).data
    cermin = olah_pencilan(-x, titik_maks=titik, cara=cara, **BATAS).data
    np.testing.assert_allclose(-cermin, y, atol=1e-6)
    satuan = olah_pencilan(x * 1000 + 7, titik_maks=titik, cara=cara, **BATAS).data
    np.testing.assert_allclose((satuan - 7) / 1000, y, atol=1e-6)


@settings(max_examples=20)
@given(isi=JAUH, acak=st.randoms(use_true_random=False))
def test_urutan_baris_tidak_berpengaruh(isi, acak):
    x = pd.Series(isi, dtype=float)
    baris = list(x.index)
    acak.shuffle(baris)
    for cara in CARA_PENCILAN:
        y = olah_pencilan(x, titik_maks=2, cara=cara, **BATAS).data
        lain = olah_pencilan(x.loc[baris], titik_maks=2, cara=cara, **BATAS).data
        pd.testing.assert_series_equal(lain, y.loc[baris], check_exact=True)


def test_setiap_indikator_sendiri_sendiri():
    data = tabel({"wajar": [*range(10)], "jauh": [-1, -1, -1, -1, 1, 1, 1, 1, 0, 10]})
    hasil = olah_pencilan(data, titik_maks=5, **BATAS)
    pd.testing.assert_series_equal(hasil.data["wajar"], data["wajar"])
    assert hasil.catatan[["unit", "indikator"]].to_numpy().tolist() == [["u10", "jauh"]]


@pytest.mark.parametrize(
    "batas",
    [{"kemencengan": -1}, {"keruncingan": NAN}, {"kemencengan": "2"}, {"keruncingan": True}, {"titik_maks": True}],
)
def test_batas_yang_bukan_bilangan_ditolak(batas):
    with pytest.raises(GalatRumus) as galat:
        olah_pencilan(deret([1, 2]), **(BATAS | {"titik_maks": 5} | batas))
    assert galat.value.kode == "batas_pencilan_tidak_sah"


def test_batas_tepat_tidak_dianggap_lewat():
    x = np.array([-1, -1, -1, -1, 1, 1, 1, 1, 0, 10.0])
    for beda, berubah in ((0.0, False), (-1e-9, True)):
        batas = {"kemencengan": bentuk(x).kemencengan + beda, "keruncingan": 3.5, "titik_maks": 5}
        assert olah_pencilan(pd.Series(x), **batas).data.iloc[-1] == (1 if berubah else 10)


def test_sesudah_diolah_satu_unit_tidak_lagi_menentukan_skala():
    data = deret([-1, -1, -1, -1, 1, 1, 1, 1, 0, 10])
    tanpa, dengan = normalkan(data, "min_maks"), normalkan(olah_pencilan(data, titik_maks=5, **BATAS).data, "min_maks")
    assert tanpa["u5"] - tanpa["u1"] < 0.2
    assert dengan["u5"] - dengan["u1"] == 1


def test_bentuk_satu_nilai_di_bawah_yang_lain_sama():
    """A two-point distribution, p = 4/5: g1 = −1.5 and g2 = 0.25, so G1 = −√5 and G2 = 5."""
    satu = bentuk(np.array([0.0, 5, 5, 5, 5]))
    assert satu.kemencengan == pytest.approx(-np.sqrt(5))
    assert satu.keruncingan == pytest.approx(5)


@pytest.mark.parametrize("nama", ["kemencengan", "keruncingan"])
def test_batas_tak_hingga_ditolak(nama):
    with pytest.raises(GalatRumus) as galat:
        olah_pencilan(pd.Series([1.0, 2.0]), **{"kemencengan": 2, "keruncingan": 3.5, "titik_maks": 5, nama: np.inf})
    assert galat.value.kode == "batas_pencilan_tidak_sah"
