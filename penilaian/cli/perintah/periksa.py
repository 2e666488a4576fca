"""`penilaian periksa FOLDER`: every finding in the tables, at once."""

from __future__ import annotations

import argparse

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, jalur

TAMPIL = ("tingkat", "berkas", "lembar", "baris", "kolom", "nilai", "apa", "tindakan")


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Periksa semua tabel di sebuah folder. Tingkat temuan: galat (angkanya tidak dapat dipakai), peringatan\n"
            "(dipakai, tetapi lihat lagi), catatan. Kode keluar 1 bila ada galat."
        ),
        contoh="  penilaian periksa data/contoh\n  penilaian periksa data/masuk --simpan temuan.csv",
    )
    urai.add_argument("folder", metavar="FOLDER", type=jalur, help="folder tabel (CSV, Parquet, XLSX)")
    urai.add_argument("--opd", metavar="KODE", help="hanya temuan satu OPD dan temuan tanpa OPD")
    urai.add_argument("--semua", action="store_true", help="tampilkan semua baris, juga catatan")
    urai.add_argument("--simpan", metavar="FILE", type=jalur, help="tulis semua temuan ke berkas CSV (berisi NIP utuh)")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.data import buka_data
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.data import ringkas_temuan, samarkan_temuan, tulis_tabel

    temuan = buka_data(pilihan.folder, kode_opd=pilihan.opd).temuan
    jumlah = {tingkat: int((temuan["tingkat"] == tingkat).sum()) for tingkat in ("galat", "peringatan", "catatan")}
    tampak = samarkan_temuan(temuan if pilihan.semua else temuan[temuan["tingkat"] != "catatan"])
    if not temuan.empty:
        cetak_tabel(ringkas_temuan(samarkan_temuan(temuan)), "Ringkasan temuan")
    if not tampak.empty:
        cetak_tabel(tampak.loc[:, list(TAMPIL)], "Temuan")
    if pilihan.simpan:
        tulis_tabel(temuan, pilihan.simpan)
        print(f"Semua temuan ditulis ke {pilihan.simpan}")
    print(f"{jumlah['galat']} galat, {jumlah['peringatan']} peringatan, {jumlah['catatan']} catatan")
    return KELUAR_TEMUAN if jumlah["galat"] else KELUAR_BAIK
