"""Many runs at once are the same as one run after the other, and what must hold of ranks holds."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh import undian
from penilaian.indikator.kokoh.goyangan import TANPA_BATAS, Goyangan
from penilaian.indikator.kokoh.jalankan import goyang
from penilaian.indikator.kokoh.skor import siapkan_mesin
from penilaian.indikator.kokoh.undian import Pengundi, ada_sesudah, bobot_dari
from penilaian.indikator.kokoh.urutan import peringkat
from tests.indikator.kokoh.tiruan import tabel, ulang_satu

SEMUA_RERATA = {
    "aritmetika": 0.2,
    "geometrik": 0.2,
    "harmonik": 0.2,
    "terendah": 0.1,
    "copeland": 0.15,
    "outranking": 0.15,
}


def _bobot(data: pd.DataFrame, *, sama: bool = False) -> pd.Series:
    return pd.Series(1.0 if sama else np.linspace(1, 3, data.shape[1]), index=data.columns)


def _lengkap(data: pd.DataFrame, **lain: object) -> Goyangan:
    """Everything uncertain at once."""
    return Goyangan(**{
        "bobot": _bobot(data), "goyangan_bobot": 0.4, "agregasi": SEMUA_RERATA, "pangsa_hilang": 0.2,
        "normalisasi": {"capaian": 0.2, "min_maks": 0.2, "patokan": 0.2, "peringkat": 0.2, "persentil": 0.2},
        "batas_atas": {TANPA_BATAS: 0.5, 100.0: 0.5}, "rentang": (1.0, 100.0), "data_minimum": 0.3,
        "patokan": dict.fromkeys(data.columns, (60.0, 120.0)),
        "arah": pd.Series(["turun", *["naik"] * (data.shape[1] - 1)], index=data.columns),
    } | lain)  # fmt: skip


KEADAAN = {
    "semua_tidak_pasti": _lengkap,
    "tanpa_data_hilang": lambda data: _lengkap(data, pangsa_hilang=0.0),
    "bobot_sama_banyak_seri": lambda data: _lengkap(data, bobot=_bobot(data, sama=True), goyangan_bobot=0.0),
    "dirichlet_dan_nol": lambda data: _lengkap(data, bobot=pd.Series([0.0, 2, 1, 1, 3], index=data.columns), goyangan_bobot=0.0, kepekatan=20.0),
    "z_dan_borda": lambda data: _lengkap(data, normalisasi={"z": 0.5, "borda": 0.5}, agregasi={"aritmetika": 0.4, "terendah": 0.2, "copeland": 0.2, "outranking": 0.2}),
}  # fmt: skip


@pytest.mark.parametrize("keadaan", KEADAAN)
def test_setiap_ulangan_sama_dengan_verba_dalam_perulangan_biasa(keadaan):
    data = tabel(12, 5, 3, desimal=0)
    mesin = siapkan_mesin(data, KEADAAN[keadaan](data))
    acak = Pengundi(mesin.data, mesin.goyangan, 11).ambil(60)
    skor = mesin.skor(acak)
    urut = peringkat(skor)
    for r in range(len(skor)):
        harap, harap_urut = ulang_satu(mesin, acak, r)
        np.testing.assert_allclose(skor[r], harap, rtol=1e-12, atol=1e-12)
        assert urut[r].tolist() == harap_urut.fillna(0).tolist(), r


def test_undian_di_atas_memang_memuat_seri_dan_unit_tanpa_skor():
    """The comparison above would prove little without them."""
    data = tabel(12, 5, 3, desimal=0)
    mesin = siapkan_mesin(data, KEADAAN["bobot_sama_banyak_seri"](data))
    urut = peringkat(mesin.skor(Pengundi(mesin.data, mesin.goyangan, 11).ambil(80)))
    assert any(len(set(baris[baris > 0])) < (baris > 0).sum() for baris in urut)
    assert (urut == 0).any()


def test_tanpa_goyangan_pita_menyempit_ke_peringkat_dasar():
    data = tabel(15, 4, 5)
    hasil = goyang(data, Goyangan(_bobot(data), ambang=(90.0, 100.0)), ulangan=40, benih=1)
    assert (hasil.ganti == 0).all().all()
    for kolom in hasil.pita:
        assert (hasil.pita[kolom] == hasil.nominal["peringkat"]).all()
    assert (hasil.pangsa_kelas.max(axis=1) == 1).all()
    assert (hasil.undian["pergeseran"] == 0).all()
    np.testing.assert_allclose(hasil.kuantil_skor.T, np.tile(hasil.nominal["skor"], (3, 1)))


def test_unit_yang_unggul_di_semua_indikator_selalu_pertama():
    data = tabel(20, 6, 8, kosong=0.0)
    data.loc["u07"] = data.max() + 1
    goyangan = _lengkap(
        data, pangsa_hilang=0.0, arah=None, batas_atas={TANPA_BATAS: 1.0}, patokan=dict.fromkeys(data, (0.0, 500.0))
    )
    hasil = goyang(data, goyangan, ulangan=400, benih=2)
    assert hasil.pangsa_peringkat.loc["u07", 1] == 1
    assert hasil.pita.loc["u07", "terbesar"] == 1


def test_unit_yang_saling_cermin_punya_pita_yang_sama():
    """Mirror images in exchangeable indicators differ only by the luck of the draw."""
    data = tabel(10, 2, 9, kosong=0.0)
    data.loc["u00"], data.loc["u01"] = [90.0, 110.0], [110.0, 90.0]
    isi = pd.concat([data, data.iloc[:, ::-1].set_axis(data.columns, axis=1).rename(index=lambda kode: f"{kode}c")])
    hasil = goyang(isi, Goyangan(_bobot(isi, sama=True), goyangan_bobot=0.5), ulangan=3000, benih=4)
    beda = (hasil.pangsa_peringkat.loc["u00"] - hasil.pangsa_peringkat.loc["u00c"]).abs().max()
    assert beda < 4 * math.sqrt(0.5 / 3000)
    pita = hasil.pita.drop(columns="median")  # the middle of a distribution with two peaks may lie in either
    assert (pita.loc["u00"] - pita.loc["u00c"]).abs().max() <= 1


def test_bagian_yang_hilang_sesuai_peluangnya():
    data = tabel(30, 8, 6, kosong=0.1)
    hilang = goyang(data, Goyangan(_bobot(data), pangsa_hilang=0.15), ulangan=400, benih=3).undian["hilang"]
    sel = int(data.count().sum()) * 400
    assert abs(hilang.mean() - 0.15) < 4 * math.sqrt(0.15 * 0.85 / sel) + 1e-4


def test_nilai_terakhir_sebuah_unit_tidak_pernah_dibuang():
    data = tabel(25, 3, 7, kosong=0.5)
    hasil = goyang(data, Goyangan(_bobot(data), pangsa_hilang=0.9), ulangan=200, benih=3)
    assert (hasil.pangsa_peringkat[0] == 0).all()


@pytest.mark.parametrize("beda", [0.5, 2.0])
def test_kolom_tidak_pernah_kehilangan_seluruh_bedanya(beda):
    """The only value of the first column that differs, be it the lowest or the highest, comes back; that of the second not."""
    nilai = np.array([[1.0, 5.0], [1.0, 6.0], [beda, 5.5], [1.0, 7.0]])
    u = np.full((3, 4, 2), 0.9)
    u[0, 2, 0] = 0.0
    u[1, 2, 1] = 0.0
    goyangan = Goyangan(pd.Series({"a": 1.0, "b": 1.0}), pangsa_hilang=0.1)
    ada = ada_sesudah(nilai, goyangan, u, np.zeros(3, dtype=int))
    assert ada[0].all()
    assert ada[1].tolist() == [[True] * 4, [True, True, False, True], [True] * 4]


def test_batas_atas_yang_menghapus_beda_menjaga_kolomnya():
    """Under a cap of 100 both values of the first column are the same: nothing is removed from it, in those runs alone."""
    nilai = np.array([[110.0, 5.0], [120.0, 6.0], [130.0, 7.0]])
    u = np.full((2, 3, 2), 0.9)
    u[:, 1, 0] = 0.0
    goyangan = Goyangan(pd.Series({"a": 1.0, "b": 1.0}), pangsa_hilang=0.1, batas_atas={TANPA_BATAS: 0.5, 100.0: 0.5})
    assert ada_sesudah(nilai, goyangan, u, np.array([0, 1]))[0].tolist() == [[True, False, True], [True] * 3]


def test_setiap_ambang_bergeser_sendiri():
    data = tabel(4, 2, 1)
    goyangan = Goyangan(_bobot(data), ambang=(90.0, 100.0), goyangan_ambang=2.0)
    geser = Pengundi(data, goyangan, 1).ambil(4000).ambang - [90, 100]
    assert np.abs(geser).max() <= 2
    np.testing.assert_allclose(geser.var(axis=0), 4 / 3, rtol=0.1)
    assert abs(np.corrcoef(geser.T)[0, 1]) < 4 / math.sqrt(4000)


def test_benih_yang_sama_memberi_angka_yang_sama_berapa_pun_dihitung_sekali():
    data = tabel(11, 4, 2)
    satu, dua = (goyang(data, _lengkap(data), ulangan=60, benih=5, sekali=n) for n in (60, 7))
    lain = goyang(data, _lengkap(data), ulangan=60, benih=6)
    for nama in ("pita", "pangsa_peringkat", "ganti", "undian", "nominal"):
        pd.testing.assert_frame_equal(getattr(satu, nama), getattr(dua, nama), check_exact=True)
    assert not satu.undian.equals(lain.undian)


def test_urutan_baris_dan_kolom_tidak_mengubah_apa_pun():
    data = tabel(11, 4, 2)
    asal = goyang(data, _lengkap(data), ulangan=60, benih=5)
    acak = data.sample(frac=1, random_state=1).sample(frac=1, axis=1, random_state=2)
    lain = goyang(acak, _lengkap(data), ulangan=60, benih=5)
    for nama in ("pita", "pangsa_peringkat", "ganti"):
        pd.testing.assert_frame_equal(getattr(lain, nama).reindex(data.index), getattr(asal, nama), check_exact=True)


def test_kelas_mengikuti_ambang_yang_digoyang():
    """One unit exactly between limits that move by two points: above 99 + u for u uniform in ± 2 in a quarter of runs."""
    data = pd.DataFrame({"a": [100.0, 80.0], "b": [100.0, 80.0]}, index=["x", "y"])
    goyangan = Goyangan(_bobot(data, sama=True), ambang=(90.0, 101.0), goyangan_ambang=2.0)
    hasil = goyang(data, goyangan, ulangan=4000, benih=1)
    assert abs(hasil.pangsa_kelas.loc["x", "atas"] - 0.25) < 4 * math.sqrt(0.25 * 0.75 / 4000)
    assert hasil.pangsa_kelas.loc["y", "bawah"] == 1
    assert hasil.ganti.loc["x", "kelas"] == hasil.pangsa_kelas.loc["x", "atas"]
    assert hasil.nominal["kelas"].tolist() == ["tengah", "bawah"]


def test_pangsa_peringkat_berjumlah_satu_dan_kuantil_sesuai():
    data = tabel(9, 4, 12)
    hasil = goyang(data, _lengkap(data), ulangan=300, benih=9)
    np.testing.assert_allclose(hasil.pangsa_peringkat.sum(axis=1), 1)
    kumulatif = hasil.pangsa_peringkat.drop(columns=0).cumsum(axis=1).div(1 - hasil.pangsa_peringkat[0], axis=0)
    for unit, baris in hasil.pita.iterrows():
        assert kumulatif.loc[unit, baris["bawah"]] >= 0.05
        assert baris["bawah"] == 1 or kumulatif.loc[unit, baris["bawah"] - 1] < 0.05
        assert kumulatif.loc[unit, baris["atas"]] >= 0.95 - 1e-9
    assert hasil.kuantil_skor.isna().all().all()  # scores on several scales have no common quantile


TOLAK = {
    "bobot_tidak_sah": {"bobot": pd.Series({"a": -1.0, "b": 2.0})},
    "pilihan_tidak_dikenal": {"normalisasi": {"acak": 1.0}},
    "peluang_tidak_satu": {"agregasi": {"aritmetika": 0.5, "terendah": 0.4}},
    "di_luar_rentang": {"pangsa_hilang": 1.0},
    "kepekatan_tidak_sah": {"kepekatan": 5.0, "goyangan_bobot": 0.1},
    "tidak_positif": {"normalisasi": {"z": 1.0}, "agregasi": {"geometrik": 1.0}},
    "patokan_kurang": {"normalisasi": {"patokan": 1.0}},
    "ambang_tanpa_skala": {"normalisasi": {"min_maks": 1.0}, "ambang": (90.0, 100.0)},
    "ambang_terbalik": {"ambang": (100.0, 90.0)},
    "arah_kurang": {"arah": pd.Series({"a": "naik"})},
    "arah_tidak_dikenal": {"arah": pd.Series({"a": "naik", "b": "datar"})},
}


@pytest.mark.parametrize("kepekatan", [0.005, float("nan")])
def test_kepekatan_yang_tidak_menyisakan_bobot_ditolak(kepekatan):
    with pytest.raises(GalatRumus) as galat:
        Goyangan(pd.Series({"a": 1.0, "b": 1.0}), kepekatan=kepekatan)
    assert galat.value.kode == "kepekatan_tidak_sah"


def test_bobot_dirichlet_punya_rata_rata_dan_ragam_sebarannya():
    """Mean of each weight w and variance w (1 − w) / (concentration + 1), and a sum of one."""
    dasar = np.array([0.2, 0.3, 0.5])
    goyangan = Goyangan(pd.Series(dasar, index=list("abc")), kepekatan=9.0)
    bobot = bobot_dari(goyangan, np.random.default_rng(1).random((20_000, 3)))
    np.testing.assert_allclose(bobot.sum(axis=1), 1)
    np.testing.assert_allclose(bobot.mean(axis=0), dasar, atol=0.005)
    np.testing.assert_allclose(bobot.var(axis=0), dasar * (1 - dasar) / 10, rtol=0.05)


def test_bobot_seragam_tetap_dalam_goyangannya():
    """Before the sum is one again: ratios of two weights stay within (1 ± share) / (1 ∓ share), and come near it."""
    goyangan = Goyangan(pd.Series({"a": 1.0, "b": 1.0}), goyangan_bobot=0.25)
    bobot = bobot_dari(goyangan, np.random.default_rng(2).random((20_000, 2)))
    nisbah = bobot[:, 0] / bobot[:, 1]
    assert nisbah.max() <= 1.25 / 0.75
    assert nisbah.max() > 1.6
    assert abs((nisbah > 1).mean() - 0.5) < 0.02


def test_data_hilang_diundi_sepotong_sepotong_sama_saja(monkeypatch):
    data = tabel(11, 4, 2)
    asal = Pengundi(data, _lengkap(data), 5).ambil(60)
    monkeypatch.setattr(undian, "SEL_SEKALI", 7 * data.size)
    assert (Pengundi(data, _lengkap(data), 5).ambil(60).ada == asal.ada).all()


@pytest.mark.parametrize("kode", TOLAK)
def test_goyangan_yang_mustahil_ditolak_dengan_sebabnya(kode):
    with pytest.raises(GalatRumus) as galat:
        Goyangan(**({"bobot": pd.Series({"a": 1.0, "b": 1.0})} | TOLAK[kode]))
    assert galat.value.kode == kode
    assert galat.value.tindakan


@pytest.mark.parametrize(
    ("kode", "ubah", "ulangan"),
    [
        ("tanpa_ulangan", {}, 0),
        ("terlalu_banyak", {}, 10**8),
        ("bobot_tidak_sepadan", {"bobot": pd.Series({"k00": 1.0})}, 10),
        ("tidak_positif", {"agregasi": {"harmonik": 1.0}}, 10),
        ("rentang_nol", {"normalisasi": {"min_maks": 1.0}}, 10),
    ],
)
def test_data_yang_tidak_dapat_dihitung_ditolak(kode, ubah, ulangan):
    data = tabel(5, 2, 1).assign(k01=0.0)
    with pytest.raises(GalatRumus) as galat:
        goyang(data, replace(Goyangan(_bobot(data)), **ubah), ulangan=ulangan, benih=1)
    assert galat.value.kode == kode
