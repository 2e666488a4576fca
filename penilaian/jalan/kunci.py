"""One run at a time in a folder of reports; partial runs may share it, each report made by one of them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from penilaian.galat import GalatTerkunci

NAMA_KUNCI = ".kunci"
TUNGGU = 2.0
"""Seconds."""


@contextmanager
def kunci_folder(folder: Path, *, bersama: bool = False) -> Iterator[None]:
    """Hold the folder until the block ends; ``bersama`` shares it with others that share it.

    The lock is the operating system's: it ends with the processes that hold it, however they end.
    The children of a run that was killed hold it until they are gone too, which takes a moment: hence the wait.

    Raises:
        GalatTerkunci: another run holds the folder.
    """
    with _kunci(folder / NAMA_KUNCI, bersama=bersama, tunggu=TUNGGU) as terpegang:
        if not terpegang:
            raise GalatTerkunci(
                f"Folder hasil {folder.name} sedang dipakai `penilaian jalan` yang lain",
                mengapa="dua jalan di satu folder dapat saling menimpa",
                tindakan="tunggu yang pertama selesai, atau hentikan dulu; tidak ada yang dijalankan",
            )
        yield


@contextmanager
def kunci_tugas(folder: Path, nama: str) -> Iterator[bool]:
    """Hold one report among partial runs; False if another has it."""
    tempat = folder / f"{NAMA_KUNCI}-tugas"
    tempat.mkdir(exist_ok=True)
    with _kunci(tempat / nama) as terpegang:
        yield terpegang


@contextmanager
def _kunci(berkas: Path, *, bersama: bool = False, tunggu: float = 0.0) -> Iterator[bool]:
    try:
        import fcntl
    except ImportError:  # Windows has no shared locks: everybody is alone
        from filelock import FileLock, Timeout

        try:
            with FileLock(berkas, timeout=tunggu):
                yield True
        except Timeout:
            yield False
        return
    cara = (fcntl.LOCK_SH if bersama else fcntl.LOCK_EX) | fcntl.LOCK_NB
    fd = os.open(berkas, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        yield _sampai(lambda: fcntl.flock(fd, cara), tunggu)
    finally:
        os.close(fd)


def _sampai(ambil: Callable[[], None], tunggu: float) -> bool:
    """Whether the lock could be taken within ``tunggu`` seconds."""
    batas = time.monotonic() + tunggu
    while True:
        try:
            ambil()
        except OSError:
            if time.monotonic() >= batas:
                return False
            time.sleep(0.02)
        else:
            return True
