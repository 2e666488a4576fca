"""Errors as pages: what happened, why, and what to do, in Indonesian; never a traceback."""

from __future__ import annotations

import logging

from flask import Blueprint, g, render_template, request
from werkzeug.exceptions import HTTPException, TooManyRequests

from penilaian.aplikasi.rujukan import catat_galat
from penilaian.galat import GalatIzin, GalatPenilaian, GalatRapat

halaman_galat = Blueprint("halaman_galat", __name__)
_CATAT = logging.getLogger(__name__)
_KALIMAT = {
    400: ("Permintaan ini tidak dapat dipahami", "kembali ke halaman sebelumnya, muat ulang, lalu coba lagi"),
    403: ("Anda tidak berwenang melakukan ini", "mintalah kepada ketua rapat"),
    404: ("Halaman ini tidak ada", "periksa alamatnya, atau mulai dari daftar rapat"),
    405: ("Halaman ini tidak dapat dibuka dengan cara itu", "mulai dari daftar rapat"),
    413: ("Kiriman terlalu besar", "pakai lembar suara yang diunduh dari sini, tanpa gambar dan tanpa lembar tambahan"),
    429: ("Terlalu banyak percobaan masuk yang gagal", "tunggu beberapa menit, lalu coba lagi dengan token yang benar"),
}  # fmt: skip


@halaman_galat.app_errorhandler(HTTPException)
def dari_http(galat: HTTPException) -> tuple[str, int, dict[str, str]]:
    kode = galat.code or 500
    apa, tindakan = _KALIMAT.get(kode, ("Permintaan ini tidak dapat dipenuhi", "mulai lagi dari daftar rapat"))
    sendiri = galat.description if galat.description != type(galat).description else ""
    kepala = {"Retry-After": str(galat.retry_after)} if isinstance(galat, TooManyRequests) else {}
    return _halaman(apa, kode, mengapa=sendiri or "", tindakan=tindakan), kode, kepala


@halaman_galat.app_errorhandler(GalatPenilaian)
def dari_penilaian(galat: GalatPenilaian) -> tuple[str, int]:
    """A refusal on purpose, in its own words; where it happened is for the operator and stays out."""
    kode = 403 if isinstance(galat, GalatIzin) else 409 if isinstance(galat, GalatRapat) else 422
    return _halaman(galat.apa, kode, mengapa=galat.mengapa, tindakan=galat.tindakan), kode


@halaman_galat.app_errorhandler(Exception)
def dari_program(_: Exception) -> tuple[str, int]:
    """A mistake of the program: only its reference number leaves the server."""
    rujukan = catat_galat(_CATAT, f"{request.method} {request.path!a}")
    g.galat_program = True  # the page about it must not stumble over the same mistake
    mengapa = f"program berhenti di tengah permintaan ini; nomor rujukan {rujukan}"
    tindakan = "coba sekali lagi; bila terulang, sampaikan nomor rujukannya kepada pengelola"
    return _halaman("Terjadi kesalahan di peladen", 500, mengapa=mengapa, tindakan=tindakan), 500


def _halaman(apa: str, kode: int, *, mengapa: str, tindakan: str) -> str:
    return render_template("galat.html.j2", kode=kode, apa=apa, mengapa=mengapa, tindakan=tindakan)
