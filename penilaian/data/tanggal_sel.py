"""Dates as people write them; day and month are never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from penilaian.data.sebutan import sebut
from penilaian.data.uraian import Dialek, GalatUrai

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9:]+)?)?"
)
_HARI_BULAN = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_NAMA_BULAN = re.compile(r"([0-9]{1,2})\s+([A-Za-z]+)\s+([0-9]{4})")
_BULAN = {
    "januari": 1, "februari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6,
    "juli": 7, "agustus": 8, "september": 9, "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip


def pengurai_tanggal(dialek: Dialek | None) -> Callable[[Any], date]:
    """The parser for the dates of a file of this dialect."""

    def urai(nilai: object) -> date:
        if isinstance(nilai, date):
            return nilai.date() if isinstance(nilai, datetime) else nilai
        hasil = _tanggal(nilai, dialek) if isinstance(nilai, str) else None
        if hasil is None:
            raise GalatUrai(
                "bukan_tanggal", f"{sebut(nilai)} bukan tanggal yang dikenal", tindakan="tulis sebagai 2025-12-31"
            )
        return hasil

    return urai


def _tanggal(teks: str, dialek: Dialek | None) -> date | None:
    if cocok := _ISO.fullmatch(teks):
        return _susun_tanggal(int(cocok[1]), int(cocok[2]), int(cocok[3]))
    if cocok := _NAMA_BULAN.fullmatch(teks):
        return _susun_tanggal(int(cocok[3]), _BULAN.get(cocok[2].casefold(), 0), int(cocok[1]))
    if cocok := _HARI_BULAN.fullmatch(teks):
        hari, bulan, tahun = (int(cocok[urut]) for urut in (1, 2, 3))
        if dialek != "koma" and hari != bulan and hari <= 12 and bulan <= 12:
            raise GalatUrai(
                "tanggal_ambigu",
                f"{sebut(teks)} dapat dibaca hari-bulan atau bulan-hari",
                tindakan=f"tulis sebagai {tahun}-{bulan:02d}-{hari:02d} bila maksudnya hari {hari} bulan {bulan}",
            )
        return _susun_tanggal(tahun, bulan, hari)
    return None


def _susun_tanggal(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None
