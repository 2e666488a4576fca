"""Recorded predicates against the quadrant: a difference is told, never repaired."""

from __future__ import annotations

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.aturan.rumus.permenpanrb_6_2022 import kuadran
from penilaian.galat import GalatAturan
from penilaian.periode import Periode

KUADRAN = "permenpanrb-6-2022/kuadran"


def bukan_kuadran(penetapan: pd.DataFrame) -> pd.Series:
    """Whether the recorded predicate is another than the two ratings give, by the quadrant of the period.

    Rows with something missing, or of a period without a quadrant, are not judged.
    """
    tiga = penetapan[["periode", "hasil_kerja", "perilaku_kerja", "predikat"]]
    beda = pd.Series(data=False, index=tiga.index)
    lengkap = tiga.dropna()
    for (periode, hasil, perilaku), kelompok in lengkap.groupby(["periode", "hasil_kerja", "perilaku_kerja"])[
        "predikat"
    ]:
        try:
            matriks = muat_buku().pada(Periode.urai(periode).akhir).nilai(KUADRAN)
        except GalatAturan:
            continue
        beda.loc[kelompok.index] = kelompok != kuadran(hasil, perilaku, matriks)
    return beda
