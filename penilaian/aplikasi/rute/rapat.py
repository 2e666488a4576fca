"""One meeting: its state, the review, and the employees to look at."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from penilaian.aplikasi.kasus import JENIS_PERHATIAN, SARINGAN, SEHALAMAN, Saringan, daftar_kasus
from penilaian.aplikasi.lingkup import coba, keadaan, pengguna, rapat_terlihat
from penilaian.aplikasi.sebutan import PERHATIAN_PENDEK, Sebutan, sebutan
from penilaian.periode import Periode
from penilaian.pribadi.samaran import memuat_nip
from penilaian.rapat.cuplikan import PERHATIAN
from penilaian.rapat.rapat import Rapat

rapat = Blueprint("rapat", __name__)
TUNGGU_DETIK = 3.0
"""How long a page waits for the review of an agency that nobody has looked at yet."""


@rapat.get("/rapat/<nama>")
def tinjau(nama: str) -> str | Response:
    """The review page."""
    satu = rapat_terlihat(nama)
    if memuat_nip(request.args.get("cari", "")):
        flash(
            "NIP tidak dipakai untuk mencari, supaya tidak tersimpan di riwayat peramban. Cari dengan nama atau jabatan."
        )
        return redirect(url_for("rapat.tinjau", nama=nama, _anchor="daftar"), 303)
    saringan, kata = Saringan.dari(request.args), sebutan(satu.periode)
    semua = daftar_kasus(satu)
    cocok = [kasus for kasus in semua if saringan.cocok(kasus)]
    halaman = max(1, -(-len(cocok) // SEHALAMAN))
    nomor = min(max(request.args.get("hal", 1, type=int), 1), halaman)
    periode = Periode.urai(satu.periode)
    bagian, halangan = coba(lambda: keadaan().tinjauan(satu.kode_opd, periode, TUNGGU_DETIK))
    geser, _ = coba(lambda: keadaan().geseran(satu))
    return render_template(
        "rapat.html.j2",
        rapat=satu,
        periode=periode,
        ringkasan=satu.ringkasan,
        bagian=bagian or (),
        halangan=halangan,
        dihitung=bagian is None and not halangan,
        geser=geser or {},
        predikat=_banding_predikat(satu, kata),
        kasus=cocok[(nomor - 1) * SEHALAMAN : nomor * SEHALAMAN],
        cocok=len(cocok),
        dari=(nomor - 1) * SEHALAMAN,
        hal=nomor,
        halaman=halaman,
        saringan=saringan,
        pilihan_saring=SARINGAN,
        pilihan_perhatian={f"{JENIS_PERHATIAN}{kode}": nama for kode, nama in PERHATIAN_PENDEK.items()},
        unit=sorted({str(kasus.pegawai["unit"]) for kasus in semua if kasus.pegawai["unit"]}),
        kata=kata,
        PERHATIAN=PERHATIAN,
        PERHATIAN_PENDEK=PERHATIAN_PENDEK,
        boleh_kunci=pengguna().boleh("kunci", satu.kode_opd),
        boleh_suara=pengguna().boleh("suara", satu.kode_opd),
    )


def _banding_predikat(satu: Rapat, kata: Sebutan) -> list[tuple[str, int, int]]:
    """Employees by predicate: as the assessors decided, and after the meeting's decisions."""
    semula = _cacah(baris["predikat"] for baris in satu.keadaan.pegawai.values())
    kini = _cacah(satu.akhir["predikat"])
    baris: list[tuple[str, str | None]] = [
        *((nama, kode) for kode, nama in kata.predikat.items()),
        ("Belum ditetapkan", None),
    ]
    return [(nama, semula.get(kode, 0), kini.get(kode, 0)) for nama, kode in baris]


def _cacah(predikat: Iterable[str | None]) -> dict[str | None, int]:
    cacah: dict[str | None, int] = {}
    for kode in predikat:
        cacah[kode] = cacah.get(kode, 0) + 1
    return cacah
