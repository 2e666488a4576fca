"""Predicates of earlier periods, each by the quadrant in force then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from penilaian.aturan import BukuAturan, muat_buku
from penilaian.aturan.bentuk import Matriks
from penilaian.aturan.rumus.permenpanrb_6_2022 import kuadran
from penilaian.nilai.kolom import BELUM, KUADRAN
from penilaian.nilai.skema import pilih_skema
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data


SKEMA_KUADRAN = "permenpanrb_6_2022"


def riwayat_predikat(data: Data, sampai: Periode, buku: BukuAturan | None = None) -> pd.DataFrame:
    """How many employees had which predicate in each period of the same kind up to ``sampai``.

    Rows are period codes in order, columns predicate codes from best to lowest and
    ``belum_ada``; values are counts of employees listed in the period. Periods of
    another scheme have no quadrant and no row.

    Raises:
        GalatAturan: the quadrant is not in force in one of the periods.
    """
    buku = buku or muat_buku()
    periode = [
        butir
        for butir in data.daftar_periode()
        if butir <= sampai and butir.jenis == sampai.jenis and pilih_skema(butir, buku)[0] == SKEMA_KUADRAN
    ]
    kolom = [*buku.daftar("permenpanrb-6-2022/predikat").kode[::-1], BELUM]
    pegawai = _rating_ditetapkan(data)
    bagian = [_menurut(pegawai[pegawai["periode"].isin(kode)], matriks) for matriks, kode in _sekuadran(periode, buku)]
    predikat = pd.concat(bagian) if bagian else pegawai.assign(predikat="")[:0]
    sebaran = predikat.value_counts(["periode", "predikat"]).unstack("predikat")
    tertata = sebaran.reindex(index=[butir.kode for butir in periode], columns=kolom)
    return tertata.fillna(0).astype("int64").rename_axis(index=None)


def _rating_ditetapkan(data: Data) -> pd.DataFrame:
    """Every employee once in each period, with the ratings a person decided."""
    kunci = ["nip", "periode"]
    ditetapkan = data.tabel["penetapan"].drop_duplicates(kunci)[[*kunci, "hasil_kerja", "perilaku_kerja"]]
    pegawai = data.tabel["pegawai"][kunci].drop_duplicates()
    return pegawai.merge(ditetapkan, on=kunci, how="left", validate="one_to_one")


def _sekuadran(periode: Iterable[Periode], buku: BukuAturan) -> list[tuple[Matriks, list[str]]]:
    """Periods that the same quadrant judges, so that it is applied once to all of them."""
    hasil: list[tuple[Matriks, list[str]]] = []
    for butir in periode:
        matriks = buku.pada(butir.akhir).nilai(KUADRAN)
        sama = next((kode for lain, kode in hasil if lain == matriks), None)
        if sama is None:
            hasil.append((matriks, [butir.kode]))
        else:
            sama.append(butir.kode)
    return hasil


def _menurut(pegawai: pd.DataFrame, matriks: Matriks) -> pd.DataFrame:
    predikat = kuadran(nw.col("hasil_kerja"), nw.col("perilaku_kerja"), matriks).fill_null(BELUM).alias("predikat")
    return nw.from_native(pegawai, eager_only=True).with_columns(predikat).to_native()
