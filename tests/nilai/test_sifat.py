"""What holds on any data: better is never worse, units and order do not matter, people's decisions stay theirs."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.aturan import muat_buku
from penilaian.aturan.bentuk import Daftar, DeretPita
from penilaian.aturan.rumus.pita import golongkan
from tests.nilai.acak import ATURAN, RATING, acak, dengan_pandas

BUKU = muat_buku()
PANGKAT = {None: -1, **{kode: nomor for nomor, kode in enumerate(RATING)}}
PREDIKAT = {kode: nomor for nomor, kode in enumerate(ATURAN.nilai("permenpanrb-6-2022/predikat").kode)}
benih = st.integers(0, 10**6)


def _ubah_realisasi(tabel, nomor, faktor):
    realisasi = tabel["realisasi"].copy()
    realisasi.iloc[nomor, realisasi.columns.get_loc("realisasi")] *= faktor
    return tabel | {"realisasi": realisasi}


@settings(max_examples=10)
@given(benih=benih, nomor=st.integers(0, 20), faktor=st.sampled_from([1.01, 1.2, 2.0]))
def test_realisasi_yang_membaik_tidak_pernah_menurunkan_rating_dan_usulan(benih, nomor, faktor):
    tabel = acak(benih, 12)
    isi = tabel["realisasi"].iloc[nomor % len(tabel["realisasi"])]
    arah = tabel["indikator"].set_index("kode").loc[isi["kode_indikator"], "arah"]
    sesudah = _ubah_realisasi(tabel, nomor % len(tabel["realisasi"]), 1 / faktor if arah == "turun" else faktor)
    satu, dua = (dengan_pandas(bagian) for bagian in (tabel, sesudah))
    kunci = ["nip", "kode_indikator"]
    rating = satu["indikator"].merge(dua["indikator"], on=kunci, suffixes=("_1", "_2"))
    # A realisation above the highest possible value is refused: no rating, which is no lower rating.
    rating = rating.dropna(subset=["rating_1", "rating_2"])
    assert (rating["rating_1"].map(PANGKAT) <= rating["rating_2"].map(PANGKAT)).all()
    orang = satu["pegawai"].merge(dua["pegawai"], on="nip", suffixes=("_1", "_2"))
    orang = orang[orang["jumlah_kosong_1"] == orang["jumlah_kosong_2"]].dropna(subset=["usulan_1", "usulan_2"])
    assert (orang["usulan_1"].map(PANGKAT) <= orang["usulan_2"].map(PANGKAT)).all()


@settings(max_examples=6)
@given(benih=benih, faktor=st.sampled_from([10, 100, 1000, 1e6]))
def test_satuan_indikator_tidak_mengubah_hasil(benih, faktor):
    """Rupiah or thousands of rupiah: the same ratings, achievements and refusals."""
    tabel = acak(benih, 15)
    kali = {nama: tabel["skp"][nama] * faktor for nama in ("target", "target_bawah", "target_atas")}
    lain = tabel | {
        "skp": tabel["skp"].assign(**kali),
        "realisasi": tabel["realisasi"].assign(realisasi=(tabel["realisasi"]["realisasi"] * faktor).round(6)),
    }
    satu, dua = (dengan_pandas(bagian)["indikator"].sort_values(["nip", "kode_indikator"]) for bagian in (tabel, lain))
    np.testing.assert_allclose(satu["capaian"].to_numpy(float), dua["capaian"].to_numpy(float), rtol=1e-9)
    for nama in ("rating", "galat"):
        assert satu[nama].fillna("").tolist() == dua[nama].fillna("").tolist()


@settings(max_examples=6)
@given(benih=benih)
def test_urutan_baris_tidak_mengubah_satu_angka_pun(benih):
    tabel = acak(benih, 15)
    dibalik = {nama: isi.iloc[::-1].reset_index(drop=True) for nama, isi in tabel.items()}
    satu, dua = (dengan_pandas(bagian) for bagian in (tabel, dibalik))
    for nama, kunci in (("indikator", ["nip", "kode_indikator"]), ("pegawai", ["nip"])):
        kiri, kanan = (isi[nama].sort_values(kunci, ignore_index=True) for isi in (satu, dua))
        pd.testing.assert_frame_equal(kiri, kanan[kiri.columns.tolist()], rtol=1e-12)


@settings(max_examples=6)
@given(benih=benih, faktor=st.sampled_from([0.0, 0.5, 3.0]))
def test_usulan_tidak_pernah_menyentuh_penetapan(benih, faktor):
    """Whatever is achieved: decided ratings and the predicate they give are what the assessor decided."""
    tabel = acak(benih, 15)
    lain = tabel | {"realisasi": tabel["realisasi"].assign(realisasi=tabel["realisasi"]["realisasi"] * faktor)}
    tetap = ["hasil_kerja", "perilaku_kerja", "predikat", "predikat_tercatat", "alasan_penetapan"]
    satu, dua = (dengan_pandas(bagian)["pegawai"].set_index("nip").sort_index()[tetap] for bagian in (tabel, lain))
    pd.testing.assert_frame_equal(satu, dua)
    asal = tabel["penetapan"].set_index("nip")
    for nip, baris in satu.iterrows():
        for nama in ("hasil_kerja", "perilaku_kerja"):
            assert baris[nama] == asal.loc[nip, nama] if nip in asal.index else pd.isna(baris[nama])


@settings(max_examples=6)
@given(benih=benih)
def test_hasil_terbatas_pada_kode_dan_batasnya(benih):
    hasil = dengan_pandas(acak(benih, 15))
    assert set(hasil["indikator"]["rating"].dropna()) <= set(RATING)
    assert set(hasil["pegawai"]["predikat"].dropna()) <= set(PREDIKAT)
    for nama in ("capaian", "capaian_terburuk", "capaian_terbaik"):
        assert hasil["pegawai"][nama].dropna().between(0, 120).all()
    ada = hasil["pegawai"].dropna(subset=["capaian"])
    assert (ada["capaian_terburuk"] <= ada["capaian"] + 1e-9).all()
    assert (ada["capaian"] <= ada["capaian_terbaik"] + 1e-9).all()


DAFTAR = [
    (kode, masa.nilai) for kode, isi in BUKU.ketentuan.items() for masa in isi.masa if isinstance(masa.nilai, Daftar)
]


@pytest.mark.parametrize(("kode", "daftar"), DAFTAR, ids=[kode for kode, _ in DAFTAR])
def test_label_idempoten(kode, daftar):
    """Reading a code, its name or a variant gives the code, however it is written; reading the code again changes nothing."""
    for butir, isi in daftar.butir.items():
        for tulisan in (butir, isi.nama, *isi.padanan):
            for rupa in (tulisan, tulisan.upper(), f" {tulisan} ", tulisan.replace(" ", "_")):
                assert daftar.padankan(rupa) == butir
        assert daftar.padankan(daftar.padankan(isi.nama)) == butir


PITA = [
    (kode, masa.nilai) for kode, isi in BUKU.ketentuan.items() for masa in isi.masa if isinstance(masa.nilai, DeretPita)
]


@pytest.mark.parametrize(("kode", "pita"), PITA, ids=[kode for kode, _ in PITA])
@given(nilai=st.fractions(-200, 400), naik=st.fractions(0, 50))
def test_pita_menutup_setiap_bilangan_dan_tidak_turun(kode, pita, nilai, naik):
    urut = [butir for butir, _ in pita.urut]
    assert urut.index(golongkan(nilai, pita)) <= urut.index(golongkan(nilai + naik, pita))


@pytest.mark.parametrize(("kode", "pita"), PITA, ids=[kode for kode, _ in PITA])
def test_batas_pita_milik_pita_yang_tercetak(kode, pita):
    halus = Fraction(1, 10 ** (pita.desimal if pita.desimal is not None else 6))
    for butir, isi in pita.urut[1:]:
        bawah = next(nama for nama, satu in pita.urut if satu.sampai == isi.dari)
        pemilik = butir if pita.tepi == "atas" else bawah
        assert golongkan(isi.dari, pita) == pemilik
        assert golongkan(isi.dari + halus, pita) == butir
        assert golongkan(isi.dari - halus, pita) == bawah


def test_aturan_pada_satu_hari_tidak_bergantung_urutan_berkas():
    terbalik = replace(BUKU, ketentuan=dict(reversed(list(BUKU.ketentuan.items()))))
    assert terbalik.sidik == BUKU.sidik
    hari = date(2025, 6, 30)
    assert all(terbalik.pada(hari).masa(kode) == BUKU.pada(hari).masa(kode) for kode in ("kebijakan/palu", "nip/nip"))
