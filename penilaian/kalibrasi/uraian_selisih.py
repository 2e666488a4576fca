"""Splitting a difference between two groups into what their makeup explains and what it does not.

Kitagawa (1955) for rates by strata; Oaxaca (1973) and Blinder (1973) for means by regression, by statsmodels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from penilaian.galat import GalatRumus


@dataclass(frozen=True)
class Uraian:
    """``selisih`` is the first group's mean less the second's: ``dijelaskan`` + ``tidak_dijelaskan``.

    ``galat_baku`` is the standard error of the unexplained part, None where it was not asked for; ``diabaikan``
    counts rows in strata that only one group has (Kitagawa), which no comparison can use.
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
    difference inside each stratum by the mean of both groups' shares of it; its variance takes those shares as given.

    Raises:
        GalatRumus: not two groups, or no common stratum.

    >>> isi = pd.DataFrame({"y": [1, 0, 1, 0], "k": ["a", "a", "b", "b"], "s": ["u", "v", "u", "v"]})
    >>> satu = kitagawa(isi["y"], isi["k"], isi["s"])
    >>> satu.selisih, satu.tidak_dijelaskan
    (0.0, 0.0)
    """
    nama = sorted(kelompok.dropna().unique())
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
    seluruh, rata, banyak = float(banyak.sum().sum()), rata[bersama], banyak[bersama]
    pangsa = banyak / banyak.sum()
    berat = pangsa.mean(axis="columns")
    dijelaskan = float(((pangsa[nama[0]] - pangsa[nama[1]]) * rata.mean(axis="columns")).sum())
    tidak = float(((rata[nama[0]] - rata[nama[1]]) * berat).sum())
    per_strata = (ragam[bersama].fillna(0.0) / banyak).sum(axis="columns")
    return Uraian(
        dijelaskan + tidak,
        dijelaskan,
        tidak,
        (int(banyak[nama[0]].sum()), int(banyak[nama[1]].sum())),
        float(np.sqrt((berat**2 * per_strata).sum())),
        int(seluruh - float(banyak.sum().sum())),
    )


def oaxaca_blinder(nilai: pd.Series, kelompok: pd.Series, penjelas: pd.DataFrame) -> Uraian:
    """The same by regression on ``penjelas`` with the pooled coefficients (Neumark 1988) as what should hold.

    ``kelompok`` as in `kitagawa`: first less second in sorted order (statsmodels puts the higher mean first). Rows
    must be complete.

    Raises:
        GalatRumus: not two groups, or fewer rows than the regression needs.
    """
    from statsmodels.stats.oaxaca import OaxacaBlinder

    nama = sorted(kelompok.unique())
    _pastikan_dua(nama)
    cacah = kelompok.value_counts()
    if cacah.min() <= penjelas.shape[1] + 1:
        raise GalatRumus(
            "kelompok_terlalu_kecil",
            "Selisih kelompok ini tidak dapat diuraikan",
            mengapa=f"kelompok terkecil berisi {cacah.min()} pegawai untuk {penjelas.shape[1]} penjelas",
            tindakan="kurangi penjelasnya atau gabungkan kelompoknya",
        )
    isi = penjelas.astype(float).assign(_kelompok=(kelompok == nama[1]).astype(float).to_numpy())
    model = OaxacaBlinder(nilai.astype(float).to_numpy(), isi.to_numpy(), penjelas.shape[1], hasconst=False)
    tidak, dijelaskan, selisih = (float(satu) for satu in model.two_fold(two_fold_type="neumark").params[:3])
    arah = 1 if nilai[kelompok == nama[0]].mean() >= nilai[kelompok == nama[1]].mean() else -1
    return Uraian(arah * selisih, arah * dijelaskan, arah * tidak, (int(cacah[nama[0]]), int(cacah[nama[1]])))


def _pastikan_dua(nama: list[object]) -> None:
    if len(nama) != 2:
        raise GalatRumus(
            "bukan_dua_kelompok",
            "Selisih hanya dapat diuraikan antara dua kelompok",
            mengapa=f"ada {len(nama)}",
            tindakan="gabungkan kelompoknya menjadi dua",
        )
