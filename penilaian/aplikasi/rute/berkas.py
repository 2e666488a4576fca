"""Files of a meeting: the export for the minutes, and voting sheets out and back in."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as ResponsApa

from penilaian.aplikasi.lingkup import buku, pengguna, rapat_terlihat
from penilaian.bahasa import angka
from penilaian.galat import GalatRapat
from penilaian.periode import Periode
from penilaian.rapat.ekspor import isi_ekspor
from penilaian.rapat.lembar_suara import isi_lembar_suara, urai_lembar_suara
from penilaian.rapat.rapat import Rapat, beri_banyak_suara

berkas = Blueprint("berkas", __name__)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@berkas.get("/rapat/<nama>/unduh")
def unduh(nama: str) -> Response:
    """The workbook for the minutes."""
    rapat = rapat_terlihat(nama)
    return _kirim(isi_ekspor(rapat), f"rapat-{rapat.id}.xlsx")


@berkas.get("/rapat/<nama>/lembar")
def lembar(nama: str) -> str:
    return _halaman(rapat_terlihat(nama))


@berkas.get("/rapat/<nama>/lembar.xlsx")
def unduh_lembar(nama: str) -> Response:
    """The user's own voting sheet."""
    rapat = rapat_terlihat(nama)
    pengguna().pastikan("suara", rapat.kode_opd)
    return _kirim(isi_lembar_suara(rapat, pengguna().nama), f"lembar-suara-{rapat.id}.xlsx")


@berkas.post("/rapat/<nama>/lembar")
def unggah(nama: str) -> ResponsApa | tuple[str, int]:
    """Take a filled sheet, all of it or nothing."""
    rapat, orang = rapat_terlihat(nama), pengguna()
    orang.pastikan("suara", rapat.kode_opd)
    kiriman = request.files.get("lembar")
    try:
        if kiriman is None or not kiriman.filename:
            raise GalatRapat("Belum ada berkas yang dipilih", tindakan="pilih lembar suara yang sudah diisi")
        suara = urai_lembar_suara(kiriman.read(), rapat, orang.nama)
        baru = beri_banyak_suara(buku(), rapat.id, suara, orang.nama, orang.nip)
    except GalatRapat as galat:
        return _halaman(rapat_terlihat(nama), galat), 409
    sama = f", {angka(len(suara) - len(baru))} sama dengan yang sudah tercatat" if len(baru) < len(suara) else ""
    flash(f"{angka(len(suara))} suara di lembar: {angka(len(baru))} dicatat{sama}.")
    return redirect(url_for("berkas.lembar", nama=rapat.id), 303)


def _kirim(isi: bytes, nama: str) -> Response:
    return Response(isi, mimetype=_XLSX, headers={"Content-Disposition": f'attachment; filename="{nama}"'})


def _halaman(rapat: Rapat, galat: GalatRapat | None = None) -> str:
    return render_template(
        "lembar.html.j2",
        rapat=rapat,
        periode=Periode.urai(rapat.periode),
        galat=galat,
        boleh_suara=pengguna().boleh("suara", rapat.kode_opd),
    )
