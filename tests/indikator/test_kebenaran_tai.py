"""The published Technology Achievement Index comes out of the methods, value by value."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd

from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.indikator.bobot import bobot_manual, bobot_sama
from penilaian.indikator.komposit import agregasikan, normalkan, peringkatkan
from penilaian.indikator.komposit.keandalan import alfa_cronbach, alfa_tanpa, korelasi_butir_sisa, nilai_eigen

FOLDER = Path(__file__).parents[2] / "data" / "nyata" / "tai"
TERBIT = muat_yaml(FOLDER / "terbit.yaml")
DATA = pd.read_csv(FOLDER / "tai.csv", index_col="country")
BATAS = {
    kode: tuple(math.log10(isi[tepi]) if isi["log10"] else float(isi[tepi]) for tepi in ("bawah", "atas"))
    for kode, isi in TERBIT["indikator"].items()
}


def _terbit(kode: str) -> pd.Series:
    return pd.Series({nama: float(nilai) for nama, nilai in TERBIT["kebenaran"][kode]["nilai"].items()})


def _cocok(kode: str, dihitung: pd.Series, banyak: int) -> None:
    """Every printed value within the printed tolerance; ``banyak`` guards against values lost from the file."""
    terbit = _terbit(kode)
    beda = (dihitung.rename(str).reindex(terbit.index) - terbit).abs()
    assert len(terbit) == banyak
    assert beda.notna().all()
    assert (beda <= float(TERBIT["kebenaran"][kode]["toleransi"]) + 1e-9).all(), beda.to_string()


def _peringkat(bobot: pd.Series, cara: str, **pilihan: object) -> pd.Series:
    return peringkatkan(agregasikan(normalkan(DATA, cara, **pilihan), bobot, "aritmetika"))


def _sama(peringkat: pd.Series, kode: str) -> int:
    terbit = _terbit(kode)
    return int((peringkat.reindex(terbit.index) == terbit).sum())


def test_data_memuat_23_negara_dan_8_indikator() -> None:
    assert DATA.shape == (23, 8)
    assert list(DATA.columns) == list(TERBIT["indikator"])
    assert set(DATA.index) == set(TERBIT["negara"])


def test_semua_kebenaran_di_berkas_diuji_di_sini() -> None:
    assert set(TERBIT["kebenaran"]) == {
        "nilai_eigen", "alfa", "alfa_tanpa", "korelasi_butir_sisa", "baku_z", "min_maks", "peringkat_sama", "peringkat_anggaran",
    }  # fmt: skip


def test_nilai_eigen_tabel_16() -> None:
    _cocok("nilai_eigen", nilai_eigen(DATA), 8)


def test_alfa_cronbach() -> None:
    _cocok("alfa", pd.Series({"8 indikator": alfa_cronbach(DATA)}), 1)


def test_alfa_tanpa_satu_indikator_tabel_11() -> None:
    _cocok("alfa_tanpa", alfa_tanpa(DATA), 8)


def test_korelasi_butir_sisa_tabel_11() -> None:
    _cocok("korelasi_butir_sisa", korelasi_butir_sisa(DATA), 8)


def test_nilai_z_tabel_15() -> None:
    _cocok("baku_z", normalkan(DATA["schooling"], "z"), 5)


def test_min_maks_tabel_15() -> None:
    _cocok("min_maks", normalkan(DATA["schooling"], "min_maks"), 5)


def test_peringkat_bobot_sama_dengan_patokan_cocok_untuk_23_negara() -> None:
    peringkat = _peringkat(bobot_sama(list(DATA.columns)), "patokan", batas=BATAS)
    assert _sama(peringkat, "peringkat_sama") == 23


def test_peringkat_alokasi_anggaran_dengan_patokan_cocok_untuk_23_negara() -> None:
    peringkat = _peringkat(bobot_manual(TERBIT["bobot"]["anggaran"]), "patokan", batas=BATAS)
    assert _sama(peringkat, "peringkat_anggaran") == 23


def test_min_maks_sampel_hanya_memberi_11_peringkat_yang_tercetak() -> None:
    """The way of normalising is a decision: stretching the sample moves Norway from 12 to 4."""
    peringkat = _peringkat(bobot_sama(list(DATA.columns)), "min_maks")
    assert _sama(peringkat, "peringkat_sama") == 11
    assert peringkat["Norway"] == 4
    assert _terbit("peringkat_sama")["Norway"] == 12


def test_peringkat_tidak_bergantung_pada_urutan_negara() -> None:
    terbalik = peringkatkan(
        agregasikan(normalkan(DATA[::-1], "patokan", batas=BATAS), bobot_sama(list(DATA.columns)), "aritmetika")
    )
    assert _sama(terbalik, "peringkat_sama") == 23
