"""The tree: where each indicator hangs, how it cascades, who holds it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.data import muat_kamus
from penilaian.indikator.pohon import susun_pohon
from penilaian.indikator.pohon_lipat import lipat
from penilaian.indikator.pohon_peran import matriks_peran_hasil, susun_jabatan
from penilaian.indikator.rumusan import inti, pasangan_mirip
from tests.indikator.struktur.pohon_uji import bahan, tanam


def _simpul(pohon) -> dict[str, dict]:
    return pohon.simpul.set_index("kode").to_dict("index")


def test_dari_sasaran_daerah_sampai_pegawai():
    simpul = _simpul(susun_pohon(bahan()))
    sasaran = {isi["uraian"]: kode for kode, isi in simpul.items() if isi["jenis"] == "sasaran_daerah"}
    assert set(sasaran) == {"Meningkatnya mutu layanan", "Tata kelola yang bersih"}
    assert {kode for kode, isi in simpul.items() if isi["jenis"] != "indikator"} <= {
        isi["induk"] for isi in simpul.values()
    }
    jalan, kode = [], "d1-l1"
    while not pd.isna(kode):
        jalan.append(kode)
        kode = simpul[kode]["induk"]
    assert jalan == [
        "d1-l1",
        "d1-p1",
        "d1-a1",
        "d1-h1",
        f"opd:d1:{sasaran['Meningkatnya mutu layanan']}",
        sasaran["Meningkatnya mutu layanan"],
    ]
    assert [simpul[satu]["tingkat"] for satu in jalan] == [5, 4, 3, 2, 1, 0]
    assert (simpul["d1-l1"]["pegawai"], simpul["d1-l1"]["jenis_jabatan"]) == (2, "pelaksana")
    assert simpul["d1-h1"]["kepala"]
    assert not simpul["d1-l1"]["kepala"]


def test_tanpa_sasaran_daerah_akarnya_opd():
    polos = bahan()
    for isi in (
        polos.indikator.drop(columns=["sasaran_daerah", "cascading"]),
        polos.indikator.assign(sasaran_daerah=pd.NA),
    ):
        simpul = susun_pohon(bahan(indikator=isi)).simpul
        akar = simpul[simpul["induk"].isna()]
        assert set(akar["kode"]) == {"opd:d1", "opd:d2"}
        assert set(akar["uraian"]) == {"Dinas Uji Satu", "Dinas Uji Dua"}


@pytest.mark.parametrize(
    ("uraian", "satuan", "tertulis", "harap"),
    [
        ("Persentase warga yang puas", "persen", None, ("langsung", "diduga")),
        ("Persentase warga Seksi Loket yang puas per triwulan", "persen", None, ("tidak_langsung", "diduga")),
        ("Persentase warga yang puas di Sekretariat triwulan", "persen", None, ("langsung", "diduga")),
        ("Persentase warga yang puas", "orang", None, ("tidak_langsung", "diduga")),
        ("Persentase pegawai yang puas", "persen", None, ("tidak_langsung", "diduga")),
        ("Persentase pegawai yang puas", "persen", "langsung", ("langsung", "tercatat")),
        ("Persentase warga yang puas", "persen", "tidak_langsung", ("tidak_langsung", "tercatat")),
    ],
)
def test_cascading_tercatat_menentukan_selebihnya_diduga(uraian, satuan, tertulis, harap):
    sisi = susun_pohon(tanam({"ubah": {"d1-a1": {"uraian": uraian, "satuan": satuan, "cascading": tertulis}}})).sisi
    satu = sisi.set_index("kode").loc["d1-a1"]
    assert (satu["cascading"], satu["asal"]) == harap


def test_lingkaran_dibuka_supaya_tetap_pohon():
    pohon = susun_pohon(tanam({"ubah": {"d1-a1": {"kode_induk": "d1-l1"}}}))
    assert pohon.lingkaran == (("d1-a1", "d1-l1", "d1-p1"),)
    simpul = _simpul(pohon)
    assert simpul["d1-a1"]["induk"] == "opd:d1"
    assert simpul["d1-l1"]["tingkat"] == simpul["d1-a1"]["tingkat"] + 2


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(-1, 11), min_size=12, max_size=12))
def test_selalu_pohon_apa_pun_induknya(induk):
    kode = [f"d1-x{nomor:02d}" for nomor in range(12)]
    awal = bahan().indikator
    isi = pd.concat([awal.iloc[[2]]] * 12, ignore_index=True).assign(
        kode=kode, kode_opd="d1", kode_induk=[None if n < 0 else kode[n] for n in induk]
    )
    pohon = susun_pohon(bahan(indikator=isi.astype({"kode_induk": "str"})))
    simpul = _simpul(pohon)
    for satu in kode:
        jalan = [satu]
        while not pd.isna(simpul[jalan[-1]]["induk"]):
            jalan.append(simpul[jalan[-1]]["induk"])
            assert len(jalan) <= len(simpul)
        assert jalan[-1] == "opd:d1"
    naik = {satu: kode[n] for satu, n in zip(kode, induk, strict=True) if n >= 0}
    for anggota in pohon.lingkaran:
        assert {naik[satu] for satu in anggota} == set(anggota)
    assert len(pohon.sisi) == len(naik)


def test_urutan_baris_tidak_berpengaruh():
    lurus, acak = bahan(), bahan()
    acak = bahan(
        **{
            n: getattr(acak, n).sample(frac=1, random_state=3).reset_index(drop=True)
            for n in ("indikator", "pegawai", "butir", "opd")
        }
    )
    a, b = susun_pohon(lurus), susun_pohon(acak)
    for nama in ("simpul", "sisi", "pemegang", "posisi"):
        pd.testing.assert_frame_equal(getattr(a, nama), getattr(b, nama))


def test_hanya_opd_yang_pegawainya_ada():
    penuh = bahan()
    satu = bahan(
        pegawai=penuh.pegawai[penuh.pegawai["kode_opd"] == "d1"],
        butir=penuh.butir[penuh.butir["kode_indikator"].str.startswith("d1")],
    )
    assert set(susun_pohon(satu).indikator["kode_opd"]) == {"d1"}


def test_matriks_peran_menyebut_siapa_menyumbang_apa_ke_hasil_siapa():
    peran = matriks_peran_hasil(susun_pohon(bahan()))
    satu = peran[(peran["kode"] == "d1-l1")].iloc[0]
    assert (satu["jabatan"], satu["pegawai"], satu["kode_induk"], satu["jabatan_induk"]) == (
        "Petugas Loket",
        2,
        "d1-p1",
        "Kepala Seksi Loket",
    )
    assert len(peran) == 10, "five linked indicators in each of two agencies, each held by one position"
    assert "jpt" not in set(peran["jenis_jabatan"])


def test_pohon_jabatan_menghitung_orang_sekali():
    jabatan = susun_jabatan(susun_pohon(bahan())).set_index("kode")
    assert jabatan.loc["opd:d1", ["indikator", "pegawai"]].tolist() == [7, 5]
    assert jabatan.loc["opd:d1/Seksi Loket", ["indikator", "pegawai"]].tolist() == [3, 3]
    assert jabatan.loc["opd:d1/Seksi Loket/Petugas Loket", ["indikator", "pegawai"]].tolist() == [2, 2]


def test_saudara_yang_sama_dilipat_dengan_banyaknya():
    simpul = pd.DataFrame(
        [("r", None, "Akar", "r"), *((f"a{n}", "r", f"Unit {n}", "u") for n in range(12)), *((f"b{n}", f"a{n}", "Isi", "i") for n in range(12)), ("c", "r", "Lain", "u")],
        columns=["kode", "induk", "uraian", "bentuk"],
    ).assign(orang=1)  # fmt: skip
    hasil = lipat(simpul, ["orang"])
    assert [(satu.uraian, satu.kali, satu.kedalaman, satu.jumlah["orang"]) for satu in hasil] == [
        ("Akar", 1, 0, 1), ("Unit …", 12, 1, 12), ("Isi", 12, 2, 12), ("Lain", 1, 1, 1),
    ]  # fmt: skip
    assert sum(satu.kali for satu in hasil) == len(simpul)


def test_nama_unit_dan_periode_bukan_isi_rumusan():
    assert inti("Jumlah surat Puskesmas Lere per bulan", ["Puskesmas Lere"]) == ("jumlah", "surat", "per")


@pytest.mark.parametrize(("batas", "ada"), [(0.75, 1), (0.76, 0)])
def test_kemiripan_adalah_bagian_kata_bersama(batas, ada):
    teks = pd.Series({"x": "a b c", "y": "a b c d"})
    assert len(pasangan_mirip(teks, batas)) == ada


def test_kolom_baru_kamus_boleh_tidak_ada():
    kolom = muat_kamus()["indikator"].kolom
    assert all(kolom[nama].boleh_tidak_ada and not kolom[nama].wajib for nama in ("cascading", "sasaran_daerah"))
