"""Forms filled in from the tables: what stands there, and nothing that was only proposed."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.data import baca_data, urai_target
from penilaian.formulir.dari_data import dokumen_dari_data, formulir_dari_data, teks_target
from penilaian.galat import GalatData, GalatMasaBerlaku
from penilaian.periode import Periode
from tests.kota_kecil import ANI, BUDI, CICI, KEPALA, PERIODE, tulis_kecil

P = Periode.urai(PERIODE)


def dengan(tmp_path, ubah):
    return baca_data(tulis_kecil(tmp_path, ubah))


def test_jpt_memakai_format_c12_dan_yang_lain_c13(kota_kecil):
    assert formulir_dari_data(kota_kecil, KEPALA, P).jenis == "C.1.2"
    assert formulir_dari_data(kota_kecil, ANI, P).jenis == "C.1.3"


def test_target_dan_realisasi_tertulis_dengan_satuannya(kota_kecil):
    butir = formulir_dari_data(kota_kecil, ANI, P).butir
    assert [(satu.iki, satu.target, satu.realisasi) for satu in butir] == [
        ("Indikator i1", "90 berkas", "90 berkas"),
        ("Indikator i2", "10 berkas", "10 berkas"),
        ("Indikator i3", "80–90 berkas", "70 berkas"),
    ]


def test_realisasi_yang_tidak_ada_bukan_nol(kota_kecil):
    realisasi = {satu.iki: satu.realisasi for satu in formulir_dari_data(kota_kecil, BUDI, P).butir}
    assert realisasi["Indikator i2"] is None


def test_teks_target_didahulukan(tmp_path):
    def ubah(isi):
        isi["skp"]["teks_target"] = isi["skp"]["teks_target"].astype(object)
        isi["skp"].loc[isi["skp"]["kode_indikator"] == "i3", "teks_target"] = "80 – 90 berkas"

    butir = formulir_dari_data(dengan(tmp_path, ubah), ANI, P).butir
    assert butir[2].target == "80 – 90 berkas"


def test_umpan_balik_digabung_dengan_nadanya_di_indikator_pertama(kota_kecil):
    butir = formulir_dari_data(kota_kecil, ANI, P).butir
    assert [satu.umpan_balik for satu in butir] == ["(positif) Isi\n(negatif) Isi", None, None]


def test_umpan_balik_perilaku_masuk_ke_nilainya(tmp_path):
    def ubah(isi):
        isi["umpan_balik"].loc[1, ["jenis_sasaran", "sasaran"]] = ["nilai_dasar", "loyal"]

    formulir = formulir_dari_data(dengan(tmp_path, ubah), ANI, P)
    assert {satu.nilai: satu.umpan_balik for satu in formulir.perilaku if satu.umpan_balik} == {
        "loyal": "(positif) Isi"
    }
    assert len(formulir.perilaku) == 7


def test_hanya_putusan_yang_masuk_dan_usulan_tidak_pernah(kota_kecil):
    budi = formulir_dari_data(kota_kecil, BUDI, P)
    assert (budi.rating_hasil, budi.rating_perilaku, budi.predikat, budi.tanggal) == (None, None, None, None)
    cici = formulir_dari_data(kota_kecil, CICI, P)
    assert (cici.rating_hasil, cici.rating_perilaku, cici.predikat) == ("di_bawah", "sesuai", "butuh_perbaikan")
    assert cici.tanggal == "2026-01-05"


def test_predikat_yang_tidak_tercatat_tidak_dihitung(tmp_path):
    def ubah(isi):
        isi["penetapan"]["predikat"] = None

    data = dengan(tmp_path, ubah)
    formulir = formulir_dari_data(data, CICI, P)
    assert (formulir.rating_hasil, formulir.predikat) == ("di_bawah", None)
    assert dokumen_dari_data(data, CICI, P).predikat is None


def test_urutan_tidak_bergantung_pada_urutan_baris(kota_kecil):
    acak = {nama: tabel.sample(frac=1, random_state=7) for nama, tabel in kota_kecil.tabel.items()}
    teracak = replace(kota_kecil, tabel=acak)
    for nip in (ANI, BUDI, CICI, KEPALA):
        assert formulir_dari_data(teracak, nip, P) == formulir_dari_data(kota_kecil, nip, P)


def test_kategori_utama_lebih_dahulu_dan_kode_urut_secara_alami(tmp_path):
    def ubah(isi):
        isi["indikator"]["kode_rhk"] = ["r10", "r9", "r9", "r1"]
        isi["umpan_balik"]["sasaran"] = "r10"

    butir = formulir_dari_data(dengan(tmp_path, ubah), BUDI, P).butir
    assert [satu.iki for satu in butir] == ["Indikator i2", "Indikator i3", "Indikator i1"]


def test_penilai_dan_atasannya_dari_tabel_pegawai(kota_kecil):
    dokumen = dokumen_dari_data(kota_kecil, ANI, P)
    assert (dokumen.format, dokumen.penilai.nip, dokumen.atasan_penilai.nip) == ("D.1.1", KEPALA, None)
    assert dokumen.penilai.unit == "Bidang A, Dinas Uji"
    assert dokumen_dari_data(kota_kecil, KEPALA, P).penilai.nip is None


def test_bila_atasan_penilai_yang_menetapkan_formatnya_d12(tmp_path):
    def ubah(isi):
        isi["pegawai"].loc[isi["pegawai"]["nip"] == ANI, "nip_penilai"] = CICI

    dokumen = dokumen_dari_data(dengan(tmp_path, ubah), ANI, P)
    assert (dokumen.format, dokumen.penilai.nip, dokumen.atasan_penilai.nip) == ("D.1.2", CICI, KEPALA)


def test_penilai_adalah_siapa_yang_menetapkan_menurut_penetapan(tmp_path):
    def ubah(isi):
        isi["penetapan"].loc[isi["penetapan"]["nip"] == ANI, "nip_penilai"] = BUDI

    data = dengan(tmp_path, ubah)
    assert formulir_dari_data(data, ANI, P).penilai.nip == BUDI
    dokumen = dokumen_dari_data(data, ANI, P)
    assert (dokumen.format, dokumen.penilai.nip, dokumen.atasan_penilai.nip) == ("D.1.1", BUDI, KEPALA)


def test_pegawai_yang_tidak_atau_dua_kali_tercatat_ditolak_tanpa_nip_utuh(kota_kecil):
    ganda = replace(
        kota_kecil, tabel={**kota_kecil.tabel, "pegawai": pd.concat([kota_kecil.tabel["pegawai"]] * 2)}
    )  # fmt: skip
    with pytest.raises(GalatData, match="lebih dari sekali tercatat") as galat:
        formulir_dari_data(ganda, ANI, P)
    assert ANI not in str(galat.value)
    with pytest.raises(GalatData, match="tidak tercatat"):
        dokumen_dari_data(kota_kecil, ANI, Periode.urai("2025-T1"))


def test_periode_sebelum_peraturannya_berlaku_ditolak(kota_kecil):
    with pytest.raises(GalatMasaBerlaku):
        formulir_dari_data(kota_kecil, ANI, Periode.urai("2021-S2"))


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_rentang_target_terbaca_kembali(satu, dua):
    bawah, atas = sorted((satu, dua))
    teks = teks_target({"target_bawah": float(bawah), "target_atas": float(atas)}, "persen")
    target = urai_target(teks, "koma")
    assert target is None or (target.bawah, target.atas) == (bawah, atas)
    if not 1900 <= bawah <= atas < 2100:
        assert target is not None
