"""Every role and every action: what the server allows, whatever the page shows."""

from __future__ import annotations

import pytest

from penilaian.rapat.buku import BukuRapat
from tests.aplikasi.klien import OPD, RAPAT, Dunia, Klien

PERAN = ("tamu", "pembaca", "penilai", "ketua", "ketua_lain")
ISIAN = {
    f"{RAPAT}/pegawai/1/suara": {"suara": "setuju"},
    f"{RAPAT}/pegawai/1/putusan": {"rating": "sesuai:sesuai", "alasan": "sesuai bukti", "berdasar": "0"},
    f"{RAPAT}/kunci": {"yakin": "ya"},
    f"{RAPAT}/buka-kembali": {"alasan": "ada yang terlewat"},
    "/rapat": {"opd": OPD, "periode": "2025-T3"},
}
# 409: allowed, but the meeting is not locked, or there is no file in the form.
MATRIKS = {
    ("GET", "/"): (303, 200, 200, 200, 200),
    ("GET", "/buku"): (303, 200, 200, 200, 200),
    ("GET", RAPAT): (303, 200, 200, 200, 404),
    ("GET", f"{RAPAT}?saring=semua"): (303, 200, 200, 200, 404),
    ("GET", f"{RAPAT}/pegawai/1"): (303, 200, 200, 200, 404),
    ("GET", f"{RAPAT}/kunci"): (303, 200, 200, 200, 404),
    ("GET", f"{RAPAT}/unduh"): (303, 200, 200, 200, 404),
    ("GET", f"{RAPAT}/lembar"): (303, 200, 200, 200, 404),
    ("GET", f"{RAPAT}/lembar.xlsx"): (303, 403, 200, 200, 404),
    ("POST", f"{RAPAT}/lembar"): (401, 403, 409, 409, 404),
    ("POST", f"{RAPAT}/pegawai/1/suara"): (401, 403, 303, 303, 404),
    ("POST", f"{RAPAT}/pegawai/1/putusan"): (401, 403, 403, 303, 404),
    ("POST", f"{RAPAT}/kunci"): (401, 403, 403, 303, 404),
    ("POST", f"{RAPAT}/buka-kembali"): (401, 403, 403, 409, 404),
    ("POST", "/rapat"): (401, 403, 403, 303, 404),
}  # fmt: skip


def _jalankan(dunia: Dunia, peran: str, cara: str, jalur: str) -> int:
    klien = Klien(dunia.aplikasi) if peran == "tamu" else dunia.klien(peran)
    if cara == "GET":
        return klien.ambil(jalur).status_code
    tanda = klien.tanda("/masuk" if peran == "tamu" else "/")
    return klien.c.post(jalur, data={"tanda": tanda, **ISIAN.get(jalur, {})}).status_code


@pytest.mark.parametrize(("cara", "jalur"), MATRIKS, ids=lambda satu: str(satu).replace("/", "_"))
@pytest.mark.parametrize("peran", PERAN)
def test_setiap_peran_dan_setiap_tindakan(dunia: Dunia, peran: str, cara: str, jalur: str) -> None:
    harapan = MATRIKS[cara, jalur][PERAN.index(peran)]
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        semula = len(buku.catatan())
        assert _jalankan(dunia, peran, cara, jalur) == harapan
        ditulis = len(buku.catatan()) - semula
    assert ditulis == (1 if cara == "POST" and harapan == 303 else 0)


def test_matriks_menyebut_setiap_rute(dunia: Dunia) -> None:
    """A new page must be added to the table, or said to be for everybody."""
    terbuka = {"umum.gaya", "masuk.isian", "masuk.periksa", "masuk.keluar"}
    peta = dunia.aplikasi.url_map.bind("localhost")
    teruji = {peta.match(jalur.partition("?")[0], method=cara)[0] for cara, jalur in MATRIKS}
    assert teruji | terbuka == {aturan.endpoint for aturan in dunia.aplikasi.url_map.iter_rules()}


def test_rapat_opd_lain_tidak_dapat_dibedakan_dari_yang_tidak_ada(dunia: Dunia) -> None:
    klien = dunia.klien("ketua_lain")
    ada, tidak_ada = klien.ambil(RAPAT), klien.ambil("/rapat/dinkes-2031-T1")
    assert (ada.status_code, ada.text) == (tidak_ada.status_code, tidak_ada.text)
    daftar = klien.ambil("/").text
    assert "Dinas Kesehatan" not in daftar
    assert "Dinas Pendidikan" in daftar


def test_catatan_pengguna_bukan_rapat(dunia: Dunia) -> None:
    assert dunia.klien("ketua").ambil("/rapat/pengguna").status_code == 404


@pytest.mark.parametrize("nomor", ["0", "999", "-1", "abc", "189002021915032002"])
def test_nomor_pegawai_yang_tidak_ada(dunia: Dunia, nomor: str) -> None:
    assert dunia.klien("ketua").ambil(f"{RAPAT}/pegawai/{nomor}").status_code == 404


@pytest.mark.parametrize("kerja", ["suara", "putusan"])
def test_tidak_seorang_pun_tentang_dirinya_sendiri(dunia: Dunia, kerja: str) -> None:
    klien, jalur = dunia.klien("diri"), f"{RAPAT}/pegawai/1"
    halaman = klien.ambil(jalur).text
    assert "tentang diri Anda sendiri" in halaman
    assert f"{jalur}/{kerja}" not in halaman
    jawaban = klien.kirim(f"{jalur}/{kerja}", **ISIAN[f"{jalur}/{kerja}"])
    assert jawaban.status_code == 409
    assert "dirinya sendiri" in jawaban.text
    assert klien.kirim(f"{RAPAT}/pegawai/2/{kerja}", **ISIAN[f"{jalur}/{kerja}"]).status_code == 303


def test_pengguna_yang_dicabut_keluar_saat_itu_juga(dunia: Dunia) -> None:
    from penilaian.rapat.pengguna import cabut_pengguna

    klien = dunia.klien("penilai")
    assert klien.ambil(RAPAT).status_code == 200
    with BukuRapat.buka(dunia.berkas_buku) as buku:
        cabut_pengguna(buku, "Budi, Penilai", "uji", "pindah tugas")
    assert klien.ambil(RAPAT).status_code == 303


def test_halaman_hanya_menawarkan_yang_boleh(dunia: Dunia) -> None:
    jalur = f"{RAPAT}/pegawai/1"
    tawaran = {peran: dunia.klien(peran).ambil(jalur).text for peran in ("pembaca", "penilai", "ketua")}
    assert ["Simpan suara" in tawaran[peran] for peran in tawaran] == [False, True, True]
    assert ["Catat putusan" in tawaran[peran] for peran in tawaran] == [False, False, True]
