"""The joint mode of an ordered logit with pooled effects, and what is known about it: the numerics of `bertingkat`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import linalg, sparse
from scipy.special import expit

from penilaian.galat import GalatRumus

Larik = npt.NDArray[np.float64]
Cacah = npt.NDArray[np.int64]

PUTARAN_NEWTON = 50
TELITI = 1e-6
RAGAM_TERKECIL = 1e-6
"""A variance under this is zero for every purpose: the block has nothing to tell."""
PENAHAN = 1e-9
"""Keeps the information matrix invertible where a column is constant; too small to move an estimate."""


@dataclass(frozen=True, eq=False)
class Acak:
    """A block of pooled effects: one effect a level of ``kelompok`` (one entry an observation).

    ``bobot`` multiplies the effect of each observation: None for a plain shift, a column for a pooled slope.
    """

    nama: str
    kelompok: pd.Series
    bobot: Larik | None = None


@dataclass(frozen=True, eq=False)
class Susunan:
    """The design: both thresholds of every observation as linear functions of all parameters.

    ``y`` numbers the categories that occur, ``tingkat`` says which they are; ``bobot`` is what one observation counts.
    """

    y: Cacah
    k: int
    tingkat: Cacah
    bobot: float
    atas: sparse.csr_matrix
    bawah: sparse.csr_matrix
    tetap: tuple[str, ...]
    bagian: Mapping[str, slice]
    label: Mapping[str, pd.Index]
    amatan: Mapping[str, Larik]

    @property
    def terbesar(self) -> Cacah:
        """The parameters of the largest block; none where there is no block."""
        awal = max(self.bagian.values(), key=lambda bagian: bagian.stop - bagian.start, default=slice(0, 0))
        return np.arange(awal.start, awal.stop)

    def awal(self) -> Larik:
        """Thresholds at the overall shares, everything else nought."""
        pangsa = np.cumsum(np.bincount(self.y, minlength=self.k))[:-1] / self.y.size
        titik = np.zeros(self.atas.shape[1])
        titik[: self.k - 1] = np.log(pangsa / (1 - pangsa))
        return titik


def susun(y: Cacah, tetap: pd.DataFrame, acak: Sequence[Acak], kelebihan: float = 1.0) -> Susunan:
    tingkat, y = np.unique(y, return_inverse=True)
    n, k = y.size, tingkat.size
    kolom: list[sparse.spmatrix] = [sparse.csr_matrix(-tetap.to_numpy(dtype=np.float64))]
    awal, bagian, label, amatan = k - 1 + tetap.shape[1], {}, {}, {}
    for satu in acak:
        kode, nama = pd.factorize(satu.kelompok, sort=True)
        bobot = np.ones(n) if satu.bobot is None else satu.bobot
        kolom.append(sparse.csr_matrix((-bobot, (np.arange(n), kode)), shape=(n, len(nama))))
        bagian[satu.nama] = slice(awal, awal + len(nama))
        label[satu.nama], amatan[satu.nama] = pd.Index(nama), np.bincount(kode, minlength=len(nama)).astype(float)
        awal += len(nama)
    bersama = sparse.hstack(kolom, format="csr")
    atas, bawah = (sparse.hstack([_ambang(y - geser, k - 1), bersama], format="csr") for geser in (0, 1))
    nama_tetap = tuple(map(str, tetap.columns))
    return Susunan(y, k, tingkat, 1 / kelebihan, atas, bawah, nama_tetap, bagian, label, amatan)


def _ambang(nomor: Cacah, banyak: int) -> sparse.csr_matrix:
    """Which threshold bounds each observation; none below the lowest or above the highest category."""
    ada = np.flatnonzero((nomor >= 0) & (nomor < banyak))
    return sparse.csr_matrix((np.ones(ada.size), (ada, nomor[ada])), shape=(nomor.size, banyak))


def _turunan(susunan: Susunan, titik: Larik) -> tuple[float, Larik, Larik, Larik, Larik, Larik]:
    """Log likelihood; its first and second derivatives by the upper and lower bound of each observation."""
    teratas, terbawah = susunan.y == susunan.k - 1, susunan.y == 0
    atas, bawah = susunan.atas @ titik, susunan.bawah @ titik
    f_atas, f_bawah = np.where(teratas, 1.0, expit(atas)), np.where(terbawah, 0.0, expit(bawah))
    tunggu = np.where(teratas, expit(-bawah), np.where(terbawah, f_atas, f_atas - f_bawah))
    p = np.maximum(tunggu, 1e-300)
    d_atas, d_bawah = f_atas * (1 - f_atas), f_bawah * (1 - f_bawah)
    a, b = d_atas / p, d_bawah / p
    aa = d_atas * (1 - 2 * f_atas) / p - a**2
    bb = -d_bawah * (1 - 2 * f_bawah) / p - b**2
    w = susunan.bobot
    return w * float(np.log(p).sum()), w * a, -w * b, w * aa, w * bb, w * a * b


def _tahan(susunan: Susunan, ragam: Mapping[str, float]) -> Larik:
    tahan = np.full(susunan.atas.shape[1], PENAHAN)
    for nama, bagian in susunan.bagian.items():
        tahan[bagian] = 1.0 / max(ragam[nama], RAGAM_TERKECIL)
    return tahan


def puncak(susunan: Susunan, titik: Larik, ragam: Mapping[str, float], teliti: float) -> tuple[Larik, Larik]:
    """The joint mode by Newton steps that never go down, and the posterior variance of every parameter there.

    It ends with the first step that is shorter than ``teliti`` in every parameter.
    """
    tahan = _tahan(susunan, ragam)
    for _ in range(PUTARAN_NEWTON):
        nilai, informasi, landai = _informasi(susunan, titik, tahan)
        langkah = informasi.selesaikan(landai)
        titik = _melangkah(susunan, titik, langkah, nilai, tahan)
        if np.abs(langkah).max() < teliti:
            break
    _, informasi, _ = _informasi(susunan, titik, tahan)
    return titik, informasi.ragam()


@dataclass(frozen=True, eq=False)
class _Informasi:
    """The information matrix in two parts: the largest block, which is diagonal as every observation has one of its
    levels, is eliminated; the small rest is factored. ``silang`` is rest × block.
    """

    sisa: Cacah
    blok: Cacah
    diagonal: Larik
    silang: sparse.csr_matrix
    faktor: tuple[Larik, bool]

    def selesaikan(self, kanan: Larik) -> Larik:
        """The solution for a right side over all parameters."""
        hasil = np.empty_like(kanan)
        terbagi = kanan[self.blok] / self.diagonal
        hasil[self.sisa] = linalg.cho_solve(self.faktor, kanan[self.sisa] - self.silang @ terbagi)
        hasil[self.blok] = terbagi - (self.silang.T @ hasil[self.sisa]) / self.diagonal
        return hasil

    def ragam(self) -> Larik:
        """The diagonal of the inverse."""
        balik = linalg.cho_solve(self.faktor, np.eye(self.sisa.size))
        hasil = np.empty(self.sisa.size + self.blok.size)
        hasil[self.sisa] = np.diag(balik)
        tambah = np.asarray((self.silang.multiply(balik @ self.silang)).sum(axis=0)).ravel()
        hasil[self.blok] = 1 / self.diagonal + tambah / self.diagonal**2
        return hasil


def _informasi(susunan: Susunan, titik: Larik, tahan: Larik) -> tuple[float, _Informasi, Larik]:
    nilai, a, b, aa, bb, ab = _turunan(susunan, titik)
    atas, bawah = susunan.atas, susunan.bawah
    landai = atas.T @ a + bawah.T @ b - tahan * titik
    silang = atas.T @ sparse.diags(ab) @ bawah
    h = atas.T @ sparse.diags(aa) @ atas + bawah.T @ sparse.diags(bb) @ bawah + silang + silang.T
    penuh = (sparse.diags(tahan) - h).tocsr()
    blok = susunan.terbesar
    sisa = np.setdiff1d(np.arange(titik.size), blok)
    lintas, diagonal = penuh[sisa][:, blok].tocsr(), penuh.diagonal()[blok]
    inti = penuh[sisa][:, sisa] - lintas @ sparse.diags(1 / diagonal) @ lintas.T
    try:
        faktor = linalg.cho_factor(inti.toarray(), lower=True)
    except linalg.LinAlgError as galat:
        raise tak_tentu(susunan.tetap) from galat
    informasi = _Informasi(sisa, blok, diagonal, lintas, faktor)
    return nilai - 0.5 * float(tahan @ titik**2), informasi, landai


def _melangkah(susunan: Susunan, titik: Larik, langkah: Larik, nilai: float, tahan: Larik) -> Larik:
    """Half the step until thresholds stay in order and the penalised likelihood does not fall."""
    for belah in range(30):
        coba = titik + langkah / 2**belah
        if not (np.diff(coba[: susunan.k - 1]) > 0).all():
            continue
        if _turunan(susunan, coba)[0] - 0.5 * float(tahan @ coba**2) >= nilai - 1e-9 * abs(nilai):
            return np.asarray(coba)
    return titik


def tak_tentu(nama: Sequence[object]) -> GalatRumus:
    return GalatRumus(
        "model_terpisah",
        f"Pengaruh {', '.join(map(str, nama)) or 'penjelas'} terhadap rating tidak dapat ditentukan",
        mengapa="nilainya memisahkan rating dengan sempurna, selalu sama, atau kembar dengan penjelas lain",
        tindakan="pakai lebih banyak pegawai atau periode, atau tinggalkan penjelas itu",
    )
