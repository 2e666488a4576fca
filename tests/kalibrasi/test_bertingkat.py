"""The one model behind assessors and feedback: against statsmodels where there is nothing to pool, against the truth
of a simulation where there is, and against finite differences underneath.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.discrete.discrete_model import Logit
from statsmodels.miscmodels.ordinal_model import OrderedModel

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.bertingkat import kelebihan_ragam, paskan, paskan_orang
from penilaian.kalibrasi.bertingkat_taksir import Acak, _informasi, _tahan, susun

N = 240


@pytest.fixture(scope="module")
def isi() -> pd.DataFrame:
    """Four categories, two columns, 24 units with effects of their own."""
    acak = np.random.default_rng(5)
    x = pd.DataFrame({"x": acak.normal(size=N), "z": acak.integers(0, 2, N).astype(float)})
    unit = np.arange(N) % 24
    laten = 1.2 * x["x"] - 0.7 * x["z"] + acak.normal(size=24)[unit] + acak.logistic(size=N)
    return x.assign(y=np.digitize(laten, [-1.5, 0.3, 1.6]), unit=[f"u{n:02d}" for n in unit])


def _acak(isi):
    return [Acak("unit", isi["unit"]), Acak("landai", isi["unit"], isi["x"].to_numpy())]


def test_tanpa_efek_acak_sama_dengan_logit_berurut_statsmodels(isi):
    model = paskan(isi["y"].to_numpy(), isi[["x", "z"]], [])
    acuan = OrderedModel(isi["y"].to_numpy(), isi[["x", "z"]], distr="logit")
    pas = acuan.fit(method="newton", disp=0, maxiter=100, tol=1e-12)
    ambang = acuan.transform_threshold_params(pas.params)[1:-1]
    np.testing.assert_allclose(model.koefisien["nilai"], pas.params[:2], rtol=1e-5)
    np.testing.assert_allclose(model.ambang, ambang, rtol=1e-5)
    np.testing.assert_allclose(model.koefisien["galat_baku"], pas.bse[:2], rtol=1e-4)
    np.testing.assert_allclose(model.peluang, pas.predict(isi[["x", "z"]]), atol=1e-6)


def test_galat_baku_ambang_sama_dengan_statsmodels_lewat_aturan_delta(isi):
    """statsmodels has the first threshold and logarithms of the steps between them."""
    susunan = susun(isi["y"].to_numpy(), isi[["x", "z"]], [])
    model = paskan(isi["y"].to_numpy(), isi[["x", "z"]], [])
    titik = np.concatenate([model.ambang, model.koefisien["nilai"]])
    informasi = _informasi(susunan, titik, _tahan(susunan, {}))[1]
    acuan = OrderedModel(isi["y"].to_numpy(), isi[["x", "z"]], distr="logit")
    pas = acuan.fit(method="newton", disp=0, maxiter=100, tol=1e-12)
    langkah = np.exp(np.asarray(pas.params)[3:])
    jacobi = np.zeros((3, 5))
    jacobi[:, 2] = 1
    jacobi[1:, 3], jacobi[2, 4] = langkah[0], langkah[1]
    ragam = np.diag(jacobi @ pas.cov_params() @ jacobi.T)
    np.testing.assert_allclose(np.sqrt(informasi.ragam()[:3]), np.sqrt(ragam), rtol=1e-4)


def test_dua_kategori_sama_dengan_logit_biasa(isi):
    y = (isi["y"] > 1).to_numpy().astype(int)
    model = paskan(y, isi[["x", "z"]], [])
    acuan = Logit(y, isi[["x", "z"]].assign(tetap=1.0)).fit(disp=0, tol=1e-12)
    np.testing.assert_allclose(model.koefisien["nilai"], acuan.params[:2], rtol=1e-5)
    np.testing.assert_allclose(model.koefisien["galat_baku"], acuan.bse[:2], rtol=1e-5)
    assert model.ambang[0] == pytest.approx(-acuan.params["tetap"], rel=1e-5)


def test_turunan_sama_dengan_beda_hingga(isi):
    susunan = susun(isi["y"].to_numpy(), isi[["x", "z"]], _acak(isi), 1.7)
    tahan = _tahan(susunan, {"unit": 0.8, "landai": 0.3})
    acak = np.random.default_rng(1)
    titik = np.concatenate([[-1.4, 0.2, 1.5], acak.normal(0, 0.4, tahan.size - 3)])

    def di(titik):
        nilai, _, landai = _informasi(susunan, titik, tahan)
        return nilai, landai

    _, informasi, landai = _informasi(susunan, titik, tahan)
    langkah = 1e-5 * np.eye(titik.size)
    beda = np.array([(di(titik + e)[0] - di(titik - e)[0]) / 2e-5 for e in langkah])
    np.testing.assert_allclose(landai, beda, rtol=1e-5, atol=1e-6)
    hessian = -np.array([(di(titik + e)[1] - di(titik - e)[1]) / 2e-5 for e in langkah])
    kanan = acak.normal(size=titik.size)
    np.testing.assert_allclose(informasi.selesaikan(kanan), np.linalg.solve(hessian, kanan), rtol=1e-4, atol=1e-7)
    np.testing.assert_allclose(informasi.ragam(), np.diag(np.linalg.inv(hessian)), rtol=1e-4)


def test_urutan_baris_dan_nama_kelompok_tidak_mengubah_hasil(isi):
    model = paskan(isi["y"].to_numpy(), isi[["x"]], _acak(isi))
    lain = isi.sample(frac=1, random_state=3).reset_index(drop=True)
    lain["unit"] = lain["unit"].map(lambda nama: f"z{99 - int(nama[1:])}")
    dua = paskan(lain["y"].to_numpy(), lain[["x"]], _acak(lain))
    assert model.konvergen
    np.testing.assert_allclose(model.ambang, dua.ambang, rtol=1e-5)
    for nama in ("unit", "landai"):
        kiri = model.acak[nama].rename(index=lambda nama: f"z{99 - int(nama[1:])}").sort_index()
        pd.testing.assert_frame_equal(kiri, dua.acak[nama].sort_index(), rtol=1e-4, atol=1e-5)
        assert model.ragam[nama] == pytest.approx(dua.ragam[nama], rel=1e-3, abs=1e-4)


def test_ragam_dan_efek_yang_ditanam_ditemukan_kembali():
    nisbah, meliput = [], []
    for benih in range(5):
        acak = np.random.default_rng(benih)
        unit = np.repeat(np.arange(120), 40)
        efek, x = acak.normal(0, 0.9, 120), acak.normal(size=unit.size)
        y = np.digitize(0.8 * x + efek[unit] + acak.logistic(size=unit.size), [-1.0, 1.0])
        model = paskan(y, pd.DataFrame({"x": x}), [Acak("unit", pd.Series(unit))])
        hasil = model.acak["unit"]
        nisbah.append(model.ragam["unit"] / efek.var())
        meliput.append(((hasil["nilai"] - efek + efek.mean()).abs() < 1.96 * hasil["galat_baku"]).mean())
        assert model.koefisien.loc["x", "nilai"] == pytest.approx(0.8, abs=0.1)
        assert np.corrcoef(hasil["nilai"], efek)[0, 1] > 0.9
    assert np.mean(nisbah) == pytest.approx(1, abs=0.1)
    assert 0.93 <= np.mean(meliput) <= 0.97


def test_unit_dengan_amatan_lebih_sedikit_lebih_ditarik_ke_nol():
    """Units of 2, 8 and 32 observations, all of the same share of both ratings: ever farther from zero."""
    blok = [(f"{tanda}{n}", n, tanda) for n in (2, 8, 32) for tanda in ("naik", "turun")]
    unit = pd.Series([nama for nama, n, _ in blok for _ in range(n)])
    y = np.concatenate([[int(tanda == "naik")] * n for _, n, tanda in blok])
    hasil = paskan(y, pd.DataFrame(index=range(len(y))), [Acak("unit", unit)]).acak["unit"]
    besar = [hasil.loc[f"naik{n}", "nilai"] for n in (2, 8, 32)]
    galat = [hasil.loc[f"naik{n}", "galat_baku"] for n in (2, 8, 32)]
    assert 0 < besar[0] < besar[1] < besar[2]
    assert galat[0] > galat[1] > galat[2]
    assert hasil.loc["turun8", "nilai"] == pytest.approx(-besar[1], rel=1e-3)


def test_rating_yang_tidak_pernah_diberikan_berpeluang_nol_bukan_galat():
    """Nobody was ever rated lowest, or in the middle: common in practice, and no reason to say nothing."""
    acak = np.random.default_rng(2)
    x = pd.DataFrame({"x": acak.normal(size=80)})
    dua = (x["x"] + acak.logistic(size=80) > 0).to_numpy().astype(int)
    acuan = paskan(dua, x, [])
    for y, kosong in ((dua + 1, 0), (2 * dua, 1)):
        model = paskan(y, x, [])
        assert model.peluang.shape == (80, 3)
        assert (model.peluang[:, kosong] == 0).all()
        np.testing.assert_allclose(model.koefisien, acuan.koefisien)
        np.testing.assert_allclose(model.harapan, model.peluang @ [0, 1, 2])
        np.testing.assert_allclose(model.geser(np.zeros(80)), model.harapan, atol=1e-9)
        assert (model.geser(np.ones(80)) > model.harapan).all()


X = np.linspace(-3, 3, 40)


@pytest.mark.parametrize(
    ("y", "tetap", "kode"),
    [
        (np.ones(40, dtype=int), {"x": X}, "model_satu_rating"),
        (np.zeros(0, dtype=int), {"x": []}, "model_satu_rating"),
        ((X > 0).astype(int), {"x": X}, "model_terpisah"),
        (np.digitize(X, [-1, 1]), {"x": X}, "model_terpisah"),
        (np.where(X < 0, 0, np.arange(40) % 2), {"x": (X >= 0) * 1.0}, "model_terpisah"),
        (np.arange(40) % 3, {"x": X, "kembar": 2 * X}, "model_terpisah"),
        (np.arange(40) % 3, {"x": np.ones(40)}, "model_terpisah"),
        (np.arange(40) % 3, {"x": np.where(X > 2, np.nan, X)}, "model_kosong"),
        (np.arange(40) % 3, {"x": np.where(X > 2, np.inf, X)}, "model_kosong"),
    ],
)
def test_yang_tidak_dapat_ditentukan_ditolak_dengan_sebabnya(y, tetap, kode):
    blok = [Acak("unit", pd.Series(np.arange(len(y)) % 4))]
    for acak in ([], blok):
        with pytest.raises(GalatRumus) as galat:
            paskan(y, pd.DataFrame(tetap, dtype=float), acak)
        assert galat.value.kode == kode


def test_kelompok_atau_bobot_yang_kosong_ditolak():
    y, x = np.arange(40) % 3, pd.DataFrame({"x": X})
    for blok in (Acak("unit", pd.Series([None, *"ab" * 19, "a"])), Acak("unit", pd.Series(["a"] * 40), X * np.nan)):
        with pytest.raises(GalatRumus, match="unit memuat nilai kosong"):
            paskan(y, x, [blok])


def test_orang_yang_dilihat_berulang_kali_bukan_banyak_orang(isi):
    """Every row twice: independent rows halve the variance, the same people seen twice do not."""
    sekali = paskan_orang(isi["y"].to_numpy(), isi[["x"]], [], pd.Series(range(N)))
    dua = pd.concat([isi, isi], ignore_index=True)
    buta = paskan(dua["y"].to_numpy(), dua[["x"]], [])
    sadar = paskan_orang(dua["y"].to_numpy(), dua[["x"]], [], pd.Series([*range(N), *range(N)]))
    assert sekali.kelebihan == 1
    assert sadar.kelebihan == pytest.approx(2, rel=0.15)
    nisbah = [satu.koefisien.loc["x", "galat_baku"] / sekali.koefisien.loc["x", "galat_baku"] for satu in (buta, sadar)]
    assert nisbah == pytest.approx([np.sqrt(0.5), 1.0], rel=0.08)
    np.testing.assert_allclose(sadar.koefisien["nilai"], buta.koefisien["nilai"], rtol=1e-5)


def test_kelebihan_ragam_tidak_pernah_menyempitkan():
    sisa = np.array([1.0, -1.0, 1.0, -1.0])
    orang = pd.Series(list("aabb"))
    assert kelebihan_ragam(sisa, np.ones(4), orang) == 1
    assert kelebihan_ragam(np.abs(sisa), np.ones(4), orang) == 2
    assert kelebihan_ragam(np.abs(sisa), np.ones(4), pd.Series(list("abcd"))) == 1
    assert kelebihan_ragam(sisa, np.zeros(4), orang) == 1
