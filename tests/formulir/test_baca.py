"""Forms as people fill them in: what is read, and what is refused with a word why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.data.buku_kerja import BukuKerja
from penilaian.formulir.baca import baca_formulir
from tests.data.conftest import ANI, BUDI, KEPALA
from tests.formulir.lembar_uji import (
    KEPALA_C13,
    UTAMA_C13,
    Bahan,
    Grid,
    bahan_c11,
    bahan_c12,
    buku_dari,
    geser,
    sel_dari,
    sisipkan,
    susun,
    ubah,
)


def baca(grid: Grid):
    return baca_formulir({"Ani": sel_dari(grid)}, "formulir.xlsx")


def satu(grid: Grid):
    formulir, temuan = baca(grid)
    assert len(formulir) == 1, temuan
    return formulir[0], temuan


def tanpa_tempat(formulir):
    """The form without the rows where things stand."""
    return replace(
        formulir,
        baris=0,
        lembar=None,
        butir=tuple(replace(butir, baris=0) for butir in formulir.butir),
        perilaku=tuple(replace(nilai, baris=0) for nilai in formulir.perilaku),
    )


DASAR = tanpa_tempat(satu(susun(Bahan()))[0])


def test_formulir_ja_jf_terbaca_utuh():
    formulir, temuan = satu(susun(Bahan()))
    assert temuan == []
    assert (formulir.jenis, formulir.periode.kode, formulir.instansi) == ("C.1.3", "2025-T4", "PEMERINTAH KOTA PALU")
    assert (formulir.pegawai.nip, formulir.penilai.nip) == (ANI, KEPALA)
    assert (formulir.pegawai.pangkat, formulir.penilai.unit) == ("Penata (III/c)", "Dinas Contoh")
    assert (formulir.rating_hasil, formulir.rating_perilaku, formulir.predikat) == ("sesuai", "di_atas", "baik")
    assert (formulir.tempat, formulir.tanggal, formulir.capaian_organisasi) == ("Palu", "2026-01-05", "baik")
    assert [(butir.kategori, butir.aspek, butir.target, butir.realisasi) for butir in formulir.butir] == [
        ("utama", "kualitas", "80 – 90%", "85%"),
        ("utama", "waktu", "7-8 bulan", "9 bulan"),
        ("utama", "kuantitas", "80 – 90% dari jumlah pengaduan yang masuk", "90%"),
        ("tambahan", "kuantitas", "1", "1"),
    ]
    akuntabel = next(nilai for nilai in formulir.perilaku if nilai.nilai == "akuntabel")
    assert (len(formulir.perilaku), akuntabel.ekspektasi, akuntabel.umpan_balik) == (
        7,
        "Tepat waktu",
        "(positif) Konsisten",
    )


def test_formulir_pimpinan_terbaca_dengan_perspektif():
    formulir, temuan = satu(susun(bahan_c12()))
    assert (temuan, formulir.jenis) == ([], "C.1.2")
    assert [(butir.perspektif, butir.target, butir.realisasi) for butir in formulir.butir] == [
        ("penerima_layanan", "3,5 dari skala 5", "3,6"),
        ("anggaran", "95%", "89,19%"),
    ]


def test_formulir_kualitatif_tidak_punya_iki():
    formulir, _ = satu(susun(bahan_c11()))
    assert formulir.jenis == "C.1.1"
    assert [(butir.rhk, butir.iki, butir.realisasi) for butir in formulir.butir] == [
        ("Naskah selesai", None, "Sudah selesai 10 naskah"),
        ("Arsip rapi", None, None),
    ]


def test_ukuran_keberhasilan_di_kolom_rhk_menjadi_target():
    utama = [
        (1, "Naskah selesai\nUkuran keberhasilan/Indikator Kinerja Individu, dan Target:\n10 naskah", "12", None),
        (2, "Arsip rapi", "Rapi", None),
        (None, "Ukuran keberhasilan: 5 lemari", None, None),
    ]
    formulir, _ = satu(susun(bahan_c11(utama=utama)))
    assert [(butir.rhk, butir.target) for butir in formulir.butir] == [
        ("Naskah selesai", "10 naskah"),
        ("Arsip rapi", "5 lemari"),
    ]


@pytest.mark.parametrize(
    "ubahan",
    [
        lambda grid: geser(grid, 7, 3),
        lambda grid: sisipkan(grid, (1, 5, 9, 15, 18, 19, 24), (0, 1, 3, 6)),
        lambda grid: sisipkan(grid, range(40), range(8)),
    ],
)
def test_letak_dan_baris_kosong_tidak_berarti(ubahan):
    formulir, temuan = satu(ubahan(susun(Bahan())))
    assert (tanpa_tempat(formulir), temuan) == (DASAR, [])


@given(st.lists(st.integers(0, 45), max_size=12), st.lists(st.integers(0, 8), max_size=6), st.integers(0, 4))
def test_baris_dan_kolom_kosong_di_mana_pun_tidak_mengubah_bacaan(baris, kolom, geseran):
    formulir, temuan = satu(sisipkan(geser(susun(Bahan()), geseran, geseran), baris, kolom))
    assert (tanpa_tempat(formulir), temuan) == (DASAR, [])


def test_baris_temuan_dan_butir_adalah_baris_di_excel():
    formulir, _ = satu(geser(susun(Bahan()), 10, 0))
    assert (formulir.baris, formulir.butir[0].baris) == (11, 28)


def test_huruf_kecil_titik_dua_dan_ganti_baris_tidak_berarti():
    def kacaukan(teks):
        if teks in KEPALA_C13:
            return teks.lower().replace(" ", "\n", 1)
        ganti = {"NAMA": "Nama :", "NIP": " nip:", "JABATAN": "Jabatan", "UNIT KERJA": "unit  kerja :", "NO": "No."}
        return ganti.get(teks, teks.replace("UTAMA", "Utama").replace("PEGAWAI YANG", "Pegawai yang"))

    formulir, temuan = satu(ubah(susun(Bahan()), kacaukan))
    assert (tanpa_tempat(formulir), temuan) == (DASAR, [])


def test_nilai_identitas_boleh_sesudah_titik_dua_di_sel_label():
    grid = {alamat: nilai for alamat, nilai in susun(Bahan()).items() if alamat not in {(6, 2), (7, 2)}}
    grid |= {
        (6, 1): "NAMA : Ani Contoh",
        (7, 1): f"NIP : {ANI[:8]} {ANI[8:14]} {ANI[14]} {ANI[15:]}",
        (8, 2): ": Penata (III/c)",
    }
    assert tanpa_tempat(satu(grid)[0]) == DASAR


def test_urutan_kolom_boleh_berubah():
    urutan = (0, 5, 6, 3, 4, 2, 1, 7)
    bahan = Bahan(
        kepala=[KEPALA_C13[urut] for urut in urutan],
        utama=[[isi[urut] for urut in urutan] for isi in UTAMA_C13],
        tambahan=[[isi[urut] for urut in urutan] for isi in Bahan().tambahan],
    )
    assert tanpa_tempat(satu(susun(bahan))[0]) == DASAR


def test_dua_formulir_selembar_terbaca_terpisah():
    kedua = replace(
        Bahan(),
        pegawai=[None, "Budi Contoh", BUDI, None, "Arsiparis", "Bidang B"],
        rating_hasil="RATING HASIL KERJA*: DIBAWAH EKSPEKTASI",
    )
    pertama = susun(Bahan())
    formulir, temuan = baca(pertama | susun(kedua, mulai=max(b for b, _ in pertama) + 3))
    assert [(isi.pegawai.nip, isi.rating_hasil, len(isi.butir)) for isi in formulir] == [
        (ANI, "sesuai", 4),
        (BUDI, "di_bawah", 4),
    ]
    assert temuan == []
    assert all(isi.periode.kode == "2025-T4" and isi.tanggal == "2026-01-05" for isi in formulir)


def test_satu_lembar_satu_pegawai_di_buku_kerja_sungguhan():
    isi = buku_dari(
        {
            "Ani": susun(Bahan()),
            "Budi": geser(susun(bahan_c12(pegawai=[None, "Budi", BUDI, None, "Kepala", "Dinas"])), 3, 2),
            "Catatan": {(0, 0): "bukan formulir"},
        }
    )
    buku = BukuKerja.buka(isi)
    formulir, temuan = baca_formulir({lembar: buku.baca(lembar) for lembar in buku.lembar}, "f.xlsx")
    assert [(isi.lembar, isi.pegawai.nip, isi.jenis) for isi in formulir] == [
        ("Ani", ANI, "C.1.3"),
        ("Budi", BUDI, "C.1.2"),
    ]
    assert [(satu.kode, satu.lembar) for satu in temuan] == [("lembar_bukan_formulir", "Catatan")]


def test_sel_gabungan_membawa_isinya_ke_semua_baris():
    utama = [
        (1, "P", "R", "Kualitas", "I1", "80%", "85%", None),
        (2, None, None, None, "I2", "7 bulan", "9 bulan", None),
    ]
    isi = buku_dari({"A": susun(Bahan(utama=utama, tambahan=()))}, {"A": ["B18:B19", "C18:C19", "D18:D19"]})
    buku = BukuKerja.buka(isi)
    sel = {"A": buku.baca("A")}
    gabungan = {"A": buku.excel.book.get_sheet_by_name("A").merged_cell_ranges}
    formulir, temuan = baca_formulir(sel, "f.xlsx", gabungan)
    assert temuan == []
    assert [(butir.rhk, butir.rhk_pimpinan, butir.aspek) for butir in formulir[0].butir] == [("R", "P", "kualitas")] * 2
    _, tanpa = baca_formulir(sel, "f.xlsx")
    assert [satu.kode for satu in tanpa] == ["rhk_kosong"]


def test_rhk_tidak_terbawa_melewati_blok():
    formulir, temuan = satu(susun(Bahan(tambahan=[(None, None, None, "Waktu", "Lama", "1 bulan", "1 bulan", None)])))
    assert len(formulir.butir) == 3
    assert [(satu.tingkat, satu.kode, satu.baris) for satu in temuan] == [("galat", "rhk_kosong", 22)]


def test_blok_tambahan_boleh_kosong_atau_berisi_tanda_hubung():
    kosong, _ = satu(susun(Bahan(tambahan=())))
    strip, temuan = satu(susun(Bahan(tambahan=[(1, "-", "-", "-", "–", "-", "-", "-"), (2, *[None] * 7)])))
    assert temuan == []
    assert tanpa_tempat(kosong) == tanpa_tempat(strip)
    assert {butir.kategori for butir in strip.butir} == {"utama"}


def test_baris_di_luar_blok_tidak_ditebak_kategorinya():
    grid = susun(Bahan())
    del grid[16, 0]
    formulir, temuan = satu(grid)
    assert [butir.kategori for butir in formulir.butir] == ["tambahan"]
    assert {satu.kode for satu in temuan} == {"kategori_tidak_ada"}


def test_catatan_kaki_sesudah_tabel_bukan_hasil_kerja():
    tambahan = [*Bahan().tambahan, ("*) coret yang tidak perlu", *[None] * 7)]
    formulir, temuan = satu(susun(Bahan(tambahan=tambahan)))
    assert (tanpa_tempat(formulir), temuan) == (DASAR, [])
