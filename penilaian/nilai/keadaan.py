"""The facts of one scored period, and two of them side by side, ready to be mixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.nilai.hasil import Hasil
from penilaian.nilai.kolom import ketentuan_dipakai
from penilaian.periode import Periode

TABEL_ARSIP = ("indikator", "pegawai")
TIDAK_DIARSIPKAN = ("nama", "jenis_kelamin", "kelompok_usia", "nip_penilai", "alasan_penetapan")
"""Personal columns that no later comparison needs."""

KUNCI_BUTIR = ["nip", "kode_indikator"]
TARGET = ["target", "target_bawah", "target_atas"]
TEPI = ["bawah", "atas"]
SIFAT = ["kategori", "kode_rhk", "arah", "jenis_target"]
UMPAN_BALIK = ["umpan_balik", "positif"]
PENETAPAN = ["hasil_kerja", "perilaku_kerja"]
FAKTOR = ("realisasi", "target", "pegawai", "indikator", "kelengkapan", "umpan_balik", "penetapan", "aturan")
"""What can change between two periods, in the order readers see.

- ``realisasi``: realisations of the same employee's same indicator, where both periods have one.
- ``target``: the promise for it: its target, where both periods have one, its category, result (RHK), direction and kind.
- ``pegawai``: employees who are listed in one of the two periods only.
- ``indikator``: indicators that an employee of both periods has in one of them only.
- ``kelengkapan``: realisations, targets and decisions that only one of the periods has; missing is never zero.
- ``umpan_balik``: feedback on results of the same employee. ``penetapan``: decided ratings of the same employee.
- ``aturan``: provisions whose value in force differs.
"""

Bilangan = npt.NDArray[np.int64]
Syarat = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Keadaan:
    """One agency (or the city) in one period: its rows as scored, the scheme, and the rules it was judged by."""

    periode: Periode
    skema: str
    aturan: Aturan
    indikator: pd.DataFrame
    pegawai: pd.DataFrame


def keadaan_hasil(hasil: Hasil) -> Keadaan:
    """The facts behind a result."""
    return keadaan_tabel(hasil.periode, hasil.jejak.skema, hasil.jejak.aturan, tabel_arsip(hasil))


def keadaan_tabel(
    periode: Periode, skema: str, rekaman: Mapping[str, Any], tabel: Mapping[str, pd.DataFrame]
) -> Keadaan:
    """The same from archived tables; ``rekaman`` are the provisions as a trace keeps them."""
    aturan = BukuAturan.dari_rekaman(rekaman).pada(periode.akhir)
    return Keadaan(periode, skema, aturan, tabel["indikator"], tabel["pegawai"])


def tabel_arsip(hasil: Hasil) -> dict[str, pd.DataFrame]:
    """What is kept of a finished period: each indicator and each employee, without names and what nobody needs again."""
    return {
        nama: isi.drop(columns=[kolom for kolom in TIDAK_DIARSIPKAN if kolom in isi])
        for nama, isi in hasil.tabel.items()
        if nama in TABEL_ARSIP
    }


@dataclass(frozen=True, eq=False)
class Sisi:
    """Rows of both periods in one frame, the earlier period's first, the later one's second, in the same order.

    A row that only one period has stands in both halves with the values it has:
    so no other factor than its presence can change it. ``ada`` is 0 where only
    the earlier period has it, 1 where only the later one has, -1 where both have.
    """

    isi: pd.DataFrame
    ada: Bilangan

    @property
    def n(self) -> int:
        return len(self.ada)

    def lengkap(self, kolom: Sequence[str]) -> tuple[Syarat, Syarat]:
        """Which rows have all these values, before and after."""
        penuh = self.isi[list(kolom)].notna().all(axis=1).to_numpy()
        return penuh[: self.n], penuh[self.n :]

    def berbeda(self, kolom: Sequence[str]) -> Syarat:
        """Which rows have another value in one of these columns; missing equals missing."""
        hasil = np.zeros(self.n, dtype=bool)
        for nama in kolom:
            lama, baru = (self.isi[nama].iloc[awal : awal + self.n].reset_index(drop=True) for awal in (0, self.n))
            hasil |= ((lama != baru) & ~(lama.isna() & baru.isna())).to_numpy(dtype=bool)
        return hasil


@dataclass(frozen=True, eq=False)
class Pasangan:
    """Two periods side by side. ``orang`` numbers the employee of each indicator row among the rows of ``pegawai``."""

    lama: Keadaan
    baru: Keadaan
    butir: Sisi
    pegawai: Sisi
    orang: Bilangan

    def aturan(self, urut: int) -> Aturan:
        return (self.lama, self.baru)[urut].aturan

    @cached_property
    def dua(self) -> Mapping[str, Syarat]:
        """Which rows have, in both periods, the value that a factor changes; missing in one is completeness."""
        return {
            "realisasi": _dua(self.butir.lengkap(["realisasi"])),
            "target": _dua(self.butir.lengkap(TEPI)),
            "penetapan": _dua(self.pegawai.lengkap(PENETAPAN)),
        }

    def tersentuh(self) -> dict[str, Bilangan]:
        """Which employees (by number) each factor concerns; nobody where it did not change."""
        butir, orang = self.butir, self.pegawai
        per_butir = {
            "realisasi": self.dua["realisasi"] & butir.berbeda(["realisasi"]),
            "target": (self.dua["target"] & butir.berbeda(TARGET)) | butir.berbeda(SIFAT),
            "indikator": (butir.ada >= 0) & (orang.ada[self.orang] < 0),
            "kelengkapan": _satu(butir.lengkap(["realisasi"])) | _satu(butir.lengkap(TEPI)),
        }
        per_orang = {
            "pegawai": orang.ada >= 0,
            "kelengkapan": _satu(orang.lengkap(PENETAPAN)),
            "umpan_balik": orang.berbeda(UMPAN_BALIK),
            "penetapan": self.dua["penetapan"] & orang.berbeda(PENETAPAN),
            "aturan": np.full(orang.n, self._beda_aturan()),
        }
        kosong = np.zeros(0, dtype=np.int64)
        return {
            nama: np.union1d(
                self.orang[per_butir[nama]] if nama in per_butir else kosong,
                np.flatnonzero(per_orang[nama]) if nama in per_orang else kosong,
            )
            for nama in FAKTOR
        }

    def _beda_aturan(self) -> bool:
        lama, baru = (
            {kode: satu.nilai(kode) for kode in ketentuan_dipakai(satu)} for satu in (self.aturan(0), self.aturan(1))
        )
        return lama != baru


def pasangkan(lama: Keadaan, baru: Keadaan) -> Pasangan:
    """Put two periods side by side; rows are the same if employee (and indicator) are."""
    pegawai, kunci = _sejajarkan(lama.pegawai, baru.pegawai, ["nip"], [*UMPAN_BALIK, *PENETAPAN])
    butir, milik = _sejajarkan(lama.indikator, baru.indikator, KUNCI_BUTIR, [*TARGET, *SIFAT, "realisasi", *TEPI])
    orang = pd.Index(kunci["nip"]).get_indexer(pd.Index(milik["nip"])).astype(np.int64)
    return Pasangan(lama, baru, butir, pegawai, orang)


def _sejajarkan(
    lama: pd.DataFrame, baru: pd.DataFrame, kunci: list[str], kolom: list[str]
) -> tuple[Sisi, pd.DataFrame]:
    semua = (
        pd.concat([lama[kunci], baru[kunci]], ignore_index=True).drop_duplicates().sort_values(kunci, ignore_index=True)
    )
    bagian, hadir = [], []
    for satu in (lama, baru):
        sejajar = semua.merge(satu[[*kunci, *kolom]], on=kunci, how="left", validate="one_to_one", indicator="hadir")
        bagian.append(sejajar[kolom])
        hadir.append((sejajar["hadir"] == "both").to_numpy())
    ada = np.where(hadir[0] & hadir[1], -1, np.where(hadir[1], 1, 0)).astype(np.int64)
    nomor, n = np.arange(len(semua)), len(semua)
    isi = pd.concat(bagian, ignore_index=True)
    pilih = [np.where(ada < 0, urut, ada) * n + nomor for urut in (0, 1)]
    return Sisi(isi.take(np.concatenate(pilih)).reset_index(drop=True), ada), semua


def _dua(ada: tuple[Syarat, Syarat]) -> Syarat:
    return ada[0] & ada[1]


def _satu(ada: tuple[Syarat, Syarat]) -> Syarat:
    beda: Syarat = ada[0] != ada[1]
    return beda
