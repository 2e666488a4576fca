"""`penilaian segarkan`: refresh the stored outputs of the notebooks."""

from __future__ import annotations

import argparse
from pathlib import Path

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, jalur


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Jalankan notebook dengan parameter bawaannya dan simpan keluarannya, tanpa apa pun yang berubah dari waktu ke waktu.",
        contoh="  penilaian segarkan\n  penilaian segarkan 02_penilaian_opd",
    )
    urai.add_argument("notebook", metavar="NOTEBOOK", nargs="*", help="nama notebook; tanpa ini semuanya")
    urai.add_argument(
        "--folder", metavar="FOLDER", type=jalur, default=Path("notebooks"), help="folder notebook (bawaan notebooks)"
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.tampilan import kemajuan
    from penilaian.jalan.segarkan import daftar_notebook, segarkan

    semua = daftar_notebook(pilihan.folder, pilihan.notebook)
    with kemajuan() as bilah:
        langkah = bilah.add_task("Menyegarkan notebook", total=len(semua))
        for berkas in semua:
            berubah = segarkan(berkas)
            bilah.advance(langkah)
            bilah.console.print(f"{berkas.stem}: {'disegarkan' if berubah else 'tidak berubah'}", markup=False)
    return KELUAR_BAIK
