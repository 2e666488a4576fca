"""Weights that must come to a whole: compared exactly, never as rounded numbers."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from numbers import Rational

import pandas as pd

from penilaian.bahasa import angka
from penilaian.galat import GalatRumus
from penilaian.indikator.bahan import ASPEK, KEBIJAKAN_INDEKS, PERSPEKTIF, BahanIndikator

UTUH = (Fraction(1), Fraction(100))


def periksa_bobot(bahan: BahanIndikator, bobot: pd.DataFrame | None) -> pd.DataFrame:
    """Groups of weights that do not sum to exactly 1 or 100: of the provision, and of ``bobot`` (kelompok, kode, bobot).

    Raises:
        GalatRumus: a weight is no number.
    """
    kebijakan = bahan.aturan.nilai(KEBIJAKAN_INDEKS)
    kelompok = {
        f"{nama} ({KEBIJAKAN_INDEKS})": [Fraction(kebijakan.bilangan(f"bobot_{satu}")) for satu in isi]
        for nama, isi in (("aspek", ASPEK), ("perspektif", PERSPEKTIF))
    }
    if bobot is not None:
        for nama, isi in bobot.groupby("kelompok", sort=True):
            kelompok[str(nama)] = [tepat(nilai, str(nama)) for nilai in isi["bobot"]]
    temuan = [
        {
            "kode_temuan": "bobot_tidak_genap", "kode_opd": pd.NA, "kode": pd.NA,
            "apa": f"Bobot kelompok {nama} berjumlah {_tulis(sum(isi, Fraction(0)))}",
            "mengapa": "jumlahnya harus tepat 1 atau 100; yang lain menggeser setiap indeks",
            "tindakan": "perbaiki bobotnya sampai jumlahnya tepat",
        }
        for nama, isi in kelompok.items() if sum(isi, Fraction(0)) not in UTUH
    ]  # fmt: skip
    return pd.DataFrame(temuan, columns=["kode_temuan", "kode_opd", "kode", "apa", "mengapa", "tindakan"], dtype=object)


def tepat(nilai: object, kelompok: str = "") -> Fraction:
    """A weight as an exact number; a float is what it prints as.

    >>> tepat(0.1) + tepat("0.2") == Fraction(3, 10)
    True

    Raises:
        GalatRumus: it is missing or no number.
    """
    try:
        if isinstance(nilai, Rational):
            return Fraction(nilai)
        return Fraction(Decimal(str(nilai)))
    except (InvalidOperation, ValueError, OverflowError):
        raise GalatRumus(
            "bobot_bukan_bilangan", f"Bobot {nilai!r} bukan bilangan",
            di_mana=f"kelompok {kelompok}" if kelompok else "", tindakan="isi bobotnya dengan bilangan",
        ) from None  # fmt: skip


def _tulis(jumlah: Fraction) -> str:
    """The sum as a decimal where it ends within six digits, else as a fraction."""
    return angka(jumlah) if (jumlah * 10**6).denominator == 1 else f"{jumlah.numerator}/{jumlah.denominator}"
