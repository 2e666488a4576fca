"""The sample data scored once, and a fresh ledger for each test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("flask", reason="extra aplikasi tidak terpasang")

from penilaian.aplikasi import buat_aplikasi
from penilaian.aplikasi.gudang import Gudang
from penilaian.aturan import muat_buku
from penilaian.periode import Periode
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.cuplikan import Cuplikan, cuplik
from penilaian.rapat.pengguna import SEMUA_OPD, tambah_pengguna
from penilaian.rapat.rapat import buka_rapat
from tests.aplikasi.klien import OPD, PERIODE, Dunia

CONTOH = Path(__file__).parents[2] / "data" / "contoh"


@pytest.fixture(scope="session")
def gudang() -> Gudang:
    return Gudang(CONTOH)


@pytest.fixture(scope="session")
def cuplikan(gudang: Gudang) -> Cuplikan:
    periode = Periode.urai(PERIODE)
    hasil = gudang.kini().hasil(OPD, periode)
    return cuplik(gudang.kini().data, hasil, OPD, muat_buku().pada(periode.akhir))


@pytest.fixture
def dunia(tmp_path: Path, gudang: Gudang, cuplikan: Cuplikan) -> Dunia:
    nip = list(cuplikan.pegawai["nip"])
    berkas = tmp_path / "kalibrasi.sqlite"
    with BukuRapat.buka(berkas, buat=True) as buku:
        buka_rapat(buku, cuplikan, "Siti, Ketua")
        orang = (
            ("ketua", "Siti, Ketua", "ketua", SEMUA_OPD, None),
            ("ketua_kedua", "Rina, Ketua Kedua", "ketua", OPD, None),
            ("penilai", "Budi, Penilai", "penilai", OPD, None),
            ("pembaca", "Ani, Pembaca", "pembaca", OPD, None),
            ("ketua_lain", "Dewi, Ketua Disdik", "ketua", "disdik", None),
            ("diri", "Eko, Ketua yang Dinilai", "ketua", OPD, nip[0]),
        )
        token = {
            kunci: tambah_pengguna(buku, nama, peran, [opd], "uji", milik) for kunci, nama, peran, opd, milik in orang
        }
    aplikasi = buat_aplikasi(CONTOH, berkas)
    aplikasi.extensions["penilaian"] = replace(aplikasi.extensions["penilaian"], gudang=gudang)
    return Dunia(aplikasi, berkas, token, nip)
