"""Bunching at a threshold: what was planted, and nothing where there is nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from penilaian.kalibrasi.penumpukan import JENDELA, penumpukan


def _capaian(benih, *, orang=250, simpangan=7.0, tanam=0.0, ambang=100.0):
    """Ten achievements each, smooth around 97; a share is moved exactly to the threshold."""
    acak = np.random.default_rng(benih)
    capaian = acak.normal(97, simpangan, 10 * orang) + np.repeat(acak.normal(0, 2, orang), 10)
    pindah = acak.random(capaian.size) < tanam
    nama = pd.Series([f"e{n:03d}" for n in np.repeat(np.arange(orang), 10)])
    return pd.Series(np.where(pindah, ambang, capaian)), nama, int(pindah.sum())


@pytest.mark.parametrize("simpangan", [5.0, 7.0, 12.0])
@pytest.mark.parametrize(("ambang", "lain"), [(100.0, (90.0,)), (90.0, (100.0,))])
def test_sebaran_mulus_tidak_punya_penumpukan(ambang, lain, simpangan):
    """Also on the flank of a narrow distribution, where a fourth-degree polynomial saw a dip."""
    hasil = [penumpukan(*_capaian(benih, simpangan=simpangan)[:2], ambang, lain, 1) for benih in range(40)]
    lebih = np.array([satu.lebih for satu in hasil])
    lawan = np.mean([satu.bin["lawan_fakta"][JENDELA] for satu in hasil])
    assert abs(lebih.mean()) < max(0.04 * lawan, 3 * lebih.std() / np.sqrt(40))
    assert np.mean([satu.bawah <= 0 <= satu.atas for satu in hasil]) >= 0.85


@pytest.mark.parametrize(("ambang", "lain"), [(100.0, (90.0,)), (90.0, (100.0,))])
def test_kelebihan_yang_ditanam_ada_di_dalam_selangnya(ambang, lain):
    meliput = []
    for benih in range(20):
        capaian, orang, banyak = _capaian(benih, tanam=0.08, ambang=ambang)
        hasil = penumpukan(capaian, orang, ambang, lain, 1)
        assert hasil.bawah > 0
        assert hasil.nisbah == pytest.approx(hasil.lebih / hasil.bin["lawan_fakta"][JENDELA])
        meliput.append(hasil.bawah <= banyak <= hasil.atas)
        assert hasil.lebih == pytest.approx(banyak, rel=0.3)
    assert np.mean(meliput) >= 0.85


def test_selang_menurut_orang_bukan_menurut_angka():
    """Twenty people who always report 100 are twenty, not two hundred: the interval is wider than counts alone allow."""
    capaian, orang, _ = _capaian(1)
    selalu = orang.isin([f"e{n:03d}" for n in range(20)])
    hasil = penumpukan(capaian.where(~selalu, 100.0), orang, 100.0, (90.0,), 1)
    assert hasil.atas - hasil.bawah > 2 * 1.96 * np.sqrt(200) * 1.5


def test_cacah_bin_lengkap_dan_tepi_kiri_termasuk():
    capaian = pd.Series([88.0, 87.99, 100.0, 100.99, 101.0, 112.5, 113.0, np.nan])
    hasil = penumpukan(capaian, pd.Series(list("abcdefgh")), 100.0, (), 1)
    isi = hasil.bin.set_index("tepi")["teramati"]
    assert (hasil.n, isi.sum(), len(isi)) == (5, 5, 2 * JENDELA + 1)
    assert isi[[88.0, 100.0, 101.0, 112.0]].tolist() == [1, 2, 1, 1]


def test_bin_di_ambang_lain_tidak_ikut_menentukan_harapan():
    capaian, orang, _ = _capaian(3)
    tumpuk = pd.Series(np.where(np.arange(capaian.size) % 9 == 0, 90.0, capaian))
    dengan = penumpukan(tumpuk, orang, 100.0, (90.0,), 1)
    tanpa = penumpukan(tumpuk[tumpuk != 90.0], orang[tumpuk != 90.0], 100.0, (90.0,), 1)
    np.testing.assert_allclose(dengan.bin["lawan_fakta"], tanpa.bin["lawan_fakta"])
    assert dengan.lebih == pytest.approx(tanpa.lebih)


def test_seed_yang_sama_selang_yang_sama():
    capaian, orang, _ = _capaian(2)
    satu, dua, lain = (penumpukan(capaian, orang, 100.0, (90.0,), seed) for seed in (1, 1, 2))
    assert (satu.bawah, satu.atas) == (dua.bawah, dua.atas)
    assert (satu.lebih, satu.nisbah) == (lain.lebih, lain.nisbah)
    assert (satu.bawah, satu.atas) != (lain.bawah, lain.atas)
    acak = np.random.default_rng(0).permutation(capaian.size)
    urut = penumpukan(capaian.iloc[acak], orang.iloc[acak], 100.0, (90.0,), 1)
    assert urut.lebih == pytest.approx(satu.lebih)


@pytest.mark.parametrize("isi", [[], [np.nan, np.nan], [10.0, 500.0]])
def test_tanpa_capaian_di_sekitar_ambang_selangnya_kosong(isi):
    hasil = penumpukan(pd.Series(isi, dtype=float), pd.Series(["a"] * len(isi), dtype="str"), 100.0, (90.0,), 1)
    assert (hasil.n, hasil.lebih) == (0, 0.0)
    assert np.isnan([hasil.bawah, hasil.atas, hasil.nisbah]).all()


def test_satu_orang_tidak_memberi_ketidakpastian_dan_tidak_menggagalkan():
    hasil = penumpukan(pd.Series([100.0, 97.0, 95.5]), pd.Series(["a"] * 3), 100.0, (90.0,), 1)
    assert hasil.bawah == pytest.approx(hasil.lebih)
    assert hasil.n == 3
