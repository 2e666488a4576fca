"""The forms a provision's value can take, each with the checks that make it safe.

Every model is frozen and refuses unknown keys. Numbers are exact fractions.
"""

from typing import Annotated

from pydantic import Field

from penilaian.aturan.bentuk.angka import (
    ButirParameter,
    DeretPita,
    DeretRuas,
    KolomTabel,
    Parameter,
    Pita,
    Ruas,
    RumusCapaian,
    TabelNilai,
)
from penilaian.aturan.bentuk.dasar import (
    KOEFISIEN_MAKSIMUM,
    Ketat,
    KodeDaftar,
    Pecahan,
    Tuas,
    terlalu_halus,
    urai_pecahan,
)
from penilaian.aturan.bentuk.kode import BagianTeks, ButirDaftar, Daftar, Matriks, Peta, SusunanTeks
from penilaian.aturan.bentuk.pola import ButirPola, PolaDistribusi
from penilaian.aturan.bentuk.waktu import DaftarTenggat, HariLibur, Tenggat

Nilai = Annotated[
    Daftar
    | Matriks
    | Peta
    | DeretPita
    | DeretRuas
    | Parameter
    | TabelNilai
    | RumusCapaian
    | PolaDistribusi
    | DaftarTenggat
    | HariLibur
    | SusunanTeks,
    Field(discriminator="bentuk"),
]

__all__ = [
    "KOEFISIEN_MAKSIMUM",
    "BagianTeks",
    "ButirDaftar",
    "ButirParameter",
    "ButirPola",
    "Daftar",
    "DaftarTenggat",
    "DeretPita",
    "DeretRuas",
    "HariLibur",
    "Ketat",
    "KodeDaftar",
    "KolomTabel",
    "Matriks",
    "Nilai",
    "Parameter",
    "Pecahan",
    "Peta",
    "Pita",
    "PolaDistribusi",
    "Ruas",
    "RumusCapaian",
    "SusunanTeks",
    "TabelNilai",
    "Tenggat",
    "Tuas",
    "terlalu_halus",
    "urai_pecahan",
]
