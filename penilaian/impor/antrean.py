"""The sources of one import in the order they are read, whatever reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from penilaian.data.temuan import Temuan
from penilaian.data.ubah import TabelBaca
from penilaian.data.uraian import GalatUrai
from penilaian.impor import tabel
from penilaian.impor.bacaan import Bacaan, BerkasMasuk, Konteks
from penilaian.impor.basisdata import baca_basisdata, nama_basisdata
from penilaian.impor.bersama import olah_bersama
from penilaian.impor.jenis import kenali_jenis
from penilaian.impor.olah import Terbaca
from penilaian.impor.peta import Peta, baca_dengan_peta, muat_peta

URUTAN_PETA = 25
"""After the tables of our own, which name the agencies; before e-Kinerja and forms, which need employees."""


_KOSONG_BERARTI = frozenset({tabel.NAMA, "peta", "basisdata"})
"""Kinds whose columns are whole: an empty cell says that there is nothing. A form or an export leaves out what it does not know."""


@dataclass(frozen=True)
class Antrean:
    """One source waiting to be read."""

    urutan: int
    nama: str
    sidik: str
    """SHA-256 of the file; empty for a database, whose fingerprint is that of the rows it gives."""
    jenis: str
    judul: str
    baca: Callable[[Konteks], Bacaan]


def susun_antrean(
    berkas: Sequence[BerkasMasuk], berkas_peta: Path | None, url: str | None
) -> tuple[list[Antrean], list[Temuan]]:
    """All sources in reading order, and findings about files that nothing can read.

    With a mapping and no database, the files of no known kind are read by the mapping.
    """
    peta = muat_peta(berkas_peta) if berkas_peta is not None else None
    antrean: list[Antrean] = []
    temuan: list[Temuan] = []
    sidik: dict[str, str] = {}
    for satu in berkas:
        if (pertama := sidik.setdefault(satu.sidik, satu.nama)) != satu.nama:
            apa = f"Isi berkas ini sama persis dengan {pertama}; dibaca satu kali"
            temuan.append(Temuan("catatan", "berkas_sama", apa, "abaikan, atau hapus salah satunya", berkas=satu.nama))
            continue
        jenis, masalah = kenali_jenis(satu)
        if jenis is not None:
            baca = partial(jenis.baca, satu)
            antrean.append(Antrean(jenis.URUTAN, satu.nama, satu.sidik, jenis.NAMA, jenis.JUDUL, baca))
        elif peta is not None and url is None and masalah[0].kode == "jenis_tidak_dikenal":
            antrean.append(_lewat_peta(satu, peta))
        else:
            temuan += masalah
    if url is not None and peta is not None:
        judul = f"Basis data, pemetaan “{peta.judul}”"
        baca_url = partial(baca_basisdata, url, peta)
        antrean.append(Antrean(URUTAN_PETA, nama_basisdata(url), "", "basisdata", judul, baca_url))
    return sorted(antrean, key=lambda satu: (satu.urutan, satu.nama)), temuan


def _lewat_peta(berkas: BerkasMasuk, peta: Peta) -> Antrean:
    def baca(konteks: Konteks) -> Bacaan:
        return baca_dengan_peta(berkas, peta, konteks)

    return Antrean(URUTAN_PETA, berkas.nama, berkas.sidik, "peta", f"Pemetaan “{peta.judul}”", baca)


def baca_antrean(satu: Antrean, konteks: Konteks) -> Bacaan:
    """Read one source; what stops the reader of a file is a finding.

    Raises:
        GalatData: the database cannot be read.
    """
    try:
        return satu.baca(konteks)
    except GalatUrai as galat:
        apa = f"{galat.apa} ({galat.mengapa})" if galat.mengapa else galat.apa
        return Bacaan(temuan=(Temuan("galat", galat.kode, apa, galat.tindakan, berkas=satu.nama),))


def olah_antrean(semua: Sequence[tuple[Antrean, Bacaan]]) -> list[Terbaca]:
    """Convert and check what sources of one kind gave, all at once."""
    terolah = iter(olah_bersama([mentah for _, bacaan in semua for mentah in bacaan.tabel]))
    hasil = []
    for satu, bacaan in semua:
        milik = [next(terolah) for _ in bacaan.tabel]
        tabel = tuple(isi for isi, _ in milik)
        temuan = (*bacaan.temuan, *(butir for _, masalah in milik for butir in masalah))
        sidik = satu.sidik or _sidik_baris(tabel)
        kosong_diam = satu.jenis not in _KOSONG_BERARTI
        hasil.append(Terbaca(satu.nama, sidik, satu.jenis, satu.judul, tabel, temuan, bacaan, kosong_diam))
    return hasil


def _sidik_baris(tabel: Sequence[TabelBaca]) -> str:
    hitung = hashlib.sha256()
    for satu in tabel:
        hitung.update(satu.asal.tabel.encode())
        hitung.update(pd.util.hash_pandas_object(satu.frame, index=False).to_numpy().tobytes())
    return hitung.hexdigest()
