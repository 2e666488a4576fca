"""Who is logged in: sessions live in this process, the cookie holds nothing but a signed random name.

Logging out, being revoked and a restart of the server therefore end a session at once, also for a copied cookie.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

DIAM = 30 * 60
"""Seconds without a request after which a session has ended."""
PALING_LAMA = 12 * 60 * 60
"""Seconds after which it has ended in any case."""


@dataclass
class _Sesi:
    token: str = field(repr=False)
    mulai: float
    terakhir: float


class DaftarSesi:
    """The sessions of this process. The token stays in memory, so that each request asks the ledger anew who it is."""

    def __init__(self, jam: Callable[[], float] = time.monotonic) -> None:
        self._jam = jam
        self._kunci = Lock()
        self._sesi: dict[str, _Sesi] = {}

    def mulai(self, token: str) -> str:
        """A new session; its name is what the cookie holds."""
        nama, kini = secrets.token_urlsafe(32), self._jam()
        with self._kunci:
            self._sesi = {satu: isi for satu, isi in self._sesi.items() if not _usai(isi, kini)}
            self._sesi[nama] = _Sesi(token, kini, kini)
        return nama

    def token(self, nama: str) -> str | None:
        """The token of a session that has not ended, which counts as use of it."""
        kini = self._jam()
        with self._kunci:
            sesi = self._sesi.get(nama)
            if sesi is None or _usai(sesi, kini):
                self._sesi.pop(nama, None)
                return None
            sesi.terakhir = kini
            return sesi.token

    def akhiri(self, nama: str) -> None:
        """End a session; one that has ended already stays so."""
        with self._kunci:
            self._sesi.pop(nama, None)


def _usai(sesi: _Sesi, kini: float) -> bool:
    return kini - sesi.terakhir > DIAM or kini - sesi.mulai > PALING_LAMA


class KuePengenal(SecureCookieSessionInterface):
    """Flask's signed cookie, marked Secure where the request came over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 -- Flask's signature
        from flask import request

        return request.is_secure
