"""How measurable each indicator is: criterion by criterion, with its number, cut-off and reason, and what to try.

A weak criterion says that somebody should look at the indicator, not that it is bad: a person decides. Under PermenPANRB
6/2022 nothing here changes a rating.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from penilaian.bahasa import angka, persen
from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.keterukuran_data import BATAS, KRITERIA_DATA, KURANG, ukur_data
from penilaian.indikator.keterukuran_korelasi import batas_atas
from penilaian.indikator.keterukuran_rumusan import BAIK, BELUM, KRITERIA_RUMUSAN, LEMAH, nilai_rumusan
from penilaian.indikator.keterukuran_saran import SARAN, SEBAB, SINGKATAN
from penilaian.indikator.pohon import PohonIndikator, susun_pohon

KRITERIA = (*KRITERIA_RUMUSAN, *KRITERIA_DATA)
KOLOM_HASIL = ["kode", "kriteria", "nilai", "batas", "hasil", "sebab", "amatan", "pegawai"]
_KORELASI_RENDAH = ("kestabilan", "daya_beda")
_PANGSA = frozenset({
    "ketersediaan", "tepat_waktu", "langit_langit", "lantai", "nilai_sama", "pencilan", "target_mudah", "target_sulit",
})  # fmt: skip
__all__ = ["BAIK", "BELUM", "KRITERIA", "LEMAH", "SINGKATAN", "daftar_lemah", "matriks_kriteria", "nilai_keterukuran"]


def nilai_keterukuran(bahan: BahanIndikator, pohon: PohonIndikator | None = None) -> pd.DataFrame:
    """Every indicator by every criterion: kode, kriteria, nilai, batas, hasil (baik, lemah, belum), sebab, amatan, pegawai.

    ``sebab`` says why it is weak or cannot be judged; empty where it is good. ``amatan`` are the observations behind a measure,
    ``pegawai`` the people behind them (0 and 0 for criteria read from wording). Sorted by code, then criterion.
    """
    pohon = susun_pohon(bahan) if pohon is None else pohon
    rumusan = nilai_rumusan(bahan, pohon).assign(amatan=0, pegawai=0)
    semua = pd.concat([rumusan, _nilai_data(bahan, pohon.indikator["kode"])], ignore_index=True)
    urut = {nama: nomor for nomor, nama in enumerate(KRITERIA)}
    semua = semua.assign(urut=semua["kriteria"].map(urut)).sort_values(["kode", "urut"], ignore_index=True)
    return semua[KOLOM_HASIL]


def daftar_lemah(hasil: pd.DataFrame) -> pd.DataFrame:
    """The weak results with what to try: kode, kriteria, nilai, batas, sebab, amatan, pegawai, saran."""
    lemah = hasil[hasil["hasil"] == LEMAH].reset_index(drop=True)
    return lemah.assign(saran=lemah["kriteria"].map(SARAN)).drop(columns="hasil")


def matriks_kriteria(hasil: pd.DataFrame) -> pd.DataFrame:
    """Indicator × criterion: baik, lemah or belum."""
    return hasil.pivot(index="kode", columns="kriteria", values="hasil").reindex(columns=list(KRITERIA))


def _nilai_data(bahan: BahanIndikator, kode: pd.Series) -> pd.DataFrame:
    ukuran = ukur_data(bahan, kode)
    semua = pd.MultiIndex.from_product([KRITERIA_DATA, kode], names=["kriteria", "kode"])
    isi = ukuran.set_index(["kriteria", "kode"]).reindex(semua).reset_index()
    butir = bahan.butir[bahan.butir["kode_indikator"].isin(kode)]
    isi = isi.assign(
        amatan=isi["amatan"].fillna(0).astype(int),
        pegawai=isi["kode"].map(butir.groupby("kode_indikator")["nip"].nunique()).fillna(0).astype(int),
        batas=isi["kriteria"].map({nama: bahan.bilangan(batas) for nama, (batas, _) in BATAS.items()}),
    )
    kurang = _belum(isi, int(bahan.bilangan("amatan_paling_sedikit")))
    belum = kurang.fillna(_belum_pasti(isi, bahan.bilangan("taraf")))
    lemah = _lemah(isi) & belum.isna()
    hasil = pd.Series(np.select([belum.notna(), lemah], [BELUM, LEMAH], BAIK), index=isi.index, dtype=object)
    sebab = belum.fillna("").astype(object)
    sebab[lemah] = [
        _alasan(*satu)
        for satu in isi.loc[lemah, ["kriteria", "nilai", "batas", "amatan", "tambahan"]].itertuples(index=False)
    ]
    return isi.assign(nilai=isi["nilai"].mask(kurang.notna()), hasil=hasil, sebab=sebab)[KOLOM_HASIL]


def _belum(isi: pd.DataFrame, paling_sedikit: int) -> pd.Series:
    """Why a criterion cannot be judged; missing where it can."""
    sedikit = isi["amatan"] < paling_sedikit
    kurang = {n: f"baru {angka(n)} amatan, perlu sedikitnya {angka(paling_sedikit)}" for n in range(paling_sedikit)}
    tulis = isi["amatan"].map(kurang)
    tanpa = pd.Series(
        "ukurannya tidak terdefinisi: datanya tidak beragam atau tidak lengkap", index=isi.index, dtype=object
    )
    return tulis.astype(object).where(sedikit, tanpa.where(isi["nilai"].isna()))


def _belum_pasti(isi: pd.DataFrame, taraf: float) -> pd.Series:
    """Correlations below their cut-off that may as well be above it, in words; missing elsewhere."""
    ragu = isi["kriteria"].isin(_KORELASI_RENDAH) & (isi["nilai"] < isi["batas"])
    orang = isi[["amatan", "pegawai"]].min(axis=1)
    atas = batas_atas(isi["nilai"].where(ragu), orang, taraf)
    ragu &= atas >= isi["batas"]
    teks = [
        f"belum pasti: korelasi {angka(r, 2)} pada {angka(n)} orang dapat saja sampai {angka(tinggi, 2)}; paling sedikit {angka(batas, 2)}"
        for r, n, tinggi, batas in zip(*(satu[ragu] for satu in (isi["nilai"], orang, atas, isi["batas"])), strict=True)
    ]  # fmt: skip
    return pd.Series(teks, index=isi.index[ragu], dtype=object).reindex(isi.index)


def _lemah(isi: pd.DataFrame) -> pd.Series:
    """Strictly beyond the cut-off; skewness and kurtosis only together, a hard target only where few reach it now either."""
    besar = isi["nilai"].abs().where(isi["kriteria"] == "kelewahan", isi["nilai"]).astype(float)
    kurang = isi["kriteria"].map({nama: sisi == KURANG for nama, (_, sisi) in BATAS.items()}).astype(bool)
    lewat = (besar < isi["batas"]).where(kurang, besar > isi["batas"])
    bentuk = isi["kriteria"].isin(["kemencengan", "keruncingan"])
    berdua = lewat.where(bentuk, other=True).groupby(isi["kode"]).transform("all")
    sulit = isi["kriteria"] == "target_sulit"
    kini = pd.to_numeric(isi["tambahan"].where(sulit), errors="coerce")
    return lewat & (~bentuk | berdua) & (~sulit | (kini < isi["batas"]))


def _alasan(kriteria: str, nilai: float, batas: float, amatan: int, tambahan: object) -> str:
    tulis = persen if kriteria in _PANGSA else angka
    kali = 100 if kriteria in _PANGSA else 1
    isi: Mapping[str, str] = {
        "nilai": tulis(kali * nilai, 1) if kali == 100 else angka(nilai, 2),
        "batas": tulis(kali * batas, 1) if kali == 100 else angka(batas, 2),
        "amatan": angka(amatan), "lain": str(tambahan),
    }  # fmt: skip
    return SEBAB[kriteria].format(**isi)
