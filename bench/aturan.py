"""Exact thresholds on columns against plain floating point, on one million rows.

Both run the whole step from target and realisation to the proposed rating in
narwhals on pandas; they differ only in how a threshold is decided. The last
line, ``rasio``, is the slowest kind of data; a ratio is the median over
repetitions that alternate between the two. Run: python bench/aturan.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import narwhals as nw
import numpy as np
import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.aturan.hitungan import pilih, tetap
from penilaian.aturan.nisbah_kolom import simpan_nisbah
from penilaian.aturan.rumus import perka_bkn_1_2013
from penilaian.aturan.rumus.capaian import nisbah_capaian, tepi_terdekat
from penilaian.aturan.rumus.kebijakan import TERCAPAI, ambang_rating, rating_indikator
from penilaian.nilai.kolom_indikator import KEBIJAKAN, rumus_capaian

BARIS = 1_000_000
ULANGAN = 7
ATURAN = muat_buku().pada(date(2025, 12, 31))
PALU = ATURAN.nilai(KEBIJAKAN)
RUMUS = ATURAN.nilai(rumus_capaian(ATURAN))
PERKA = muat_buku().pada(date(2020, 12, 31)).nilai("perka-bkn-1-2013/nilai_kegiatan")


def data(jenis: str) -> nw.DataFrame:
    """Targets with two decimals and realisations spread, heaped at the target, or all on a threshold."""
    acak = np.random.default_rng(7)
    target = np.round(acak.uniform(1, 10_000, BARIS), 2)
    if jenis == "menyebar":
        lipat = acak.uniform(0.5, 1.3, BARIS)
    elif jenis == "menumpuk di target":
        lipat = np.where(acak.random(BARIS) < 0.4, 1.0, acak.uniform(0.5, 1.3, BARIS))
    else:
        target = np.round(target)
        lipat = acak.choice([0.9, 1.0], BARIS)
    isi = {"t": target, "r": np.round(target * lipat, 2), "turun": acak.random(BARIS) < 0.3}
    return nw.from_native(pd.DataFrame(isi), eager_only=True)


def tepat(isi: nw.DataFrame) -> pd.Series:
    """The package's own way."""
    isi = isi.with_columns(acuan=tepi_terdekat(nw.col("t"), nw.col("t"), nw.col("r")))
    nisbah = nisbah_capaian(nw.col("r"), nw.col("acuan"), turun=nw.col("turun"), rumus=RUMUS)
    isi, capaian = simpan_nisbah(isi, nisbah, (*ambang_rating(PALU), TERCAPAI))
    return _rating(isi.with_columns(c=capaian.nilai), capaian)


def biner(isi: nw.DataFrame) -> pd.Series:
    """The same steps with the quotient compared as a double."""
    isi = isi.with_columns(acuan=tepi_terdekat(nw.col("t"), nw.col("t"), nw.col("r")))
    naik = nw.col("r") / nw.col("acuan") * 100
    turun = (nw.col("acuan") * 2 - nw.col("r")) / nw.col("acuan") * 100
    isi = isi.with_columns(c=nw.when(nw.col("turun")).then(turun).otherwise(naik))
    return _rating(isi, nw.col("c"))


def _rating(isi: nw.DataFrame, capaian: object) -> pd.Series:
    tidak = nw.lit(value=False)
    rating = rating_indikator(capaian, PALU, terbaik_mungkin=tidak, nol_terlampaui=tidak)
    return isi.select(rating=rating).to_native()["rating"]


def cabang_tepat(isi: nw.DataFrame) -> pd.Series:
    """Perka BKN 1/2013: the branch at 24 percent, decided exactly."""
    nisbah = perka_bkn_1_2013.nisbah_aspek(nw.col("t"), nw.col("r"))
    isi, lurus = simpan_nisbah(isi, nisbah, [perka_bkn_1_2013.batas_hemat(PERKA)])
    nilai = perka_bkn_1_2013.nilai_aspek(lurus, hemat=nw.col("hemat"), parameter=PERKA)
    return isi.select(nilai=nilai).to_native()["nilai"]


def cabang_biner(isi: nw.DataFrame) -> pd.Series:
    """The same branch with the saving compared as a double."""
    hemat = 100 - nw.col("r") / nw.col("t") * 100
    pertama = (nw.col("t") * 1.76 - nw.col("r")) / nw.col("t") * 100
    nilai = pilih(
        (nw.col("hemat") & (hemat <= 24), tetap(pertama)),
        (nw.col("hemat"), tetap(76 - (pertama - 100))),
        lainnya=tetap(nw.col("r") / nw.col("t") * 100),
    )
    return isi.select(nilai=nilai).to_native()["nilai"]


def banding(nama: str, isi: nw.DataFrame, satu: Callable[..., pd.Series], dua: Callable[..., pd.Series]) -> float:
    """The time of ``satu`` over that of ``dua``; prints it with how many rows differ."""
    beda = int(
        (satu(isi).round(6) != dua(isi).round(6)).sum() if satu is cabang_tepat else (satu(isi) != dua(isi)).sum()
    )
    lama = {satu: [], dua: []}
    for _ in range(ULANGAN):
        for fungsi in (satu, dua):
            mulai = time.perf_counter()
            fungsi(isi)
            lama[fungsi].append(time.perf_counter() - mulai)
    rasio = statistics.median(a / b for a, b in zip(lama[satu], lama[dua], strict=True))
    waktu = " / ".join(f"{statistics.median(lama[fungsi]) * 1000:.0f} ms" for fungsi in (satu, dua))
    print(f"{nama:<32} tepat / biner {waktu:<18} baris yang diputuskan lain {beda:>7}  rasio {rasio:.2f}")
    return rasio


def benar(isi: nw.DataFrame, sampel: int = 2_000) -> int:
    """How many of the first rows the exact columns decide differently from fractions of the written decimals."""
    dapat = tepat(isi).head(sampel)
    tabel = isi.to_native().head(sampel)
    salah = 0
    for baris, rating in zip(tabel.to_dict("records"), dapat, strict=True):
        t, r = (Fraction(repr(baris[nama])) for nama in ("t", "r"))
        capaian = (2 * t - r) / t * 100 if baris["turun"] else r / t * 100
        salah += rating != rating_indikator(capaian, PALU, terbaik_mungkin=False, nol_terlampaui=False)
    return salah


def utama() -> None:
    rasio = []
    for jenis in ("menyebar", "menumpuk di target", "semua tepat di ambang"):
        isi = data(jenis)
        print(f"{jenis}: {benar(isi)} dari 2.000 baris berbeda dari pecahan")
        rasio.append(banding(f"ambang 90 dan 100, {jenis}", isi, tepat, biner))
    setengah = np.arange(BARIS) % 2 == 0
    isi_hemat = {"t": np.full(BARIS, 12.0), "r": np.full(BARIS, 9.12), "hemat": setengah}
    hemat = nw.from_native(pd.DataFrame(isi_hemat), eager_only=True)
    rasio.append(banding("cabang 24 persen, 12 -> 9,12", hemat, cabang_tepat, cabang_biner))
    print(f"rasio {max(rasio):.2f}")


if __name__ == "__main__":
    utama()
