"""Pieces of hand-made SVG: strings, escaped, with Indonesian numbers and the colours of the house."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from html import escape

from penilaian import bahasa
from penilaian.laboratorium.hitung_indeks import KELAS
from penilaian.laporan.gaya_gambar import REDUP, TINTA, Warna, warna_tingkat

LEBAR = 600
"""Width of every picture in its own units; the page scales it."""
UKURAN = 13
WARNA_KELAS: dict[str, Warna] = warna_tingkat(list(KELAS), "tanpa_indeks")


@lru_cache(maxsize=20_000)
def angka(nilai: float, desimal: int = 0) -> str:
    """A number in Indonesian form; kept, because a moving slider asks for the same ones again and again."""
    return bahasa.angka(nilai, desimal)


def bertanda(nilai: float, desimal: int = 0) -> str:
    """A change with its sign; what rounds to nothing has none.

    >>> bertanda(3), bertanda(-1.26, 1), bertanda(-0.01, 1)
    ('+3', '−1,3', '0,0')
    """
    teks = angka(abs(nilai), desimal)
    return teks if teks == angka(0, desimal) else f"{'+' if nilai > 0 else '−'}{teks}"


def bingkai(judul: str, uraian: str, tinggi: float, isi: list[str]) -> str:
    """A picture with its name and description for those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {LEBAR} {bulat(tinggi)}" class="papan-svg" '
        f'font-size="{UKURAN}"><title>{escape(judul)}</title><desc>{escape(uraian)}</desc>{"".join(isi)}</svg>'
    )


def kotak(x: float, y: float, lebar: float, tinggi: float, warna: str, *, tepi: str = "") -> str:
    """A filled rectangle; ``tepi`` is the colour of its outline."""
    garis = f' stroke="{tepi}"' if tepi else ""
    return (
        f'<rect x="{bulat(x)}" y="{bulat(y)}" width="{bulat(max(lebar, 0))}" height="{bulat(max(tinggi, 0))}" '
        f'fill="{warna}"{garis}/>'
    )


def garis(x1: float, y1: float, x2: float, y2: float, warna: str, *, tebal: float = 1, putus: str = "") -> str:
    """A straight line; ``putus`` is its dash pattern."""
    pola = f' stroke-dasharray="{putus}"' if putus else ""
    return (
        f'<line x1="{bulat(x1)}" y1="{bulat(y1)}" x2="{bulat(x2)}" y2="{bulat(y2)}" '
        f'stroke="{warna}" stroke-width="{tebal}"{pola}/>'
    )


def tulisan(
    x: float, y: float, teks: str, *, rata: str = "start", warna: str = TINTA, ukuran: float = UKURAN, tebal: str = ""
) -> str:
    """One line of text; ``rata`` is start, middle or end, ``tebal`` a font weight."""
    berat = f' font-weight="{tebal}"' if tebal else ""
    return (
        f'<text x="{bulat(x)}" y="{bulat(y)}" text-anchor="{rata}" fill="{warna}" font-size="{ukuran}"{berat}>'
        f"{escape(teks)}</text>"
    )


def redup(x: float, y: float, teks: str, rata: str = "start") -> str:
    """A line of small text beside the picture proper."""
    return tulisan(x, y, teks, rata=rata, warna=REDUP, ukuran=12)


@lru_cache(maxsize=2_000)
def dua_baris(nama: str, lebar: int = 32) -> tuple[str, ...]:
    """A long name on at most two lines."""
    return tuple(textwrap.wrap(nama, lebar, max_lines=2, placeholder="…")) or ("",)


def bulat(nilai: float) -> str:
    """A coordinate as short as a tenth of a unit allows.

    >>> bulat(12.0), bulat(12.345)
    ('12', '12.3')
    """
    return f"{nilai:.1f}".removesuffix(".0")
