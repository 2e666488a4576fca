"""The tidy table: one order, strict kinds, and nothing in it that nobody can have answered."""

import pandas as pd
import pytest

from penilaian.galat import GalatData
from penilaian.indikator.pihak.tabel import (
    KOLOM,
    baca_pertimbangan,
    periksa_pertimbangan,
    pertimbangan_kosong,
    tulis_pertimbangan,
)
from tests.indikator.pihak.bahan_uji import TIGA, pasangan, poin, suara, tabel

KEPALA = ",".join(KOLOM)


@pytest.fixture
def jawaban():
    return tabel(
        *suara("pemangku_kepentingan", "P02", {"k1": "tanya"}, catatan='dua\nbaris, "kutip"; =1+1', usulan="baru"),
        *pasangan("pegawai", "P100", {("b", "a"): 3, ("a", "c"): 1}),
        *pasangan("pegawai", "P09", {("a", "b"): 9}),
        *poin("pejabat", "P01", {"a": 50, "b": 50, "c": 0}),
    )


def test_pulang_pergi_lewat_csv(jawaban):
    rapi = periksa_pertimbangan(jawaban)
    for isi in (
        tulis_pertimbangan(jawaban),
        tulis_pertimbangan(jawaban).encode(),
        tulis_pertimbangan(jawaban).encode("utf-8-sig"),
    ):
        pd.testing.assert_frame_equal(baca_pertimbangan(isi), rapi)


def test_urutan_baris_tidak_berpengaruh(jawaban):
    assert tulis_pertimbangan(jawaban.sample(frac=1, random_state=7)) == tulis_pertimbangan(jawaban)


def test_urut_menurut_pihak_lalu_nomor_peserta(jawaban):
    rapi = periksa_pertimbangan(jawaban)
    assert list(dict.fromkeys(zip(rapi["pihak"], rapi["peserta"], strict=True))) == [
        ("pejabat", "P01"), ("pegawai", "P09"), ("pegawai", "P100"), ("pemangku_kepentingan", "P02"),
    ]  # fmt: skip


def test_bingkai_masukan_tidak_diubah(jawaban):
    sebelum = jawaban.copy()
    periksa_pertimbangan(jawaban)
    tulis_pertimbangan(jawaban)
    pd.testing.assert_frame_equal(jawaban, sebelum)


def test_nilai_bulat_ditulis_tanpa_desimal(jawaban):
    assert "pejabat,P01,tiga,anggaran,a,,50,,," in tulis_pertimbangan(jawaban).splitlines()


def test_tabel_kosong_tetap_berjenis():
    kosong = pertimbangan_kosong()
    assert list(kosong.columns) == list(KOLOM)
    assert kosong["nilai"].dtype == "float64"
    pd.testing.assert_frame_equal(periksa_pertimbangan(kosong), kosong)
    pd.testing.assert_frame_equal(baca_pertimbangan(KEPALA + "\n"), kosong)


BERKAS_RUSAK = {
    "kosong": ("", "berkas kosong"),
    "kolom asing": (KEPALA + ",nama\n", "kolom tidak dikenal: nama"),
    "kolom kurang": (KEPALA.replace(",usulan", "") + "\n", "kolom tidak ada: usulan"),
    "kolom ganda": (KEPALA + ",nilai\n", "kolom ganda: nilai"),
    "sel kurang": (KEPALA + "\npejabat,P01\n", "baris 1: banyak selnya tidak 10"),
    "kutip terbuka": (KEPALA + '\n"pejabat', "bukan CSV yang utuh"),
    "bukan UTF-8": ("pihak é".encode("latin-1"), "bukan teks UTF-8"),
    "nilai kata": (KEPALA + "\npejabat,P01,t,anggaran,a,,seratus,,,\n", "baris 1: nilai bukan bilangan bulat"),
    "nilai pecahan": (KEPALA + "\npejabat,P01,t,anggaran,a,,0.5,,,\n", "baris 1: nilai bukan bilangan bulat"),
}


@pytest.mark.parametrize(("isi", "pesan"), BERKAS_RUSAK.values(), ids=BERKAS_RUSAK)
def test_berkas_rusak_ditolak_dengan_namanya(isi, pesan):
    with pytest.raises(GalatData, match="tidak dapat dipakai") as galat:
        baca_pertimbangan(isi, "uji.csv")
    assert pesan in galat.value.mengapa
    assert galat.value.di_mana == "uji.csv"


def _satu(**ubah):
    (baris,) = pasangan("pegawai", "P01", {("a", "b"): 3})
    return tabel({**baris, **ubah})


SALAH = {
    "pihak": (_satu(pihak="warga"), "pihak warga tidak dikenal"),
    "pihak kosong": (_satu(pihak=None), "tidak dikenal"),
    "peserta": (_satu(peserta="Budi"), "peserta bukan nomor"),
    "butir kosong": (_satu(butir=None), "perangkat atau butir kosong"),
    "cara": (_satu(cara="rapat"), "cara rapat tidak dikenal"),
    "tanpa banding": (_satu(banding=None), "banding harus butir lain"),
    "banding sendiri": (_satu(banding="a"), "banding harus butir lain"),
    "nilai nol": (_satu(nilai=0), "bilangan bulat 1 sampai 9"),
    "nilai sepuluh": (_satu(nilai=10), "bilangan bulat 1 sampai 9"),
    "nilai pecahan": (_satu(nilai=2.5), "bilangan bulat 1 sampai 9"),
    "nilai kosong": (_satu(nilai=None), "bilangan bulat 1 sampai 9"),
    "suara pada pasangan": (_satu(suara="setuju"), "hanya untuk cara suara"),
    "poin lebih": (tabel(*poin("pegawai", "P01", {"a": 101})), "bilangan bulat 0 sampai 100"),
    "poin 90": (tabel(*poin("pegawai", "P01", {"a": 50, "b": 40})), "pegawai P01, tiga: poin berjumlah 90"),
    "suara asing": (tabel(*suara("pegawai", "P01", {"a": "netral"})), "suara harus setuju, tanya, tolak"),
    "suara bernilai": (tabel(*suara("pegawai", "P01", {"a": "tolak"}, nilai=1)), "tanpa nilai"),
    "NIP": (tabel(*suara("pegawai", "P01", {"a": "tanya"}, catatan="187001011895031001")), "memuat NIP"),
    "ganda": (tabel(*pasangan("pegawai", "P01", {("a", "b"): 3, ("b", "a"): 2})), "baris 2: butir ini sudah dijawab"),
    "suara ganda": (tabel(*suara("pegawai", "P01", {"a": "tolak"}), *suara("pegawai", "P01", {"a": "setuju"})), "baris 2: butir ini sudah dijawab"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "pesan"), SALAH.values(), ids=SALAH)
def test_jawaban_yang_tidak_mungkin_ditolak_dengan_barisnya(data, pesan):
    with pytest.raises(GalatData) as galat:
        periksa_pertimbangan(data)
    assert pesan in galat.value.mengapa


ASING = {
    "perangkat": (pasangan("pegawai", "P01", {("a", "b"): 3}, "empat"), "perangkat empat tidak dimintakan"),
    "cara": (suara("pegawai", "P01", {"a": "setuju"}, "tiga"), "perangkat tiga tidak dimintakan suara"),
    "butir": (pasangan("pegawai", "P01", {("a", "z"): 3}), "butir z tidak ada di angket ini"),
    "poin kurang butir": (poin("pegawai", "P01", {"a": 60, "b": 40}), "poin tidak diberikan untuk setiap butir"),
}


@pytest.mark.parametrize(("baris", "pesan"), ASING.values(), ids=ASING)
def test_yang_tidak_pernah_ditanyakan_ditolak(baris, pesan):
    with pytest.raises(GalatData) as galat:
        periksa_pertimbangan(tabel(*baris), [TIGA])
    assert pesan in galat.value.mengapa


def test_kolom_tanpa_judul_disebut():
    with pytest.raises(GalatData) as galat:
        baca_pertimbangan("pihak,peserta,perangkat,cara,butir,banding,nilai,suara,catatan,usulan,\n")
    assert "(tanpa judul)" in str(galat.value)
