"""Data larger than memory: the same definitions on every engine give what `hitung` gives, row by row."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penilaian import baca_data, hitung
from penilaian.galat import GalatAturan
from penilaian.nilai.besar import KOLOM_BUTIR, PILIHAN_DUCKDB, cacah_butir, hitung_besar, nilai_butir
from penilaian.nilai.skema.permenpanrb_6_2022 import MASUKAN
from tests.nilai.acak import acak

CONTOH = Path(__file__).parents[2] / "data" / "contoh"
PERIODE = "2025-T4"
KUNCI = {
    "indikator": ["nip", "kode_indikator"],
    "rhk": ["nip", "kode_rhk", "kategori"],
    "pegawai": ["nip"],
}
PINGGIR = pd.DataFrame(
    [
        ("naik", "nilai", 7.0, None, None, 6.3),
        ("naik", "nilai", 0.1, None, None, 0.09),
        ("turun", "nilai", 0.3, None, None, 0.33),
        ("naik", "nilai", 9e14, None, None, 8.1e14),
        ("naik", "nilai", 9e14 + 1, None, None, 8.1e14),
        ("naik", "nilai", 1e15, None, None, 1e15),
        ("naik", "nilai", 1e300, None, None, 9e299),
        ("naik", "nilai", float("inf"), None, None, 1.0),
        ("naik", "nilai", 1.0, None, None, float("inf")),
        ("turun", "nilai", 1 / 3, None, None, 0.3),
        ("naik", "maksimum", 100.0, None, None, 100.0),
        ("naik", "maksimum", 100.0, None, None, 100.01),
        ("turun", "nilai", 0.0, None, None, 0.0),
        ("turun", "nilai", 0.0, None, None, 2.0),
        ("naik", "nilai", 0.0, None, None, 0.0),
        ("naik", "rentang", None, 10.0, 5.0, 7.0),
        ("naik", "rentang", None, 5.0, 10.0, 4.5),
        ("naik", "rentang", None, 5.0, None, 4.5),
        ("naik", "nilai", -1.0, None, None, 1.0),
        ("naik", "nilai", 1.0, None, None, -1.0),
        ("naik", "nilai", 5.0, None, None, None),
        ("datar", "nilai", 5.0, None, None, 5.0),
        (None, None, 5.0, None, None, 4.5),
        ("naik", None, None, None, None, 5.0),
        ("turun", "nilai", 2.0, None, None, 0.0),
    ],
    columns=list(KOLOM_BUTIR),
).assign(nomor=range(25))


@pytest.fixture(scope="module")
def data():
    return baca_data(CONTOH)


@pytest.fixture(scope="module")
def harap(data):
    return hitung(data, PERIODE).tabel


def _tabel(data) -> dict[str, pd.DataFrame]:
    return {nama: data.tabel[nama] for nama in MASUKAN}


def _arrow(isi: pd.DataFrame, *, nan: bool = False):
    import pyarrow as pa

    bilangan = {kolom for kolom in isi if pd.api.types.is_float_dtype(isi[kolom])}
    kolom = {nama: pa.array(isi[nama], from_pandas=not (nan and nama in bilangan)) for nama in isi}
    return pa.table(kolom)


def _dengan_pandas(tabel, kerja: Callable, *, nan: bool = False):
    with np.errstate(invalid="ignore"):
        return kerja({nama: nw.from_native(isi, eager_only=True) for nama, isi in tabel.items()})


def _dengan_polars(tabel, kerja: Callable, *, nan: bool = False):
    polars = pytest.importorskip("polars", reason="extra 'besar' tidak terpasang")
    return kerja({nama: nw.from_native(polars.from_arrow(_arrow(isi, nan=nan)).lazy()) for nama, isi in tabel.items()})


def _dengan_duckdb(tabel, kerja: Callable, *, nan: bool = False):
    duckdb = pytest.importorskip("duckdb", reason="extra 'besar' tidak terpasang")
    with duckdb.connect(config=PILIHAN_DUCKDB) as sambungan:
        bingkai = {}
        for nama, isi in tabel.items():
            sambungan.register(f"_{nama}", _arrow(isi, nan=nan))
            bingkai[nama] = nw.from_native(sambungan.table(f"_{nama}"))
        return kerja(bingkai)


def _dengan_dask(tabel, kerja: Callable, *, nan: bool = False, bagian: int = 3):
    dask = pytest.importorskip("dask", reason="extra 'klaster' tidak terpasang")
    dd = pytest.importorskip("dask.dataframe", reason="extra 'klaster' tidak terpasang")
    with dask.config.set(scheduler="synchronous"), np.errstate(invalid="ignore"):
        return kerja({nama: nw.from_native(dd.from_pandas(isi, npartitions=bagian)) for nama, isi in tabel.items()})


@pytest.fixture(scope="module")
def sesi_spark():
    sql = pytest.importorskip("pyspark.sql", reason="kelompok 'spark' tidak terpasang; jalankan make uji-spark")
    if shutil.which("java") is None:
        pytest.skip("Java tidak terpasang; Spark memerlukannya")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    pilihan = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.memory": "1g"}
    pembuat = sql.SparkSession.builder.master("local[2]")
    for nama, isi in pilihan.items():
        pembuat = pembuat.config(nama, isi)
    sesi = pembuat.getOrCreate()
    yield sesi
    sesi.stop()


def _dengan_spark(tabel, kerja: Callable, sesi, *, nan: bool = False):
    return kerja({nama: nw.from_native(sesi.createDataFrame(_arrow(isi, nan=nan))) for nama, isi in tabel.items()})


MESIN = {"pandas": _dengan_pandas, "polars": _dengan_polars, "duckdb": _dengan_duckdb, "dask": _dengan_dask}


def _kumpulkan(bingkai) -> pd.DataFrame:
    if isinstance(bingkai, nw.LazyFrame):
        bingkai = bingkai.collect("pandas")
    return pd.DataFrame(bingkai.to_native())


def _semua(bingkai):
    hasil = hitung_besar(bingkai, PERIODE)
    asli = [isi.to_native() for isi in hasil.values()]
    if hasattr(asli[0], "npartitions"):  # Dask plans all tables at once: alone, each would compute the others anew
        import dask

        return dict(zip(hasil, dask.compute(*asli), strict=True))
    return {nama: _kumpulkan(isi) for nama, isi in hasil.items()}


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


def _sama(harap: pd.DataFrame, dapat: pd.DataFrame, kunci: list[str]) -> None:
    dapat = _seragam(dapat, kunci)
    harap = _seragam(harap, kunci)
    pd.testing.assert_frame_equal(harap, dapat[harap.columns.tolist()], check_dtype=False, rtol=1e-12)


def _cocok(harap, dapat) -> None:
    for nama, kunci in KUNCI.items():
        lebar = [kolom for kolom in harap[nama] if kolom != "periode"]
        _sama(harap[nama][lebar], dapat[nama], kunci)
    isi = harap["opd"].set_index(["kode_opd", "predikat"])
    for kolom, cacah in (("predikat", "jumlah"), ("predikat_usulan", "jumlah_usulan")):
        jumlah = dapat["opd"].groupby(["kode_opd", kolom])["jumlah"].sum()
        jumlah.index.names = ["kode_opd", "predikat"]
        assert (jumlah.reindex(isi.index, fill_value=0) == isi[cacah]).all()
        assert jumlah.sum() == isi[cacah].sum()


@pytest.mark.parametrize("mesin", ["pandas", "polars", "duckdb", pytest.param("dask", marks=pytest.mark.lengkap)])
def test_kota_contoh_sama_dengan_hitung_baris_demi_baris(mesin, data, harap):
    _cocok(harap, MESIN[mesin](_tabel(data), _semua))


def test_spark_sama_dengan_hitung_baris_demi_baris(sesi_spark, data, harap, tmp_path):
    def simpan(nama, bingkai):
        bingkai.sink_parquet(str(tmp_path / nama))
        return nw.from_native(sesi_spark.read.parquet(str(tmp_path / nama)))

    def kerja(bingkai):
        return {nama: _kumpulkan(isi) for nama, isi in hitung_besar(bingkai, PERIODE, simpan=simpan).items()}

    _cocok(harap, _dengan_spark(_tabel(data), kerja, sesi_spark))


def test_langkah_yang_disimpan_ke_parquet_sama_dengan_hitung(data, harap, tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="extra 'besar' tidak terpasang")
    with duckdb.connect(config=PILIHAN_DUCKDB) as sambungan:
        bingkai = {}
        for nama, isi in _tabel(data).items():
            sambungan.register(f"_{nama}", _arrow(isi))
            bingkai[nama] = nw.from_native(sambungan.table(f"_{nama}"))

        def simpan(nama, isi):
            isi.sink_parquet(tmp_path / f"{nama}.parquet")
            return nw.from_native(sambungan.read_parquet(str(tmp_path / f"{nama}.parquet")))

        hitung_besar(bingkai, PERIODE, simpan=simpan)
    _cocok(harap, {nama: pd.read_parquet(tmp_path / f"{nama}.parquet") for nama in harap})


def _butir(bingkai) -> pd.DataFrame:
    return _kumpulkan(nilai_butir(bingkai["butir"], PERIODE))


@pytest.mark.parametrize("nan", [False, True], ids=["NULL", "NaN"])
@pytest.mark.parametrize("mesin", MESIN)
def test_jalan_pintas_tidak_mengubah_butir_di_pinggir(mesin, nan):
    eager = _dengan_pandas({"butir": PINGGIR}, _butir)
    assert eager["galat"].nunique() == 8
    _sama(eager, MESIN[mesin]({"butir": PINGGIR}, _butir, nan=nan), ["nomor"])


@pytest.mark.parametrize("nan", [False, True], ids=["NULL", "NaN"])
def test_spark_sama_di_pinggir(sesi_spark, nan):
    eager = _dengan_pandas({"butir": PINGGIR}, _butir)
    _sama(eager, _dengan_spark({"butir": PINGGIR}, _butir, sesi_spark, nan=nan), ["nomor"])


@pytest.mark.parametrize("kali", [1, 1e4, 1e8])
def test_ambang_tepat_pada_bilangan_besar(kali):
    """Products beyond 2**53 take the long exact way; both ways decide the same."""
    rng = np.random.default_rng(int(kali))
    target = np.round(rng.integers(1, 10**6, 4_000) / 100 * kali, 2)
    nilai = np.round(target * rng.choice([0.9, 1.0, 1.1], 4_000), 2) + rng.choice([-0.01, 0, 0, 0.01], 4_000)
    isi = pd.DataFrame({"target": target, "realisasi": np.round(nilai, 2)}).assign(
        arah=rng.choice(["naik", "turun"], 4_000), jenis_target="nilai", target_bawah=np.nan, target_atas=np.nan
    )
    isi["nomor"] = range(len(isi))
    _sama(_dengan_pandas({"butir": isi}, _butir), _dengan_duckdb({"butir": isi}, _butir), ["nomor"])


def _butir_acak(benih: int, n: int) -> pd.DataFrame:
    """Targets and realisations at, next to and far from every edge, with gaps, zeros, ranges and too many digits."""
    rng = np.random.default_rng(benih)
    target = np.round(
        rng.integers(1, 10**6, n) / 100 * rng.choice([0.0, -1.0, 1.0, 1e6, 1e11], n, p=[0.1, 0.05, 0.65, 0.1, 0.1]), 2
    )
    rentang = rng.random(n) < 0.3
    nilai = np.round(target * rng.choice([0, 0.5, 0.9, 1, 1.05, 1.1, 3], n), 4) + rng.choice(
        [0, 0.0001, -0.0001, 1 / 3], n, p=[0.7, 0.1, 0.1, 0.1]
    )
    return pd.DataFrame(
        {
            "arah": rng.choice(np.array(["naik", "turun", "datar", None], dtype=object), n, p=[0.5, 0.4, 0.05, 0.05]),
            "jenis_target": rng.choice(["nilai", "maksimum"], n),
            "target": np.where(rentang | (rng.random(n) < 0.05), np.nan, target),
            "target_bawah": np.where(rentang & (rng.random(n) < 0.95), target, np.nan),
            "target_atas": np.where(rentang, np.round(target * rng.choice([1.0, 1.2, 0.5], n), 2), np.nan),
            "realisasi": np.where(rng.random(n) < 0.1, np.nan, nilai),
            "kode_opd": rng.choice(["a", "b", "c"], n),
            "nomor": range(n),
        }
    )


@pytest.mark.parametrize("nan", [False, True], ids=["NULL", "NaN"])
@settings(max_examples=8, deadline=None)
@given(benih=st.integers(0, 10**6), n=st.integers(1, 400))
def test_setiap_jalan_pintas_memberi_hasil_yang_sama_pada_data_acak(nan, benih, n):
    isi = _butir_acak(benih, n)
    _sama(_dengan_pandas({"butir": isi}, _butir), _dengan_duckdb({"butir": isi}, _butir, nan=nan), ["nomor"])


def _cacah(isi: pd.DataFrame) -> pd.DataFrame:
    return _dengan_duckdb({"butir": isi}, lambda b: _kumpulkan(cacah_butir(b["butir"], PERIODE, "kode_opd")))


@pytest.mark.parametrize("ukuran", [pytest.param(1, marks=pytest.mark.lengkap), 7, 2048, 4096])
def test_cacah_tidak_bergantung_besar_bagian(ukuran):
    isi = _butir_acak(5, 4_500 if ukuran > 7 else 21)
    kunci = ["kode_opd", "rating", "galat"]
    bagian = pd.concat([_cacah(isi.iloc[dari : dari + ukuran]) for dari in range(0, len(isi), ukuran)])
    jumlah = bagian.groupby(kunci, dropna=False)[["jumlah", "capaian"]].sum(min_count=1).reset_index()
    _sama(_cacah(isi)[[*kunci, "jumlah", "capaian"]], jumlah, kunci)


def test_cacah_sama_dengan_hasil_per_baris():
    isi = pd.concat([PINGGIR] * 2).assign(kode_opd=["a"] * 25 + ["b"] * 25)
    cacah = _dengan_duckdb({"butir": isi}, lambda b: _kumpulkan(cacah_butir(b["butir"], PERIODE, "kode_opd")))
    satu = _dengan_pandas({"butir": isi}, _butir).groupby(["kode_opd", "rating", "galat"], dropna=False).size()
    assert dict(zip(map(str, satu.index), satu, strict=True)) == {
        str((a, b, c)): n
        for a, b, c, n in cacah[["kode_opd", "rating", "galat", "jumlah"]]
        .astype(object)
        .where(cacah.notna(), np.nan)
        .itertuples(index=False)
    }


@pytest.mark.parametrize("benih", [0, *(pytest.param(satu, marks=pytest.mark.lengkap) for satu in (1, 2))])
def test_hasil_tidak_bergantung_urutan_baris_dan_pembagian(benih):
    tabel = {nama: isi.assign(periode=PERIODE) for nama, isi in acak(benih, 30).items()}
    tabel["indikator"] = tabel["indikator"].drop(columns="periode")
    acuan = _dengan_pandas(tabel, _semua)
    teracak = {nama: isi.sample(frac=1, random_state=benih).reset_index(drop=True) for nama, isi in tabel.items()}
    for dapat in (
        _dengan_pandas(teracak, _semua),
        _dengan_duckdb(teracak, _semua),
        *([_dengan_dask(teracak, _semua, bagian=5)] if benih == 0 else []),
    ):
        for nama, kunci in KUNCI.items():
            _sama(acuan[nama], dapat[nama], kunci)


def test_periode_skema_lain_ditolak():
    with pytest.raises(GalatAturan, match="skema"):
        hitung_besar({}, "2020")
