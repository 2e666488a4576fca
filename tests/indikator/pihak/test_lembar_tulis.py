"""The sheet as it goes out: only entries can be changed, everything prints, nobody is named."""

from io import BytesIO

import openpyxl
import pytest

from penilaian.indikator.pihak.lembar_tulis import isi_lembar
from penilaian.pribadi.samaran import memuat_nip
from tests.indikator.pihak.bahan_uji import angket, buka

LEMBAR = ["Petunjuk", "Perbandingan", "Anggaran", "Suara"]
KOLOM_ISIAN = {"Petunjuk": set(), "Perbandingan": {4, 5}, "Anggaran": {4}, "Suara": {5, 6, 7}}


def test_lembar_yang_sama_sampai_bita_terakhir():
    assert isi_lembar(angket(), "pejabat", "P03", tenggat="besok") == isi_lembar(
        angket(), "pejabat", "P03", tenggat="besok"
    )


@pytest.mark.parametrize("nama", LEMBAR)
def test_hanya_sel_isian_yang_tidak_terkunci(nama):
    lembar = buka()[nama]
    assert lembar.protection.sheet
    terbuka = {(sel.row, sel.column) for baris in lembar.iter_rows() for sel in baris if not sel.protection.locked}
    assert {kolom for _, kolom in terbuka} == KOLOM_ISIAN[nama]
    assert all(lembar.cell(baris, kolom).value is None for baris, kolom in terbuka)
    if terbuka:
        berpasangan = {baris for baris in range(3, lembar.max_row + 1) if str(lembar.cell(baris, 1).value).isdigit()}
        assert {baris for baris, _ in terbuka} == berpasangan


@pytest.mark.parametrize("nama", LEMBAR[1:])
def test_setiap_sel_isian_bersyarat_dan_lembar_siap_dicetak(nama):
    lembar = buka()[nama]
    for baris in lembar.iter_rows(min_row=3):
        for sel in baris:
            if not sel.protection.locked:
                assert sum(sel.coordinate in satu.sqref for satu in lembar.data_validations.dataValidation) == 1
    assert lembar.freeze_panes == "A3"
    assert lembar.page_setup.paperSize == 9  # A4
    assert lembar.sheet_properties.pageSetUpPr.fitToPage
    assert lembar.page_setup.fitToHeight == 0
    assert lembar.print_title_rows == "$1:$2"
    assert lembar["B3"].alignment.wrap_text or lembar["B4"].alignment.wrap_text


def test_daftar_pilihan_dengan_kata_dan_angka():
    daftar = {satu.formula1 for satu in buka()["Perbandingan"].data_validations.dataValidation}
    assert '"A,B,sama"' in daftar
    skala = next(satu for satu in daftar if "penting" in satu)
    assert skala.strip('"').split(",")[0] == "1 – sama penting"
    assert skala.strip('"').split(",")[-1] == "9 – mutlak lebih penting"
    assert len(skala) <= 257  # Excel refuses longer lists


def test_rumus_hanya_jumlah_poin():
    buku = buka()
    rumus = {
        (lembar.title, sel.coordinate): sel.value
        for lembar in buku for baris in lembar.iter_rows() for sel in baris if sel.data_type == "f"
    }  # fmt: skip
    # aspek, perspektif and the two leadership indicators, each below its heading
    assert rumus == {
        ("Anggaran", "E3"): "=SUM(D4:D7)", ("Anggaran", "E8"): "=SUM(D9:D12)", ("Anggaran", "E13"): "=SUM(D14:D15)",
    }  # fmt: skip


def test_petunjuk_menyebut_semua_dan_tidak_seorang_pun():
    isi = isi_lembar(angket(), "pemangku_kepentingan", "P12", tenggat="Jumat, 5 Desember 2025")
    buku = openpyxl.load_workbook(BytesIO(isi))
    petunjuk = dict(buku["Petunjuk"].iter_rows(max_col=2, values_only=True))
    assert petunjuk["Perangkat daerah"] == "Dinas Uji"
    assert petunjuk["Periode"] == "Triwulan IV 2025 (2025-T4)"
    assert petunjuk["Pihak"] == "Pemangku kepentingan"
    assert petunjuk["Peserta"] == "P12"
    assert petunjuk["Kembalikan paling lambat"] == "Jumat, 5 Desember 2025"
    assert petunjuk["Sidik isi"] == angket().sidik("pemangku_kepentingan", "P12")
    teks = [str(sel.value) for lembar in buku for baris in lembar.iter_rows() for sel in baris]
    assert not any(memuat_nip(satu) for satu in teks if satu != petunjuk["Sidik isi"])


def test_setiap_pasangan_dan_setiap_indikator_ada_barisnya():
    buku = buka()
    nomor = [baris[0].value for baris in buku["Perbandingan"].iter_rows(min_row=3) if str(baris[0].value).isdigit()]
    assert len(nomor) == 6 + 6 + 1
    assert [baris[1].value for baris in buku["Suara"].iter_rows(min_row=3)] == ["k1", "k2", "p1", "p2"]


def test_angket_kota_tanpa_lembar_suara():
    isi = isi_lembar(angket("kota"), "pegawai", "P01")
    assert openpyxl.load_workbook(BytesIO(isi)).sheetnames == LEMBAR[:3]


def test_uraian_yang_mirip_rumus_tetap_teks():
    jahat = angket(baris=[{**satu} for satu in ({"kode": "k1", "kode_opd": "uji", "uraian": "=1+1", "aspek": "waktu", "perspektif": None, "satuan": "x", "arah": "naik"},)])  # fmt: skip
    sel = openpyxl.load_workbook(BytesIO(isi_lembar(jahat, "pegawai", "P01")))["Suara"]["C3"]
    assert (sel.value, sel.data_type) == ("=1+1", "s")
