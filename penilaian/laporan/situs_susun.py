"""What the pages of the site say, worked out from the runs: order, links, neighbours, groups and counts."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from penilaian.laporan.html import tautan
from penilaian.laporan.parameter import KOTA
from penilaian.laporan.situs_manifes import Entri, periode, tahun

_TANPA_SANDI = re.compile(r"[A-Za-z0-9_./-]*")
_AMAN = re.compile(r"[a-z0-9_][a-z0-9_.-]*")


class Tetangga(NamedTuple):
    """The same report of another period."""

    kode: str
    label: str
    tautan: str


class Baris(NamedTuple):
    """One run as pages show it; links are relative to the folder of reports and empty when there is no such file.

    ``basi`` is why the report no longer fits its inputs, empty while it does. ``kunci`` names all that the row depends
    on: the manifest by its fingerprint, and what is not in it.
    """

    e: Entri
    html: str
    pdf: str
    xlsx: str
    ipynb: str
    basi: str
    sebelum: Tetangga | None = None
    sesudah: Tetangga | None = None
    kunci: str = ""


class Kelompok(NamedTuple):
    """Runs under one heading; ``kode`` is a period, a year or an agency, ``berkas`` the page that lists them all."""

    kode: str
    label: str
    berkas: str
    baris: Sequence[Baris]


class Sebab(NamedTuple):
    """Runs that failed, or are stale, for one and the same reason."""

    sebab: str
    tindakan: str
    baris: Sequence[Baris]


class Jumlah(NamedTuple):
    """How many runs there are in each state; provisional ones are among the finished, stale ones may be in any."""

    seluruh: int
    selesai: int
    sementara: int
    gagal: int
    basi: int


def susun(entri: Iterable[Entri], ada: Mapping[str, frozenset[str]], basi: Mapping[str, str]) -> list[Baris]:
    """All rows, newest period first, then the whole city, then agencies and reports by name; with their neighbours."""
    urut = sorted(entri, key=lambda e: (e.kode != "", e.opd.casefold(), e.judul.casefold(), e.id))
    urut.sort(key=lambda e: urutan_periode(e.periode), reverse=True)
    return _sambung([_baris(e, ada.get(e.folder, frozenset()), basi.get(e.id, "")) for e in urut])


def _baris(e: Entri, ada: frozenset[str], basi: str) -> Baris:
    """Only a file that stands beside the manifest is linked."""
    html, pdf, xlsx, ipynb = (
        _tautan(e.folder, nama) if nama in ada else "" for nama in (e.html, e.pdf, e.xlsx, e.ipynb)
    )
    return Baris(e, html, pdf, xlsx, ipynb, basi)


def _tautan(folder: str, nama: str) -> str:
    alamat = f"{folder}/{nama}"
    return alamat if _TANPA_SANDI.fullmatch(alamat) else tautan(alamat)


def _sambung(semua: list[Baris]) -> list[Baris]:
    """Each row with the nearest earlier and later page of the same report, agency and kind of period."""
    sebelum: dict[int, Tetangga] = {}
    sesudah: dict[int, Tetangga] = {}
    terakhir: dict[tuple[str, str, str], tuple[int, Tetangga]] = {}
    for ke, satu in enumerate(semua):
        waktu = periode(satu.e.periode)
        if waktu is None or not satu.html:
            continue
        kunci = (satu.e.notebook, satu.e.kode, waktu.jenis)
        ini = Tetangga(satu.e.periode, satu.e.label, satu.html)
        nomor, lalu = terakhir.get(kunci, (-1, ini))
        if lalu.kode != ini.kode:
            sesudah[ke], sebelum[nomor] = lalu, ini
        terakhir[kunci] = ke, ini
    return [_lengkap(satu, sebelum.get(ke), sesudah.get(ke)) for ke, satu in enumerate(semua)]


def _lengkap(satu: Baris, sebelum: Tetangga | None, sesudah: Tetangga | None) -> Baris:
    lain = (satu.html, satu.pdf, satu.xlsx, satu.ipynb, satu.basi, *(sebelum or ("",)), *(sesudah or ("",)))
    return Baris(*satu[:6], sebelum, sesudah, "\n".join((satu.e.sidik, *lain)))


@lru_cache(maxsize=4096)
def urutan_periode(kode: str) -> tuple[int, int, int, str]:
    """A sort key: periods by last day, then by length; what is no period comes before all."""
    satu = periode(kode)
    if satu is None:
        return 0, 0, 0, kode
    return 1, satu.akhir.toordinal(), (satu.akhir - satu.awal).days, kode


def menurut_periode(baris: Iterable[Baris]) -> list[Kelompok]:
    """Rows by period, newest first."""
    return _kelompok(baris, lambda e: e.periode, lambda e: e.label, lambda kode: nama_aman("", kode))


def menurut_opd(baris: Iterable[Baris]) -> list[Kelompok]:
    """Rows by agency, the whole city first, then by name; an agency goes by its newest name."""
    kelompok = _kelompok(baris, lambda e: e.kode, lambda e: e.opd, lambda kode: nama_aman("opd-", kode or KOTA))
    return sorted(kelompok, key=lambda satu: (satu.kode != "", satu.label.casefold(), satu.kode))


def menurut_tahun(baris: Iterable[Baris]) -> list[Kelompok]:
    """Rows by year, newest first."""
    return _kelompok(baris, lambda e: tahun(e.periode), lambda e: tahun(e.periode), lambda kode: f"data-{kode}.js")


def _kelompok(
    baris: Iterable[Baris], kunci: Callable[[Entri], str], label: Callable[[Entri], str], berkas: Callable[[str], str]
) -> list[Kelompok]:
    wadah: dict[str, list[Baris]] = defaultdict(list)
    for satu in baris:
        wadah[kunci(satu.e)].append(satu)
    return [Kelompok(kode, label(isi[0].e), berkas(kode), isi) for kode, isi in wadah.items()]


def menurut_sebab(baris: Iterable[Baris], *, basi: bool) -> list[Sebab]:
    """Failed (or stale) rows by their cause, the most frequent first."""
    wadah: dict[tuple[str, str], list[Baris]] = defaultdict(list)
    for satu in baris:
        if basi and satu.basi:
            wadah[satu.basi, "jalankan lagi rencananya; yang masukannya berubah dibuat ulang"].append(satu)
        elif not basi and satu.e.gagal:
            wadah[satu.e.sebab, satu.e.tindakan or "buka notebook, perbaiki sebabnya, lalu jalankan lagi"].append(satu)
    kelompok = [Sebab(sebab, tindakan, isi) for (sebab, tindakan), isi in wadah.items()]
    return sorted(kelompok, key=lambda satu: -len(satu.baris))


def hitung_keadaan(baris: Sequence[Baris]) -> Jumlah:
    """How many rows are in each state."""
    gagal = sum(satu.e.gagal for satu in baris)
    return Jumlah(
        seluruh=len(baris),
        selesai=len(baris) - gagal,
        sementara=sum(satu.e.sementara and not satu.e.gagal for satu in baris),
        gagal=gagal,
        basi=sum(bool(satu.basi) for satu in baris),
    )


def nama_aman(awalan: str, kode: str) -> str:
    """The page of a period or an agency; a code that could clash or harm as a file name gets a digest instead.

    >>> nama_aman("opd-", "dinkes"), nama_aman("", "2025-T4"), nama_aman("", "dinkes"), nama_aman("opd-", "../x")
    ('opd-dinkes.html', '2025-T4.html', 'lain-dinkes-da3d71bd.html', 'opd-x-d6b96a97.html')
    """
    if _AMAN.fullmatch(kode) if awalan else periode(kode):
        return f"{awalan}{kode}.html"
    sisa = re.sub(r"[^a-z0-9_]+", "", kode.lower())[:40]
    return f"{awalan or 'lain-'}{sisa}-{hashlib.sha256(kode.encode()).hexdigest()[:8]}.html"
