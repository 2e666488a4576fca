"""What a form leaves open is reported, never guessed."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.data.lembar_xml import SelGalat, SelTanpaHasil
from penilaian.formulir.baca import baca_formulir
from tests.data.conftest import ANI, KEPALA
from tests.formulir.lembar_uji import (
    KEPALA_C13,
    UTAMA_C13,
    Bahan,
    Grid,
    bahan_c12,
    geser,
    sel_dari,
    susun,
)

BARIS_ISI = 17


def baca(grid: Grid):
    return baca_formulir({"L": sel_dari(grid)}, "formulir.xlsx")


def dengan(baris: int, kolom: int, nilai: object) -> Grid:
    return susun(Bahan()) | {(baris, kolom): nilai}


def kode(temuan):
    return [(satu.tingkat, satu.kode) for satu in temuan]


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (85, "85"),
        (85.0, "85"),
        (0.285, "0,285"),
        (1.234, "1,2340"),
        (61.95, "61,95"),
        ("85%", "85%"),
        (0, "0"),
        (1e-7, "0,0000001"),
    ],
)
def test_angka_menjadi_teks_dengan_setia(nilai, teks):
    formulir, temuan = baca(dengan(BARIS_ISI, 6, nilai))
    assert (formulir[0].butir[0].realisasi, temuan) == (teks, [])


@pytest.mark.parametrize(
    "teks", ["80 – 90%", "7-8 bulan", "3,5 dari skala 5", "80 – 90% dari jumlah pengaduan yang masuk", "≥ 80"]
)
def test_target_tertulis_tetap_seperti_tertulis(teks):
    formulir, _ = baca(dengan(BARIS_ISI, 5, teks))
    assert formulir[0].butir[0].target == teks


@pytest.mark.parametrize("kosong", ["-", "–", " — ", "...", "…", ":"])
def test_tanda_kosong_bukan_isi(kosong):
    formulir, temuan = baca(dengan(BARIS_ISI, 6, kosong))
    assert (formulir[0].butir[0].realisasi, temuan) == (None, [])


def test_rumus_tanpa_hasil_bukan_kosong():
    formulir, temuan = baca(dengan(BARIS_ISI, 6, SelTanpaHasil("=B1")))
    assert formulir[0].butir[0].realisasi is None
    assert [(satu.kode, satu.tingkat, satu.baris, satu.kolom) for satu in temuan] == [
        ("rumus_tanpa_hasil", "galat", 18, "G")
    ]


def test_rhk_cacat_tidak_diganti_rhk_di_atasnya():
    formulir, temuan = baca(dengan(BARIS_ISI + 2, 2, SelGalat("#REF!")))
    assert [butir.iki for butir in formulir[0].butir] == [
        "Persentase layanan berhasil",
        "Lama penyelesaian",
        "Laporan panitia",
    ]
    assert kode(temuan) == [("galat", "sel_galat_excel")]


def test_target_yang_diubah_excel_menjadi_tanggal_ditolak():
    formulir, temuan = baca(dengan(BARIS_ISI + 1, 5, datetime(2025, 8, 7)))  # noqa: DTZ001 -- Excel knows no zones
    assert formulir[0].butir[1].target is None
    assert kode(temuan) == [("galat", "isian_bukan_teks")]


def test_nilai_dan_satuan_di_dua_sel_digabung_dan_dilaporkan():
    bahan = Bahan(
        kepala=[*KEPALA_C13[:6], None, *KEPALA_C13[6:]],
        utama=[(1, "P", "R", "Kualitas", "I", 80, "%", "85%", None)],
        tambahan=(),
    )
    formulir, temuan = baca({k: v for k, v in susun(bahan).items() if k[0] != 15})
    assert formulir[0].butir[0].target == "80 %"
    assert kode(temuan) == [("peringatan", "isian_terpecah")]


@pytest.mark.parametrize(
    "tulisan",
    [
        "RATING HASIL KERJA*: DIATAS EKSPEKTASI/SESUAI EKSPEKTASI/DIBAWAH EKSPEKTASI",
        "Rating Hasil Kerja*\nDiatas ekspektasi / Sesuai ekspektasi / Dibawah ekspektasi",
        "RATING HASIL KERJA : DI ATAS EKSPEKTASI, SESUAI EKSPEKTASI atau DI BAWAH EKSPEKTASI",
    ],
)
def test_pilihan_yang_belum_dicoret_bukan_rating(tulisan):
    formulir, temuan = baca(susun(Bahan(rating_hasil=tulisan)))
    assert formulir[0].rating_hasil is None
    assert kode(temuan) == [("peringatan", "pilihan_belum_dipilih")]


@pytest.mark.parametrize(
    ("tulisan", "hasil"),
    [
        ("PREDIKAT KINERJA PEGAWAI*: KURANG/MISCONDUCT", "kurang"),
        ("PREDIKAT KINERJA PEGAWAI*: KURANG (MISCONDUCT)", "kurang"),
        ("Predikat Kinerja Pegawai : Cukup / Butuh Perbaikan", "butuh_perbaikan"),
        ("PREDIKAT KINERJA*: SANGAT BAIK", "sangat_baik"),
        ("PREDIKAT KINERJA PEGAWAI*: SANGAT BAIK/ BAIK/ BUTUH PERBAIKAN/ KURANG(MISCONDUCT)/ SANGAT KURANG", None),
        ("PREDIKAT KINERJA PEGAWAI*:", None),
    ],
)
def test_predikat_dibaca_menurut_daftar_resmi(tulisan, hasil):
    assert baca(susun(Bahan(predikat=tulisan)))[0][0].predikat == hasil


def test_rating_boleh_di_sel_kanan_atau_di_bawah_label():
    grid = susun(Bahan(rating_hasil="RATING HASIL KERJA*", rating_perilaku="RATING PERILAKU KERJA*"))
    kanan = next(b for (b, _), nilai in grid.items() if nilai == "RATING HASIL KERJA*")
    bawah = next(b for (b, _), nilai in grid.items() if nilai == "RATING PERILAKU KERJA*")
    grid = {(b + 1 if b > bawah else b, k): nilai for (b, k), nilai in grid.items()}
    formulir, temuan = baca(grid | {(kanan, 3): ": SESUAI EKSPEKTASI", (bawah + 1, 2): "diatas ekspektasi"})
    assert (formulir[0].rating_hasil, formulir[0].rating_perilaku, formulir[0].predikat) == (
        "sesuai",
        "di_atas",
        "baik",
    )
    assert temuan == []


def test_rating_kosong_dan_tak_dikenal_dilaporkan():
    formulir, temuan = baca(
        susun(Bahan(rating_hasil="RATING HASIL KERJA*:", rating_perilaku="RATING PERILAKU KERJA: BAGUS"))
    )
    assert (formulir[0].rating_hasil, formulir[0].rating_perilaku) == (None, None)
    assert kode(temuan) == [("peringatan", "pilihan_kosong"), ("galat", "pilihan_tidak_dikenal")]


def test_nip_angka_ditolak_dengan_selnya():
    formulir, temuan = baca(dengan(7, 2, float(ANI)))
    assert formulir[0].pegawai.nip is None
    assert [(satu.kode, satu.baris, satu.kolom) for satu in temuan] == [("nip_numerik", 8, "C")]


def test_nip_tidak_sah_dan_nip_kosong_adalah_galat():
    assert kode(baca(dengan(7, 2, ANI[:-1]))[1]) == [("galat", "nip_tidak_sah")]
    kosong = {alamat: nilai for alamat, nilai in susun(Bahan()).items() if alamat != (7, 2)}
    assert kode(baca(kosong)[1]) == [("galat", "nip_kosong")]


def test_penilai_tanpa_nip_dilaporkan_dan_tidak_mengambil_nip_pegawai():
    formulir, temuan = baca({a: n for a, n in susun(Bahan()).items() if a != (7, 6)})
    assert (formulir[0].pegawai.nip, formulir[0].penilai.nip) == (ANI, None)
    assert kode(temuan) == [("peringatan", "nip_penilai_kosong")]


BELUM_DINILAI = {"rating_hasil": "RATING HASIL KERJA*:", "rating_perilaku": "RATING PERILAKU KERJA*:"}


@pytest.mark.parametrize(("rating", "tingkat"), [({}, "galat"), (BELUM_DINILAI, "peringatan")])
def test_formulir_yang_sudah_dinilai_harus_menyebut_penilainya(rating, tingkat):
    grid = {a: n for a, n in susun(Bahan(**rating)).items() if not (5 <= a[0] <= 10 and a[1] >= 4)}
    _, temuan = baca(grid)
    assert [satu for satu in kode(temuan) if satu[1] == "penilai_tidak_ada"] == [(tingkat, "penilai_tidak_ada")]


@pytest.mark.parametrize(("rating", "tingkat"), [({}, "galat"), (BELUM_DINILAI, "peringatan")])
def test_predikat_yang_masih_tertulis_semua_hanya_wajar_sebelum_dinilai(rating, tingkat):
    _, temuan = baca(susun(Bahan(predikat="PREDIKAT KINERJA PEGAWAI*: SANGAT BAIK/ BAIK/ KURANG", **rating)))
    assert (tingkat, "pilihan_belum_dipilih") in kode(temuan)


def test_predikat_kosong_di_formulir_yang_sudah_dinilai_dilaporkan():
    assert kode(baca(susun(Bahan(predikat="PREDIKAT KINERJA PEGAWAI*:")))[1]) == [("peringatan", "pilihan_kosong")]


@pytest.mark.parametrize(
    ("tulisan", "hasil"),
    [
        ("Palu, 30 Februari 2026", ("galat", "tanggal_tidak_sah")),
        ("Palu, 5 Januri 2026", ("galat", "tanggal_tidak_sah")),
        ("05/13/2026", ("galat", "tanggal_tidak_sah")),
        ("2026-13-05", ("galat", "tanggal_tidak_sah")),
        (SelGalat("#REF!"), ("galat", "tanggal_tidak_sah")),
        ("Palu, ....... Januari 2026", ("peringatan", "tanggal_belum_lengkap")),
    ],
)
def test_tanggal_tanda_tangan_yang_rusak_dilaporkan(tulisan, hasil):
    formulir, temuan = baca(susun(Bahan(tanda=[None, tulisan])))
    assert (formulir[0].tanggal, kode(temuan)) == (None, [hasil])


def test_tanggal_rusak_penilai_tidak_diganti_tanggal_pegawai():
    formulir, temuan = baca(susun(Bahan(tanda=["Palu, 5 Januari 2026", "Palu, 31 April 2026"])))
    assert (formulir[0].tanggal, kode(temuan)) == (None, [("galat", "tanggal_tidak_sah")])


@pytest.mark.parametrize("tulisan", ["Palu, 5 Januari 2026\nPejabat Penilai Kinerja,", "……, ……", None])
def test_tanggal_yang_sah_atau_belum_diisi_bukan_temuan(tulisan):
    formulir, temuan = baca(susun(Bahan(tanda=[None, tulisan])))
    assert (formulir[0].tanggal, temuan) == ("2026-01-05" if tulisan and "5" in tulisan else None, [])


def test_blok_penilai_boleh_di_bawah_blok_pegawai():
    grid = susun(Bahan())
    kiri = {a: n for a, n in grid.items() if a[0] < 11 and not (a[0] >= 5 and a[1] >= 4)}
    kanan = {(b + 6, k - 4): n for (b, k), n in grid.items() if 5 <= b < 11 and k >= 4}
    bawah = {(b + 6, k): n for (b, k), n in grid.items() if b >= 11}
    formulir, temuan = baca(kiri | kanan | bawah)
    assert (formulir[0].pegawai.nip, formulir[0].penilai.nip, temuan) == (ANI, KEPALA, [])


def test_kolom_target_yang_hilang_disebut_dan_formulir_tidak_dibaca():
    tanpa = [urut for urut in range(8) if urut != 5]
    bahan = Bahan(
        kepala=[KEPALA_C13[i] for i in tanpa], utama=[[isi[i] for i in tanpa] for isi in UTAMA_C13], tambahan=()
    )
    formulir, temuan = baca(susun(bahan))
    assert formulir == []
    assert kode(temuan) == [("galat", "kolom_target_tidak_ada")]
    assert "TARGET" in temuan[0].apa


def test_skp_tanpa_realisasi_terbaca_sebagai_skp():
    bahan = Bahan(
        judul=["SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF"],
        kepala=KEPALA_C13[:6],
        utama=[isi[:6] for isi in UTAMA_C13],
        tambahan=(),
        rating_hasil=None,
        rating_perilaku=None,
        predikat=None,
        capaian=None,
    )
    formulir, temuan = baca(susun(bahan))
    assert (formulir[0].jenis, len(formulir[0].butir), temuan) == ("SKP", 3, [])


def test_evaluasi_tanpa_kolom_realisasi_adalah_galat():
    bahan = Bahan(kepala=KEPALA_C13[:6], utama=[isi[:6] for isi in UTAMA_C13], tambahan=())
    assert kode(baca(susun(bahan))[1]) == [("galat", "kolom_realisasi_tidak_ada")]


def test_aspek_dan_perspektif_di_luar_daftar_dilaporkan():
    assert kode(baca(dengan(BARIS_ISI, 3, "Mutu"))[1]) == [("peringatan", "aspek_tidak_dikenal")]
    grid = susun(bahan_c12()) | {(BARIS_ISI, 4): "Penguatan internal atau anggaran"}
    assert kode(baca(grid)[1]) == [("peringatan", "perspektif_tidak_dikenal")]


def test_formulir_bersebelahan_tidak_dibaca():
    formulir, temuan = baca(susun(Bahan()) | geser(susun(Bahan()), 0, 12))
    assert (formulir, kode(temuan)) == ([], [("galat", "formulir_bersebelahan")])


def test_formulir_contoh_yang_kosong_dan_dokumen_evaluasi_dilewati():
    kosong = Bahan(pegawai=[None] * 6, penilai=[None] * 6, utama=(), tambahan=())
    dokumen = Bahan(judul=["DOKUMEN EVALUASI KINERJA PEGAWAI", "PERIODE: TRIWULAN IV"])
    assert [kode(baca(susun(bahan))[1]) for bahan in (kosong, dokumen)] == [
        [("catatan", "formulir_kosong")],
        [("catatan", "dokumen_evaluasi")],
    ]


def test_dua_tanggal_tanda_tangan_diputuskan_oleh_penilai():
    formulir, temuan = baca(susun(Bahan(tanda=["Palu, 6 Januari 2026", "Palu, 5 Januari 2026"])))
    assert (formulir[0].tanggal, temuan) == ("2026-01-05", [])
    ragu = Bahan(tanda=[None, None], predikat="PREDIKAT KINERJA PEGAWAI*: BAIK")
    grid = susun(ragu) | {(60, 2): "Palu, 6 Januari 2026", (61, 3): "Palu, 5 Januari 2026"}
    formulir, temuan = baca(grid)
    assert (formulir[0].tanggal, kode(temuan)) == (None, [("galat", "tanggal_ganda")])


def test_tanggal_tersimpan_sebagai_tanggal_excel():
    grid = susun(Bahan(tanda=[None, None]))
    baris = next(b for (b, _), nilai in grid.items() if nilai == "Pejabat Penilai Kinerja,") - 1
    formulir, _ = baca(grid | {(baris, 5): "Palu,", (baris, 6): datetime(2026, 1, 5)})  # noqa: DTZ001 -- Excel knows no zones
    assert (formulir[0].tempat, formulir[0].tanggal) == ("Palu", "2026-01-05")


def test_lembar_kosong_tidak_menjatuhkan_pembaca():
    assert baca({}) == ([], [])


def test_blok_ketiga_tidak_mewarisi_kategori_tambahan():
    tambahan = [*Bahan().tambahan, ("C. PENUGASAN LAIN", *[None] * 7), (1, "P", "R", "Waktu", "I", "1", "1", None)]
    formulir, temuan = baca(susun(Bahan(tambahan=tambahan)))
    assert len(formulir[0].butir) == 4
    assert kode(temuan) == [("peringatan", "baris_tidak_dikenal"), ("galat", "kategori_tidak_ada")]


def test_judul_blok_boleh_berketerangan():
    grid = susun(Bahan())
    baris = next(b for (b, _), nilai in grid.items() if nilai == "B. TAMBAHAN")
    formulir, temuan = baca(grid | {(baris, 0): "B. TAMBAHAN (jika ada)"})
    assert ([butir.kategori for butir in formulir[0].butir], temuan) == (["utama"] * 3 + ["tambahan"], [])


def test_dua_kolom_target_tidak_dipilih_salah_satu():
    kepala = ["TARGET TAHUNAN" if judul == "ASPEK" else judul for judul in KEPALA_C13]
    formulir, temuan = baca(susun(Bahan(kepala=kepala)))
    assert (formulir, kode(temuan)) == ([], [("galat", "kolom_ganda")])


def test_label_penilai_di_kiri_judul_bloknya_tetap_milik_penilai():
    grid = {
        a: n for a, n in susun(Bahan()).items() if a not in {(5, 4), (7, 2)} and not (6 <= a[0] <= 10 and a[1] == 4)
    }
    grid = {(b, k - 1 if 6 <= b <= 10 and k == 5 else k): nilai for (b, k), nilai in grid.items()}
    formulir, temuan = baca(grid)
    assert (formulir[0].pegawai.nip, formulir[0].penilai.nip) == (None, KEPALA)
    assert kode(temuan) == [("galat", "nip_kosong")]


def test_ekspektasi_khusus_di_dalam_baris_nilainya():
    grid = susun(Bahan(perilaku={"Loyal": ("Ekspektasi Khusus Pimpinan:\nHadir apel", None)}))
    judul = next(alamat for alamat, nilai in grid.items() if nilai == "EKSPEKTASI KHUSUS PIMPINAN")
    formulir, temuan = baca({a: n for a, n in grid.items() if a != judul})
    loyal = next(satu for satu in formulir[0].perilaku if satu.nilai == "loyal")
    assert (loyal.ekspektasi, temuan) == ("Hadir apel", [])


def test_rhk_yang_memuat_tanggal_tidak_mengakhiri_tabel():
    utama = [(1, "P", "Rapat, 5 Januari 2026", "Waktu", "I", "1 hari", "1 hari", None), *UTAMA_C13]
    assert len(baca(susun(Bahan(utama=utama)))[0][0].butir) == 5


_SEMBARANG = st.one_of(
    st.sampled_from([
        None, True, float("inf"), 10**30, -1.5, datetime(2025, 8, 7), SelGalat("#N/A"), SelTanpaHasil("=A1"), "", "-",  # noqa: DTZ001
        "PEGAWAI YANG DINILAI", "NAMA", "NIP", "PERILAKU KERJA", "B. TAMBAHAN", "TARGET", "RENCANA HASIL KERJA", "(1)",
        "RATING HASIL KERJA", "PERIODE:", "Palu, 5 Januari 2026", "Akuntabel", "NAMA:", "\n", "😀", "%", "*", "::",
    ]),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=150)
@given(st.dictionaries(st.tuples(st.integers(0, 50), st.integers(0, 9)), _SEMBARANG, max_size=25))
def test_isi_sembarang_tidak_pernah_menjatuhkan_pembaca(rusak):
    formulir, temuan = baca({a: n for a, n in (susun(Bahan()) | rusak).items() if n is not None})
    assert formulir or temuan
    for satu in formulir:
        assert satu.pegawai.nip is None or len(satu.pegawai.nip) == 18
        assert all(butir.rhk and butir.iki for butir in satu.butir)
