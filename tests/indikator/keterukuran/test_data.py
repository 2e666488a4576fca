"""Each data criterion on both sides of its cut-off, with figures whose answer is known beforehand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from penilaian.indikator.keterukuran import KRITERIA, daftar_lemah, matriks_kriteria, nilai_keterukuran
from penilaian.indikator.keterukuran_data import BATAS, KRITERIA_DATA
from penilaian.indikator.keterukuran_saran import NAMA, SARAN, SEBAB, SINGKATAN
from penilaian.pribadi.samaran import memuat_nip
from tests.indikator.keterukuran.ukur_uji import DULU, LALU, bahan, baris, hasil

X, E = np.array([1.0, -1.0] * 6), np.array([1.0, 1.0, -1.0, -1.0] * 3)
KOSONG = float("nan")


def dengan_korelasi(r: float) -> np.ndarray:
    """Twelve values whose correlation with ``X`` is exactly ``r``: X and E are orthogonal and centred."""
    return r * X + (1 - r**2) ** 0.5 * E


def _nilai(satu: dict, harap: float, putusan: str) -> None:
    assert satu["nilai"] == pytest.approx(harap, abs=1e-9)
    assert satu["hasil"] == putusan


@pytest.mark.parametrize(("terisi", "putusan"), [(20, "baik"), (18, "baik"), (17, "lemah"), (0, "lemah")])
def test_ketersediaan(terisi, putusan):
    isi = baris("x", [90.0 + n for n in range(terisi)] + [KOSONG] * (20 - terisi))
    _nilai(hasil(bahan(isi), "x", "ketersediaan"), terisi / 20, putusan)


@pytest.mark.parametrize(("tepat", "putusan"), [(18, "baik"), (17, "lemah")])
def test_tepat_waktu_sampai_hari_kesepuluh(tepat, putusan):
    hari = [pd.Timestamp("2026-01-10 23:59")] * tepat + [pd.Timestamp("2026-01-11")] * (20 - tepat)
    _nilai(hasil(bahan(baris("x", range(60, 80), dicatat=hari)), "x", "tepat_waktu"), tepat / 20, putusan)


def test_tepat_waktu_tanpa_tanggal_belum_dapat_dinilai():
    satu = hasil(bahan(baris("x", range(60, 80), dicatat=pd.NaT)), "x", "tepat_waktu")
    assert satu["hasil"] == "belum"
    assert np.isnan(satu["nilai"])


@pytest.mark.parametrize(("jarak", "putusan"), [(1.9, "baik"), (1.89, "lemah"), (0.0, "lemah")])
def test_keragaman(jarak, putusan):
    isi = [100 + jarak, 100 - jarak] * 5
    _nilai(hasil(bahan(baris("x", isi)), "x", "keragaman"), jarak * (10 / 9) ** 0.5 / 100, putusan)


@pytest.mark.parametrize(("penuh", "putusan"), [(5, "baik"), (6, "lemah")])
def test_langit_langit_persen_seratus(penuh, putusan):
    realisasi = [100.0] * penuh + [80.0 + n for n in range(10 - penuh)]
    # Different targets, so that the same 100% is not the same capaian: what counts is the possible end.
    isi = baris("x", [100 - n for n in range(10)], realisasi=realisasi)
    # One of them is also at the highest capaian there is; the first is one of those at 100 anyhow.
    _nilai(hasil(bahan(isi, indikator={"x": {"satuan": "persen"}}), "x", "langit_langit"), penuh / 10, putusan)
    _nilai(hasil(bahan(isi), "x", "langit_langit"), 0.1, "baik")


@pytest.mark.parametrize(("nol", "putusan"), [(5, "baik"), (6, "lemah")])
def test_nol_adalah_lantai_yang_naik_dan_langit_langit_yang_turun(nol, putusan):
    realisasi = [0.0] * nol + [1.0 + n for n in range(10 - nol)]
    naik = bahan(baris("x", realisasi, realisasi=realisasi))
    _nilai(hasil(naik, "x", "lantai"), nol / 10, putusan)
    turun = bahan(baris("x", [KOSONG] * 10, realisasi=realisasi, arah="turun"), indikator={"x": {"arah": "turun"}})
    _nilai(hasil(turun, "x", "langit_langit"), nol / 10, putusan)


@pytest.mark.parametrize(("puncak", "putusan"), [(5, "baik"), (6, "lemah")])
def test_puncak_skala_adalah_langit_langit(puncak, putusan):
    realisasi = [5.0] * puncak + [4.0 - n / 10 for n in range(10 - puncak)]
    isi = baris("x", [100 - n for n in range(10)], realisasi=realisasi)
    _nilai(hasil(bahan(isi, indikator={"x": {"satuan": "skala 1–5"}}), "x", "langit_langit"), puncak / 10, putusan)


def test_semua_sama_bukan_langit_langit_atau_lantai_tetapi_nilai_sama():
    satu = bahan(baris("x", [96.0] * 12))
    assert [hasil(satu, "x", nama)["hasil"] for nama in ("langit_langit", "lantai", "nilai_sama", "keragaman")] == [
        "baik",
        "baik",
        "lemah",
        "lemah",
    ]
    assert [hasil(satu, "x", nama)["hasil"] for nama in ("kemencengan", "keruncingan", "pencilan")] == ["belum"] * 3


@pytest.mark.parametrize(("sama", "putusan"), [(6, "baik"), (7, "lemah")])
def test_nilai_sama(sama, putusan):
    _nilai(
        hasil(bahan(baris("x", [100.0] * sama + [80.0 + n for n in range(12 - sama)])), "x", "nilai_sama"),
        sama / 12,
        putusan,
    )


@pytest.mark.parametrize(("r", "putusan"), [(0.25, "baik"), (0.15, "belum"), (-0.9, "lemah")])
def test_kestabilan_orang_yang_sama_antarperiode(r, putusan):
    # The level differs between the periods: a common rise is no instability.
    satu = bahan(baris("x", 90 + 2 * X, periode=LALU), baris("x", 120 + 5 * dengan_korelasi(r)))
    _nilai(hasil(satu, "x", "kestabilan"), r, putusan)
    assert hasil(satu, "x", "kestabilan")["amatan"] == 12


def test_korelasi_rendah_baru_lemah_bila_selangnya_di_bawah_batas():
    """Twelve people with r = -0.5 reach tanh(-0.5493 + 1.95996 / 3) = 0.1037, just above the cut-off of 0.1."""
    satu = hasil(bahan(baris("x", 100 + X), baris("y", 80 + 3 * dengan_korelasi(-0.5))), "x", "daya_beda")
    assert satu["sebab"] == "belum pasti: korelasi -0,50 pada 12 orang dapat saja sampai 0,10; paling sedikit 0,10"


def test_banyak_periode_orang_yang_sama_tidak_mempersempit_selang():
    """Three periods of the same twelve people: 24 pairs, yet an interval as of twelve."""
    isi = [baris("x", 100 + dengan_korelasi(r), periode=satu) for r, satu in ((1.0, DULU), (0.05, LALU))]
    satu = hasil(bahan(*isi, baris("x", 100 + X)), "x", "kestabilan")
    assert satu["amatan"] == 24
    assert "pada 12 orang" in satu["sebab"]


def test_kestabilan_hanya_dari_periode_berurutan():
    satu = bahan(baris("x", 90 + X, periode=DULU), baris("y", 90 + X, periode=LALU), baris("x", 90 + X))
    assert hasil(satu, "x", "kestabilan")["amatan"] == 0


@pytest.mark.parametrize(("jauh", "putusan"), [(2, "baik"), (3, "lemah")])
def test_pencilan(jauh, putusan):
    biasa = list(np.linspace(90, 110, 40 - jauh))
    _nilai(hasil(bahan(baris("x", biasa + [500.0 + n for n in range(jauh)])), "x", "pencilan"), jauh / 40, putusan)


@pytest.mark.parametrize(
    ("isi", "putusan"),
    [
        ([*np.linspace(95, 105, 30), 300.0], "lemah"),
        ([*np.linspace(95, 105, 30), 300.0, -100.0], "baik"),  # peaked but not skewed
        (list(np.exp(np.linspace(0, 4, 30))), "baik"),  # skewed a little, not peaked
        (list(np.linspace(95, 105, 30)), "baik"),
    ],
)
def test_kemencengan_dan_keruncingan_hanya_berdua(isi, putusan):
    satu = bahan(baris("x", isi))
    _nilai(hasil(satu, "x", "kemencengan"), abs(stats.skew(isi, bias=False)), putusan)
    _nilai(hasil(satu, "x", "keruncingan"), stats.kurtosis(isi, bias=False), putusan)


@pytest.mark.parametrize(("sampai", "putusan"), [(19, "baik"), (20, "lemah")])
def test_target_mudah_menurut_realisasi_lalu(sampai, putusan):
    dulu = baris("x", [90] * 20, periode=LALU, realisasi=[50.0] * sampai + [49.9] * (20 - sampai))
    _nilai(hasil(bahan(dulu, baris("x", [90 + n for n in range(20)])), "x", "target_mudah"), sampai / 20, putusan)


@pytest.mark.parametrize(("lalu", "kini", "putusan"), [(0, 0, "lemah"), (1, 0, "baik"), (0, 1, "baik")])
def test_target_sulit_hanya_bila_sekarang_pun_tidak_tercapai(lalu, kini, putusan):
    dulu = baris("x", [90] * 20, periode=LALU, realisasi=[50.0] * lalu + [40.0] * (20 - lalu))
    sekarang = baris("x", [90 + n for n in range(20)], realisasi=[50.0] * kini + [45.0] * (20 - kini))
    _nilai(hasil(bahan(dulu, sekarang), "x", "target_sulit"), lalu / 20, putusan)


@pytest.mark.parametrize(("realisasi", "harap"), [(8.0, 1.0), (10.0, 1.0), (10.1, 0.0)])
def test_target_turun_dan_rentang_menurut_ujung_yang_longgar(realisasi, harap):
    rentang = {"bawah": 8.0, "atas": 10.0, "arah": "turun"}
    dulu = baris("x", [90] * 12, periode=LALU, realisasi=realisasi, **rentang)
    satu = bahan(dulu, baris("x", range(90, 102), **rentang), indikator={"x": {"arah": "turun"}})
    assert hasil(satu, "x", "target_mudah")["nilai"] == harap


@pytest.mark.parametrize(("r", "putusan"), [(0.15, "baik"), (0.05, "belum"), (-0.5, "belum"), (-0.6, "lemah")])
def test_daya_beda_dengan_indikator_lain_orang_yang_sama(r, putusan):
    satu = bahan(baris("x", 100 + X), baris("y", 80 + 3 * dengan_korelasi(r)))
    _nilai(hasil(satu, "x", "daya_beda"), r, putusan)
    _nilai(hasil(satu, "y", "daya_beda"), r, putusan)


def test_daya_beda_terhadap_rata_rata_beberapa_indikator():
    y, z = dengan_korelasi(0.4), np.roll(E, 1) * 2
    satu = bahan(baris("x", 100 + X), baris("y", 80 + y), baris("z", 70 + z))
    assert hasil(satu, "x", "daya_beda")["nilai"] == pytest.approx(np.corrcoef(X, (y + z) / 2)[0, 1], abs=1e-9)


@pytest.mark.parametrize(("r", "putusan"), [(0.85, "baik"), (0.95, "lemah"), (-0.95, "lemah"), (1.0, "lemah")])
def test_kelewahan_menyebut_pasangannya(r, putusan):
    satu = bahan(baris("x", 100 + X), baris("y", 80 + 3 * dengan_korelasi(r)), baris("z", 70 + np.roll(E, 1)))
    _nilai(hasil(satu, "x", "kelewahan"), r, putusan)
    assert ("y" in hasil(satu, "x", "kelewahan")["sebab"]) == (putusan == "lemah")


def test_kelewahan_orang_yang_berbeda_tidak_dibandingkan():
    satu = bahan(baris("x", 100 + X), baris("y", 100 + X, mulai=20))
    assert hasil(satu, "x", "kelewahan")["hasil"] == "belum"
    assert hasil(satu, "x", "daya_beda")["hasil"] == "belum"


SEDIKIT = bahan(*(baris(kode, 100 + X[:4], periode=periode) for kode in "xy" for periode in (LALU, "2025-T4")))


@pytest.mark.parametrize("kriteria", KRITERIA_DATA)
def test_amatan_terlalu_sedikit_belum_dapat_dinilai(kriteria):
    satu = hasil(SEDIKIT, "x", kriteria)
    assert satu["hasil"] == "belum"
    assert np.isnan(satu["nilai"])
    assert "perlu sedikitnya 10" in satu["sebab"]


def test_tanpa_amatan_pun_semua_kriteria_ada_dan_tidak_satu_pun_lulus_dengan_data():
    semua = nilai_keterukuran(bahan(baris("x", range(90, 102)), indikator={"q": {}}))
    q = semua[semua["kode"] == "q"]
    assert q["kriteria"].tolist() == list(KRITERIA)
    assert set(q.loc[q["kriteria"].isin(KRITERIA_DATA), "hasil"]) == {"belum"}


@settings(max_examples=4, deadline=None)
@given(st.lists(st.floats(1, 200), min_size=12, max_size=30), st.randoms(use_true_random=False))
def test_urutan_baris_tidak_berpengaruh_dan_pangsa_terbatas(isi, acak):
    satu = bahan(baris("x", isi), baris("y", isi[::-1]))
    urut = list(range(len(satu.butir)))
    acak.shuffle(urut)
    lain = bahan(satu.butir.iloc[urut])
    a, b = nilai_keterukuran(satu), nilai_keterukuran(lain)
    pd.testing.assert_frame_equal(a.drop(columns="sebab"), b.drop(columns="sebab"), rtol=1e-6, atol=1e-6)
    pangsa = a[a["kriteria"].isin(["ketersediaan", "langit_langit", "lantai", "nilai_sama", "pencilan"])][
        "nilai"
    ].dropna()
    assert pangsa.between(0, 1).all()
    assert a[a["kriteria"].isin(["daya_beda", "kelewahan"])]["nilai"].dropna().abs().le(1).all()


def test_batas_semuanya_dari_ketentuan():
    satu = bahan(baris("x", range(90, 102)))
    batas = nilai_keterukuran(satu).set_index("kriteria")["batas"]
    assert {nama: batas[nama] for nama in BATAS} == {nama: satu.bilangan(sumber) for nama, (sumber, _) in BATAS.items()}
    assert set(BATAS) == set(KRITERIA_DATA) == set(SEBAB)


def test_setiap_kriteria_punya_nama_singkatan_dan_saran():
    assert set(NAMA) == set(SINGKATAN) == set(SARAN) == set(KRITERIA)
    assert len(set(SINGKATAN.values())) == len(KRITERIA)


def test_daftar_lemah_beralasan_bersaran_dan_tanpa_nip():
    satu = bahan(baris("x", [96.0] * 12), baris("y", 80 + X))
    semua = nilai_keterukuran(satu)
    lemah = daftar_lemah(semua)
    assert len(lemah) == (semua["hasil"] == "lemah").sum() > 2
    assert (lemah[["sebab", "saran"]].map(len) > 10).all().all()
    assert not any(memuat_nip(str(isi)) for isi in semua[["kode", "kriteria", "hasil", "sebab"]].to_numpy().ravel())
    assert set(matriks_kriteria(semua).to_numpy().ravel()) <= {"baik", "lemah", "belum"}
