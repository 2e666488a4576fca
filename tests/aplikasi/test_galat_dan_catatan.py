"""Errors as pages, limits, and what the log may hold."""

from __future__ import annotations

import errno
import logging
from dataclasses import replace

import pytest

from penilaian.aplikasi.gudang import Gudang
from penilaian.aplikasi.susunan import BATAS_KIRIMAN
from penilaian.galat import GalatData
from tests.aplikasi.klien import RAPAT, Dunia, Klien

NIP = "189002021915032002"


def test_kesalahan_program_hanya_memberi_nomor_rujukan(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def meledak(_: object) -> list[str]:
        raise ZeroDivisionError(f"rahasia tentang {NIP}")

    klien = dunia.klien("ketua")
    monkeypatch.setattr("penilaian.aplikasi.rute.rapat.daftar_kasus", meledak)
    jawaban = klien.ambil(RAPAT)
    assert jawaban.status_code == 500
    assert "Terjadi kesalahan di peladen" in jawaban.text
    assert not any(satu in jawaban.text for satu in ("rahasia", "Traceback", "ZeroDivisionError", ".py"))
    rujukan = jawaban.text.partition("nomor rujukan ")[2][:8]
    assert rujukan in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert NIP not in caplog.text
    assert jawaban.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("jalur", "cara", "kode"), [("/tidakada", "GET", 404), (f"{RAPAT}/pegawai/1/suara", "GET", 405)]
)
def test_galat_http_sebagai_halaman(dunia: Dunia, jalur: str, cara: str, kode: int) -> None:
    jawaban = dunia.klien("ketua").c.open(jalur, method=cara)
    assert jawaban.status_code == kode
    assert "Ke daftar rapat" in jawaban.text
    assert not any(satu in jawaban.text for satu in ("Not Found", "Method", "requested URL"))


def test_kiriman_terlalu_besar(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    for jalur, isian in (
        (f"{RAPAT}/lembar", {"tanda": klien.tanda(), "catatan": "x" * (BATAS_KIRIMAN + 1)}),
        (f"{RAPAT}/pegawai/1/suara", {"tanda": klien.tanda(), "suara": "setuju", "catatan": "x" * 600_000}),
    ):
        jawaban = klien.c.post(jalur, data=isian, content_type="multipart/form-data")
        assert jawaban.status_code == 413
        assert "terlalu besar" in jawaban.text


def test_data_yang_tidak_terbaca_tidak_menghentikan_rapat(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(*_: object) -> None:
        raise GalatData("Data belum dapat dipakai", mengapa=f"NIP {NIP} ganda", tindakan="perbaiki")

    klien = dunia.klien("ketua")
    monkeypatch.setattr("penilaian.aplikasi.gudang.Keadaan.hasil", gagal)
    monkeypatch.setattr("penilaian.aplikasi.gudang.Keadaan.tinjauan", gagal)
    monkeypatch.setattr("penilaian.aplikasi.gudang.Keadaan.geseran", gagal)
    halaman = klien.ambil(RAPAT).text
    assert "Tinjauan belum dapat ditampilkan" in halaman
    assert "…002 ganda" in halaman
    assert NIP not in halaman
    assert "Penjelasan belum dapat ditampilkan" in klien.ambil(f"{RAPAT}/pegawai/1").text
    assert klien.kirim(f"{RAPAT}/pegawai/1/suara", suara="setuju").status_code == 303


@pytest.mark.parametrize("di_mana", ["_sidik_berkas", "baca_data"])
def test_folder_data_yang_tidak_boleh_dibaca_disebut_dan_buku_tetap_terbuka(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch, di_mana: str
) -> None:
    def ditolak(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/srv/rahasia/masuk/pegawai.csv")

    klien, isi = dunia.klien("ketua"), dunia.aplikasi.extensions["penilaian"]
    dunia.aplikasi.extensions["penilaian"] = replace(isi, gudang=Gudang(isi.gudang.folder))
    monkeypatch.setattr("penilaian.aplikasi.gudang.baca_data", ditolak)
    monkeypatch.setattr(f"penilaian.aplikasi.gudang.{di_mana}", ditolak)
    jawaban = klien.ambil("/")
    assert jawaban.status_code == 422
    assert "pegawai.csv tidak diizinkan" in jawaban.text
    assert not any(satu in jawaban.text for satu in ("/srv", "Permission", "denied"))
    for jalur in (RAPAT, f"{RAPAT}/pegawai/1", f"{RAPAT}/kunci", "/buku"):
        assert klien.ambil(jalur).status_code == 200, jalur
    assert klien.kirim(f"{RAPAT}/pegawai/1/suara", suara="setuju").status_code == 303


def test_kesalahan_program_pada_data_pun_menjadi_halaman(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What every page needs is also what its error page needs."""
    klien = dunia.klien("ketua")
    monkeypatch.setattr("penilaian.aplikasi.gudang.Gudang.kini", lambda _: 1 / 0)
    jawaban = klien.ambil("/buku")
    assert jawaban.status_code == 500
    assert jawaban.text.partition("nomor rujukan ")[2][:8] in caplog.text


def test_catatan_akses_tanpa_nip_tanpa_isian_tanpa_baris_palsu(dunia: Dunia, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="penilaian.aplikasi.akses")
    klien = dunia.klien("ketua")
    klien.ambil(f"{RAPAT}?cari=Siti+{NIP}")
    klien.ambil(f"/rapat/{NIP}")
    klien.ambil("/satu%0A127.0.0.1 GET /palsu 200")
    baris = [satu.getMessage() for satu in caplog.records if satu.name == "penilaian.aplikasi.akses"]
    assert any(f"GET {RAPAT} 303" in satu for satu in baris)
    assert any("GET /rapat/…002 404" in satu or "GET /rapat/\\u2026002 404" in satu for satu in baris)
    assert not any(NIP in satu or "cari" in satu or "\n" in satu for satu in baris)


def test_mencari_dengan_nip_ditolak_dan_tidak_tinggal_di_alamat(dunia: Dunia) -> None:
    klien = dunia.klien("ketua")
    jawaban = klien.ambil(f"{RAPAT}?cari={NIP}")
    assert jawaban.status_code == 303
    assert NIP not in jawaban.location
    assert "NIP tidak dipakai untuk mencari" in klien.ambil(jawaban.location).text


@pytest.mark.parametrize(
    "jalur", ["/", RAPAT, f"{RAPAT}?saring=semua", f"{RAPAT}/pegawai/1", f"{RAPAT}/kunci", "/buku"]
)
def test_tidak_ada_nip_di_halaman_mana_pun(dunia: Dunia, jalur: str) -> None:
    klien = dunia.klien("diri")
    klien.kirim(f"{RAPAT}/pegawai/2/suara", suara="pertanyakan", catatan="bukti?")
    halaman = klien.ambil(jalur).text
    assert not [nip for nip in dunia.nip if nip in halaman]


def test_halaman_masuk_tidak_membuka_apa_pun_tentang_isi_rapat(dunia: Dunia) -> None:
    halaman = Klien(dunia.aplikasi).ambil("/masuk").text
    assert not any(satu in halaman for satu in ("Dinas", "dinkes", "Daftar rapat", "Buku rapat"))
