"""PP 30/2019, Pasal 41: the score of a civil servant and its predicate."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from penilaian.aturan.bentuk import DeretPita, Parameter
from penilaian.aturan.rumus.pita import golongkan
from penilaian.galat import GalatRumus

VARIAN = ("tanpa_360", "dengan_360")
"""Whether peers and subordinates are consulted on behaviour."""


def nilai_kinerja(skp: Fraction, perilaku: Fraction, varian: str, parameter: Parameter) -> Fraction:
    """SKP and behaviour (0–120) by the weights of the variant.

    Raises:
        GalatRumus: ``varian_tidak_dikenal``, or ``di_luar_rentang`` for a score below 0 or above the highest.
    """
    if varian not in VARIAN:
        raise GalatRumus("varian_tidak_dikenal", f"varian {varian!r} bukan salah satu dari {', '.join(VARIAN)}")
    for nama, nilai in (("nilai SKP", skp), ("nilai perilaku", perilaku)):
        periksa_nilai(nama, nilai, parameter)
    bobot = bobot_skp(varian, parameter)
    return skp * bobot + perilaku * (1 - bobot)


def bobot_skp(varian: str, parameter: Parameter) -> Fraction:
    """The weight of the SKP; the rest is behaviour."""
    return parameter.bilangan(f"bobot_skp_{varian}")


def periksa_nilai(nama: str, nilai: Fraction, parameter: Parameter) -> None:
    """Refuse a score that cannot be.

    Raises:
        GalatRumus: ``di_luar_rentang``.
    """
    tertinggi = parameter.bilangan("nilai_tertinggi")
    if not 0 <= nilai <= tertinggi:
        raise GalatRumus("di_luar_rentang", f"{nama} {float(nilai):g} di luar 0 sampai {tertinggi}")


def predikat(nilai: Fraction, *, ide_baru: bool, pita: DeretPita) -> str:
    """The predicate of a score; the highest band needs a new idea or method, without it the next one."""
    kode = str(golongkan(nilai, pita))
    urut = [butir for butir, _ in pita.urut]
    return urut[-2] if kode == urut[-1] and not ide_baru else kode


def status_kinerja(jumlah: Mapping[str, Fraction], parameter: Parameter) -> list[str]:
    """Which limits the shares of di_atas, sesuai and di_bawah in a unit pass; codes of warnings."""
    semua = sum(jumlah.values(), Fraction(0))
    batas = {nama: parameter.bilangan(nama) * semua for nama in parameter.butir}
    syarat = {
        "di_atas_lebih_dari_maks": jumlah["di_atas"] > batas["maks_di_atas"],
        "sesuai_kurang_dari_min": jumlah["sesuai"] < batas["min_sesuai"],
        "sesuai_lebih_dari_maks": jumlah["sesuai"] > batas["maks_sesuai"],
        "di_bawah_lebih_dari_maks": jumlah["di_bawah"] > batas["maks_di_bawah"],
    }
    return [kode for kode, benar in syarat.items() if benar]
