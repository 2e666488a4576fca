"""PermenPANRB 6/2022: achievement proposes a rating, a person decides, the quadrant gives the predicate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.nilai import kolom, kolom_indikator
from penilaian.nilai.cerita.permenpanrb_6_2022 import ceritakan as ceritakan_6_2022
from penilaian.nilai.olahan import Keluaran, Olahan, baca_masukan, pastikan_periode
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data

PERIODE = "permenpanrb-6-2022/periode_penilaian"
MASUKAN = {
    "pegawai": ("nip",),
    "indikator": ("kode",),
    "skp": ("nip", "kode_indikator"),
    "realisasi": ("nip", "kode_indikator"),
    "umpan_balik": ("nomor",),
    "penetapan": ("nip",),
}
"""The tables that are read, with the columns that name a row within one period."""

LANGKAH = {
    "indikator": ("capaian dan rating setiap indikator", ("nip", "kode_indikator"), (kolom_indikator.KEBIJAKAN,)),
    "rhk": (
        "rating setiap rencana hasil kerja",
        ("nip", "kode_rhk", "kategori"),
        (kolom_indikator.KEBIJAKAN, kolom_indikator.RATING),
    ),
    "pegawai": (
        "usulan rating hasil kerja, lalu predikat dari rating yang ditetapkan",
        ("nip",),
        (kolom.USULAN, kolom.KUADRAN),
    ),
    "opd": ("sebaran predikat per OPD", ("kode_opd", "predikat"), (kolom.PREDIKAT,)),
}
"""The tables that come out: what they say, their key, the provisions behind them."""


def hitung_skema(data: Data, periode: Periode, buku: BukuAturan) -> Olahan:
    """See `Skema`."""
    dipakai = _ketentuan_dipakai(periode, buku)
    aturan = buku.pada(periode.akhir)
    masukan = baca_masukan(data, periode, MASUKAN)
    bingkai = {nama: nw.from_native(tabel, eager_only=True) for nama, tabel in masukan.items()}
    with np.errstate(invalid="ignore"):  # comparing a missing value is not worth a warning
        hasil = {nama: isi.to_native() for nama, isi in kolom.hitung_kolom(bingkai, aturan).items()}
    hasil["opd"] = _lengkapi_sebaran(hasil["opd"], aturan)
    return Olahan("permenpanrb_6_2022", dipakai, masukan, _keluaran(hasil))


def bagian_skema(seluruhnya: Mapping[str, pd.DataFrame], data: Data, periode: Periode, buku: BukuAturan) -> Olahan:
    """What `hitung_skema` gives for ``data``, all employees of some agencies, taken from the scores of everybody.

    Nobody's result depends on another employee's, so it is a choice of rows.
    """
    dipakai = _ketentuan_dipakai(periode, buku)
    masukan = baca_masukan(data, periode, MASUKAN)
    milik = {"nip": masukan["pegawai"]["nip"], "kode_opd": masukan["pegawai"]["kode_opd"]}
    hasil = {}
    for nama, tabel in seluruhnya.items():
        kolom_milik = "nip" if "nip" in tabel else "kode_opd"
        hasil[nama] = tabel[tabel[kolom_milik].isin(milik[kolom_milik])]
    return Olahan("permenpanrb_6_2022", dipakai, masukan, _keluaran(hasil))


def ceritakan(
    tabel: Mapping[str, pd.DataFrame], buku: BukuAturan, periode: Periode, nip: str
) -> Iterator[dict[str, Any]]:
    """See `Skema`."""
    return ceritakan_6_2022(tabel, buku.pada(periode.akhir), nip)


def _ketentuan_dipakai(periode: Periode, buku: BukuAturan) -> tuple[str, ...]:
    """The provisions of the scheme, each in force in the period."""
    pastikan_periode(periode, PERIODE, buku)
    aturan = buku.pada(periode.akhir)
    dipakai = (*kolom.ketentuan_dipakai(aturan), PERIODE)
    for kode in dipakai:
        aturan.masa(kode)
    return dipakai


def _keluaran(hasil: Mapping[str, pd.DataFrame]) -> dict[str, Keluaran]:
    return {
        nama: Keluaran(uraian, kunci, ketentuan, _rapikan(hasil[nama], kunci))
        for nama, (uraian, kunci, ketentuan) in LANGKAH.items()
    }


def _lengkapi_sebaran(sebaran: pd.DataFrame, aturan: Aturan) -> pd.DataFrame:
    """Every agency with every predicate, also where nobody has it."""
    predikat = [*aturan.nilai(kolom.PREDIKAT).kode[::-1], kolom.BELUM]
    indeks = pd.MultiIndex.from_product(
        [sorted(sebaran["kode_opd"].unique()), predikat], names=["kode_opd", "predikat"]
    )
    ditetapkan = sebaran.groupby(["kode_opd", "predikat"])["jumlah"].sum()
    usulan = sebaran.groupby(["kode_opd", "predikat_usulan"])["jumlah"].sum().rename_axis(["kode_opd", "predikat"])
    lengkap = pd.DataFrame({"jumlah": ditetapkan, "jumlah_usulan": usulan}).reindex(indeks, fill_value=0)
    return lengkap.fillna(0).astype("int64").reset_index()


def _rapikan(tabel: pd.DataFrame, kunci: tuple[str, ...]) -> pd.DataFrame:
    if "predikat" in kunci:
        return tabel.reset_index(drop=True)
    return tabel.sort_values(list(kunci), ignore_index=True)
