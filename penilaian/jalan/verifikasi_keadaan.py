"""Data, rules and code now, against what the manifest recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from penilaian.aturan import muat_buku
from penilaian.data import sidik_sumber
from penilaian.data.keterangan import baca_keterangan
from penilaian.data.profil import SELURUH_INSTANSI, baca_profil
from penilaian.galat import GalatParameter, GalatPenilaian
from penilaian.jalan.sidik import (
    MEMBACA_ARSIP,
    PENDAMPING,
    sidik_jalur,
    sidik_paket,
    sidik_pendamping,
    versi_pustaka,
)
from penilaian.jalan.verifikasi_bentuk import Butir, banding, tak_terperiksa
from penilaian.jalan.verifikasi_manifes import ManifesTerbaca, isi_berkas, parameter_teks
from penilaian.jalan.verifikasi_rekaman import TIDAK_ADA, beda_isi, rekaman_kini, sitasi_rekaman
from penilaian.jalan.verifikasi_tempat import Tempat, berkas_notebook, jalur_masukan
from penilaian.laporan.bahan_perubahan import sidik_arsip

_ARTI_DATA = "data berubah sejak laporan dibuat; laporan menggambarkan keadaan waktu itu"
_TINDAKAN_DATA = "pakai laporan untuk keadaan waktu itu, atau buat laporan baru dengan `penilaian jalan`"
_TABEL = "tabel:"


@dataclass(frozen=True)
class Kini:
    """What is there now: the data folder, the other inputs, the notebook; None where it cannot be found."""

    tempat: Tempat
    folder_data: Path | None
    masukan: Mapping[str, Path]
    notebook: Path | None
    sidik_notebook: str


def keadaan_kini(manifes: ManifesTerbaca, tempat: Tempat) -> tuple[Kini, list[Butir]]:
    """The inputs as they can be found, and what could not be."""
    ada: dict[str, Path] = {}
    butir: list[Butir] = []
    for nama in sorted(satu for satu in manifes.parameter if satu.startswith(("folder_", "berkas_"))):
        try:
            ada[nama] = jalur_masukan(tempat, nama, manifes.parameter[nama])
        except GalatParameter as galat:
            arti = f"{galat.apa}: {galat.mengapa}"
            butir.append(tak_terperiksa("data", f"parameter {nama}", arti, galat.tindakan))
    notebook = berkas_notebook(tempat, manifes)
    sidik = hashlib.sha256(isi_berkas(notebook)).hexdigest() if notebook else ""
    folder = ada.pop("folder_data", None)
    return Kini(tempat, folder, ada, notebook, sidik), butir


def periksa_data(manifes: ManifesTerbaca, kini: Kini) -> list[Butir]:
    """Each input table, and each other input that a parameter names."""
    hasil = _tabel(manifes, kini)
    tercatat = {n.removeprefix("parameter:"): s for n, s in manifes.masukan.items() if n.startswith("parameter:")}
    for nama in sorted({*tercatat, *(n for n in parameter_teks(manifes) if n != "folder_data")}):
        if nama in kini.masukan:
            lama = tercatat.get(nama, TIDAK_ADA)
            hasil.append(_banding_data(f"parameter {nama}", lama, sidik_jalur(kini.masukan[nama])))
    return [*hasil, *_pendamping(manifes, kini)]


def _pendamping(manifes: ManifesTerbaca, kini: Kini) -> list[Butir]:
    """What the report shows of its data folder besides tables: letterhead, remarks, the archive of the period before."""
    if kini.folder_data is None:
        return []
    nama_opd = "" if manifes.kode_opd == SELURUH_INSTANSI else manifes.nama_opd
    try:
        arsip = (
            sidik_arsip(kini.folder_data, manifes.periode, manifes.kode_opd)
            if manifes.notebook in MEMBACA_ARSIP
            else ""
        )
        kop = baca_profil(kini.folder_data).untuk(manifes.kode_opd, nama_opd)
        baru = sidik_pendamping(baca_keterangan(kini.folder_data)[0], kop, arsip)
    except GalatPenilaian as galat:
        return [tak_terperiksa("data", "kop surat, keterangan, dan arsip", galat.paragraf(), galat.tindakan)]
    lama = {nama: sidik for nama, sidik in manifes.masukan.items() if nama in PENDAMPING}
    return [
        _banding_data(PENDAMPING[nama], lama.get(nama, TIDAK_ADA), baru.get(nama, TIDAK_ADA))
        for nama in PENDAMPING
        if nama in lama or nama in baru
    ]


def _tabel(manifes: ManifesTerbaca, kini: Kini) -> list[Butir]:
    lama = {n.removeprefix(_TABEL): s for n, s in manifes.masukan.items() if n.startswith(_TABEL)}
    if "folder_data" not in manifes.parameter:
        return [tak_terperiksa("data", "tabel", "laporan ini tidak memakai tabel data", dilewati=True)]
    if kini.folder_data is None:
        return []
    try:
        baru = sidik_sumber(kini.folder_data)
    except (GalatPenilaian, OSError) as galat:
        return [tak_terperiksa("data", "folder data", f"tidak dapat dibaca: {type(galat).__name__}", _TINDAKAN_DATA)]
    return [
        _banding_data(f"tabel {nama}", lama.get(nama, TIDAK_ADA), baru.get(nama, TIDAK_ADA))
        for nama in sorted({*lama, *baru})
    ]


def _banding_data(perihal: str, lama: str, baru: str) -> Butir:
    arti = {lama: f"{perihal} baru, belum ada ketika laporan dibuat", baru: f"{perihal} sudah tidak ada"}.get(
        TIDAK_ADA, _ARTI_DATA
    )
    return banding("data", perihal, lama, baru, arti=arti, tindakan=_TINDAKAN_DATA, golongan="keadaan")


def periksa_aturan(manifes: ManifesTerbaca) -> list[Butir]:
    """The rule book as a whole, then each provision the trace applied: where it changed, with both citations."""
    buku = muat_buku()
    rekaman = manifes.jejak.get("aturan")
    tercatat: Mapping[str, Any] = rekaman if isinstance(rekaman, dict) else {}
    berubah = [_ketentuan(kode, isi, rekaman_kini(kode, manifes.periode)) for kode, isi in sorted(tercatat.items())]
    lama = manifes.masukan.get("aturan", TIDAK_ADA)
    sama = lama == buku.sidik
    if sama and any(satu.status == "berbeda" for satu in berubah):
        return [_jejak_palsu(satu) for satu in berubah]
    arti = (
        "buku aturan berubah, tetapi semua ketentuan yang dipakai hitungan laporan ini sama; "
        "manifes hanya menyimpan ketentuan yang dipakai, jadi yang lain tidak dapat disebut"
        if tercatat and not any(satu.status == "berbeda" for satu in berubah)
        else "buku aturan berubah sejak laporan dibuat"
    )
    tindakan = "lihat CHANGELOG dan `penilaian aturan`; laporan berlaku menurut aturan waktu itu"
    sidik = banding("aturan", "buku aturan", lama, buku.sidik, arti=arti, tindakan=tindakan, golongan="keadaan")
    return [sidik, *berubah]


def _jejak_palsu(butir: Butir) -> Butir:
    """Provisions differ although the rule book is the recorded one: the trace was altered."""
    if butir.status == "sama":
        return butir
    return Butir(
        "aturan", butir.perihal, "berbeda", butir.diharapkan, butir.ditemukan,
        "buku aturan tidak berubah, tetapi ketentuan yang tertulis di jejak berbeda darinya: jejak di manifes diubah",
        "jangan pakai manifes ini; ambil dari cadangan", "laporan", butir.rincian,
    )  # fmt: skip


def _ketentuan(kode: str, lama: Any, baru: Any) -> Butir:
    beda = beda_isi(lama, baru)
    if not beda:
        return Butir("aturan", f"ketentuan {kode}", "sama", sitasi_rekaman(lama), sitasi_rekaman(baru))
    return Butir(
        "aturan",
        f"ketentuan {kode}",
        "berbeda",
        sitasi_rekaman(lama),
        sitasi_rekaman(baru) if baru is not None else "tidak ada lagi di buku aturan",
        "ketentuan yang dipakai hitungan laporan ini berubah"
        if any("nilai" in satu or satu in ("masa", "isi") for satu in beda)
        else "yang berubah hanya keterangannya (sitasi, catatan, tanggal dibaca), bukan nilainya",
        f"lihat `penilaian aturan --ketentuan {kode}`",
        "keadaan",
        tuple(f"{tempat}: tercatat {lama_}, sekarang {baru_}" for tempat, (lama_, baru_) in beda.items()),
    )


def periksa_kode(manifes: ManifesTerbaca, kini: Kini) -> list[Butir]:
    """The notebook, the package, and each library that computes or draws."""
    ulang = "angka dapat berbeda; lihat hasil hitung ulang di bawah"
    hasil = [
        _banding_kode(
            "paket penilaian", manifes.masukan.get("paket", TIDAK_ADA), sidik_paket(),
            f"kode program berubah sejak laporan dibuat; {ulang}",
        )
    ]  # fmt: skip
    if kini.notebook is None:
        sebab = f"{manifes.notebook}.ipynb tidak ada di folder notebook"
        hasil.append(tak_terperiksa("kode", "notebook", sebab, "sebut letaknya dengan --notebook FOLDER"))
    else:
        lama = manifes.masukan.get("notebook", TIDAK_ADA)
        arti = f"notebook {manifes.notebook} berubah sejak laporan dibuat; {ulang}"
        hasil.append(_banding_kode("notebook", lama, kini.sidik_notebook, arti))
    versi = versi_pustaka()
    for nama in sorted({*manifes.versi, *versi}):
        lama, baru = manifes.versi.get(nama, TIDAK_ADA), versi.get(nama, TIDAK_ADA)
        hasil.append(_banding_kode(f"versi {nama}", lama, baru, f"{nama} versi lain dipakai; {ulang}"))
    return hasil


def _banding_kode(perihal: str, lama: str, baru: str, arti: str) -> Butir:
    tindakan = "untuk mengulang persis, pasang versi yang tercatat (lihat CHANGELOG dan uv.lock waktu itu)"
    return banding("kode", perihal, lama, baru, arti=arti, tindakan=tindakan, golongan="keadaan")
