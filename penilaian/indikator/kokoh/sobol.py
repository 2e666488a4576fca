"""Which uncertain choice moves the result most: Sobol' indices of first and total order.

First order: the part of the output's variance that goes if the factor alone were known. Total: the part that stays if
all others were known; the difference is interaction. Estimators of Saltelli et al. (2010, *Computer Physics
Communications* 181, pp. 259–270, table 2 b and f) as in `scipy.stats.sobol_indices`, which gets the evaluated runs.
Sampling and bootstrap are done here: scipy's bootstrap takes no seed, and the same report must give the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import qmc, sobol_indices

from penilaian.galat import GalatRumus
from penilaian.indikator.kokoh.goyangan import Goyangan
from penilaian.indikator.kokoh.jalankan import undian_nominal
from penilaian.indikator.kokoh.skor import Mesin, siapkan_mesin
from penilaian.indikator.kokoh.undian import (
    Larik,
    Undian,
    ada_sesudah,
    bobot_dari,
    menurut_label,
    pilihan_dari,
    tempat_urut,
)
from penilaian.indikator.kokoh.urutan import peringkat

PERGESERAN = "pergeseran"
POLA_TERBANYAK, SEL_POLA = 512, 4_000_000
"""Patterns of weights, and of missing data, among which one draw chooses where a factor is a whole pattern."""
SEL_SEKALI = 2_500_000
BOBOT_SENDIRI = "bobot_"


def indeks_sobol(
    fungsi: Callable[[Larik], Larik],
    faktor: Sequence[str],
    *,
    n: int,
    benih: int,
    keluaran: Sequence[str] = ("keluaran",),
    ulangan_bootstrap: int = 400,
    keyakinan: float = 0.95,
) -> pd.DataFrame:
    """Indices of ``fungsi``, which takes points m × d, uniform in 0 … 1, and gives m (or m × outputs) finite numbers.

    ``n`` is a power of two; ``fungsi`` is evaluated at n (d + 2) points. One row an output and factor: orde_satu, total
    with percentile bootstrap intervals (``_bawah``, ``_atas``). Estimates may fall a little outside 0 … 1. The intervals
    take the points for a random sample, which for quasi-random ones is cautious. An output that does not vary has NaN.

    Raises:
        GalatRumus: ``n`` is no power of two, fewer than two factors, or an output that is not finite.
    """
    d = len(faktor)
    _periksa(n, faktor)
    acak = np.random.Generator(np.random.PCG64(benih))
    titik = qmc.Sobol(2 * d, scramble=True, rng=acak).random(n)
    a, b = titik[:, :d], titik[:, d:]
    campur = [np.where(np.arange(d) == i, b, a) for i in range(d)]
    nilai = _hitung(fungsi, np.concatenate([a, b, *campur]), keluaran).reshape(d + 2, n, -1).transpose(0, 2, 1)
    # Compared, not as a spread: rounding of the mean would give one to equal numbers. Before scipy centres them in place.
    baku = nilai[:2].min(axis=(0, 2)) < nilai[:2].max(axis=(0, 2))
    utama = _indeks(nilai)
    ulang = np.array([_indeks(nilai[..., acak.integers(n, size=n)]) for _ in range(ulangan_bootstrap)])
    ekor = (1 - keyakinan) / 2
    bawah, atas = np.quantile(ulang, [ekor, 1 - ekor], axis=0)
    kolom = {
        f"{nama}{akhir}": np.where(baku[:, None], isi[jenis], np.nan).ravel()
        for jenis, nama in enumerate(("orde_satu", "total"))
        for akhir, isi in (("", utama), ("_bawah", bawah), ("_atas", atas))
    }
    label = pd.MultiIndex.from_product([list(keluaran), list(faktor)], names=["keluaran", "faktor"])
    return pd.DataFrame(kolom, index=label).reset_index()


def faktor_goyangan(goyangan: Goyangan, *, bobot_sendiri: bool = False) -> tuple[str, ...]:
    """The uncertain factors of an index: bobot (as a whole, or each weight), normalisasi, agregasi, batas_atas, hilang."""
    ada: list[str] = []
    if goyangan.goyangan_bobot or goyangan.kepekatan is not None:
        ada += [f"{BOBOT_SENDIRI}{kode}" for kode in goyangan.kode] if bobot_sendiri else ["bobot"]
    ada += [nama for nama in ("normalisasi", "agregasi", "batas_atas") if len(getattr(goyangan, nama)) > 1]
    return (*ada, *(["hilang"] if goyangan.pangsa_hilang else []))


def sobol_kokoh(
    data: pd.DataFrame,
    goyangan: Goyangan,
    *,
    n: int,
    benih: int,
    unit: Sequence[str] = (),
    bobot_sendiri: bool = False,
) -> pd.DataFrame:
    """Indices of the mean shift in rank (output ``pergeseran``), and of the rank of each named unit, of an index.

    ``data``: units × indicators, as for `jalankan.goyang`. A pattern of weights or of missing values is one factor: one
    draw chooses among patterns drawn beforehand (Saisana, Saltelli and Tarantola 2005, section 3). With
    ``bobot_sendiri`` each weight is a factor of its own.

    Raises:
        GalatRumus: as `indeks_sobol` and `siapkan_mesin`; a named unit is not in the data or has no rank in a run.
    """
    mesin = siapkan_mesin(data, goyangan)
    asing = [str(satu) for satu in unit if satu not in mesin.data.index]
    if asing:
        raise GalatRumus("unit_tidak_ada", f"Unit {', '.join(asing)} tidak ada di data", tindakan="periksa namanya")
    faktor = faktor_goyangan(mesin.goyangan, bobot_sendiri=bobot_sendiri)
    tempat = tuple(list(mesin.data.index).index(satu) for satu in unit)
    model = _Model(mesin, faktor, _pola(mesin, benih), tempat)
    return indeks_sobol(
        model.keluaran, faktor, n=n, benih=benih, keluaran=(PERGESERAN, *(f"peringkat {satu}" for satu in unit))
    )


@dataclass(frozen=True, eq=False)
class _Model:
    """The index as a function of uniform draws, one a factor."""

    mesin: Mesin
    faktor: tuple[str, ...]
    pola: tuple[Larik, Larik]
    tempat: tuple[int, ...]

    def keluaran(self, titik: Larik) -> Larik:
        """Mean shift in rank and the ranks asked for, points × outputs."""
        nominal = peringkat(self.mesin.skor(undian_nominal(self.mesin)))[0].astype(float)
        langkah = max(1, SEL_SEKALI // self.mesin.data.size)
        hasil = []
        for awal in range(0, len(titik), langkah):
            urut = peringkat(self.mesin.skor(self._undian(titik[awal : awal + langkah]))).astype(float)
            urut[urut == 0] = np.nan
            geser = np.nanmean(np.abs(urut - np.where(nominal > 0, nominal, np.nan)), axis=1)
            hasil.append(np.column_stack([geser, urut[:, list(self.tempat)]]))
        return np.concatenate(hasil)

    def _undian(self, titik: Larik) -> Undian:
        goyangan, tetap = self.mesin.goyangan, undian_nominal(self.mesin)
        u = dict(zip(self.faktor, titik.T, strict=True))
        pilihan = {
            nama: pilihan_dari(list(getattr(goyangan, nama).values()), u[nama])
            if nama in u
            else np.zeros(len(titik), dtype=np.int64)
            for nama in ("normalisasi", "agregasi", "batas_atas")
        }
        ada = None
        if "hilang" in u:
            acak = _pilih_pola(self.pola[1], u["hilang"])
            ada = ada_sesudah(self.mesin.data.to_numpy(), goyangan, acak, pilihan["batas_atas"])
        sendiri = [nama for nama in self.faktor if nama.startswith(BOBOT_SENDIRI)]
        if sendiri:
            bobot = bobot_dari(goyangan, np.column_stack([u[nama] for nama in sendiri]))
        elif "bobot" in u:
            bobot = bobot_dari(goyangan, _pilih_pola(self.pola[0], u["bobot"]))
        else:
            bobot = np.broadcast_to(tetap.bobot, (len(titik), tetap.bobot.shape[1]))
        return Undian(bobot, **pilihan, ambang=None, ada=ada)


def _pola(mesin: Mesin, benih: int) -> tuple[Larik, Larik]:
    """Uniform draws of the patterns: for weights p × k, for missing values p × u × k, drawn in the order of labels."""
    bobot, hilang = (np.random.Generator(np.random.PCG64(satu)) for satu in np.random.SeedSequence([benih, 1]).spawn(2))
    unit, kolom = tempat_urut(mesin.data.index), tempat_urut(mesin.data.columns)
    banyak = max(2, min(POLA_TERBANYAK, SEL_POLA // mesin.data.size))
    return (
        bobot.random((POLA_TERBANYAK, mesin.data.shape[1]))[:, kolom],
        menurut_label(hilang.random((banyak, *mesin.data.shape)), unit, kolom),
    )


def _pilih_pola(pola: Larik, u: Larik) -> Larik:
    return np.asarray(pola[np.minimum((u * len(pola)).astype(np.int64), len(pola) - 1)])


def _periksa(n: int, faktor: Sequence[str]) -> None:
    if n < 2 or n & (n - 1):
        raise GalatRumus(
            "bukan_pangkat_dua", f"Banyak titik {n} bukan pangkat dua", mengapa="deret Sobol seimbang hanya pada 2, 4, 8, …",
            tindakan="pakai misalnya 512 atau 1024",
        )  # fmt: skip
    if len(faktor) < 2:
        raise GalatRumus(
            "faktor_kurang", "Kurang dari dua hal yang digoyang",
            mengapa="bagian ragam setiap faktor baru berarti bila ada faktor lain", tindakan="tambah pilihan yang tidak pasti",
        )  # fmt: skip


def _hitung(fungsi: Callable[[Larik], Larik], titik: Larik, keluaran: Sequence[str]) -> Larik:
    nilai = np.asarray(fungsi(titik), dtype=float).reshape(len(titik), -1)
    if nilai.shape[1] != len(keluaran) or not np.isfinite(nilai).all():
        raise GalatRumus(
            "keluaran_tidak_hingga", "Keluaran tidak dapat diuraikan ragamnya",
            mengapa="pada sebagian ulangan tidak ada nilainya, misalnya unit tanpa peringkat karena datanya kurang",
            tindakan="pilih unit yang datanya cukup, atau kecilkan data_minimum",
        )  # fmt: skip
    return nilai


def _indeks(nilai: Larik) -> Larik:
    """First and total order (2 × outputs × factors) from values (2 + factors) × outputs × points."""
    hasil = sobol_indices(func={"f_A": nilai[0], "f_B": nilai[1], "f_AB": nilai[2:]}, n=nilai.shape[-1])
    bentuk = (nilai.shape[1], nilai.shape[0] - 2)
    return np.stack([hasil.first_order.reshape(bentuk), hasil.total_order.reshape(bentuk)])
