"""The style sheet, which is the same for everybody."""

from __future__ import annotations

from flask import Blueprint, Response

from penilaian.aplikasi.teks import lembar_gaya

umum = Blueprint("umum", __name__)


@umum.get("/gaya-<sidik>.css")
def gaya(sidik: str) -> Response:
    """The style of all pages; its address changes with its content, so that browsers may keep it."""
    isi, sidik_kini = lembar_gaya()
    simpan = "public, max-age=31536000, immutable" if sidik == sidik_kini else "no-store"
    return Response(isi, mimetype="text/css", headers={"Cache-Control": simpan})
