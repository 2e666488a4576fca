"""Shaky proposals are those of the scoring itself on other data, run by run, and nothing is drawn where nothing is disturbed."""

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.aturan import muat_buku
from penilaian.aturan.rumus.capaian import hitung_capaian
from penilaian.aturan.skenario import Skenario, terapkan
from penilaian.galat import GalatRumus
from penilaian.indikator.bahan import siapkan
from penilaian.indikator.kokoh import goyah
from penilaian.indikator.kokoh.goyah import (
    GoyanganPegawai,
    UndianOpd,
    baris_opd,
    goyah_pegawai,
    goyangan_kebijakan,
    tingkat_undian,
    undian_opd,
)
from penilaian.indikator.kokoh.goyah_batas import Sasaran, bagian_kisi
from penilaian.nilai import hitung
from tests.indikator.kokoh.conftest import PERIODE

BUKU = muat_buku()
KUNCI = ["nip", "kode_indikator"]
PANGSA = ["lain", "naik", "turun", "tanpa", "predikat_lain", "ukur", "ambang", "hilang"]


def _usulan(bahan, undian_menurut_opd):
    """Proposed rating codes by employee, of the first run given for each agency."""
    hasil = {}
    kode = (*bahan.aturan.nilai("permenpanrb-6-2022/rating").kode, None)
    for baris in baris_opd(bahan):
        tingkat = tingkat_undian(baris, undian_menurut_opd(baris))[:1]
        for nip, satu in zip(baris.pegawai["nip"], baris.susunan.usulan(tingkat)[0], strict=True):
            hasil[nip] = kode[satu]
    return hasil


def _harap(hasil, orang):
    usulan = hasil.pegawai.set_index("nip")["usulan"]
    return {nip: None if pd.isna(usulan[nip]) else usulan[nip] for nip in orang}


def _ganti_realisasi(data, baru: pd.DataFrame):
    """The sample's period with other realisations: columns nip, kode_indikator, nilai (NaN: missing)."""
    irisan = data.untuk(periode=PERIODE)
    isi = irisan.tabel["realisasi"].merge(baru, on=KUNCI, how="left", validate="one_to_one", indicator=True)
    ada = isi["_merge"] == "both"
    isi["realisasi"] = isi["nilai"].where(ada, isi["realisasi"])
    isi["alasan_kosong"] = isi["alasan_kosong"].mask(ada & isi["nilai"].isna(), "belum_tersedia")
    return replace(irisan, tabel=MappingProxyType(irisan.tabel | {"realisasi": isi.drop(columns=["nilai", "_merge"])}))


def _tanpa_undian(_baris):
    return UndianOpd(None, None, None)


def _terukur_tepat(baris):
    return UndianOpd(baris.ukur(np.zeros((1, len(baris.butir)))), None, None)


def test_tanpa_goyangan_sama_dengan_hasil(bahan_contoh, hasil_contoh):
    """Also when the realisations go through the exact cuts instead of the recorded ratings."""
    for undian in (_tanpa_undian, _terukur_tepat):
        usulan = _usulan(bahan_contoh, undian)
        assert usulan == _harap(hasil_contoh, usulan)
    orang = goyah_pegawai(bahan_contoh, GoyanganPegawai(), ulangan=3, benih=1)
    asal = hasil_contoh.pegawai.sort_values("nip").reset_index(drop=True)
    for kolom in ("nip", "usulan", "predikat_usulan"):
        pd.testing.assert_series_equal(orang[kolom], asal[kolom])
    assert (orang.loc[orang["lain"].notna(), PANGSA] == 0).all().all()
    assert orang["lain_tersering"].isna().all()
    assert not orang["goyah"].any()


@pytest.mark.parametrize(
    ("besar", "benih"),
    [(GoyanganPegawai(realisasi=0.05), 1), (GoyanganPegawai(0.03, 0.0, 0.15), 3)],
)
def test_setiap_ulangan_sama_dengan_menghitung_data_yang_digoyang(bahan_contoh, data_contoh, besar, benih):
    undian = {
        str(baris.pegawai["kode_opd"].iloc[0]): next(undian_opd(baris, besar, 1, benih))
        for baris in baris_opd(bahan_contoh)
    }
    potong = []
    for baris in baris_opd(bahan_contoh):
        satu = undian[str(baris.pegawai["kode_opd"].iloc[0])]
        nilai = baris.butir["realisasi"].to_numpy(dtype=float).copy()
        if satu.realisasi is not None:
            nilai = np.where(baris.butir["realisasi"].notna(), satu.realisasi[0], np.nan)
        if satu.hilang is not None:
            nilai = np.where(satu.hilang[0], np.nan, nilai)
        potong.append(baris.butir[KUNCI].assign(nilai=nilai))
    hasil = hitung(_ganti_realisasi(data_contoh, pd.concat(potong)), PERIODE)
    usulan = _usulan(bahan_contoh, lambda baris: undian[str(baris.pegawai["kode_opd"].iloc[0])])
    assert usulan == _harap(hasil, usulan)
    asal = bahan_contoh.pegawai_kini.set_index("nip")["usulan"]
    assert (bahan_contoh.pegawai_kini.loc[bahan_contoh.pegawai_kini["nip"].isin(usulan), "umpan_balik"] == 0).any()
    assert any(pd.notna(asal[nip]) and usulan[nip] != asal[nip] for nip in usulan)  # something did change


@pytest.mark.parametrize(("sesuai", "atas"), [("91.237", "101.458"), ("99.99", "118.3")])
def test_ambang_lain_sama_dengan_buku_aturan_lain(bahan_contoh, data_contoh, sesuai, atas):
    ubah = {"kebijakan/palu": {"ambang_sesuai": sesuai, "ambang_di_atas": atas}}
    skenario = {"judul": "Uji", "penyusun": "Tim", "tanggal": "2025-12-01", "alasan": "uji", "perubahan": ubah}
    buku, _ = terapkan(BUKU, Skenario.model_validate(skenario), PERIODE)
    hasil = hitung(data_contoh, PERIODE, buku)
    usulan = _usulan(bahan_contoh, lambda baris: UndianOpd(None, np.array([[float(sesuai), float(atas)]]), None))
    assert usulan == _harap(hasil, usulan)


_BILANGAN = st.integers(0, 4000).map(lambda n: n / 20)
_PERSEN = st.one_of(
    st.sampled_from([90, 100, 98, 102]).map(Fraction), st.integers(500, 1500).map(lambda n: Fraction(n, 10))
)


@given(bawah=_BILANGAN, lebar=_BILANGAN, geser=st.integers(-3, 3), persen=_PERSEN, turun=st.booleans(), kebalikan=st.booleans(), lebih=st.booleans())  # fmt: skip
@settings(max_examples=50)
def test_batas_memutuskan_seperti_pecahan(bawah, lebar, geser, persen, turun, kebalikan, lebih):
    """On both sides of the cut, a step of the grid apart, and on it."""
    atas = bawah + lebar
    rumus = BUKU.pada(PERIODE.akhir).nilai("permendagri-86-2017/capaian")
    rumus = rumus.model_copy(update={"turun": "kebalikan" if kebalikan else "selisih"})
    sasaran = Sasaran(np.array([bawah]), np.array([atas]), np.array([turun]), kebalikan)
    bagian = bagian_kisi(np.array([atas]))
    batas = float(sasaran.batas_tepat(persen, bagian, lebih=lebih)[0])
    realisasi = round((batas + geser / bagian[0]) * bagian[0]) / float(bagian[0])
    capaian = hitung_capaian(
        Fraction(repr(bawah)), Fraction(repr(atas)), Fraction(repr(realisasi)), turun=turun, maksimum=False, rumus=rumus
    ).nilai
    if capaian is None or realisasi == 0:  # refused, or nothing a relative error could reach
        return
    assert (realisasi <= batas if turun else realisasi >= batas) == (capaian > persen if lebih else capaian >= persen)


def test_pegawai_tidak_berubah_bila_hanya_opdnya_yang_dilihat(bahan_contoh, bahan_dinkes):
    kota = goyah_pegawai(bahan_contoh, ulangan=60)
    opd = goyah_pegawai(bahan_dinkes, ulangan=60)
    pd.testing.assert_frame_equal(kota[kota["kode_opd"] == "dinkes"].reset_index(drop=True), opd, check_exact=True)


def test_benih_dan_urutan_baris(bahan_dinkes):
    satu = goyah_pegawai(bahan_dinkes, ulangan=40)
    acak = replace(bahan_dinkes, butir=bahan_dinkes.butir.sample(frac=1, random_state=1), pegawai=bahan_dinkes.pegawai.sample(frac=1, random_state=2))  # fmt: skip
    pd.testing.assert_frame_equal(goyah_pegawai(acak, ulangan=40), satu, check_exact=True)
    assert not goyah_pegawai(bahan_dinkes, ulangan=40, benih=7)[PANGSA].equals(satu[PANGSA])


def test_dihitung_sepotong_sepotong_hasilnya_sama(bahan_dinkes, monkeypatch):
    satu = goyah_pegawai(bahan_dinkes, ulangan=40)
    monkeypatch.setattr(goyah, "SEL_SEKALI", 7 * len(bahan_dinkes.kini))
    pd.testing.assert_frame_equal(goyah_pegawai(bahan_dinkes, ulangan=40), satu, check_exact=True)


def test_naik_turun_dan_tanpa_menyusun_usulan_lain(bahan_dinkes):
    orang = goyah_pegawai(bahan_dinkes, ulangan=80).dropna(subset=["lain"])
    punya = orang[orang["usulan"].notna()]
    np.testing.assert_allclose(punya[["naik", "turun", "tanpa"]].sum(axis=1), punya["lain"], atol=1e-12)
    assert (punya["predikat_lain"] <= punya["lain"] + 1e-12).all()
    assert (punya.loc[punya["usulan"] == "di_atas", "naik"] == 0).all()
    assert (orang["lain_tersering"].notna() == (orang["lain"] > 0)).all()
    assert (orang["lain_tersering"] != orang["usulan"]).all()
    assert (orang["goyah"] == (orang["lain"] > bahan_dinkes.bilangan("batas_goyah"))).all()


def test_tanpa_satu_sama_dengan_skp_tanpa_indikator_itu(kota_kecil):
    """The first indicator of everybody is left out of the SKP and all is scored again, then the second, and so on."""
    bahan = siapkan([hitung(kota_kecil, PERIODE)], kota_kecil.tabel, BUKU.pada(PERIODE.akhir))
    butir = bahan.kini.sort_values(["nip", "kode_rhk", "kategori", "kode_indikator"])
    banyak, asal = butir.groupby("nip").size(), bahan.pegawai_kini.set_index("nip")["usulan"]
    berganti = pd.Series(0, index=banyak.index)
    for urut in range(banyak.max()):
        buang = butir[butir.groupby("nip").cumcount() == urut][KUNCI]
        tabel = {nama: _tanpa(kota_kecil.tabel[nama], buang) for nama in ("skp", "realisasi")}
        lain = hitung(replace(kota_kecil, tabel=MappingProxyType({**kota_kecil.tabel, **tabel})), PERIODE)
        usulan = lain.pegawai.set_index("nip")["usulan"]
        for nip in buang["nip"]:
            berganti[nip] += usulan[nip] != asal[nip] and not (pd.isna(usulan[nip]) and pd.isna(asal[nip]))
    orang = goyah_pegawai(bahan, GoyanganPegawai(), ulangan=1, benih=1).set_index("nip")["tanpa_satu"]
    np.testing.assert_allclose(orang[banyak.index], berganti / banyak)
    assert berganti.any()


def _tanpa(tabel, buang):
    isi = tabel.merge(buang, on=KUNCI, how="left", indicator=True)
    return tabel[(isi["_merge"] == "left_only").to_numpy()].reset_index(drop=True)


def test_bagian_data_hilang_sesuai_peluangnya(bahan_contoh):
    hilang = [next(undian_opd(baris, GoyanganPegawai(hilang=0.1), 200, 5)).hilang for baris in baris_opd(bahan_contoh)]
    banyak = sum(satu.size for satu in hilang)
    assert abs(sum(satu.sum() for satu in hilang) / banyak - 0.1) < 4 * np.sqrt(0.09 / banyak)


def test_goyangan_bawaan_dari_kebijakan(bahan_contoh):
    besar = goyangan_kebijakan(bahan_contoh)
    assert (besar.realisasi, besar.ambang, besar.hilang) == tuple(
        bahan_contoh.bilangan(nama) for nama in ("goyangan_realisasi", "goyangan_ambang", "pangsa_hilang")
    )


@pytest.mark.parametrize("salah", [{"realisasi": 1.0}, {"ambang": -1.0}, {"hilang": 1.2}])
def test_goyangan_yang_mustahil_ditolak(salah):
    with pytest.raises(GalatRumus):
        GoyanganPegawai(**salah)


def test_tanpa_ulangan_ditolak(bahan_contoh):
    with pytest.raises(GalatRumus, match="ulangan"):
        goyah_pegawai(bahan_contoh, ulangan=0)
