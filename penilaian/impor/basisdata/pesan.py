"""What a database server or its driver says, in the reader's words and without secrets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from penilaian.galat import GalatData
from penilaian.impor.basisdata.alamat import Alamat

_PANJANG_JAWABAN = 300


class _Sebab(NamedTuple):
    apa: str
    tindakan: str


TAK_TERJANGKAU = _Sebab(
    "Peladen basis data tidak dapat dihubungi",
    "periksa nama host, porta, jaringan atau VPN, dan apakah peladennya menyala",
)
_SANDI = _Sebab("Nama pengguna atau kata sandi basis data ditolak", "periksa keduanya pada alamat basis data")
_IZIN_MASUK = _Sebab(
    "Peladen basis data tidak mengizinkan pengguna ini masuk dari komputer ini",
    "minta pengelola basis data membuka aksesnya (pg_hba.conf)",
)
_TANPA_BASIS = _Sebab("Basis data itu tidak ada di peladen", "periksa nama basis data di akhir alamatnya")
_TANPA_TABEL = _Sebab(
    "Tabel atau skema di pemetaan tidak ada, atau tidak terlihat oleh pengguna ini",
    "perbaiki dari atau kueri di berkas pemetaan; tulis skemanya, misalnya simpeg.pegawai",
)
_TANPA_KOLOM = _Sebab("Kolom di kueri tidak ada", "perbaiki nama kolomnya di berkas pemetaan")
_TANPA_IZIN = _Sebab(
    "Pengguna basis data ini tidak berhak membaca tabel itu", "minta pengelola basis data memberi izin SELECT"
)
_MENULIS = _Sebab(
    "Kueri di pemetaan mencoba mengubah data; ditolak, tidak ada yang berubah",
    "tulis kueri yang hanya membaca (select)",
)
_DIHENTIKAN = _Sebab(
    "Kueri dihentikan sebelum selesai, oleh batas waktu atau oleh pengelola basis data",
    "persempit kueri (misalnya satu periode), atau jalankan saat peladen tidak sibuk",
)
_PUTUS = _Sebab("Sambungan ke basis data terputus", "jalankan lagi; bila berulang, periksa jaringan dan peladennya")
_PENUH = _Sebab("Peladen basis data sedang penuh sambungan", "jalankan lagi beberapa saat kemudian")
_SINTAKS = _Sebab("Kueri di pemetaan salah tulis", "perbaiki kueri di berkas pemetaan, coba dulu di alat SQL")
_KOLOM_KEMBAR = _Sebab("Kueri memuat dua kolom bernama sama", "beri nama lain dengan as di kueri")
_LAIN = _Sebab(
    "Basis data tidak dapat menjalankan permintaan ini", "periksa dari atau kueri di berkas pemetaan bersama pengelola"
)

_SQLSTATE: Mapping[str, _Sebab] = {
    "42P01": _TANPA_TABEL,
    "3F000": _TANPA_TABEL,
    "42703": _TANPA_KOLOM,
    "42501": _TANPA_IZIN,
    "25006": _MENULIS,
    "57014": _DIHENTIKAN,
    "57P01": _PUTUS,
    "57P02": _PUTUS,
    "28P01": _SANDI,
    "28000": _IZIN_MASUK,
    "3D000": _TANPA_BASIS,
    "42601": _SINTAKS,
    "42702": _KOLOM_KEMBAR,
    "53300": _PENUH,
}
_TULISAN: tuple[tuple[re.Pattern[str], _Sebab], ...] = tuple(
    (re.compile(pola, re.IGNORECASE), sebab)
    for pola, sebab in (
        (r"password authentication failed|no password supplied|role .* does not exist", _SANDI),
        (r"no pg_hba\.conf entry|permission denied for database", _IZIN_MASUK),
        (r"database .* does not exist", _TANPA_BASIS),
        (r"too many (?:clients|connections)|remaining connection slots", _PENUH),
        (r"Failed to connect|could not connect", TAK_TERJANGKAU),
        (r"read-only transaction|read-write mode", _MENULIS),
        (r"canceling statement", _DIHENTIKAN),
        (r"server closed the connection|terminating connection|SSL SYSCALL", _PUTUS),
    )
)
"""A refused connection, and a query that fails while its rows flow, have no SQLSTATE but only a text."""
_NOMOR_MYSQL: Mapping[int, _Sebab] = {
    1044: _TANPA_IZIN,
    1045: _SANDI,
    1698: _SANDI,
    1130: _IZIN_MASUK,
    1049: _TANPA_BASIS,
    1146: _TANPA_TABEL,
    1054: _TANPA_KOLOM,
    1142: _TANPA_IZIN,
    1143: _TANPA_IZIN,
    1227: _TANPA_IZIN,
    1370: _TANPA_IZIN,
    1792: _MENULIS,
    1969: _DIHENTIKAN,
    3024: _DIHENTIKAN,
    1317: _DIHENTIKAN,
    2002: TAK_TERJANGKAU,
    2003: TAK_TERJANGKAU,
    2006: _PUTUS,
    2013: _PUTUS,
    1927: _PUTUS,
    1040: _PENUH,
    1203: _PENUH,
    1064: _SINTAKS,
    1060: _KOLOM_KEMBAR,
}


def galat_postgresql(galat: Exception, alamat: Alamat, di: str = "") -> GalatData:
    """An error of the PostgreSQL driver."""
    teks = str(galat)
    sebab = _SQLSTATE.get(getattr(galat, "sqlstate", None) or "")
    if sebab is None:
        sebab = next((satu for pola, satu in _TULISAN if pola.search(teks)), _LAIN)
    _, _, jawaban = teks.rpartition("ERROR:")
    return _susun(sebab, alamat, di, jawaban.strip().partition("\n")[0])


def galat_mysql(galat: Exception, alamat: Alamat, di: str = "") -> GalatData:
    """An error of the MySQL driver, bare or wrapped."""
    nomor, jawaban = [*getattr(getattr(galat, "orig", galat), "args", ()), 0, ""][:2]
    return _susun(_NOMOR_MYSQL.get(nomor, _LAIN), alamat, di, str(jawaban))


@contextmanager
def tafsirkan(
    kesalahan: type[Exception] | tuple[type[Exception], ...],
    susun: Callable[[Exception, Alamat, str], GalatData],
    alamat: Alamat,
    di: str = "",
) -> Iterator[None]:
    """What a driver raises inside becomes an error for the reader, without the driver's own traceback."""
    try:
        yield
    except kesalahan as galat:
        raise susun(galat, alamat, di) from None


def paket_tidak_ada(paket: str) -> GalatData:
    """A driver that is not installed."""
    return GalatData(
        f"Paket Python {paket} belum terpasang",
        mengapa="membaca langsung dari basis data memerlukan paket tambahan",
        tindakan="pasang dengan: pip install 'penilaian[basisdata]'",
    )


def _susun(sebab: _Sebab, alamat: Alamat, di: str, jawaban: str) -> GalatData:
    # What a refused connection says names users and addresses, and tells a reader no more than the cause.
    diam = sebab in (_SANDI, TAK_TERJANGKAU, _IZIN_MASUK)
    jawaban = "" if diam else alamat.samarkan(" ".join(jawaban.split()))[:_PANJANG_JAWABAN]
    return GalatData(
        sebab.apa,
        di_mana=f"{alamat.nama}, {di}" if di else alamat.nama,
        mengapa=f"jawaban peladen: “{jawaban}”" if jawaban else "",
        tindakan=sebab.tindakan,
    )
