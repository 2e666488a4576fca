"""Agreement of raters beyond chance: kappa, alpha, AC1 and AC2, each with an interval; missing cells are allowed.

All have the form ``(setuju - kebetulan) / (1 - kebetulan)`` and differ in what they call chance: Gwet, *Handbook of
Inter-Rater Reliability* (2014), ch. 2–4 for the formulas with missing cells, Krippendorff, *Content Analysis* (2004),
ch. 11 for alpha. Ratings are a frame of units × raters with numbers in it, missing where somebody did not rate.
Cohen's kappa is statsmodels'; no maintained library with a licence this package may build on has the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from penilaian.galat import GalatRumus

Larik = npt.NDArray[np.float64]
KEPERCAYAAN = 0.95
BOBOT = ("sama_persis", "linear", "kuadrat", "ordinal")
TINGKAT = ("nominal", "ordinal", "interval", "rasio")


@dataclass(frozen=True)
class Kesepakatan:
    """A coefficient with its standard error and 95% interval; ``unit`` counts units seen by two raters or more.

    Error and interval are NaN where fewer than three units allow none.
    """

    ukuran: str
    nilai: float
    galat_baku: float
    bawah: float
    atas: float
    unit: int


def matriks_bobot(nama: str, banyak: int) -> Larik:
    """Agreement (0 … 1) between each pair of ordered categories.

    >>> matriks_bobot("linear", 3)[0].tolist(), matriks_bobot("ordinal", 3)[0].round(3).tolist()
    ([1.0, 0.5, 0.0], [1.0, 0.667, 0.0])
    """
    jarak = np.abs(np.subtract.outer(np.arange(banyak), np.arange(banyak)))
    match nama:
        case "sama_persis":
            return np.eye(banyak)
        case "linear":
            return np.asarray(1 - jarak / (banyak - 1))
        case "kuadrat":
            return np.asarray(1 - (jarak / (banyak - 1)) ** 2)
        case "ordinal":
            pasangan = np.vectorize(lambda satu: comb(satu + 1, 2))(jarak)
            return np.asarray(1 - pasangan / comb(banyak, 2))
    raise GalatRumus("bobot_tidak_dikenal", f"Bobot {nama} tidak dikenal", tindakan=f"pilih dari {', '.join(BOBOT)}")


def persen_setuju(nilai: pd.DataFrame, bobot: str = "sama_persis") -> Kesepakatan:
    """Observed agreement between pairs of raters, not corrected for chance."""
    return _ukur("persen_setuju", nilai, bobot, _setuju)


def gwet_ac(nilai: pd.DataFrame, kategori: Sequence[float], bobot: str = "sama_persis") -> Kesepakatan:
    """AC1 (``sama_persis``) or AC2 (other weights) over all possible ``kategori``, used or not, in order.

    The standard error is Gwet's (2008, formula 36 for many raters with missing cells), over units.
    """
    cacah = _cacah(nilai, kategori)
    w = matriks_bobot(bobot, len(kategori))
    ac, kebetulan = _ac(cacah, w)
    ragam = _ragam_ac(cacah, w, ac, kebetulan)
    return _selang("ac1" if bobot == "sama_persis" else "ac2", ac, float(np.sqrt(ragam)), cacah, len(cacah) - 1)


def alpha_krippendorff(nilai: pd.DataFrame, tingkat: str = "nominal") -> Kesepakatan:
    """Krippendorff's alpha for a level of measurement of `TINGKAT`; error and interval by leaving out units."""
    if tingkat not in TINGKAT:
        raise GalatRumus(
            "tingkat_tidak_dikenal",
            f"Tingkat ukur {tingkat} tidak dikenal",
            tindakan=f"pilih dari {', '.join(TINGKAT)}",
        )
    kategori = _kategori(nilai)
    return _pisau_lipat(f"alpha_{tingkat}", _cacah(nilai, kategori), lambda cacah: _alpha(cacah, kategori, tingkat))


def fleiss_kappa(nilai: pd.DataFrame, bobot: str = "sama_persis") -> Kesepakatan:
    """Fleiss' kappa (Scott's pi for two raters), weighted if asked for."""
    return _ukur("fleiss_kappa", nilai, bobot, _fleiss)


def brennan_prediger(nilai: pd.DataFrame, bobot: str = "sama_persis") -> Kesepakatan:
    """The coefficient that takes every category for equally likely by chance."""
    return _ukur("brennan_prediger", nilai, bobot, lambda cacah, w: _koefisien(_setuju(cacah, w), w.mean()))


def conger_kappa(nilai: pd.DataFrame, bobot: str = "sama_persis") -> Kesepakatan:
    """Conger's kappa: chance from each rater's own use of the categories (Cohen's for two raters)."""
    kategori = _kategori(nilai)
    w = matriks_bobot(bobot, len(kategori))
    isi = nilai.to_numpy(dtype=np.float64)

    def hitung(baris: npt.NDArray[np.intp]) -> float:
        return _conger(isi[baris], np.array(kategori), w)

    return _pisau_lipat_baris("conger_kappa", _cacah(nilai, kategori), hitung)


def cohen_kappa(satu: pd.Series, lain: pd.Series, kategori: Sequence[float], bobot: str = "sama_persis") -> Kesepakatan:
    """Cohen's kappa of two raters (``linear`` or ``kuadrat`` for weighted), by statsmodels; incomplete pairs are left out.

    Raises:
        GalatRumus: no complete pair, or other weights.
    """
    from statsmodels.stats.inter_rater import cohens_kappa

    cara = {"sama_persis": None, "linear": "linear", "kuadrat": "quadratic"}
    if bobot not in cara:
        raise GalatRumus(
            "bobot_tidak_dikenal", f"Bobot {bobot} tidak dikenal", tindakan=f"pilih dari {', '.join(cara)}"
        )
    ada = satu.notna() & lain.notna()
    if not ada.any():
        raise _tanpa_pasangan()
    urut = pd.Index(list(kategori))
    silang = np.zeros((len(urut), len(urut)))
    np.add.at(silang, (urut.get_indexer(pd.Index(satu[ada])), urut.get_indexer(pd.Index(lain[ada]))), 1.0)
    hasil = cohens_kappa(silang, wt=cara[bobot])
    galat, bawah, atas = float(hasil.std_kappa), float(hasil.kappa_low), float(hasil.kappa_upp)
    return Kesepakatan("cohen_kappa", float(hasil.kappa), galat, max(-1.0, bawah), min(1.0, atas), int(ada.sum()))


def _ukur(nama: str, nilai: pd.DataFrame, bobot: str, rumus: Callable[[Larik, Larik], float]) -> Kesepakatan:
    kategori = _kategori(nilai)
    w = matriks_bobot(bobot, len(kategori))
    return _pisau_lipat(nama, _cacah(nilai, kategori), lambda cacah: rumus(cacah, w))


def _kategori(nilai: pd.DataFrame) -> list[float]:
    isi = nilai.to_numpy(dtype=np.float64)
    kategori = np.unique(isi[~np.isnan(isi)]).tolist()
    if len(kategori) < 2:
        raise GalatRumus(
            "satu_kategori",
            "Kesepakatan tidak dapat diukur",
            mengapa="semua penilaian sama, sehingga setuju karena kebetulan tidak dapat dibedakan",
            tindakan="pakai lebih banyak pegawai",
        )
    return [float(satu) for satu in kategori]


def _cacah(nilai: pd.DataFrame, kategori: Sequence[float]) -> Larik:
    """How many raters put each unit into each category; units without any rating are dropped."""
    isi = nilai.to_numpy(dtype=np.float64)
    asing = int((~np.isnan(isi) & ~np.isin(isi, np.array(kategori))).sum())
    if asing or len(set(kategori)) < len(kategori) or np.isnan(np.array(kategori, dtype=np.float64)).any():
        raise GalatRumus(
            "kategori_asing",
            f"{asing} nilai tidak ada di daftar kategori"
            if asing
            else "Daftar kategori berisi nilai kosong atau ganda",
            tindakan="sebutkan semua kategori, masing-masing sekali",
        )
    cacah = np.stack([(isi == satu).sum(axis=1) for satu in kategori], axis=1).astype(np.float64)
    cacah = cacah[cacah.sum(axis=1) > 0]
    if not (cacah.sum(axis=1) > 1).any():
        raise _tanpa_pasangan()
    return np.asarray(cacah)


def _tanpa_pasangan() -> GalatRumus:
    return GalatRumus(
        "tanpa_pasangan",
        "Kesepakatan tidak dapat diukur",
        mengapa="tidak satu pun pegawai dinilai oleh dua penilai",
        tindakan="kumpulkan penilaian kedua untuk sebagian pegawai",
    )


def _koefisien(setuju: float, kebetulan: float) -> float:
    return float((setuju - kebetulan) / (1 - kebetulan)) if kebetulan < 1 else float("nan")


def _setuju_unit(cacah: Larik, w: Larik) -> Larik:
    """Weighted agreement of the pairs inside each unit that has two ratings or more."""
    banyak = cacah.sum(axis=1)
    return np.asarray((cacah * (cacah @ w - 1)).sum(axis=1) / (banyak * (banyak - 1)))


def _setuju(cacah: Larik, w: Larik) -> float:
    return float(_setuju_unit(cacah[cacah.sum(axis=1) > 1], w).mean())


def _pangsa(cacah: Larik) -> Larik:
    return np.asarray((cacah / cacah.sum(axis=1, keepdims=True)).mean(axis=0))


def _fleiss(cacah: Larik, w: Larik) -> float:
    pangsa = _pangsa(cacah)
    return _koefisien(_setuju(cacah, w), float(pangsa @ w @ pangsa))


def _ac(cacah: Larik, w: Larik) -> tuple[float, float]:
    pangsa, q = _pangsa(cacah), len(w)
    kebetulan = float(w.sum() / (q * (q - 1)) * (pangsa * (1 - pangsa)).sum())
    return _koefisien(_setuju(cacah, w), kebetulan), kebetulan


def _ragam_ac(cacah: Larik, w: Larik, ac: float, kebetulan: float) -> float:
    n, q, banyak = len(cacah), len(w), cacah.sum(axis=1)
    if n < 2:
        return float("nan")
    ganda = banyak > 1
    setuju = np.zeros(n)
    setuju[ganda] = (_setuju_unit(cacah[ganda], w) - kebetulan) / (1 - kebetulan) * n / ganda.sum()
    kebetulan_unit = w.sum() / (q * (q - 1)) * (cacah / banyak[:, None]) @ (1 - _pangsa(cacah))
    unit = setuju - 2 * (1 - ac) * (kebetulan_unit - kebetulan) / (1 - kebetulan)
    return float(((unit - ac) ** 2).sum() / (n * (n - 1)))


def _conger(isi: Larik, kategori: Larik, w: Larik) -> float:
    """Chance is the mean over all pairs of raters of what their own shares give."""
    ada = ~np.isnan(isi)
    pakai = ada.any(axis=0)
    milik = (
        np.stack([(isi[:, pakai] == satu).sum(axis=0) for satu in kategori], axis=1)
        / ada[:, pakai].sum(axis=0)[:, None]
    )
    r = len(milik)
    jumlah = milik.sum(axis=0)
    kebetulan = (jumlah @ w @ jumlah - np.einsum("gk,kl,gl->", milik, w, milik)) / (r * (r - 1)) if r > 1 else 1.0
    cacah = np.stack([(isi == satu).sum(axis=1) for satu in kategori], axis=1).astype(np.float64)
    return _koefisien(_setuju(cacah, w), float(kebetulan))


def _alpha(cacah: Larik, kategori: Sequence[float], tingkat: str) -> float:
    """One less observed over expected disagreement, from the coincidences of values inside units."""
    ganda = cacah[cacah.sum(axis=1) > 1]
    kali = 1 / (ganda.sum(axis=1) - 1)
    temu = (ganda * kali[:, None]).T @ ganda - np.diag((ganda * kali[:, None]).sum(axis=0))
    banyak = temu.sum(axis=0)
    beda = _beda(banyak, np.array(kategori), tingkat)
    n = banyak.sum()
    harap = (np.outer(banyak, banyak) - np.diag(banyak)) / (n - 1)
    penyebut = float((harap * beda).sum())
    return 1 - float((temu * beda).sum()) / penyebut if penyebut > 0 else float("nan")


def _beda(banyak: Larik, kategori: Larik, tingkat: str) -> Larik:
    """Squared difference of each pair of values at a level of measurement."""
    if tingkat == "nominal":
        return np.asarray(1 - np.eye(len(kategori)))
    if tingkat == "ordinal":
        tengah = np.cumsum(banyak) - banyak / 2
        return np.asarray(np.subtract.outer(tengah, tengah) ** 2)
    beda = np.subtract.outer(kategori, kategori)
    if tingkat == "interval":
        return np.asarray(beda**2)
    jumlah = np.add.outer(kategori, kategori)
    return np.asarray(np.divide(beda, jumlah, out=np.zeros_like(beda), where=jumlah != 0) ** 2)


def _pisau_lipat(nama: str, cacah: Larik, rumus: Callable[[Larik], float]) -> Kesepakatan:
    return _pisau_lipat_baris(nama, cacah, lambda baris: rumus(cacah[baris]))


def _pisau_lipat_baris(nama: str, cacah: Larik, rumus: Callable[[npt.NDArray[np.intp]], float]) -> Kesepakatan:
    """A coefficient with its jackknife error: how much it moves when one unit is left out (Efron and Stein 1981)."""
    n = len(cacah)
    nilai = rumus(np.arange(n))
    galat = float("nan")
    if (cacah.sum(axis=1) > 1).sum() > 2:
        tanpa = np.array([rumus(np.delete(np.arange(n), satu)) for satu in range(n)])
        galat = float(np.sqrt((n - 1) / n * ((tanpa - tanpa.mean()) ** 2).sum()))
    return _selang(nama, nilai, galat, cacah, n - 1)


def _selang(nama: str, nilai: float, galat: float, cacah: Larik, bebas: int) -> Kesepakatan:
    lebar = float(stats.t.ppf((1 + KEPERCAYAAN) / 2, bebas)) * galat if bebas > 0 else float("nan")
    unit = int((cacah.sum(axis=1) > 1).sum())
    return Kesepakatan(nama, nilai, galat, max(-1.0, nilai - lebar), min(1.0, nilai + lebar), unit)
