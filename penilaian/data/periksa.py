"""Checks across tables: references, employees of a period, plans and what was achieved."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.data import pesan
from penilaian.data.kamus import muat_kamus
from penilaian.data.ketelitian import terlalu_teliti
from penilaian.data.kuadran import bukan_kuadran
from penilaian.data.nilai_sel import bagian_nip
from penilaian.data.target import periksa_target
from penilaian.data.temuan import Pesan, Temuan
from penilaian.data.ubah import TabelBaca, posisi_benar
from penilaian.periode import Periode

Isi = Mapping[str, TabelBaca]
NILAI_DASAR = "permenpanrb-6-2022/nilai_dasar"
TABEL_PEGAWAI = ("skp", "realisasi", "penetapan", "umpan_balik")
_PEGAWAI_PERIODE = ["nip", "periode"]
_BUTIR = ["nip", "periode", "kode_indikator"]


def periksa_lintas(isi: Isi) -> list[Temuan]:
    """All findings that need more than one table; a table that could not be read is not compared with."""
    temuan = _rujukan(isi)
    if "pegawai" in isi:
        temuan += _jenis_periode(isi["pegawai"])
        temuan += _pegawai_ada(isi) + _penilai(isi["pegawai"]) + _jenis_kelamin(isi["pegawai"])
        temuan += _penilai_penetapan(isi)
    if "skp" in isi and "indikator" in isi:
        jenis = kolom_indikator(isi["skp"], isi["indikator"], "jenis_target")
        temuan += periksa_target(isi["skp"], jenis) + _kategori_rhk(isi["skp"], isi["indikator"])
    if "skp" in isi and "realisasi" in isi:
        temuan += _skp_dan_realisasi(isi["skp"], isi["realisasi"])
    if "realisasi" in isi:
        temuan += _alasan_kosong(isi["realisasi"])
    if "umpan_balik" in isi:
        temuan += _umpan_balik(isi)
    temuan += _ketelitian(isi)
    if "penetapan" in isi:
        temuan += _lapor(
            isi["penetapan"], bukan_kuadran(isi["penetapan"].frame), "predikat", pesan.PREDIKAT_BUKAN_KUADRAN
        )
    return temuan


def gabung_kunci(frame: pd.DataFrame, kolom: list[str]) -> pd.Series:
    """Several text columns as one; missing where one of them is."""
    hasil = frame[kolom[0]]
    for nama in kolom[1:]:
        hasil = hasil + "|" + frame[nama]
    return hasil


def ada_di(nilai: pd.Series, acuan: pd.Series) -> pd.Series:
    """Whether each value occurs in another column; missing never does."""
    return nilai.notna() & nilai.isin(acuan.dropna().drop_duplicates().to_numpy(dtype=object))


def kolom_indikator(skp: TabelBaca, indikator: TabelBaca, kolom: str) -> pd.Series:
    """A column of the indicator of each SKP row; missing where the indicator is unknown."""
    acuan = indikator.frame.dropna(subset=["kode"]).drop_duplicates("kode").set_index("kode")[kolom]
    return skp.frame["kode_indikator"].map(acuan)


def _lapor(tabel: TabelBaca, kena: pd.Series, kolom: str, isi_pesan: Pesan) -> list[Temuan]:
    """One finding for each row where ``kena`` is true."""
    posisi_kena = posisi_benar(kena)
    nilai = tabel.frame[kolom].iloc[posisi_kena].tolist()
    return [
        tabel.asal.temuan(*isi_pesan, posisi=posisi, kolom=kolom, nilai=isi)
        for posisi, isi in zip(posisi_kena, nilai, strict=True)
    ]


def _rujukan(isi: Isi) -> list[Temuan]:
    temuan = []
    for nama, tabel in isi.items():
        for kolom, kamus in muat_kamus()[nama].kolom.items():
            tujuan, _, kunci = (kamus.rujukan or "").partition(".")
            if tujuan in isi:
                nilai = tabel.frame[kolom]
                kena = nilai.notna() & ~ada_di(nilai, isi[tujuan].frame[kunci])
                temuan += _lapor(tabel, kena, kolom, pesan.rujukan_tidak_ada(kamus.label, tujuan))
    return temuan


def _pegawai_ada(isi: Isi) -> list[Temuan]:
    dikenal = gabung_kunci(isi["pegawai"].frame, _PEGAWAI_PERIODE)
    temuan = []
    for nama in TABEL_PEGAWAI:
        if nama in isi:
            kunci = gabung_kunci(isi[nama].frame, _PEGAWAI_PERIODE)
            temuan += _lapor(isi[nama], kunci.notna() & ~ada_di(kunci, dikenal), "nip", pesan.PEGAWAI_TIDAK_ADA)
    return temuan


def _penilai(pegawai: TabelBaca) -> list[Temuan]:
    frame = pegawai.frame
    sendiri = frame["nip"] == frame["nip_penilai"]
    penilai = gabung_kunci(frame, ["nip_penilai", "periode"])
    hilang = penilai.notna() & ~ada_di(penilai, gabung_kunci(frame, _PEGAWAI_PERIODE))
    return [
        *_lapor(pegawai, sendiri, "nip_penilai", pesan.MENILAI_DIRI_SENDIRI),
        *_lapor(pegawai, hilang, "nip_penilai", pesan.PENILAI_TIDAK_ADA),
    ]


def _jenis_kelamin(pegawai: TabelBaca) -> list[Temuan]:
    frame = pegawai.frame
    menurut_nip = {nip: bagian_nip(nip).jenis_kelamin for nip in frame["nip"].dropna().unique()}
    seharusnya = frame["nip"].map(menurut_nip)
    kena = seharusnya.notna() & frame["jenis_kelamin"].notna() & (seharusnya != frame["jenis_kelamin"])
    return _lapor(pegawai, kena, "jenis_kelamin", pesan.JENIS_KELAMIN_BEDA)


def _penilai_penetapan(isi: Isi) -> list[Temuan]:
    if "penetapan" not in isi:
        return []
    penetapan, pegawai = isi["penetapan"], isi["pegawai"].frame
    kunci = gabung_kunci(pegawai, _PEGAWAI_PERIODE)
    acuan = pegawai["nip_penilai"].set_axis(kunci)[kunci.notna().to_numpy() & ~kunci.duplicated().to_numpy()]
    penilai = gabung_kunci(penetapan.frame, _PEGAWAI_PERIODE).map(acuan)
    tercatat = penetapan.frame["nip_penilai"]
    beda = penilai.notna() & tercatat.notna() & (penilai != tercatat)
    sendiri = penetapan.frame["nip"] == tercatat
    return [
        *_lapor(penetapan, beda, "nip_penilai", pesan.PENILAI_BERBEDA),
        *_lapor(penetapan, sendiri, "nip_penilai", pesan.MENILAI_DIRI_SENDIRI),
    ]


def _jenis_periode(pegawai: TabelBaca) -> list[Temuan]:
    sah = muat_buku().daftar("permenpanrb-6-2022/periode_penilaian").kode
    ada = pegawai.frame["periode"].dropna().unique()
    lain = [kode for kode in ada if Periode.urai(kode).jenis not in sah]
    return _lapor(pegawai, pegawai.frame["periode"].isin(lain), "periode", pesan.PERIODE_BUKAN_PERIODE_EVALUASI)


def _kategori_rhk(skp: TabelBaca, indikator: TabelBaca) -> list[Temuan]:
    """One result is main or additional, not both: it would count twice."""
    rhk = kolom_indikator(skp, indikator, "kode_rhk")
    kunci = gabung_kunci(skp.frame.assign(rhk=rhk), [*_PEGAWAI_PERIODE, "rhk"])
    ragam = skp.frame["kategori"].groupby(kunci).transform("nunique")
    return _lapor(skp, kunci.notna() & (ragam > 1), "kategori", pesan.RHK_DUA_KATEGORI)


def _ketelitian(isi: Isi) -> list[Temuan]:
    kolom = {"realisasi": ("realisasi",), "skp": ("target", "target_bawah", "target_atas")}
    return [
        satu
        for nama, semua in kolom.items()
        if nama in isi
        for lajur in semua
        for satu in _lapor(isi[nama], terlalu_teliti(isi[nama].frame[lajur]), lajur, pesan.TERLALU_TELITI)
    ]


def _skp_dan_realisasi(skp: TabelBaca, realisasi: TabelBaca) -> list[Temuan]:
    rencana, capaian = gabung_kunci(skp.frame, _BUTIR), gabung_kunci(realisasi.frame, _BUTIR)
    tanpa_skp = capaian.notna() & ~ada_di(capaian, rencana)
    tanpa_realisasi = rencana.notna() & ~ada_di(rencana, capaian)
    return [
        *_lapor(realisasi, tanpa_skp, "kode_indikator", pesan.SKP_TIDAK_ADA),
        *_lapor(skp, tanpa_realisasi, "kode_indikator", pesan.REALISASI_TIDAK_ADA),
    ]


def _alasan_kosong(realisasi: TabelBaca) -> list[Temuan]:
    frame = realisasi.frame
    kosong = frame["realisasi"].isna() & realisasi.terbaca("realisasi")
    tanpa_alasan = kosong & frame["alasan_kosong"].isna() & realisasi.terbaca("alasan_kosong")
    keduanya = frame["realisasi"].notna() & frame["alasan_kosong"].notna()
    return [
        *_lapor(realisasi, tanpa_alasan, "alasan_kosong", pesan.ALASAN_KOSONG_TIDAK_ADA),
        *_lapor(realisasi, keduanya, "alasan_kosong", pesan.ALASAN_KOSONG_BERTENTANGAN),
    ]


def _umpan_balik(isi: Isi) -> list[Temuan]:
    umpan = isi["umpan_balik"]
    frame = umpan.frame
    sah = muat_buku().daftar(NILAI_DASAR).kode
    nilai_salah = (frame["jenis_sasaran"] == "nilai_dasar") & frame["sasaran"].notna() & ~frame["sasaran"].isin(sah)
    temuan = [
        *_lapor(umpan, frame["nip"] == frame["dari"], "dari", pesan.UMPAN_BALIK_DIRI_SENDIRI),
        *_lapor(umpan, nilai_salah, "sasaran", pesan.sasaran_bukan_nilai_dasar(sah)),
    ]
    if "skp" not in isi or "indikator" not in isi:
        return temuan
    rhk = kolom_indikator(isi["skp"], isi["indikator"], "kode_rhk")
    milik = gabung_kunci(isi["skp"].frame.assign(kode_rhk=rhk.astype("str")), [*_PEGAWAI_PERIODE, "kode_rhk"])
    sasaran = gabung_kunci(frame, [*_PEGAWAI_PERIODE, "sasaran"])
    rhk_salah = (frame["jenis_sasaran"] == "rhk") & sasaran.notna() & ~ada_di(sasaran, milik)
    return temuan + _lapor(umpan, rhk_salah, "sasaran", pesan.SASARAN_BUKAN_RHK)


def padankan_sasaran(umpan: TabelBaca) -> TabelBaca:
    """Write the code of a core value where feedback names it in another spelling."""
    daftar = muat_buku().daftar(NILAI_DASAR)
    frame = umpan.frame
    baris = (frame["jenis_sasaran"] == "nilai_dasar") & frame["sasaran"].notna()
    padanan = {teks: daftar.padankan(teks) or teks for teks in frame.loc[baris, "sasaran"].unique()}
    sasaran = frame["sasaran"].where(~baris, frame["sasaran"].map(padanan)).astype("str")
    return TabelBaca(umpan.asal, frame.assign(sasaran=sasaran), umpan.gagal)
