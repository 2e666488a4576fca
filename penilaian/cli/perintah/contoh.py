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
        contoh="  penilaian contoh --ke /tmp/kota\n  penilaian contoh --ke data/contoh --pegawai 300 --seed 2025\n"
        "  penilaian contoh --ke /tmp/sumber --pegawai 300 --sumber --cacat",
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
    urai.add_argument(
        "--sumber",
        action="store_true",
        help="tulis seperti yang dikirim sistem lain: ekspor e-Kinerja dan formulir terisi, untuk mencoba `penilaian impor`",
    )
    urai.add_argument("--cacat", action="store_true", help="bersama --sumber: tanam juga kesalahan yang biasa ada")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.tampilan import kemajuan
    from penilaian.contoh import tulis_kota, tulis_sumber
    from penilaian.galat import GalatParameter

    if pilihan.cacat and not pilihan.sumber:
        raise GalatParameter("--cacat hanya untuk --sumber", tindakan="tambahkan --sumber, atau hapus --cacat")
    with kemajuan() as bilah:
        langkah = bilah.add_task("Menyusun kota contoh", total=None)
        if pilihan.sumber:
            berkas = tulis_sumber(pilihan.ke, pilihan.pegawai, pilihan.seed, cacat=pilihan.cacat)
        else:
            berkas = tulis_kota(pilihan.ke, pilihan.pegawai, pilihan.seed)
        bilah.update(langkah, total=len(berkas), completed=len(berkas))
    print(f"{len(berkas)} berkas ditulis di {pilihan.ke}. Semua pegawainya sintetis.")
    return KELUAR_BAIK
