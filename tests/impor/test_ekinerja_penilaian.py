"""The evaluation report, one rule at a time."""

import pandas as pd
import pytest

from penilaian.impor.bacaan import BerkasMasuk

from .bantu_ekinerja import ANI, BUDI, KEPALA, baca, baca_dinilai, berkas_json, dinilai, konteks


def test_satu_baris_menjadi_pegawai_dan_penetapan():
    hasil = baca_dinilai(dinilai())
    assert hasil.temuan == []
    (pegawai,) = hasil.frame["pegawai"].astype(object).to_dict("records")
    assert {nama: pegawai[nama] for nama in pegawai if nama != "lokasi"} == {
        "nip": ANI, "periode": "2025-T4", "nama": "Ani Contoh", "jenis": "pns", "jenis_kelamin": "P",
        "kelompok_usia": "30_39", "jabatan": "Perencana Ahli Muda", "jenis_jabatan": "fungsional",
        "jenjang": "ahli_muda", "golongan": "III/c", "kode_opd": "01", "unit": "Bidang A", "nip_penilai": KEPALA,
        "mutasi": False,
    }  # fmt: skip
    (penetapan,) = hasil.frame["penetapan"].astype(object).to_dict("records")
    assert [penetapan[nama] for nama in ("hasil_kerja", "perilaku_kerja", "predikat", "nip_penilai")] == [
        "sesuai", "di_atas", "baik", KEPALA,
    ]  # fmt: skip
    assert penetapan["waktu"] == pd.Timestamp("2026-01-05")


@pytest.mark.parametrize(
    ("tertulis", "kode"),
    [
        ("CUKUP", "butuh_perbaikan"),
        ("Kurang", "kurang"),
        ("KURANG/MISCONDUCT", "kurang"),
        ("sangat baik", "sangat_baik"),
    ],
)
def test_predikat_diartikan_buku_aturan(tertulis, kode):
    assert baca_dinilai(dinilai(hasil_akhir=tertulis)).frame["penetapan"]["predikat"].tolist() == [kode]


@pytest.mark.parametrize("kosong", ["-", "", None, " – "])
def test_belum_dinilai_bukan_penetapan(kosong):
    hasil = baca_dinilai(dinilai(), dinilai(BUDI, hasil_kerja=kosong, perilaku_kerja=kosong, hasil_akhir=kosong))
    assert hasil.kode() == {"belum_dinilai": 1}
    assert (hasil.satu("belum_dinilai").tingkat, hasil.satu("belum_dinilai").baris) == ("peringatan", 2)
    assert hasil.frame["penetapan"]["nip"].tolist() == [ANI]
    assert hasil.frame["pegawai"]["nip"].tolist() == [ANI, BUDI]


def test_rating_tanpa_predikat_belum_dinilai():
    hasil = baca_dinilai(dinilai(hasil_akhir="-"))
    assert hasil.kode() == {"belum_dinilai": 1}
    assert "ratingnya sudah diisi" in hasil.satu("belum_dinilai").apa
    assert "penetapan" not in hasil.frame


@pytest.mark.parametrize("kolom", ["hasil_kerja", "perilaku_kerja"])
def test_predikat_tanpa_rating_adalah_galat(kolom):
    hasil = baca_dinilai(dinilai(**{kolom: "-"}))
    assert hasil.kode() == {"rating_tidak_ada": 1}
    assert hasil.satu("rating_tidak_ada").tingkat == "galat"
    assert "penetapan" not in hasil.frame


@pytest.mark.parametrize("tanda", [1, "1", True, "PLT"])
def test_baris_plt_tidak_dipakai(tanda):
    hasil = baca_dinilai(dinilai(), dinilai(skp_jabatan="Plt. Kepala", is_skp_plt_plh_pjb=tanda))
    assert hasil.kode() == {"baris_plt_plh": 1}
    assert hasil.frame["pegawai"]["jabatan"].tolist() == ["Perencana Ahli Muda"]


@pytest.mark.parametrize("tanda", [0, "0", None, False, ""])
def test_baris_definitif_dipakai(tanda):
    assert baca_dinilai(dinilai(is_skp_plt_plh_pjb=tanda)).temuan == []


def test_sesudah_mutasi_skp_terakhir_dipakai():
    lama = dinilai(periode_akhir_skp="2025-10-31", skp_unor="Bidang B", hasil_akhir="CUKUP")
    hasil = baca_dinilai(dinilai(), lama)
    assert hasil.kode() == {"mutasi_dipilih": 1}
    assert hasil.satu("mutasi_dipilih").baris == 2
    assert "baris 1" in hasil.satu("mutasi_dipilih").apa
    assert hasil.frame["pegawai"][["unit", "mutasi"]].values.tolist() == [["Bidang A", True]]
    assert hasil.frame["penetapan"]["predikat"].tolist() == ["baik"]


def test_tanggal_dibandingkan_sebagai_hari_bukan_teks():
    lama = dinilai(periode_akhir_skp="30-11-2025", skp_unor="Bidang B")
    hasil = baca_dinilai(lama, dinilai(periode_akhir_skp="02-12-2025"))
    assert hasil.frame["pegawai"]["unit"].tolist() == ["Bidang A"]
    assert hasil.satu("mutasi_dipilih").baris == 1


def test_ganti_jabatan_di_unit_yang_sama_bukan_mutasi():
    hasil = baca_dinilai(dinilai(), dinilai(periode_akhir_skp="2025-10-31", skp_jabatan="Analis"))
    assert hasil.kode() == {"mutasi_dipilih": 1}
    assert hasil.frame["pegawai"]["mutasi"].tolist() == [False]


@pytest.mark.parametrize("akhir", ["2025-12-31", None, "akhir tahun"])
def test_mutasi_yang_tidak_dapat_diputuskan_tidak_dipakai(akhir):
    hasil = baca_dinilai(dinilai(), dinilai(skp_unor="Bidang B", periode_akhir_skp=akhir), dinilai(BUDI))
    assert hasil.kode() == {"mutasi_ambigu": 2}
    assert [satu.baris for satu in hasil.temuan] == [1, 2]
    assert hasil.frame["pegawai"]["nip"].tolist() == hasil.frame["penetapan"]["nip"].tolist() == [BUDI]


def test_baris_yang_sama_persis_dipakai_sekali():
    hasil = baca_dinilai(dinilai(), dinilai(skp_penilaian_id="lain"), dinilai(periode_akhir_skp="2025-10-31"))
    assert hasil.kode() == {"baris_ganda": 1, "mutasi_dipilih": 1}
    assert len(hasil.frame["pegawai"]) == len(hasil.frame["penetapan"]) == 1


def test_nip_angka_tidak_pernah_digabung():
    hasil = baca_dinilai(dinilai(int(ANI)), dinilai(int(ANI)))
    assert set(hasil.kode()) == {"nip_numerik", "wajib_kosong"}
    assert {(satu.tabel, satu.baris) for satu in hasil.temuan if satu.kode == "nip_numerik"} == {
        (tabel, baris) for tabel in ("pegawai", "penetapan") for baris in (1, 2)
    }


def test_opd_tidak_dikenal_dilaporkan_sekali_dan_barisnya_tidak_dibaca():
    salah = {"skp_unor_induk": "Dinas Conto"}
    hasil = baca_dinilai(dinilai(), dinilai(BUDI, **salah), dinilai(KEPALA, **salah))
    temuan = hasil.satu("opd_tidak_dikenal")
    assert (temuan.tingkat, temuan.baris, temuan.nilai) == ("galat", 2, "Dinas Conto")
    assert "2 baris" in temuan.apa
    assert "mungkin maksudnya Dinas Contoh (01)" in temuan.apa
    assert "padanan.yaml" in temuan.tindakan
    assert hasil.frame["pegawai"]["nip"].tolist() == hasil.frame["penetapan"]["nip"].tolist() == [ANI]


def test_padanan_yang_ditulis_orang_dipakai():
    hasil = baca_dinilai(dinilai(skp_unor_induk="Disc"), padanan={"DISC": "02"})
    assert hasil.frame["pegawai"]["kode_opd"].tolist() == ["02"]


def test_opd_dari_pengguna_hanya_bila_nama_kosong():
    hasil = baca_dinilai(dinilai(skp_unor_induk="-"), dinilai(BUDI, skp_unor_induk="Entah"), kode_opd="02")
    assert hasil.frame["pegawai"][["nip", "kode_opd"]].values.tolist() == [[ANI, "02"]]
    assert hasil.satu("opd_tidak_dikenal").baris == 2
    assert baca_dinilai(dinilai(skp_unor_induk="-")).kode() == {"opd_tidak_dikenal": 1}


def test_skp_lama_tidak_menggantikan_yang_opdnya_tidak_dikenal():
    lama = dinilai(periode_akhir_skp="2025-10-31")
    hasil = baca_dinilai(lama, dinilai(skp_unor_induk="Entah"))
    assert hasil.frame == {}
    assert hasil.kode() == {"mutasi_dipilih": 1, "opd_tidak_dikenal": 1}


def test_penilai_dikenali_dari_id_dan_tidak_pernah_ditebak():
    lain = dinilai(BUDI, pegawai_penilai_id="id-asing")
    hasil = baca_dinilai(dinilai(), lain)
    assert hasil.frame["penetapan"]["nip_penilai"].fillna("kosong").tolist() == [KEPALA, "kosong"]
    assert hasil.satu("penilai_tidak_diketahui").tingkat == "catatan"


def test_id_dengan_dua_nip_bukan_penilai():
    hasil = baca_dinilai(dinilai(), dinilai(BUDI, pegawai_atasan_nip=ANI))
    assert hasil.frame["penetapan"]["nip_penilai"].isna().all()


def test_periode_dari_pengguna_bila_id_tidak_dikenal():
    hasil = baca_dinilai(dinilai(periode_id=99), periode="2025-T3")
    assert hasil.frame["penetapan"]["periode"].tolist() == ["2025-T3"]
    assert (hasil.satu("periode_dari_pengguna").tingkat, hasil.kode()) == ("catatan", {"periode_dari_pengguna": 1})


def test_periode_sumber_didahulukan_dan_pertentangannya_disebut():
    hasil = baca_dinilai(dinilai(), dinilai(BUDI), periode="2025-T3")
    assert hasil.frame["penetapan"]["periode"].tolist() == ["2025-T4", "2025-T4"]
    temuan = hasil.satu("periode_berbeda")
    assert (temuan.tingkat, temuan.baris) == ("peringatan", 1)
    assert "2 baris" in temuan.apa
    assert "Triwulan IV 2025, bukan Triwulan III 2025" in temuan.apa


@pytest.mark.parametrize("periode", ["2025", "2025-T4"])
def test_tahun_dari_triwulan_sumber_bukan_pertentangan(periode):
    assert baca_dinilai(dinilai(), periode=periode).temuan == []


def test_plt_tanpa_baris_sendiri_diperiksa_per_periode():
    plt = dinilai(periode_id=8, is_skp_plt_plh_pjb=1)
    hasil = baca_dinilai(dinilai(), plt, acuan={"7": "2025-T4", "8": "2025-T3"})
    assert (hasil.satu("baris_plt_plh").tingkat, hasil.satu("baris_plt_plh").baris) == ("peringatan", 2)
    assert baca_dinilai(dinilai(), dinilai(is_skp_plt_plh_pjb=1)).satu("baris_plt_plh").tingkat == "catatan"


def test_periode_yang_tidak_diketahui_satu_galat_dengan_jalan_keluar():
    hasil = baca_dinilai(dinilai(periode_id=99), dinilai(BUDI, periode_id=99))
    temuan = hasil.satu("periode_tidak_diketahui")
    assert hasil.frame == {}
    assert "2 baris" in temuan.apa
    assert "ref periode" in temuan.tindakan
    assert "--periode" in temuan.tindakan


def test_periode_pengguna_tidak_mengisi_berkas_berisi_dua_periode():
    hasil = baca_dinilai(dinilai(), dinilai(BUDI, periode_id=99), periode="2025-T4")
    assert hasil.frame["penetapan"]["nip"].tolist() == [ANI]
    assert "--periode" not in hasil.satu("periode_tidak_diketahui").tindakan


def test_tahun_skp_harus_tahun_periode():
    hasil = baca_dinilai(dinilai(), dinilai(BUDI, tahun_skp=2024))
    assert hasil.satu("tahun_skp_beda").baris == 2
    assert hasil.frame["penetapan"]["nip"].tolist() == [ANI]


@pytest.mark.parametrize(
    ("tertulis", "kode"),
    [
        ("JPT Pratama", "jpt"),
        ("jabatan administrator", "administrator"),
        ("PENGAWAS", "pengawas"),
        ("Pelaksana", "pelaksana"),
    ],
)
def test_jenis_jabatan_dikenali_dari_katanya(tertulis, kode):
    pegawai = baca_dinilai(dinilai(skp_jenis_jabatan=tertulis)).frame["pegawai"]
    assert pegawai["jenis_jabatan"].tolist() == [kode]
    assert pegawai["jenjang"].isna().all()


@pytest.mark.parametrize("tertulis", ["Struktural", "Fungsional Umum", "Pengawas Pelaksana", "3"])
def test_jenis_jabatan_lain_dilaporkan(tertulis):
    hasil = baca_dinilai(dinilai(skp_jenis_jabatan=tertulis))
    assert hasil.satu("nilai_tidak_dikenal").nilai == tertulis


@pytest.mark.parametrize("jabatan", ["Guru", "Perawat Mahir (dahulu Perawat Terampil)"])
def test_jenjang_yang_tidak_jelas_dikosongkan_dengan_catatan(jabatan):
    hasil = baca_dinilai(dinilai(skp_jabatan=jabatan))
    assert hasil.kode() == {"jenjang_tidak_terbaca": 1}
    assert hasil.frame["pegawai"]["jenjang"].isna().all()


@pytest.mark.parametrize(
    ("tertulis", "kode"), [("pns", "pns"), ("PPPK Paruh Waktu", "pppk_paruh_waktu"), ("PPPK", "pppk")]
)
def test_jenis_pegawai_dalam_tulisan_apa_pun(tertulis, kode):
    assert baca_dinilai(dinilai(jenis_pegawai=tertulis)).frame["pegawai"]["jenis"].tolist() == [kode]


@pytest.mark.parametrize(
    "tertulis", ["2026-01-05", "2026-01-05T10:11:12", "2026-01-05 10:11:12", "5 Januari 2026", "13-01-2026 10:11:12"]
)
def test_waktu_dinilai_yang_pasti_terbaca(tertulis):
    waktu = baca_dinilai(dinilai(waktu_dinilai=tertulis)).frame["penetapan"]["waktu"]
    assert waktu.tolist() == [pd.Timestamp("2026-01-13" if tertulis.startswith("13") else "2026-01-05")]


def test_urutan_hari_bulan_dibuktikan_oleh_baris_lain():
    ragu = dinilai(waktu_dinilai="05-01-2026 10:11:12")
    assert baca_dinilai(ragu).kode() == {"bukan_tanggal": 1}
    hasil = baca_dinilai(ragu, dinilai(BUDI, waktu_dinilai="20-01-2026 10:11:12"))
    assert hasil.frame["penetapan"]["waktu"].tolist() == [pd.Timestamp("2026-01-05"), pd.Timestamp("2026-01-20")]
    catatan = hasil.satu("urutan_tanggal_disimpulkan")
    assert (catatan.tingkat, catatan.baris, catatan.kolom) == ("catatan", 1, "waktu")
    assert "“20-01-2026 10:11:12” di baris 2 kolom waktu_dinilai" in catatan.apa


def test_bulan_dahulu_yang_terbukti_juga_menyelesaikan_dengan_catatan():
    hasil = baca_dinilai(dinilai(waktu_dinilai="01-05-2026"), dinilai(BUDI, waktu_dinilai="01-20-2026"))
    assert hasil.frame["penetapan"]["waktu"].tolist() == [pd.Timestamp("2026-01-05"), pd.Timestamp("2026-01-20")]
    assert hasil.kode() == {"urutan_tanggal_disimpulkan": 1}


def test_dua_urutan_yang_sama_sama_terbukti_mengosongkan_tanggal_ambigu():
    hasil = baca_dinilai(
        dinilai(waktu_dinilai="05-01-2026"),
        dinilai(KEPALA, waktu_dinilai="20-01-2026"),
        dinilai(BUDI, waktu_dinilai="01-20-2026"),
    )
    temuan = hasil.satu("urutan_tanggal_bertentangan")
    assert (temuan.tingkat, temuan.baris, temuan.nilai) == ("galat", 1, "05-01-2026")
    assert "“20-01-2026” di baris 2 kolom waktu_dinilai" in temuan.apa
    assert "“01-20-2026” di baris 3 kolom waktu_dinilai" in temuan.apa
    assert hasil.kode() == {"urutan_tanggal_bertentangan": 1, "bukan_tanggal": 1}
    assert hasil.frame["penetapan"]["waktu"].isna().tolist() == [True, False, True]


@pytest.mark.parametrize("mustahil", ["99/01/2026", "31/02/2026", "00/13/2026", "05/05/2026"])
def test_tanggal_yang_mustahil_tidak_membuktikan_urutan(mustahil):
    hasil = baca_dinilai(dinilai(waktu_dinilai="05/01/2026"), dinilai(BUDI, waktu_dinilai=mustahil))
    assert hasil.frame["penetapan"]["waktu"].isna().iloc[0]
    assert set(hasil.kode()) <= {"bukan_tanggal", "tanggal_ambigu"}


def test_urutan_tanggal_akhir_skp_disebut_hanya_bila_menentukan():
    lama = dinilai(periode_akhir_skp="05-11-2025", skp_unor="Bidang B")
    tanpa_pilihan = baca_dinilai(dinilai(periode_akhir_skp="05-11-2025"), dinilai(BUDI, periode_akhir_skp="31-12-2025"))
    assert tanpa_pilihan.temuan == []
    assert baca_dinilai(lama, dinilai(periode_akhir_skp="31-12-2025")).kode() == {
        "mutasi_dipilih": 1, "urutan_tanggal_disimpulkan": 1
    }  # fmt: skip
    dua_bukti = baca_dinilai(
        lama, dinilai(periode_akhir_skp="31-12-2025"), dinilai(BUDI, periode_akhir_skp="12-31-2025")
    )
    assert dua_bukti.kode() == {"mutasi_ambigu": 2, "urutan_tanggal_bertentangan": 1}
    assert dua_bukti.frame["pegawai"]["nip"].tolist() == [BUDI]


def test_kolom_asing_dicatat_dan_kolom_yang_hilang_digalatkan():
    asing = baca_dinilai(dinilai(Tunjangan=1))
    assert (asing.satu("kolom_tidak_dikenal").tingkat, asing.satu("kolom_tidak_dikenal").kolom) == (
        "catatan",
        "Tunjangan",
    )
    baris = dinilai()
    del baris["perilaku_kerja"]
    hilang = baca_dinilai(baris)
    temuan = hilang.satu("kolom_wajib_tidak_ada")
    assert hilang.frame == {}
    assert temuan.kolom == "perilaku_kerja"
    assert "hasil_kerja" in temuan.apa


def test_tanpa_kolom_opd_kode_opd_tidak_diisi():
    baris = dinilai()
    del baris["skp_unor_induk"]
    hasil = baca_dinilai(baris)
    assert hasil.satu("kolom_tidak_ada").kolom == "skp_unor_induk"
    assert "kode_opd" in hasil.mentah[0].tanpa
    assert baca_dinilai(baris, kode_opd="02").frame["pegawai"]["kode_opd"].tolist() == ["02"]


def test_judul_kolom_tidak_bergantung_pada_cara_menulisnya():
    baris = {kunci.upper().replace("_", " ") + ".": nilai for kunci, nilai in dinilai().items()}
    hasil = baca(berkas_json([baris]))
    assert hasil.temuan == []
    assert hasil.frame["penetapan"]["predikat"].tolist() == ["baik"]


def test_dua_judul_yang_sama_tidak_dibaca():
    hasil = baca_dinilai({**dinilai(), "Hasil Akhir": "CUKUP"})
    assert (hasil.satu("kolom_ganda").tingkat, hasil.frame) == ("galat", {})


def test_angka_json_untuk_teks_tetap_utuh():
    hasil = baca_dinilai(dinilai(golru=9, id=12345678901234567890))
    assert hasil.temuan == []
    assert hasil.frame["pegawai"]["golongan"].tolist() == ["9"]


def test_baris_yang_bukan_pegawai_dan_bukan_objek_dilaporkan():
    kosong = dict.fromkeys(("nip", "nama", "hasil_kerja", "perilaku_kerja", "hasil_akhir"))
    hasil = baca_dinilai(dinilai(), dinilai(**kosong), "jumlah")
    assert {(satu.kode, satu.baris) for satu in hasil.temuan} == {("baris_bukan_pegawai", 2), ("baris_bukan_objek", 3)}


def test_nip_tidak_muncul_di_kalimat_temuan():
    hasil = baca_dinilai(dinilai(), dinilai(skp_unor="B"), dinilai(BUDI[:-1]), dinilai(KEPALA, hasil_akhir="-"))
    assert hasil.temuan
    assert not any(nip[:-1] in f"{satu.apa} {satu.tindakan}" for satu in hasil.temuan for nip in (ANI, BUDI, KEPALA))


def test_berkas_lain_tidak_dikenali():
    for isi in (b'{"type": "FeatureCollection", "features": []}', b"[1, 2]", b'"teks"', b"[]"):
        berkas = BerkasMasuk("lain.json", isi)
        with pytest.raises(AssertionError, match=r"\[\]"):
            baca(berkas, konteks())
