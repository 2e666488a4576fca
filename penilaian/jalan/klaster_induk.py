"""What runs inside a worker of a cluster: it hands orders to processes of its own and gives their answers back.

A worker's process has threads and cannot fork, so each of its threads keeps a
warm process (`pekerja_klaster`) for as long as a run lasts.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO

from penilaian.jalan.lingkungan import LINGKUNGAN, dapat_bercabang
from penilaian.jalan.samaran import samarkan_teks

TOPIK = "penilaian"
"""Where workers tell of what they begin, and of processes that died."""
DIAM_DETIK = 60.0
"""A process nobody has asked anything for so long is ended: the run it belonged to is gone."""
PERIKSA_DETIK = 1.0
_TENGGANG_DETIK = 5


class PekerjaMati(RuntimeError):
    """The process that made reports ended before it answered."""


class Induk:
    """One process that makes reports, one after the other, for one run."""

    def __init__(self, sesi: str, pekerja: str, folder: str) -> None:
        self.sesi, self.dipakai, self.giliran = sesi, True, 0
        self._punya: set[str] = set()
        self._galat: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 -- lives as long as the process
        self._proses = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
            [sys.executable, "-P", "-m", "penilaian.jalan.klaster_mulai", pekerja, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._galat,
            env={**os.environ, **(LINGKUNGAN if dapat_bercabang() else {})},
            start_new_session=True,
        )

    def tanya(self, satu: Permintaan) -> str:
        """The answer to an order; each input is handed over once. The process is ended when nobody wants the answer.

        Raises:
            PekerjaMati: there will be none.
        """
        dijawab = threading.Event()
        threading.Thread(target=self._jaga, args=(dijawab, satu.masih_diminta), daemon=True).start()
        try:
            return self._tanya(satu.kiriman, satu.barang)
        finally:
            dijawab.set()

    def _jaga(self, dijawab: threading.Event, masih_diminta: Callable[[], bool]) -> None:
        while not dijawab.wait(PERIKSA_DETIK):
            if not masih_diminta():
                self.tutup()
                return

    def _tanya(self, kiriman: str, barang: Mapping[str, bytes]) -> str:
        masuk, keluar = self._proses.stdin, self._proses.stdout
        if masuk is None or keluar is None:  # pragma: no cover -- both are pipes
            raise PekerjaMati
        baru = {jalur: isi for jalur, isi in barang.items() if jalur not in self._punya}
        try:
            masuk.write(json.dumps({jalur: len(isi) for jalur, isi in baru.items()}).encode() + b"\n")
            masuk.writelines(baru.values())
            masuk.write(kiriman.encode("utf-8") + b"\n")
            masuk.flush()
            jawaban = keluar.readline()
        except (BrokenPipeError, ValueError):
            jawaban = b""
        if not jawaban.endswith(b"\n"):
            kode = self.tutup()
            raise PekerjaMati(f"proses pembuat laporan keluar dengan kode {kode}: {self._kata_terakhir()}")
        self._punya.update(baru)
        return jawaban.decode("utf-8")

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


@dataclass(frozen=True)
class Permintaan:
    """An order at a worker: its run, the order, the archives of its inputs by path, and whether it is still wanted."""

    sesi: str
    kiriman: str
    barang: Mapping[str, bytes]
    masih_diminta: Callable[[], bool] = field(default=lambda: True)


@dataclass
class Kumpulan:
    """The processes of this worker; several threads use it."""

    diam_detik: float = DIAM_DETIK
    _semua: list[Induk] = field(default_factory=list)
    _kunci: threading.Lock = field(default_factory=threading.Lock)

    def kerjakan(self, satu: Permintaan, pekerja: str, folder: str) -> str:
        """The answer to an order of a run, from a process kept for that run."""
        induk = self._ambil(satu.sesi, pekerja, folder)
        try:
            return induk.tanya(satu)
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


def apa_adanya(isi: bytes) -> bytes:
    """The task that keeps an archive on the cluster: made again from the order when the worker that had it is gone."""
    return isi


def kerjakan_jauh(sesi: str, nama: str, kiriman: str, barang: Mapping[str, bytes]) -> str:
    """The task a worker is given: make the report called ``nama`` and return its files.

    Raises:
        PekerjaMati: the process that made it died.
    """
    from distributed import get_worker

    pekerja = get_worker()
    siapa = str(pekerja.address if pekerja.name is None else pekerja.name)
    kabar = {"sesi": sesi, "id": nama, "pekerja": siapa}
    kunci = pekerja.get_current_task()

    def masih_diminta() -> bool:
        tugas = pekerja.state.tasks.get(kunci)
        return tugas is not None and tugas.state != "cancelled"  # as it is when the run was ended, or its head killed

    pekerja.log_event(TOPIK, {**kabar, "mati": ""})
    try:
        return _KUMPULAN.kerjakan(Permintaan(sesi, kiriman, barang, masih_diminta), siapa, pekerja.local_directory)
    except PekerjaMati as galat:
        pekerja.log_event(TOPIK, {**kabar, "mati": str(galat)})
        raise


async def tutup_sesi(sesi: str) -> None:
    """End what a worker keeps for a run."""
    await asyncio.to_thread(_KUMPULAN.tutup, sesi)


def keadaan() -> dict[str, str]:
    """What has to be the same on all machines of a run, read from disk now: versions by name, our own files."""
    from importlib.metadata import version

    from penilaian.jalan.sidik import sidik_paket, versi_pustaka

    return {
        "isi program": sidik_paket.__wrapped__(),
        "isi buku aturan": _sidik_aturan(),
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "distributed": version("distributed"),
        **versi_pustaka(),
    }


def _sidik_aturan() -> str:
    """SHA-256 of all rule files; the rules' own fingerprint is that of what was loaded when the process began."""
    from penilaian.aturan.buku import FOLDER_BAWAAN

    semua = sorted(FOLDER_BAWAAN.glob("*/*.yaml"))
    return hashlib.sha256(b"".join(berkas.name.encode() + berkas.read_bytes() for berkas in semua)).hexdigest()
