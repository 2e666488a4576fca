"""PostgreSQL through ADBC: Arrow batches straight from the server's binary copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from penilaian.data.uraian import GalatUrai
from penilaian.impor.basisdata.alamat import Alamat
from penilaian.impor.basisdata.pesan import galat_postgresql, paket_tidak_ada, tafsirkan
from penilaian.impor.peta.arrow import bingkai_arrow

_TAK_TERBACA = {b"money": "numeric"}
"""Types that the driver gives in another unit or form than the database shows, and what to cast them to."""
_BYTE_SEKALI = 4_000_000


@dataclass(frozen=True)
class SambunganPostgresql:
    """One read-only transaction."""

    alamat: Alamat
    sambungan: Any
    galat: type[Exception]

    def kutip(self, nama: str) -> str:
        return '"' + nama.replace('"', '""') + '"'

    def kolom(self, kueri: str, di: str) -> list[str]:
        with self._baca(kueri, di) as pembaca:
            return list(pembaca.schema.names)

    def alirkan(self, kueri: str, ukuran: int, di: str) -> Iterator[pd.DataFrame]:
        with self._baca(kueri, di) as pembaca:
            _pastikan_terbaca(pembaca.schema, di)
            for satu in self._batch(pembaca, di):
                for awal in range(0, satu.num_rows, ukuran):
                    yield bingkai_arrow(satu.slice(awal, ukuran))

    def _batch(self, pembaca: Any, di: str) -> Iterator[Any]:
        """The batches; what fails while rows already flow is no error of the driver, but one of Arrow."""
        with tafsirkan((pa.ArrowException, OSError), galat_postgresql, self.alamat, di):
            yield from pembaca

    @contextmanager
    def _baca(self, kueri: str, di: str) -> Iterator[Any]:
        with (
            tafsirkan(self.galat, galat_postgresql, self.alamat, di),
            closing(self.sambungan.cursor()) as kursor,
        ):
            kursor.adbc_statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": str(_BYTE_SEKALI)})
            kursor.execute(kueri)
            with kursor.fetch_record_batch() as pembaca:
                yield pembaca


@contextmanager
def buka_postgresql(alamat: Alamat, batas_detik: int) -> Iterator[SambunganPostgresql]:
    """Connect and start a read-only transaction; all its queries see the same moment.

    Raises:
        GalatData: the server, the account or the driver is not there.
    """
    try:
        from adbc_driver_postgresql import dbapi
    except ImportError:
        raise paket_tidak_ada("adbc-driver-postgresql") from None
    with tafsirkan(dbapi.Error, galat_postgresql, alamat), closing(dbapi.connect(alamat.url)) as sambungan:
        with closing(sambungan.cursor()) as kursor:
            kursor.execute("set transaction isolation level repeatable read, read only")
            kursor.execute(f"set local statement_timeout = {int(batas_detik) * 1000}")
            # After the first query the server no longer lets anyone make the transaction writable.
            kursor.execute("select 1")
            kursor.fetchall()
        yield SambunganPostgresql(alamat, sambungan, dbapi.Error)


def _pastikan_terbaca(skema: Any, di: str) -> None:
    for kolom in skema:
        jenis = (kolom.metadata or {}).get(b"POSTGRESQL:type")
        if jenis in _TAK_TERBACA:
            raise GalatUrai(
                "tipe_tidak_terbaca",
                f"Kolom {kolom.name} di {di} bertipe {jenis.decode()}, yang satuannya tidak pasti",
                tindakan=f"pakai kueri dengan {kolom.name}::{_TAK_TERBACA[jenis]} as {kolom.name}",
            )
