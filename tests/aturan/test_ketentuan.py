"""The rule files: strict, dated, cited, complete."""

import json
from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from penilaian.aturan import BukuAturan, muat_buku
from penilaian.aturan.bentuk import ButirParameter, DeretPita, SusunanTeks
from penilaian.aturan.buku import FOLDER_BAWAAN
from penilaian.aturan.buku import muat_buku as muat
from penilaian.aturan.ketentuan import muat_ketentuan
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.galat import GalatAturan

BAIK = """
kode: contoh/angka
judul: Angka contoh
sifat: peraturan
satuan: persen
pembulatan: tidak ada
masa:
  - sejak: 2022-01-01
    sitasi: {peraturan: Contoh, tempat: Pasal 1}
    diperiksa: null
    nilai:
      bentuk: parameter
      butir:
        ambang: {nilai: 90, rentang: [0, 100], asal: peraturan, keterangan: ambang}
  - sejak: 2024-01-01
    sitasi: {peraturan: Contoh, tempat: Pasal 2}
    diperiksa: 2024-02-03
    nilai:
      bentuk: parameter
      butir:
        ambang: {nilai: 80, rentang: [0, 100], asal: peraturan, keterangan: ambang}
  - sejak: 2025-01-01
    sitasi: {peraturan: Contoh, tempat: Pasal 3}
    diperiksa: null
    nilai: null
"""


def _berkas(tmp_path, isi, nama="angka"):
    folder = tmp_path / "contoh"
    folder.mkdir(exist_ok=True)
    berkas = folder / f"{nama}.yaml"
    berkas.write_text(isi, "utf-8")
    return berkas


@pytest.mark.parametrize(
    ("hari", "nilai"),
    [(date(2022, 1, 1), 90), (date(2023, 12, 31), 90), (date(2024, 1, 1), 80), (date(2024, 12, 31), 80)],
)
def test_nilai_berlaku_sampai_digantikan(tmp_path, hari, nilai):
    assert muat_ketentuan(_berkas(tmp_path, BAIK)).pada(hari).nilai.bilangan("ambang") == nilai


def test_sebelum_tanggal_pertama_galat(tmp_path):
    with pytest.raises(GalatAturan, match="belum berlaku"):
        muat_ketentuan(_berkas(tmp_path, BAIK)).pada(date(2021, 12, 31))


def test_sesudah_dicabut_galat(tmp_path):
    with pytest.raises(GalatAturan, match="tidak berlaku"):
        muat_ketentuan(_berkas(tmp_path, BAIK)).pada(date(2025, 1, 1))


def test_yang_belum_dibaca_naskahnya_tercetak_belum_diverifikasi(tmp_path):
    masa = muat_ketentuan(_berkas(tmp_path, BAIK)).masa
    assert [butir.verifikasi for butir in masa[:2]] == [
        "belum diverifikasi",
        "naskah dibaca, menurut catatan per 3 Februari 2024",
    ]


@pytest.mark.parametrize(
    ("lama", "baru", "potongan"),
    [
        ("satuan: persen", "satuan: persen\nentah: 1", "entah: kunci ini tidak dikenal"),
        ("judul: Angka contoh\n", "", "judul: kunci ini wajib ada"),
        ("    sitasi: {peraturan: Contoh, tempat: Pasal 1}\n", "", "sitasi: kunci ini wajib ada"),
        ("satuan: persen", "satuan: persen\nsatuan: orang", "dua kali"),
        ("kode: contoh/angka", "kode: contoh/lain", "tidak sama dengan tempat"),
        ("sejak: 2024-01-01", "sejak: 2021-01-01", "urut"),
        ("nilai: 90, rentang", "nilai: 190, rentang", "di luar rentang"),
        ("nilai: 90, rentang: [0, 100]", "nilai: 90", "harus punya rentang"),
        ("nilai: 90, ", "nilai: .inf, ", "tidak dapat diurai"),
    ],
)  # fmt: skip
def test_berkas_aturan_yang_salah_ditolak_dengan_nama_berkasnya(tmp_path, lama, baru, potongan):
    assert lama in BAIK
    berkas = _berkas(tmp_path, BAIK.replace(lama, baru, 1))
    with pytest.raises(GalatAturan, match=potongan) as galat:
        muat_ketentuan(berkas)
    assert str(berkas) in galat.value.di_mana
    assert galat.value.tindakan


def test_yaml_versi_1_2_dan_desimal_persis(tmp_path):
    isi = muat_yaml(_berkas(tmp_path, "a: 0177\nb: no\nc: 0.1\n"))
    assert isi["a"] == 177
    assert isi["b"] == "no"
    assert Fraction(isi["c"]) == Fraction(1, 10)


def test_pita_bercelah_ditolak():
    pita = {
        "atas": {"nama": "Atas", "dari": 90, "sampai": None, "tercetak": "> 90"},
        "bawah": {"nama": "Bawah", "dari": None, "sampai": 89, "tercetak": "< 89"},
    }
    with pytest.raises(ValidationError, match="celah"):
        DeretPita.model_validate({"pita": pita})


def test_susunan_yang_melewatkan_digit_ditolak():
    with pytest.raises(ValidationError, match="tepat sekali"):
        SusunanTeks.model_validate({"panjang": 3, "jenis": {"a": {"b": {"dari": 1, "sampai": 2, "isi": "angka"}}}})


def test_bilangan_biner_tidak_menjadi_angka_hukum():
    with pytest.raises(ValidationError):
        ButirParameter.model_validate({"nilai": 0.1, "rentang": (0, 1), "asal": "peraturan", "keterangan": "x"})


def test_matriks_yang_tidak_lengkap_ditolak(tmp_path):
    for kode in ("rating", "predikat", "kuadran"):
        isi = (FOLDER_BAWAAN / "permenpanrb-6-2022" / f"{kode}.yaml").read_text("utf-8")
        tujuan = tmp_path / "permenpanrb-6-2022"
        tujuan.mkdir(exist_ok=True)
        (tujuan / f"{kode}.yaml").write_text(
            isi.replace("di_bawah: {di_bawah: sangat_kurang, ", "di_bawah: {"), "utf-8"
        )
    with pytest.raises(GalatAturan, match="di_bawah × di_bawah"):
        muat(tmp_path)


def test_setiap_ketentuan_bersitasi_dan_dapat_direkam():
    buku = muat_buku()
    awal, akhir = date(2014, 1, 1), date(2026, 12, 31)
    rekaman = buku.rekaman(buku.ketentuan, awal, akhir)
    kembali = BukuAturan.dari_rekaman(json.loads(json.dumps(rekaman)))
    for kode in buku.ketentuan:
        assert all(masa.sitasi.peraturan for masa in buku.ketentuan[kode].masa)
        assert kembali.selama(kode, awal, akhir) == buku.selama(kode, awal, akhir)


def test_rekaman_memuat_hanya_masa_yang_menyentuh_periodenya():
    buku = muat_buku()
    satu = buku.rekaman(["rezim/penilaian_kinerja"], date(2021, 7, 1), date(2021, 12, 31))
    dua = buku.rekaman(["rezim/penilaian_kinerja"], date(2021, 1, 1), date(2021, 12, 31))
    assert [len(isi["rezim/penilaian_kinerja"]["masa"]) for isi in (satu, dua)] == [1, 2]


def test_padanan_predikat_dari_ekspor():
    daftar = muat_buku().daftar("permenpanrb-6-2022/predikat")
    assert [daftar.padankan(t) for t in ("CUKUP", "Kurang(Misconduct)", "SANGAT BAIK", "Istimewa")] == [
        "butuh_perbaikan", "kurang", "sangat_baik", None,
    ]  # fmt: skip


def test_ketentuan_yang_tidak_ada_disebut_dengan_yang_ada():
    with pytest.raises(GalatAturan, match="kebijakan/palu"):
        muat_buku().pada(date(2025, 1, 1)).nilai("kebijakan/pallu")
