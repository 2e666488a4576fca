"""Checks across tables: references, plans and what was achieved, feedback, ratings."""

from __future__ import annotations

from dataclasses import replace

from penilaian.aturan import muat_buku
from penilaian.data import pesan
from penilaian.data.kamus import muat_kamus
from penilaian.data.ketelitian import terlalu_teliti
from penilaian.data.kuadran import bukan_kuadran
from penilaian.data.lapor import PEGAWAI_PERIODE, Isi, ada_di, gabung_kunci, kolom_indikator, lapor
from penilaian.data.mirip import saran_kunci
from penilaian.data.periksa_pegawai import periksa_pegawai
from penilaian.data.target import periksa_target
from penilaian.data.temuan import BATAS_SERUPA, Temuan
from penilaian.data.ubah import TabelBaca

NILAI_DASAR = "permenpanrb-6-2022/nilai_dasar"
BANYAK_SARAN = 50
"""Distinct unknown codes of a column that get a suggestion: comparing each with all known ones takes time."""
_BUTIR = ["nip", "periode", "kode_indikator"]
_ANGKA = {"realisasi": ("realisasi",), "skp": ("target", "target_bawah", "target_atas")}


def periksa_lintas(isi: Isi) -> list[Temuan]:
    """All findings that need more than one table; a table that could not be read is not compared with."""
    temuan = _rujukan(isi)
    if "pegawai" in isi:
        temuan += periksa_pegawai(isi)
    if "skp" in isi and "indikator" in isi:
        jenis = kolom_indikator(isi["skp"], isi["indikator"], "jenis_target")
        temuan += periksa_target(isi["skp"], jenis) + _kategori_rhk(isi["skp"], isi["indikator"])
    if "skp" in isi and "realisasi" in isi:
        temuan += _skp_dan_realisasi(isi["skp"], isi["realisasi"])
    if "realisasi" in isi:
        temuan += _alasan_kosong(isi["realisasi"])
    if "umpan_balik" in isi:
        temuan += _umpan_balik(isi)
    temuan += _bilangan(isi)
    if "penetapan" in isi:
        temuan += lapor(
            isi["penetapan"], bukan_kuadran(isi["penetapan"].frame), "predikat", pesan.PREDIKAT_BUKAN_KUADRAN
        )
    return temuan


def _rujukan(isi: Isi) -> list[Temuan]:
    temuan = []
    for nama, tabel in isi.items():
        for kolom, kamus in muat_kamus()[nama].kolom.items():
            tujuan, _, kunci = (kamus.rujukan or "").partition(".")
            if tujuan in isi:
                temuan += _rujukan_kolom(tabel, kolom, kamus.label, isi[tujuan], kunci)
    return temuan


def _rujukan_kolom(tabel: TabelBaca, kolom: str, label: str, tujuan: TabelBaca, kunci: str) -> list[Temuan]:
    """Values of a column that the table it refers to does not have, the first of them with what may have been meant."""
    nilai, acuan = tabel.frame[kolom], tujuan.frame
    asing = nilai[nilai.notna() & ~ada_di(nilai, acuan[kunci])]
    tampil = asing.head(BATAS_SERUPA)
    temuan = []
    for urut, (satu, baris) in enumerate(tampil.groupby(tampil)):
        saran = saran_kunci(satu, acuan, kunci) if urut < BANYAK_SARAN else ""
        isi_pesan = pesan.rujukan_tidak_ada(label, tujuan.asal.tabel, saran)
        temuan += [tabel.asal.temuan(*isi_pesan, posisi=int(di), kolom=kolom, nilai=satu) for di in baris.index]
    umum = pesan.rujukan_tidak_ada(label, tujuan.asal.tabel)
    return temuan + tabel.asal.sisanya(umum, len(asing) - len(tampil), kolom)


def _kategori_rhk(skp: TabelBaca, indikator: TabelBaca) -> list[Temuan]:
    """One result is main or additional, not both: it would count twice."""
    rhk = kolom_indikator(skp, indikator, "kode_rhk")
    kunci = gabung_kunci(skp.frame.assign(rhk=rhk), [*PEGAWAI_PERIODE, "rhk"])
    ragam = skp.frame["kategori"].groupby(kunci).transform("nunique")
    return lapor(skp, kunci.notna() & (ragam > 1), "kategori", pesan.RHK_DUA_KATEGORI)


def _bilangan(isi: Isi) -> list[Temuan]:
    """Numbers that scoring cannot use: too precise for its thresholds, or below zero."""
    temuan = []
    for nama, semua in _ANGKA.items():
        for kolom in semua if nama in isi else ():
            nilai = isi[nama].frame[kolom]
            temuan += lapor(isi[nama], terlalu_teliti(nilai), kolom, pesan.TERLALU_TELITI)
            temuan += lapor(isi[nama], nilai < 0, kolom, pesan.BILANGAN_NEGATIF)
    return temuan


def _skp_dan_realisasi(skp: TabelBaca, realisasi: TabelBaca) -> list[Temuan]:
    rencana, capaian = gabung_kunci(skp.frame, _BUTIR), gabung_kunci(realisasi.frame, _BUTIR)
    tanpa_skp = capaian.notna() & ~ada_di(capaian, rencana)
    tanpa_realisasi = rencana.notna() & ~ada_di(rencana, capaian)
    return [
        *lapor(realisasi, tanpa_skp, "kode_indikator", pesan.SKP_TIDAK_ADA),
        *lapor(skp, tanpa_realisasi, "kode_indikator", pesan.REALISASI_TIDAK_ADA),
    ]


def _alasan_kosong(realisasi: TabelBaca) -> list[Temuan]:
    frame = realisasi.frame
    kosong = frame["realisasi"].isna() & realisasi.terbaca("realisasi") & frame["teks_realisasi"].isna()
    tanpa_alasan = kosong & frame["alasan_kosong"].isna() & realisasi.terbaca("alasan_kosong")
    keduanya = frame["realisasi"].notna() & frame["alasan_kosong"].notna()
    return [
        *lapor(realisasi, tanpa_alasan, "alasan_kosong", pesan.ALASAN_KOSONG_TIDAK_ADA),
        *lapor(realisasi, keduanya, "alasan_kosong", pesan.ALASAN_KOSONG_BERTENTANGAN),
    ]


def _umpan_balik(isi: Isi) -> list[Temuan]:
    umpan = isi["umpan_balik"]
    frame = umpan.frame
    sah = muat_buku().daftar(NILAI_DASAR).kode
    nilai_salah = (frame["jenis_sasaran"] == "nilai_dasar") & frame["sasaran"].notna() & ~frame["sasaran"].isin(sah)
    temuan = [
        *lapor(umpan, frame["nip"] == frame["dari"], "dari", pesan.UMPAN_BALIK_DIRI_SENDIRI),
        *lapor(umpan, nilai_salah, "sasaran", pesan.sasaran_bukan_nilai_dasar(sah)),
    ]
    if "skp" not in isi or "indikator" not in isi:
        return temuan
    rhk = kolom_indikator(isi["skp"], isi["indikator"], "kode_rhk")
    milik = gabung_kunci(isi["skp"].frame.assign(kode_rhk=rhk.astype("str")), [*PEGAWAI_PERIODE, "kode_rhk"])
    sasaran = gabung_kunci(frame, [*PEGAWAI_PERIODE, "sasaran"])
    rhk_salah = (frame["jenis_sasaran"] == "rhk") & sasaran.notna() & ~ada_di(sasaran, milik)
    return temuan + lapor(umpan, rhk_salah, "sasaran", pesan.SASARAN_BUKAN_RHK)


def padankan_sasaran(umpan: TabelBaca) -> TabelBaca:
    """Write the code of a core value where feedback names it in another spelling."""
    daftar = muat_buku().daftar(NILAI_DASAR)
    frame = umpan.frame
    baris = (frame["jenis_sasaran"] == "nilai_dasar") & frame["sasaran"].notna()
    padanan = {teks: daftar.padankan(teks) or teks for teks in frame.loc[baris, "sasaran"].unique()}
    sasaran = frame["sasaran"].where(~baris, frame["sasaran"].map(padanan)).astype("str")
    return replace(umpan, frame=frame.assign(sasaran=sasaran))
