"""The workbook for the minutes: complete, text stays text, the same ledger the same bytes."""

import json
from io import BytesIO

import openpyxl
import pytest

from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.ekspor import ekspor_rapat, isi_ekspor
from penilaian.rapat.rapat import beri_suara, buka_kembali, kunci_rapat, muat_rapat, putuskan
from tests.rapat.bahan_uji import BUDI, CICI, ID, KETUA, NIP

RUMUS = '=HYPERLINK("http://contoh.invalid","klik")'


@pytest.fixture
def rapat(buku, aturan):
    beri_suara(buku, ID, NIP[0], "pertanyakan", BUDI, RUMUS)
    beri_suara(buku, ID, NIP[0], "setuju", BUDI)
    beri_suara(buku, ID, NIP[1], "setuju", CICI)
    putuskan(buku, ID, NIP[0], "di_bawah", "sesuai", "bukti kurang", KETUA, berdasar=3, aturan=aturan)
    putuskan(buku, ID, NIP[0], "di_atas", "di_atas", "bukti datang\nterlambat", CICI, berdasar=5, aturan=aturan)
    kunci_rapat(buku, ID, KETUA)
    buka_kembali(buku, ID, "banding", KETUA)
    kunci_rapat(buku, ID, KETUA)
    return muat_rapat(buku, ID)


def _lembar(isi):
    buku = openpyxl.load_workbook(BytesIO(isi))
    return {lembar.title: list(lembar.values) for lembar in buku}


def test_buku_yang_sama_memberi_bita_yang_sama_juga_sesudah_rapat_lain_berjalan(rapat, buku, berkas, tmp_path):
    isi = isi_ekspor(rapat)
    buku.tambah("lain-2025-T4", "kunci", {}, KETUA)
    with BukuRapat.buka(berkas) as lagi:
        ekspor_rapat(muat_rapat(lagi, ID), tmp_path / "berita_acara.xlsx")
    assert (tmp_path / "berita_acara.xlsx").read_bytes() == isi


def test_berita_acara_menyebut_jalannya_hitungannya_dan_sidiknya(rapat):
    isi = [*_lembar(isi_ekspor(rapat))["Berita acara"]]
    hal = dict(isi)
    kunci = rapat.terkunci
    assert hal["Perangkat daerah"] == "Dinas Kesehatan"
    assert hal["Periode"] == "Triwulan IV 2025"
    assert hal["Keadaan"] == "terkunci"
    assert [baris[1] for baris in isi if baris[0] == "Dikunci"] == [
        f"{satu.oleh}, {satu.waktu}, catatan {satu.nomor}" for satu in rapat.catatan if satu.jenis == "kunci"
    ]
    assert hal["Dibuka kembali"].endswith("catatan 8: banding")
    assert hal["Pegawai dalam cuplikan"] == "5"
    assert hal["Pegawai yang diputuskan"] == "1: 1 berubah, 0 tetap"
    assert hal["Pemberi suara"] == f"{BUDI} dan {CICI}"
    assert hal["Yang memutuskan"] == CICI
    assert hal["Predikat Sangat baik"] == "0 semula, 1 sesudah putusan"
    assert hal["Predikat Baik"] == "4 semula, 3 sesudah putusan"
    assert hal["Predikat belum ada"] == "1 semula, 1 sesudah putusan"
    assert hal["Sidik catatan terakhir rapat ini"] == kunci.sidik
    assert hal["Sidik masukan: pegawai"] == "ab" * 32
    assert hal["Jam komputer pernah mundur"] == "tidak"


def test_putusan_dan_suara_yang_lama_juga_ada(rapat):
    lembar = _lembar(isi_ekspor(rapat))
    kepala, *putusan = lembar["Putusan"]
    baris = [dict(zip(kepala, satu, strict=True)) for satu in putusan]
    assert [satu["Berlaku"] for satu in baris] == ["tidak", "ya"]
    assert [satu["Predikat putusan"] for satu in baris] == ["Butuh perbaikan", "Sangat baik"]
    assert {satu["Predikat semula"] for satu in baris} == {"Baik"}
    assert baris[1]["Alasan"] == "bukti datang\nterlambat"
    assert baris[0]["NIP"] == NIP[0]
    kepala, *suara = lembar["Suara"]
    baris = [dict(zip(kepala, satu, strict=True)) for satu in suara]
    assert [(satu["Suara"], satu["Berlaku"], satu["Oleh"]) for satu in baris] == [
        ("pertanyakan", "tidak", BUDI),
        ("setuju", "ya", BUDI),
        ("setuju", "ya", CICI),
    ]


def test_rumus_dari_orang_tetap_teks(rapat):
    buku = openpyxl.load_workbook(BytesIO(isi_ekspor(rapat)))
    (sel,) = [sel for baris in buku["Suara"].iter_rows() for sel in baris if sel.value == RUMUS]
    assert sel.data_type == "s"
    assert sel.quotePrefix


def test_catatan_memuat_rantainya_dan_isi_yang_terbaca_mesin(rapat):
    kepala, *catatan = _lembar(isi_ekspor(rapat))["Catatan"]
    assert kepala == ("Nomor", "Waktu (UTC)", "Jenis", "Oleh", "Isi", "Sidik sebelumnya", "Sidik")
    assert [(baris[0], baris[5], baris[6]) for baris in catatan] == [
        (satu.nomor, satu.sebelum, satu.sidik) for satu in rapat.catatan
    ]
    assert "cuplikan 5 pegawai" in catatan[0][4]
    assert "Contoh 1" not in catatan[0][4]
    assert json.loads(catatan[1][4]) == dict(rapat.catatan[1].isi)


def test_rapat_yang_baru_dibuka_pun_dapat_diekspor(buku):
    hal = dict(_lembar(isi_ekspor(muat_rapat(buku, ID)))["Berita acara"])
    assert hal["Keadaan"].startswith("belum dikunci")
    assert hal["Pemberi suara"] == "–"
