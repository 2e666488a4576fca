"""The pipeline on a city small enough to check on paper, and what must hold on any data."""

import json
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian import Jejak, baca_data, hitung, muat_buku, ulang
from penilaian.galat import GalatAturan, GalatData, GalatJejak
from penilaian.nilai.hitung import hitung_bagian
from penilaian.nilai.kolom import BELUM
from penilaian.nilai.riwayat import riwayat_predikat
from penilaian.periode import Periode
from tests.kota_kecil import ANI, BUDI, CICI, KEPALA, PERIODE, tulis_kecil
from tests.nilai.acak import acak, dengan_pandas


def _orang(hasil, nip):
    return hasil.pegawai.set_index("nip").loc[nip]


def test_capaian_rata_rata_hanya_dari_yang_ada_dan_dibatasi(kota_kecil):
    hasil = hitung(kota_kecil, PERIODE)
    assert _orang(hasil, KEPALA)["capaian"] == pytest.approx((110 + 120 + 95 / 90 * 100) / 3)
    budi = _orang(hasil, BUDI)
    assert budi["capaian"] == pytest.approx((110 + 95 / 90 * 100) / 2)
    assert budi["capaian_terburuk"] == pytest.approx((110 + 95 / 90 * 100 + 0) / 3)
    assert budi["capaian_terbaik"] == pytest.approx((110 + 95 / 90 * 100 + 120) / 3)


def test_rating_rhk_adalah_yang_terendah_di_antara_indikatornya(kota_kecil):
    rhk = hitung(kota_kecil, PERIODE).rhk.set_index(["nip", "kode_rhk"])["rating"]
    assert rhk[ANI, "r2"] == "di_bawah"
    assert rhk[KEPALA, "r2"] == "di_atas"


def test_realisasi_kosong_membuat_hasil_sementara_dengan_batas(kota_kecil):
    budi = _orang(hitung(kota_kecil, PERIODE), BUDI)
    assert budi["sementara"]
    assert (budi["usulan_terburuk"], budi["usulan"], budi["usulan_terbaik"]) == ("sesuai", "di_atas", "di_atas")


def test_target_nol_yang_terlampaui_tanpa_persen_tetapi_berrating(kota_kecil):
    hasil = hitung(kota_kecil, PERIODE)
    butir = hasil.indikator.set_index(["nip", "kode_indikator"]).loc[(CICI, "i4")]
    assert (butir["galat"], butir["rating"]) == ("target_nol", "di_bawah")
    assert pd.isna(butir["capaian"])
    cici = _orang(hasil, CICI)
    assert cici["capaian"] == pytest.approx(50 / 90 * 100)
    assert cici["capaian_terburuk"] == cici["capaian_terbaik"] == cici["capaian"]


def test_capaian_yang_ditolak_dihitung_sebagai_belum_ada_dan_ditinjau(tmp_path):
    def ubah(isi):
        isi["indikator"].loc[isi["indikator"]["kode"] == "i4", "arah"] = "naik"

    cici = _orang(hitung(baca_data(tulis_kecil(tmp_path, ubah)), PERIODE), CICI)
    assert (cici["jumlah_ditolak"], cici["jumlah_kosong"]) == (1, 1)
    assert "capaian_ditolak" in cici["alasan_tinjau"].split(";")


def test_tanpa_umpan_balik_hanya_diusulkan_bila_kedua_batas_sama(tmp_path):
    def ubah(isi):
        isi["umpan_balik"] = isi["umpan_balik"][isi["umpan_balik"]["nip"] == ANI]

    hasil = hitung(baca_data(tulis_kecil(tmp_path, ubah)), PERIODE)
    kepala, cici = _orang(hasil, KEPALA), _orang(hasil, CICI)
    assert pd.isna(kepala["usulan"])
    assert (kepala["usulan_terburuk"], kepala["usulan_terbaik"]) == ("sesuai", "di_atas")
    assert cici["usulan"] == "di_bawah"
    assert kepala["alasan_tinjau"] == "tanpa_umpan_balik;batas_berbeda"
    assert cici["alasan_tinjau"] == "tanpa_umpan_balik"


def test_pegawai_tanpa_skp_tetap_ada_tanpa_usulan(tmp_path):
    def ubah(isi):
        for nama in ("skp", "realisasi", "umpan_balik"):
            isi[nama] = isi[nama][isi[nama]["nip"] != CICI]

    cici = _orang(hitung(baca_data(tulis_kecil(tmp_path, ubah)), PERIODE), CICI)
    assert cici["alasan_tinjau"] == "tanpa_skp"
    assert pd.isna(cici["usulan"])
    assert pd.isna(cici["capaian"])
    assert cici["predikat"] == "butuh_perbaikan"


def test_predikat_dari_penetapan_dan_usulan_terpisah(kota_kecil):
    ani = _orang(hitung(kota_kecil, PERIODE), ANI)
    assert (ani["hasil_kerja"], ani["predikat"]) == ("di_atas", "baik")
    assert (ani["usulan"], ani["predikat_usulan"]) == ("sesuai", "baik")
    assert ani["alasan_tinjau"] == "utama_di_bawah_bukan_sebagian_kecil"
    assert ani["berbeda"]


def test_penetapan_tidak_pernah_ditulis_dari_usulan(kota_kecil):
    hasil = hitung(kota_kecil, PERIODE).pegawai.set_index("nip")
    asli = kota_kecil.tabel["penetapan"].set_index("nip")
    for kolom in ("hasil_kerja", "perilaku_kerja"):
        assert hasil[kolom].dropna().sort_index().to_dict() == asli[kolom].sort_index().to_dict()


def test_sebaran_memuat_setiap_predikat_dan_setiap_orang(kota_kecil):
    hasil = hitung(kota_kecil, PERIODE)
    sebaran = hasil.opd.set_index("predikat")
    assert sebaran["jumlah"].sum() == sebaran["jumlah_usulan"].sum() == len(hasil.pegawai) == 4
    assert sebaran.loc[BELUM, "jumlah"] == 1
    assert sebaran.loc["sangat_kurang", "jumlah"] == 0
    assert hasil.kota["jumlah"].sum() == 4


def test_jejak_diulang_memberi_hasil_yang_sama(kota_kecil):
    hasil = hitung(kota_kecil, PERIODE)
    kembali = ulang(Jejak.dari_dict(json.loads(json.dumps(hasil.jejak.ke_dict()))), kota_kecil)
    for nama, tabel in hasil.tabel.items():
        pd.testing.assert_frame_equal(tabel, kembali.tabel[nama])


def test_jejak_menolak_data_yang_berubah(kota_kecil, tmp_path):
    hasil = hitung(kota_kecil, PERIODE)

    def ubah(isi):
        isi["realisasi"].loc[0, "realisasi"] = 89

    (tmp_path / "lain").mkdir()
    lain = baca_data(tulis_kecil(tmp_path / "lain", ubah))
    with pytest.raises(GalatJejak, match="realisasi"):
        ulang(hasil.jejak, lain)


def test_jejak_menolak_aturan_yang_diubah(kota_kecil):
    jejak = hitung(kota_kecil, PERIODE).jejak.ke_dict()
    jejak["aturan"]["kebijakan/palu"]["masa"][0]["nilai"]["butir"]["ambang_sesuai"]["nilai"] = "50"
    with pytest.raises(GalatJejak, match="langkah berbeda: indikator"):
        ulang(Jejak.dari_dict(jejak), kota_kecil)


@pytest.mark.parametrize("ubah", [{"versi": 99}, {"langkah": []}])
def test_jejak_dari_versi_lain_ditolak(kota_kecil, ubah):
    jejak = hitung(kota_kecil, PERIODE).jejak.ke_dict()
    with pytest.raises(GalatJejak, match="versi lain"):
        ulang(Jejak.dari_dict(jejak | ubah), kota_kecil)


def test_hasil_beku(kota_kecil):
    hasil = hitung(kota_kecil, PERIODE)
    pegawai = hasil.pegawai
    pegawai.loc[:, "predikat"] = "sangat_baik"
    pegawai["entah"] = 1
    assert "entah" not in hasil.pegawai
    assert (hasil.pegawai["predikat"] != "sangat_baik").any()
    with pytest.raises(FrozenInstanceError):
        hasil.periode = None
    lain = hasil.tabel["pegawai"]
    lain.loc[:, "predikat"] = "sangat_baik"
    assert (hasil.tabel["pegawai"]["predikat"] != "sangat_baik").any()


def test_urutan_baris_tidak_mengubah_hasil(kota_kecil):
    acak = {nama: tabel.sample(frac=1, random_state=7) for nama, tabel in kota_kecil.tabel.items()}
    semula, lain = hitung(kota_kecil, PERIODE), hitung(replace(kota_kecil, tabel=MappingProxyType(acak)), PERIODE)
    assert semula.jejak == lain.jejak


def test_penjelasan_menyebut_setiap_langkah_dengan_sitasi(kota_kecil):
    rincian = hitung(kota_kecil, PERIODE).jelaskan(ANI)
    assert list(dict.fromkeys(rincian["langkah"])) == [
        "capaian", "rating indikator", "rating RHK", "usulan hasil kerja", "penetapan", "predikat",
    ]  # fmt: skip
    assert rincian["sitasi"].str.len().gt(0).all()
    assert "87,50%" in set(rincian["hasil"])
    assert "1 dari 2 (50,0%)" in rincian.set_index("langkah").loc["usulan hasil kerja", "dasar"]


def test_penjelasan_orang_yang_tidak_ada_adalah_galat(kota_kecil):
    with pytest.raises(GalatData, match="tidak ada pada Triwulan IV 2025"):
        hitung(kota_kecil, PERIODE).jelaskan("188501011908031009")


def test_baris_kembar_ditolak_bukan_dihitung_dua_kali(kota_kecil):
    kembar = {**kota_kecil.tabel, "penetapan": pd.concat([kota_kecil.tabel["penetapan"]] * 2)}
    with pytest.raises(GalatData, match="kunci yang sama"):
        hitung(replace(kota_kecil, tabel=MappingProxyType(kembar)), PERIODE)


def test_data_bertemuan_galat_tidak_dihitung(tmp_path):
    def ubah(isi):
        isi["realisasi"]["realisasi"] = isi["realisasi"]["realisasi"].astype(object)
        isi["realisasi"].loc[0, "realisasi"] = "sembilan"

    with pytest.raises(GalatData, match="temuan tingkat galat"):
        hitung(baca_data(tulis_kecil(tmp_path, ubah)), PERIODE)


def test_periode_tanpa_pegawai_adalah_galat(kota_kecil):
    with pytest.raises(GalatData, match="Tidak ada pegawai"):
        hitung(kota_kecil, "2025-T3")


def test_periode_sebelum_aturan_berlaku_adalah_galat(kota_kecil):
    with pytest.raises(GalatAturan, match="belum berlaku"):
        hitung(kota_kecil, "2013-S2")


def test_riwayat_memakai_kuadran_yang_sama_dengan_hasil(kota_kecil):
    riwayat = riwayat_predikat(kota_kecil, Periode.urai(PERIODE), muat_buku())
    sebaran = hitung(kota_kecil, PERIODE).kota.set_index("predikat")["jumlah"]
    assert riwayat.loc[PERIODE].to_dict() == sebaran.to_dict()


URUT = {"di_bawah": 0, "sesuai": 1, "di_atas": 2}


@settings(max_examples=8)
@given(benih=st.integers(0, 10**6))
def test_usulan_tidak_pernah_di_luar_batasnya(benih):
    """Fill every gap at random: the proposal that comes out lies between the bounds that stood before."""
    tabel = acak(benih, 30)
    sebelum = dengan_pandas(tabel)["pegawai"].set_index("nip").sort_index()
    rng = np.random.default_rng(benih)
    lengkap = tabel["skp"][["nip", "kode_indikator"]].merge(tabel["realisasi"], how="left")
    isi = lengkap["realisasi"].fillna(pd.Series(rng.choice([0.0, 1.0, 6.5, 90.0, 2e6], len(lengkap))))
    sesudah = (
        dengan_pandas(tabel | {"realisasi": lengkap.assign(realisasi=isi)})["pegawai"].set_index("nip").sort_index()
    )
    for nip, baris in sesudah.dropna(subset=["usulan"]).iterrows():
        if baris["umpan_balik"] and pd.notna(sebelum.loc[nip, "usulan_terburuk"]):
            batas = [URUT[sebelum.loc[nip, f"usulan_{nama}"]] for nama in ("terburuk", "terbaik")]
            assert batas[0] <= URUT[baris["usulan"]] <= batas[1]


@pytest.fixture(scope="module")
def kota_contoh():
    return baca_data(Path(__file__).parents[2] / "data" / "contoh")


@pytest.mark.parametrize("periode", ["2025-T4", "2024-T1"])
def test_bagian_dari_nilai_semua_orang_sama_dengan_nilai_bagian_itu(kota_contoh, periode):
    seluruhnya = hitung(kota_contoh, periode)
    for kode in ("dinkes", "setda", "kec_mantikulore"):
        bagian = kota_contoh.untuk(kode_opd=kode)
        sendiri, dipilih = hitung(bagian, periode), hitung_bagian(seluruhnya, bagian)
        assert dipilih.jejak == sendiri.jejak
        for nama, tabel in sendiri.tabel.items():
            pd.testing.assert_frame_equal(dipilih.tabel[nama], tabel)


def test_bagian_dengan_temuan_galat_ditolak_seperti_biasa(kota_kecil):
    seluruhnya = hitung(kota_kecil, PERIODE)
    kembar = kota_kecil.tabel["skp"]
    rusak = replace(
        kota_kecil, tabel=MappingProxyType({**kota_kecil.tabel, "skp": pd.concat([kembar, kembar.iloc[:1]])})
    )
    with pytest.raises(GalatData, match="kunci yang sama"):
        hitung_bagian(seluruhnya, rusak)
