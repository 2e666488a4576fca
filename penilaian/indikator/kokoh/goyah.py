"""Whose proposed rating would be another one if things had been measured, recorded or delimited a little differently?

This is the rule in force, not an index: what is counted are the ratings that `penilaian.nilai` would propose. It says
how much a proposal can bear, and where a person should look at the evidence; it changes no rating.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from penilaian.aturan.rumus.kebijakan import ambang_rating
from penilaian.galat import GalatRumus
from penilaian.indikator.bahan import BahanIndikator
from penilaian.indikator.kokoh.goyah_baris import BarisPegawai
from penilaian.indikator.kokoh.goyah_usulan import (
    KOSONG,
    KUNCI_RHK,
    TIADA,
    Tingkat,
    buat_panduan,
    kode_tingkat,
    tabel_kuadran,
)
from penilaian.indikator.kokoh.undian import Bulat, Larik, Syarat
from penilaian.nilai.kolom import PREDIKAT
from penilaian.nilai.kolom_indikator import KEBIJAKAN, RATING

SEL_SEKALI = 2_000_000
"""Rows × runs computed at a time."""
SEBAB = ("ukur", "ambang", "hilang")
"""What is disturbed: measurement, thresholds, missing data."""
KOLOM = ["nip", "lain", "naik", "turun", "tanpa", "lain_tersering", "predikat_lain", *SEBAB, "tanpa_satu"]
TENTANG = ["nip", "kode_opd", "unit", "jenis_jabatan", "usulan", "predikat_usulan"]


@dataclass(frozen=True)
class GoyanganPegawai:
    """How far things may be off: ``realisasi`` ± this share of its value; each threshold ± ``ambang`` points; each
    realisation missing with probability ``hilang``. The first two are drawn uniformly.

    Raises:
        GalatRumus: ``di_luar_rentang`` for a share outside 0 … 1 (1 excluded) or a negative number of points.
    """

    realisasi: float = 0.0
    ambang: float = 0.0
    hilang: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.realisasi < 1 and 0 <= self.hilang < 1 and 0 <= self.ambang <= 50):
            raise GalatRumus(
                "di_luar_rentang", "Besar goyangan di luar rentangnya",
                mengapa="pangsa harus mulai dari 0 dan kurang dari 1, goyangan ambang 0 sampai 50 poin",
                tindakan="perbaiki nilainya",
            )  # fmt: skip


def goyangan_kebijakan(bahan: BahanIndikator) -> GoyanganPegawai:
    """What the local policy on the design of indicators says."""
    return GoyanganPegawai(
        bahan.bilangan("goyangan_realisasi"), bahan.bilangan("goyangan_ambang"), bahan.bilangan("pangsa_hilang")
    )


def goyah_pegawai(
    bahan: BahanIndikator,
    goyangan: GoyanganPegawai | None = None,
    *,
    ulangan: int | None = None,
    benih: int | None = None,
) -> pd.DataFrame:
    """One row an employee of the period under review; numbers that are left out are those of the local policy.

    Columns: nip, kode_opd, unit, jenis_jabatan, usulan and predikat_usulan as scored; ``lain`` share of runs with
    another proposal (also none where there was one), ``naik``, ``turun`` and ``tanpa`` (without a proposal) parts of it,
    ``lain_tersering`` the most frequent other one (the lower of equals); ``predikat_lain`` share of runs with another
    proposed predicate; ``ukur``, ``ambang``, ``hilang`` the share of another proposal with that one thing disturbed alone;
    ``tanpa_satu`` the share of the person's indicators without which the proposal would be another one (each left out
    in turn, nothing drawn); ``goyah`` whether ``lain`` is above ``batas_goyah``. An employee without SKP has no
    proposal and cannot lose it: shares are missing.

    An employee's row is the same whether the city or the agency alone is looked at.

    Raises:
        GalatRumus: fewer than one run.
    """
    besar = goyangan or goyangan_kebijakan(bahan)
    r = int(bahan.bilangan("ulangan")) if ulangan is None else ulangan
    if r < 1:
        raise GalatRumus("tanpa_ulangan", "Banyak ulangan kurang dari satu", tindakan="pakai sedikitnya 100 ulangan")
    biji = int(bahan.bilangan("benih")) if benih is None else benih
    bagian = [_ringkas(satu, undian_opd(satu, besar, r, biji)) for satu in baris_opd(bahan)]
    semua = bahan.pegawai_kini[TENTANG].sort_values("nip", ignore_index=True)
    hitungan = pd.concat(bagian, ignore_index=True) if bagian else pd.DataFrame(columns=KOLOM)
    hasil = semua.merge(hitungan, on="nip", how="left", validate="one_to_one")
    tersering = hasil["lain_tersering"].astype("str")
    return hasil.assign(lain_tersering=tersering, goyah=hasil["lain"] > bahan.bilangan("batas_goyah"))


def baris_opd(bahan: BahanIndikator) -> Iterator[BarisPegawai]:
    """Employees with SKP and their rows, agency by agency in the order of codes."""
    orang = bahan.pegawai_kini.sort_values("nip")
    butir = bahan.kini.sort_values([*KUNCI_RHK, "kode_indikator"])
    opd = butir["nip"].map(orang.set_index("nip")["kode_opd"])
    panduan = buat_panduan(bahan.aturan)
    for kode in sorted(opd.dropna().unique()):
        isi = butir[opd == kode].reset_index(drop=True)
        yield BarisPegawai(isi, orang[orang["nip"].isin(isi["nip"])].reset_index(drop=True), panduan, bahan.aturan)


@dataclass(frozen=True, eq=False)
class UndianOpd:
    """Draws of some runs for the rows of an agency; None where nothing is disturbed."""

    realisasi: Larik | None
    ambang: Larik | None
    hilang: Syarat | None


def undian_opd(baris: BarisPegawai, goyangan: GoyanganPegawai, ulangan: int, benih: int) -> Iterator[UndianOpd]:
    """Runs in parts: each agency has streams of its own, thresholds are the same for all agencies of a run."""
    kode = str(baris.pegawai["kode_opd"].iloc[0])
    ukur, hilang = (
        np.random.Generator(np.random.PCG64(satu)) for satu in np.random.SeedSequence([benih, *kode.encode()]).spawn(2)
    )
    ambang = np.random.Generator(np.random.PCG64(np.random.SeedSequence([benih])))
    di_atas, sesuai = (float(satu) for satu in ambang_rating(baris.aturan.nilai(KEBIJAKAN)))
    n = len(baris.butir)
    langkah = max(1, SEL_SEKALI // n)
    for awal in range(0, ulangan, langkah):
        r = min(langkah, ulangan - awal)
        yield UndianOpd(
            baris.ukur(goyangan.realisasi * (2 * ukur.random((r, n)) - 1)) if goyangan.realisasi else None,
            np.array([sesuai, di_atas]) + goyangan.ambang * (2 * ambang.random((r, 2)) - 1)
            if goyangan.ambang
            else None,
            hilang.random((r, n)) < goyangan.hilang if goyangan.hilang else None,
        )


def tingkat_undian(baris: BarisPegawai, undian: UndianOpd, sebab: Sequence[str] = SEBAB) -> Tingkat:
    """Levels of rows, runs × rows (one run where nothing is disturbed), with only the named things disturbed."""
    tingkat = baris.tingkat(
        undian.realisasi if "ukur" in sebab else None, undian.ambang if "ambang" in sebab else None
    )  # fmt: skip
    if "hilang" in sebab and undian.hilang is not None:
        return np.where(undian.hilang, np.int8(KOSONG), tingkat)
    return tingkat


def _ringkas(baris: BarisPegawai, undian: Iterator[UndianOpd]) -> pd.DataFrame:
    """Count proposals over the runs, with everything disturbed and with one thing alone."""
    banyak = len(baris.pegawai)
    cara = {"semua": SEBAB, **{satu: (satu,) for satu in SEBAB}}
    cacah = {nama: np.zeros((banyak, 4), dtype=np.int64) for nama in cara}
    asal = baris.susunan.usulan(baris.nominal[None])[0]
    for satu in undian:
        for nama, sebab in cara.items():
            cacah[nama] += _cacah(baris.susunan.usulan(tingkat_undian(baris, satu, sebab)))
    # Where nothing was drawn there is one run a part; its counts are shares all the same.
    lain = {nama: _lain(isi, asal) for nama, isi in cacah.items()}
    pangsa = cacah["semua"] / cacah["semua"].sum(axis=1, keepdims=True)
    return pd.DataFrame(
        {
            "nip": baris.pegawai["nip"],
            "lain": lain["semua"],
            "naik": _arah(pangsa, asal, naik=True),
            "turun": _arah(pangsa, asal, naik=False),
            "tanpa": np.where(asal == KOSONG, 0.0, pangsa[:, 0]),
            "lain_tersering": _tersering(pangsa, asal, baris),
            "predikat_lain": _predikat_lain(pangsa, asal, baris),
            **{nama: lain[nama] for nama in SEBAB},
            "tanpa_satu": _tanpa_satu(baris, asal),
        }
    )


def _cacah(usulan: Tingkat) -> Bulat:
    """How many runs gave each level (none first), employees × 4."""
    return np.stack([np.count_nonzero(np.equal(usulan.T, satu), axis=1) for satu in range(KOSONG, 3)], axis=1)


def _lain(cacah: Bulat, asal: Tingkat) -> Larik:
    sama = cacah[np.arange(len(asal)), asal + 1]
    return np.asarray(1 - sama / cacah.sum(axis=1))


def _arah(pangsa: Larik, asal: Tingkat, *, naik: bool) -> Larik:
    """Share of runs with a higher, or lower, proposal than the nominal one; 0 where there was none."""
    tingkat = np.arange(3)
    beda = tingkat > asal[:, None] if naik else tingkat < asal[:, None]
    return np.where(asal == KOSONG, 0.0, (pangsa[:, 1:] * beda).sum(axis=1))


def _tersering(pangsa: Larik, asal: Tingkat, baris: BarisPegawai) -> list[str | None]:
    """The most frequent other rating; ``tanpa_usulan`` for none, missing where there is no other."""
    isi = pangsa.copy()
    isi[np.arange(len(asal)), asal + 1] = 0
    nama = ("tanpa_usulan", *baris.aturan.nilai(RATING).kode)
    return [nama[letak] if satu[letak] > 0 else None for satu, letak in zip(isi, isi.argmax(axis=1), strict=True)]


def _predikat_lain(pangsa: Larik, asal: Tingkat, baris: BarisPegawai) -> Larik:
    """Share of runs whose proposed predicate, with the decided behaviour rating, is another one."""
    tabel = tabel_kuadran(baris.aturan, tuple(baris.aturan.nilai(PREDIKAT).kode))
    predikat = tabel[:, kode_tingkat(baris.pegawai["perilaku_kerja"], baris.aturan) + 1].T
    beda = predikat != predikat[np.arange(len(asal)), asal + 1][:, None]
    return np.asarray((pangsa * beda).sum(axis=1))


def _tanpa_satu(baris: BarisPegawai, asal: Tingkat) -> Larik:
    """Share of an employee's indicators that decide alone: without one of them the proposal would be another."""
    urut = baris.butir.groupby("nip").cumcount().to_numpy()
    banyak = baris.butir.groupby("nip").size().to_numpy()
    tingkat = np.where(urut == np.arange(banyak.max())[:, None], np.int8(TIADA), baris.nominal)
    beda = (baris.susunan.usulan(tingkat) != asal) & (np.arange(banyak.max())[:, None] < banyak)
    return np.asarray(beda.sum(axis=0) / banyak)
