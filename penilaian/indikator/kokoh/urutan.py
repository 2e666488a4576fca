"""Ranks of many runs at once, and units whose scores are as good as tied."""

from __future__ import annotations

import numpy as np

from penilaian.indikator.kokoh.undian import Bulat, Larik, Syarat

TANPA_PERINGKAT = 0
"""Stands where a unit has no score in a run: ranks begin with one."""


def peringkat(skor: Larik) -> Bulat:
    """Competition ranks along the last axis, 1 the highest, equal scores the better rank; 0 without a score.

    The same ranks as `komposit.peringkatkan`.

    >>> peringkat(np.array([[70.0, 90.0, 70.0, 65.0, np.nan]])).tolist()
    [[2, 1, 2, 4, 0]]
    """
    urut = np.argsort(-skor, axis=-1, kind="stable")
    susun = np.take_along_axis(skor, urut, -1)
    tempat = np.broadcast_to(np.arange(1, skor.shape[-1] + 1), skor.shape)
    baru = np.ones(skor.shape, dtype=bool)
    baru[..., 1:] = susun[..., 1:] != susun[..., :-1]
    hasil = np.empty(skor.shape, dtype=np.int64)
    np.put_along_axis(hasil, urut, np.maximum.accumulate(np.where(baru, tempat, 0), axis=-1), -1)
    hasil[np.isnan(skor)] = TANPA_PERINGKAT
    return hasil


def hampir_seri(skor: Larik, dekat: float) -> Syarat:
    """Units (r × u) with a neighbour in rank whose score is no farther than ``dekat``."""
    urut = np.argsort(skor, axis=1, kind="stable")
    with np.errstate(invalid="ignore"):
        rapat = np.diff(np.take_along_axis(skor, urut, 1), axis=1) <= dekat
    tanda = np.zeros(skor.shape, dtype=bool)
    tanda[:, 1:] |= rapat
    tanda[:, :-1] |= rapat
    hasil = np.zeros(skor.shape, dtype=bool)
    np.put_along_axis(hasil, urut, tanda, 1)
    return hasil
