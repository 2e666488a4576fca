"""`penilaian kamus`: the data dictionary."""

from __future__ import annotations

import argparse

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Tampilkan kamus data: tabel, kolom, tipe, nilai yang boleh, dan asalnya.",
        contoh="  penilaian kamus\n  penilaian kamus skp",
    )
    urai.add_argument("tabel", metavar="TABEL", nargs="?", help="satu tabel; tanpa ini daftar tabel")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    import pandas as pd

    from penilaian.cli.pengurai import sarankan
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.data import kamus_tabel, muat_kamus
    from penilaian.galat import GalatParameter

    kamus = muat_kamus()
    if pilihan.tabel is None:
        baris = [(nama, isi.judul, isi.baris, ", ".join(isi.kunci)) for nama, isi in kamus.items()]
        cetak_tabel(pd.DataFrame(baris, columns=["tabel", "judul", "satu baris", "kunci"]), "Tabel")
        return KELUAR_BAIK
    if pilihan.tabel not in kamus:
        raise GalatParameter(
            f"Tabel {pilihan.tabel} tidak ada di kamus{sarankan(pilihan.tabel, kamus)}",
            mengapa=f"yang ada: {', '.join(kamus)}",
            tindakan="periksa ejaannya",
        )
    cetak_tabel(kamus_tabel(pilihan.tabel), kamus[pilihan.tabel].judul)
    return KELUAR_BAIK
