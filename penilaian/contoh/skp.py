"""Work plans: which indicators each seat carries, and its targets in each quarter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from penilaian.contoh.bahan import AWAL, PERIODE, parameter
from penilaian.contoh.katalog import Katalog
from penilaian.contoh.panel import Panel
from penilaian.contoh.susunan import Susunan

_TERBANYAK = 8


@dataclass(frozen=True)
class Skp:
    """One entry is an indicator of an employee in a quarter; ``baris`` is its row in the panel.

    ``bawah`` and ``atas`` are the edges that count (equal for a single target).
    ``semula`` and ``diubah`` are set where the target was revised.
    """

    baris: np.ndarray
    slot: np.ndarray
    indikator: np.ndarray
    bawah: np.ndarray
    atas: np.ndarray
    semula: np.ndarray
    diubah: np.ndarray


def buat_skp(susunan: Susunan, panel: Panel, katalog: Katalog, acak: np.random.Generator) -> Skp:
    """Plans of everybody in every quarter; a seat keeps its indicators, targets creep up by the year."""
    pilihan = _indikator_kursi(susunan, katalog, acak)
    selera = acak.uniform(-1.0, 1.0, pilihan.shape)
    baris, slot = np.nonzero(pilihan[panel.kursi] >= 0)
    kursi = panel.kursi[baris]
    indikator = pilihan[kursi, slot]
    kedua = panel.triwulan[baris] >= len(PERIODE) // 2
    sebar = 1.0 + katalog.variasi[indikator] * selera[kursi, slot]
    arah = np.where(katalog.turun[indikator], -0.01, 0.01)
    bawah = _target_bulat(katalog, indikator, katalog.target[indikator] * sebar * (1.0 + arah * kedua))
    tetap = (katalog.variasi[indikator] == 0) & (katalog.tabel["perspektif"].isna().to_numpy()[indikator])
    bawah = np.where(tetap, katalog.target[indikator], bawah)
    rentang = ~np.isnan(katalog.atas[indikator])
    bawah = np.where(rentang | katalog.maksimum[indikator], katalog.target[indikator], bawah)
    atas = np.where(rentang, katalog.atas[indikator], bawah)
    skp = Skp(
        baris, slot, indikator, bawah, atas, np.full(bawah.size, np.nan), np.full(bawah.size, "NaT", "datetime64[D]")
    )
    return _ubah_wajar(skp, panel, katalog, acak)


def _indikator_kursi(susunan: Susunan, katalog: Katalog, acak: np.random.Generator) -> np.ndarray:
    """Seats × 8 indicator numbers, -1 where a seat has fewer; agency heads carry all of theirs."""
    banyak_kursi = susunan.tingkat.size
    lebar = max(len(daftar) for daftar in katalog.milik.values())
    semua = np.full((banyak_kursi, lebar), -1)
    for kursi, kunci in enumerate(zip(susunan.opd_kursi, susunan.keluarga, strict=True)):
        daftar = katalog.milik[int(kunci[0]), kunci[1]]
        semua[kursi, : len(daftar)] = daftar
    kunci_acak = np.where(semua >= 0, acak.random(semua.shape), 2.0)
    urut = np.argsort(kunci_acak, axis=1, kind="stable")[:, :_TERBANYAK]
    banyak = acak.choice([4, 5, 6, 7, 8], size=banyak_kursi, p=[0.15, 0.33, 0.30, 0.15, 0.07])
    banyak = np.where(susunan.tingkat == 0, _TERBANYAK, banyak)
    terpilih = np.take_along_axis(semua, urut, axis=1)
    terpilih = np.where(np.arange(terpilih.shape[1]) < banyak[:, None], terpilih, -1)
    tersusun = np.sort(np.where(terpilih < 0, np.iinfo(np.int64).max, terpilih), axis=1)
    return np.where(tersusun == np.iinfo(np.int64).max, -1, tersusun)


def _target_bulat(katalog: Katalog, indikator: np.ndarray, nilai: np.ndarray) -> np.ndarray:
    """Targets look like targets: halves from 20 up, otherwise the indicator's own decimals."""
    desimal = katalog.desimal[indikator]
    halus = np.round(nilai * 10.0**desimal) / 10.0**desimal
    bulat = np.where((desimal > 0) & (nilai >= 20.0), np.round(nilai * 2.0) / 2.0, halus)
    return np.asarray(np.minimum(bulat, katalog.puncak[indikator]))


def _ubah_wajar(skp: Skp, panel: Panel, katalog: Katalog, acak: np.random.Generator) -> Skp:
    """Honest revisions, up or down, in the first month of a quarter."""
    wajar = parameter("ubah_target_wajar")
    kena = acak.random(skp.bawah.size) < wajar["laju"]
    kena &= (skp.bawah == skp.atas) & (skp.bawah > 1.0) & ~katalog.maksimum[skp.indikator]
    kena = np.flatnonzero(kena)
    terkecil, terbesar = wajar["faktor"]
    faktor = acak.uniform(terkecil, terbesar, kena.size)
    baru = _target_bulat(katalog, skp.indikator[kena], skp.bawah[kena] * faktor)
    hari = AWAL[panel.triwulan[skp.baris[kena]]] + acak.integers(5, 28, kena.size).astype("timedelta64[D]")
    return ganti_target(skp, kena, baru, hari)


def ganti_target(skp: Skp, kena: np.ndarray, baru: np.ndarray, hari: np.ndarray) -> Skp:
    """A copy with the targets at positions ``kena`` revised; an unchanged number is no revision."""
    sungguh = baru != skp.bawah[kena]
    kena, baru, hari = kena[sungguh], baru[sungguh], hari[sungguh]
    bawah, atas, semula, diubah = (skp.bawah.copy(), skp.atas.copy(), skp.semula.copy(), skp.diubah.copy())
    semula[kena] = np.where(np.isnan(semula[kena]), bawah[kena], semula[kena])
    bawah[kena], atas[kena], diubah[kena] = baru, baru, hari
    return Skp(skp.baris, skp.slot, skp.indikator, bawah, atas, semula, diubah)
