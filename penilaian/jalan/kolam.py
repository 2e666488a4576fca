"""Several tasks at once, each in a child process; the parent only watches, counts and gives up on what takes too long."""

from __future__ import annotations

import os
import selectors
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from penilaian.jalan.anak import KELUAR_SELESAI, Anak, cabangkan, hentikan, tunggu

Pekerjaan = TypeVar("Pekerjaan")
Sebab = Literal["selesai", "mati", "waktu"]
DENYUT_DETIK = 0.5


@dataclass(frozen=True)
class Akhir:
    """How a child ended: ``kode`` is its exit code, negative for a signal; ``mulai`` is monotonic."""

    pid: int
    sebab: Sebab
    kode: int
    mulai: float


@dataclass(frozen=True)
class Kolam(Generic[Pekerjaan]):
    """``pekerja`` children at a time, each at most ``batas_detik`` long and ``batas_memori_mib`` larger than this process.

    ``kerjakan`` runs in the child; ``selesai`` hears in this process how it ended and may give the job back,
    changed, for another try; ``denyut`` is called now and then while waiting.
    """

    kerjakan: Callable[[Pekerjaan], None]
    selesai: Callable[[Pekerjaan, Akhir], Pekerjaan | None]
    pekerja: int
    batas_detik: float | None = None
    batas_memori_mib: int | None = None
    denyut: Callable[[], None] = field(default=lambda: None)

    def jalankan(self, semua: Iterable[Pekerjaan]) -> None:
        """Do all jobs; whatever ends this early ends the children too."""
        antre = deque(semua)
        jalan: dict[int, tuple[Pekerjaan, Anak, float]] = {}
        with selectors.DefaultSelector() as pemilih:
            try:
                while antre or jalan:
                    while antre and len(jalan) < self.pekerja:
                        self._mulai(antre.popleft(), jalan, pemilih)
                    for dengar in self._tunggu(jalan, pemilih):
                        ulang = self._akhiri(dengar, jalan, pemilih)
                        antre.extendleft(ulang)
                    self.denyut()
            finally:
                for _, anak, _ in jalan.values():
                    hentikan(anak)
                    tunggu(anak)

    def _mulai(
        self, satu: Pekerjaan, jalan: dict[int, tuple[Pekerjaan, Anak, float]], pemilih: selectors.BaseSelector
    ) -> None:
        anak = cabangkan(lambda: self.kerjakan(satu), batas_memori_mib=self.batas_memori_mib)
        jalan[anak.dengar] = satu, anak, time.monotonic()
        pemilih.register(anak.dengar, selectors.EVENT_READ)

    def _tunggu(self, jalan: dict[int, tuple[Pekerjaan, Anak, float]], pemilih: selectors.BaseSelector) -> list[int]:
        """The children that are gone; those whose time is up are ended first."""
        siap = [kunci.fd for kunci, _ in pemilih.select(DENYUT_DETIK)]
        for dengar, (_, anak, mulai) in jalan.items():
            if self.batas_detik is not None and dengar not in siap and time.monotonic() - mulai > self.batas_detik:
                hentikan(anak)
        return siap

    def _akhiri(
        self, dengar: int, jalan: dict[int, tuple[Pekerjaan, Anak, float]], pemilih: selectors.BaseSelector
    ) -> Sequence[Pekerjaan]:
        satu, anak, mulai = jalan.pop(dengar)
        pemilih.unregister(dengar)
        kode = tunggu(anak)
        lama = time.monotonic() - mulai
        habis = kode != KELUAR_SELESAI and self.batas_detik is not None and lama > self.batas_detik
        sebab: Sebab = "selesai" if kode == KELUAR_SELESAI else "waktu" if habis else "mati"
        ulang = self.selesai(satu, Akhir(anak.pid, sebab, kode, mulai))
        return [] if ulang is None else [ulang]


def jumlah_inti() -> int:
    """Cores this process may use."""
    hitung = getattr(os, "sched_getaffinity", None)
    return len(hitung(0)) if hitung else os.cpu_count() or 1
