"""Goals of the region and what carries them: by agency, how many indicators and people stand behind each goal."""

from __future__ import annotations

import pandas as pd

from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.pohon import INDIKATOR, SASARAN, PohonIndikator

_CACAH = ["pimpinan", "pendukung", "pegawai"]
KOLOM = ["kode_sasaran", "sasaran", "kode_opd", *_CACAH]


def dukungan_sasaran(bahan: BahanIndikator, pohon: PohonIndikator) -> pd.DataFrame:
    """By goal and agency, goals in the tree's order and what serves no written goal last.

    kode_sasaran and sasaran (missing where the heads' indicators name no goal), kode_opd, pimpinan (heads' indicators),
    pendukung (indicators below them), pegawai (different people who hold any of both).
    """
    return _hitung(bahan, pohon, ["kode_sasaran", "kode_opd"])[KOLOM]


def jumlah_sasaran(bahan: BahanIndikator, pohon: PohonIndikator) -> pd.DataFrame:
    """The same by goal alone: kode_sasaran, sasaran, opd (how many agencies), pimpinan, pendukung, pegawai.

    People are counted once a goal, so that the sum over agencies may be larger.
    """
    return _hitung(bahan, pohon, ["kode_sasaran"])[["kode_sasaran", "sasaran", "opd", *_CACAH]]


def _hitung(bahan: BahanIndikator, pohon: PohonIndikator, menurut: list[str]) -> pd.DataFrame:
    kelompok = _baris(bahan, pohon).groupby(menurut, dropna=False, sort=True)
    hasil = kelompok.agg(
        opd=("kode_opd", "nunique"), pimpinan=("kepala", "sum"), indikator=("kode", "nunique"),
        pegawai=("nip", "nunique"),
    ).reset_index()  # fmt: skip
    sasaran = pohon.simpul[pohon.simpul["jenis"] == SASARAN]
    uraian = dict(zip(sasaran["kode"], sasaran["uraian"], strict=True))
    return hasil.assign(
        sasaran=hasil["kode_sasaran"].map(uraian).astype("str"), pendukung=hasil["indikator"] - hasil["pimpinan"]
    )


def _baris(bahan: BahanIndikator, pohon: PohonIndikator) -> pd.DataFrame:
    """One row an indicator and holder; of an indicator nobody holds one row without nip. ``kepala`` counts once."""
    sasaran = _sasaran_indikator(pohon)
    indikator = pohon.simpul.loc[pohon.simpul["jenis"] == INDIKATOR, ["kode", "kode_opd", "kepala"]]
    indikator = indikator.assign(kode_sasaran=indikator["kode"].map(sasaran).astype("str"))
    pemegang = bahan.kini[["nip", "kode_indikator"]].drop_duplicates().rename(columns={"kode_indikator": "kode"})
    baris = indikator.merge(pemegang, on="kode", how="left")
    return baris.assign(kepala=(baris["kepala"] & ~baris["kode"].duplicated()).astype(int))


def _sasaran_indikator(pohon: PohonIndikator) -> dict[str, str | None]:
    """The goal at the root above each indicator; parents come before children."""
    akar: dict[str, str | None] = {}
    for kode, induk, jenis in zip(pohon.simpul["kode"], pohon.simpul["induk"], pohon.simpul["jenis"], strict=True):
        akar[kode] = kode if jenis == SASARAN else akar.get(induk)
    return akar
