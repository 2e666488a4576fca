"""What is larger than memory, batch by batch into a Parquet file of ours: converted, checked, and whole or not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from penilaian.berkas import tulis_utuh
from penilaian.data.gudang import kunci_berulang
from penilaian.data.skema import periksa_skema
from penilaian.data.tabel import tabel_kosong
from penilaian.data.temuan import Temuan
from penilaian.data.ubah import ubah_tabel
from penilaian.data.uraian import GalatUrai
from penilaian.galat import GalatData
from penilaian.impor.bacaan import Konteks
from penilaian.impor.basisdata.alamat import urai_alamat
from penilaian.impor.basisdata.kueri import susun_permintaan
from penilaian.impor.basisdata.sambungan import buka
from penilaian.impor.penamaan import PenamaOpd
from penilaian.impor.peta.arrow import bingkai_arrow
from penilaian.impor.peta.bentuk import Peta, TabelPeta
from penilaian.impor.peta.terapkan import Sumber, cocokkan_kolom, terapkan

UKURAN = 100_000
"""Rows at a time."""
BATAS_DETIK = 4 * 3600
TEMUAN_PER_KODE = 20
"""Findings kept of each kind and column; all are counted."""
MEMORI_KUNCI = "512MB"

Cacah = Mapping[tuple[str, str, str | None], int]


@dataclass(frozen=True)
class HasilSalin:
    """What became of a copy; without a file where there is any error-level finding."""

    berkas: Path | None
    baris: int
    temuan: tuple[Temuan, ...]
    """At most ``TEMUAN_PER_KODE`` of each kind and column."""
    cacah: Cacah
    """How many there were of each: by level, code and column."""


class _TidakBersih(Exception):
    """Leaves the writing of a file that must not appear."""


@dataclass
class _Penampung:
    """Findings, counted all and kept few."""

    cacah: Counter[tuple[str, str, str | None]] = field(default_factory=Counter)
    disimpan: list[Temuan] = field(default_factory=list)

    def tambah(self, temuan: Iterable[Temuan], jumlah: int = 1) -> None:
        for satu in temuan:
            kunci = (satu.tingkat, satu.kode, satu.kolom)
            if self.cacah[kunci] < TEMUAN_PER_KODE:
                self.disimpan.append(satu)
            self.cacah[kunci] += jumlah

    @property
    def bersih(self) -> bool:
        return not any(tingkat == "galat" for tingkat, _, _ in self.cacah)


def salin_ke_parquet(
    url: str, tabel: str, peta: Peta, folder: Path, konteks: Konteks, *, ukuran: int = UKURAN
) -> HasilSalin:
    """One table of a mapping from a database to ``folder/<tabel>.parquet``, at most ``ukuran`` rows in memory.

    Rows are numbered as the database gives them. References to other tables are checked by whoever reads the file.

    Raises:
        GalatData: the database, the table or a column cannot be read.
    """
    alamat, satu = urai_alamat(url), _tabel_peta(peta, tabel)
    with buka(alamat, BATAS_DETIK) as sambungan:
        permintaan = susun_permintaan(sambungan, tabel, satu, urut=False)
        bingkai = sambungan.alirkan(permintaan.kueri, ukuran, permintaan.sebutan)
        sumber = _bernomor(alamat.nama, permintaan.sebutan, bingkai)
        return salin_sumber(sumber, tabel, satu, folder, konteks.opd)


def salin_parquet(
    berkas: Path, tabel: str, peta: Peta, folder: Path, konteks: Konteks, *, ukuran: int = UKURAN
) -> HasilSalin:
    """The same from a Parquet file of another system.

    Raises:
        GalatData: the file or a column cannot be read.
    """
    satu = _tabel_peta(peta, tabel)
    return salin_sumber(
        _bernomor(berkas.name, None, _bingkai_parquet(berkas, satu, ukuran)), tabel, satu, folder, konteks.opd
    )


def salin_sumber(sumber: Iterable[Sumber], tabel: str, peta: TabelPeta, folder: Path, opd: PenamaOpd) -> HasilSalin:
    """Batches of a source into one file; it appears when all of them are clean and no key occurs twice."""
    penampung = _Penampung()
    tujuan = folder / f"{tabel}.parquet"
    baris = 0
    asal: Sumber | None = None
    try:
        with tulis_utuh(tujuan) as aliran, pq.ParquetWriter(aliran, _skema(tabel), compression="zstd") as penulis:
            for asal in sumber:
                penulis.write_table(_olah(asal, tabel, peta, opd, penampung))
                baris += len(asal.baris)
            penulis.close()
            _periksa_kunci(aliran, tabel, asal, penampung)
            if not penampung.bersih:
                raise _TidakBersih
    except _TidakBersih:
        return HasilSalin(None, baris, tuple(penampung.disimpan), penampung.cacah)
    return HasilSalin(tujuan, baris, tuple(penampung.disimpan), penampung.cacah)


def _olah(sumber: Sumber, tabel: str, peta: TabelPeta, opd: PenamaOpd, penampung: _Penampung) -> pa.Table:
    hasil = terapkan(tabel, peta, sumber, opd)
    terbaca, temuan = ubah_tabel(hasil.mentah)
    penampung.tambah(hasil.temuan)
    penampung.tambah(temuan)
    # Repeated keys are looked for in the whole file, not in one batch.
    penampung.tambah(satu for satu in periksa_skema(terbaca) if satu.kode != "kunci_ganda")
    return pa.Table.from_pandas(terbaca.frame, schema=_skema(tabel), preserve_index=False)


def _skema(tabel: str) -> pa.Schema:
    return pa.Schema.from_pandas(tabel_kosong(tabel), preserve_index=False).remove_metadata()


def _periksa_kunci(aliran: BinaryIO, tabel: str, asal: Sumber | None, penampung: _Penampung) -> None:
    aliran.flush()
    jumlah, contoh = kunci_berulang(Path(aliran.name), tabel, memori=MEMORI_KUNCI, batas=TEMUAN_PER_KODE)
    temuan = [
        Temuan(
            "galat",
            "kunci_ganda",
            f"Kunci yang sama juga ada di baris {satu.baris_lain}; hanya boleh ada satu baris",
            "hapus salah satu baris di sumber, atau perbaiki kuncinya",
            tabel,
            asal.berkas if asal else None,
            asal.lembar if asal else None,
            satu.baris,
            nilai=" | ".join(satu.kunci),
        )
        for satu in contoh
    ]
    penampung.tambah(temuan)
    if jumlah > len(temuan):
        penampung.cacah["galat", "kunci_ganda", None] += jumlah - len(temuan)


def _bernomor(berkas: str, lembar: str | None, bingkai: Iterable[pd.DataFrame]) -> Iterator[Sumber]:
    sudah = 0
    for frame in bingkai:
        yield Sumber(berkas, lembar, frame, np.arange(sudah + 1, sudah + len(frame) + 1, dtype="int64"))
        sudah += len(frame)


def _bingkai_parquet(berkas: Path, peta: TabelPeta, ukuran: int) -> Iterator[pd.DataFrame]:
    try:
        with pq.ParquetFile(berkas) as parquet:
            ada = parquet.schema_arrow.names
            tempat = cocokkan_kolom(peta.kolom_sumber, ada, berkas.name)
            for satu in parquet.iter_batches(ukuran, columns=[ada[posisi] for posisi in tempat.values()]):
                yield bingkai_arrow(satu)
    except (pa.ArrowException, OSError):
        raise GalatUrai(
            "berkas_rusak",
            f"Berkas Parquet {berkas.name} tidak dapat dibaca; isinya rusak atau bukan Parquet",
            tindakan="ekspor ulang berkas itu dari sistem asal",
        ) from None


def _tabel_peta(peta: Peta, tabel: str) -> TabelPeta:
    if tabel not in peta.tabel:
        raise GalatData(
            f"Tabel {tabel} tidak ada di pemetaan “{peta.judul}”", tindakan=f"pilih dari {', '.join(peta.tabel)}"
        )
    return peta.tabel[tabel]
