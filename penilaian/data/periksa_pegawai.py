"""Checks around the employees of a period: listed, assessed by whom, planned for."""

from __future__ import annotations

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.data import pesan
from penilaian.data.lapor import PEGAWAI_PERIODE, Isi, ada_di, gabung_kunci, lapor
from penilaian.data.nilai_sel import bagian_nip
from penilaian.data.temuan import Temuan
from penilaian.data.ubah import TabelBaca
from penilaian.periode import Periode

DAFTAR_PERIODE = "permenpanrb-6-2022/periode_penilaian"
TABEL_PEGAWAI = ("skp", "realisasi", "penetapan", "penetapan_angka", "umpan_balik")


def periksa_pegawai(isi: Isi) -> list[Temuan]:
    """All findings about employees; ``isi`` has table ``pegawai``."""
    pegawai = isi["pegawai"]
    return [
        *_jenis_periode(pegawai),
        *_pegawai_ada(isi),
        *_penilai(pegawai),
        *_penilai_kosong(pegawai),
        *_jenis_kelamin(pegawai),
        *_penilai_penetapan(isi),
        *_tanpa_skp(isi),
    ]


def _pegawai_ada(isi: Isi) -> list[Temuan]:
    dikenal = gabung_kunci(isi["pegawai"].frame, PEGAWAI_PERIODE)
    temuan = []
    for nama in TABEL_PEGAWAI:
        if nama in isi:
            kunci = gabung_kunci(isi[nama].frame, PEGAWAI_PERIODE)
            temuan += lapor(isi[nama], kunci.notna() & ~ada_di(kunci, dikenal), "nip", pesan.PEGAWAI_TIDAK_ADA)
    return temuan


def _penilai(pegawai: TabelBaca) -> list[Temuan]:
    frame = pegawai.frame
    sendiri = frame["nip"] == frame["nip_penilai"]
    penilai = gabung_kunci(frame, ["nip_penilai", "periode"])
    hilang = penilai.notna() & ~ada_di(penilai, gabung_kunci(frame, PEGAWAI_PERIODE))
    return [
        *lapor(pegawai, sendiri, "nip_penilai", pesan.MENILAI_DIRI_SENDIRI),
        *lapor(pegawai, hilang, "nip_penilai", pesan.PENILAI_TIDAK_ADA),
        *lapor(pegawai, berputar(frame), "nip_penilai", pesan.PENILAI_BERPUTAR),
    ]


def _penilai_kosong(pegawai: TabelBaca) -> list[Temuan]:
    """Only the head of the region assesses without being listed, and only the highest posts."""
    if "nip_penilai" in pegawai.tanpa:
        return []
    frame = pegawai.frame
    bukan_jpt = frame["jenis_jabatan"].notna() & (frame["jenis_jabatan"] != "jpt")
    kosong = frame["nip_penilai"].isna() & pegawai.terbaca("nip_penilai")
    return lapor(pegawai, kosong & bukan_jpt, "nip_penilai", pesan.PENILAI_KOSONG)


def berputar(pegawai: pd.DataFrame) -> pd.Series:
    """Whether an employee is, through two or more assessors in a period, their own assessor."""
    hasil = pd.Series(data=False, index=pegawai.index)
    for _, kelompok in pegawai.dropna(subset=["nip", "periode", "nip_penilai"]).groupby("periode"):
        lingkaran = _dalam_lingkaran(dict(zip(kelompok["nip"], kelompok["nip_penilai"], strict=True)))
        hasil.loc[kelompok.index] = kelompok["nip"].isin(lingkaran)
    return hasil


def _dalam_lingkaran(penilai: dict[str, str]) -> set[str]:
    """The people on a circle of at least two; each is walked through once."""
    dilalui: set[str] = set()
    lingkaran: set[str] = set()
    for awal in penilai:
        jalan: dict[str, int] = {}
        kini = awal
        while kini in penilai and kini not in dilalui:
            dilalui.add(kini)
            jalan[kini] = len(jalan)
            kini = penilai[kini]
        if kini in jalan and len(jalan) - jalan[kini] > 1:
            lingkaran.update(nip for nip, urut in jalan.items() if urut >= jalan[kini])
    return lingkaran


def _tanpa_skp(isi: Isi) -> list[Temuan]:
    if "skp" not in isi:
        return []
    kunci = gabung_kunci(isi["pegawai"].frame, PEGAWAI_PERIODE)
    punya = ada_di(kunci, gabung_kunci(isi["skp"].frame, PEGAWAI_PERIODE))
    return lapor(isi["pegawai"], kunci.notna() & ~punya, "nip", pesan.TANPA_SKP)


def _jenis_kelamin(pegawai: TabelBaca) -> list[Temuan]:
    frame = pegawai.frame
    menurut_nip = {nip: bagian_nip(nip).jenis_kelamin for nip in frame["nip"].dropna().unique()}
    seharusnya = frame["nip"].map(menurut_nip)
    kena = seharusnya.notna() & frame["jenis_kelamin"].notna() & (seharusnya != frame["jenis_kelamin"])
    return lapor(pegawai, kena, "jenis_kelamin", pesan.JENIS_KELAMIN_BEDA)


def _penilai_penetapan(isi: Isi) -> list[Temuan]:
    if "penetapan" not in isi:
        return []
    penetapan, pegawai = isi["penetapan"], isi["pegawai"].frame
    kunci = gabung_kunci(pegawai, PEGAWAI_PERIODE)
    acuan = pegawai["nip_penilai"].set_axis(kunci)[kunci.notna().to_numpy() & ~kunci.duplicated().to_numpy()]
    penilai = gabung_kunci(penetapan.frame, PEGAWAI_PERIODE).map(acuan)
    tercatat = penetapan.frame["nip_penilai"]
    beda = penilai.notna() & tercatat.notna() & (penilai != tercatat)
    sendiri = penetapan.frame["nip"] == tercatat
    return [
        *lapor(penetapan, beda, "nip_penilai", pesan.PENILAI_BERBEDA),
        *lapor(penetapan, sendiri, "nip_penilai", pesan.MENILAI_DIRI_SENDIRI),
    ]


def _jenis_periode(pegawai: TabelBaca) -> list[Temuan]:
    buku = muat_buku()
    sah = buku.daftar(DAFTAR_PERIODE).kode
    ada = [Periode.urai(kode) for kode in pegawai.frame["periode"].dropna().unique()]
    lain = [butir.kode for butir in ada if buku.pada(butir.akhir).berlaku(DAFTAR_PERIODE) and butir.jenis not in sah]
    return lapor(pegawai, pegawai.frame["periode"].isin(lain), "periode", pesan.PERIODE_BUKAN_PERIODE_EVALUASI)
