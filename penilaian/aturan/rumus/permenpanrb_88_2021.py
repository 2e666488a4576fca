"""PermenPANRB 88/2021: the value of an agency's performance accountability (AKIP)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from penilaian.aturan.bentuk import DeretPita, TabelNilai
from penilaian.aturan.rumus.pita import golongkan
from penilaian.galat import GalatRumus


def nilai_komponen(komponen: str, isi: Fraction | Mapping[str, Fraction], tabel: TabelNilai) -> Fraction:
    """The value of one component: given whole, or as ``keberadaan``, ``kualitas`` and ``pemanfaatan``.

    Raises:
        GalatRumus: ``melebihi_maksimum`` above the most that the component or a part of it
            may have, ``di_luar_rentang`` below zero.
    """
    if isinstance(isi, Fraction):
        return _diperiksa(f"komponen {komponen}", isi, tabel.angka(komponen, "maksimum"))
    bagian = (_diperiksa(f"{komponen}.{nama}", nilai, tabel.angka(komponen, nama)) for nama, nilai in isi.items())
    return _diperiksa(f"komponen {komponen}", sum(bagian, Fraction(0)), tabel.angka(komponen, "maksimum"))


def _diperiksa(nama: str, nilai: Fraction, maksimum: Fraction | None) -> Fraction:
    if nilai < 0:
        raise GalatRumus("di_luar_rentang", f"{nama} bernilai {nilai}, di bawah nol")
    if maksimum is not None and nilai > maksimum:
        raise GalatRumus("melebihi_maksimum", f"{nama} bernilai {nilai}, melebihi nilai tertingginya {maksimum}")
    return nilai


def nilai_akip(komponen: Mapping[str, Fraction | Mapping[str, Fraction]], tabel: TabelNilai) -> Fraction:
    """The value (0–100): the sum of all components.

    Raises:
        GalatRumus: ``komponen_kosong`` where one is missing; else as `nilai_komponen`.
    """
    kurang = [nama for nama in tabel.baris if nama not in komponen]
    if kurang:
        raise GalatRumus("komponen_kosong", f"komponen belum diisi: {', '.join(kurang)}")
    return sum((nilai_komponen(nama, komponen[nama], tabel) for nama in tabel.baris), Fraction(0))


def akip(nilai: Fraction, pita: DeretPita) -> str:
    """The predicate of a value. A value on a limit belongs to the band below it: 80 is BB, more is A."""
    predikat: str = golongkan(nilai, pita)
    return predikat
