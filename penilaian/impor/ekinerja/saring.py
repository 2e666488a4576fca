"""Rows that are no employee's own: totals and notes below a table, and acting positions."""

from __future__ import annotations

import numpy as np

from penilaian.data.temuan import Temuan
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.nilai import bukan_nol


def tanpa_plt(isian: Isian, medan: str) -> tuple[Isian, list[Temuan]]:
    """Without the rows of an acting position (plt., plh., pjb.): the own position has a row of its own."""
    plt = [bukan_nol(satu) for satu in isian.isi(medan)]
    temuan = [
        isian.temuan(
            "catatan",
            "baris_plt_plh",
            "Baris ini tentang jabatan sebagai pelaksana tugas atau pelaksana harian, sehingga tidak dipakai",
            "tidak perlu apa-apa; jabatan definitifnya punya baris sendiri",
            posisi=posisi,
            kolom="jabatan",
        )
        for posisi, satu in enumerate(plt)
        if satu
    ]
    return isian.ambil(~np.array(plt, dtype=bool)), temuan


def tanpa_catatan(isian: Isian, isi: tuple[str, ...]) -> tuple[Isian, list[Temuan]]:
    """Without the rows in which all of these fields are empty: they are about nobody."""
    kosong = np.array([all(satu is None for satu in baris) for baris in zip(*map(isian.isi, isi), strict=True)], bool)
    temuan = [
        isian.temuan(
            "catatan",
            "baris_bukan_pegawai",
            "Baris ini tidak memuat NIP, nama, maupun penilaian, sehingga tidak dibaca",
            "abaikan bila memang catatan atau jumlah di bawah tabel",
            posisi=int(posisi),
        )
        for posisi in np.flatnonzero(kosong)
    ]
    return isian.ambil(~kosong), temuan
