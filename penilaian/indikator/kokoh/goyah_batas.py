"""Where a realisation gets another rating: the cut between two ratings, in the indicator's own unit.

The achievement of `aturan.rumus.capaian` never falls when a realisation gets better, so "at least t percent" is "at
least (or, where lower is better, at most) so much". At the thresholds of the policy the cut is the exact one: the first
number on the grid of decimals that fulfils the rule, so that comparing with it decides as fractions would.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from penilaian.aturan.hitungan import KISI
from penilaian.indikator.kokoh.undian import Larik, Syarat

SERATUS = Fraction(100)


@dataclass(frozen=True, eq=False)
class Sasaran:
    """Targets of some rows: edges ``bawah`` ≤ ``atas``, ``turun`` where lower is better; ``kebalikan``: T / R there."""

    bawah: Larik
    atas: Larik
    turun: Syarat
    kebalikan: bool

    def tepi(self, persen: Larik, *, lebih: bool) -> Larik:
        """The edge of the target that an achievement of ``persen`` (broadcast to rows) is measured against.

        Inside its range the achievement is 100: more than 100 takes the far edge, at least 100 the near one.
        """
        jauh = persen >= 100 if lebih else persen > 100
        return np.where(jauh ^ self.turun, self.atas, self.bawah)

    def batas(self, persen: Larik, *, lebih: bool) -> Larik:
        """Realisation with that achievement, in floating point: good for thresholds drawn at random."""
        tepi = self.tepi(persen, lebih=lebih)
        turun = 100 / persen if self.kebalikan else (200 - persen) / 100
        return np.where(self.turun, turun, persen / 100) * tepi

    def batas_tepat(self, persen: Fraction, bagian: Larik, *, lebih: bool) -> Larik:
        """The first realisation on each row's grid (parts of a unit) that has more than, or at least, ``persen``."""
        tepi = self.tepi(np.full(len(self.atas), float(persen)), lebih=lebih)
        kunci = list(zip(tepi.tolist(), bagian.tolist(), self.turun.tolist(), strict=True))
        naik, turun = persen / SERATUS, SERATUS / persen if self.kebalikan else 2 - persen / SERATUS
        simpanan = {
            (t, b, arah): _batas_kisi((turun if arah else naik) * Fraction(repr(t)), int(b), turun=arah, lebih=lebih)
            for t, b, arah in set(kunci)
        }
        return np.array([simpanan[satu] for satu in kunci], dtype=float)


def _batas_kisi(batas: Fraction, bagian: int, *, turun: bool, lebih: bool) -> float:
    """The first of whole ``bagian``-th parts that reaches a limit, or passes it, going down where lower is better."""
    langkah = batas * bagian
    letak = math.floor(langkah) if turun else math.ceil(langkah)
    if lebih and letak == langkah:
        letak += -1 if turun else 1
    return letak / bagian


def bagian_kisi(besar: Larik) -> Larik:
    """Parts of a unit on which numbers of a row are compared exactly (`aturan.hitungan.kisi`), by the sum of both."""
    (halus, bagian_halus), (kasar, bagian_kasar) = KISI
    return np.where(besar < halus, bagian_halus, np.where(besar < kasar, bagian_kasar, 1.0))


def goyang_realisasi(realisasi: Larik, atas: Larik, batasi: Syarat, kesalahan: Larik) -> Larik:
    """Realisations measured with a relative error, r × n, on the grid of decimals.

    What was above zero stays so. ``batasi``: the target is the highest possible value, which no measurement exceeds.
    """
    nilai = realisasi * (1 + kesalahan)
    bagian = bagian_kisi(np.abs(realisasi) * 2 + atas)
    nilai = np.round(nilai * bagian) / bagian
    nilai = np.where(realisasi > 0, np.maximum(nilai, 1 / bagian), nilai)
    return np.where(batasi, np.minimum(nilai, atas), nilai)
