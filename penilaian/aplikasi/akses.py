"""One log line an answer: when, from where, what, how it went, how long; no query, no token, no NIP, no name."""

from __future__ import annotations

import logging
import time

from flask import Blueprint, Response, g, request

from penilaian.pribadi.samaran import samarkan_teks

akses = Blueprint("akses", __name__)
PENCATAT = logging.getLogger("penilaian.aplikasi.akses")


@akses.before_app_request
def mulai() -> None:
    g.mulai = time.perf_counter()


@akses.after_app_request
def catat(respons: Response) -> Response:
    """Write the line. Line breaks in a path cannot forge another one."""
    lama = 1000 * (time.perf_counter() - g.mulai) if "mulai" in g else 0.0
    jalur = samarkan_teks(request.path).encode("unicode_escape").decode("ascii")[:300]
    PENCATAT.info("%s %s %s %d %.0f ms", request.remote_addr or "-", request.method, jalur, respons.status_code, lama)
    return respons
