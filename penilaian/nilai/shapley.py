"""An exact, order-free split of a change between the factors that made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial

Koalisi = frozenset[str]
"""The factors that already stand as in the later period; the others still stand as in the earlier one."""


def semua_koalisi(faktor: Sequence[str]) -> list[Koalisi]:
    """Every set of factors, the empty one first and the full one last: 2^n of them."""
    return [frozenset(satu) for jumlah in range(len(faktor) + 1) for satu in combinations(faktor, jumlah)]


def bagi_shapley(faktor: Sequence[str], nilai: Mapping[Koalisi, Fraction]) -> dict[str, Fraction]:
    """The effect of each factor: its marginal contribution, averaged over all n! orders of changing them.

    ``nilai`` gives the measure for every set of `semua_koalisi`. The effects sum
    exactly to ``nilai[all] - nilai[none]``, and a factor that never changes the
    measure gets exactly 0. No order is privileged, unlike in a step-by-step
    decomposition. Source: Shapley, "A value for n-person games" (1953);
    Shorrocks, "Decomposition procedures for distributional analysis", Journal of
    Economic Inequality 11 (2013).

    >>> v = {frozenset(): 0, frozenset("a"): 4, frozenset("b"): 2, frozenset("ab"): 10}
    >>> {k: str(e) for k, e in bagi_shapley("ab", {k: Fraction(n) for k, n in v.items()}).items()}
    {'a': '6', 'b': '4'}
    """
    return {satu: _efek(satu, [lain for lain in faktor if lain != satu], nilai) for satu in faktor}


def _efek(satu: str, lain: Sequence[str], nilai: Mapping[Koalisi, Fraction]) -> Fraction:
    n = len(lain) + 1
    bobot = [Fraction(factorial(k) * factorial(n - k - 1), factorial(n)) for k in range(n)]
    return _jumlah(bobot[len(asal)] * (nilai[asal | {satu}] - nilai[asal]) for asal in semua_koalisi(lain))


def _jumlah(nilai: Iterable[Fraction]) -> Fraction:
    return sum(nilai, Fraction(0))
