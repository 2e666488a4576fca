"""One definition, several engines: pandas, Polars and DuckDB agree on random data with gaps."""

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian.nilai.kolom import PILIHAN_DUCKDB, hitung_kolom
from tests.nilai.acak import ATURAN, acak, dengan_pandas

duckdb = pytest.importorskip("duckdb", reason="extra 'besar' tidak terpasang")
polars = pytest.importorskip("polars", reason="extra 'besar' tidak terpasang")

KUNCI = {
    "indikator": ["nip", "kode_indikator"],
    "rhk": ["nip", "kode_rhk", "kategori"],
    "pegawai": ["nip"],
    "opd": ["kode_opd", "predikat", "predikat_usulan"],
}


def _dengan_polars(tabel, *, nan: bool):
    bingkai = {nama: nw.from_native(polars.from_pandas(isi, nan_to_null=not nan).lazy()) for nama, isi in tabel.items()}
    return {nama: isi.collect("pandas").to_native() for nama, isi in hitung_kolom(bingkai, ATURAN).items()}


def _dengan_duckdb(tabel, *, nan: bool):
    with duckdb.connect(config=PILIHAN_DUCKDB) as sambungan:
        bingkai = {}
        for nama, isi in tabel.items():
            sambungan.register(f"_{nama}", polars.from_pandas(isi, nan_to_null=not nan).to_arrow())
            bingkai[nama] = nw.from_native(sambungan.table(f"_{nama}"))
        return {nama: isi.collect("pandas").to_native() for nama, isi in hitung_kolom(bingkai, ATURAN).items()}


def _seragam(tabel: pd.DataFrame, kunci: list[str]) -> pd.DataFrame:
    tabel = tabel.sort_values(kunci, ignore_index=True)
    for nama in tabel:
        kolom = tabel[nama]
        if pd.api.types.is_bool_dtype(kolom.dropna().infer_objects()):
            tabel[nama] = kolom.astype("boolean").fillna(value=False).astype(int)
        elif pd.api.types.is_numeric_dtype(kolom):
            tabel[nama] = kolom.astype("float64")
        else:
            tabel[nama] = kolom.astype(object).where(kolom.notna(), None)
    return tabel


@pytest.mark.parametrize("nan", [False, True], ids=["NULL", "NaN"])
@pytest.mark.parametrize("mesin", [_dengan_polars, _dengan_duckdb], ids=["polars", "duckdb"])
@settings(max_examples=6)
@given(benih=st.integers(0, 10**6), n=st.integers(1, 40))
def test_mesin_lain_sama_dengan_pandas(mesin, nan, benih, n):
    tabel = acak(benih, n)
    harap, dapat = dengan_pandas(tabel), mesin(tabel, nan=nan)
    for nama, kunci in KUNCI.items():
        satu, dua = _seragam(harap[nama], kunci), _seragam(dapat[nama], kunci)
        pd.testing.assert_frame_equal(satu, dua[satu.columns.tolist()], check_dtype=False, rtol=1e-12)
