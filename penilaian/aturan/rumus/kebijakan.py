"""Local policy, not regulation: how an achievement becomes a proposed rating."""

from __future__ import annotations

from fractions import Fraction

from penilaian.aturan.bentuk import Parameter
from penilaian.aturan.hitungan import Besaran, Nisbah, kurang_dari, lebih_dari, pilih, setidaknya, tetap

TERCAPAI = Fraction(100)
"""The achievement in percent of a target that is just reached."""


def rating_indikator(
    capaian: Besaran | Nisbah, parameter: Parameter, *, terbaik_mungkin: Besaran, nol_terlampaui: Besaran
) -> Besaran:
    """The rating of one indicator's achievement (percent; for columns a `Nisbah`); None where it is missing.

    Above ``ambang_di_atas``: di_atas. From ``ambang_sesuai`` on: sesuai. Less:
    di_bawah. ``terbaik_mungkin``: the target cannot be exceeded (the highest possible
    value, or zero where lower is better), so reaching it has a rating of its own.
    ``nol_terlampaui``: a zero target was missed; it has no percentage, but a rating by policy.
    """
    atas, sesuai = ambang_rating(parameter)
    nol = parameter.pilihan("target_nol_terlampaui")
    return pilih(
        (nol_terlampaui, tetap(None if nol == "ditinjau" else nol)),
        (terbaik_mungkin & setidaknya(capaian, TERCAPAI), tetap(parameter.pilihan("target_terbaik_tercapai"))),
        (lebih_dari(capaian, atas), tetap("di_atas")),
        (setidaknya(capaian, sesuai), tetap("sesuai")),
        (kurang_dari(capaian, sesuai), tetap("di_bawah")),
        lainnya=tetap(None),
        jenis="teks",
    )


def ambang_rating(parameter: Parameter) -> tuple[Fraction, Fraction]:
    """The two thresholds of the policy, in percent; a best-possible target is also compared with TERCAPAI."""
    return parameter.bilangan("ambang_di_atas"), parameter.bilangan("ambang_sesuai")
