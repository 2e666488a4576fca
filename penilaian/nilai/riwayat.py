"""Predicates of earlier periods, each by the quadrant in force then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from penilaian.aturan import BukuAturan, muat_buku
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
    baris = {butir.kode: _sebaran(data, butir, buku) for butir in periode}
    return (
        pd.DataFrame(baris).T.reindex(index=[butir.kode for butir in periode], columns=kolom).fillna(0).astype("int64")
    )


def _sebaran(data: Data, periode: Periode, buku: BukuAturan) -> pd.Series:
    irisan = data.untuk(periode=periode)
    ditetapkan = irisan.tabel["penetapan"].drop_duplicates(["nip", "periode"])
    pegawai = (
        irisan.tabel["pegawai"][["nip"]]
        .drop_duplicates()
        .merge(ditetapkan[["nip", "hasil_kerja", "perilaku_kerja"]], on="nip", how="left", validate="one_to_one")
    )
    matriks = buku.pada(periode.akhir).nilai(KUADRAN)
    predikat = nw.from_native(pegawai, eager_only=True).select(
        kuadran(nw.col("hasil_kerja"), nw.col("perilaku_kerja"), matriks).fill_null(BELUM).alias("predikat")
    )
    return predikat.to_native()["predikat"].value_counts()
