"""Writing a schedule: systemd units and a crontab for a plan, and the days they come to."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from penilaian.aturan import Aturan
from penilaian.berkas import tulis_teks
from penilaian.galat import GalatParameter
from penilaian.jalan.berkas_rencana import muat_rencana
from penilaian.jalan.jadwal_irama import Irama, Waktu, irama_dari, urai_jam, waktu_irama
from penilaian.jalan.jadwal_susunan import Susunan
from penilaian.jalan.jadwal_unit import semua_berkas
from penilaian.jalan.rencana import data_rencana
from penilaian.periode import JenisPeriode

BERIKUTNYA = 4


@dataclass(frozen=True)
class Mendatang:
    """The coming moments of a rhythm."""

    waktu: Waktu
    saat: tuple[datetime, ...]


def irama_rencana(rencana: Path) -> tuple[Irama, ...]:
    """The rhythms of the periods that a plan's data hold; a plan without data has none.

    Raises:
        GalatRencana: the plan cannot be read. GalatData: its data cannot.
    """
    return irama_dari(_jenis(rencana))


def _jenis(rencana: Path) -> Iterator[JenisPeriode]:
    for butir in muat_rencana(rencana).laporan:
        if butir.data is not None:
            for periode in data_rencana((rencana.parent / butir.data).resolve()).daftar_periode():
                yield periode.jenis


def program_ini() -> str:
    """The absolute path of the command that is running now, or would be ketemu by name.

    Raises:
        GalatParameter: neither is there.
    """
    dekat = Path(sys.executable).with_name("penilaian")
    ketemu = str(dekat) if dekat.is_file() else shutil.which("penilaian")
    if ketemu is None:
        raise GalatParameter(
            "Perintah penilaian tidak ditemukan",
            mengapa=f"tidak ada di {dekat.parent} dan tidak di PATH",
            tindakan="pasang paketnya, atau sebut jalurnya dengan --program",
        )
    return str(Path(ketemu).absolute())


def tulis_jadwal(susunan: Susunan, aturan: Aturan, folder: Path) -> tuple[Path, ...]:
    """Write every file of a schedule into a folder, each whole; files of other names stay.

    Raises:
        OSError: the folder cannot be written.
    """
    isi = semua_berkas(susunan, aturan)
    folder.mkdir(parents=True, exist_ok=True)
    for nama, teks in isi.items():
        tulis_teks(folder / nama, teks)
    return tuple(folder / nama for nama in isi)


def mendatang(susunan: Susunan, aturan: Aturan, kini: datetime, banyak: int = BERIKUTNYA) -> Sequence[Mendatang]:
    """The next moments of each rhythm after ``kini`` (aware), before the random delay."""
    jam = urai_jam(susunan.jam)
    semua = [waktu_irama(irama, aturan, susunan.kebijakan) for irama in susunan.irama]
    return [Mendatang(waktu, tuple(islice(waktu.berikut(kini, jam, susunan.zona), banyak))) for waktu in semua]
