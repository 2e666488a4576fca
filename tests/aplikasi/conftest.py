"""The sample data scored once, a fresh ledger for each test, and a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

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
from tests.laporan.conftest import CHROMIUM, PILIHAN

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


@pytest.fixture(scope="module")
def peramban() -> Iterator[Any]:
    """Debian's chromium, as in tests/laporan, but closed with the module: two cannot be open in one process."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _tanpa_peramban("playwright tidak terpasang")
    if not CHROMIUM.exists():
        _tanpa_peramban(f"{CHROMIUM} tidak ada; pasang dengan: apt install chromium")
    with sync_playwright() as main:
        satu = main.chromium.launch(executable_path=str(CHROMIUM), args=list(PILIHAN))
        yield satu
        satu.close()


def _tanpa_peramban(sebab: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"uji peramban wajib jalan di CI: {sebab}")
    pytest.skip(sebab)
