"""How lenient or severe assessors are, measured against the achievement of those they appraise.

The anchor is the reported achievement: two employees with the same achievement should have the same chance of each
rating, whoever appraises them. An assessor's leniency is how many percentage points of achievement the decided ratings
are worth more than those of an average assessor. The comparison holds as far as targets are equally hard.

An employee seen in several periods is not several employees: what an assessor sees in him beyond achievement may stay.
Standard errors count people (`bertingkat.paskan_orang`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.bahan import BahanKalibrasi
from penilaian.kalibrasi.bertingkat import Model, paskan_orang
from penilaian.kalibrasi.bertingkat_taksir import Acak
from penilaian.kalibrasi.tanda import melebihi, tandai

LEBAR_SELANG = 1.959963984540054
"""Standard errors either side of an estimate in a 95% interval."""
_POIN = 10.0
"""Achievement enters the model in tens of percentage points, so that coefficients are of ordinary size."""


@dataclass(frozen=True, eq=False)
class KeringananPenilai:
    """Effects in percentage points of achievement; plus is lenient, minus severe.

    ``penilai`` (index nip_penilai): amatan, pegawai, rata_teramati, rata_adil, nilai, galat_baku, bawah, atas, p, q,
    ditandai. ``opd_tahun`` (index kode_opd and tahun) has the same effect columns: what moves a whole agency in a year.
    ``penilaian`` are the rows used with ``harapan``, ``sisa`` (decided less expected, in rating steps) and ``ragam``.
    ``tidak_dipakai`` counts rows left out, by reason.
    """

    penilai: pd.DataFrame
    opd_tahun: pd.DataFrame
    penilaian: pd.DataFrame
    tidak_dipakai: Mapping[str, int]
    poin_per_logit: float
    model: Model = field(repr=False)


def keringanan_penilai(bahan: BahanKalibrasi, rating: str = "tingkat_hasil") -> KeringananPenilai:
    """Fit all reviewed periods together; ``rating`` is the column of decided levels.

    Raises:
        GalatRumus: too little variation in ratings or achievement to say anything, or ratings do not rise with
            achievement, so that no leniency can be told in points of it.
    """
    isi, tidak = _pilih(bahan, rating)
    try:
        isi, model = _paskan(isi, rating)
    except GalatRumus as galat:
        if galat.kode != "model_terpisah" or not isi["nol_terlampaui"].any():
            raise
        # Few rows miss a target of zero; where all of them got one rating nothing says how much it weighed.
        tidak["target nol terlampaui"] = int((isi["nol_terlampaui"] > 0).sum())
        isi, model = _paskan(isi[isi["nol_terlampaui"] == 0].reset_index(drop=True), rating)
    poin = _poin_per_logit(model)
    isi = isi.assign(harapan=model.harapan, sisa=isi[rating] - model.harapan, ragam=model.sebaran)
    taraf, sedikit = bahan.bilangan("taraf"), bahan.bilangan("amatan_paling_sedikit")
    penilai = _efek(model.acak["penilai"], poin, bahan.bilangan("keringanan_berarti"))
    penilai = penilai.rename_axis("nip_penilai").join(_rata(isi, rating, penilai["nilai"] / poin, model))
    opd = _efek(model.acak["opd_tahun"], poin) if "opd_tahun" in model.acak else penilai.head(0)[_KOLOM_EFEK]
    opd.index = pd.MultiIndex.from_tuples(
        [tuple(satu.split("\t")) for satu in opd.index] or [], names=["kode_opd", "tahun"]
    )
    return KeringananPenilai(
        tandai(penilai, taraf, penilai["amatan"] >= sedikit), tandai(opd, taraf), isi, tidak, poin, model
    )


def _paskan(isi: pd.DataFrame, rating: str) -> tuple[pd.DataFrame, Model]:
    isi = isi.assign(tahun=isi["periode"].str[:4])
    penjelas = pd.DataFrame({"capaian": (isi["capaian"] - isi["capaian"].mean()) / _POIN})
    if isi["nol_terlampaui"].nunique() > 1:
        penjelas["nol_terlampaui"] = isi["nol_terlampaui"]
    blok = [Acak("penilai", isi["nip_penilai"])]
    opd_tahun = isi["kode_opd"] + "\t" + isi["tahun"]
    if opd_tahun.nunique() > 1:
        blok.append(Acak("opd_tahun", opd_tahun))
    return isi, paskan_orang(isi[rating].to_numpy(dtype=np.int64), penjelas, blok, isi["nip"])


def _poin_per_logit(model: Model) -> float:
    """Points of achievement that move a rating as far as one logit.

    Where the slope may be zero, a ratio to it has no bounds (Fieller 1954); where it is negative, lenient and severe
    would change places.
    """
    landai, galat = model.koefisien.loc["capaian", ["nilai", "galat_baku"]].to_numpy(dtype=np.float64)
    if landai < LEBAR_SELANG * galat:
        raise GalatRumus(
            "capaian_tidak_menjelaskan",
            "Keringanan penilai tidak dapat diukur terhadap capaian",
            mengapa="rating yang ditetapkan tidak terbukti naik bersama capaian",
            tindakan="periksa apakah capaian yang dilaporkan memang menjadi dasar penetapan, atau pakai lebih banyak periode",
        )
    return _POIN / float(landai)


_KOLOM_EFEK = ["amatan", "nilai", "galat_baku", "bawah", "atas", "p"]


def _pilih(bahan: BahanKalibrasi, rating: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """Rows with a decision, an assessor and an achievement; the rest counted by the first thing they lack."""
    isi, tidak = bahan.pegawai, {}
    for sebab, kolom in (
        ("belum ditetapkan", rating), ("tanpa pejabat penilai di data", "nip_penilai"), ("tanpa capaian", "capaian"),
    ):  # fmt: skip
        tidak[sebab] = int(isi[kolom].isna().sum())
        isi = isi.dropna(subset=[kolom])
    return isi.reset_index(drop=True), tidak


def _efek(acak: pd.DataFrame, poin: float, berarti: float = 0.0) -> pd.DataFrame:
    """Effects in points of achievement; ``p`` is against being no more than ``berarti`` points away from average."""
    nilai, galat = acak["nilai"] * poin, acak["galat_baku"] * abs(poin)
    return pd.DataFrame(
        {
            "amatan": acak["amatan"],
            "nilai": nilai,
            "galat_baku": galat,
            "bawah": nilai - LEBAR_SELANG * galat,
            "atas": nilai + LEBAR_SELANG * galat,
            "p": melebihi(nilai.to_numpy(), galat.to_numpy(), berarti),
        }
    )


def _rata(isi: pd.DataFrame, rating: str, geser: pd.Series, model: Model) -> pd.DataFrame:
    """Mean rating as decided, and as an average assessor would be expected to decide it (fair average)."""
    adil = model.geser(-isi["nip_penilai"].map(geser).to_numpy(dtype=np.float64))
    kelompok = isi.assign(rata_adil=adil).groupby("nip_penilai")
    return pd.DataFrame(
        {
            "pegawai": kelompok["nip"].nunique(),
            "kode_opd": kelompok["kode_opd"].agg(lambda satu: satu.mode().iloc[0]),
            "rata_teramati": kelompok[rating].mean(),
            "rata_adil": kelompok["rata_adil"].mean(),
        }
    )
