"""What the subcommands of `penilaian kalibrasi` share: their options, and how they open ledger, meeting and data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from penilaian.cli.pengurai import Jalankan, Pengurai, jalur

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.aturan import Aturan
    from penilaian.data import Data
    from penilaian.nilai import Hasil
    from penilaian.rapat.buku import BukuRapat
    from penilaian.rapat.rapat import Rapat

Cabang: TypeAlias = "argparse._SubParsersAction[Pengurai]"


def cabangkan(cabang: Cabang, nama: str, guna: str, kerjakan: Jalankan, *, contoh: str, rincian: str = "") -> Pengurai:
    """A subcommand, done by ``kerjakan``; ``guna`` is its line in the list, ``rincian`` what its own help adds."""
    uraian = f"{guna[:1].upper()}{guna[1:]}. {rincian}".strip()
    urai = cabang.add_parser(nama, help=guna, description=uraian, contoh=f"  penilaian kalibrasi {contoh}")
    urai.add_argument(
        "--rinci",
        action="store_true",
        default=argparse.SUPPRESS,
        help="bila gagal, tampilkan juga jejak galat program",
    )
    urai.set_defaults(kerjakan=kerjakan)
    return urai


def opsi_buku(urai: Pengurai) -> None:
    urai.add_argument("--data", metavar="FOLDER", type=jalur, help="folder tabel; tidak pernah diubah")
    urai.add_argument(
        "--buku", metavar="FILE", type=jalur, help="buku rapat (bawaan: rapat/kalibrasi.sqlite di folder tabel)"
    )


def opsi_rapat(urai: Pengurai, *, wajib: bool = True) -> None:
    opsi_buku(urai)
    urai.add_argument("--opd", metavar="KODE", type=teks_wajib, required=wajib, help="OPD yang dirapatkan")
    urai.add_argument("--periode", metavar="P", required=wajib, help="mis. 2025-T4")


def opsi_oleh(urai: Pengurai) -> None:
    urai.add_argument(
        "--oleh", metavar="NAMA", type=teks_wajib, required=True, help="siapa yang melakukannya, nama dan jabatan"
    )


def opsi_nip_saya(urai: Pengurai) -> None:
    urai.add_argument(
        "--nip-saya",
        metavar="NIP",
        type=_nip,
        help="NIP yang disebut --oleh; langkah tentang dirinya sendiri lalu ditolak",
    )


def teks_wajib(teks: str) -> str:
    """A text with something in it."""
    if not any(huruf.isalnum() for huruf in teks):
        raise argparse.ArgumentTypeError("tidak boleh kosong")
    return teks


def _nip(teks: str) -> str:
    """A NIP as it stands in the snapshot: one written otherwise would never match."""
    from penilaian.aturan.rumus.nip import urai_nip
    from penilaian.galat import GalatRumus

    rapat = "".join(teks.split())
    try:
        urai_nip(rapat)
    except GalatRumus as galat:
        raise argparse.ArgumentTypeError(galat.apa) from None
    return rapat


def berkas_buku(pilihan: argparse.Namespace) -> Path:
    """The ledger that the options name.

    Raises:
        GalatParameter: none is named, or the folder of tables is not there.
    """
    from penilaian.galat import GalatParameter
    from penilaian.rapat.buku import JALUR_BAWAAN

    if pilihan.data is not None and not pilihan.data.is_dir():
        raise GalatParameter(f"Folder {pilihan.data} tidak ada", tindakan="periksa jalurnya")
    if pilihan.buku is not None:
        return Path(pilihan.buku)
    if pilihan.data is None:
        raise GalatParameter(
            "Buku rapat belum disebut", tindakan="sebutkan folder tabelnya dengan --data, atau bukunya dengan --buku"
        )
    return Path(pilihan.data) / JALUR_BAWAAN


def buka_buku(pilihan: argparse.Namespace, *, buat: bool = False) -> BukuRapat:
    """The same, opened."""
    from penilaian.rapat.buku import BukuRapat

    return BukuRapat.buka(berkas_buku(pilihan), buat=buat)


def id_rapat(pilihan: argparse.Namespace) -> str:
    """The meeting that --opd and --periode name.

    Raises:
        GalatPeriode: the period is no period code.
    """
    from penilaian.periode import Periode
    from penilaian.rapat.rapat import nama_rapat

    return nama_rapat(pilihan.opd, Periode.urai(pilihan.periode).kode)


def muat(pilihan: argparse.Namespace) -> Rapat:
    """That meeting as it is now."""
    from penilaian.rapat.rapat import muat_rapat

    with buka_buku(pilihan) as buku:
        return muat_rapat(buku, id_rapat(pilihan))


def data_wajib(pilihan: argparse.Namespace) -> Path:
    """The folder of tables, where a command cannot do without.

    Raises:
        GalatParameter: it is not named.
    """
    from penilaian.galat import GalatParameter

    if pilihan.data is None:
        raise GalatParameter("Folder tabel belum disebut", tindakan="tambahkan --data FOLDER")
    return Path(pilihan.data)


def hitung_opd(pilihan: argparse.Namespace) -> tuple[Data, Hasil]:
    """The agency's tables and their scores as they are now."""
    from penilaian.cli.data import buka_data
    from penilaian.nilai import hitung

    data = buka_data(data_wajib(pilihan), periode=pilihan.periode, kode_opd=pilihan.opd)
    return data, hitung(data, pilihan.periode)


def aturan_periode(kode: str) -> Aturan:
    """The rules on a period's last day."""
    from penilaian.aturan import muat_buku
    from penilaian.periode import Periode

    return muat_buku().pada(Periode.urai(kode).akhir)


def cetak(tabel: pd.DataFrame, judul: str, label: dict[str, str] | None = None) -> None:
    """Print a table of what people wrote: brackets are brackets, not colours."""
    from rich.markup import escape

    from penilaian.cli.tampilan import cetak_tabel

    def polos(nilai: Any) -> Any:
        return escape(nilai) if isinstance(nilai, str) else nilai

    cetak_tabel(tabel.map(polos), judul, label)
