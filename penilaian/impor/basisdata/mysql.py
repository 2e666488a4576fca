"""MySQL and MariaDB through SQLAlchemy and PyMySQL, with rows left on the server until they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from penilaian.impor.basisdata.alamat import DETIK_SAMBUNG, Alamat
from penilaian.impor.basisdata.pesan import galat_mysql, paket_tidak_ada, tafsirkan

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True)
class SambunganMysql:
    """One read-only transaction."""

    alamat: Alamat
    sambungan: Connection
    galat: tuple[type[Exception], ...]

    def kutip(self, nama: str) -> str:
        return "`" + nama.replace("`", "``") + "`"

    def kolom(self, kueri: str, di: str) -> list[str]:
        with self._baca(kueri, di) as hasil:
            return list(hasil.keys())

    def alirkan(self, kueri: str, ukuran: int, di: str) -> Iterator[pd.DataFrame]:
        with self._baca(kueri, di) as hasil:
            nama = list(hasil.keys())
            yield from (_bingkai(baris, nama) for baris in hasil.partitions(ukuran))

    @contextmanager
    def _baca(self, kueri: str, di: str) -> Iterator[Any]:
        # Without no_parameters a percent sign in the query would be taken for a place to fill.
        pilihan = {"stream_results": True, "no_parameters": True}
        with (
            tafsirkan(self.galat, galat_mysql, self.alamat, di),
            self.sambungan.exec_driver_sql(kueri, execution_options=pilihan) as hasil,
        ):
            yield hasil


@contextmanager
def buka_mysql(alamat: Alamat, batas_detik: int) -> Iterator[SambunganMysql]:
    """Connect and start a read-only transaction; all its queries see the same moment.

    Raises:
        GalatData: the server, the account or a package is not there.
    """
    try:
        import pymysql
        import sqlalchemy
    except ImportError as galat:
        raise paket_tidak_ada(galat.name or "pymysql") from None
    kesalahan = (sqlalchemy.exc.SQLAlchemyError, pymysql.Error)
    with tafsirkan(kesalahan, galat_mysql, alamat):
        mesin = sqlalchemy.create_engine(
            alamat.url, poolclass=sqlalchemy.NullPool, connect_args={"connect_timeout": DETIK_SAMBUNG}
        )
        with mesin.connect() as sambungan:
            _siapkan(sambungan, batas_detik)
            yield SambunganMysql(alamat, sambungan, kesalahan)


def _siapkan(sambungan: Connection, batas_detik: int) -> None:
    versi = str(sambungan.exec_driver_sql("select version()").scalar())
    if "mariadb" in versi.lower():
        sambungan.exec_driver_sql(f"set session max_statement_time = {int(batas_detik)}")
    else:
        sambungan.exec_driver_sql(f"set session max_execution_time = {int(batas_detik) * 1000}")
    sambungan.exec_driver_sql("set session transaction isolation level repeatable read")
    sambungan.exec_driver_sql("set session transaction read only")
    sambungan.exec_driver_sql("start transaction with consistent snapshot, read only")


def _bingkai(baris: Sequence[Sequence[object]], nama: list[str]) -> pd.DataFrame:
    kolom = {urut: pd.Series(list(isi), dtype=object) for urut, isi in enumerate(zip(*baris, strict=True))}
    return pd.DataFrame(kolom, index=pd.RangeIndex(len(baris))).set_axis(nama, axis=1)
