"""The agency of each row, by the name e-Kinerja gives it."""

from __future__ import annotations

import numpy as np

from penilaian.bahasa import angka
from penilaian.data.sebutan import kutip, tulis_nilai
from penilaian.data.temuan import Temuan
from penilaian.impor.bacaan import Konteks
from penilaian.impor.ekinerja.isian import Isian

MEDAN_OPD = "skp_unor_induk"


def tentukan_opd(isian: Isian, konteks: Konteks, tabel: str) -> tuple[Isian, list[Temuan]]:
    """The rows whose agency is known, with field ``kode_opd``; one finding for each name that is not.

    An export without the column names no agency: then only the one the user gave can stand.
    """
    if not isian.ada(MEDAN_OPD):
        return (isian.tambah("kode_opd", [konteks.kode_opd] * len(isian)) if konteks.kode_opd else isian), []
    nama = [None if satu is None else tulis_nilai(satu).strip() for satu in isian.isi(MEDAN_OPD)]
    arti = {satu: konteks.kode_opd if satu is None else konteks.opd.kode(satu) for satu in dict.fromkeys(nama)}
    kode = [arti[satu] for satu in nama]
    temuan = [
        _tidak_dikenal(isian, nama, satu, konteks)._replace(tabel=tabel) for satu, isi in arti.items() if isi is None
    ]
    return isian.tambah("kode_opd", kode).ambil(np.array([satu is not None for satu in kode], dtype=bool)), temuan


def _tidak_dikenal(isian: Isian, semua: list[str | None], nama: str | None, konteks: Konteks) -> Temuan:
    jumlah = f"{angka(semua.count(nama))} baris dengan nama ini tidak dibaca"
    if nama is None:
        apa = f"Nama OPD kosong; {angka(semua.count(nama))} baris tanpa nama OPD tidak dibaca"
        tindakan = "lengkapi unit organisasi pegawainya di e-Kinerja, atau beri --opd bila semuanya dari satu OPD"
    else:
        saran = konteks.opd.saran(nama)
        apa = f"OPD {kutip(nama)} tidak dikenal{f'; {saran}' if saran else ''}; {jumlah}"
        tindakan = f'tambahkan di padanan.yaml, di bawah opd: baris "{" ".join(nama.split())}": diikuti kode OPD-nya'
    return isian.temuan(
        "galat", "opd_tidak_dikenal", apa, tindakan, posisi=semua.index(nama), kolom="kode_opd", nilai=nama
    )
