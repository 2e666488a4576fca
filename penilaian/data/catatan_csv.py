"""The records of a CSV text, each with the line it begins on."""

from __future__ import annotations

import csv
import io

from penilaian.bahasa import angka
from penilaian.data.uraian import GalatUrai

BATAS_ISIAN = 1_000_000
"""Characters of one field: more than that is a quote never closed."""


def uraikan_csv(teks: str, pemisah: str) -> list[tuple[int, list[str]]]:
    r"""The records that hold something, each with its first line, counted from 1.

    Raises:
        GalatUrai: ``berkas_rusak`` where quotes or line ends are out of order.

    >>> uraikan_csv('a;b\n\n1;"x\ny"\n', ";")
    [(1, ['a', 'b']), (3, ['1', 'x\ny'])]
    """
    csv.field_size_limit(BATAS_ISIAN)
    pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah, strict=True)
    catatan: list[tuple[int, list[str]]] = []
    mulai = 1
    try:
        for satu in pembaca:
            if any(isian.strip() for isian in satu):
                catatan.append((mulai, satu))
            mulai = pembaca.line_num + 1
    except csv.Error as galat:
        raise GalatUrai(
            "berkas_rusak",
            f"CSV tidak dapat diurai di sekitar baris {pembaca.line_num}",
            mengapa=_sebab(str(galat)),
            tindakan="perbaiki baris itu, atau ekspor ulang sebagai CSV UTF-8",
        ) from None
    return catatan


def _sebab(pesan: str) -> str:
    """The reason the csv module gives, in Indonesian."""
    if "field limit" in pesan:
        return f"satu isian lebih panjang dari {angka(BATAS_ISIAN)} karakter; mungkin tanda kutip tidak ditutup"
    if "unexpected end" in pesan:
        return "tanda kutip tidak ditutup sampai akhir berkas"
    if "expected after" in pesan:
        return "ada teks sesudah tanda kutip penutup"
    return "tanda kutip atau akhir barisnya tidak teratur"
