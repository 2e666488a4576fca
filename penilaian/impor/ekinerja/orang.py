"""What a row says about an employee beside its own columns: from the NIP, and from the words of the position."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from penilaian.aturan.rumus.nip import BagianNip
from penilaian.data.kamus import muat_kamus
from penilaian.data.nilai_sel import bagian_nip
from penilaian.galat import GalatRumus
from penilaian.impor.ekinerja.nilai import nip_kunci

_SELISIH_SINTETIS = 100
"""The years inside a synthetic NIP are a century too early."""
_JENIS_JABATAN = {
    "jpt": {"jpt", "tinggi"},
    "administrator": {"administrator"},
    "pengawas": {"pengawas"},
    "pelaksana": {"pelaksana"},
    "fungsional": {"fungsional", "jf", "jft"},
}
_BUKAN_FUNGSIONAL = {"umum", "jfu"}
"""Jabatan fungsional umum was the former name of other positions: not decided here."""


def bagian(nip: object) -> BagianNip | None:
    """The parts of a NIP; None where it cannot be read."""
    kunci = nip_kunci(nip)
    if kunci is None:
        return None
    try:
        return bagian_nip(kunci)
    except GalatRumus:
        return None


def kelompok_usia(satu: BagianNip, akhir: date) -> str:
    """The age group on a day.

    >>> from penilaian.data.nilai_sel import bagian_nip
    >>> kelompok_usia(bagian_nip("189501011920031001"), date(2025, 1, 1))
    '30_39'
    """
    lahir = satu.tanggal_lahir
    usia = akhir.year - lahir.year - ((akhir.month, akhir.day) < (lahir.month, lahir.day))
    usia -= _SELISIH_SINTETIS if satu.sintetis else 0
    urut = (usia >= 30) + (usia >= 40) + (usia >= 50)
    return muat_kamus()["pegawai"].kolom["kelompok_usia"].nilai[urut]


def jenis_jabatan(teks: object) -> object:
    """The code where the words name exactly one group; otherwise the text itself, for the conversion to refuse.

    >>> jenis_jabatan("JPT Pratama"), jenis_jabatan("Jabatan Fungsional"), jenis_jabatan("Fungsional Umum")
    ('jpt', 'fungsional', 'Fungsional Umum')
    """
    kata = set(re.findall(r"[a-z]+", teks.casefold())) if isinstance(teks, str) else set()
    cocok = [kode for kode, tanda in _JENIS_JABATAN.items() if kata & tanda]
    return cocok[0] if len(cocok) == 1 and not kata & _BUKAN_FUNGSIONAL else teks


def jenjang(jabatan: object) -> str | None:
    """The level that the name of a functional position tells; None where it tells none or several.

    >>> jenjang("Perencana Ahli Muda"), jenjang("Guru"), jenjang("Bidan Mahir, Bidan Terampil")
    ('ahli_muda', None, None)
    """
    if not isinstance(jabatan, str):
        return None
    cocok = set(_pola_jenjang().findall(" ".join(jabatan.casefold().split())))
    return str(cocok.pop()).replace(" ", "_") if len(cocok) == 1 else None


@cache
def _pola_jenjang() -> re.Pattern[str]:
    kata = [satu.replace("_", " ") for satu in muat_kamus()["pegawai"].kolom["jenjang"].nilai]
    return re.compile(rf"\b({'|'.join(kata)})\b")
