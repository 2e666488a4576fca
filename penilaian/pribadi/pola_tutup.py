"""Which cells to hide: a search for cheap cycles in the network that a table with its totals is.

A table with its totals as last row and column, totals of one kind counted negative, has rows and columns
that all sum to nought. A hidden cell can then have another value exactly where a cycle of hidden cells,
alternately raised and lowered, leads back to it (Hundepool et al., Statistical Disclosure Control, 2012,
on network methods of cell suppression). Cells that hold nought are shown and never move; every other
hidden cell may grow without limit and shrink to 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt

Cacah = npt.NDArray[np.int64]
Topeng = npt.NDArray[np.bool_]
Sel = tuple[int, int]


@dataclass(frozen=True)
class _Jaring:
    """The bordered table as plain lists, what hiding each cell costs, and the movement every small cell needs."""

    isi: list[list[int]]
    biaya: list[list[int]]
    perlu: int

    @property
    def tepi(self) -> Sel:
        return len(self.isi) - 1, len(self.isi[0]) - 1

    def tanda(self, sel: Sel) -> int:
        """-1 for a row or column total, 1 for an inner cell and the grand total."""
        return -1 if (sel[0] == self.tepi[0]) != (sel[1] == self.tepi[1]) else 1


def sel_kecil(bertepi: Cacah, k: int) -> Topeng:
    """The cells that are small themselves, totals among them."""
    return (bertepi > 0) & (bertepi < k)


def pilih_pola(bertepi: Cacah, k: int) -> Topeng:
    """What to hide of a table bordered with its totals: small cells, and as little more as protects them.

    Every small cell gets a movement of at least ``k - 1`` upwards and downwards together. Totals are
    hidden only where no inner cells will do, the grand total last. What turns out unnecessary is shown again.
    """
    kecil = sel_kecil(bertepi, k)
    jaring = _Jaring(bertepi.tolist(), _biaya(bertepi), k - 1)
    tutup = {(int(baris), int(kolom)) for baris, kolom in np.argwhere(kecil)}
    saksi: dict[Sel, frozenset[Sel]] = {}
    for sel in sorted(tutup, key=lambda satu: (jaring.biaya[satu[0]][satu[1]], satu)):
        saksi[sel] = _lindungi(jaring, sel, tutup)
        tutup |= saksi[sel]
    _tampilkan_kembali(jaring, tutup, saksi)
    hasil = np.zeros_like(kecil)
    for sel in tutup:
        hasil[sel] = True
    return hasil


def _biaya(bertepi: Cacah) -> list[list[int]]:
    """The number of people not shown; a total costs more than all inner cells, the grand total more than all totals."""
    baris, kolom = bertepi.shape
    total = (int(bertepi[-1, -1]) + 1) * baris * kolom
    biaya: list[list[int]] = bertepi.tolist()
    for urut in range(baris - 1):
        biaya[urut][-1] += total
    biaya[-1] = [satu + total for satu in biaya[-1][:-1]] + [total * (baris + kolom)]
    return biaya


def _lindungi(jaring: _Jaring, sel: Sel, tutup: set[Sel]) -> frozenset[Sel]:
    """The cells whose hiding lets ``sel`` move enough: those already hidden if they do, else the cheapest found."""
    bebas = cukup(jaring, sel, tutup)
    if bebas is not None:
        return bebas
    naik, lewat_naik = _gerak(jaring, sel, 1, tutup, jaring.perlu)
    turun, lewat_turun = _gerak(jaring, sel, -1, tutup, jaring.perlu)
    pilihan = [lewat_turun | _gerak(jaring, sel, 1, tutup, jaring.perlu - turun, berbiaya=True)[1]]
    jumlah, lewat = _gerak(jaring, sel, -1, tutup, jaring.perlu - naik, berbiaya=True)
    if naik + jumlah >= jaring.perlu:
        pilihan.append(lewat_naik | lewat)
    return min(pilihan, key=lambda lewat: sum(jaring.biaya[b][k] for b, k in lewat - tutup))


def cukup(jaring: _Jaring, sel: Sel, tutup: set[Sel]) -> frozenset[Sel] | None:
    """The hidden cells that let ``sel`` move enough; None where they do not."""
    naik, lewat_naik = _gerak(jaring, sel, 1, tutup, jaring.perlu)
    if naik >= jaring.perlu:
        return lewat_naik
    turun, lewat_turun = _gerak(jaring, sel, -1, tutup, jaring.perlu - naik)
    return lewat_naik | lewat_turun if naik + turun >= jaring.perlu else None


def _tampilkan_kembali(jaring: _Jaring, tutup: set[Sel], saksi: dict[Sel, frozenset[Sel]]) -> None:
    """Show again, dearest first, what no small cell needs. What stays cannot be derived: else it would not be needed."""
    pelengkap = sorted(tutup - saksi.keys(), key=lambda satu: (-jaring.biaya[satu[0]][satu[1]], satu))
    for sel in pelengkap:
        tutup.discard(sel)
        baru = {kecil: cukup(jaring, kecil, tutup) for kecil, lewat in saksi.items() if sel in lewat}
        if None in baru.values():
            tutup.add(sel)
        else:
            saksi |= {kecil: lewat for kecil, lewat in baru.items() if lewat is not None}


def _gerak(
    jaring: _Jaring, sel: Sel, arah: int, tutup: set[Sel], perlu: int, *, berbiaya: bool = False
) -> tuple[int, frozenset[Sel]]:
    """How far ``sel`` can move up (1) or down (-1), at most ``perlu``, and the cells that move with it.

    Only hidden cells move; with ``berbiaya`` others do too, at their cost.
    """
    kini = [list(baris) for baris in jaring.isi]
    if arah < 0:
        perlu = min(perlu, kini[sel[0]][sel[1]] - 1)
    jumlah, lewat = 0, set(tutup)
    while jumlah < perlu:
        langkah = _jalur(jaring, kini, sel, arah, lewat, berbiaya=berbiaya)
        if not langkah:
            break
        besar = min([perlu - jumlah, *(kini[b][k] - 1 for (b, k), ubah in langkah if ubah < 0)])
        for (baris, kolom), ubah in langkah:
            kini[baris][kolom] += ubah * besar
        lewat |= {satu for satu, _ in langkah}
        jumlah += besar
    berubah = (
        (b, k) for b, baris in enumerate(kini) for k, isi in enumerate(baris) if isi != jaring.isi[b][k]
    )  # fmt: skip
    return jumlah, frozenset(berubah)


def _jalur(
    jaring: _Jaring, kini: list[list[int]], sel: Sel, arah: int, lewat: set[Sel], *, berbiaya: bool
) -> list[tuple[Sel, int]]:
    """The cheapest cycle that moves ``sel``: the other cells on it, each with its direction; empty if there is none.

    Lines are numbered: rows first, then columns. Dijkstra from the column of ``sel`` to its row.
    """
    banyak = jaring.tepi[0] + 1
    mulai, tujuan = banyak + sel[1], sel[0]
    dorong = arah * jaring.tanda(sel)
    antrean = [(0, 0, mulai, -1)]
    asal: dict[int, int] = {}
    while antrean:
        biaya, panjang, garis, dari = heappop(antrean)
        if garis in asal:
            continue
        asal[garis] = dari
        if garis == tujuan:
            return list(_telusuri(jaring, asal, garis, banyak, dorong))
        ke_baris = garis >= banyak
        for lain in range(banyak) if ke_baris else range(banyak, banyak + jaring.tepi[1] + 1):
            satu = (lain, garis - banyak) if ke_baris else (garis, lain - banyak)
            if lain in asal or satu == sel or (satu not in lewat and not berbiaya):
                continue
            ubah = (-dorong if ke_baris else dorong) * jaring.tanda(satu)
            if kini[satu[0]][satu[1]] > (1 if ubah < 0 else 0):
                tambah = 0 if satu in lewat else jaring.biaya[satu[0]][satu[1]]
                heappush(antrean, (biaya + tambah, panjang + 1, lain, garis))
    return []


def _telusuri(jaring: _Jaring, asal: dict[int, int], garis: int, banyak: int, dorong: int) -> Iterator[tuple[Sel, int]]:
    while (dari := asal[garis]) >= 0:
        ke_baris = dari >= banyak
        satu = (garis, dari - banyak) if ke_baris else (dari, garis - banyak)
        yield satu, (-dorong if ke_baris else dorong) * jaring.tanda(satu)
        garis = dari
