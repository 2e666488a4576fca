"""What the readers ask of a connection, whichever engine is behind it: one read-only view of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

import pandas as pd

from penilaian.impor.basisdata.alamat import Alamat
from penilaian.impor.basisdata.mysql import buka_mysql
from penilaian.impor.basisdata.postgresql import buka_postgresql


class Sambungan(Protocol):
    """An open connection inside one read-only transaction."""

    def kutip(self, nama: str) -> str:
        """An identifier as this engine quotes it."""

    def kolom(self, kueri: str, di: str) -> list[str]:
        """The columns a query would give."""

    def alirkan(self, kueri: str, ukuran: int, di: str) -> Iterator[pd.DataFrame]:
        """The rows of a query, at most ``ukuran`` at a time, in the types of the source; ``di`` names it in errors."""


def buka(alamat: Alamat, batas_detik: int) -> AbstractContextManager[Sambungan]:
    """Connect; a statement may take ``batas_detik`` seconds.

    Raises:
        GalatData: the server, the account or the driver is not there.
    """
    return buka_postgresql(alamat, batas_detik) if alamat.mesin == "postgresql" else buka_mysql(alamat, batas_detik)
