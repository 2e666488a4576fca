"""One row an employee and period: after a transfer e-Kinerja gives one for each SKP, and the last one counts.

PermenPANRB 6/2022, lampiran hlm. 91: the new assessor judges, on the new unit's achievement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from penilaian.bahasa import daftar_kata, tanggal
from penilaian.data.temuan import Temuan
from penilaian.impor.ekinerja.hari import tanggal_kolom, temuan_hari
from penilaian.impor.ekinerja.isian import Isian
from penilaian.impor.ekinerja.nilai import nip_kunci

MEDAN_AKHIR = "periode_akhir_skp"
_TEMPAT = ("skp_unor_induk", "skp_unor")


@dataclass
class _Pilihan:
    """What was decided on the way."""

    dibuang: set[int] = field(default_factory=set)
    mutasi: set[int] = field(default_factory=set)
    dibandingkan: set[int] = field(default_factory=set)
    """Rows whose last days had to be compared."""
    temuan: list[Temuan] = field(default_factory=list)


def pilih_terakhir(isian: Isian, isi_penting: Sequence[str]) -> tuple[Isian, list[Temuan]]:
    """One row for each NIP and ``periode``, with field ``mutasi``; ``isi_penting`` says which fields make two rows differ.

    Numeric NIPs are left alone: two people may have become one number.
    """
    akhir = tanggal_kolom(isian.isi(MEDAN_AKHIR), serial=isian.serial)
    kunci = [nip_kunci(satu) for satu in isian.isi("nip")]
    kelompok: dict[tuple[str, object], list[int]] = {}
    for posisi, (nip, periode) in enumerate(zip(kunci, isian.isi("periode"), strict=True)):
        if nip is not None:
            kelompok.setdefault((nip, periode), []).append(posisi)
    pilihan = _Pilihan()
    kolom = [isian.isi(nama) for nama in isi_penting if nama != "nip"]
    for kawan in kelompok.values():
        if len(kawan) > 1:
            berbeda = _tanpa_ganda(isian, kawan, [akhir.hari, *kolom], pilihan)
            if len(berbeda) > 1:
                _pilih(isian, berbeda, akhir.hari, pilihan)
    hasil = isian.tambah("mutasi", [posisi in pilihan.mutasi for posisi in range(len(isian))])
    dipakai = np.array([posisi not in pilihan.dibuang for posisi in range(len(isian))], dtype=bool)
    urutan = temuan_hari(isian, akhir, (MEDAN_AKHIR,), "mutasi", hanya=pilihan.dibandingkan)
    return hasil.ambil(dipakai), [*urutan, *pilihan.temuan]


def _tanpa_ganda(isian: Isian, posisi: Sequence[int], kolom: Sequence[list[object]], pilihan: _Pilihan) -> list[int]:
    """The first of rows that say the same."""
    berbeda: list[int] = []
    for satu in posisi:
        sama = next((lain for lain in berbeda if all(isi[lain] == isi[satu] for isi in kolom)), None)
        if sama is None:
            berbeda.append(satu)
            continue
        pilihan.dibuang.add(satu)
        apa = f"Baris ini sama dengan baris {isian.asal.baris[sama]}; hanya satu yang dipakai"
        pilihan.temuan.append(
            isian.temuan("catatan", "baris_ganda", apa, "tidak perlu apa-apa", posisi=satu, kolom="nip")
        )
    return berbeda


def _pilih(isian: Isian, posisi: list[int], akhir: Sequence[object], pilihan: _Pilihan) -> None:
    pilihan.dibandingkan.update(posisi)
    hari = [isi for satu in posisi if isinstance(isi := akhir[satu], date)]
    terakhir = [satu for satu in posisi if akhir[satu] == max(hari)] if len(hari) == len(posisi) else []
    if len(terakhir) != 1:
        pilihan.dibuang.update(posisi)
        pilihan.temuan += [_ambigu(isian, satu, posisi, lengkap=bool(terakhir)) for satu in posisi]
        return
    dipakai = terakhir[0]
    pilihan.dibuang.update(set(posisi) - {dipakai})
    if any(isian.frame[nama].iloc[posisi].astype(str).nunique() > 1 for nama in _TEMPAT if isian.ada(nama)):
        pilihan.mutasi.add(dipakai)
    pilihan.temuan += [_dipilih(isian, satu, dipakai, max(hari)) for satu in posisi if satu != dipakai]


def _dipilih(isian: Isian, posisi: int, dipakai: int, hari: date) -> Temuan:
    return isian.temuan(
        "catatan",
        "mutasi_dipilih",
        f"Pegawai ini punya lebih dari satu SKP dalam periode ini; yang dipakai baris {isian.asal.baris[dipakai]}, "
        f"yang berakhir paling akhir ({tanggal(hari)})",
        "pastikan baris itu memang unit kerja terakhirnya",
        posisi=posisi,
        kolom="nip",
    )


def _ambigu(isian: Isian, posisi: int, semua: Sequence[int], *, lengkap: bool) -> Temuan:
    lain = daftar_kata([str(isian.asal.baris[satu]) for satu in semua if satu != posisi])
    sebab = "berakhir pada hari yang sama" if lengkap else "tanggal akhir SKP-nya tidak semua terbaca"
    return isian.temuan(
        "galat",
        "mutasi_ambigu",
        f"Pegawai ini juga ada di baris {lain} dengan isi berbeda, dan {sebab}; tidak satu pun dipakai",
        "tentukan SKP yang berlaku di e-Kinerja (akhiri SKP lamanya), lalu unduh ulang",
        posisi=posisi,
        kolom="nip",
    )
