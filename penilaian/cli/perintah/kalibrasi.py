"""`penilaian kalibrasi SUB`: the calibration meeting from opening to minutes, in a ledger beside the data."""

from __future__ import annotations

import argparse

from penilaian.cli import kalibrasi_langkah, kalibrasi_lihat, kalibrasi_pengguna, kalibrasi_tinjau
from penilaian.cli.pengurai import Pengurai


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Rapat kalibrasi satu OPD dan satu periode: suara anggota, putusan dengan alasan, kunci, dan berita acara.\n"
            "Semuanya dicatat di buku rapat yang hanya bertambah; data dan penetapan pejabat penilai tidak diubah."
        ),
        contoh='  penilaian kalibrasi buka --data data/masuk --opd dinkes --periode 2025-T4 --oleh "Siti, Kepala BKPSDM"\n  penilaian kalibrasi status --data data/masuk\n  penilaian kalibrasi verifikasi --data data/masuk',
    )
    cabang = urai.add_subparsers(dest="sub", metavar="SUB", required=True, title="Subperintah", parser_class=Pengurai)
    for modul in (kalibrasi_langkah, kalibrasi_tinjau, kalibrasi_lihat, kalibrasi_pengguna):
        modul.tambahkan(cabang)
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    return int(pilihan.kerjakan(pilihan))
