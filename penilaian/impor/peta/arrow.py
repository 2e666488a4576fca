"""Arrow columns to pandas without losing what the source said: exact numbers, whole numbers beside gaps, NaN apart from NULL."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_LUAR_JANGKAUAN = "(tanggal di luar jangkauan)"
_HARI = (-719_162, 2_932_896)
"""0001-01-01 and 9999-12-31 as days since 1970; databases also know infinity."""
_DETIK_SEHARI = 86_400
_SATUAN = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def bingkai_arrow(tabel: pa.RecordBatch | pa.Table) -> pd.DataFrame:
    """Rows as pandas columns in the types of the source; columns by position, names may repeat."""
    kolom = [kolom_arrow(satu) for satu in tabel.columns]
    frame = pd.DataFrame(dict(enumerate(kolom)), index=pd.RangeIndex(tabel.num_rows))
    return frame.set_axis(list(tabel.schema.names), axis=1)


def kolom_arrow(kolom: Any) -> pd.Series:
    """One column: text as text, decimals exact, integers never through a float, infinite dates as text."""
    jenis = kolom.type
    if pa.types.is_dictionary(jenis):
        return kolom_arrow(kolom.cast(jenis.value_type))
    if isinstance(jenis, pa.BaseExtensionType) and getattr(jenis, "type_name", None) == "numeric":
        return _desimal(kolom.storage if isinstance(kolom, pa.Array) else kolom.cast(jenis.storage_type))
    ubah = next((ubah for cocok, ubah in _UBAH if cocok(jenis)), _satu_satu)
    return ubah(kolom)


def _satu_satu(kolom: Any) -> pd.Series:
    return pd.Series(kolom.to_pylist(), dtype=object)


def _teks(kolom: Any) -> pd.Series:
    return pd.Series(kolom.to_pandas(), dtype="str")


def _bulat(kolom: Any) -> pd.Series:
    """With gaps as Python integers: a float would change long ones."""
    return _satu_satu(kolom) if kolom.null_count else pd.Series(kolom.to_pandas())


def _desimal(kolom: Any) -> pd.Series:
    """PostgreSQL sends numeric as text; as text it would pass for a code or a NIP."""
    sandi = pc.dictionary_encode(kolom)
    if isinstance(sandi, pa.ChunkedArray):
        sandi = sandi.combine_chunks()
    unik = np.array([*(Decimal(teks) for teks in sandi.dictionary.to_pylist()), None], dtype=object)
    return pd.Series(unik[sandi.indices.fill_null(len(unik) - 1).to_numpy(zero_copy_only=False)], dtype=object)


def _pecahan(kolom: Any) -> pd.Series:
    """Single precision as the shortest decimal it stands for; a NaN of the source is no missing value."""
    if pc.any(pc.is_nan(kolom)).as_py():
        return pd.Series([_tanpa_nan(nilai) for nilai in kolom.to_pylist()], dtype=object)
    isi = kolom.to_pandas()
    if kolom.type == pa.float64():
        return pd.Series(isi, dtype="float64")
    pendek = [None if np.isnan(nilai) else float(str(nilai)) for nilai in isi.to_numpy()]
    return pd.Series(pendek, dtype="float64")


def _tanpa_nan(nilai: float | None) -> object:
    return Decimal("NaN") if nilai is not None and np.isnan(nilai) else nilai


def _waktu(kolom: Any) -> pd.Series:
    hari = pa.types.is_date(kolom.type)
    bagian = 1 if hari else _SATUAN[kolom.type.unit]
    hitung = pc.cast(kolom.cast(pa.date32()) if hari else kolom, pa.int32() if hari else pa.int64())
    bawah, atas = (batas * (1 if hari else _DETIK_SEHARI * bagian) for batas in (_HARI[0], _HARI[1] + 1))
    wajar = pc.and_(pc.greater_equal(hitung, bawah), pc.less(hitung, atas))
    if pc.all(wajar, min_count=0).as_py() is not False:
        return pd.Series((kolom.cast(pa.timestamp("s")) if hari else kolom).to_pandas())
    ada = [bool(satu) for satu in pc.fill_null(wajar, True).to_pylist()]
    return pd.Series(
        [nilai.as_py() if baik else _LUAR_JANGKAUAN for nilai, baik in zip(kolom, ada, strict=True)], dtype=object
    )


_UBAH: tuple[tuple[Callable[[Any], bool], Callable[[Any], pd.Series]], ...] = (
    (pa.types.is_string, _teks),
    (pa.types.is_large_string, _teks),
    (pa.types.is_floating, _pecahan),
    (pa.types.is_integer, _bulat),
    (pa.types.is_boolean, _bulat),
    (pa.types.is_date, _waktu),
    (pa.types.is_timestamp, _waktu),
)
