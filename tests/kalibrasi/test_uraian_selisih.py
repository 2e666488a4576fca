"""Splitting a difference: published data, arithmetic on paper, and what must add up on any data."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from statsmodels.datasets import ccard
from statsmodels.stats.oaxaca import OaxacaBlinder

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.uraian_selisih import kitagawa, oaxaca_blinder

PENJELAS = ["AGE", "INCOME", "INCOMESQ"]
KARTU = ccard.load_pandas().data


def test_kartu_kredit_sama_dengan_statsmodels_dan_stata():
    """statsmodels' own test (from Stata): gap 158.7504, unexplained 27.94091, explained 130.8095, owners first."""
    pemilik = KARTU["OWNRENT"].map({1.0: "a_pemilik", 0.0: "b_penyewa"})
    hasil = oaxaca_blinder(KARTU["AVGEXP"], pemilik, KARTU[PENJELAS])
    assert hasil.selisih == pytest.approx(158.7504, abs=5e-5)
    assert hasil.dijelaskan == pytest.approx(130.8095, abs=5e-5)
    assert hasil.tidak_dijelaskan == pytest.approx(27.94091, abs=5e-6)
    assert hasil.n == (27, 45)
    acuan = OaxacaBlinder(KARTU["AVGEXP"], KARTU[["OWNRENT", *PENJELAS]], "OWNRENT", hasconst=False).two_fold()
    tidak, dijelaskan, selisih = acuan.params[:3]
    assert (hasil.selisih, hasil.dijelaskan, hasil.tidak_dijelaskan) == pytest.approx((selisih, dijelaskan, tidak))


def test_selisih_adalah_kelompok_pertama_dikurangi_kedua_pada_kedua_cara():
    """Renters (0) come before owners (1), and spend less: minus, whichever group has the higher mean."""
    hasil = oaxaca_blinder(KARTU["AVGEXP"], KARTU["OWNRENT"], KARTU[PENJELAS])
    assert hasil.selisih == pytest.approx(-158.7504, abs=5e-5)
    assert (hasil.dijelaskan < 0, hasil.tidak_dijelaskan < 0) == (True, True)
    assert hasil.n == (45, 27)
    kasar = kitagawa(KARTU["AVGEXP"], KARTU["OWNRENT"], KARTU["INCOME"].round())
    assert kasar.selisih < 0


def test_yang_tidak_dijelaskan_adalah_selisih_pada_penjelas_yang_sama():
    """y = 2x + 3 for the first group, 2x for the second: 3 whatever the makeup."""
    x = np.array([1.0, 2, 3, 7, 1, 2, 4, 5, 9, 9])
    kelompok = pd.Series(list("aaaabbbbbb"))
    nilai = pd.Series(2 * x + 3 * (kelompok == "a"))
    hasil = oaxaca_blinder(nilai, kelompok, pd.DataFrame({"x": x}))
    assert hasil.tidak_dijelaskan == pytest.approx(3)
    assert hasil.dijelaskan == pytest.approx(2 * (13 / 4 - 30 / 6))


def test_kitagawa_pada_contoh_yang_dihitung_di_kertas():
    """Two strata.

        stratum   share a  share b   rate a  rate b
        staf      6/10     2/10      3/6     1/2
        fungsional 4/10    8/10      3/4     4/8

    means: a (3+3)/10 = 0.6, b (1+4)/10 = 0.5, difference 0.1.
    explained:   (0.6-0.2) × (0.5+0.5)/2 + (0.4-0.8) × (0.75+0.5)/2 = 0.2 - 0.25 = -0.05
    unexplained: (0.5-0.5) × (0.6+0.2)/2 + (0.75-0.5) × (0.4+0.8)/2 = 0 + 0.15   =  0.15
    """
    sel = [("a", "staf", 3, 6), ("a", "fungsional", 3, 4), ("b", "staf", 1, 2), ("b", "fungsional", 4, 8)]
    isi = pd.DataFrame([(k, s, float(i < ya)) for k, s, ya, n in sel for i in range(n)], columns=["k", "s", "y"])
    hasil = kitagawa(isi["y"], isi["k"], isi["s"])
    assert hasil.selisih == pytest.approx(0.1)
    assert hasil.dijelaskan == pytest.approx(-0.05)
    assert hasil.tidak_dijelaskan == pytest.approx(0.15)
    assert (hasil.n, hasil.diabaikan) == ((10, 10), 0)
    # Variance: 0.4² (0.3/6 + 0.5/2) + 0.6² (0.25/4 + (2/7)/8), sample variances in the cells.
    assert hasil.galat_baku == pytest.approx(np.sqrt(0.16 * (0.3 / 6 + 0.5 / 2) + 0.36 * (0.25 / 4 + 2 / 7 / 8)))


_baris = st.tuples(st.sampled_from("ab"), st.sampled_from("uvw"), st.integers(0, 2), st.floats(-3, 3))


@settings(max_examples=30)
@given(baris=st.lists(_baris, min_size=8, max_size=40))
def test_dijelaskan_dan_tidak_dijelaskan_berjumlah_selisih(baris):
    isi = pd.DataFrame(baris, columns=["k", "s", "y", "x"])
    milik = [set(isi.loc[isi["k"] == k, "s"]) for k in "ab"]
    bersama = milik[0] & milik[1]
    if not bersama:
        with pytest.raises(GalatRumus):
            kitagawa(isi["y"], isi["k"], isi["s"])
        return
    pakai = isi[isi["s"].isin(bersama)]
    rata = pakai.groupby("k")["y"].mean()
    hasil = kitagawa(isi["y"], isi["k"], isi["s"])
    assert hasil.selisih == pytest.approx(rata["a"] - rata["b"], abs=1e-9)
    assert hasil.selisih == pytest.approx(hasil.dijelaskan + hasil.tidak_dijelaskan, abs=1e-9)
    assert hasil.diabaikan == len(isi) - len(pakai)
    assert sum(hasil.n) == len(pakai)
    balik = kitagawa(isi["y"], isi["k"].map({"a": "b", "b": "a"}), isi["s"])
    assert balik.tidak_dijelaskan == pytest.approx(-hasil.tidak_dijelaskan, abs=1e-9)


@given(baris=st.lists(_baris, min_size=10, max_size=40))
def test_oaxaca_blinder_berjumlah_selisih(baris):
    isi = pd.DataFrame(baris, columns=["k", "s", "y", "x"])
    try:
        hasil = oaxaca_blinder(isi["y"], isi["k"], isi[["x"]])
    except GalatRumus:
        reject()
    rata = isi.groupby("k")["y"].mean()
    assert hasil.selisih == pytest.approx(rata["a"] - rata["b"], abs=1e-6)
    assert sum(hasil.n) == len(isi)


def test_komposisi_yang_sama_menjelaskan_nol_dan_laju_yang_sama_menyisakan_nol():
    sama = pd.DataFrame({"k": list("aabb"), "s": list("uvuv"), "y": [1.0, 2, 0, 1]})
    assert kitagawa(sama["y"], sama["k"], sama["s"]).dijelaskan == 0
    laju = pd.DataFrame({"k": list("aaabb"), "s": list("uuvuv"), "y": [1.0, 1, 2, 1, 2]})
    assert kitagawa(laju["y"], laju["k"], laju["s"]).tidak_dijelaskan == 0


def test_sel_berisi_satu_orang_meminjam_sebaran_yang_lain():
    """The first version gave it no spread at all, and so a certainty it has not."""
    isi = pd.DataFrame({"k": list("aaabbbb"), "s": list("uuvuuvv"), "y": [0.0, 2, 1, 1, 3, 0, 2]})
    hasil = kitagawa(isi["y"], isi["k"], isi["s"])
    # Every cell of two has variance 2; shares of v: 1/3 and 1/2.
    berat = np.array([7 / 12, 5 / 12])
    assert hasil.galat_baku == pytest.approx(np.sqrt(berat[0] ** 2 * (1 + 1) + berat[1] ** 2 * (2 + 1)))
    tunggal = kitagawa(pd.Series([1.0, 2.0]), pd.Series(list("ab")), pd.Series(list("uu")))
    assert tunggal.galat_baku is None


def test_baris_yang_kosong_dihitung_sebagai_diabaikan_pada_kitagawa():
    isi = pd.DataFrame({"k": ["a", "a", "b", "b", None, "a"], "s": ["u", "u", "u", None, "u", "w"], "y": [1.0, np.nan, 0, 1, 1, 1]})  # fmt: skip
    hasil = kitagawa(isi["y"], isi["k"], isi["s"])
    assert (hasil.selisih, hasil.n, hasil.diabaikan) == (1.0, (1, 1), 4)


@pytest.mark.parametrize(
    ("nilai", "kelompok", "x", "kode"),
    [
        ([1.0] * 8, list("aaaaaaaa"), range(8), "bukan_dua_kelompok"),
        ([1.0] * 8, list("aabbccdd"), range(8), "bukan_dua_kelompok"),
        ([1.0] * 8, list("aabbbbbb"), range(8), "kelompok_terlalu_kecil"),
        ([1.0] * 8, list("aaaabbbb"), [0, 0, 0, 0, 1, 1, 1, 1], "kelompok_terjelaskan_habis"),
        ([np.nan, *[1.0] * 7], list("aaaabbbb"), range(8), "baris_kosong"),
        ([1.0] * 8, list("aaaabbbb"), [np.nan, *range(7)], "baris_kosong"),
        ([1.0] * 8, [None, *"aaabbbb"], range(8), "baris_kosong"),
    ],
)
def test_yang_tidak_dapat_diuraikan_ditolak_dengan_kode(nilai, kelompok, x, kode):
    with pytest.raises(GalatRumus) as galat:
        oaxaca_blinder(pd.Series(nilai), pd.Series(kelompok), pd.DataFrame({"x": x}, dtype=float))
    assert galat.value.kode == kode


def test_penjelas_yang_sama_di_semua_baris_tidak_menjelaskan_apa_pun():
    hasil = oaxaca_blinder(
        pd.Series([1.0, 2, 3, 2, 0, 1, 1, 0]), pd.Series(list("aaaabbbb")), pd.DataFrame({"x": [5.0] * 8})
    )
    assert hasil.dijelaskan == 0
    assert hasil.tidak_dijelaskan == pytest.approx(1.5)


def test_kitagawa_tanpa_strata_bersama_atau_bukan_dua_kelompok_ditolak():
    y = pd.Series([1.0, 2.0, 3.0])
    with pytest.raises(GalatRumus, match="golongan yang sama"):
        kitagawa(y, pd.Series(list("aab")), pd.Series(list("uvw")))
    with pytest.raises(GalatRumus, match="dua kelompok"):
        kitagawa(y, pd.Series(list("abc")), pd.Series(list("uuu")))
