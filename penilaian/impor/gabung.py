"""New rows into a stored table: what is new, what fills a gap, what is the same, and what contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from penilaian.data.uraian import GalatUrai, urai_bilangan

DuaBentuk = tuple[tuple[str, ...], str]
_ANGKA = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
KOLOM_BEDA = ("kolom", "lama", "baru")


@dataclass(frozen=True, eq=False)
class Gabungan:
    """The result of putting ``baru`` into ``lama``.

    ``frame`` is sorted by key. The masks tell, for each row of ``baru``, what it was; a row that
    contradicts is in ``frame`` as it was before, unless it was to replace. ``beda`` has the key
    columns, ``kolom``, ``lama`` and ``baru``, one row a differing value.
    """

    frame: pd.DataFrame
    baru: np.ndarray
    dilengkapi: np.ndarray
    bertentangan: np.ndarray
    beda: pd.DataFrame

    @property
    def sama(self) -> int:
        """Rows that say what was known already."""
        return int(len(self.baru) - self.baru.sum() - self.dilengkapi.sum() - self.bertentangan.sum())


def gabungkan(
    lama: pd.DataFrame,
    baru: pd.DataFrame,
    kunci: Sequence[str],
    dibawa: Sequence[str],
    *,
    ganti: bool,
    kosong_diam: bool = False,
    dua_bentuk: Sequence[DuaBentuk] = (),
) -> Gabungan:
    """Put rows into a table by key.

    ``dibawa`` are the columns that the source carries: an empty value in one of them against a
    stored one is a contradiction, unless ``kosong_diam``: in a source that seldom says everything it
    says nothing. Columns that the source does not have leave what is stored. ``dua_bentuk`` are pairs of
    number columns and the text column that may stand for them: one against the other is no gap filled.
    Keys are complete and unique in both frames, which have the same columns and types.
    """
    kunci, nilai = list(kunci), [nama for nama in dibawa if nama not in kunci]
    letak = _letak(lama, baru, kunci)
    ada = letak >= 0
    kini = lama.iloc[letak[ada]].reset_index(drop=True)
    masuk = baru.loc[ada].reset_index(drop=True)
    lain = {nama: _berbeda(kini[nama], masuk[nama]) for nama in nilai}
    if kosong_diam:
        lain = {nama: topeng & masuk[nama].notna().to_numpy() for nama, topeng in lain.items()}
    silang = _bertukar_bentuk(kini, masuk, dua_bentuk)
    lain |= {nama: lain.get(nama, False) | topeng for nama, topeng in silang.items()}
    nilai = list(lain)
    isi = {
        nama: lain[nama] & kini[nama].isna().to_numpy() & ~silang.get(nama, np.zeros(len(kini), dtype=bool))
        for nama in nilai
    }
    tentang = {nama: lain[nama] & ~isi[nama] for nama in nilai}
    beda_baris = _salah_satu(tentang, len(kini))
    lengkap_baris = _salah_satu(isi, len(kini)) & ~beda_baris
    frame = _terapkan(lama, letak[ada], masuk, lain if ganti else {n: m & ~beda_baris for n, m in lain.items()})
    frame = pd.concat([frame, baru.loc[~ada]], ignore_index=True)
    return Gabungan(
        frame.sort_values(kunci, kind="stable", ignore_index=True),
        ~ada,
        _sebar(ada, lengkap_baris),
        _sebar(ada, beda_baris),
        _daftar_beda(kini, masuk, kunci, tentang),
    )


def _bertukar_bentuk(kini: pd.DataFrame, masuk: pd.DataFrame, dua_bentuk: Sequence[DuaBentuk]) -> dict[str, np.ndarray]:
    """Per column the rows where one side has only the numbers, the other only the text, and they do not say the same."""
    hasil: dict[str, np.ndarray] = {}
    for angka, teks in dua_bentuk:
        berangka = [satu[list(angka)].notna().any(axis=1).to_numpy() for satu in (kini, masuk)]
        berteks = [satu[teks].notna().to_numpy() for satu in (kini, masuk)]
        silang = (berangka[0] & ~berteks[0] & berteks[1] & ~berangka[1]) | (
            ~berangka[0] & berteks[0] & berangka[1] & ~berteks[1]
        )
        for di in np.flatnonzero(silang):
            lama, baru = (_bilangan(satu, int(di), angka, teks) for satu in (kini, masuk))
            silang[di] = lama is None or baru is None or lama != baru
        if silang.any():
            hasil[teks] = silang
            hasil |= {nama: silang & (kini[nama].notna() | masuk[nama].notna()).to_numpy() for nama in angka}
    return hasil


def _bilangan(frame: pd.DataFrame, di: int, angka: Sequence[str], teks: str) -> list[float] | None:
    """The numbers of a row, from its number columns or its text; None where the text may be read in two ways."""
    baris: dict[str, Any] = {nama: frame[nama].iat[di] for nama in (*angka, teks)}
    if pd.isna(baris[teks]):
        return sorted(float(baris[nama]) for nama in angka if pd.notna(baris[nama]))
    try:
        return sorted(float(urai_bilangan(satu)) for satu in _ANGKA.findall(str(baris[teks])))
    except GalatUrai:
        return None


def letak_kunci(lama: pd.DataFrame, baru: pd.DataFrame, kunci: Sequence[str]) -> np.ndarray:
    """For each row of ``baru`` the position of its key in ``lama``; -1 where it is not there."""
    return _letak(lama, baru, list(kunci))


def _letak(lama: pd.DataFrame, baru: pd.DataFrame, kunci: list[str]) -> np.ndarray:
    acuan = pd.MultiIndex.from_frame(lama[kunci].astype("str"))
    return np.asarray(acuan.get_indexer(pd.MultiIndex.from_frame(baru[kunci].astype("str"))))


def _berbeda(lama: pd.Series, baru: pd.Series) -> np.ndarray:
    kosong_lama, kosong_baru = lama.isna().to_numpy(), baru.isna().to_numpy()
    beda_isi = (lama != baru).fillna(value=True).to_numpy(dtype=bool)
    hasil: np.ndarray = (kosong_lama != kosong_baru) | (~kosong_lama & ~kosong_baru & beda_isi)
    return hasil


def _salah_satu(topeng: dict[str, np.ndarray], panjang: int) -> np.ndarray:
    hasil = np.zeros(panjang, dtype=bool)
    for satu in topeng.values():
        hasil |= satu
    return hasil


def _sebar(ada: np.ndarray, benar: np.ndarray) -> np.ndarray:
    hasil = np.zeros(len(ada), dtype=bool)
    hasil[np.flatnonzero(ada)] = benar
    return hasil


def _terapkan(lama: pd.DataFrame, letak: np.ndarray, masuk: pd.DataFrame, pakai: dict[str, np.ndarray]) -> pd.DataFrame:
    kolom = {}
    for nama, topeng in pakai.items():
        if topeng.any():
            isi = lama[nama].copy()
            isi.iloc[letak[topeng]] = masuk[nama].to_numpy()[topeng]
            kolom[nama] = isi.astype(lama[nama].dtype)
    return lama.assign(**kolom)


def _daftar_beda(
    kini: pd.DataFrame, masuk: pd.DataFrame, kunci: list[str], tentang: dict[str, np.ndarray]
) -> pd.DataFrame:
    bagian = [
        masuk.loc[topeng, kunci].assign(
            kolom=nama,
            lama=kini.loc[topeng, nama].astype(object).map(_teks),
            baru=masuk.loc[topeng, nama].astype(object).map(_teks),
        )
        for nama, topeng in tentang.items()
        if topeng.any()
    ]
    if not bagian:
        return pd.DataFrame({nama: pd.Series(dtype="str") for nama in [*kunci, *KOLOM_BEDA]})
    return pd.concat(bagian, ignore_index=True).sort_values([*kunci, "kolom"], kind="stable", ignore_index=True)


def _teks(nilai: object) -> str:
    if nilai is None or nilai is pd.NA or nilai is pd.NaT or (isinstance(nilai, float) and np.isnan(nilai)):
        return "(kosong)"
    if isinstance(nilai, pd.Timestamp):
        return nilai.date().isoformat()
    return ("ya" if nilai else "tidak") if isinstance(nilai, bool) else str(nilai)
