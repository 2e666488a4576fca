"""What achievement leaves unexplained between employees of one assessor: exact where a textbook test is the same
thing, and calibrated where there are few people.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from penilaian.kalibrasi import keadilan as modul
from penilaian.kalibrasi.keadilan import periksa_keadilan, tak_terjelaskan
from penilaian.kalibrasi.keringanan import keringanan_penilai
from penilaian.kalibrasi.tanda import tandai
from tests.kalibrasi.tiruan import bahan, tim


def _kerangka(tim_tim, periode=1):
    """People of teams with so many of the group and others, once a period; the number of each person and team."""
    orang = [(t, i < sini) for t, (sini, lain) in enumerate(tim_tim) for i in range(sini + lain)]
    siapa = np.repeat(np.arange(len(orang)), periode)
    tim_nya, sini = np.array(orang).T[:, siapa]
    isi = pd.DataFrame({"nip": [f"e{n}" for n in siapa], "nip_penilai": [f"p{t}" for t in tim_nya]})
    return isi.assign(jenis_kelamin=np.where(sini, "L", "P")), siapa, tim_nya


def _sisa(acak, siapa, tetap=0.0):
    """Three-step residuals; ``tetap`` stays with a person."""
    laten = acak.logistic(size=siapa.size) + tetap * acak.normal(size=siapa.max() + 1)[siapa]
    return np.digitize(laten, [-1.5, 1.5]) - 1.0


def _isi(tim_tim, acak, *, periode=1, bias=0.0, antar=0.0):
    """One draw; ``bias`` is what the group gets on top, ``antar`` what each further team does."""
    isi, siapa, tim_nya = _kerangka(tim_tim, periode)
    return isi.assign(sisa=_sisa(acak, siapa) + bias * (isi["jenis_kelamin"] == "L") + antar * tim_nya)


def _satu(isi, paling_sedikit=5):
    (baris,) = tak_terjelaskan(isi, "jenis_kelamin", paling_sedikit).to_dict("records")
    return baris


def test_pasangan_satu_lawan_satu_sama_dengan_uji_t_berpasangan():
    isi = _isi([(1, 1)] * 9, np.random.default_rng(1), bias=0.4)
    acuan = stats.ttest_rel(*(isi.loc[isi["jenis_kelamin"] == k, "sisa"].to_numpy() for k in "LP"))
    hasil = _satu(isi)
    selang = acuan.confidence_interval()
    assert (hasil["pegawai"], hasil["pegawai_lain"], hasil["kelompok"]) == (9, 9, "L")
    assert hasil["p"] == pytest.approx(acuan.pvalue)
    assert (hasil["bawah"], hasil["atas"]) == pytest.approx((selang.low, selang.high))


def test_satu_tim_setengah_setengah_sama_dengan_uji_t_dua_contoh():
    isi = _isi([(7, 7)], np.random.default_rng(2))
    acuan = stats.ttest_ind(*(isi.loc[isi["jenis_kelamin"] == k, "sisa"] for k in "LP"))
    assert _satu(isi)["p"] == pytest.approx(acuan.pvalue)
    assert _satu(isi)["nilai"] / _satu(isi)["galat_baku"] == pytest.approx(acuan.statistic)


def test_orang_yang_sama_di_dua_periode_tidak_menambah_bukti():
    isi = _isi([(3, 5), (6, 4), (2, 9)], np.random.default_rng(3))
    sekali, dua = _satu(isi), _satu(pd.concat([isi, isi], ignore_index=True))
    assert dua == pytest.approx(sekali, nan_ok=True)


ULANGAN = 400
SUSUNAN = {
    "pasangan": [(1, 1)] * 8,
    "satu tim": [(5, 7)],
    "satu orang di setiap tim": [(1, 9)] * 6,
    "beragam": [(1, 3), (2, 2), (0, 8), (3, 1), (5, 0), (1, 6)],
}


@pytest.mark.parametrize("susunan", SUSUNAN.values(), ids=SUSUNAN)
@pytest.mark.parametrize(("periode", "tetap"), [(1, 0.0), (4, 2.0)])
def test_selang_meliput_nol_kira_kira_sembilan_puluh_lima_persen(susunan, periode, tetap):
    """The first version covered 80 percent with teams of two: the team's mean takes half of the spread away."""
    acak, meliput, kecil = np.random.default_rng(17), [], []
    isi, siapa, tim_nya = _kerangka(susunan, periode)
    sini = (isi["jenis_kelamin"] == "L").to_numpy()
    sisa = _sisa(acak, siapa, tetap)
    langsung = modul._dalam_tim(siapa, tim_nya, sisa, sini, 5)
    assert langsung == pytest.approx({k: v for k, v in _satu(isi.assign(sisa=sisa)).items() if k in langsung})
    for _ in range(ULANGAN):
        hasil = modul._dalam_tim(siapa, tim_nya, _sisa(acak, siapa, tetap), sini, 5)
        meliput.append(hasil["bawah"] <= 0 <= hasil["atas"])
        kecil.append(hasil["p"] < 0.01)
    assert np.mean(meliput) >= 0.95 - 2.5 * np.sqrt(0.95 * 0.05 / ULANGAN)
    assert np.mean(kecil) <= 0.01 + 2.5 * np.sqrt(0.01 * 0.99 / ULANGAN)


def test_beda_di_dalam_tim_ditemukan_dengan_tandanya_dan_beda_antartim_bukan_bias():
    acak = np.random.default_rng(4)
    dalam = _satu(_isi([(4, 4)] * 10, acak, bias=-0.6))
    assert dalam["atas"] < 0
    assert dalam["nilai"] == pytest.approx(-0.6, abs=0.35)
    # All of one group work in the teams that are rated two steps higher: between teams nothing can be told apart.
    antar = _isi([(1, 9), (9, 1)], acak, antar=2.0)
    assert antar.groupby("jenis_kelamin")["sisa"].mean().diff().abs().iloc[-1] > 1
    hasil = _satu(antar)
    assert hasil["bawah"] < 0 < hasil["atas"]
    assert tak_terjelaskan(_isi([(8, 0), (0, 8)], acak, antar=2.0), "jenis_kelamin", 5).empty


def test_hanya_tim_campuran_yang_bercerita_dan_kelompok_kecil_tidak_ditampilkan():
    acak = np.random.default_rng(5)
    isi = _isi([(3, 4), (2, 5), (30, 0)], acak)
    hasil = _satu(isi)
    assert (hasil["pegawai"], hasil["pegawai_lain"]) == (5, 9)
    assert hasil == pytest.approx(_satu(isi[isi["nip_penilai"] != "p2"]))
    assert tak_terjelaskan(isi, "jenis_kelamin", 6).empty


def test_tiga_kelompok_masing_masing_terhadap_yang_lain_dan_per_tempat_sendiri():
    acak = np.random.default_rng(6)
    isi = _isi([(6, 12)] * 4, acak)
    isi["lokasi"] = np.where(isi["jenis_kelamin"] == "L", "x", np.where(acak.random(len(isi)) < 0.5, "y", "z"))
    isi["kode_opd"] = isi["nip_penilai"].map({"p0": "a", "p1": "a", "p2": "b", "p3": "b"})
    assert tak_terjelaskan(isi, "lokasi", 5)["kelompok"].tolist() == ["x", "y", "z"]
    per_opd = tak_terjelaskan(isi, "lokasi", 5, menurut="kode_opd")
    assert per_opd["tempat"].tolist() == ["a"] * 3 + ["b"] * 3
    sendiri = tak_terjelaskan(isi[isi["kode_opd"] == "b"], "lokasi", 5)
    np.testing.assert_allclose(per_opd.query("tempat == 'b'")["p"], sendiri["p"])


def test_nama_kelompok_hanya_membalik_tandanya():
    isi = _isi([(2, 6), (3, 3), (4, 2)], np.random.default_rng(7))
    lain = isi.assign(jenis_kelamin=isi["jenis_kelamin"].map({"L": "P", "P": "L"}))
    satu, dua = _satu(isi), _satu(lain)
    assert dua["nilai"] == pytest.approx(-satu["nilai"])
    assert dua["p"] == pytest.approx(satu["p"])
    assert (dua["bawah"], dua["atas"]) == pytest.approx((-satu["atas"], -satu["bawah"]))


@pytest.mark.parametrize("sisa", [0.0, 1.0])
def test_rating_yang_semuanya_sama_tidak_diuji(sisa):
    isi = _isi([(5, 5)] * 2, np.random.default_rng(8)).assign(sisa=sisa)
    assert np.isnan(_satu(isi)["p"])
    satu_pasang = _satu(_isi([(1, 1)], np.random.default_rng(9)), 1)
    assert np.isnan(satu_pasang["p"])


def test_dihitung_sama_untuk_banyak_orang_dan_sedikit(monkeypatch):
    """Many employees go through sparse matrices, and two equal cities side by side have the same slope."""
    isi = _isi([(4, 6), (1, 3), (5, 2)] * 8, np.random.default_rng(10), periode=2)
    padat = _satu(isi)
    monkeypatch.setattr(modul, "_PADAT", 0)
    assert _satu(isi) == pytest.approx(padat)
    dua = _satu(pd.concat([isi, isi.assign(nip="x" + isi["nip"], nip_penilai="x" + isi["nip_penilai"])]))
    assert dua["nilai"] == pytest.approx(padat["nilai"])
    assert dua["galat_baku"] == pytest.approx(padat["galat_baku"] / np.sqrt(2), rel=0.02)


def test_bias_yang_ditanam_ditandai_di_tempatnya_saja():
    """Women of one agency are rated lower for the same achievement; elsewhere women only achieve less."""
    pegawai = tim(1, penilai=24, anggota=12, triwulan=4)
    nomor = pegawai["nip"].str[1:].astype(int)
    pegawai = pegawai.assign(
        jenis_kelamin=np.where(nomor % 2 == 0, "P", "L"), jenis="pns", golongan="III/a", lokasi="x"
    )
    pegawai = pegawai.assign(kelompok_usia="30_39", jenis_jabatan="pelaksana")
    kena = (pegawai["kode_opd"] == "o2") & (pegawai["jenis_kelamin"] == "P")
    turun = kena & (np.random.default_rng(1).random(len(pegawai)) < 0.5)
    pegawai["tingkat_hasil"] = (pegawai["tingkat_hasil"] - turun).clip(lower=0)
    satu = bahan(pegawai=pegawai)
    tabel = periksa_keadilan(satu, keringanan_penilai(satu).penilaian)
    opd = tabel[tabel["cakupan"] == "opd"].set_index("tempat")
    assert opd.index[opd["ditandai"]].tolist() == ["o2"]
    assert opd.loc["o2", "kelompok"] == "L"
    assert opd.loc["o2", "nilai"] > 0
    for _, isi in tabel.groupby("cakupan"):
        np.testing.assert_allclose(isi["q"], tandai(isi.drop(columns=["q", "ditandai"]), 0.05)["q"])


def test_tanpa_baris_tetap_tabel_dengan_bilangan(contoh):
    kosong = periksa_keadilan(contoh, contoh.pegawai.head(0).assign(sisa=0.0))
    assert kosong.empty
    assert kosong["p"].dtype == "float64"
