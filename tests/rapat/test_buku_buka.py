"""Two processes that make one ledger at the same moment: SQLite does not wait for the log, so we do."""

from __future__ import annotations

import sqlite3
import threading

import pytest

from penilaian.rapat import buku_buka
from penilaian.rapat.buku_buka import pakai_wal


@pytest.fixture
def terbaca(tmp_path):
    """A new database that somebody is just reading: the log cannot be set up meanwhile."""
    berkas = tmp_path / "buku.sqlite"
    with sqlite3.connect(berkas) as awal:
        awal.execute("CREATE TABLE t (a)")
    awal.close()
    pembaca = sqlite3.connect(berkas, isolation_level=None, check_same_thread=False)
    pembaca.execute("BEGIN")
    pembaca.execute("SELECT * FROM t").fetchall()
    penulis = sqlite3.connect(berkas, timeout=0, isolation_level=None)
    yield pembaca, penulis
    pembaca.close()
    penulis.close()


def test_menunggu_sampai_yang_lain_selesai(terbaca):
    pembaca, penulis = terbaca
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        penulis.execute("PRAGMA journal_mode = WAL")
    lepas = threading.Timer(0.2, lambda: pembaca.execute("COMMIT"))
    lepas.start()
    pakai_wal(penulis)
    lepas.join()
    assert penulis.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_menyerah_pada_waktunya(terbaca, monkeypatch):
    monkeypatch.setattr(buku_buka, "TUNGGU_DETIK", 0.1)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        pakai_wal(terbaca[1])


def test_galat_lain_tidak_diulang(tmp_path):
    (tmp_path / "bukan.sqlite").write_bytes(b"x" * 5000)
    satu = sqlite3.connect(tmp_path / "bukan.sqlite")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        pakai_wal(satu)
    satu.close()
