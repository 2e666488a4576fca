"""Differences for display: keys and personal values masked."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import samarkan_nip
from penilaian.data.kamus import muat_kamus
from penilaian.data.temuan import TERSAMAR


def samarkan_beda(beda: pd.DataFrame) -> pd.DataFrame:
    """The differences with NIPs cut to their last digits and other personal values hidden."""
    kamus = muat_kamus()
    pribadi = [kamus[tabel].kolom[kolom].pribadi for tabel, kolom in zip(beda["tabel"], beda["kolom"], strict=True)]
    tersamar = {nama: beda[nama].mask(pd.Series(pribadi, index=beda.index), TERSAMAR) for nama in ("lama", "baru")}
    kunci = [_samarkan_kunci(teks, tabel) for teks, tabel in zip(beda["kunci"], beda["tabel"], strict=True)]
    return beda.assign(kunci=kunci, **tersamar)


def _samarkan_kunci(teks: str, tabel: str) -> str:
    kamus = muat_kamus()[tabel]
    bagian = teks.split(" · ")
    tipe = [kamus.kolom[nama].tipe for nama in kamus.kunci]
    return " · ".join(samarkan_nip(isi) if jenis == "nip" else isi for isi, jenis in zip(bagian, tipe, strict=False))
