"""Wording of indicators: the same thing said twice, the words that only name a unit, how near two wordings are."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import sparse

KATA_UNIT = frozenset({
    "unit", "kerja", "perangkat", "daerah", "opd", "dinas", "badan", "kantor", "bidang", "bagian", "subbagian", "seksi",
    "sekretariat", "upt", "uptd", "kecamatan", "kelurahan", "puskesmas", "sekolah", "instalasi", "kota", "di", "pada",
    "lingkup", "lingkungan", "masing", "setiap",
})  # fmt: skip
"""Words that say where and not what is measured."""
KATA_PERIODE = frozenset({
    "bulan", "bulanan", "triwulan", "triwulanan", "semester", "semesteran", "tahun", "tahunan", "periode",
})  # fmt: skip
"""Words that say for which period: a quarterly and a yearly wording measure the same thing."""
ISIAN_KOSONG = frozenset({
    "", "-", "–", "—", ".", "?", "x", "0", "na", "n/a", "nihil", "kosong", "belum", "belum ada", "belum ditentukan",
    "belum tersedia", "tidak ada", "tidak tersedia", "tbd", "akan ditentukan", "akan ditentukan kemudian", "menyusul",
})  # fmt: skip
"""What people write into a cell that must not stay empty."""


def kata(teks: str) -> tuple[str, ...]:
    """The words of a text, letter case and marks aside.

    >>> kata("Rata-rata waktu (hari)")
    ('rata', 'rata', 'waktu', 'hari')
    """
    return tuple(re.findall(r"[^\W_]+", teks.casefold()))


def baku(teks: str) -> str:
    """A wording in one form, so that two that differ in case, marks or spaces alone are equal."""
    return " ".join(kata(teks))


def inti(teks: str, nama_unit: Iterable[str] = ()) -> tuple[str, ...]:
    """The words that say what is measured: without names of units, words for kinds of units, and words for periods.

    >>> inti("Persentase serapan anggaran Puskesmas Lere triwulan ini", ["Puskesmas Lere"])
    ('persentase', 'serapan', 'anggaran', 'ini')
    """
    tersisa = f" {baku(teks)} "
    for nama in sorted({baku(satu) for satu in nama_unit if satu} - {""}, key=lambda satu: (-len(satu), satu)):
        tersisa = tersisa.replace(f" {nama} ", "  ")
    return tuple(satu for satu in tersisa.split() if satu not in KATA_UNIT and satu not in KATA_PERIODE)


def terisi(isi: pd.Series) -> pd.Series:
    """Where a cell says something: not empty, not a dash, not "belum ada"."""
    bersih = isi.astype(object).where(isi.notna(), "").map(lambda satu: " ".join(str(satu).casefold().split()))
    return ~bersih.isin(ISIAN_KOSONG) & bersih.map(lambda satu: any(huruf.isalnum() or huruf == "%" for huruf in satu))


def pasangan_mirip(teks: pd.Series, batas: float) -> pd.DataFrame:
    """Pairs of wordings that share at least ``batas`` of their words, and are not the same.

    ``teks`` by code; similarity is Jaccard's (1901): words in both ÷ words in either, each word counted once.
    Columns kode, kode_lain (kode before kode_lain), kemiripan; sorted.
    """
    urut = teks.dropna().sort_index()
    himpunan = [sorted(set(kata(satu))) for satu in urut]
    kosakata = {satu: nomor for nomor, satu in enumerate(sorted({k for isi in himpunan for k in isi}))}
    baris = np.repeat(np.arange(len(urut)), [len(isi) for isi in himpunan])
    lajur = np.array([kosakata[k] for isi in himpunan for k in isi], dtype=np.int64)
    isi = sparse.csr_array((np.ones(len(lajur)), (baris, lajur)), shape=(len(urut), max(len(kosakata), 1)))
    bersama = sparse.coo_array(sparse.triu(isi @ isi.T, k=1))
    banyak = np.array([len(satu) for satu in himpunan], dtype=float)
    gabungan = banyak[bersama.row] + banyak[bersama.col] - bersama.data
    bentuk = np.array([baku(satu) for satu in urut], dtype=object)
    kena = (bersama.data / gabungan >= batas) & (bentuk[bersama.row] != bentuk[bersama.col])
    kode = urut.index.to_numpy(dtype=object)
    hasil = pd.DataFrame({
        "kode": kode[bersama.row[kena]],
        "kode_lain": kode[bersama.col[kena]],
        "kemiripan": (bersama.data / gabungan)[kena],
    })  # fmt: skip
    return hasil.sort_values(["kode", "kode_lain"], ignore_index=True)
