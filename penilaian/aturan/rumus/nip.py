"""Nomor Induk Pegawai: 18 digits, always text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from penilaian.aturan.bentuk import BagianTeks, SusunanTeks
from penilaian.aturan.buku import muat_buku
from penilaian.galat import GalatAturan, GalatRumus

_TAHUN_SINTETIS = 1900
"""Synthetic NIPs use years a century back: nobody in service was born before this one."""


@dataclass(frozen=True)
class BagianNip:
    """What a NIP says; ``tmt_cpns`` (year-month) for PNS, ``tahun_mulai`` and ``pengangkatan_ke`` for PPPK."""

    jenis: str
    tanggal_lahir: date
    jenis_kelamin: str
    urut: str
    tmt_cpns: str | None = None
    tahun_mulai: int | None = None
    pengangkatan_ke: int | None = None

    @property
    def sintetis(self) -> bool:
        return self.tanggal_lahir.year < _TAHUN_SINTETIS


def urai_nip(nip: object, susunan: SusunanTeks | None = None) -> BagianNip:
    """Read a NIP.

    Raises:
        GalatRumus: with ``kode`` bukan_teks, panjang, tanggal_lahir, tmt_cpns,
            jenis_kelamin or nomor_urut.
    """
    susunan = susunan or _susunan_terakhir()
    if not isinstance(nip, str):
        raise _galat("bukan_teks", "NIP terbaca sebagai angka; Excel menyimpan 18 digit dengan mengubah digit terakhir")
    if len(nip) != susunan.panjang or not (nip.isascii() and nip.isdigit()):
        raise _galat("panjang", f"NIP harus {susunan.panjang} digit tanpa spasi atau tanda lain")
    jenis = next((nama for nama, bagian in susunan.jenis.items() if _cocok(nip, bagian)), None)
    bagian = susunan.jenis[jenis or "pns"]
    lahir = _tanggal(_ambil(nip, bagian["tanggal_lahir"]))
    if lahir is None:
        raise _galat("tanggal_lahir", "digit 1–8 bukan tanggal lahir yang ada")
    if jenis is None:
        raise _galat("tmt_cpns", "digit 9–14 bukan TMT CPNS (tahun dan bulan) dan bukan pula kode PPPK")
    if int(_ambil(nip, bagian["tahun_mulai"])) < lahir.year:
        raise _galat("tmt_cpns", "tahun mulai bekerja lebih awal daripada tahun lahir")
    kelamin = bagian["jenis_kelamin"].pilihan.get(_ambil(nip, bagian["jenis_kelamin"]))
    if kelamin is None:
        raise _galat("jenis_kelamin", "digit 15 harus 1 (laki-laki) atau 2 (perempuan)")
    urut = _ambil(nip, bagian["urut"])
    if int(urut) == 0:
        raise _galat("nomor_urut", "tiga digit terakhir harus 001 sampai 999")
    if jenis == "pns":
        tmt = _ambil(nip, bagian["tahun_mulai"]) + "-" + _ambil(nip, bagian["bulan_mulai"])
        return BagianNip(jenis, lahir, kelamin, urut, tmt_cpns=tmt)
    return BagianNip(
        jenis,
        lahir,
        kelamin,
        urut,
        tahun_mulai=int(_ambil(nip, bagian["tahun_mulai"])),
        pengangkatan_ke=int(_ambil(nip, bagian["pengangkatan_ke"])),
    )


@cache
def _susunan_terakhir() -> SusunanTeks:
    nilai = muat_buku().ketentuan["nip/nip"].masa[-1].nilai
    if not isinstance(nilai, SusunanTeks):
        raise GalatAturan("Ketentuan nip/nip bukan susunan teks", tindakan="perbaiki bentuknya")
    return nilai


def _galat(kode: str, apa: str) -> GalatRumus:
    return GalatRumus(kode, apa, tindakan="perbaiki di sumbernya lalu kirim ulang; NIP tidak pernah ditebak")


def _ambil(nip: str, bagian: BagianTeks) -> str:
    return nip[bagian.dari - 1 : bagian.sampai]


def _cocok(nip: str, bagian: dict[str, BagianTeks]) -> bool:
    """Whether the parts that tell the kinds apart (month, PPPK code) fit this layout."""
    for butir in bagian.values():
        isi = _ambil(nip, butir)
        if butir.isi == "bulan" and not 1 <= int(isi) <= 12:
            return False
        if butir.isi == "angka" and isi not in butir.pilihan:
            return False
    return True


def _tanggal(teks: str) -> date | None:
    try:
        return date(int(teks[:4]), int(teks[4:6]), int(teks[6:]))
    except ValueError:
        return None
