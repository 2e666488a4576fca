"""Ranks of scores."""

from __future__ import annotations

import pandas as pd

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit.masukan import lembar


def peringkatkan(skor: pd.Series, *, desimal: int | None = None) -> pd.Series:
    """Competition ranks, 1 for the highest score; ties share the better rank and the next ones are skipped ("1 2 2 4").

    Two scores tie only if they are the same number. ``desimal`` makes those tie that agree to so many decimals, for who
    decides that smaller differences mean nothing; nothing is rounded otherwise. A missing score has no rank.

    Returns:
        nullable integers (Int64) named ``peringkat``, index of the scores.

    Raises:
        GalatRumus: a frame instead of one series (``bukan_deret``), a number of decimals that is none, no numbers.

    >>> peringkatkan(pd.Series([70.0, 90.0, 70.0, 65.0, None])).tolist()
    [2, 1, 2, 4, <NA>]
    """
    if not isinstance(skor, pd.Series):
        raise GalatRumus(
            "bukan_deret",
            "Skor untuk diperingkat bukan satu deret",
            mengapa="peringkat dibuat dari satu skor setiap unit",
            tindakan="agregasikan dahulu, atau pilih satu kolom",
        )
    isi = lembar(skor).iloc[:, 0]
    if desimal is not None:
        if isinstance(desimal, bool) or not isinstance(desimal, int) or desimal < 0:
            raise GalatRumus(
                "desimal_tidak_sah", f"Banyak desimal {desimal} tidak sah", tindakan="pakai bilangan bulat 0 atau lebih"
            )
        isi = isi.round(desimal)
    return isi.rank(method="min", ascending=False).astype("Int64").rename("peringkat")
