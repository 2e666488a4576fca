"""Feedback of a form: only with the tone that its writer named; a tone is never guessed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from penilaian.data.kamus import muat_kamus
from penilaian.formulir.bentuk import Formulir

_KATA = "positif|netral|negatif"
_NADA = re.compile(
    rf"\s*(?:\(\s*(?P<a>{_KATA})\s*(?:,(?P<peran>[^()]+))?\)|\[\s*(?P<b>{_KATA})\s*\]|(?P<c>{_KATA})\s*:)"
    r"\s*[:\u2013-]?\s*(?P<isi>.*)",
    re.IGNORECASE | re.DOTALL,
)
ATASAN = "atasan"


@dataclass(frozen=True)
class UmpanBalik:
    """One feedback text of a form and what it is about; without a tone it goes no further."""

    baris: int
    jenis_sasaran: str
    sasaran: str
    isi: str
    nada: str | None
    peran: str
    urut: int
    """Its place among the texts in the same cell, from 1."""


def pisahkan_nada(teks: str) -> tuple[str | None, str, str]:
    """The tone a person wrote before a text, whose feedback it is, and the text; an unknown role is no mark.

    >>> pisahkan_nada("(positif) Teruskan"), pisahkan_nada("Negatif: sering terlambat")
    (('positif', 'atasan', 'Teruskan'), ('negatif', 'atasan', 'sering terlambat'))
    >>> pisahkan_nada("(negatif, penerima layanan) Lama"), pisahkan_nada("Sudah positif dan baik")
    (('negatif', 'penerima_layanan', 'Lama'), (None, 'atasan', 'Sudah positif dan baik'))
    """
    cocok = _NADA.fullmatch(teks)
    peran = "_".join((cocok["peran"] or ATASAN).casefold().split()) if cocok else ATASAN
    if cocok is None or peran not in muat_kamus()["umpan_balik"].kolom["peran"].nilai:
        return None, ATASAN, teks
    return (cocok["a"] or cocok["b"] or cocok["c"]).casefold(), peran, cocok["isi"].strip()


def pisahkan_umpan_balik(teks: str) -> list[tuple[str | None, str, str]]:
    """The texts of one cell as :func:`pisahkan_nada` gives them: a line that begins with a tone begins another one."""
    bagian: list[str] = []
    for garis in teks.splitlines():
        if bagian and pisahkan_nada(garis)[0] is None:
            bagian[-1] += f"\n{garis}"
        else:
            bagian.append(garis)
    return [pisahkan_nada(satu) for satu in bagian]


def umpan_balik_formulir(formulir: Formulir, kode_rhk: dict[int, str]) -> Iterator[UmpanBalik]:
    """All feedback of a form; ``kode_rhk`` by row of the form, rows without one are left out."""
    for butir in formulir.butir:
        if butir.umpan_balik and butir.baris in kode_rhk:
            for urut, (nada, peran, isi) in enumerate(pisahkan_umpan_balik(butir.umpan_balik), 1):
                yield UmpanBalik(butir.baris, "rhk", kode_rhk[butir.baris], isi, nada, peran, urut)
    for satu in formulir.perilaku:
        if satu.umpan_balik:
            for urut, (nada, peran, isi) in enumerate(pisahkan_umpan_balik(satu.umpan_balik), 1):
                yield UmpanBalik(satu.baris, "nilai_dasar", satu.nilai, isi, nada, peran, urut)


def nomor_umpan_balik(nip: str, periode: str, satu: UmpanBalik) -> str:
    """The same place on the form always gets the same number, so that another text there contradicts the one before."""
    bagian = (nip, periode, satu.jenis_sasaran, satu.sasaran, str(satu.urut))
    return f"F-{hashlib.sha256('|'.join(bagian).encode()).hexdigest()[:16]}"
