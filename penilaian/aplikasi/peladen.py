"""Serving the application to browsers, until somebody stops it."""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

from penilaian.aplikasi.lingkup import Bekal, bekal
from penilaian.aplikasi.susunan import buat_aplikasi
from penilaian.galat import GalatParameter, GalatPenilaian
from penilaian.periode import Periode
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.pengguna import daftar_pengguna
from penilaian.rapat.rapat import daftar_rapat

ALAMAT, PORTA = "127.0.0.1", 8350
VARIABEL_HOST = "PENILAIAN_APLIKASI_HOST"
"""Environment variable: names by which browsers call the server, divided by commas."""
VARIABEL_PROKSI = "PENILAIAN_APLIKASI_PROKSI"
"""Environment variable: address of the reverse proxy whose X-Forwarded-… headers count."""
_UTAS = 8
_PORTA_TERBESAR = 65_535
_SEBAB = {
    errno.EADDRINUSE: ("porta itu sedang dipakai program lain", "hentikan program itu, atau pilih porta lain dengan --porta"),
    errno.EACCES: ("porta itu hanya untuk pengelola sistem", "pilih porta di atas 1023 dengan --porta"),
}  # fmt: skip
_BUKAN_ALAMAT = ("alamat itu bukan alamat mesin ini", "pakai 127.0.0.1, atau alamat mesin ini sendiri")
_BATAS_BADAN = 64 * 2**20
"""Bytes that are read at all; from BATAS_KIRIMAN on the answer is a page that says so."""


def layani(folder_data: Path, buku: Path, alamat: str = ALAMAT, porta: int = PORTA) -> int:
    """Serve until Ctrl-C or SIGTERM, and return the exit code.

    Raises:
        GalatPenilaian: the data or the ledger cannot be used, or the address or port cannot.
    """
    if not 1 <= porta <= _PORTA_TERBESAR:
        raise GalatParameter(f"Porta {porta} tidak ada", tindakan=f"pilih bilangan dari 1 sampai {_PORTA_TERBESAR}")
    with BukuRapat.buka(buku, buat=True) as terbuka:
        berpengguna = bool(daftar_pengguna(terbuka))
    aplikasi = buat_aplikasi(folder_data, buku, host=[alamat, *os.environ.get(VARIABEL_HOST, "").split(",")])
    peladen = _pasang_peladen(aplikasi, alamat, porta, os.environ)
    isi = bekal(aplikasi)
    print(f"Membaca data di {folder_data} …", flush=True)
    try:
        _ = isi.gudang.kini().dapat_dibuka
    except BaseException:
        peladen.close()
        raise
    _atur_catatan()
    signal.signal(signal.SIGTERM, _berhenti)
    print("\n".join(_sambutan(alamat, porta, berpengguna=berpengguna)), flush=True)
    Thread(target=hangatkan, args=(isi,), daemon=True).start()
    peladen.run()
    print("Aplikasi kalibrasi berhenti. Semua yang sudah dicatat tersimpan di buku rapat.", flush=True)
    return 0


def hangatkan(isi: Bekal) -> None:
    """Compute the reviews of open meetings beforehand; what fails here is told on the page that needs it."""
    try:
        with BukuRapat.buka(isi.berkas_buku) as buku:
            terbuka = [satu for satu in daftar_rapat(buku) if not satu.terkunci]
        for satu in terbuka:
            isi.gudang.kini().tinjauan(satu.kode_opd, Periode.urai(satu.periode))
    except GalatPenilaian:
        return


def _pasang_peladen(aplikasi: Any, alamat: str, porta: int, lingkungan: Mapping[str, str]) -> Any:
    import waitress  # type: ignore[import-untyped]

    try:
        return waitress.create_server(
            aplikasi,
            host=alamat,
            port=porta,
            threads=_UTAS,
            ident=None,
            max_request_body_size=_BATAS_BADAN,
            trusted_proxy=lingkungan.get(VARIABEL_PROKSI) or ALAMAT,
            trusted_proxy_count=1,
            trusted_proxy_headers={"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"},
            clear_untrusted_proxy_headers=True,
        )
    except (OSError, ValueError) as galat:
        raise _tak_dapat_melayani(galat, alamat, porta) from None


def _tak_dapat_melayani(galat: OSError | ValueError, alamat: str, porta: int) -> GalatPenilaian:
    kode = galat.errno if isinstance(galat, OSError) else None
    mengapa, tindakan = _SEBAB.get(kode or 0, _BUKAN_ALAMAT)
    return GalatPenilaian(
        f"Aplikasi tidak dapat melayani di {alamat} porta {porta}", mengapa=mengapa, tindakan=tindakan
    )


def _sambutan(alamat: str, porta: int, *, berpengguna: bool) -> list[str]:
    tertulis = f"[{alamat}]" if ":" in alamat else alamat
    baris = [f"Aplikasi kalibrasi melayani di http://{tertulis}:{porta}/"]
    if not _hanya_mesin_ini(alamat):
        baris += [
            "Peringatan: alamat ini terbuka untuk jaringan tanpa TLS, sehingga token dapat disadap. Layani di 127.0.0.1 di belakang peladen perantara ber-TLS; lihat docs/aplikasi.md.",
            f"Nama yang dipakai peramban untuk peladen ini harus disebut di variabel lingkungan {VARIABEL_HOST}.",
        ]
    if not berpengguna:
        baris.append(
            "Belum ada pengguna, jadi belum ada yang dapat masuk. Tambahkan dengan: penilaian kalibrasi pengguna"
        )
    return [*baris, "Hentikan dengan Ctrl-C."]


def _hanya_mesin_ini(alamat: str) -> bool:
    try:
        return ip_address(alamat).is_loopback
    except ValueError:
        return alamat == "localhost"


def _atur_catatan() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("penilaian.aplikasi").setLevel(logging.INFO)


def _berhenti(*_: object) -> None:
    raise SystemExit(0)
