"""Users of the app: roles, agencies, tokens that are shown once."""

import pytest

from penilaian.galat import GalatIzin, GalatRapat
from penilaian.rapat.pengguna import (
    PERAN,
    TINDAKAN,
    Pengguna,
    cabut_pengguna,
    daftar_pengguna,
    kenali,
    tambah_pengguna,
)
from penilaian.rapat.rapat import daftar_rapat, periksa_buku
from tests.rapat.bahan_uji import BUDI, CICI, KETUA, NIP


@pytest.mark.parametrize(
    ("peran", "boleh"),
    [("pembaca", {"lihat"}), ("penilai", {"lihat", "suara"}), ("ketua", {"lihat", "suara", "putuskan", "kunci"})],
)
def test_peran_menentukan_tindakan_hanya_untuk_opdnya(peran, boleh):
    satu = Pengguna("Budi", peran, ("dinkes", "bappeda"))
    assert {tindakan for tindakan in TINDAKAN if satu.boleh(tindakan, "dinkes")} == boleh
    assert not any(satu.boleh(tindakan, "dinsos") for tindakan in TINDAKAN)
    assert Pengguna("Budi", peran, ("semua",)).boleh("lihat", "dinsos")


def test_yang_tidak_boleh_diberi_tahu_peran_dan_opdnya():
    with pytest.raises(GalatIzin, match="tidak diizinkan: putuskan untuk OPD dinkes") as galat:
        Pengguna("Budi", "penilai", ("dinkes",)).pastikan("putuskan", "dinkes")
    assert "perannya penilai" in galat.value.mengapa
    Pengguna("Siti", "ketua", ("dinkes",)).pastikan("kunci", "dinkes")


def test_token_dikenali_dan_tidak_tersimpan(buku):
    token = tambah_pengguna(buku, BUDI, "penilai", ["dinkes"], KETUA, nip=NIP[0])
    lain = tambah_pengguna(buku, CICI, "ketua", ["semua"], KETUA)
    assert token != lain
    assert len(token) >= 43
    assert kenali(buku, token) == Pengguna(BUDI, "penilai", ("dinkes",), NIP[0])
    assert kenali(buku, lain).nama == CICI
    for salah in ("", token[:-1], token + "x", "\udcff"):
        assert kenali(buku, salah) is None
    assert [satu.nama for satu in daftar_pengguna(buku)] == [BUDI, CICI]
    buku.tutup()
    for satu in buku.berkas.parent.iterdir():
        assert token.encode() not in satu.read_bytes()


def test_yang_dicabut_tidak_dikenali_lagi_dan_dapat_didaftarkan_dengan_token_baru(buku):
    token = tambah_pengguna(buku, BUDI, "penilai", ["dinkes"], KETUA)
    with pytest.raises(GalatRapat, match="belum ditulis"):
        cabut_pengguna(buku, BUDI, KETUA, " ")
    cabut_pengguna(buku, BUDI.upper(), KETUA, "mutasi")
    assert kenali(buku, token) is None
    assert daftar_pengguna(buku) == []
    with pytest.raises(GalatRapat, match="tidak ada"):
        cabut_pengguna(buku, BUDI, KETUA, "mutasi")
    baru = tambah_pengguna(buku, BUDI, "pembaca", ["dinkes"], KETUA)
    assert kenali(buku, token) is None
    assert kenali(buku, baru).peran == "pembaca"
    assert [satu.jenis for satu in buku.catatan("pengguna")] == ["pengguna", "cabut_pengguna", "pengguna"]


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"nama": BUDI.lower()}, "sudah ada"),
        ({"nama": " "}, "belum ditulis"),
        ({"peran": "admin"}, "pembaca, penilai, dan ketua"),
        ({"opd": []}, "belum jelas"),
        ({"opd": [" "]}, "belum jelas"),
        ({"opd": ["semua", "dinkes"]}, "belum jelas"),
        ({"nip": "123"}, "NIP pengguna tidak sah"),
        ({"oleh": ""}, "belum ditulis"),
    ],
)
def test_pengguna_yang_keliru_ditolak(buku, ubah, pesan):
    tambah_pengguna(buku, BUDI, "penilai", ["dinkes"], KETUA)
    dulu = buku.catatan()
    isi = {"nama": CICI, "peran": PERAN[0], "opd": ["dinkes"], "oleh": KETUA, **ubah}
    with pytest.raises(GalatRapat, match=pesan):
        tambah_pengguna(buku, **isi)
    assert buku.catatan() == dulu


def test_pengguna_bukan_rapat_dan_rantainya_satu(buku):
    tambah_pengguna(buku, BUDI, "penilai", ["dinkes"], KETUA)
    assert len(daftar_rapat(buku)) == 1
    assert periksa_buku(buku) == []
    assert [satu.nomor for satu in buku.catatan()] == [1, 2]
