"""The snapshot: what was there when the meeting was opened, as text, and how far the data has moved since."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from penilaian.aturan import muat_buku
from penilaian.galat import GalatRapat
from penilaian.nilai import hitung
from penilaian.nilai.hasil import Hasil
from penilaian.nilai.selangkah import selangkah
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.cuplikan import KOLOM_CUPLIKAN, PERHATIAN, cuplik
from penilaian.rapat.rapat import buka_rapat, geseran, muat_rapat
from tests.kota_kecil import ANI, BUDI, CICI, KEPALA, PERIODE
from tests.rapat.bahan_uji import KETUA, aturan


@pytest.fixture
def hasil(kota_kecil):
    return hitung(kota_kecil, PERIODE)


@pytest.fixture
def satu(kota_kecil, hasil):
    return cuplik(kota_kecil, hasil, "01", aturan())


def _ubah(hasil, **kolom):
    pegawai = hasil.pegawai.assign(**kolom)
    return Hasil(hasil.periode, hasil.jejak, MappingProxyType({**hasil.tabel, "pegawai": pegawai}))


def test_cuplikan_hanya_teks_dan_kosong_tetap_kosong(satu, hasil):
    assert list(satu.pegawai) == list(KOLOM_CUPLIKAN)
    assert (satu.kode_opd, satu.nama_opd, satu.periode) == ("01", "Dinas Uji", PERIODE)
    baris = satu.pegawai.set_index("nip").to_dict("index")
    assert set(baris) == {KEPALA, ANI, BUDI, CICI}
    assert baris[ANI]["capaian"] == "95,83"
    assert (baris[BUDI]["hasil_kerja"], baris[BUDI]["predikat"], baris[KEPALA]["nip_penilai"]) == (None, None, None)
    assert all(isinstance(nilai, str | list | None) for isi in baris.values() for nilai in isi.values())


def test_cuplikan_memuat_sidik_masukan_dan_aturan(satu, hasil, kota_kecil):
    assert {nama: sidik for nama, sidik in satu.masukan.items() if nama != "aturan"} == dict(hasil.jejak.masukan)
    beda = replace(hasil.jejak, aturan={})
    lain = cuplik(kota_kecil, Hasil(hasil.periode, beda, hasil._tabel), "01", aturan())
    assert lain.masukan["aturan"] != satu.masukan["aturan"]


def test_perhatian_menyebut_setiap_sebab(satu, hasil):
    perhatian = satu.pegawai.set_index("nip")["perhatian"]
    pegawai = hasil.pegawai.set_index("nip")
    langkah = selangkah(hasil, aturan()).set_index("nip")
    for nip, kode in perhatian.items():
        assert ("beda_usulan" in kode) == bool(pegawai.at[nip, "berbeda"])
        assert ("bisa_naik" in kode) == bool(langkah.at[nip, "bisa_naik"])
        assert ("bisa_turun" in kode) == bool(langkah.at[nip, "bisa_turun"])
        assert ("tinjau" in kode) == bool(pegawai.at[nip, "tinjau"])
        assert ("sementara" in kode) == bool(pegawai.at[nip, "sementara"])
        assert kode == [satu for satu in PERHATIAN if satu in kode]
    assert "belum_ditetapkan" in perhatian[BUDI]
    assert "belum_ditetapkan" not in perhatian[ANI]
    assert {"beda_usulan", "tanpa_alasan"} <= set(perhatian[ANI])


def test_alasan_yang_hanya_spasi_bukan_alasan(kota_kecil, hasil):
    ubah = hasil.pegawai["alasan_penetapan"].mask(hasil.pegawai["nip"] == ANI, "  ")
    satu = cuplik(kota_kecil, _ubah(hasil, alasan_penetapan=ubah), "01", aturan())
    assert "tanpa_alasan" in satu.pegawai.set_index("nip")["perhatian"][ANI]


def test_opd_tanpa_pegawai_dan_periode_berangka_ditolak(kota_kecil, hasil):
    with pytest.raises(GalatRapat, match="tidak punya pegawai"):
        cuplik(kota_kecil, hasil, "99", aturan())
    angka = Hasil(hasil.periode, hasil.jejak, {**hasil.tabel, "pegawai": hasil.pegawai.drop(columns="usulan")})
    with pytest.raises(GalatRapat, match="dinilai dengan angka"):
        cuplik(kota_kecil, angka, "01", muat_buku().pada(hasil.periode.akhir))


@pytest.fixture
def rapat(satu, tmp_path):
    with BukuRapat.buka(tmp_path / "rapat" / "kalibrasi.sqlite", buat=True) as buku:
        buka_rapat(buku, satu, KETUA)
        return muat_rapat(buku, f"01-{PERIODE}")


def test_tanpa_perubahan_tidak_ada_geseran(rapat, hasil):
    assert geseran(rapat, hasil).empty


def test_geseran_menyebut_rating_yang_berubah_dan_orang_yang_datang_dan_pergi(rapat, hasil):
    nip, rating = hasil.pegawai["nip"], hasil.pegawai["hasil_kerja"]
    ubah = _ubah(hasil, hasil_kerja=rating.mask(nip == ANI, "sesuai"), nip=nip.replace({CICI: "188701011910032099"}))
    beda = geseran(rapat, ubah).set_index("nip")
    assert beda.loc[ANI, ["kolom", "cuplikan", "kini"]].tolist() == ["hasil_kerja", "di_atas", "sesuai"]
    assert beda.loc[CICI, ["kolom", "cuplikan", "kini"]].tolist() == ["pegawai", "ada", None]
    assert beda.loc["188701011910032099", ["kolom", "cuplikan", "kini"]].tolist() == ["pegawai", None, "ada"]
    assert len(beda) == 3


def test_geseran_hanya_melihat_opd_rapat(rapat, hasil):
    lain = hasil.pegawai.assign(kode_opd="02", nip=[f"{n:018d}" for n in range(len(hasil.pegawai))])
    import pandas as pd

    semua = {**hasil.tabel, "pegawai": pd.concat([hasil.pegawai, lain], ignore_index=True)}
    assert geseran(rapat, Hasil(hasil.periode, hasil.jejak, semua)).empty
