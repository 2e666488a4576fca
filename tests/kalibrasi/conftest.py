"""The sample, reviewed once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from penilaian.data import Data, baca_data
from penilaian.kalibrasi.bahan import BahanKalibrasi, siapkan
from penilaian.nilai import Hasil, hitung
from penilaian.periode import Periode
from tests.kalibrasi.tiruan import ATURAN

CONTOH = Path(__file__).parents[2] / "data" / "contoh"


@pytest.fixture(scope="session")
def data_contoh() -> Data:
    return baca_data(CONTOH)


@pytest.fixture(scope="session")
def hasil_contoh(data_contoh: Data) -> list[Hasil]:
    """The last three quarters: enough for what is compared over time."""
    return [hitung(data_contoh, Periode.urai(kode)) for kode in ("2025-T2", "2025-T3", "2025-T4")]


@pytest.fixture(scope="session")
def contoh(data_contoh: Data, hasil_contoh: list[Hasil]) -> BahanKalibrasi:
    return siapkan(hasil_contoh, data_contoh.tabel, ATURAN)
