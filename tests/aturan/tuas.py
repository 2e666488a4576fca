"""Shift one number or code of the rule book: what a case file must notice."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from penilaian.aturan.bentuk import Nilai, Tuas
from penilaian.aturan.buku import BukuAturan
from penilaian.aturan.ketentuan import Ketentuan

_NILAI = TypeAdapter(Nilai)
LANGKAH_PANGSA, LANGKAH_ANGKA = Fraction(1, 1000), Fraction(1, 100)


@dataclass(frozen=True)
class Geseran:
    """One change of one lever in one dated entry."""

    kode: str
    masa: int
    tuas: str
    jadi: Fraction | str

    def __str__(self) -> str:
        return f"{self.kode} masa {self.masa + 1}: {self.tuas} -> {self.jadi}"


def semua_geseran(buku: BukuAturan, kode: str) -> Iterator[tuple[Geseran, BukuAturan]]:
    """Every lever of a provision one step down and up, or set to each other code; impossible values are left out."""
    ketentuan = buku.ketentuan[kode]
    for nomor, masa in enumerate(ketentuan.masa):
        if masa.nilai is None:
            continue
        for nama, tuas in buku.tuas(kode, masa.sejak).items():
            for jadi in _nilai_lain(tuas):
                try:
                    geser = _geser(ketentuan, nomor, tuas, jadi)
                except ValidationError:
                    continue
                isi = {**buku.ketentuan, kode: geser}
                yield Geseran(kode, nomor, nama, jadi), BukuAturan(MappingProxyType(isi))


def _nilai_lain(tuas: Tuas) -> list[Fraction | str]:
    if isinstance(tuas.nilai, str):
        return [kode for kode in tuas.pilihan if kode != tuas.nilai]
    assert tuas.rentang is not None
    pangsa = tuas.rentang == (0, 1)
    langkah = Fraction(1) if tuas.bulat else LANGKAH_PANGSA if pangsa else LANGKAH_ANGKA
    return [tuas.nilai - langkah, tuas.nilai + langkah]


def _geser(ketentuan: Ketentuan, nomor: int, tuas: Tuas, jadi: Fraction | str) -> Ketentuan:
    masa = ketentuan.masa[nomor]
    assert masa.nilai is not None
    isi: Any = copy.deepcopy(masa.nilai.model_dump(mode="json"))
    _longgarkan(isi)
    for jalur in tuas.jalur:
        tempat = isi
        for bagian in jalur[:-1]:
            tempat = tempat[int(bagian)] if isinstance(tempat, list) else tempat[bagian]
        kunci: Any = int(jalur[-1]) if isinstance(tempat, list) else jalur[-1]
        tempat[kunci] = jadi if isinstance(jadi, str) else int(jadi) if tuas.bulat else str(jadi)
    baru = masa.model_copy(update={"nilai": _NILAI.validate_python(isi)})
    return ketentuan.model_copy(update={"masa": (*ketentuan.masa[:nomor], baru, *ketentuan.masa[nomor + 1 :])})


def _longgarkan(isi: Any) -> None:
    """Open every range, so that a step past its end is a change like any other."""
    if isinstance(isi, dict):
        for kunci, satu in isi.items():
            if kunci == "rentang" and isinstance(satu, list | tuple):
                isi[kunci] = ["-1000000", "1000000"]
            else:
                _longgarkan(satu)
    elif isinstance(isi, list):
        for satu in isi:
            _longgarkan(satu)
