"""Parquet files of the wrong types, with lies in their footer, or with far more than they seem to hold."""

from __future__ import annotations

import datetime
import decimal
import io
from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.data.conftest import ISI

from .bahan import CATATAN, GALAT, PERINGATAN, Jahat, sebagai

_RUSAK = {"berkas_rusak": GALAT}
_BESAR = {"berkas_terlalu_besar": GALAT}
_UTC8 = "Asia/Makassar"


def _isi(tabel: pa.Table, **pilihan: object) -> bytes:
    aliran = io.BytesIO()
    pq.write_table(tabel, aliran, **pilihan)
    return aliran.getvalue()


def _lajur(**ubah: object) -> dict[str, object]:
    return {nama: [baris[nama] or None for baris in ISI["realisasi"]] for nama in ISI["realisasi"][0]} | ubah


def _dengan(**ubah: object):
    return sebagai("realisasi.parquet", lambda: _isi(pa.table(_lajur(**ubah))))


def _bytes(ubah: Callable[[bytes], bytes]):
    return sebagai("realisasi.parquet", lambda: ubah(_isi(pa.table(_lajur()))))


def _ulang(nilai: Mapping[str, str], kali: int, *, kategori: bool) -> bytes:
    """Rows all alike, each text stored once."""
    nomor = pa.array(np.zeros(kali, dtype="int32"))
    lajur = {nama: pa.array([isi]).dictionary_encode().take(nomor) for nama, isi in nilai.items()}
    return _isi(pa.table(lajur), store_schema=kategori)


def _bukan_utf8() -> pa.Array:
    geser = np.array([0, 2, 2, 2, 2], dtype="int32").tobytes()
    return pa.Array.from_buffers(pa.utf8(), 4, [None, pa.py_buffer(geser), pa.py_buffer(b"\xff\xfe")])


def _berganda() -> bytes:
    lajur = _lajur()
    return _isi(pa.table([*map(pa.array, lajur.values()), pa.array(["1", "2", "3", "4"])], names=[*lajur, "realisasi"]))


_ANGKA = [90.25, None, 9.0, 86.0]
_BUKAN_NILAI = {"bukan_satu_nilai": GALAT}
_TANPA_SKP = {"realisasi_tidak_ada": PERINGATAN}
_RAKSASA = {**ISI["realisasi"][0], "bukti": "A" * 200_000}

KORPUS = (
    Jahat("parquet_bersih", _dengan(realisasi=_ANGKA), {}),
    Jahat("parquet_nip_int64", _dengan(nip=[int(satu["nip"]) for satu in ISI["realisasi"]]), {**_TANPA_SKP, "nip_numerik": GALAT}),
    Jahat("parquet_nip_float", _dengan(nip=[float(satu["nip"]) for satu in ISI["realisasi"]]), {**_TANPA_SKP, "nip_numerik": GALAT}),
    Jahat("parquet_nip_desimal", _dengan(nip=[decimal.Decimal(satu["nip"]) for satu in ISI["realisasi"]]), {**_TANPA_SKP, "nip_numerik": GALAT}),
    Jahat("parquet_nip_kategori", _dengan(nip=pa.array([satu["nip"] for satu in ISI["realisasi"]]).dictionary_encode()), {}),
    Jahat("parquet_nip_biner", _dengan(nip=[satu["nip"].encode() for satu in ISI["realisasi"]]), {**_TANPA_SKP, "bukan_satu_nilai": GALAT}),
    Jahat("parquet_daftar", _dengan(realisasi=[[1.0, 2.0], None, None, None]), {**_BUKAN_NILAI, "alasan_kosong_tidak_ada": PERINGATAN}),
    Jahat("parquet_struktur", _dengan(realisasi=[{"a": 1}, None, None, None]), {**_BUKAN_NILAI, "alasan_kosong_tidak_ada": PERINGATAN}),
    Jahat("parquet_peta", _dengan(bukti=pa.array([[("a", 1)], None, None, None], pa.map_(pa.string(), pa.int64()))), _BUKAN_NILAI),
    Jahat("parquet_daftar_di_teks", _dengan(bukti=[["a"], None, None, None]), _BUKAN_NILAI),
    Jahat("parquet_desimal", _dengan(realisasi=[decimal.Decimal("90.25"), None, decimal.Decimal("9.00"), decimal.Decimal("86.00")]), {}),
    Jahat("parquet_angka_teks", _dengan(), {}),
    Jahat("parquet_benar_salah", _dengan(realisasi=[True, None, False, True]), {"bukan_bilangan": GALAT}),
    Jahat("parquet_tak_hingga", _dengan(realisasi=[float("inf"), None, 9.0, 86.0]), {"bukan_bilangan": GALAT}),
    Jahat("parquet_nan", _dengan(realisasi=[float("nan"), None, 9.0, 86.0]), {"alasan_kosong_tidak_ada": PERINGATAN}),
    Jahat("parquet_zona_waktu", _dengan(dicatat=pa.array([1_767_139_200_000_000] * 4, pa.timestamp("us", tz=_UTC8))), {}),
    Jahat("parquet_zona_karangan", _dengan(dicatat=pa.array([1_767_139_200_000_000] * 4, pa.timestamp("us", tz="Bulan/Kawah"))), _RUSAK),
    Jahat("parquet_tahun_148108", _dengan(dicatat=pa.array([2**62] * 4, pa.timestamp("us"))), {"bukan_tanggal": GALAT}),
    Jahat("parquet_hari_jauh", _dengan(dicatat=pa.array([2**30] * 4, pa.date32())), _RUSAK),
    Jahat("parquet_periode_jauh", _dengan(periode=pa.array([2**62] * 4, pa.timestamp("us"))), {**_TANPA_SKP, "periode_tidak_sah": GALAT}),
    Jahat("parquet_durasi", _dengan(dicatat=pa.array([1, 2, 3, 4], pa.duration("s"))), {"bukan_tanggal": GALAT}),
    Jahat("parquet_jam", _dengan(dicatat=pa.array([datetime.time(1)] * 4)), {"bukan_tanggal": GALAT}),
    Jahat("parquet_hari_bilangan", _dengan(dicatat=[46022] * 4), {"bukan_tanggal": GALAT}),
    Jahat("parquet_hampa_semua", _dengan(realisasi=pa.nulls(4)), {"alasan_kosong_tidak_ada": PERINGATAN}),
    Jahat("parquet_kolom_ganda", sebagai("realisasi.parquet", _berganda), {"kolom_ganda": GALAT}),
    Jahat("parquet_bukan_utf8", _dengan(bukti=_bukan_utf8()), _RUSAK),
    Jahat("parquet_terbalik", _dengan(bukti=["a\u202eb", None, None, None]), {"karakter_tak_terlihat": PERINGATAN}),
    Jahat("parquet_terpotong", _bytes(lambda isi: isi[: len(isi) // 2]), _RUSAK),
    Jahat("parquet_tanpa_ekor", _bytes(lambda isi: isi[:-4]), _RUSAK),
    Jahat("parquet_ekor_sampah", _bytes(lambda isi: isi[:-300] + b"\xff" * 292 + isi[-8:]), _RUSAK),
    Jahat("parquet_panjang_ekor_bohong", _bytes(lambda isi: isi[:-8] + b"\xff\xff\xff\x7fPAR1"), _RUSAK),
    Jahat("parquet_ekor_bersandi", _bytes(lambda isi: isi[:-4] + b"PARE"), _RUSAK),
    Jahat("parquet_data_sampah", _bytes(lambda isi: isi[:4] + b"\xff" * 200 + isi[204:]), _RUSAK),
    Jahat("parquet_tanpa_baris", sebagai("realisasi.parquet", lambda: _isi(pa.table(_lajur()).slice(0, 0))), {"tabel_kosong": PERINGATAN, "realisasi_tidak_ada": PERINGATAN}),
    Jahat("parquet_tanpa_kolom", sebagai("realisasi.parquet", lambda: _isi(pa.table({}))), {"kolom_wajib_tidak_ada": GALAT, "kolom_tidak_ada": PERINGATAN}),
    Jahat("parquet_ribuan_kolom", sebagai("realisasi.parquet", lambda: _isi(pa.table(_lajur(**{f"x{di}": [1] * 4 for di in range(1_000)})))), {"kolom_terlalu_banyak": GALAT}),
    Jahat("parquet_judul_raksasa", _dengan(**{"y" * 1_000_000: [1] * 4}), {"kolom_tidak_dikenal": CATATAN}),
    *(Jahat(f"parquet_teks_berulang_{nama}", sebagai("realisasi.parquet", lambda kategori=kategori: _ulang(_RAKSASA, 100_000, kategori=kategori)), _BESAR, berat=True) for nama, kategori in (("kategori", True), ("polos", False))),
    Jahat("parquet_sepuluh_juta_baris", sebagai("realisasi.parquet", lambda: _isi(pa.table({"nip": pa.nulls(10_000_000)}))), _BESAR, berat=True),
)  # fmt: skip
