"""Screening: worked cases, and every left-out unit or indicator on record."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit import saring
from tests.indikator.komposit import deret, kasus, label, lembaran, tabel


@pytest.mark.parametrize("satu", kasus("saring"), ids=label)
def test_kasus(satu):
    data = tabel(satu["data"])
    batas = {nama: satu[nama] for nama in ("unit_minimum", "indikator_minimum") if nama in satu}
    if "galat" in satu:
        with pytest.raises(GalatRumus) as galat:
            saring(data, **batas)
        assert galat.value.kode == satu["galat"]
        return
    hasil = saring(data, **batas)
    pd.testing.assert_frame_equal(hasil.data, data.loc[satu["unit"], satu["indikator"]])
    assert set(hasil.catatan["unit"].dropna()) == set(data.index) - set(satu["unit"])
    assert set(hasil.catatan["indikator"].dropna()) == set(data.columns) - set(satu["indikator"])


def test_alasan_menyebut_bagian_yang_terisi_dan_batasnya():
    hasil = saring(tabel({"a": [1, 2], "b": [1, None], "c": [1, None]}), unit_minimum=0.5)
    assert hasil.catatan["alasan"].tolist() == ["unit dikeluarkan: terisi 1 dari 3 (33,3%), kurang dari 50,0%"]
    assert list(hasil.catatan.columns) == ["unit", "indikator", "semula", "menjadi", "alasan"]


def test_satu_indikator_kehilangan_unit_yang_kosong():
    hasil = saring(deret([1, None, 3]), unit_minimum=1)
    pd.testing.assert_series_equal(hasil.data, deret([1, None, 3]).dropna())


@settings(max_examples=15)
@given(data=lembaran(), batas=st.sampled_from([0.0, 0.5, 1.0]))
def test_yang_tinggal_tidak_berubah_dan_urutannya_terjaga(data, batas):
    hasil = saring(data, unit_minimum=batas).data
    pd.testing.assert_frame_equal(hasil, data.loc[hasil.index])
    assert hasil.index.tolist() == [unit for unit in data.index if data.loc[unit].notna().mean() >= batas]


@pytest.mark.parametrize(("batas", "perihal"), [("unit_minimum", "unit"), ("indikator_minimum", "indikator")])
def test_yang_habis_disebut_unit_atau_indikator(batas, perihal):
    data = pd.DataFrame({"a": [1.0, None], "b": [None, 1.0]})
    with pytest.raises(GalatRumus, match=f"Tidak satu pun {perihal} cukup"):
        saring(data, **{batas: 1})
