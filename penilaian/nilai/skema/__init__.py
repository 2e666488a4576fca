"""The schemes by which a period can be judged; which one is a provision of the rule book."""

from __future__ import annotations

from types import MappingProxyType

from penilaian.aturan import BukuAturan
from penilaian.galat import GalatAturan
from penilaian.nilai.olahan import Skema
from penilaian.nilai.skema import integrasi_semester, perka_bkn_1_2013, permenpanrb_6_2022, permenpanrb_8_2021
from penilaian.periode import Periode

REZIM = "rezim/penilaian_kinerja"
LINTAS = "rezim/lintas"

SKEMA: MappingProxyType[str, Skema] = MappingProxyType(
    {
        "perka_bkn_1_2013": perka_bkn_1_2013,
        "permenpanrb_8_2021": permenpanrb_8_2021,
        "permenpanrb_6_2022": permenpanrb_6_2022,
        "integrasi_semester": integrasi_semester,
    }
)
"""Every scheme by its code, which is its module."""

BAGIAN = MappingProxyType({"permenpanrb_6_2022": permenpanrb_6_2022.bagian_skema})
"""Schemes in which no result depends on another employee's: a part is a choice of rows of the whole."""


def pilih_skema(periode: Periode, buku: BukuAturan) -> tuple[str, tuple[str, ...]]:
    """The scheme of a period and the provisions that say so.

    Raises:
        GalatAturan: no scheme in force on the period's first day, or a change of schemes inside it that nothing merges.
    """
    awal, akhir = buku.pada(periode.awal).nilai(REZIM), buku.pada(periode.akhir).nilai(REZIM)
    if awal.pilihan("skema") == akhir.pilihan("skema"):
        return akhir.pilihan("skema"), (REZIM,)
    try:
        lintas = buku.pada(periode.akhir).nilai(LINTAS).pilihan("skema")
    except GalatAturan as galat:
        raise GalatAturan(
            f"{periode.label} melintasi pergantian skema penilaian",
            di_mana=f"aturan/{REZIM}.yaml",
            mengapa=galat.paragraf(),
            tindakan="hitung bagian sebelum dan sesudah pergantian sendiri-sendiri",
        ) from None
    return lintas, (REZIM, LINTAS)
