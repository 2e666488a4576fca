"""A database as one source: all tables of a mapping, in memory."""

from __future__ import annotations

import numpy as np
import pandas as pd

from penilaian.data.baca import Mentah
from penilaian.data.temuan import Temuan
from penilaian.impor.bacaan import Bacaan, Konteks, Petakan
from penilaian.impor.basisdata.alamat import Alamat, urai_alamat
from penilaian.impor.basisdata.kueri import susun_permintaan
from penilaian.impor.basisdata.sambungan import Sambungan, buka
from penilaian.impor.peta.bentuk import Peta, TabelPeta
from penilaian.impor.peta.berkas import BATAS_BARIS, terlalu_banyak_baris
from penilaian.impor.peta.terapkan import Sumber, rincian_peta, tambah_opd, terapkan, urut_baca

BATAS_DETIK = 300
"""Seconds one query may take."""
UKURAN = 100_000


def baca_basisdata(
    url: str,
    peta: Peta,
    konteks: Konteks,
    *,
    batas_baris: int | None = None,
    ukuran: int = UKURAN,
    batas_detik: int = BATAS_DETIK,
) -> Bacaan:
    """All tables of a mapping from a database, read-only and as they were at one moment.

    Rows are sorted by their key and numbered from 1. At most ``batas_baris`` (5 million) rows a table.

    Raises:
        GalatData: the database, a table or a column cannot be read, or a table is too large.
    """
    alamat = urai_alamat(url)
    opd = konteks.opd
    mentah: list[Mentah] = []
    temuan: list[Temuan] = []
    rincian: list[Petakan] = []
    with buka(alamat, batas_detik) as sambungan:
        for nama, tabel in urut_baca(peta):
            sumber, ada = _ambil(sambungan, alamat, (nama, tabel), batas_baris or BATAS_BARIS, ukuran)
            hasil = terapkan(nama, tabel, sumber, opd)
            opd = tambah_opd(opd, hasil.mentah)
            mentah.append(hasil.mentah)
            temuan += [*hasil.temuan, *_bila_kosong(hasil.mentah)]
            rincian += rincian_peta(nama, tabel, sumber.lembar or alamat.nama, ada)
    return Bacaan(tuple(mentah), tuple(temuan), tuple(rincian))


def _ambil(
    sambungan: Sambungan, alamat: Alamat, isi: tuple[str, TabelPeta], batas_baris: int, ukuran: int
) -> tuple[Sumber, tuple[str, ...]]:
    permintaan = susun_permintaan(sambungan, *isi, urut=True)
    bagian: list[pd.DataFrame] = []
    jumlah = 0
    for satu in sambungan.alirkan(permintaan.kueri, ukuran, permintaan.sebutan):
        jumlah += len(satu)
        if jumlah > batas_baris:
            raise terlalu_banyak_baris(f"{permintaan.sebutan} di {alamat.nama}", batas_baris)
        bagian.append(satu)
    kosong = pd.DataFrame(columns=list(permintaan.ada), dtype=object)
    frame = pd.concat(bagian, ignore_index=True) if bagian else kosong
    baris = np.arange(1, jumlah + 1, dtype="int64")
    return Sumber(alamat.nama, permintaan.sebutan, frame, baris), permintaan.ada


def _bila_kosong(mentah: Mentah) -> list[Temuan]:
    if len(mentah.frame):
        return []
    apa = f"Tidak ada baris data untuk tabel {mentah.asal.tabel}"
    tindakan = "periksa sumbernya, syarat di kueri, dan izin baca pengguna basis datanya"
    return [mentah.asal.temuan("peringatan", "tabel_kosong", apa, tindakan)]
