"""What the commands on a plan share."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import Pengurai, daftar_kode, jalur

if TYPE_CHECKING:
    from penilaian.jalan.rencana import Tugas


def pilihan_rencana(urai: Pengurai) -> None:
    """Arguments that choose tasks of a plan."""
    urai.add_argument("rencana", metavar="RENCANA", type=jalur, help="berkas rencana YAML")
    urai.add_argument(
        "--periode",
        metavar="P[,P]",
        type=daftar_kode,
        default=[],
        help="ganti daftar periode di rencana; terakhir:triwulan adalah triwulan yang terakhir usai",
    )
    urai.add_argument("--opd", metavar="KODE[,KODE]", type=daftar_kode, default=[], help="ganti daftar OPD di rencana")
    urai.add_argument("--hanya", metavar="ID[,ID]", type=daftar_kode, default=[], help="hanya laporan dengan id ini")


def tugas_dari(pilihan: argparse.Namespace) -> list[Tugas]:
    """The tasks the arguments name; what was asked for and has nobody listed is said on stderr."""
    from penilaian.jalan.jadwal_irama import wujudkan_periode
    from penilaian.jalan.rencana import uraikan_rencana

    waktu = wujudkan_periode(pilihan.periode, datetime.now().astimezone().date())
    uraian = uraikan_rencana(
        pilihan.rencana, periode=waktu.wajib, susulan=waktu.susulan, opd=pilihan.opd, hanya=pilihan.hanya
    )
    for kode, periode in uraian.tanpa_data:
        print(f"Dilewati: tidak ada pegawai OPD {kode} pada periode {periode}.", file=sys.stderr)
    return list(uraian.tugas)


def tugas_seluruhnya(pilihan: argparse.Namespace) -> tuple[Tugas, ...]:
    """The whole plan where the arguments choose a part of it; nothing where they don't."""
    from penilaian.jalan.rencana import uraikan_rencana

    sebagian = pilihan.periode or pilihan.opd or pilihan.hanya
    return uraikan_rencana(pilihan.rencana).tugas if sebagian else ()
