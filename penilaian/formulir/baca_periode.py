"""The period of a form from what its heading says: a span of days, a named quarter, a year beside it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from penilaian.periode import JenisPeriode, Periode

_BULAN = {
    nama: nomor
    for nomor, semua in enumerate(
        (
            "januari jan", "februari pebruari feb peb", "maret mar", "april apr", "mei", "juni jun", "juli jul",
            "agustus agu agt ags", "september sept sep", "oktober okt", "november nopember nov nop", "desember des",
        ),
        start=1,
    )
    for nama in semua.split()
}  # fmt: skip
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
NAMA_BULAN = rf"(?:{'|'.join(sorted(_BULAN, key=len, reverse=True))})\b\.?"
_SAMPAI = r"\s*(?:s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga|[-\u2010-\u2015\u2212])\s*"
_TAHUN = r"(?:(?:tahun|thn|th)\b\.?\s*)?((?:19|20|21)[0-9]{2})\b"
_HARI = rf"([0-9]{{1,2}})\s*[-/. ]?\s*({NAMA_BULAN})"
_RENTANG = re.compile(rf"{_HARI}(?:\s*[-/, ]?\s*{_TAHUN})?{_SAMPAI}{_HARI}\s*[-/, ]?\s*{_TAHUN}")
_RENTANG_BULAN = re.compile(rf"(?<![0-9] )\b({NAMA_BULAN})(?:\s*{_TAHUN})?{_SAMPAI}({NAMA_BULAN})\s*{_TAHUN}")
_RENTANG_ANGKA = re.compile(
    rf"\b([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{4}}){_SAMPAI}([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{4}})\b"
)
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_RENTANG_ISO = re.compile(rf"\b{_ISO}{_SAMPAI}{_ISO}\b")
_BERNAMA = re.compile(
    rf"(?:(?P<jenis>triwulan|tw|semester)\s*(?:ke\s*-?\s*)?(?P<nomor>iv|i{{1,3}}|[1-4])|(?:bulan\s+)?(?P<bulan>{NAMA_BULAN})|(?P<setahun>tahunan))"
    rf"(?:\s*[-,/]?\s*{_TAHUN})?"
)
_SATU_TAHUN = re.compile(rf"(?:tahunan\s+)?{_TAHUN}")
TAHUN_JUDUL = re.compile(r"\b(?:tahun|thn)\b\.?\s*((?:19|20|21)[0-9]{2})\b")


@dataclass(frozen=True)
class _Bernama:
    """A period that is named: its kind and number, and the year if the same text says it."""

    jenis: JenisPeriode
    nomor: int
    tahun: int | None


def urai_periode(teks: Sequence[str], judul: Sequence[str] = ()) -> Periode | None:
    """The one period that the texts after "periode" agree on; None where there is none or they contradict.

    ``judul`` are title lines, which may say the year of a quarter that is only named.

    >>> urai_periode(["TRIWULAN IV", "1 OKTOBER SD 31 DESEMBER TAHUN 2025"]).kode
    '2025-T4'
    >>> urai_periode(["Triwulan I", "1 Januari s.d. 31 Desember 2025"]) is None
    True
    >>> urai_periode(["Semester II"], ["Tahun 2025"]).kode
    '2025-S2'
    """
    bersih = [" ".join(satu.replace("*", " ").casefold().split()).strip(" :().") for satu in teks]
    bersih = [satu for satu in bersih if satu]
    rentang = [_rentang(satu) for satu in bersih]
    bernama = [_bernama(satu) for satu in bersih]
    tahun = {int(cocok[1]) for satu in bersih if (cocok := _SATU_TAHUN.fullmatch(satu))}
    calon: set[Periode | None] = {satu for satu, ada in rentang if ada}
    for satu in (nama for nama in bernama if nama is not None):
        calon |= _lengkapi(satu, calon, tahun, judul)
    if not calon and len(tahun) == 1:
        calon = {Periode(tahun.pop(), "tahun", 1)}
    if len(calon) != 1:
        return None
    hasil = next(iter(calon))
    return hasil if hasil is None or not tahun or tahun == {hasil.tahun} else None


def _lengkapi(nama: _Bernama, calon: set[Periode | None], tahun: set[int], judul: Sequence[str]) -> set[Periode | None]:
    """A named period with its year: its own, that of the span beside it, or the one that stands elsewhere."""
    if nama.tahun is not None:
        return {Periode(nama.tahun, nama.jenis, nama.nomor)}
    sekitar = {satu.tahun for satu in calon if satu is not None} or tahun
    sekitar = sekitar or {int(satu) for baris in judul for satu in TAHUN_JUDUL.findall(baris.casefold())}
    return {Periode(sekitar.pop(), nama.jenis, nama.nomor)} if len(sekitar) == 1 else {None}


def _bernama(teks: str) -> _Bernama | None:
    cocok = _BERNAMA.fullmatch(teks)
    if cocok is None:
        return None
    tahun = int(cocok[5]) if cocok[5] else None
    if cocok["setahun"]:
        return _Bernama("tahun", 1, tahun)
    if cocok["bulan"]:
        return _Bernama("bulan", _bulan(cocok["bulan"]), tahun)
    nomor = _ROMAWI[cocok["nomor"]]
    if cocok["jenis"] != "semester":
        return _Bernama("triwulan", nomor, tahun)
    return _Bernama("semester", nomor, tahun) if nomor <= 2 else None


def _rentang(teks: str) -> tuple[Periode | None, bool]:
    """The period of a span of days, and whether there is a span at all."""
    if cocok := _RENTANG.search(teks):
        awal = _hari(int(cocok[3] or cocok[6]), _bulan(cocok[2]), int(cocok[1]))
        return _antara(awal, _hari(int(cocok[6]), _bulan(cocok[5]), int(cocok[4]))), True
    if cocok := _RENTANG_ISO.search(teks):
        tahun, bulan, hari, tahun_akhir, bulan_akhir, hari_akhir = (int(satu) for satu in cocok.groups())
        return _antara(_hari(tahun, bulan, hari), _hari(tahun_akhir, bulan_akhir, hari_akhir)), True
    if cocok := _RENTANG_ANGKA.search(teks):
        hari, bulan, tahun, hari_akhir, bulan_akhir, tahun_akhir = (int(satu) for satu in cocok.groups())
        return _antara(_hari(tahun, bulan, hari), _hari(tahun_akhir, bulan_akhir, hari_akhir)), True
    if cocok := _RENTANG_BULAN.search(teks):
        tahun, bulan = int(cocok[4]), _bulan(cocok[3])
        terakhir = calendar.monthrange(tahun, bulan)[1]
        return _antara(_hari(int(cocok[2] or tahun), _bulan(cocok[1]), 1), _hari(tahun, bulan, terakhir)), True
    return None, False


def _antara(awal: date | None, akhir: date | None) -> Periode | None:
    return None if awal is None or akhir is None else Periode.dari_tanggal(awal, akhir)


def _bulan(teks: str) -> int:
    return _BULAN[teks.rstrip(".")]


_TANGGAL = re.compile(rf"(?:tanggal\s*:?\s*)?{_HARI}\s*[-/, ]?\s*{_TAHUN}")
_TANGGAL_ISO = re.compile(_ISO)
_TANGGAL_ANGKA = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")


def urai_tanggal(teks: str) -> date | None:
    """A day as Indonesians write it, day before month; None if it is none.

    >>> urai_tanggal("5 Januari 2026"), urai_tanggal("31/12/2025")
    (datetime.date(2026, 1, 5), datetime.date(2025, 12, 31))
    """
    bersih = " ".join(teks.casefold().split()).strip(" :().")
    if cocok := _TANGGAL.fullmatch(bersih):
        return _hari(int(cocok[3]), _bulan(cocok[2]), int(cocok[1]))
    if cocok := _TANGGAL_ISO.fullmatch(bersih):
        return _hari(int(cocok[1]), int(cocok[2]), int(cocok[3]))
    if cocok := _TANGGAL_ANGKA.fullmatch(bersih):
        return _hari(int(cocok[3]), int(cocok[2]), int(cocok[1]))
    return None


def _hari(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None
