"""Rows that are no employee's own: totals and notes below a table, and acting positions."""

from __future__ import annotations

import numpy as np

from penilaian.data.temuan import Pesan, Temuan
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.nilai import jabatan_pelaksana

_PLT = Pesan(
    "catatan",
    "baris_plt_plh",
    "Baris ini tentang jabatan sebagai pelaksana tugas atau pelaksana harian, sehingga tidak dipakai",
    "tidak perlu apa-apa; jabatan definitifnya punya baris sendiri",
)
_PLT_SAJA = Pesan(
    "peringatan",
    "baris_plt_plh",
    "Baris ini tentang jabatan sebagai pelaksana tugas atau pelaksana harian dan tidak dipakai, padahal pegawainya tidak punya baris lain untuk periode itu di sini",
    "pastikan jabatan definitifnya ada di laporan lain; tanpa itu pegawai ini tidak masuk",
)
_TIDAK_JELAS = Pesan(
    "galat",
    "plt_tidak_jelas",
    "Penanda PLT/PLH baris ini bukan ya dan bukan tidak; barisnya tidak dibaca",
    "isi 0 untuk jabatan definitif, 1 untuk pelaksana tugas atau pelaksana harian",
)


def tanpa_plt(isian: Isian, medan: str) -> tuple[Isian, list[Temuan]]:
    """Without the rows of an acting position (plt., plh., pjb.), and those where it is not clear whether they are one.

    A row of one's own counts for its period only, as far as the rows already have field ``periode``.
    """
    plt = [jabatan_pelaksana(satu) for satu in isian.isi(medan)]
    nip = ["".join(satu.split()) if isinstance(satu, str) else None for satu in isian.isi("nip")]
    siapa = list(zip(nip, isian.isi("periode"), strict=True))
    definitif = {satu for satu, pelaksana in zip(siapa, plt, strict=True) if pelaksana is False and satu[0] is not None}
    temuan = []
    for posisi, pelaksana in enumerate(plt):
        if pelaksana is None:
            temuan.append(isian.temuan(*_TIDAK_JELAS, posisi=posisi, kolom="jabatan", nilai=isian.isi(medan)[posisi]))
        elif pelaksana:
            pesan = _PLT if siapa[posisi] in definitif else _PLT_SAJA
            temuan.append(isian.temuan(*pesan, posisi=posisi, kolom="jabatan"))
    return isian.ambil(np.array([satu is False for satu in plt], dtype=bool)), temuan


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
