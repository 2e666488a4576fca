"""What all forms share: exact numbers, strictness, and levers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

KOEFISIEN_MAKSIMUM = 2**24
"""The largest whole number a threshold may be made of where columns are compared."""

_TERTULIS = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?|-?[0-9]{1,30}/[0-9]{1,30}")


def urai_pecahan(nilai: int | Decimal | str) -> Fraction | None:
    """An exact number as rule, scenario and case files may write it; None for anything else.

    >>> urai_pecahan("2/3"), urai_pecahan("0.95"), urai_pecahan("1e9"), urai_pecahan("95%")
    (Fraction(2, 3), Fraction(19, 20), None, None)
    """
    if isinstance(nilai, str) and not _TERTULIS.fullmatch(nilai):
        return None
    try:
        return Fraction(nilai)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


def terlalu_halus(nilai: Fraction) -> bool:
    """Whether a limit has more decimals than columns can be compared with exactly (see `aturan/hitungan.py`)."""
    return abs(nilai.numerator) + 2 * 100 * nilai.denominator > KOEFISIEN_MAKSIMUM


def _pecahan(nilai: object) -> object:
    """Accept 90, 0.9 (read as Decimal) and "2/3"; refuse binary floats, which are not exact."""
    if isinstance(nilai, bool | float):
        raise ValueError("tulis bilangan bulat, desimal, atau pecahan seperti 2/3")
    if isinstance(nilai, int | Decimal | str):
        pecahan = urai_pecahan(nilai)
        if pecahan is None:
            raise ValueError("tulis bilangan bulat, desimal, atau pecahan seperti 2/3")
        return pecahan
    return nilai


Pecahan = Annotated[Fraction, BeforeValidator(_pecahan), PlainSerializer(str, return_type=str)]


@dataclass(frozen=True)
class Tuas:
    """One number or code of a provision that a scenario may change.

    ``jalur`` are the places in the provision's data that hold it (a limit between
    two bands stands in both); allowed is a closed range of numbers or a list of codes.
    """

    jalur: tuple[tuple[str, ...], ...]
    nilai: Fraction | str
    rentang: tuple[Fraction, Fraction] | None = None
    pilihan: tuple[str, ...] = ()
    satuan: str = ""
    asal: str = "peraturan"
    bulat: bool = False


KodeDaftar: TypeAlias = Callable[[str], tuple[str, ...]]
"""The codes of a list, by the list's provision."""


class Ketat(BaseModel):
    """Base: frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    def tuas(self, _kode: KodeDaftar) -> Mapping[str, Tuas]:
        """What a scenario may change, by name; nothing unless the form says so."""
        return {}
