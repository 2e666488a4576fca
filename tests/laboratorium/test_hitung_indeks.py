"""The fast index is the index of the design lab's verbs, and truths that need no other code."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatSkenario
from penilaian.indikator.bahan import ASPEK
from penilaian.indikator.komposit.agregasi import agregasikan
from penilaian.indikator.komposit.peringkat import peringkatkan
from penilaian.laboratorium.hitung_indeks import KELAS, golongkan, hitung_indeks
from penilaian.laboratorium.lapangan import peringkat
from penilaian.laboratorium.setelan import Setelan
from tests.laboratorium.conftest import setelan_acak

N = float("nan")
RATA = Setelan(
    (Fraction(25),) * 4, ("naik",) * 4, Fraction(120), Fraction(50), "aritmetika", Fraction(100), Fraction(90)
)
SEL = st.one_of(st.just(N), st.floats(0.5, 260), st.sampled_from((0.0, 90.0, 100.0, 120.0, 200.0)))
LARIK = st.lists(st.lists(SEL, min_size=4, max_size=4), min_size=1, max_size=20).map(np.array)


def _indeks(baris: list[float], **ubah: object) -> float:
    return float(hitung_indeks(np.array([baris]), replace(RATA, **ubah)).nilai[0])


@settings(max_examples=50)
@given(LARIK, setelan_acak())
def test_sama_dengan_agregasikan(capaian, setelan):
    """The verb on achievements turned and cut by pandas, on rows that it accepts."""
    tabel = pd.DataFrame(capaian, columns=list(ASPEK))
    for kode, arah in zip(ASPEK, setelan.arah, strict=True):
        tabel[kode] = (200 - tabel[kode] if arah == "turun" else tabel[kode]).clip(upper=float(setelan.batas_atas))
    bobot = pd.Series({kode: float(satu) for kode, satu in zip(ASPEK, setelan.bobot, strict=True)})
    indeks = hitung_indeks(capaian, setelan)
    dipakai = tabel.loc[:, (bobot > 0).to_numpy()]
    boleh = (
        ~(dipakai <= 0).any(axis=1) if setelan.agregasi in ("geometrik", "harmonik") else pd.Series(True, tabel.index)
    )
    if boleh.any():
        verba = agregasikan(
            tabel[boleh], bobot, setelan.agregasi, data_minimum=float(setelan.data_paling_sedikit) / 100
        )
        np.testing.assert_allclose(indeks.nilai[boleh], verba, rtol=1e-9, atol=1e-9)
    assert np.isnan(indeks.nilai[~boleh]).all()
    assert indeks.kurang_data + indeks.tidak_positif == np.isnan(indeks.nilai).sum()


def test_kebenaran_yang_dihitung_tangan():
    assert _indeks([80, 100, N, 120]) == pytest.approx(100)
    assert _indeks([80, 100, N, 300]) == pytest.approx(100), "capaian di atas batas dihitung sebesar batas"
    assert _indeks([100, 25, 100, 25], agregasi="geometrik") == pytest.approx(50)
    assert _indeks([60, 30, 60, 30], agregasi="harmonik") == pytest.approx(40)
    assert _indeks([80, 100, 90, 120], agregasi="terendah") == 80
    assert _indeks([110, 90, N, N], arah=("turun", "naik", "naik", "naik")) == pytest.approx(90)
    assert _indeks([60, 90, 100, 100], bobot=(Fraction(60), Fraction(30), Fraction(10), Fraction(0))) == pytest.approx(
        73
    )


def test_data_yang_tepat_cukup_masih_cukup():
    """A third of the weight is a third, whatever a binary fraction makes of it."""
    sepertiga = {"bobot": (Fraction("33.3"), Fraction("33.3"), Fraction("33.4"), Fraction(0))}
    assert _indeks([90, N, N, N], **sepertiga, data_paling_sedikit=Fraction("33.3")) == pytest.approx(90)
    assert np.isnan(_indeks([90, N, N, N], **sepertiga, data_paling_sedikit=Fraction("33.4")))


def test_aspek_yang_hilang_bukan_nol_dan_baris_kosong_tanpa_indeks():
    assert _indeks([N, 80, N, 80]) == pytest.approx(80)
    assert np.isnan(_indeks([N, N, N, N], data_paling_sedikit=Fraction(0)))


@pytest.mark.parametrize("cara", ["geometrik", "harmonik"])
def test_nilai_nol_atau_negatif_tidak_dirata_rata_dan_dihitung(cara):
    capaian = np.array([[0.0, 90, 90, 90], [210.0, 90, 90, 90], [90.0, 90, 90, 90], [N, N, N, 90]])
    setelan = replace(RATA, agregasi=cara, arah=("turun", "naik", "naik", "naik"))
    indeks = hitung_indeks(capaian, setelan)
    assert np.isnan(indeks.nilai).tolist() == [False, True, False, True]
    assert (indeks.kurang_data, indeks.tidak_positif) == (1, 1)


@pytest.mark.parametrize("bobot", [(25, 25, 25, 25), (10, 20, 30, 40), (33, 33, 34, 0), (7, 11, 13, 69)])
@pytest.mark.parametrize("cara", ["aritmetika", "geometrik", "harmonik", "terendah"])
def test_yang_tepat_di_ambang_tetap_di_kelompoknya(bobot, cara):
    """All aspects at exactly 100: not above 100; at exactly 90: not below 90."""
    setelan = replace(RATA, bobot=tuple(map(Fraction, bobot)), agregasi=cara)
    indeks = hitung_indeks(np.array([[100.0] * 4, [90.0] * 4, [100.01] * 4, [89.99] * 4, [N] * 4]), setelan)
    kelas = [KELAS[nomor] for nomor in golongkan(indeks.nilai, setelan)]
    assert kelas == ["tengah", "tengah", "atas", "bawah", "tanpa_indeks"]


@settings(max_examples=30)
@given(LARIK, setelan_acak(), st.randoms(use_true_random=False))
def test_urutan_baris_tidak_berarti(capaian, setelan, acak):
    urut = list(range(len(capaian)))
    acak.shuffle(urut)
    np.testing.assert_array_equal(
        hitung_indeks(capaian[urut], setelan).nilai, hitung_indeks(capaian, setelan).nilai[urut]
    )


@settings(max_examples=30)
@given(LARIK, setelan_acak())
def test_bobot_hanya_berarti_nisbahnya(capaian, setelan):
    dua = replace(setelan, bobot=tuple(2 * satu for satu in setelan.bobot))
    np.testing.assert_allclose(hitung_indeks(capaian, dua).nilai, hitung_indeks(capaian, setelan).nilai, rtol=1e-12)


@pytest.mark.parametrize(
    "ubah",
    [{"bobot": (Fraction(0),) * 4}, {"ambang_sesuai": Fraction(100)}, {"ambang_sesuai": Fraction(110)}],
)
def test_setelan_tanpa_arti_ditolak(ubah):
    with pytest.raises(GalatSkenario):
        hitung_indeks(np.full((2, 4), 90.0), replace(RATA, **ubah))


@settings(max_examples=40)
@given(st.lists(st.one_of(st.just(N), st.integers(0, 8).map(float)), min_size=1, max_size=30))
def test_peringkat_sama_dengan_peringkatkan(nilai):
    diharapkan = peringkatkan(pd.Series(nilai, dtype=float)).astype(float).to_numpy(na_value=N)
    np.testing.assert_array_equal(peringkat(np.array(nilai)), diharapkan)


def test_enam_ribu_lima_ratus_pegawai_dalam_tiga_milidetik():
    """The best of many, so that a busy machine does not decide; forgiving all the same."""
    acak = np.random.default_rng(1)
    capaian = np.asfortranarray(acak.normal(97, 6, (6500, 4)))
    capaian[acak.random(capaian.shape) < 0.2] = N
    detik = []
    for _ in range(60):
        mulai = time.perf_counter()
        hitung_indeks(capaian, RATA)
        detik.append(time.perf_counter() - mulai)
    assert min(detik) < 0.003
