"""The index of all reports, built from the manifests beside them; nothing else is read, no clock is asked."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from penilaian import bahasa
from penilaian.berkas import tulis_teks
from penilaian.galat import GalatPeriode
from penilaian.laporan.html import lingkungan, tautan
from penilaian.periode import Periode

NAMA_INDEKS = "indeks.html"
SELURUH = "Seluruh perangkat daerah"
_tanggal = lru_cache(maxsize=512)(bahasa.tanggal)
_ZONA = {"+0700": " WIB", "+0800": " WITA", "+0900": " WIT", "+0000": " UTC"}


class _Manifes(BaseModel):
    """What the index needs of a manifest; other entries are of no concern here."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    id: str
    notebook: str
    judul: str
    kode_opd: str | None = None
    nama_opd: str | None = None
    periode: str
    label_periode: str
    status: Literal["selesai", "gagal"]
    sementara: bool = False
    sintetis: bool = False
    html: str | None = None
    ipynb: str | None = None
    durasi_detik: float | None = None
    selesai_pada: str | None = None
    sebab: str | None = None
    tindakan: str | None = None


@dataclass(frozen=True)
class Entri:
    """One run as the index shows it; links are empty when there is no such file."""

    isi: _Manifes
    opd: str
    tautan_html: str
    tautan_ipynb: str
    selesai: str

    @property
    def gagal(self) -> bool:
        return self.isi.status == "gagal"

    @property
    def sebab(self) -> str:
        """Why the run failed; what to do about it is told on its own."""
        return (self.isi.sebab or "sebabnya tidak tercatat").partition(" Tindakan: ")[0]


@dataclass(frozen=True)
class Rusak:
    """A manifest that cannot be read, and why."""

    berkas: str
    sebab: str


@dataclass(frozen=True)
class Kelompok:
    """The runs of one period."""

    kode: str
    label: str
    entri: tuple[Entri, ...]


def tulis_indeks(folder: Path, *, judul: str = "Laporan penilaian kinerja", instansi: str = "") -> Path:
    """Write ``indeks.html`` from all manifests ``<periode>/<id>.json`` in ``folder``; readers see the old or the new one.

    A manifest that cannot be read is listed with the reason. Returns the path of the index.
    """
    entri, rusak = baca_entri(folder)
    halaman = lingkungan().get_template("indeks.html.j2").render(
        judul=judul,
        instansi=instansi,
        kelompok=kelompokkan(entri),
        gagal=[satu for satu in entri if satu.gagal],
        rusak=rusak,
        jumlah=_jumlah(entri),
        sintetis=any(satu.isi.sintetis for satu in entri),
        angka=bahasa.angka,
    )  # fmt: skip
    tujuan = folder / NAMA_INDEKS
    tulis_teks(tujuan, halaman)
    return tujuan


def baca_entri(folder: Path) -> tuple[list[Entri], list[Rusak]]:
    """All runs, newest period first, then agency and report; and the manifests that cannot be read."""
    entri: list[Entri] = []
    rusak: list[Rusak] = []
    for berkas in sorted(folder.glob("*/*.json")):
        if berkas.name.startswith("."):
            continue
        satu = _baca(berkas)
        if isinstance(satu, Rusak):
            rusak.append(satu)
        else:
            entri.append(satu)
    entri.sort(key=lambda satu: (satu.opd != SELURUH, satu.opd.casefold(), satu.isi.judul.casefold(), satu.isi.id))
    entri.sort(key=lambda satu: _urutan_periode(satu.isi.periode), reverse=True)
    return entri, rusak


def kelompokkan(entri: list[Entri]) -> list[Kelompok]:
    """Runs by period, in the order in which they come."""
    wadah: dict[str, list[Entri]] = defaultdict(list)
    for satu in entri:
        wadah[satu.isi.periode].append(satu)
    return [Kelompok(kode, isi[0].isi.label_periode, tuple(isi)) for kode, isi in wadah.items()]


def waktu(teks: str | None) -> str:
    """An ISO time as readers write it.

    >>> waktu("2026-01-15T02:13:40+08:00"), waktu(None), waktu("kemarin")
    ('15 Januari 2026, 02.13 WITA', '–', 'kemarin')
    """
    if not teks:
        return bahasa.KOSONG
    try:
        saat = datetime.fromisoformat(teks)
    except ValueError:
        return teks
    return f"{_tanggal(saat.date())}, {saat:%H.%M}{_ZONA.get(saat.strftime('%z'), '')}"


def _baca(berkas: Path) -> Entri | Rusak:
    nama = f"{berkas.parent.name}/{berkas.name}"
    try:
        mentah: Any = json.loads(berkas.read_text("utf-8"))
        isi = _Manifes.model_validate(mentah)
    except ValidationError as galat:
        kolom = sorted({".".join(map(str, butir["loc"])) or "seluruh isi" for butir in galat.errors()})
        return Rusak(nama, f"isian tidak ada atau tidak sah: {', '.join(kolom)}")
    except (OSError, ValueError):
        return Rusak(nama, "berkas tidak terbaca sebagai JSON")
    return Entri(
        isi,
        isi.nama_opd or isi.kode_opd or SELURUH,
        _tautan(berkas.parent, isi.html),
        _tautan(berkas.parent, isi.ipynb),
        waktu(isi.selesai_pada),
    )


def _tautan(folder: Path, nama: str | None) -> str:
    """A link to a file beside the manifest, or nothing when it is not there."""
    if not nama or Path(nama).name != nama or not (folder / nama).is_file():
        return ""
    return tautan(f"{folder.name}/{nama}")


def _urutan_periode(kode: str) -> tuple[int, Periode, str]:
    try:
        return 1, Periode.urai(kode), kode
    except GalatPeriode:
        return 0, Periode(1, "tahun", 1), kode


def _jumlah(entri: list[Entri]) -> dict[str, int]:
    selesai = [satu for satu in entri if not satu.gagal]
    return {
        "seluruh": len(entri),
        "selesai": len(selesai),
        "sementara": sum(satu.isi.sementara for satu in selesai),
        "gagal": len(entri) - len(selesai),
    }
