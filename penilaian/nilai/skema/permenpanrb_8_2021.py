"""PermenPANRB 8/2021 with PP 30/2019: achievement gives the score of an indicator, these the SKP and the predicate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.aturan.bentuk import Parameter
from penilaian.aturan.rumus import permenpanrb_8_2021 as rumus
from penilaian.aturan.rumus import pp_30_2019
from penilaian.aturan.rumus.capaian import hitung_capaian
from penilaian.bahasa import angka
from penilaian.galat import GalatRumus
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
from penilaian.nilai.cerita.baris import Pencerita, hasil_capaian, nama_kode
from penilaian.nilai.olahan import Keluaran, Olahan, baca_masukan, pastikan_periode
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data

CAPAIAN = "permenpanrb-8-2021/capaian_iki"
NILAI_IKI = "permenpanrb-8-2021/nilai_iki"
MAKSIMUM = "permenpanrb-8-2021/target_maksimum"
KATEGORI = "permenpanrb-8-2021/kategori"
FAKTOR = "permenpanrb-8-2021/faktor_tambahan"
LINGKUP = "permenpanrb-8-2021/bobot_lingkup"
SKP = "permenpanrb-8-2021/nilai_skp"
PERIODE = "permenpanrb-8-2021/periode_penilaian"
NILAI = "pp-30-2019/nilai_kinerja"
PREDIKAT = "pp-30-2019/predikat"
KETENTUAN = (CAPAIAN, NILAI_IKI, MAKSIMUM, KATEGORI, FAKTOR, LINGKUP, SKP, PERIODE, NILAI, PREDIKAT)


def hitung_skema(data: Data, periode: Periode, buku: BukuAturan) -> Olahan:
    """See `Skema`."""
    pastikan_periode(periode, PERIODE, buku)
    aturan = buku.pada(periode.akhir)
    masukan = baca_masukan(data, periode, MASUKAN)
    orang: dict[str, Orang] = {nip: Orang() for nip in masukan["pegawai"]["nip"]}
    indikator = [_nilai_indikator(satu, aturan) for satu in gabung_butir(masukan)]
    rhk = _nilai_rhk(indikator, aturan, orang)
    pegawai, tepat = susun_pegawai(
        masukan["pegawai"],
        masukan["penetapan_angka"],
        orang,
        lambda skp, tetap: nilai_akhir(skp, tetap, aturan),
        catatan=("varian", "ide_baru"),
    )
    predikat = [kode for kode, _ in aturan.nilai(PREDIKAT).urut]
    isi = {
        "indikator": ("capaian, kategori, dan nilai IKI", (CAPAIAN, NILAI_IKI), tabel(indikator, KUNCI["indikator"])),
        "rhk": ("nilai setiap rencana kinerja", (SKP, FAKTOR, LINGKUP), tabel(rhk, KUNCI["rhk"])),
        "pegawai": ("nilai SKP, nilai kinerja, dan predikat", (SKP, NILAI, PREDIKAT), pegawai),
        "opd": ("sebaran predikat per OPD", (PREDIKAT,), sebaran_opd(pegawai, predikat)),
    }
    keluaran = {nama: Keluaran(uraian, KUNCI[nama], dasar, hasil) for nama, (uraian, dasar, hasil) in isi.items()}
    return Olahan("permenpanrb_8_2021", KETENTUAN, masukan, keluaran, tepat)


def ceritakan(tabel: Mapping[str, pd.DataFrame], buku: BukuAturan, periode: Periode, nip: str) -> Iterator[Baris]:
    """See `Skema`."""
    aturan = buku.pada(periode.akhir)
    tambahan = angka(aturan.nilai(SKP).bilangan("batas_tambahan"))
    cerita = CeritaAngka(
        rhk="nilai rencana kinerja",
        tambahan="nilai tertimbang: faktor kategori × bobot lingkup × nilai",
        skp=f"rata-rata kinerja utama, ditambah kinerja tambahan sampai {tambahan}",
        uraikan=_uraian_iki,
        bobot=_bobot_skp,
        ketentuan_rhk=SKP,
        ketentuan_tambahan=LINGKUP,
        ketentuan_nilai=NILAI,
        ketentuan_predikat=PREDIKAT,
    )
    return ceritakan_angka(tabel, aturan, nip, cerita)


def _uraian_iki(pencerita: Pencerita, butir: Mapping[Any, Any]) -> Iterator[Baris]:
    """The achievement of an indicator and, where there is one, its score and category."""
    kode, aturan = butir["kode_indikator"], pencerita.aturan
    yield pencerita.baris("capaian", kode, pencerita.dasar_capaian(butir, CAPAIAN), hasil_capaian(butir), CAPAIAN)
    if pd.isna(butir["nilai"]):
        return
    hasil = f"{angka(butir['nilai'])} ({nama_kode(aturan.nilai(KATEGORI).nama, butir['kategori_nilai']).lower()})"
    if butir["jenis_target"] == "maksimum" and butir["capaian"] == 100:
        yield pencerita.baris("nilai IKI", kode, "target tertinggi yang mungkin, tercapai", hasil, MAKSIMUM)
    else:
        ruas = next(satu for satu in aturan.nilai(NILAI_IKI).ruas if satu.kategori == butir["kategori_nilai"])
        yield pencerita.baris("nilai IKI", kode, ruas.tercetak, hasil, NILAI_IKI)


def _bobot_skp(parameter: Parameter, orang: Mapping[Any, Any]) -> Fraction | None:
    return None if pd.isna(orang["varian"]) else pp_30_2019.bobot_skp(orang["varian"], parameter)


def _nilai_indikator(satu: Baris, aturan: Aturan) -> Baris:
    capaian = hitung_capaian(
        satu["bawah"],
        satu["atas"],
        satu["realisasi"],
        turun=satu["arah"] == "turun",
        maksimum=satu["jenis_target"] == "maksimum",
        rumus=aturan.nilai(CAPAIAN),
        arah_dikenal=satu["arah"] in ("naik", "turun"),
    )
    if capaian.nilai is None:
        return {**satu, "capaian": None, "galat": capaian.galat, "kategori_nilai": None, "nilai": None}
    nilai = rumus.nilai_iki(
        capaian.nilai,
        maksimum=satu["jenis_target"] == "maksimum",
        ruas=aturan.nilai(NILAI_IKI),
        parameter=aturan.nilai(MAKSIMUM),
    )
    # A missed target far beyond twice its size has a negative achievement; the scale starts at zero.
    batas = max(nilai.nilai, Fraction(0))
    return {**satu, "capaian": capaian.nilai, "galat": None, "kategori_nilai": nilai.kategori, "nilai": batas}


def _nilai_rhk(indikator: list[Baris], aturan: Aturan, orang: Mapping[str, Orang]) -> list[Baris]:
    tertinggi = aturan.nilai(NILAI_IKI).batas_atas
    rhk: list[Baris] = []
    utama: dict[str, list[Tiga]] = {nip: [] for nip in orang}
    tambahan: dict[str, list[Tiga]] = {nip: [] for nip in orang}
    urut = sorted(indikator, key=lambda s: (s["nip"], s["kode_rhk"], s["kategori"], s["kode_indikator"]))
    for (nip, kode, kategori), kelompok in groupby(urut, key=lambda s: (s["nip"], s["kode_rhk"], s["kategori"])):
        isi = list(kelompok)
        nilai = [satu["nilai"] for satu in isi]
        tiga = (rata(nilai), rata(nilai, Fraction(0)), rata(nilai, tertinggi))
        if kategori == "utama":
            utama[nip].append(tiga)
        else:
            tiga = _tertimbang(isi, tiga[0], aturan, orang[nip])
            tambahan[nip].append(tiga)
        rhk.append({"nip": nip, "kode_rhk": kode, "kategori": kategori, "nilai": tiga[0],
                    "indikator": len(isi), "indikator_kosong": nilai.count(None)})  # fmt: skip
        catat_butir(orang[nip], isi)
    for nip, satu in orang.items():
        satu.skp = _nilai_skp(utama[nip], tambahan[nip], aturan)
        if tambahan[nip] and not utama[nip]:
            satu.alasan.append("tanpa_kinerja_utama")
    return rhk


def _tertimbang(isi: list[Baris], nilai: Fraction | None, aturan: Aturan, orang: Orang) -> Tiga:
    """The weighted score of an additional task; missing parts leave it between nothing and its scope's weight."""
    lingkup = aturan.nilai(LINGKUP)
    terbesar = max(butir["bobot"] for butir in lingkup.baris.values()) * aturan.nilai(NILAI_IKI).batas_atas / 100
    kode = {satu["lingkup"] for satu in isi}
    kategori = {satu["kategori_nilai"] for satu in isi}
    if kode == {None} or len(kode) > 1:
        orang.alasan.append("lingkup_tambahan_kosong")
        return None, Fraction(0), terbesar
    if nilai is None or None in kategori:
        return None, Fraction(0), terbesar
    if len(kategori) > 1:
        orang.alasan.append("kategori_tambahan_campuran")
    terendah = min(kategori, key=aturan.nilai(KATEGORI).kode.index)
    tertimbang = rumus.nilai_tertimbang(
        rumus.KinerjaTambahan(terendah, nilai, kode.pop()), aturan.nilai(FAKTOR), lingkup
    )
    return tertimbang, tertimbang, tertimbang


def _nilai_skp(utama: list[Tiga], tambahan: list[Tiga], aturan: Aturan) -> Tiga:
    rata_utama = tiga_rata(utama)

    def jumlah(nomor: int) -> Fraction | None:
        ku = rata_utama[nomor]
        kt = [butir[nomor] or Fraction(0) for butir in tambahan]
        return None if ku is None else rumus.nilai_skp([ku], kt, aturan.nilai(SKP))

    nilai, terburuk, terbaik = jumlah(0), jumlah(1), jumlah(2)
    tertinggi: Fraction = aturan.nilai(NILAI).bilangan("nilai_tertinggi")
    if terburuk is None or terbaik is None or terburuk > tertinggi:
        return nilai, terburuk, terbaik
    # What is missing cannot lift the score above the highest there is.
    return nilai, terburuk, min(terbaik, tertinggi)


def nilai_akhir(skp: Fraction | None, tetap: Mapping[str, Any], aturan: Aturan) -> Nilai:
    """The score and predicate of PP 30/2019 from the SKP's score and the row of penetapan_angka."""
    perilaku, varian = tertulis(tetap.get("nilai_perilaku")), tetap.get("varian")
    kurang = [
        kode
        for kode, kosong in (("nilai_perilaku_kosong", perilaku is None), ("varian_360_kosong", pd.isna(varian)))
        if kosong
    ]
    if skp is None or perilaku is None or pd.isna(varian):
        return Nilai(None, None, tuple(kurang))
    try:
        nilai = pp_30_2019.nilai_kinerja(skp, perilaku, str(varian), aturan.nilai(NILAI))
    except GalatRumus:
        return Nilai(None, None, ("nilai_lebih_dari_tertinggi",))
    return Nilai(nilai, *predikat_akhir(nilai, tetap, aturan))


def predikat_akhir(nilai: Fraction, tetap: Mapping[str, Any], aturan: Aturan) -> tuple[str | None, tuple[str, ...]]:
    """The predicate; none where the highest band hangs on a new idea of which nothing is recorded."""
    ide, pita = tetap.get("ide_baru"), aturan.nilai(PREDIKAT)
    dengan, tanpa = (pp_30_2019.predikat(nilai, ide_baru=ada, pita=pita) for ada in (True, False))
    if dengan == tanpa:
        return dengan, ()
    if pd.isna(ide):
        return None, ("ide_baru_kosong",)
    return (dengan if ide else tanpa), ()
