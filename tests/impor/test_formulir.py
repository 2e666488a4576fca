"""Evaluation forms as a source: what becomes rows, and what stays out with a word why."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from penilaian.data.kamus import muat_kamus
from penilaian.data.tabel import tabel_kosong
from penilaian.impor import formulir as jenis
from penilaian.impor.bacaan import BerkasMasuk, Konteks
from penilaian.impor.penamaan import PenamaOpd
from penilaian.periode import Periode
from tests.data.conftest import ANI, BUDI, ISI, KEPALA
from tests.formulir.lembar_uji import UTAMA_C13, Bahan, bahan_c11, buku_dari, susun

OPD = pd.DataFrame(ISI["opd"])
JUDUL_CSV = "No,Kategori,Rencana Hasil Kerja Pimpinan,Rencana Hasil Kerja Pegawai,Aspek,Indikator Kinerja Individu (IKI),Target,Realisasi Berdasarkan Bukti Dukung,Bukti Dukung,Umpan Balik Berkelanjutan"


def indikator(*baris):
    """Catalogue rows from (kode, rhk, uraian, aspek)."""
    isi = [
        {**dict.fromkeys(muat_kamus()["indikator"].kolom), "kode": kode, "kode_opd": "01", "kode_rhk": f"R-{kode}", "rhk": rhk, "uraian": uraian, "aspek": aspek}
        for kode, rhk, uraian, aspek in baris
    ]  # fmt: skip
    return pd.DataFrame(isi, columns=list(muat_kamus()["indikator"].kolom)).astype("str")


KATALOG = indikator(
    ("I1", "Aplikasi  perizinan BERFUNGSI", "persentase layanan\nberhasil", "kualitas"),
    ("I2", "Aplikasi perizinan berfungsi", "Lama penyelesaian", "waktu"),
    ("I3", "Pengaduan selesai", "Persentase pengaduan selesai", "kuantitas"),
    ("I4", "Panitia hari jadi", "Laporan panitia", "kuantitas"),
)
PEGAWAI = pd.DataFrame(ISI["pegawai"])


def konteks(**ganti):
    dasar = Konteks(opd=PenamaOpd(OPD, {}), indikator=KATALOG, pegawai=PEGAWAI)
    return replace(dasar, **ganti)


def berkas(*bahan, nama="formulir.xlsx"):
    return BerkasMasuk(nama, buku_dari({f"L{urut}": susun(satu) for urut, satu in enumerate(bahan)}))


def baca(*bahan, **ganti):
    return jenis.baca(berkas(*bahan), konteks(**ganti))


def tabel(bacaan, nama):
    frame = [mentah.frame for mentah in bacaan.tabel if mentah.asal.tabel == nama]
    return pd.concat(frame, ignore_index=True) if frame else None


def kode(bacaan, tingkat=None):
    return [satu.kode for satu in bacaan.temuan if tingkat in (None, satu.tingkat)]


def test_kenali_formulir_dan_bukan_formulir():
    assert jenis.kenali(berkas(Bahan()))
    assert not jenis.kenali(BerkasMasuk("a.xlsx", buku_dari({"skp": {(0, 0): "nip"}})))
    assert jenis.kenali(BerkasMasuk("a.csv", JUDUL_CSV.encode("utf-8-sig")))
    assert not jenis.kenali(BerkasMasuk("skp.csv", b"nip,periode\n"))
    assert not jenis.kenali(BerkasMasuk("a.parquet", b""))


def test_formulir_menjadi_skp_realisasi_umpan_balik_dan_penetapan():
    hasil = baca(Bahan())
    skp, realisasi = tabel(hasil, "skp"), tabel(hasil, "realisasi")
    assert kode(hasil, "galat") == []
    assert skp["kode_indikator"].tolist() == ["I1", "I2", "I3", "I4"]
    assert skp["kategori"].tolist() == ["utama", "utama", "utama", "tambahan"]
    assert skp["teks_target"].tolist()[:2] == ["80 – 90%", "7-8 bulan"]
    assert realisasi["teks_realisasi"].tolist() == ["85%", "9 bulan", "90%", "1"]
    assert set(skp["nip"]) == {ANI}
    assert set(skp["periode"]) == {"2025-T4"}
    penetapan = tabel(hasil, "penetapan").iloc[0]
    assert penetapan[["hasil_kerja", "perilaku_kerja", "predikat", "nip_penilai", "waktu"]].tolist() == [
        "sesuai",
        "di_atas",
        "baik",
        KEPALA,
        "2026-01-05",
    ]


def test_kolom_angka_target_tidak_diisi_pembaca():
    mentah = next(satu for satu in baca(Bahan()).tabel if satu.asal.tabel == "skp")
    assert {"target", "target_bawah", "target_atas"} <= mentah.tanpa
    assert mentah.asal.baris.tolist() == [18, 19, 20, 22]


def test_umpan_balik_hanya_dengan_nada_yang_tertulis():
    hasil = baca(Bahan())
    umpan = tabel(hasil, "umpan_balik")
    assert umpan[["jenis_sasaran", "sasaran", "nada", "isi", "dari", "peran"]].to_numpy().tolist() == [
        ["rhk", "R-I3", "positif", "tuntas", KEPALA, "atasan"],
        ["nilai_dasar", "akuntabel", "positif", "Konsisten", KEPALA, "atasan"],
    ]
    catatan = next(satu for satu in hasil.temuan if satu.kode == "umpan_balik_tanpa_nada")
    assert catatan.apa.startswith("1 umpan balik")
    assert umpan["nomor"].tolist() == tabel(baca(Bahan()), "umpan_balik")["nomor"].tolist()


def test_realisasi_kosong_tetap_kosong_tanpa_alasan():
    hasil = baca(Bahan(utama=[(*UTAMA_C13[0][:6], "-", None)], tambahan=()))
    realisasi = tabel(hasil, "realisasi")
    assert realisasi["teks_realisasi"].tolist() == [None]
    assert realisasi["alasan_kosong"].tolist() == [None]
    satu = next(satu for satu in hasil.temuan if satu.kode == "realisasi_kosong")
    assert (satu.tingkat, satu.baris, satu.lembar) == ("peringatan", 18, "L0")


def test_realisasi_nol_bukan_kosong():
    hasil = baca(Bahan(utama=[(*UTAMA_C13[0][:6], 0, None)], tambahan=()))
    assert tabel(hasil, "realisasi")["teks_realisasi"].tolist() == ["0"]
    assert "realisasi_kosong" not in kode(hasil)


def test_indikator_baru_menjadi_calon_tanpa_arah():
    hasil = baca(Bahan(), indikator=KATALOG.iloc[:2])
    calon = hasil.calon_indikator
    assert list(calon.columns) == list(muat_kamus()["indikator"].kolom)
    assert len(calon) == 2
    pengaduan = calon.loc[calon["rhk"] == "Pengaduan selesai"].iloc[0]
    assert pengaduan[["kode_opd", "uraian", "aspek", "satuan", "jenis_target"]].tolist() == [
        "01",
        "Persentase pengaduan selesai",
        "kuantitas",
        "%",
        "rentang",
    ]
    assert calon[["arah", "sumber_data"]].isna().all(axis=None)
    assert pengaduan["kode"] in tabel(hasil, "skp")["kode_indikator"].tolist()
    assert pengaduan["kode"].startswith("01-")
    assert len(pengaduan["kode"]) == 13
    galat = [satu for satu in hasil.temuan if satu.kode == "indikator_perlu_dilengkapi"]
    assert len(galat) == 1
    assert "--katalog-baru" in galat[0].tindakan
    assert baca(Bahan(), indikator=KATALOG.iloc[:2]).calon_indikator.equals(calon)


def test_indikator_baru_pada_rhk_terdaftar_memakai_kode_rhknya():
    hasil = baca(Bahan(), indikator=KATALOG.iloc[:1])
    calon = hasil.calon_indikator.set_index("uraian")["kode_rhk"]
    assert calon["Lama penyelesaian"] == "R-I1"
    assert calon["Laporan panitia"].startswith("01-R")


def test_rumusan_sama_dibedakan_aspek_atau_ditolak():
    ganda = indikator(("A", "R", "I", "kualitas"), ("B", "R", "I", "waktu"))

    def baris(aspek):
        return Bahan(utama=[(1, "P", "R", aspek, "I", "80%", "85%", None)], tambahan=())

    assert tabel(baca(baris("Waktu"), indikator=ganda), "skp")["kode_indikator"].tolist() == ["B"]
    ragu = baca(baris("Biaya"), indikator=ganda)
    assert tabel(ragu, "skp") is None
    assert "indikator_ambigu" in kode(ragu, "galat")


@pytest.mark.parametrize(
    ("tulisan", "galat"),
    [
        ("Persentase pengaduan selesai [I9]", "kode_indikator_tidak_ada"),
        ("Lama penyelesaian [I3]", "kode_indikator_bertentangan"),
    ],
)
def test_kode_dalam_kurung_tidak_pernah_diganti_rumusannya(tulisan, galat):
    hasil = baca(Bahan(utama=[(1, "P", "Pengaduan selesai", "Kuantitas", tulisan, "80%", "85%", None)], tambahan=()))
    assert kode(hasil, "galat") == [galat]
    assert hasil.tabel == ()
    assert [satu.baris for satu in hasil.temuan if satu.kode == galat] == [18]


def test_kode_dalam_kurung_yang_benar_dan_kurung_yang_bagian_rumusan():
    def dipilih(tulisan, katalog=KATALOG):
        satu = Bahan(utama=[(1, "P", "Pengaduan selesai", "Kuantitas", tulisan, "80%", "85%", None)], tambahan=())
        return tabel(baca(satu, indikator=katalog), "skp")["kode_indikator"].tolist()

    assert dipilih("Persentase pengaduan selesai [i3]") == ["I3"]
    assert dipilih("Nilai [SAKIP]", indikator(("S", "Pengaduan selesai", "Nilai [SAKIP]", "kuantitas"))) == ["S"]


def test_formulir_berindikator_ambigu_tidak_diambil_sebagian():
    ganda = pd.concat([KATALOG, indikator(("B", "Pengaduan selesai", "Persentase pengaduan selesai", "waktu"))])
    hasil = baca(Bahan(utama=[(*UTAMA_C13[2][:3], "Biaya", *UTAMA_C13[2][4:])]), indikator=ganda)
    assert ("indikator_ambigu" in kode(hasil, "galat"), hasil.tabel) == (True, ())


def test_aspek_yang_berbeda_dari_katalog_dilaporkan():
    hasil = baca(
        Bahan(utama=[(1, "P", "R", "Waktu", "I", "80%", "85%", None)], tambahan=()),
        indikator=indikator(("A", "R", "I", "kualitas")),
    )
    assert tabel(hasil, "skp")["kode_indikator"].tolist() == ["A"]
    assert "aspek_berbeda" in kode(hasil, "peringatan")


def test_formulir_kualitatif_memakai_rhk_sebagai_uraian():
    hasil = baca(bahan_c11(), indikator=tabel_kosong("indikator"))
    assert hasil.calon_indikator["uraian"].tolist() == hasil.calon_indikator["rhk"].tolist()
    assert set(hasil.calon_indikator["uraian"]) == {"Naskah selesai", "Arsip rapi"}


def test_pegawai_yang_tidak_ada_menghentikan_formulirnya():
    hasil = baca(Bahan(), pegawai=PEGAWAI.loc[PEGAWAI["nip"] != ANI])
    assert hasil.tabel == ()
    satu = next(satu for satu in hasil.temuan if satu.kode == "pegawai_tidak_ada")
    assert (satu.tingkat, satu.nilai, satu.lembar) == ("galat", ANI, "L0")


def test_tanpa_data_pegawai_opd_dari_unit_di_formulir():
    satu = Bahan(pegawai=[None, "Ani", ANI, None, "Analis", "DINAS  CONTOH"])
    hasil = baca(satu, pegawai=tabel_kosong("pegawai"))
    assert kode(hasil, "peringatan") == ["pegawai_tidak_ada"]
    assert len(tabel(hasil, "skp")) == 4


def test_opd_tak_dikenal_menahan_hasil_kerja_saja():
    hasil = baca(Bahan(), pegawai=tabel_kosong("pegawai"))
    assert kode(hasil, "galat") == ["opd_tidak_dikenal"]
    assert {mentah.asal.tabel for mentah in hasil.tabel} == {"penetapan", "umpan_balik"}
    assert len(tabel(baca(Bahan(), pegawai=tabel_kosong("pegawai"), kode_opd="01"), "skp")) == 4


def test_jabatan_dan_penilai_yang_berbeda_diperingatkan():
    lain = Bahan(
        pegawai=[None, "Ani Contoh", ANI, None, "Arsiparis", "Bidang A"],
        penilai=[None, "Budi", BUDI, None, "Kepala", "Dinas"],
    )
    hasil = baca(lain)
    assert {"jabatan_berbeda", "penilai_berbeda"} <= set(kode(hasil, "peringatan"))
    assert len(tabel(hasil, "skp")) == 4


def test_nama_orang_lain_pada_nip_ini_menahan_seluruh_formulir():
    lain = Bahan(pegawai=[None, "Budi Santoso", ANI, None, "Analis", "Bidang A"])
    hasil = baca(lain)
    assert "nama_bukan_pemilik_nip" in kode(hasil, "galat")
    assert not any(len(mentah.frame) for mentah in hasil.tabel)


@pytest.mark.parametrize("nama", ["dr. Ani Contoh, M.Kes.", "ANI  CONTOH", "Ani C.", "Ani Contoh Lestari"])
def test_gelar_singkatan_dan_huruf_besar_tetap_orang_yang_sama(nama):
    hasil = baca(Bahan(pegawai=[None, nama, ANI, None, "Analis", "Bidang A"]))
    assert "nama_bukan_pemilik_nip" not in kode(hasil)


def test_formulir_yang_memuat_galat_tidak_diambil_sebagian():
    hasil = baca(Bahan(penilai=[None, "Kepala Contoh", 123, None, "Kepala", "Dinas"]))
    assert "formulir_tidak_utuh" in kode(hasil, "galat")
    assert not any(len(mentah.frame) for mentah in hasil.tabel)


@pytest.mark.parametrize(
    ("judul", "periode", "galat"),
    [
        (["EVALUASI KINERJA PEGAWAI"], None, "periode_tidak_ada"),
        (["PERIODE: TRIWULAN I"], "PERIODE PENILAIAN: 1 OKTOBER SD 31 DESEMBER TAHUN 2025", "periode_tidak_dikenal"),
    ],
)
def test_periode_yang_tidak_pasti_perlu_diberikan(judul, periode, galat):
    satu = Bahan(judul=judul, periode=periode)
    hasil = baca(satu)
    assert (hasil.tabel, kode(hasil, "galat")) == ((), [galat])
    diberi = baca(satu, periode=Periode.urai("2025-T4"))
    assert len(tabel(diberi, "skp")) == 4
    assert "periode_dari_pengguna" in kode(diberi, "catatan")


def test_periode_di_formulir_lebih_kuat_daripada_yang_diberikan():
    hasil = baca(Bahan(), periode=Periode.urai("2025-T3"))
    assert set(tabel(hasil, "skp")["periode"]) == {"2025-T4"}
    assert "periode_berbeda" in kode(hasil, "peringatan")


def test_tahun_yang_diberikan_tidak_menentang_triwulan_formulir():
    assert "periode_berbeda" not in kode(baca(Bahan(), periode=Periode.urai("2025")))
    assert "periode_berbeda" in kode(baca(Bahan(), periode=Periode.urai("2024")))


@pytest.mark.parametrize(
    "ganti",
    [
        {"predikat": "PREDIKAT KINERJA PEGAWAI*: SANGAT BAIK/ BAIK/ KURANG"},
        {"tanda": [None, "Palu, 30 Februari 2026"]},
    ],
)
def test_yang_harus_diputuskan_orang_menahan_seluruh_formulir(ganti):
    hasil = baca(Bahan(**ganti))
    assert hasil.tabel == ()
    assert "formulir_tidak_utuh" in kode(hasil, "galat")


def test_rating_yang_belum_pasti_tidak_menjadi_penetapan():
    hasil = baca(Bahan(rating_hasil="RATING HASIL KERJA*: DIATAS EKSPEKTASI/SESUAI EKSPEKTASI/DIBAWAH EKSPEKTASI"))
    assert tabel(hasil, "penetapan") is None
    assert {"pilihan_belum_dipilih", "penetapan_belum_lengkap"} <= set(kode(hasil))


def test_capaian_organisasi_tidak_diimpor_karena_asalnya_tidak_tertulis():
    assert kode(baca(Bahan())).count("capaian_organisasi_tidak_diimpor") == 1
    assert "capaian_organisasi_tidak_diimpor" not in kode(baca(Bahan(capaian=None)))


def test_formulir_yang_sama_dua_kali_hanya_sekali():
    hasil = baca(Bahan(), Bahan())
    assert len(tabel(hasil, "skp")) == 4
    assert len(tabel(hasil, "penetapan")) == 1


def test_csv_mengambil_nip_dari_nama_berkas_dan_periode_dari_pengguna():
    isi = f"{JUDUL_CSV}\n1,Utama,P,Pengaduan selesai,Kuantitas,Persentase pengaduan selesai,80%,85%,ND-7,Teruskan\n".encode(
        "utf-8-sig"
    )
    hasil = jenis.baca(BerkasMasuk(f"skp_{ANI}.csv", isi), konteks(periode=Periode.urai("2025-T4")))
    assert tabel(hasil, "skp")[["nip", "kode_indikator", "teks_target"]].to_numpy().tolist() == [[ANI, "I3", "80%"]]
    assert tabel(hasil, "realisasi")["bukti"].tolist() == ["ND-7"]
    assert kode(jenis.baca(BerkasMasuk("skp.csv", isi), konteks()), "galat") == ["nip_kosong"]
    assert kode(jenis.baca(BerkasMasuk(f"{ANI}.csv", isi), konteks()), "galat") == ["periode_tidak_ada"]
    assert kode(jenis.baca(BerkasMasuk(f"{'9' * 18}.csv", isi), konteks()), "galat") == ["nip_tidak_sah"]


def test_sel_gabungan_dibaca_dari_buku_kerja():
    utama = [
        (1, "P", "Aplikasi perizinan berfungsi", "Kualitas", "Persentase layanan berhasil", "80%", "85%", None),
        (2, None, None, "Waktu", "Lama penyelesaian", "7 bulan", "9 bulan", None),
    ]
    isi = buku_dari({"A": susun(Bahan(utama=utama, tambahan=()))}, {"A": ["C18:C19"]})
    hasil = jenis.baca(BerkasMasuk("a.xlsx", isi), konteks())
    assert tabel(hasil, "skp")["kode_indikator"].tolist() == ["I1", "I2"]


def test_peta_menyebut_setiap_kolom_formulir():
    peta = baca(Bahan()).peta
    assert ("skp", "teks_target") in {(satu.tabel, satu.kolom) for satu in peta if "TARGET" in satu.dari}
    for satu in peta:
        if satu.tabel is None:
            assert satu.keterangan
        else:
            assert satu.kolom in muat_kamus()[satu.tabel].kolom
