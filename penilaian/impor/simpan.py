"""The store of a folder: loaded whole, replaced in one step, one writer at a time."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from penilaian.berkas import tulis_teks, tulis_utuh
from penilaian.data.baca import baca_sumber
from penilaian.data.simpanan import FOLDER_TABEL, NAMA_KUNCI, NAMA_MANIFES, ManifesImpor, baca_manifes
from penilaian.data.sumber import Sumber
from penilaian.data.tulis import isi_parquet
from penilaian.data.ubah import ubah_tabel
from penilaian.galat import GalatData

_PANJANG_NAMA = 16


@dataclass(frozen=True, eq=False)
class Simpanan:
    """The stored tables of a folder and their manifest."""

    manifes: ManifesImpor
    tabel: Mapping[str, pd.DataFrame]


@contextmanager
def terkunci(folder: Path) -> Iterator[None]:
    """Keep other imports out of a folder, which is made if there is none; the system frees it whatever happens.

    Raises:
        GalatData: another import is at work in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / NAMA_KUNCI, timeout=0):
            yield
    except Timeout:
        raise GalatData(
            "Impor lain sedang menulis ke folder ini",
            di_mana=str(folder),
            tindakan="tunggu sampai selesai, lalu jalankan lagi",
        ) from None


def muat_simpanan(folder: Path) -> Simpanan:
    """What earlier imports stored.

    Raises:
        GalatData: the manifest or a table is not what an import wrote.
    """
    manifes = baca_manifes(folder) or ManifesImpor()
    return Simpanan(manifes, {nama: _muat(folder, nama, manifes) for nama in manifes.tabel})


def _muat(folder: Path, nama: str, manifes: ManifesImpor) -> pd.DataFrame:
    berkas = folder / manifes.tabel[nama]
    try:
        sumber = Sumber(nama, manifes.tabel[nama], berkas.read_bytes())
    except OSError:
        raise _berubah(berkas, "tidak dapat dibaca") from None
    if sumber.sidik != manifes.sidik.get(nama):
        raise _berubah(berkas, "isinya berbeda dari yang ditulis impor")
    mentah, _ = baca_sumber(sumber)
    if mentah is None:
        raise _berubah(berkas, "kolomnya tidak lengkap")
    return ubah_tabel(mentah)[0].frame


def _berubah(berkas: Path, sebab: str) -> GalatData:
    return GalatData(
        "Tabel yang disimpan impor sebelumnya tidak dapat dipakai",
        di_mana=str(berkas),
        mengapa=sebab,
        tindakan="kembalikan berkasnya dari cadangan, atau impor ulang semua sumber ke folder baru",
    )


def simpan(folder: Path, tabel: Mapping[str, pd.DataFrame], manifes: ManifesImpor) -> None:
    """Store changed tables; the folder shows the old state until the manifest is replaced, and the new one after.

    ``manifes`` names the tables as they were; those in ``tabel`` are written and renamed in it.
    """
    (folder / FOLDER_TABEL).mkdir(exist_ok=True)
    nama_berkas, sidik = dict(manifes.tabel), dict(manifes.sidik)
    for nama, frame in sorted(tabel.items()):
        isi = _sebagai_parquet(frame)
        sidik[nama] = hashlib.sha256(isi).hexdigest()
        nama_berkas[nama] = f"{FOLDER_TABEL}/{nama}-{sidik[nama][:_PANJANG_NAMA]}.parquet"
        with tulis_utuh(folder / nama_berkas[nama]) as aliran:
            aliran.write(isi)
    baru = manifes.model_copy(update={"tabel": nama_berkas, "sidik": sidik})
    tulis_teks(folder / NAMA_MANIFES, baru.model_dump_json(indent=1) + "\n")
    _bersihkan(folder, {*nama_berkas.values(), *manifes.tabel.values()})


def _sebagai_parquet(frame: pd.DataFrame) -> bytes:
    aliran = io.BytesIO()
    isi_parquet(frame, aliran)
    return aliran.getvalue()


def _bersihkan(folder: Path, dipakai: set[str]) -> None:
    """Drop leftovers; the state just before stays, because someone may be reading it."""
    for berkas in (folder / FOLDER_TABEL).iterdir():
        if f"{FOLDER_TABEL}/{berkas.name}" not in dipakai:
            berkas.unlink(missing_ok=True)
