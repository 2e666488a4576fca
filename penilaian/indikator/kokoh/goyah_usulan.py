"""The proposed rating of many employees in many runs, by the rules in force and from levels of indicators.

Nothing of the guidance is repeated here: results are counted, and the rule of `aturan` is asked once for every
different set of counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.rumus.permenpanrb_6_2022 import HitunganHasil, kuadran, usulan_hasil_kerja
from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.undian import Bulat, Syarat
from penilaian.nilai.kolom import KUADRAN, USULAN
from penilaian.nilai.kolom_indikator import KEBIJAKAN, RATING

Tingkat = npt.NDArray[np.int8]
KOSONG, TIADA = -1, -2
"""Levels of an indicator without a result, and of one that is not in the SKP at all; a missing proposal is −1 too."""
KUNCI_RHK = ["nip", "kode_rhk", "kategori"]
DIGIT, DIGIT_UMPAN_BALIK = 7, 13
"""Bits for the count of results of a kind, and for feedback, in the one number that holds all counts of an employee."""
Panduan: TypeAlias = Callable[[int], int]
"""From packed counts to the level of the proposal; see `buat_panduan`."""


@dataclass(frozen=True, eq=False)
class Susunan:
    """How rows (employee × indicator, sorted) make results and results make employees.

    ``banyak``: rows; ``awal_rhk``: first row of each result (employee × RHK × category); ``utama``: whether a result is a main one;
    ``awal_pegawai``: first result of each employee; ``positif`` and ``umpan_balik``: feedback of each employee. Make it
    with `susun_pegawai`.
    """

    banyak: int
    awal_rhk: Bulat
    utama: Syarat
    awal_pegawai: Bulat
    positif: Bulat
    umpan_balik: Bulat
    panduan: Panduan
    aturan: Aturan

    def usulan(self, tingkat: Tingkat) -> Tingkat:
        """Proposed levels, runs × employees, of indicator levels runs × rows; KOSONG without a proposal."""
        isi = np.ascontiguousarray(tingkat.T)
        hasil = self._menurut_panduan(isi, self.positif, np.maximum(self.umpan_balik, 1))
        if self._tanpa is not None:
            orang, baris, susunan = self._tanpa
            hasil[orang] = susunan._tanpa_umpan_balik(isi[baris])
        return hasil.T

    @cached_property
    def _tanpa(self) -> tuple[Syarat, Syarat, Susunan] | None:
        """Employees without feedback, their rows, and how these are arranged; None where there are none."""
        orang = self.umpan_balik == 0
        if not orang.any():
            return None
        rhk = np.repeat(orang, _panjang(self.awal_pegawai, len(self.utama)))
        panjang_rhk = _panjang(self.awal_rhk, self.banyak)
        baris = np.repeat(rhk, panjang_rhk)
        awal_rhk = np.cumsum(panjang_rhk[rhk]) - panjang_rhk[rhk]
        panjang = _panjang(self.awal_pegawai, len(self.utama))[orang]
        susunan = replace(
            self, banyak=int(baris.sum()), awal_rhk=awal_rhk, utama=self.utama[rhk], awal_pegawai=np.cumsum(panjang) - panjang,
            positif=self.positif[orang], umpan_balik=self.umpan_balik[orang],
        )  # fmt: skip
        return orang, baris, susunan

    def _tanpa_umpan_balik(self, isi: Tingkat) -> Tingkat:
        """Without feedback the guidance applies only if it says the same at its worst and at its best."""
        tertinggi = np.int8(len(self.aturan.nilai(RATING).kode) - 1)
        satu = np.ones_like(self.umpan_balik)
        buruk = self._menurut_panduan(np.where(isi == KOSONG, np.int8(0), isi), 0 * satu, satu)
        baik = self._menurut_panduan(np.where(isi == KOSONG, tertinggi, isi), satu, satu)
        return np.where(buruk == baik, buruk, np.int8(KOSONG))

    def _menurut_panduan(self, isi: Tingkat, positif: Bulat, umpan_balik: Bulat) -> Tingkat:
        """Employees × runs."""
        rhk = self._rhk(isi)
        sumbangan = np.zeros((2, 4), dtype=np.int64)
        sumbangan[:, 1:4] = 1 << (DIGIT * np.arange(3))
        sumbangan[1, 1:4] += 1 << (DIGIT * 3)
        sumbangan[1, 1] += 1 << (DIGIT * 4)
        letak = rhk + (1 + 4 * self.utama.astype(np.int8))[:, None]
        cacah = np.take(sumbangan.ravel(), letak[self.awal_pegawai])
        for urut, orang in _berikutnya(self.awal_pegawai, len(self.utama)):
            cacah[orang] += np.take(sumbangan.ravel(), letak[self.awal_pegawai[orang] + urut])
        kunci = cacah | (positif << (DIGIT * 5))[:, None] | (umpan_balik << (DIGIT * 5 + DIGIT_UMPAN_BALIK))[:, None]
        nomor, ada = pd.factorize(kunci.ravel())
        jawaban = np.array([self.panduan(satu) for satu in ada.tolist()], dtype=np.int8)
        return jawaban[nomor].reshape(kunci.shape)

    def _rhk(self, isi: Tingkat) -> Tingkat:
        """Level of each result (results × runs): of its indicators with one the lowest, or by local policy the highest."""
        terendah = self.aturan.nilai(KEBIJAKAN).pilihan("gabung_indikator") == "terendah"
        di_luar = np.int8(len(self.aturan.nilai(RATING).kode) if terendah else KOSONG)
        gabung = np.minimum if terendah else np.maximum
        penuh = np.where(isi < 0, di_luar, isi)
        rhk = penuh[self.awal_rhk]
        for urut, hasil in _berikutnya(self.awal_rhk, self.banyak):
            rhk[hasil] = gabung(rhk[hasil], penuh[self.awal_rhk[hasil] + urut])
        return np.where(rhk == di_luar, np.int8(KOSONG), rhk)


def _panjang(awal: Bulat, banyak: int) -> Bulat:
    """How many members each group has, by the place of its first."""
    return np.diff(awal, append=banyak)


def _berikutnya(awal: Bulat, banyak: int) -> Iterator[tuple[int, Bulat]]:
    """For the second, third … member of groups: which number, and the groups that have one."""
    panjang = _panjang(awal, banyak)
    for urut in range(1, int(panjang.max(initial=0))):
        yield urut, np.nonzero(panjang > urut)[0]


def susun_pegawai(butir: pd.DataFrame, pegawai: pd.DataFrame, panduan: Panduan, aturan: Aturan) -> Susunan:
    """``butir``: sorted by employee and result (KUNCI_RHK); ``pegawai``: those in it, in that order, with feedback counts.

    Raises:
        GalatRumus: somebody has more results or feedback than the counts have room for.
    """
    rhk = ~butir.duplicated(KUNCI_RHK)
    kepala = butir[rhk]
    awal = np.nonzero(~kepala["nip"].duplicated().to_numpy())[0]
    umpan = pegawai[["positif", "umpan_balik"]].to_numpy(dtype=np.int64)
    terbanyak = int(np.diff(awal, append=len(kepala)).max(initial=0))
    if terbanyak >= 1 << DIGIT or int(umpan.max(initial=0)) >= 1 << DIGIT_UMPAN_BALIK:
        raise GalatRumus(
            "terlalu_banyak_hasil", "Seorang pegawai punya terlalu banyak hasil kerja atau umpan balik",
            mengapa=f"paling banyak {(1 << DIGIT) - 1} hasil dan {(1 << DIGIT_UMPAN_BALIK) - 1} umpan balik",
            tindakan="periksa apakah ada baris ganda",
        )  # fmt: skip
    utama = (kepala["kategori"] == "utama").to_numpy(dtype=bool)
    return Susunan(len(butir), np.nonzero(rhk.to_numpy())[0], utama, awal, umpan[:, 0], umpan[:, 1], panduan, aturan)


def buat_panduan(aturan: Aturan) -> Panduan:
    """The rule in force as a function of counts packed into one number; it is asked once for each."""
    nama = (*aturan.nilai(RATING).kode, "utama", "utama_di_bawah")
    tingkat = {None: KOSONG} | {kode: nomor for nomor, kode in enumerate(aturan.nilai(RATING).kode)}

    @cache
    def jawab(kunci: int) -> int:
        isi = {satu: kunci >> (DIGIT * urut) & ((1 << DIGIT) - 1) for urut, satu in enumerate(nama)}
        umpan = kunci >> (DIGIT * 5)
        hitungan = HitunganHasil(
            **isi, positif=umpan & ((1 << DIGIT_UMPAN_BALIK) - 1), umpan_balik=umpan >> DIGIT_UMPAN_BALIK
        )
        return int(tingkat[usulan_hasil_kerja(hitungan, aturan.nilai(USULAN)).usulan])

    return jawab


def kode_tingkat(rating: pd.Series, aturan: Aturan) -> Tingkat:
    """Levels of rating codes, 0 the lowest, KOSONG where missing."""
    urut = {kode: nomor for nomor, kode in enumerate(aturan.nilai(RATING).kode)}
    return rating.map(urut).fillna(KOSONG).to_numpy(dtype=np.int8)


def tabel_kuadran(aturan: Aturan, predikat: tuple[str, ...]) -> Tingkat:
    """Place in ``predikat`` by level of results + 1 and of behaviour + 1; KOSONG where one is missing."""
    kode = [None, *aturan.nilai(RATING).kode]
    matriks = aturan.nilai(KUADRAN)
    isi = [[kuadran(hasil, perilaku, matriks) for perilaku in kode] for hasil in kode]
    return np.array(
        [[KOSONG if satu is None else predikat.index(satu) for satu in baris] for baris in isi], dtype=np.int8
    )
