"""A whole country's rows: the same definitions as `hitung`, run lazily where the data lives.

Frames are narwhals frames of any engine; nothing here reads a file or pulls rows
into memory. The caller opens the tables and puts the steps away (`simpan`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw

from penilaian.aturan import Aturan, BukuAturan, muat_buku
from penilaian.aturan.hitungan import kosong, pilih, tetap
from penilaian.aturan.rumus.capaian import GALAT_CAPAIAN
from penilaian.galat import GalatAturan
from penilaian.nilai.kolom import PILIHAN_DUCKDB, Simpan, hitung_kolom, ketentuan_dipakai, teruskan
from penilaian.nilai.kolom_indikator import RATING, Bingkai, nilai_indikator
from penilaian.nilai.olahan import pastikan_periode
from penilaian.nilai.skema import pilih_skema
from penilaian.nilai.skema.permenpanrb_6_2022 import MASUKAN, PERIODE
from penilaian.periode import Periode

__all__ = ["KOLOM_BUTIR", "PILIHAN_DUCKDB", "cacah_butir", "hitung_besar", "nilai_butir"]

KOLOM_BUTIR = ("arah", "jenis_target", "target", "target_bawah", "target_atas", "realisasi")
"""What the achievement and rating of a row rest on, in the units of the indicator."""
_SKEMA = "permenpanrb_6_2022"


def nilai_butir(butir: Bingkai, periode: Periode | str, buku: BukuAturan | None = None) -> Bingkai:
    """Append acuan, galat, capaian (percent) and rating to rows that have KOLOM_BUTIR, one row per employee and indicator.

    Raises:
        GalatAturan: the period is judged by another scheme, or a rule is not in force in it.
    """
    return nilai_indikator(butir, _aturan(periode, buku))


def cacah_butir(butir: Bingkai, periode: Periode | str, *menurut: str, buku: BukuAturan | None = None) -> Bingkai:
    """How many rows have which rating and refusal, by the columns ``menurut``: ``jumlah``, and ``capaian``, the sum in percent.

    Raises:
        GalatAturan: see `nilai_butir`.
    """
    aturan = _aturan(periode, buku)
    kode = aturan.nilai(RATING).kode
    cacah = (
        nilai_indikator(butir.select(*menurut, *KOLOM_BUTIR), aturan)
        .with_columns(_keadaan(len(kode)).alias("keadaan"), nw.lit(1).alias("jumlah"))
        .group_by(*menurut, "keadaan")
        .agg(nw.col("jumlah").sum(), nw.col("capaian").sum())
    )
    rating, galat = _urai_keadaan(kode)
    return cacah.with_columns(rating.alias("rating"), galat.alias("galat")).drop("keadaan")


def _keadaan(jumlah: int) -> nw.Expr:
    """Rating and refusal of a row in one number: grouping by texts costs more than scoring."""
    tingkat: nw.Expr = pilih((kosong(nw.col("tingkat")), tetap(float(jumlah))), lainnya=tetap(nw.col("tingkat")))
    galat = nw.col("galat")
    urutan = [(galat == kode, tetap(float((jumlah + 1) * nomor))) for nomor, kode in enumerate(GALAT_CAPAIAN, 1)]
    penolakan: nw.Expr = pilih((galat.is_null(), tetap(0.0)), *urutan, lainnya=tetap(0.0))
    return (tingkat + penolakan).cast(nw.Int64)


def _urai_keadaan(kode: Sequence[str]) -> tuple[nw.Expr, nw.Expr]:
    keadaan, langkah = nw.col("keadaan"), len(kode) + 1
    sisa = keadaan % langkah
    rating = pilih(
        *((sisa == nomor, tetap(satu)) for nomor, satu in enumerate(kode)), lainnya=tetap(None), jenis="teks"
    )
    galat = pilih(
        *(((keadaan - sisa) == langkah * nomor, tetap(satu)) for nomor, satu in enumerate(GALAT_CAPAIAN, 1)),
        lainnya=tetap(None),
        jenis="teks",
    )
    return rating, galat


def hitung_besar(
    tabel: Mapping[str, Bingkai],
    periode: Periode | str,
    buku: BukuAturan | None = None,
    *,
    simpan: Simpan = teruskan,
) -> dict[str, Bingkai]:
    """All steps of `hitung`, lazily: indikator, rhk, pegawai with the columns of `Hasil`, and opd.

    ``tabel`` holds pegawai, indikator, skp, realisasi, umpan_balik and penetapan; rows
    of other periods are left out. Each key must stand once: unlike `hitung` this
    does not look for findings. ``opd`` counts pairs of ``predikat`` and
    ``predikat_usulan`` that occur. Where ``simpan`` writes a step and returns the
    frame that reads it back, no step is computed twice.

    Raises:
        GalatAturan: see `nilai_butir`.
    """
    kode = Periode.urai(periode).kode
    irisan = {
        nama: isi.filter(nw.col("periode") == kode).drop("periode") if "periode" in _nama_kolom(isi) else isi
        for nama, isi in tabel.items()
        if nama in MASUKAN
    }
    return hitung_kolom(irisan, _aturan(periode, buku), simpan)


def _nama_kolom(bingkai: Bingkai) -> list[str]:
    nama: list[str] = bingkai.collect_schema().names()
    return nama


def _aturan(periode: Periode | str, buku: BukuAturan | None) -> Aturan:
    periode, buku = Periode.urai(periode), buku or muat_buku()
    skema, _ = pilih_skema(periode, buku)
    if skema != _SKEMA:
        raise GalatAturan(
            f"{periode.label} dinilai dengan skema {skema}, yang tidak dihitung di atas data besar",
            mengapa="skema sampai 2021 menghitung setiap pegawai dengan pecahan",
            tindakan="hitung per OPD dengan `penilaian hitung`",
        )
    pastikan_periode(periode, PERIODE, buku)
    aturan = buku.pada(periode.akhir)
    for kode in ketentuan_dipakai(aturan):
        aturan.masa(kode)
    return aturan
