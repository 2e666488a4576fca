"""Local policy, not regulation: how an achievement becomes a proposed rating."""

from __future__ import annotations

from penilaian.aturan.bentuk import Parameter
from penilaian.aturan.hitungan import Besaran, lebih_dari, pilih, setidaknya, tetap


def rating_indikator(capaian: Besaran, maksimum: Besaran, parameter: Parameter) -> Besaran:
    """The rating of one indicator's achievement (percent); None where it is missing.

    Above ``ambang_di_atas``: di_atas. From ``ambang_sesuai`` on: sesuai. Less:
    di_bawah. A highest possible target that is reached cannot be exceeded, so its
    rating is the policy's ``target_maksimum_tercapai``.
    """
    atas, sesuai = parameter.bilangan("ambang_di_atas"), parameter.bilangan("ambang_sesuai")
    return pilih(
        (maksimum & setidaknya(capaian, atas), tetap(parameter.pilihan("target_maksimum_tercapai"))),
        (lebih_dari(capaian, atas), tetap("di_atas")),
        (setidaknya(capaian, sesuai), tetap("sesuai")),
        (lebih_dari(sesuai, capaian), tetap("di_bawah")),
        lainnya=tetap(None),
        jenis="teks",
    )
