"""What a formula on a matrix of units × indicators asks of it, refused in words where it is not met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_numeric_dtype

from penilaian.bahasa import daftar_kata
from penilaian.galat import GalatRumus

Larik = npt.NDArray[np.float64]

PEMBULATAN = 1e-13
"""Values this close, relative to the largest, are the same: sums of a few thousand floats differ by so much."""

_SEBAB = {
    "bukan_bilangan": ("ada isi yang bukan bilangan terhingga", "perbaiki isinya"),
    "data_kosong": (
        "ada nilai yang kosong; kosong bukan nol",
        "pakai unit yang datanya lengkap saja, atau isi dulu yang kosong dengan cara yang disebut",
    ),
    "rentang_nol": (
        "nilainya sama untuk semua unit, sehingga tidak membedakan apa pun",
        "keluarkan indikator itu, atau periksa datanya",
    ),
}


def matriks_lengkap(data: pd.DataFrame, rumus: str, *, baris: int = 2, kolom: int = 2, beragam: bool = True) -> Larik:
    """The numbers of ``data`` (units × indicators), none missing; ``rumus`` names the formula in the message.

    ``beragam``: every indicator must tell at least two units apart, however large or small its numbers are.

    Raises:
        GalatRumus: ``bukan_tabel``, ``data_kurang``, ``kode_ganda``, ``bukan_bilangan``, ``data_kosong`` or
            ``rentang_nol`` (the same but for rounding), with the indicators it is about.
    """
    wajib_tabel(data, rumus)
    if data.shape[0] < baris or data.shape[1] < kolom:
        raise GalatRumus(
            "data_kurang",
            f"{rumus} tidak dapat dihitung",
            mengapa=f"perlu sedikitnya {baris} unit dan {kolom} indikator; yang ada {data.shape[0]} dan {data.shape[1]}",
            tindakan="tambah data, atau pakai bobot yang tidak bergantung pada data",
        )
    tolak_ganda(data.columns, "indikator")
    _tolak([kode for kode, isi in data.items() if not is_numeric_dtype(isi.dtype)], "bukan_bilangan", rumus)
    isi: Larik = data.to_numpy(dtype=np.float64, na_value=np.nan)
    _tolak(_kolom(data, np.isinf(isi)), "bukan_bilangan", rumus)
    _tolak(_kolom(data, np.isnan(isi)), "data_kosong", rumus)
    if beragam:
        tetap = [hampir_tetap(float(satu.min()), float(satu.max())) for satu in isi.T]
        _tolak(_kolom(data, np.array([tetap])), "rentang_nol", rumus)
    return isi


def hampir_tetap(awal: float, akhir: float) -> bool:
    """Whether the lowest and the highest value differ by no more than rounding; dividing by that would blow it up."""
    return akhir - awal <= PEMBULATAN * max(abs(awal), abs(akhir))


def wajib_tabel(data: object, rumus: str) -> None:
    """Refuse what is no pandas table.

    Raises:
        GalatRumus: ``bukan_tabel``.
    """
    if not isinstance(data, pd.DataFrame):
        raise GalatRumus(
            "bukan_tabel",
            f"{rumus} membutuhkan tabel pandas",
            mengapa=f"yang diberikan {type(data).__name__}",
            tindakan="pakai .data dari hasil langkah itu" if hasattr(data, "catatan") else "berikan DataFrame",
        )


def tolak_ganda(kode: Iterable[object], sebutan: str) -> None:
    """Refuse a code that occurs twice.

    Raises:
        GalatRumus: ``kode_ganda``, with the codes.
    """
    semua = [str(satu) for satu in kode]
    ganda = sorted({satu for satu in semua if semua.count(satu) > 1})
    if ganda:
        raise GalatRumus(
            "kode_ganda",
            f"Kode {sebutan} {daftar_kata(ganda)} disebut lebih dari sekali",
            mengapa="tidak jelas mana yang dipakai",
            tindakan="sebut setiap kode sekali",
        )


def _kolom(data: pd.DataFrame, kena: npt.NDArray[np.bool_]) -> list[object]:
    """The indicators with a hit in any row."""
    return [kode for kode, ada in zip(data.columns, np.atleast_1d(kena.any(axis=0)), strict=True) if ada]


def _tolak(kolom: Sequence[object], kode: str, rumus: str) -> None:
    if not kolom:
        return
    mengapa, tindakan = _SEBAB[kode]
    raise GalatRumus(
        kode,
        f"{rumus} tidak dapat dihitung",
        di_mana=f"indikator {daftar_kata([str(satu) for satu in kolom])}",
        mengapa=mengapa,
        tindakan=tindakan,
    )
