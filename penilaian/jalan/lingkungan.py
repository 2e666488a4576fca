"""The environment a process needs that will be forked; nothing heavy is imported here, for it must come first."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

TANDA = "PENILAIAN_INDUK"
"""Set in the environment of a process that was started to be forked."""
LINGKUNGAN = {
    TANDA: "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""Threads do not survive a fork, and a backend named late loses figures: both must be settled before anything is imported."""


def dapat_bercabang() -> bool:
    """Whether forking is safe here: Linux alone (the system libraries of macOS are not made for it)."""
    return sys.platform == "linux" and hasattr(os, "fork")


def bersiap() -> bool:
    """Whether this process was started to be forked."""
    return dapat_bercabang() and os.environ.get(TANDA) == "1"


def mulai_ulang(modul: str, argumen: Sequence[str]) -> None:
    """Become ``python -m modul argumen`` in that environment; returns only where that is so already or cannot be."""
    if dapat_bercabang() and not bersiap():
        os.execve(sys.executable, [sys.executable, "-m", modul, *argumen], {**os.environ, **LINGKUNGAN})  # noqa: S606 -- our own interpreter
