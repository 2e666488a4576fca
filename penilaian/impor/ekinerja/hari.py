"""The days of a column: whether the day or the month comes first must be proven by the column itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from penilaian.bahasa import angka
from penilaian.data.lembar_xml import SelGalat, SelTanpaHasil
from penilaian.data.sebutan import kutip
from penilaian.data.tanggal_sel import pengurai_tanggal
from penilaian.data.temuan import Temuan, Tingkat
from penilaian.data.uraian import GalatUrai
from penilaian.impor.ekinerja.isian import Isian

_JAM = re.compile(r"(?<=[0-9])[ T][0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s+(?:WIB|WITA|WIT))?$", re.IGNORECASE)
_DUA_ANGKA = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_HARI_NOL_EXCEL = date(1899, 12, 30)
_SERIAL = range(36_526, 73_051)
"""The years 2000 to 2099: a number outside is no day of an evaluation."""
_URAI = pengurai_tanggal(None)


@dataclass(frozen=True)
class HariKolom:
    """The days of a column, or of several that tell together; ``hari`` holds the value itself where none is sure."""

    hari: list[Any]
    tulisan: Sequence[object]
    """The values as they came."""
    ragu: tuple[int, ...]
    """Positions that could be read either way."""
    hari_dahulu: int | None
    """The first position that can only be day, month, year."""
    bulan_dahulu: int | None
    """The first position that can only be month, day, year."""

    @property
    def bertentangan(self) -> bool:
        """Whether the column proves both orders."""
        return self.hari_dahulu is not None and self.bulan_dahulu is not None


def tanggal_kolom(nilai: Sequence[object], *, serial: bool) -> HariKolom:
    """Days where they are sure, otherwise the value itself, for the conversion to refuse.

    One proven order settles the values that could be read either way; where the column proves both, those are None.
    An impossible date proves nothing. With ``serial`` a number is Excel's count of days.
    """
    pasangan = [_pasangan(satu) for satu in nilai]
    bukti = [None if satu is None else _urutan(*satu) for satu in pasangan]
    ragu = tuple(posisi for posisi, satu in enumerate(bukti) if satu == "ragu")
    kolom = HariKolom([], nilai, ragu, _pertama(bukti, "hari"), _pertama(bukti, "bulan"))
    hari = [_hari(satu, serial=serial) for satu in nilai]
    for posisi, satu in enumerate(pasangan):
        if satu is not None and bukti[posisi] is not None:
            hari[posisi] = _menurut_bukti(kolom, posisi, satu, hari[posisi])
    return HariKolom(hari, nilai, ragu, kolom.hari_dahulu, kolom.bulan_dahulu)


def _menurut_bukti(kolom: HariKolom, posisi: int, satu: tuple[int, int, int], apa_adanya: object) -> object:
    """The day of a value of two small numbers and a year, as far as the column proves the order."""
    pertama, kedua, tahun = satu
    if kolom.bertentangan:
        return None if posisi in kolom.ragu else apa_adanya
    if kolom.hari_dahulu is not None:
        return date(tahun, kedua, pertama)
    return apa_adanya if kolom.bulan_dahulu is None else date(tahun, pertama, kedua)


def temuan_hari(
    isian: Isian,
    kolom: HariKolom,
    medan: Sequence[str],
    ke: str | None,
    *,
    tingkat: Tingkat = "galat",
    hanya: Collection[int] | None = None,
) -> list[Temuan]:
    """What the order of day and month rests on, where that matters.

    ``medan`` are the fields whose rows stand one after the other in ``kolom``, ``ke`` is our column. A column that
    proves both orders gives a finding of level ``tingkat`` a value left empty; one proven order gives one note.
    ``hanya`` limits both to some positions.
    """
    ragu = [posisi for posisi in kolom.ragu if hanya is None or posisi in hanya]
    if not ragu:
        return []
    awal, bulan = (_tempat(isian, medan, kolom, satu) for satu in (kolom.hari_dahulu, kolom.bulan_dahulu))
    if awal and bulan:
        return [
            isian.temuan(
                tingkat,
                "urutan_tanggal_bertentangan",
                f"Tanggal {_sebut(kolom, posisi)} dapat dibaca hari-bulan atau bulan-hari, dan kolomnya memuat bukti untuk "
                f"keduanya: {awal} pasti hari-bulan, {bulan} pasti bulan-hari; tanggal ini dikosongkan",
                "tulis semua tanggal kolom itu sebagai 2025-12-31, atau unduh ulang tanpa membukanya di Excel",
                posisi=posisi % len(isian),
                kolom=ke,
                nilai=kolom.tulisan[posisi],
            )
            for posisi in ragu
        ]
    if not (awal or bulan):
        return []
    urutan = "hari-bulan-tahun" if awal else "bulan-hari-tahun"
    return [
        isian.temuan(
            "catatan",
            "urutan_tanggal_disimpulkan",
            f"{angka(len(ragu))} tanggal yang dapat dibaca dua cara dibaca {urutan}, karena {awal or bulan} hanya dapat dibaca begitu",
            "abaikan bila semua tanggal kolom itu memang ditulis dengan urutan yang sama",
            posisi=ragu[0] % len(isian),
            kolom=ke,
            nilai=kolom.tulisan[ragu[0]],
        )
    ]


def _tempat(isian: Isian, medan: Sequence[str], kolom: HariKolom, posisi: int | None) -> str:
    """A value with its row and header; empty without a position."""
    if posisi is None:
        return ""
    nama = medan[posisi // len(isian)]
    return (
        f"{_sebut(kolom, posisi)} di baris {isian.asal.baris[posisi % len(isian)]} kolom {isian.judul.get(nama, nama)}"
    )


def _sebut(kolom: HariKolom, posisi: int) -> str:
    return kutip(str(kolom.tulisan[posisi]))


def _pertama(bukti: Sequence[str | None], apa: str) -> int | None:
    return bukti.index(apa) if apa in bukti else None


def _pasangan(nilai: object) -> tuple[int, int, int] | None:
    cocok = _DUA_ANGKA.fullmatch(_tanpa_jam(nilai)) if isinstance(nilai, str) else None
    return (int(cocok[1]), int(cocok[2]), int(cocok[3])) if cocok else None


def _urutan(pertama: int, kedua: int, tahun: int) -> str | None:
    """What two numbers before a year prove: ``hari`` or ``bulan`` first, ``ragu`` if either; None where nothing.

    >>> _urutan(31, 1, 2026), _urutan(1, 31, 2026), _urutan(5, 1, 2026), _urutan(5, 5, 2026), _urutan(99, 1, 2026)
    ('hari', 'bulan', 'ragu', None, None)
    """
    if pertama == kedua:
        return None
    hari, bulan = _ada(tahun, kedua, pertama), _ada(tahun, pertama, kedua)
    if hari and bulan:
        return "ragu"
    return "hari" if hari else "bulan" if bulan else None


def _ada(tahun: int, bulan: int, hari: int) -> bool:
    try:
        date(tahun, bulan, hari)
    except ValueError:
        return False
    return True


def _tanpa_jam(teks: str) -> str:
    return _JAM.sub("", teks.strip())


def _hari(nilai: object, *, serial: bool) -> object:
    """A day that needs no order of day and month; otherwise the value itself."""
    if isinstance(nilai, datetime):
        return nilai.date()
    if isinstance(nilai, str) and not isinstance(nilai, SelGalat | SelTanpaHasil):
        try:
            return _URAI(_tanpa_jam(nilai))
        except GalatUrai:
            return nilai
    if serial and isinstance(nilai, int | float) and _SERIAL.start <= nilai < _SERIAL.stop:
        return _HARI_NOL_EXCEL + timedelta(days=int(nilai))
    return nilai
