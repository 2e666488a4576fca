"""Slowing down those who guess: after some failures an address has to wait."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

BATAS = 5
"""Failures an address may have within JENDELA."""
JENDELA = 5 * 60
"""Seconds for which a failure counts."""
_ALAMAT_DIINGAT = 10_000


class Pembatas:
    """Failures by address; the addresses that failed longest ago are forgotten when there are too many."""

    def __init__(self, jam: Callable[[], float] = time.monotonic) -> None:
        self._jam = jam
        self._kunci = Lock()
        self._gagal: OrderedDict[str, list[float]] = OrderedDict()

    def tunggu(self, alamat: str) -> int:
        """Seconds until the address may try again; 0 now."""
        with self._kunci:
            gagal = self._masih_dihitung(alamat)
            return math.ceil(gagal[-BATAS] + JENDELA - self._jam()) if len(gagal) >= BATAS else 0

    def catat_gagal(self, alamat: str) -> None:
        with self._kunci:
            self._gagal[alamat] = [*self._masih_dihitung(alamat), self._jam()]
            self._gagal.move_to_end(alamat)
            while len(self._gagal) > _ALAMAT_DIINGAT:
                self._gagal.popitem(last=False)

    def lupakan(self, alamat: str) -> None:
        """The address has shown that it knows."""
        with self._kunci:
            self._gagal.pop(alamat, None)

    def _masih_dihitung(self, alamat: str) -> list[float]:
        return [saat for saat in self._gagal.get(alamat, []) if self._jam() - saat < JENDELA]
