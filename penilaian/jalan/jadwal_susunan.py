"""What a schedule is made of: paths, user, limits; small enough to be kept inside every unit file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationError

from penilaian.aturan.bentuk import Ketat
from penilaian.galat import GalatParameter
from penilaian.jalan.jadwal_irama import Irama, Kebijakan, urai_jam

ZONA_BAWAAN = "Asia/Makassar"
"""WITA, the time of Palu."""

_TAK_TERTULIS = re.compile(r"[\x00-\x1f\x7f\\]")


def _jalur_tertulis(teks: str) -> str:
    if not teks.startswith("/"):
        raise ValueError("harus jalur mutlak, mulai dengan /")
    if _TAK_TERTULIS.search(teks) or teks != teks.strip():
        raise ValueError(
            "memuat garis miring terbalik, ganti baris, atau spasi di ujung, yang tidak aman di berkas unit"
        )
    return teks


def _program_tertulis(teks: str) -> str:
    if set(teks) & set("$'\""):
        raise ValueError("jalur program memuat $ atau tanda kutip, yang tidak diterima systemd")
    return _jalur_tertulis(teks)


def _zona(teks: str) -> str:
    try:
        ZoneInfo(teks)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("zona waktu tidak dikenal; tulis misalnya Asia/Makassar") from None
    return teks


def _jam(teks: str) -> str:
    return f"{urai_jam(teks):%H:%M}"


Jalur = Annotated[str, AfterValidator(_jalur_tertulis)]
_UKURAN = r"^[1-9][0-9]{0,6}[MG]$"
_LAMA = r"^[1-9][0-9]{0,4}(min|h)$"


class Susunan(Ketat):
    """Everything but the rules that the units depend on; `jadwal_unit` is a function of this and the rules.

    All paths absolute; ``memori`` as 4G, ``batas`` as 6h; ``kabar`` the notification
    file, ``lingkungan`` a file of secrets for the process (both may be absent).
    """

    rencana: Jalur
    keluar: Jalur
    program: Annotated[str, AfterValidator(_program_tertulis)]
    irama: tuple[Irama, ...] = Field(min_length=1)
    pengguna: str = Field(pattern=r"^[a-z_][a-z0-9_-]{0,30}$")
    jam: Annotated[str, AfterValidator(_jam)] = "05:30"
    zona: Annotated[str, AfterValidator(_zona)] = ZONA_BAWAAN
    memori: str = Field(default="4G", pattern=_UKURAN)
    batas: str = Field(default="6h", pattern=_LAMA)
    kabar: Jalur | None = None
    lingkungan: Jalur | None = None
    hari_bulanan: int = Kebijakan.hari_bulanan
    hari_triwulanan: int = Kebijakan.hari_triwulanan
    hari_sebelum_tenggat: int = Kebijakan.hari_sebelum_tenggat

    @property
    def kebijakan(self) -> Kebijakan:
        return Kebijakan(self.hari_bulanan, self.hari_triwulanan, self.hari_sebelum_tenggat)

    @property
    def folder_kerja(self) -> Path:
        """The plan's folder."""
        return Path(self.rencana).parent


_BENTUK = {
    "pengguna": "nama pengguna sistem: huruf kecil, angka, - dan _",
    "memori": "ukuran seperti 4G atau 800M",
    "batas": "lama seperti 6h atau 90min",
}


def buat_susunan(**isi: object) -> Susunan:
    """Settings checked one by one.

    Raises:
        GalatParameter: names each that can't be used, and why.
    """
    try:
        susunan = Susunan.model_validate(isi)
    except ValidationError as galat:
        sebab = []
        for butir in galat.errors():
            nama = str(butir["loc"][0]) if butir["loc"] else "susunan"
            pesan = butir["msg"].removeprefix("Value error, ") if butir["type"] == "value_error" else ""
            sebab.append(f"{nama}: {pesan or _BENTUK.get(nama, 'bentuknya salah')}")
        raise GalatParameter(
            "Jadwal tidak dapat ditulis",
            mengapa="; ".join(sebab),
            tindakan="perbaiki pilihannya; tidak ada berkas yang ditulis",
        ) from None
    _ = susunan.kebijakan
    return susunan
