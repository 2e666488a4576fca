"""`penilaian contoh`: write the synthetic city."""

from __future__ import annotations

import argparse

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, jalur

PEGAWAI_BAWAAN = 6500
SEED_BAWAAN = 2025


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Tulis kota contoh sintetis: OPD Kota Palu, delapan triwulan, dengan kebenaran yang ditanam tercatat di sampingnya.",
        contoh="  penilaian contoh --ke /tmp/kota\n  penilaian contoh --ke data/contoh --pegawai 300 --seed 2025",
    )
    urai.add_argument("--ke", metavar="FOLDER", type=jalur, required=True, help="folder tujuan")
    urai.add_argument(
        "--pegawai", metavar="N", type=int, default=PEGAWAI_BAWAAN, help=f"jumlah pegawai (bawaan {PEGAWAI_BAWAAN})"
    )
    urai.add_argument(
        "--seed",
        metavar="S",
        type=int,
        default=SEED_BAWAAN,
        help=f"benih acak; seed sama, berkas sama (bawaan {SEED_BAWAAN})",
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.tampilan import kemajuan
    from penilaian.contoh import tulis_kota

    with kemajuan() as bilah:
        langkah = bilah.add_task("Menyusun kota contoh", total=None)
        berkas = tulis_kota(pilihan.ke, pilihan.pegawai, pilihan.seed)
        bilah.update(langkah, total=len(berkas), completed=len(berkas))
    print(f"{len(berkas)} berkas ditulis di {pilihan.ke}. Semua pegawainya sintetis.")
    return KELUAR_BAIK
