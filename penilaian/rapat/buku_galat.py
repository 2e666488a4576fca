"""What SQLite cannot do, in the reader's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from penilaian.galat import GalatRapat

TUNGGU_DETIK = 30.0
"""How long a writer waits for others before it gives up."""
_SEBAB = {
    sqlite3.SQLITE_BUSY: f"proses lain sedang menulis, dan belum selesai dalam {TUNGGU_DETIK:.0f} detik",
    sqlite3.SQLITE_READONLY: "berkas atau foldernya hanya dapat dibaca",
    sqlite3.SQLITE_CANTOPEN: "berkas atau foldernya tidak dapat dibuka",
    sqlite3.SQLITE_FULL: "ruang cakram habis",
    sqlite3.SQLITE_IOERR: "media penyimpanannya gagal, atau ruang cakramnya habis",
    sqlite3.SQLITE_NOTADB: "isinya bukan basis data SQLite",
    sqlite3.SQLITE_CORRUPT: "susunan basis datanya rusak",
}
_TINDAKAN = {
    sqlite3.SQLITE_BUSY: "tunggu sebentar, lalu jalankan lagi; tidak ada yang tercatat",
}


@contextmanager
def terjaga(berkas: Path) -> Iterator[None]:
    """What SQLite cannot do, in the reader's words."""
    try:
        yield
    except sqlite3.IntegrityError as galat:
        raise buku_rusak(berkas, f"catatan baru ditolak: {galat}") from None
    except sqlite3.Error as galat:
        kode = kode_galat(galat)
        if kode == sqlite3.SQLITE_NOTADB:
            raise bukan_buku(berkas, uraikan_galat(galat)) from None
        if kode == sqlite3.SQLITE_CORRUPT:
            raise buku_rusak(berkas, uraikan_galat(galat)) from None
        raise GalatRapat(
            f"Buku rapat tidak dapat dipakai: {uraikan_galat(galat)}",
            di_mana=str(berkas),
            tindakan=_TINDAKAN.get(
                kode, "periksa berkas, izin, dan ruang cakram, lalu jalankan lagi; tidak ada yang tercatat"
            ),
        ) from None


def kode_galat(galat: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    return getattr(galat, "sqlite_errorcode", 0) & 0xFF


def uraikan_galat(galat: sqlite3.Error) -> str:
    return _SEBAB.get(kode_galat(galat), str(galat))


def bukan_buku(berkas: Path, sebab: str) -> GalatRapat:
    return GalatRapat(
        "Berkas ini bukan buku rapat",
        di_mana=str(berkas),
        mengapa=sebab,
        tindakan="sebutkan buku rapat dengan --buku; bila berkas ini seharusnya buku rapat, kembalikan dari cadangan. Berkas ini tidak disentuh",
    )


def buku_rusak(berkas: Path, sebab: str) -> GalatRapat:
    return GalatRapat(
        "Buku rapat rusak atau diubah dari luar program",
        di_mana=str(berkas),
        mengapa=sebab,
        tindakan="periksa dengan `penilaian kalibrasi verifikasi`, lalu kembalikan dari cadangan; selama itu tidak ada yang dicatat",
    )
