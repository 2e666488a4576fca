"""Findings: everything the reader noticed, as one table in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from penilaian.bahasa import samarkan_nip
from penilaian.data.kamus import muat_kamus
from penilaian.data.sebutan import tulis_nilai

Tingkat = Literal["galat", "peringatan", "catatan"]
TINGKAT: tuple[Tingkat, ...] = ("galat", "peringatan", "catatan")
KOLOM_TEMUAN = (
    "tingkat", "kode", "tabel", "berkas", "lembar", "baris", "kolom", "nilai", "apa", "tindakan", "kode_opd", "periode",
)  # fmt: skip
_URUTAN = ["tingkat", "berkas", "lembar", "baris", "kolom", "kode", "nilai", "apa"]
_DERET_ANGKA = re.compile(r"[0-9][0-9 \u00a0]{10,}[0-9]")
TERSAMAR = "(disamarkan)"


class Temuan(NamedTuple):
    """One finding: ``apa`` says what and why, ``tindakan`` what to do, both Indonesian."""

    tingkat: Tingkat
    kode: str
    apa: str
    tindakan: str
    tabel: str | None = None
    berkas: str | None = None
    lembar: str | None = None
    baris: int | None = None
    kolom: str | None = None
    nilai: str | None = None
    kode_opd: str | None = None
    periode: str | None = None


class Pesan(NamedTuple):
    """The part of a finding that is the same for every row it concerns."""

    tingkat: Tingkat
    kode: str
    apa: str
    tindakan: str


@dataclass(frozen=True)
class Asal:
    """Where the rows of a table come from; ``baris`` are row numbers as seen in the file."""

    tabel: str
    berkas: str
    lembar: str | None
    baris: np.ndarray

    def temuan(
        self,
        tingkat: Tingkat,
        kode: str,
        apa: str,
        tindakan: str,
        *,
        posisi: int | None = None,
        kolom: str | None = None,
        nilai: object = None,
    ) -> Temuan:
        """A finding about this table, or about the row at a position of it."""
        baris = None if posisi is None else int(self.baris[posisi])
        return Temuan(
            tingkat, kode, apa, tindakan, self.tabel, self.berkas, self.lembar, baris, kolom, salin_nilai(nilai)
        )


def salin_nilai(nilai: object) -> str | None:
    """A value as the text a finding shows; missing stays missing, long texts are cut.

    >>> salin_nilai(85.5), salin_nilai("  "), salin_nilai(float("nan"))
    ('85.5', '  ', None)
    """
    if nilai is None or nilai is pd.NA or nilai is pd.NaT or (isinstance(nilai, float) and np.isnan(nilai)):
        return None
    teks = tulis_nilai(nilai)
    return teks if len(teks) <= 200 else f"{teks[:199]}…"


def susun_temuan(temuan: Iterable[Temuan]) -> pd.DataFrame:
    """The findings table, columns ``KOLOM_TEMUAN``, in a deterministic order."""
    tabel = pd.DataFrame.from_records(list(temuan), columns=list(Temuan._fields))[list(KOLOM_TEMUAN)]
    tabel = tabel.astype({kolom: "Int64" if kolom == "baris" else "str" for kolom in KOLOM_TEMUAN})
    peringkat = tabel["tingkat"].map({tingkat: urut for urut, tingkat in enumerate(TINGKAT)}).astype("int64")
    urut = tabel.assign(tingkat=peringkat).sort_values(_URUTAN, kind="stable", na_position="first").index
    return tabel.loc[urut].reset_index(drop=True)


def ringkas_temuan(temuan: pd.DataFrame) -> pd.DataFrame:
    """Count of findings per tingkat, kode, tabel and kolom, with the first rows and one message.

    Columns: tingkat, kode, tabel, kolom, jumlah, baris_pertama (text, at most five), apa, tindakan.
    """
    kelompok = ["tingkat", "kode", "tabel", "kolom"]
    ringkas = (
        temuan.groupby(kelompok, dropna=False, sort=False)
        .agg(
            jumlah=("apa", "size"),
            baris_pertama=("baris", _lima_baris),
            apa=("apa", "first"),
            tindakan=("tindakan", "first"),
        )
        .reset_index()
    )
    peringkat = ringkas["tingkat"].map({tingkat: urut for urut, tingkat in enumerate(TINGKAT)})
    urut = ringkas.assign(_peringkat=peringkat).sort_values(
        ["_peringkat", "jumlah", "kode", "tabel", "kolom"], ascending=[True, False, True, True, True], kind="stable"
    )
    return ringkas.loc[urut.index].reset_index(drop=True)


def _lima_baris(baris: pd.Series) -> str:
    ada = sorted({int(nomor) for nomor in baris.dropna()})
    return ", ".join(map(str, ada[:5])) + (", …" if len(ada) > 5 else "")


def samarkan_temuan(temuan: pd.DataFrame) -> pd.DataFrame:
    """The findings for display: NIPs keep their last three digits, other personal values are hidden."""
    kamus = muat_kamus()
    nilai = []
    for kode, tabel, kolom, isi in zip(*(temuan[nama] for nama in ("kode", "tabel", "kolom", "nilai")), strict=True):
        keterangan = kamus[tabel].kolom.get(kolom) if isinstance(tabel, str) and tabel in kamus else None
        if not isinstance(isi, str):
            nilai.append(isi)
        elif keterangan is not None and keterangan.tipe == "nip":
            nilai.append(samarkan_nip(isi))
        elif kode == "jumlah_isian_beda" or (keterangan is not None and keterangan.pribadi):
            nilai.append(TERSAMAR)
        else:
            nilai.append(_samarkan_teks(isi))
    teks = {kolom: temuan[kolom].map(_samarkan_teks, na_action="ignore").astype("str") for kolom in ("apa", "tindakan")}
    return temuan.assign(nilai=pd.Series(nilai, index=temuan.index, dtype="str"), **teks)


def _samarkan_teks(teks: str) -> str:
    return _DERET_ANGKA.sub(lambda cocok: samarkan_nip(cocok.group()), teks)
