"""Scenarios: what may be changed, how it is marked, and what is refused with the allowed range."""

from fractions import Fraction
from pathlib import Path

import pytest

from penilaian.aturan import muat_buku
from penilaian.aturan.skenario import Skenario, baca_skenario, terapkan
from penilaian.galat import GalatSkenario
from penilaian.periode import Periode

BUKU = muat_buku()
PERIODE = Periode.urai("2025-T4")
CONTOH = sorted((Path(__file__).parents[2] / "data" / "skenario").glob("*.yaml"))


def _skenario(perubahan):
    return Skenario.model_validate(
        {"judul": "Uji", "penyusun": "Tim", "tanggal": "2025-12-01", "alasan": "uji", "perubahan": perubahan}
    )


def _terapkan(kode, tuas, nilai, periode=PERIODE):
    return terapkan(BUKU, _skenario({kode: {tuas: nilai}}), periode)


@pytest.mark.parametrize("berkas", CONTOH, ids=lambda satu: satu.stem)
def test_contoh_skenario_dapat_diterapkan(berkas):
    baru, perubahan = terapkan(BUKU, baca_skenario(berkas), PERIODE)
    assert perubahan
    assert baru.sidik != BUKU.sidik


@pytest.mark.parametrize(
    ("kode", "tuas", "nilai", "ambil", "jadi"),
    [
        ("kebijakan/palu", "ambang_sesuai", 95, lambda n: n.bilangan("ambang_sesuai"), 95),
        ("permenpanrb-6-2022/usulan_hasil_kerja", "sebagian_besar", "2/3", lambda n: n.bilangan("sebagian_besar"), Fraction(2, 3)),
        ("permendagri-86-2017/capaian", "turun", "kebalikan", lambda n: n.turun, "kebalikan"),
        ("permenpanrb-6-2022/kuadran", "di_atas.sesuai", "sangat_baik", lambda n: n.sel["di_atas"]["sesuai"], "sangat_baik"),
        ("se-menpanrb-3-2023/pola_distribusi", "istimewa.maks.sangat_baik", "3/5", lambda n: n.pola["istimewa"][0].pangsa, Fraction(3, 5)),
        ("permendagri-86-2017/skala_capaian", "tinggi.dari", 80, lambda n: (n.pita["tinggi"].dari, n.pita["sedang"].sampai), (80, 80)),
        ("kebijakan/tpp_palu", "butuh_perbaikan.produktivitas", "1/2", lambda n: n.angka("butuh_perbaikan", "produktivitas"), Fraction(1, 2)),
        ("permenpanrb-6-2022/tenggat", "keberatan", 10, lambda n: n.butir["keberatan"].hari, 10),
        ("se-menpanrb-3-2023/rating_pimpinan", "butuh_perbaikan", "sesuai", lambda n: n.isi["butuh_perbaikan"], "sesuai"),
    ],
)  # fmt: skip
def test_setiap_bentuk_dapat_dicoba_dan_bertanda_skenario(kode, tuas, nilai, ambil, jadi):
    baru, (perubahan,) = _terapkan(kode, tuas, nilai)
    masa = baru.pada(PERIODE.akhir).masa(kode)
    assert ambil(masa.nilai) == jadi
    assert masa.verifikasi.startswith("skenario, bukan aturan yang berlaku: Uji (Tim, 2025-12-01)")
    assert perubahan.menjadi == jadi or isinstance(jadi, tuple)
    assert BUKU.pada(PERIODE.akhir).masa(kode).skenario == ""


def test_yang_tidak_disebut_tidak_berubah():
    baru, _ = _terapkan("kebijakan/palu", "ambang_sesuai", 95)
    assert {kode for kode in BUKU.ketentuan if BUKU.ketentuan[kode] != baru.ketentuan[kode]} == {"kebijakan/palu"}
    semula, nilai = (buku.pada(PERIODE.akhir).nilai("kebijakan/palu").butir for buku in (BUKU, baru))
    assert {nama for nama in semula if semula[nama] != nilai[nama]} == {"ambang_sesuai"}


def test_masa_di_luar_periode_tidak_berubah():
    baru, _ = _terapkan("rezim/penilaian_kinerja", "skema", "permenpanrb_8_2021")
    lama = Periode.urai("2021-S1")
    assert baru.pada(lama.akhir).masa("rezim/penilaian_kinerja").skenario == ""
    assert baru.pada(PERIODE.akhir).nilai("rezim/penilaian_kinerja").pilihan("skema") == "permenpanrb_8_2021"


@pytest.mark.parametrize(
    ("kode", "tuas", "nilai", "potongan"),
    [
        ("kebijakan/palu", "ambang_sesuai", 101, r"kebijakan/palu, ambang_sesuai: 101 .*dari 50 sampai 100 persen"),
        ("kebijakan/palu", "ambang_sesuai", -1, "dari 50 sampai 100"),
        ("kebijakan/palu", "ambang_sesuai", "sembilan", "dari 50 sampai 100"),
        ("kebijakan/palu", "ambang_sesuai", True, "dari 50 sampai 100"),
        ("kebijakan/palu", "ambang_sesuai", None, "dari 50 sampai 100"),
        ("kebijakan/palu", "ambang_sesuai", 0.95, "dari 50 sampai 100"),
        ("kebijakan/palu", "ambang_sesuai", "95%", "dari 50 sampai 100"),
        ("kebijakan/palu", "ambang_sesuai", "1e99999999", "dari 50 sampai 100"),
        ("kebijakan/palu", "ambang_sesuai", "9_5", "dari 50 sampai 100"),
        ("kebijakan/palu", "ambang_sesuai", "94.999999999", "paling banyak 4 desimal"),
        ("kebijakan/palu", "ambang_sesuai", 90, "sudah nilai yang berlaku"),
        ("kebijakan/palu", "ambang_sesuay", 95, "mungkin maksudnya ambang_sesuai"),
        ("kebijakan/pallu", "ambang_sesuai", 95, "mungkin maksudnya kebijakan/palu"),
        ("kebijakan/palu", "gabung_indikator", "rata_rata", "salah satu dari terendah, tertinggi"),
        ("permenpanrb-6-2022/kuadran", "di_atas.sesuai", "cukup", "salah satu dari sangat_kurang"),
        ("permenpanrb-6-2022/tenggat", "keberatan", "7/2", "bilangan bulat dari 1 sampai 100 hari kerja"),
        ("permendagri-86-2017/skala_capaian", "tinggi.dari", 91, "tidak sah bersama-sama|lebih lebar"),
        ("permendagri-86-2017/skala_capaian", "tinggi.dari", 95, "dari 66 sampai 91"),
        ("permenpanrb-8-2021/nilai_skp", "batas_tambahan", 5, "tidak berlaku pada Triwulan IV 2025"),
        ("kalender/hari_libur", "2025-12-25", "x", "tidak ada yang dapat diubah"),
    ],
)
def test_perubahan_yang_tidak_sah_ditolak_dengan_nama_dan_rentangnya(kode, tuas, nilai, potongan):
    with pytest.raises(GalatSkenario, match=potongan) as galat:
        _terapkan(kode, tuas, nilai)
    assert galat.value.tindakan


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        ("judul: a\npenyusun: b\ntanggal: 2025-01-01\nperubahan: {kebijakan/palu: {ambang_sesuai: 95}}\n", "alasan: kunci ini wajib ada"),
        ("judul: ''\npenyusun: b\ntanggal: 2025-01-01\nalasan: c\nperubahan: {x/y: {z: 1}}\n", "judul: tidak boleh kosong"),
        ("judul: a\npenyusun: b\ntanggal: kemarin\nalasan: c\nperubahan: {x/y: {z: 1}}\n", "tanggal: harus tanggal"),
        ("judul: a\npenyusun: b\ntanggal: 2025-01-01\nalasan: c\nperubahan: {}\n", "perubahan: tidak boleh kosong"),
        ("judul: a\npenyusun: b\ntanggal: 2025-01-01\nalasan: c\nperubahan: {x/y: {}}\n", "tidak boleh kosong"),
        ("judul: a\npenyusun: b\ntanggal: 0\nalasan: c\nperubahan: {x/y: {z: 1}}\n", "harus tanggal"),
        ("judul: a\npenyusun: b\ntanggal: 2025-12-01 10:00\nalasan: c\nperubahan: {x/y: {z: 1}}\n", "harus tanggal"),
        ('judul: "a\\eb"\npenyusun: b\ntanggal: 2025-12-01\nalasan: c\nperubahan: {x/y: {z: 1}}\n', "tidak dapat dicetak"),
        ("judul: a\npenyusun: b\ntanggal: 2025-01-01\nalasan: c\nperubahan: {x/y: 3}\n", "pasangan kunci dan nilai"),
        ("- 1\n", "pasangan kunci dan nilai"),
    ],
)  # fmt: skip
def test_berkas_skenario_yang_salah_ditolak_dengan_sebabnya(tmp_path, isi, potongan):
    berkas = tmp_path / "s.yaml"
    berkas.write_text(isi, "utf-8")
    with pytest.raises(GalatSkenario, match=potongan):
        baca_skenario(berkas)


def test_berkas_skenario_yang_tidak_ada(tmp_path):
    with pytest.raises(GalatSkenario, match="tidak ditemukan"):
        baca_skenario(tmp_path / "tidak_ada.yaml")
