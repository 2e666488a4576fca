"""The small real figures: readable, sourced, and consistent with themselves."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from penilaian.data import baca_data, urai_target

FOLDER = Path(__file__).parents[2] / "data" / "nyata"
KOLOM = ["indikator", "satuan", "target", "realisasi", "capaian_dilaporkan", "arah", "sumber", "catatan"]


@pytest.fixture(scope="module")
def lkpj() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "palu" / "lkpj_2024.csv")


@pytest.fixture(scope="module")
def makro() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "palu" / "makro_2024.csv").set_index("indikator", drop=False)


def test_capaian_lkpj_terhitung_ulang_dalam_seperempat_poin(lkpj: pd.DataFrame) -> None:
    ulang = lkpj["realisasi"] / lkpj["target"] * 100
    assert len(lkpj) == 5
    assert (ulang - lkpj["capaian_dilaporkan"]).abs().max() <= 0.25


def test_rumus_ipm_memberi_angka_yang_diumumkan(makro: pd.DataFrame) -> None:
    nilai = makro["realisasi"]
    umur = (nilai["Umur harapan hidup saat lahir"] - 20) / 65
    sekolah = (nilai["Harapan lama sekolah"] / 18 + nilai["Rata-rata lama sekolah"] / 15) / 2
    rupiah = nilai["Pengeluaran riil per kapita yang disesuaikan"] * 1e6
    layak = (math.log(rupiah) - math.log(1_007_436)) / (math.log(26_572_352) - math.log(1_007_436))
    ipm = 100 * (umur * sekolah * layak) ** (1 / 3)
    assert round(ipm, 2) == nilai["Indeks pembangunan manusia"] == 83.71


def test_setiap_angka_palu_bersumber_dan_berarah(lkpj: pd.DataFrame, makro: pd.DataFrame) -> None:
    for tabel in (lkpj, makro):
        assert list(tabel.columns) == KOLOM
        assert tabel["sumber"].str.startswith("https://").all()
        assert set(tabel["arah"]) <= {"naik", "turun"}
    assert makro["arah"]["Tingkat pengangguran terbuka"] == "turun"


def test_contoh_permenpanrb_terbaca_dengan_penetapan_yang_sengaja_kosong() -> None:
    data = baca_data(FOLDER / "permenpanrb-6-2022")
    assert data.temuan.query("tingkat != 'catatan'")["kode"].tolist() == ["tabel_kosong"]
    assert data.sintetis


def test_contoh_permenpanrb_memuat_angka_yang_tercetak() -> None:
    data = baca_data(FOLDER / "permenpanrb-6-2022")
    skp, realisasi = data.tabel["skp"], data.tabel["realisasi"]
    assert skp["target"].tolist() == [61.95, 3.5, 90, 90, 85, 85, 95, 80, 80]
    assert realisasi["realisasi"].tolist() == [50, 3, 70, 90, 89, 85, 93, 80, 80]
    terurai = [urai_target(teks) for teks in skp["teks_target"]]
    assert [float(satu.bawah) for satu in terurai if satu is not None] == skp["target"].tolist()
    assert data.tabel["umpan_balik"]["nada"].tolist() == ["netral", "positif", "negatif"]


def test_rating_yang_tidak_kami_ketahui_tidak_diisi() -> None:
    data = baca_data(FOLDER / "permenpanrb-6-2022")
    assert data.tabel["penetapan"].empty
    assert data.tabel["kinerja_organisasi"].empty
    assert data.keterangan is not None
    assert "hanya memuat usulan" in data.keterangan.catatan


def test_readme_menandai_asumsi() -> None:
    isi = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert isi.count("asumsi kami") >= 3
