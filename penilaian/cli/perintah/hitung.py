"""`penilaian hitung FOLDER`: score one period."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, jalur

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.nilai import Hasil


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Hitung satu periode: capaian, usulan rating, dan predikat dari rating yang ditetapkan. Tidak ada penetapan yang diubah.",
        contoh="  penilaian hitung data/contoh --periode 2025-T4 --opd dinkes\n  penilaian hitung data/contoh --periode 2025-T4 --keluar /tmp/hasil",
    )
    urai.add_argument("folder", metavar="FOLDER", type=jalur, help="folder tabel")
    urai.add_argument("--periode", metavar="P", required=True, help="mis. 2025-T4")
    urai.add_argument("--opd", metavar="KODE", help="hanya satu OPD")
    urai.add_argument(
        "--tinjau",
        action="store_true",
        help="sebutkan pegawai yang perlu dilihat lagi, dengan NIP utuh: hanya untuk pejabat penilai",
    )
    urai.add_argument(
        "--keluar", metavar="FOLDER", type=jalur, help="tulis tabel hasil (Parquet) dan jejak (JSON) ke folder ini"
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.data import buka_data
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.laporan.sebaran_predikat import tabel_sebaran
    from penilaian.nilai import hitung

    data = buka_data(pilihan.folder, periode=pilihan.periode, kode_opd=pilihan.opd)
    hasil = hitung(data, pilihan.periode)
    cetak_tabel(tabel_sebaran(hasil), f"Sebaran predikat, {hasil.periode.label}")
    pegawai = hasil.pegawai
    print(
        f"{len(pegawai)} pegawai; {int(pegawai['tinjau'].sum())} perlu ditinjau; "
        f"{int(pegawai['berbeda'].sum())} penetapan berbeda dari usulan; "
        f"{int(pegawai['predikat'].isna().sum())} belum ditetapkan."
    )
    if pilihan.tinjau:
        cetak_tabel(_perlu_dilihat(hasil), "Perlu dilihat lagi")
    if hasil.sementara:
        print("Hasil ini SEMENTARA: ada realisasi, umpan balik, atau penetapan yang belum ada.")
    if pilihan.keluar:
        _tulis(hasil, pilihan.keluar)
        print(f"Tabel hasil dan jejak ditulis di {pilihan.keluar}")
    return KELUAR_BAIK


def _perlu_dilihat(hasil: Hasil) -> pd.DataFrame:
    from penilaian.nilai.cerita.alasan import uraian_alasan

    pegawai = hasil.pegawai
    tanpa = pegawai["berbeda"] & pegawai["alasan_penetapan"].isna()
    perlu = pegawai[pegawai["tinjau"] | tanpa].sort_values(["unit", "nip"])
    sebab = perlu["alasan_tinjau"].map(uraian_alasan, na_action="ignore").fillna("")
    beda = tanpa[perlu.index].map({True: "penetapan berbeda dari usulan tanpa alasan tertulis", False: ""})
    kolom = ["nip", "unit", "jabatan", "usulan", "usulan_terburuk", "usulan_terbaik", "hasil_kerja"]
    return perlu[kolom].assign(sebab=(sebab + "; " + beda).str.strip("; "))


def _tulis(hasil: Hasil, folder: Path) -> None:
    import json

    from penilaian.berkas import tulis_teks
    from penilaian.data import tulis_tabel

    folder.mkdir(parents=True, exist_ok=True)
    for nama, tabel in hasil.tabel.items():
        tulis_tabel(tabel, folder / f"{nama}.parquet")
    tulis_teks(folder / "jejak.json", json.dumps(hasil.jejak.ke_dict(), ensure_ascii=False, indent=1) + "\n")
