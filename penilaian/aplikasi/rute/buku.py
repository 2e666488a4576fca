"""Whether the ledger is whole, and whether a fingerprint from earlier minutes is still in it."""

from __future__ import annotations

import re

from flask import Blueprint, render_template, request

from penilaian.aplikasi import lingkup
from penilaian.galat import GalatRapat
from penilaian.rapat.pengguna import SEMUA_OPD
from penilaian.rapat.rapat import periksa_buku

buku = Blueprint("buku", __name__)
_TEMPAT = re.compile(r"catatan \d+")
_SIDIK = re.compile(r"[0-9a-f]{16,64}")


@buku.get("/buku")
def periksa() -> str:
    """Recompute the whole chain; a noted fingerprint may be typed in groups."""
    sidik = "".join(request.args.get("sidik", "").lower().split())
    salah_tulis = bool(sidik) and not _SIDIK.fullmatch(sidik)
    masalah = periksa_buku(lingkup.buku())
    ada: bool | None = None
    if sidik and not salah_tulis and not masalah:
        ada = not lingkup.buku().verifikasi(sidik)
    try:
        kepala = lingkup.buku().kepala()
    except GalatRapat:
        kepala = None
    return render_template(
        "buku.html.j2", masalah=_sebutkan(masalah), kepala=kepala, sidik=sidik, salah_tulis=salah_tulis, ada=ada
    )


def _sebutkan(masalah: list[str]) -> list[str]:
    """The problems in full for those who see all agencies; for others where the first one is, and nobody's name."""
    if not masalah or SEMUA_OPD in lingkup.pengguna().opd:
        return masalah
    tempat = _TEMPAT.match(masalah[0])
    return [f"{tempat[0] if tempat else 'berkas buku'} tidak utuh; rinciannya untuk pengelola seluruh OPD"]
