"""What the design report says about the goals of the region."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from penilaian.laporan import isi_desain_sasaran
from penilaian.laporan.lembaran import Lembaran
from penilaian.laporan.poin import Poin
from tests.indikator.struktur.pohon_uji import bahan, tanam

CACAH = ["pimpinan", "pendukung", "pegawai"]


class Isi(SimpleNamespace):
    """What the functions ask of an :class:`IsiDesain`."""

    __hash__ = object.__hash__


def isi(desain, *, kota: bool = True) -> Isi:
    nama = dict(zip(desain.opd["kode"], desain.opd["nama"], strict=True))
    return Isi(desain=desain, kota=kota, nama_opd=nama, bahan=SimpleNamespace(sumber="data uji"))


def test_kota_sasaran_lalu_perangkat_daerahnya():
    baris = isi_desain_sasaran.tabel_sasaran(isi(bahan())).data
    assert baris["uraian"].tolist() == [
        "Meningkatnya mutu layanan", "Dinas Uji Dua", "Dinas Uji Satu",
        "Tata kelola yang bersih", "Dinas Uji Dua", "Dinas Uji Satu",
    ]  # fmt: skip
    assert baris["induk"].astype(object).where(baris["induk"].notna(), None).tolist() == [None, 1, 1, None, 4, 4]
    assert baris[CACAH].to_numpy().tolist() == [[2, 8, 10], [1, 4, 5], [1, 4, 5], [2, 2, 4], [1, 1, 2], [1, 1, 2]]


def test_kota_digambar_dengan_angka_yang_sama():
    gambar = isi_desain_sasaran.gambar_sasaran(isi(bahan()))
    assert isinstance(gambar, Lembaran)
    (satu,) = gambar.gambar
    assert (
        "Meningkatnya mutu layanan: 2 perangkat daerah, 2 indikator pimpinan, 8 indikator pendukung, 10 orang."
        in satu.alt
    )


def test_opd_membaca_sasarannya_dalam_satu_kalimat_dan_tabel():
    satu = isi(tanam({"ubah": {"d2-h1": {"sasaran_daerah": None}}}), kota=False)
    poin = isi_desain_sasaran.gambar_sasaran(satu)
    assert isinstance(poin, Poin)
    assert poin.butir == ("3 dari 4 (75,0%) indikator pimpinan mendukung 2 sasaran daerah.",)
    tabel = isi_desain_sasaran.tabel_sasaran(satu).data
    assert tabel["sasaran"].tolist()[-1] == isi_desain_sasaran.TANPA
    assert tabel[CACAH].iloc[-1].tolist() == [1, 4, 5]


@pytest.mark.parametrize("kota", [True, False])
def test_tanpa_satu_pun_sasaran_hal_itu_disebut(kota):
    kosong = bahan(indikator=bahan().indikator.assign(sasaran_daerah=pd.NA))
    poin = isi_desain_sasaran.gambar_sasaran(isi(kosong, kota=kota))
    assert poin.butir == ("Tidak satu pun dari 4 indikator pimpinan menyebut sasaran daerah yang didukungnya.",)
    assert len(isi_desain_sasaran.tabel_sasaran(isi(kosong, kota=kota)).data)
