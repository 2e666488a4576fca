"""Tables to files that read back equal: CSV for people and Git, Parquet for size."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from penilaian.berkas import tulis_utuh
from penilaian.galat import GalatData


def tulis_tabel(df: pd.DataFrame, berkas: Path) -> None:
    """Write a table by the suffix of ``berkas``; the file appears whole or not at all.

    CSV: UTF-8, comma, decimal point, LF, shortest floats, ISO dates, empty for
    missing, ya/tidak. Parquet: zstd, the same bytes for the same table.

    Raises:
        GalatData: another suffix.
    """
    berkas = Path(berkas)
    if berkas.suffix.lower() not in _PENULIS:
        raise GalatData(
            f"Akhiran {berkas.suffix or '(kosong)'} tidak dapat ditulis",
            di_mana=berkas.name,
            tindakan=f"pakai salah satu: {', '.join(_PENULIS)}",
        )
    with tulis_utuh(berkas) as aliran:
        _PENULIS[berkas.suffix.lower()](df, aliran)


def _tulis_csv(df: pd.DataFrame, tujuan: BinaryIO) -> None:
    teks = pd.DataFrame({nama: _teks_kolom(df[nama]) for nama in df.columns})
    isi = teks.to_csv(index=False, lineterminator="\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL)
    tujuan.write(isi.encode("utf-8"))


def _teks_kolom(kolom: pd.Series) -> pd.Series:
    """A column as the text the CSV holds; missing stays missing."""
    jenis = kolom.dtype.kind
    if jenis == "b":
        return pd.Series(kolom.map({True: "ya", False: "tidak"}, na_action="ignore"), dtype="str")
    if jenis == "M":
        return pd.Series(kolom.dt.strftime("%Y-%m-%d"), dtype="str")
    if jenis == "f":
        return pd.Series(kolom.map(_teks_pecahan, na_action="ignore"), dtype="str")
    return kolom.astype("str")


def _teks_pecahan(nilai: float) -> str:
    return repr(float(nilai)).removesuffix(".0")


def isi_parquet(df: pd.DataFrame, tujuan: BinaryIO) -> None:
    """A table as Parquet (zstd): the same bytes for the same table."""
    tabel = pa.Table.from_pandas(df, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(tabel, tujuan, compression="zstd")


_PENULIS: dict[str, Callable[[pd.DataFrame, BinaryIO], None]] = {".csv": _tulis_csv, ".parquet": isi_parquet}
