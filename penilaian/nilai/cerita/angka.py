"""The schemes with numbers told as rows: scores of indicators, results, the SKP, the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.bahasa import angka
from penilaian.nilai.cerita.alasan import uraian_alasan
from penilaian.nilai.cerita.baris import Pencerita, hasil_capaian, nama_kode


@dataclass(frozen=True)
class CeritaAngka:
    """The words and provisions of one scheme: for indicators, results, final score and predicate."""

    indikator: str
    rhk: str
    ketentuan_indikator: str
    ketentuan_rhk: str
    ketentuan_nilai: str
    ketentuan_predikat: str
    galat: Mapping[str, str]
    rumus_capaian: str | None = None


def ceritakan_angka(
    tabel: Mapping[str, pd.DataFrame], aturan: Aturan, nip: str, cerita: CeritaAngka
) -> Iterator[dict[str, Any]]:
    """The rows of one employee who is in ``tabel["pegawai"]``."""
    pencerita = Pencerita(aturan)
    milik = {nama: isi.loc[isi["nip"] == nip].to_dict("records") for nama, isi in tabel.items() if "nip" in isi}
    for butir in milik["indikator"]:
        dasar, hasil = _indikator(pencerita, butir, cerita)
        yield pencerita.baris(cerita.indikator, butir["kode_indikator"], dasar, hasil, cerita.ketentuan_indikator)
    for butir in milik["rhk"]:
        dasar = f"{butir['kategori']}; dari {butir['indikator']} indikator, {butir['indikator_kosong']} kosong"
        yield pencerita.baris(cerita.rhk, butir["kode_rhk"], dasar, angka(butir["nilai"]), cerita.ketentuan_rhk)
    yield from _orang(pencerita, milik["pegawai"][0], cerita)


def _indikator(pencerita: Pencerita, butir: Mapping[Any, Any], cerita: CeritaAngka) -> tuple[str, str]:
    if cerita.rumus_capaian is not None:
        nilai = "" if pd.isna(butir["nilai"]) else f"; nilai {angka(butir['nilai'])} ({butir['kategori_nilai']})"
        return pencerita.dasar_capaian(butir, cerita.rumus_capaian), hasil_capaian(butir) + nilai
    dasar = f"{butir['aspek'] or 'aspek belum diisi'}; T = {angka(butir['atas'])}, R = {angka(butir['realisasi'])}"
    hasil = angka(butir["nilai"]) if pd.isna(butir["galat"]) else f"ditolak: {cerita.galat[butir['galat']]}"
    return f"{dasar} {butir['satuan']}", hasil


def _orang(pencerita: Pencerita, orang: Mapping[Any, Any], cerita: CeritaAngka) -> Iterator[dict[str, Any]]:
    yield pencerita.baris(
        "nilai SKP", "hasil kerja", "rata-rata nilai di atas", angka(orang["skp"]), cerita.ketentuan_rhk
    )
    dasar = f"SKP {angka(orang['skp'])}, perilaku {angka(orang['perilaku'])}"
    yield pencerita.baris("nilai akhir", "SKP dan perilaku", dasar, angka(orang["nilai"]), cerita.ketentuan_nilai)
    nama = {kode: pita.nama for kode, pita in pencerita.aturan.nilai(cerita.ketentuan_predikat).pita.items()}
    hasil = nama_kode(nama, orang["predikat"])
    if orang["tinjau"]:
        hasil += f"; tinjau: {uraian_alasan(orang['alasan_tinjau'])}"
    yield pencerita.baris("predikat", "pita nilai", f"nilai {angka(orang['nilai'])}", hasil, cerita.ketentuan_predikat)
