"""Where two parties weigh differently: pairs of things in the opposite order, and the weight farthest apart."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from penilaian.indikator.pihak.gabung import BobotPihak

_KEMBAR = 1e-12
"""Weights closer than this are equal: only the arithmetic differs."""


def perbedaan_pihak(hasil: BobotPihak) -> pd.DataFrame:
    """One row for each two parties: how many pairs of things stand in the opposite order, and what is farthest apart.

    Columns pihak, banding, terbalik (pairs one party orders one way and the other the other way), pasangan (all
    pairs), butir_terjauh, jarak (largest difference of a weight, 0 … 1, first less second party).
    """
    baris = []
    for satu, lain in combinations(hasil.per_pihak.index, 2):
        kiri, kanan = hasil.per_pihak.loc[satu], hasil.per_pihak.loc[lain]
        pasangan = hasil.perangkat.pasangan
        terbalik = sum(_arah(kiri, *dua) * _arah(kanan, *dua) < 0 for dua in pasangan)
        selisih = kiri - kanan
        jauh = str(selisih.abs().idxmax())
        baris.append((str(satu), str(lain), terbalik, len(pasangan), jauh, float(selisih[jauh])))
    kolom = ["pihak", "banding", "terbalik", "pasangan", "butir_terjauh", "jarak"]
    return pd.DataFrame(baris, columns=kolom)


def _arah(bobot: pd.Series, satu: str, lain: str) -> int:
    selisih = float(bobot[satu]) - float(bobot[lain])
    return 0 if abs(selisih) < _KEMBAR else (1 if selisih > 0 else -1)
