"""Applying the achievement formulas, and the local policy that turns an achievement into a rating."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from penilaian.aturan.bentuk import RumusCapaian
from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.bentuk import nilai_parameter
from penilaian.aturan.penerapan.daftar import Masukan, menerapkan, pecahan, ya
from penilaian.aturan.rumus.capaian import GALAT_CAPAIAN, hitung_capaian
from penilaian.aturan.rumus.kebijakan import rating_indikator
from penilaian.aturan.rumus.pita import golongkan
from penilaian.galat import GalatRumus


def capaian_kasus(masukan: Masukan, rumus: RumusCapaian) -> Fraction | None:
    """The achievement of a case's target, realisation and direction.

    Raises:
        GalatRumus: with a code of GALAT_CAPAIAN.
    """
    target = masukan["target"]
    bawah, atas = target if isinstance(target, list) else (target, target)
    hasil = hitung_capaian(
        pecahan(bawah),
        pecahan(atas),
        pecahan(masukan["realisasi"]),
        turun=masukan["arah"] == "turun",
        maksimum=ya(masukan, "target_maksimum"),
        rumus=rumus,
        arah_dikenal=masukan["arah"] in ("naik", "turun"),
    )
    if hasil.galat is not None:
        raise GalatRumus(hasil.galat, GALAT_CAPAIAN[hasil.galat])
    nilai: Fraction | None = hasil.nilai
    return nilai


@menerapkan("permendagri-86-2017/capaian", "target", "realisasi", "arah", "target_maksimum")
def _capaian(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    return {"capaian": capaian_kasus(masukan, aturan.nilai(kode))}


@menerapkan("permendagri-86-2017/skala_capaian", "capaian")
def _skala_capaian(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    return {"kategori": golongkan(pecahan(masukan["capaian"]), aturan.nilai(kode))}


@menerapkan("kebijakan/palu", "capaian", "target_terbaik", "target_nol_terlampaui", "parameter")
def _kebijakan_palu(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    if "parameter" in masukan:
        return nilai_parameter(masukan, aturan, kode)
    rating = rating_indikator(
        pecahan(masukan["capaian"]),
        aturan.nilai(kode),
        terbaik_mungkin=ya(masukan, "target_terbaik"),
        nol_terlampaui=ya(masukan, "target_nol_terlampaui"),
    )
    return {"rating": rating}
