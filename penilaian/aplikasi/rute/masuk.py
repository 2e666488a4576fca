"""Logging in with a token, and out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from penilaian.aplikasi.lingkup import bekal, buku
from penilaian.aplikasi.penjaga import tujuan_aman
from penilaian.rapat.pengguna import kenali

masuk = Blueprint("masuk", __name__)
_TOKEN_TERPANJANG = 200


@masuk.get("/masuk")
def isian() -> str:
    return render_template("masuk.html.j2", galat="")


@masuk.post("/masuk")
def periksa() -> Response | tuple[str, int]:
    """Start a session for whoever knows a token; guessing is slowed down by address."""
    alamat, pembatas = request.remote_addr or "", bekal().pembatas
    tunggu = pembatas.tunggu(alamat)
    if tunggu:
        raise TooManyRequests(f"Coba lagi dalam {-(-tunggu // 60)} menit.", retry_after=tunggu)
    token = request.form.get("token", "").strip()
    if not 0 < len(token) <= _TOKEN_TERPANJANG or kenali(buku(), token) is None:
        pembatas.catat_gagal(alamat)
        return render_template("masuk.html.j2", galat="Token ini tidak dikenal atau sudah dicabut."), 401
    pembatas.lupakan(alamat)
    lanjut = tujuan_aman(str(session.get("lanjut", "/")))
    bekal().sesi.akhiri(str(session.get("nama", "")))
    session.clear()
    session["nama"] = bekal().sesi.mulai(token)
    return redirect(lanjut, 303)


@masuk.post("/keluar")
def keluar() -> Response:
    bekal().sesi.akhiri(str(session.get("nama", "")))
    session.clear()
    flash("Anda sudah keluar. Tutup peramban bila komputer ini dipakai bersama.")
    return redirect(url_for("masuk.isian"), 303)
