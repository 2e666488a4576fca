"""How high a cell must be so that its wrapped text is seen whole: Arial's widths, lines counted word by word."""

from __future__ import annotations

import math

HURUF = "Arial"
TITIK_PER_PIKSEL = 0.75
_BANTALAN = 8
"""Pixels a cell keeps free left and right of its text."""
_KELONGGARAN = 0.98
"""Part of the width counted on: programs differ by a few percent in where they break a line."""
_TEBAL = 1.08
_TINGGI_BARIS = 1.35
"""Of the font size; the programs that open the file differ between 1,15 and 1,35."""
_UDARA = 2
_LEBAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
"""Thousandths of the font size, from the space to the tilde."""
_LEBAR_TANDA = {
    "–": 556,
    "—": 1000,
    "…": 1000,
    "•": 350,
    "·": 333,
    "“": 333,
    "”": 333,
    "‘": 222,
    "’": 222,
    "\u00a0": 278,
}
_LEBAR_LAIN = 1000


def lebar_teks(teks: str, ukuran: float, *, tebal: bool = False) -> float:
    """Points that a line takes; letters that Arial's table here lacks count as wide as any.

    >>> lebar_teks("NIP", 10)
    16.67
    """
    seribu = sum(
        _LEBAR[kode - 32] if 32 <= (kode := ord(huruf)) < 127 else _LEBAR_TANDA.get(huruf, _LEBAR_LAIN)
        for huruf in teks
    )
    return seribu * ukuran * (_TEBAL if tebal else 1) / 1000


def jumlah_baris(teks: str, piksel: float, ukuran: float, *, tebal: bool = False) -> int:
    """Lines that a text takes in a cell of this width.

    >>> jumlah_baris("satu dua tiga", 1000, 9), jumlah_baris("satu dua tiga", 60, 9), jumlah_baris("", 50, 9)
    (1, 2, 1)
    """
    muat = max((piksel - _BANTALAN) * TITIK_PER_PIKSEL * _KELONGGARAN, ukuran)
    return sum(_baris_alinea(alinea, muat, ukuran, tebal=tebal) for alinea in teks.split("\n"))


def _baris_alinea(alinea: str, muat: float, ukuran: float, *, tebal: bool) -> int:
    spasi = lebar_teks(" ", ukuran, tebal=tebal)
    baris, terisi = 1, 0.0
    for kata in alinea.split(" "):
        lebar = lebar_teks(kata, ukuran, tebal=tebal)
        perlu = terisi + (spasi if terisi else 0) + lebar
        if perlu <= muat:
            terisi = perlu
            continue
        baris += 1 if terisi else 0
        tambahan = max(math.ceil(lebar / muat) - 1, 0)
        baris += tambahan
        terisi = lebar - tambahan * muat
    return baris


def tinggi_teks(teks: str, piksel: float, ukuran: float, *, tebal: bool = False) -> float:
    """Points that a wrapped text takes in a cell of this width, with a little air."""
    return jumlah_baris(teks, piksel, ukuran, tebal=tebal) * ukuran * _TINGGI_BARIS + _UDARA
