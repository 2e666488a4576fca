"""How fast a workbook of a whole city becomes checked tables, against ``pandas.read_excel`` as it comes.

6,500 employees × 8 indicators, one sheet ``realisasi``. Ours: bytes to typed columns with
every cell judged (types, codes, NIP, keys). The peer reads cells only, and its NIPs are right
only because they are text. Each way runs ``--ulang`` times, alternating; the medians count.

    python bench/baca.py
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from penilaian.buku_xlsx import Gaya, buku_baru, tulis_sel
from penilaian.data.baca import baca_sumber
from penilaian.data.buku_kerja import BukuKerja
from penilaian.data.skema import periksa_skema
from penilaian.data.sumber import sumber_dari_berkas
from penilaian.data.ubah import ubah_tabel

PEGAWAI, INDIKATOR = 6_500, 8
KOLOM = ("nip", "periode", "kode_indikator", "realisasi", "bukti", "alasan_kosong", "dicatat")


def buat_buku() -> bytes:
    """The workbook: text NIPs, numbers, dates, a few empty realisations."""
    acak = np.random.default_rng(2025)
    nilai = acak.integers(0, 12_000, PEGAWAI * INDIKATOR) / 100
    aliran = io.BytesIO()
    with buku_baru(aliran) as buku:
        gaya, lembar = Gaya(buku), buku.add_worksheet("realisasi")
        for kolom, nama in enumerate(KOLOM):
            tulis_sel(lembar, 0, kolom, nama, gaya)
        for urut in range(PEGAWAI * INDIKATOR):
            orang, indikator = divmod(urut, INDIKATOR)
            kosong = urut % 97 == 0
            isi = (
                _nip(orang), "2025-T4", f"opd{orang % 40:02d}-i{indikator}", None if kosong else nilai[urut],
                f"B-{urut}", "cuti" if kosong else None, pd.Timestamp(2025, 12, 1 + urut % 28).date(),
            )  # fmt: skip
            for kolom, satu in enumerate(isi):
                tulis_sel(lembar, urut + 1, kolom, satu, gaya)
    return aliran.getvalue()


def _nip(orang: int) -> str:
    """Born and appointed a century early: synthetic."""
    return f"18800101{1901 + orang // 999:04d}011{orang % 999 + 1:03d}"


def pandas_bawaan(isi: bytes) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return len(pd.read_excel(io.BytesIO(isi)))


def pandas_calamine(isi: bytes) -> int:
    return len(pd.read_excel(io.BytesIO(isi), engine="calamine", dtype=object))


def sel_saja(isi: bytes) -> int:
    return len(BukuKerja.buka(isi).baca("realisasi")) - 1


def kami(isi: bytes) -> int:
    sumber, _ = sumber_dari_berkas(Path("realisasi.xlsx"), isi)
    mentah, temuan = baca_sumber(sumber[0])
    if mentah is None:
        raise SystemExit(f"tidak terbaca: {temuan}")
    tabel, masalah = ubah_tabel(mentah)
    masalah += periksa_skema(tabel)
    if masalah:
        raise SystemExit(f"data uji seharusnya bersih: {masalah[0]}")
    return len(tabel.frame)


CARA: dict[str, Callable[[bytes], int]] = {
    "pandas.read_excel bawaan": pandas_bawaan,
    "pandas + calamine, sel saja": pandas_calamine,
    "kami, sel saja": sel_saja,
    "kami, bertipe dan diperiksa": kami,
}


def utama() -> None:
    urai = argparse.ArgumentParser(description=__doc__)
    urai.add_argument("--ulang", type=int, default=5)
    ulang = urai.parse_args().ulang
    isi = buat_buku()
    waktu: dict[str, list[float]] = {nama: [] for nama in CARA}
    for _ in range(ulang):
        for nama, cara in CARA.items():
            mulai = time.perf_counter()
            baris = cara(isi)
            waktu[nama].append(time.perf_counter() - mulai)
            if baris != PEGAWAI * INDIKATOR:
                raise SystemExit(f"{nama} membaca {baris} baris")
    print(f"{PEGAWAI * INDIKATOR} baris x {len(KOLOM)} kolom, {len(isi) / 2**20:.1f} MB, median dari {ulang}")
    tengah = {nama: statistics.median(satu) for nama, satu in waktu.items()}
    for nama, detik in tengah.items():
        print(f"{nama:30} {detik:6.2f} detik")
    print(f"rasio {tengah['pandas.read_excel bawaan'] / tengah['kami, bertipe dan diperiksa']:.2f}")


if __name__ == "__main__":
    utama()
