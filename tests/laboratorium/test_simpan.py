"""A setting goes into a scenario file and comes back as it was, or is refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.aturan import muat_buku
from penilaian.aturan.skenario import baca_skenario
from penilaian.galat import GalatSkenario
from penilaian.indikator.bahan import KEBIJAKAN_INDEKS
from penilaian.laboratorium.lapangan import keadaan
from penilaian.laboratorium.setelan import beda_setelan, samakan_jumlah, setelan_aturan
from penilaian.laboratorium.simpan import Keterangan, setelan_skenario, simpan_skenario, susun_skenario, teks_skenario
from penilaian.laporan.isi_laboratorium import buka_laboratorium
from penilaian.periode import Periode
from tests.laboratorium.conftest import CONTOH, setelan_acak

PERIODE = Periode.urai("2025-T4")
SEMULA = setelan_aturan(muat_buku().pada(PERIODE.akhir))
LAIN = replace(SEMULA, bobot=tuple(map(Fraction, (40, 30, 20, 10))))
KETERANGAN = Keterangan("Judul", "Penyusun", "Alasan", date(2026, 11, 30))


def _simpan(folder, setelan, keterangan=KETERANGAN, nama="coba", **lain):
    return simpan_skenario(folder, nama, susun_skenario(SEMULA, setelan, keterangan), muat_buku(), PERIODE, **lain)


@settings(max_examples=50)
@given(
    setelan=setelan_acak(), teks=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)
)
def test_disimpan_dibaca_diterapkan_kembali_sama(lapangan, setelan, teks):
    if setelan == SEMULA or not teks.split() or not teks.isprintable():
        return
    with TemporaryDirectory() as nama:
        berkas = _simpan(Path(nama), setelan, Keterangan(teks, teks, f'"{teks}: #', date(2026, 1, 2)))
        skenario = baca_skenario(berkas)
    kembali = setelan_skenario(muat_buku(), skenario, PERIODE)
    assert kembali == setelan
    assert skenario.judul == " ".join(teks.split())
    assert set(skenario.perubahan[KEBIJAKAN_INDEKS]) == set(beda_setelan(SEMULA, setelan))
    np.testing.assert_array_equal(keadaan(lapangan, kembali).indeks.nilai, keadaan(lapangan, setelan).indeks.nilai)


def test_berkas_hanya_memuat_yang_berbeda():
    teks = teks_skenario(susun_skenario(SEMULA, replace(LAIN, ambang_sesuai=Fraction("92.5")), KETERANGAN))
    assert teks.splitlines()[1:] == [
        'judul: "Judul"',
        'penyusun: "Penyusun"',
        "tanggal: 2026-11-30",
        'alasan: "Alasan"',
        "perubahan:",
        "  kebijakan/indeks:",
        "    bobot_kuantitas: 40",
        "    bobot_kualitas: 30",
        "    bobot_waktu: 20",
        "    bobot_biaya: 10",
        "    ambang_sesuai: 92.5",
    ]


@pytest.mark.parametrize(
    ("setelan", "sebab"),
    [
        (SEMULA, "sama dengan aturan"),
        (replace(SEMULA, bobot=(Fraction(26), *SEMULA.bobot[1:])), "Jumlah bobot 101, bukan 100"),
        (replace(SEMULA, bobot=(Fraction("24.9999"), *SEMULA.bobot[1:])), "Jumlah bobot 99,9999, bukan 100"),
        (replace(SEMULA, bobot=(Fraction(0),) * 4), "Semua bobot nol"),
        (replace(SEMULA, ambang_sesuai=Fraction(120)), "tidak lebih kecil"),
    ],
    ids=["sama", "lebih", "kurang", "nol", "ambang"],
)
def test_setelan_yang_tidak_layak_disimpan_ditolak_dengan_sebab(tmp_path, setelan, sebab):
    with pytest.raises(GalatSkenario, match=sebab) as galat:
        _simpan(tmp_path, setelan)
    assert galat.value.tindakan
    assert list(tmp_path.iterdir()) == []


def test_di_luar_rentang_aturan_ditolak(tmp_path):
    with pytest.raises(GalatSkenario, match="batas_atas"):
        _simpan(tmp_path, replace(LAIN, batas_atas=Fraction(500)))


@pytest.mark.parametrize("hal", ["judul", "penyusun", "alasan"])
def test_keterangan_wajib_diisi(tmp_path, hal):
    with pytest.raises(GalatSkenario, match=hal):
        _simpan(tmp_path, LAIN, replace(KETERANGAN, **{hal: "  "}))


def test_tanda_yang_tidak_dapat_dicetak_ditolak(tmp_path):
    with pytest.raises(GalatSkenario, match="Keterangan skenario"):
        _simpan(tmp_path, LAIN, replace(KETERANGAN, judul="a\x1b[31m"))


@pytest.mark.parametrize("nama", ["", "../luar", "a/b", "a\\b", ".tersembunyi", "Huruf Besar", "x" * 65, "a.yaml.yaml"])
def test_nama_berkas_hanya_nama(tmp_path, nama):
    with pytest.raises(GalatSkenario, match="Nama berkas"):
        _simpan(tmp_path, LAIN, nama=nama)
    assert list(tmp_path.iterdir()) == []


def test_berkas_yang_ada_tidak_diganti_diam_diam(tmp_path):
    lama = _simpan(tmp_path, LAIN).read_text("utf-8")
    lain = replace(LAIN, agregasi="terendah")
    with pytest.raises(GalatSkenario, match="sudah ada"):
        _simpan(tmp_path, lain)
    assert (tmp_path / "coba.yaml").read_text("utf-8") == lama
    _simpan(tmp_path, lain, nama="coba.yaml", ganti=True)
    assert "agregasi: terendah" in (tmp_path / "coba.yaml").read_text("utf-8")
    assert [satu.name for satu in tmp_path.iterdir()] == ["coba.yaml"]


def test_folder_yang_tidak_ada_disebut(tmp_path):
    with pytest.raises(GalatSkenario, match="tidak ditemukan"):
        _simpan(tmp_path / "tidak_ada", LAIN)


@given(st.lists(st.integers(0, 10_000).map(lambda n: Fraction(n, 100)), min_size=4, max_size=4))
@settings(max_examples=50)
def test_bobot_yang_disamakan_berjumlah_tepat_100_dan_sedekat_mungkin(bobot):
    hasil = samakan_jumlah(tuple(bobot))
    assert sum(hasil) == 100
    jumlah = sum(bobot)
    for satu, asal in zip(hasil, bobot, strict=True):
        assert satu.denominator == 1
        assert abs(satu - (100 * asal / jumlah if jumlah else 25)) < 1


def test_skenario_di_luar_laboratorium_ditolak_bukan_diabaikan(tmp_path):
    berkas = tmp_path / "lain.yaml"
    awal = "judul: a\npenyusun: b\ntanggal: 2026-01-01\nalasan: c\nperubahan:\n  kebijakan/indeks: {batas_atas: 110"
    for tambahan in (", bobot_anggaran: 40}\n", "}\n  kebijakan/palu: {ambang_sesuai: 95}\n"):
        berkas.write_text(awal + tambahan, "utf-8")
        with pytest.raises(GalatSkenario, match="tidak ada di laboratorium"):
            buka_laboratorium("03_laboratorium", **{**CONTOH, "berkas_skenario": str(berkas)})


def test_contoh_skenario_dapat_dibuka_dan_bobotnya_berjumlah_100(isi):
    setelan = setelan_aturan(isi.aturan_skenario)
    assert setelan.jumlah_bobot == 100
    assert setelan != SEMULA
