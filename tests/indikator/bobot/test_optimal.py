"""Weights for a wanted importance: closed form without correlation, known weights recovered, refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.bobot import bobot_optimal, bobot_sama, kepentingan

TEGAK = pd.DataFrame({"y": [1.0, 1, -1, -1], "z": [2.0, -2, 2, -2]})
"""Uncorrelated, standard deviations 1 : 2."""


def _acak(benih: int, k: int = 3) -> pd.DataFrame:
    acak = np.random.default_rng(benih)
    return pd.DataFrame(acak.normal(size=(40, 1)) + acak.normal(size=(40, k)), columns=list("abcde")[:k])


def test_kepentingan_tanpa_korelasi_sebanding_kuadrat_bobot_kali_simpangan_baku() -> None:
    nilai = kepentingan(TEGAK, pd.Series({"y": 0.6, "z": 0.4}))
    assert nilai.tolist() == pytest.approx([0.36 / (0.36 + 0.64), 0.64 / (0.36 + 0.64)])


def test_kepentingan_menurut_definisinya() -> None:
    data, bobot = _acak(1), pd.Series({"c": 0.2, "a": 0.5, "b": 0.3})
    kuadrat = data.corrwith((data * bobot).sum(axis=1)) ** 2
    assert kepentingan(data, bobot).tolist() == pytest.approx((kuadrat / kuadrat.sum()).tolist())


def test_indikator_yang_melawan_indeks_berkepentingan_negatif() -> None:
    data = pd.DataFrame({"a": [1.0, 2, 3, 4], "b": [4.0, 3, 1, 2]})
    assert kepentingan(data, pd.Series({"a": 0.9, "b": 0.1}))["b"] < 0


def test_bobot_sama_bukan_kepentingan_sama() -> None:
    data = pd.DataFrame({"a": TEGAK["y"], "b": TEGAK["y"] + TEGAK["z"] / 4, "c": TEGAK["z"] / 2})
    nilai = kepentingan(data, bobot_sama(["a", "b", "c"]))
    assert nilai["b"] > 1 / 3 > nilai["c"]


@settings(max_examples=25, deadline=None)
@given(st.floats(0.05, 0.95))
def test_bobot_optimal_tanpa_korelasi(bagian: float) -> None:
    """w·s ∝ √importance."""
    bobot = bobot_optimal(TEGAK, pd.Series({"y": bagian, "z": 1 - bagian}))
    y, z = np.sqrt(bagian), np.sqrt(1 - bagian) / 2
    assert bobot.tolist() == pytest.approx([y / (y + z), z / (y + z)], abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 5), st.data())
def test_bobot_yang_diketahui_ditemukan_kembali(benih: int, k: int, pilih) -> None:
    data = _acak(benih, k)
    bobot = pd.Series({kode: pilih.draw(st.floats(0.2, 1)) for kode in data})
    bobot /= bobot.sum()
    dituju = kepentingan(data, bobot)
    hasil = bobot_optimal(data, dituju)
    assert kepentingan(data, hasil).tolist() == pytest.approx(dituju.tolist(), abs=1e-6)
    assert hasil.tolist() == pytest.approx(bobot.tolist(), abs=1e-4)


def test_keinginan_yang_tidak_terpenuhi_didekati_dengan_bobot_yang_sah() -> None:
    """Two almost equal indicators cannot differ much in importance."""
    data = pd.DataFrame({"a": [1.0, 2, 3, 4, 5], "b": [1.1, 1.9, 3.1, 3.9, 5.0]})
    dituju = pd.Series({"a": 0.1, "b": 0.9})
    bobot = bobot_optimal(data, dituju)
    assert bobot.sum() == pytest.approx(1)
    assert (bobot >= 0).all()
    assert bobot["b"] > 0.9
    tercapai = kepentingan(data, bobot)
    assert ((tercapai - dituju) ** 2).sum() <= ((kepentingan(data, bobot_sama(["a", "b"])) - dituju) ** 2).sum()


def test_skala_kepentingan_dan_satuan_data_tidak_berpengaruh() -> None:
    data = _acak(3)
    satu = bobot_optimal(data, pd.Series({"a": 0.5, "b": 0.3, "c": 0.2}))
    assert bobot_optimal(data, pd.Series({"a": 50, "b": 30, "c": 20})).tolist() == pytest.approx(satu.tolist())
    kali = bobot_optimal(1000 * data, pd.Series({"c": 0.2, "b": 0.3, "a": 0.5}))
    assert kali.tolist() == pytest.approx(satu.tolist(), abs=1e-5)


def test_hasilnya_sama_setiap_kali() -> None:
    data, dituju = _acak(5), pd.Series({"a": 0.6, "b": 0.3, "c": 0.1})
    pd.testing.assert_series_equal(bobot_optimal(data, dituju), bobot_optimal(data, dituju), check_exact=True)


@pytest.mark.parametrize(
    ("kode", "dituju"),
    [
        ("kode_bobot", {"y": 1}),
        ("kode_bobot", {"y": 0.5, "z": 0.3, "lain": 0.2}),
        ("kepentingan_tidak_sah", {"y": -0.1, "z": 1.1}),
        ("kepentingan_tidak_sah", {"y": float("nan"), "z": 1}),
        ("kepentingan_tidak_sah", {"y": 0, "z": 0}),
    ],
)
def test_kepentingan_yang_dituju_ditolak(kode: str, dituju: dict[str, float]) -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_optimal(TEGAK, pd.Series(dituju))
    assert galat.value.kode == kode


@pytest.mark.parametrize(
    ("kode", "data"),
    [
        ("data_kosong", TEGAK.assign(z=[1.0, None, 2, 3])),
        ("rentang_nol", TEGAK.assign(z=1.0)),
        ("indeks_tetap", TEGAK.assign(z=-TEGAK["y"])),
    ],
)
def test_data_yang_ditolak(kode: str, data: pd.DataFrame) -> None:
    with pytest.raises(GalatRumus) as galat:
        kepentingan(data, pd.Series({"y": 0.5, "z": 0.5}))
    assert galat.value.kode == kode


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(-6, 6), min_size=3, max_size=3))
def test_satuan_setiap_indikator_tidak_berpengaruh(benih: int, pangkat: list[int]) -> None:
    """Rupiah or billions of rupiah: the weight changes with the unit, what it achieves does not."""
    data, dituju = _acak(benih), pd.Series({"a": 0.6, "b": 0.3, "c": 0.1})
    kali = data * np.array([10.0**satu for satu in pangkat])
    tercapai = kepentingan(kali, bobot_optimal(kali, dituju))
    assert tercapai.tolist() == pytest.approx(kepentingan(data, bobot_optimal(data, dituju)).tolist(), abs=1e-6)


@pytest.mark.parametrize("nilai", [{"y": 0.5, "z": 0.5}, [0.5, 0.5], pd.Series({"y": "0.5", "z": "0.5"})])
def test_yang_bukan_deret_bilangan_ditolak(nilai: object) -> None:
    with pytest.raises(GalatRumus, match="bukan deret bilangan"):
        kepentingan(TEGAK, nilai)
    with pytest.raises(GalatRumus, match="bukan deret bilangan"):
        bobot_optimal(TEGAK, nilai)


def test_data_yang_bukan_tabel_ditolak() -> None:
    with pytest.raises(GalatRumus) as galat:
        kepentingan(TEGAK["y"], pd.Series({"y": 1}))
    assert galat.value.kode == "bukan_tabel"
