"""Opening, making and refusing a ledger file."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from penilaian.berkas import sebab_berkas
from penilaian.galat import GalatRapat
from penilaian.rapat.buku_galat import TUNGGU_DETIK, bukan_buku, kode_galat
from penilaian.rapat.buku_skema import PENANDA, SKEMA, VERSI_BUKU

_JEDA_DETIK = 0.02
_IZIN_BERKAS, _IZIN_FOLDER = 0o600, 0o700


def buat_berkas(berkas: Path) -> None:
    """An empty file that only its owner may read, unless there is one.

    Raises:
        GalatRapat: it cannot be made there.
    """
    try:
        berkas.parent.mkdir(_IZIN_FOLDER, exist_ok=True)
        os.close(os.open(berkas, os.O_RDWR | os.O_CREAT | os.O_EXCL, _IZIN_BERKAS))
    except FileExistsError:
        return
    except OSError as galat:
        raise GalatRapat(
            f"Buku rapat tidak dapat dibuat: {galat.filename or berkas} {sebab_berkas(galat)}",
            tindakan="pilih tempat lain dengan --buku",
        ) from None


def sambungkan(berkas: Path) -> sqlite3.Connection:
    """A connection to a file that is there, which may turn out to be anything.

    Raises:
        GalatRapat: the newest entries are out of reach where the folder cannot be written.
    """
    asli = berkas.resolve()  # SQLite keeps its log beside the file itself, not beside a link to it
    alamat = asli.as_uri()
    try:
        return _hubungi(f"{alamat}?mode=rw")
    except sqlite3.OperationalError as galat:
        if kode_galat(galat) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    # SQLite can share nothing with other processes in a folder that cannot be written.
    log = asli.with_name(f"{asli.name}-wal")
    if log.exists() and log.stat().st_size:
        raise GalatRapat(
            "Buku rapat di tempat ini tidak dapat dibaca langsung",
            di_mana=str(asli),
            mengapa=f"catatan terbarunya masih di {log.name}, dan foldernya tidak dapat ditulis",
            tindakan="salin berkas itu bersama -wal-nya ke folder yang dapat ditulis, lalu baca salinannya dengan --buku",
        )
    return _hubungi(f"{alamat}?immutable=1")


def _hubungi(alamat: str) -> sqlite3.Connection:
    """A connection that has read from the file."""
    sambungan = sqlite3.connect(alamat, uri=True, timeout=TUNGGU_DETIK, isolation_level=None)
    try:
        sambungan.text_factory = lambda isi: isi.decode("utf-8", "surrogateescape")
        sambungan.execute("PRAGMA synchronous = FULL")
        sambungan.execute("PRAGMA trusted_schema = OFF")
        _jumlah_benda(sambungan)
    except BaseException:
        sambungan.close()
        raise
    return sambungan


def pakai_wal(sambungan: sqlite3.Connection) -> None:
    """Write to a log beside the file: kept by the file once set, but a copy made by a backup program may have lost it.

    SQLite does not wait when two processes set it at the same moment: one is told at once that the file is busy.
    """
    batas = time.monotonic() + TUNGGU_DETIK
    while True:
        try:
            sambungan.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as galat:
            if kode_galat(galat) != sqlite3.SQLITE_BUSY or time.monotonic() > batas:
                raise
            time.sleep(_JEDA_DETIK)
        else:
            return


def pastikan_bentuk(sambungan: sqlite3.Connection, berkas: Path, *, buat: bool) -> None:
    """Refuse what is no ledger of ours; with ``buat`` make one of an empty file.

    Raises:
        GalatRapat: it is empty, another program's, or a newer one of ours.
    """
    if buat and _kosong(sambungan):
        _susun_tabel(sambungan)
    if _kosong(sambungan):
        raise GalatRapat(
            "Buku rapat ini kosong",
            di_mana=str(berkas),
            mengapa="pembuatannya terhenti sebelum rapat pertama dibuka",
            tindakan="buka rapat dengan `penilaian kalibrasi buka`",
        )
    if _pragma(sambungan, "application_id") != PENANDA:
        raise bukan_buku(berkas, "isinya basis data program lain")
    if (versi := _pragma(sambungan, "user_version")) > VERSI_BUKU:
        raise GalatRapat(
            "Buku rapat ini ditulis program yang lebih baru",
            di_mana=str(berkas),
            mengapa=f"bentuknya versi {versi}, program ini mengenal sampai versi {VERSI_BUKU}",
            tindakan="pakai versi paket yang menulisnya, atau perbarui paket ini",
        )


def _pragma(sambungan: sqlite3.Connection, nama: str) -> int:
    return int(sambungan.execute(f"PRAGMA {nama}").fetchone()[0])


def _jumlah_benda(sambungan: sqlite3.Connection) -> int:
    return int(sambungan.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _kosong(sambungan: sqlite3.Connection) -> bool:
    """Whether nothing has been made of the file yet, by us or by another program."""
    return _jumlah_benda(sambungan) == 0 and _pragma(sambungan, "application_id") == 0


def _susun_tabel(sambungan: sqlite3.Connection) -> None:
    """Make the table, unless another process has done so in the meantime."""
    sambungan.execute("BEGIN IMMEDIATE")
    try:
        if _kosong(sambungan):
            for perintah in SKEMA.values():
                sambungan.execute(perintah)
            sambungan.execute(f"PRAGMA application_id = {PENANDA}")
            sambungan.execute(f"PRAGMA user_version = {VERSI_BUKU}")
        sambungan.execute("COMMIT")
    except BaseException:
        if sambungan.in_transaction:
            sambungan.execute("ROLLBACK")
        raise
