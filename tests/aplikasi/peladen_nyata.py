"""A really started server on a free port, in a process of its own, as the command starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PERINTAH = (
    "import sys; from pathlib import Path; from penilaian.aplikasi import layani; "
    "raise SystemExit(layani(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])))"
)


@dataclass
class Peladen:
    proses: subprocess.Popen[str]
    alamat: str
    sambutan: str

    def hentikan(self, cara: signal.Signals) -> tuple[int, str, str]:
        """Its exit code and what it still said, on both streams."""
        self.proses.send_signal(cara)
        keluar, galat = self.proses.communicate(timeout=30)
        return self.proses.returncode, keluar, galat


def porta_bebas() -> int:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        return int(soket.getsockname()[1])


@contextmanager
def peladen_nyata(folder: Path, buku: Path, **lingkungan: str) -> Iterator[Peladen]:
    porta = porta_bebas()
    proses = subprocess.Popen(
        [sys.executable, "-c", _PERINTAH, str(folder), str(buku), "127.0.0.1", str(porta)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **lingkungan},
    )  # fmt: skip
    try:
        sambutan = "".join(iter(lambda: _baris(proses), "Hentikan dengan Ctrl-C.\n"))
        yield Peladen(proses, f"http://127.0.0.1:{porta}", sambutan)
    finally:
        if proses.poll() is None:
            proses.kill()
            proses.communicate(timeout=30)


def _baris(proses: subprocess.Popen[str]) -> str:
    assert proses.stdout is not None
    baris = proses.stdout.readline()
    assert baris, proses.stderr.read() if proses.stderr else ""
    return baris
