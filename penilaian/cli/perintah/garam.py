"""`penilaian garam`: the secret salt of pseudonymous keys, made once, shown only by its fingerprint."""

from __future__ import annotations

import argparse

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, jalur


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Tunjukkan di mana garam rahasia dicari, apakah sah, dan sidiknya; dengan --buat: buat yang baru.\n"
            "Garam membuat kunci samaran pegawai: sama dari laporan ke laporan, tidak dapat dibalik tanpa garam.\n"
            "Urutan: --berkas, peubah lingkungan PENILAIAN_GARAM (berisi jalur), lalu ~/.config/penilaian/garam.\n"
            "Simpan salinannya di tempat aman: bila hilang, kunci lama tidak dapat dicocokkan lagi."
        ),
        contoh="  penilaian garam\n  penilaian garam --buat\n  penilaian garam --buat --berkas /etc/penilaian/garam",
    )
    urai.add_argument("--buat", action="store_true", help="buat garam baru; yang sudah ada tidak pernah ditimpa")
    urai.add_argument("--berkas", metavar="FILE", type=jalur, help="tempat garam, bila bukan di tempat bawaan")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.pribadi.garam import buat_garam, muat_garam, tempat_garam

    tempat = tempat_garam(pilihan.berkas)
    garam = buat_garam(pilihan.berkas) if pilihan.buat else None
    print(f"Tempat: {tempat.berkas} ({tempat.asal})")
    garam = garam or muat_garam(pilihan.berkas)
    print(f"Keadaan: {'baru dibuat' if pilihan.buat else 'sah'}")
    print(f"Sidik: {garam.sidik}")
    return KELUAR_BAIK
