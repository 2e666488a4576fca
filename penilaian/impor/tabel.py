"""The kind "tabel": files that already are tables of the dictionary, named by their table."""

from __future__ import annotations

from pathlib import Path

from penilaian.data.baca import baca_sumber
from penilaian.data.kamus import muat_kamus
from penilaian.data.sumber import nama_tabel, sumber_dari_berkas
from penilaian.impor.bacaan import Bacaan, BerkasMasuk, Konteks, Petakan

NAMA = "tabel"
JUDUL = "Tabel menurut kamus data"
URUTAN = 20


def kenali(berkas: BerkasMasuk) -> bool:
    """A CSV or Parquet file, or a workbook or a sheet of it, that has the name of a table."""
    if nama_tabel(Path(berkas.nama).stem) is not None:
        return berkas.akhiran in (".csv", ".parquet", ".xlsx")
    return berkas.akhiran == ".xlsx" and any(nama_tabel(lembar) for lembar in berkas.buku.lembar)


def baca(berkas: BerkasMasuk, konteks: Konteks) -> Bacaan:
    """The tables in the file; a table that lacks required columns is a finding."""
    del konteks
    sumber, temuan = sumber_dari_berkas(Path(berkas.nama), berkas.isi)
    tabel, peta = [], []
    for satu in sumber:
        mentah, masalah = baca_sumber(satu)
        temuan += masalah
        if mentah is not None:
            tabel.append(mentah)
            tempat = f"lembar {satu.lembar} · " if satu.lembar else ""
            peta += [
                Petakan(tempat + kolom, satu.tabel, kolom)
                for kolom in muat_kamus()[satu.tabel].kolom
                if kolom not in mentah.tanpa
            ]
    return Bacaan(tuple(tabel), tuple(temuan), tuple(peta))
