"""The application put together: settings, guard, pages, templates."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from penilaian.aplikasi import lingkup, teks
from penilaian.aplikasi.akses import akses
from penilaian.aplikasi.gudang import Gudang
from penilaian.aplikasi.halaman_galat import halaman_galat
from penilaian.aplikasi.lingkup import Bekal
from penilaian.aplikasi.penjaga import nama_host, penjaga, tanda_formulir
from penilaian.aplikasi.rute import RUTE
from penilaian.aplikasi.sesi import DIAM, PALING_LAMA, KuePengenal
from penilaian.bahasa import angka

BATAS_KIRIMAN = 5 * 2**20
"""Bytes of a request: a filled voting sheet of 2.500 employees is below a tenth of it."""
HOST_SENDIRI = ("127.0.0.1", "localhost", "::1")


def buat_aplikasi(folder_data: Path, buku: Path, *, host: Iterable[str] = ()) -> Flask:
    """The application on a data folder and a ledger; ``host`` are more names by which browsers may call it."""
    aplikasi = Flask("penilaian.aplikasi", template_folder=str(teks.TEMPLAT), static_folder=None)
    aplikasi.config.update(
        SECRET_KEY=secrets.token_bytes(32),  # of this process: a restart ends all sessions
        SESSION_COOKIE_NAME="rapat",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        MAX_CONTENT_LENGTH=BATAS_KIRIMAN,
    )
    aplikasi.session_interface = KuePengenal()
    diizinkan = (*HOST_SENDIRI, *(nama for nama in map(nama_host, host) if nama))
    lingkup.pasang(aplikasi, Bekal(Path(buku), Gudang(Path(folder_data)), diizinkan))
    for satu in (akses, penjaga, halaman_galat, *RUTE):
        aplikasi.register_blueprint(satu)
    _siapkan_templat(aplikasi)
    return aplikasi


def _siapkan_templat(aplikasi: Flask) -> None:
    """Everything is escaped, and a name the page does not have is an error."""
    aplikasi.jinja_options = {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    aplikasi.jinja_env.filters |= {
        "angka": angka,
        "waktu": teks.waktu,
        "kelompokkan": teks.kelompokkan,
        "ramah": teks.ramah,
    }
    aplikasi.jinja_env.globals |= {
        "tanda_formulir": tanda_formulir,
        "sidik_gaya": teks.lembar_gaya()[1],
        "PERAN": teks.PERAN,
        "SUARA": teks.SUARA,
        "JENIS_CATATAN": teks.JENIS_CATATAN,
        "menit_diam": DIAM // 60,
        "jam_paling_lama": PALING_LAMA // 3600,
    }
    aplikasi.context_processor(lingkup.konteks_halaman)
