"""The downloaded workbook: header rows, sheets, years, and identities joined by id."""

import pandas as pd
import pytest

from penilaian.impor.ekinerja.lembar import sebutan_periode

from .bantu_ekinerja import ANI, BUDI, baca, berkas_xlsx, dinilai, konteks, lembar_unduhan

NILAI = ("id", "hasil_kerja", "perilaku_kerja", "hasil_akhir", "waktu_dinilai")


def _nilai_saja(**isi):
    return {nama: isi.get(nama, dinilai(**isi)[nama]) for nama in NILAI}


def test_bulan_dan_tahunan_menjadi_periode_dengan_nomor_baris_lembar():
    hasil = baca(berkas_xlsx({nama: lembar_unduhan([dinilai(), dinilai(BUDI)]) for nama in ("jan", "Des", "Tahunan")}))
    assert hasil.temuan == []
    assert [mentah.asal.lembar for mentah in hasil.mentah[::2]] == ["jan", "Des", "Tahunan"]
    assert [set(mentah.frame["periode"]) for mentah in hasil.mentah[::2]] == [{"2025-01"}, {"2025-12"}, {"2025"}]
    assert hasil.mentah[0].asal.baris.tolist() == [9, 10]


def test_umur_dihitung_pada_akhir_periode_masing_masing():
    nip = "189506011920031001"
    hasil = baca(berkas_xlsx({nama: lembar_unduhan([dinilai(nip)]) for nama in ("mei", "jun")}))
    assert hasil.frame["pegawai"]["kelompok_usia"].tolist() == ["di_bawah_30", "30_39"]


@pytest.mark.parametrize(
    ("nama", "arti"),
    [
        ("Januari", ("bulan", 1, None)), ("agt", ("bulan", 8, None)), ("DES 2025", ("bulan", 12, 2025)),
        ("TW1", ("triwulan", 1, None)), ("tw iii", ("triwulan", 3, None)), ("Triwulan IV 2025", ("triwulan", 4, 2025)),
        ("Tahunan", ("tahun", 1, None)), ("Sheet1", None), ("TW5", None), ("rekap", None), ("12", None), ("", None),
    ],
)  # fmt: skip
def test_nama_lembar_menyebut_periode(nama, arti):
    assert sebutan_periode(nama) == arti


@pytest.mark.parametrize("di_atas", range(20))
def test_judul_kolom_dicari_di_dua_puluh_baris_pertama(di_atas):
    atas = [["Laporan Tahun 2025"], *([[]] * 30)][:di_atas]
    kolom, *isi = lembar_unduhan([dinilai()], atas=0)
    hasil = baca(berkas_xlsx({"TW4": [*atas, kolom, *isi]}), konteks(periode="2025"))
    assert hasil.kode() == ({} if di_atas else {"periode_dari_pengguna": 1})
    assert hasil.mentah[0].asal.baris.tolist() == [di_atas + 2]


def test_lembar_tanpa_judul_kolom_dilaporkan():
    jauh = [["x"]] * 20 + lembar_unduhan([dinilai()])
    hasil = baca(
        berkas_xlsx({"TW4": lembar_unduhan([dinilai()]), "TW3": jauh, "Petunjuk": [["Baca ini"]], "TW2": [[]]})
    )
    tingkat = {satu.lembar: satu.tingkat for satu in hasil.temuan if satu.kode == "lembar_tanpa_kepala"}
    assert tingkat == {"TW3": "galat", "Petunjuk": "catatan", "TW2": "peringatan"}
    assert hasil.frame["penetapan"]["periode"].tolist() == ["2025-T4"]


def test_dua_lembar_satu_periode_tidak_dibaca_keduanya():
    lembar = {nama: lembar_unduhan([dinilai()]) for nama in ("jan", "Januari", "feb")}
    hasil = baca(berkas_xlsx(lembar))
    assert hasil.kode() == {"lembar_periode_ganda": 2}
    assert hasil.frame["penetapan"]["periode"].tolist() == ["2025-02"]


def test_bulan_kosong_dilaporkan():
    kosong = lembar_unduhan([dinilai()])[:-1]
    hasil = baca(berkas_xlsx({"jan": lembar_unduhan([dinilai()]), "feb": kosong}))
    assert hasil.kode() == {"lembar_kosong": 1}
    assert (hasil.temuan[0].tingkat, hasil.temuan[0].lembar) == ("peringatan", "feb")


@pytest.mark.parametrize(
    ("judul", "nama", "periode", "kode"),
    [
        ("Laporan Tahun 2024 dan 2025", "jan", None, "tahun_tidak_jelas"),
        ("Laporan Tahun 2024", "jan 2025", None, "tahun_tidak_jelas"),
        ("Laporan diunduh 05-01-2026", "jan", None, "tahun_tidak_jelas"),
        ("Laporan Tahun 2025", "Sheet1", None, "periode_tidak_diketahui"),
        ("Laporan Tahun 2025", "Sheet1", "2024-T4", "periode_tidak_diketahui"),
    ],
)
def test_tahun_dan_periode_tidak_pernah_ditebak(judul, nama, periode, kode):
    hasil = baca(berkas_xlsx({nama: lembar_unduhan([dinilai()], judul)}), konteks(periode=periode))
    assert hasil.kode() == {kode: 1}
    assert hasil.satu(kode).tingkat == "galat"
    assert hasil.frame == {}


def test_periode_pengguna_untuk_lembar_tunggal_tanpa_nama_periode():
    hasil = baca(berkas_xlsx({"Sheet1": lembar_unduhan([dinilai()])}), konteks(periode="2025-T4"))
    assert (hasil.satu("periode_dari_pengguna").tingkat, hasil.kode()) == ("catatan", {"periode_dari_pengguna": 1})
    assert hasil.frame["penetapan"]["periode"].tolist() == ["2025-T4"]
    dua = {"Sheet1": lembar_unduhan([dinilai()]), "Sheet2": lembar_unduhan([dinilai()])}
    assert baca(berkas_xlsx(dua), konteks(periode="2025-T4")).kode() == {"periode_tidak_diketahui": 2}


@pytest.mark.parametrize(
    ("nama", "periode", "kode"),
    [
        ("TW4", "2025-T3", {"periode_berbeda": 1}),
        ("TW4", "2024", {"periode_berbeda": 1}),
        ("TW4", "2025-12", {"periode_berbeda": 1}),
        ("TW4", "2025-T4", {}),
        ("TW4", "2025", {}),
        ("Tahunan", "2025", {}),
    ],
)
def test_periode_pengguna_yang_bertentangan_dengan_lembar_disebut(nama, periode, kode):
    hasil = baca(berkas_xlsx({nama: lembar_unduhan([dinilai()])}), konteks(periode=periode))
    assert hasil.kode() == kode
    assert len(hasil.frame["penetapan"]) == 1
    assert all((satu.tingkat, satu.lembar) == ("peringatan", nama) for satu in hasil.temuan)


def test_tahun_pengguna_bila_judul_tidak_menyebutnya():
    hasil = baca(berkas_xlsx({"jan": lembar_unduhan([dinilai()], "Laporan")}), konteks(periode="2025"))
    assert hasil.frame["penetapan"]["periode"].tolist() == ["2025-01"]
    assert "tahun 2025" in hasil.satu("periode_dari_pengguna").apa


def test_identitas_dari_lembar_lain_melalui_id():
    bulan = lembar_unduhan([_nilai_saja(hasil_akhir="CUKUP"), {**_nilai_saja(), "id": f"id-{BUDI}"}])
    hasil = baca(berkas_xlsx({"jan": bulan, "Tahunan": lembar_unduhan([dinilai(BUDI), dinilai()])}))
    assert {satu.kode for satu in hasil.temuan} == {"kolom_tidak_ada"}
    januari = hasil.frame["pegawai"].query("periode == '2025-01'")
    assert januari["nip"].tolist() == [ANI, BUDI]
    assert januari["kode_opd"].tolist() == ["01", "01"]
    assert hasil.frame["penetapan"]["predikat"].tolist() == ["butuh_perbaikan", "baik", "baik", "baik"]
    dari = {(satu.dari, satu.kolom) for satu in hasil.bacaan.peta if "melalui id" in satu.keterangan}
    assert ("lembar Tahunan · nip", "nip") in dari


def test_id_angka_dan_id_teks_bertemu():
    bulan = lembar_unduhan([{**_nilai_saja(), "id": 17}])
    hasil = baca(berkas_xlsx({"jan": bulan, "Tahunan": lembar_unduhan([dinilai(id="17")])}))
    assert hasil.frame["penetapan"]["nip"].tolist() == [ANI, ANI]


def test_identitas_yang_berbeda_beda_tidak_dipakai():
    pindah = [dinilai(), dinilai(skp_unor="Bidang B", periode_akhir_skp="2025-05-31")]
    hasil = baca(berkas_xlsx({"jan": lembar_unduhan([_nilai_saja()]), "Tahunan": lembar_unduhan(pindah)}))
    temuan = hasil.satu("identitas_ambigu")
    assert (temuan.lembar, temuan.baris, "skp_unor" in temuan.apa) == ("jan", 9, True)
    assert hasil.frame["penetapan"]["periode"].tolist() == ["2025"]


def test_baris_plt_di_lembar_lain_bukan_identitas():
    plt = dinilai(skp_jabatan="Plt. Kepala", is_skp_plt_plh_pjb=1)
    hasil = baca(berkas_xlsx({"jan": lembar_unduhan([_nilai_saja()]), "Tahunan": lembar_unduhan([plt, dinilai()])}))
    assert hasil.frame["pegawai"]["jabatan"].tolist() == ["Perencana Ahli Muda"] * 2


def test_id_yang_tidak_ada_di_mana_pun_dilaporkan():
    bulan = lembar_unduhan([{**_nilai_saja(), "id": "id-lain"}])
    hasil = baca(berkas_xlsx({"jan": bulan, "Tahunan": lembar_unduhan([dinilai()])}))
    assert hasil.satu("id_tidak_ditemukan").lembar == "jan"
    assert hasil.frame["penetapan"]["periode"].tolist() == ["2025"]


def test_tanpa_nip_di_lembar_mana_pun_adalah_galat():
    hasil = baca(berkas_xlsx({"jan": lembar_unduhan([_nilai_saja()])}))
    assert (hasil.satu("kolom_wajib_tidak_ada").kolom, hasil.satu("kolom_wajib_tidak_ada").baris) == ("nip", 8)
    assert hasil.frame == {}


@pytest.mark.parametrize("waktu", [pd.Timestamp("2026-01-05 10:11").to_pydatetime(), 46027, 46027.5])
def test_hari_excel_terbaca(waktu):
    hasil = baca(berkas_xlsx({"TW4": lembar_unduhan([dinilai(waktu_dinilai=waktu)])}))
    assert hasil.frame["penetapan"]["waktu"].tolist() == [pd.Timestamp("2026-01-05")]


def test_angka_yang_bukan_hari_dilaporkan():
    hasil = baca(berkas_xlsx({"TW4": lembar_unduhan([dinilai(waktu_dinilai=20260105)])}))
    assert hasil.kode() == {"bukan_tanggal": 1}


def test_nip_numerik_di_lembar_dilaporkan():
    hasil = baca(berkas_xlsx({"TW4": lembar_unduhan([dinilai(float(ANI)), dinilai(BUDI)])}))
    assert {(satu.kode, satu.baris) for satu in hasil.temuan} == {("nip_numerik", 9), ("wajib_kosong", 9)}


def test_kolom_tanpa_judul_dicatat():
    isi = lembar_unduhan([dinilai()])
    hasil = baca(berkas_xlsx({"TW4": [*isi[:-1], [*isi[-1], "catatan lepas"]]}))
    assert hasil.kode() == {"kolom_tanpa_judul": 1}


def test_sel_galat_excel_tidak_dianggap_kosong():
    isi = lembar_unduhan([dinilai(hasil_kerja="=1/0")])
    hasil = baca(berkas_xlsx({"TW4": isi}))
    assert hasil.kode() == {"rumus_tanpa_hasil": 1}
