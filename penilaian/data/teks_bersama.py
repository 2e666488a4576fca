"""The texts that cells of a workbook share, counted as often as they are used.

A text is stored once and named by a million cells; a reader gives each cell a
copy of it. So a few kilobytes can ask for all the memory there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from xml.parsers import expat

from penilaian.bahasa import angka
from penilaian.data.arsip import Arsip
from penilaian.data.uraian import GalatUrai

TEKS_BERSAMA = "xl/sharedStrings.xml"
BATAS_SATU = 2**20
"""Bytes of one text with its markup: a cell of Excel holds 32.767 characters."""
BATAS_SEMUA = 500_000_000
"""Characters in all cells of a sheet: a million rows with 200 characters each is less than half."""
_SEL_TERPENDEK = len('<c t="s"><v>0</v></c>')


def periksa_teks_bersama(arsip: Arsip, jalur: str) -> None:
    """Stop before the texts of a sheet are copied into its cells, if they are too much.

    Raises:
        ExpatError: no well-formed XML.
        ValueError: a cell names a text by something that is no number.
        GalatUrai: ``buku_kerja_terlalu_besar``.
    """
    if TEKS_BERSAMA not in arsip:
        return
    terpanjang = _terpanjang(arsip.alirkan(TEKS_BERSAMA))
    if terpanjang > BATAS_SATU:
        raise _terlalu_panjang(f"Satu sel buku kerja berisi teks lebih dari {angka(BATAS_SATU)} karakter")
    # Only where the worst case is too much are the cells counted one by one.
    if terpanjang * (arsip.ukuran(jalur) // _SEL_TERPENDEK) > BATAS_SEMUA:
        panjang = _panjang(arsip.alirkan(TEKS_BERSAMA))
        jumlah = sum(panjang[teks] * kali for teks, kali in _pemakaian(arsip.alirkan(jalur)).items())
        if jumlah > BATAS_SEMUA:
            raise _terlalu_panjang(f"Teks semua sel lembar berjumlah {angka(jumlah)} karakter")


def _terpanjang(potongan: Iterable[bytes]) -> int:
    """No text is longer than this; ``si`` is the element of one text."""
    terpanjang, sisa = 0, b""
    for potong in potongan:
        *utuh, sisa = (sisa + potong).split(b"si>")
        terpanjang = max(terpanjang, len(sisa), *map(len, utuh))
        if terpanjang > BATAS_SATU:
            break
    return terpanjang


def _panjang(potongan: Iterable[bytes]) -> Counter[int]:
    """Characters of each shared text, by its number."""
    panjang: Counter[int] = Counter()
    urut = -1

    def mulai(tag: str, _: dict[str, str]) -> None:
        nonlocal urut
        urut += tag.rpartition(":")[2] == "si"

    def isi(teks: str) -> None:
        panjang[urut] += len(teks)

    _urai(potongan, mulai, isi)
    return panjang


def _pemakaian(potongan: Iterable[bytes]) -> Counter[int]:
    """How often the cells of a sheet name each shared text."""
    kali: Counter[int] = Counter()
    bersama = dibaca = False

    def mulai(tag: str, atribut: dict[str, str]) -> None:
        nonlocal bersama, dibaca
        tag = tag.rpartition(":")[2]
        if tag == "c":
            bersama = atribut.get("t") == "s"
        dibaca = bersama and tag == "v"

    def isi(teks: str) -> None:
        if dibaca:
            kali[int(teks)] += 1

    _urai(potongan, mulai, isi)
    return kali


def _urai(potongan: Iterable[bytes], mulai: Callable[[str, dict[str, str]], None], isi: Callable[[str], None]) -> None:
    pengurai = expat.ParserCreate()
    pengurai.buffer_text = True
    pengurai.StartElementHandler = mulai
    pengurai.CharacterDataHandler = isi
    for potong in potongan:
        pengurai.Parse(potong, False)
    pengurai.Parse(b"", True)


def _terlalu_panjang(apa: str) -> GalatUrai:
    return GalatUrai(
        "buku_kerja_terlalu_besar",
        apa,
        mengapa="isi sebesar ini bukan tabel, atau sengaja dibuat untuk membebani",
        tindakan="salin datanya saja ke buku kerja baru, satu berkas untuk satu tabel, atau ekspor sebagai CSV",
    )
