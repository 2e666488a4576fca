"""`penilaian indikator SUB`: the design of indicators, from the first sheet to the shaky result."""

from __future__ import annotations

import argparse

from penilaian.cli import indikator_goyah, indikator_periksa, indikator_pihak
from penilaian.cli.pengurai import Pengurai


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Merancang indikator: periksa pohon dan keterukurannya, minta pertimbangan para pihak, dan lihat hasil\n"
            "siapa yang goyah. Tidak ada data, rating, atau predikat yang diubah."
        ),
        contoh="  penilaian indikator periksa --data data/masuk --opd dinkes --periode 2025-T4\n  penilaian indikator lembar --data data/masuk --opd dinkes --periode 2025-T4 --pihak pejabat --peserta 5 --ke lembar\n  penilaian indikator gabung --data data/masuk --opd dinkes --periode 2025-T4 --dari lembar --ke data/masuk/pihak",
    )
    cabang = urai.add_subparsers(dest="sub", metavar="SUB", required=True, title="Subperintah", parser_class=Pengurai)
    for modul in (indikator_periksa, indikator_pihak, indikator_goyah):
        modul.tambahkan(cabang)
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    return int(pilihan.kerjakan(pilihan))
