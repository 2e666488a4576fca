"""The 1–9 scale in words, and what a participant may write for it.

Scale: Saaty, "A scaling method for priorities in hierarchical structures", J. Math. Psych. 15 (1977), Table 1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

SKALA: Mapping[int, str] = {
    1: "sama penting",
    2: "antara 1 dan 3",
    3: "sedikit lebih penting",
    4: "antara 3 dan 5",
    5: "lebih penting",
    6: "antara 5 dan 7",
    7: "jauh lebih penting",
    8: "antara 7 dan 9",
    9: "mutlak lebih penting",
}
TERTINGGI = 9
_PISAH = re.compile("[-\u2010-\u2015\u2212:.=]")


def label_skala(nilai: int) -> str:
    """One grade the way the list offers it.

    >>> label_skala(3)
    '3 – sedikit lebih penting'
    """
    return f"{nilai} – {SKALA[nilai]}"


def urai_skala(teks: str) -> int | None:
    """A grade as somebody typed it: the number, the words, or both; None where it is neither or they differ.

    >>> urai_skala("3"), urai_skala(" 3 - SEDIKIT  lebih penting"), urai_skala("sama penting"), urai_skala("3 – lebih penting")
    (3, 3, 1, None)
    """
    rapi = " ".join(_PISAH.sub(" ", teks).casefold().split())
    for nilai, kata in SKALA.items():
        if rapi in (str(nilai), f"{nilai} {kata}") or (rapi == kata and not kata.startswith("antara")):
            return nilai
    return None
