"""`penilaian indikator goyah`: the names behind the report's counts of shaky proposals, for who looks at the evidence."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from penilaian.cli.indikator_pilihan import Cabang, cabangkan, muat_desain, opsi_data
from penilaian.cli.pengurai import KELUAR_BAIK, bilangan_positif, jalur

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.data import Data

_PERSEN = ["lain", "naik", "turun", "predikat_lain", "ukur", "ambang", "hilang", "tanpa_satu"]


def tambahkan(cabang: Cabang) -> None:
    urai = cabangkan(
        cabang, "goyah", "sebutkan nama pegawai yang usulan hasil kerjanya goyah", _goyah,
        contoh="goyah --data data/masuk --opd dinkes --periode 2025-T4 --ke goyah.csv",
        rincian="Goyah: usulannya berganti bila realisasi, ambang, atau kelengkapan data sedikit berbeda. Tidak ada usulan yang diubah. "
        "Menampilkan nama dan NIP utuh: hanya untuk yang memeriksa buktinya.",
    )  # fmt: skip
    opsi_data(urai, opd_wajib=False)
    urai.add_argument(
        "--ulangan", metavar="N", type=bilangan_positif, help="banyak ulangan (bawaan: menurut kebijakan)"
    )
    urai.add_argument("--ke", metavar="FILE.csv", type=_csv, help="tulis semua pegawai, bukan hanya yang goyah, ke CSV")
    urai.add_argument("--ganti", action="store_true", help="ganti berkas --ke bila sudah ada")


def _csv(teks: str) -> Path:
    tujuan = jalur(teks)
    if tujuan.suffix.lower() != ".csv":
        raise argparse.ArgumentTypeError(f"{teks} harus berakhiran .csv")
    return tujuan


def _pastikan_bebas(tujuan: Path | None, *, ganti: bool) -> None:
    """Names and NIPs never land on a file that somebody may need."""
    from penilaian.galat import GalatParameter

    if tujuan is not None and tujuan.exists() and not ganti:
        raise GalatParameter(
            f"{tujuan} sudah ada; tidak ada yang ditulis", tindakan="pilih nama lain, atau tambahkan --ganti"
        )


def _goyah(pilihan: argparse.Namespace) -> int:
    from penilaian.bahasa import bagian, persen
    from penilaian.cli.data import pastikan_bukan_sumber
    from penilaian.cli.kalibrasi_pilihan import cetak
    from penilaian.indikator.kokoh.goyah import goyah_pegawai

    pastikan_bukan_sumber(pilihan.ke, [pilihan.data])
    _pastikan_bebas(pilihan.ke, ganti=pilihan.ganti)
    data, bahan = muat_desain(pilihan)
    semua = _bernama(goyah_pegawai(bahan, ulangan=pilihan.ulangan), data, bahan.periode.kode)
    punya, batas = semua[semua["lain"].notna()], bahan.bilangan("batas_goyah")
    goyah = punya[punya["goyah"]].sort_values(["lain", "nip"], ascending=[False, True])
    judul = f"Usulan berganti di lebih dari {persen(100 * batas, 0)} ulangan: {bagian(len(goyah), len(punya))} pegawai"
    if goyah.empty:
        print(judul)
    else:
        tampil = goyah[["nip", "nama", "unit", "usulan", "lain_tersering"]].assign(
            **{kolom: (100 * goyah[kolom]).round(0).astype("Int64") for kolom in ("lain", "ukur", "ambang", "hilang")}
        )
        cetak(tampil, judul, {"lain_tersering": "paling sering menjadi", "lain": "ulangan lain (%)", **_LABEL})
        print("Kolom ukur, ambang, dan hilang: persen ulangan dengan usulan lain bila hanya hal itu yang digoyang.")
    if pilihan.ke is not None:
        _tulis(semua, pilihan)
    return KELUAR_BAIK


_LABEL = {"ukur": "ukur (%)", "ambang": "ambang (%)", "hilang": "hilang (%)"}


def _bernama(orang: pd.DataFrame, data: Data, periode: str) -> pd.DataFrame:
    """With names; nobody is dropped."""
    pegawai = data.tabel["pegawai"]
    nama = pegawai.loc[pegawai["periode"] == periode, ["nip", "nama"]]
    hasil = orang.merge(nama, on="nip", how="left", validate="one_to_one")
    return hasil[["nip", "nama", *(kolom for kolom in orang.columns if kolom != "nip")]]


def _tulis(semua: pd.DataFrame, pilihan: argparse.Namespace) -> None:
    """Shares as percentages with one digit, in the order of NIP."""
    from penilaian.berkas import tulis_teks

    isi = semua.assign(**{kolom: (100 * semua[kolom]).round(1) for kolom in _PERSEN})
    tulis_teks(pilihan.ke, isi.to_csv(index=False, lineterminator="\n"))
    print(f"{len(isi)} pegawai ditulis di {pilihan.ke}. Isinya nama dan NIP; kolom bilangan dalam persen ulangan.")
