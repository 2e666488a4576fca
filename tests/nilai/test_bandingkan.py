"""A scenario on the small city: every move can be checked on paper."""

import pandas as pd
import pytest

from penilaian import baca_data, hitung
from penilaian.aturan import muat_buku
from penilaian.aturan.skenario import Skenario, terapkan
from penilaian.galat import GalatAturan, GalatSkenario
from penilaian.nilai.bandingkan import bandingkan
from penilaian.nilai.kolom import BELUM
from penilaian.nilai.pola import peringatan_opd
from penilaian.nilai.selangkah import dekat_ambang, selangkah
from penilaian.periode import Periode
from tests.kota_kecil import ANI, BUDI, CICI, KEPALA, PERIODE, tulis_kecil

ATURAN = muat_buku().pada(Periode.urai(PERIODE).akhir)


def _skenario(kode, **perubahan):
    isi = {"judul": "Uji", "penyusun": "Tim", "tanggal": "2025-12-01", "alasan": "uji"}
    return Skenario.model_validate({**isi, "perubahan": {kode: perubahan}})


PALU_80 = _skenario("kebijakan/palu", ambang_sesuai=80)


def test_ambang_yang_diturunkan_memindahkan_yang_di_antaranya(kota_kecil):
    """Ani's i3 is 70 of 80–90: 87.5 percent. With 80 percent as threshold her r2 is no longer di_bawah."""
    banding = bandingkan(kota_kecil, PERIODE, PALU_80)
    dasar, baru = (hasil.rhk.set_index(["nip", "kode_rhk"])["rating"] for hasil in (banding.dasar, banding.baru))
    assert (dasar[ANI, "r2"], baru[ANI, "r2"]) == ("di_bawah", "sesuai")
    assert dasar.drop((ANI, "r2")).equals(baru.drop((ANI, "r2")))
    assert banding.perpindahan().to_numpy().sum() == 4


def test_perpindahan_menurut_kuadran_yang_diubah(kota_kecil):
    skenario = _skenario("permenpanrb-6-2022/kuadran", **{"di_atas.sesuai": "sangat_baik"})
    banding = bandingkan(kota_kecil, PERIODE, skenario)
    ditetapkan = banding.perpindahan("ditetapkan")
    assert ditetapkan.loc["baik", "sangat_baik"] == 1
    assert ditetapkan.loc["sangat_baik", "sangat_baik"] == 1
    assert ditetapkan.loc[BELUM, BELUM] == 1
    assert banding.per_kelompok("jenis_kelamin", "ditetapkan").set_index("jenis_kelamin")["naik"].to_dict() == {
        "L": 0, "P": 1,
    }  # fmt: skip
    tpp = banding.biaya_tpp("ditetapkan").iloc[0]
    # sangat_baik, baik, butuh_perbaikan: 0.6 × (1 + 1 + 0.75); a move from baik to sangat_baik costs nothing.
    assert (tpp["pegawai"], tpp["dasar"], tpp["selisih"]) == (3, pytest.approx(0.6 * 2.75), 0)


def test_penetapan_tidak_berubah_oleh_skenario(kota_kecil):
    banding = bandingkan(kota_kecil, PERIODE, PALU_80)
    tetap = ["nip", "hasil_kerja", "perilaku_kerja", "predikat", "alasan_penetapan"]
    pd.testing.assert_frame_equal(banding.dasar.pegawai[tetap], banding.baru.pegawai[tetap])
    pd.testing.assert_frame_equal(banding.dasar.pegawai, hitung(kota_kecil, PERIODE).pegawai)


def test_biaya_tpp_dan_angka_kredit_dari_perpindahan(tmp_path):
    """Cici falls from butuh_perbaikan to sangat_kurang: 0.6 × (0.25 − 0.75) TPP, and 5 × 3/12 × (25 − 75) % credits."""

    def ubah(isi):
        isi["pegawai"].loc[isi["pegawai"]["nip"] == CICI, ["jenis_jabatan", "jenjang"]] = ["fungsional", "terampil"]

    skenario = _skenario("permenpanrb-6-2022/kuadran", **{"di_bawah.sesuai": "sangat_kurang"})
    banding = bandingkan(baca_data(tulis_kecil(tmp_path, ubah)), PERIODE, skenario)
    assert banding.biaya_tpp("ditetapkan").iloc[0]["selisih"] == pytest.approx(0.6 * (0.25 - 0.75))
    kredit = banding.biaya_angka_kredit("ditetapkan").set_index("jenjang").loc["terampil"]
    assert (kredit["dasar"], kredit["skenario"]) == (pytest.approx(0.9375), pytest.approx(0.3125))


def test_selangkah_hanya_yang_satu_hasil_dari_predikat_lain(kota_kecil):
    """Kepala: three results above, all feedback positive, no main below: one main falling to below makes sesuai.

    Ani: r1 sesuai, r2 di_bawah, feedback half positive: raising r2 to sesuai leaves sesuai; lowering r1 makes di_bawah.
    """
    tabel = selangkah(hitung(kota_kecil, PERIODE), ATURAN).set_index("nip")
    assert tabel.loc[KEPALA, "bisa_turun"]
    assert not tabel.loc[KEPALA, "bisa_naik"]
    assert not tabel.loc[ANI, "bisa_naik"]
    assert tabel.loc[ANI, "bisa_turun"]
    assert not tabel.loc[BUDI, ["bisa_naik", "bisa_turun"]].any()


def test_dekat_ambang_menghitung_kedua_sisi(tmp_path):
    def ubah(isi):
        isi["realisasi"].loc[isi["realisasi"]["nip"] == ANI, "realisasi"] = [89.1, 10, 80]

    ambang = dekat_ambang(hitung(baca_data(tulis_kecil(tmp_path, ubah)), PERIODE), ATURAN).set_index("ambang")
    assert ambang.loc[100, ["di_bawah", "tepat", "di_atas"]].tolist() == [1, 2, 0]
    assert ambang.loc[90].sum() == 0


def test_satu_opd_saja(kota_kecil):
    assert len(bandingkan(kota_kecil, PERIODE, PALU_80, kode_opd="01").pegawai) == 4


def test_skema_yang_sudah_dicabut_tidak_dapat_dicoba(kota_kecil):
    skenario = _skenario("rezim/penilaian_kinerja", skema="permenpanrb_8_2021")
    with pytest.raises(GalatAturan, match="sudah tidak berlaku"):
        bandingkan(kota_kecil, PERIODE, skenario)


def test_skenario_yang_ditolak_tidak_menghitung_apa_pun(kota_kecil):
    with pytest.raises(GalatSkenario, match="dari 50 sampai 100"):
        bandingkan(kota_kecil, PERIODE, _skenario("kebijakan/palu", ambang_sesuai=1000))


def _pegawai(**cacah):
    baris = [(f"{predikat}{n}", "01", predikat) for predikat, banyak in cacah.items() for n in range(banyak)]
    return pd.DataFrame(baris, columns=["nip", "kode_opd", "predikat"])


ORGANISASI = pd.DataFrame({"kode_opd": ["01"], "predikat": ["baik"]})
OPD = pd.DataFrame({"kode": ["01"], "kepala": ["sangat_baik0"]})


def test_peringatan_dua_lapis_dan_opd_tanpa_predikat():
    hasil = peringatan_opd(_pegawai(sangat_baik=6, baik=4), ORGANISASI, OPD, ATURAN)
    assert set(zip(hasil["lapis"], hasil["peringatan"], strict=True)) == {
        ("peraturan", "baik_bukan_sebagian_besar"),
        ("surat edaran", "wajib_ada_butuh_perbaikan_atau_kurang"),
    }
    tanpa = ORGANISASI.assign(predikat=None)
    assert peringatan_opd(_pegawai(baik=4), tanpa, OPD, ATURAN).empty


def test_pimpinan_dikeluarkan_bila_kebijakan_memilihnya():
    skenario = _skenario("kebijakan/pola_distribusi", pimpinan_unit="dikeluarkan", pegawai_paling_sedikit=4)
    buku, _ = terapkan(muat_buku(), skenario, Periode.urai(PERIODE))
    aturan = buku.pada(Periode.urai(PERIODE).akhir)
    cukup = _pegawai(sangat_baik=1, baik=3, kurang=1)
    # Without the head 3 of 4 are baik: 75 percent.
    assert peringatan_opd(cukup, ORGANISASI, OPD, ATURAN).empty
    assert peringatan_opd(cukup, ORGANISASI, OPD, aturan)["peringatan"].tolist() == ["baik_lebih_dari_maks"]
    assert peringatan_opd(_pegawai(sangat_baik=1, baik=3), ORGANISASI, OPD, aturan).empty


def test_pilihan_lokal_lain_benar_benar_dipakai(kota_kecil):
    """What the cases of the local policy only name: joining indicators, and the bounds of the mean."""

    def orang(nip, **perubahan):
        buku, _ = terapkan(muat_buku(), _skenario("kebijakan/palu", **perubahan), Periode.urai(PERIODE))
        hasil = hitung(kota_kecil, PERIODE, buku)
        return hasil.pegawai.set_index("nip").loc[nip], hasil.rhk.set_index(["nip", "kode_rhk"])["rating"]

    _, rhk = orang(ANI, gabung_indikator="tertinggi")
    assert rhk[ANI, "r2"] == "sesuai"
    kepala, _ = orang(KEPALA, batas_atas_rata_rata=110)
    assert kepala["capaian"] == pytest.approx((110 + 110 + 95 / 90 * 100) / 3)
    budi, _ = orang(BUDI, batas_bawah_rata_rata=50)
    assert budi["capaian_terburuk"] == pytest.approx((110 + 95 / 90 * 100 + 50) / 3)


def test_yang_tidak_dapat_diperiksa_dan_yang_tidak_berpengaruh_disebut(kota_kecil):
    banding = bandingkan(kota_kecil, PERIODE, _skenario("permenpanrb-6-2022/tenggat", keberatan=10))
    assert banding.tanpa_predikat_organisasi == 1
    assert banding.tidak_berpengaruh == {"permenpanrb-6-2022/tenggat"}
    assert not banding.per_kelompok("jenis")[["naik", "turun", "lain"]].any(axis=None)
