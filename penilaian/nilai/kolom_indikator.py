"""The first steps of the column arithmetic: from promise and realisation to the rating of an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeAlias

import narwhals as nw

from penilaian.aturan import Aturan
from penilaian.aturan.hitungan import DIGIT_MAKSIMUM, Nisbah, kosong, lebih_dari, pilih, setidaknya, tetap
from penilaian.aturan.nisbah_kolom import (
    di_kisi_halus,
    kolom_nisbah,
    selisih_hemat,
    simpan_bagian,
    simpan_selisih,
)
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
    nilai = _nilai_malas if isinstance(butir, nw.LazyFrame) else _nilai_sekaligus
    return nilai(butir.with_columns(*_janji()), aturan).drop("turun", "naik", "maksimum")


def _janji() -> list[nw.Expr]:
    """The edges of the target, and what its codes say."""
    bawah, atas = nw.col("target_bawah"), nw.col("target_atas")
    tunggal = [
        bawah.is_null() & atas.is_null(),
        kosong(bawah) & kosong(atas),
    ]  # the first is cheap and decides most rows
    return [
        *(
            pilih(*((syarat, lambda: nw.col("target")) for syarat in tunggal), lainnya=tetap(tepi)).alias(nama)
            for nama, tepi in (("bawah", bawah), ("atas", atas))
        ),
        _ialah("arah", "turun").alias("turun"),
        _ialah("arah", "naik").alias("naik"),
        _ialah("jenis_target", "maksimum").alias("maksimum"),
    ]


def _ialah(kolom: str, kode: str) -> nw.Expr:
    """Whether a column holds a code; false where it is missing, which engines else answer differently."""
    ada: nw.Expr = ~nw.col(kolom).is_null() & (nw.col(kolom) == kode)
    return ada


def _nilai_sekaligus(butir: Bingkai, aturan: Aturan) -> Bingkai:
    """The definition, step by step, for all rows."""
    butir = butir.with_columns(_acuan().alias("acuan"))
    butir, nisbah = simpan_bagian(butir, _nisbah(aturan))
    butir = butir.with_columns(_galat(aturan).alias("galat"))
    diterima = nw.col("galat").is_null()
    butir = butir.with_columns(
        *(nw.when(diterima).then(nw.col(nama)).alias(nama) for nama in ("acuan", "penyebut", "bulat_b"))
    )
    butir, capaian = simpan_selisih(butir, nisbah, _ambang(aturan))
    butir = butir.with_columns(capaian.nilai.alias("capaian"), _rating(capaian, aturan).alias("rating"))
    kode = aturan.nilai(RATING).kode
    tingkat = _pangkat(nw.col("rating"), kode)
    return butir.drop(kolom_nisbah(capaian)).with_columns(tingkat.alias("tingkat")).with_columns(*_batas(kode))


def _acuan() -> nw.Expr:
    acuan: nw.Expr = tepi_terdekat(nw.col("bawah"), nw.col("atas"), nw.col("realisasi"))
    return acuan


def _nisbah(aturan: Aturan) -> Nisbah:
    rumus = aturan.nilai(rumus_capaian(aturan))
    return nisbah_capaian(nw.col("realisasi"), nw.col("acuan"), turun=nw.col("turun"), rumus=rumus)


def _ambang(aturan: Aturan) -> tuple[Fraction, ...]:
    return (*ambang_rating(aturan.nilai(KEBIJAKAN)), TERCAPAI)


def _galat(aturan: Aturan) -> nw.Expr:
    galat: nw.Expr = galat_capaian(
        *(nw.col(nama) for nama in ("bawah", "atas", "realisasi", "acuan")),
        turun=nw.col("turun"),
        maksimum=nw.col("maksimum"),
        rumus=aturan.nilai(rumus_capaian(aturan)),
        arah_dikenal=nw.col("turun") | nw.col("naik"),
    )
    return galat


def _rating(capaian: Nisbah, aturan: Aturan) -> nw.Expr:
    target_nol = nw.col("turun") & (nw.col("atas") == 0)
    rating: nw.Expr = rating_indikator(
        capaian,
        aturan.nilai(KEBIJAKAN),
        terbaik_mungkin=nw.col("maksimum") | target_nol,
        nol_terlampaui=target_nol & (nw.col("galat") == "target_nol"),
    )
    return rating


def _pangkat(rating: nw.Expr, kode: Sequence[str]) -> nw.Expr:
    """Rank of a rating code."""
    cabang = [(rating == butir, tetap(float(nomor))) for nomor, butir in enumerate(kode)]
    tingkat: nw.Expr = pilih(*cabang, lainnya=tetap(None))
    return tingkat


def _batas(kode: Sequence[str]) -> list[nw.Expr]:
    """The ranks with a missing one lowest and highest."""
    tingkat, ujung = nw.col("tingkat"), (0.0, float(len(kode) - 1))
    return [
        pilih((kosong(tingkat), tetap(nilai)), lainnya=tetap(tingkat)).alias(f"tingkat{batas}")
        for batas, nilai in zip(BATAS[1:], ujung, strict=True)
    ]


def _nilai_malas(butir: Bingkai, aturan: Aturan) -> Bingkai:
    """The same, where a branch is computed for its own rows alone: cheap columns decide most rows, the definition the others.

    ``wajar`` marks rows on which the first conditions of the definition are known
    not to hold, ``kasar`` is their rounded achievement; both are the tests' business
    to compare with `_nilai_sekaligus`.
    """
    realisasi, acuan, wajar = nw.col("realisasi"), nw.col("acuan"), nw.col("wajar")
    butir = butir.with_columns(_ya(_wajar(aturan)).alias("wajar"))
    butir = butir.with_columns(_acuan_malas().alias("acuan"))
    butir = butir.with_columns(_ya(wajar & di_kisi_halus(realisasi, acuan)).alias("wajar"))
    nisbah = _nisbah(aturan)
    biasa = _nisbah_wajar(nisbah, aturan)
    butir = butir.with_columns(
        nw.when(wajar).then(biasa.pembilang / biasa.penyebut).alias("bagian"),
        pilih(
            (wajar, tetap(None)),
            (_belum_ada(), tetap(None)),
            (_nol_tercapai(), tetap(None)),
            lainnya=lambda: _galat(aturan),
            jenis="teks",
        ).alias("galat"),
    )
    butir = butir.with_columns(
        (biasa.tetapan + biasa.pengali * nw.col("bagian")).alias("kasar"),
        nw.when(nw.col("galat").is_null()).then(acuan).alias("acuan"),
    )
    return _peringkat_malas(butir, nisbah, biasa, aturan).drop("wajar", "bagian", "kasar")


def _ya(syarat: nw.Expr) -> nw.Expr:
    """A condition that is never missing; as a choice, engines stop at the first part that does not hold."""
    return nw.when(syarat).then(nw.lit(value=True)).otherwise(nw.lit(value=False))


def _nol_satu(kolom: str) -> nw.Expr:
    """A condition as a number: where it falls one way or the other at random, arithmetic is faster than a branch."""
    return nw.col(kolom).cast(nw.Float64)


def _nisbah_wajar(nisbah: Nisbah, aturan: Aturan) -> Nisbah:
    """The same ratio where no part is zero: its whole numbers without a choice between directions."""
    rumus = aturan.nilai(rumus_capaian(aturan))
    if rumus.turun != "selisih":
        return nisbah
    realisasi, acuan = nw.col("realisasi"), nw.col("acuan")
    naik, turun = (nisbah_capaian(realisasi, acuan, turun=arah, rumus=rumus) for arah in (False, True))
    tetapan, pengali = (
        _nol_satu("turun") * float(saat_turun - saat_naik) + float(saat_naik)
        for saat_naik, saat_turun in ((naik.tetapan, turun.tetapan), (naik.pengali, turun.pengali))
    )
    return Nisbah(realisasi, acuan, tetapan, pengali)


def _target_wajar() -> nw.Expr:
    """Known direction, positive edges in order, none missing, NaN (which some engines sort last) or infinite."""
    bawah, atas = nw.col("bawah"), nw.col("atas")
    wajar: nw.Expr = (bawah > 0) & (atas >= bawah) & (atas < _TERBESAR) & (_nol_satu("turun") + _nol_satu("naik") > 0)
    return wajar


def _wajar(aturan: Aturan) -> nw.Expr:
    """A realisation that may be divided, or divided by, against such a target, and not beyond the highest possible value."""
    realisasi = nw.col("realisasi")
    wajar: nw.Expr = (
        (realisasi > 0 if aturan.nilai(rumus_capaian(aturan)).turun == "kebalikan" else realisasi >= 0)
        & (realisasi < _TERBESAR)
        & _target_wajar()
        & (realisasi * _nol_satu("maksimum") * _nol_satu("naik") <= nw.col("atas"))
    )
    return wajar


def _belum_ada() -> nw.Expr:
    """No realisation yet, and nothing to refuse in the target."""
    return nw.col("realisasi").is_null() & _target_wajar()


def _nol_tercapai() -> nw.Expr:
    """Nothing was promised where lower is better, and nothing occurred."""
    tercapai: nw.Expr = (nw.col("atas") == 0) & (nw.col("bawah") == 0) & (nw.col("realisasi") == 0) & nw.col("turun")
    return tercapai


def _acuan_malas() -> nw.Expr:
    bawah, atas, realisasi, wajar = (nw.col(nama) for nama in ("bawah", "atas", "realisasi", "wajar"))
    acuan: nw.Expr = pilih(
        (wajar & (bawah == atas), tetap(atas)),
        (wajar & (realisasi > atas), tetap(atas)),
        (wajar & (bawah > realisasi), tetap(bawah)),
        (wajar, tetap(realisasi)),
        (realisasi.is_null(), tetap(None)),
        lainnya=_acuan,
    )
    return acuan


def _peringkat_malas(butir: Bingkai, nisbah: Nisbah, biasa: Nisbah, aturan: Aturan) -> Bingkai:
    """Append capaian, rating and ranks: by rank first, which is a number, then its code."""
    wajar, kasar, tingkat = nw.col("wajar"), nw.col("kasar"), nw.col("tingkat")
    acuan, tercapai = nw.col("acuan"), Fraction(0)
    nol = nisbah_capaian(tercapai, tercapai, turun=True, rumus=aturan.nilai(rumus_capaian(aturan)))
    selisih = {ambang: f"selisih_{urut}" for urut, ambang in enumerate(dict.fromkeys(_ambang(aturan)))}
    butir = butir.with_columns(
        *(
            selisih_hemat(nisbah, ambang, biasa=biasa, nol=nol, kasar=kasar, halus=wajar).alias(nama)
            for ambang, nama in selisih.items()
        ),
        pilih(
            (wajar, tetap(kasar)),
            (acuan.is_null(), tetap(None)),
            (acuan == 0, lambda: nol.nilai),
            lainnya=lambda: nisbah.nilai,
        ).alias("capaian"),
    )
    capaian = replace(nisbah, terhitung={ambang: nw.col(nama) for ambang, nama in selisih.items()})
    kode = aturan.nilai(RATING).kode
    lumrah = wajar & ~nw.col("maksimum")
    kosong_saja = nw.col("capaian").is_null() & nw.col("galat").is_null()
    butir = butir.with_columns(
        pilih(
            (lumrah, tetap(None)), (kosong_saja, tetap(None)), lainnya=lambda: _rating(capaian, aturan), jenis="teks"
        ).alias("rating"),
        _ya(lumrah).alias("wajar"),
    )
    butir = butir.with_columns(
        pilih((wajar, lambda: _pangkat_biasa(capaian, aturan)), lainnya=lambda: _pangkat(nw.col("rating"), kode)).alias(
            "tingkat"
        )
    )
    rating = pilih(
        *((tingkat == nomor, tetap(satu)) for nomor, satu in enumerate(kode)), lainnya=tetap(None), jenis="teks"
    )
    return butir.drop(*selisih.values()).with_columns(rating.alias("rating"), *_batas(kode))


def _pangkat_biasa(capaian: Nisbah, aturan: Aturan) -> nw.Expr:
    """Rank of an achievement that is there and no best possible one: the definition's answer in each of its three stretches."""
    kebijakan, kode = aturan.nilai(KEBIJAKAN), aturan.nilai(RATING).kode
    atas, sesuai = ambang_rating(kebijakan)
    di_atas, di_tengah, di_bawah = (
        float(kode.index(rating_indikator(contoh, kebijakan, terbaik_mungkin=False, nol_terlampaui=False)))
        for contoh in (atas + 1, sesuai, min(atas, sesuai) - 1)
    )
    tinggi, cukup = lebih_dari(capaian, atas), setidaknya(capaian, sesuai)
    tingkat: nw.Expr
    if atas >= sesuai:  # the stretches lie one above the other: ranks add up, which is faster than branches
        naik = cukup.cast(nw.Float64) * (di_tengah - di_bawah) + tinggi.cast(nw.Float64) * (di_atas - di_tengah)
        tingkat = naik + di_bawah
    else:
        tingkat = pilih((tinggi, tetap(di_atas)), (cukup, tetap(di_tengah)), lainnya=tetap(di_bawah))
    return tingkat
