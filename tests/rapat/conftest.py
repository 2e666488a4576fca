"""Fixtures of the meeting room."""

import pytest

from penilaian.rapat.buku import BukuRapat
from tests.rapat.bahan_uji import aturan as aturan_uji
from tests.rapat.bahan_uji import buku_dibuka


@pytest.fixture(scope="session")
def aturan():
    return aturan_uji()


@pytest.fixture
def berkas(tmp_path):
    """The file of a ledger with one open meeting."""
    return buku_dibuka(tmp_path / "rapat" / "kalibrasi.sqlite")


@pytest.fixture
def buku(berkas):
    with BukuRapat.buka(berkas) as satu:
        yield satu
