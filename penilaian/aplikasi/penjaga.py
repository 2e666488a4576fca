"""The guard of every request: right host, somebody logged in, a form of our own, a ledger that is whole; safe headers."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as ResponsApa

from penilaian.aplikasi.lingkup import bekal, buku
from penilaian.pribadi.samaran import memuat_nip
from penilaian.rapat.pengguna import Pengguna, kenali

TERBUKA = frozenset({"masuk.isian", "masuk.periksa", "umum.gaya"})
"""Pages for everybody; all others are for people who are logged in."""
KEPALA = {
    "Content-Security-Policy": "default-src 'self'; script-src 'none'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_KETIKAN = ("alasan", "catatan")

penjaga = Blueprint("penjaga", __name__)


@penjaga.before_app_request
def jaga() -> ResponsApa | str | tuple[str, int] | None:
    """Refuse, ask to log in, or let through."""
    if nama_host(request.environ.get("HTTP_HOST", "")) not in bekal().host:
        abort(400, "Nama peladen pada permintaan ini tidak dikenal.")
    if request.endpoint is None:
        return None
    if request.method == "POST" and not _formulir_sendiri():
        return _kembalikan_ketikan("Formulir ini sudah tidak berlaku"), 403
    if request.endpoint in TERBUKA:
        return None
    orang = _siapa()
    if orang is None:
        return _minta_masuk()
    g.pengguna = orang
    if request.method == "POST" and request.endpoint != "masuk.keluar":
        bekal().keutuhan.pastikan(buku())
    return None


@penjaga.after_app_request
def bentengi(respons: Response) -> Response:
    """The headers of every answer; nothing but the style sheet is ever stored."""
    for nama, isi in KEPALA.items():
        respons.headers.setdefault(nama, isi)
    respons.headers.setdefault("Cache-Control", "no-store")
    if respons.location:
        respons.set_data("")  # Werkzeug's own page, which nobody sees, is in English
    return respons


def nama_host(host: str) -> str:
    """The name in a Host header, without its port; empty where it is none.

    >>> nama_host("Rapat.Palu.Example:8350"), nama_host("[::1]:8350"), nama_host("a@b:c")
    ('rapat.palu.example', '::1', '')
    """
    try:
        bagian = urlsplit(f"//{host}")
        _ = bagian.port
    except ValueError:
        return ""
    return (bagian.hostname or "").lower() if bagian.username is None and not bagian.path else ""


def tanda_formulir() -> str:
    """The secret that forms carry, one for each session."""
    if "tanda" not in session:
        session["tanda"] = secrets.token_urlsafe(24)
    return str(session["tanda"])


def _formulir_sendiri() -> bool:
    ada, dikirim = session.get("tanda"), request.form.get("tanda", "")
    return isinstance(ada, str) and hmac.compare_digest(ada.encode(), dikirim.encode())


def _siapa() -> Pengguna | None:
    token = bekal().sesi.token(str(session.get("nama", "")))
    return None if token is None else kenali(buku(), token)


def _minta_masuk() -> ResponsApa | str | tuple[str, int]:
    """To the login page; what was typed into a form whose session has ended is given back, not lost."""
    if request.method == "POST":
        return _kembalikan_ketikan("Sesi Anda sudah berakhir"), 401
    if not request.cookies and request.headers.get("Sec-Fetch-Site") == "cross-site":
        # A link in a mail: the browser holds back our SameSite=Strict cookie until the page asks for itself again.
        return render_template("sambung.html.j2", lanjut=tujuan_aman(request.full_path))
    session["lanjut"] = tujuan_aman(request.full_path)
    return redirect(url_for("masuk.isian"), 303)


def _kembalikan_ketikan(judul: str) -> str:
    """Nothing was recorded: say so, and show what was typed; another site's words are not shown as the reader's own."""
    sendiri = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    ketikan = [request.form[nama] for nama in _KETIKAN if sendiri and request.form.get(nama, "").strip()]
    return render_template("sesi_usai.html.j2", judul=judul, ketikan=ketikan)


def tujuan_aman(tujuan: str) -> str:
    """A page of this application to go on to, else the first one."""
    bagian = urlsplit(tujuan)
    sendiri = not bagian.scheme and not bagian.netloc and tujuan.startswith("/") and "\\" not in tujuan
    return tujuan.rstrip("?") if sendiri and not memuat_nip(tujuan) else "/"
