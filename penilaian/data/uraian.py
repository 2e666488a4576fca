"""Numbers and targets as people write them: parsed where that is safe, refused where not.

A text has up to two readings, one with a decimal point and one with a decimal
comma. ``85,5`` has one, ``1234`` has two equal ones, ``1.234`` has two that
differ by a factor of thousand: that one is never guessed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from penilaian.data.sebutan import kutip, sebut
from penilaian.galat import GalatData

Dialek = Literal["titik", "koma"]

_SPASI_RIBUAN = re.compile("(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_MINUS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_TITIK = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)?(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_KOMA = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)?(?:,[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")


class GalatUrai(GalatData):
    """A value that cannot be read; ``kode`` is a stable name."""

    def __init__(self, kode: str, apa: str, *, mengapa: str = "", tindakan: str = "") -> None:
        self.kode = kode
        super().__init__(apa, mengapa=mengapa, tindakan=tindakan)


def dua_bacaan(teks: str) -> tuple[Decimal | None, Decimal | None]:
    """The number read with a decimal point, and with a decimal comma; None where it is no number.

    >>> dua_bacaan("85,5")
    (None, Decimal('85.5'))
    >>> dua_bacaan("1.234")
    (Decimal('1.234'), Decimal('1234'))
    """
    bersih = teks.strip().removesuffix("%").rstrip()
    negatif = bersih[:1] in _MINUS and bersih != ""
    bersih = bersih[1:] if negatif or bersih[:1] == "+" else bersih
    bersih = _SPASI_RIBUAN.sub("", bersih)
    titik = _desimal(bersih.replace(",", "")) if _TITIK.fullmatch(bersih) else None
    koma = _desimal(bersih.replace(".", "").replace(",", ".")) if _KOMA.fullmatch(bersih) else None
    if negatif:
        return (None if titik is None else -titik), (None if koma is None else -koma)
    return titik, koma


def _desimal(teks: str) -> Decimal | None:
    if not teks[:1].isdigit() and not (teks[:1] == "." and teks[1:2].isdigit()):
        return None
    nilai = Decimal(teks)
    return nilai if math.isfinite(float(nilai)) else None


def urai_bilangan(nilai: object, dialek: Dialek | None = None) -> int | float | Decimal | Fraction:
    """Read one number exactly; numbers pass, text becomes ``Decimal``.

    ``dialek`` says which mark is the decimal one where the text itself does not.

    >>> urai_bilangan("85,5"), urai_bilangan("1.234.567,8"), urai_bilangan("61,95%")
    (Decimal('85.5'), Decimal('1234567.8'), Decimal('61.95'))
    >>> urai_bilangan("1.234", "koma"), urai_bilangan("1.234", "titik")
    (Decimal('1234'), Decimal('1.234'))
    >>> urai_bilangan("1.234")
    Traceback (most recent call last):
    ...
    penilaian.data.uraian.GalatUrai: “1.234” dapat berarti 1234 atau 1,234. ...

    Raises:
        GalatUrai: ``bukan_bilangan`` or ``bilangan_ambigu``.
    """
    if isinstance(nilai, int | float | Decimal | Fraction) and not isinstance(nilai, bool):
        if math.isfinite(nilai):
            return nilai
    elif isinstance(nilai, str):
        titik, koma = dua_bacaan(nilai)
        if titik is not None and koma is not None and titik != koma:
            return _pilih(nilai, titik, koma, dialek)
        hasil = koma if titik is None else titik
        if hasil is not None:
            return hasil
    raise GalatUrai(
        "bukan_bilangan",
        f"{sebut(nilai)} bukan bilangan",
        tindakan="tulis angka saja, misalnya 85,5; kosongkan selnya bila nilainya tidak ada",
    )


def _pilih(teks: str, titik: Decimal, koma: Decimal, dialek: Dialek | None) -> Decimal:
    if dialek is None:
        bulat, pecahan = max(titik, koma, key=abs), min(titik, koma, key=abs)
        raise GalatUrai(
            "bilangan_ambigu",
            f"{kutip(teks)} dapat berarti {bulat:f} atau {_tulis(pecahan)}",
            mengapa="titik atau komanya dapat menjadi pemisah ribuan atau desimal",
            tindakan="tulis tanpa pemisah ribuan (1234) atau dengan angka desimal yang jelas (1,2340)",
        )
    return titik if dialek == "titik" else koma


def _tulis(nilai: Decimal) -> str:
    return f"{nilai.normalize():f}".replace(".", ",")


@dataclass(frozen=True)
class Target:
    """A target as a range; a single value has equal ends."""

    bawah: Decimal
    atas: Decimal
    satuan: str | None = None
    keterangan: str | None = None

    @property
    def tunggal(self) -> bool:
        return self.bawah == self.atas


_ANGKA = "[0-9]+(?:[.,][0-9]+)*(?:[\u00a0\u2009\u202f][0-9]{3})*(?:,[0-9]+)?"
_SAMPAI = r"(?:[-\u2010-\u2015\u2212]|s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?|hingga)"
_POLA_TARGET = re.compile(
    rf"(?P<bawah>[{re.escape(_MINUS)}]?{_ANGKA})\s*(?P<persen>%|persen\b)?"
    rf"(?:\s*(?P<sampai>{_SAMPAI})\s*(?P<atas>{_ANGKA}))?(?P<sisa>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SKALA = re.compile(r"(?:dari\s+)?skala\s+(?P<puncak>[0-9]+(?:[.,][0-9]+)?)", re.IGNORECASE)
_SISA_AMAN = re.compile(r"(?:(?:%|persen\b)\s*)?[^\W\d_]?(?:[^\W\d_]|[\s,.'&-])*", re.IGNORECASE)
# Words that turn a number into a bound, a condition, a change, a date or a multiple.
_KATA_TIDAK_AMAN = frozenset({
    "min", "minimal", "minimum", "maks", "maksimal", "maksimum", "max", "paling", "sedikitnya", "setidaknya",
    "sekurangnya", "sekurang", "lebih", "kurang", "atas", "bawah", "diatas", "dibawah", "atau", "antara", "sebelum",
    "sebelumnya", "lalu", "lambat", "bila", "jika", "apabila", "kecuali", "naik", "turun", "meningkat", "menurun",
    "bertambah", "berkurang", "peningkatan", "penurunan", "kenaikan", "tidak", "bukan", "belum", "setengah",
    "seperempat", "ribu", "rb", "juta", "jt", "miliar", "milyar", "triliun", "lusin", "sampai", "hingga", "januari",
    "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember",
})  # fmt: skip


def urai_target(teks: str, dialek: Dialek | None = None) -> Target | None:
    """Read a written target; None where that is not safe (see :func:`alasan_tak_terurai`).

    >>> urai_target("80 – 90% dari jumlah pengaduan yang masuk")
    Target(bawah=Decimal('80'), atas=Decimal('90'), satuan='%', keterangan='dari jumlah pengaduan yang masuk')
    >>> urai_target("7-8 bulan")
    Target(bawah=Decimal('7'), atas=Decimal('8'), satuan='bulan', keterangan=None)
    >>> urai_target("3,5 dari skala 5")
    Target(bawah=Decimal('3.5'), atas=Decimal('3.5'), satuan='skala 5', keterangan=None)
    >>> urai_target("minimal 80%") is None
    True
    """
    try:
        return _urai(teks, dialek)
    except GalatUrai:
        return None


def alasan_tak_terurai(teks: str, dialek: Dialek | None = None) -> str | None:
    """Why a written target cannot be read safely; None if it can.

    >>> alasan_tak_terurai("≥ 80")
    'tidak diawali angka'
    >>> alasan_tak_terurai("80%") is None
    True
    """
    try:
        _urai(teks, dialek)
    except GalatUrai as galat:
        return f"ambigu, {galat.apa}" if galat.kode == "bilangan_ambigu" else galat.apa
    return None


def _urai(teks: str, dialek: Dialek | None) -> Target:
    cocok = _POLA_TARGET.fullmatch(teks.strip())
    if cocok is None:
        raise _tidak_aman("tidak diawali angka")
    bawah = Decimal(str(urai_bilangan(cocok["bawah"], dialek)))
    atas = Decimal(str(urai_bilangan(cocok["atas"], dialek))) if cocok["atas"] else bawah
    if cocok["atas"]:
        _periksa_rentang(cocok, bawah, atas)
    sisa = " ".join(cocok["sisa"].split())
    if skala := _SKALA.fullmatch(sisa):
        return _pada_skala(bawah, atas, skala["puncak"])
    _periksa_sisa(sisa)
    satuan, keterangan = _pisahkan_satuan(sisa)
    if cocok["persen"] and not cocok["atas"]:
        return Target(bawah, atas, "%", sisa or None)
    if cocok["persen"] and satuan not in (None, "%"):
        raise _tidak_aman("satuan kedua ujung rentang berbeda")
    return Target(bawah, atas, "%" if cocok["persen"] else satuan, keterangan)


def _tidak_aman(alasan: str) -> GalatUrai:
    return GalatUrai("target_tidak_aman", alasan)


def _periksa_rentang(cocok: re.Match[str], bawah: Decimal, atas: Decimal) -> None:
    if cocok["bawah"][0] in _MINUS:
        raise _tidak_aman("rentang dengan bilangan negatif tidak jelas")
    if bawah > atas:
        raise _tidak_aman("rentang terbalik")
    tahun = all(nilai == int(nilai) and 1900 <= nilai < 2100 for nilai in (bawah, atas))
    if tahun and not cocok["sisa"].strip():
        raise _tidak_aman("dua tahun, bukan rentang target")


def _pada_skala(bawah: Decimal, atas: Decimal, puncak: str) -> Target:
    if not 0 <= bawah <= atas <= Decimal(puncak.replace(",", ".")):
        raise _tidak_aman("nilai berada di luar skala")
    return Target(bawah, atas, f"skala {puncak}")


def _periksa_sisa(sisa: str) -> None:
    if any(huruf.isdigit() for huruf in sisa):
        raise _tidak_aman("memuat lebih dari satu angka")
    if not _SISA_AMAN.fullmatch(sisa) or sisa[:1] in (".", ",", "-", "'", "&"):
        raise _tidak_aman("memuat tanda yang tidak dikenal sesudah angka")
    kata = set(re.findall(r"[^\W\d_]+", sisa.casefold()))
    if tidak_aman := sorted(kata & _KATA_TIDAK_AMAN):
        raise _tidak_aman(f"kata {kutip(tidak_aman[0])} membuat arti angkanya tidak pasti")


def _pisahkan_satuan(sisa: str) -> tuple[str | None, str | None]:
    if not sisa:
        return None, None
    if sisa.startswith("%"):
        return "%", sisa[1:].strip() or None
    satuan, _, keterangan = sisa.partition(" ")
    return ("%" if satuan.casefold() == "persen" else satuan), keterangan.strip() or None
