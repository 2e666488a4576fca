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
BATAS_SERUPA = 20_000
"""Findings of one kind on one column that are listed row by row: a file can be wrong in every one of millions of rows."""


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
        berkas, lembar, baris = (self.berkas, self.lembar, None) if posisi is None else self.tempat(posisi)
        return Temuan(tingkat, kode, apa, tindakan, self.tabel, berkas, lembar, baris, kolom, salin_nilai(nilai))

    def tempat(self, posisi: int) -> tuple[str, str | None, int]:
        """File, sheet and row of a position."""
        return self.berkas, self.lembar, int(self.baris[posisi])

    def sebut_baris(self, posisi: int, dari: int) -> str:
        """A row as a finding about the row at ``dari`` names it: with its sheet or file where these differ."""
        berkas, lembar, baris = self.tempat(posisi)
        lain = self.tempat(dari)
        bagian = [berkas] if berkas != lain[0] else []
        bagian += [f"lembar {lembar}"] if lembar is not None and (bagian or lembar != lain[1]) else []
        return " ".join([*bagian, f"baris {baris}"])

    def sisanya(self, pesan: Pesan, jumlah: int, kolom: str | None = None) -> list[Temuan]:
        """One finding for those beyond ``BATAS_SERUPA``; without a row it concerns everyone, so that nobody is let through."""
        if jumlah <= 0:
            return []
        apa = f"{pesan.apa}; dan {jumlah} temuan serupa lagi di tabel ini, tidak disebut satu per satu"
        return [self.temuan(pesan.tingkat, pesan.kode, apa, pesan.tindakan, kolom=kolom)]


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
    baris = [tuple(map(_tertulis, satu)) for satu in temuan]
    tabel = pd.DataFrame.from_records(baris, columns=list(Temuan._fields))[list(KOLOM_TEMUAN)]
    tabel = tabel.astype({kolom: "Int64" if kolom == "baris" else "str" for kolom in KOLOM_TEMUAN})
    peringkat = tabel["tingkat"].map({tingkat: urut for urut, tingkat in enumerate(TINGKAT)}).astype("int64")
    urut = tabel.assign(tingkat=peringkat).sort_values(_URUTAN, kind="stable", na_position="first").index
    return tabel.loc[urut].reset_index(drop=True)


def _tertulis(isi: object) -> object:
    """Half a character, as in a file name that is no UTF-8, can neither be stored nor shown."""
    if type(isi) is str and not isi.isascii():
        return isi.encode("utf-8", "replace").decode("utf-8")
    return isi


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
    lembar = temuan["lembar"].map(_samarkan_lembar, na_action="ignore").astype("str")
    return temuan.assign(nilai=pd.Series(nilai, index=temuan.index, dtype="str"), lembar=lembar, **teks)


def _samarkan_lembar(nama: str) -> str:
    """People name sheets after the employee whose form they hold: two words in a row may be a name.

    >>> _samarkan_lembar("Ani Contoh"), _samarkan_lembar("umpan_balik"), _samarkan_lembar("TW1")
    ('A… C…', 'umpan_balik', 'TW1')
    """
    kata = nama.split()
    if sum(satu[:1].isalpha() for satu in kata) < 2:
        return nama
    return " ".join(f"{satu[:1]}…" if satu[:1].isalpha() else satu for satu in kata)


def _samarkan_teks(teks: str) -> str:
    return _DERET_ANGKA.sub(lambda cocok: samarkan_nip(cocok.group()), teks)
