"""Competition ranks."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit import peringkatkan
from tests.indikator.komposit import deret, kasus, label


@pytest.mark.parametrize("satu", kasus("peringkat"), ids=label)
def test_kasus(satu):
    skor, pilihan = deret(satu["masukan"]), {"desimal": satu["desimal"]} if "desimal" in satu else {}
    if "galat" in satu:
        with pytest.raises(GalatRumus) as galat:
            peringkatkan(skor, **pilihan)
        assert galat.value.kode == satu["galat"]
    else:
        harap = pd.Series(satu["keluaran"], index=skor.index, dtype="Int64", name="peringkat")
        pd.testing.assert_series_equal(peringkatkan(skor, **pilihan), harap)


@settings(max_examples=25)
@given(st.lists(st.integers(-5, 5), min_size=1, max_size=12))
def test_peringkat_adalah_satu_ditambah_yang_lebih_baik(skor):
    harap = [1 + sum(lain > satu for lain in skor) for satu in skor]
    assert peringkatkan(pd.Series(skor)).tolist() == harap


def test_skor_yang_bukan_bilangan_ditolak():
    for isi in ([True, False], ["1", "2"], [float("inf"), 1.0]):
        with pytest.raises(GalatRumus):
            peringkatkan(pd.Series(isi))


def test_tabel_tidak_diperingkat_dari_kolom_pertamanya_saja():
    with pytest.raises(GalatRumus) as galat:
        peringkatkan(pd.DataFrame({"a": [1.0, 2.0], "b": [2.0, 1.0]}))
    assert galat.value.kode == "bukan_deret"
