"""A process of its own that makes PDFs: Typst must not run in a process from which notebooks are forked.

Both sides speak in messages of JSON, each after its length in four bytes. Run as
``python -m penilaian.laporan.pekerja_pdf`` it answers requests until its input ends.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from penilaian.berkas import sebab_berkas, tulis_utuh
from penilaian.galat import GalatPenilaian
from penilaian.ringan import ringankan

BATAS_PESAN = 2**26
"""Bytes of one message: a request names files and holds a letterhead, not a notebook."""
BATAS_DETIK = 120.0
"""Seconds one PDF may take; the largest report measured takes one."""

_PANJANG = struct.Struct(">I")


class _PekerjaMati(Exception):
    """The worker ended, or was ended, before it answered."""


@dataclass
class PekerjaPdf:
    """The side of the batch: starts a worker when it is first needed, and once again if it dies.

    Use it as a context, or call ``tutup``. One request at a time.
    """

    batas_detik: float = BATAS_DETIK
    _proses: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def buat(self, ipynb: Path, keluar: Path, *, judul: str, konteks: Mapping[str, Any]) -> None:
        """Write the PDF of an executed notebook's file, whole or not at all.

        Raises:
            GalatPenilaian: it cannot be made; what the worker says.
        """
        permintaan = {
            "ipynb": str(ipynb.absolute()),
            "keluar": str(keluar.absolute()),
            "judul": judul,
            "konteks": dict(konteks),
        }
        try:
            jawaban = self._tanya(permintaan)
        except _PekerjaMati:
            try:
                jawaban = self._tanya(permintaan)
            except _PekerjaMati as galat:
                raise _galat(judul, str(galat)) from None
        if jawaban.get("ok") is not True:
            raise GalatPenilaian(**jawaban["galat"])

    def tutup(self) -> None:
        """End the worker; nothing happens where there is none."""
        proses, self._proses = self._proses, None
        if proses is None:
            return
        if proses.stdin is not None:
            proses.stdin.close()
        try:
            proses.wait(timeout=5)
        except subprocess.TimeoutExpired:
            proses.kill()
            proses.wait()
        if proses.stdout is not None:
            proses.stdout.close()

    def __enter__(self) -> PekerjaPdf:
        return self

    def __exit__(self, *_: object) -> None:
        self.tutup()

    def _tanya(self, permintaan: Mapping[str, Any]) -> dict[str, Any]:
        """One request and its answer; a worker that does not answer in time is ended."""
        proses = self._hidupkan()
        penjaga = threading.Timer(self.batas_detik, proses.kill)
        penjaga.start()
        try:
            assert proses.stdin is not None and proses.stdout is not None  # noqa: S101, PT018 -- both are pipes
            kirim(proses.stdin, permintaan)
            jawaban = terima(proses.stdout)
        except (OSError, ValueError):
            jawaban = None
        finally:
            penjaga.cancel()
        if jawaban is None:
            self._proses = None
            proses.kill()
            kode = proses.wait()
            raise _PekerjaMati(f"proses pembuat PDF berhenti tanpa jawaban (kode {kode})")
        return jawaban

    def _hidupkan(self) -> subprocess.Popen[bytes]:
        if self._proses is None or self._proses.poll() is not None:
            self._proses = subprocess.Popen(
                [sys.executable, "-m", "penilaian.laporan.pekerja_pdf"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._proses


def kirim(aliran: IO[bytes], pesan: Mapping[str, Any]) -> None:
    """Write one message.

    Raises:
        ValueError: it is too long.
    """
    isi = json.dumps(pesan).encode("ascii")
    if len(isi) > BATAS_PESAN:
        raise ValueError("pesan terlalu panjang")
    aliran.write(_PANJANG.pack(len(isi)) + isi)
    aliran.flush()


def terima(aliran: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None at the end of the stream, also in the middle of a message.

    Raises:
        ValueError: what stands there is no message.
    """
    kepala = aliran.read(_PANJANG.size)
    if len(kepala) < _PANJANG.size:
        return None
    (panjang,) = _PANJANG.unpack(kepala)
    if panjang > BATAS_PESAN:
        raise ValueError("pesan terlalu panjang")
    isi = aliran.read(panjang)
    if len(isi) < panjang:
        return None
    pesan = json.loads(isi)
    if not isinstance(pesan, dict):
        raise ValueError("pesan bukan objek")
    return pesan


def layani(masuk: IO[bytes], keluar: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    while (permintaan := terima(masuk)) is not None:
        kirim(keluar, _jawab(permintaan))


def _jawab(permintaan: Mapping[str, Any]) -> dict[str, Any]:
    judul = str(permintaan.get("judul", ""))
    try:
        _buat(permintaan)
    except GalatPenilaian as galat:
        return _tidak(galat)
    except OSError as galat:
        return _tidak(_galat(judul, f"berkas {Path(galat.filename or '').name} {sebab_berkas(galat)}"))
    except Exception as galat:  # noqa: BLE001 -- one report that fails must not end the worker
        return _tidak(_galat(judul, f"{type(galat).__name__}: {galat}"))
    return {"ok": True}


def _buat(permintaan: Mapping[str, Any]) -> None:
    import nbformat

    from penilaian.laporan.pdf import ke_pdf

    nb = nbformat.read(permintaan["ipynb"], as_version=4)
    isi = ke_pdf(nb, judul=permintaan["judul"], konteks=permintaan["konteks"])
    with tulis_utuh(Path(permintaan["keluar"])) as aliran:
        aliran.write(isi)


def _tidak(galat: GalatPenilaian) -> dict[str, Any]:
    bagian = {"apa": galat.apa, "di_mana": galat.di_mana, "mengapa": galat.mengapa, "tindakan": galat.tindakan}
    return {"ok": False, "galat": bagian}


def _galat(judul: str, mengapa: str) -> GalatPenilaian:
    return GalatPenilaian(
        "Laporan PDF tidak dapat dibuat",
        di_mana=judul,
        mengapa=mengapa,
        tindakan="halaman HTML tetap dapat dipakai; jalankan lagi, dan laporkan kepada pengelola bila berulang",
    )


if __name__ == "__main__":
    jawaban = sys.stdout.buffer
    ringankan()
    sys.stdout = sys.stderr  # what a library prints must not stand among the answers
    layani(sys.stdin.buffer, jawaban)
