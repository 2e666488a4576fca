"""The synthetic city through e-Kinerja's exports and back."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from penilaian.contoh import buat_kota
from penilaian.contoh.ekinerja import tulis_ekinerja
from penilaian.impor.bacaan import BerkasMasuk
from penilaian.impor.penamaan import PenamaOpd

from .bantu_ekinerja import JENIS, baca, konteks

DIBAWA = [
    "nip", "periode", "nama", "jenis", "jenis_kelamin", "jabatan", "jenis_jabatan", "jenjang", "golongan",
    "kode_opd", "unit", "nip_penilai", "mutasi",
]  # fmt: skip


@pytest.fixture(scope="module")
def kota():
    return buat_kota(200, 2026).tabel


def _baca_semua(kota, ekspor):
    latar = replace(konteks(acuan={}), opd=PenamaOpd(kota["opd"], {}))
    hasil = {}
    for jalur in ekspor.berkas:
        hasil[jalur.name] = satu = baca(BerkasMasuk(jalur.name, jalur.read_bytes()), latar)
        if satu.bacaan.periode_ekinerja:
            latar = replace(latar, periode_ekinerja=satu.bacaan.periode_ekinerja)
    return hasil


@pytest.fixture(scope="module", params=[False, True], ids=["bersih", "cacat"])
def ekspor(request, kota, tmp_path_factory):
    return tulis_ekinerja(kota, tmp_path_factory.mktemp("ekinerja"), 2025, cacat=request.param)


@pytest.fixture(scope="module")
def terbaca(kota, tmp_path_factory):
    ekspor = tulis_ekinerja(kota, tmp_path_factory.mktemp("bersih"), 2025, cacat=False)
    return _baca_semua(kota, ekspor)


def _satukan(terbaca, tabel, akhiran):
    bagian = [satu.frame[tabel] for nama, satu in terbaca.items() if nama.endswith(akhiran) and tabel in satu.frame]
    return pd.concat(bagian, ignore_index=True).sort_values(["nip", "periode"], ignore_index=True)


def _tahun_ini(tabel):
    return tabel[tabel["periode"].str.startswith("2025")].sort_values(["nip", "periode"], ignore_index=True)


@pytest.mark.parametrize("akhiran", [".json", ".xlsx"])
def test_penetapan_kembali_persis(kota, terbaca, akhiran):
    asal = _tahun_ini(kota["penetapan"]).drop(columns="alasan")
    hasil = _satukan(terbaca, "penetapan", akhiran)
    assert hasil["alasan"].isna().all()
    pd.testing.assert_frame_equal(hasil.drop(columns="alasan"), asal)


@pytest.mark.parametrize("akhiran", [".json", ".xlsx"])
def test_pegawai_kembali_persis_untuk_kolom_yang_dibawa(kota, terbaca, akhiran):
    asal, hasil = _tahun_ini(kota["pegawai"]), _satukan(terbaca, "pegawai", akhiran)
    pd.testing.assert_frame_equal(hasil[DIBAWA], asal[DIBAWA].astype({"mutasi": "boolean"}))
    assert hasil["lokasi"].isna().all()
    assert hasil["mutasi"].any()


@pytest.mark.parametrize("akhiran", [".json", ".xlsx"])
def test_kelompok_usia_dari_nip_sama_dengan_yang_sebenarnya(kota, terbaca, akhiran):
    asal, hasil = _tahun_ini(kota["pegawai"]), _satukan(terbaca, "pegawai", akhiran)
    assert hasil["kelompok_usia"].tolist() == asal["kelompok_usia"].tolist()


def test_dokumen_skp_ada_untuk_setiap_tempat(kota, terbaca):
    json, xlsx = terbaca["laporan_skp_2025.json"], terbaca["skp_2025.xlsx"]
    hasil = json.frame["dokumen_skp"]
    pd.testing.assert_frame_equal(hasil, xlsx.frame["dokumen_skp"])
    kini = _tahun_ini(kota["pegawai"])
    assert set(hasil["nip"]) == set(kini["nip"])
    assert len(hasil) == kini["nip"].nunique() + int(kini["mutasi"].sum())
    assert set(hasil["status"]) == {"persetujuan"}
    assert set(hasil["periode"]) == {"2025"}


def test_yang_ditanam_ditemukan_dan_tidak_ada_yang_lain(kota, ekspor):
    temuan = {
        (satu.kode, satu.berkas, satu.lembar, satu.baris)
        for hasil in _baca_semua(kota, ekspor).values()
        for satu in hasil.temuan
    }
    ditanam = {(satu.kode, satu.berkas, satu.lembar, satu.baris) for satu in ekspor.ditanam}
    # The sheets write the day first, and each says once on what that conclusion rests.
    disimpulkan = {satu for satu in temuan if satu[0] == "urutan_tanggal_disimpulkan"}
    assert {satu[1:3] for satu in disimpulkan} <= {("penilaian_2025.xlsx", f"TW{nomor}") for nomor in range(1, 5)}
    assert len({satu[1:3] for satu in disimpulkan}) == len(disimpulkan)
    assert temuan - disimpulkan == ditanam


def test_setiap_cacat_memang_ditanam(kota, tmp_path):
    kode = {satu.kode for satu in tulis_ekinerja(kota, tmp_path, 2025, cacat=True).ditanam}
    assert kode == {
        "mutasi_dipilih", "belum_dinilai", "nip_numerik", "nip_tidak_sah", "wajib_kosong", "rating_tidak_ada",
        "nilai_tidak_dikenal", "opd_tidak_dikenal", "baris_plt_plh", "baris_ganda", "mutasi_ambigu", "belum_ada_skp",
        "periode_tidak_dikenal", "periode_bertentangan", "lembar_tanpa_kepala",
    }  # fmt: skip


def test_draf_skp_dibaca_dengan_tahapnya(kota, tmp_path):
    hasil = _baca_semua(kota, tulis_ekinerja(kota, tmp_path, 2025, cacat=True))["laporan_skp_2025.json"]
    assert hasil.frame["dokumen_skp"]["status"].value_counts()[["draft", "pengajuan"]].tolist() == [1, 1]


def test_tabel_yang_sama_menghasilkan_byte_yang_sama(kota, tmp_path):
    satu = tulis_ekinerja(kota, tmp_path / "a", 2025, cacat=True)
    dua = tulis_ekinerja(kota, tmp_path / "b", 2025, cacat=True)
    assert satu.ditanam == dua.ditanam
    assert [jalur.name for jalur in satu.berkas] == [jalur.name for jalur in dua.berkas]
    assert all(kiri.read_bytes() == kanan.read_bytes() for kiri, kanan in zip(satu.berkas, dua.berkas, strict=True))


def test_setiap_berkas_tepat_satu_jenis(ekspor):
    harapan = {"ref": "ekinerja_periode", "skp": "ekinerja_skp", "penilaian": "ekinerja_penilaian"}
    for jalur in ekspor.berkas:
        berkas = BerkasMasuk(jalur.name, jalur.read_bytes())
        cocok = [jenis.NAMA for jenis in JENIS if jenis.kenali(berkas)]
        assert cocok == [harapan[jalur.stem.removeprefix("laporan_").split("_")[0]]]


def test_setiap_kolom_sumber_ada_di_peta(kota, terbaca, tmp_path):
    asal = tulis_ekinerja(kota, tmp_path, 2025, cacat=False).berkas[1]
    peta = terbaca["laporan_penilaian_2025_T1.json"].bacaan.peta
    assert {satu.dari for satu in peta} == {f"data[].{kunci}" for kunci in json.loads(asal.read_bytes())["data"][0]}
    assert all(satu.tabel or satu.keterangan for satu in peta)
    lembar = {(satu.dari, satu.tabel, satu.kolom) for satu in terbaca["penilaian_2025.xlsx"].bacaan.peta}
    assert ("lembar TW1 · hasil_akhir", "penetapan", "predikat") in lembar
    assert ("lembar TW4 · nip", "pegawai", "kelompok_usia") in lembar
