"""`penilaian indikator periksa`: findings on the tree of indicators, and which indicators are weak in what."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from penilaian.cli.indikator_pilihan import Cabang, cabangkan, muat_desain, opsi_data
from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, jalur

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from penilaian.indikator.bahan import BahanIndikator
    from penilaian.indikator.pohon import PohonIndikator

_DITAMPILKAN = 40
_KOLOM_TAMPIL = ["temuan", "kode", "apa", "tindakan"]
_KOLOM_LEMAH = ["kode", "kriteria", "sebab", "saran"]
_JENIS_BERKAS = (".xlsx", ".csv")


def tambahkan(cabang: Cabang) -> None:
    urai = cabangkan(
        cabang, "periksa", "periksa pohon indikator dan keterukurannya", _periksa,
        contoh="periksa --data data/masuk --opd dinkes --periode 2025-T4 --ke temuan.xlsx",
        rincian="Kode keluar 1 bila ada temuan pada pohonnya. Indikator lemah hanya perlu dilihat lagi; orang yang memutuskan.",
    )  # fmt: skip
    opsi_data(urai, opd_wajib=False)
    urai.add_argument(
        "--ke",
        metavar="FILE",
        type=_berkas,
        help="tulis semuanya ke XLSX, atau ke dua CSV (…-temuan.csv dan …-lemah.csv)",
    )
    urai.add_argument("--hanya", choices=("pohon", "keterukuran"), help="hanya satu dari dua pemeriksaan")


def _berkas(teks: str) -> Path:
    tujuan = jalur(teks)
    if tujuan.suffix.lower() not in _JENIS_BERKAS:
        raise argparse.ArgumentTypeError(f"{teks} harus berakhiran .xlsx atau .csv")
    return tujuan


def _periksa(pilihan: argparse.Namespace) -> int:
    from penilaian.bahasa import angka
    from penilaian.cli.data import pastikan_bukan_sumber
    from penilaian.indikator.pohon import susun_pohon

    if pilihan.ke is not None:
        for satu in _sasaran(pilihan.ke):
            pastikan_bukan_sumber(satu, [pilihan.data])
    _, bahan = muat_desain(pilihan)
    pohon = susun_pohon(bahan)
    tabel = {}
    if pilihan.hanya != "keterukuran":
        tabel["temuan"] = _temuan(bahan, pohon)
    if pilihan.hanya != "pohon":
        tabel["lemah"] = _lemah(bahan, pohon)
    print(f"{angka(len(pohon.indikator))} indikator diperiksa pada {bahan.periode.label}.")
    _cetak(tabel)
    if pilihan.ke is not None:
        print(f"Ditulis: {', '.join(str(satu) for satu in _tulis(tabel, pilihan.ke))}")
    return KELUAR_TEMUAN if len(tabel.get("temuan", ())) else KELUAR_BAIK


def _temuan(bahan: BahanIndikator, pohon: PohonIndikator) -> pd.DataFrame:
    from penilaian.indikator.pohon_periksa import JENIS, periksa_pohon

    temuan = periksa_pohon(bahan, pohon)
    return temuan.assign(temuan=temuan["kode_temuan"].map(JENIS))


def _lemah(bahan: BahanIndikator, pohon: PohonIndikator) -> pd.DataFrame:
    from penilaian.indikator.keterukuran import daftar_lemah, nilai_keterukuran
    from penilaian.indikator.keterukuran_saran import NAMA

    lemah = daftar_lemah(nilai_keterukuran(bahan, pohon))
    uraian = pohon.indikator.set_index("kode")["uraian"]
    return lemah.assign(
        kode_kriteria=lemah["kriteria"], kriteria=lemah["kriteria"].map(NAMA), uraian=lemah["kode"].map(uraian)
    )


def _cetak(tabel: dict[str, pd.DataFrame]) -> None:
    from penilaian.bahasa import angka
    from penilaian.cli.kalibrasi_pilihan import cetak

    bentuk = {
        "temuan": ("Temuan pada pohon indikator", "Tidak ada temuan pada pohon indikator.", _KOLOM_TAMPIL),
        "lemah": ("Indikator yang perlu dilihat lagi", "Tidak satu pun indikator lemah.", _KOLOM_LEMAH),
    }
    for nama, isi in tabel.items():
        judul, kosong, kolom = bentuk[nama]
        if isi.empty:
            print(kosong)
            continue
        cetak(isi[kolom].head(_DITAMPILKAN), f"{judul} ({angka(len(isi))})")
        if len(isi) > _DITAMPILKAN:
            print(
                f"{angka(len(isi) - _DITAMPILKAN)} baris lain tidak ditampilkan; tulis semuanya dengan --ke FILE.xlsx"
            )


def _sasaran(ke: Path) -> list[Path]:
    """The files written: one workbook, or one CSV a table."""
    if ke.suffix.lower() == ".xlsx":
        return [ke]
    return [ke.with_name(f"{ke.stem}-{nama}.csv") for nama in ("temuan", "lemah")]


def _tulis(tabel: dict[str, pd.DataFrame], ke: Path) -> list[Path]:
    from penilaian.berkas import tulis_utuh
    from penilaian.buku_xlsx import Gaya, buku_baru, tulis_sel
    from penilaian.data.tulis import tulis_tabel

    if ke.suffix.lower() == ".csv":
        berkas = {satu.stem.rsplit("-", 1)[1]: satu for satu in _sasaran(ke)}
        for nama, isi in tabel.items():
            tulis_tabel(isi, berkas[nama])
        return [berkas[nama] for nama in tabel]
    with tulis_utuh(ke) as aliran, buku_baru(aliran, {"title": "Pemeriksaan indikator"}) as buku:
        gaya = Gaya(buku)
        for nama, isi in tabel.items():
            lembar = buku.add_worksheet(nama)
            for nomor, kolom in enumerate(isi.columns):
                tulis_sel(lembar, 0, nomor, kolom, gaya, bold=True)
                for baris, nilai in enumerate(isi[kolom].astype(object).where(isi[kolom].notna(), None), start=1):
                    tulis_sel(lembar, baris, nomor, nilai, gaya)
            lembar.freeze_panes(1, 1)
    return [ke]
