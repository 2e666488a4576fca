"""Source values to ours, as the mapping says: listed pairs, names of agencies, moments to days. Nothing passes unlisted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from penilaian.data.sebutan import kutip, tulis_nilai
from penilaian.data.temuan import Pesan
from penilaian.impor.penamaan import PenamaOpd

Nilai = bool | int | Decimal | date | str
"""What a mapping may write as a value of ours."""
Ganti = Callable[[str], "Nilai | Pesan"]


def kunci_nilai(nilai: object) -> str:
    """A source value as the mapping writes it, whatever its type.

    >>> kunci_nilai(1), kunci_nilai(1.0), kunci_nilai(True), kunci_nilai(" PNS ")
    ('1', '1', 'true', 'PNS')
    """
    if isinstance(nilai, bool):
        return "true" if nilai else "false"
    if isinstance(nilai, Real | Decimal) and _bulat(nilai):
        return f"{nilai:.0f}"
    return tulis_nilai(nilai).strip()


def ganti_nilai(isi: pd.Series, ganti: Ganti, kosong: Nilai | None) -> tuple[pd.Series, dict[int, Pesan]]:
    """A column with each value replaced, and what went wrong by position; those become missing.

    Each distinct value is looked up once. An empty value becomes ``kosong``.
    """
    hasil = np.empty(len(isi), dtype=object)
    gagal: dict[int, Pesan] = {}
    tahu: dict[str, Nilai | Pesan] = {}
    ada = isi.notna().to_numpy(dtype=bool)
    for posisi, satu in enumerate(isi.tolist()):
        kunci = kunci_nilai(satu) if ada[posisi] else ""
        if kunci == "":
            hasil[posisi] = kosong
            continue
        if kunci not in tahu:
            tahu[kunci] = ganti(kunci)
        baru = tahu[kunci]
        if isinstance(baru, Pesan):
            gagal[posisi] = baru
        else:
            hasil[posisi] = baru
    return pd.Series(hasil, index=isi.index, dtype=object), gagal


def pengganti_peta(nilai: dict[str, Nilai], dari: str) -> Ganti:
    """Look-up in the pairs of the mapping."""

    def ganti(kunci: str) -> Nilai | Pesan:
        if kunci in nilai:
            return nilai[kunci]
        dikenal = ", ".join(map(kutip, nilai))
        return Pesan(
            "galat",
            "nilai_tak_terpetakan",
            f"Nilai {kutip(kunci)} di kolom sumber {dari} tidak ada di peta nilai, sehingga tidak dibaca",
            f"tambahkan nilai itu di berkas pemetaan; yang sudah ada: {dikenal}",
        )

    return ganti


def pengganti_opd(opd: PenamaOpd) -> Ganti:
    """Look-up of agencies by name."""

    def ganti(nama: str) -> Nilai | Pesan:
        kode = opd.kode(nama)
        if kode is not None:
            return kode
        saran = opd.saran(nama)
        return Pesan(
            "galat",
            "opd_tidak_dikenal",
            f"Nama OPD {kutip(nama)} tidak ada di tabel opd" + (f"; {saran}" if saran else ""),
            "tulis padanan nama itu dengan kode OPD-nya, atau perbaiki namanya di sumber",
        )

    return ganti


def berzona(isi: pd.Series) -> bool:
    """Whether a column holds moments of a time zone, so that their day depends on where one stands."""
    if isinstance(isi.dtype, pd.DatetimeTZDtype):
        return True
    return isi.dtype == object and any(isinstance(satu, datetime) and satu.tzinfo is not None for satu in isi)


def jadikan_hari(isi: pd.Series, zona: str) -> pd.Series:
    """Moments as the days they fall on in a time zone; other values stay as they are."""
    if isinstance(isi.dtype, pd.DatetimeTZDtype):
        return pd.Series(isi.dt.tz_convert(zona).dt.tz_localize(None).dt.normalize())
    if not berzona(isi):
        return isi
    tempat = ZoneInfo(zona)
    hari = [
        satu.astimezone(tempat).date() if isinstance(satu, datetime) and satu.tzinfo is not None else satu
        for satu in isi.tolist()
    ]
    return pd.Series(hari, index=isi.index, dtype=object)


def _bulat(nilai: Real | Decimal) -> bool:
    return bool(np.isfinite(float(nilai))) and float(nilai).is_integer()
