"""Leniency of assessors against achievement: planted and found, and what must not look like it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.keringanan import keringanan_penilai
from penilaian.kalibrasi.keterhubungan import keterhubungan
from tests.kalibrasi.tiruan import aturan_lain, bahan, tim

POIN = 10 / 6
"""Points of achievement a logit is worth in `tim`."""
SETIAP_BEDA = aturan_lain("kebijakan/kalibrasi", keringanan_berarti=0)
EFEK = ["nilai", "galat_baku", "bawah", "atas", "rata_teramati", "rata_adil"]


@pytest.fixture(scope="module")
def longgar() -> np.ndarray:
    return np.random.default_rng(8).normal(0, 1.2, 30)


@pytest.fixture(scope="module")
def tanam(longgar):
    return keringanan_penilai(bahan(pegawai=tim(1, longgar=longgar)))


def test_keringanan_yang_ditanam_ditemukan_dalam_poin_capaian(tanam, longgar):
    benar = POIN * (longgar - longgar.mean())
    hasil = tanam.penilai
    assert hasil.index.tolist() == [f"p{n:03d}" for n in range(30)]
    assert np.corrcoef(hasil["nilai"], benar)[0, 1] > 0.9
    assert tanam.poin_per_logit == pytest.approx(POIN, rel=0.15)
    assert 0.85 <= hasil["nilai"].std() / benar.std() <= 1.1
    assert ((hasil["bawah"] < benar) & (benar < hasil["atas"])).mean() >= 0.9
    assert (hasil["nilai"] > 0)[benar > 2].all()
    assert (hasil["nilai"] < 0)[benar < -2].all()


def test_yang_ditandai_hanya_yang_berbeda_lebih_dari_yang_berarti(tanam, longgar):
    benar = POIN * (longgar - longgar.mean())
    assert (np.abs(benar)[tanam.penilai["ditandai"]] > 1.5).all()
    ketat = keringanan_penilai(bahan(pegawai=tim(1, longgar=longgar), aturan=SETIAP_BEDA)).penilai
    assert ketat["ditandai"].sum() > tanam.penilai["ditandai"].sum()
    assert (ketat["p"] <= tanam.penilai["p"]).all()


def test_rata_adil_terletak_antara_yang_teramati_dan_rata_rata_semua():
    """Large teams achieve alike: what a lenient assessor gave is drawn towards what all give, and not past it."""
    beda = np.repeat([2.0, -2.0, 0.0], 4)
    hasil = keringanan_penilai(bahan(pegawai=tim(1, penilai=12, anggota=60, triwulan=2, longgar=beda)))
    seluruh = hasil.penilaian["tingkat_hasil"].mean()
    teramati, adil = (hasil.penilai[nama][beda != 0] - seluruh for nama in ("rata_teramati", "rata_adil"))
    assert (np.sign(teramati) == np.sign(beda[beda != 0])).all()
    assert (adil.abs() < 0.4 * teramati.abs()).all()


def test_pegawai_yang_terus_dinilai_baik_bukan_bukti_penilai_longgar():
    """What an assessor sees in his eight people stays over eight quarters: eight people, not 64 observations."""
    tanda, p = 0, []
    for benih in range(3):
        hasil = keringanan_penilai(bahan(pegawai=tim(benih, tetap=2.0), aturan=SETIAP_BEDA))
        assert hasil.model.kelebihan > 2
        p.append(hasil.penilai["p"])
        tanda += int(hasil.penilai["ditandai"].sum())
    assert tanda == 0
    assert (pd.concat(p) < 0.05).mean() <= 0.05


def test_selang_tetap_meliput_bila_pegawai_berbeda_satu_sama_lain():
    benar = np.random.default_rng(4).normal(0, 1.0, 60)
    hasil = keringanan_penilai(bahan(pegawai=tim(5, penilai=60, anggota=4, longgar=benar, tetap=1.5)))
    selisih = hasil.penilai["nilai"] / POIN - (benar - benar.mean())
    assert (selisih.abs() < 1.96 * hasil.penilai["galat_baku"] / POIN).mean() >= 0.88


def test_penilai_dibandingkan_lewat_capaian_karena_tidak_ada_pegawai_bersama(tanam):
    """Every team is an island; achievement is the only bridge, so that easier targets look like a severe assessor."""
    isi = tanam.penilaian
    assert len(keterhubungan(isi["nip_penilai"], isi["nip"]).pulau) == 30
    pegawai = tim(1)
    mudah = pegawai.assign(capaian=pegawai["capaian"] + 5.0 * (pegawai["nip_penilai"] == "p004"))
    biasa, lain = (keringanan_penilai(bahan(pegawai=satu)).penilai["nilai"] for satu in (pegawai, mudah))
    assert lain["p004"] - biasa["p004"] == pytest.approx(-5.0, abs=1.5)


def test_nama_dan_urutan_baris_tidak_mengubah_angka(tanam, longgar):
    pegawai = tim(1, longgar=longgar).sample(frac=1, random_state=2).reset_index(drop=True)
    ganti = {f"p{n:03d}": f"x{(7 * n) % 30:03d}" for n in range(30)}
    lain = pegawai.assign(nip_penilai=pegawai["nip_penilai"].map(ganti), nip="9" + pegawai["nip"])
    dua = keringanan_penilai(bahan(pegawai=lain)).penilai.loc[[ganti[nama] for nama in tanam.penilai.index]]
    np.testing.assert_allclose(dua[EFEK], tanam.penilai[EFEK], rtol=1e-4, atol=1e-5)
    assert dua["ditandai"].tolist() == tanam.penilai["ditandai"].tolist()


def test_yang_tidak_dipakai_dihitung_menurut_sebab_pertamanya(contoh):
    hasil = keringanan_penilai(contoh)
    assert len(hasil.penilaian) + sum(hasil.tidak_dipakai.values()) == len(contoh.pegawai)
    belum = contoh.pegawai["tingkat_hasil"].isna()
    assert hasil.tidak_dipakai["belum ditetapkan"] == belum.sum() > 0
    assert (
        hasil.tidak_dipakai["tanpa pejabat penilai di data"] == contoh.pegawai.loc[~belum, "nip_penilai"].isna().sum()
    )
    np.testing.assert_allclose(hasil.penilaian["tingkat_hasil"] - hasil.penilaian["sisa"], hasil.penilaian["harapan"])


def test_tahun_longgar_sebuah_opd_ditandai_dan_yang_lain_tidak():
    pegawai = tim(3, penilai=40)
    kena = (pegawai["kode_opd"] == "o1") & pegawai["periode"].str.startswith("2025")
    naik = kena & (np.random.default_rng(1).random(len(pegawai)) < 0.4)
    pegawai["tingkat_hasil"] = (pegawai["tingkat_hasil"] + naik).clip(upper=2)
    opd = keringanan_penilai(bahan(pegawai=pegawai)).opd_tahun
    assert opd.index[opd["ditandai"] & (opd["nilai"] > 0)].tolist() == [("o1", "2025")]
    assert len(opd) == 8


def test_satu_penilai_tidak_lebih_longgar_daripada_dirinya():
    hasil = keringanan_penilai(bahan(pegawai=tim(2, penilai=1, anggota=12)))
    assert hasil.penilai["nilai"].tolist() == pytest.approx([0.0], abs=1e-6)
    assert not hasil.penilai["ditandai"].any()
    assert hasil.penilai["rata_adil"].iloc[0] == pytest.approx(hasil.penilai["rata_teramati"].iloc[0], abs=0.02)


def test_penilai_dengan_sedikit_amatan_tidak_ditandai():
    pegawai = tim(1, longgar=np.r_[6.0, np.zeros(29)])
    sedikit = pegawai[(pegawai["nip_penilai"] != "p000") | pegawai["nip"].eq("e0000")]
    hasil = keringanan_penilai(bahan(pegawai=sedikit.reset_index(drop=True))).penilai
    assert hasil.loc["p000", "amatan"] == 8
    assert not hasil.loc["p000", "ditandai"]
    assert np.isnan(hasil.loc["p000", "q"])


def test_rating_terendah_yang_tidak_pernah_diberikan_bukan_halangan():
    pegawai = tim(1, longgar=np.r_[np.full(15, 1.5), np.full(15, -1.5)])
    pegawai["tingkat_hasil"] = pegawai["tingkat_hasil"].clip(lower=1)
    hasil = keringanan_penilai(bahan(pegawai=pegawai)).penilai["nilai"]
    assert hasil.iloc[:15].mean() - hasil.iloc[15:].mean() == pytest.approx(3 * POIN, abs=1.2)


def test_target_nol_terlampaui_yang_tak_tentu_disisihkan_dan_dihitung():
    """All rows that miss a target of zero are rated lowest: nothing says how much it weighed, and it must not spread."""
    pegawai = tim(1)
    pegawai.loc[:5, ["nol_terlampaui", "tingkat_hasil"]] = [0.5, 0.0]
    hasil = keringanan_penilai(bahan(pegawai=pegawai))
    assert hasil.tidak_dipakai["target nol terlampaui"] == 6
    acuan = keringanan_penilai(bahan(pegawai=pegawai.iloc[6:].reset_index(drop=True)))
    np.testing.assert_allclose(hasil.penilai["nilai"], acuan.penilai["nilai"], rtol=1e-6)


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"tingkat_hasil": 1.0}, "model_satu_rating"),
        ({"tingkat_hasil": np.nan}, "model_satu_rating"),
        ({"capaian": 100.0}, "model_terpisah"),
        ({"tingkat_hasil": lambda isi: 2 - isi["tingkat_hasil"]}, "capaian_tidak_menjelaskan"),
        ({"tingkat_hasil": lambda isi: np.arange(len(isi)) % 3 * 1.0}, "capaian_tidak_menjelaskan"),
    ],
)
def test_tanpa_variasi_atau_tanpa_hubungan_dengan_capaian_ditolak(ubah, kode):
    with pytest.raises(GalatRumus) as galat:
        keringanan_penilai(bahan(pegawai=tim(1, penilai=6).assign(**ubah)))
    assert galat.value.kode == kode
    assert galat.value.tindakan
