"""`penilaian periksa FOLDER` or `penilaian periksa FILE…`: every finding in the data, at once."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, jalur

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.data.lembar_asal import LembarAsal

TAMPIL = ("tingkat", "berkas", "lembar", "baris", "kolom", "nilai", "apa", "tindakan")
BARIS_TAMPIL = 200


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Periksa semua tabel di sebuah folder, atau berkas dari sistem lain (ekspor e-Kinerja, formulir) sebelum\n"
            "diimpor. Tingkat temuan: galat (angkanya tidak dapat dipakai), peringatan (dipakai, tetapi lihat lagi),\n"
            "catatan. Kode keluar 1 bila ada galat."
        ),
        contoh=(
            "  penilaian periksa data/contoh\n"
            "  penilaian periksa data/masuk/2025 --buku hasil.xlsx\n"
            "  penilaian periksa laporan_penilaian.xlsx --terhadap data/masuk/2025 --buku hasil.xlsx"
        ),
    )
    urai.add_argument(
        "sumber", metavar="FOLDER|FILE", nargs="+", type=jalur, help="satu folder tabel, atau berkas dari sistem lain"
    )
    urai.add_argument("--opd", metavar="KODE", help="hanya temuan satu OPD dan temuan tanpa OPD (untuk folder)")
    urai.add_argument("--terhadap", metavar="FOLDER", type=jalur, help="folder tabel yang menjadi acuan berkas")
    urai.add_argument("--periode", metavar="P", help="periode untuk berkas yang tidak menyebutnya, mis. 2025-T4")
    urai.add_argument("--semua", action="store_true", help="tampilkan semua baris, juga catatan")
    urai.add_argument("--simpan", metavar="FILE", type=jalur, help="tulis semua temuan ke berkas CSV (berisi NIP utuh)")
    urai.add_argument(
        "--buku",
        metavar="FILE",
        type=jalur,
        help="tulis XLSX: isi berkas dengan sel yang salah ditandai, dan daftar temuan",
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.data import pastikan_bukan_sumber
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.data import ringkas_temuan, samarkan_temuan, tulis_tabel

    for tujuan in (pilihan.buku, pilihan.simpan):
        pastikan_bukan_sumber(tujuan, _yang_dibaca(pilihan.sumber))
    if pilihan.buku is not None:
        _pastikan_xlsx(pilihan.buku)
    temuan, judul = _temuan(pilihan)
    jumlah = {tingkat: int((temuan["tingkat"] == tingkat).sum()) for tingkat in ("galat", "peringatan", "catatan")}
    tampak = samarkan_temuan(temuan if pilihan.semua else temuan[temuan["tingkat"] != "catatan"])
    if not temuan.empty:
        cetak_tabel(ringkas_temuan(samarkan_temuan(temuan)), "Ringkasan temuan")
    if not tampak.empty:
        ditampilkan = tampak if pilihan.semua else tampak.head(BARIS_TAMPIL)
        cetak_tabel(ditampilkan.loc[:, list(TAMPIL)], "Temuan")
        if len(ditampilkan) < len(tampak):
            print(f"… dan {len(tampak) - len(ditampilkan)} temuan lagi; lihat semuanya dengan --semua atau --buku.")
    if pilihan.simpan:
        tulis_tabel(temuan, pilihan.simpan)
        print(f"Semua temuan ditulis ke {pilihan.simpan}")
    if pilihan.buku:
        sel = _tulis_buku(pilihan.buku, pilihan.sumber, temuan, judul)
        print(f"Buku kerja dengan {sel} sel bertanda ditulis ke {pilihan.buku} (berisi data pribadi seperti sumbernya)")
    print(f"{jumlah['galat']} galat, {jumlah['peringatan']} peringatan, {jumlah['catatan']} catatan")
    return KELUAR_TEMUAN if jumlah["galat"] else KELUAR_BAIK


def _temuan(pilihan: argparse.Namespace) -> tuple[pd.DataFrame, Mapping[str, Sequence[str]]]:
    """All findings, and for files of other systems the headers that our columns have there."""
    from penilaian.cli.data import buka_data
    from penilaian.galat import GalatParameter

    folder = [satu for satu in pilihan.sumber if not satu.is_file()]
    if not folder:
        return _temuan_berkas(pilihan)
    if len(pilihan.sumber) > 1:
        raise GalatParameter(
            "Periksa satu folder, atau satu atau beberapa berkas, tidak keduanya sekaligus",
            tindakan="jalankan dua kali, atau impor berkasnya dulu ke folder itu",
        )
    return buka_data(pilihan.sumber[0], kode_opd=pilihan.opd).temuan, {}


def _temuan_berkas(pilihan: argparse.Namespace) -> tuple[pd.DataFrame, Mapping[str, Sequence[str]]]:
    from penilaian.impor import Permintaan, impor, kumpulkan_berkas
    from penilaian.periode import Periode

    permintaan = Permintaan(
        folder=pilihan.terhadap or Path(),
        periode=Periode.urai(pilihan.periode) if pilihan.periode else None,
        kode_opd=pilihan.opd,
        coba=True,
        tanpa_simpanan=pilihan.terhadap is None,
    )
    hasil = impor(kumpulkan_berkas(pilihan.sumber), permintaan)
    judul: dict[str, list[str]] = {}
    for dari, kolom in zip(hasil.peta["dari"], hasil.peta["kolom"], strict=True):
        if isinstance(kolom, str):
            judul.setdefault(kolom, []).append(str(dari).rpartition(" · ")[2].removeprefix("data[]."))
    return hasil.temuan, judul


def _yang_dibaca(sumber: Sequence[Path]) -> list[Path]:
    """The files given, and the tables in a folder; other files of a folder may be results of an earlier check."""
    from penilaian.data.sumber import nama_tabel

    folder = [isi for satu in sumber if satu.is_dir() for isi in satu.iterdir() if nama_tabel(isi.stem)]
    return [*(satu for satu in sumber if satu.is_file()), *(satu for satu in folder if satu.is_file())]


def _pastikan_xlsx(berkas: Path) -> None:
    from penilaian.galat import GalatParameter

    if berkas.suffix.lower() != ".xlsx":
        raise GalatParameter(f"--buku menulis XLSX, bukan {berkas.name}", tindakan="beri nama berakhiran .xlsx")


def _tulis_buku(tujuan: Path, sumber: Sequence[Path], temuan: pd.DataFrame, judul: Mapping[str, Sequence[str]]) -> int:
    from penilaian.berkas import tulis_utuh
    from penilaian.data.buku_temuan import tulis_buku_temuan

    lembar = _lembar(sumber)
    with tulis_utuh(tujuan) as aliran:
        return tulis_buku_temuan(aliran, lembar, temuan, judul)


def _lembar(sumber: Sequence[Path]) -> list[LembarAsal]:
    from penilaian.data.lembar_asal import lembar_asal
    from penilaian.data.sumber import berkas_sumber
    from penilaian.impor import kumpulkan_berkas

    berkas = kumpulkan_berkas([satu for satu in sumber if satu.is_file()])
    isi = {satu.nama: satu.isi for satu in berkas}
    for folder in (satu for satu in sumber if satu.is_dir()):
        isi |= berkas_sumber(folder)
    return [lembar for nama, satu in isi.items() for lembar in lembar_asal(nama, satu)]
