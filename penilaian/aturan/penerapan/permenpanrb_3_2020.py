"""Applying PermenPANRB 3/2020: the nine boxes and the local cut-offs of their axes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from penilaian.aturan.buku import Aturan, BukuAturan
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, kode_sah, menerapkan
from penilaian.aturan.rumus import permenpanrb_3_2020 as rumus
from penilaian.galat import GalatRumus

TARAF = {"kinerja": "permenpanrb-6-2022/rating", "potensial": "permenpanrb-3-2020/potensial"}
"""The code list of each axis. The ratings are those of the latest list, for days before it began."""


def _kode_taraf(sumbu: str, aturan: Aturan) -> tuple[str, ...]:
    return BukuAturan(aturan.ketentuan).daftar(TARAF[sumbu]).kode


@menerapkan("permenpanrb-3-2020/sembilan_kotak", "kinerja", "potensial")
def _sembilan_kotak(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    for sumbu in TARAF:
        kode_sah(sumbu, masukan.get(sumbu), _kode_taraf(sumbu, aturan))
    return {"kotak": int(rumus.sembilan_kotak(masukan["kinerja"], masukan["potensial"], aturan.nilai(kode)))}


@menerapkan("permenpanrb-3-2020/batas_sumbu", "sumbu", "skor", "predikat", "batas_termasuk")
def _batas_sumbu(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    sumbu, parameter = kode_sah("sumbu", masukan["sumbu"], TARAF), aturan.nilai(kode)
    cara = masukan.get("batas_termasuk")
    if cara is not None:
        kode_sah("batas_termasuk", cara, parameter.butir["batas_termasuk"].pilihan_sah)
    skor = _skor(masukan, aturan)
    taraf = rumus.taraf_sumbu(skor, sumbu, _kode_taraf(sumbu, aturan), parameter, batas_termasuk=cara)
    return {"taraf": taraf, "skor": skor}


def _skor(masukan: Masukan, aturan: Aturan) -> Fraction:
    """The score itself, or that of a predicate."""
    if "predikat" not in masukan:
        return bilangan(masukan, "skor", terendah=0, tertinggi=100)
    if "skor" in masukan or masukan["sumbu"] != "kinerja":
        raise GalatRumus("masukan_ganda", "isi skor, atau predikat untuk sumbu kinerja")
    tabel = aturan.nilai("permenpanrb-3-2020/skor_predikat")
    return tabel.angka(kode_sah("predikat", masukan["predikat"], tabel.baris), "skor") or Fraction(0)
