"""Applying PermenPANRB 14/2017: the survey of public satisfaction."""

from __future__ import annotations

from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, kode_sah, menerapkan
from penilaian.aturan.rumus import permenpanrb_14_2017 as rumus
from penilaian.aturan.rumus.pita import golongkan

SKALA = "permenpanrb-14-2017/ikm_unsur"
UNSUR = "permenpanrb-14-2017/unsur"
MUTU = "permenpanrb-14-2017/ikm_mutu"


@menerapkan(SKALA, "responden", "jumlah")
def _ikm_unsur(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    return {"nrr": rumus.ikm_unsur(bilangan(masukan, "jumlah"), bilangan(masukan, "responden"), aturan.nilai(kode))}


@menerapkan("permenpanrb-14-2017/ikm", "responden", "jumlah_unsur", "bobot")
def _ikm(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    """The index of the sums of scores, one per element in any order: all weigh the same."""
    parameter, bobot = aturan.nilai(kode), masukan.get("bobot")
    if bobot is not None:
        kode_sah("bobot", bobot, parameter.butir["bobot"].pilihan_sah)
    responden, skala = bilangan(masukan, "responden"), aturan.nilai(SKALA)
    nrr = [
        rumus.ikm_unsur(bilangan({"jumlah": jumlah}, "jumlah"), responden, skala) for jumlah in masukan["jumlah_unsur"]
    ]
    hasil = rumus.ikm(nrr, aturan.nilai(UNSUR).kode, parameter, aturan.nilai(MUTU), bobot=bobot)
    return {"ikm": hasil.ikm, "mutu": hasil.mutu, "bobot": hasil.bobot}


@menerapkan(MUTU, "ikm")
def _ikm_mutu(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    return {"mutu": golongkan(bilangan(masukan, "ikm", terendah=0, tertinggi=100), aturan.nilai(kode))}


@menerapkan("permenpanrb-14-2017/sampel", "populasi")
def _sampel(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    hasil = rumus.sampel(bilangan(masukan, "populasi"), aturan.nilai(kode))
    return {"sampel": hasil.jumlah, "tepat": hasil.tepat}
