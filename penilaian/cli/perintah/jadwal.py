"""`penilaian jadwal`: write and check timers for a plan, and tell people of a failed run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, jalur
from penilaian.galat import GalatParameter

if TYPE_CHECKING:
    from penilaian.aturan import Aturan
    from penilaian.jalan.jadwal_susunan import Susunan
    from penilaian.jalan.kabar_kirim import HasilKabar

IRAMA = ("bulanan", "triwulanan", "tahunan")


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Tulis unit systemd (pewaktu, layanan, kabar kegagalan) dan baris crontab untuk sebuah rencana.\n"
            "Tanggalnya dari tenggat aturan; yang tidak diatur adalah kebijakan lokal dan disebut begitu.\n"
            "Tidak ada periode yang tertulis di unit: setiap run mencari sendiri periode terakhir yang sudah berakhir."
        ),
        contoh="  penilaian jadwal notebooks/rencana.yaml --keluar /srv/penilaian/reports --ke unit --kabar /etc/penilaian/kabar.yaml\n"
        "  penilaian jadwal --periksa /etc/systemd/system\n"
        "  penilaian jadwal --kabar-uji /etc/penilaian/kabar.yaml",
    )
    urai.add_argument("rencana", metavar="RENCANA", nargs="?", type=jalur, help="berkas rencana YAML")
    urai.add_argument("--keluar", metavar="FOLDER", type=jalur, help="folder hasil run terjadwal")
    urai.add_argument("--ke", metavar="FOLDER", type=jalur, help="folder tempat unit ditulis")
    _pilihan_waktu(urai)
    _pilihan_layanan(urai)
    _pilihan_lain(urai)
    return urai


def _pilihan_waktu(urai: Pengurai) -> None:
    waktu = urai.add_argument_group("Waktu")
    waktu.add_argument("--irama", nargs="+", choices=IRAMA, help="irama (bawaan: menurut periode di data rencana)")
    waktu.add_argument("--jam", metavar="JJ:MM", default="05:30", help="jam mulai (bawaan 05:30)")
    waktu.add_argument(
        "--zona", metavar="ZONA", default="Asia/Makassar", help="zona waktu (bawaan Asia/Makassar, WITA)"
    )
    for nama, bawaan, guna in (
        ("bulanan", 5, "tanggal run bulanan"),
        ("triwulanan", 10, "tanggal run triwulanan"),
        ("sebelum-tenggat", 7, "run tahunan sekian hari sebelum tenggat evaluasi tahunan"),
    ):
        waktu.add_argument(
            f"--hari-{nama}", metavar="N", type=int, default=bawaan, help=f"{guna}: kebijakan lokal (bawaan {bawaan})"
        )


def _pilihan_layanan(urai: Pengurai) -> None:
    layanan = urai.add_argument_group("Layanan")
    layanan.add_argument("--pengguna", metavar="NAMA", default="penilaian", help="pengguna sistem (bawaan penilaian)")
    layanan.add_argument("--program", metavar="FILE", type=jalur, help="jalur perintah penilaian (bawaan: yang ini)")
    layanan.add_argument("--memori", metavar="UKURAN", default="4G", help="batas memori run (bawaan 4G)")
    layanan.add_argument("--batas", metavar="LAMA", default="6h", help="batas lama run, mis. 90min (bawaan 6h)")
    layanan.add_argument("--kabar", metavar="FILE", type=jalur, help="berkas kabar: siapa yang diberi tahu")
    layanan.add_argument(
        "--lingkungan", metavar="FILE", type=jalur, help="berkas peubah lingkungan, mis. rahasia webhook"
    )


def _pilihan_lain(urai: Pengurai) -> None:
    lain = urai.add_argument_group("Pekerjaan lain").add_mutually_exclusive_group()
    lain.add_argument("--periksa", metavar="FOLDER", type=jalur, help="periksa unit yang sudah ditulis di folder ini")
    lain.add_argument("--kabar-uji", metavar="FILE", type=jalur, help="kirim pesan percobaan menurut berkas kabar ini")
    lain.add_argument("--kabar-gagal", metavar="UNIT", help="dipakai unit: kabarkan bahwa UNIT gagal")
    urai.add_argument("--kode", metavar="N", type=int, help="kode keluar yang dikabarkan, bila bukan dari systemd")


def jalankan(pilihan: argparse.Namespace) -> int:
    if pilihan.periksa is not None:
        return _periksa(pilihan.periksa)
    if pilihan.kabar_uji is not None:
        return _kabar_uji(pilihan.kabar_uji)
    if pilihan.kabar_gagal is not None:
        return _kabar_gagal(pilihan)
    return _tulis(pilihan)


def _wajib(pilihan: argparse.Namespace, nama: Iterable[str]) -> None:
    kurang = [satu for satu in nama if getattr(pilihan, satu) is None]
    if kurang:
        sebut = ", ".join("RENCANA" if satu == "rencana" else f"--{satu}" for satu in kurang)
        raise GalatParameter(f"Argumen wajib belum ada: {sebut}", tindakan="lihat penilaian jadwal --bantuan")


def _aturan() -> Aturan:
    from datetime import datetime

    from penilaian.aturan import muat_buku

    return muat_buku().pada(datetime.now().astimezone().date())


def _susunan(pilihan: argparse.Namespace) -> Susunan:
    from penilaian.jalan.jadwal import irama_rencana, program_ini
    from penilaian.jalan.jadwal_susunan import buat_susunan

    irama = irama_rencana(pilihan.rencana)
    if not irama and not pilihan.irama:
        raise GalatParameter(
            "Irama tidak dapat ditentukan dari rencana",
            mengapa="datanya tidak punya periode bulanan, triwulanan, atau tahunan",
            tindakan="sebut dengan --irama",
        )
    dipilih = [satu for satu in IRAMA if satu in (pilihan.irama or irama)]
    for satu in dipilih:
        if satu not in irama:
            print(f"Perhatian: data rencana tidak punya periode {satu}; runnya gagal sampai ada.", file=sys.stderr)
    tetap = ("pengguna", "jam", "zona", "memori", "batas", "hari_bulanan", "hari_triwulanan", "hari_sebelum_tenggat")
    return buat_susunan(
        rencana=_mutlak(pilihan.rencana),
        keluar=_mutlak(pilihan.keluar),
        program=_mutlak(pilihan.program) if pilihan.program else program_ini(),
        irama=tuple(dipilih),
        kabar=_mutlak(pilihan.kabar),
        lingkungan=_mutlak(pilihan.lingkungan),
        **{nama: getattr(pilihan, nama) for nama in tetap},
    )


def _mutlak(satu: Path | None) -> str | None:
    return None if satu is None else str(satu.absolute())


def _tulis(pilihan: argparse.Namespace) -> int:
    from penilaian.jalan.jadwal import tulis_jadwal
    from penilaian.jalan.kabar_tujuan import muat_tujuan

    _wajib(pilihan, ("rencana", "keluar", "ke"))
    if pilihan.kabar is not None:
        muat_tujuan(pilihan.kabar)
    susunan, aturan = _susunan(pilihan), _aturan()
    for berkas in tulis_jadwal(susunan, aturan, pilihan.ke):
        print(f"Ditulis: {berkas}")
    _sebut_jadwal(susunan, aturan)
    _sebut_langkah(susunan, pilihan.ke)
    return KELUAR_BAIK


def _sebut_jadwal(susunan: Susunan, aturan: Aturan) -> None:
    from datetime import datetime

    from penilaian.bahasa import tanggal
    from penilaian.jalan.jadwal import mendatang

    for satu in mendatang(susunan, aturan, datetime.now().astimezone()):
        print(f"\nIrama {satu.waktu.irama}, pukul {susunan.jam} {susunan.zona}")
        for dasar in satu.waktu.dasar:
            print(f"  dasar: {dasar}")
        print("  berikutnya: " + "; ".join(tanggal(kapan.date()) for kapan in satu.saat))


def _sebut_langkah(susunan: Susunan, folder: Path) -> None:
    import shlex

    from penilaian.jalan.jadwal_unit import CRONTAB, nama_unit

    pewaktu = " ".join(nama_unit(irama, "timer") for irama in susunan.irama)
    dari = shlex.quote(str(folder.absolute()))
    if susunan.kabar is None:
        print("\nTanpa --kabar tidak ada yang diberi tahu bila run gagal; hanya kode keluar dan catatan systemd.")
    print(f"\nPasang (sebagai root):\n  cp {dari}/penilaian-*.service {dari}/penilaian-*.timer /etc/systemd/system/")
    print(f"  systemctl daemon-reload && systemctl enable --now {pewaktu}")
    print(f"Tanpa systemd: crontab -u {susunan.pengguna} {dari}/{CRONTAB}")


def _periksa(folder: Path) -> int:
    from penilaian.jalan.jadwal_periksa import periksa_jadwal

    aturan = _aturan()
    susunan, temuan = periksa_jadwal(folder, aturan)
    for satu in temuan:
        print(f"{satu.berkas}: {satu.apa}. Tindakan: {satu.tindakan}.")
    print(f"{len(temuan)} temuan." if temuan else "Jadwal baik: sama dengan yang akan ditulis hari ini.")
    _sebut_jadwal(susunan, aturan)
    return KELUAR_TEMUAN if temuan else KELUAR_BAIK


def _kabar_uji(berkas: Path) -> int:
    from penilaian.jalan.kabar import Kegagalan, RingkasanJalan
    from penilaian.jalan.kabar_kirim import kirim_kabar
    from penilaian.jalan.kabar_tujuan import muat_tujuan

    contoh = Kegagalan("02_penilaian_opd-contoh-2025-T4", "ini contoh, bukan kegagalan", "tidak ada")
    ringkasan = RingkasanJalan(0, 0, (contoh,), 0.0, Path("reports"))
    return _sebut_kabar(kirim_kabar(ringkasan, muat_tujuan(berkas), uji=True))


def _kabar_gagal(pilihan: argparse.Namespace) -> int:
    import os

    from penilaian.jalan.kabar import ringkasan_folder
    from penilaian.jalan.kabar_kirim import kirim_kabar
    from penilaian.jalan.kabar_tujuan import muat_tujuan
    from penilaian.jalan.kabar_unit import sebab_henti

    _wajib(pilihan, ("kabar", "keluar"))
    henti = sebab_henti(pilihan.kabar_gagal, os.environ, pilihan.kode)
    return _sebut_kabar(kirim_kabar(ringkasan_folder(pilihan.keluar, henti), muat_tujuan(pilihan.kabar)))


def _sebut_kabar(hasil: Iterable[HasilKabar]) -> int:
    """Say what became of each message; one that did not arrive is a failure of its own."""
    semua = list(hasil)
    for satu in semua:
        print(satu, file=sys.stdout if satu.terkirim else sys.stderr)
    return KELUAR_BAIK if all(satu.terkirim for satu in semua) else KELUAR_TEMUAN
