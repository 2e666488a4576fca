"""Locking a meeting, and reopening it with a reason."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from penilaian.aplikasi.kasus import daftar_kasus
from penilaian.aplikasi.lingkup import bekal, buku, pengguna, rapat_terlihat
from penilaian.galat import GalatRapat
from penilaian.periode import Periode
from penilaian.rapat.rapat import Rapat, buka_kembali, kunci_rapat

kunci = Blueprint("kunci", __name__)


@kunci.get("/rapat/<nama>/kunci")
def lihat(nama: str) -> str:
    """What locking means, what still stands in its way, and, once locked, what goes into the minutes."""
    return _halaman(rapat_terlihat(nama))


@kunci.post("/rapat/<nama>/kunci")
def kunci_kan(nama: str) -> Response | tuple[str, int]:
    rapat = rapat_terlihat(nama)
    pengguna().pastikan("kunci", rapat.kode_opd)
    if request.form.get("yakin") != "ya":
        galat = GalatRapat(
            "Rapat belum dikunci", tindakan="centang pernyataan di atas tombol bila rapat memang sudah selesai"
        )
        return _halaman(rapat, galat=galat), 400
    bekal().keutuhan.pastikan(buku(), sekarang=True)
    try:
        kunci_rapat(buku(), rapat.id, pengguna().nama)
    except GalatRapat as galat:
        return _halaman(rapat_terlihat(nama), galat=galat), 409
    flash("Rapat dikunci. Salin sidik kepala di bawah ke berita acara.")
    return redirect(url_for("kunci.lihat", nama=rapat.id), 303)


@kunci.post("/rapat/<nama>/buka-kembali")
def buka(nama: str) -> Response | tuple[str, int]:
    rapat = rapat_terlihat(nama)
    pengguna().pastikan("kunci", rapat.kode_opd)
    alasan = request.form.get("alasan", "")
    try:
        buka_kembali(buku(), rapat.id, alasan, pengguna().nama)
    except GalatRapat as galat:
        return _halaman(rapat_terlihat(nama), galat=galat, alasan=alasan), 409
    flash("Rapat dibuka kembali. Alasannya tercatat di buku rapat.")
    return redirect(url_for("kunci.lihat", nama=rapat.id), 303)


def _halaman(rapat: Rapat, *, galat: GalatRapat | None = None, alasan: str = "") -> str:
    return render_template(
        "kunci.html.j2",
        rapat=rapat,
        periode=Periode.urai(rapat.periode),
        ringkasan=rapat.ringkasan,
        tertunda=[satu for satu in daftar_kasus(rapat) if satu.ditanyakan],
        tahap=[satu for satu in rapat.catatan if satu.jenis in ("buka", "kunci", "buka_kembali")],
        galat=galat,
        alasan=alasan,
        boleh_kunci=pengguna().boleh("kunci", rapat.kode_opd),
    )
