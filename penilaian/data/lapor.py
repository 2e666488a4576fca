"""What the checks across tables share: joining keys, looking up, and one finding a row."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from penilaian.data.temuan import BATAS_SERUPA, Pesan, Temuan
from penilaian.data.ubah import TabelBaca, posisi_benar

Isi = Mapping[str, TabelBaca]
PEGAWAI_PERIODE = ["nip", "periode"]


def gabung_kunci(frame: pd.DataFrame, kolom: list[str]) -> pd.Series:
    """Several text columns as one; missing where one of them is."""
    hasil = frame[kolom[0]]
    for nama in kolom[1:]:
        hasil = hasil + "|" + frame[nama]
    return hasil


def ada_di(nilai: pd.Series, acuan: pd.Series) -> pd.Series:
    """Whether each value occurs in another column; missing never does."""
    return nilai.notna() & nilai.isin(acuan.dropna().drop_duplicates().to_numpy(dtype=object))


def kolom_indikator(skp: TabelBaca, indikator: TabelBaca, kolom: str) -> pd.Series:
    """A column of the indicator of each SKP row; missing where the indicator is unknown."""
    acuan = indikator.frame.dropna(subset=["kode"]).drop_duplicates("kode").set_index("kode")[kolom]
    return skp.frame["kode_indikator"].map(acuan)


def lapor(tabel: TabelBaca, kena: pd.Series, kolom: str, isi_pesan: Pesan) -> list[Temuan]:
    """One finding for each row where ``kena`` is true."""
    semua = posisi_benar(kena)
    posisi_kena = semua[:BATAS_SERUPA]
    nilai = tabel.frame[kolom].iloc[posisi_kena].tolist()
    temuan = [
        tabel.asal.temuan(*isi_pesan, posisi=posisi, kolom=kolom, nilai=isi)
        for posisi, isi in zip(posisi_kena, nilai, strict=True)
    ]
    return temuan + tabel.asal.sisanya(isi_pesan, len(semua) - len(posisi_kena), kolom)
