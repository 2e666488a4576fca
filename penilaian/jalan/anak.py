"""One task in a process of its own, forked from this one: warm when it starts, and gone without trace when it ends."""

from __future__ import annotations

import ctypes
import gc
import os
import random
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

_PR_SET_PDEATHSIG = 1
_MIB = 2**20
KELUAR_SELESAI, KELUAR_RUSAK = 0, 70


@dataclass(frozen=True)
class Anak:
    """A running child; ``dengar`` reads end-of-file when it is gone, however it went."""

    pid: int
    dengar: int


def cabangkan(tugas: Callable[[], None], *, batas_memori_mib: int | None = None) -> Anak:
    """Fork; the child does ``tugas`` and ends.

    The child has its own process group, random numbers of its own, and dies with its parent.
    """
    dengar, bicara = os.pipe()
    induk = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(dengar)
        _jalankan(tugas, induk, batas_memori_mib)
    os.close(bicara)
    return Anak(pid, dengar)


def _jalankan(tugas: Callable[[], None], induk: int, batas_memori_mib: int | None) -> NoReturn:
    """What the child does; nothing of the parent's stack is ever unwound here."""
    kode = KELUAR_RUSAK
    try:
        os.setpgid(0, 0)
        _mati_bersama(induk)
        for sinyal in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sinyal, signal.SIG_DFL)
        _batasi_memori(batas_memori_mib)
        _acak_ulang()
        tugas()
        kode = KELUAR_SELESAI
    finally:
        os._exit(kode)


def hentikan(anak: Anak) -> None:
    """End a child and what it has started."""
    for bunuh in (os.killpg, os.kill):
        try:
            bunuh(anak.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def tunggu(anak: Anak) -> int:
    """The exit code of a child that has ended, negative for a signal."""
    os.close(anak.dengar)
    _, keadaan = os.waitpid(anak.pid, 0)
    return os.waitstatus_to_exitcode(keadaan)


def bersiap_bercabang() -> None:
    """Call once before the first fork: what is in memory now is shared by all children and never copied by the collector."""
    gc.collect()
    gc.freeze()


def _mati_bersama(induk: int) -> None:
    """A parent that is killed takes its children along; without this they would go on writing."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != induk:
        os._exit(KELUAR_RUSAK)


def _batasi_memori(mib: int | None) -> None:
    """So much more than what is inherited; more is a MemoryError in the cell that asks for it."""
    if mib is None:
        return
    terpakai = next(
        int(baris.split()[1]) * 1024
        for baris in Path("/proc/self/status").read_text("ascii", "replace").splitlines()
        if baris.startswith("VmData:")
    )
    resource.setrlimit(resource.RLIMIT_DATA, (terpakai + mib * _MIB, resource.RLIM_INFINITY))


def _acak_ulang() -> None:
    """Two children must not draw the same random numbers."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(int.from_bytes(os.urandom(4), "little"))
