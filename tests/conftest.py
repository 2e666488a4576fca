"""Settings all tests share."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from penilaian.data import baca_data
from tests.kota_kecil import tulis_kecil

settings.register_profile(
    "proyek", deadline=None, max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("lengkap", settings.get_profile("proyek"), max_examples=100)
settings.register_profile("mutasi", settings.get_profile("proyek"), max_examples=4)
settings.load_profile(os.environ.get("PENILAIAN_HYPOTHESIS", "proyek"))


CHROMIUM = Path("/usr/bin/chromium")
PILIHAN = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture
def kota_kecil(tmp_path):
    return baca_data(tulis_kecil(tmp_path))


@pytest.fixture(scope="session")
def peramban() -> Iterator[Any]:
    """Debian's chromium, one a process; without it tests are skipped, but never unnoticed on a build server."""
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
