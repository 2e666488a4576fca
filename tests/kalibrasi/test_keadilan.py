"""Rates of groups against published intervals and exact distributions."""

from __future__ import annotations

import itertools
from math import comb

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from penilaian.galat import GalatData
from penilaian.kalibrasi.keadilan import ATRIBUT, beri_golongan, keadilan, uji_bersama


def _orang(sel: dict[str, tuple[int, int]], paling_sedikit=1):
    """Fairness of people made of groups: name → (with the outcome, all)."""
    pegawai = pd.DataFrame({"lokasi": [nama for nama, (_, n) in sel.items() for _ in range(n)]})
    hasil = pd.Series([i < ya for ya, n in sel.values() for i in range(n)])
    return keadilan(pegawai, hasil, "lokasi", paling_sedikit)


@pytest.mark.parametrize(("ya", "n", "bawah", "atas"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)])  # fmt: skip
def test_selang_pangsa_sama_dengan_wilson_yang_diterbitkan(ya, n, bawah, atas):
    """Newcombe 1998, Statistics in Medicine 17:857, table I, method 3."""
    satu = _orang({"a": (ya, n)}).kelompok.loc["a"]
    assert (satu["pangsa"], satu["pegawai"]) == (ya / n, n)
    assert satu[["bawah", "atas"]].tolist() == pytest.approx([bawah, atas], abs=6e-5)


@pytest.mark.parametrize(
    ("satu", "dua", "bawah", "atas"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_selang_selisih_sama_dengan_newcombe_yang_diterbitkan(satu, dua, bawah, atas):
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10; the largest group is the reference."""
    hasil = _orang({"b": satu, "a": dua})
    kelompok = hasil.kelompok
    if hasil.pembanding == "a":
        isi = kelompok.loc["b", ["selisih", "selisih_bawah", "selisih_atas"]].tolist()
    else:
        selisih, rendah, tinggi = kelompok.loc["a", ["selisih", "selisih_bawah", "selisih_atas"]]
        isi = [-selisih, -tinggi, -rendah]
    assert isi == pytest.approx([satu[0] / satu[1] - dua[0] / dua[1], bawah, atas], abs=6e-5)


def test_selang_memuat_taksirannya_juga_di_tepi():
    """Nobody, everybody, and everything between, in small groups: no warning, no interval beside its estimate."""
    for n, n0 in ((5, 5), (5, 8), (6, 40)):
        for ya, ya0 in itertools.product(range(n + 1), sorted({0, 1, n0 // 2, n0 - 1, n0})):
            satu = _orang({"b": (ya, n), "a": (ya0, n0)}).kelompok.loc["b"]
            assert satu["selisih_bawah"] - 1e-9 <= satu["selisih"] <= satu["selisih_atas"] + 1e-9
            if ya0:
                assert satu["nisbah_bawah"] >= -1e-9
                assert satu["nisbah_bawah"] <= satu["nisbah"] <= satu["nisbah_atas"]
                assert satu["nisbah_bawah"] < satu["nisbah_atas"]
            else:
                assert np.isnan(satu["nisbah"])


@pytest.mark.parametrize(("satu", "dua"), [((56, 70), (48, 80)), ((3, 10), (9, 12)), ((1, 25), (40, 90)), ((81, 263), (15, 400))])  # fmt: skip
def test_selang_nisbah_sama_dengan_skor_statsmodels(satu, dua):
    hasil = _orang({"b": satu, "a": dua}).kelompok.loc["b", ["nisbah_bawah", "nisbah_atas"]]
    acuan = confint_proportions_2indep(*satu, *dua, method="score", compare="ratio")
    assert hasil.tolist() == pytest.approx(acuan, rel=1e-6)


@pytest.mark.parametrize(
    ("satu", "dua"), [((5, 5), (8, 12)), ((5, 5), (7, 12)), ((4, 5), (12, 12)), ((6, 6), (30, 30))]
)
def test_semua_orang_sebuah_kelompok_berhasil_tidak_membuat_nisbahnya_pasti(satu, dua):
    """statsmodels' closed form says at least 1.31 for 5 of 5 against 8 of 12, or nothing at all for 7 of 12."""
    hasil = _orang({"b": satu, "a": dua})
    baris = hasil.kelompok.loc["b"]
    assert baris["nisbah_bawah"] < 1 < baris["nisbah_atas"]
    assert hasil.p is None or hasil.p > 0.05


def test_kelompok_kecil_ditutup_bersama_yang_berikutnya_supaya_tidak_dapat_dihitung():
    hasil = _orang({"a": (20, 40), "b": (3, 6), "c": (1, 3), "d": (5, 9)}, 5)
    assert set(hasil.ditutup) == {"b", "c"}
    assert hasil.kelompok.index.tolist() == ["a", "d"]
    assert hasil.keseluruhan == 29 / 58
    assert hasil.pembanding == "a"
    assert hasil.kelompok.loc["a", ["selisih", "nisbah"]].isna().all()
    semua_kecil = _orang({"a": (1, 2), "b": (1, 3)}, 5)
    assert semua_kecil.kelompok.empty
    assert semua_kecil.p is None


def test_yang_tanpa_hasil_atau_tanpa_atribut_tidak_dihitung():
    pegawai = pd.DataFrame({"lokasi": ["a", "a", "b", None, "b"]})
    hasil = pd.Series([True, None, False, True, True], dtype="boolean")
    satu = keadilan(pegawai, hasil, "lokasi", 1)
    assert satu.kelompok["pegawai"].to_dict() == {"a": 1, "b": 2}
    assert satu.keseluruhan == pytest.approx(2 / 3)
    with pytest.raises(GalatData, match="punya hasil"):
        keadilan(pegawai, pd.Series([None] * 5, dtype="boolean"), "lokasi", 1)
    with pytest.raises(GalatData, match="jenis_kelamin"):
        keadilan(pegawai, hasil, "warna", 1)


def test_uji_semua_kelompok_sama_dengan_scipy():
    besar = _orang({"a": (30, 60), "b": (25, 40), "c": (10, 30)})
    isi = [[30, 30], [25, 15], [10, 20]]
    assert besar.p == pytest.approx(stats.chi2_contingency(isi, correction=False).pvalue)
    assert _orang({"a": (9, 10), "b": (3, 10)}).p == pytest.approx(stats.fisher_exact([[9, 1], [3, 7]])[1])
    assert _orang({"a": (5, 5), "b": (7, 7), "c": (6, 6)}).p is None
    assert _orang({"a": (5, 9)}).p is None


def _peluang_tepat(ya, n):
    """P(chi-squared at least as seen | margins), by listing all tables."""
    ya, n = np.array(ya), np.array(n)
    harap = n * ya.sum() / n.sum()
    peluang = 0.0
    for satu in itertools.product(*(range(k + 1) for k in n)):
        jauh = ((np.array(satu) - harap) ** 2 / n).sum() >= ((ya - harap) ** 2 / n).sum() * (1 - 1e-9)
        if sum(satu) == ya.sum() and jauh:
            peluang += np.prod([comb(int(k), s) for k, s in zip(n, satu, strict=True)]) / comb(int(n.sum()), int(ya.sum()))  # fmt: skip
    return peluang


@pytest.mark.parametrize(("ya", "n"), [([5, 6, 3], [5, 6, 8]), ([1, 0, 0, 2], [5, 5, 5, 20]), ([4, 5, 4], [5, 5, 5])])
def test_kelompok_kecil_diuji_dengan_sebarannya_sendiri(ya, n):
    p = _orang({f"k{i}": pasang for i, pasang in enumerate(zip(ya, n, strict=True))}).p
    tepat = _peluang_tepat(ya, n)
    assert p == pytest.approx(tepat, abs=4 * np.sqrt(tepat * (1 - tepat) / 9999) + 1e-4)
    assert p == _orang({f"k{i}": pasang for i, pasang in enumerate(zip(ya, n, strict=True))}).p


def test_satu_kegagalan_di_kelompok_kecil_bukan_bukti():
    """The tabulated chi-squared calls one failure in a group of five among 200 good ones significant at 0.1 percent."""
    isi = {"a": (4, 5), "b": (5, 5), "c": (5, 5), "d": (198, 200)}
    tabel = stats.chi2_contingency([[ya, n - ya] for ya, n in isi.values()], correction=False).pvalue
    assert tabel < 0.01
    assert _orang(isi).p > 0.03
    acak, n, p = np.random.default_rng(6), np.array([5, 6, 7, 8, 60]), []
    for ya in acak.binomial(n, 0.95, (150, 5)):
        satu = _orang({f"k{i}": (int(y), int(k)) for i, (y, k) in enumerate(zip(ya, n, strict=True))}).p
        p.append(1.0 if satu is None else satu)
    assert np.mean(np.array(p) < 0.05) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 150)


def test_q_atas_semua_atribut_sama_dengan_benjamini_hochberg_statsmodels():
    daftar = [_orang({"a": (ya, 60), "b": (20, 50)}) for ya in (20, 33, 40, 45)] + [_orang({"a": (5, 9)})]
    tabel = uji_bersama(daftar, 0.05)
    tolak, q = multipletests(tabel["p"].dropna(), 0.05, method="fdr_bh")[:2]
    np.testing.assert_allclose(tabel["q"].iloc[:4], q)
    assert tabel["ditandai"].tolist() == [*tolak, False]
    assert np.isnan(tabel["q"].iloc[4])


def test_golongan_menjadi_ruang_dan_kosong_di_mana_mana_bukan_galat():
    golongan = pd.Series(["III/a", "II/d", "IX", "I", None], dtype="str")
    assert beri_golongan(pd.DataFrame({"golongan": golongan}))["golongan_ruang"].fillna("-").tolist() == [
        "III", "II", "PPPK IX", "PPPK I", "-",
    ]  # fmt: skip
    kosong = pd.DataFrame({"golongan": pd.Series([None, None], dtype="str")})
    assert beri_golongan(kosong)["golongan_ruang"].isna().all()


def test_setiap_atribut_contoh_dapat_dibandingkan(contoh):
    pegawai = beri_golongan(contoh.kini.dropna(subset=["predikat"])).reset_index(drop=True)
    baik = pegawai["predikat"].isin(["baik", "sangat_baik"])
    for atribut in ATRIBUT:
        satu = keadilan(pegawai, baik, atribut, 5)
        assert (satu.kelompok["pegawai"] >= 5).all()
        assert satu.keseluruhan == pytest.approx(baik[pegawai[atribut].notna()].mean())
        cacah = pegawai[atribut].value_counts()
        assert satu.kelompok["pegawai"].sum() + cacah[list(satu.ditutup)].sum() == cacah.sum()
        assert len(satu.ditutup) != 1
