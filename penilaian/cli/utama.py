"""Entry point: choose the command, turn every error into one paragraph and an exit code.

Exit codes: 0 all well, 1 findings or failed runs, 2 wrong usage, 3 folder in use, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

from penilaian.berkas import sebab_berkas
from penilaian.cli.pengurai import (
    KELUAR_DIHENTIKAN,
    KELUAR_PEMAKAIAN,
    KELUAR_TEMUAN,
    sarankan,
)
from penilaian.galat import GalatParameter, GalatPenilaian, GalatPeriode, GalatRencana, GalatSkenario

PERINTAH = {
    "contoh": "tulis kota contoh sintetis",
    "impor": "masukkan berkas dari e-Kinerja, formulir, atau basis data ke folder tabel",
    "periksa": "periksa tabel data dan sebutkan semua temuan",
    "hitung": "hitung capaian, usulan, dan predikat satu periode",
    "jelaskan": "jelaskan hasil seorang pegawai, langkah demi langkah",
    "formulir": "tulis formulir evaluasi dan dokumen evaluasi yang sudah terisi",
    "uji": "jalankan berkas kasus aturan",
    "daftar": "sebutkan laporan di sebuah rencana",
    "jalan": "jalankan rencana laporan",
    "arsip": "simpan hasil periode yang sudah usai, dan kunci yang final",
    "indikator": "rancang indikator: periksa, minta pertimbangan para pihak, lihat yang goyah",
    "kalibrasi": "jalankan rapat kalibrasi: suara, putusan, kunci, berita acara",
    "jadwal": "tulis dan periksa jadwal laporan, dan kirim kabar kegagalan",
    "situs": "susun ulang daftar laporan, atau terbitkan salinan publiknya",
    "verifikasi": "periksa apakah laporan masih sesuai dengan data, aturan, dan kodenya",
    "segarkan": "tulis ulang keluaran tersimpan notebook dari data contoh",
    "aturan": "tampilkan aturan yang berlaku pada suatu tanggal",
    "skenario": "bandingkan aturan yang berlaku dengan sebuah skenario",
    "kamus": "tampilkan kamus data",
    "garam": "buat garam rahasia untuk kunci samaran",
}

BERCABANG = {"jalan"}
"""Commands that work in forked processes, and must therefore start in an environment made for it."""
SALAH_PAKAI = (GalatParameter, GalatPeriode, GalatRencana, GalatSkenario)


def _bantuan_utama() -> str:
    lebar = max(map(len, PERINTAH))
    return "\n".join(f"  {nama:<{lebar}}  {guna}" for nama, guna in PERINTAH.items())


def utama(argumen: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    dari_luar = argumen is None
    argumen = list(sys.argv[1:] if argumen is None else argumen)
    if not argumen or argumen[0] in ("-h", "--bantuan", "--help"):
        print(_sambutan())
        return KELUAR_PEMAKAIAN if not argumen else 0
    if argumen[0] in ("--versi", "--version"):
        from penilaian import __version__

        print(f"penilaian {__version__}")
        return 0
    nama = argumen[0]
    if nama not in PERINTAH:
        print(f"Perintah {nama} tidak dikenal{sarankan(nama, PERINTAH)}. Lihat: penilaian --bantuan", file=sys.stderr)
        return KELUAR_PEMAKAIAN
    if dari_luar and nama in BERCABANG:
        from penilaian.jalan.lingkungan import mulai_ulang

        mulai_ulang("penilaian", argumen)
    return _jalankan(nama, argumen[1:])


def _sambutan() -> str:
    return (
        "Penilaian kinerja ASN berbasis capaian: aturan, data, hitungan, dan laporan.\n\n"
        "Pemakaian: penilaian PERINTAH [argumen]\n\n"
        f"Perintah:\n{_bantuan_utama()}\n\n"
        "Contoh:\n  penilaian periksa data/contoh\n"
        "  penilaian jalan notebooks/rencana.yaml --keluar reports\n\n"
        "Bantuan satu perintah: penilaian PERINTAH --bantuan. Kode keluar: 0 baik, 1 ada temuan atau laporan gagal,\n"
        "2 salah pemakaian, 3 folder sedang dipakai, 130 dihentikan. Tambahkan --rinci untuk melihat jejak galat program."
    )


def _jalankan(nama: str, argumen: list[str]) -> int:
    modul = import_module(f"penilaian.cli.perintah.{nama}")
    urai = modul.pengurai(f"penilaian {nama}")
    guna_rinci = getattr(modul, "GUNA_RINCI", "bila gagal, tampilkan juga jejak galat program")
    urai.add_argument("--rinci", action="store_true", help=guna_rinci)
    try:
        pilihan = urai.parse_args(argumen)
    except SystemExit as berhenti:
        return int(berhenti.code or 0)
    try:
        return int(modul.jalankan(pilihan))
    except KeyboardInterrupt:
        print("Dihentikan. Yang sudah selesai tetap utuh; jalankan lagi untuk melanjutkan.", file=sys.stderr)
        return KELUAR_DIHENTIKAN
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as galat:  # noqa: BLE001 -- the last door: a user sees a paragraph, never a traceback
        paragraf, keluar = _uraikan(galat)
        _tampilkan(paragraf, rinci=pilihan.rinci)
        return keluar


def _uraikan(galat: Exception) -> tuple[str, int]:
    """What a user reads about an error, and the exit code."""
    if isinstance(galat, GalatPenilaian):
        return galat.paragraf(), KELUAR_PEMAKAIAN if isinstance(galat, SALAH_PAKAI) else KELUAR_TEMUAN
    if isinstance(galat, OSError):
        return _uraikan_berkas(galat), KELUAR_PEMAKAIAN
    if isinstance(galat, ImportError):
        tambahan = "aplikasi" if galat.name in ("flask", "waitress") else "laporan"
        pasang = f"pasang dengan `make pasang`, atau pip install 'penilaian[{tambahan}]'"
        return f"Paket {galat.name} belum terpasang. Tindakan: {pasang}.", KELUAR_PEMAKAIAN
    sebab = " ".join(f"{type(galat).__name__}: {galat}".split())
    tindakan = "jalankan lagi dengan --rinci dan laporkan keluarannya"
    return f"Kesalahan program: {sebab}. Berkas yang belum selesai tidak ditulis. Tindakan: {tindakan}.", KELUAR_TEMUAN


def _uraikan_berkas(galat: OSError) -> str:
    nama = galat.filename or "yang dituju"
    return f"Berkas atau folder {nama} {sebab_berkas(galat)}. Tindakan: periksa nama, izin, dan ruang cakram, lalu jalankan lagi."


def _tampilkan(paragraf: str, *, rinci: bool) -> None:
    if rinci:
        traceback.print_exc()
    print(paragraf, file=sys.stderr)
