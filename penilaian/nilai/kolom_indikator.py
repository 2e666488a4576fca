"""The first steps of the column arithmetic: from promise and realisation to the rating of an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import narwhals as nw

from penilaian.aturan import Aturan
from penilaian.aturan.hitungan import DIGIT_MAKSIMUM, kosong, pilih, tetap
from penilaian.aturan.nisbah_kolom import kolom_nisbah, simpan_bagian, simpan_selisih
from penilaian.aturan.rumus.capaian import galat_capaian, nisbah_capaian, tepi_terdekat
from penilaian.aturan.rumus.kebijakan import TERCAPAI, ambang_rating, rating_indikator

Bingkai: TypeAlias = Any
"""A narwhals DataFrame or LazyFrame."""

RATING = "permenpanrb-6-2022/rating"
KEBIJAKAN = "kebijakan/palu"
BATAS = ("", "_terburuk", "_terbaik")
_TERBESAR = 10.0**DIGIT_MAKSIMUM


def rumus_capaian(aturan: Aturan) -> str:
    """The code of the achievement formula that local policy chose."""
    kode: str = aturan.nilai(KEBIJAKAN).pilihan("rumus_capaian")
    return kode


def gabung_butir(tabel: Mapping[str, Bingkai]) -> Bingkai:
    """One row per employee and indicator: the promise (SKP), what it measures, what was achieved."""
    indikator = tabel["indikator"].select(
        nw.col("kode").alias("kode_indikator"), "kode_rhk", "arah", "jenis_target", "satuan"
    )
    realisasi = tabel["realisasi"].select("nip", "kode_indikator", "realisasi", "alasan_kosong")
    return (
        tabel["skp"]
        .select("nip", "kode_indikator", "kategori", "target", "target_bawah", "target_atas")
        .join(indikator, on="kode_indikator", how="left")
        .join(realisasi, on=["nip", "kode_indikator"], how="left")
    )


def nilai_indikator(butir: Bingkai, aturan: Aturan) -> Bingkai:
    """Append bawah, atas (edges of the target), galat, acuan (the edge that decides), capaian (percent), rating, ranks."""
    tunggal = kosong(nw.col("target_bawah")) & kosong(nw.col("target_atas"))
    butir = butir.with_columns(
        pilih((tunggal, lambda: nw.col("target")), lainnya=lambda: nw.col("target_bawah")).alias("bawah"),
        pilih((tunggal, lambda: nw.col("target")), lainnya=lambda: nw.col("target_atas")).alias("atas"),
        _ialah("arah", "turun").alias("turun"),
        _ialah("arah", "naik").alias("naik"),
        _ialah("jenis_target", "maksimum").alias("maksimum"),
    )
    turun, maksimum = nw.col("turun"), nw.col("maksimum")
    batas = (nw.col("bawah"), nw.col("atas"), nw.col("realisasi"))
    butir = butir.with_columns(tepi_terdekat(*batas).alias("acuan"))
    kebijakan = aturan.nilai(KEBIJAKAN)
    butir, nisbah = simpan_bagian(
        butir,
        nisbah_capaian(nw.col("realisasi"), nw.col("acuan"), turun=turun, rumus=aturan.nilai(rumus_capaian(aturan))),
    )
    butir = _tolak(butir, aturan)
    butir, capaian = simpan_selisih(butir, nisbah, (*ambang_rating(kebijakan), TERCAPAI))
    target_nol = turun & (nw.col("atas") == 0)
    rating = rating_indikator(
        capaian,
        kebijakan,
        terbaik_mungkin=maksimum | target_nol,
        nol_terlampaui=target_nol & (nw.col("galat") == "target_nol"),
    )
    butir = butir.with_columns(capaian.nilai.alias("capaian"), rating.alias("rating"))
    return butir.drop("turun", "naik", "maksimum", *kolom_nisbah(butir, capaian)).with_columns(
        *_tingkat(nw.col("rating"), aturan)
    )


def _ialah(kolom: str, kode: str) -> nw.Expr:
    """Whether a column holds a code; false where it is missing, which engines else answer differently."""
    ada: nw.Expr = ~nw.col(kolom).is_null() & (nw.col(kolom) == kode)
    return ada


def _tolak(butir: Bingkai, aturan: Aturan) -> Bingkai:
    """Append galat; acuan and the denominator go missing where the achievement is refused or has no realisation."""
    batas = (nw.col("bawah"), nw.col("atas"), nw.col("realisasi"))
    galat = galat_capaian(
        *batas,
        nw.col("acuan"),
        turun=nw.col("turun"),
        maksimum=nw.col("maksimum"),
        rumus=aturan.nilai(rumus_capaian(aturan)),
        arah_dikenal=nw.col("turun") | nw.col("naik"),
    )
    if isinstance(butir, nw.LazyFrame):  # an eager frame would compute both branches
        galat = nw.when(_wajar()).then(nw.lit(None, dtype=nw.String)).otherwise(galat)
    butir = butir.with_columns(galat.alias("galat"))
    diterima = nw.col("galat").is_null()
    return butir.with_columns(
        *(nw.when(diterima).then(nw.col(nama)).alias(nama) for nama in ("acuan", "penyebut", "bulat_b"))
    )


def _wajar() -> nw.Expr:
    """What suffices for no refusal, and holds for most rows; the others walk through all of `galat_capaian`.

    Positive numbers below 10**15, in order and on the grid: none is missing, NaN
    (which some engines sort above all numbers) or infinite.
    """
    bawah, atas, realisasi = nw.col("bawah"), nw.col("atas"), nw.col("realisasi")
    syarat = [
        nw.col("turun") | nw.col("naik"),
        bawah > 0,
        atas >= bawah,
        atas < _TERBESAR,
        realisasi > 0,
        ~(nw.col("maksimum") & (realisasi > atas)),
    ]
    for bulat, asal in (("bulat_a", "pembilang"), ("bulat_b", "penyebut")):
        syarat += [nw.col(bulat) / nw.col("kisi") == nw.col(asal), nw.col(bulat) < _TERBESAR]
    wajar: nw.Expr = nw.all_horizontal(*syarat, ignore_nulls=False)
    return wajar


def _tingkat(rating: nw.Expr, aturan: Aturan) -> list[nw.Expr]:
    """Rank of a rating code; a missing one is missing, lowest and highest in the three columns."""
    kode = aturan.nilai(RATING).kode
    cabang = [(rating == butir, tetap(float(nomor))) for nomor, butir in enumerate(kode)]
    kosong_jadi = dict(zip(BATAS, (None, 0.0, float(len(kode) - 1)), strict=True))
    return [pilih(*cabang, lainnya=tetap(nilai)).alias(f"tingkat{batas}") for batas, nilai in kosong_jadi.items()]
