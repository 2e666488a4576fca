"""Settings all tests share."""

import os

import pytest
from hypothesis import HealthCheck, settings

from penilaian.data import baca_data
from tests.kota_kecil import tulis_kecil

settings.register_profile(
    "proyek", deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("mutasi", settings.get_profile("proyek"), max_examples=4)
settings.load_profile(os.environ.get("PENILAIAN_HYPOTHESIS", "proyek"))


@pytest.fixture
def kota_kecil(tmp_path):
    return baca_data(tulis_kecil(tmp_path))
