"""An attacker on published tables: knows what is printed and how the method works, shares no code with it.

Printed is a table of counts with a last row and column of totals; ``•`` is a hidden number. Known besides: a
hidden number is whole and at least 1, because noughts are printed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

TERSEMBUNYI = "•"
_BESAR = 10**6


@dataclass(frozen=True)
class Terbitan:
    """The numbers as printed, None where hidden, and every sum that must come out: parts and whole."""

    angka: dict[tuple[int, int], int | None]
    jumlah: list[tuple[list[tuple[int, int]], tuple[int, int]]]

    @property
    def tersembunyi(self) -> list[tuple[int, int]]:
        return [sel for sel, nilai in self.angka.items() if nilai is None]


def baca(cetak: pd.DataFrame) -> Terbitan:
    """A printed table with a total row and a total column, or only one of them for a single row or column."""
    baris, kolom = cetak.shape
    angka = {
        (b, k): None if cetak.iat[b, k] == TERSEMBUNYI else int(cetak.iat[b, k])
        for b in range(baris)
        for k in range(kolom)
    }
    jumlah = []
    if cetak.columns[-1] == "Jumlah":
        jumlah += [([(b, k) for k in range(kolom - 1)], (b, kolom - 1)) for b in range(baris)]
    if cetak.index[-1] == "Jumlah":
        jumlah += [([(b, k) for b in range(baris - 1)], (baris - 1, k)) for k in range(kolom)]
    return Terbitan(angka, jumlah)


def kurangi(terbitan: Terbitan) -> dict[tuple[int, int], int]:
    """Every hidden number that repeated subtraction gives."""
    tahu = {sel: nilai for sel, nilai in terbitan.angka.items() if nilai is not None}
    lanjut = True
    while lanjut:
        lanjut = False
        for bagian, seluruh in terbitan.jumlah:
            gelap = [sel for sel in (*bagian, seluruh) if sel not in tahu]
            if len(gelap) != 1:
                continue
            terang = sum(tahu.get(sel, 0) for sel in bagian)
            tahu[gelap[0]] = terang if gelap[0] == seluruh else tahu[seluruh] - terang
            lanjut = True
    return {sel: nilai for sel, nilai in tahu.items() if terbitan.angka[sel] is None}


class Penyerang:
    """Solves for whole numbers that fit what is printed."""

    def __init__(self, terbitan: Terbitan) -> None:
        self.sel = terbitan.tersembunyi
        nomor = {sel: urut for urut, sel in enumerate(self.sel)}
        matriks = np.zeros((len(terbitan.jumlah), len(self.sel)))
        kanan = np.zeros(len(terbitan.jumlah))
        for urut, (bagian, seluruh) in enumerate(terbitan.jumlah):
            for sel, tanda in [*((satu, 1) for satu in bagian), (seluruh, -1)]:
                if sel in nomor:
                    matriks[urut, nomor[sel]] = tanda
                else:
                    kanan[urut] -= tanda * terbitan.angka[sel]
        self._kendala = LinearConstraint(matriks, kanan, kanan)

    def _selesaikan(self, sasaran: np.ndarray) -> np.ndarray:
        hasil = milp(
            sasaran,
            integrality=np.ones(len(self.sel)),
            bounds=Bounds(1, _BESAR),
            constraints=[self._kendala],
        )
        assert hasil.status == 0, hasil.message
        return np.round(hasil.x).astype(np.int64)

    def batas(self, sel: tuple[int, int]) -> tuple[int, int]:
        """The least and the greatest a hidden number can be."""
        urut = self.sel.index(sel)
        sasaran = np.zeros(len(self.sel))
        sasaran[urut] = 1
        return int(self._selesaikan(sasaran)[urut]), int(self._selesaikan(-sasaran)[urut])

    def pasti(self) -> dict[tuple[int, int], int]:
        """Every hidden number that can have one value only; two solutions that differ in a cell clear it cheaply."""
        if not self.sel:
            return {}
        pertama = self._selesaikan(np.ones(len(self.sel)))
        tersangka = np.ones(len(self.sel), dtype=bool)
        acak = np.random.default_rng(0)
        for _ in range(4):
            sasaran = acak.normal(size=len(self.sel)) * tersangka
            for arah in (1, -1):
                tersangka &= self._selesaikan(arah * sasaran) == pertama
        batas = {self.sel[urut]: self.batas(self.sel[urut]) for urut in np.flatnonzero(tersangka)}
        return {sel: bawah for sel, (bawah, atas) in batas.items() if bawah == atas}
