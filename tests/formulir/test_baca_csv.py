"""The table as CSV, as it is handed around."""

from __future__ import annotations

import pytest

from penilaian.data.uraian import GalatUrai
from penilaian.formulir.baca_csv import baca_csv, kenali_csv

JUDUL = "No,Kategori,Rencana Hasil Kerja Pimpinan,Rencana Hasil Kerja Pegawai,Aspek,Indikator Kinerja Individu (IKI),Target,Realisasi Berdasarkan Bukti Dukung,Bukti Dukung,Umpan Balik Berkelanjutan"
ISI = f"""{JUDUL}
1,Utama,Layanan membaik,Aplikasi berfungsi,Kualitas,Persentase berhasil,80 – 90%,85%,ND-1,Teruskan
,,,,Waktu,"Lama
penyelesaian",7-8 bulan,"8,5 bulan",,

1,Tambahan,,Panitia,Kuantitas,Laporan,1 laporan,-,,
"""


@pytest.mark.parametrize("pemisah", [",", ";"])
def test_csv_ja_jf_terbaca(pemisah):
    isi = ISI if pemisah == "," else ISI.replace('"8,5 bulan"', "8§5 bulan").replace(",", ";").replace("§", ",")
    byte = isi.encode("utf-8-sig")
    formulir, temuan = baca_csv(byte, "skp.csv")
    assert kenali_csv(byte)
    assert (temuan, formulir.jenis, formulir.pegawai.nip, formulir.periode) == ([], "C.1.3", None, None)
    assert [(b.kategori, b.rhk, b.aspek, b.target, b.realisasi, b.bukti, b.baris) for b in formulir.butir] == [
        ("utama", "Aplikasi berfungsi", "kualitas", "80 – 90%", "85%", "ND-1", 2),
        ("utama", "Aplikasi berfungsi", "waktu", "7-8 bulan", "8,5 bulan", None, 3),
        ("tambahan", "Panitia", "kuantitas", "1 laporan", None, None, 6),
    ]


def test_csv_lain_tidak_dikenali():
    assert not kenali_csv(b"nip,periode,kode_indikator,kategori,target\n")
    assert not kenali_csv(b"")


def test_koma_tanpa_tanda_kutip_dilaporkan_dengan_barisnya():
    formulir, temuan = baca_csv(f"{JUDUL}\n1,Utama,P,R,Waktu,I,3,5 bulan,4,,\n".encode(), "a.csv")
    assert formulir.butir == ()
    assert [(satu.kode, satu.baris) for satu in temuan] == [("jumlah_isian_beda", 2)]


def test_kategori_tak_dikenal_tidak_ditebak():
    formulir, temuan = baca_csv(f"{JUDUL}\n1,Lainnya,P,R,Waktu,I,3 bulan,4 bulan,,\n".encode(), "a.csv")
    assert formulir.butir == ()
    assert [satu.kode for satu in temuan] == ["kategori_tidak_ada"]


@pytest.mark.parametrize(
    ("isi", "kode"),
    [(JUDUL.encode() + b"\n1,\xff", "enkode_bukan_utf8"), (f'{JUDUL}\n1,"Utama'.encode(), "berkas_rusak")],
)
def test_csv_rusak_disebut_sebabnya(isi, kode):
    with pytest.raises(GalatUrai) as galat:
        baca_csv(isi, "a.csv")
    assert galat.value.kode == kode


def test_csv_hanya_judul_tidak_berisi_butir():
    formulir, temuan = baca_csv(JUDUL.encode(), "a.csv")
    assert (formulir.butir, temuan) == ((), [])
