"""Ten million rows in little memory: asking the store, and importing from Parquet and from PostgreSQL, against pandas.

Each way runs in a process of its own; memory is the peak of that process (the
database server has its own). The last line, ``rasio``, is the peak of reading
the whole table with pandas over the highest peak of our ways. Run:
python bench/baca_besar.py [--baris 10000000]
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

AKAR = Path(__file__).parents[1]
sys.path.insert(0, str(AKAR))

BARIS = 10_000_000
BATAS_MIB = 1024
MEMORI = "512MB"
PERIODE = ("2025-T1", "2025-T2", "2025-T3", "2025-T4")
INDIKATOR = 8
KOLOM = ("nip", "periode", "kode_indikator", "realisasi", "bukti", "alasan_kosong", "dicatat")
_PEGAWAI = """
    select strftime(date '1870-01-01' + cast(i % 7300 as integer), '%Y%m%d')
        || strftime(date '1910-01-01' + to_months(cast((i // 7300) % 120 as integer)), '%Y%m')
        || cast(1 + i % 2 as varchar) || lpad(cast(1 + i % 900 as varchar), 3, '0') as nip, i
    from range({orang}) t(i)
"""
_REALISASI = """
    copy (
        select nip, periode, 'I' || k as kode_indikator,
            case when hash(i, k, periode) % 20 > 0 then round(50 + hash(k, i, periode) % 6000 / 100, 2) end as realisasi,
            'B-' || i || '/' || k as bukti,
            case when hash(i, k, periode) % 20 = 0 then 'belum_dilaporkan' end as alasan_kosong,
            timestamp '2025-12-01' + to_days(cast(i % 30 as integer)) as dicatat
        from ({pegawai}) p, unnest(['2025-T1', '2025-T2', '2025-T3', '2025-T4']) as w(periode), range(1, 9) r(k)
        limit {baris}
    ) to '{folder}/realisasi.parquet' (format parquet, compression zstd, row_group_size 122880)
"""
_TABEL_PEGAWAI = """
    copy (
        select nip, periode, 'Contoh' as nama, 'pns' as jenis, 'L' as jenis_kelamin, '40_49' as kelompok_usia,
            'Analis' as jabatan, 'pelaksana' as jenis_jabatan, lpad(cast(i % 40 as varchar), 2, '0') as kode_opd,
            'Bidang A' as unit, false as mutasi
        from ({pegawai}) p, unnest(['2025-T1', '2025-T2', '2025-T3', '2025-T4']) as w(periode)
    ) to '{folder}/pegawai.parquet' (format parquet, compression zstd)
"""


def buat(folder: Path, baris: int) -> None:
    """Synthetic results of ``baris`` rows, and the employees they belong to."""
    import duckdb

    orang = -(-baris // (len(PERIODE) * INDIKATOR))
    pegawai = _PEGAWAI.format(orang=orang)
    with duckdb.connect() as sambungan:
        for perintah in (_REALISASI, _TABEL_PEGAWAI):
            sambungan.execute(perintah.format(pegawai=pegawai, folder=folder, baris=baris))


def muat_postgresql(folder: Path, url: str) -> None:
    """The same rows into a table with exact numbers and dates, as another system would have it."""
    from adbc_driver_postgresql import dbapi

    berkas = pq.ParquetFile(folder / "realisasi.parquet")
    with dbapi.connect(url, autocommit=True) as sambungan, sambungan.cursor() as kursor:
        kursor.execute(
            "create table realisasi (nip char(18), periode text, kode_indikator text, realisasi float8, bukti text, "
            "alasan_kosong text, dicatat timestamp)"
        )
        for satu in berkas.iter_batches(200_000):
            kursor.adbc_ingest("realisasi", satu, mode="append")
        kursor.execute("alter table realisasi alter realisasi type numeric(12, 2), alter dicatat type date")


def pandas_utuh(folder: Path, _: str) -> str:
    """What one would write first: read it all, count by period."""
    import pandas as pd

    frame = pd.read_parquet(folder / "realisasi.parquet")
    return f"{len(frame)} baris, {frame.groupby('periode')['realisasi'].mean().size} periode"


def gudang(folder: Path, _: str) -> str:
    """Count by period and agency, one agency's quarter, one employee's history."""
    from penilaian.data.gudang import buka_gudang

    with buka_gudang(folder, memori=MEMORI) as terbuka:
        cacah = terbuka.cacah("realisasi")
        kode = cacah["kode_opd"].iat[0]
        irisan = terbuka.irisan("realisasi", "2025-T1", kode)
        riwayat = terbuka.riwayat(irisan["nip"].iat[0])
        return f"{cacah['baris'].sum()} baris, irisan {len(irisan)}, riwayat {len(riwayat)}"


def impor_parquet(folder: Path, _: str) -> str:
    """Convert, check and write from a Parquet file."""
    from penilaian.impor.basisdata import salin_parquet

    return _salin(
        lambda peta, tujuan, konteks: salin_parquet(folder / "realisasi.parquet", "realisasi", peta, tujuan, konteks)
    )


def impor_postgresql(_: Path, url: str) -> str:
    """Convert, check and write from PostgreSQL."""
    from penilaian.impor.basisdata import salin_ke_parquet

    return _salin(lambda peta, tujuan, konteks: salin_ke_parquet(url, "realisasi", peta, tujuan, konteks))


def _salin(salin: Callable[..., object]) -> str:
    from penilaian.data import tabel_kosong
    from penilaian.impor.bacaan import Konteks
    from penilaian.impor.penamaan import PenamaOpd
    from penilaian.impor.peta import Peta

    kolom = {nama: nama for nama in KOLOM}
    peta = Peta.model_validate({"judul": "ukur", "tabel": {"realisasi": {"dari": "realisasi", "kolom": kolom}}})
    konteks = Konteks(PenamaOpd(tabel_kosong("opd"), {}), tabel_kosong("indikator"), tabel_kosong("pegawai"))
    with TemporaryDirectory() as tujuan:
        hasil = salin(peta, Path(tujuan), konteks)
        return f"{hasil.baris} baris, temuan {dict(hasil.cacah) or 'tidak ada'}"


LANGKAH = {satu.__name__: satu for satu in (pandas_utuh, gudang, impor_parquet, impor_postgresql)}
JUDUL = {
    "pandas_utuh": "pandas, dibaca utuh",
    "gudang": "gudang: cacah, irisan, riwayat",
    "impor_parquet": "impor bertahap dari Parquet",
    "impor_postgresql": "impor bertahap dari PostgreSQL",
}


def ukur(langkah: str, folder: Path, url: str = "") -> float:
    """Run one way in a process of its own; prints its line and returns its peak in MiB."""
    perintah = [sys.executable, __file__, "--langkah", langkah, "--folder", str(folder), "--url", url]
    hasil = json.loads(subprocess.run(perintah, check=True, capture_output=True, text=True).stdout)
    print(f"{JUDUL[langkah]:<32} {hasil['detik']:>8.1f} s {hasil['mib']:>8.0f} MiB   {hasil['isi']}", flush=True)
    return float(hasil["mib"])


def jalankan_langkah(langkah: str, folder: Path, url: str) -> None:
    mulai = time.perf_counter()
    isi = LANGKAH[langkah](folder, url)
    detik = time.perf_counter() - mulai
    puncak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(json.dumps({"detik": detik, "mib": int(puncak[1]) / 1024, "isi": isi}))


def utama() -> None:
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--baris", type=int, default=BARIS)
    pengurai.add_argument("--langkah", choices=LANGKAH)
    pengurai.add_argument("--folder", type=Path)
    pengurai.add_argument("--url", default="")
    pilihan = pengurai.parse_args()
    if pilihan.langkah:
        jalankan_langkah(pilihan.langkah, pilihan.folder, pilihan.url)
        return
    with TemporaryDirectory() as sementara:
        folder = Path(sementara)
        buat(folder, pilihan.baris)
        besar = (folder / "realisasi.parquet").stat().st_size / 2**20
        print(f"{pilihan.baris} baris realisasi, Parquet {besar:.0f} MiB")
        utuh = ukur("pandas_utuh", folder)
        kita = [ukur("gudang", folder), ukur("impor_parquet", folder), *_lewat_peladen(folder)]
    print(f"puncak kita {max(kita):.0f} MiB, batas {BATAS_MIB} MiB: {'ya' if max(kita) <= BATAS_MIB else 'TIDAK'}")
    print(f"rasio {utuh / max(kita):.2f}")


def _lewat_peladen(folder: Path) -> list[float]:
    from tests.impor.peladen import PeladenTakAda, nyalakan_postgresql

    try:
        with nyalakan_postgresql() as peladen:
            muat_postgresql(folder, peladen.url())
            return [ukur("impor_postgresql", folder, peladen.url())]
    except PeladenTakAda as galat:
        print(f"{JUDUL['impor_postgresql']:<32} dilewati: {galat}")
        return []


if __name__ == "__main__":
    utama()
