"""Whether a sheet is so plain that nothing in it misleads: the quick look before the thorough one.

Looking at every element (:mod:`penilaian.data.lembar_xml`) costs three times
the reading itself, and most sheets need none of it. A sheet is plain
when each of its cells names its place the way Excel and its kin do, the
rectangle up to the farthest is harmless, and no cell is of a kind that misleads. Hidden rows are not plain, and neither are
entities and declarations, which readers do not treat alike.
Whatever is written otherwise is not plain; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_AWALAN = rb"<(?:[^\s<>/!?\"'=]*:)?"
_AWAL_SEL = re.compile(_AWALAN + rb"c[\s/>]")
_SEL_BIASA = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]+")?(?: t="[A-Za-z]+")? ?/?>')
"""Nothing else between: of two addresses in one cell, a reader may take the other."""
_ENTITAS = rb"&(?!(?:amp|lt|gt|quot|apos);|#)"
_BATAS_SISA = 2**20
_BATAS_TANDA = 20
_EJAAN_LAIN = (b"<c>", b"<c/", b"<c\t", b"<c\n", b"<c\r", b"<c\x0b", b"<c\x0c", b":c")
_TANDA_TETAP = (b"<f", b":f", b'"e"', b"'e'", b"<!", b"hidden", b"&", b'"0', b"'0")


def lembar_biasa(potongan: Iterable[bytes], gaya_persen: frozenset[int], batas_sel: int, batas_kolom: int) -> bool:
    """Whether no cell is an error, a formula or a percentage, none lies far out, and nothing is hidden."""
    if 0 in gaya_persen:
        return False
    khusus, tanda_khusus = _pola_khusus(gaya_persen), _tanda_khusus(gaya_persen)
    huruf: set[bytes] = set()
    baris = 0
    for potong in _utuh(potongan):
        sel = _SEL_BIASA.findall(potong)
        if len(sel) != _jumlah_sel(potong) or b"\x00" in potong:
            return False
        if any(tanda in potong for tanda in tanda_khusus) and khusus.search(potong):
            return False
        huruf.update(satu for satu, _ in sel)
        baris = max([baris, *{int(satu) for _, satu in sel}])
    kolom = max(map(_nomor, huruf), default=0)
    return kolom <= batas_kolom and baris * kolom <= batas_sel


def _jumlah_sel(potong: bytes) -> int:
    """How many cells begin in a piece; plain counting is enough where no other spelling is in it."""
    if any(satu in potong for satu in _EJAAN_LAIN):
        return len(_AWAL_SEL.findall(potong))
    return potong.count(b"<c ")


def _tanda_khusus(gaya_persen: frozenset[int]) -> tuple[bytes, ...]:
    """Something that a special cell cannot do without: a piece that has none of it need not be searched."""
    if len(gaya_persen) > _BATAS_TANDA:
        return (b"<",)
    gaya = [f"{kutip}{urut}{kutip}".encode() for urut in sorted(gaya_persen) for kutip in "\"'"]
    return (*_TANDA_TETAP, *gaya)


def _pola_khusus(gaya_persen: frozenset[int]) -> re.Pattern[bytes]:
    pola = [_AWALAN + rb"f[\s/>]", rb"\st\s*=\s*[\"']e[\"']", rb"<!", rb"\shidden\s*=", _ENTITAS]
    if gaya_persen:
        gaya = b"|".join(str(urut).encode() for urut in sorted(gaya_persen))
        pola.append(rb"\ss\s*=\s*[\"']0*(?:" + gaya + rb")[\"']")
    return re.compile(b"|".join(pola))


def _utuh(potongan: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces cut before a tag, so that none is torn; text longer than any cell's is given a mark of its own."""
    sisa = b""
    for potong in potongan:
        isi = sisa + potong
        potong_di = max(isi.rfind(b"<"), 0)
        sisa = isi[potong_di:]
        if len(sisa) > _BATAS_SISA:
            yield b"\x00"
            return
        yield isi[:potong_di]
    yield sisa


def _nomor(huruf: bytes) -> int:
    nomor = 0
    for satu in huruf:
        nomor = nomor * 26 + satu - ord("A") + 1
    return nomor
