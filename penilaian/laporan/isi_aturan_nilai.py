"""The value of a provision as a table, the same for the command line and the notebook."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.aturan.bentuk import Tuas
from penilaian.aturan.ketentuan import SIFAT, Masa
from penilaian.bahasa import tanggal
from penilaian.laporan.isi_aturan import sebab_tidak_berlaku
from penilaian.laporan.isi_aturan_bentuk import isi_nilai
from penilaian.laporan.isi_aturan_tulis import tulis_pecahan
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel


def nilai_terakhir(aturan: Aturan, kode: str) -> Any:
    """The value in force on the day, else the latest there was: for worked examples of what is history."""
    ketentuan = aturan.ketentuan[kode]
    if not sebab_tidak_berlaku(ketentuan, aturan.hari):
        return ketentuan.pada(aturan.hari).nilai
    return next(masa.nilai for masa in reversed(ketentuan.masa) if masa.nilai is not None)


def tabel_nilai(aturan: Aturan, kode: str) -> Tabel | Poin:
    """The value of a provision on the day, with source and notes; a sentence where it is not in force."""
    ketentuan = aturan.ketentuan[kode]
    sebab = sebab_tidak_berlaku(ketentuan, aturan.hari)
    if sebab:
        return Poin(ketentuan.judul, (f"Tidak ada isinya pada {tanggal(aturan.hari)}: {sebab}.",))
    masa = ketentuan.pada(aturan.hari)
    isi = isi_nilai(masa.nilai, BukuAturan(aturan.ketentuan))
    terisi = [nomor for nomor in range(len(isi.kolom)) if not nomor or any(baris[nomor] for baris in isi.baris)]
    kolom = tuple(
        Kolom(isi.kolom[nomor][0], isi.kolom[nomor][1], "bilangan" if isi.kolom[nomor][0] in isi.berangka else "teks")
        for nomor in terisi
    )
    baris = [tuple(satu[nomor] for nomor in terisi) for satu in isi.baris]
    bulat = "" if ketentuan.pembulatan == "tidak ada" else f"Pembulatan: {ketentuan.pembulatan}."
    return Tabel(
        ketentuan.judul,
        kolom,
        pd.DataFrame(baris, columns=[satu.kunci for satu in kolom], dtype=object),
        catatan=" ".join(filter(None, (isi.catatan, masa.catatan, bulat))),
        sumber=sumber_ketentuan(aturan, kode, masa),
    )


def daftar_tuas(aturan: Aturan, kode: str) -> list[tuple[str, str, str]]:
    """What a scenario may change in a provision in force: the lever's name, its value, what is allowed."""
    buku = BukuAturan(aturan.ketentuan)
    return [(nama, _tulis_tuas(tuas.nilai), _boleh_tuas(tuas)) for nama, tuas in buku.tuas(kode, aturan.hari).items()]


def _tulis_tuas(nilai: Fraction | str) -> str:
    return nilai if isinstance(nilai, str) else tulis_pecahan(nilai)


def _boleh_tuas(tuas: Tuas) -> str:
    if tuas.rentang is None:
        return ", ".join(tuas.pilihan)
    bulat = "bilangan bulat " if tuas.bulat else ""
    return f"{bulat}{tulis_pecahan(tuas.rentang[0])} sampai {tulis_pecahan(tuas.rentang[1])}"


def sumber_ketentuan(aturan: Aturan, kode: str, masa: Masa) -> str:
    """Citation, standing and verification in one phrase."""
    sifat = aturan.ketentuan[kode].uraian_sifat(aturan.hari)
    return "; ".join([str(masa.sitasi), *([sifat] if sifat != SIFAT["peraturan"] else []), masa.verifikasi])
