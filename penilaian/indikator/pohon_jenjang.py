"""Checks that need to know who answers to whom: positions left out, and levels that the chain jumps over."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import bagian
from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.pohon import JENJANG, PohonIndikator

_PERINGKAT = {"jpt": 1, "administrator": 2, "pengawas": 3, "fungsional": 4, "pelaksana": 4}
_KOLOM = ["kode_temuan", "kode_opd", "kode", "apa", "mengapa", "tindakan"]


def jabatan_tanpa_indikator(bahan: BahanIndikator) -> pd.DataFrame:
    """Positions of an agency that somebody is in and of whose people nobody has an indicator in the period."""
    pegawai = bahan.pegawai_kini
    punya = pegawai["nip"].isin(bahan.kini["nip"])
    jabatan = pegawai.assign(punya=punya).groupby(["kode_opd", "jabatan"])["punya"].any()
    kosong = jabatan[~jabatan].reset_index()
    return kosong.assign(
        kode_temuan="jabatan_tanpa_indikator",
        kode=float("nan"),
        apa=[f"Jabatan {nama} tidak punya indikator" for nama in kosong["jabatan"]],
        mengapa="ada pegawainya pada periode ini, tetapi tidak satu pun punya SKP; hasil kerjanya tidak dapat dinilai",
        tindakan="susun SKP jabatan ini dari matriks pembagian peran dan hasil, atau periksa berkas SKP-nya",
    )[_KOLOM]


def tingkat_terlewat(bahan: BahanIndikator, pohon: PohonIndikator) -> pd.DataFrame:
    """Indicators whose parent belongs above the direct superior of most who hold them.

    Level of a position: JPT 1, administrator 2, pengawas 3, fungsional and pelaksana 4. The superior is the assessor
    (`nip_penilai`), told only where the assessor has an SKP in the same data. Skipped: for more than half of the holders
    whose assessor is known, everyone who holds the parent stands above that assessor.
    """
    pegawai = bahan.pegawai_kini
    tingkat = pegawai.set_index("nip")["jenis_jabatan"].map(_PERINGKAT)
    atasan = pegawai.set_index("nip")["nip_penilai"].map(tingkat[tingkat.index.isin(bahan.kini["nip"])])
    terbawah = (
        pohon.pemegang.assign(tingkat=pohon.pemegang["jenis_jabatan"].map(_PERINGKAT)).groupby("kode")["tingkat"].max()
    )
    baris = bahan.kini[["nip", "kode_indikator"]].merge(
        pohon.sisi, left_on="kode_indikator", right_on="kode", how="inner", validate="many_to_one"
    )
    baris = baris.assign(atasan=baris["nip"].map(atasan), induk=baris["kode_induk"].map(terbawah))
    baris = baris.dropna(subset=["atasan", "induk"])
    banyak = (
        baris.assign(lewat=baris["induk"] < baris["atasan"])
        .groupby(["kode", "kode_induk"])["lewat"]
        .agg(["sum", "size"])
    )
    kena = banyak[2 * banyak["sum"] > banyak["size"]].reset_index()
    milik = pohon.indikator.set_index("kode")["kode_opd"]
    nama = {_PERINGKAT[jenis]: jenis for jenis in reversed(JENJANG)}
    return kena.assign(
        kode_temuan="tingkat_terlewat", kode_opd=kena["kode"].map(milik),
        apa=[
            f"Induk {induk} milik {_sebut(nama[int(terbawah[induk])])}, di atas atasan langsung {bagian(int(lewat), int(semua))} pemegangnya"
            for induk, lewat, semua in zip(kena["kode_induk"], kena["sum"], kena["size"], strict=True)
        ],
        mengapa="hasil atasan langsung tidak ikut diintervensi, sehingga perannya tidak terlihat di pohon",
        tindakan="sambungkan ke indikator atasan langsung, atau catat bahwa memang ditugaskan pimpinan di atasnya",
    )[_KOLOM]  # fmt: skip


def _sebut(jenis: str) -> str:
    return "JPT" if jenis == "jpt" else jenis
