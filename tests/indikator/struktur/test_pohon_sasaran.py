"""Goals of the region and what carries them."""

from __future__ import annotations

import pandas as pd
import pytest

from penilaian.indikator.pohon import susun_pohon
from penilaian.indikator.pohon_sasaran import dukungan_sasaran, jumlah_sasaran
from tests.indikator.struktur.pohon_uji import bahan, tanam

LAYANAN, TATA = "Meningkatnya mutu layanan", "Tata kelola yang bersih"


def _baca(tabel: pd.DataFrame, kunci: list[str]) -> dict[tuple, tuple]:
    kolom = ["pimpinan", "pendukung", "pegawai"]
    return {
        tuple(baris[:-3]): tuple(baris[-3:])
        for baris in tabel[[*kunci, *kolom]].astype({"sasaran": object}).fillna({"sasaran": ""}).itertuples(index=False)
    }


def test_setiap_cabang_dihitung_pada_sasaran_di_pucuknya():
    """An agency: h1 carries a1, p1, l1 and l2, held by all five; h2 carries a2, held by the head and the secretary."""
    data = bahan()
    pohon = susun_pohon(data)
    assert _baca(dukungan_sasaran(data, pohon), ["sasaran", "kode_opd"]) == {
        (LAYANAN, "d1"): (1, 4, 5), (LAYANAN, "d2"): (1, 4, 5), (TATA, "d1"): (1, 1, 2), (TATA, "d2"): (1, 1, 2),
    }  # fmt: skip
    assert _baca(jumlah_sasaran(data, pohon), ["sasaran", "opd"]) == {(LAYANAN, 2): (2, 8, 10), (TATA, 2): (2, 2, 4)}


def test_orang_yang_memegang_keduanya_dihitung_sekali_di_masing_masing():
    data = bahan()
    dukungan = dukungan_sasaran(data, susun_pohon(data))
    assert dukungan["pegawai"].sum() > data.kini["nip"].nunique()
    assert dukungan.groupby("kode_opd")["pegawai"].max().le(5).all()


@pytest.mark.parametrize("kosong", [None, "-"])
def test_yang_tidak_menyebut_sasaran_terakhir_dan_tidak_hilang(kosong):
    data = tanam({"ubah": {"d1-h1": {"sasaran_daerah": kosong}}})
    jumlah = jumlah_sasaran(data, susun_pohon(data))
    assert jumlah["sasaran"].isna().tolist() == [False, False, True]
    assert jumlah[["pimpinan", "pendukung"]].iloc[-1].tolist() == [1, 4]
    assert jumlah[["pimpinan", "pendukung"]].to_numpy().sum() == len(data.indikator)


def test_indikator_yang_tidak_dipegang_tetap_dihitung():
    data = bahan()
    lebih = data.indikator[data.indikator["kode"] == "d1-l1"].assign(kode="d1-l9")
    tambah = bahan(indikator=pd.concat([data.indikator, lebih], ignore_index=True))
    kolom = ["pimpinan", "pendukung", "pegawai"]
    sebelum, sesudah = (
        dukungan_sasaran(satu, susun_pohon(satu)).set_index(["sasaran", "kode_opd"])[kolom] for satu in (data, tambah)
    )
    beda = sesudah - sebelum
    assert beda.loc[(LAYANAN, "d1")].tolist() == [0, 1, 0]
    assert beda.drop((LAYANAN, "d1")).to_numpy().sum() == 0
