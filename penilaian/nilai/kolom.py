"""The column arithmetic, written once for every engine narwhals knows.

Each function takes and returns narwhals frames (pandas, Polars, DuckDB, …) and
only appends columns or counts rows; the rules come in as provisions. Rating
columns hold the codes of ``permenpanrb-6-2022/rating``; ``tingkat`` is their
rank, 0 the lowest. Missing stays missing: ``_terburuk`` and ``_terbaik`` are
the bounds if everything missing turned out lowest or highest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import narwhals as nw

from penilaian.aturan import Aturan
from penilaian.aturan.hitungan import kosong, pilih, tetap
from penilaian.aturan.rumus.permenpanrb_6_2022 import HitunganHasil, UsulanHasilKerja, kuadran, usulan_hasil_kerja
from penilaian.nilai.kolom_indikator import (
    BATAS,
    KEBIJAKAN,
    RATING,
    Bingkai,
    gabung_butir,
    nilai_indikator,
    rumus_capaian,
)

REKAP_INDIKATOR = ("jumlah_indikator", "jumlah_capaian", "jumlah_kosong", "jumlah_ditolak", "total_capaian")
CACAH = ("di_atas", "sesuai", "di_bawah", "utama", "utama_di_bawah")
PILIHAN_DUCKDB = {"disabled_optimizers": "partial_aggregate_pushdown"}
"""Settings for a DuckDB connection: this pass of DuckDB 2.0 never ends on long chains of computed columns."""

KUADRAN = "permenpanrb-6-2022/kuadran"
USULAN = "permenpanrb-6-2022/usulan_hasil_kerja"
PREDIKAT = "permenpanrb-6-2022/predikat"


def ketentuan_dipakai(aturan: Aturan) -> tuple[str, ...]:
    """The provisions a result rests on."""
    return (KEBIJAKAN, KUADRAN, PREDIKAT, RATING, rumus_capaian(aturan), USULAN)


Simpan: TypeAlias = Callable[[str, Bingkai], Bingkai]
"""What becomes of a finished step, by its name, before the next one reads it."""


def teruskan(nama: str, bingkai: Bingkai) -> Bingkai:  # noqa: ARG001 -- the shape of `Simpan`
    """A step that is handed on as it is."""
    return bingkai


def hitung_kolom(tabel: Mapping[str, Bingkai], aturan: Aturan, simpan: Simpan = teruskan) -> dict[str, Bingkai]:
    """All steps for the rows of one period: ``indikator``, ``rhk``, ``pegawai`` and ``opd``.

    ``tabel`` holds pegawai, indikator, skp, realisasi, umpan_balik and penetapan,
    already narrowed to the period. ``simpan`` may put a step away and hand on
    the frame that reads it back: a lazy frame is else computed anew by every step that needs it.
    """
    indikator = simpan("indikator", nilai_indikator(gabung_butir(tabel), aturan))
    rhk = simpan("rhk", nilai_rhk(indikator, aturan))
    pegawai = rekap_pegawai(tabel["pegawai"], indikator, rhk, tabel["umpan_balik"], aturan)
    pegawai = simpan("pegawai", predikatkan(usulkan(pegawai, aturan), tabel["penetapan"], aturan))
    return {"indikator": indikator, "rhk": rhk, "pegawai": pegawai, "opd": simpan("opd", sebaran_opd(pegawai))}


def nilai_rhk(indikator: Bingkai, aturan: Aturan) -> Bingkai:
    """One row per employee and result (RHK): its rating from its indicators, by local policy."""
    terendah = aturan.nilai(KEBIJAKAN).pilihan("gabung_indikator") == "terendah"
    kolom = [nw.col(f"tingkat{batas}") for batas in BATAS]
    rhk = (
        indikator.with_columns(_satu(nw.col("rating").is_null()).alias("kosong"), nw.lit(1).alias("satu"))
        .group_by("nip", "kode_rhk", "kategori")
        .agg(
            *(butir.min() if terendah else butir.max() for butir in kolom),
            nw.col("satu").sum().alias("indikator"),
            nw.col("kosong").sum().alias("indikator_kosong"),
        )
    )
    return rhk.with_columns(_kode_rating(nw.col("tingkat"), aturan).alias("rating"))


def _kode_rating(tingkat: nw.Expr, aturan: Aturan) -> nw.Expr:
    cabang = [(tingkat == nomor, tetap(butir)) for nomor, butir in enumerate(aturan.nilai(RATING).kode)]
    rating: nw.Expr = pilih(*cabang, lainnya=tetap(None), jenis="teks")
    return rating


def _satu(syarat: nw.Expr) -> nw.Expr:
    """1 where a condition holds, else 0 (also where it is null): what a sum can count."""
    return nw.when(syarat).then(nw.lit(1)).otherwise(nw.lit(0))


def rekap_pegawai(pegawai: Bingkai, indikator: Bingkai, rhk: Bingkai, umpan_balik: Bingkai, aturan: Aturan) -> Bingkai:
    """One row per employee: counts of results by rating, of what is missing, of feedback; mean achievement."""
    hitungan = ["jumlah_indikator", "jumlah_capaian", "jumlah_kosong", "jumlah_ditolak", "umpan_balik", "positif"]
    hitungan += [f"{nama}{batas}" for batas in BATAS for nama in CACAH]
    rekap = (
        pegawai.join(_rekap_indikator(indikator, aturan), on="nip", how="left")
        .join(_rekap_rhk(rhk, aturan), on="nip", how="left")
        .join(_rekap_umpan_balik(umpan_balik), on="nip", how="left")
    )
    # An employee without SKP or feedback has none of them: a count of nothing is zero, unlike a value.
    rekap = rekap.with_columns(*(nw.col(nama).fill_null(0).cast(nw.Int64) for nama in hitungan))
    return rekap.with_columns(
        (nw.col("total_capaian") / _bukan_nol(nw.col("jumlah_capaian"))).alias("capaian"),
        *(
            (
                (nw.col("total_capaian") + nw.col("jumlah_kosong") * float(batas))
                / _bukan_nol(nw.col("jumlah_capaian") + nw.col("jumlah_kosong"))
            ).alias(f"capaian_{nama}")
            for nama, batas in zip(("terburuk", "terbaik"), _batas_rata_rata(aturan), strict=True)
        ),
        ((nw.col("jumlah_kosong") > 0) | (nw.col("jumlah_indikator") == 0) | (nw.col("umpan_balik") == 0)).alias(
            "sementara"
        ),
    ).drop("total_capaian")


def _bukan_nol(jumlah: nw.Expr) -> nw.Expr:
    return nw.when(jumlah > 0).then(jumlah)


def _batas_rata_rata(aturan: Aturan) -> tuple[Any, Any]:
    kebijakan = aturan.nilai(KEBIJAKAN)
    return kebijakan.bilangan("batas_bawah_rata_rata"), kebijakan.bilangan("batas_atas_rata_rata")


def _rekap_indikator(indikator: Bingkai, aturan: Aturan) -> Bingkai:
    bawah, atas = (float(batas) for batas in _batas_rata_rata(aturan))
    return (
        indikator.with_columns(
            nw.lit(1).alias("jumlah_indikator"),
            _satu(~kosong(nw.col("capaian"))).alias("jumlah_capaian"),
            _satu(nw.col("rating").is_null()).alias("jumlah_kosong"),
            _satu(~nw.col("galat").is_null() & nw.col("rating").is_null()).alias("jumlah_ditolak"),
            pilih((kosong(nw.col("capaian")), tetap(0.0)), lainnya=lambda: nw.col("capaian").clip(bawah, atas)).alias(
                "total_capaian"
            ),
        )
        .group_by("nip")
        .agg(*(nw.col(nama).sum() for nama in REKAP_INDIKATOR))
    )


def _rekap_rhk(rhk: Bingkai, aturan: Aturan) -> Bingkai:
    utama = nw.col("kategori") == "utama"
    cacah: dict[str, nw.Expr] = {}
    for batas in BATAS:
        tingkat = nw.col(f"tingkat{batas}")
        cacah |= {f"{kode}{batas}": tingkat == nomor for nomor, kode in enumerate(aturan.nilai(RATING).kode)}
        cacah |= {f"utama{batas}": utama & (tingkat >= 0), f"utama_di_bawah{batas}": utama & (tingkat == 0)}
    return (
        rhk.with_columns(*(_satu(syarat).alias(nama) for nama, syarat in cacah.items()))
        .group_by("nip")
        .agg(*(nw.col(nama).sum() for nama in cacah))
    )


def _rekap_umpan_balik(umpan_balik: Bingkai) -> Bingkai:
    """Feedback on results (RHK); feedback on behaviour plays no part in the results' rating."""
    return (
        umpan_balik.filter(nw.col("jenis_sasaran") == "rhk")
        .with_columns(nw.lit(1).alias("umpan_balik"), _satu(nw.col("nada") == "positif").alias("positif"))
        .group_by("nip")
        .agg(nw.col("umpan_balik").sum(), nw.col("positif").sum())
    )


def usulkan(rekap: Bingkai, aturan: Aturan) -> Bingkai:
    """Append the proposed rating of the results, its bounds, and why a person must look.

    Without feedback the guidance can only be applied if both bounds agree.
    ``alasan_tinjau`` holds all reasons, as codes joined by ``;``.
    """
    tanpa_umpan_balik = nw.col("umpan_balik") == 0
    usulan = {batas: _usulan(batas, tanpa_umpan_balik, aturan) for batas in BATAS}
    rekap = rekap.with_columns(*(usulan[batas].usulan.alias(f"usulan{batas}") for batas in BATAS))
    pasti = nw.col("usulan_terburuk") == nw.col("usulan_terbaik")
    rekap = rekap.with_columns(
        pilih(
            (tanpa_umpan_balik & pasti, lambda: nw.col("usulan_terburuk")),
            (tanpa_umpan_balik, tetap(None)),
            lainnya=lambda: nw.col("usulan"),
            jenis="teks",
        ).alias("usulan"),
        nw.concat_str(
            *_alasan_tinjau(tanpa_umpan_balik, pasti, usulan[""].alasan), separator=";", ignore_nulls=True
        ).alias("alasan_tinjau"),
    )
    ada = nw.col("alasan_tinjau") != ""
    rekap = rekap.with_columns(nw.when(ada).then(nw.col("alasan_tinjau")).alias("alasan_tinjau"), ada.alias("tinjau"))
    return rekap.drop([f"{nama}{batas}" for batas in BATAS[1:] for nama in CACAH])


def _alasan_tinjau(tanpa_umpan_balik: nw.Expr, pasti: nw.Expr, panduan: nw.Expr) -> list[nw.Expr]:
    """One text column a reason, null where it does not hold; the broadest reason silences what follows from it."""
    tanpa_skp = nw.col("jumlah_indikator") == 0
    tanpa_hasil = nw.col("jumlah_indikator") == nw.col("jumlah_kosong")
    return [
        pilih(
            (tanpa_skp, tetap("tanpa_skp")),
            (tanpa_hasil, tetap("tanpa_realisasi")),
            (tanpa_umpan_balik, tetap("tanpa_umpan_balik")),
            lainnya=tetap(panduan),
            jenis="teks",
        ),
        pilih((nw.col("jumlah_ditolak") > 0, tetap("capaian_ditolak")), lainnya=tetap(None), jenis="teks"),
        pilih((tanpa_hasil, tetap(None)), (pasti, tetap(None)), lainnya=tetap("batas_berbeda"), jenis="teks"),
    ]


def _usulan(batas: str, tanpa_umpan_balik: nw.Expr, aturan: Aturan) -> UsulanHasilKerja:
    positif = nw.col("positif")
    if batas == "_terbaik":
        positif = nw.when(tanpa_umpan_balik).then(nw.lit(1)).otherwise(positif)
    return usulan_hasil_kerja(
        HitunganHasil(
            **{nama: nw.col(f"{nama}{batas}") for nama in CACAH},
            positif=positif,
            umpan_balik=nw.when(tanpa_umpan_balik).then(nw.lit(1)).otherwise(nw.col("umpan_balik")),
        ),
        aturan.nilai(USULAN),
    )


def predikatkan(pegawai: Bingkai, penetapan: Bingkai, aturan: Aturan) -> Bingkai:
    """Append the decided ratings and their predicate, and apart from it what the proposal would give.

    The proposed predicate uses the decided behaviour rating: achievement proposes none.
    Nothing here writes a decided value.
    """
    ditetapkan = penetapan.select(
        "nip",
        "hasil_kerja",
        "perilaku_kerja",
        nw.col("predikat").alias("predikat_tercatat"),
        nw.col("alasan").alias("alasan_penetapan"),
    )
    matriks = aturan.nilai(KUADRAN)
    pegawai = pegawai.join(ditetapkan, on="nip", how="left")
    ditetapkan_dan_diusulkan = ~nw.col("hasil_kerja").is_null() & ~nw.col("usulan").is_null()
    return pegawai.with_columns(
        kuadran(nw.col("hasil_kerja"), nw.col("perilaku_kerja"), matriks).alias("predikat"),
        kuadran(nw.col("usulan"), nw.col("perilaku_kerja"), matriks).alias("predikat_usulan"),
        (ditetapkan_dan_diusulkan & (nw.col("hasil_kerja") != nw.col("usulan"))).alias("berbeda"),
    )


BELUM = "belum_ada"
"""Stands in a distribution where an employee has no predicate yet: nobody drops out of a total."""


def sebaran_opd(pegawai: Bingkai) -> Bingkai:
    """How many employees of an agency have which pair of decided and proposed predicate."""
    return (
        pegawai.with_columns(
            nw.col("predikat").fill_null(BELUM), nw.col("predikat_usulan").fill_null(BELUM), nw.lit(1).alias("jumlah")
        )
        .group_by("kode_opd", "predikat", "predikat_usulan")
        .agg(nw.col("jumlah").sum())
    )
