"""`penilaian uji FILE…`: run case files."""

from __future__ import annotations

import argparse
from pathlib import Path

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Jalankan berkas kasus: setiap kasus yang gagal disebut dengan yang diharapkan dan yang didapat.",
        contoh="  penilaian uji tests/kasus/*.yaml",
    )
    urai.add_argument("berkas", metavar="FILE", nargs="+", type=Path, help="berkas kasus <peraturan>.yaml")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.aturan.kasus import uji_kasus
    from penilaian.galat import GalatParameter

    hilang = [str(berkas) for berkas in pilihan.berkas if not berkas.is_file()]
    if hilang:
        raise GalatParameter(f"Berkas kasus tidak ada: {', '.join(hilang)}", tindakan="periksa jalurnya")
    hasil = [satu for berkas in pilihan.berkas for satu in uji_kasus(berkas)]
    for satu in hasil:
        for beda in satu.beda:
            print(f"GAGAL {satu.berkas.name} · {satu.kasus.ketentuan} · {satu.kasus.nama}: {beda}")
    gagal = sum(not satu.lulus for satu in hasil)
    print(f"{len(hasil) - gagal} lulus, {gagal} gagal")
    return KELUAR_TEMUAN if gagal else KELUAR_BAIK
