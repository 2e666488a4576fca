"""Weights by party and of all: worked by hand, nothing filled in, nobody left out unsaid."""

from fractions import Fraction
from math import prod
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.aturan import muat_buku
from penilaian.galat import GalatData, GalatParameter, GalatRumus
from penilaian.indikator.pihak.gabung import bagian_pihak, bobot_pihak
from penilaian.indikator.pihak.kesepakatan_pihak import kesepakatan_bobot, sebaran_anggaran
from penilaian.indikator.pihak.perbedaan import perbedaan_pihak
from penilaian.periode import Periode
from tests.indikator.pihak.bahan_uji import PASANGAN_TIGA, TIGA, pasangan, poin, tabel

BATAS = 0.1


def _konsisten(a, b, c):
    """Judgements of somebody to whom the three matter like this: ratios of whole numbers."""
    nilai = {"a": a, "b": b, "c": c}
    return {
        (kiri, kanan) if nilai[kiri] >= nilai[kanan] else (kanan, kiri): max(nilai[kiri], nilai[kanan]) / min(nilai[kiri], nilai[kanan])
        for kiri, kanan in PASANGAN_TIGA
    }  # fmt: skip


BERPUTAR = {("a", "b"): 9, ("b", "c"): 9, ("c", "a"): 9}
"""A matters more than b, b more than c, c more than a."""


@pytest.fixture
def jawaban():
    """Two officials (6:3:1 … and 1:1:1), one employee (1:2:4), one who goes round in circles, one who did not finish."""
    return tabel(
        *pasangan("pejabat", "P01", _konsisten(6, 2, 1)),
        *pasangan("pejabat", "P02", _konsisten(1, 1, 1)),
        *pasangan("pegawai", "P01", _konsisten(1, 2, 4)),
        *pasangan("pegawai", "P02", BERPUTAR),
        *pasangan("pegawai", "P03", {("a", "b"): 3, ("a", "c"): 3}),
    )


def test_bobot_peserta_dan_pihak_seperti_hitungan_tangan(jawaban):
    hasil = bobot_pihak(jawaban, TIGA, "pasangan", BATAS)
    assert hasil.per_peserta.loc[("pejabat", "P01")].tolist() == pytest.approx([6 / 9, 2 / 9, 1 / 9])
    # The geometric mean of consistent judgements is consistent with the geometric means of the weights.
    rata = np.array([6**0.5, 2**0.5, 1])
    assert hasil.per_pihak.loc["pejabat"].tolist() == pytest.approx((rata / rata.sum()).tolist())
    assert hasil.per_pihak.loc["pegawai"].tolist() == pytest.approx([1 / 7, 2 / 7, 4 / 7])
    harus = (rata / rata.sum() + np.array([1, 2, 4]) / 7) / 2
    assert hasil.gabungan.tolist() == pytest.approx(harus.tolist())
    assert hasil.antarpihak.to_dict() == {"pejabat": 0.5, "pegawai": 0.5}


def test_yang_dikeluarkan_disebut_dengan_sebabnya(jawaban):
    hasil = bobot_pihak(jawaban, TIGA, "pasangan", BATAS)
    keluar = hasil.dikeluarkan.set_index("peserta")
    assert list(keluar["pihak"]) == ["pegawai", "pegawai"]
    # In circles with 9: λmax = 1 + 9 + 1/9, index (λmax − 3)/2, divided by the random index 0.52 of three items.
    assert keluar.at["P02", "nisbah_konsistensi"] == pytest.approx((1 + 9 + 1 / 9 - 3) / 2 / 0.52)
    assert keluar.at["P02", "alasan"] == "nisbah konsistensi 6,838, batasnya 0,1"
    assert keluar.at["P03", "alasan"] == "baru 2 dari 3 pasangan diisi"
    assert np.isnan(keluar.at["P03", "nisbah_konsistensi"])
    assert ("pegawai", "P02") in hasil.per_peserta.index  # shown, though it does not count
    assert ("pegawai", "P03") not in hasil.per_peserta.index
    assert list(hasil.dipakai.index) == [("pejabat", "P01"), ("pejabat", "P02"), ("pegawai", "P01")]


def test_batas_yang_longgar_menerima_yang_berputar(jawaban):
    hasil = bobot_pihak(jawaban, TIGA, "pasangan", 7)
    assert hasil.dikeluarkan["peserta"].tolist() == ["P03"]
    assert hasil.per_peserta.loc[("pegawai", "P02")].tolist() == pytest.approx([1 / 3] * 3)


def test_bobot_antarpihak_yang_diberikan(jawaban):
    hasil = bobot_pihak(
        jawaban, TIGA, "pasangan", BATAS, antarpihak={"pejabat": Fraction(1, 3), "pegawai": Fraction(2, 3)}
    )
    harus = hasil.per_pihak.loc["pejabat"] / 3 + hasil.per_pihak.loc["pegawai"] * 2 / 3
    assert hasil.gabungan.tolist() == pytest.approx(harus.tolist())


def test_bagian_kebijakan_dibagi_di_antara_yang_pertimbangannya_dipakai(jawaban):
    """Shares 1, 3 and 4; nobody of the third party judged: 1/4 and 3/4."""
    bagian = {"pejabat": 1, "pegawai": 3, "pemangku_kepentingan": 4}
    hasil = bobot_pihak(jawaban, TIGA, "pasangan", BATAS, bagian=bagian)
    assert hasil.antarpihak.to_dict() == {"pejabat": 0.25, "pegawai": 0.75}
    harap = 0.25 * hasil.per_pihak.loc["pejabat"] + 0.75 * hasil.per_pihak.loc["pegawai"]
    pd.testing.assert_series_equal(hasil.gabungan, harap, check_names=False)
    diberi = bobot_pihak(jawaban, TIGA, "pasangan", BATAS, antarpihak={"pejabat": Fraction(1, 2), "pegawai": Fraction(1, 2)}, bagian=bagian)  # fmt: skip
    assert diberi.antarpihak.to_dict() == {"pejabat": 0.5, "pegawai": 0.5}, "yang diberikan mendahului kebijakan"


def test_bagian_nol_bagi_semua_yang_menjawab_ditolak(jawaban):
    with pytest.raises(GalatRumus) as galat:
        bobot_pihak(jawaban, TIGA, "pasangan", BATAS, bagian={"pejabat": 0, "pegawai": 0, "pemangku_kepentingan": 1})
    assert galat.value.kode == "pihak_tanpa_bobot"


def test_bagian_kebijakan_dibaca_tepat():
    satu = SimpleNamespace(aturan=muat_buku().pada(Periode.urai("2025-T4").akhir))
    assert bagian_pihak(satu) == {"pejabat": 1, "pegawai": 1, "pemangku_kepentingan": 1}


@pytest.mark.parametrize(
    ("antarpihak", "kode"),
    [
        ({"pejabat": Fraction(1, 2), "pegawai": Fraction(1, 3)}, "jumlah_bobot"),
        ({"pejabat": 0.1, "pegawai": 0.9000000001}, "jumlah_bobot"),
        ({"pejabat": 2, "pegawai": -1}, "bobot_negatif"),
        ({"pejabat": 1}, "pihak_tanpa_bobot"),
        ({"pejabat": Fraction(1, 2), "pegawai": Fraction(1, 4), "pemangku_kepentingan": Fraction(1, 4)}, "pihak_tanpa_pertimbangan"),
    ],
)  # fmt: skip
def test_bobot_antarpihak_yang_salah_ditolak(jawaban, antarpihak, kode):
    with pytest.raises(GalatRumus) as galat:
        bobot_pihak(jawaban, TIGA, "pasangan", BATAS, antarpihak=antarpihak)
    assert galat.value.kode == kode


def test_pihak_tanpa_jawaban_boleh_berbobot_nol(jawaban):
    nol = {"pejabat": Fraction(1, 2), "pegawai": Fraction(1, 2), "pemangku_kepentingan": 0}
    assert bobot_pihak(jawaban, TIGA, "pasangan", BATAS, antarpihak=nol).gabungan.sum() == pytest.approx(1)


def test_poin_rata_rata_bagian():
    data = tabel(
        *poin("pejabat", "P01", {"a": 60, "b": 40, "c": 0}),
        *poin("pejabat", "P02", {"a": 20, "b": 40, "c": 40}),
        *poin("pemangku_kepentingan", "P01", {"a": 0, "b": 0, "c": 100}),
    )
    hasil = bobot_pihak(data, TIGA, "anggaran", BATAS)
    assert hasil.per_pihak.loc["pejabat"].tolist() == pytest.approx([0.4, 0.4, 0.2])
    assert hasil.gabungan.tolist() == pytest.approx([0.2, 0.2, 0.6])
    assert hasil.dikeluarkan.empty
    sebaran = sebaran_anggaran(hasil).set_index(["butir", "lingkup"])
    assert sebaran.loc[("a", "pejabat"), ["rata_rata", "terendah", "tertinggi"]].tolist() == [40, 20, 60]
    assert sebaran.at[("a", "pejabat"), "simpangan_baku"] == pytest.approx(800**0.5)  # 20² + 20² over one
    assert np.isnan(sebaran.at[("a", "pemangku_kepentingan"), "simpangan_baku"])


def test_urutan_baris_tidak_berpengaruh(jawaban):
    satu = bobot_pihak(jawaban, TIGA, "pasangan", BATAS)
    lain = bobot_pihak(jawaban.sample(frac=1, random_state=3), TIGA, "pasangan", BATAS)
    pd.testing.assert_frame_equal(satu.per_peserta, lain.per_peserta)
    pd.testing.assert_series_equal(satu.gabungan, lain.gabungan)


def test_tanpa_jawaban_hasilnya_kosong_bukan_sama_rata():
    hasil = bobot_pihak(tabel(), TIGA, "pasangan", BATAS)
    assert hasil.gabungan.empty
    assert hasil.per_pihak.empty
    assert kesepakatan_bobot(hasil)["alasan"].tolist() == ["kurang dari dua penilai"] * 2


def test_semua_dikeluarkan_hasilnya_kosong():
    hasil = bobot_pihak(tabel(*pasangan("pegawai", "P01", BERPUTAR)), TIGA, "pasangan", BATAS)
    assert hasil.gabungan.empty
    assert hasil.dipakai.empty
    assert len(hasil.dikeluarkan) == 1


def test_bukan_cara_berbobot_ditolak(jawaban):
    with pytest.raises(GalatParameter, match="tidak dapat dihitung dari suara"):
        bobot_pihak(jawaban, TIGA, "suara", BATAS)


def test_butir_asing_ditolak():
    with pytest.raises(GalatData, match="butir z tidak ada"):
        bobot_pihak(tabel(*pasangan("pegawai", "P01", {("a", "z"): 3})), TIGA, "pasangan", BATAS)


def test_kesepakatan_menurut_pihak_dan_antarpihak(jawaban):
    tabel_ = kesepakatan_bobot(bobot_pihak(jawaban, TIGA, "pasangan", BATAS)).set_index("lingkup")
    assert list(tabel_.index) == ["pejabat", "pegawai", "antarpihak", "semua"]
    assert tabel_.at["pegawai", "alasan"] == "kurang dari dua penilai"
    assert np.isnan(tabel_.at["pegawai", "w"])
    assert tabel_.at["antarpihak", "w"] == 0.0  # officials a > b > c, employees c > b > a
    assert tabel_.at["semua", "penilai"] == 3


def test_perbedaan_menghitung_pasangan_terbalik(jawaban):
    (satu,) = perbedaan_pihak(bobot_pihak(jawaban, TIGA, "pasangan", BATAS)).to_dict("records")
    assert (satu["pihak"], satu["banding"], satu["terbalik"], satu["pasangan"]) == ("pejabat", "pegawai", 3, 3)
    rata = np.array([6**0.5, 2**0.5, 1])
    selisih = rata / rata.sum() - np.array([1, 2, 4]) / 7
    assert satu["butir_terjauh"] == "abc"[int(np.abs(selisih).argmax())]
    assert abs(satu["jarak"]) == pytest.approx(np.abs(selisih).max())


def test_urutan_seri_bukan_terbalik():
    data = tabel(*pasangan("pejabat", "P01", _konsisten(1, 1, 1)), *pasangan("pegawai", "P01", _konsisten(4, 2, 1)))
    assert perbedaan_pihak(bobot_pihak(data, TIGA, "pasangan", BATAS))["terbalik"].tolist() == [0]


@settings(max_examples=25)
@given(st.lists(st.tuples(*[st.sampled_from([1, 2, 4, 8])] * 3), min_size=1, max_size=4))
def test_bobot_pihak_konsisten_adalah_rata_rata_ukur(orang):
    data = tabel(
        *(baris for n, isi in enumerate(orang, start=1) for baris in pasangan("pegawai", f"P{n:02d}", _konsisten(*isi)))
    )
    hasil = bobot_pihak(data, TIGA, "pasangan", BATAS)
    rata = np.array([prod(isi[k] for isi in orang) ** (1 / len(orang)) for k in range(3)])
    assert hasil.gabungan.tolist() == pytest.approx((rata / rata.sum()).tolist())
    assert hasil.gabungan.sum() == pytest.approx(1)
