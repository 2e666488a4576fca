"""What must hold for any numbers under the schemes to 2021; every person of an example is another case, so that one run judges them all."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian import hitung
from tests.kota_2021 import (
    S1,
    S2,
    data_orang,
    nilai_deret,
)

KATEGORI = ["sangat_kurang", "kurang", "cukup", "baik", "sangat_baik"]


def _desimal(nilai):
    """The double that a decimal number is read as."""
    return float(Fraction(nilai))


desimal = st.decimals(0, 3000, places=2).map(_desimal)
daftar = st.lists(desimal, min_size=2, max_size=8, unique=True).map(sorted)
target = st.decimals("0.01", 1000, places=2).map(_desimal)


@settings(max_examples=15)
@given(target=target, realisasi=daftar)
def test_8_2021_nilai_tidak_turun_bila_realisasi_membaik(target, realisasi):
    naik = [(target, satu, {"arah": "naik"}) for satu in realisasi]
    turun = [(target, satu, {"arah": "turun"}) for satu in reversed(realisasi)]
    for isi in nilai_deret(S2, naik, turun):
        assert isi["nilai"].is_monotonic_increasing
        assert isi["nilai"].between(0, 120).all()
        assert isi["kategori_nilai"].map(KATEGORI.index).is_monotonic_increasing


@settings(max_examples=15)
@given(target=target, realisasi=daftar)
def test_perka_kuantitas_dan_kualitas_naik_bersama_realisasi(target, realisasi):
    deret = ([(target, satu, {"aspek": aspek}) for satu in realisasi] for aspek in ("kuantitas", "kualitas"))
    for isi in nilai_deret(S1, *deret):
        assert isi["nilai"].is_monotonic_increasing
        assert isi["nilai"].is_unique
        assert isi["nilai"].min() >= 0


@settings(max_examples=15)
@given(target=st.integers(1, 1000), bagian=st.lists(st.integers(0, 25000), min_size=2, max_size=8, unique=True))
def test_perka_waktu_dan_biaya_hanya_seiring_di_dalam_cabangnya(target, bagian):
    """Not monotone: up to 24% saved, less is better; beyond it, less is worse; the step between is from 100 to 76."""
    batas = 7600  # ten-thousandths of the target that are used when exactly 24% is saved
    boros = [batas, *sorted(satu for satu in bagian if satu > batas)]
    hemat = [*sorted(satu for satu in bagian if satu < batas - 1), batas - 1]
    deret = [
        [(target, _desimal(Fraction(target * satu, 10**4)), {"aspek": aspek}) for satu in isi]
        for aspek in ("waktu", "biaya")
        for isi in (boros, hemat)
    ]
    for nomor, isi in enumerate(nilai_deret(S1, *deret)):
        nilai = isi["nilai"]
        assert nilai.between(0, 100).all()
        if nomor % 2 == 0:
            assert nilai.is_monotonic_decreasing
            assert nilai.iloc[0] == 100
        else:
            assert nilai.is_monotonic_increasing
            assert nilai.iloc[-1] == 75.99


@settings(max_examples=15)
@given(target=target, realisasi=daftar, pangkat=st.sampled_from([-2, 1, 3, 6]))
def test_satuan_target_dan_realisasi_tidak_mengubah_nilai(target, realisasi, pangkat):
    def kali(nilai):
        return _desimal(Fraction(repr(nilai)) * Fraction(10) ** pangkat)

    for periode, lain in ((S1, {"aspek": "waktu"}), (S2, {"arah": "turun"})):
        ragam = [(butir, tambah) for butir in realisasi for tambah in ({}, lain)]
        semula = [(target, butir, tambah) for butir, tambah in ragam]
        diubah = [(kali(target), kali(butir), tambah) for butir, tambah in ragam]
        satu, dua = (isi["nilai"].reset_index(drop=True) for isi in nilai_deret(periode, semula, diubah))
        pd.testing.assert_series_equal(satu, dua, check_exact=True)


# Of each scheme two results with two aspects or indicators; in July–December the last is an additional task.
isian = st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=4, max_size=4)
penuh = st.lists(st.lists(st.integers(0, 10), min_size=4, max_size=4), min_size=1, max_size=8)
KERJA_ACAK = {
    S1: [{"kode_rhk": "a"}, {"kode_rhk": "a", "aspek": "waktu"}, {"kode_rhk": "b", "aspek": "kualitas"}, {"kode_rhk": "b", "aspek": "biaya"}],
    S2: [{"kode_rhk": "a"}, {"kode_rhk": "a", "arah": "turun"}, {"kode_rhk": "b"}, {"kode_rhk": "t", "kategori": "tambahan", "lingkup": "antarunit"}],
}  # fmt: skip


@settings(max_examples=15)
@given(bolong=isian, isi=penuh, target=st.integers(1, 10))
@pytest.mark.parametrize("periode", [S1, S2])
def test_yang_kosong_diisi_apa_pun_tidak_keluar_dari_batas(periode, bolong, isi, target):
    """First somebody with gaps, then the same person with every gap filled, each time otherwise.

    Quantity and quality stay within their targets: beyond them Perka BKN 1/2013 knows no highest score.
    """

    def satu(hasil):
        batas = [
            nilai if nilai is None or nomor % 2 or periode == S2 else min(nilai, target)
            for nomor, nilai in enumerate(hasil)
        ]
        butir = [lain | {"target": target, "realisasi": r} for lain, r in zip(KERJA_ACAK[periode], batas, strict=True)]
        return butir, {"nilai_perilaku": 70.0, "ide_baru": True}

    diisi = [
        [lama if lama is not None else baru for lama, baru in zip(bolong, satu_isi, strict=True)] for satu_isi in isi
    ]
    pegawai = hitung(data_orang(periode, [satu(bolong), *map(satu, diisi)]), periode).pegawai
    kolom = pegawai[["nilai_terburuk", "nilai", "nilai_terbaik"]].astype(float)
    bawah, nilai, atas = kolom.iloc[0]
    assert pd.isna(nilai) or bawah <= nilai <= atas
    assert kolom.iloc[1:]["nilai"].dropna().between(bawah, atas).all()  # above the highest there is no score
    assert (kolom.iloc[1:].nunique(axis=1) <= 1).all()


@pytest.mark.parametrize(
    ("periode", "realisasi", "target", "perilaku", "predikat"),
    [
        # 0.6 x 90 + 0.4 x 92.5 = 54 + 37 = 91; the doubles of the five scores give 90.99999999999997.
        (S1, (10, 11, 11, 11, 11), 12, 92.5, "sangat_baik"),
        (S1, (10, 11, 11, 11, 11), 12, 55, "baik"),  # 54 + 22 = 76
        (S1, (2, 2, 2), 3, 52.5, "cukup"),  # 40 + 21 = 61
        (S1, (2, 2, 2), 3, 27.5, "kurang"),  # 40 + 11 = 51
        (S2, (3, 3, 3), 3, 11.5, "cukup"),  # 0.6 x 109 + 0.4 x 11.5 = 65.4 + 4.6 = 70
        (S2, (2, 2, 2), 3, 40, "kurang"),  # 66.67% -> 50 + 6.67 = 56.67; 34 + 16 = 50
    ],
)
def test_tepat_di_batas_pita_diputuskan_dengan_pecahan(periode, realisasi, target, perilaku, predikat):
    butir = [{"target": target, "realisasi": satu} for satu in realisasi]
    pegawai = hitung(
        data_orang(periode, [(butir, {"nilai_perilaku": perilaku, "varian": "dengan_360"})]), periode
    ).pegawai
    per_biner = [satu / target * 100 for satu in realisasi]
    if periode == S2:
        per_biner = [109 if satu == target else 50 + (satu / target * 100 - 60) for satu in realisasi]
    assert 0.6 * (sum(per_biner) / len(per_biner)) + 0.4 * perilaku < round(pegawai["nilai"].iloc[0])
    assert pegawai["nilai"].iloc[0] == round(pegawai["nilai"].iloc[0])
    assert pegawai["predikat"].iloc[0] == predikat
