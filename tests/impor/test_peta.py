"""Mapping files: what they may say, and what a fault in them is answered with."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.data.tabel import tabel_kosong
from penilaian.galat import GalatAturan, GalatData
from penilaian.impor.penamaan import PenamaOpd
from penilaian.impor.peta import Peta, Sumber, muat_peta, terapkan
from penilaian.impor.peta.nilai import kunci_nilai

AKAR = Path(__file__).parents[2]
LENGKAP = "kode: k, nama: n, jenis: j"
OPD = PenamaOpd(pd.DataFrame({"kode": ["01", "02"], "nama": ["Dinas Kesehatan", "Badan Contoh"]}), {"Dinkes": "01"})


def tulis(tmp_path, isi):
    berkas = tmp_path / "simpeg.yaml"
    berkas.write_text(isi, "utf-8")
    return berkas


def satu_tabel(tmp_path, kolom, lain="", tabel="opd"):
    return muat_peta(tulis(tmp_path, f"judul: uji\ntabel:\n  {tabel}: {{{lain}kolom: {{{kolom}}}}}\n"))


@pytest.mark.parametrize("nama", ["simpeg_postgresql.yaml", "kinerja_mysql.yaml"])
def test_pemetaan_contoh_sah(nama):
    assert muat_peta(AKAR / "data/peta" / nama).tabel


def test_bentuk_pendek_sama_dengan_bentuk_panjang(tmp_path):
    assert satu_tabel(tmp_path, LENGKAP) == satu_tabel(tmp_path, "kode: {dari: k}, nama: {dari: n}, jenis: {dari: j}")


@pytest.mark.parametrize(
    ("kolom", "lain", "pesan"),
    [
        ("kode: k", "", "belum memetakan kolom wajib nama dan jenis"),
        (f"{LENGKAP}, kepla: x", "", "opd.kepla tidak ada di kamus, mungkin maksudnya kepala"),
        ("kode: k, nama: n, jenis: {dri: j}", "", "dri: tidak dikenal, mungkin maksudnya dari"),
        ("kode: k, nama: n, jenis: {dari: j, tetap: dinas}", "", "isi salah satu: dari"),
        ("kode: k, nama: n, jenis: {}", "", "isi salah satu: dari"),
        ("kode: k, nama: n, jenis: {tetap: dines}", "", "nilai dines tidak sah"),
        ("kode: k, nama: n, jenis: {dari: j, nilai: {D: dines}}", "", "nilai dines tidak sah"),
        ("kode: k, nama: n, jenis: {dari: j, kosong: apa}", "", "nilai apa tidak sah"),
        ("kode: {tetap: 01}, nama: n, jenis: j", "", "tulis 1 di dalam tanda kutip"),
        ("kode: k, nama: n, jenis: {dari: j, nilai: {1: dinas, '1': badan}}", "", "dua nilai sumber"),
        ("kode: k, nama: {dari: n, opd: true}, jenis: j", "", "opd: true hanya untuk kolom kode OPD"),
        ("kode: k, nama: {dari: n, zona: Asia/Makassar}, jenis: j", "", "zona hanya untuk kolom tanggal"),
        ("kode: k, nama: {dari: n, zona: Palu}, jenis: j", "", "zona waktu Palu tidak dikenal"),
        (LENGKAP, "dari: a.b, kueri: select 1, ", "dari atau kueri, tidak keduanya"),
        (LENGKAP, "dari: 'a; drop table b', ", "dari harus nama tabel"),
        (LENGKAP, "dari: 'a\"b', ", "dari harus nama tabel"),
        (LENGKAP, "kueri: delete from opd, ", "hanya membaca"),
        (LENGKAP, "kueri: 'select 1; delete from opd', ", "hanya membaca"),
        (LENGKAP, "kepala: 0, ", "paling sedikit 1"),
        (LENGKAP, "tabl: x, ", "tabl: tidak dikenal"),
    ],
)
def test_kesalahan_disebut_dengan_berkas_dan_perbaikannya(tmp_path, kolom, lain, pesan):
    with pytest.raises(GalatData) as galat:
        satu_tabel(tmp_path, kolom, lain)
    assert pesan in galat.value.mengapa
    assert galat.value.di_mana == "simpeg.yaml"
    assert galat.value.tindakan


def test_semua_kesalahan_disebut_sekaligus(tmp_path):
    with pytest.raises(GalatData) as galat:
        muat_peta(
            tulis(tmp_path, "judul: x\ntabel:\n  pegawi: {kolom: {a: b}}\n  realisasi: {kolom: {nip: n, x: y}}\n")
        )
    for pesan in (
        "tabel pegawi tidak ada di kamus, mungkin maksudnya pegawai",
        "realisasi.x tidak ada di kamus",
        "kolom wajib periode dan kode_indikator",
        "salah satu dari realisasi, teks_realisasi",
    ):
        assert pesan in galat.value.mengapa


@pytest.mark.parametrize("isi", ["", "[]", "judul: x\n", "tabel: {}\n", "judul: x\ntabel: {opd: 3}\n"])
def test_berkas_yang_bukan_pemetaan(tmp_path, isi):
    with pytest.raises(GalatData, match=r"simpeg\.yaml"):
        muat_peta(tulis(tmp_path, isi))


@pytest.mark.parametrize("isi", ["judul: x\njudul: y\n", "judul: [", None])
def test_berkas_yang_bukan_yaml_ketat(tmp_path, isi):
    berkas = tmp_path / "tidak_ada.yaml" if isi is None else tulis(tmp_path, isi)
    with pytest.raises(GalatAturan):
        muat_peta(berkas)


@pytest.mark.parametrize(
    "kueri", ["select ';' as a", "WITH x AS (select 1) select * from x;", "-- catatan\nselect 1", "/* a; b */ select 1"]
)
def test_kueri_yang_membaca_diterima(tmp_path, kueri):
    isi = {"judul": "uji", "tabel": {"opd": {"kueri": kueri, "kolom": {"kode": "k"}}}}
    assert Peta.model_validate(isi).tabel["opd"].kueri == kueri.removesuffix(";")


def ikm(**kolom):
    peta = {"kode_opd": "o", "periode": {"tetap": "2025-T4"}, "responden": "r", "ikm": "i", **kolom}
    return Peta.model_validate({"judul": "uji", "tabel": {"ikm": {"kolom": peta}}}).tabel["ikm"]


def terapkan_ikm(frame, **kolom):
    sumber = Sumber("uji", None, frame, frame.index.to_numpy() + 5)
    return terapkan("ikm", ikm(**kolom), sumber, OPD)


def test_nilai_yang_tidak_dipetakan_tidak_pernah_lewat():
    frame = pd.DataFrame({"o": ["A", " A ", "B", None, "", 7], "r": 1, "i": 80.0}, dtype=object)
    hasil = terapkan_ikm(frame, kode_opd={"dari": "o", "nilai": {"A": "01", 7: "07"}})
    kosong = hasil.mentah.frame["kode_opd"].isna().tolist()
    assert hasil.mentah.frame["kode_opd"].dropna().tolist() == ["01", "01", "07"]
    assert kosong == [False, False, True, True, True, False]
    assert [(satu.kode, satu.baris, satu.nilai) for satu in hasil.temuan] == [("nilai_tak_terpetakan", 7, "B")]


def test_isian_kosong_hanya_berarti_sesuatu_bila_pemetaan_menyebutnya():
    frame = pd.DataFrame({"o": ["01", None, " "], "r": 1, "i": 80.0}, dtype=object)
    assert terapkan_ikm(frame).mentah.frame["kode_opd"].isna().tolist() == [False, True, False]
    hasil = terapkan_ikm(frame, kode_opd={"dari": "o", "kosong": "02"})
    assert hasil.mentah.frame["kode_opd"].tolist() == ["01", "02", "02"]


def test_nama_opd_menjadi_kode_hanya_bila_pasti():
    frame = pd.DataFrame({"o": ["DINAS KESEHATAN", "Dinkes", "Dinas Kesehatn"], "r": 1, "i": 80.0}, dtype=object)
    hasil = terapkan_ikm(frame, kode_opd={"dari": "o", "opd": True})
    assert hasil.mentah.frame["kode_opd"].tolist()[:2] == ["01", "01"]
    assert pd.isna(hasil.mentah.frame["kode_opd"].iat[2])
    (temuan,) = hasil.temuan
    assert (temuan.kode, temuan.baris) == ("opd_tidak_dikenal", 7)
    assert "mungkin maksudnya Dinas Kesehatan (01)" in temuan.apa


def test_yang_tidak_dipetakan_tercatat_sebagai_tidak_ada():
    frame = pd.DataFrame({"o": ["01"], "r": [1], "i": [80.0]})
    peta = Peta.model_validate({"judul": "u", "tabel": {"opd": {"kolom": {"kode": "o", "nama": "r", "jenis": "i"}}}})
    hasil = terapkan("opd", peta.tabel["opd"], Sumber("uji", None, frame, frame.index.to_numpy() + 1), OPD)
    assert hasil.mentah.tanpa == {"kepala"}
    assert list(hasil.mentah.frame.columns) == list(tabel_kosong("opd").columns)


@given(
    st.dictionaries(st.text("abcXYZ", min_size=1, max_size=3), st.sampled_from(["01", "02"]), min_size=1),
    st.lists(st.text("abcXYZ", max_size=3)),
)
def test_setiap_nilai_terpetakan_kosong_atau_menjadi_temuan(nilai, isi):
    frame = pd.DataFrame({"o": pd.Series(isi, dtype=object), "r": 1, "i": 80.0})
    hasil = terapkan_ikm(frame, kode_opd={"dari": "o", "nilai": nilai})
    dilaporkan = {satu.baris - 5 for satu in hasil.temuan}
    for posisi, (sumber, jadi) in enumerate(zip(isi, hasil.mentah.frame["kode_opd"], strict=True)):
        assert (posisi in dilaporkan) == (sumber != "" and sumber not in nilai)
        assert (pd.isna(jadi) and sumber not in nilai) or jadi == nilai[sumber]


@given(st.integers(-(10**6), 10**6))
def test_bilangan_bulat_ditulis_sama_dari_tipe_mana_pun(nilai):
    assert kunci_nilai(nilai) == kunci_nilai(float(nilai)) == str(nilai)
