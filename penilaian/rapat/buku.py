"""The ledger: one SQLite file that several processes write to and nobody changes afterwards.

Only this module and ``buku_*`` beside it know `sqlite3`. A write is one transaction: take the write lock, read the
meeting, let the caller decide what follows from it, append to the chain, sync to disk. Whoever comes second sees what
the first one wrote. A process that is killed leaves the state before or after its transaction; SQLite recovers the
rest when the file is next opened. One connection serves one thread; opening another is cheap.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

from penilaian.data.sumber import FOLDER_RAPAT
from penilaian.galat import GalatRapat
from penilaian.rapat.buku_buka import buat_berkas, pakai_wal, pastikan_bentuk, sambungkan
from penilaian.rapat.buku_galat import buku_rusak, terjaga, uraikan_galat
from penilaian.rapat.buku_skema import SKEMA
from penilaian.rapat.catatan import Catatan, bentuk_baku, periksa_rantai, rapikan, sambung, sidik_tertulis
from penilaian.rapat.teks import nama_orang, tampak

Entri: TypeAlias = tuple[str, Mapping[str, Any]]
"""Kind and content of an entry to come."""
JALUR_BAWAAN = f"{FOLDER_RAPAT}/kalibrasi.sqlite"
"""Where a folder of tables keeps its ledger."""
_KOLOM = "nomor, rapat, jenis, isi, oleh, waktu, sebelum, sidik"


class BukuRapat:
    """An open ledger; a context manager that closes it."""

    def __init__(self, berkas: Path, sambungan: sqlite3.Connection) -> None:
        self.berkas = berkas
        self._sambungan = sambungan

    @classmethod
    def buka(cls, berkas: Path, *, buat: bool = False) -> Self:
        """Open a ledger; with ``buat`` make it, for its owner alone, where there is none.

        What cannot be written can still be read.

        Raises:
            GalatRapat: no such file, no ledger, one of a newer program, or it cannot be opened.
        """
        if buat:
            buat_berkas(berkas)
        elif not berkas.is_file():
            raise GalatRapat(
                "Buku rapat belum ada", di_mana=str(berkas), tindakan="buka rapat dahulu: `penilaian kalibrasi buka`"
            )
        with terjaga(berkas):
            sambungan = sambungkan(berkas)
            try:
                pastikan_bentuk(sambungan, berkas, buat=buat)
            except BaseException:
                sambungan.close()
                raise
        return cls(berkas, sambungan)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, jenis: type[BaseException] | None, galat: BaseException | None, jejak: TracebackType | None
    ) -> None:
        self.tutup()

    def tutup(self) -> None:
        """Close the file; the last one to do so folds the write-ahead log into it."""
        self._sambungan.close()

    def tambah(
        self,
        rapat: str,
        jenis: str,
        isi: Mapping[str, Any],
        oleh: str,
        *,
        periksa: Callable[[Sequence[Catatan]], None] | None = None,
    ) -> Catatan:
        """Append one entry; see `tambah_banyak`."""
        return self.tambah_banyak(rapat, [(jenis, isi)], oleh, periksa=periksa)[0]

    def tambah_banyak(
        self,
        rapat: str,
        entri: Sequence[Entri],
        oleh: str,
        *,
        periksa: Callable[[Sequence[Catatan]], None] | None = None,
    ) -> list[Catatan]:
        """Append entries, all or none; ``periksa`` sees the meeting's entries inside the transaction and may raise.

        Raises:
            GalatRapat: as `tambah_menurut`.
        """

        def susun(ada: Sequence[Catatan]) -> Sequence[Entri]:
            if periksa is not None:
                periksa(ada)
            return entri

        return self.tambah_menurut(rapat, susun, oleh)

    def tambah_menurut(
        self, rapat: str, susun: Callable[[Sequence[Catatan]], Sequence[Entri]], oleh: str
    ) -> list[Catatan]:
        """Append what ``susun`` makes of the meeting's entries so far, all or nothing, nobody writing in between.

        Raises:
            GalatRapat: ``susun`` raised it, the file is busy, cannot be written or is damaged.
        """
        oleh = nama_orang(oleh)
        with terjaga(self.berkas), self._menulis():
            ada, kepala = self.catatan(rapat), self.kepala()
            baru: list[Catatan] = []
            for jenis, isi in susun(ada):
                waktu = _kini().isoformat(timespec="seconds")
                kepala = sambung(kepala, rapat=rapat, jenis=jenis, isi=rapikan(isi), oleh=oleh, waktu=waktu)
                baru.append(kepala)
            self._sambungan.executemany(
                f"INSERT INTO catatan ({_KOLOM}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 -- a constant
                [_sebagai_baris(satu) for satu in baru],
            )
        return baru

    def catatan(self, rapat: str | None = None) -> list[Catatan]:
        """All entries in order, or one meeting's; each still is what its fingerprint was made of.

        Raises:
            GalatRapat: an entry has been changed, or the file is damaged.
        """
        with terjaga(self.berkas):
            return [self._utuh(baris) for baris in self._baris(rapat)]

    def kepala(self) -> Catatan | None:
        """The newest entry; its fingerprint stands for the whole ledger up to it."""
        with terjaga(self.berkas):
            baris = self._sambungan.execute(
                f"SELECT {_KOLOM} FROM catatan ORDER BY nomor DESC LIMIT 1"  # noqa: S608
            ).fetchone()
        return None if baris is None else self._utuh(baris)

    def verifikasi(self, kepala: str | None = None) -> list[str]:
        """Everything wrong with the ledger, Indonesian, the first broken entry first; empty if it is whole.

        ``kepala`` is a fingerprint noted earlier, or its first digits: it must still be in the chain. Without one,
        entries cut off at the end and a ledger rewritten from the start are not noticed.
        """
        try:
            masalah = self._masalah_berkas()
            baris = self._baris(None)
        except sqlite3.DatabaseError as galat:
            return [f"berkasnya rusak dan tidak terbaca: {uraikan_galat(galat)}"]
        masalah += [f"catatan {satu[0]} tidak tertulis dalam bentuk baku" for satu in baris if not _baku(satu)]
        masalah += periksa_rantai([_sebagai_catatan(satu) for satu in baris])
        if kepala is not None and not any(str(satu[7]).startswith(kepala.strip().lower()) for satu in baris):
            masalah.append(
                f"sidik {kepala.strip()} tidak ada di buku: catatan terakhir dibuang, atau seluruh buku ditulis ulang"
            )
        return [tampak(satu) for satu in masalah]

    def _baris(self, rapat: str | None) -> list[tuple[Any, ...]]:
        if rapat is None:
            perintah = f"SELECT {_KOLOM} FROM catatan ORDER BY nomor"  # noqa: S608
            return self._sambungan.execute(perintah).fetchall()
        perintah = f"SELECT {_KOLOM} FROM catatan WHERE rapat = ? ORDER BY nomor"  # noqa: S608
        return self._sambungan.execute(perintah, (rapat,)).fetchall()

    def _masalah_berkas(self) -> list[str]:
        """What SQLite says about its file, and what is missing of our table and its triggers, or strange there."""
        fisik = [satu for (satu,) in self._sambungan.execute("PRAGMA integrity_check(10)") if satu != "ok"]
        ada = dict(self._sambungan.execute("SELECT name, sql FROM sqlite_master"))
        masalah = [f"berkasnya rusak: {satu}" for satu in fisik]
        masalah += [
            f"{nama} di berkas hilang atau diubah: buku tidak lagi terlindung dari suntingan"
            for nama, perintah in SKEMA.items()
            if ada.get(nama) != perintah.strip()
        ]
        return masalah + [f"berkas memuat {nama}, yang bukan bagian buku rapat" for nama in sorted(ada.keys() - SKEMA)]

    def _utuh(self, baris: tuple[Any, ...]) -> Catatan:
        if not _cocok(baris):
            raise buku_rusak(self.berkas, f"catatan {baris[0]} tidak cocok dengan sidiknya")
        return _sebagai_catatan(baris)

    @contextmanager
    def _menulis(self) -> Iterator[None]:
        """One write transaction; undone if anything fails."""
        pakai_wal(self._sambungan)
        self._sambungan.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._sambungan.execute("COMMIT")
        except BaseException:
            if self._sambungan.in_transaction:
                self._sambungan.execute("ROLLBACK")
            raise


def _kini() -> datetime:
    return datetime.now(UTC)


def _sebagai_baris(satu: Catatan) -> tuple[object, ...]:
    isi = bentuk_baku(satu.isi)
    return (satu.nomor, satu.rapat, satu.jenis, isi, satu.oleh, satu.waktu, satu.sebelum, satu.sidik)


def _sebagai_catatan(baris: tuple[Any, ...]) -> Catatan:
    """A row as an entry; content that is no JSON object becomes an empty one (`_baku` tells)."""
    nomor, rapat, jenis, isi, *lain = baris
    try:
        terurai = json.loads(isi)
    except (TypeError, ValueError, RecursionError):
        terurai = {}
    return Catatan(nomor, rapat, jenis, terurai if isinstance(terurai, dict) else {}, *lain)


def _cocok(baris: tuple[Any, ...]) -> bool:
    """Whether a row is what its fingerprint was made of, byte for byte."""
    nomor, rapat, jenis, isi, oleh, waktu, sebelum, sidik = baris
    try:
        dihitung = sidik_tertulis(
            nomor=nomor, rapat=rapat, jenis=jenis, isi=isi, oleh=oleh, waktu=waktu, sebelum=sebelum
        )
    except (GalatRapat, TypeError):
        return False
    return dihitung == str(sidik)


def _baku(baris: tuple[Any, ...]) -> bool:
    """Whether a row's content is written in the one form it can have, which `periksa_rantai` takes for granted."""
    try:
        return bool(bentuk_baku(_sebagai_catatan(baris).isi) == baris[3])
    except GalatRapat:
        return False
