"""Rows of one place of an export, in columns named as e-Kinerja names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from penilaian.data.temuan import Asal, Temuan, Tingkat


@dataclass(frozen=True)
class Isian:
    """``frame`` has a column a known field, objects as read, None where empty."""

    asal: Asal
    frame: pd.DataFrame
    judul: Mapping[str, str]
    """Field → header as written."""

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def serial(self) -> bool:
        """Whether numbers may be Excel's days."""
        return self.asal.lembar is not None

    def ambil(self, dipakai: Sequence[bool] | np.ndarray) -> Isian:
        """Only the rows where the mask is true."""
        pilih = np.asarray(dipakai, dtype=bool)
        if pilih.all():
            return self
        asal = replace(self.asal, baris=self.asal.baris[pilih])
        return replace(self, asal=asal, frame=self.frame.loc[pilih].reset_index(drop=True))

    def isi(self, medan: str) -> list[Any]:
        """The values of a field; all None where the export does not have it."""
        return list(self.frame[medan]) if medan in self.frame.columns else [None] * len(self)

    def ada(self, medan: str) -> bool:
        return medan in self.frame.columns

    def tambah(self, medan: str, nilai: Sequence[object]) -> Isian:
        """With one more field, or another content of one."""
        kolom = pd.Series(list(nilai), index=self.frame.index, dtype=object)
        return replace(self, frame=self.frame.assign(**{medan: kolom}))

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
        tabel: str | None = None,
    ) -> Temuan:
        """A finding about these rows, or about the one at a position."""
        satu = self.asal.temuan(tingkat, kode, apa, tindakan, posisi=posisi, kolom=kolom, nilai=nilai)
        return satu if tabel is None else satu._replace(tabel=tabel)


def susun_isian(asal: Asal, kolom: Mapping[str, Sequence[object]], judul: Mapping[str, str]) -> Isian:
    """Rows from lists of values; ``asal.baris`` are their numbers."""
    indeks = pd.RangeIndex(len(asal.baris))
    isi = {nama: pd.Series(list(nilai), index=indeks, dtype=object) for nama, nilai in kolom.items()}
    return Isian(asal, pd.DataFrame(isi, index=indeks), judul)
