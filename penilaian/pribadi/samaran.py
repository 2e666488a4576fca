"""Masks for people who may see that somebody is meant, but not who."""

from __future__ import annotations

import re

from penilaian.bahasa import samarkan_nip

POLA_NIP = re.compile(r"(?<![0-9])[0-9](?:[ .\-\u00a0]?[0-9]){17}(?![0-9])")
"""A NIP in running text: 18 digits, also in groups divided by a blank, dot or dash."""

_GELAR_DEPAN = re.compile(r"[^\W\d_]{2,}\.")


def samarkan_nama(nama: str) -> str:
    """The initials of a name; what follows a comma and words like ``Drs.`` in front are left out.

    In a small unit initials still tell who it is: a name in a table for others stays out altogether.

    >>> samarkan_nama("Ani Contoh"), samarkan_nama("Dr. Ani Contoh, S.Kom."), samarkan_nama("  ")
    ('A… C…', 'A… C…', '')
    """
    kata = nama.partition(",")[0].split()
    while len(kata) > 1 and _GELAR_DEPAN.fullmatch(kata[0]):
        kata = kata[1:]
    return " ".join(f"{satu[0]}…" for satu in kata)


def samarkan_teks(teks: str) -> str:
    """A text with every NIP in it cut down to its last three digits.

    >>> samarkan_teks("NIP 18900202 191503 2 002 dan 187001011895031001, tahun 2025")
    'NIP …002 dan …001, tahun 2025'
    """
    return POLA_NIP.sub(lambda cocok: samarkan_nip(re.sub("[^0-9]", "", cocok[0])), teks)


def memuat_nip(teks: str) -> bool:
    """Whether a NIP stands somewhere in a text.

    >>> memuat_nip("189002021915032002"), memuat_nip("Rp1.234.567")
    (True, False)
    """
    return POLA_NIP.search(teks) is not None
