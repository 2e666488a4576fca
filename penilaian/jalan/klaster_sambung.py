"""The way to a cluster: reaching it, and making sure that its workers are what this machine is."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from penilaian.galat import GalatJalan, GalatParameter
from penilaian.jalan.klaster_induk import keadaan
from penilaian.jalan.samaran import samarkan_teks

if TYPE_CHECKING:
    from distributed import Client
    from distributed.security import Security

BATAS_SAMBUNG_DETIK = 5
"""So long a scheduler may take to answer, and its first worker to appear."""
BERKAS_TLS = {"tls_ca_file": "ca.pem", "tls_client_cert": "cert.pem", "tls_client_key": "key.pem"}


@contextmanager
def buka_klaster(alamat: str, tls: Path | None = None) -> Iterator[Client]:
    """A connection to the scheduler at ``alamat``; ``tls`` is a folder with ``ca.pem``, ``cert.pem`` and ``key.pem``.

    Raises:
        GalatJalan: Dask is not installed, or nobody answers within seconds.
        GalatParameter: the address and the folder do not go together.
    """
    try:
        from distributed import Client
    except ImportError:
        raise GalatJalan("Klaster memerlukan pustaka Dask", tindakan="pasang dengan: uv sync --extra klaster") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told by us
    pengaman = _pengaman(alamat, tls)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # different versions are refused below, not warned of
            klien = Client(alamat, timeout=BATAS_SAMBUNG_DETIK, security=pengaman, set_as_default=False)  # type: ignore[no-untyped-call]
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


def _pengaman(alamat: str, tls: Path | None) -> Security | None:
    from distributed.security import Security

    if alamat.startswith("tls://") != (tls is not None):
        raise GalatParameter(
            "Alamat tls:// dan --klaster-tls harus dipakai bersama",
            di_mana=alamat,
            tindakan="beri --klaster-tls FOLDER untuk alamat tls://, dan hanya untuk itu",
        )
    if tls is None:
        return None
    hilang = [nama for nama in BERKAS_TLS.values() if not (tls / nama).is_file()]
    if hilang:
        raise GalatParameter(
            f"Berkas {', '.join(hilang)} tidak ada di folder sertifikat",
            di_mana=str(tls),
            tindakan=f"sediakan {', '.join(BERKAS_TLS.values())}",
        )
    berkas = {pilihan: str(tls / nama) for pilihan, nama in BERKAS_TLS.items()}
    return Security(require_encryption=True, **berkas)  # type: ignore[no-untyped-call]


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
        f"{nama} lain" if nama == "isi program" else f"{nama} {isi.get(nama, 'tidak ada')}, di sini {nilai}"
        for nama, nilai in kita.items()
        if isi.get(nama) != nilai
    )


def tanpa_pekerja(detik: float) -> GalatJalan:
    """Nobody is there to do the work."""
    return GalatJalan(
        f"Klaster tidak punya pekerja selama {detik:.0f} detik",
        tindakan="jalankan `dask worker ALAMAT` di sedikitnya satu komputer, lalu jalankan lagi rencananya",
    )


def terputus() -> GalatJalan:
    """The scheduler is gone."""
    return GalatJalan(
        "Hubungan ke penjadwal klaster terputus",
        tindakan="laporan yang sudah selesai tersimpan; jalankan lagi rencananya untuk meneruskan sisanya",
    )


def _ringkas(galat: object) -> str:
    return samarkan_teks(f"{type(galat).__name__}: {galat}")
