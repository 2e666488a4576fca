"""Parquet files: a few bytes of them may claim billions of rows, or one long text a million times."""

from __future__ import annotations

import io
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from penilaian.bahasa import angka
from penilaian.data.lembar_xml import BATAS_KOLOM
from penilaian.data.uraian import GalatUrai

_BATAS_TEKS = 500_000_000
_BATAS_BARIS = 5_000_000
"""Rows of a Parquet file, which may claim billions in a few bytes; 50.000 employees have about 2 million a year."""


def kolom_parquet(isi: bytes) -> tuple[list[str], list[pd.Series]]:
    """The column names of a file, and their values in the types they have.

    Raises:
        GalatUrai: ``berkas_rusak``, ``berkas_terlalu_besar`` or ``kolom_terlalu_banyak``.
    """
    try:
        berkas = pq.ParquetFile(io.BytesIO(isi))
        if berkas.metadata.num_rows > _BATAS_BARIS:
            raise _terlalu_banyak_baris(berkas.metadata.num_rows)
        periksa_lebar(berkas.metadata.num_columns)
        tabel = _tabel(isi, berkas)
        tabel = tabel.select([urut for urut, nama in enumerate(tabel.column_names) if not nama.startswith("__index_")])
        if sum(map(_panjang_terurai, tabel.columns)) > _BATAS_TEKS:
            raise _terlalu_banyak_teks()
        kolom = [_polos(satu).to_pandas(ignore_metadata=True) for satu in tabel.columns]
    except (pa.ArrowException, OSError, ValueError, TypeError, ArithmeticError, LookupError, NotImplementedError):
        raise GalatUrai(
            "berkas_rusak",
            "Berkas Parquet tidak dapat dibaca; isinya rusak atau bukan Parquet",
            tindakan="ekspor ulang berkas itu dari sistem asal",
        ) from None
    return list(tabel.column_names), kolom


def _terlalu_banyak_baris(jumlah: int) -> GalatUrai:
    return GalatUrai(
        "berkas_terlalu_besar",
        f"Berkas Parquet menyatakan {angka(jumlah)} baris, batasnya {angka(_BATAS_BARIS)}",
        tindakan="pecah data menjadi folder per tahun, atau ekspor ulang dari sistem asal",
    )


def periksa_lebar(lebar: int) -> None:
    """Refuse a file wider than any table.

    Raises:
        GalatUrai: ``kolom_terlalu_banyak``.
    """
    if lebar > BATAS_KOLOM:
        raise GalatUrai(
            "kolom_terlalu_banyak",
            f"Berkas berisi {angka(lebar)} kolom, batasnya {BATAS_KOLOM}",
            tindakan="hapus kolom di luar kamus data, atau ekspor ulang dari sistem asal",
        )


def _tabel(isi: bytes, berkas: pq.ParquetFile) -> pa.Table:
    """The table; where a text repeated a million times would fill the memory, each text is kept once."""
    skema = berkas.schema_arrow
    teks = [satu.name for satu in skema if pa.types.is_string(satu.type) or pa.types.is_large_string(satu.type)]
    hemat = pq.ParquetFile(io.BytesIO(isi), read_dictionary=teks)
    terburuk = 0
    for urut in range(berkas.num_row_groups if teks else 0):
        # The first row comes with all texts that the group stores once.
        for satu in hemat.iter_batches(batch_size=1, row_groups=[urut], columns=teks):
            terburuk += berkas.metadata.row_group(urut).num_rows * sum(map(_terpanjang, satu.columns))
            break
    return hemat.read() if terburuk > _BATAS_TEKS else berkas.read()


def _terpanjang(kolom: pa.Array) -> int:
    return pc.max(pc.binary_length(kolom.dictionary)).as_py() or 0 if pa.types.is_dictionary(kolom.type) else 0


def _polos(kolom: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of plain values, texts checked to be UTF-8."""
    if pa.types.is_dictionary(kolom.type):
        kolom = kolom.cast(kolom.type.value_type)
    kolom.validate(full=True)
    if pa.types.is_timestamp(kolom.type) and (pc.max(pc.year(kolom)).as_py() or 0) > date.max.year:
        # No date of Python: as text it becomes a finding.
        return kolom.cast(pa.string())
    return kolom


def _panjang_terurai(kolom: pa.ChunkedArray) -> int:
    """Bytes of a column of texts, each counted as often as it is used."""
    jenis = kolom.type.value_type if pa.types.is_dictionary(kolom.type) else None
    if jenis is None or not (pa.types.is_string(jenis) or pa.types.is_large_string(jenis)):
        return 0
    kolom.validate(full=True)
    panjang = (pc.take(pc.binary_length(potong.dictionary), potong.indices) for potong in kolom.chunks)
    return sum(pc.sum(pc.cast(satu, pa.int64())).as_py() or 0 for satu in panjang)


def _terlalu_banyak_teks() -> GalatUrai:
    return GalatUrai(
        "berkas_terlalu_besar",
        f"Teks berkas Parquet setelah dibuka lebih dari {angka(_BATAS_TEKS)} karakter",
        tindakan="pecah data menjadi folder per tahun, atau ekspor ulang dari sistem asal",
    )
