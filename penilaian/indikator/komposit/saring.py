"""Leaving out units and indicators about which too little is known."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from penilaian.bahasa import bagian, persen
from penilaian.galat import GalatRumus
from penilaian.indikator.komposit.masukan import LONGGAR, Bingkai, kembalikan, lembar, pangsa
from penilaian.indikator.komposit.olah import Baris, Olah, catat


def saring(data: Bingkai, *, unit_minimum: float = 0, indikator_minimum: float = 0) -> Olah[Bingkai]:
    """Drop units and indicators of whose cells a smaller share than the minimum (0 … 1) is filled.

    Both shares are those of the data as given, so that it does not matter which are dropped first; exactly the minimum
    is enough. What is dropped stands in the notes, its share as reason. Handbook step 3: coverage before imputation.

    Raises:
        GalatRumus: a minimum that is no share; ``tidak_tersisa`` where nothing would be left.

    >>> saring(pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, None]}), unit_minimum=0.8).data.index.tolist()
    [0]
    """
    batas_unit = pangsa(unit_minimum, "Bagian data paling sedikit setiap unit")
    batas_indikator = pangsa(indikator_minimum, "Bagian data paling sedikit setiap indikator")
    tabel = lembar(data)
    ada = tabel.notna().to_numpy()
    unit = ada.mean(axis=1) >= batas_unit - LONGGAR
    indikator = ada.mean(axis=0) >= batas_indikator - LONGGAR
    if not unit.any() or not indikator.any():
        raise GalatRumus(
            "tidak_tersisa",
            f"Tidak satu pun {'unit' if not unit.any() else 'indikator'} cukup datanya",
            mengapa=f"terisi {bagian(int(ada.sum()), ada.size)} sel",
            tindakan="lengkapi data, atau turunkan batas itu dengan alasan yang dicatat",
        )
    baris: list[Baris] = [
        (satu, None, np.nan, np.nan, _alasan("unit", isi, batas_unit))
        for satu, isi in _keluar(tabel.index, ada, simpan=unit)
    ]
    baris += [
        (None, satu, np.nan, np.nan, _alasan("indikator", isi, batas_indikator))
        for satu, isi in _keluar(tabel.columns, ada.T, simpan=indikator)
    ]
    return Olah(kembalikan(data, tabel.loc[unit, indikator]), catat(baris))


def _keluar(label: pd.Index, ada: Any, *, simpan: Any) -> list[tuple[Hashable, Any]]:
    return [(satu, isi) for satu, isi, tetap in zip(label, ada, simpan, strict=True) if not tetap]


def _alasan(perihal: str, isi: Any, batas: float) -> str:
    return f"{perihal} dikeluarkan: terisi {bagian(int(isi.sum()), isi.size)}, kurang dari {persen(100 * batas)}"
