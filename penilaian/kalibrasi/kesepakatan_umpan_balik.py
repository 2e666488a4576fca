"""How far those who give feedback agree about the same employee: all together, and the superior with each other role."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.faset import NADA
from penilaian.kalibrasi.intrakelas import intrakelas
from penilaian.kalibrasi.kesepakatan import Kesepakatan, alpha_krippendorff, cohen_kappa, gwet_ac, persen_setuju

ATASAN = "atasan"
PIHAK_LAIN = ("rekan", "bawahan", "penerima_layanan")
UNIT_TERSEDIKIT = 10
"""Under this many shared subjects an interval is too wide to say anything."""
UKURAN = {
    "persen_setuju": "sama persis",
    "alpha_ordinal": "alfa Krippendorff, ordinal",
    "ac2": "AC2 Gwet, linear",
    "cohen_kappa": "kappa Cohen, linear",
    "icc_2_1": "korelasi intrakelas rata-rata nada",
}
KOLOM = ["pasangan", "unit", "ukuran", "nilai", "bawah", "atas", "sebab"]
_TINGKAT = [float(satu) for satu in range(len(NADA))]


def kesepakatan_umpan_balik(umpan_balik: pd.DataFrame) -> pd.DataFrame:
    """Agreement about the same employee and subject (a result, or a value).

    ``umpan_balik`` are rows of one period (nip, peran, sasaran, nada, waktu). Columns: pasangan (semua, or the role
    beside the superior's), unit (shared subjects; employees for the intraclass correlation), ukuran (key of `UKURAN`),
    nilai, bawah, atas, ``sebab`` (why there is no figure). Of a role's several pieces of feedback on one subject the
    last counts where roles are paired. No rows where nobody has feedback from two.
    """
    isi = umpan_balik.assign(tingkat=umpan_balik["nada"].map({nama: float(n) for n, nama in enumerate(NADA)}))
    isi = isi.dropna(subset=["tingkat"]).sort_values(["waktu", "nomor"]).astype({"tingkat": "float64"})
    baris = _bersama(isi)
    for peran in PIHAK_LAIN:
        baris += _berpasangan(isi, peran)
    return pd.DataFrame(baris, columns=KOLOM)


def _bersama(isi: pd.DataFrame) -> list[tuple[object, ...]]:
    """All givers of a subject as interchangeable raters."""
    urut = isi.groupby(["nip", "sasaran"]).cumcount()
    nilai = isi.assign(urut=urut).pivot(index=["nip", "sasaran"], columns="urut", values="tingkat")
    nilai = nilai[nilai.notna().sum(axis=1) > 1]
    if nilai.empty:
        return []
    hitung: dict[str, Callable[[], Kesepakatan]] = {
        "persen_setuju": lambda: persen_setuju(nilai),
        "alpha_ordinal": lambda: alpha_krippendorff(nilai, "ordinal"),
        "ac2": lambda: gwet_ac(nilai, _TINGKAT, "linear"),
    }
    return [_baris("semua", nama, len(nilai), satu) for nama, satu in hitung.items()]


def _berpasangan(isi: pd.DataFrame, peran: str) -> list[tuple[object, ...]]:
    """The superior beside one other role."""
    dua = isi[isi["peran"].isin([ATASAN, peran])]
    nilai = dua.groupby(["nip", "sasaran", "peran"])["tingkat"].last().unstack("peran")
    rata = dua.groupby(["nip", "peran"])["tingkat"].mean().unstack("peran")
    nilai, rata = (satu.reindex(columns=[ATASAN, peran]).dropna() for satu in (nilai, rata))
    if rata.empty:
        return []
    hitung: dict[str, Callable[[], Kesepakatan]] = {
        "cohen_kappa": lambda: cohen_kappa(nilai[ATASAN], nilai[peran], _TINGKAT, "linear"),
        "ac2": lambda: gwet_ac(nilai, _TINGKAT, "linear"),
    }
    baris = [_baris(peran, nama, len(nilai), satu) for nama, satu in hitung.items()]
    return [*baris, _baris(peran, "icc_2_1", len(rata), lambda: _icc(rata))]


def _icc(rata: pd.DataFrame) -> Kesepakatan:
    nilai, bawah, atas, unit = intrakelas(rata).loc["icc_2_1", ["nilai", "bawah", "atas", "unit"]].to_numpy()
    return Kesepakatan("icc_2_1", float(nilai), np.nan, float(bawah), float(atas), int(unit))


def _baris(pasangan: str, ukuran: str, unit: int, hitung: Callable[[], Kesepakatan]) -> tuple[object, ...]:
    kosong = (np.nan, np.nan, np.nan)
    if unit < UNIT_TERSEDIKIT:
        return pasangan, unit, ukuran, *kosong, f"kurang dari {UNIT_TERSEDIKIT}, terlalu sedikit untuk diukur"
    try:
        satu = hitung()
    except GalatRumus as galat:
        return pasangan, unit, ukuran, *kosong, galat.mengapa
    if np.isnan(satu.nilai):
        return pasangan, unit, ukuran, *kosong, "semua penilaian sama"
    return pasangan, unit, ukuran, satu.nilai, satu.bawah, satu.atas, ""
