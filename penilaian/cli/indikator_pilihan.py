"""What the subcommands of `penilaian indikator` share: their options, and how they open what they look at."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypeAlias

from penilaian.cli.pengurai import Jalankan, Pengurai, jalur

if TYPE_CHECKING:
    from penilaian.data import Data
    from penilaian.indikator.bahan import BahanIndikator

Cabang: TypeAlias = "argparse._SubParsersAction[Pengurai]"


def cabangkan(cabang: Cabang, nama: str, guna: str, kerjakan: Jalankan, *, contoh: str, rincian: str = "") -> Pengurai:
    """A subcommand, done by ``kerjakan``; ``guna`` is its line in the list, ``rincian`` what its own help adds."""
    uraian = f"{guna[:1].upper()}{guna[1:]}. {rincian}".strip()
    urai = cabang.add_parser(nama, help=guna, description=uraian, contoh=f"  penilaian indikator {contoh}")
    urai.add_argument(
        "--rinci", action="store_true", default=argparse.SUPPRESS, help="bila gagal, tampilkan juga jejak galat program"
    )
    urai.set_defaults(kerjakan=kerjakan)
    return urai


def opsi_data(urai: Pengurai, *, opd_wajib: bool = True) -> None:
    """--data, --opd and --periode; without an agency it is the whole city."""
    urai.add_argument("--data", metavar="FOLDER", type=jalur, required=True, help="folder tabel; tidak pernah diubah")
    urai.add_argument("--opd", metavar="KODE", required=opd_wajib, help="OPD pemilik indikator")
    urai.add_argument("--periode", metavar="P", required=True, help="mis. 2025-T4")


def muat_desain(pilihan: argparse.Namespace) -> tuple[Data, BahanIndikator]:
    """The tables, and the indicators with what was achieved on them in the period and those of its kind before it.

    Raises:
        GalatParameter: no such folder, agency or period, or the period is judged by another scheme.
        GalatData: the tables have findings that forbid scoring.
    """
    from penilaian.aturan import muat_buku
    from penilaian.cli.data import buka_data
    from penilaian.indikator.bahan import siapkan
    from penilaian.laporan.bahan import pastikan_skema
    from penilaian.laporan.isi_desain import periode_desain
    from penilaian.nilai import hitung
    from penilaian.periode import Periode

    periode = Periode.urai(pilihan.periode)
    data = buka_data(pilihan.data, periode=pilihan.periode, kode_opd=pilihan.opd)
    buku = muat_buku()
    pastikan_skema(periode, buku)
    hasil = [hitung(data, satu) for satu in periode_desain(data, periode)]
    return data, siapkan(hasil, data.tabel, buku.pada(periode.akhir))
