"""The index of the local policy (`kebijakan/indeks`) with what is uncertain about it (`kebijakan/desain_indikator`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from penilaian.galat import GalatData
from penilaian.indikator.bahan import (
    ASPEK,
    KEBIJAKAN_INDEKS,
    PERSPEKTIF,
    BahanIndikator,
    matriks_aspek,
    matriks_perspektif,
)
from penilaian.indikator.kokoh.goyangan import TANPA_BATAS, Goyangan

RENTANG = (1.0, 100.0)
"""Range of normalised values: above zero, so that geometric and harmonic means exist."""
NORMALISASI_LAIN = ("min_maks", "persentil")
AGREGASI_LAIN = ("aritmetika", "geometrik", "harmonik")


def goyangan_peringkat(bahan: BahanIndikator, kode: Sequence[str], bobot: pd.Series | None = None) -> Goyangan:
    """For ranks: weights, normalisation, aggregation, cap and missing data are uncertain, choices equally likely.

    ``kode``: aspects or perspectives; ``bobot``: their weights where not those of the policy.

    Raises:
        GalatData: a code without a weight.
    """
    agregasi, batas = _agregasi(bahan), _bilangan(bahan, "batas_atas")
    return Goyangan(
        _bobot(bahan, kode, bobot),
        goyangan_bobot=bahan.bilangan("goyangan_bobot"),
        normalisasi=_rata(("capaian", *NORMALISASI_LAIN)),
        agregasi=_rata(agregasi),
        batas_atas={batas: 0.5, TANPA_BATAS: 0.5},
        pangsa_hilang=bahan.bilangan("pangsa_hilang"),
        arah=_arah(bahan, kode),
        rentang=RENTANG,
        data_minimum=_bilangan(bahan, "data_paling_sedikit") / 100,
    )


def goyangan_kelas(bahan: BahanIndikator, kode: Sequence[str], bobot: pd.Series | None = None) -> Goyangan:
    """For classes: as above on the scale of capaian alone, where limits mean something, and the limits are uncertain too.

    Raises:
        GalatData: a code without a weight.
    """
    batas = _bilangan(bahan, "batas_atas")
    return Goyangan(
        _bobot(bahan, kode, bobot),
        goyangan_bobot=bahan.bilangan("goyangan_bobot"),
        agregasi=_rata(_agregasi(bahan)),
        batas_atas={batas: 0.5, TANPA_BATAS: 0.5},
        pangsa_hilang=bahan.bilangan("pangsa_hilang"),
        ambang=(_bilangan(bahan, "ambang_sesuai"), _bilangan(bahan, "ambang_di_atas")),
        goyangan_ambang=bahan.bilangan("goyangan_ambang"),
        arah=_arah(bahan, kode),
        data_minimum=_bilangan(bahan, "data_paling_sedikit") / 100,
    )


def varian_baku(bahan: BahanIndikator, kode: Sequence[str], bobot: pd.Series | None = None) -> dict[str, Goyangan]:
    """Named variants, the first that of the policy: one choice changed at a time."""
    pertama = _agregasi(bahan)[0]
    dasar = Goyangan(
        _bobot(bahan, kode, bobot),
        agregasi={pertama: 1.0},
        batas_atas={_bilangan(bahan, "batas_atas"): 1.0},
        arah=_arah(bahan, kode),
        rentang=RENTANG,
        data_minimum=_bilangan(bahan, "data_paling_sedikit") / 100,
    )
    varian = {"kebijakan": dasar}
    if dasar.bobot.nunique() > 1:
        varian["bobot sama"] = replace(dasar, bobot=pd.Series(1.0, index=dasar.bobot.index))
    for cara in (*NORMALISASI_LAIN, "peringkat"):
        varian[f"normalisasi {cara}"] = replace(dasar, normalisasi={cara: 1.0})
    for cara in (*AGREGASI_LAIN, "terendah", "copeland"):
        if cara != pertama:
            varian[f"agregasi {cara}"] = replace(dasar, agregasi={cara: 1.0})
    return varian | {"tanpa batas atas": replace(dasar, batas_atas={TANPA_BATAS: 1.0})}


def data_opd(bahan: BahanIndikator) -> pd.DataFrame:
    """Agencies × perspectives, without perspectives on which nobody has data."""
    return matriks_perspektif(bahan).dropna(axis=1, how="all").dropna(how="all")


def data_unit(bahan: BahanIndikator, *, paling_sedikit: int) -> tuple[pd.DataFrame, pd.Series]:
    """Units of the agency × aspects: means over their employees; and how many employees each has, also the small ones.

    A unit with fewer than ``paling_sedikit`` employees is left out: its mean would point at a person. So would the mean
    of an aspect that fewer of them have: it is missing. An aspect left to a single unit compares nothing and is left out.
    """
    aspek = matriks_aspek(bahan).dropna(axis=1, how="all").dropna(how="all")
    unit = aspek.index.to_series().map(bahan.pegawai_kini.set_index("nip")["unit"])
    banyak = unit.groupby(unit).size()
    cukup = banyak.index[banyak >= paling_sedikit]
    menurut_unit = aspek.groupby(unit)
    rata = menurut_unit.mean().where(menurut_unit.count() >= paling_sedikit).reindex(cukup)
    return rata.loc[:, rata.count() > 1], banyak


def _bobot(bahan: BahanIndikator, kode: Sequence[str], bobot: pd.Series | None) -> pd.Series:
    if bobot is None:
        isi = {satu: _bilangan(bahan, f"bobot_{satu}") for satu in kode}
        return pd.Series(isi, dtype="float64")
    kurang = [satu for satu in kode if satu not in bobot]
    if kurang:
        raise GalatData(
            f"Bobot untuk {', '.join(kurang)} tidak ada", mengapa="bobot yang tidak disebut tidak dianggap nol",
            tindakan="beri bobot untuk semua aspek atau perspektif yang berisi data",
        )  # fmt: skip
    return bobot.reindex(list(kode)).astype("float64")


def _arah(bahan: BahanIndikator, kode: Sequence[str]) -> pd.Series:
    """Directions of aspects by the policy; achievements of perspectives are always better when higher."""
    kebijakan = bahan.aturan.nilai(KEBIJAKAN_INDEKS)
    isi = {
        satu: kebijakan.pilihan(f"arah_{satu}") if satu in ASPEK and satu not in PERSPEKTIF else "naik" for satu in kode
    }
    return pd.Series(isi, dtype="str")


def _agregasi(bahan: BahanIndikator) -> tuple[str, ...]:
    pertama = str(bahan.aturan.nilai(KEBIJAKAN_INDEKS).pilihan("agregasi"))
    return (pertama, *(satu for satu in AGREGASI_LAIN if satu != pertama))


def _bilangan(bahan: BahanIndikator, nama: str) -> float:
    return float(bahan.aturan.nilai(KEBIJAKAN_INDEKS).bilangan(nama))


def _rata(pilihan: Sequence[str]) -> dict[str, float]:
    return dict.fromkeys(pilihan, 1 / len(pilihan))
