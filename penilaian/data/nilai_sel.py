"""One cell to one value of its type, or a reason why not. Never repaired, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache, partial
from numbers import Integral, Real
from typing import Any

from penilaian.aturan import muat_buku
from penilaian.aturan.rumus.nip import BagianNip, urai_nip
from penilaian.data.bilangan_sel import bilangan_kolom
from penilaian.data.kamus import KamusKolom
from penilaian.data.mirip import yang_mirip
from penilaian.data.sebutan import sebut, tulis_nilai
from penilaian.data.tanggal_sel import pengurai_tanggal
from penilaian.data.uraian import Dialek, GalatUrai
from penilaian.galat import GalatPeriode, GalatRumus
from penilaian.periode import Periode

Pengurai = Callable[[Any], Any]

PARQUET = ".parquet"
KODE_KOTA = "kota"
"""Stands for all agencies together in file names and commands."""
_ILMIAH = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+|[0-9]{17,}[.,]0+")
_KODE_BERKAS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_TAK_TERLIHAT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_YA = frozenset({"ya", "y", "true", "1", "benar"})
_TIDAK = frozenset({"tidak", "t", "false", "0", "salah"})
_JADIKAN_TEKS = {
    PARQUET: "ekspor ulang dari sistem asal dengan kolom ini bertipe teks (string)",
    ".xlsx": "format kolom ini sebagai Teks di Excel, ketik ulang isinya, lalu simpan",
}


def pengurai_kolom(kamus: KamusKolom, unik: Iterable[object], dialek: Dialek | None, bentuk: str) -> Pengurai:
    """The parser of one column; ``unik`` are its distinct values, ``bentuk`` is the suffix of the file."""
    if kamus.tipe in ("bilangan", "bulat"):
        return bilangan_kolom(unik, dialek, bulat=kamus.tipe == "bulat")
    if kamus.tipe == "kode":
        return _pengurai_kode(kamus, bentuk)
    if kamus.tipe == "tanggal":
        return pengurai_tanggal(dialek)
    if kamus.tipe in ("nip", "periode"):
        return partial(_nip if kamus.tipe == "nip" else _periode, bentuk=bentuk)
    return _ya_tidak if kamus.tipe == "ya_tidak" else _teks


def jadikan_teks(bentuk: str) -> str:
    """What to do where a column holds numbers or dates and should hold text."""
    return _JADIKAN_TEKS.get(bentuk, "ekspor ulang dari sistem asal dengan kolom ini sebagai teks")


def _teks(nilai: object) -> str:
    if type(nilai) is str:
        return nilai.strip()
    if isinstance(nilai, Real | Decimal) and not isinstance(nilai, bool | Integral) and float(nilai).is_integer():
        return f"{nilai:.0f}"
    return tulis_nilai(nilai).strip()


def _pengurai_kode(kamus: KamusKolom, bentuk: str) -> Pengurai:
    if kamus.daftar is not None:
        daftar = muat_buku().daftar(kamus.daftar)
        return _pengurai_pilihan(daftar.padankan, daftar.kode)
    if kamus.nilai:
        indeks = {_lipat(kode): kode for kode in kamus.nilai}
        return _pengurai_pilihan(lambda teks: indeks.get(_lipat(teks)), kamus.nilai)
    if kamus.nama_berkas:
        return lambda nilai: _kode_berkas(_kode(nilai, bentuk))
    return partial(_kode, bentuk=bentuk)


def _pengurai_pilihan(padankan: Callable[[str], str | None], sah: tuple[str, ...]) -> Pengurai:
    def urai(nilai: object) -> str:
        kode = padankan(_teks(nilai)) if not isinstance(nilai, bool | date) else None
        if kode is None:
            dekat = yang_mirip(nilai, sah)
            raise GalatUrai(
                "nilai_tidak_dikenal",
                "Nilai ini tidak ada dalam daftar yang dibolehkan",
                tindakan=f"{f'mungkin maksudnya {dekat}; ' if dekat else ''}pilih salah satu: {', '.join(sah)}",
            )
        return kode

    return urai


def _lipat(teks: str) -> str:
    return "".join(huruf for huruf in teks.casefold() if huruf.isalnum())


def _kode(nilai: object, bentuk: str) -> str:
    bukan_bulat = isinstance(nilai, Real | Decimal) and not float(nilai).is_integer()
    if isinstance(nilai, bool | date | time | timedelta) or bukan_bulat:
        sebab = "; Excel mungkin sudah mengubahnya" if bentuk == ".xlsx" else ""
        raise GalatUrai(
            "kode_bukan_teks",
            f"Kode tersimpan sebagai tanggal, jam, pecahan, atau benar/salah{sebab}",
            tindakan=jadikan_teks(bentuk),
        )
    teks = _teks(nilai)
    if any(unicodedata.category(huruf) in _TAK_TERLIHAT for huruf in teks):
        raise GalatUrai(
            "kode_tidak_sah",
            "Kode memuat ganti baris atau karakter yang tidak terlihat",
            tindakan="ketik ulang kodenya dalam satu baris",
        )
    return teks


def _kode_berkas(kode: str) -> str:
    if kode.casefold() == KODE_KOTA:
        raise GalatUrai(
            "kode_opd_tidak_sah",
            f"Kode OPD {sebut(kode)} sudah dipakai untuk laporan seluruh kota",
            tindakan="beri OPD ini kode lain di semua tabel",
        )
    if not _KODE_BERKAS.fullmatch(kode) or ".." in kode:
        raise GalatUrai(
            "kode_opd_tidak_sah",
            f"Kode OPD {sebut(kode)} tidak dapat menjadi nama berkas laporan",
            tindakan=(
                "pakai huruf, angka, titik, garis bawah, atau tanda hubung, diawali huruf atau angka, "
                "paling panjang 40, tanpa dua titik berurutan; samakan di semua tabel"
            ),
        )
    return kode


@lru_cache(maxsize=100_000)
def bagian_nip(nip: str) -> BagianNip:
    """What a NIP says; kept, because each NIP stands in many tables and columns.

    Raises:
        GalatRumus: it is no valid NIP.
    """
    return urai_nip(nip)


def _nip(nilai: object, bentuk: str) -> str:
    bersih = "".join(nilai.removeprefix("'").split()) if isinstance(nilai, str) else nilai
    if not isinstance(bersih, str) or _ILMIAH.fullmatch(bersih):
        raise _nip_numerik(tipe_bilangan=bentuk == PARQUET and not isinstance(nilai, str))
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


def _nip_numerik(*, tipe_bilangan: bool) -> GalatUrai:
    apa = "NIP tersimpan sebagai angka atau nilai lain, bukan teks"
    if tipe_bilangan:
        sebab = "bilangan sebesar ini dapat berubah di jalan tanpa terlihat, sehingga ke-18 digitnya tidak terjamin"
        return GalatUrai("nip_numerik", apa, mengapa=sebab, tindakan=jadikan_teks(PARQUET))
    return GalatUrai(
        "nip_numerik",
        apa,
        mengapa="Excel hanya menyimpan 15 angka penting, sehingga angka-angka terakhir NIP sudah berubah",
        tindakan="ekspor ulang dari sistem asal dengan kolom NIP berformat Teks; jangan perbaiki dengan tangan",
    )


def _periode(nilai: object, bentuk: str) -> str:
    if isinstance(nilai, date):
        sebab = "; Excel mungkin mengubah 2025-01 menjadi tanggal" if bentuk == ".xlsx" else ""
        raise GalatUrai(
            "periode_tidak_sah",
            f"Periode tersimpan sebagai tanggal{sebab}",
            tindakan=f"tulis 2025-01, 2025-T4, 2025-S1, atau 2025; {jadikan_teks(bentuk)}",
        )
    try:
        kode = Periode.urai(_teks(nilai).upper()).kode
        # A code that does not read back would stop whoever reads it next.
        return Periode.urai(kode).kode
    except (GalatPeriode, ValueError):
        raise GalatUrai(
            "periode_tidak_sah",
            "Kode periode tidak dikenal",
            mengapa="periode adalah bulan 2025-01, triwulan 2025-T4, semester 2025-S1, atau tahun 2025",
            tindakan="tulis kodenya sebagai teks dalam bentuk itu",
        ) from None


def _ya_tidak(nilai: object) -> bool:
    if isinstance(nilai, bool):
        return nilai
    teks = _teks(nilai).casefold()
    if teks in _YA:
        return True
    if teks in _TIDAK:
        return False
    raise GalatUrai("bukan_ya_tidak", f"{sebut(nilai)} bukan ya atau tidak", tindakan="tulis ya atau tidak")
