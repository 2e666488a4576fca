"""Normalised columns of many runs at once: what `komposit.normalkan` gives for each, to the last bit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.goyangan import Goyangan
from penilaian.indikator.kokoh.undian import Bulat, Larik, Syarat
from penilaian.indikator.komposit.masukan import lembar
from penilaian.indikator.komposit.normalkan import BERENTANG, RENTANG_BAKU, normalkan

TETAP = ("capaian", "patokan")
"""Normalisations that do not depend on which other values are there."""
SERATUS = 100.0


@dataclass(frozen=True, eq=False)
class Skala:
    """One normalisation of the capped data (u × k): nominal values, and the values of runs with other values missing."""

    cara: str
    nilai: pd.DataFrame
    goyangan: Goyangan

    @cached_property
    def nominal(self) -> Larik:
        """Normalised values where nothing was removed, u × k."""
        return normalkan_satu(self.nilai, self.cara, self.goyangan).to_numpy()

    def kolom(self, k: int, ada: Syarat | None) -> Larik:
        """Column ``k`` for runs with ``ada`` (r × u), r × u; without ``ada`` one row for all runs.

        What is not there holds any number, or NaN.
        """
        if ada is None or self.cara in TETAP:
            return self.nominal[None, :, k]
        x = self._terarah[:, k]
        if self.cara in ("min_maks", "z"):
            u = _bagian_jalan(x, ada)
            return _regangkan(u, self.goyangan.rentang) if self.cara == "min_maks" else _baku(u, ada)
        peringkat, banyak = _peringkat_rata(x, ada)
        if self.cara == "peringkat":
            return peringkat
        if self.cara == "borda":
            return np.asarray(peringkat - 1)
        return _regangkan((peringkat - 1) / (banyak - 1), self.goyangan.rentang)

    @cached_property
    def _terarah(self) -> Larik:
        """The data with every column turned so that higher is better."""
        arah = np.array([1.0 if self.goyangan.naik(str(kode)) else -1.0 for kode in self.nilai.columns])
        return np.asarray(self.nilai.to_numpy() * arah)


def siapkan_data(data: pd.DataFrame, goyangan: Goyangan) -> pd.DataFrame:
    """The indicators that have a weight, as numbers.

    Raises:
        GalatRumus: an indicator has data but no weight, or the reverse; content that is no number.
    """
    tabel = lembar(data)
    beda = set(map(str, tabel.columns)) ^ set(goyangan.kode)
    if beda:
        raise GalatRumus(
            "bobot_tidak_sepadan", f"Bobot dan data tidak memuat indikator yang sama: {', '.join(sorted(beda))}",
            mengapa="bobot yang tidak disebut tidak dianggap nol", tindakan="samakan keduanya",
        )  # fmt: skip
    return tabel


def normalkan_satu(data: pd.DataFrame, cara: str, goyangan: Goyangan) -> pd.DataFrame:
    """One run's normalisation with the verb; ``capaian`` leaves percentages, or takes them from 200 where lower is better.

    Raises:
        GalatRumus: as `komposit.normalkan`.
    """
    arah = {kode: "naik" if goyangan.naik(str(kode)) else "turun" for kode in data.columns}
    if cara == "capaian":
        return pd.DataFrame(
            {kode: data[kode] if arah[kode] == "naik" else 2 * SERATUS - data[kode] for kode in data.columns}
        )
    rentang = goyangan.rentang if cara in BERENTANG else RENTANG_BAKU
    return normalkan(data, cara, arah=arah, rentang=rentang, batas=goyangan.patokan if cara == "patokan" else None)


def _bagian_jalan(x: Larik, ada: Syarat) -> Larik:
    awal = np.where(ada, x, np.inf).min(axis=1, keepdims=True)
    akhir = np.where(ada, x, -np.inf).max(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.asarray((x - awal) / (akhir - awal))


def _baku(u: Larik, ada: Syarat) -> Larik:
    isi = np.where(ada, u, np.nan)
    return np.asarray((isi - np.nanmean(isi, axis=1, keepdims=True)) / np.nanstd(isi, axis=1, ddof=1, keepdims=True))


def _regangkan(u: Larik, rentang: tuple[float, float]) -> Larik:
    bawah, atas = rentang
    return np.where(u == 1, atas, np.clip(bawah + (atas - bawah) * u, bawah, atas))


def _peringkat_rata(x: Larik, ada: Syarat) -> tuple[Larik, Bulat]:
    """Mean ranks of those there (r × u, 1 the worst) and how many they are (r × 1).

    Sorted once: with values missing the rank is a count of those still there, up to and within the group of equals.
    """
    urut = np.argsort(x, kind="stable")
    susun = x[urut]
    awal, akhir = np.searchsorted(susun, susun, side="left"), np.searchsorted(susun, susun, side="right")
    cacah = np.zeros((len(ada), len(x) + 1), dtype=np.int64)
    np.cumsum(ada[:, urut], axis=1, out=cacah[:, 1:])
    kembali = np.argsort(urut, kind="stable")
    rata = (cacah[:, awal[kembali]] + cacah[:, akhir[kembali]] + 1) / 2
    return rata, cacah[:, -1:]
