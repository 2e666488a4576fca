"""Each provision applied to the coded input of a case: one small adapter per provision.

The vocabulary of input and output is that of the case files (`tests/kasus/README.md`).
A module per regulation registers its adapters; what has none is applied by its form.
"""

from penilaian.aturan.penerapan import (
    capaian,
    kalender,
    nip,
    permenpanrb_1_2023,
    permenpanrb_3_2020,
    permenpanrb_6_2022,
    permenpanrb_14_2017,
    permenpanrb_38_2018,
    permenpanrb_88_2021,
    pola_distribusi,
    pp_94_2021,
    rezim_angka,
    tpp,
)
from penilaian.aturan.penerapan.bentuk import penerapan_bentuk
from penilaian.aturan.penerapan.daftar import PENERAPAN, Penerapan, bilangan, kode_sah, menerapkan, pecahan

__all__ = [
    "PENERAPAN",
    "Penerapan",
    "bilangan",
    "capaian",
    "kalender",
    "kode_sah",
    "menerapkan",
    "nip",
    "pecahan",
    "penerapan_bentuk",
    "permenpanrb_1_2023",
    "permenpanrb_3_2020",
    "permenpanrb_6_2022",
    "permenpanrb_14_2017",
    "permenpanrb_38_2018",
    "permenpanrb_88_2021",
    "pola_distribusi",
    "pp_94_2021",
    "rezim_angka",
    "tpp",
]
