"""Nothing is written into a ledger that somebody has changed."""

from __future__ import annotations

import time
from collections.abc import Callable

from penilaian.galat import GalatRapat
from penilaian.rapat.buku import BukuRapat

SEGAR = 60.0
"""Seconds for which a whole ledger counts as whole.

Recomputing all of it takes longer the more meetings there are. Whatever is written, the ledger itself checks its head
and every entry of the meeting first.
"""


class Keutuhan:
    """When the ledger was last found whole."""

    def __init__(self, jam: Callable[[], float] = time.monotonic) -> None:
        self._jam = jam
        self._utuh_pada: float | None = None

    def pastikan(self, buku: BukuRapat, *, sekarang: bool = False) -> None:
        """Let a write through only where the chain is whole; ``sekarang`` asks for it to be computed again.

        Raises:
            GalatRapat: it is broken.
        """
        if not sekarang and self._utuh_pada is not None and self._jam() - self._utuh_pada < SEGAR:
            return
        masalah = buku.verifikasi()
        if masalah:
            self._utuh_pada = None
            raise GalatRapat(
                "Buku rapat tidak utuh, jadi tidak ada yang dicatat",
                mengapa=masalah[0],
                tindakan="hentikan rapat, lihat halaman Buku rapat, dan hubungi pengelola untuk memulihkan cadangannya",
            )
        self._utuh_pada = self._jam()
