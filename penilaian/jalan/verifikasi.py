"""Does a report still follow from its data, rules and code, and if not, where.

A manifest is not trusted: it says what to look at, never what to execute or
where to read. Each step gives lines of its own; one that breaks stops none of
the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from penilaian.berkas import sebab_berkas
from penilaian.data import Data, baca_data
from penilaian.galat import GalatParameter
from penilaian.jalan.pelaksana import Pelaksana, PelaksanaPapermill
from penilaian.jalan.samaran import samarkan_teks
from penilaian.jalan.verifikasi_bentuk import Butir, HasilVerifikasi, Langkah, Perubahan, tak_terperiksa
from penilaian.jalan.verifikasi_halaman import periksa_halaman
from penilaian.jalan.verifikasi_hitung import periksa_hitungan
from penilaian.jalan.verifikasi_jalan import periksa_jalan
from penilaian.jalan.verifikasi_keadaan import Kini, keadaan_kini, periksa_aturan, periksa_data, periksa_kode
from penilaian.jalan.verifikasi_manifes import (
    GalatManifes,
    Laporan,
    ManifesTerbaca,
    baca_terperiksa,
    cari_manifes,
    notebook_tersimpan,
    periksa_berkas,
    periksa_manifes,
    tanpa_manifes,
)
from penilaian.jalan.verifikasi_tempat import cari_tempat

BukaData = Callable[[Path], Data]


@dataclass(frozen=True)
class Cara:
    """How to verify: where the notebooks are, what may be read, whether and by what notebooks are executed."""

    notebook: Path | None = None
    izinkan: tuple[Path, ...] = ()
    jalankan: bool = True
    pelaksana: Pelaksana | None = None


def verifikasi(laporan: Path, cara: Cara | None = None) -> Iterator[HasilVerifikasi]:
    """Verify a report, or every report of a folder, one after the other.

    Raises:
        GalatParameter: there is no such report, or the notebook folder does not exist.
    """
    cara = cara or Cara()
    if cara.notebook is not None and not cara.notebook.is_dir():
        raise GalatParameter(
            f"Folder notebook {cara.notebook} tidak ditemukan",
            tindakan="sebut folder yang memuat notebook dan rencana",
        )
    semua = cari_manifes(laporan)
    buka = lru_cache(maxsize=4)(baca_data)
    return (_satu(berkas, cara, buka) for berkas in semua)


def _satu(berkas: Path, cara: Cara, buka: BukaData) -> HasilVerifikasi:
    try:
        manifes = baca_terperiksa(berkas)
    except GalatManifes as galat:
        return HasilVerifikasi(berkas.stem, berkas.name, tuple(tanpa_manifes(berkas, galat)))
    laporan = Laporan(manifes, berkas, _tersimpan(manifes, berkas.parent))
    butir = _aman("berkas", lambda: [*periksa_manifes(manifes, berkas), *periksa_berkas(manifes, berkas.parent)])
    kini, masukan = _kini(manifes, berkas, cara)
    butir += masukan
    butir += _aman("data", lambda: periksa_data(manifes, kini))
    butir += _aman("aturan", lambda: periksa_aturan(manifes))
    butir += _aman("kode", lambda: periksa_kode(manifes, kini))
    berubah = Perubahan.dari(butir)
    butir += _aman("hitung", lambda: periksa_hitungan(manifes, kini.folder_data, buka))
    butir += _aman("jalankan", lambda: _jalan(laporan, kini, cara, berubah))
    butir += _aman("halaman", lambda: periksa_halaman(laporan, kini.folder_data, berubah))
    return HasilVerifikasi(berkas.stem, berkas.name, tuple(butir), gagal=manifes.status == "gagal")


def _kini(manifes: ManifesTerbaca, berkas: Path, cara: Cara) -> tuple[Kini, list[Butir]]:
    tempat = cari_tempat(manifes, berkas.resolve().parent.parent, cara.notebook, cara.izinkan)
    try:
        return keadaan_kini(manifes, tempat)
    except OSError as galat:
        arti = f"tidak dapat dibaca: {sebab_berkas(galat)}"
        return Kini(tempat, None, {}, None, ""), [tak_terperiksa("data", "masukan", arti)]


def _tersimpan(manifes: ManifesTerbaca, folder: Path) -> Any:
    """The stored notebook, or None: the step on files says why."""
    try:
        return notebook_tersimpan(folder, manifes.ipynb)
    except (OSError, ValueError):
        return None


def _jalan(laporan: Laporan, kini: Kini, cara: Cara, berubah: Perubahan) -> list[Butir]:
    if not cara.jalankan:
        return [tak_terperiksa("jalankan", "notebook", "dilewati dengan --tanpa-jalankan", dilewati=True)]
    return periksa_jalan(laporan, kini, cara.pelaksana or PelaksanaPapermill(), berubah)


def _aman(langkah: Langkah, periksa: Callable[[], Sequence[Butir]]) -> list[Butir]:
    """The lines of one step, whatever it meets in a manifest made by somebody else."""
    try:
        return list(periksa())
    except Exception as galat:  # noqa: BLE001 -- a hostile manifest stops neither the other steps nor the other reports
        sebab = samarkan_teks(f"{type(galat).__name__}: {galat}")[:200]
        return [
            tak_terperiksa(
                langkah,
                f"langkah {langkah}",
                f"isi manifes atau berkas laporan tidak dapat dicerna ({sebab})",
                "laporkan kepada pengelola dengan menyertakan manifesnya",
            )
        ]
