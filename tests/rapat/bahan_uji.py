"""A meeting small enough to follow by eye, and ways to tamper with its ledger."""

import sqlite3
from contextlib import closing

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.periode import Periode
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.cuplikan import KOLOM_CUPLIKAN, Cuplikan
from penilaian.rapat.rapat import buka_rapat

PERIODE = "2025-T4"
ID = "dinkes-2025-T4"
KETUA, BUDI, CICI = "Siti, Kepala BKPSDM", "Budi, Sekretaris", "Cici, Inspektorat"
NIP = [f"18700101189503{nomor:04d}" for nomor in (1001, 1002, 1003, 2004, 2005)]


def aturan():
    return muat_buku().pada(Periode.urai(PERIODE).akhir)


def cuplikan(periode=PERIODE):
    """Everybody decided at the middle, the last one not at all."""
    baris = [
        (
            nip, f"Contoh {nomor}", "Sekretariat" if nomor % 2 else "Bidang A", "Analis", "pelaksana", NIP[0],
            None if nomor == len(NIP) - 1 else f"9{nomor},50", "sesuai", *(("sesuai", "sesuai", "baik") if nomor < len(NIP) - 1 else (None,) * 3),
            "baik", None, ["bisa_naik"] if nomor % 2 else [],
        )
        for nomor, nip in enumerate(NIP)
    ]  # fmt: skip
    pegawai = pd.DataFrame(baris, columns=list(KOLOM_CUPLIKAN), dtype=object)
    return Cuplikan("dinkes", "Dinas Kesehatan", periode, pegawai, {"pegawai": "ab" * 32})


def buku_dibuka(berkas):
    """A ledger with one meeting, closed again."""
    with BukuRapat.buka(berkas, buat=True) as buku:
        buka_rapat(buku, cuplikan(), KETUA)
    return berkas


def sunting(berkas, *perintah):
    """Do to the file what somebody with a database program could: triggers away, edits, triggers back."""
    with closing(sqlite3.connect(berkas)) as basis:
        pemicu = basis.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for nama, _ in pemicu:
            basis.execute(f"DROP TRIGGER {nama}")
        for satu in perintah:
            basis.execute(*((satu,) if isinstance(satu, str) else satu))
        for _, buat in pemicu:
            basis.execute(buat)
        basis.commit()
