"""Filling what is missing by a rule that is named, cell by cell on record.

Handbook (2008), step 3. None of these makes data: a filled cell is an assumption, and the index must be looked at with
and without it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from penilaian.bahasa import angka, bagian
from penilaian.galat import GalatRumus
from penilaian.indikator.komposit.em import em_normal
from penilaian.indikator.komposit.masukan import (
    Bingkai,
    kembalikan,
    lembar,
    periksa_label,
    pilih,
    rerata,
    sebut,
    tolak_sisa,
)
from penilaian.indikator.komposit.olah import Baris, Olah, catat

CARA_ISI = ("rata_rata", "median", "rata_rata_kelompok", "median_kelompok", "periode_sebelum", "em")
BERKELOMPOK = ("rata_rata_kelompok", "median_kelompok")
Alasan = Callable[[int, int], str]
"""Where a value comes from, by the number of its row and column."""
SEMUA = "semua unit"


def isi_kosong(
    data: Bingkai,
    cara: str,
    *,
    kelompok: pd.Series | None = None,
    sebelumnya: Bingkai | None = None,
) -> Olah[Bingkai]:
    """Fill missing cells: each filled one, and each that could not be filled, is a row of the notes.

    ``rata_rata``, ``median``: of the indicator's values. ``rata_rata_kelompok``, ``median_kelompok``: of the values
    in the unit's group (``kelompok``: unit → group), never of all when the group has none. ``periode_sebelum``: the
    value of the same unit and indicator in ``sebelumnya``. ``em``: expectation given the unit's other indicators
    under a joint normal distribution (`em_normal`), which can lie outside the possible range; a frame only.

    Raises:
        GalatRumus: an option missing or not used by ``cara``; units without a group; data that EM cannot use.

    >>> isi_kosong(pd.Series([1.0, None, 5.0]), "rata_rata").data.tolist()
    [1.0, 3.0, 5.0]
    """
    pilih(cara, CARA_ISI, "Cara mengisi")
    tolak_sisa(
        cara,
        {
            "kelompok": kelompok is not None and cara not in BERKELOMPOK,
            "sebelumnya": sebelumnya is not None and cara != "periode_sebelum",
        },
    )
    tabel = lembar(data)
    if cara == "em":
        isian, alasan = _em(data, tabel)
    elif cara == "periode_sebelum":
        isian, alasan = _sebelum(tabel, sebelumnya)
    elif cara in BERKELOMPOK:
        isian, alasan = _per_kelompok(tabel, _golongan(tabel, kelompok), cara.removesuffix("_kelompok"))
    else:
        isian, alasan = _per_kelompok(tabel, pd.Series(SEMUA, index=tabel.index, dtype=object), cara)
    return Olah(kembalikan(data, tabel.fillna(isian)), catat(_baris(tabel, isian, alasan)))


def _baris(tabel: pd.DataFrame, isian: pd.DataFrame, alasan: Alasan) -> list[Baris]:
    """Each missing cell in the order of the data."""
    kosong = tabel.isna().to_numpy()
    nilai = isian.to_numpy(dtype=np.float64)
    unit, kode = tabel.index.tolist(), tabel.columns.tolist()
    return [
        (
            unit[i],
            kode[j],
            np.nan,
            float(nilai[i, j]),
            alasan(i, j) if not np.isnan(nilai[i, j]) else _tetap(alasan(i, j)),
        )
        for i, j in zip(*np.nonzero(kosong), strict=True)
    ]


def _tetap(dasar: str) -> str:
    return f"tetap kosong: tidak ada nilai untuk {dasar}"


def _per_kelompok(tabel: pd.DataFrame, golongan: pd.Series, cara: str) -> tuple[pd.DataFrame, Alasan]:
    """Mean or median of the values in a unit's group, and how many of the group have one."""
    bagi = tabel.groupby(golongan.to_numpy())
    isian = bagi.transform("median") if cara == "median" else _rerata_bagian(tabel, golongan)
    banyak, seluruh = bagi.transform("count").to_numpy(), golongan.map(golongan.value_counts()).to_numpy()
    dasar, nama = "rata-rata" if cara == "rata_rata" else "median", golongan.to_numpy()

    @cache
    def kalimat(kelompok: str, punya: int, anggota: int) -> str:
        return f"{dasar} {f'kelompok {kelompok}' if kelompok != SEMUA else kelompok}, {bagian(punya, anggota)} terisi"

    return isian, lambda i, j: kalimat(str(nama[i]), int(banyak[i, j]), int(seluruh[i]))


def _rerata_bagian(tabel: pd.DataFrame, golongan: pd.Series) -> pd.DataFrame:
    pusat = {kode: golongan.map(tabel[kode].groupby(golongan.to_numpy()).agg(rerata)) for kode in tabel.columns}
    return pd.DataFrame(pusat, index=tabel.index, columns=tabel.columns, dtype=np.float64)


def _golongan(tabel: pd.DataFrame, kelompok: pd.Series | None) -> pd.Series:
    if not isinstance(kelompok, pd.Series):
        raise _pilihan_kurang("kelompok", "deret unit → kelompok")
    periksa_label(kelompok.index, "unit pada kelompok")
    golongan = kelompok.reindex(tabel.index).astype(object)
    tanpa = golongan.index[golongan.isna()]
    if len(tanpa):
        raise GalatRumus(
            "kelompok_tidak_ada",
            f"Unit tanpa kelompok: {sebut(tanpa)}",
            mengapa="tanpa kelompok tidak diketahui dari unit mana nilainya diisi",
            tindakan="sebutkan kelompok setiap unit",
        )
    return golongan


def _sebelum(tabel: pd.DataFrame, sebelumnya: pd.Series | pd.DataFrame | None) -> tuple[pd.DataFrame, Alasan]:
    if sebelumnya is None:
        raise _pilihan_kurang("sebelumnya", "data periode sebelumnya")
    lama = lembar(sebelumnya)
    if lama.shape[1] == 1 and tabel.shape[1] == 1 and isinstance(sebelumnya, pd.Series):
        lama.columns = tabel.columns
    return lama.reindex(index=tabel.index, columns=tabel.columns), lambda _i, _j: "unit itu pada periode sebelumnya"


def _em(data: pd.Series | pd.DataFrame, tabel: pd.DataFrame) -> tuple[pd.DataFrame, Alasan]:
    if isinstance(data, pd.Series) or tabel.shape[1] < 2:
        raise GalatRumus(
            "em_satu_indikator",
            "Pengisian dengan EM membutuhkan beberapa indikator",
            mengapa="isinya diperkirakan dari indikator lain unit yang sama",
            tindakan="pakai rata_rata atau median",
        )
    if not tabel.isna().to_numpy().any():
        return tabel, lambda _i, _j: ""
    hasil = em_normal(tabel)
    return (
        hasil.terisi,
        lambda _i, _j: f"indikator lain unit itu menurut sebaran normal gabungan (EM, {angka(hasil.langkah)} langkah)",
    )


def _pilihan_kurang(nama: str, isi: str) -> GalatRumus:
    return GalatRumus(
        "pilihan_kurang", f"Cara mengisi ini membutuhkan {nama}", mengapa=f"berisi {isi}", tindakan=f"berikan {nama}"
    )
