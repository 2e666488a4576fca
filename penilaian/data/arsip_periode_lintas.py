"""One table of the archive over many periods at once, through DuckDB: history without loading it all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from penilaian.data.arsip_periode import baca_arsip, daftar_arsip, periksa_arsip
from penilaian.data.arsip_periode_manifes import folder_periode
from penilaian.data.gudang import MEMORI
from penilaian.data.gudang_sumber import mesin_duckdb, tulis_jalur_sql, tulis_teks_sql
from penilaian.galat import GalatData

KEPALA = ("periode", "kode_opd", "versi", "status")


def arsip_lintas(
    folder_data: Path, tabel: str, kolom: Sequence[str], kode_opd: str | None = None, *, memori: str = MEMORI
) -> pd.DataFrame:
    """Columns of an archived table over all periods, each in its newest version, of one agency or all.

    ``periode``, ``kode_opd`` (of the archive), ``versi`` and ``status`` come first; rows in order of period,
    agency and file. A column that a period's scheme does not have is missing there.

    Raises:
        GalatData: a period's archive is not as it was written, no archive has the column, or DuckDB is missing.
    """
    kolom = [satu for satu in kolom if satu not in KEPALA]
    bagian, dikenal = [], set()
    for urut, periode in enumerate(daftar_arsip(folder_data)):
        catatan = baca_arsip(folder_data, periode)
        if catatan is None:
            continue
        masalah = periksa_arsip(folder_data, periode)
        if masalah:
            raise GalatData(
                f"Arsip {periode.label} berubah sejak ditulis",
                di_mana=str(folder_periode(folder_data, periode)),
                mengapa="; ".join(masalah),
                tindakan="kembalikan berkas itu dari cadangan",
            )
        for kode, opd in sorted(catatan.terbaru.opd.items()):
            if tabel in opd.tabel and kode_opd in (None, kode):
                berkas = folder_periode(folder_data, periode) / opd.tabel[tabel].nama
                ada = set(pq.read_schema(berkas).names)
                dikenal |= ada
                tetap = (periode.kode, kode, catatan.terbaru.nomor, catatan.terbaru.status)
                bagian.append(_pilih(berkas, urut, tetap, [satu for satu in kolom if satu in ada]))
    asing = [satu for satu in kolom if satu not in dikenal]
    if asing and bagian:
        raise GalatData(
            f"Kolom {', '.join(asing)} tidak ada di tabel {tabel} arsip mana pun",
            mengapa=f"yang ada: {', '.join(sorted(dikenal))}",
            tindakan="periksa ejaannya",
        )
    if not bagian:
        return pd.DataFrame(columns=[*KEPALA, *kolom])
    with mesin_duckdb(memori) as sambungan:
        kueri = " union all by name ".join(bagian) + " order by urut_periode, kode_opd, urut_baris"
        hasil: Any = sambungan.sql(kueri)
        frame: pd.DataFrame = hasil.to_arrow_table().to_pandas()
    return frame[[*KEPALA, *kolom]]


def _pilih(berkas: Path, urut: int, tetap: tuple[str, str, int, str], kolom: Sequence[str]) -> str:
    periode, kode, nomor, status = tetap
    isi = [
        f"{urut} as urut_periode",
        "file_row_number as urut_baris",
        f"{tulis_teks_sql(periode)} as periode",
        f"{tulis_teks_sql(kode)} as kode_opd",
        f"{nomor} as versi",
        f"{tulis_teks_sql(status)} as status",
        *(f'"{satu}"' for satu in kolom),
    ]
    return f"select {', '.join(isi)} from read_parquet({tulis_jalur_sql(berkas)}, file_row_number = true)"  # noqa: S608 -- own names
