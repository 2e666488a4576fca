"""One source read, converted and checked: rows that may enter the store, and all that was noticed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from penilaian.data.kamus import muat_kamus
from penilaian.data.temuan import Temuan
from penilaian.data.ubah import TabelBaca
from penilaian.impor.bacaan import Bacaan


@dataclass(frozen=True)
class Terbaca:
    """What one source says: its tables converted, its findings, and the reading itself (mapping, candidates)."""

    berkas: str
    sidik: str
    jenis: str
    judul: str
    tabel: tuple[TabelBaca, ...]
    temuan: tuple[Temuan, ...]
    bacaan: Bacaan
    kosong_diam: bool = False
    """An empty value says nothing, instead of saying that there is none."""


def baris_galat(terbaca: Terbaca, tabel: TabelBaca) -> np.ndarray:
    """Mask of the rows of a table that an error-level finding names, and those without a complete key."""
    asal = tabel.asal
    nomor = {
        satu.baris
        for satu in terbaca.temuan
        if satu.tingkat == "galat" and (satu.tabel, satu.berkas, satu.lembar) == (asal.tabel, asal.berkas, asal.lembar)
    }
    kunci = list(muat_kamus()[asal.tabel].kunci)
    return np.isin(asal.baris, [satu for satu in nomor if satu]) | tabel.frame[kunci].isna().any(axis=1).to_numpy()


def pilih_baris(tabel: TabelBaca, baik: np.ndarray) -> TabelBaca:
    """Only the rows where the mask is true."""
    return replace(
        tabel,
        asal=replace(tabel.asal, baris=tabel.asal.baris[baik]),
        frame=tabel.frame.loc[baik].reset_index(drop=True),
        gagal=frozenset(),
    )


def tambah_tahu(dikenal: pd.DataFrame, tabel: TabelBaca) -> pd.DataFrame:
    """A table as far as it is known while reading goes on; the last of a key counts."""
    kunci = list(muat_kamus()[tabel.asal.tabel].kunci)
    isi = [satu for satu in (dikenal, tabel.frame) if len(satu)]
    if not isi:
        return dikenal
    return pd.concat(isi, ignore_index=True).dropna(subset=kunci).drop_duplicates(kunci, keep="last", ignore_index=True)
