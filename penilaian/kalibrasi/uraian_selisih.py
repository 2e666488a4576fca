"""Splitting a difference between two groups into what their makeup explains and what it does not.

Kitagawa (1955) for rates by strata; Oaxaca (1973) and Blinder (1973) for means by regression.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from penilaian.galat import GalatRumus


@dataclass(frozen=True)
class Uraian:
    """``selisih`` is the first group's mean less the second's: ``dijelaskan`` + ``tidak_dijelaskan``.

    ``galat_baku`` is the standard error of the unexplained part, None where nothing tells it; ``diabaikan``
    counts rows without a value, a group or a stratum, and rows in strata that only one group has (Kitagawa), which no
    comparison can use.
    """

    selisih: float
    dijelaskan: float
    tidak_dijelaskan: float
    n: tuple[int, int]
    galat_baku: float | None = None
    diabaikan: int = 0


def kitagawa(nilai: pd.Series, kelompok: pd.Series, strata: pd.Series) -> Uraian:
    """The difference of means between two groups by strata they share.

    ``kelompok`` has two values, compared in sorted order (first less second). The unexplained part weighs the
    difference inside each stratum by the mean of both groups' shares of it; its variance takes those shares as given,
    and lends a cell with one person the spread inside all the others.

    Raises:
        GalatRumus: not two groups, or no common stratum.

    >>> isi = pd.DataFrame({"y": [1, 0, 1, 0], "k": ["a", "a", "b", "b"], "s": ["u", "v", "u", "v"]})
    >>> satu = kitagawa(isi["y"], isi["k"], isi["s"])
    >>> satu.selisih, satu.tidak_dijelaskan
    (0.0, 0.0)
    """
    ada, seluruh = nilai.notna() & kelompok.notna() & strata.notna(), len(nilai)
    nilai, kelompok, strata = nilai[ada], kelompok[ada], strata[ada]
    nama = sorted(kelompok.unique())
    _pastikan_dua(nama)
    sel = nilai.astype(float).groupby([strata, kelompok]).agg(["mean", "size", "var"])
    rata, banyak, ragam = (sel[kolom].unstack().reindex(columns=nama) for kolom in ("mean", "size", "var"))
    bersama = rata.notna().all(axis=1)
    if not bersama.any():
        raise GalatRumus(
            "tanpa_strata_bersama",
            "Kedua kelompok tidak punya satu pun golongan yang sama",
            tindakan="pakai pembagian yang lebih kasar",
        )
    rata, banyak, ragam = rata[bersama], banyak[bersama], ragam[bersama]
    pangsa = banyak / banyak.sum()
    berat = pangsa.mean(axis="columns")
    dijelaskan = float(((pangsa[nama[0]] - pangsa[nama[1]]) * rata.mean(axis="columns")).sum())
    tidak = float(((rata[nama[0]] - rata[nama[1]]) * berat).sum())
    bebas = float((banyak - 1).sum().sum())
    gabungan = float((ragam.fillna(0.0) * (banyak - 1)).sum().sum()) / bebas if bebas else np.nan
    per_strata = (ragam.fillna(gabungan) / banyak).sum(axis="columns", skipna=False)
    galat = float(np.sqrt((berat**2 * per_strata).sum(skipna=False)))
    return Uraian(
        dijelaskan + tidak,
        dijelaskan,
        tidak,
        (int(banyak[nama[0]].sum()), int(banyak[nama[1]].sum())),
        galat if np.isfinite(galat) else None,
        seluruh - int(banyak.sum().sum()),
    )


def oaxaca_blinder(nilai: pd.Series, kelompok: pd.Series, penjelas: pd.DataFrame) -> Uraian:
    """The same by regression on ``penjelas``: first group less second in sorted order, as in `kitagawa`.

    What should hold are the coefficients of one regression for both groups with an indicator of the group: without it
    (Neumark 1988) they would take up part of the unexplained difference (Fortin 2008; Jann 2008). The unexplained part is
    then the indicator's own coefficient; its standard error is HC3.

    Raises:
        GalatRumus: not two groups, a row that is not complete, fewer rows than the regression needs, or ``penjelas``
            that tell the group.
    """
    from statsmodels.regression.linear_model import OLS

    if nilai.isna().any() or kelompok.isna().any() or penjelas.isna().to_numpy().any():
        raise GalatRumus(
            "baris_kosong",
            "Selisih kelompok tidak dapat diuraikan dari baris yang tidak lengkap",
            tindakan="pisahkan dulu baris yang kosong, dan sebutkan jumlahnya",
        )
    nama = sorted(kelompok.unique())
    _pastikan_dua(nama)
    pertama = (kelompok == nama[0]).to_numpy()
    n = (int(pertama.sum()), int((~pertama).sum()))
    if min(n) <= penjelas.shape[1] + 1:
        raise GalatRumus(
            "kelompok_terlalu_kecil",
            "Selisih kelompok ini tidak dapat diuraikan",
            mengapa=f"kelompok terkecil berisi {min(n)} pegawai untuk {penjelas.shape[1]} penjelas",
            tindakan="kurangi penjelasnya atau gabungkan kelompoknya",
        )
    x = penjelas.to_numpy(dtype=np.float64)
    x = x[:, x.std(axis=0) > 0]
    rancangan = np.column_stack([np.ones(len(x)), x, pertama.astype(np.float64)])
    if np.linalg.matrix_rank(rancangan) == np.linalg.matrix_rank(rancangan[:, :-1]):
        raise GalatRumus(
            "kelompok_terjelaskan_habis",
            "Selisih kelompok ini tidak dapat diuraikan",
            mengapa="penjelasnya sudah menentukan kelompoknya, jadi keduanya tidak terpisahkan",
            tindakan="pakai penjelas yang lain",
        )
    model = OLS(nilai.to_numpy(dtype=np.float64), rancangan).fit(cov_type="HC3")
    dijelaskan = float((x[pertama].mean(axis=0) - x[~pertama].mean(axis=0)) @ model.params[1:-1])
    tidak, galat = float(model.params[-1]), float(model.bse[-1])
    return Uraian(dijelaskan + tidak, dijelaskan, tidak, n, galat if np.isfinite(galat) else None)


def _pastikan_dua(nama: list[object]) -> None:
    if len(nama) != 2:
        raise GalatRumus(
            "bukan_dua_kelompok",
            "Selisih hanya dapat diuraikan antara dua kelompok",
            mengapa=f"ada {len(nama)}",
            tindakan="gabungkan kelompoknya menjadi dua",
        )
