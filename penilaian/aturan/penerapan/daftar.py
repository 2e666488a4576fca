"""The register of adapters: each provision applied to the coded input of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from penilaian.aturan.bentuk import urai_pecahan
from penilaian.aturan.buku import Aturan
from penilaian.galat import GalatRumus

Masukan: TypeAlias = Mapping[str, Any]
Fungsi: TypeAlias = Callable[[Masukan, Aturan, str], dict[str, Any]]


@dataclass(frozen=True)
class Penerapan:
    """A provision's adapter and the input keys it knows."""

    fungsi: Fungsi
    kunci: frozenset[str]


PENERAPAN: dict[str, Penerapan] = {}


def menerapkan(kode: str, *kunci: str) -> Callable[[Fungsi], Fungsi]:
    """Register the adapter of a provision."""

    def daftarkan(fungsi: Fungsi) -> Fungsi:
        PENERAPAN[kode] = Penerapan(fungsi, frozenset(kunci))
        return fungsi

    return daftarkan


def pecahan(nilai: Any) -> Fraction | None:
    """An exact number of a case; a binary float never gets here because the reader gives decimals."""
    if nilai is None or isinstance(nilai, Fraction):
        return nilai
    hasil = urai_pecahan(nilai)
    if hasil is None:
        raise ValueError(f"{nilai!r} bukan bilangan")
    return hasil


def ya(masukan: Masukan, nama: str, *, bawaan: bool = False) -> bool:
    """A yes or no written as ``true`` or ``false``.

    Raises:
        GalatRumus: ``bukan_ya_tidak`` for anything else.
    """
    nilai = masukan.get(nama, bawaan)
    if not isinstance(nilai, bool):
        raise GalatRumus("bukan_ya_tidak", f"{nama} {nilai!r} harus true atau false")
    return nilai


def bilangan(masukan: Masukan, nama: str, *, terendah: int | None = None, tertinggi: int | None = None) -> Fraction:
    """A number the rule cannot do without.

    Raises:
        GalatRumus: ``kosong`` where it is missing, ``di_luar_rentang`` outside the range.
    """
    nilai = pecahan(masukan[nama])
    if nilai is None:
        raise GalatRumus("kosong", f"{nama} belum diisi")
    if (terendah is not None and nilai < terendah) or (tertinggi is not None and nilai > tertinggi):
        batas = " ".join(
            [*([f"paling kecil {terendah}"] if terendah is not None else []),
             *([f"paling besar {tertinggi}"] if tertinggi is not None else [])]
        )  # fmt: skip
        raise GalatRumus("di_luar_rentang", f"{nama} bernilai {nilai}; seharusnya {batas}")
    return nilai


def kode_sah(nama: str, nilai: Any, sah: Iterable[str]) -> str:
    """A code that is in its list.

    Raises:
        GalatRumus: ``kode_tidak_dikenal``.
    """
    sah = tuple(sah)
    if nilai not in sah:
        raise GalatRumus("kode_tidak_dikenal", f"{nama} {nilai!r} bukan salah satu dari {', '.join(sah)}")
    return str(nilai)
