"""Folding a tree for a page: siblings that say the same and carry the same below them become one row with a count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Lipatan:
    """One row: the first of the nodes folded into it (and where that hangs), what their names share, their codes, sums."""

    kode: str
    induk: str | None
    kedalaman: int
    uraian: str
    anggota: tuple[str, ...]
    jumlah: Mapping[str, int]

    @property
    def kali(self) -> int:
        """How many nodes it stands for."""
        return len(self.anggota)


def lipat(simpul: pd.DataFrame, jumlahkan: Sequence[str] = ()) -> list[Lipatan]:
    """The tree row by row from the top, each branch complete before the next; siblings in the order of ``simpul``.

    ``simpul`` has kode, induk (missing at a root), uraian and bentuk: nodes are the same where bentuk is and where the kinds
    of branches below them are. ``jumlahkan`` are columns to sum over what is folded. A node that no root reaches is left out.
    """
    kode = [str(satu) for satu in simpul["kode"]]
    anak: dict[str | None, list[str]] = {}
    for satu, induk in zip(kode, simpul["induk"].tolist(), strict=True):
        anak.setdefault(None if pd.isna(induk) else str(induk), []).append(satu)
    tanda = _tanda(dict(zip(kode, simpul["bentuk"].tolist(), strict=True)), anak)
    uraian = dict(zip(kode, simpul["uraian"].tolist(), strict=True))
    angka = {kolom: dict(zip(kode, simpul[kolom].tolist(), strict=True)) for kolom in jumlahkan}
    hasil: list[Lipatan] = []
    tumpukan: list[tuple[list[str], str | None, int]] = [
        (kelompok, None, 0) for kelompok in reversed(_kelompokkan(anak.get(None, []), tanda))
    ]
    while tumpukan:
        kelompok, induk, dalam = tumpukan.pop()
        jumlah = {kolom: sum(isi[satu] for satu in kelompok) for kolom, isi in angka.items()}
        nama = _bersama([str(uraian[satu]) for satu in kelompok])
        hasil.append(Lipatan(kelompok[0], induk, dalam, nama, tuple(kelompok), jumlah))
        bawah = [satu for atas in kelompok for satu in anak.get(atas, [])]
        tumpukan += [(satu, kelompok[0], dalam + 1) for satu in reversed(_kelompokkan(bawah, tanda))]
    return hasil


def _tanda(bentuk: Mapping[str, object], anak: dict[str | None, list[str]]) -> dict[str, int]:
    """One number a kind of branch: equal where the node and everything below it are."""
    urut: list[str] = list(anak.get(None, []))
    for kode in urut:
        urut += anak.get(kode, [])
    nomor: dict[tuple[object, tuple[int, ...]], int] = {}
    hasil: dict[str, int] = {}
    for kode in reversed(urut):
        kunci = (bentuk[kode], tuple(sorted({hasil[satu] for satu in anak.get(kode, [])})))
        hasil[kode] = nomor.setdefault(kunci, len(nomor))
    return hasil


def _kelompokkan(kode: list[str], tanda: dict[str, int]) -> list[list[str]]:
    kelompok: dict[int, list[str]] = {}
    for satu in kode:
        kelompok.setdefault(tanda[satu], []).append(satu)
    return list(kelompok.values())


def _bersama(nama: list[str]) -> str:
    """The name, or the words that all names begin with.

    >>> _bersama(["Puskesmas Lere", "Puskesmas Kamonji"])
    'Puskesmas …'
    """
    if len(set(nama)) == 1:
        return nama[0]
    sama: list[str] = []
    for kata in zip(*(satu.split() for satu in nama), strict=False):
        if len(set(kata)) > 1:
            break
        sama.append(kata[0])
    return f"{' '.join(sama) or nama[0]} …"
