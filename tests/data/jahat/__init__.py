"""Hostile and broken files, made when the tests run."""

from __future__ import annotations

from . import bilangan, kemasan, parket, rumus, samaran, tanggal, teks
from .bahan import Jahat

KORPUS: tuple[Jahat, ...] = (
    *rumus.KORPUS, *tanggal.KORPUS, *bilangan.KORPUS, *teks.KORPUS, *kemasan.KORPUS, *parket.KORPUS, *samaran.KORPUS,
)  # fmt: skip
