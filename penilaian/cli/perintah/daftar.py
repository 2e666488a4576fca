"""`penilaian daftar RENCANA`: the ids of a plan."""

from __future__ import annotations

import argparse

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai
from penilaian.cli.rencana import pilihan_rencana, tugas_dari


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Sebutkan laporan sebuah rencana, satu id sebaris; id itu juga nama berkasnya dan isi --hanya.",
        contoh="  penilaian daftar notebooks/rencana.yaml\n  penilaian daftar notebooks/rencana.yaml --opd dinkes --periode 2025-T4",
    )
    pilihan_rencana(urai)
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    for tugas in tugas_dari(pilihan):
        print(tugas.id)
    return KELUAR_BAIK
