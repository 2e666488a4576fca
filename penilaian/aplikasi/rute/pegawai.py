"""One employee: the figures, the votes, and the forms to vote and to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from penilaian.aplikasi import orang
from penilaian.aplikasi.kasus import Kasus, Saringan, daftar_kasus, tetangga
from penilaian.aplikasi.lingkup import buku, coba, keadaan, pengguna, rapat_terlihat
from penilaian.aplikasi.sebutan import PERHATIAN_PENDEK, sebutan
from penilaian.galat import GalatBentrok, GalatRapat
from penilaian.periode import Periode
from penilaian.rapat.catatan import Catatan
from penilaian.rapat.cuplikan import PERHATIAN
from penilaian.rapat.rapat import Rapat, beri_suara, putuskan
from penilaian.rapat.teks import uraian

pegawai = Blueprint("pegawai", __name__)


@dataclass(frozen=True)
class Ketikan:
    """What somebody has filled in and what became of it, so that nothing has to be typed twice."""

    rating: str = ""
    alasan: str = ""
    suara: str = ""
    catatan: str = ""
    galat: GalatRapat | None = None


@pegawai.get("/rapat/<nama>/pegawai/<int:nomor>")
def lihat(nama: str, nomor: int) -> str:
    return _halaman(rapat_terlihat(nama), nomor, Ketikan())


@pegawai.post("/rapat/<nama>/pegawai/<int:nomor>/suara")
def suara(nama: str, nomor: int) -> Response | tuple[str, int]:
    """Vote."""
    rapat = rapat_terlihat(nama)
    pengguna().pastikan("suara", rapat.kode_opd)
    kasus, isian = _cari(daftar_kasus(rapat), nomor), request.form
    try:
        beri_suara(
            buku(), rapat.id, kasus.nip, isian.get("suara", ""), pengguna().nama, isian.get("catatan", ""), pengguna().nip
        )  # fmt: skip
    except GalatRapat as galat:
        ketikan = Ketikan(suara=isian.get("suara", ""), catatan=isian.get("catatan", ""), galat=galat)
        return _halaman(rapat, nomor, ketikan), 409
    flash("Suara Anda dicatat.")
    return _lanjut(rapat, nomor)


@pegawai.post("/rapat/<nama>/pegawai/<int:nomor>/putusan")
def putusan(nama: str, nomor: int) -> Response | tuple[str, int]:
    """Decide. Where somebody else has decided in the meantime, the page shows both, with what was typed."""
    rapat = rapat_terlihat(nama)
    pengguna().pastikan("putuskan", rapat.kode_opd)
    kasus, isian = _cari(daftar_kasus(rapat), nomor), request.form
    hasil_kerja, _, perilaku_kerja = isian.get("rating", "").partition(":")
    try:
        putuskan(
            buku(), rapat.id, kasus.nip, hasil_kerja, perilaku_kerja, isian.get("alasan", ""), pengguna().nama,
            berdasar=isian.get("berdasar", -1, type=int), aturan=sebutan(rapat.periode).aturan,
            nip_pemutus=pengguna().nip,
        )  # fmt: skip
    except GalatRapat as galat:
        # Read anew: on a conflict the other decision is in the ledger, but not in what this request began with.
        kini = rapat_terlihat(nama)
        if not (isinstance(galat, GalatBentrok) and _terkirim_ulang(kini.keadaan.putusan[kasus.nip])):
            ketikan = Ketikan(rating=isian.get("rating", ""), alasan=isian.get("alasan", ""), galat=galat)
            return _halaman(kini, nomor, ketikan), 409
    flash("Putusan dicatat. Penetapan pejabat penilai tetap tersimpan di sampingnya.")
    return _lanjut(rapat, nomor)


def _terkirim_ulang(ada: Catatan) -> bool:
    """Whether a decision in the ledger is the form just sent, as when a button is clicked twice."""
    isian, sesudah = request.form, ada.isi["sesudah"]
    return (
        ada.oleh == pengguna().nama
        and ada.isi["berdasar"] == isian.get("berdasar", -1, type=int)
        and isian.get("rating", "") == f"{sesudah['hasil_kerja']}:{sesudah['perilaku_kerja']}"
        and uraian(isian.get("alasan", ""), "Alasan putusan", wajib=True) == ada.isi["alasan"]
    )


def _lanjut(rapat: Rapat, nomor: int) -> Response:
    """Back to the same employee, or on to the next case."""
    saringan = Saringan.dari(request.args)
    sesudah = tetangga(daftar_kasus(rapat), nomor, saringan)[1] if "lanjut" in request.form else None
    tujuan = sesudah.nomor if sesudah else nomor
    return redirect(url_for("pegawai.lihat", nama=rapat.id, nomor=tujuan, **saringan.argumen), 303)


def _cari(semua: Sequence[Kasus], nomor: int) -> Kasus:
    """The employee at a place in the snapshot."""
    return next((satu for satu in semua if satu.nomor == nomor), None) or abort(404)


def _halaman(rapat: Rapat, nomor: int, ketikan: Ketikan) -> str:
    semua, kata, saringan = daftar_kasus(rapat), sebutan(rapat.periode), Saringan.dari(request.args)
    kasus = _cari(semua, nomor)
    kini, periode = keadaan(), Periode.urai(rapat.periode)
    jelas, halangan = coba(lambda: orang.penjelasan(kini, rapat, kasus.nip))
    batas, _ = coba(lambda: orang.batas_usulan(kini.hasil(rapat.kode_opd, periode), kasus.nip, kata))
    geser, _ = coba(lambda: orang.uraikan_geseran(kini.geseran(rapat), kasus.nip, kata))
    sebelum, sesudah = tetangga(semua, nomor, saringan)
    milik = [satu for (nip, _), satu in rapat.keadaan.suara.items() if nip == kasus.nip]
    sendiri = pengguna().nip == kasus.nip
    boleh = {
        kerja: pengguna().boleh(kerja, rapat.kode_opd) and not sendiri and not rapat.terkunci
        for kerja in ("suara", "putuskan")
    }
    return render_template(
        "pegawai.html.j2",
        rapat=rapat,
        periode=periode,
        kasus=kasus,
        kata=kata,
        saringan=saringan,
        sebelum=sebelum,
        sesudah=sesudah,
        batas=batas or "",
        penjelasan=jelas,
        halangan=halangan,
        geser=geser or [],
        suara=sorted(milik, key=lambda satu: satu.nomor),
        suara_saya=next((satu for satu in milik if satu.oleh == pengguna().nama), None),
        riwayat=orang.riwayat(rapat, kasus.nip, kata),
        berdasar=rapat.terakhir(kasus.nip),
        ketikan=ketikan,
        bentrok=isinstance(ketikan.galat, GalatBentrok),
        sendiri=sendiri,
        boleh=boleh,
        PERHATIAN=PERHATIAN,
        PERHATIAN_PENDEK=PERHATIAN_PENDEK,
    )
