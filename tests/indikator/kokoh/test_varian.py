"""Without one indicator, and under other indices."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.goyangan import Goyangan
from penilaian.indikator.kokoh.tanpa_satu import tanpa_satu
from penilaian.indikator.kokoh.urutan import hampir_seri, peringkat
from penilaian.indikator.kokoh.varian import bandingkan_varian, skor_nominal
from penilaian.indikator.komposit import peringkatkan
from tests.indikator.kokoh.tiruan import tabel


def test_indikator_berbobot_nol_tidak_mengubah_apa_pun_bila_dibuang():
    data = tabel(12, 4, 2)
    hasil = tanpa_satu(data, Goyangan(pd.Series([1.0, 0.0, 2.0, 1.0], index=data.columns)))
    nol = hasil.loc["k01"]
    assert (nol["geser"], nol["geser_terbesar"], nol["berpindah"], nol["tanpa_peringkat"]) == (0, 0, 0, 0)
    assert nol["spearman"] == pytest.approx(1)
    assert pd.isna(nol["unit"])
    assert (hasil.drop(index="k01")["berpindah"] > 0).all()


def test_tanpa_satu_dapat_dihitung_di_atas_kertas():
    """a orders x y z, b the reverse, a weighs more: without a the order turns round, without b it stays."""
    data = pd.DataFrame({"a": [90.0, 80, 70], "b": [70.0, 80, 90]}, index=list("xyz"))
    hasil = tanpa_satu(data, Goyangan(pd.Series({"a": 2.0, "b": 1.0})))
    assert hasil.loc["a", ["geser", "geser_terbesar", "unit", "berpindah"]].tolist() == [
        pytest.approx(4 / 3),
        2,
        "x",
        2,
    ]
    assert hasil.loc["a", "spearman"] == pytest.approx(-1)
    assert hasil.loc["b", "berpindah"] == 0


def test_unit_yang_kehilangan_peringkat_disebut():
    data = pd.DataFrame({"a": [90.0, 80, np.nan], "b": [70.0, 80, 90]}, index=list("xyz"))
    hasil = tanpa_satu(data, Goyangan(pd.Series({"a": 1.0, "b": 1.0})))
    assert hasil["tanpa_peringkat"].to_dict() == {"a": 0, "b": 1}


def test_indeks_satu_indikator_tidak_dapat_kehilangan_isinya():
    data = pd.DataFrame({"a": [1.0, 2], "b": [2.0, 1]})
    with pytest.raises(GalatRumus) as galat:
        tanpa_satu(data, Goyangan(pd.Series({"a": 1.0, "b": 0.0})))
    assert galat.value.kode == "indikator_kurang"


def test_varian_yang_sama_sepakat_dan_yang_terbalik_berlawanan():
    data = pd.DataFrame({"a": [90.0, 80, 70, 60], "b": [60.0, 70, 80, 90]}, index=list("wxyz"))
    hasil = bandingkan_varian(
        data, {nama: Goyangan(pd.Series(bobot)) for nama, bobot in (("a", {"a": 1, "b": 0}), ("lagi", {"a": 5, "b": 0}), ("b", {"a": 0, "b": 1}))}
    )  # fmt: skip
    assert hasil.spearman.loc["a"].round(12).tolist() == hasil.kendall.loc["a"].round(12).tolist() == [1, 1, -1]
    assert hasil.peringkat.loc["w"].tolist() == [1, 1, 4]
    assert hasil.bergerak.iloc[0].tolist() == [1, 4, 3]
    assert set(hasil.bergerak.index[:2]) == {"w", "z"}


def test_satu_varian_tidak_dapat_dibandingkan():
    data = tabel(4, 2, 1)
    with pytest.raises(GalatRumus, match="dua varian"):
        bandingkan_varian(data, {"a": Goyangan(pd.Series(1.0, index=data.columns))})


def test_arah_turun_pada_skala_capaian_mencerminkan_di_seratus():
    data = pd.DataFrame({"a": [90.0, 120.0]})
    skor = skor_nominal(data, Goyangan(pd.Series({"a": 1.0}), arah=pd.Series({"a": "turun"})))
    assert skor.tolist() == [110, 80]


_SKOR = arrays(float, (3, 7), elements=st.one_of(st.integers(-3, 3).map(float), st.just(np.nan)))


@given(_SKOR)
@settings(max_examples=50)
def test_peringkat_banyak_ulangan_sama_dengan_verba(skor):
    for baris, urut in zip(skor, peringkat(skor), strict=True):
        if not np.isnan(baris).all():
            assert urut.tolist() == peringkatkan(pd.Series(baris)).fillna(0).tolist()


@given(_SKOR, st.floats(0, 1.5))
@settings(max_examples=50)
def test_hampir_seri_menandai_yang_berdekatan_dan_hanya_itu(skor, dekat):
    for baris, tanda in zip(skor, hampir_seri(skor, dekat), strict=True):
        jarak = np.abs(baris[:, None] - baris) + np.where(np.eye(len(baris)), np.inf, 0)
        assert tanda.tolist() == (jarak <= dekat).any(axis=1).tolist()
