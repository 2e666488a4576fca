"""One cell to one value of its type, or a reason why not. Never repaired, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from numbers import Integral, Real
from typing import Any

from penilaian.aturan import muat_buku
from penilaian.aturan.rumus.nip import BagianNip, urai_nip
from penilaian.data.kamus import KamusKolom, Tipe
from penilaian.data.uraian import Dialek, GalatUrai, dua_bacaan, urai_bilangan
from penilaian.galat import GalatPeriode, GalatRumus
from penilaian.periode import Periode

Pengurai = Callable[[Any], Any]

_ILMIAH = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+|[0-9]{17,}[.,]0+")
_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9:]+)?)?"
)
_HARI_BULAN = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_NAMA_BULAN = re.compile(r"([0-9]{1,2})\s+([A-Za-z]+)\s+([0-9]{4})")
_BULAN = {
    "januari": 1, "februari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6,
    "juli": 7, "agustus": 8, "september": 9, "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip
_YA = frozenset({"ya", "y", "true", "1", "benar"})
_TIDAK = frozenset({"tidak", "t", "false", "0", "salah"})


def pengurai_kolom(kamus: KamusKolom, unik: Iterable[object], dialek: Dialek | None) -> Pengurai:
    """The parser of one column; ``unik`` are its distinct values."""
    if kamus.tipe in ("bilangan", "bulat"):
        return bilangan_kolom(unik, dialek, bulat=kamus.tipe == "bulat")
    if kamus.tipe == "kode":
        return _pengurai_kode(kamus)
    return _pengurai_tanggal(dialek) if kamus.tipe == "tanggal" else _TANPA_KAMUS[kamus.tipe]


def bilangan_kolom(unik: Iterable[object], dialek: Dialek | None, *, bulat: bool) -> Pengurai:
    """The parser for the numbers of one column.

    If a value of the column can only be read against the file's dialect, the
    column is mixed and the dialect no longer decides the ambiguous ones.
    """
    bacaan = [dua_bacaan(nilai) for nilai in unik if isinstance(nilai, str)]
    hanya_titik = any(koma is None and titik is not None for titik, koma in bacaan)
    hanya_koma = any(titik is None and koma is not None for titik, koma in bacaan)
    if (dialek == "koma" and hanya_titik) or (dialek == "titik" and hanya_koma):
        dialek = None

    def urai(nilai: object) -> float | int:
        angka: Any = urai_bilangan(nilai, dialek)
        if not bulat:
            return float(angka)
        if angka != int(angka) or abs(angka) >= 2**63:
            raise GalatUrai(
                "bukan_bulat", f"{nilai!r} bukan bilangan bulat", tindakan="tulis bilangan bulat, misalnya 12"
            )
        return int(angka)

    return urai


def _teks(nilai: object) -> str:
    if isinstance(nilai, datetime) and nilai.time() == datetime.min.time():
        return nilai.date().isoformat()
    if isinstance(nilai, Real) and not isinstance(nilai, bool | Integral) and float(nilai).is_integer():
        return str(int(float(nilai)))
    return str(nilai).strip()


def _pengurai_kode(kamus: KamusKolom) -> Pengurai:
    if kamus.daftar is not None:
        daftar = muat_buku().daftar(kamus.daftar)
        return _pengurai_pilihan(daftar.padankan, daftar.kode)
    if kamus.nilai:
        indeks = {_lipat(kode): kode for kode in kamus.nilai}
        return _pengurai_pilihan(lambda teks: indeks.get(_lipat(teks)), kamus.nilai)
    return _kode


def _pengurai_pilihan(padankan: Callable[[str], str | None], sah: tuple[str, ...]) -> Pengurai:
    def urai(nilai: object) -> str:
        kode = padankan(_teks(nilai)) if not isinstance(nilai, bool | date) else None
        if kode is None:
            raise GalatUrai(
                "nilai_tidak_dikenal",
                "Nilai ini tidak ada dalam daftar yang dibolehkan",
                tindakan=f"pilih salah satu: {', '.join(sah)}",
            )
        return kode

    return urai


def _lipat(teks: str) -> str:
    return "".join(huruf for huruf in teks.casefold() if huruf.isalnum())


def _kode(nilai: object) -> str:
    bukan_bulat = isinstance(nilai, Real) and not float(nilai).is_integer()
    if isinstance(nilai, bool | date) or bukan_bulat:
        raise GalatUrai(
            "kode_bukan_teks",
            "Kode tersimpan sebagai tanggal, pecahan, atau benar/salah; Excel mungkin sudah mengubahnya",
            tindakan="format kolom ini sebagai Teks, ketik ulang kodenya, lalu simpan",
        )
    return _teks(nilai)


@lru_cache(maxsize=100_000)
def bagian_nip(nip: str) -> BagianNip:
    """What a NIP says; kept, because each NIP stands in many tables and columns.

    Raises:
        GalatRumus: it is no valid NIP.
    """
    return urai_nip(nip)


def _nip(nilai: object) -> str:
    bersih = "".join(nilai.removeprefix("'").split()) if isinstance(nilai, str) else nilai
    if not isinstance(bersih, str) or _ILMIAH.fullmatch(bersih):
        raise GalatUrai(
            "nip_numerik",
            "NIP tersimpan sebagai angka atau nilai lain, bukan teks",
            mengapa="Excel hanya menyimpan 15 angka penting, sehingga angka-angka terakhir NIP sudah berubah",
            tindakan="ekspor ulang dari sistem asal dengan kolom NIP berformat Teks; jangan perbaiki dengan tangan",
        )
    try:
        bagian_nip(bersih)
    except GalatRumus as galat:
        raise GalatUrai(
            "nip_tidak_sah",
            f"NIP tidak sah: {galat.apa}",
            mengapa=galat.mengapa,
            tindakan="periksa NIP pada data kepegawaian, lalu perbaiki",
        ) from None
    return bersih


def _periode(nilai: object) -> str:
    if isinstance(nilai, date):
        raise GalatUrai(
            "periode_tidak_sah",
            "Periode tersimpan sebagai tanggal; Excel mungkin mengubah 2025-01 menjadi tanggal",
            tindakan="format kolom ini sebagai Teks, lalu tulis 2025-01, 2025-T4, 2025-S1, atau 2025",
        )
    try:
        return Periode.urai(_teks(nilai).upper()).kode
    except GalatPeriode as galat:
        raise GalatUrai(
            "periode_tidak_sah",
            "Kode periode tidak dikenal",
            mengapa=galat.mengapa,
            tindakan="tulis 2025-01, 2025-T4, 2025-S1, atau 2025",
        ) from None


def _pengurai_tanggal(dialek: Dialek | None) -> Pengurai:
    def urai(nilai: object) -> date:
        if isinstance(nilai, date):
            return nilai.date() if isinstance(nilai, datetime) else nilai
        hasil = _tanggal(nilai, dialek) if isinstance(nilai, str) else None
        if hasil is None:
            raise GalatUrai(
                "bukan_tanggal", f"{nilai!r} bukan tanggal yang dikenal", tindakan="tulis sebagai 2025-12-31"
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
                f"{teks!r} dapat dibaca hari-bulan atau bulan-hari",
                tindakan=f"tulis sebagai {tahun}-{bulan:02d}-{hari:02d} bila maksudnya hari {hari} bulan {bulan}",
            )
        return _susun_tanggal(tahun, bulan, hari)
    return None


def _susun_tanggal(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None


def _ya_tidak(nilai: object) -> bool:
    if isinstance(nilai, bool):
        return nilai
    teks = _teks(nilai).casefold()
    if teks in _YA:
        return True
    if teks in _TIDAK:
        return False
    raise GalatUrai("bukan_ya_tidak", f"{nilai!r} bukan ya atau tidak", tindakan="tulis ya atau tidak")


_TANPA_KAMUS: dict[Tipe, Pengurai] = {"teks": _teks, "nip": _nip, "periode": _periode, "ya_tidak": _ya_tidak}
