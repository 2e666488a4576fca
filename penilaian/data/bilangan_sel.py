"""The numbers of one column: its other values may decide what one text alone leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from penilaian.data.sebutan import sebut
from penilaian.data.uraian import Dialek, GalatUrai, dua_bacaan, urai_bilangan

_PEMISAH_RIBUAN: dict[Dialek, str] = {"titik": ",", "koma": "."}


def bilangan_kolom(unik: Iterable[object], dialek: Dialek | None, *, bulat: bool) -> Callable[[Any], float | int]:
    """The parser for the numbers of one column.

    A value that can only be read against the file's dialect makes the column
    mixed, and the dialect no longer decides the ambiguous ones. Nor does it
    decide that a lone mark groups thousands (``85,010`` where the decimal mark
    is a point), unless another value of the column can only be read that way.
    """
    teks = [nilai for nilai in unik if isinstance(nilai, str)]
    if dialek is not None and any(_hanya(satu, "koma" if dialek == "titik" else "titik") for satu in teks):
        dialek = None
    ribuan = _PEMISAH_RIBUAN[dialek] if dialek else ""
    terbukti = dialek is not None and any(ribuan in satu and _hanya(satu, dialek) for satu in teks)

    def urai(nilai: object) -> float | int:
        pengelompokan = isinstance(nilai, str) and ribuan in nilai and not terbukti
        angka: Any = urai_bilangan(nilai, None if pengelompokan else dialek)
        if not bulat:
            return float(angka)
        if angka != int(angka) or abs(angka) >= 2**63:
            raise GalatUrai(
                "bukan_bulat", f"{sebut(nilai)} bukan bilangan bulat", tindakan="tulis bilangan bulat, misalnya 12"
            )
        return int(angka)

    return urai


def _hanya(teks: str, dialek: Dialek) -> bool:
    """Whether a text is a number under this dialect and none under the other."""
    titik, koma = dua_bacaan(teks)
    dibaca, lain = (titik, koma) if dialek == "titik" else (koma, titik)
    return dibaca is not None and lain is None
