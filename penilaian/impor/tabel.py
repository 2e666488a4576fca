"""The kind "tabel": files that already are tables of the dictionary, named by their table."""

from __future__ import annotations

import re
from pathlib import Path

from penilaian.data.baca import baca_sumber
from penilaian.data.kamus import muat_kamus
from penilaian.data.sumber import Sumber, nama_tabel, sumber_dari_berkas
from penilaian.impor.bacaan import Bacaan, BerkasMasuk, Konteks, Petakan

NAMA = "tabel"
JUDUL = "Tabel menurut kamus data"
URUTAN = 20
_PANJANG_KEPALA = 20_000


def kenali(berkas: BerkasMasuk) -> bool:
    """A CSV or Parquet file, or a workbook or a sheet of it, that has the name of a table; or a CSV with all its columns."""
    if nama_tabel(Path(berkas.nama).stem) is not None:
        return berkas.akhiran in (".csv", ".parquet", ".xlsx")
    if berkas.akhiran == ".csv":
        return _tabel_menurut_kepala(berkas.isi) is not None
    return berkas.akhiran == ".xlsx" and any(nama_tabel(lembar) for lembar in berkas.buku.lembar)


def baca(berkas: BerkasMasuk, konteks: Konteks) -> Bacaan:
    """The tables in the file; a table that lacks required columns is a finding."""
    del konteks
    sumber, temuan = sumber_dari_berkas(Path(berkas.nama), berkas.isi)
    menurut_kepala = _tabel_menurut_kepala(berkas.isi) if berkas.akhiran == ".csv" and not sumber else None
    if menurut_kepala is not None:
        sumber = [Sumber(menurut_kepala, berkas.nama, berkas.isi)]
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


def _tabel_menurut_kepala(isi: bytes) -> str | None:
    """The one table whose required columns all stand in the first line; None where none or several do."""
    garis = isi[:_PANJANG_KEPALA].decode("utf-8-sig", errors="replace").splitlines()[:1]
    kepala = {satu.strip().strip('"').strip().casefold() for baris in garis for satu in re.split("[,;\t]", baris)}
    cocok = []
    for nama, kamus in muat_kamus().items():
        ada = {kamus.alias[satu] for satu in kepala & kamus.alias.keys()}
        if {kolom for kolom, butir in kamus.kolom.items() if butir.wajib} <= ada:
            cocok.append(nama)
    return cocok[0] if len(cocok) == 1 else None
