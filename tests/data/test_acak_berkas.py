"""Valid files changed at random, always in the same way: reading them never fails, and always says something readable.

``PENILAIAN_ACAK`` says how many files; the ordinary run takes 300.
"""

from __future__ import annotations

import io
import os
import random
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from penilaian.data import KOLOM_TEMUAN, baca_data

from .conftest import ISI
from .jahat.bahan import bagian, bertipe, kemas
from .jahat.terbatas import WaktuHabisError

JUMLAH = int(os.environ.get("PENILAIAN_ACAK", "300"))
DETIK = 5
TABEL = ("realisasi", "pegawai", "skp", "opd", "penetapan", "umpan_balik", "indikator", "ikm")
_POTONGAN = (
    b"\x00", b"\xff", b"\xff\xfe", b'"', b"\n", b"\r", b",", b";", b"\t", b"'", b"<", b">", b"&", b"&#x202E;", b"&a;",
    b"=1+1", b"1e400", b"NaN", b"-", b"9" * 40, b"\xe2\x80\xae", b"<!--", b"]]>", b"<c ", b"<f>1</f>", b't="e"',
    b' r="XFD1048576"', b' s="99"', b"PK\x03\x04", b"PAR1", b"{", b"[", b": ", b"!!python/object:a", b"*a", b"\x1b[2J",
)  # fmt: skip

Ubah = Callable[[random.Random, bytes], bytes]


def balik(acak: random.Random, isi: bytes) -> bytes:
    di = acak.randrange(len(isi))
    return isi[:di] + bytes([isi[di] ^ (1 << acak.randrange(8))]) + isi[di + 1 :]


def potong(acak: random.Random, isi: bytes) -> bytes:
    di, ke = sorted(acak.randrange(len(isi) + 1) for _ in range(2))
    return isi[:di] + isi[min(ke, di + acak.choice((1, 4, 40, len(isi)))) :]


def sisip(acak: random.Random, isi: bytes) -> bytes:
    di = acak.randrange(len(isi) + 1)
    return isi[:di] + acak.choice((*_POTONGAN, acak.randbytes(acak.randrange(1, 9)))) + isi[di:]


def timpa(acak: random.Random, isi: bytes) -> bytes:
    di = acak.randrange(len(isi) + 1)
    baru = acak.choice((*_POTONGAN, acak.randbytes(4), b"\xff" * 8, b"\x00" * 8))
    return isi[:di] + baru + isi[di + len(baru) :]


def gandakan(acak: random.Random, isi: bytes) -> bytes:
    di, ke = sorted(acak.randrange(len(isi) + 1) for _ in range(2))
    return isi[:ke] + isi[di:ke] * acak.choice((1, 1, 3)) + isi[ke:]


def tukar(acak: random.Random, isi: bytes) -> bytes:
    satu, dua, tiga = sorted(acak.randrange(len(isi) + 1) for _ in range(3))
    return isi[:satu] + isi[dua:tiga] + isi[satu:dua] + isi[tiga:]


CARA: tuple[Ubah, ...] = (balik, potong, sisip, timpa, gandakan, tukar)


def acak_bytes(acak: random.Random, isi: bytes) -> bytes:
    for _ in range(acak.choice((1, 1, 2, 5))):
        isi = acak.choice(CARA)(acak, isi) if isi else isi
    return isi


def csv(acak: random.Random) -> tuple[str, bytes]:
    tabel = acak.choice(TABEL)
    teks = pd.DataFrame(ISI[tabel]).to_csv(index=False, sep=acak.choice(",;\t|"), lineterminator="\n")
    return f"{tabel}.csv", acak_bytes(acak, teks.encode(acak.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16"))))


def xlsx(acak: random.Random) -> tuple[str, bytes]:
    tabel = acak.choice(TABEL)
    return f"{tabel}.xlsx", acak_bytes(acak, kemas(bagian({tabel: bertipe(tabel)})))


def xml(acak: random.Random) -> tuple[str, bytes]:
    tabel = acak.choice(TABEL)
    isi = bagian({tabel: bertipe(tabel)}, '<xf/><xf numFmtId="9"/><xf numFmtId="14"/>')
    nama = acak.choice([*isi, *(["xl/worksheets/sheet1.xml"] * 6)])
    return f"{tabel}.xlsx", kemas({**isi, nama: acak_bytes(acak, isi[nama])})


def parquet(acak: random.Random) -> tuple[str, bytes]:
    tabel = acak.choice(TABEL)
    aliran = io.BytesIO()
    mampat = acak.choice(("none", "snappy", "zstd", "gzip"))
    pq.write_table(pa.table(pd.DataFrame(ISI[tabel])), aliran, compression=mampat, use_dictionary=acak.random() < 0.5)
    return f"{tabel}.parquet", acak_bytes(acak, aliran.getvalue())


def keterangan(acak: random.Random) -> tuple[str, bytes]:
    isi = b"instansi: Pemerintah Kota Contoh\ncatatan: >-\n  Data sintetis,\n  bukan orang nyata: 1.5\n"
    return "keterangan.yaml", acak_bytes(acak, isi)


@pytest.fixture
def jam() -> Iterator[Callable[[], int]]:
    def habis(*_: object) -> None:
        raise WaktuHabisError

    lama = signal.signal(signal.SIGALRM, habis)
    yield lambda: signal.alarm(DETIK)
    signal.alarm(0)
    signal.signal(signal.SIGALRM, lama)


@pytest.mark.parametrize("buat", [csv, xlsx, xml, parquet, keterangan])
def test_berkas_acak_selalu_menjadi_data_atau_temuan(
    tmp_path: Path, jam: Callable[[], int], buat: Callable[[random.Random], tuple[str, bytes]]
) -> None:
    for benih in range(JUMLAH // 5):
        nama, isi = buat(random.Random(f"{buat.__name__} {benih}"))
        berkas = tmp_path / nama
        berkas.write_bytes(isi)
        jam()
        try:
            temuan = baca_data(tmp_path).temuan
        except BaseException as galat:
            raise AssertionError(f"{buat.__name__} {benih}: {galat!r}") from galat
        signal.alarm(0)
        berkas.unlink()
        assert list(temuan.columns) == list(KOLOM_TEMUAN)
        assert temuan["apa"].str.len().between(8, 2_000).all(), f"{buat.__name__} {benih}"
        assert temuan["tindakan"].str.len().between(8, 2_000).all(), f"{buat.__name__} {benih}"
        assert not temuan["apa"].str.contains("Error|Exception|Traceback", regex=True).any(), f"{buat.__name__} {benih}"
