"""Reference numbers: what a reader quotes, and under which the cause stands in the log."""

from __future__ import annotations

import logging
import secrets
import traceback

from penilaian.pribadi.samaran import samarkan_teks


def catat_galat(pencatat: logging.Logger, di_mana: str) -> str:
    """Log the error being handled, with every NIP in it masked, and return its reference number."""
    rujukan = secrets.token_hex(4).upper()
    pencatat.error("%s", samarkan_teks(f"{rujukan} {di_mana}\n{traceback.format_exc()}"))
    return rujukan
