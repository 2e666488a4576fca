"""The sample's last quarter, scored once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from penilaian.aturan import muat_buku
from penilaian.data import Data, baca_data
from penilaian.indikator.bahan import BahanIndikator, siapkan
from penilaian.nilai import Hasil, hitung
from penilaian.periode import Periode

CONTOH = Path(__file__).parents[3] / "data" / "contoh"
PERIODE = Periode.urai("2025-T4")


@pytest.fixture(scope="session")
def data_contoh() -> Data:
    return baca_data(CONTOH)


@pytest.fixture(scope="session")
def hasil_contoh(data_contoh: Data) -> Hasil:
    return hitung(data_contoh, PERIODE)


@pytest.fixture(scope="session")
def bahan_contoh(data_contoh: Data, hasil_contoh: Hasil) -> BahanIndikator:
    return siapkan([hasil_contoh], data_contoh.tabel, muat_buku().pada(PERIODE.akhir))


@pytest.fixture(scope="session")
def bahan_dinkes(data_contoh: Data) -> BahanIndikator:
    """One agency of it, read and scored by itself."""
    irisan = data_contoh.untuk(kode_opd="dinkes")
    return siapkan([hitung(irisan, PERIODE)], irisan.tabel, muat_buku().pada(PERIODE.akhir))
