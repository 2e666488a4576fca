"""Reading the archive of finished periods: Parquet by period and agency, each file checked against the catalogue.

Works without DuckDB; many periods at once: `penilaian.data.arsip_periode_lintas`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from penilaian.data.arsip_periode_manifes import (
    FOLDER_ARSIP,
    NAMA_CATATAN,
    BerkasArsip,
    CatatanArsip,
    VersiArsip,
    baca_catatan,
    folder_periode,
)
from penilaian.galat import GalatData, GalatPeriode
from penilaian.periode import Periode


@dataclass(frozen=True, eq=False)
class IsiArsip:
    """One agency's period as it was scored: the tables, the scheme, the provisions as a trace keeps them, the inputs' hashes."""

    skema: str
    aturan: Mapping[str, Any]
    masukan: Mapping[str, str]
    tabel: Mapping[str, pd.DataFrame]


@dataclass(frozen=True, eq=False)
class ArsipTerbaca:
    """One agency's tables as archived, checked against their hashes, and which version they are from."""

    catatan: CatatanArsip
    isi: IsiArsip


def baca_arsip(folder_data: Path, periode: Periode) -> CatatanArsip | None:
    """The catalogue of a period; None where it was never archived.

    Raises:
        GalatData: it is damaged or was edited.
    """
    return baca_catatan(folder_periode(folder_data, periode), periode)


def daftar_arsip(folder_data: Path) -> list[Periode]:
    """The periods that have an archive, in order; other things in the folder are no archive."""
    folder = folder_data / FOLDER_ARSIP
    hasil = []
    for satu in folder.iterdir() if folder.is_dir() else ():
        try:
            periode = Periode.urai(satu.name)
        except GalatPeriode:
            continue
        if (satu / NAMA_CATATAN).exists():
            hasil.append(periode)
    return sorted(hasil)


def periksa_arsip(folder_data: Path, periode: Periode) -> list[str]:
    """What is wrong with a period's archive, file by file; empty where every version is as it was written."""
    try:
        catatan = baca_arsip(folder_data, periode)
    except GalatData as galat:
        return [f"{NAMA_CATATAN}: {galat.mengapa}"]
    folder = folder_periode(folder_data, periode)
    berkas = (
        {} if catatan is None else {satu.nama: satu.sidik for versi in catatan.versi for satu in berkas_versi(versi)}
    )
    masalah = ((nama, sebab_berubah(folder / nama, sidik)) for nama, sidik in sorted(berkas.items()))
    return [f"{nama}: {sebab}" for nama, sebab in masalah if sebab]


def muat_arsip(folder_data: Path, periode: Periode, kode_opd: str, nomor: int | None = None) -> ArsipTerbaca | None:
    """One agency's archived tables, of the newest version or of version ``nomor``; None where there is none.

    Raises:
        GalatData: the catalogue or a file is not as it was written.
    """
    catatan = baca_arsip(folder_data, periode)
    versi = [] if catatan is None else [satu for satu in catatan.versi if nomor in (None, satu.nomor)]
    if catatan is None or not versi or kode_opd not in versi[-1].opd:
        return None
    opd, folder = versi[-1].opd[kode_opd], folder_periode(folder_data, periode)
    tabel = {nama: muat_berkas(folder, berkas) for nama, berkas in opd.tabel.items()}
    return ArsipTerbaca(catatan, IsiArsip(opd.skema, catatan.aturan[opd.aturan], opd.masukan, tabel))


def muat_berkas(folder: Path, berkas: BerkasArsip) -> pd.DataFrame:
    """The rows of an archived file.

    Raises:
        GalatData: it is not as it was written.
    """
    sebab = sebab_berubah(folder / berkas.nama, berkas.sidik)
    if sebab:
        raise GalatData(
            f"Berkas arsip {berkas.nama} tidak dapat dipakai",
            di_mana=str(folder),
            mengapa=sebab,
            tindakan="kembalikan berkas itu dari cadangan",
        )
    return urai_parquet((folder / berkas.nama).read_bytes())


def urai_parquet(isi: bytes) -> pd.DataFrame:
    """The rows of Parquet bytes that are known to be ours."""
    tabel: pa.Table = pq.read_table(io.BytesIO(isi))
    frame: pd.DataFrame = tabel.to_pandas()
    return frame


def sebab_berubah(berkas: Path, sidik: str) -> str:
    """Why an archived file is not what was written; empty where it is."""
    try:
        isi = berkas.read_bytes()
    except FileNotFoundError:
        return "berkasnya tidak ada"
    except OSError:
        return "tidak dapat dibaca"
    return "" if hashlib.sha256(isi).hexdigest() == sidik else "isinya berubah sejak diarsipkan"


def berkas_versi(versi: VersiArsip) -> Iterator[BerkasArsip]:
    """Every file of a version."""
    for opd in versi.opd.values():
        yield from opd.tabel.values()
