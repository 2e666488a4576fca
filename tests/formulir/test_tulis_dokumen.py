"""Dokumen Evaluasi as written."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from penilaian.aturan import muat_buku
from penilaian.formulir import tulis_dokumen as modul
from penilaian.formulir.bentuk import DokumenEvaluasi, Orang
from penilaian.formulir.tulis_dokumen import tulis_dokumen
from penilaian.galat import GalatData
from penilaian.periode import Periode
from tests.formulir.test_tulis import JAHAT, cari, isi, kanan
from tests.kota_kecil import ANI, BUDI, KEPALA

DOKUMEN = DokumenEvaluasi(
    format="D.1.1",
    periode=Periode.urai("2025"),
    pegawai=Orang("Contoh Ani", ANI, "III/c", "Analis", "Bidang A"),
    penilai=Orang("Contoh Budi", BUDI, "IV/a", "Kepala Bidang", "Bidang A"),
    atasan_penilai=Orang("Contoh Kepala", KEPALA, "IV/b", "Kepala Dinas", "Dinas Uji"),
    instansi="Pemerintah Kota Contoh",
    capaian_organisasi="baik",
    predikat="butuh_perbaikan",
    catatan="Ikuti pelatihan.",
    tempat="Palu",
    tanggal="2026-01-05",
)


def tulis(*dokumen):
    aliran = BytesIO()
    tulis_dokumen(dokumen, aliran)
    return aliran.getvalue()


def buka(*dokumen):
    return openpyxl.load_workbook(BytesIO(tulis(*dokumen)))


def test_tujuh_bagian_urut_seperti_format_resmi():
    lembar = buka(DOKUMEN).worksheets[0]
    bagian = {lembar.cell(baris, 1).value: lembar.cell(baris, 2).value for baris in range(1, lembar.max_row + 1)}
    assert [bagian[nomor] for nomor in "123456"] == [
        "PEGAWAI YANG DINILAI",
        "PEJABAT PENILAI KINERJA",
        "ATASAN PEJABAT PENILAI KINERJA",
        "EVALUASI KINERJA",
        "CATATAN/REKOMENDASI",
        "Palu, 5 Januari 2026",
    ]
    assert kanan(lembar, "7").startswith("Diterima tanggal: …")
    assert kanan(lembar, "CAPAIAN KINERJA ORGANISASI") == "BAIK"
    assert kanan(lembar, "PREDIKAT KINERJA PEGAWAI") == "BUTUH PERBAIKAN"
    assert "PERIODE: TAHUNAN" in isi(lembar)


def test_predikat_yang_belum_ditetapkan_tertulis_begitu():
    lembar = buka(replace(DOKUMEN, predikat=None)).worksheets[0]
    assert kanan(lembar, "PREDIKAT KINERJA PEGAWAI") == "belum ditetapkan"


def test_penanda_tangan_adalah_penilai_atau_atasannya_menurut_formatnya():
    assert f"NIP {BUDI}" in isi(buka(DOKUMEN).worksheets[0])
    teks = isi(buka(replace(DOKUMEN, format="D.1.2")).worksheets[0])
    assert f"NIP {KEPALA}" in teks
    assert f"NIP {BUDI}" not in teks


def test_tenggat_disebut_hanya_bila_ada_di_buku_aturan(monkeypatch):
    assert "14 hari kerja" in isi(buka(DOKUMEN).worksheets[0])[-1]
    buku = muat_buku()
    tanpa = replace(buku, ketentuan={k: v for k, v in buku.ketentuan.items() if not k.endswith("/tenggat")})
    monkeypatch.setattr(modul, "muat_buku", lambda: tanpa)
    assert not any("hari kerja" in teks for teks in isi(buka(DOKUMEN).worksheets[0]))


@pytest.mark.parametrize("teks", JAHAT)
def test_teks_jahat_tidak_pernah_menjadi_rumus(teks):
    orang = Orang(*[teks] * 6)
    lembar = buka(
        DokumenEvaluasi("D.1.1", DOKUMEN.periode, orang, orang, orang, teks, catatan=teks, tempat=teks)
    ).worksheets[0]
    assert {sel.data_type for baris in lembar.iter_rows() for sel in baris if sel.value is not None} == {"s"}
    assert cari(lembar, teks)


def test_satu_halaman_a4_tegak_dan_bita_yang_sama():
    lembar = buka(DOKUMEN).worksheets[0]
    assert (lembar.page_setup.paperSize, lembar.page_setup.orientation) == (9, "portrait")
    assert lembar.print_title_rows == "$4:$5"
    assert sum(lembar.row_dimensions[nomor].height for nomor in range(1, lembar.max_row + 1)) < 760
    assert tulis(DOKUMEN) == tulis(DOKUMEN)


def test_dokumen_sesudah_keberatan_dan_daftar_kosong_ditolak():
    with pytest.raises(GalatData, match=r"D\.1\.3"):
        tulis(replace(DOKUMEN, format="D.1.3"))
    with pytest.raises(GalatData, match="Tidak ada dokumen"):
        tulis()
