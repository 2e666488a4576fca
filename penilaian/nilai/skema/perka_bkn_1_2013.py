"""Perka BKN 1/2013: aspects give the score of an activity, activities the SKP, SKP and behaviour the predicate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.aturan.rumus import perka_bkn_1_2013 as rumus
from penilaian.aturan.rumus.pita import golongkan
from penilaian.nilai.angka import (
    KUNCI,
    MASUKAN,
    Baris,
    Nilai,
    Orang,
    Tiga,
    gabung_butir,
    rata,
    sebaran_opd,
    susun_pegawai,
    tabel,
    tertulis,
    tiga_rata,
)
from penilaian.nilai.cerita.angka import CeritaAngka, ceritakan_angka
from penilaian.nilai.olahan import Keluaran, Olahan, baca_masukan, pastikan_periode
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data

KEGIATAN = "perka-bkn-1-2013/nilai_kegiatan"
NILAI = "perka-bkn-1-2013/nilai_kinerja"
PREDIKAT = "perka-bkn-1-2013/predikat"
PERIODE = "perka-bkn-1-2013/periode_penilaian"
TERTINGGI = Fraction(100)
"""The best a missing score could turn out: the end of the printed scale."""

GALAT = rumus.GALAT_ASPEK | {
    "aspek_kosong": "aspek indikator belum diisi",
    "target_rentang": "target berupa rentang tidak dikenal skema ini",
}


def hitung_skema(data: Data, periode: Periode, buku: BukuAturan) -> Olahan:
    """See `Skema`."""
    pastikan_periode(periode, PERIODE, buku)
    aturan = buku.pada(periode.akhir)
    masukan = baca_masukan(data, periode, MASUKAN)
    orang: dict[str, Orang] = {nip: Orang() for nip in masukan["pegawai"]["nip"]}
    indikator, rhk = _nilai_kegiatan(gabung_butir(masukan), aturan, orang)
    pegawai, tepat = susun_pegawai(
        masukan["pegawai"], masukan["penetapan_angka"], orang, lambda skp, tetap: _nilai_akhir(skp, tetap, aturan)
    )
    predikat = [kode for kode, _ in aturan.nilai(PREDIKAT).urut]
    isi = {
        "indikator": ("nilai setiap aspek", (KEGIATAN,), tabel(indikator, KUNCI["indikator"])),
        "rhk": ("nilai setiap kegiatan", (KEGIATAN,), tabel(rhk, KUNCI["rhk"])),
        "pegawai": ("nilai SKP, nilai prestasi kerja, dan predikat", (NILAI, PREDIKAT), pegawai),
        "opd": ("sebaran predikat per OPD", (PREDIKAT,), sebaran_opd(pegawai, predikat)),
    }
    keluaran = {nama: Keluaran(uraian, KUNCI[nama], dasar, hasil) for nama, (uraian, dasar, hasil) in isi.items()}
    return Olahan("perka_bkn_1_2013", (KEGIATAN, NILAI, PREDIKAT, PERIODE), masukan, keluaran, tepat)


def ceritakan(tabel: Mapping[str, pd.DataFrame], buku: BukuAturan, periode: Periode, nip: str) -> Iterator[Baris]:
    """See `Skema`."""
    cerita = CeritaAngka("nilai aspek", "nilai kegiatan", KEGIATAN, KEGIATAN, NILAI, PREDIKAT, GALAT)
    return ceritakan_angka(tabel, buku.pada(periode.akhir), nip, cerita)


def _nilai_kegiatan(butir: list[Baris], aturan: Aturan, orang: Mapping[str, Orang]) -> tuple[list[Baris], list[Baris]]:
    """Scores of aspects and activities; counts and the score of the SKP go to ``orang``."""
    indikator: list[Baris] = []
    rhk: list[Baris] = []
    skp: dict[str, list[Tiga]] = {nip: [] for nip in orang}
    urut = sorted(butir, key=lambda satu: (satu["nip"], satu["kode_rhk"], satu["kategori"], satu["kode_indikator"]))
    for (nip, kode, kategori), kelompok in groupby(urut, key=lambda s: (s["nip"], s["kode_rhk"], s["kategori"])):
        aspek = list(_nilai_aspek(list(kelompok), aturan))
        nilai = [satu["nilai"] for satu in aspek]
        tiga = (rata(nilai), rata(nilai, Fraction(0)), rata(nilai, TERTINGGI))
        indikator += aspek
        rhk.append({"nip": nip, "kode_rhk": kode, "kategori": kategori, "nilai": tiga[0],
                    "indikator": len(aspek), "indikator_kosong": nilai.count(None)})  # fmt: skip
        _catat(orang[nip], aspek, kategori)
        if kategori == "utama":
            skp[nip].append(tiga)
    for nip, isi in skp.items():
        orang[nip].skp = tiga_rata(isi)
    return indikator, rhk


def _nilai_aspek(kegiatan: list[Baris], aturan: Aturan) -> Iterator[Baris]:
    tidak_dilaksanakan = any(satu["aspek"] == "kuantitas" and satu["realisasi"] == 0 for satu in kegiatan)
    for satu in kegiatan:
        galat = _galat(satu)
        nilai: Fraction | None = None
        if galat is None and tidak_dilaksanakan:
            nilai = Fraction(0)
        elif galat is None and satu["realisasi"] is not None:
            nilai = rumus.nilai_aspek(
                rumus.nisbah_aspek(satu["atas"], satu["realisasi"]),
                hemat=satu["aspek"] in rumus.ASPEK_HEMAT,
                parameter=aturan.nilai(KEGIATAN),
            )
        yield {**satu, "nilai": nilai, "galat": galat}


def _galat(satu: Baris) -> str | None:
    if satu["aspek"] is None:
        return "aspek_kosong"
    if satu["bawah"] != satu["atas"]:
        return "target_rentang"
    return rumus.periksa_aspek(satu["atas"], satu["realisasi"])


def _catat(orang: Orang, aspek: list[Baris], kategori: str) -> None:
    if kategori != "utama":
        orang.alasan.append("tugas_tambahan_tidak_dinilai")
        return
    orang.jumlah_indikator += len(aspek)
    orang.jumlah_kosong += sum(satu["nilai"] is None for satu in aspek)
    orang.jumlah_ditolak += sum(satu["galat"] is not None for satu in aspek)
    if any(satu["nilai"] is None and satu["galat"] is None for satu in aspek):
        orang.alasan.append("realisasi_kosong")
    if any(satu["galat"] is not None for satu in aspek):
        orang.alasan.append("capaian_ditolak")


def _nilai_akhir(skp: Fraction | None, tetap: Mapping[str, Any], aturan: Aturan) -> Nilai:
    perilaku = tertulis(tetap.get("nilai_perilaku"))
    if skp is None or perilaku is None:
        return Nilai(None, None, ("nilai_perilaku_kosong",) if perilaku is None else ())
    nilai = rumus.nilai_kinerja(skp, perilaku, aturan.nilai(NILAI))
    return Nilai(nilai, golongkan(nilai, aturan.nilai(PREDIKAT)))
