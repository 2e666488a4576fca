"""Imputation: worked cases, every filled cell on record, and EM against closed forms."""

from itertools import islice, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit import em, em_normal, isi_kosong
from tests.indikator.komposit import NAN, deret, kasus, label, lembaran, tabel


def _pilihan(satu: dict) -> dict:
    data, pilihan = tabel(satu["data"]), {}
    if "kelompok" in satu:
        pilihan["kelompok"] = pd.Series(satu["kelompok"], index=data.index)
    if "sebelumnya" in satu:
        pilihan["sebelumnya"] = tabel(satu["sebelumnya"])
    return pilihan


@pytest.mark.parametrize("satu", kasus("isi_kosong"), ids=label)
def test_kasus(satu):
    data = tabel(satu["data"])
    if "galat" in satu:
        with pytest.raises(GalatRumus) as galat:
            isi_kosong(data, satu["cara"], **_pilihan(satu))
        assert galat.value.kode == satu["galat"]
        assert galat.value.tindakan
        return
    hasil = isi_kosong(data, satu["cara"], **_pilihan(satu))
    pd.testing.assert_frame_equal(hasil.data, tabel(satu["keluaran"]), rtol=0, atol=1e-8)


@pytest.mark.parametrize("cara", ["rata_rata", "median"])
@settings(max_examples=15)
@given(data=lembaran())
def test_setiap_sel_kosong_ada_di_catatan_dan_yang_ada_tidak_berubah(cara, data):
    hasil = isi_kosong(data, cara)
    assert not hasil.data.isna().any(axis=None)
    pd.testing.assert_frame_equal(hasil.data.where(data.notna()), data)
    catatan = hasil.catatan
    assert len(catatan) == data.isna().sum().sum()
    assert catatan["semula"].isna().all()
    for baris in catatan.itertuples():
        assert np.isnan(data.loc[baris.unit, baris.indikator])
        assert baris.menjadi == hasil.data.loc[baris.unit, baris.indikator]


@settings(max_examples=15)
@given(data=lembaran(), acak=st.randoms(use_true_random=False))
def test_urutan_unit_tidak_berpengaruh(data, acak):
    baris = list(data.index)
    acak.shuffle(baris)
    lain = isi_kosong(data.loc[baris], "rata_rata").data
    pd.testing.assert_frame_equal(lain, isi_kosong(data, "rata_rata").data.loc[baris], check_exact=True)


def test_rata_rata_kelompok_tidak_bergantung_urutan_unit():
    """0.1 + 0.7 + 0.3 … in another order is another binary number, but not another mean."""
    data = pd.Series([0.1, 0.7, 0.3, 0.9, 0.45, 1e-9, None])
    kelompok = pd.Series("x", index=data.index)
    isi = {
        isi_kosong(data.loc[list(urut)], "rata_rata_kelompok", kelompok=kelompok).data[6]
        for urut in islice(permutations(data.index), 0, None, 97)
    }
    assert len(isi) == 1


def test_alasan_dapat_dibaca():
    data = deret([1, None, 3, None])
    assert (
        isi_kosong(data, "rata_rata").catatan["alasan"].tolist()
        == ["rata-rata semua unit, 2 dari 4 (50,0%) terisi"] * 2
    )
    kelompok = pd.Series(["Dinas A", "Dinas A", "Dinas A", "Dinas B"], index=data.index)
    assert isi_kosong(data, "median_kelompok", kelompok=kelompok).catatan["alasan"].tolist() == [
        "median kelompok Dinas A, 2 dari 3 (66,7%) terisi",
        "tetap kosong: tidak ada nilai untuk median kelompok Dinas B, 0 dari 1 (0,0%) terisi",
    ]


def test_deret_memakai_deret_periode_sebelum_walau_namanya_lain():
    hasil = isi_kosong(deret([1, None]), "periode_sebelum", sebelumnya=pd.Series([9.0], index=["u2"], name="lain"))
    pd.testing.assert_series_equal(hasil.data, deret([1, 9]))


def test_kelompok_untuk_unit_lain_tidak_mengganggu_dan_label_ganda_ditolak():
    kelompok = pd.Series(["x", "x", "y"], index=["u1", "u2", "u9"])
    assert isi_kosong(deret([1, None]), "median_kelompok", kelompok=kelompok).data.tolist() == [1, 1]
    with pytest.raises(GalatRumus, match="u1"):
        isi_kosong(deret([1, None]), "median_kelompok", kelompok=kelompok.set_axis(["u1", "u1", "u2"]))


def test_kelompok_bukan_deret_ditolak():
    with pytest.raises(GalatRumus) as galat:
        isi_kosong(deret([1, None]), "median_kelompok", kelompok=["x", "x"])
    assert galat.value.kode == "pilihan_kurang"


X = [1.0, 2.0, 4.0, 7.0, 3.0, 8.0, 5.0, 6.0]
Y = [2.0, 3.0, 9.0, 12.0, NAN, NAN, 8.0, NAN]


def test_em_sama_dengan_bentuk_tertutup_anderson():
    """Monotone bivariate data: Anderson (1957), JASA 52, pp. 200–203; regression of y on x among the complete units."""
    x, y = np.array(X), np.array(Y)
    ada = ~np.isnan(y)
    lereng = np.cov(x[ada], y[ada], ddof=0)[0, 1] / x[ada].var()
    mu_y = y[ada].mean() + lereng * (x.mean() - x[ada].mean())
    sisa = y[ada].var() - lereng**2 * x[ada].var()
    hasil = em_normal(pd.DataFrame({"x": x, "y": y}))
    np.testing.assert_allclose(hasil.rata_rata, [x.mean(), mu_y], rtol=1e-8)
    kov = lereng * x.var()
    np.testing.assert_allclose(hasil.kovarian, [[x.var(), kov], [kov, sisa + lereng**2 * x.var()]], rtol=1e-8)
    harap = np.where(ada, y, y[ada].mean() + lereng * (x - x[ada].mean()))
    np.testing.assert_allclose(hasil.terisi["y"], harap, rtol=1e-8)


def test_em_data_lengkap_adalah_rata_rata_dan_kovarian_biasa():
    data = pd.DataFrame({"x": X, "y": Y}).dropna()
    hasil = em_normal(data)
    np.testing.assert_allclose(hasil.rata_rata, data.mean(), rtol=1e-12)
    np.testing.assert_allclose(hasil.kovarian, data.cov(ddof=0), rtol=1e-12)


def _tiga() -> pd.DataFrame:
    """Three indicators, 40 units, a quarter missing in no pattern; one unit with nothing."""
    acak = np.random.default_rng(7)
    dasar = acak.normal(size=(40, 1))
    isi = 50 + 10 * dasar + acak.normal(scale=4, size=(40, 3))
    isi[acak.random((40, 3)) < 0.25] = NAN
    isi[5] = NAN
    return pd.DataFrame(isi, columns=list("abc"), index=[f"u{i}" for i in range(40)])


def test_em_di_puncak_kemungkinan():
    """No small step from the estimate makes the observed values more likely: the definition of what EM looks for."""
    data = _tiga()
    hasil = em_normal(data)

    def kemungkinan(mu, sigma):
        jumlah = 0.0
        for baris in data.dropna(how="all").to_numpy():
            ada = ~np.isnan(baris)
            s, beda = sigma[np.ix_(ada, ada)], (baris - mu)[ada]
            jumlah -= 0.5 * (np.linalg.slogdet(s)[1] + beda @ np.linalg.solve(s, beda))
        return jumlah

    mu, sigma = hasil.rata_rata.to_numpy(), hasil.kovarian.to_numpy()
    puncak = kemungkinan(mu, sigma)
    for i in range(3):
        for langkah in (-0.01, 0.01):
            assert kemungkinan(mu + langkah * np.eye(3)[i], sigma) < puncak
            for j in range(i + 1):
                geser = np.zeros((3, 3))
                geser[i, j] = geser[j, i] = langkah
                assert kemungkinan(mu, sigma + geser) < puncak


def test_em_tidak_bergantung_urutan_dan_mengikuti_satuan():
    data = _tiga()
    semula = isi_kosong(data, "em").data
    lain = isi_kosong(data.iloc[::-1, [2, 0, 1]], "em").data
    pd.testing.assert_frame_equal(lain.iloc[::-1][list("abc")], semula, check_exact=True)
    satuan = isi_kosong(data * [1000, 0.01, 1] + [0, 5, -50], "em").data
    pd.testing.assert_frame_equal(satuan, semula * [1000, 0.01, 1] + [0, 5, -50], rtol=1e-7)


def test_em_unit_tanpa_nilai_tidak_diisi_dan_dicatat():
    hasil = isi_kosong(_tiga(), "em")
    assert hasil.data.loc["u5"].isna().all()
    assert not hasil.data.drop(index="u5").isna().any(axis=None)
    alasan = hasil.catatan.set_index("unit")["alasan"]
    assert alasan["u5"].str.startswith("tetap kosong").all()
    assert alasan.drop("u5").str.contains("EM").all()


def test_em_indikator_kembar_mengisi_dengan_kembarannya():
    data = _tiga()[["a", "b"]].dropna()
    data = data.assign(c=data["a"] * 2)
    data.iloc[0, 2] = NAN
    assert isi_kosong(data, "em").data["c"].iloc[0] == pytest.approx(2 * data["a"].iloc[0], rel=1e-6)


def test_em_indikator_kembar_tidak_merusak_yang_lain():
    """A copy tells nothing new: what is expected of the third is what it is without the copy."""
    data = _tiga()[["a", "b"]].dropna(subset="a")
    tanpa = isi_kosong(data, "em").data["b"]
    dengan = isi_kosong(data.assign(c=data["a"] * 3 + 1), "em").data["b"]
    pd.testing.assert_series_equal(dengan, tanpa, rtol=1e-6)


def test_em_yang_belum_tetap_ditolak(monkeypatch):
    monkeypatch.setattr(em, "LANGKAH_MAKS", 2)
    with pytest.raises(GalatRumus) as galat:
        em_normal(_tiga())
    assert galat.value.kode == "tidak_konvergen"


def test_em_untuk_deret_ditolak():
    with pytest.raises(GalatRumus) as galat:
        isi_kosong(deret([1, None, 3]), "em")
    assert galat.value.kode == "em_satu_indikator"
