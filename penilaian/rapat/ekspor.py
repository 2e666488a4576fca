"""A meeting as a workbook for the minutes: the same entries give the same bytes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from penilaian.aturan import muat_buku
from penilaian.bahasa import angka, daftar_kata
from penilaian.berkas import tulis_utuh
from penilaian.buku_xlsx import Gaya, buku_baru
from penilaian.nilai.kolom import PREDIKAT
from penilaian.periode import Periode
from penilaian.rapat.catatan import Catatan, bentuk_baku, jam_mundur
from penilaian.rapat.keadaan import BIDANG_RATING
from penilaian.rapat.kertas import kolom, sebut_kode, tulis_hal, tulis_tabel
from penilaian.rapat.pandangan import Rapat

_ORANG = (kolom("NIP", 21), kolom("Nama", 28), kolom("Unit", 22))
_RATING = ("Hasil kerja", "Perilaku kerja", "Predikat")
_SIAPA = (kolom("Oleh", 28), kolom("Waktu (UTC)", 26), kolom("Nomor catatan", 9, num_format="0"))
KEPALA_PUTUSAN = (
    *_ORANG,
    *(kolom(f"{judul} semula", 18) for judul in _RATING),
    *(kolom(f"{judul} putusan", 18) for judul in _RATING),
    kolom("Berubah", 9),
    kolom("Alasan", 50),
    kolom("Berlaku", 9),
    *_SIAPA,
)
KEPALA_SUARA = (*_ORANG, kolom("Suara", 14), kolom("Catatan", 50), kolom("Berlaku", 9), *_SIAPA)
KEPALA_CATATAN = (
    kolom("Nomor", 8, num_format="0"), kolom("Waktu (UTC)", 26), kolom("Jenis", 14), kolom("Oleh", 28), kolom("Isi", 70),
    kolom("Sidik sebelumnya", 34), kolom("Sidik", 34),
)  # fmt: skip


def ekspor_rapat(rapat: Rapat, berkas: Path) -> None:
    """Write the workbook, whole or not at all."""
    isi = isi_ekspor(rapat)
    with tulis_utuh(berkas) as aliran:
        aliran.write(isi)


def isi_ekspor(rapat: Rapat) -> bytes:
    """The same as bytes."""
    aliran = BytesIO()
    with buku_baru(aliran, {"title": f"Rapat kalibrasi {rapat.id}"}) as buku:
        gaya = Gaya(buku)
        tulis_hal(buku.add_worksheet("Berita acara"), gaya, _berita_acara(rapat))
        tulis_tabel(buku, gaya, "Putusan", KEPALA_PUTUSAN, _baris_putusan(rapat))
        tulis_tabel(buku, gaya, "Suara", KEPALA_SUARA, _baris_suara(rapat))
        tulis_tabel(buku, gaya, "Catatan", KEPALA_CATATAN, [_baris_catatan(satu) for satu in rapat.catatan])
    return aliran.getvalue()


def _berita_acara(rapat: Rapat) -> list[tuple[str, str]]:
    return [*_keterangan(rapat), *_cacah(rapat), *_sebaran(rapat), *_keutuhan(rapat)]


def _keterangan(rapat: Rapat) -> list[tuple[str, str]]:
    """What the meeting is, and its course."""
    nama = {"buka": "Dibuka", "kunci": "Dikunci", "buka_kembali": "Dibuka kembali"}
    jalan = [
        (nama[satu.jenis], _siapa(satu) + (f": {satu.isi['alasan']}" if satu.jenis == "buka_kembali" else ""))
        for satu in rapat.catatan
        if satu.jenis in nama
    ]
    return [
        ("Rapat kalibrasi", rapat.id),
        ("Perangkat daerah", rapat.nama_opd),
        ("Periode", Periode.urai(rapat.periode).label),
        *jalan,
        ("Keadaan", "terkunci" if rapat.terkunci else "belum dikunci: suara dan putusan masih dapat berubah"),
    ]


def _siapa(satu: Catatan) -> str:
    return f"{satu.oleh}, {satu.waktu}, catatan {satu.nomor}"


def _cacah(rapat: Rapat) -> list[tuple[str, str]]:
    jumlah = {nama: angka(banyak) for nama, banyak in rapat.ringkasan.items()}
    pemberi = sorted({nama for _, nama in rapat.keadaan.suara})
    pemutus = sorted({satu.oleh for satu in rapat.keadaan.putusan.values()})
    return [
        ("Pegawai dalam cuplikan", jumlah["pegawai"]),
        ("Yang perlu perhatian", jumlah["perhatian"]),
        ("Pegawai yang mendapat suara", jumlah["bersuara"]),
        ("Pegawai yang dipertanyakan", jumlah["dipertanyakan"]),
        ("Di antaranya belum diputuskan", jumlah["ditanyakan"]),
        ("Pegawai yang diputuskan", f"{jumlah['putusan']}: {jumlah['berubah']} berubah, {jumlah['tetap']} tetap"),
        ("Pemberi suara", daftar_kata(pemberi) or "–"),
        ("Yang memutuskan", daftar_kata(pemutus) or "–"),
    ]


def _keutuhan(rapat: Rapat) -> list[tuple[str, str]]:
    kepala, mundur = rapat.catatan[-1], jam_mundur(rapat.catatan)
    return [
        ("Sidik catatan terakhir rapat ini", kepala.sidik),
        ("Nomor catatan itu", str(kepala.nomor)),
        ("Cara mencocokkan", f"penilaian kalibrasi verifikasi --kepala {kepala.sidik}"),
        ("Jam komputer pernah mundur", f"ya, pada catatan {_nomor(mundur)}" if mundur else "tidak"),
        *((f"Sidik masukan: {nama}", sidik) for nama, sidik in rapat.dibuka.isi["masukan"].items()),
    ]


def _nomor(catatan: Sequence[Catatan]) -> str:
    return daftar_kata([str(satu.nomor) for satu in catatan])


def _sebaran(rapat: Rapat) -> list[tuple[str, str]]:
    """How many employees have which predicate, before and after the decisions, the best first."""
    semula, sesudah = (Counter(isi["predikat"]) for isi in (rapat.pegawai, rapat.akhir))
    kode = [*reversed(muat_buku().daftar(PREDIKAT).kode), None]
    return [
        (
            f"Predikat {sebut_kode(satu) or 'belum ada'}",
            f"{angka(semula[satu])} semula, {angka(sesudah[satu])} sesudah putusan",
        )
        for satu in kode
    ]


def _orang(rapat: Rapat, nip: str) -> tuple[str, str | None, str | None]:
    baris = rapat.keadaan.pegawai[nip]
    return nip, baris["nama"], baris["unit"]


def _baris_putusan(rapat: Rapat) -> list[tuple[object, ...]]:
    """Every decision, the superseded ones too."""
    berlaku = {satu.nomor for satu in rapat.keadaan.putusan.values()}
    return [
        (
            *_orang(rapat, satu.isi["nip"]),
            *(sebut_kode(satu.isi["sebelum"][bidang]) for bidang in BIDANG_RATING),
            *(sebut_kode(satu.isi["sesudah"][bidang]) for bidang in BIDANG_RATING),
            satu.isi["sebelum"] != satu.isi["sesudah"],
            satu.isi["alasan"],
            satu.nomor in berlaku,
            satu.oleh,
            satu.waktu,
            satu.nomor,
        )
        for satu in rapat.catatan
        if satu.jenis == "putusan"
    ]


def _baris_suara(rapat: Rapat) -> list[tuple[object, ...]]:
    """Every vote, the superseded ones too."""
    berlaku = {satu.nomor for satu in rapat.keadaan.suara.values()}
    return [
        (
            *_orang(rapat, satu.isi["nip"]),
            satu.isi["suara"],
            satu.isi["catatan"],
            satu.nomor in berlaku,
            satu.oleh,
            satu.waktu,
            satu.nomor,
        )
        for satu in rapat.catatan
        if satu.jenis == "suara"
    ]


def _baris_catatan(satu: Catatan) -> tuple[object, ...]:
    isi = bentuk_baku(satu.isi)
    if satu.jenis == "buka":
        banyak, sidik = angka(len(satu.isi["pegawai"])), hashlib.sha256(isi.encode()).hexdigest()
        isi = f"cuplikan {banyak} pegawai, tidak ditampilkan di sini; SHA-256 isinya {sidik}"
    return satu.nomor, satu.waktu, satu.jenis, satu.oleh, isi, satu.sebelum, satu.sidik
