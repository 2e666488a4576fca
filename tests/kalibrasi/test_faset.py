"""Givers of feedback: compared where employees are shared, refused where they are not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.faset import NADA, SATU_ASPEK, faset_umpan_balik

LONGGAR = np.linspace(-1.8, 1.8, 14)
NILAI = ["harmonis", "kompeten", "loyal"]


def _umpan(benih, pulau="A", pemberi=14, pegawai=40, longgar=LONGGAR):
    """Every giver rates half of the employees on two of four aspects; names carry the island's letter."""
    acak = np.random.default_rng(benih)
    kemampuan, per_aspek = acak.normal(0, 0.8, pegawai), np.array([0.0, 0.7, -0.7, 0.0])
    baris = [
        (g, p, a)
        for g in range(pemberi)
        for p in acak.choice(pegawai, pegawai // 2, replace=False)
        for a in acak.choice(4, 2, replace=False)
    ]
    g, p, a = np.array(baris).T
    nada = np.digitize(longgar[g] + kemampuan[p] + per_aspek[a] + acak.logistic(size=g.size), [-1.5, 0.5])
    return pd.DataFrame(
        {
            "dari": [f"{pulau}{n:02d}" for n in g],
            "nip": [f"{pulau}e{n:02d}" for n in p],
            "jenis_sasaran": np.where(a == 3, "rhk", "nilai_dasar"),
            "sasaran": [([*NILAI, "r1"])[n] for n in a],
            "nada": [NADA[n] for n in nada],
        }
    )


@pytest.fixture(scope="module")
def satu():
    return faset_umpan_balik(_umpan(1), 10)


def test_keringanan_pemberi_yang_ditanam_ditemukan(satu):
    hasil = satu.pemberi
    assert satu.rancangan.terhubung
    assert np.corrcoef(hasil["nilai"], LONGGAR)[0, 1] > 0.95
    assert 0.75 < hasil["nilai"].std() / LONGGAR.std() < 1.15
    assert ((hasil["bawah"] < LONGGAR) & (hasil["atas"] > LONGGAR)).mean() >= 0.85


def test_aspek_yang_lebih_berat_di_bawah_dan_hasil_kerja_satu_aspek(satu):
    aspek = satu.aspek.loc[0]["nilai"]
    assert sorted(aspek.index) == sorted([*NILAI, SATU_ASPEK])
    assert aspek["loyal"] < aspek["harmonis"] < aspek["kompeten"]


def test_rata_adil_lebih_dekat_ke_kemampuan_daripada_yang_teramati():
    """Few givers each: who happened to meet lenient ones was given more than he would get from an average one."""
    dekat = []
    for benih in range(8):
        umpan = _umpan(benih, pemberi=6, longgar=np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]))
        kemampuan = pd.Series(np.random.default_rng(benih).normal(0, 0.8, 40), [f"Ae{n:02d}" for n in range(40)])
        hasil = faset_umpan_balik(umpan, 10).pegawai
        dekat.append([hasil[nama].corr(kemampuan) for nama in ("rata_adil", "rata_teramati")])
    adil, teramati = np.array(dekat).T
    assert adil.mean() > teramati.mean() + 0.02


def test_setiap_umpan_balik_dihitung_sekali(satu):
    assert satu.pegawai["rata_adil"].between(0, 2).all()
    assert satu.pegawai["amatan"].sum() == satu.pemberi["amatan"].sum() == len(_umpan(1))
    assert satu.dilewati == 0


def test_selisih_dua_pemberi_sepulau_dengan_galatnya(satu):
    nilai, galat = satu.selisih("A13", "A00")
    assert nilai == pytest.approx(3.6, abs=3 * galat)
    assert satu.selisih("A00", "A13") == (-nilai, galat)
    assert satu.selisih("A05", "A05")[0] == 0


def test_pemberi_di_pulau_lain_tidak_dibandingkan():
    dua = faset_umpan_balik(pd.concat([_umpan(1), _umpan(2, "B")], ignore_index=True), 10)
    assert dua.pemberi.groupby("pulau").size().tolist() == [14, 14]
    assert dua.pemberi.groupby("pulau")["nilai"].mean().abs().max() < 0.2
    dua.selisih("B01", "B13")
    with pytest.raises(GalatRumus) as galat:
        dua.selisih("A01", "B01")
    assert galat.value.kode == "tidak_terhubung"


def test_pulau_lain_tidak_mengubah_angka_sebuah_pulau(satu):
    dua = faset_umpan_balik(pd.concat([_umpan(2, "B"), _umpan(1)], ignore_index=True), 10)
    sama = dua.pemberi.loc[satu.pemberi.index]
    np.testing.assert_allclose(sama["nilai"], satu.pemberi["nilai"], rtol=1e-4, atol=1e-5)


def test_pulau_kecil_dilewati_dihitung_dan_tidak_dibandingkan():
    kecil = _umpan(3, "C", pemberi=2, pegawai=12, longgar=np.zeros(2))
    tanpa = _umpan(4).head(5).assign(dari=None)
    hasil = faset_umpan_balik(pd.concat([_umpan(1), kecil, tanpa], ignore_index=True), 10)
    assert hasil.dilewati == len(kecil) + 5
    assert not hasil.pemberi.index.str.startswith("C").any()
    with pytest.raises(GalatRumus) as galat:
        hasil.selisih("C00", "C01")
    assert galat.value.kode == "pulau_terlalu_kecil"


def test_tanpa_nada_netral_rata_adil_tetap_dari_nol_sampai_dua():
    """Only negative and positive: two steps apart, not one."""
    umpan = _umpan(1)
    umpan["nada"] = umpan["nada"].replace("netral", "positif")
    hasil = faset_umpan_balik(umpan, 10).pegawai
    assert hasil["rata_adil"].mean() == pytest.approx(hasil["rata_teramati"].mean(), abs=0.1)
    assert hasil["rata_adil"].max() > 1.2
    tinggi = faset_umpan_balik(_umpan(1).replace({"nada": {"negatif": "netral"}}), 10)
    assert tinggi.pegawai["rata_adil"].between(1, 2).all()


@pytest.mark.parametrize("nada", [None, "positif"])
def test_tanpa_pulau_yang_cukup_ditolak(nada):
    umpan = _umpan(1).assign(nada=nada)
    with pytest.raises(GalatRumus, match="tidak satu pun cukup besar") as galat:
        faset_umpan_balik(umpan, 10)
    assert galat.value.kode == "tidak_terhubung"


def test_satu_atasan_satu_tim_ditolak():
    """One superior a team: as many islands as teams, and nobody to compare."""
    umpan = _umpan(1)
    umpan["dari"] = "p" + umpan["nip"].str[-1]
    with pytest.raises(GalatRumus, match="10 pulau"):
        faset_umpan_balik(umpan, 10)
