"""Contents of `02_penilaian_opd`: who it is about, how complete the data is, what was achieved."""

from __future__ import annotations

import pandas as pd

from penilaian.aturan.rumus.capaian import GALAT_CAPAIAN
from penilaian.bahasa import angka, bagian
from penilaian.laporan.bahan import BahanNilai, tabel_identitas
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.sebaran import gambar_sebaran
from penilaian.laporan.sebaran_predikat import aturan_hasil, nama_rating
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.kolom import KEBIJAKAN

BARIS_INDIKATOR = 60
LABEL_JENIS = {"pns": "PNS", "pppk": "PPPK", "pppk_paruh_waktu": "PPPK paruh waktu"}
LABEL_JABATAN = {
    "jpt": "Jabatan pimpinan tinggi",
    "administrator": "Administrator",
    "pengawas": "Pengawas",
    "pelaksana": "Pelaksana",
    "fungsional": "Fungsional",
}


def tabel_laporan_ini(isi: BahanNilai) -> Tabel:
    """Agency, period, organisation predicate, and whether the result is provisional."""
    organisasi = isi.bahan.irisan.tabel["kinerja_organisasi"]
    if organisasi.empty:
        predikat = "belum ada"
    else:
        asal = " (hasil tahun lalu)" if organisasi.iloc[0]["asal"] == "tahun_lalu" else ""
        predikat = str(organisasi.iloc[0]["predikat"]).replace("_", " ").capitalize() + asal
    pegawai = isi.hasil.pegawai
    status = "sementara: ada yang belum lengkap, lihat bagian 2" if isi.hasil.sementara else "lengkap"
    return tabel_identitas(
        isi.bahan,
        {"Pegawai": angka(len(pegawai)), "Predikat organisasi": predikat, "Status hasil": status},
    )


def tabel_susunan_pegawai(isi: BahanNilai) -> Tabel:
    """Employees by kind of position and kind of employment."""
    pegawai = isi.hasil.pegawai
    silang = pd.crosstab(pegawai["jenis_jabatan"], pegawai["jenis"])
    silang = silang.reindex(
        index=[k for k in LABEL_JABATAN if k in silang.index], columns=[k for k in LABEL_JENIS if k in silang]
    )
    data = silang.assign(jumlah=silang.sum(axis=1)).rename(index=LABEL_JABATAN).rename_axis("jabatan").reset_index()
    kolom = (
        Kolom("jabatan", "Jenis jabatan"),
        *(Kolom(kode, LABEL_JENIS[kode], "cacah") for kode in silang.columns),
        Kolom("jumlah", "Jumlah", "cacah"),
    )
    return Tabel("Pegawai yang dinilai", kolom, data, sumber=isi.bahan.sumber)


def tabel_kelengkapan_opd(isi: BahanNilai) -> Tabel:
    """What is there and what is missing, and what that does to the result."""
    pegawai, indikator = isi.hasil.pegawai, isi.hasil.indikator
    kosong = indikator["capaian"].isna() & indikator["galat"].isna()
    n = len(pegawai)
    baris = [
        ("Indikator dengan capaian", bagian(int(indikator["capaian"].notna().sum()), len(indikator)), "dipakai"),
        (
            "Realisasi kosong",
            bagian(int(kosong.sum()), len(indikator)),
            "tidak dihitung; hasil pegawai itu sementara dengan batas terburuk dan terbaik",
        ),
        (
            "Capaian ditolak rumus",
            bagian(int(indikator["galat"].notna().sum()), len(indikator)),
            "tidak dihitung; perlu diputuskan orang",
        ),
        ("Pegawai tanpa SKP", bagian(int((pegawai["jumlah_indikator"] == 0).sum()), n), "tidak dapat diusulkan"),
        (
            "Pegawai tanpa umpan balik atas hasil kerja",
            bagian(int((pegawai["umpan_balik"] == 0).sum()), n),
            "panduan rating tidak dapat diterapkan penuh",
        ),
        (
            "Pegawai belum ditetapkan",
            bagian(int(pegawai["predikat"].isna().sum()), n),
            "belum punya predikat; tetap terhitung dalam jumlah",
        ),
    ]
    data = pd.DataFrame(baris, columns=["hal", "jumlah", "akibat"])
    return Tabel(
        "Kelengkapan data",
        (Kolom("hal", "Hal"), Kolom("jumlah", "Jumlah"), Kolom("akibat", "Akibatnya")),
        data,
        sumber=isi.bahan.sumber,
    )


def tabel_capaian_ditolak(isi: BahanNilai) -> Tabel:
    """Which achievements the formula refuses, and why."""
    indikator = isi.hasil.indikator
    ditolak = (
        indikator[indikator["galat"].notna()].groupby(["kode_indikator", "galat"]).size().reset_index(name="jumlah")
    )
    data = ditolak.assign(sebab=ditolak["galat"].map(GALAT_CAPAIAN))
    kolom = (Kolom("kode_indikator", "Indikator"), Kolom("sebab", "Sebab"), Kolom("jumlah", "Pegawai", "cacah"))
    return Tabel("Capaian yang ditolak", kolom, data, sumber=isi.bahan.sumber)


def _butir(isi: BahanNilai) -> pd.DataFrame:
    pegawai = isi.hasil.pegawai[["nip", "unit"]]
    indikator = isi.hasil.indikator.drop(columns=["satuan"])
    kamus = isi.bahan.data.tabel["indikator"][["kode", "uraian", "satuan"]]
    return indikator.merge(pegawai, on="nip", validate="many_to_one").merge(
        kamus, left_on="kode_indikator", right_on="kode", validate="many_to_one"
    )


def _rekap(butir: pd.DataFrame, kunci: list[str], rating: dict[str, str]) -> pd.DataFrame:
    kelompok = butir.groupby(kunci, sort=True)
    rekap = kelompok.agg(janji=("nip", "size"), terisi=("capaian", "count"), median=("capaian", "median"))
    for kode in rating:
        jumlah = (butir["rating"] == kode).groupby([butir[k] for k in kunci]).sum()
        rekap[kode] = (100 * jumlah / rekap["terisi"]).where(rekap["terisi"] > 0)
    return rekap.reset_index()


def _kolom_rekap(rating: dict[str, str]) -> tuple[Kolom, ...]:
    return (
        Kolom("janji", "Dijanjikan", "cacah"),
        Kolom("terisi", "Terisi", "cacah"),
        Kolom("median", "Median capaian", "persen"),
        *(
            Kolom(kode, nama.removesuffix(" ekspektasi"), "persen", desimal=0)
            for kode, nama in reversed(rating.items())
        ),
    )


def tabel_capaian_unit(isi: BahanNilai) -> Tabel:
    """Achievement by unit, lowest median first."""
    rating = nama_rating(isi.hasil)
    data = _rekap(_butir(isi), ["unit"], rating).sort_values(["median", "unit"])
    return Tabel(
        "Capaian per unit",
        (Kolom("unit", "Unit kerja"), *_kolom_rekap(rating)),
        data,
        catatan="Rating indikator adalah usulan menurut kebijakan lokal, bukan peraturan; bagian dihitung dari yang terisi.",
        sumber=isi.bahan.sumber,
    )


def gambar_capaian_unit(isi: BahanNilai) -> Gambar:
    """Every achievement by unit, with the two thresholds of local policy."""
    butir = _butir(isi)
    kebijakan = aturan_hasil(isi.hasil).nilai(KEBIJAKAN)
    urut = butir.groupby("unit")["capaian"].median().sort_values().index
    butir = butir.sort_values(
        ["unit", "nip", "kode_indikator"],
        key=lambda k: k.map({u: i for i, u in enumerate(urut)}) if k.name == "unit" else k,
    )
    garis = {
        float(kebijakan.bilangan("ambang_sesuai")): "ambang sesuai",
        float(kebijakan.bilangan("ambang_di_atas")): "target",
    }
    return gambar_sebaran(
        butir["capaian"].reset_index(drop=True),
        butir["unit"].reset_index(drop=True),
        "Capaian indikator per unit",
        "persen target",
        isi.bahan.sumber,
        garis_acuan=garis,
    )


def tabel_capaian_indikator(isi: BahanNilai) -> Tabel:
    """Achievement by indicator, lowest median first."""
    rating = nama_rating(isi.hasil)
    data = _rekap(_butir(isi), ["uraian", "satuan", "arah"], rating).sort_values(["median", "uraian"])
    return Tabel(
        "Capaian per indikator",
        (Kolom("uraian", "Indikator"), Kolom("satuan", "Satuan"), Kolom("arah", "Arah"), *_kolom_rekap(rating)),
        data,
        catatan="Arah naik: makin tinggi makin baik; turun: makin rendah makin baik.",
        sumber=isi.bahan.sumber,
        jumlah_baris_maks=BARIS_INDIKATOR,
    )
