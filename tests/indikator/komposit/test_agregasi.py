"""Aggregation: worked cases and what holds for any scores and weights."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit import CARA_AGREGASI, agregasikan, matriks_kalah_menang, normalkan, peringkatkan
from penilaian.indikator.komposit.agregasi import BARIS_SEKALI
from tests.indikator.komposit import NAN, berbobot, kasus, label, tabel

RERATA = ["aritmetika", "geometrik", "harmonik", "terendah"]
BERPASANGAN = ["copeland", "outranking"]


@pytest.mark.parametrize("satu", kasus("agregasi"), ids=label)
def test_kasus(satu):
    data, bobot = tabel(satu["data"]), pd.Series(satu["bobot"], dtype="float64")
    if "galat" in satu:
        with pytest.raises(GalatRumus) as galat:
            agregasikan(data, bobot, satu["cara"], data_minimum=satu.get("minimum", 0))
        assert galat.value.kode == satu["galat"]
        assert galat.value.tindakan
    else:
        hasil = agregasikan(data, bobot, satu["cara"], data_minimum=satu.get("minimum", 0))
        harap = pd.Series(satu["keluaran"], index=data.index, dtype="float64", name="skor")
        pd.testing.assert_series_equal(hasil, harap, rtol=0, atol=1e-12)


@pytest.mark.parametrize("cara", CARA_AGREGASI)
@settings(max_examples=12)
@given(isi=berbobot(positif=True), acak=st.randoms(use_true_random=False))
def test_urutan_baris_dan_kolom_tidak_berpengaruh(cara, isi, acak):
    data, bobot = isi
    baris, kolom = list(data.index), list(data.columns)
    acak.shuffle(baris)
    acak.shuffle(kolom)
    lain = agregasikan(data.loc[baris, kolom], bobot, cara)
    pd.testing.assert_series_equal(lain, agregasikan(data, bobot, cara).loc[baris], check_exact=True)


@pytest.mark.parametrize("cara", CARA_AGREGASI)
def test_urutan_kolom_tidak_berpengaruh_sampai_angka_terakhir(cara):
    """Weights whose binary sums depend on the order they are added in."""
    bobot = pd.Series({"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.7, "e": 0.05})
    data = pd.DataFrame(
        [[3, 1, 2, 5, 4], [1, 2, 3, 4, 5], [2, 5, 1, 3, 3], [5, 3, 4, 1, 2]], columns=list("abcde"), dtype=float
    )
    isi = {tuple(agregasikan(data[list(urut)], bobot[list(urut)], cara)) for urut in permutations("abcde")}
    assert len(isi) == 1


@pytest.mark.parametrize("cara", CARA_AGREGASI)
@settings(max_examples=12)
@given(isi=berbobot(positif=True, kosong=False), mana=st.integers(0, 7), naik=st.integers(1, 80))
def test_naik_di_satu_indikator_tidak_pernah_merugikan(cara, isi, mana, naik):
    data, bobot = isi
    unit, kode = data.index[mana % len(data)], data.columns[mana % data.shape[1]]
    lebih = data.copy()
    lebih.loc[unit, kode] += naik
    semula, sesudah = agregasikan(data, bobot, cara), agregasikan(lebih, bobot, cara)
    assert sesudah[unit] >= semula[unit]
    if cara in RERATA:
        pd.testing.assert_series_equal(sesudah.drop(unit), semula.drop(unit), check_exact=True)
    if cara in RERATA[:3]:
        assert sesudah[unit] > semula[unit]


@pytest.mark.parametrize("cara", RERATA)
@settings(max_examples=12)
@given(isi=berbobot(positif=True))
def test_rata_rata_di_antara_yang_terendah_dan_tertinggi(cara, isi):
    data, bobot = isi
    skor = agregasikan(data, bobot, cara)
    pd.testing.assert_series_equal(skor.isna(), data.isna().all(axis=1), check_names=False)
    ada = skor.notna()
    assert (skor[ada] >= data[ada].min(axis=1)).all()
    assert (skor[ada] <= data[ada].max(axis=1)).all()


@settings(max_examples=20)
@given(isi=berbobot(positif=True))
def test_terendah_paling_rendah_lalu_harmonik_geometrik_aritmetika(isi):
    data, bobot = isi
    skor = pd.DataFrame(
        {cara: agregasikan(data, bobot, cara) for cara in ["terendah", "harmonik", "geometrik", "aritmetika"]}
    )
    assert (skor.dropna().diff(axis=1).iloc[:, 1:] >= -1e-9).all(axis=None)


@pytest.mark.parametrize("cara", CARA_AGREGASI)
@settings(max_examples=12)
@given(isi=berbobot(positif=True), kali=st.sampled_from([0.01, 3.0, 100.0]))
def test_skala_bobot_tidak_berpengaruh(cara, isi, kali):
    data, bobot = isi
    pd.testing.assert_series_equal(agregasikan(data, bobot * kali, cara), agregasikan(data, bobot, cara), rtol=1e-12)


@pytest.mark.parametrize("cara", CARA_AGREGASI)
@settings(max_examples=12)
@given(isi=berbobot(positif=True), batas=st.sampled_from([0.25, 0.5, 0.75, 1.0]))
def test_unit_dengan_data_kurang_tidak_diberi_skor(cara, isi, batas):
    data, bobot = isi
    skor = agregasikan(data, bobot, cara, data_minimum=batas)
    pangsa = (data.notna() * bobot).sum(axis=1) / bobot.sum()
    assert (skor.notna() == (pangsa >= batas)).all()


@pytest.mark.parametrize("cara", BERPASANGAN)
@settings(max_examples=12)
@given(isi=berbobot(kosong=False))
def test_yang_berpasangan_hanya_memakai_urutan_dan_berjumlah_nol(cara, isi):
    data, bobot = isi
    skor = agregasikan(data, bobot, cara)
    pd.testing.assert_series_equal(agregasikan(np.exp(data / 100), bobot, cara), skor, check_exact=True)
    assert abs(skor.sum()) < 1e-9
    pd.testing.assert_series_equal(agregasikan(-data, bobot, cara), -skor, check_exact=True)


@settings(max_examples=12)
@given(isi=berbobot(kosong=False))
def test_outranking_sama_dengan_borda_berbobot(isi):
    """Summed over all opponents, winning by weight is winning by rank: a known identity, worked out independently."""
    data, bobot = isi
    n = len(data)
    borda = (normalkan(data, "borda") * bobot).sum(axis=1) / bobot.sum()
    np.testing.assert_allclose(agregasikan(data, bobot, "outranking"), (2 * borda - (n - 1)) / (n - 1), atol=1e-12)


@settings(max_examples=12)
@given(isi=berbobot())
def test_matriks_kalah_menang_berpasangan_menjadi_satu(isi):
    data, bobot = isi
    matriks = matriks_kalah_menang(data, bobot)
    assert np.isnan(np.diag(matriks)).all()
    jumlah = (matriks + matriks.T).to_numpy()
    np.testing.assert_allclose(jumlah[~np.isnan(jumlah)], 1, atol=1e-12)
    ada = data.notna().to_numpy().astype(int)
    tanpa = (ada @ ada.T) == 0
    np.testing.assert_array_equal(matriks.isna().to_numpy(), tanpa | np.eye(len(data), dtype=bool))


def test_matriks_kalah_menang_dihitung_tangan():
    matriks = matriks_kalah_menang(tabel({"a": [3, 2, NAN], "b": [2, 2, 9]}), pd.Series({"a": 3, "b": 1}))
    harap = pd.DataFrame(
        [[NAN, 0.875, 0], [0.125, NAN, 0], [1, 1, NAN]], index=["u1", "u2", "u3"], columns=["u1", "u2", "u3"]
    )
    pd.testing.assert_frame_equal(matriks, harap)


def test_nilai_yang_sama_dalam_urutan_lain_tetap_seri():
    """0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in binary, but no employee may lose a rank to that."""
    isi = list(permutations([0.1, 0.2, 0.3, 0.7]))
    data = pd.DataFrame(isi, columns=list("abcd"))
    for cara in RERATA:
        skor = agregasikan(data, pd.Series(0.25, index=list("abcd")), cara)
        assert set(peringkatkan(skor)) == {1}, cara


@pytest.mark.parametrize("cara", RERATA)
def test_nilai_yang_semua_sama_kembali_tepat(cara):
    data = tabel({kode: [0.1, 0.7] for kode in "abc"})
    skor = agregasikan(data, pd.Series({"a": 0.2, "b": 0.3, "c": 0.1}), cara)
    assert skor.tolist() == [0.1, 0.7]


def test_penolakan_geometrik_memberi_tahu_rentang_dan_tidak_membuka_nip():
    nip = "199001012015031001"
    with pytest.raises(GalatRumus) as galat:
        agregasikan(pd.DataFrame({"a": [0.0], "b": [1.0]}, index=[nip]), pd.Series({"a": 1, "b": 1}), "geometrik")
    assert "indikator a;" in galat.value.di_mana
    assert "…001" in galat.value.di_mana
    assert nip not in str(galat.value)
    assert "(1, 100)" in galat.value.tindakan


@pytest.mark.parametrize(
    "bobot", [{"a": 1.0}, [1.0], pd.Series({"a": True}), pd.Series({"a": "1"}), pd.Series([1, 1], index=["a", "a"])]
)
def test_bobot_yang_bukan_deret_bilangan_ditolak(bobot):
    with pytest.raises(GalatRumus):
        agregasikan(tabel({"a": [1.0]}), bobot, "aritmetika")


def test_nilai_kecil_dan_besar_tidak_meluap():
    data = tabel({"a": [1e-100, 1e99], "b": [1e-100, 1e99]})
    for cara in RERATA:
        assert agregasikan(data, pd.Series({"a": 1, "b": 2}), cara).tolist() == [1e-100, 1e99], cara


@pytest.mark.parametrize("cara", BERPASANGAN)
def test_banyak_unit_sama_dengan_menghitung_setiap_pasangan(cara):
    """More units than are compared at a time, some values missing."""
    acak = np.random.default_rng(4)
    isi = acak.integers(0, 5, size=(2 * BARIS_SEKALI + 3, 3)).astype(float)
    isi[acak.random(isi.shape) < 0.2] = NAN
    isi[:, 0] = np.where(np.isnan(isi).all(axis=1), 1, isi[:, 0])
    bobot = np.array([5, 3, 4])
    harap = []
    for i, satu in enumerate(isi):
        beda = []
        for j, lain in enumerate(isi):
            ada = ~np.isnan(satu) & ~np.isnan(lain)
            if i != j and ada.any():
                beda.append((bobot * np.sign(satu - lain))[ada].sum() / bobot[ada].sum())
        harap.append(np.sign(beda).sum() if cara == "copeland" else np.mean(beda))
    skor = agregasikan(pd.DataFrame(isi, columns=list("abc")), pd.Series(bobot, index=list("abc")), cara)
    np.testing.assert_allclose(skor, harap, atol=1e-12)
