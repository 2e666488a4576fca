"""Logging in and out, sessions that end, forms of our own, and the headers of every answer."""

from __future__ import annotations

import logging

import pytest

from penilaian.aplikasi.pembatas import BATAS, JENDELA, Pembatas
from penilaian.aplikasi.penjaga import tujuan_aman
from penilaian.aplikasi.sesi import DIAM, PALING_LAMA, DaftarSesi
from tests.aplikasi.klien import RAPAT, Dunia, Klien


def test_tanpa_masuk_diantar_ke_halaman_masuk_lalu_ke_tujuan_semula(dunia: Dunia) -> None:
    klien = Klien(dunia.aplikasi)
    antar = klien.ambil(f"{RAPAT}?saring=semua")
    assert (antar.status_code, antar.location) == (303, "/masuk")
    assert klien.masuk(dunia.token["ketua"]).location == f"{RAPAT}?saring=semua"


def test_token_salah_ditolak_tanpa_menyebut_siapa_pun(dunia: Dunia) -> None:
    for salah in ("", "x" * 43, "x" * 500, dunia.token["ketua"][:-1], f"{dunia.token['ketua']}x"):
        jawaban = Klien(dunia.aplikasi).masuk(salah)
        assert jawaban.status_code == 401
        assert "tidak dikenal" in jawaban.text
        assert "Siti" not in jawaban.text
        dunia.aplikasi.extensions["penilaian"].pembatas.lupakan("127.0.0.1")


def test_token_bertepi_spasi_diterima_dan_tidak_pernah_tampil(dunia: Dunia, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    klien = Klien(dunia.aplikasi)
    jawaban = klien.masuk(f"  {dunia.token['ketua']}\n")
    assert jawaban.status_code == 303
    terlihat = caplog.text + jawaban.location + str(jawaban.headers) + klien.ambil("/").text
    assert dunia.token["ketua"] not in terlihat


def test_percobaan_gagal_diperlambat_juga_untuk_token_yang_benar(dunia: Dunia) -> None:
    klien = Klien(dunia.aplikasi)
    assert [klien.masuk("salah").status_code for _ in range(BATAS)] == [401] * BATAS
    jawaban = klien.masuk(dunia.token["ketua"])
    assert jawaban.status_code == 429
    assert 0 < int(jawaban.headers["Retry-After"]) <= JENDELA
    assert "Coba lagi dalam 5 menit" in jawaban.text


def test_pembatas_menghitung_per_alamat_dan_lupa_sesudah_jendela() -> None:
    kini = [0.0]
    pembatas = Pembatas(lambda: kini[0])
    for _ in range(BATAS):
        pembatas.catat_gagal("a")
    assert (pembatas.tunggu("a"), pembatas.tunggu("b")) == (JENDELA, 0)
    kini[0] = JENDELA - 1
    assert pembatas.tunggu("a") == 1
    kini[0] = JENDELA
    assert pembatas.tunggu("a") == 0


def test_pembatas_tidak_tumbuh_tanpa_batas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("penilaian.aplikasi.pembatas._ALAMAT_DIINGAT", 3)
    pembatas = Pembatas()
    for alamat in "abcde":
        pembatas.catat_gagal(alamat)
    assert list(pembatas._gagal) == ["c", "d", "e"]


def test_kue_sesi_terlindung(dunia: Dunia) -> None:
    klien = Klien(dunia.aplikasi)
    kue = klien.masuk(dunia.token["ketua"]).headers["Set-Cookie"]
    assert "HttpOnly" in kue
    assert "SameSite=Strict" in kue
    assert "Secure" not in kue
    aman = klien.c.get("/masuk", base_url="https://localhost")
    assert "Secure" in aman.headers["Set-Cookie"]


def test_masuk_memulai_sesi_baru(dunia: Dunia) -> None:
    """A cookie planted before the login is worth nothing after it."""
    klien = Klien(dunia.aplikasi)
    sebelum = klien.tanda("/masuk")
    klien.masuk(dunia.token["ketua"])
    assert klien.tanda() != sebelum
    assert klien.c.post(f"{RAPAT}/kunci", data={"tanda": sebelum, "yakin": "ya"}).status_code == 403


def test_keluar_mematikan_juga_kue_yang_disalin(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    salinan = klien.c.get_cookie("rapat").value
    assert klien.kirim("/keluar").status_code == 303
    assert "Anda sudah keluar" in klien.ambil("/masuk").text
    pencuri = Klien(dunia.aplikasi)
    pencuri.c.set_cookie("rapat", salinan)
    assert pencuri.ambil("/").location == "/masuk"


def test_sesi_berakhir_karena_diam_dan_karena_lama() -> None:
    kini = [0.0]
    daftar = DaftarSesi(lambda: kini[0])
    diam, aktif = daftar.mulai("satu"), daftar.mulai("dua")
    while kini[0] + DIAM < PALING_LAMA:
        kini[0] += DIAM
        assert daftar.token(aktif) == "dua"
        if kini[0] > DIAM:
            assert daftar.token(diam) is None
    kini[0] = PALING_LAMA + 1
    assert daftar.token(aktif) is None
    assert daftar.token("karangan") is None


def test_yang_diketik_tidak_hilang_bila_sesi_berakhir(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    tanda = klien.tanda()
    dunia.aplikasi.extensions["penilaian"].sesi._sesi.clear()
    isian = {"tanda": tanda, "rating": "sesuai:sesuai", "alasan": "pertimbangan <panjang>", "berdasar": "0"}
    jawaban = klien.c.post(f"{RAPAT}/pegawai/1/putusan", data=isian)
    assert jawaban.status_code == 401
    assert "belum dicatat" in jawaban.text
    assert "pertimbangan &lt;panjang&gt;" in jawaban.text


def test_yang_diketik_tidak_hilang_sesudah_masuk_lagi_di_tab_lain_atau_aplikasi_dijalankan_ulang(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    isian = {"tanda": klien.tanda(), "rating": "sesuai:sesuai", "alasan": "pertimbangan panjang", "berdasar": "0"}
    klien.masuk(dunia.token["ketua"])
    jalur = f"{RAPAT}/pegawai/1/putusan"
    jawaban = klien.c.post(jalur, data=isian)
    assert jawaban.status_code == 403
    assert "belum dicatat" in jawaban.text
    assert "pertimbangan panjang" in jawaban.text
    dunia.aplikasi.secret_key = b"kunci sesudah dijalankan ulang"
    assert "pertimbangan panjang" in klien.c.post(jalur, data=isian).text
    dari_luar = klien.c.post(jalur, data=isian, headers={"Sec-Fetch-Site": "cross-site"})
    assert dari_luar.status_code == 403
    assert "pertimbangan panjang" not in dari_luar.text


def test_pengalihan_tidak_memuat_kalimat_bawaan_berbahasa_inggris(dunia: Dunia) -> None:
    jawaban = Klien(dunia.aplikasi).ambil(RAPAT)
    assert (jawaban.status_code, jawaban.text) == (303, "")
    assert jawaban.headers["Location"] == "/masuk"


@pytest.mark.parametrize("jalur", ["/masuk", "/keluar", "/rapat", f"{RAPAT}/kunci", f"{RAPAT}/pegawai/1/suara"])
@pytest.mark.parametrize("tanda", ["", "karangan"])
def test_formulir_dari_tempat_lain_ditolak(dunia: Dunia, jalur: str, tanda: str) -> None:
    klien = dunia.klien("ketua")
    jawaban = klien.c.post(
        jalur, data={"tanda": tanda, "token": dunia.token["ketua"], "yakin": "ya", "suara": "setuju"}
    )
    assert jawaban.status_code == 403
    assert "tidak berlaku" in jawaban.text


def test_tautan_dari_surat_tidak_mengeluarkan_yang_sudah_masuk(dunia: Dunia) -> None:
    """The browser sends no cookie on such a request; answering with a new one would throw the session away."""
    jawaban = dunia.aplikasi.test_client().get(RAPAT, headers={"Sec-Fetch-Site": "cross-site"})
    assert jawaban.status_code == 200
    assert "Set-Cookie" not in jawaban.headers
    assert f'content="0; url={RAPAT}"' in jawaban.text


@pytest.mark.parametrize(
    ("tujuan", "aman"),
    [
        ("/rapat/x?saring=semua", "/rapat/x?saring=semua"), ("/?", "/"), ("//jahat.example/", "/"), ("https://jahat.example", "/"),
        ("/\\jahat.example", "/"), ("", "/"), ("/rapat/x?cari=189002021915032002", "/"), ("javascript:alert(1)", "/"),
    ],
)  # fmt: skip
def test_tujuan_sesudah_masuk_hanya_di_sini(tujuan: str, aman: str) -> None:
    assert tujuan_aman(tujuan) == aman


@pytest.mark.parametrize("jalur", ["/masuk", "/", RAPAT, f"{RAPAT}/unduh", "/tidakada", f"{RAPAT}/pegawai/1/suara"])
def test_kepala_keamanan_di_setiap_jawaban(dunia: Dunia, jalur: str) -> None:
    kepala = dunia.klien("ketua").ambil(jalur).headers
    kebijakan = kepala["Content-Security-Policy"]
    assert all(
        satu in kebijakan
        for satu in ("default-src 'self'", "script-src 'none'", "style-src 'self'", "frame-ancestors 'none'")
    )
    assert "unsafe" not in kebijakan
    assert kepala["X-Frame-Options"] == "DENY"
    assert kepala["X-Content-Type-Options"] == "nosniff"
    assert kepala["Referrer-Policy"] == "same-origin"
    assert kepala["Cache-Control"] == "no-store"


def test_lembar_gaya_boleh_disimpan_peramban(dunia: Dunia) -> None:
    klien = Klien(dunia.aplikasi)
    alamat = klien.ambil("/masuk").text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    gaya = klien.ambil(alamat)
    assert gaya.mimetype == "text/css"
    assert "immutable" in gaya.headers["Cache-Control"]
    assert "url(" not in gaya.text
    assert klien.ambil("/gaya-lama.css").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["jahat.example", "jahat.example:8350", "a@localhost", "localhost/..", ""])
def test_nama_peladen_yang_tidak_dikenal_ditolak(dunia: Dunia, host: str) -> None:
    jawaban = dunia.aplikasi.test_client().get("/masuk", environ_overrides={"HTTP_HOST": host})
    assert jawaban.status_code == 400
    assert "tidak dikenal" in jawaban.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8350", "[::1]:8350", "LOCALHOST:1"])
def test_nama_peladen_sendiri_diterima(dunia: Dunia, host: str) -> None:
    assert dunia.aplikasi.test_client().get("/masuk", environ_overrides={"HTTP_HOST": host}).status_code == 200
