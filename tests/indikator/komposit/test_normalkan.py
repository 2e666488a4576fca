"""Normalisation: worked cases, what holds for any data, and what the handbook prints."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit import CARA_NORMAL, normalkan
from tests.indikator.komposit import BILANGAN, deret, kasus, label, lembaran, tabel

BERBATAS = ["min_maks", "patokan", "persentil", "jarak_target"]
TANPA_SATUAN = ["min_maks", "z", "peringkat", "borda", "persentil"]


def _pilihan(cara: str, kode, arah: str = "naik") -> dict:
    """Goalposts and targets for every code, far enough out for any data of these tests."""
    if cara == "patokan":
        return {"batas": dict.fromkeys(kode, (-2000.0, 2000.0))}
    if cara == "jarak_target":
        return {"target": dict.fromkeys(kode, 5000.0 if arah == "naik" else -5000.0)}
    return {}


@pytest.mark.parametrize("satu", kasus("normalkan"), ids=label)
def test_kasus(satu):
    data, pilihan = deret(satu["masukan"]), {"arah": satu.get("arah", "naik"), **satu.get("pilihan", {})}
    if "galat" in satu:
        with pytest.raises(GalatRumus) as galat:
            normalkan(data, satu["cara"], **pilihan)
        assert galat.value.kode == satu["galat"]
        assert galat.value.tindakan
    else:
        hasil = normalkan(data, satu["cara"], **pilihan)
        pd.testing.assert_series_equal(hasil, deret(satu["keluaran"]), rtol=0, atol=1e-12)


@pytest.mark.parametrize("cara", CARA_NORMAL)
@pytest.mark.parametrize("arah", ["naik", "turun"])
@settings(max_examples=12)
@given(data=lembaran())
def test_urutan_terjaga_arah_dihormati_dan_kosong_tetap_kosong(cara, arah, data):
    hasil = normalkan(data, cara, arah=arah, **_pilihan(cara, data.columns, arah))
    pd.testing.assert_frame_equal(hasil.isna(), data.isna())
    tanda = 1 if arah == "naik" else -1
    for kode in data.columns:
        ada = data[kode].dropna()
        urut = hasil.loc[(tanda * ada).sort_values().index, kode]
        assert (urut.diff().dropna() >= 0).all()
        assert urut.iloc[-1] > urut.iloc[0]
        if cara != "patokan":
            assert (urut.diff().dropna() > 0).sum() == ada.nunique() - 1


@pytest.mark.parametrize("cara", BERBATAS)
@settings(max_examples=12)
@given(data=lembaran(), ujung=st.tuples(BILANGAN, BILANGAN).filter(lambda dua: dua[0] != dua[1]))
def test_hasil_di_dalam_rentang(cara, data, ujung):
    rentang = (min(ujung), max(ujung))
    hasil = normalkan(data, cara, rentang=rentang, **_pilihan(cara, data.columns))
    isi = hasil.stack().dropna()
    assert ((isi >= rentang[0]) & (isi <= rentang[1])).all()
    if cara == "min_maks":
        assert (hasil.min() == rentang[0]).all()
        assert (hasil.max() == rentang[1]).all()


def test_ujung_rentang_tepat_walau_pecahan_biner():
    """−2 + (−0.3 − −2) is less than −0.3 in binary."""
    hasil = normalkan(pd.Series([1.0, 2.0, 4.0]), "min_maks", rentang=(-2, -0.3))
    assert hasil.iloc[0] == -2
    assert hasil.iloc[2] == -0.3


@pytest.mark.parametrize("cara", TANPA_SATUAN)
@settings(max_examples=12)
@given(data=lembaran(), kali=st.sampled_from([0.001, 2.0, 1000.0]), geser=BILANGAN)
def test_satuan_indikator_tidak_berpengaruh(cara, data, kali, geser):
    pd.testing.assert_frame_equal(normalkan(data * kali + geser, cara), normalkan(data, cara), atol=1e-9)


@pytest.mark.parametrize("cara", CARA_NORMAL)
@settings(max_examples=15)
@given(data=lembaran(), acak=st.randoms(use_true_random=False))
def test_urutan_baris_dan_kolom_tidak_berpengaruh(cara, data, acak):
    baris, kolom = list(data.index), list(data.columns)
    acak.shuffle(baris)
    acak.shuffle(kolom)
    pilihan = _pilihan(cara, data.columns)
    lain = normalkan(data.loc[baris, kolom], cara, **pilihan)
    pd.testing.assert_frame_equal(lain, normalkan(data, cara, **pilihan).loc[baris, kolom], check_exact=True)


@pytest.mark.parametrize("cara", ["min_maks", "persentil"])
@settings(max_examples=12)
@given(data=lembaran())
def test_arah_turun_adalah_cermin(cara, data):
    pd.testing.assert_frame_equal(normalkan(data, cara, arah="turun"), 1 - normalkan(data, cara), atol=1e-12)


@settings(max_examples=12)
@given(data=lembaran())
def test_z_berata_rata_nol_dan_bersimpangan_baku_satu(data):
    hasil = normalkan(data, "z")
    np.testing.assert_allclose(hasil.mean(), 0, atol=1e-12)
    np.testing.assert_allclose(hasil.std(ddof=1), 1, rtol=1e-12)
    pd.testing.assert_frame_equal(normalkan(data, "z", arah="turun"), -hasil, atol=1e-12)


def test_setiap_indikator_dengan_arah_dan_batasnya():
    data = tabel({"a": [0, 10], "b": [1, 5]})
    batas = pd.DataFrame({"bawah": [0, 0], "atas": [20, 10]}, index=["b", "a"])
    arah = pd.Series({"b": "turun", "a": "naik", "lain": "naik"})
    hasil = normalkan(data, "patokan", arah=arah, batas=batas)
    pd.testing.assert_frame_equal(hasil, tabel({"a": [0, 1], "b": [0.95, 0.75]}))


def test_target_sebagai_deret():
    hasil = normalkan(tabel({"a": [0, 10], "b": [1, 5]}), "jarak_target", target=pd.Series({"a": 20, "b": 5}))
    pd.testing.assert_frame_equal(hasil, tabel({"a": [0, 0.5], "b": [0, 1]}))


@pytest.mark.parametrize(
    "arah", [{"a": "naik"}, pd.Series({"a": "naik"}), {"a": "naik", "b": None}, ["naik", "naik"], 3]
)
def test_arah_yang_tidak_disebut_tidak_ditebak(arah):
    with pytest.raises(GalatRumus, match=r"indikator [ab]") as galat:
        normalkan(tabel({"a": [0, 10], "b": [1, 5]}), "min_maks", arah=arah)
    assert galat.value.kode == "arah_tidak_dikenal"


@pytest.mark.parametrize("batas", [{"a": (0, 1)}, (0, 1), pd.DataFrame({"bawah": [0, 0]}, index=["a", "b"]), 5])
def test_batas_yang_tidak_disebut_tidak_ditebak(batas):
    with pytest.raises(GalatRumus) as galat:
        normalkan(tabel({"a": [0, 10], "b": [1, 5]}), "patokan", batas=batas)
    assert galat.value.kode == "batas_tidak_sah"


@pytest.mark.parametrize("target", [{"a": 5}, 5, pd.Series({"a": 5, "b": float("nan")}), {"a": 5, "b": "10"}])
def test_target_yang_tidak_disebut_tidak_ditebak(target):
    with pytest.raises(GalatRumus) as galat:
        normalkan(tabel({"a": [0, 10], "b": [1, 5]}), "jarak_target", target=target)
    assert galat.value.kode == "target_tidak_ada"


def test_penolakan_menyebut_indikator_dan_jalan_keluar():
    with pytest.raises(GalatRumus) as galat:
        normalkan(tabel({"a": [0, 10], "waktu": [5, 5]}), "min_maks")
    assert galat.value.di_mana == "indikator waktu"
    assert "patokan" in galat.value.tindakan


def test_nama_deret_dan_masukan_tetap():
    data = pd.Series([1, 2], name="x")
    semula = data.copy()
    assert normalkan(data, "min_maks").name == "x"
    assert normalkan(data.rename(None), "min_maks").name is None
    pd.testing.assert_series_equal(data, semula)


@pytest.mark.parametrize("cara", ["min_maks", "z"])
@pytest.mark.parametrize("isi", [[0.3, 0.1 + 0.2, 0.3], [100.0, 99.99999999999999], [-1e9, -1e9 + 1e-6]])
def test_beda_sebesar_pembulatan_bukan_rentang(cara, isi):
    """Otherwise 0.3 would be the worst and 0.1 + 0.2 the best there is."""
    with pytest.raises(GalatRumus, match="pembulatan") as galat:
        normalkan(pd.Series(isi), cara)
    assert galat.value.kode == "rentang_nol"


def test_beda_kecil_yang_nyata_tetap_rentang():
    assert normalkan(pd.Series([1e9, 1e9 + 0.01, 1e9 + 0.02]), "min_maks").tolist() == pytest.approx(
        [0, 0.5, 1], abs=1e-4
    )
