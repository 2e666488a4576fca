"""Weights of an index: from people (equal, set, budget, pairwise judgements) or from data; all sum to one.

A weight is a value judgement or a property of the data, never a finding about what matters. Every function returns
a Series by indicator code.
"""

from penilaian.indikator.bobot.ahp import HasilAhp, ahp, gabung_ahp, matriks_ahp
from penilaian.indikator.bobot.dari_data import bobot_critic, bobot_entropi, bobot_pca
from penilaian.indikator.bobot.dari_orang import bobot_anggaran, bobot_manual, bobot_sama
from penilaian.indikator.bobot.optimal import bobot_optimal, kepentingan

__all__ = [
    "HasilAhp",
    "ahp",
    "bobot_anggaran",
    "bobot_critic",
    "bobot_entropi",
    "bobot_manual",
    "bobot_optimal",
    "bobot_pca",
    "bobot_sama",
    "gabung_ahp",
    "kepentingan",
    "matriks_ahp",
]
