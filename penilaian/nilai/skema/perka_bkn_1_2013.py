"""Perka BKN 1/2013: aspects give the score of an activity, activities the SKP, SKP and behaviour the predicate."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.aturan.bentuk import Parameter
from penilaian.aturan.rumus import perka_bkn_1_2013 as rumus
from penilaian.aturan.rumus.pita import golongkan
from penilaian.bahasa import angka
from penilaian.nilai.angka import (
    KUNCI,
    MASUKAN,
    Baris,
    Nilai,
    Orang,
    Tiga,
    catat_butir,
    gabung_butir,
    rata,
    sebaran_opd,
    susun_pegawai,
    tabel,
    tertulis,
    tiga_rata,
)
from penilaian.nilai.cerita.angka import CeritaAngka, ceritakan_angka
from penilaian.nilai.cerita.baris import Pencerita, kosong_karena
from penilaian.nilai.olahan import Keluaran, Olahan, baca_masukan, pastikan_periode
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data

KEGIATAN = "perka-bkn-1-2013/nilai_kegiatan"
NILAI = "perka-bkn-1-2013/nilai_kinerja"
PREDIKAT = "perka-bkn-1-2013/predikat"
PERIODE = "perka-bkn-1-2013/periode_penilaian"
TERTINGGI = Fraction(100)
"""The end of the printed scale: the highest behaviour, and the best a missing aspect is taken for."""

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
    indikator = tabel["indikator"].loc[tabel["indikator"]["nip"] == nip].to_dict("records")
    nihil = {butir["kode_rhk"] for butir in indikator if _nihil(butir)}
    cerita = CeritaAngka(
        rhk="nilai kegiatan",
        tambahan="tidak dinilai dalam skema ini",
        skp="rata-rata nilai kegiatan utama",
        uraikan=partial(_uraian_aspek, nihil=nihil),
        bobot=lambda parameter, _: parameter.bilangan("bobot_skp"),
        ketentuan_rhk=KEGIATAN,
        ketentuan_tambahan=KEGIATAN,
        ketentuan_nilai=NILAI,
        ketentuan_predikat=PREDIKAT,
    )
    return ceritakan_angka(tabel, buku.pada(periode.akhir), nip, cerita)


def _uraian_aspek(pencerita: Pencerita, butir: Mapping[Any, Any], nihil: Container[str]) -> Iterator[Baris]:
    dasar = _dasar_aspek(butir, nihil, pencerita.aturan.nilai(KEGIATAN))
    if pd.notna(butir["galat"]):
        hasil = f"ditolak: {GALAT[butir['galat']]}"
    else:
        hasil = kosong_karena(butir) if pd.isna(butir["nilai"]) else angka(butir["nilai"])
    yield pencerita.baris("nilai aspek", butir["kode_indikator"], dasar, hasil, KEGIATAN)


def _dasar_aspek(butir: Mapping[Any, Any], nihil: Container[str], parameter: Parameter) -> str:
    """Target, realisation and, where one applies, the formula of an aspect."""
    target = angka(butir["atas"])
    if pd.notna(butir["bawah"]) and butir["bawah"] != butir["atas"]:
        target = f"{angka(butir['bawah'])}–{target}"
    dasar = f"T = {target}, R = {angka(butir['realisasi'])} {butir['satuan']}"
    if pd.notna(butir["galat"]):
        return dasar
    dasar = f"{butir['aspek']}; {dasar}; {_rumus_tertulis(butir['aspek'], parameter)}"
    return f"{dasar}; kegiatan tidak dilaksanakan: nol" if butir["kode_rhk"] in nihil else dasar


def _rumus_tertulis(aspek: str, parameter: Parameter) -> str:
    if aspek not in rumus.ASPEK_HEMAT:
        return "R / T × 100"
    sesuai, batas = parameter.bilangan("nilai_sesuai_rencana"), parameter.bilangan("batas_efisiensi")
    hemat = f"({angka(1 + sesuai / 100)} T − R) / T × 100"
    return f"{hemat}, atau {angka(sesuai)} − [{hemat} − 100] bila hemat lebih dari {angka(batas)}%; paling rendah 0"


def _nilai_kegiatan(butir: list[Baris], aturan: Aturan, orang: Mapping[str, Orang]) -> tuple[list[Baris], list[Baris]]:
    """Scores of aspects and activities; counts and the score of the SKP go to ``orang``."""
    indikator: list[Baris] = []
    rhk: list[Baris] = []
    skp: dict[str, list[Tiga]] = {nip: [] for nip in orang}
    urut = sorted(butir, key=lambda satu: (satu["nip"], satu["kode_rhk"], satu["kategori"], satu["kode_indikator"]))
    for (nip, kode, kategori), kelompok in groupby(urut, key=lambda s: (s["nip"], s["kode_rhk"], s["kategori"])):
        aspek = list(_nilai_aspek(list(kelompok), aturan))
        tiga = _nilai_dan_batas(aspek)
        indikator += aspek
        rhk.append({"nip": nip, "kode_rhk": kode, "kategori": kategori, "nilai": tiga[0],
                    "indikator": len(aspek), "indikator_kosong": sum(satu["nilai"] is None for satu in aspek)})  # fmt: skip
        _catat(orang[nip], aspek, kategori)
        if kategori == "utama":
            skp[nip].append(tiga)
    for nip, isi in skp.items():
        orang[nip].skp = _tidak_di_bawah_nilai(tiga_rata(isi))
    return indikator, rhk


def _nilai_dan_batas(aspek: list[Baris]) -> Tiga:
    """The score of an activity with its bounds; a quantity yet to come may mean that nothing was carried out."""
    nilai = [satu["nilai"] for satu in aspek]
    mungkin_nihil = any(satu["aspek"] == "kuantitas" and satu["realisasi"] is None for satu in aspek)
    return rata(nilai), Fraction(0) if mungkin_nihil else rata(nilai, Fraction(0)), rata(nilai, TERTINGGI)


def _tidak_di_bawah_nilai(tiga: Tiga) -> Tiga:
    """The best bound at least the score itself: quantity above its target scores beyond the printed scale."""
    nilai, terburuk, terbaik = tiga
    return nilai, terburuk, terbaik if nilai is None or terbaik is None else max(nilai, terbaik)


def _nihil(butir: Mapping[Any, Any]) -> bool:
    """Whether this aspect says that the activity was not carried out."""
    return bool(butir["aspek"] == "kuantitas" and butir["realisasi"] == 0)


def _nilai_aspek(kegiatan: list[Baris], aturan: Aturan) -> Iterator[Baris]:
    tidak_dilaksanakan = any(_nihil(satu) for satu in kegiatan)
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
            # Far beyond the planned time or cost the formula is negative; the scale starts at zero.
            nilai = max(nilai, Fraction(0))
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
    catat_butir(orang, aspek)


def _nilai_akhir(skp: Fraction | None, tetap: Mapping[str, Any], aturan: Aturan) -> Nilai:
    perilaku = tertulis(tetap.get("nilai_perilaku"))
    if skp is None or perilaku is None:
        return Nilai(None, None, ("nilai_perilaku_kosong",) if perilaku is None else ())
    if perilaku > TERTINGGI:
        return Nilai(None, None, ("nilai_lebih_dari_tertinggi",))
    nilai = rumus.nilai_kinerja(skp, perilaku, aturan.nilai(NILAI))
    return Nilai(nilai, golongkan(nilai, aturan.nilai(PREDIKAT)))
