"""Applying the calendar: holidays, counting working days, time limits."""

from __future__ import annotations

from datetime import date
from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, kode_sah, menerapkan
from penilaian.aturan.rumus import kalender as rumus
from penilaian.galat import GalatRumus

LIBUR = "kalender/hari_libur"
HARI_KERJA = "kalender/hari_kerja"


def _hari(masukan: Masukan, nama: str) -> date:
    """A day, as YAML reads it or written YYYY-MM-DD.

    Raises:
        GalatRumus: ``tanggal_tidak_sah``.
    """
    isi = masukan[nama]
    if type(isi) is date:
        return isi
    try:
        return date.fromisoformat(isi)
    except (TypeError, ValueError):
        raise GalatRumus("tanggal_tidak_sah", f"{nama} bernilai {isi!r}; tulis tanggal seperti 2026-01-31") from None


@menerapkan(LIBUR, "tanggal")
def _hari_libur(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    hari, libur = _hari(masukan, "tanggal"), aturan.ketentuan[kode]
    kerja = rumus.hari_kerja(hari, libur, aturan.nilai(HARI_KERJA))
    return {"hari_kerja": kerja, "libur": rumus.nama_libur(hari, libur)}


@menerapkan(HARI_KERJA, "mulai", "hari")
def _hari_kerja(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    jumlah = bilangan(masukan, "hari")
    if jumlah.denominator != 1:
        raise GalatRumus("jumlah_hari_tidak_sah", f"hari bernilai {jumlah}; seharusnya bilangan bulat")
    selesai = rumus.tambah_hari_kerja(_hari(masukan, "mulai"), int(jumlah), aturan.ketentuan[LIBUR], aturan.nilai(kode))
    return {"tanggal": selesai.isoformat()}


@menerapkan("permenpanrb-6-2022/tenggat", "butir", "tanggal")
def _tenggat(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    butir = aturan.nilai(kode).butir
    satu = butir[kode_sah("butir", masukan["butir"], butir)]
    hari = rumus.tenggat(satu, _hari(masukan, "tanggal"), aturan.ketentuan[LIBUR], aturan.nilai(HARI_KERJA))
    return {"tenggat": hari.isoformat()}
