"""The first page: the meetings a user may see, and opening a new one."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from penilaian.aplikasi.lingkup import bekal, buku, keadaan, pengguna
from penilaian.aplikasi.teks import ramah
from penilaian.aturan import muat_buku
from penilaian.galat import GalatBentrok
from penilaian.periode import Periode
from penilaian.rapat.cuplikan import cuplik
from penilaian.rapat.rapat import buka_rapat, nama_rapat

daftar = Blueprint("daftar", __name__)


@daftar.get("/")
def semua() -> str:
    """Meetings by agency and period, the newest period first."""
    orang, nama = pengguna(), keadaan().nama_opd
    terlihat = [satu for satu in bekal().rak.semua(buku()) if orang.boleh("lihat", satu.kode_opd)]
    opd, periode = request.args.get("opd", ""), request.args.get("periode", "")
    tampil = [
        satu for satu in terlihat if opd in ("", satu.kode_opd) and periode in ("", satu.periode)
    ]  # fmt: skip
    tampil.sort(key=lambda satu: (satu.nama_opd, satu.id))
    tampil.sort(key=lambda satu: Periode.urai(satu.periode), reverse=True)
    ada = {satu.id for satu in terlihat}
    baru = [
        kunci for kunci in keadaan().dapat_dibuka if orang.boleh("kunci", kunci[0]) and nama_rapat(*kunci) not in ada
    ]
    return render_template(
        "daftar.html.j2",
        rapat=[(satu, Periode.urai(satu.periode), satu.ringkasan) for satu in tampil],
        seluruh=len(terlihat),
        pilihan_opd=_urut({satu.kode_opd: satu.nama_opd for satu in terlihat}),
        pilihan_periode=_periode({satu.periode for satu in terlihat}),
        opd=opd,
        periode=periode,
        baru_opd=_urut({kode: nama.get(kode, kode) for kode, _ in baru}),
        baru_periode=_periode({kode for _, kode in baru}),
    )


@daftar.post("/rapat")
def buka() -> Response:
    """Open a meeting on the ratings as they are now."""
    kode_opd, periode = request.form.get("opd", ""), request.form.get("periode", "")
    if not pengguna().boleh("lihat", kode_opd) or (kode_opd, periode) not in keadaan().dapat_dibuka:
        abort(404)
    pengguna().pastikan("kunci", kode_opd)
    satu = Periode.urai(periode)
    hasil = keadaan().hasil(kode_opd, satu)
    cuplikan = cuplik(keadaan().data, hasil, kode_opd, muat_buku().pada(satu.akhir))
    try:
        buka_rapat(buku(), cuplikan, pengguna().nama)
        flash("Rapat dibuka. Rating semula sudah disalin ke buku rapat dan tidak akan bergeser.")
    except GalatBentrok as galat:
        flash(ramah(f"{galat.apa}: {galat.mengapa}. Inilah rapat itu."))
    return redirect(url_for("rapat.tinjau", nama=nama_rapat(kode_opd, periode)), 303)


def _urut(nama: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(nama.items(), key=lambda satu: satu[1].casefold())


def _periode(kode: set[str]) -> list[Periode]:
    return sorted(map(Periode.urai, kode), reverse=True)
