"""Whether an attacker gets hidden counts back, and proof that the attacker is able to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from penilaian.pribadi.tutup_sel import TANDA_TUTUP, tutup_sel
from tests.pribadi.serangan import Penyerang, baca, kurangi

K = 5


def acak(benih: int, banyak: int, sisi_baris: int, sisi_kolom: int) -> Iterator[np.ndarray]:
    """Tables sparse and dense, even and skewed, down to 2 × 2."""
    sumber = np.random.default_rng(benih)
    for _ in range(banyak):
        bentuk = (int(sumber.integers(2, sisi_baris + 1)), int(sumber.integers(2, sisi_kolom + 1)))
        rata = sumber.choice([1.5, 4, 9, 30]) * (sumber.gamma(0.8, 1.25, bentuk) if sumber.random() < 0.5 else 1)
        yield sumber.poisson(rata, bentuk) * (sumber.random(bentuk) > sumber.choice([0, 0.15, 0.5]))


def tanpa_pelengkap(isi: np.ndarray, k: int = K) -> pd.DataFrame:
    """What is often done: small numbers starred out, all totals printed that are not small themselves."""
    cetak = pd.DataFrame(isi)
    cetak["Jumlah"] = cetak.sum(axis=1)
    cetak.loc["Jumlah"] = cetak.sum(axis=0)
    return cetak.astype(object).mask((cetak > 0) & (cetak < k), TANDA_TUTUP)


def bertepi(isi: np.ndarray) -> np.ndarray:
    hasil = np.pad(isi, ((0, 1), (0, 1)))
    hasil[:-1, -1], hasil[-1, :-1], hasil[-1, -1] = isi.sum(axis=1), isi.sum(axis=0), isi.sum()
    return hasil


def pastikan_tahan(isi: np.ndarray) -> None:
    terbitan = baca(tutup_sel(pd.DataFrame(isi), K).tampil())
    assert kurangi(terbitan) == {}, isi.tolist()
    assert Penyerang(terbitan).pasti() == {}, isi.tolist()


@pytest.mark.parametrize("benih", [0, *(pytest.param(satu, marks=pytest.mark.lengkap) for satu in range(1, 4))])
def test_tabel_kecil_dan_sedang_tidak_terbongkar(benih: int) -> None:
    for isi in acak(benih, 300, 5, 5):
        pastikan_tahan(isi)


@pytest.mark.parametrize("benih", range(10, 14))
def test_tabel_sampai_dua_belas_kali_delapan_tidak_terbongkar(benih: int) -> None:
    for isi in acak(benih, 25, 12, 8):
        pastikan_tahan(isi)


@given(arrays(np.int64, array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=5), elements=st.integers(0, 12)))
def test_tabel_sembarang_tidak_terbongkar(isi: np.ndarray) -> None:
    pastikan_tahan(isi)


@pytest.mark.parametrize("benih", range(20, 22))
def test_setiap_angka_kecil_dapat_bernilai_selebar_k_dan_tampak_mungkin_besar(benih: int) -> None:
    for isi in acak(benih, 60, 5, 5):
        terbitan = baca(tutup_sel(pd.DataFrame(isi), K).tampil())
        penyerang, lengkap = Penyerang(terbitan), bertepi(isi)
        for sel in terbitan.tersembunyi:
            if lengkap[sel] < K:
                bawah, atas = penyerang.batas(sel)
                assert bawah <= lengkap[sel] <= atas
                assert atas - bawah >= K - 1, (isi.tolist(), sel)
                assert atas >= K


@given(arrays(np.int64, st.tuples(st.just(1), st.integers(1, 7)), elements=st.integers(0, 15)), st.booleans())
def test_satu_daftar_kelompok_tidak_terbongkar(isi: np.ndarray, tegak: bool) -> None:
    pastikan_tahan(isi.T if tegak else isi)


def test_penyerang_membongkar_tabel_tanpa_pelengkap() -> None:
    isi = np.array([[2, 20, 30], [9, 8, 7]])
    terbitan = baca(tanpa_pelengkap(isi))
    assert kurangi(terbitan) == {(0, 0): 2}
    assert Penyerang(terbitan).pasti() == {(0, 0): 2}


def test_penyerang_membongkar_sebagian_besar_tabel_acak_tanpa_pelengkap() -> None:
    terbongkar = berisi = 0
    for isi in acak(30, 200, 6, 5):
        terbitan = baca(tanpa_pelengkap(isi))
        dapat, lengkap = Penyerang(terbitan).pasti(), bertepi(isi)
        assert all(lengkap[sel] == nilai for sel, nilai in dapat.items())
        assert kurangi(terbitan).items() <= dapat.items()
        berisi += bool(terbitan.tersembunyi)
        terbongkar += bool(dapat)
    assert terbongkar > berisi / 2


def test_penyerang_bilangan_bulat_melihat_lebih_dari_pengurangan() -> None:
    """A rectangle of ones withstands subtraction, and falls to the knowledge that nobody is less than 1."""
    cetak = tanpa_pelengkap(np.array([[1, 1, 30], [1, 1, 40], [50, 60, 70]]))
    terbitan = baca(cetak)
    assert kurangi(terbitan) == {}
    assert set(Penyerang(terbitan).pasti().values()) == {1}
    pastikan_tahan(np.array([[1, 1, 30], [1, 1, 40], [50, 60, 70]]))


def test_dua_tabel_yang_beririsan_masih_dapat_diperkurangkan() -> None:
    """The documented limit: each table is safe, their difference is not."""
    semua = pd.DataFrame({"Baik": [21, 30], "Kurang": [9, 8]}, index=["A", "B"])
    tanpa_pimpinan = semua - pd.DataFrame({"Baik": [1, 0], "Kurang": [0, 0]}, index=["A", "B"])
    dua = [tutup_sel(satu) for satu in (semua, tanpa_pimpinan)]
    assert not any(satu.tersembunyi.to_numpy().any() for satu in dua)
    assert (dua[0].cacah - dua[1].cacah).loc["A", "Baik"] == 1
