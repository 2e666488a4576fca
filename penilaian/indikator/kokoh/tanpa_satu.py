"""What each indicator decides: ranks without it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.goyangan import Goyangan
from penilaian.indikator.kokoh.varian import skor_nominal
from penilaian.indikator.komposit.peringkat import peringkatkan


def tanpa_satu(data: pd.DataFrame, goyangan: Goyangan) -> pd.DataFrame:
    """Leave each indicator out in turn, the other weights growing in proportion; nominal choices, nothing drawn.

    Returns:
        by indicator code: bobot (share), ``geser`` mean and ``geser_terbesar`` most places a unit moves, ``unit`` the
        first that moves most (missing where none does), ``berpindah`` how many units move, ``tanpa_peringkat`` how many
        lose their rank (too little data left), ``spearman`` correlation of scores with and without it.

    Raises:
        GalatRumus: ``indikator_kurang`` where leaving one out leaves no weight; else as `skor_nominal`.
    """
    if int((goyangan.bobot > 0).sum()) < 2:
        raise GalatRumus(
            "indikator_kurang", "Indeks hanya berisi satu indikator yang berbobot",
            mengapa="tanpa indikator itu tidak ada yang tersisa", tindakan="tambah indikator, atau lewati pemeriksaan ini",
        )  # fmt: skip
    asal = skor_nominal(data, goyangan)
    urut_asal = peringkatkan(asal)
    baris = {}
    for kode in data.columns:
        skor = skor_nominal(data.drop(columns=kode), replace(goyangan, bobot=goyangan.bobot.drop(kode)))
        geser = (peringkatkan(skor) - urut_asal).abs()
        baris[kode] = {
            "bobot": float(goyangan.bobot_dasar[kode]),
            "geser": geser.mean(),
            "geser_terbesar": geser.max(),
            "unit": geser.idxmax() if (geser > 0).any() else None,
            "berpindah": int((geser > 0).sum()),
            "tanpa_peringkat": int((skor.isna() & asal.notna()).sum()),
            "spearman": pd.DataFrame({"asal": asal, "tanpa": skor}).corr(method="spearman").loc["asal", "tanpa"],
        }
    return pd.DataFrame.from_dict(baris, orient="index").rename_axis("kode")
