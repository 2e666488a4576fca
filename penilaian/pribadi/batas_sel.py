"""What somebody can work out about a hidden cell: its exact bounds, by linear programming (HiGHS)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, eye_array, kron

from penilaian.galat import GalatData
from penilaian.pribadi.pola_tutup import Cacah, Sel, Topeng

_SEKALIGUS = 20
"""Cells whose bounds one call of the solver finds: few calls, and none of them large."""


def lebar_sel(bertepi: Cacah, tutup: Topeng, untuk: Topeng, k: int) -> dict[Sel, int]:
    """The width, upper less lower bound, of what each hidden cell of ``untuk`` can be, given all that is shown.

    ``bertepi`` has the totals as last row and column. Known are the shown cells and totals, and that a hidden one
    is a whole number of at least 1. The equations are those of a network, so the bounds of the linear programme
    are whole numbers. Widths beyond what ``k`` can ask for are cut: no cell is let above its own count plus ``k``.
    """
    sel = [(int(baris), int(kolom)) for baris, kolom in np.argwhere(tutup)]
    diminta = [urut for urut, satu in enumerate(sel) if untuk[satu]]
    if not diminta:
        return {}
    kiri, kanan = _persamaan(bertepi, sel)
    atas = np.array([bertepi[satu] + k for satu in sel])
    hasil: dict[Sel, int] = {}
    for mulai in range(0, len(diminta), _SEKALIGUS):
        bagian = diminta[mulai : mulai + _SEKALIGUS]
        tertinggi, terendah = (_ujung(kiri, kanan, atas, bagian, arah) for arah in (-1, 1))
        hasil |= {sel[urut]: int(lebar) for urut, lebar in zip(bagian, tertinggi - terendah, strict=True)}
    return hasil


def _persamaan(bertepi: Cacah, sel: list[Sel]) -> tuple[csr_matrix, Cacah]:
    """Every row and column: its hidden parts less its total, and what the shown ones leave for them."""
    banyak_baris, banyak_kolom = bertepi.shape
    tanda = np.ones_like(bertepi)
    tanda[:, -1] *= -1
    dalam_kolom = np.ones_like(bertepi)
    dalam_kolom[-1] *= -1
    tampak = bertepi.copy()
    isi: list[int] = []
    garis: list[int] = []
    for baris, kolom in sel:
        tampak[baris, kolom] = 0
        isi += [int(tanda[baris, kolom]), int(dalam_kolom[baris, kolom])]
        garis += [baris, banyak_baris + kolom]
    kiri = csr_matrix((isi, (garis, np.repeat(np.arange(len(sel)), 2))), shape=(banyak_baris + banyak_kolom, len(sel)))
    return kiri, -np.concatenate([(tanda * tampak).sum(axis=1), (dalam_kolom * tampak).sum(axis=0)])


def _ujung(kiri: csr_matrix, kanan: Cacah, atas: Cacah, diminta: list[int], arah: int) -> npt.NDArray[np.int64]:
    """The lowest (1) or highest (-1) value of each cell asked for: independent copies of the problem, solved as one."""
    banyak, peubah = len(diminta), len(atas)
    tempat = np.arange(banyak) * peubah + np.array(diminta)
    sasaran = np.zeros(banyak * peubah)
    sasaran[tempat] = arah
    hasil = linprog(
        sasaran,
        A_eq=kron(eye_array(banyak), kiri, format="csr"),
        b_eq=np.tile(kanan, banyak),
        bounds=np.column_stack([np.ones(banyak * peubah), np.tile(atas, banyak)]),
        method="highs",
    )
    if hasil.status != 0:
        raise GalatData(
            "Keamanan tabel tidak dapat dipastikan",
            mengapa=f"penghitung batas berhenti dengan pesan {hasil.message!r}",
            tindakan="jangan tampilkan tabel ini; laporkan kepada pengelola",
        )
    ujung: npt.NDArray[np.int64] = np.rint(hasil.x[tempat]).astype(np.int64)
    return ujung
