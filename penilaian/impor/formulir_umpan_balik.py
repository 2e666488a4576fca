"""Feedback of a form: only with the tone that its writer named; a tone is never guessed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from penilaian.formulir.bentuk import Formulir

_NADA = re.compile(
    r"\s*(?:\(\s*(?P<a>positif|netral|negatif)\s*\)|\[\s*(?P<b>positif|netral|negatif)\s*\]|(?P<c>positif|netral|negatif)\s*:)"
    r"\s*[:\u2013-]?\s*(?P<isi>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class UmpanBalik:
    """One feedback text of a form and what it is about; without a tone it goes no further."""

    baris: int
    jenis_sasaran: str
    sasaran: str
    isi: str
    nada: str | None


def pisahkan_nada(teks: str) -> tuple[str | None, str]:
    """The tone a person wrote before a text, and the text.

    >>> pisahkan_nada("(positif) Teruskan"), pisahkan_nada("Negatif: sering terlambat")
    (('positif', 'Teruskan'), ('negatif', 'sering terlambat'))
    >>> pisahkan_nada("Sudah positif dan baik")
    (None, 'Sudah positif dan baik')
    """
    cocok = _NADA.fullmatch(teks)
    if cocok is None:
        return None, teks
    return (cocok["a"] or cocok["b"] or cocok["c"]).casefold(), cocok["isi"].strip()


def umpan_balik_formulir(formulir: Formulir, kode_rhk: dict[int, str]) -> Iterator[UmpanBalik]:
    """All feedback of a form; ``kode_rhk`` by row of the form, rows without one are left out."""
    for butir in formulir.butir:
        if butir.umpan_balik and butir.baris in kode_rhk:
            nada, isi = pisahkan_nada(butir.umpan_balik)
            yield UmpanBalik(butir.baris, "rhk", kode_rhk[butir.baris], isi, nada)
    for satu in formulir.perilaku:
        if satu.umpan_balik:
            nada, isi = pisahkan_nada(satu.umpan_balik)
            yield UmpanBalik(satu.baris, "nilai_dasar", satu.nilai, isi, nada)


def nomor_umpan_balik(nip: str, periode: str, satu: UmpanBalik) -> str:
    """The same feedback always gets the same number."""
    bagian = (nip, periode, satu.sasaran, str(satu.nada), " ".join(satu.isi.split()))
    return f"F-{hashlib.sha256('|'.join(bagian).encode()).hexdigest()[:16]}"
