"""The result of scoring one period: frozen tables with their trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from penilaian.nilai.jejak import Jejak
from penilaian.nilai.jelaskan import jelaskan
from penilaian.periode import Periode


@dataclass(frozen=True)
class Hasil:
    """What `hitung` gives. Tables are sorted by key and handed out as copies: a result does not change."""

    periode: Periode
    jejak: Jejak
    _tabel: Mapping[str, pd.DataFrame] = field(repr=False, compare=False)

    @property
    def tabel(self) -> dict[str, pd.DataFrame]:
        """All tables by name: indikator, rhk, pegawai, opd."""
        return {nama: isi.copy(deep=False) for nama, isi in self._tabel.items()}

    @property
    def indikator(self) -> pd.DataFrame:
        """Employee × indicator: ``capaian`` in percent, ``galat`` (why there is none), ``rating``."""
        return self._tabel["indikator"].copy(deep=False)

    @property
    def rhk(self) -> pd.DataFrame:
        """Employee × result: ``rating``, how many indicators, how many of them missing."""
        return self._tabel["rhk"].copy(deep=False)

    @property
    def pegawai(self) -> pd.DataFrame:
        """Employee: counts, ``usulan`` with bounds, ``alasan_tinjau``, decided ratings, ``predikat``, ``sementara``."""
        return self._tabel["pegawai"].copy(deep=False)

    @property
    def opd(self) -> pd.DataFrame:
        """Agency × predicate: ``jumlah`` decided so, ``belum_ada`` included; ``jumlah_usulan`` proposed so, where the scheme proposes."""
        return self._tabel["opd"].copy(deep=False)

    @property
    def kota(self) -> pd.DataFrame:
        """The same for all agencies together."""
        cacah = [kolom for kolom in ("jumlah", "jumlah_usulan") if kolom in self._tabel["opd"]]
        return self.opd.groupby("predikat", sort=False, as_index=False)[cacah].sum()

    @property
    def sementara(self) -> bool:
        """Whether anything is still missing: a realisation, feedback, or a decision."""
        pegawai = self._tabel["pegawai"]
        return bool(pegawai["sementara"].any() or pegawai["predikat"].isna().any())

    def jelaskan(self, nip: str) -> pd.DataFrame:
        """The way from one employee's figures to the predicate, as rows (see `jelaskan`)."""
        return jelaskan(self._tabel, self.jejak, nip)
