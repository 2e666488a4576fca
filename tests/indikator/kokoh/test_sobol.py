"""Variance indices against functions whose indices are known, through the same entry point."""

import numpy as np
import pandas as pd
import pytest

from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.goyangan import TANPA_BATAS, Goyangan
from penilaian.indikator.kokoh.sobol import PERGESERAN, faktor_goyangan, indeks_sobol, sobol_kokoh
from tests.indikator.kokoh.tiruan import tabel

A, B = 7.0, 0.1
G = np.array([0.0, 1.0, 4.5, 9.0])


def ishigami(u):
    """Ishigami and Homma (1990)."""
    x = np.pi * (2 * u - 1)
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def fungsi_g(u):
    """Sobol' (1993)."""
    return np.prod((np.abs(4 * u - 2) + G) / (1 + G), axis=1)


def _benar_ishigami():
    satu = 0.5 * (1 + B * np.pi**4 / 5) ** 2
    dua, tiga = A**2 / 8, B**2 * np.pi**8 * (1 / 18 - 1 / 50)
    ragam = satu + dua + tiga
    return np.array([satu, dua, 0]) / ragam, np.array([satu + tiga, dua, tiga]) / ragam


def _benar_g():
    v = 1 / (3 * (1 + G) ** 2)
    ragam = np.prod(1 + v) - 1
    return v / ragam, v * np.prod(1 + v) / (1 + v) / ragam


@pytest.mark.parametrize(("fungsi", "benar", "d"), [(ishigami, _benar_ishigami(), 3), (fungsi_g, _benar_g(), 4)])
def test_indeks_sama_dengan_bentuk_tertutup(fungsi, benar, d):
    tabel = indeks_sobol(fungsi, [f"x{n}" for n in range(d)], n=4096, benih=1, ulangan_bootstrap=100)
    np.testing.assert_allclose(tabel["orde_satu"], benar[0], atol=0.015)
    np.testing.assert_allclose(tabel["total"], benar[1], atol=0.015)
    for nama, isi in zip(("orde_satu", "total"), benar, strict=True):
        assert ((tabel[f"{nama}_bawah"] <= isi + 0.01) & (tabel[f"{nama}_atas"] >= isi - 0.01)).all()


def test_beberapa_keluaran_sama_dengan_satu_per_satu():
    dua = indeks_sobol(lambda u: np.column_stack([ishigami(u), u[:, 0]]), "abc", n=256, benih=2, keluaran=("i", "x"))
    satu = indeks_sobol(ishigami, "abc", n=256, benih=2)
    np.testing.assert_allclose(dua[dua["keluaran"] == "i"]["total"], satu["total"])
    np.testing.assert_allclose(dua[dua["keluaran"] == "x"]["total"], [1, 0, 0], atol=0.02)


@pytest.mark.parametrize("tetap", [1.0, 0.1, 1 / 3])
def test_keluaran_yang_tidak_berubah_tidak_punya_indeks(tetap):
    """Also where the mean of equal numbers is rounded."""
    hasil = indeks_sobol(lambda u: np.full(len(u), tetap), "ab", n=64, benih=1)
    assert hasil[["orde_satu", "total", "total_atas"]].isna().all().all()


def test_benih_yang_sama_memberi_selang_yang_sama():
    pd.testing.assert_frame_equal(
        indeks_sobol(ishigami, "abc", n=64, benih=3), indeks_sobol(ishigami, "abc", n=64, benih=3), check_exact=True
    )


@pytest.mark.parametrize(
    ("kode", "fungsi", "faktor", "n"),
    [
        ("bukan_pangkat_dua", ishigami, "abc", 100),
        ("faktor_kurang", ishigami, "a", 64),
        ("keluaran_tidak_hingga", lambda u: np.full(len(u), np.nan), "ab", 8),
    ],
)
def test_yang_tidak_dapat_diuraikan_ditolak(kode, fungsi, faktor, n):
    with pytest.raises(GalatRumus) as galat:
        indeks_sobol(fungsi, faktor, n=n, benih=1)
    assert galat.value.kode == kode


def _goyangan(data, **lain):
    return Goyangan(**({
        "bobot": pd.Series(1.0, index=data.columns), "goyangan_bobot": 0.5, "pangsa_hilang": 0.05,
        "normalisasi": {"capaian": 0.5, "min_maks": 0.5}, "agregasi": {"aritmetika": 0.5, "geometrik": 0.5},
        "batas_atas": {TANPA_BATAS: 0.5, 1000.0: 0.5}, "rentang": (1.0, 100.0),
    } | lain))  # fmt: skip


def test_total_tidak_kurang_dari_orde_satu_dan_pilihan_tanpa_akibat_nol():
    """A cap that no value reaches decides nothing."""
    data = tabel(15, 5, 4)
    hasil = sobol_kokoh(data, _goyangan(data), n=512, benih=1, unit=["u03"]).set_index(["keluaran", "faktor"])
    assert (hasil["total"] >= hasil["orde_satu"] - 0.08).all()
    assert (hasil.xs("batas_atas", level="faktor")["total"] == 0).all()
    assert set(hasil.index.get_level_values("keluaran")) == {PERGESERAN, "peringkat u03"}
    assert hasil.loc[PERGESERAN, "orde_satu"].sum() < 1.1


def test_faktor_yang_pasti_tidak_ikut():
    data = tabel(8, 3, 4)
    assert faktor_goyangan(_goyangan(data)) == ("bobot", "normalisasi", "agregasi", "batas_atas", "hilang")
    assert faktor_goyangan(_goyangan(data, pangsa_hilang=0.0, agregasi={"terendah": 1.0})) == (
        "bobot",
        "normalisasi",
        "batas_atas",
    )


def test_setiap_bobot_dapat_menjadi_faktor_sendiri():
    data = tabel(12, 3, 4)
    goyangan = _goyangan(data, bobot=pd.Series([0.0, 1.0, 1.0], index=data.columns))
    hasil = sobol_kokoh(data, goyangan, n=128, benih=1, bobot_sendiri=True)
    assert list(hasil["faktor"][:3]) == ["bobot_k00", "bobot_k01", "bobot_k02"]
    assert hasil["total"][0] == 0  # a weight of nothing stays nothing
    assert hasil["total"][1] > 0


def test_unit_yang_tidak_ada_ditolak():
    data = tabel(8, 3, 4)
    with pytest.raises(GalatRumus, match="u99"):
        sobol_kokoh(data, _goyangan(data), n=8, benih=1, unit=["u99"])
