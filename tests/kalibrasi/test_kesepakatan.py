"""Agreement: published coefficients, two other implementations as oracles, and what any such measure must keep to."""

from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.intrakelas import intrakelas
from penilaian.kalibrasi.kesepakatan import (
    Kesepakatan,
    alpha_krippendorff,
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    matriks_bobot,
    persen_setuju,
)

KASUS = YAML(typ="safe").load((Path(__file__).parent / "kesepakatan.yaml").read_text("utf-8"))
NAN = float("nan")


def _nilai(kasus: dict) -> pd.DataFrame:
    """Ratings of a case as units × raters."""
    if "tabel" in kasus:
        tabel = kasus["tabel"]
        pasang = [(i, j) for i, satu in enumerate(tabel) for j, banyak in enumerate(satu) for _ in range(banyak)]
        return pd.DataFrame(pasang, dtype=float)
    if "penilai" in kasus:
        return pd.DataFrame(kasus["penilai"], dtype=float).T
    return pd.DataFrame(kasus["sasaran_kali_penilai"], dtype=float)


def _ukur(nama: str, nilai: pd.DataFrame) -> Kesepakatan:
    kategori = sorted(set(nilai.stack().dropna()))
    match nama:
        case "cohen_kappa":
            return cohen_kappa(nilai[0], nilai[1], kategori)
        case "ac1":
            return gwet_ac(nilai, kategori)
        case "alpha_nominal" | "alpha_ordinal" | "alpha_interval" | "alpha_rasio":
            return alpha_krippendorff(nilai, nama.removeprefix("alpha_"))
    lain = {"fleiss_kappa": fleiss_kappa, "conger_kappa": conger_kappa}
    return (lain | {"brennan_prediger": brennan_prediger, "persen_setuju": persen_setuju})[nama](nilai)


BERNILAI = [(k, nama) for k in KASUS for nama in k["keluaran"] if not nama.startswith("icc")]
BERGALAT = [(k, nama) for k in KASUS for nama in k.get("galat_baku", {})]


@pytest.mark.parametrize(("kasus", "nama"), BERNILAI, ids=lambda satu: satu if isinstance(satu, str) else satu["nama"])
def test_nilai_terbit(kasus, nama):
    hasil = _ukur(nama, _nilai(kasus))
    assert hasil.ukuran == nama
    assert hasil.nilai == pytest.approx(kasus["keluaran"][nama], abs=kasus["toleransi"])
    assert hasil.bawah < hasil.nilai < hasil.atas <= 1


@pytest.mark.parametrize(("kasus", "nama"), BERGALAT, ids=lambda satu: satu if isinstance(satu, str) else satu["nama"])
def test_galat_baku_terbit(kasus, nama):
    assert _ukur(nama, _nilai(kasus)).galat_baku == pytest.approx(kasus["galat_baku"][nama], abs=kasus["toleransi"])


def test_korelasi_intrakelas_terbit():
    kasus = KASUS[-1]
    hasil = intrakelas(_nilai(kasus))
    for nama, harap in kasus["keluaran"].items():
        assert hasil.loc[nama, "nilai"] == pytest.approx(harap, abs=kasus["toleransi"])


@given(st.integers(0, 10_000), st.integers(4, 30), st.integers(2, 5))
def test_korelasi_intrakelas_dan_selangnya_sama_dengan_pingouin(seed, unit, penilai):
    acak = np.random.default_rng(seed)
    nilai = pd.DataFrame(acak.normal(size=(unit, 1)) + acak.normal(size=(unit, penilai)))
    panjang = nilai.reset_index().melt("index")
    lain = pingouin.intraclass_corr(panjang, targets="index", raters="variable", ratings="value")
    kita = intrakelas(nilai)
    np.testing.assert_allclose(kita["nilai"], lain["ICC"], atol=1e-8)
    np.testing.assert_allclose(kita[["bawah", "atas"]], np.stack(lain["CI95"].to_list()), atol=0.0051)


@given(st.integers(0, 10_000), st.sampled_from(["nominal", "ordinal", "interval", "rasio"]))
def test_alfa_sama_dengan_paket_krippendorff_juga_dengan_sel_kosong(seed, tingkat):
    acak = np.random.default_rng(seed)
    nilai = acak.integers(1, 5, size=(12, 4)).astype(float)
    nilai[acak.random(nilai.shape) < 0.3] = np.nan
    lain = krippendorff.alpha(nilai.T, level_of_measurement={"rasio": "ratio"}.get(tingkat, tingkat))
    assert alpha_krippendorff(pd.DataFrame(nilai), tingkat).nilai == pytest.approx(lain, abs=1e-9)


@given(st.integers(0, 10_000), st.sampled_from(["sama_persis", "linear", "kuadrat", "ordinal"]))
def test_urutan_unit_dan_penilai_tidak_mengubah_apa_pun(seed, bobot):
    acak = np.random.default_rng(seed)
    nilai = pd.DataFrame(acak.integers(0, 3, size=(15, 3)).astype(float))
    balik = nilai.sample(frac=1, random_state=seed)[[2, 0, 1]].set_axis(range(3), axis=1)
    for ukur in (persen_setuju, fleiss_kappa, conger_kappa, brennan_prediger):
        assert ukur(nilai, bobot).nilai == pytest.approx(ukur(balik, bobot).nilai)
        assert ukur(nilai, bobot).galat_baku == pytest.approx(ukur(balik, bobot).galat_baku)
    assert gwet_ac(nilai, [0, 1, 2], bobot).nilai == pytest.approx(gwet_ac(balik, [0, 1, 2], bobot).nilai)


def test_selalu_setuju_adalah_satu_dan_acak_sekitar_nol():
    acak = np.random.default_rng(1)
    sama = pd.DataFrame(np.repeat(acak.integers(0, 3, size=(40, 1)), 3, axis=1), dtype=float)
    lepas = pd.DataFrame(acak.integers(0, 3, size=(4000, 2)), dtype=float)
    for ukur in (fleiss_kappa, conger_kappa, brennan_prediger):
        assert ukur(sama).nilai == pytest.approx(1)
    assert gwet_ac(sama, [0, 1, 2]).nilai == pytest.approx(1)
    assert gwet_ac(lepas, [0, 1, 2]).nilai == pytest.approx(0, abs=0.05)
    assert alpha_krippendorff(lepas.head(400)).nilai == pytest.approx(0, abs=0.1)


def test_kappa_tertimbang_dua_penilai_sama_dengan_conger():
    acak = np.random.default_rng(3)
    nilai = pd.DataFrame(acak.integers(0, 3, size=(60, 2)), dtype=float)
    for bobot in ("sama_persis", "linear", "kuadrat"):
        cohen = cohen_kappa(nilai[0], nilai[1], [0, 1, 2], bobot)
        assert cohen.nilai == pytest.approx(conger_kappa(nilai, bobot).nilai)


def test_selang_pisau_lipat_memuat_yang_benar_sekitar_sembilan_puluh_lima_persen():
    """Two raters who agree on 60% of units and otherwise choose at random: kappa is 0.6."""
    acak, kena = np.random.default_rng(5), 0
    for _ in range(200):
        satu, lain = acak.integers(0, 3, size=(2, 80))
        lain = np.where(acak.random(80) < 0.6, satu, lain)
        hasil = fleiss_kappa(pd.DataFrame({0: satu, 1: lain}, dtype=float))
        kena += hasil.bawah <= 0.6 <= hasil.atas
    assert 0.91 <= kena / 200 <= 0.99


def test_sel_kosong_tidak_dihitung_sebagai_penilaian():
    penuh = pd.DataFrame({0: [1, 2, 1, 2], 1: [1, 2, 2, 2]}, dtype=float)
    kosong = pd.concat([penuh, pd.DataFrame({0: [NAN, NAN], 1: [NAN, NAN]})], ignore_index=True)
    for ukur in (persen_setuju, fleiss_kappa, conger_kappa):
        assert ukur(kosong) == ukur(penuh)
    assert gwet_ac(kosong, [1, 2]) == gwet_ac(penuh, [1, 2])


def test_kategori_yang_tidak_terpakai_ikut_menentukan_kebetulan_pada_ac():
    nilai = pd.DataFrame({0: [1, 2, 1, 2], 1: [1, 2, 2, 2]}, dtype=float)
    assert gwet_ac(nilai, [1, 2, 3]).nilai != pytest.approx(gwet_ac(nilai, [1, 2]).nilai)


TIDAK_DAPAT = [
    (lambda: alpha_krippendorff(pd.DataFrame({0: [1.0, NAN], 1: [NAN, 2.0]})), "tanpa_pasangan"),
    (lambda: fleiss_kappa(pd.DataFrame({0: [1.0, 1.0], 1: [1.0, 1.0]})), "satu_kategori"),
    (lambda: cohen_kappa(pd.Series([1.0, NAN]), pd.Series([NAN, 1.0]), [1, 2]), "tanpa_pasangan"),
    (lambda: cohen_kappa(pd.Series([1.0]), pd.Series([1.0]), [1, 2], "ordinal"), "bobot_tidak_dikenal"),
    (lambda: gwet_ac(pd.DataFrame({0: [1.0], 1: [9.0]}), [1, 2]), "kategori_asing"),
    (lambda: gwet_ac(pd.DataFrame({0: [1.0], 1: [2.0]}), [1, 2, NAN]), "kategori_asing"),
    (lambda: alpha_krippendorff(pd.DataFrame({0: [1.0], 1: [2.0]}), "mutlak"), "tingkat_tidak_dikenal"),
    (lambda: matriks_bobot("kubik", 3), "bobot_tidak_dikenal"),
    (lambda: intrakelas(pd.DataFrame({0: [3.0, 3.0], 1: [3.0, 3.0]})), "tanpa_ragam"),
    (lambda: intrakelas(pd.DataFrame({0: [3.0, 1.0], 1: [NAN, NAN]})), "tanpa_ragam"),
]


@pytest.mark.parametrize(("hitung", "kode"), TIDAK_DAPAT, ids=[kode for _, kode in TIDAK_DAPAT])
def test_yang_tidak_dapat_diukur_ditolak_dengan_sebab(hitung, kode):
    with pytest.raises(GalatRumus) as galat:
        hitung()
    assert galat.value.kode == kode
    assert galat.value.tindakan


def test_korelasi_searah_memakai_baris_tak_lengkap_dua_arah_tidak():
    nilai = pd.DataFrame({0: [9.0, 6, 8, 7], 1: [8.0, 6, 7, NAN], 2: [9.0, 5, 8, 6]})
    hasil = intrakelas(nilai)
    assert hasil.loc["icc_1_1", "unit"] == 4
    assert hasil.loc["icc_3_1", "unit"] == 3
    assert intrakelas(nilai[[0, 1]].assign(**{"1": NAN})).loc["icc_2_1"].isna().all()
