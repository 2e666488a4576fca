"""What is drawn for each run: weights, choices, limits, and which values are there.

Every factor has a stream of its own, a run takes the same number of draws from each, and units and indicators draw in
the order of their labels: the same seed gives the same runs whatever the chunks, and whatever the order of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import gammaincinv

from penilaian.indikator.kokoh.goyangan import Goyangan

Larik = npt.NDArray[np.float64]
Bulat = npt.NDArray[np.int64]
Syarat = npt.NDArray[np.bool_]
SEL_SEKALI = 250_000
"""Units × indicators × runs whose missing values are drawn at a time."""
FAKTOR = ("bobot", "normalisasi", "agregasi", "batas_atas", "ambang", "hilang")


@dataclass(frozen=True, eq=False)
class Undian:
    """What was drawn for some runs (r), of units (u) and indicators (k).

    ``bobot`` r × k, with sum 1; ``normalisasi``, ``agregasi``, ``batas_atas`` r, places in the sets of `Goyangan`;
    ``ambang`` r × 2; ``ada`` k × r × u, which values take part, or None where none was removed.
    """

    bobot: Larik
    normalisasi: Bulat
    agregasi: Bulat
    batas_atas: Bulat
    ambang: Larik | None
    ada: Syarat | None


@dataclass(eq=False)
class Pengundi:
    """Draws runs one after the other; ``data`` has a row a unit and a column an indicator of ``goyangan``."""

    data: pd.DataFrame
    goyangan: Goyangan
    benih: int

    def __post_init__(self) -> None:
        benih = np.random.SeedSequence(self.benih).spawn(len(FAKTOR))
        self._aliran = {
            nama: np.random.Generator(np.random.PCG64(satu)) for nama, satu in zip(FAKTOR, benih, strict=True)
        }
        self._unit, self._kolom = tempat_urut(self.data.index), tempat_urut(self.data.columns)
        self._nilai = self.data.to_numpy(dtype="float64")

    def ambil(self, banyak: int) -> Undian:
        """The next ``banyak`` runs."""
        acak, goyangan = {nama: satu.random for nama, satu in self._aliran.items()}, self.goyangan
        batas = pilihan_dari(list(goyangan.batas_atas.values()), acak["batas_atas"](banyak))
        ada = None
        if goyangan.pangsa_hilang:
            ada = self._ambil_hilang(banyak)
            _jaga_beda(ada, self._nilai, goyangan, batas)
        return Undian(
            bobot=bobot_dari(goyangan, acak["bobot"]((banyak, self.data.shape[1]))[:, self._kolom]),
            normalisasi=pilihan_dari(list(goyangan.normalisasi.values()), acak["normalisasi"](banyak)),
            agregasi=pilihan_dari(list(goyangan.agregasi.values()), acak["agregasi"](banyak)),
            batas_atas=batas,
            ambang=ambang_dari(goyangan, acak["ambang"]((banyak, 2))),
            ada=ada,
        )

    def _ambil_hilang(self, banyak: int) -> Syarat:
        """The draws of missing values in small parts: a draw takes eight times the memory of what is kept of it."""
        ada = np.empty((self._nilai.shape[1], banyak, len(self._nilai)), dtype=bool)
        langkah = max(1, SEL_SEKALI // self._nilai.size)
        for awal in range(0, banyak, langkah):
            u = self._aliran["hilang"].random((min(langkah, banyak - awal), *self._nilai.shape))
            u = menurut_label(u, self._unit, self._kolom)
            ada[:, awal : awal + langkah] = _tersisa(self._nilai, self.goyangan.pangsa_hilang, u)
        return ada


def tempat_urut(label: pd.Index) -> Bulat:
    """The place each label has when all are sorted as text."""
    return np.argsort(np.argsort(label.astype(str).to_numpy(dtype=object), kind="stable"), kind="stable")


def menurut_label(u: Larik, unit: Bulat, kolom: Bulat) -> Larik:
    """Draws r × u × k made in the order of labels, put in the order of the data."""
    for sumbu, tempat in ((1, unit), (2, kolom)):
        if (np.diff(tempat) != 1).any():
            u = np.take(u, tempat, axis=sumbu)
    return u


def bobot_dari(goyangan: Goyangan, u: Larik) -> Larik:
    """Weights from uniform draws, r × k: the noise of each by its own draw, then divided by their sum.

    Dirichlet weights are gamma variates divided by their sum (Devroye 1986, ch. XI.4), here by inversion, so that one
    draw decides one weight.
    """
    dasar = goyangan.bobot_dasar.to_numpy()
    if goyangan.kepekatan is not None:
        bobot = np.where(dasar > 0, gammaincinv(np.where(dasar > 0, dasar * goyangan.kepekatan, 1.0), u), 0.0)
    elif goyangan.goyangan_bobot:
        bobot = dasar * (1 + goyangan.goyangan_bobot * (2 * u - 1))
    else:
        return np.broadcast_to(dasar, u.shape)
    return np.asarray(bobot / bobot.sum(axis=1, keepdims=True))


def pilihan_dari(peluang: Sequence[float], u: Larik) -> Bulat:
    """The place of the choice that a uniform draw falls on."""
    batas = np.cumsum(peluang)[:-1]
    return np.searchsorted(batas, u, side="right").astype(np.int64)


def ambang_dari(goyangan: Goyangan, u: Larik) -> Larik | None:
    """The two limits of each run, r × 2; each moves by itself."""
    if goyangan.ambang is None:
        return None
    return np.asarray(goyangan.ambang) + goyangan.goyangan_ambang * (2 * u - 1)


def ada_sesudah(nilai: Larik, goyangan: Goyangan, u: Larik, batas: Bulat) -> Syarat:
    """Which values of u × k take part in each run, k × r × u: those there whose draw (r × u × k) is not below the share.

    Where a unit would lose all its values, the one with the highest draw stays: a unit is never judged on nothing.
    Where a column would be left without differences (after the run's cap), nothing is removed from it: an indicator
    on which all are alike cannot be normalised, and would stop the run for everybody.
    """
    ada = _tersisa(nilai, goyangan.pangsa_hilang, u)
    _jaga_beda(ada, nilai, goyangan, batas)
    return ada


def _tersisa(nilai: Larik, pangsa_hilang: float, u: Larik) -> Syarat:
    """What is left, k × r × u, before columns are looked at."""
    asal = ~np.isnan(nilai)
    ada = asal & (u >= pangsa_hilang)
    kosong = ~ada.any(axis=2) & asal.any(axis=1)
    r, i = np.nonzero(kosong)
    ada[r, i, np.where(asal[i], u[r, i], -1.0).argmax(axis=1)] = True
    return np.ascontiguousarray(np.moveaxis(ada, 2, 0))


def _jaga_beda(ada: Syarat, nilai: Larik, goyangan: Goyangan, batas: Bulat) -> None:
    """Give back to columns (k × r × u) the values removed in those runs in which they would have no differences."""
    for urut, paling in enumerate(goyangan.batas_atas):
        baris = np.nonzero(batas == urut)[0]
        for satu, kolom in zip(ada, np.minimum(nilai, paling).T, strict=True):
            asal = ~np.isnan(kolom)
            rendah, tinggi = np.where(asal, kolom, np.inf), np.where(asal, kolom, -np.inf)
            # Where its lowest and its highest value are still there, and differ, nothing has to be looked at.
            utuh = satu[baris, rendah.argmin()] & satu[baris, tinggi.argmax()] & (rendah.min() < tinggi.max())
            ragu = baris[~utuh]
            sisa = satu[ragu]
            beda = np.where(sisa, rendah, np.inf).min(axis=1) < np.where(sisa, tinggi, -np.inf).max(axis=1)
            satu[ragu[~beda]] = asal
