"""Run an index many times with its uncertain choices drawn anew: how far can ranks and classes be relied on?

Uncertainty analysis of composite indicators: Saisana, Saltelli and Tarantola (2005), JRSS A 168, pp. 307–323;
OECD/JRC Handbook (2008), step 7. An index is a tool for designing indicators: it rates nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from penilaian.bahasa import angka
from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.goyangan import KELAS, Goyangan
from penilaian.indikator.kokoh.skor import Mesin, siapkan_mesin
from penilaian.indikator.kokoh.undian import Bulat, Larik, Pengundi, Undian
from penilaian.indikator.kokoh.urutan import TANPA_PERINGKAT, peringkat
from penilaian.indikator.komposit.agregasi import BERPASANGAN

KUANTIL = (0.05, 0.5, 0.95)
SEL_SEKALI, SKOR_SEKALI = 25_000_000, 500_000
"""Units × indicators × runs, and units × runs, computed at a time: 25 MB of who is there, some 4 MB a copy of scores."""
UNIT_TERBANYAK, SKOR_TERBANYAK = 1500, 15_000_000
TANPA_KELAS = -1


@dataclass(frozen=True, eq=False)
class HasilKokoh:
    """What the runs gave; every table but ``undian`` has a row a unit, in the order of the data.

    ``nominal``: skor, peringkat (missing without a score), kelas. ``pita``: of the ranks the 5%, 50% and 95% quantile
    (bawah, median, atas: the smallest rank that so many runs do not exceed), terkecil, terbesar. ``pangsa_peringkat``
    and ``pangsa_kelas``: share of runs with each rank (column 0: none) and class. ``ganti``: share of runs whose rank,
    and whose class, is not the nominal one. ``kuantil_skor``: quantiles of the scores there are; missing where runs
    differ in normalisation, or pairwise scores mix with means: scores on different scales have no common quantile.
    ``undian``: a row a run: what was drawn, the share of values removed, and ``pergeseran``, the mean of how many
    places units moved from their nominal rank (Saisana et al. 2005, eq. 3).
    """

    nominal: pd.DataFrame
    pita: pd.DataFrame
    pangsa_peringkat: pd.DataFrame
    pangsa_kelas: pd.DataFrame
    ganti: pd.DataFrame
    kuantil_skor: pd.DataFrame
    undian: pd.DataFrame


def goyang(
    data: pd.DataFrame, goyangan: Goyangan, *, ulangan: int, benih: int, sekali: int | None = None
) -> HasilKokoh:
    """Draw ``ulangan`` runs of the index on ``data`` (units × indicators, missing is NaN) and count what comes out.

    The same ``benih`` gives the same result, whatever ``sekali`` (runs computed at a time) and the order of rows.

    Raises:
        GalatRumus: no runs, too many units or runs for the memory, or what `siapkan_mesin` refuses.
    """
    _periksa_banyak(data, ulangan)
    mesin = siapkan_mesin(data, goyangan)
    pengundi = Pengundi(mesin.data, mesin.goyangan, benih)
    langkah = sekali or max(1, min(SEL_SEKALI // mesin.data.size, SKOR_SEKALI // len(mesin.data)))
    nominal = mesin.skor(undian_nominal(mesin))[0]
    skor = np.empty((ulangan, len(mesin.data)))
    undian = []
    for awal in range(0, ulangan, langkah):
        satu = pengundi.ambil(min(langkah, ulangan - awal))
        skor[awal : awal + langkah] = mesin.skor(satu)
        undian.append(_rekam(mesin, satu))
    return _susun(mesin, nominal, skor, pd.concat(undian, ignore_index=True))


def undian_nominal(mesin: Mesin) -> Undian:
    """The one run in which nothing is drawn."""
    nol = np.zeros(1, dtype=np.int64)
    ambang = None if mesin.goyangan.ambang is None else np.array([mesin.goyangan.ambang], dtype=float)
    return Undian(mesin.goyangan.bobot_dasar.to_numpy()[None], nol, nol, nol, ambang, None)


def kelas_dari(skor: Larik, ambang: Larik | None) -> Bulat:
    """Place in KELAS of scores r × u by the limits of each run (r × 2); −1 without a score or limits.

    >>> kelas_dari(np.array([[89.9, 90.0, 100.0, 100.1]]), np.array([[90.0, 100.0]])).tolist()
    [[0, 1, 1, 2]]
    """
    if ambang is None:
        return np.full(skor.shape, TANPA_KELAS)
    kelas = np.where(skor > ambang[:, 1:], 2, np.where(skor >= ambang[:, :1], 1, 0))
    return np.where(np.isnan(skor), TANPA_KELAS, kelas)


def _periksa_banyak(data: pd.DataFrame, ulangan: int) -> None:
    if ulangan < 1:
        raise GalatRumus("tanpa_ulangan", "Banyak ulangan kurang dari satu", tindakan="pakai sedikitnya 100 ulangan")
    if len(data) > UNIT_TERBANYAK or len(data) * ulangan > SKOR_TERBANYAK:
        raise GalatRumus(
            "terlalu_banyak",
            f"{angka(len(data))} unit dengan {angka(ulangan)} ulangan terlalu banyak untuk dihitung sekaligus",
            mengapa=f"peringkat paling banyak untuk {angka(UNIT_TERBANYAK)} unit, skor paling banyak {angka(SKOR_TERBANYAK)}",
            tindakan="kurangi ulangan, atau hitung menurut OPD",
        )


def _rekam(mesin: Mesin, undian: Undian) -> pd.DataFrame:
    """What was drawn, in words."""
    goyangan = mesin.goyangan
    isi: dict[str, object] = {
        nama: np.array(list(getattr(goyangan, nama)), dtype=object if nama != "batas_atas" else float)[letak]
        for nama, letak in (
            ("normalisasi", undian.normalisasi), ("agregasi", undian.agregasi), ("batas_atas", undian.batas_atas),
        )
    }  # fmt: skip
    if undian.ambang is not None:
        isi |= {"ambang_tengah": undian.ambang[:, 0], "ambang_atas": undian.ambang[:, 1]}
    ada = int(mesin.data.count().sum())
    hilang = 0.0 if undian.ada is None else 1 - undian.ada.sum(axis=(0, 2)) / ada
    return (
        pd.DataFrame(isi)
        .assign(hilang=hilang)
        .join(pd.DataFrame(undian.bobot, columns=[f"bobot_{kode}" for kode in mesin.data.columns]))
    )


def _susun(mesin: Mesin, nominal: Larik, skor: Larik, undian: pd.DataFrame) -> HasilKokoh:
    unit = mesin.data.index
    asal, urut = peringkat(nominal[None])[0], peringkat(skor)
    ambang = mesin.goyangan.ambang
    kelas_asal = kelas_dari(nominal[None], None if ambang is None else np.array([ambang]))[0]
    kelas = kelas_dari(skor, undian[["ambang_tengah", "ambang_atas"]].to_numpy() if ambang else None)
    pangsa = _pangsa(urut, len(unit) + 1)
    keduanya = (urut != TANPA_PERINGKAT) & (asal != TANPA_PERINGKAT)
    geser = np.where(keduanya, np.abs(urut - asal), 0).sum(axis=1) / np.maximum(keduanya.sum(axis=1), 1)
    return HasilKokoh(
        nominal=pd.DataFrame(
            {"skor": nominal, "peringkat": pd.array(asal, dtype="Int64"), "kelas": [_nama(satu) for satu in kelas_asal]},
            index=unit,
        ).assign(peringkat=lambda tabel: tabel["peringkat"].mask(tabel["peringkat"] == TANPA_PERINGKAT)),
        pita=_pita(pangsa, unit),
        pangsa_peringkat=pd.DataFrame(pangsa, index=unit),
        pangsa_kelas=pd.DataFrame(_pangsa(kelas, len(KELAS)), index=unit, columns=list(KELAS)),
        ganti=pd.DataFrame(
            {"peringkat": (urut != asal).mean(axis=0), "kelas": (kelas != kelas_asal).mean(axis=0)}, index=unit
        ),
        kuantil_skor=_kuantil(skor, mesin),
        undian=undian.assign(pergeseran=geser),
    )  # fmt: skip


def _nama(kelas: int) -> str | None:
    return None if kelas == TANPA_KELAS else KELAS[kelas]


def _pangsa(letak: Bulat, banyak: int) -> Larik:
    """Share of runs (rows of ``letak``) in each place, u × banyak; a negative place is none."""
    r, u = letak.shape
    kunci = np.where(letak < 0, banyak, letak) + np.arange(u) * (banyak + 1)
    cacah = np.bincount(kunci.ravel(), minlength=u * (banyak + 1)).reshape(u, banyak + 1)
    return np.asarray(cacah[:, :banyak] / r)


def _pita(pangsa: Larik, unit: pd.Index) -> pd.DataFrame:
    """Quantiles of ranks among the runs with a rank: whole ranks, counted."""
    ber = pangsa[:, 1:]
    seluruh = ber.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        kumulatif = np.cumsum(ber, axis=1) / seluruh
    kolom = {
        nama: 1 + (kumulatif >= q - 1e-9).argmax(axis=1)
        for nama, q in zip(("bawah", "median", "atas"), KUANTIL, strict=True)
    }
    kolom["terkecil"] = 1 + (ber > 0).argmax(axis=1)
    kolom["terbesar"] = ber.shape[1] - (ber > 0)[:, ::-1].argmax(axis=1)
    tabel = pd.DataFrame(kolom, index=unit).astype("Int64")
    return tabel.mask(pd.Series(seluruh[:, 0] == 0, index=unit), axis=0)


def _kuantil(skor: Larik, mesin: Mesin) -> pd.DataFrame:
    goyangan = mesin.goyangan
    berpasangan = [cara in BERPASANGAN for cara in goyangan.agregasi]
    if len(goyangan.normalisasi) > 1 or (any(berpasangan) and len(berpasangan) > 1):
        return pd.DataFrame(np.nan, index=mesin.data.index, columns=list(KUANTIL))
    return pd.DataFrame(skor, columns=mesin.data.index).quantile(list(KUANTIL)).T
