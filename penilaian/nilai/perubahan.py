"""Why a measure changed between two periods: realisation, target, membership, completeness, feedback, decisions, rules.

Each measure is computed by the scoring engine itself for every mixture of the two
periods' facts (`penilaian.nilai.keadaan.FAKTOR`), and the change is split by
Shapley values: the average over all orders in which the factors could have
changed, so that no order is privileged (Shapley 1953; Shorrocks 2013). Arithmetic
is in fractions: effects sum exactly to the change, there is no residual, and a
factor that did not change has the effect 0, not nearly 0.

Targets and realisations are taken as recorded for their period. Neither
PermenPANRB 6/2022 nor the data dictionary says whether quarterly figures are
cumulative; both must be so, or neither, for the percentage to mean anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa

from penilaian.aturan import Aturan
from penilaian.aturan.rumus.permenpanrb_6_2022 import kuadran
from penilaian.galat import GalatRumus
from penilaian.nilai.keadaan import (
    FAKTOR,
    PENETAPAN,
    SIFAT,
    TARGET,
    UMPAN_BALIK,
    Bilangan,
    Keadaan,
    Pasangan,
    Sisi,
    Syarat,
    pasangkan,
)
from penilaian.nilai.kolom import KUADRAN, PREDIKAT, nilai_rhk, rekap_pegawai, usulkan
from penilaian.nilai.kolom_indikator import KEBIJAKAN, RATING, nilai_indikator
from penilaian.nilai.shapley import Koalisi, bagi_shapley, semua_koalisi
from penilaian.periode import Periode

SKEMA_DIURAI = "permenpanrb_6_2022"
CAPAIAN, SESUAI, PREDIKAT_BAIK = "capaian", "indikator_sesuai", "predikat_baik"
AWALAN_USULAN = "usulan_"
_TEKS = frozenset({*SIFAT, *PENETAPAN, "jenis_sasaran", "nada"})
_FAKTOR_PENETAPAN = ("pegawai", "kelengkapan", "penetapan", "aturan")


@dataclass(frozen=True)
class Uraian:
    """One measure in percent: before, after, and the effect of each factor in percentage points.

    ``awal`` or ``akhir`` is None where nothing could be counted. ``efek`` is empty
    where the change cannot be split: then ``sebab`` is ``tanpa_nilai`` (one of the
    two is None) or ``tanpa_campuran`` (some mixture of the periods has nothing to count).
    """

    awal: Fraction | None
    akhir: Fraction | None
    efek: Mapping[str, Fraction]
    sebab: str = ""

    @property
    def selisih(self) -> Fraction | None:
        return None if self.awal is None or self.akhir is None else self.akhir - self.awal


@dataclass(frozen=True, eq=False)
class UraianPerubahan:
    """The change of every measure, and which employees (numbered) each factor concerns (nobody: it did not change).

    Measures, all in percent:

    - ``capaian``: mean achievement over the indicators of all employees that have a
      percentage, each counted once, cut to the bounds of local policy (`batas_bawah_rata_rata`,
      `batas_atas_rata_rata`);
    - ``indikator_sesuai``: of the indicators that have a proposed rating, those above the lowest one;
    - ``usulan_<rating>``: of the employees whose results have a proposed rating, those with this one;
    - ``predikat_baik``: of the employees with decided ratings, those with one of the two best predicates.
    """

    lama: Periode
    baru: Periode
    ukuran: Mapping[str, Uraian]
    orang: Mapping[str, frozenset[int]]


def urai_perubahan(lama: Keadaan, baru: Keadaan, baris_sekaligus: int | None = None) -> UraianPerubahan:
    """Split the change between two periods of the same kind (see the module).

    ``baris_sekaligus`` bounds the memory: about so many indicator rows are scored in one go; None: all of them.

    Raises:
        GalatRumus: ``skema_berbeda``, ``jenis_periode_berbeda`` or ``daftar_berbeda``: the two cannot be compared.
    """
    _pastikan_sebanding(lama, baru)
    pasangan = pasangkan(lama, baru)
    orang = {nama: frozenset(siapa.tolist()) for nama, siapa in pasangan.tersentuh().items()}
    aktif = [nama for nama in FAKTOR if orang[nama]]
    usulan = semua_koalisi([nama for nama in aktif if nama != "penetapan"])
    putusan = semua_koalisi([nama for nama in aktif if nama in _FAKTOR_PENETAPAN])
    sekaligus = len(usulan) if baris_sekaligus is None else max(1, baris_sekaligus // max(1, pasangan.butir.n))
    nilai = _nilai_koalisi(pasangan, usulan, _ukur_usulan, sekaligus)
    nilai |= _nilai_koalisi(pasangan, putusan, _ukur_predikat, sekaligus)
    return UraianPerubahan(lama.periode, baru.periode, {nama: _urai(isi) for nama, isi in nilai.items()}, orang)


def _pastikan_sebanding(lama: Keadaan, baru: Keadaan) -> None:
    if lama.periode.jenis != baru.periode.jenis:
        raise _tidak_sebanding("jenis_periode_berbeda", lama, baru, "periode yang dibandingkan tidak sejenis")
    if {lama.skema, baru.skema} != {SKEMA_DIURAI}:
        sebab = (
            f"skema penilaiannya {lama.skema} dan {baru.skema}; penguraian ini untuk {SKEMA_DIURAI} di kedua periode"
        )
        raise _tidak_sebanding("skema_berbeda", lama, baru, sebab)
    for kode in (RATING, PREDIKAT):
        if lama.aturan.nilai(kode).kode != baru.aturan.nilai(kode).kode:
            raise _tidak_sebanding("daftar_berbeda", lama, baru, f"daftar {kode} berbeda antara kedua periode")


def _tidak_sebanding(kode: str, lama: Keadaan, baru: Keadaan, sebab: str) -> GalatRumus:
    return GalatRumus(
        kode,
        f"Perubahan dari {lama.periode.label} ke {baru.periode.label} tidak dapat diurai",
        mengapa=sebab,
        tindakan="baca kedua laporan sendiri-sendiri; angkanya tidak diukur dengan cara yang sama",
    )


def _urai(nilai: Mapping[Koalisi, Fraction | None]) -> Uraian:
    urut = sorted(nilai, key=len)
    awal, akhir = nilai[urut[0]], nilai[urut[-1]]
    if awal is None or akhir is None:
        return Uraian(awal, akhir, {}, "tanpa_nilai")
    lengkap = {koalisi: isi for koalisi, isi in nilai.items() if isi is not None}
    if len(lengkap) < len(nilai):
        return Uraian(awal, akhir, {}, "tanpa_campuran")
    efek = bagi_shapley([nama for nama in FAKTOR if nama in urut[-1]], lengkap)
    return Uraian(awal, akhir, {nama: efek.get(nama, Fraction(0)) for nama in FAKTOR})


Nilai = dict[str, list[Fraction | None]]
"""Each measure, in the order of the mixtures it was taken of."""


def _nilai_koalisi(
    pasangan: Pasangan,
    koalisi: Sequence[Koalisi],
    ukur: Callable[[Pasangan, Sequence[Koalisi], Aturan], Nilai],
    sekaligus: int,
) -> dict[str, dict[Koalisi, Fraction | None]]:
    """Every measure for every mixture of the two periods, ``sekaligus`` mixtures scored in one go."""
    hasil: dict[str, dict[Koalisi, Fraction | None]] = {}
    for urut in (0, 1):
        milik = [satu for satu in koalisi if ("aturan" in satu) == bool(urut)]
        for awal in range(0, len(milik), sekaligus):
            potong = milik[awal : awal + sekaligus]
            for nama, nilai in ukur(pasangan, potong, pasangan.aturan(urut)).items():
                hasil.setdefault(nama, {}).update(zip(potong, nilai, strict=True))
    return hasil


def _ukur_usulan(pasangan: Pasangan, koalisi: Sequence[Koalisi], aturan: Aturan) -> Nilai:
    """Score several mixtures at once: employees are numbered anew in each."""
    n = pasangan.pegawai.n
    pegawai = _susun([_campur_pegawai(pasangan, satu) for satu in koalisi], pasangan.pegawai, n)
    butir = _susun([_campur_butir(pasangan, satu) for satu in koalisi], pasangan.butir, n)
    indikator = nilai_indikator(_bingkai(butir), aturan)
    rhk = nilai_rhk(indikator, aturan)
    rekap = rekap_pegawai(_bingkai(pegawai[["nip"]]), indikator, rhk, _bingkai(_umpan_balik(pegawai)), aturan)
    hasil = indikator.select("nip", "capaian", "rating").to_pandas()
    usulan = usulkan(rekap, aturan).select("nip", "usulan").to_pandas()
    rating, banyak = aturan.nilai(RATING).kode, len(koalisi)
    milik, mereka = hasil["nip"].to_numpy() // n, usulan["nip"].to_numpy() // n
    return {
        CAPAIAN: _rata_rata(hasil["capaian"], milik, banyak, aturan),
        SESUAI: _pangsa(hasil["rating"], rating[1:], milik, banyak),
        **{f"{AWALAN_USULAN}{kode}": _pangsa(usulan["usulan"], [kode], mereka, banyak) for kode in reversed(rating)},
    }


def _ukur_predikat(pasangan: Pasangan, koalisi: Sequence[Koalisi], aturan: Aturan) -> Nilai:
    """The predicates that the decided ratings of several mixtures give."""
    n = pasangan.pegawai.n
    pegawai = _susun([_campur_pegawai(pasangan, satu) for satu in koalisi], pasangan.pegawai, n)
    hasil_kerja, perilaku = (nw.col(nama) for nama in PENETAPAN)
    predikat = _bingkai(pegawai).select(predikat=kuadran(hasil_kerja, perilaku, aturan.nilai(KUADRAN))).to_pandas()
    baik = aturan.nilai(PREDIKAT).kode[-2:]
    return {PREDIKAT_BAIK: _pangsa(predikat["predikat"], baik, pegawai["nip"].to_numpy() // n, len(koalisi))}


def _bingkai(isi: pd.DataFrame) -> nw.DataFrame[pa.Table]:
    """The rows for the engine, in Arrow: there a step over few rows costs a fifth of what it does in pandas."""
    kolom = {
        nama: pa.array(nilai, pa.string() if nama in _TEKS else None, from_pandas=True) for nama, nilai in isi.items()
    }
    return nw.from_native(pa.table(kolom), eager_only=True)


@dataclass(frozen=True, eq=False)
class _Campuran:
    """One mixture: which rows are in it, whose they are, and for each column which row of the two halves gives it."""

    hadir: Syarat
    orang: Bilangan
    pilih: Mapping[str, Bilangan]


def _susun(campuran: Sequence[_Campuran], sisi: Sisi, n: int) -> pd.DataFrame:
    nip = np.concatenate([urut * n + satu.orang[satu.hadir] for urut, satu in enumerate(campuran)])
    isi = {
        nama: sisi.isi[nama].take(np.concatenate([satu.pilih[nama][satu.hadir] for satu in campuran])).array
        for nama in campuran[0].pilih
    }
    return pd.DataFrame({"nip": nip, **isi})


def _campur_butir(pasangan: Pasangan, koalisi: Koalisi) -> _Campuran:
    sisi = pasangan.butir
    orang_ada = pasangan.pegawai.ada[pasangan.orang]
    hadir = _hadir(orang_ada, sesudah="pegawai" in koalisi) & (
        (orang_ada >= 0) | _hadir(sisi.ada, sesudah="indikator" in koalisi)
    )
    realisasi = _pilih_lengkap(pasangan, sisi, koalisi, "realisasi")
    target = _pilih_lengkap(pasangan, sisi, koalisi, "target")
    sifat = _pilih(sisi, sesudah="target" in koalisi)
    pilih = {"realisasi": realisasi, **dict.fromkeys(TARGET, target), **dict.fromkeys(SIFAT, sifat)}
    return _Campuran(hadir, pasangan.orang, pilih)


def _campur_pegawai(pasangan: Pasangan, koalisi: Koalisi) -> _Campuran:
    sisi = pasangan.pegawai
    umpan_balik = _pilih(sisi, sesudah="umpan_balik" in koalisi)
    penetapan = _pilih_lengkap(pasangan, sisi, koalisi, "penetapan")
    pilih = {**dict.fromkeys(UMPAN_BALIK, umpan_balik), **dict.fromkeys(PENETAPAN, penetapan)}
    return _Campuran(_hadir(sisi.ada, sesudah="pegawai" in koalisi), np.arange(sisi.n), pilih)


def _hadir(ada: Bilangan, *, sesudah: bool) -> Syarat:
    hadir: Syarat = (ada < 0) | (ada == int(sesudah))
    return hadir


def _pilih(sisi: Sisi, *, sesudah: bool) -> Bilangan:
    return np.arange(sisi.n) + int(sesudah) * sisi.n


def _pilih_lengkap(pasangan: Pasangan, sisi: Sisi, koalisi: Koalisi, faktor: str) -> Bilangan:
    """Where both periods have a value its factor decides which; where only one has, completeness decides if it is there."""
    return np.where(
        pasangan.dua[faktor], _pilih(sisi, sesudah=faktor in koalisi), _pilih(sisi, sesudah="kelengkapan" in koalisi)
    )


def _umpan_balik(pegawai: pd.DataFrame) -> pd.DataFrame:
    """The counts of feedback as the rows that the engine counts."""
    positif = pegawai["positif"].to_numpy(dtype=np.int64)
    lain = pegawai["umpan_balik"].to_numpy(dtype=np.int64) - positif
    nip = pegawai["nip"].to_numpy()
    isi = {"nip": np.concatenate([np.repeat(nip, positif), np.repeat(nip, lain)]), "jenis_sasaran": "rhk"}
    return pd.DataFrame(isi).assign(nada=["positif"] * int(positif.sum()) + ["negatif"] * int(lain.sum()))


def _rata_rata(capaian: pd.Series, milik: Bilangan, banyak: int, aturan: Aturan) -> list[Fraction | None]:
    """Mean of the percentages there are, cut to the bounds of local policy; the sum is rounded once, in any order."""
    kebijakan = aturan.nilai(KEBIJAKAN)
    bawah, atas = (float(kebijakan.bilangan(nama)) for nama in ("batas_bawah_rata_rata", "batas_atas_rata_rata"))
    ada = capaian.notna().to_numpy()
    urut = np.argsort(milik[ada], kind="stable")
    nilai = capaian[ada].clip(bawah, atas).to_numpy(dtype=float)[urut]
    potong = np.split(nilai, np.searchsorted(milik[ada][urut], np.arange(1, banyak)))
    return [Fraction(fsum(satu)) / len(satu) if len(satu) else None for satu in potong]


def _pangsa(nilai: pd.Series, kode: Sequence[str], milik: Bilangan, banyak: int) -> list[Fraction | None]:
    """Percent of the values there are."""
    ada, kena = (
        np.bincount(milik[syarat.to_numpy(dtype=bool)], minlength=banyak)
        for syarat in (nilai.notna(), nilai.isin(list(kode)))
    )
    return [Fraction(100 * int(k), int(a)) if a else None for k, a in zip(kena, ada, strict=True)]
