"""PermenPANRB 38/2018: Indeks Profesionalitas ASN, the sum of the scores of four dimensions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from penilaian.aturan.bentuk import DeretPita, TabelNilai
from penilaian.aturan.rumus.pita import golongkan


@dataclass(frozen=True)
class IndeksProfesionalitas:
    """The index (0–100) and the code of its band."""

    nilai: Fraction
    kategori: str


def skor_kompetensi(
    kelompok: str, *, diklat: bool, jp_teknis: Fraction, seminar: bool, kompetensi: TabelNilai
) -> Fraction:
    """Score of competence: full for each kind of training done; technical training counts from its least hours (JP)."""
    teknis = jp_teknis >= (kompetensi.angka(kelompok, "jp_teknis") or 0)
    ikut = {"diklat": diklat, "teknis": teknis, "seminar": seminar}
    return sum((kompetensi.angka(kelompok, jenis) or Fraction(0) for jenis, ya in ikut.items() if ya), Fraction(0))


def skor_kinerja(nilai: Fraction, pita: DeretPita, skor: TabelNilai) -> Fraction:
    """Score of a numeric appraisal, by its band."""
    return skor.angka(golongkan(nilai, pita), "nilai") or Fraction(0)


def ip_asn(
    kualifikasi: Fraction, kompetensi: Fraction, kinerja: Fraction, disiplin: Fraction, kategori: DeretPita
) -> IndeksProfesionalitas:
    """The index of four scores: their sum.

    The scores already contain the weights (25, 40, 30, 5); they are not multiplied by them again.
    """
    nilai = kualifikasi + kompetensi + kinerja + disiplin
    return IndeksProfesionalitas(nilai, golongkan(nilai, kategori))
