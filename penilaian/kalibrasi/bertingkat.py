"""Ordered logit with pooled (random) effects: the one model behind severity, halo, facets and fairness.

An observation falls into category ``y`` of 0, 1, …, K-1 with ``P(y <= k) = F(ambang_k - x·b - Σ w·u)``, ``F`` the
logistic function (the cumulative link model: McCullagh 1980; with random effects: Tutz and Hennevogl 1996). Effects
``u`` of one block are drawn towards zero by a variance which is estimated from the data, so that a unit with few
observations borrows from all the others (partial pooling). Thresholds, coefficients and effects are the joint mode;
each variance is the mean of squared effects plus their posterior variance, which counts the uncertainty of the fixed
part too (Laplace EM; Gelman and Hill 2007, ch. 12, on partial pooling). Joint modes lie closer to zero than
estimates that integrate the effects out, by little where effects are seen many times.

Ratings of one person in several periods resemble each other more than the model knows. `paskan_orang` measures that by
the spread of each person's summed residuals (McCullagh and Nelder 1989, ch. 9, on quasi-likelihood) and lets every
observation count for that much less: otherwise a superior of three people seen eight times would seem to have been
observed 24 times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import linalg, sparse
from scipy.special import expit

from penilaian.galat import GalatRumus

Larik = npt.NDArray[np.float64]
Cacah = npt.NDArray[np.int64]

PUTARAN_TERBANYAK = 200
PUTARAN_NEWTON = 50
TELITI = 1e-6
TELITI_RAGAM = 5e-4
"""Change of a variance (relative where it is over 1) at which it counts as found."""
RAGAM_AWAL = 0.25
RAGAM_TERKECIL = 1e-6
"""A variance under this is zero for every purpose: the block has nothing to tell."""
_PENAHAN = 1e-9
"""Keeps the information matrix invertible where a column is constant; too small to move an estimate."""
_GALAT_TERBESAR = 100.0
"""A standard error over this many logits (for one standard deviation of the column) means that nothing determines it."""
_BAGIAN_PENAHAN = 0.05
"""The same for a standard error over this share of what `_PENAHAN` alone would leave."""


@dataclass(frozen=True, eq=False)
class Acak:
    """A block of pooled effects: one effect a level of ``kelompok`` (one entry an observation).

    ``bobot`` multiplies the effect of each observation: None for a plain shift, a column for a pooled slope.
    """

    nama: str
    kelompok: pd.Series
    bobot: Larik | None = None


@dataclass(frozen=True, eq=False)
class Model:
    """A fitted model.

    ``koefisien`` has the columns nilai and galat_baku, indexed by name; each frame of ``acak`` nilai, galat_baku and
    amatan, indexed by level; ``ragam`` is the variance of each block; ``peluang`` (n × K) the fitted probabilities.
    A category that nobody gave has probability 0 and no threshold of its own: ``ambang`` lies between those given.
    ``kelebihan`` is the variance factor by which observations were made to count for less (1: each for itself).
    """

    ambang: Larik
    koefisien: pd.DataFrame
    acak: Mapping[str, pd.DataFrame]
    ragam: Mapping[str, float]
    peluang: Larik = field(repr=False)
    putaran: int
    konvergen: bool
    kelebihan: float = 1.0

    @property
    def harapan(self) -> Larik:
        """Expected category of each observation, on the scale 0 … K-1."""
        return np.asarray(self.peluang @ np.arange(self.peluang.shape[1], dtype=np.float64))

    @property
    def sebaran(self) -> Larik:
        """Variance of the category of each observation."""
        tingkat = np.arange(self.peluang.shape[1], dtype=np.float64)
        return np.asarray(self.peluang @ tingkat**2 - self.harapan**2)

    @property
    def terpakai(self) -> float:
        """Effective number of pooled effects: near their count where they are seen often, near zero where pooled."""
        bagian = (1 - efek["galat_baku"] ** 2 / self.ragam[nama] for nama, efek in self.acak.items())
        return float(sum(satu.clip(0.0, 1.0).sum() for satu in bagian))

    def geser(self, sejauh: Larik) -> Larik:
        """Expected category of each observation if its place on the logit scale were ``sejauh`` higher."""
        kumulatif = np.clip(np.cumsum(self.peluang, axis=1)[:, :-1], 1e-15, 1 - 1e-15)
        digeser = expit(np.log(kumulatif / (1 - kumulatif)) - sejauh[:, None])
        return np.asarray(self.peluang.shape[1] - 1 - digeser.sum(axis=1))


def paskan(y: Cacah, tetap: pd.DataFrame, acak: Sequence[Acak], kelebihan: float = 1.0) -> Model:
    """Fit the model to categories ``y`` (n,), fixed columns ``tetap`` (n × p) and pooled blocks.

    Raises:
        GalatRumus: a value is missing, only one category was given, or a fixed column separates the categories
            perfectly (or is constant, or the twin of another), so that nothing determines its coefficient.

    >>> import pandas as pd
    >>> y = np.array([0, 1, 2, 1, 0, 2])
    >>> model = paskan(y, pd.DataFrame({"x": [0.0, 1.0, 2.0, 1.2, 0.9, 1.1]}), [])
    >>> bool(model.koefisien.loc["x", "nilai"] > 0), model.peluang.shape
    (True, (6, 3))
    """
    _periksa(y, tetap, acak)
    susunan = _susun(y, tetap, acak, kelebihan)
    ragam = {satu.nama: RAGAM_AWAL for satu in acak}
    titik, lebar, putaran, dekat = susunan.awal(), np.zeros(0), 0, False
    while putaran < PUTARAN_TERBANYAK and not dekat:
        putaran += 1
        titik, lebar = _puncak(susunan, titik, ragam)
        baru = {nama: float(np.mean(titik[bagian] ** 2 + lebar[bagian])) for nama, bagian in susunan.bagian.items()}
        dekat = all(abs(baru[nama] - ragam[nama]) <= TELITI_RAGAM * max(1.0, ragam[nama]) for nama in ragam)
        ragam = baru
    _pastikan_tertentu(tetap, np.sqrt(lebar[susunan.k - 1 : susunan.k - 1 + tetap.shape[1]]))
    return _rangkum(susunan, titik, lebar, ragam, putaran, konvergen=dekat)


def paskan_orang(
    y: Cacah, tetap: pd.DataFrame, acak: Sequence[Acak], orang: pd.Series, jarak: Larik | None = None
) -> Model:
    """The same where people (``orang``) are seen several times: standard errors and pooling count people, not rows.

    ``jarak`` weighs the residuals where a slope is asked for instead of a level.
    """
    model = paskan(y, tetap, acak)
    kali = np.ones(y.size) if jarak is None else jarak
    kelebihan = kelebihan_ragam(kali * (y - model.harapan), kali**2 * model.sebaran, orang, model.terpakai)
    return paskan(y, tetap, acak, kelebihan) if kelebihan > 1 else model


def kelebihan_ragam(sisa: Larik, ragam: Larik, orang: pd.Series, terpakai: float = 0.0) -> float:
    """How many times wider people's summed residuals spread than their variances say; at least 1.

    ``terpakai`` effects that were fitted before took up some of the spread between people; it is given back.

    >>> kelebihan_ragam(np.array([1.0, 1.0, -1.0, -1.0]), np.ones(4), pd.Series(["a", "a", "b", "b"]))
    2.0
    """
    kode, nama = pd.factorize(orang)
    if len(nama) == sisa.size or not ragam.sum() > 0:
        return 1.0
    nisbah = float((np.bincount(kode, weights=sisa) ** 2).sum()) / float(ragam.sum())
    return max(1.0, nisbah * len(nama) / max(len(nama) - terpakai, 1.0))


@dataclass(frozen=True, eq=False)
class _Susunan:
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


def _periksa(y: Cacah, tetap: pd.DataFrame, acak: Sequence[Acak]) -> None:
    kosong = [str(nama) for nama in tetap.columns if not np.isfinite(tetap[nama].to_numpy(dtype=np.float64)).all()]
    kosong += [satu.nama for satu in acak if satu.kelompok.isna().any()]
    kosong += [satu.nama for satu in acak if satu.bobot is not None and not np.isfinite(satu.bobot).all()]
    if kosong:
        raise GalatRumus(
            "model_kosong",
            f"Kolom {', '.join(kosong)} memuat nilai kosong",
            mengapa="model membutuhkan nilai di setiap baris; yang kosong tidak diisi diam-diam",
            tindakan="pisahkan dulu baris yang kosong, dan sebutkan jumlahnya",
        )
    if np.unique(y).size < 2:
        raise GalatRumus(
            "model_satu_rating",
            "Model tidak dapat dihitung dari rating ini",
            mengapa="hanya ada satu rating" if y.size else "tidak ada satu rating pun",
            tindakan="pakai lebih banyak pegawai atau periode",
        )


def _pastikan_tertentu(tetap: pd.DataFrame, galat: Larik) -> None:
    """Refuse coefficients that the data leave free: their estimate is where the iteration happened to stop."""
    simpangan = tetap.to_numpy(dtype=np.float64).std(axis=0)
    lepas = (galat * simpangan > _GALAT_TERBESAR) | (galat * np.sqrt(_PENAHAN) > _BAGIAN_PENAHAN)
    if lepas.any():
        raise _tak_tentu(list(tetap.columns[lepas]))


def _tak_tentu(nama: Sequence[object]) -> GalatRumus:
    return GalatRumus(
        "model_terpisah",
        f"Pengaruh {', '.join(map(str, nama)) or 'penjelas'} terhadap rating tidak dapat ditentukan",
        mengapa="nilainya memisahkan rating dengan sempurna, selalu sama, atau kembar dengan penjelas lain",
        tindakan="pakai lebih banyak pegawai atau periode, atau tinggalkan penjelas itu",
    )


def _susun(y: Cacah, tetap: pd.DataFrame, acak: Sequence[Acak], kelebihan: float = 1.0) -> _Susunan:
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
    return _Susunan(y, k, tingkat, 1 / kelebihan, atas, bawah, nama_tetap, bagian, label, amatan)


def _ambang(nomor: Cacah, banyak: int) -> sparse.csr_matrix:
    """Which threshold bounds each observation; none below the lowest or above the highest category."""
    ada = np.flatnonzero((nomor >= 0) & (nomor < banyak))
    return sparse.csr_matrix((np.ones(ada.size), (ada, nomor[ada])), shape=(nomor.size, banyak))


def _turunan(susunan: _Susunan, titik: Larik) -> tuple[float, Larik, Larik, Larik, Larik, Larik]:
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


def _tahan(susunan: _Susunan, ragam: Mapping[str, float]) -> Larik:
    tahan = np.full(susunan.atas.shape[1], _PENAHAN)
    for nama, bagian in susunan.bagian.items():
        tahan[bagian] = 1.0 / max(ragam[nama], RAGAM_TERKECIL)
    return tahan


def _puncak(susunan: _Susunan, titik: Larik, ragam: Mapping[str, float]) -> tuple[Larik, Larik]:
    """The joint mode by Newton steps that never go down, and the posterior variance of every parameter there."""
    tahan = _tahan(susunan, ragam)
    for _ in range(PUTARAN_NEWTON):
        nilai, informasi, landai = _informasi(susunan, titik, tahan)
        langkah = informasi.selesaikan(landai)
        titik = _melangkah(susunan, titik, langkah, nilai, tahan)
        if np.abs(langkah).max() < TELITI:
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


def _informasi(susunan: _Susunan, titik: Larik, tahan: Larik) -> tuple[float, _Informasi, Larik]:
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
        raise _tak_tentu(susunan.tetap) from galat
    informasi = _Informasi(sisa, blok, diagonal, lintas, faktor)
    return nilai - 0.5 * float(tahan @ titik**2), informasi, landai


def _melangkah(susunan: _Susunan, titik: Larik, langkah: Larik, nilai: float, tahan: Larik) -> Larik:
    """Half the step until thresholds stay in order and the penalised likelihood does not fall."""
    for belah in range(30):
        coba = titik + langkah / 2**belah
        if not (np.diff(coba[: susunan.k - 1]) > 0).all():
            continue
        if _turunan(susunan, coba)[0] - 0.5 * float(tahan @ coba**2) >= nilai - 1e-9 * abs(nilai):
            return np.asarray(coba)
    return titik


def _peluang(susunan: _Susunan, titik: Larik) -> Larik:
    k, n = susunan.k, susunan.y.size
    geser = susunan.atas[:, k - 1 :] @ titik[k - 1 :]
    kumulatif = expit(titik[: k - 1][None, :] + np.asarray(geser)[:, None])
    semua = np.zeros((n, int(susunan.tingkat.max()) + 1))
    semua[:, susunan.tingkat] = np.diff(np.hstack([np.zeros((n, 1)), kumulatif, np.ones((n, 1))]), axis=1)
    return semua


def _rangkum(
    susunan: _Susunan, titik: Larik, lebar: Larik, ragam: Mapping[str, float], putaran: int, *, konvergen: bool
) -> Model:
    galat = np.sqrt(lebar)
    tetap = slice(susunan.k - 1, susunan.k - 1 + len(susunan.tetap))
    koefisien = pd.DataFrame({"nilai": titik[tetap], "galat_baku": galat[tetap]}, index=list(susunan.tetap))
    acak = {
        nama: pd.DataFrame(
            {"nilai": titik[bagian], "galat_baku": galat[bagian], "amatan": susunan.amatan[nama].astype(int)},
            index=susunan.label[nama],
        )
        for nama, bagian in susunan.bagian.items()
    }
    return Model(
        titik[: susunan.k - 1], koefisien, acak, dict(ragam), _peluang(susunan, titik), putaran, konvergen,
        1 / susunan.bobot,
    )  # fmt: skip
