"""A browser without a screen: logs in, carries the form secret, posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

OPD, PERIODE = "dinkes", "2025-T4"
RAPAT = f"/rapat/{OPD}-{PERIODE}"
_TANDA = re.compile(r'name="tanda" value="([^"]+)"')


class Klien:
    def __init__(self, aplikasi: Flask, token: str = "") -> None:
        self.c: FlaskClient = aplikasi.test_client()
        if token:
            assert self.masuk(token).status_code == 303

    def tanda(self, jalur: str = "/") -> str:
        """The form secret of a page."""
        cocok = _TANDA.search(self.ambil(jalur).text)
        assert cocok, jalur
        return cocok[1]

    def masuk(self, token: str) -> TestResponse:
        return self.c.post("/masuk", data={"tanda": self.tanda("/masuk"), "token": token})

    def ambil(self, jalur: str, **lain: Any) -> TestResponse:
        return self.c.get(jalur, **lain)

    def kirim(self, jalur: str, **isian: Any) -> TestResponse:
        """Post a form of ours."""
        return self.c.post(jalur, data={"tanda": self.tanda(), **isian})


@dataclass
class Dunia:
    """An application on the sample data with one open meeting, and the tokens of its users."""

    aplikasi: Flask
    berkas_buku: Path
    token: dict[str, str]
    nip: list[str]
    """Of the snapshot, in order: the place of a NIP plus one is its number in addresses."""

    def klien(self, nama: str) -> Klien:
        return Klien(self.aplikasi, self.token[nama])
