"""Hiding small counts in a table of counts so that they cannot be worked out from what is left.

Hiding a small cell is not enough: its row total less the shown cells gives it back. So further cells are
hidden, and all of them look alike.

What counts as protected. An attacker knows the shown cells and totals, that noughts are shown, so every hidden cell
is a whole number of at least 1, and ``k``. For each small cell (a total can be one) the values it can have
must span ``upper - lower >= k - 1``. That is the sliding protection level of cell suppression (Fischetti and
Salazar 2000; Hundepool et al., *Statistical Disclosure Control*, Wiley 2012, on feasibility intervals). It is the
stricter of the usual two: as the lower bound is at least 1, the upper one is then at least ``k``, so that nobody can
even tell that the cell is small; ``upper >= k`` alone would let an interval of 4 to 5 pass. The choice is
made by a heuristic and then checked with exact bounds; a table that fails the check is not given out.

What this does not do:

- It looks at one table. Two tables of overlapping groups (all employees, and all but the heads) can be subtracted
  from each other, each being safe by itself. Publish one of them, or make them one table.
- A total left out here but known from elsewhere (``total=False``) undoes the protection.
- Cells that are safe by number can still tell about everybody in a group, where all of them share one value.
- Whoever also runs this very algorithm on every table that fits can rule some of them out and narrow the interval,
  as for every deterministic method ("Algorithmic Matching Attacks on Optimally Suppressed Tabular Data",
  *Algorithms* 12(8):165, 2019); among small dense tables this now and then leaves one value only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from penilaian.galat import GalatData, GalatParameter
from penilaian.pribadi.batas_sel import lebar_sel
from penilaian.pribadi.pola_tutup import Cacah, Topeng, pilih_pola, sel_kecil

TANDA_TUTUP = "•"
"""Stands for every hidden cell, whatever the reason: readers must not be able to tell a small one from the others."""

JUMLAH = "Jumlah"


@dataclass(frozen=True, eq=False)
class TabelTertutup:
    """A table of counts that may be shown; hidden counts are missing, and ``tersembunyi`` says where.

    ``total_baris``, ``total_kolom`` and ``total_semua`` are None where totals are not shown. Which cells are
    small and which protect them is not kept.
    """

    cacah: pd.DataFrame
    tersembunyi: pd.DataFrame
    total_baris: pd.Series | None = None
    total_kolom: pd.Series | None = None
    total_semua: int | None = None

    def tampil(self, jumlah: str = JUMLAH) -> pd.DataFrame:
        """The table with its totals for readers: counts, and one sign for all that is hidden.

        A total that only repeats a single row or column is left out.
        """
        hasil = self.cacah.astype(object)
        if self.total_baris is None or self.total_kolom is None:
            return hasil.where(hasil.notna(), TANDA_TUTUP)
        satu_baris, satu_kolom = len(hasil) == 1, len(hasil.columns) == 1
        if not satu_kolom:
            hasil[jumlah] = self.total_baris.astype(object)
        if not satu_baris:
            bawah = [*self.total_kolom, *([] if satu_kolom else [self.total_semua])]
            hasil.loc[jumlah] = pd.Series(bawah, index=hasil.columns, dtype=object)
        return hasil.where(hasil.notna(), TANDA_TUTUP)


def tutup_sel(cacah: pd.DataFrame, k: int = 5, *, total: bool = True) -> TabelTertutup:
    """A table of counts with what is under ``k`` hidden, and as little more as keeps it hidden.

    Noughts are shown. With ``total`` the row totals, column totals and the grand total are shown too, unless one must
    be hidden; without, nobody may know them. A list of groups is a table of one row or one column.
    The same table gives the same result.

    Raises:
        GalatData: the counts are not whole numbers from 0, a name is there twice, or the check failed.
        GalatParameter: ``k`` is less than 1.

    >>> tabel = pd.DataFrame({"Baik": [2, 20, 30], "Kurang": [9, 8, 7]}, index=["A", "B", "C"])
    >>> print(tutup_sel(tabel).tampil())
           Baik Kurang Jumlah
    A         •      •     11
    B         •      •     28
    C        30      7     37
    Jumlah   52     24     76
    """
    isi = _periksa(cacah, k)
    if not total or not isi.size:
        return _susun(cacah, isi, sel_kecil(isi, k), bertepi=False)
    bertepi = np.pad(isi, ((0, 1), (0, 1)))
    bertepi[:-1, -1], bertepi[-1, :-1], bertepi[-1, -1] = isi.sum(axis=1), isi.sum(axis=0), isi.sum()
    tutup = pilih_pola(bertepi, k)
    lebar = lebar_sel(bertepi, tutup, sel_kecil(bertepi, k), k)
    if any(satu < k - 1 for satu in lebar.values()):
        raise GalatData(
            "Tabel ini tidak dapat ditutup dengan aman",
            mengapa="sebuah cacah kecil masih dapat dihitung dari yang ditampilkan",
            tindakan="jangan tampilkan tabel ini; gabungkan kelompok kecilnya, dan laporkan kepada pengelola",
        )
    return _susun(cacah, bertepi, tutup, bertepi=True)


def tutup_statistik(nilai: pd.DataFrame, cacah: pd.DataFrame, k: int = 5) -> pd.DataFrame:
    """Means or shares with those of hidden groups missing; ``cacah`` says how many people are behind each.

    Hidden is what ``tutup_sel`` hides of the counts, so that the groups cannot be told apart by which of the two is
    missing. A group of nobody has no value either.

    Raises:
        GalatData: the two tables differ in rows or columns, or a group of nobody has a value.
    """
    if not (nilai.index.equals(cacah.index) and nilai.columns.equals(cacah.columns)):
        raise GalatData(
            "Tabel nilai dan tabel cacahnya tidak sama susunannya",
            mengapa="setiap nilai memerlukan banyaknya orang di baliknya",
            tindakan="samakan baris, kolom, dan urutannya",
        )
    tertutup = tutup_sel(cacah, k)
    if (nilai.notna() & (cacah == 0)).to_numpy().any():
        raise GalatData(
            "Ada nilai untuk kelompok tanpa anggota",
            mengapa="cacahnya 0, tetapi nilainya terisi",
            tindakan="periksa hitungannya; kelompok kosong tidak punya rata-rata",
        )
    return nilai.mask(tertutup.tersembunyi)


def _periksa(cacah: pd.DataFrame, k: int) -> Cacah:
    if k < 1:
        raise GalatParameter(
            f"Batas cacah {k} tidak dapat dipakai", mengapa="harus 1 atau lebih", tindakan="pakai 5, atau lebih besar"
        )
    if not (cacah.index.is_unique and cacah.columns.is_unique):
        raise GalatData(
            "Ada baris atau kolom bernama sama dalam tabel cacah",
            mengapa="yang disembunyikan tidak dapat ditunjuk dengan pasti",
            tindakan="beri setiap baris dan kolom nama sendiri",
        )
    salah = [str(nama) for nama, jenis in cacah.dtypes.items() if not pd.api.types.is_integer_dtype(jenis)]
    if salah or cacah.isna().to_numpy().any() or (cacah < 0).to_numpy().any():
        raise GalatData(
            "Tabel cacah berisi yang bukan cacah",
            di_mana=f"kolom {', '.join(salah)}" if salah else "",
            mengapa="cacah adalah bilangan bulat mulai dari 0; yang kosong bukan 0",
            tindakan="isi dengan banyaknya orang, tipe bilangan bulat",
        )
    return cacah.to_numpy(dtype=np.int64)


def _susun(cacah: pd.DataFrame, isi: Cacah, tutup: Topeng, *, bertepi: bool) -> TabelTertutup:
    bulat = pd.DataFrame(isi, dtype="Int64").mask(pd.DataFrame(tutup))
    if not bertepi:
        return TabelTertutup(_beri_nama(bulat, cacah), _beri_nama(pd.DataFrame(tutup), cacah))
    return TabelTertutup(
        _beri_nama(bulat.iloc[:-1, :-1], cacah),
        _beri_nama(pd.DataFrame(tutup[:-1, :-1]), cacah),
        bulat.iloc[:-1, -1].set_axis(cacah.index).rename(None),
        bulat.iloc[-1, :-1].set_axis(cacah.columns).rename(None),
        None if tutup[-1, -1] else int(isi[-1, -1]),
    )


def _beri_nama(tabel: pd.DataFrame, seperti: pd.DataFrame) -> pd.DataFrame:
    return tabel.set_axis(seperti.index, axis=0).set_axis(seperti.columns, axis=1)
