"""Entropy, CRITIC and PCA weights: closed forms, invariances, refusals. Hand-worked matrices: `kasus_metode.yaml`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.indikator.bobot import bobot_critic, bobot_entropi, bobot_pca

# Orthogonal columns; x = y + z.
DATA = pd.DataFrame({"x": [2.0, 0, 0, -2], "y": [1.0, 1, -1, -1], "z": [1.0, -1, 1, -1]})
SEMUA = pytest.mark.parametrize("rumus", [bobot_entropi, bobot_critic, bobot_pca])


def _acak(benih: int) -> pd.DataFrame:
    """Positive and positively correlated."""
    acak = np.random.default_rng(benih)
    return pd.DataFrame(np.exp(acak.normal(size=(15, 1)) + acak.normal(size=(15, 4)) / 3), columns=list("abcd"))


def test_entropi_pangsa_setengah_setengah() -> None:
    """Two units with shares p and 1 − p: e = −p·log₂p − (1 − p)·log₂(1 − p); 1/4 gives 0.8113."""
    bobot = bobot_entropi(pd.DataFrame({"a": [1, 3], "b": [1, 1], "c": [0, 5]}))
    e = 0.25 * 2 + 0.75 * np.log2(4 / 3)
    assert bobot.tolist() == pytest.approx([(1 - e) / (2 - e), 0, 1 / (2 - e)])


def test_entropi_tidak_bergantung_pada_satuan_tetapi_pada_nolnya() -> None:
    data = _acak(1)
    pd.testing.assert_series_equal(bobot_entropi(data.assign(a=1000 * data["a"])), bobot_entropi(data))
    assert bobot_entropi(data.assign(a=data["a"] + 100))["a"] < bobot_entropi(data)["a"] / 10


@pytest.mark.parametrize("isi", [[1, -1, 3, 4], [0, 0, 0, 0]])
def test_entropi_menolak_yang_negatif_dan_yang_nol_semua(isi: list[float]) -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_entropi(pd.DataFrame({"a": [1, 2, 3, 4], "b": isi}))
    assert galat.value.kode == "tidak_positif"
    assert galat.value.di_mana == "indikator b"


def test_entropi_tanpa_yang_membedakan_ditolak() -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_entropi(pd.DataFrame({"a": [2, 2, 2], "b": [5, 5, 5]}))
    assert galat.value.kode == "tanpa_pembeda"


def test_critic_dua_indikator_hanya_menurut_simpangan_bakunya() -> None:
    """Both share the same 1 − r; standard deviations are √(1/3) and √(1/6)."""
    bobot = bobot_critic(pd.DataFrame({"a": [0, 1, 0, 1], "b": [0, 0.5, 0.5, 1]}))
    assert bobot.tolist() == pytest.approx([2 - np.sqrt(2), np.sqrt(2) - 1])


def test_critic_indikator_yang_berulang_kehilangan_bobot() -> None:
    data = pd.DataFrame({"y": DATA["y"], "z": DATA["z"], "z2": DATA["z"]})
    bobot = bobot_critic(data)
    assert bobot.tolist() == pytest.approx([0.5, 0.25, 0.25])


def test_critic_semua_berkorelasi_sempurna_ditolak() -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_critic(pd.DataFrame({"a": [1.0, 2, 3], "b": [10.0, 20, 30]}))
    assert galat.value.kode == "tanpa_pembeda"


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_pca_dua_indikator_searah_selalu_setengah(benih: int) -> None:
    """The first eigenvector of [[1, r], [r, 1]] is (1, 1)/√2 for every r above zero."""
    data = _acak(benih)[["a", "b"]]
    if data["a"].corr(data["b"]) > 0.01:
        assert bobot_pca(data).tolist() == pytest.approx([0.5, 0.5])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_pca_adalah_kuadrat_muatan_komponen_pertama(benih: int) -> None:
    """Squared weights times the correlation matrix give the largest eigenvalue times them."""
    data = _acak(benih)
    muatan = np.sqrt(bobot_pca(data).to_numpy())
    r = data.corr().to_numpy()
    assert (r @ muatan).tolist() == pytest.approx((np.linalg.eigvalsh(r)[-1] * muatan).tolist())


@pytest.mark.parametrize(
    ("kode", "data"),
    [
        ("komponen_tidak_tunggal", DATA[["y", "z"]]),
        ("arah_bertentangan", DATA.assign(x=-DATA["x"])),
    ],
)
def test_pca_yang_tidak_tertentu_atau_bertentangan_ditolak(kode: str, data: pd.DataFrame) -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_pca(data)
    assert galat.value.kode == kode


def test_pca_menyebut_indikator_yang_berlawanan() -> None:
    with pytest.raises(GalatRumus) as galat:
        bobot_pca(DATA.assign(x=-DATA["x"]))
    assert galat.value.di_mana == "indikator x"


@SEMUA
@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.01, 1000))
def test_berjumlah_satu_dan_tidak_bergantung_pada_satuan_dan_urutan(rumus, benih: int, kali: float) -> None:
    data = _acak(benih)
    try:
        bobot = rumus(data)
    except GalatRumus as galat:
        assert galat.kode == "arah_bertentangan"  # noqa: PT017 -- a draw of which one indicator runs against the others
        return
    lain = rumus(data.assign(b=kali * data["b"])[::-1][["d", "b", "a", "c"]])
    assert bobot.sum() == pytest.approx(1)
    assert (bobot >= 0).all()
    assert lain[list("abcd")].tolist() == pytest.approx(bobot.tolist())


@SEMUA
@pytest.mark.parametrize(
    ("kode", "data"),
    [
        ("data_kosong", pd.DataFrame({"a": [1.0, 2, 3], "b": [1.0, None, 3]})),
        ("bukan_bilangan", pd.DataFrame({"a": [1.0, 2, 3], "b": ["x", "y", "z"]})),
        ("data_kurang", pd.DataFrame({"a": [1.0], "b": [2.0]})),
        ("data_kurang", pd.DataFrame({"b": [1.0, 2.0, 3.0]})),
        ("kode_ganda", pd.DataFrame([[1.0, 2], [2, 1], [3, 3]], columns=["b", "b"])),
    ],
)
def test_data_yang_ditolak(rumus, kode: str, data: pd.DataFrame) -> None:
    with pytest.raises(GalatRumus) as galat:
        rumus(data)
    assert galat.value.kode == kode


@pytest.mark.parametrize("rumus", [bobot_critic, bobot_pca])
def test_indikator_yang_tetap_ditolak(rumus) -> None:
    with pytest.raises(GalatRumus) as galat:
        rumus(DATA.assign(y=3.0))
    assert galat.value.kode == "rentang_nol"
    assert galat.value.di_mana == "indikator y"


def test_entropi_membedakan_yang_hampir_sama() -> None:
    """For small deviations d, 1 − e is proportional to Σd²: 1 : 4, however small they are."""
    m = np.linspace(-1, 1, 41)
    for kecil in (1e-3, 1e-5, 1e-8):
        bobot = bobot_entropi(pd.DataFrame({"a": 100 * (1 + kecil * m), "b": 100 * (1 + 2 * kecil * m)}))
        assert bobot.tolist() == pytest.approx([0.2, 0.8], abs=1e-5)


def test_entropi_beda_sebesar_pembulatan_tidak_membedakan() -> None:
    bobot = bobot_entropi(pd.DataFrame({"a": [0.3, 0.1 + 0.2, 0.3], "b": [1, 2, 3]}))
    assert bobot.tolist() == [0, 1]


def test_entropi_dari_definisinya() -> None:
    data = _acak(9).abs()
    pangsa = data / data.sum()
    satu_kurang_e = 1 + (pangsa * np.log(pangsa)).sum() / np.log(len(data))
    assert bobot_entropi(data).tolist() == pytest.approx((satu_kurang_e / satu_kurang_e.sum()).tolist())


@SEMUA
@pytest.mark.parametrize("bukan", [pd.Series([1.0, 2, 3]), [1, 2, 3], np.eye(3)])
def test_yang_bukan_tabel_ditolak(rumus, bukan: object) -> None:
    with pytest.raises(GalatRumus) as galat:
        rumus(bukan)
    assert galat.value.kode == "bukan_tabel"


def test_critic_pembulatan_korelasi_sempurna_bukan_pertentangan() -> None:
    """1 − r is then some 1e-16, above or below zero, and weights from it would be chance."""
    for benih in range(20):
        a = _acak(benih)["a"]
        with pytest.raises(GalatRumus) as galat:
            bobot_critic(pd.DataFrame({"a": a, "b": 3.7 * a + 0.1, "c": a / 7 - 2}))
        assert galat.value.kode == "tanpa_pembeda"
