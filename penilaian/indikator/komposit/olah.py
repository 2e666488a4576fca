"""Data that a step has changed, with each change and its reason."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic

import pandas as pd

from penilaian.indikator.komposit.masukan import Bingkai

KOLOM_CATATAN = ("unit", "indikator", "semula", "menjadi", "alasan")
Baris = tuple[Hashable | None, Hashable | None, float, float, str]


@dataclass(frozen=True, eq=False)
class Olah(Generic[Bingkai]):
    """``data`` after the step; ``catatan`` says what was changed and why, or why it was not.

    ``catatan`` has the columns unit, indikator, semula, menjadi (numbers in the indicator's unit, NaN for missing) and
    alasan. A row about a whole unit has no indikator, one about a whole indicator no unit.
    """

    data: Bingkai
    catatan: pd.DataFrame


def catat(baris: Iterable[Baris]) -> pd.DataFrame:
    """A table of changes; the same columns and types when there are none."""
    tabel = pd.DataFrame(list(baris), columns=list(KOLOM_CATATAN), dtype=object)
    return tabel.astype({"semula": "float64", "menjadi": "float64"})
