"""`penilaian uji FILE…`: run case files."""

from __future__ import annotations

import argparse

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, jalur


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Jalankan berkas kasus: setiap kasus yang gagal disebut dengan yang diharapkan dan yang didapat.",
        contoh="  penilaian uji tests/kasus/*.yaml",
    )
    urai.add_argument("berkas", metavar="FILE", nargs="+", type=jalur, help="berkas kasus <peraturan>.yaml")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.aturan.kasus import uji_kasus
    from penilaian.galat import GalatAturan, GalatParameter

    hilang = [str(berkas) for berkas in pilihan.berkas if not berkas.is_file()]
    if hilang:
        raise GalatParameter(f"Berkas kasus tidak ada: {', '.join(hilang)}", tindakan="periksa jalurnya")
    lulus = gagal = 0
    for berkas in pilihan.berkas:
        try:
            hasil = list(uji_kasus(berkas))
        except GalatAturan as galat:
            print(f"GAGAL {berkas.name}: {galat.paragraf()}")
            gagal += 1
            continue
        for satu in hasil:
            for beda in satu.beda:
                print(f"GAGAL {berkas.name} · {satu.kasus.ketentuan} · {satu.kasus.nama}: {beda}")
        lulus += sum(satu.lulus for satu in hasil)
        gagal += sum(not satu.lulus for satu in hasil)
    print(f"{lulus} lulus, {gagal} gagal")
    return KELUAR_TEMUAN if gagal else KELUAR_BAIK
