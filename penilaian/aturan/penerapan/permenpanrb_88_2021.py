"""Applying PermenPANRB 88/2021: AKIP, from its components or from its value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, kode_sah, menerapkan
from penilaian.aturan.rumus import permenpanrb_88_2021 as rumus
from penilaian.galat import GalatRumus

KOMPONEN = ("perencanaan", "pengukuran", "pelaporan", "evaluasi")
BAGIAN = ("keberadaan", "kualitas", "pemanfaatan")


@menerapkan("permenpanrb-88-2021/akip", "nilai", *KOMPONEN)
def _akip(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    ada = {nama: _isi(masukan, nama) for nama in KOMPONEN if nama in masukan}
    if "nilai" in masukan:
        if ada:
            raise GalatRumus("masukan_ganda", "isi nilai, atau keempat komponennya")
        nilai = bilangan(masukan, "nilai", terendah=0, tertinggi=100)
    else:
        nilai = rumus.nilai_akip(ada, aturan.nilai("permenpanrb-88-2021/komponen"))
    return {"nilai": nilai, "predikat": rumus.akip(nilai, aturan.nilai(kode))}


def _isi(masukan: Masukan, nama: str) -> Fraction | dict[str, Fraction]:
    """A component as one number, or as its three parts."""
    isi = masukan[nama]
    if not isinstance(isi, dict):
        return bilangan(masukan, nama)
    for bagian in isi:
        kode_sah("subkomponen", bagian, BAGIAN)
    return {bagian: bilangan(isi, bagian) for bagian in BAGIAN}
