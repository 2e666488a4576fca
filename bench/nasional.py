"""Scoring a country: 4.7 million employees with 8 indicators each, 37.6 million rows of Parquet, on DuckDB.

Ours scores every row (edges, refusal, achievement, exact thresholds, rating) by the
definitions that `hitung` uses (`penilaian.nilai.besar`) and returns aggregates: how
many rows of each agency have which rating or refusal, and their achievement. It
writes no row. The peers answer the same question in plain floating point: DuckDB
SQL and pandas as one would write them.

The floor, "just reading the columns": the same files, the same seven columns, the same
DuckDB with the same two threads, every value decoded and hashed (text) or added
up (numbers), nothing written; or pyarrow decoding the same columns batch by batch, if that is faster.
Then the step up to each employee's results (RHK), with its own floor.

Each way runs in a process of its own, in turns; seconds are medians, memory is
the highest peak. The last line, ``rasio``, is our time over the floor. Run:
python bench/nasional.py [--baris 37600000] [--ulangan 3] [--tanpa-pandas] [--tanpa-rhk]
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

AKAR = Path(__file__).parents[1]
sys.path.insert(0, str(AKAR))

BARIS = 37_600_000
INDIKATOR = 8
BATAS_MIB = 1024
BATAS_RASIO = 1.5
PERIODE = "2025-T4"
SAMPEL = 200_000
TEKS = ("kode_opd", "arah", "jenis_target")
BILANGAN = ("target", "target_bawah", "target_atas", "realisasi")
KOLOM = (*TEKS, *BILANGAN)
KOLOM_RHK = ("nip", "kode_rhk", "kategori", *KOLOM)
_ORANG_SEKALI = 500_000
# Targets with two decimals; 4% of realisations missing, 36% heaped at the target, 4% exactly on the threshold of 90%.
_BUAT = """
    copy (
        with orang as (
            select i, strftime(date '1965-01-01' + cast(i % 7300 as integer), '%Y%m%d')
                || strftime(date '1995-01-01' + to_months(cast((i // 7300) % 120 as integer)), '%Y%m')
                || cast(1 + i % 2 as varchar) || lpad(cast(1 + i // 876000 as varchar), 3, '0') as nip
            from range({dari}, {sampai}) t(i)
        ), acak as (
            select i, nip, k, hash(i, k) as h, hash(k, i, 1) as g from orang, range({indikator}) r(k)
        ), butir as (
            select *, if(h % 500 = 0, 0, round(1 + (h // 1000) % 1000000 / 100, 2)) as t,
                g % 100 < 70 as naik, (g // 100) % 100 as jenis, (g // 10000) % 100 as nasib,
                0.6 + (g // 1000000) % 600 / 1000 as lipat
            from acak
        )
        select nip, 'I' || k as kode_indikator, 'R' || (k * 5 // 8) as kode_rhk,
            if(k < 6, 'utama', 'tambahan') as kategori, lpad(cast(i // 8000 as varchar), 3, '0') as kode_opd,
            if(naik, 'naik', 'turun') as arah,
            case when jenis < 10 then 'rentang' when jenis < 15 then 'maksimum' else 'nilai' end as jenis_target,
            if(jenis < 10, null, t) as target, if(jenis < 10, t, null) as target_bawah,
            if(jenis < 10, round(t * 1.2, 2), null) as target_atas,
            case when nasib < 4 then null when nasib < 40 then t when nasib < 44 then round(t * 0.9, 2)
                else round(t * lipat, 2) end as realisasi
        from butir
    ) to '{berkas}' (format parquet, compression zstd, row_group_size 122880)
"""
_SQL_TANGAN = """
    select kode_opd, rating, count(*) as jumlah, avg(c) as capaian from (
        select kode_opd, c, case when realisasi is null then null
            when arah = 'turun' and atas = 0 then if(realisasi = 0, 'di_atas', 'di_bawah')
            when atas = 0 or (jenis_target = 'maksimum' and arah = 'naik' and c > 100) then null
            when c > 100 or (c = 100 and jenis_target = 'maksimum') then 'di_atas'
            when c >= 90 then 'sesuai' else 'di_bawah' end as rating
        from (select *, if(arah = 'turun', 2 * acuan - realisasi, realisasi) / acuan * 100 as c
            from (select *, greatest(bawah, least(atas, realisasi)) as acuan
                from (select *, coalesce(target_bawah, target) as bawah, coalesce(target_atas, target) as atas
                    from read_parquet('{berkas}'))))
    ) group by all
"""


def buat(folder: Path, baris: int) -> None:
    """One tidy table in several files, an employee's rows next to each other."""
    import duckdb

    orang = -(-baris // INDIKATOR)
    with duckdb.connect(config={"memory_limit": "700MB", "threads": 2}) as sambungan:
        for dari in range(0, orang, _ORANG_SEKALI):
            berkas = folder / f"butir-{dari // _ORANG_SEKALI:02d}.parquet"
            isi = {"dari": dari, "sampai": min(orang, dari + _ORANG_SEKALI), "indikator": INDIKATOR, "berkas": berkas}
            sambungan.execute(_BUAT.format(**isi))


@contextmanager
def mesin() -> Iterator[Any]:
    """DuckDB as a national run would set it: two threads, bounded memory, rows in any order."""
    import duckdb

    from penilaian.nilai.besar import PILIHAN_DUCKDB

    pilihan = {"memory_limit": "700MB", "threads": 2, "preserve_insertion_order": False}
    with (
        TemporaryDirectory() as tumpah,
        duckdb.connect(config={**PILIHAN_DUCKDB, **pilihan, "temp_directory": tumpah}) as sambungan,
    ):
        yield sambungan


def _semua(folder: Path) -> str:
    return str(folder / "butir-*.parquet")


def _baca_duckdb(folder: Path, teks: tuple[str, ...]) -> str:
    ambil = ", ".join(
        ["count(*)", *(f"bit_xor(hash({nama}))" for nama in teks), *(f"sum({nama})" for nama in BILANGAN)]
    )
    with mesin() as sambungan:
        baris = sambungan.sql(f"select {ambil} from read_parquet('{_semua(folder)}')").fetchall()[0]
    return f"{baris[0]} baris"


def _baca_pyarrow(folder: Path, kolom: tuple[str, ...]) -> str:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_cpu_count(2)
    teks, jumlah = [nama for nama in kolom if nama not in BILANGAN], 0
    for berkas in sorted(folder.glob("*.parquet")):
        for satu in pq.ParquetFile(berkas, read_dictionary=teks).iter_batches(122_880, columns=list(kolom)):
            jumlah += satu.num_rows
    return f"{jumlah} baris"


def baca_duckdb(folder: Path) -> str:
    return _baca_duckdb(folder, TEKS)


def baca_pyarrow(folder: Path) -> str:
    return _baca_pyarrow(folder, KOLOM)


def baca_rhk_duckdb(folder: Path) -> str:
    return _baca_duckdb(folder, ("nip", "kode_rhk", "kategori", *TEKS))


def kita(folder: Path) -> str:
    """The rules' own definitions, run by DuckDB."""
    import narwhals as nw

    from penilaian.nilai.besar import cacah_butir

    with mesin() as sambungan:
        butir = nw.from_native(sambungan.read_parquet(_semua(folder)))
        hasil = cacah_butir(butir, PERIODE, "kode_opd").collect("pandas").to_native()
    return _ringkas(hasil, hasil["capaian"].sum() / hasil["jumlah"].where(hasil["capaian"].notna(), 0).sum())


def sql_tangan(folder: Path) -> str:
    """The same question in plain SQL."""
    with mesin() as sambungan:
        hasil = sambungan.sql(_SQL_TANGAN.format(berkas=_semua(folder))).df()
    return _ringkas(hasil)


def pandas_tangan(folder: Path) -> str:
    """The same question in plain pandas."""
    import numpy as np
    import pandas as pd

    isi = pd.read_parquet(folder, columns=list(KOLOM))
    bawah, atas = (isi[nama].fillna(isi["target"]) for nama in ("target_bawah", "target_atas"))
    acuan = isi["realisasi"].clip(bawah, atas)
    turun, maksimum = isi["arah"] == "turun", isi["jenis_target"] == "maksimum"
    c = (2 * acuan - isi["realisasi"]).where(turun, isi["realisasi"]) / acuan * 100
    cabang = [
        (isi["realisasi"].isna(), None),
        (turun & (atas == 0) & (isi["realisasi"] == 0), "di_atas"),
        (turun & (atas == 0), "di_bawah"),
        ((atas == 0) | (maksimum & ~turun & (c > 100)), None),
        ((c > 100) | ((c == 100) & maksimum), "di_atas"),
        (c >= 90, "sesuai"),
    ]
    isi["rating"] = np.select([syarat for syarat, _ in cabang], [kode for _, kode in cabang], "di_bawah")
    hasil = isi.assign(c=c).groupby(["kode_opd", "rating"], dropna=False)["c"].agg(["size", "mean"]).reset_index()
    return _ringkas(hasil.rename(columns={"size": "jumlah"}))


def kita_rhk(folder: Path) -> str:
    """On to the rating of each employee's results (RHK), counted."""
    import narwhals as nw

    from penilaian.aturan import muat_buku
    from penilaian.nilai.besar import nilai_butir
    from penilaian.nilai.kolom import nilai_rhk
    from penilaian.periode import Periode

    aturan = muat_buku().pada(Periode.urai(PERIODE).akhir)
    with mesin() as sambungan:
        butir = nw.from_native(sambungan.read_parquet(_semua(folder))).select(*KOLOM_RHK)
        rhk = nilai_rhk(nilai_butir(butir, PERIODE), aturan).with_columns(jumlah=nw.lit(1))
        return _ringkas(rhk.group_by("rating").agg(nw.col("jumlah").sum()).collect("pandas").to_native())


def _ringkas(hasil: Any, rata: float | None = None) -> str:
    cacah = hasil.assign(rating=hasil["rating"].fillna("tanpa")).groupby("rating")["jumlah"].sum()
    isi = " ".join(f"{kode} {int(jumlah)}" for kode, jumlah in cacah.items())
    return isi if rata is None else f"{isi}; rata-rata {rata:.3f}"


JUDUL = {
    "baca_duckdb": "hanya membaca kolom, DuckDB",
    "baca_pyarrow": "hanya membaca kolom, pyarrow",
    "kita": "aturan, dijalankan DuckDB",
    "sql_tangan": "SQL tulisan tangan (biner)",
    "pandas_tangan": "pandas tulisan tangan (biner)",
    "baca_rhk_duckdb": "membaca, dengan NIP dan RHK",
    "kita_rhk": "aturan, sampai RHK pegawai",
}
LANGKAH = {nama: globals()[nama] for nama in JUDUL}


def jalankan_langkah(langkah: str, folder: Path) -> None:
    """One way, timed without the imports it needs."""
    for pustaka in ("duckdb", "pandas", "pyarrow.parquet", "penilaian.nilai.besar"):
        import_module(pustaka)
    mulai, cpu = time.perf_counter(), time.process_time()
    isi = LANGKAH[langkah](folder)
    detik, cpu = time.perf_counter() - mulai, time.process_time() - cpu
    puncak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(json.dumps({"detik": detik, "cpu": cpu, "mib": int(puncak[1]) / 1024, "isi": isi}))


def ukur(langkah: tuple[str, ...], folder: Path, ulangan: int) -> dict[str, dict[str, Any]]:
    """Medians of repetitions that take turns; the first round, which warms the disk cache, does not count."""
    semua: dict[str, list[dict[str, Any]]] = {nama: [] for nama in langkah}
    for urut in range(ulangan + 1):
        for nama in langkah:
            perintah = [sys.executable, __file__, "--langkah", nama, "--folder", str(folder)]
            hasil = json.loads(subprocess.run(perintah, check=True, capture_output=True, text=True).stdout)
            if urut:
                semua[nama].append(hasil)
    ringkas = {}
    for nama, hasil in semua.items():
        angka = {apa: statistics.median(satu[apa] for satu in hasil) for apa in ("detik", "cpu")}
        ringkas[nama] = {**angka, "mib": max(satu["mib"] for satu in hasil), "isi": hasil[0]["isi"]}
        satu = ringkas[nama]
        print(
            f"{JUDUL[nama]:<30} {satu['detik']:>7.2f} s (CPU {satu['cpu']:>6.2f} s) {satu['mib']:>6.0f} MiB   {satu['isi']}",
            flush=True,
        )
    return ringkas


def sampel_berbeda(folder: Path) -> int:
    """How many of the first rows DuckDB scores differently, in any column, from the columns on pandas that `hitung` uses."""
    import narwhals as nw
    import numpy as np

    from penilaian.nilai.besar import nilai_butir

    with mesin() as sambungan:
        awal = (
            f"select *, row_number() over () as nomor from read_parquet('{folder / 'butir-00.parquet'}') limit {SAMPEL}"
        )
        sambungan.execute(f"create table sampel as {awal}")
        butir = nw.from_native(sambungan.table("sampel"))
        satu = nilai_butir(butir, PERIODE).collect("pandas").to_native().sort_values("nomor", ignore_index=True)
        asal = butir.collect("pandas").to_native().sort_values("nomor", ignore_index=True)
    with np.errstate(invalid="ignore"):
        dua = nilai_butir(nw.from_native(asal, eager_only=True), PERIODE).to_native()
    beda = np.zeros(len(asal), dtype=bool)
    for nama in ("acuan", "galat", "capaian", "rating", "tingkat", "tingkat_terburuk", "tingkat_terbaik"):
        kiri, kanan = satu[nama], dua[nama]
        beda |= ~((kiri == kanan) | (kiri.isna() & kanan.isna())).to_numpy(dtype=bool)
    return int(beda.sum())


def utama() -> None:
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--baris", type=int, default=BARIS)
    pengurai.add_argument("--ulangan", type=int, default=3)
    pengurai.add_argument("--tanpa-pandas", action="store_true")
    pengurai.add_argument("--tanpa-rhk", action="store_true")
    pengurai.add_argument("--langkah", choices=LANGKAH)
    pengurai.add_argument("--folder", type=Path)
    pilihan = pengurai.parse_args()
    if pilihan.langkah:
        jalankan_langkah(pilihan.langkah, pilihan.folder)
        return
    with TemporaryDirectory() as sementara:
        folder = Path(sementara)
        buat(folder, pilihan.baris)
        besar = sum(satu.stat().st_size for satu in folder.iterdir()) / 2**20
        print(f"{pilihan.baris} baris, Parquet {besar:.0f} MiB")
        print(f"{sampel_berbeda(folder)} dari {min(SAMPEL, pilihan.baris)} baris berbeda dari hitung", flush=True)
        hasil = ukur(("baca_duckdb", "baca_pyarrow", "kita", "sql_tangan"), folder, pilihan.ulangan)
        if not pilihan.tanpa_pandas:
            ukur(("pandas_tangan",), folder, 1)
        if not pilihan.tanpa_rhk:
            rhk = ukur(("baca_rhk_duckdb", "kita_rhk"), folder, 1)
            print(f"sampai RHK: {rhk['kita_rhk']['detik'] / rhk['baca_rhk_duckdb']['detik']:.2f} kali membaca")
    lantai = min(hasil[nama]["detik"] for nama in ("baca_duckdb", "baca_pyarrow"))
    rasio, puncak = hasil["kita"]["detik"] / lantai, hasil["kita"]["mib"]
    print(f"terhadap SQL tulisan tangan {hasil['kita']['detik'] / hasil['sql_tangan']['detik']:.2f} kali")
    print(f"puncak {puncak:.0f} MiB, batas {BATAS_MIB} MiB: {'ya' if puncak <= BATAS_MIB else 'TIDAK'}")
    print(f"lantai {lantai:.2f} s, batas {BATAS_RASIO} kali: {'ya' if rasio <= BATAS_RASIO else 'TIDAK'}")
    print(f"rasio {rasio:.2f}")


if __name__ == "__main__":
    utama()
