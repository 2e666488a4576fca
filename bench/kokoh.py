"""Rank bands of an index by ours and by a plain pandas loop over the same runs.

51 units × 49 indicators, each run with its own weights, normalisation (capaian, min–max, percentile), mean (arithmetic,
geometric, harmonic), cap and missing values. The loop does per run what an analyst writes in pandas: cap and mask the
frame, normalise its columns, weighted mean over what is there, rank. It is handed the draws for nothing (ours draws
them itself) and may be timed on fewer runs and scaled, which the output says. Ranks of every run timed must agree.

Run: python bench/kokoh.py [--ulangan 10000] [--ulangan-pandas 1000]. The last line is ``rasio``: seconds of the loop
over seconds of ours.
"""

from __future__ import annotations

import argparse
import resource
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd

AKAR = Path(__file__).parents[1]
sys.path.insert(0, str(AKAR))

from penilaian.indikator.kokoh.goyangan import TANPA_BATAS, Goyangan  # noqa: E402
from penilaian.indikator.kokoh.jalankan import goyang  # noqa: E402
from penilaian.indikator.kokoh.skor import siapkan_mesin  # noqa: E402
from penilaian.indikator.kokoh.undian import Pengundi, Undian  # noqa: E402
from penilaian.indikator.kokoh.urutan import peringkat  # noqa: E402

UNIT, INDIKATOR = 51, 49
RENTANG = (1.0, 100.0)
BENIH = 2025


def buat_data() -> pd.DataFrame:
    """Achievements with a quality of each unit, some noise and 5% gaps."""
    acak = np.random.default_rng(BENIH)
    isi = 97 + 4 * acak.standard_normal((UNIT, 1)) + 7 * acak.standard_normal((UNIT, INDIKATOR))
    isi[acak.random(isi.shape) < 0.05] = np.nan
    kolom = [f"i{n:02d}" for n in range(INDIKATOR)]
    return pd.DataFrame(isi, index=[f"u{n:02d}" for n in range(UNIT)], columns=kolom)


def buat_goyangan(data: pd.DataFrame) -> Goyangan:
    """What a report disturbs."""
    sepertiga = 1 / 3
    return Goyangan(
        pd.Series(np.linspace(1, 3, INDIKATOR), index=data.columns),
        goyangan_bobot=0.25,
        normalisasi=dict.fromkeys(("capaian", "min_maks", "persentil"), sepertiga),
        agregasi=dict.fromkeys(("aritmetika", "geometrik", "harmonik"), sepertiga),
        batas_atas={120.0: 0.5, TANPA_BATAS: 0.5},
        pangsa_hilang=0.05,
        rentang=RENTANG,
    )


def lingkar_pandas(data: pd.DataFrame, goyangan: Goyangan, undian: Undian) -> np.ndarray:
    """Ranks runs × units, one run after the other."""
    cara, rerata = list(goyangan.normalisasi), list(goyangan.agregasi)
    batas = list(goyangan.batas_atas)
    hasil = np.empty((len(undian.bobot), len(data)))
    for r in range(len(undian.bobot)):
        isi = data.clip(upper=batas[undian.batas_atas[r]]).where(undian.ada[:, r].T)
        normal = _normalkan(isi, cara[undian.normalisasi[r]])
        bobot = pd.Series(undian.bobot[r], index=data.columns)
        punya = normal.notna().mul(bobot).sum(axis=1)
        hasil[r] = _gabung(normal, bobot, punya, rerata[undian.agregasi[r]]).rank(method="min", ascending=False)
    return hasil


def _normalkan(isi: pd.DataFrame, cara: str) -> pd.DataFrame:
    bawah, atas = RENTANG
    if cara == "min_maks":
        rendah = isi.min()
        return bawah + (atas - bawah) * (isi - rendah) / (isi.max() - rendah)
    if cara == "persentil":
        return bawah + (atas - bawah) * (isi.rank() - 1) / (isi.count() - 1)
    return isi


def _gabung(normal: pd.DataFrame, bobot: pd.Series, punya: pd.Series, cara: str) -> pd.Series:
    if cara == "geometrik":
        return np.exp(np.log(normal).mul(bobot).sum(axis=1) / punya)
    if cara == "harmonik":
        return punya / (1 / normal).mul(bobot).sum(axis=1)
    return normal.mul(bobot).sum(axis=1) / punya


def periksa_sama(data: pd.DataFrame, goyangan: Goyangan, undian: Undian, urut: np.ndarray) -> None:
    """Ours and the loop rank alike in every run, or the comparison means nothing."""
    beda = int((peringkat(siapkan_mesin(data, goyangan).skor(undian)) != urut).sum())
    if beda:
        raise SystemExit(f"peringkat berbeda pada {beda} dari {urut.size} sel")


def utama() -> None:
    urai = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    urai.add_argument("--ulangan", type=int, default=10_000)
    urai.add_argument("--ulangan-pandas", type=int, default=1_000)
    pilihan = urai.parse_args()
    data = buat_data()
    goyangan = buat_goyangan(data)
    sedikit = min(pilihan.ulangan_pandas, pilihan.ulangan)
    goyang(data, goyangan, ulangan=20, benih=BENIH)  # imports and first calls cost neither side
    lingkar_pandas(data, goyangan, Pengundi(data, goyangan, BENIH).ambil(5))

    sebelum = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mulai = perf_counter()
    goyang(data, goyangan, ulangan=pilihan.ulangan, benih=BENIH)
    kita = perf_counter() - mulai
    memori = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - sebelum) / 1024

    undian = Pengundi(data, goyangan, BENIH).ambil(sedikit)
    mulai = perf_counter()
    urut = lingkar_pandas(data, goyangan, undian)
    pandas = (perf_counter() - mulai) * pilihan.ulangan / sedikit
    periksa_sama(data, goyangan, undian, urut)

    skala = (
        ""
        if sedikit == pilihan.ulangan
        else f" (diukur pada {sedikit} ulangan, dikalikan {pilihan.ulangan / sedikit:g})"
    )
    print(f"{UNIT} unit x {INDIKATOR} indikator x {pilihan.ulangan} ulangan; peringkat sama pada {sedikit} ulangan")
    print(f"pandas {pandas:.2f} s{skala}")
    print(f"kokoh {kita:.2f} s, memori puncak bertambah {memori:.0f} MB")
    print(f"rasio {pandas / kita:.2f}")


if __name__ == "__main__":
    utama()
