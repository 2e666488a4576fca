"""Who sits where in each quarter: retirements, replacements and moves over eight quarters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from penilaian.contoh.bahan import AKHIR, AWAL, PERIODE, bahan, hari, parameter
from penilaian.contoh.susunan import STAF, Susunan

_LAHIR_TERMUDA = hari("1999-12-28")
"""With a century taken off, every birth year in a NIP stays below 1900, the mark of synthetic data."""


@dataclass(frozen=True)
class Riwayat:
    """Everybody who ever holds a seat, as columns: first seat, first quarter, real birth date, new hire or not."""

    kursi_awal: np.ndarray
    masuk: np.ndarray
    lahir: np.ndarray
    baru: np.ndarray


@dataclass(frozen=True)
class Panel:
    """One row is an employee in a quarter, ordered by quarter and seat.

    ``atasan`` is the row of the direct superior (-1 for the regional head),
    ``pindahan`` lists every move as (quarter, person, old seat, new seat).
    """

    triwulan: np.ndarray
    kursi: np.ndarray
    orang: np.ndarray
    mutasi: np.ndarray
    atasan: np.ndarray
    pindahan: np.ndarray

    @property
    def penilai(self) -> np.ndarray:
        """The person who appraises each row, -1 for the regional head."""
        return np.where(self.atasan >= 0, self.orang[self.atasan], -1)


def jalani(susunan: Susunan, acak: np.random.Generator) -> tuple[Riwayat, Panel]:
    """Run the eight quarters."""
    riwayat = _angkatan_awal(susunan, acak)
    isi = np.where(susunan.mulai == 0, np.arange(susunan.mulai.size), -1)
    semua_isi, pindahan = [isi], []
    for triwulan in range(1, len(PERIODE)):
        isi = np.where(susunan.mulai == triwulan, np.arange(isi.size), isi)
        riwayat, isi = _pensiun(susunan, riwayat, isi, triwulan, acak)
        isi, pindah = _mutasi(susunan, riwayat, isi, triwulan, acak)
        semua_isi.append(isi)
        pindahan.append(pindah)
    return riwayat, _panel(susunan, np.stack(semua_isi), np.concatenate(pindahan))


def _angkatan_awal(susunan: Susunan, acak: np.random.Generator) -> Riwayat:
    """The first holders: heads 42–57 years old, PPPK 24–52, staff 24–57 on the first day."""
    banyak = susunan.tingkat.size
    kepala, pns = susunan.tingkat != STAF, susunan.jenis == "pns"
    muda = np.where(kepala, 42.0, 24.1)
    tua = np.where(kepala, 57.9, np.where(pns, 57.9, 52.0))
    condong = np.where(kepala, acak.beta(2.2, 2.0, banyak), acak.beta(1.6, 1.5, banyak))
    lahir = AWAL[0] - _hari_umur(muda + (tua - muda) * condong)
    tertua, termuda = hari("1966-01-03"), _LAHIR_TERMUDA
    lahir = _tanggal_aman(np.clip(lahir, tertua, termuda))
    return Riwayat(np.arange(banyak), susunan.mulai.copy(), lahir, np.zeros(banyak, dtype=bool))


def _hari_umur(umur: np.ndarray) -> np.ndarray:
    return (umur * 365.25).astype(int).astype("timedelta64[D]")


def _tanggal_aman(lahir: np.ndarray) -> np.ndarray:
    """No birthday after the 28th: with its year shifted a NIP must still hold a real date."""
    bulan = lahir.astype("datetime64[M]").astype("datetime64[D]")
    return np.asarray(bulan + np.minimum(lahir - bulan, np.timedelta64(27, "D")))


def _pensiun(
    susunan: Susunan, riwayat: Riwayat, isi: np.ndarray, triwulan: int, acak: np.random.Generator
) -> tuple[Riwayat, np.ndarray]:
    """Retire who has reached the age limit of the seat; heads are replaced by transfer, staff by a new hire."""
    batas = np.array([bahan("jabatan")[satu]["pensiun"] for satu in susunan.keluarga], dtype=float)
    umur = (AWAL[triwulan] - riwayat.lahir[isi]).astype(float) / 365.25
    kosong = np.flatnonzero((isi >= 0) & (umur >= batas))
    staf = susunan.tingkat[kosong] == STAF
    umur_baru = np.where(staf, acak.uniform(26.1, 32.0, kosong.size), acak.uniform(38.0, 50.0, kosong.size))
    lahir = _tanggal_aman(np.minimum(AWAL[triwulan] - _hari_umur(umur_baru), _LAHIR_TERMUDA))
    awal = riwayat.lahir.size
    penuh = isi.copy()
    penuh[kosong] = awal + np.arange(kosong.size)
    return Riwayat(
        np.concatenate([riwayat.kursi_awal, kosong]),
        np.concatenate([riwayat.masuk, np.full(kosong.size, triwulan)]),
        np.concatenate([riwayat.lahir, lahir]),
        np.concatenate([riwayat.baru, staf]),
    ), penuh


def _mutasi(
    susunan: Susunan, riwayat: Riwayat, isi: np.ndarray, triwulan: int, acak: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of PNS of one position family change seats; returns the new holders and the moves."""
    pns = susunan.jenis[riwayat.kursi_awal[np.maximum(isi, 0)]] == "pns"
    tetap = (isi >= 0) & pns & (riwayat.masuk[np.maximum(isi, 0)] < triwulan) & (susunan.tingkat > 0)
    calon = acak.permutation(np.flatnonzero(tetap))
    calon = calon[np.argsort(susunan.keluarga[calon].astype(str), kind="stable")]
    calon = calon[: calon.size // 2 * 2].reshape(-1, 2)
    sekeluarga = susunan.keluarga[calon[:, 0]] == susunan.keluarga[calon[:, 1]]
    lain_unit = susunan.unit[calon[:, 0]] != susunan.unit[calon[:, 1]]
    calon = acak.permutation(calon[sekeluarga & lain_unit])
    pasangan = calon[: max(1, round(parameter("perpindahan")["mutasi"] * (isi >= 0).sum() / 2))]
    kiri, kanan = pasangan[:, 0], pasangan[:, 1]
    baru = isi.copy()
    baru[kiri], baru[kanan] = isi[kanan], isi[kiri]
    dari, ke = np.concatenate([kiri, kanan]), np.concatenate([kanan, kiri])
    return baru, np.stack([np.full(dari.size, triwulan), isi[dari], dari, ke], axis=1)


def _panel(susunan: Susunan, isi: np.ndarray, pindahan: np.ndarray) -> Panel:
    triwulan, kursi = np.nonzero(isi >= 0)
    orang = isi[triwulan, kursi]
    baris = np.full(isi.shape, -1)
    baris[triwulan, kursi] = np.arange(kursi.size)
    kursi_atasan = susunan.atasan[kursi]
    atasan = np.where(kursi_atasan >= 0, baris[triwulan, kursi_atasan], -1)
    mutasi = np.zeros(kursi.size, dtype=bool)
    mutasi[baris[pindahan[:, 0], pindahan[:, 3]]] = True
    return Panel(triwulan, kursi, orang, mutasi, atasan, pindahan)


def umur(lahir: np.ndarray, triwulan: np.ndarray) -> np.ndarray:
    """Age in years at the end of each quarter."""
    return np.asarray((AKHIR[triwulan] - lahir).astype(float) / 365.25)
