"""Pairwise scores (Copeland, outranking) of many runs: every pair of units once, run by run as the verb adds them up."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from penilaian.indikator.kokoh.undian import Larik, Syarat
from penilaian.indikator.kokoh.urutan import hampir_seri
from penilaian.indikator.komposit.masukan import LONGGAR


def skor_berpasangan(kolom: Iterable[tuple[Larik, Larik, Syarat]], cukup: Syarat, cara: str) -> Larik:
    """Scores r × u from ``kolom``: for each indicator its weight (r), its nominal values (u) and presence (r × u, or 1 × u).

    ``cukup`` (r × u) says who takes part. Normalisations keep the order of values, so who is better is known before
    anything is drawn; only who is there, and what it weighs, differs between runs.
    """
    r, u = cukup.shape
    kiri, kanan = np.triu_indices(u, 1)
    unggul, bersama = np.zeros((r, len(kiri))), np.zeros((r, len(kiri)))
    for bobot, x, ada in kolom:
        ikut = ada & cukup
        dua = ikut[:, kiri] & ikut[:, kanan]
        lebih = np.nan_to_num(np.sign(x[kiri] - x[kanan]))
        unggul += bobot[:, None] * (dua * lebih)
        bersama += bobot[:, None] * dua
    with np.errstate(invalid="ignore"):
        selisih = unggul / bersama
    matriks = np.full((r, u, u), np.nan)
    matriks[:, kiri, kanan] = selisih
    matriks[:, kanan, kiri] = -selisih
    if cara == "copeland":
        skor = ((matriks > LONGGAR).sum(axis=2) - (matriks < -LONGGAR).sum(axis=2)).astype(np.float64)
    else:
        skor = _rata_rata(matriks)
    return np.where(cukup, skor, np.nan)


def _rata_rata(matriks: Larik) -> Larik:
    """Mean over opponents (0 without one); exactly rounded where two units are as good as tied."""
    lawan = (~np.isnan(matriks)).sum(axis=2)
    skor: Larik = np.nansum(matriks, axis=2) / np.maximum(lawan, 1)
    for r, i in zip(*np.nonzero(hampir_seri(skor, LONGGAR)), strict=True):
        baris = matriks[r, i]
        skor[r, i] = math.fsum(baris[~np.isnan(baris)]) / max(int(lawan[r, i]), 1)
    return skor
