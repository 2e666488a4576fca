"""The way to a cluster: reaching it, and making sure that its workers are what this machine is."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from penilaian.bahasa import angka
from penilaian.galat import GalatJalan, GalatParameter
from penilaian.jalan.klaster_induk import keadaan
from penilaian.jalan.samaran import samarkan_teks

if TYPE_CHECKING:
    from distributed import Client

BATAS_SAMBUNG_DETIK = 5
"""So long a scheduler may take to answer, and its first worker to appear."""
SETELAN_TLS = ("ca-file", "client.cert", "client.key")
"""What Dask has to be told of certificates, below ``distributed.comm.tls``."""
_ALAMAT = re.compile(r"(tcp|tls)://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})")


class KlasterHilang(GalatJalan):
    """The cluster can do no more: no workers, or no scheduler."""


@contextmanager
def buka_klaster(alamat: str) -> Iterator[Client]:
    """A connection to the scheduler at ``alamat``, ``tcp://…`` or ``tls://…`` (certificates as Dask's own settings say).

    Raises:
        GalatParameter: no address of a scheduler, or one that needs certificates and none are set.
        GalatJalan: Dask is not installed, or nobody answers within seconds.
    """
    try:
        from distributed import Client
    except ImportError:
        raise GalatJalan("Klaster memerlukan pustaka Dask", tindakan="pasang dengan: uv sync --extra klaster") from None
    _pastikan_alamat(alamat)
    _diamkan()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # different versions are refused below, not warned of
            klien = Client(alamat, timeout=BATAS_SAMBUNG_DETIK, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as galat:
        raise GalatJalan(
            f"Penjadwal klaster {alamat} tidak dapat dihubungi",
            mengapa="tidak ada jawaban" if isinstance(galat, TimeoutError) else _ringkas(galat),
            tindakan="periksa alamat, jaringan, dan apakah `dask scheduler` berjalan; tidak ada yang dijalankan",
        ) from None
    try:
        yield klien
    finally:
        klien.close(timeout=BATAS_SAMBUNG_DETIK)  # type: ignore[no-untyped-call]


def _diamkan() -> None:
    """What goes wrong is told by us; Dask has set the levels of its parts one by one."""
    for nama in [*logging.root.manager.loggerDict]:
        if nama.split(".")[0] in ("distributed", "tornado"):
            logging.getLogger(nama).setLevel(logging.CRITICAL)


def _pastikan_alamat(alamat: str) -> None:
    import dask

    cocok = _ALAMAT.fullmatch(alamat)
    if cocok is None or not 0 < int(cocok[2]) < 2**16:
        raise GalatParameter(
            f"Alamat klaster {alamat} tidak sah",
            tindakan="tulis seperti tcp://10.0.0.5:8786 atau tls://10.0.0.5:8786; tidak ada yang dijalankan",
        )
    kurang = [satu for satu in SETELAN_TLS if not dask.config.get(f"distributed.comm.tls.{satu}", None)]
    if cocok[1] == "tls" and kurang:
        raise GalatParameter(
            "Alamat tls:// memerlukan sertifikat",
            mengapa=f"setelan Dask distributed.comm.tls belum memuat {', '.join(kurang)}",
            tindakan="setel di berkas setelan Dask atau peubah lingkungannya, lihat docs/klaster.md",
        )


def pastikan_pekerja_sama(klien: Client) -> None:
    """Ask every worker what it runs.

    Raises:
        GalatJalan: there is no worker, or one that would not make the same reports.
    """
    try:
        klien.wait_for_workers(1, timeout=BATAS_SAMBUNG_DETIK)
        jawaban: dict[str, Any] = klien.run(keadaan, on_error="return")
    except (OSError, ValueError) as galat:
        if isinstance(galat, TimeoutError):
            raise tanpa_pekerja(BATAS_SAMBUNG_DETIK) from None
        raise terputus() from None
    kita = keadaan()
    beda = {alamat: sebab for alamat, isi in jawaban.items() if (sebab := _beda(kita, isi))}
    if beda:
        raise GalatJalan(
            f"{len(beda)} pekerja klaster tidak sama dengan komputer ini",
            mengapa="; ".join(f"{alamat}: {sebab}" for alamat, sebab in sorted(beda.items())),
            tindakan="pasang versi program dan pustaka yang sama di semua pekerja; tidak ada yang dijalankan",
        )


def _beda(kita: dict[str, str], isi: object) -> str:
    """What is different at a worker, in words; nothing where it has only just gone."""
    if isinstance(isi, OSError):
        return ""
    if not isinstance(isi, dict):
        return f"tidak dapat diperiksa ({_ringkas(isi)})"
    return ", ".join(
        f"{nama} lain" if nama.startswith("isi ") else f"{nama} {isi.get(nama, 'tidak ada')}, di sini {nilai}"
        for nama, nilai in kita.items()
        if isi.get(nama) != nilai
    )


def tanpa_pekerja(detik: float) -> KlasterHilang:
    """Nobody is there to do the work."""
    return KlasterHilang(
        f"Klaster tidak punya pekerja selama {angka(detik, 0)} detik",
        tindakan="jalankan `dask worker ALAMAT` di sedikitnya satu komputer, lalu jalankan lagi rencananya",
    )


def terputus() -> KlasterHilang:
    """The scheduler is gone."""
    return KlasterHilang(
        "Hubungan ke penjadwal klaster terputus",
        tindakan="hidupkan lagi penjadwalnya, lalu jalankan lagi rencananya; yang sudah selesai tidak diulang",
    )


def _ringkas(galat: object) -> str:
    return samarkan_teks(f"{type(galat).__name__}: {galat}")
