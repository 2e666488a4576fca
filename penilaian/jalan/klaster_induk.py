"""What runs inside a worker of a cluster: it hands orders to processes of its own and gives their answers back.

A worker's process has threads and cannot fork, so each of its threads keeps a
warm process (`pekerja_klaster`) for as long as a run lasts.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from typing import IO

from penilaian.jalan.lingkungan import LINGKUNGAN, dapat_bercabang
from penilaian.jalan.samaran import samarkan_teks

DIAM_DETIK = 60.0
"""A process nobody has asked anything for so long is ended: the run it belonged to is gone."""
_TENGGANG_DETIK = 5


class PekerjaMati(RuntimeError):
    """The process that made reports ended before it answered."""


class Induk:
    """One process that makes reports, one after the other, for one run."""

    def __init__(self, sesi: str, pekerja: str, folder: str) -> None:
        self.sesi, self.dipakai, self.giliran = sesi, True, 0
        self._galat: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 -- lives as long as the process
        self._proses = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
            [sys.executable, "-P", "-m", "penilaian.jalan.pekerja_klaster", pekerja, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._galat,
            encoding="utf-8",
            env={**os.environ, **(LINGKUNGAN if dapat_bercabang() else {})},
            start_new_session=True,
        )

    def tanya(self, kiriman: str) -> str:
        """The answer to an order.

        Raises:
            PekerjaMati: there will be none.
        """
        masuk, keluar = self._proses.stdin, self._proses.stdout
        if masuk is None or keluar is None:  # pragma: no cover -- both are pipes
            raise PekerjaMati
        try:
            masuk.write(kiriman + "\n")
            masuk.flush()
            jawaban = keluar.readline()
        except (BrokenPipeError, ValueError):
            jawaban = ""
        if not jawaban.endswith("\n"):
            kode = self.tutup()
            raise PekerjaMati(f"proses pembuat laporan keluar dengan kode {kode}: {self._kata_terakhir()}")
        return jawaban

    def hidup(self) -> bool:
        return self._proses.poll() is None

    def tutup(self) -> int:
        """End the process, whatever it is at; the answer is its exit code, negative for a signal."""
        if self.hidup():
            self._proses.terminate()
        try:
            return self._proses.wait(_TENGGANG_DETIK)
        except subprocess.TimeoutExpired:
            self._proses.kill()
            return self._proses.wait()

    def _kata_terakhir(self) -> str:
        """The last line it wrote about itself, without paths and NIPs."""
        self._galat.seek(0)
        baris = self._galat.read().decode("utf-8", "replace").strip().splitlines()
        return samarkan_teks(baris[-1]) if baris else "tanpa pesan"


@dataclass
class Kumpulan:
    """The processes of this worker; several threads use it."""

    diam_detik: float = DIAM_DETIK
    _semua: list[Induk] = field(default_factory=list)
    _kunci: threading.Lock = field(default_factory=threading.Lock)

    def kerjakan(self, sesi: str, kiriman: str, pekerja: str, folder: str) -> str:
        """The answer to an order of a run, from a process kept for that run."""
        induk = self._ambil(sesi, pekerja, folder)
        try:
            return induk.tanya(kiriman)
        finally:
            self._kembalikan(induk)

    def tutup(self, sesi: str) -> None:
        """End all processes of a run, busy ones too."""
        with self._kunci:
            milik = [induk for induk in self._semua if induk.sesi == sesi]
            self._semua = [induk for induk in self._semua if induk.sesi != sesi]
        for induk in milik:
            induk.tutup()

    def _ambil(self, sesi: str, pekerja: str, folder: str) -> Induk:
        with self._kunci:
            self._semua = [induk for induk in self._semua if induk.dipakai or induk.hidup()]
            for induk in self._semua:
                if induk.sesi == sesi and not induk.dipakai:
                    induk.dipakai = True
                    return induk
            baru = Induk(sesi, pekerja, folder)
            self._semua.append(baru)
            return baru

    def _kembalikan(self, induk: Induk) -> None:
        with self._kunci:
            induk.dipakai = False
            induk.giliran += 1
            giliran = induk.giliran
        jam = threading.Timer(self.diam_detik, self._tutup_diam, (induk, giliran))
        jam.daemon = True
        jam.start()

    def _tutup_diam(self, induk: Induk, giliran: int) -> None:
        with self._kunci:
            if induk.dipakai or induk.giliran != giliran or induk not in self._semua:
                return
            self._semua.remove(induk)
        induk.tutup()


_KUMPULAN = Kumpulan()


def kerjakan_jauh(sesi: str, kiriman: str) -> str:
    """The task a worker is given: make a report and return its files.

    Raises:
        PekerjaMati: the process that made it died.
    """
    from distributed import get_worker

    pekerja = get_worker()
    nama = str(pekerja.address if pekerja.name is None else pekerja.name)
    return _KUMPULAN.kerjakan(sesi, kiriman, nama, pekerja.local_directory)


def tutup_sesi(sesi: str) -> None:
    """End what a worker keeps for a run."""
    _KUMPULAN.tutup(sesi)


def keadaan() -> dict[str, str]:
    """What has to be the same on all machines of a run, read from disk now: versions by name, and the package's files."""
    from penilaian.jalan.sidik import sidik_paket, versi_pustaka

    return {
        "isi program": sidik_paket.__wrapped__(),
        "Python": ".".join(platform.python_version_tuple()[:2]),
        **versi_pustaka(),
    }
