"""The SKP report."""

import pandas as pd
import pytest

from .bantu_ekinerja import ANI, BUDI, baca, berkas_json, berkas_xlsx, dokumen, konteks, lembar_unduhan


def _baca(*baris, **latar):
    return baca(berkas_json({"data": list(baris)}), konteks(**latar))


def test_satu_dokumen_menjadi_satu_baris():
    hasil = _baca(dokumen())
    assert (hasil.jenis, hasil.temuan) == ("ekinerja_skp", [])
    (satu,) = hasil.frame["dokumen_skp"].astype(object).to_dict("records")
    assert satu == {
        "id_skp": "S1", "nip": ANI, "periode": "2025", "kode_opd": "01", "unit": "Bidang A", "jabatan": "Perencana",
        "status": "persetujuan", "model": "kuantitatif", "awal": pd.Timestamp("2025-01-01"),
        "akhir": pd.Timestamp("2025-12-31"),
    }  # fmt: skip


def test_semua_tahap_dan_semua_dokumen_mutasi_disimpan():
    pindah = dokumen("S2", skp_status="DRAFT", periode_akhir="2025-06-30")
    hasil = _baca(dokumen(), pindah, dokumen("S3", skp_status="Pengajuan"))
    assert hasil.temuan == []
    assert hasil.frame["dokumen_skp"]["status"].tolist() == ["persetujuan", "draft", "pengajuan"]


def test_tahap_asing_dilaporkan():
    assert _baca(dokumen(skp_status="ditolak")).satu("nilai_tidak_dikenal").nilai == "ditolak"


def test_pegawai_tanpa_dokumen_dilaporkan_dan_dilewati():
    hasil = _baca(dokumen(), dokumen(None, BUDI, skp_status="-"))
    assert (hasil.satu("belum_ada_skp").tingkat, hasil.satu("belum_ada_skp").baris) == ("peringatan", 2)
    assert hasil.frame["dokumen_skp"]["nip"].tolist() == [ANI]


def test_id_kosong_pada_dokumen_berstatus_adalah_galat():
    assert _baca(dokumen(None)).kode() == {"wajib_kosong": 1}


def test_dokumen_yang_sama_persis_dicatat_dan_yang_bertentangan_digalatkan():
    sama = _baca(dokumen(), dokumen())
    assert sama.kode() == {"baris_ganda": 1}
    assert len(sama.frame["dokumen_skp"]) == 1
    beda = _baca(dokumen(), dokumen(skp_status="draft"))
    assert beda.kode() == {"kunci_ganda": 2}


def test_dokumen_plt_tidak_dipakai():
    hasil = _baca(dokumen(), dokumen("S2", is_plt_plh=1))
    assert hasil.kode() == {"baris_plt_plh": 1}
    assert hasil.frame["dokumen_skp"]["id_skp"].tolist() == ["S1"]


def test_nomor_dokumen_berupa_angka_menjadi_teks():
    assert _baca(dokumen(17)).frame["dokumen_skp"]["id_skp"].tolist() == ["17"]
    lembar = lembar_unduhan([dokumen(17)], "Laporan SKP 2025")
    hasil = baca(berkas_xlsx({"Data": lembar}))
    assert hasil.temuan == []
    assert hasil.frame["dokumen_skp"]["id_skp"].tolist() == ["17"]


def test_opd_dan_nip_diperiksa_seperti_di_laporan_penilaian():
    hasil = _baca(dokumen(nip=int(ANI)), dokumen("S2", BUDI, skp_unor_induk="Entah"))
    assert hasil.kode() == {"nip_numerik": 1, "opd_tidak_dikenal": 1}


@pytest.mark.parametrize(
    ("ganti", "judul", "periode", "tahun"),
    [
        ({"periode_awal": None, "periode_akhir": None}, "SKP Tahun 2025", None, "2025"),
        ({"periode_awal": None, "periode_akhir": None}, "SKP", "2024", "2024"),
        ({"periode_awal": None}, "SKP", "2024", "2025"),
        ({}, "SKP Tahun 2025", "2024", "2025"),
    ],
)
def test_tahun_dari_tanggal_lalu_judul_lalu_pengguna(ganti, judul, periode, tahun):
    berkas = berkas_xlsx({"Data": lembar_unduhan([dokumen(**ganti), dokumen("S2", BUDI)][: 1 + bool(ganti)], judul)})
    assert baca(berkas, konteks(periode=periode)).frame["dokumen_skp"]["periode"].tolist()[0] == tahun


@pytest.mark.parametrize(
    ("ganti", "judul"),
    [
        ({"periode_awal": "2024-11-01"}, "SKP"),
        ({}, "SKP Tahun 2024"),
        ({"periode_awal": None, "periode_akhir": "kelak"}, "SKP"),
    ],
)
def test_tahun_yang_tidak_jelas_adalah_galat(ganti, judul):
    hasil = baca(berkas_xlsx({"Data": lembar_unduhan([dokumen(**ganti)], judul)}))
    assert hasil.kode() == {"tahun_tidak_jelas": 1}
    assert hasil.frame == {}


def test_lembar_tanpa_judul_kolom_dan_kolom_wajib_yang_hilang():
    tanpa = {kunci: nilai for kunci, nilai in dokumen().items() if kunci != "skp_id"}
    hasil = baca(berkas_xlsx({"Data": lembar_unduhan([tanpa]), "Info": [["halo"]]}))
    assert hasil.kode() == {"kolom_wajib_tidak_ada": 1, "lembar_tanpa_kepala": 1}


def test_kolom_status_dan_jabatan_biasa_diterima():
    baris = dokumen(jabatan="Analis lama")
    baris["status"] = baris.pop("skp_status")
    hasil = _baca(baris)
    assert hasil.temuan == []
    assert hasil.frame["dokumen_skp"]["jabatan"].tolist() == ["Perencana"]
    (diabaikan,) = [satu for satu in hasil.bacaan.peta if satu.dari == "data[].jabatan"]
    assert (diabaikan.tabel, diabaikan.keterangan) == (None, "yang dipakai kolom skp_jabatan")


def test_tabel_sendiri_bukan_laporan_ekinerja():
    lembar = {"dokumen_skp": [["id_skp", "nip", "status"], ["S1", ANI, "draft"]]}
    with pytest.raises(AssertionError, match=r"\[\]"):
        baca(berkas_xlsx(lembar))


@pytest.mark.parametrize(("periode", "kode"), [("2025", {}), ("2025-T4", {}), ("2024", {"periode_berbeda": 1})])
def test_tahun_pengguna_yang_bertentangan_dengan_dokumen_disebut(periode, kode):
    hasil = _baca(dokumen(), dokumen("S2", BUDI), periode=periode)
    assert (hasil.kode(), set(hasil.frame["dokumen_skp"]["periode"])) == (kode, {"2025"})


def test_tahun_skp_dari_pengguna_dicatat():
    hasil = _baca(dokumen(periode_awal=None, periode_akhir=None), periode="2025-T4")
    assert hasil.frame["dokumen_skp"]["periode"].tolist() == ["2025"]
    assert (hasil.satu("periode_dari_pengguna").tingkat, hasil.kode()) == ("catatan", {"periode_dari_pengguna": 1})


def test_awal_skp_yang_ambigu_dikosongkan_bila_kolomnya_membuktikan_dua_urutan():
    awal = ("02-01-2025", "13-01-2025", "01-13-2025")
    hasil = _baca(*(dokumen(f"S{urut}", periode_awal=satu) for urut, satu in enumerate(awal)))
    assert (hasil.satu("urutan_tanggal_bertentangan").baris, hasil.kode()["bukan_tanggal"]) == (1, 1)
    assert hasil.frame["dokumen_skp"]["awal"].isna().tolist() == [True, False, True]
