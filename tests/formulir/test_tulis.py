"""Evaluation forms as written: read back with another library, as Excel would."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.formulir.bentuk import Butir, Formulir, Orang, Perilaku
from penilaian.formulir.tulis import tulis_formulir
from penilaian.galat import GalatData
from penilaian.periode import Periode
from tests.kota_kecil import ANI, KEPALA

JAHAT = (
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "+1",
    "{=1+1}",
    '=HYPERLINK("http://contoh")',
    "http://contoh",
    "\t=1",
)
FORMULIR = Formulir(
    jenis="C.1.3",
    pegawai=Orang("Contoh Ani", ANI, "III/c", "Analis", "Bidang A"),
    penilai=Orang("Contoh Kepala", KEPALA, "IV/b", "Kepala Dinas", "Dinas Uji"),
    butir=(
        Butir("utama", "Layanan selesai", "Jumlah layanan", "90 berkas", "95 berkas", "(positif) Rapi", "Layanan prima", "kuantitas"),
        Butir("utama", "Layanan selesai", "Kepuasan", "80–90 persen", "85 persen", None, "Layanan prima", "kualitas"),
        Butir("utama", "Arsip tertata", "Jumlah arsip", "10 berkas", None, None, "Arsip prima", "kuantitas"),
        Butir("tambahan", "Kepanitiaan", "Tugas selesai", "1 kegiatan", "1 kegiatan", None, None, "waktu"),
    ),
    periode=Periode.urai("2025-T4"),
    instansi="Pemerintah Kota Contoh",
    capaian_organisasi="istimewa",
    rating_hasil="di_atas",
    perilaku=(Perilaku("akuntabel", "Disiplin", "(netral) Cukup"),),
    rating_perilaku="di_bawah",
    predikat="kurang",
    tempat="Palu",
    tanggal="2026-01-05",
)  # fmt: skip


def tulis(*formulir):
    aliran = BytesIO()
    tulis_formulir(formulir, aliran)
    return aliran.getvalue()


def buka(*formulir):
    return openpyxl.load_workbook(BytesIO(tulis(*formulir)))


def isi(lembar):
    return [sel.value for baris in lembar.iter_rows() for sel in baris if sel.value is not None]


def cari(lembar, teks):
    return next(sel for baris in lembar.iter_rows() for sel in baris if sel.value == teks)


def kanan(lembar, label):
    """The value beside a label."""
    sel = cari(lembar, label)
    return next((satu.value for satu in lembar[sel.row][sel.column :] if satu.value is not None), None)


def tinggi(lembar, baris):
    return sum(lembar.row_dimensions[nomor].height for nomor in baris)


def gabungan(lembar, alamat):
    return next((satu for satu in lembar.merged_cells.ranges if alamat in satu), None)


def test_bagian_formulir_urut_seperti_format_resmi():
    teks = isi(buka(FORMULIR).worksheets[0])
    urut = [
        "EVALUASI KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        "PERIODE: TRIWULAN IV",
        "NAMA INSTANSI: Pemerintah Kota Contoh",
        "PERIODE PENILAIAN: 1 OKTOBER SD 31 DESEMBER TAHUN 2025",
        "PEGAWAI YANG DINILAI",
        "CAPAIAN KINERJA ORGANISASI",
        "ISTIMEWA",
        "POLA DISTRIBUSI",
        "HASIL KERJA",
        "A. UTAMA",
        "B. TAMBAHAN",
        "RATING HASIL KERJA",
        "DIATAS EKSPEKTASI",
        "PERILAKU KERJA",
        "RATING PERILAKU KERJA",
        "DIBAWAH EKSPEKTASI",
        "PREDIKAT KINERJA PEGAWAI",
        "KURANG (MISCONDUCT)",
        "Palu, 5 Januari 2026",
        f"NIP {KEPALA}",
    ]
    assert [satu for satu in teks if satu in urut] == urut


@pytest.mark.parametrize(
    ("jenis", "judul"),
    [
        ("C.1.1", ["NO", "RENCANA HASIL KERJA", "REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"]),
        ("C.1.2", ["NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF", "REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"]),
        ("C.1.3", ["NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK", "INDIKATOR KINERJA INDIVIDU", "TARGET", "REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"]),
    ],
)  # fmt: skip
def test_kolom_hasil_kerja_bernomor_menurut_formatnya(jenis, judul):
    lembar = buka(replace(FORMULIR, jenis=jenis)).worksheets[0]
    nomor = cari(lembar, "(1)").row
    kolom = [(sel.value, lembar.cell(nomor - 1, sel.column).value) for sel in lembar[nomor] if sel.value]
    assert kolom == [(f"({urut})", teks) for urut, teks in enumerate(judul, 1)]


def test_rhk_digabung_di_atas_indikatornya_dan_umpan_baliknya_ikut():
    lembar = buka(FORMULIR).worksheets[0]
    for teks in ("Layanan selesai", "Layanan prima", "(positif) Rapi"):
        sel = cari(lembar, teks)
        assert gabungan(lembar, sel.coordinate).size["rows"] == 2
    assert [satu for satu in isi(lembar) if satu == "Layanan selesai"] == ["Layanan selesai"]
    assert gabungan(lembar, cari(lembar, "Jumlah layanan").coordinate).size["rows"] == 1


def test_umpan_balik_per_indikator_tidak_digabung():
    butir = (FORMULIR.butir[0], replace(FORMULIR.butir[1], umpan_balik="(negatif) Lambat"))
    lembar = buka(replace(FORMULIR, butir=butir)).worksheets[0]
    assert gabungan(lembar, cari(lembar, "(positif) Rapi").coordinate) is None
    assert cari(lembar, "(negatif) Lambat").row == cari(lembar, "(positif) Rapi").row + 1


def test_formulir_kualitatif_menulis_ukuran_keberhasilan_di_bawah_rhk():
    butir = replace(FORMULIR.butir[0], iki=None)
    lembar = buka(replace(FORMULIR, jenis="C.1.1", butir=(butir,))).worksheets[0]
    cari(lembar, "Layanan selesai\nUKURAN KEBERHASILAN/INDIKATOR KINERJA INDIVIDU, DAN TARGET:\n90 berkas")


def test_ketujuh_nilai_dasar_selalu_tercetak_dengan_panduannya():
    lembar = buka(FORMULIR).worksheets[0]
    panduan = [satu for satu in isi(lembar) if satu.startswith("• ")]
    assert sum(satu.count("• ") for satu in panduan) == 21
    baris = lembar[cari(lembar, "Akuntabel").row]
    assert [sel.value for sel in baris if sel.value][-2:] == ["Disiplin", "(netral) Cukup"]


def test_yang_belum_ditetapkan_tertulis_begitu():
    lembar = buka(replace(FORMULIR, rating_hasil=None, rating_perilaku=None, predikat=None)).worksheets[0]
    for label in ("RATING HASIL KERJA", "RATING PERILAKU KERJA", "PREDIKAT KINERJA PEGAWAI"):
        assert kanan(lembar, label) == "belum ditetapkan"


def test_yang_kosong_tetap_kosong_dan_titik_hanya_di_tanda_tangan():
    kosong = Formulir("C.1.3", Orang(), Orang(), (), periode=FORMULIR.periode)
    lembar = buka(kosong).worksheets[0]
    assert kanan(lembar, "CAPAIAN KINERJA ORGANISASI") is None
    titik = [sel.row for baris in lembar.iter_rows() for sel in baris if "…" in str(sel.value)]
    assert len(titik) == 3
    assert min(titik) > cari(lembar, "PREDIKAT KINERJA PEGAWAI").row


def test_nip_ditulis_sebagai_teks():
    sel = cari(buka(FORMULIR).worksheets[0], ANI)
    assert (sel.data_type, sel.number_format) == ("s", "@")


@pytest.mark.parametrize("jenis", ["C.1.1", "C.1.2", "C.1.3"])
@pytest.mark.parametrize("teks", JAHAT)
def test_teks_jahat_tidak_pernah_menjadi_rumus_atau_tautan(jenis, teks):
    orang = Orang(*[teks] * 6)
    butir = tuple(Butir(kategori, teks, teks, teks, teks, teks, teks) for kategori in ("utama", "tambahan"))
    perilaku = (Perilaku("loyal", teks, teks),)
    lembar = buka(
        Formulir(jenis, orang, orang, butir, teks_periode=teks, instansi=teks, pola_distribusi=teks, perilaku=perilaku, tempat=teks)
    ).worksheets[0]  # fmt: skip
    sel = [satu for baris in lembar.iter_rows() for satu in baris if satu.value is not None]
    assert {satu.data_type for satu in sel} == {"s"}
    assert not any(satu.hyperlink for satu in sel)
    assert teks in {satu.value for satu in sel}


def test_isi_sama_memberi_bita_sama():
    assert tulis(FORMULIR, FORMULIR) == tulis(FORMULIR, FORMULIR)
    assert tulis(FORMULIR) != tulis(replace(FORMULIR, predikat="baik"))


def test_nama_lembar_berbeda_dan_tidak_memuat_nama_orang():
    nip = [f"18900202191503{urut % 3:04d}" for urut in range(39)] + [None]
    semua = [replace(FORMULIR, pegawai=replace(FORMULIR.pegawai, nip=satu)) for satu in nip]
    lembar = buka(*semua).sheetnames
    assert (len(set(lembar)), lembar[1], lembar[-1]) == (40, "02 001", "40 Pegawai")
    kata = FORMULIR.pegawai.nama.casefold().split()
    assert not any(satu in nama.casefold() for nama in lembar for satu in kata)


def test_kertas_a4_mendatar_selebar_satu_halaman_dengan_judul_berulang():
    lembar = buka(FORMULIR).worksheets[0]
    assert (lembar.page_setup.paperSize, lembar.page_setup.orientation) == (9, "landscape")
    assert (lembar.sheet_properties.pageSetUpPr.fitToPage, lembar.page_setup.fitToHeight) == (True, 0)
    assert lembar.print_title_rows == "$6:$6"
    assert lembar.oddFooter.right.text == "Halaman &P"
    assert lembar.oddFooter.left.text == "Evaluasi Kinerja Pegawai · Contoh Ani · Triwulan IV 2025"


def test_tabel_panjang_mengulang_judul_kolomnya():
    butir = tuple(replace(FORMULIR.butir[2], rhk=f"RHK {urut}", iki="Uraian panjang " * 20) for urut in range(30))
    lembar = buka(replace(FORMULIR, butir=butir)).worksheets[0]
    nomor = cari(lembar, "(1)").row
    assert lembar.print_title_rows == f"${nomor - 1}:${nomor}"


def test_predikat_dan_tanda_tangan_tidak_terpisah_halaman():
    butir = tuple(replace(FORMULIR.butir[2], rhk=f"RHK {urut}") for urut in range(12))
    for jumlah in range(len(butir)):
        lembar = buka(replace(FORMULIR, butir=butir[:jumlah])).worksheets[0]
        awal = cari(lembar, "PREDIKAT KINERJA PEGAWAI").row
        dipatahkan = [patah.id + 1 for patah in lembar.row_breaks.brk]
        assert not set(dipatahkan) & set(range(awal + 1, lembar.max_row + 1))
        mulai = max(satu for satu in [1, *dipatahkan] if satu <= awal)
        if dipatahkan:
            assert tinggi(lembar, range(mulai, lembar.max_row + 1)) < 530


@given(st.integers(1, 60), st.sampled_from(["kata ", "panjangsekali", "WWW "]))
def test_baris_cukup_tinggi_untuk_teksnya(ulang, kata):
    teks = (kata * ulang * 5).strip()
    lembar = buka(replace(FORMULIR, butir=(replace(FORMULIR.butir[0], umpan_balik=teks),))).worksheets[0]
    sel = cari(lembar, teks)
    rentang = gabungan(lembar, sel.coordinate)
    baris = range(rentang.min_row, rentang.max_row + 1) if rentang else range(sel.row, sel.row + 1)
    lebar_poin = 220 * 0.75
    huruf_sebaris = lebar_poin / (8 * 0.95 if kata == "WWW " else 8 * 0.5)
    assert tinggi(lembar, baris) >= len(teks) / huruf_sebaris * 8 * 0.85
    assert all(lembar.row_dimensions[nomor].height <= 409 for nomor in baris)


def test_formulir_skp_dan_daftar_kosong_ditolak():
    with pytest.raises(GalatData, match="bukan formulir evaluasi"):
        tulis(replace(FORMULIR, jenis="SKP"))
    with pytest.raises(GalatData, match="Tidak ada formulir"):
        tulis()
