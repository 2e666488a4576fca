"""The same data under other indices: ranks side by side, how far they agree, and which units move most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.goyangan import Goyangan
from penilaian.indikator.kokoh.skala import normalkan_satu, siapkan_data
from penilaian.indikator.komposit.agregasi import agregasikan
from penilaian.indikator.komposit.peringkat import peringkatkan


@dataclass(frozen=True, eq=False)
class HasilVarian:
    """``peringkat``: units × variants; ``spearman``, ``kendall`` (tau-b): variants × variants, of the scores of units
    that have both; ``bergerak``: units, those that move most first: terbaik, terburuk, rentang (places between them).
    """

    peringkat: pd.DataFrame
    spearman: pd.DataFrame
    kendall: pd.DataFrame
    bergerak: pd.DataFrame


def skor_nominal(data: pd.DataFrame, goyangan: Goyangan) -> pd.Series:
    """Scores of the units under the nominal choices, with the verbs of `komposit`.

    Raises:
        GalatRumus: as `siapkan_data` and the verbs.
    """
    tabel = siapkan_data(data, goyangan)
    cara, agregasi = next(iter(goyangan.normalisasi)), next(iter(goyangan.agregasi))
    batas = next(iter(goyangan.batas_atas))
    normal = normalkan_satu(tabel.clip(upper=batas), cara, goyangan)
    bobot = goyangan.bobot_dasar.set_axis(goyangan.kode).reindex(tabel.columns.astype(str)).set_axis(tabel.columns)
    return agregasikan(normal, bobot, agregasi, data_minimum=goyangan.data_minimum)


def bandingkan_varian(data: pd.DataFrame, varian: Mapping[str, Goyangan]) -> HasilVarian:
    """Ranks of the units under the nominal choices of each named index.

    Raises:
        GalatRumus: fewer than two variants, or what `skor_nominal` refuses.
    """
    if len(varian) < 2:
        raise GalatRumus(
            "varian_kurang", "Kurang dari dua varian untuk dibandingkan", tindakan="beri sedikitnya dua varian bernama"
        )
    skor = pd.DataFrame({nama: skor_nominal(data, satu) for nama, satu in varian.items()})
    urut = pd.DataFrame({nama: peringkatkan(skor[nama]) for nama in skor})
    bergerak = pd.DataFrame({"terbaik": urut.min(axis=1), "terburuk": urut.max(axis=1)})
    bergerak["rentang"] = bergerak["terburuk"] - bergerak["terbaik"]
    return HasilVarian(
        peringkat=urut,
        spearman=skor.corr(method="spearman"),
        kendall=skor.corr(method="kendall"),
        bergerak=bergerak.sort_values("rentang", ascending=False, kind="stable"),
    )
