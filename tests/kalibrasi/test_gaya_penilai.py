"""Halo, central tendency and drift: each planted in a few assessors and found there, and not where it is not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.gaya_penilai import halo_penilai, pemakaian_skala, pergeseran_penilai
from penilaian.kalibrasi.keringanan import keringanan_penilai
from tests.kalibrasi.tiruan import bahan, tim

NAMA = [f"p{n:03d}" for n in range(30)]


def _gaya(benih, **tanam):
    satu = bahan(pegawai=tim(benih, longgar=np.random.default_rng(benih).normal(0, 0.7, 30), **tanam))
    ringan = keringanan_penilai(satu)
    return pemakaian_skala(satu, ringan), pergeseran_penilai(satu, ringan)


@pytest.fixture(scope="module")
def tanpa_apa_apa():
    """Assessors who differ in leniency only, and see in a person what stays: three draws of thirty."""
    skala, geser = zip(*(_gaya(benih, tetap=tetap) for benih, tetap in enumerate((0.0, 1.0, 2.0))), strict=True)
    halo = [halo_penilai(bahan(pegawai=tim(benih, sikap=sikap))) for benih, sikap in enumerate((0.0, 1.0, 2.0))]
    return {"tengah": pd.concat(skala), "geser": pd.concat(geser), "halo": pd.concat(halo)}


@pytest.mark.parametrize("gaya", ["tengah", "geser", "halo"])
def test_alarm_keliru_tidak_lebih_sering_daripada_tarafnya(tanpa_apa_apa, gaya):
    hasil = tanpa_apa_apa[gaya]
    assert len(hasil) == 90
    assert (hasil["p"] < 0.05).mean() <= 0.05
    assert (hasil["p"] < 0.2).mean() <= 0.2 + 1.64 * np.sqrt(0.2 * 0.8 / 90)
    assert not hasil["ditandai"].any()


def test_halo_yang_ditanam_ditemukan_di_penilainya():
    kuat = np.where(np.arange(30) < 4, 5.0, 1.0)
    hasil = halo_penilai(bahan(pegawai=tim(1, anggota=12, halo=kuat)))
    assert hasil.index.tolist() == NAMA
    assert hasil.index[hasil["ditandai"]].tolist() == NAMA[:4]
    assert (hasil["nilai"].iloc[:4] > 0).all()
    assert ((hasil["bawah"] < hasil["nilai"]) & (hasil["nilai"] < hasil["atas"])).all()


def test_perilaku_yang_kurang_ikut_capaian_bukan_kesalahan():
    lemah = np.where(np.arange(30) < 4, -3.0, 1.0)
    hasil = halo_penilai(bahan(pegawai=tim(1, anggota=12, halo=lemah)))
    assert (hasil["nilai"].iloc[:4] < 0).all()
    assert not hasil["ditandai"].iloc[:4].any()


def test_sikap_yang_menetap_pada_orangnya_bukan_halo():
    """Eight people whose behaviour stays the same for two years are eight chances to go with achievement, not 64."""
    p = [halo_penilai(bahan(pegawai=tim(benih, sikap=2.5)))["p"] for benih in range(10, 13)]
    assert (pd.concat(p) < 0.05).mean() <= 0.05


def test_kecenderungan_ke_tengah_ditemukan_dan_harapannya_menurut_capaian():
    lebar = np.where(np.arange(30) < 4, 8.0, 2.5)
    skala, _ = _gaya(2, ambang=lebar)
    assert skala.index[skala["ditandai"]].tolist() == NAMA[:4]
    assert (skala["tengah"] > skala["tengah_harapan"] + 0.1).iloc[:4].all()
    assert skala["infit"].iloc[:4].median() < 0.8
    assert skala["infit"].iloc[4:].mean() == pytest.approx(1, abs=0.15)


def test_rating_yang_dipakai_dihitung_dan_jumlah_harapan_seimbang():
    skala, _ = _gaya(3)
    assert skala["rating_dipakai"].between(1, 3).all()
    selisih = (skala["tengah"] - skala["tengah_harapan"]) * skala["amatan"]
    assert abs(selisih.sum()) / skala["amatan"].sum() < 0.01


def test_tengah_adalah_rating_tengah_walau_yang_terendah_tidak_pernah_diberikan():
    pegawai = tim(3)
    pegawai["tingkat_hasil"] = pegawai["tingkat_hasil"].clip(lower=1)
    satu = bahan(pegawai=pegawai)
    skala = pemakaian_skala(satu, keringanan_penilai(satu))
    benar = (pegawai["tingkat_hasil"] == 1).groupby(pegawai["nip_penilai"]).mean()
    pd.testing.assert_series_equal(skala["tengah"], benar, check_names=False)
    assert skala["tengah_harapan"].mean() == pytest.approx(benar.mean(), abs=0.01)


def test_pergeseran_ditemukan_dengan_arahnya():
    arah = np.select([np.arange(30) < 2, np.arange(30) < 4], [0.7, -0.7], 0.0)
    _, geser = _gaya(4, geser=arah)
    assert geser.index[geser["ditandai"]].tolist() == NAMA[:4]
    assert np.sign(geser["nilai"].iloc[:4]).tolist() == [1, 1, -1, -1]
    assert (geser["periode"] == 8).all()


def test_satu_periode_tidak_dapat_bergeser():
    pegawai = tim(1, anggota=12, triwulan=1)
    satu = bahan(pegawai=pegawai)
    assert pergeseran_penilai(satu, keringanan_penilai(satu)).empty


@pytest.mark.parametrize("ubah", [{"tingkat_perilaku": 1.0}, {"capaian": 100.0}, {"capaian": np.nan}])
def test_halo_tanpa_variasi_ditolak(ubah):
    with pytest.raises(GalatRumus):
        halo_penilai(bahan(pegawai=tim(1, penilai=5).assign(**ubah)))


def test_penilai_dengan_sedikit_amatan_tidak_ditandai():
    kuat = np.where(np.arange(30) < 1, 6.0, 1.0)
    pegawai = tim(1, anggota=12, halo=kuat)
    sedikit = pegawai[(pegawai["nip_penilai"] != "p000") | pegawai["nip"].eq("e0000")].reset_index(drop=True)
    hasil = halo_penilai(bahan(pegawai=sedikit))
    assert hasil.loc["p000", "amatan"] == 8
    assert not hasil.loc["p000", "ditandai"]
