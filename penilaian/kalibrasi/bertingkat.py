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
import pandas as pd
from scipy.special import expit

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.bertingkat_taksir import (
    PENAHAN,
    RAGAM_TERKECIL,
    TELITI,
    Acak,
    Cacah,
    Larik,
    Susunan,
    puncak,
    susun,
    tak_tentu,
)

PUTARAN_TERBANYAK = 200
TELITI_RAGAM = 5e-4
"""Change of a variance (relative where it is over 1) at which it counts as found."""
TELITI_ANTARA = 1e-3
"""Of the joint mode while variances are still moving; in the end it is found to `TELITI`."""
RAGAM_AWAL = 0.25
LOMPATAN_TERJAUH = 2.0
"""On the logarithm of a variance, ahead of where its own steps would lead it in the end."""
_GALAT_TERBESAR = 100.0
"""A standard error over this many logits (for one standard deviation of the column) means that nothing determines it."""
_BAGIAN_PENAHAN = 0.05
"""The same for a standard error over this share of what `PENAHAN` alone would leave."""


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


def paskan(
    y: Cacah,
    tetap: pd.DataFrame,
    acak: Sequence[Acak],
    kelebihan: float = 1.0,
    ragam_awal: Mapping[str, float] | None = None,
) -> Model:
    """Fit the model to categories ``y`` (n,), fixed columns ``tetap`` (n × p) and pooled blocks.

    ``ragam_awal`` is where the search for the variances begins.

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
    susunan = susun(y, tetap, acak, kelebihan)
    ragam = {satu.nama: max((ragam_awal or {}).get(satu.nama, RAGAM_AWAL), RAGAM_TERKECIL) for satu in acak}
    titik, putaran, dekat = susunan.awal(), 0, False
    lama = ragam
    while putaran < PUTARAN_TERBANYAK and not dekat:
        putaran += 1
        titik, lebar = puncak(susunan, titik, ragam, TELITI_ANTARA)
        baru = {nama: float(np.mean(titik[bagian] ** 2 + lebar[bagian])) for nama, bagian in susunan.bagian.items()}
        dekat = all(abs(baru[nama] - ragam[nama]) <= TELITI_RAGAM * max(1.0, ragam[nama]) for nama in ragam)
        maju = baru if dekat or putaran % 2 else {n: _lompat(lama[n], ragam[n], baru[n]) for n in ragam}
        lama, ragam = ragam, maju
    titik, lebar = puncak(susunan, titik, ragam, TELITI)
    _pastikan_tertentu(tetap, np.sqrt(lebar[susunan.k - 1 : susunan.k - 1 + tetap.shape[1]]))
    return _rangkum(susunan, titik, lebar, ragam, putaran, konvergen=dekat)


def _lompat(lama: float, kini: float, baru: float) -> float:
    """Where a variance that moved by ever smaller steps would end (Aitken); EM alone takes dozens of steps to zero."""
    pertama, kedua = np.log(kini / lama), np.log(baru / kini)
    susut = float(np.clip(kedua / pertama, 0.0, 0.95)) if abs(pertama) > 1e-12 else 0.0
    lompatan = float(np.clip(kedua * susut / (1 - susut), -LOMPATAN_TERJAUH, LOMPATAN_TERJAUH))
    return max(float(baru * np.exp(lompatan)), RAGAM_TERKECIL)


def paskan_orang(
    y: Cacah, tetap: pd.DataFrame, acak: Sequence[Acak], orang: pd.Series, jarak: Larik | None = None
) -> Model:
    """The same where people (``orang``) are seen several times: standard errors and pooling count people, not rows.

    ``jarak`` weighs the residuals where a slope is asked for instead of a level.
    """
    model = paskan(y, tetap, acak)
    kali = np.ones(y.size) if jarak is None else jarak
    kelebihan = kelebihan_ragam(kali * (y - model.harapan), kali**2 * model.sebaran, orang, model.terpakai)
    return paskan(y, tetap, acak, kelebihan, model.ragam) if kelebihan > 1 else model


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
    lepas = (galat * simpangan > _GALAT_TERBESAR) | (galat * np.sqrt(PENAHAN) > _BAGIAN_PENAHAN)
    if lepas.any():
        raise tak_tentu(list(tetap.columns[lepas]))


def _peluang(susunan: Susunan, titik: Larik) -> Larik:
    k, n = susunan.k, susunan.y.size
    geser = susunan.atas[:, k - 1 :] @ titik[k - 1 :]
    kumulatif = expit(titik[: k - 1][None, :] + np.asarray(geser)[:, None])
    semua = np.zeros((n, int(susunan.tingkat.max()) + 1))
    semua[:, susunan.tingkat] = np.diff(np.hstack([np.zeros((n, 1)), kumulatif, np.ones((n, 1))]), axis=1)
    return semua


def _rangkum(
    susunan: Susunan, titik: Larik, lebar: Larik, ragam: Mapping[str, float], putaran: int, *, konvergen: bool
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
