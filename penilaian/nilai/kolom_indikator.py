"""The first steps of the column arithmetic: from promise and realisation to the rating of an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import narwhals as nw

from penilaian.aturan import Aturan
from penilaian.aturan.hitungan import kosong, pilih, tetap
from penilaian.aturan.nisbah_kolom import kolom_nisbah, simpan_nisbah
from penilaian.aturan.rumus.capaian import galat_capaian, nisbah_capaian, tepi_terdekat
from penilaian.aturan.rumus.kebijakan import TERCAPAI, ambang_rating, rating_indikator

Bingkai: TypeAlias = Any
"""A narwhals DataFrame or LazyFrame."""

RATING = "permenpanrb-6-2022/rating"
KEBIJAKAN = "kebijakan/palu"
BATAS = ("", "_terburuk", "_terbaik")


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
    )
    turun, maksimum = nw.col("arah") == "turun", nw.col("jenis_target") == "maksimum"
    butir = _acuan(butir, turun, maksimum, aturan)
    kebijakan = aturan.nilai(KEBIJAKAN)
    nisbah = nisbah_capaian(
        nw.col("realisasi"), nw.col("acuan"), turun=turun, rumus=aturan.nilai(rumus_capaian(aturan))
    )
    butir, capaian = simpan_nisbah(butir, nisbah, (*ambang_rating(kebijakan), TERCAPAI))
    target_nol = turun & (nw.col("atas") == 0)
    rating = rating_indikator(
        capaian,
        kebijakan,
        terbaik_mungkin=maksimum | target_nol,
        nol_terlampaui=target_nol & (nw.col("galat") == "target_nol"),
    )
    butir = butir.with_columns(capaian.nilai.alias("capaian"), rating.alias("rating"))
    return butir.drop(kolom_nisbah(capaian)).with_columns(*_tingkat(nw.col("rating"), aturan))


def _acuan(butir: Bingkai, turun: nw.Expr, maksimum: nw.Expr, aturan: Aturan) -> Bingkai:
    """Append galat and acuan, the latter missing where the achievement is refused or has no realisation."""
    batas = (nw.col("bawah"), nw.col("atas"), nw.col("realisasi"))
    butir = butir.with_columns(tepi_terdekat(*batas).alias("acuan"))
    galat = galat_capaian(
        *batas,
        nw.col("acuan"),
        turun=turun,
        maksimum=maksimum,
        rumus=aturan.nilai(rumus_capaian(aturan)),
        arah_dikenal=turun | (nw.col("arah") == "naik"),
    )
    butir = butir.with_columns(galat.alias("galat"))
    return butir.with_columns(nw.when(nw.col("galat").is_null()).then(nw.col("acuan")).alias("acuan"))


def _tingkat(rating: nw.Expr, aturan: Aturan) -> list[nw.Expr]:
    """Rank of a rating code; a missing one is missing, lowest and highest in the three columns."""
    kode = aturan.nilai(RATING).kode
    cabang = [(rating == butir, tetap(float(nomor))) for nomor, butir in enumerate(kode)]
    kosong_jadi = dict(zip(BATAS, (None, 0.0, float(len(kode) - 1)), strict=True))
    return [pilih(*cabang, lainnya=tetap(nilai)).alias(f"tingkat{batas}") for batas, nilai in kosong_jadi.items()]
