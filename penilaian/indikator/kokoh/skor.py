"""Scores of many runs at once, equal to those of the verbs run by run.

Sums run over indicators in the order of their codes, all units of all runs of a kind side by side. Such a sum is off by
a few units in the last place, which decides ranks only where two units are as good as tied: those, and only those, are
computed again with the exactly rounded sums of the verb, so that ties are ties here exactly where they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from penilaian.indikator.kokoh.goyangan import PERLU_POSITIF, Goyangan
from penilaian.indikator.kokoh.pasangan import skor_berpasangan
from penilaian.indikator.kokoh.skala import Skala, siapkan_data
from penilaian.indikator.kokoh.undian import Bulat, Larik, Syarat, Undian
from penilaian.indikator.kokoh.urutan import hampir_seri
from penilaian.indikator.komposit.agregasi import BERPASANGAN, agregasikan
from penilaian.indikator.komposit.agregasi import rerata_berbobot as rerata_tepat
from penilaian.indikator.komposit.masukan import LONGGAR

UBAH: Mapping[str, Callable[[Larik], Larik]] = {
    "aritmetika": np.positive,
    "geometrik": np.log,
    "harmonik": np.reciprocal,
}
"""What each mean adds up; a copy in any case."""
SEL_BERPASANGAN = 400_000
"""Pairs of units times runs that are compared at a time."""


@dataclass(frozen=True, eq=False)
class Mesin:
    """Data with its scales, ready for any draws. Make it with `siapkan_mesin`."""

    data: pd.DataFrame
    goyangan: Goyangan
    skala: Mapping[tuple[int, int], Skala]
    urut: tuple[int, ...]

    def skor(self, undian: Undian) -> Larik:
        """Scores r × u; NaN for a unit with too little data."""
        hasil = np.full((len(undian.bobot), len(self.data)), np.nan)
        banyak_agregasi, banyak_batas = len(self.goyangan.agregasi), len(self.goyangan.batas_atas)
        jenis = (undian.normalisasi * banyak_batas + undian.batas_atas) * banyak_agregasi + undian.agregasi
        for satu in np.unique(jenis):
            r = np.nonzero(jenis == satu)[0]
            depan, agregasi = divmod(int(satu), banyak_agregasi)
            kelompok = Kelompok(
                self.skala[divmod(depan, banyak_batas)],
                undian.bobot[r],
                None if undian.ada is None else undian.ada[:, r],
                self.urut,
                self.goyangan.data_minimum,
            )
            hasil[r] = kelompok.skor(list(self.goyangan.agregasi)[agregasi])
        return hasil


@dataclass(frozen=True, eq=False)
class Kelompok:
    """Runs that share normalisation, cap and aggregation: weights r × k, presence k × r × u or None."""

    skala: Skala
    bobot: Larik
    ada: Syarat | None
    urut: tuple[int, ...]
    data_minimum: float

    def kolom(self, k: int) -> tuple[Larik, Syarat]:
        """Values and presence of an indicator, r × u (or one row for all runs)."""
        ada = None if self.ada is None else self.ada[k]
        x = self.skala.kolom(k, ada)
        return x, ~np.isnan(self.skala.nominal[None, :, k]) if ada is None else ada

    def skor(self, cara: str) -> Larik:
        """Scores r × u."""
        punya = self._punya()
        cukup = (punya > 0) & (punya / self.bobot.sum(axis=1, keepdims=True) >= self.data_minimum - LONGGAR)
        if cara in BERPASANGAN:
            return self._berpasangan(cara, cukup)
        skor, besar = self._terendah() if cara == "terendah" else self._rerata(cara, punya)
        skor = np.where(cukup, skor, np.nan)
        return skor if cara == "terendah" else self._tepatkan(skor, cara, LONGGAR * besar)

    def _punya(self) -> Larik:
        """The weight of what each unit has."""
        punya = np.zeros((len(self.bobot), len(self.skala.nilai)))
        for k in self.urut:
            punya += self.bobot[:, k, None] * self.kolom_ada(k)
        return punya

    def kolom_ada(self, k: int) -> Syarat:
        """Presence alone."""
        return ~np.isnan(self.skala.nominal[None, :, k]) if self.ada is None else self.ada[k]

    def _terendah(self) -> tuple[Larik, float]:
        skor = np.full((len(self.bobot), len(self.skala.nilai)), np.inf)
        for k in self.urut:
            x, ada = self.kolom(k)
            np.minimum(skor, np.where(ada & (self.bobot[:, k, None] > 0), x, np.inf), out=skor)
        return skor, 0.0

    def _rerata(self, cara: str, punya: Larik) -> tuple[Larik, float]:
        """Weighted means, and a value none of those in them exceeds."""
        jumlah, besar = np.zeros_like(punya), 0.0
        for k in self.urut:
            x, ada = self.kolom(k)
            besar = max(besar, float(np.fmax.reduce(np.abs(x), axis=None)))
            with np.errstate(invalid="ignore", divide="ignore"):  # what is not there holds any number
                suku = UBAH[cara](x)
            np.copyto(suku, 0.0, where=~np.isfinite(suku))
            suku = self.bobot[:, k, None] * suku
            suku *= ada  # times 0 or 1: five times as fast as a choice
            jumlah += suku
        with np.errstate(invalid="ignore", divide="ignore"):
            skor = jumlah / punya if cara != "harmonik" else punya / jumlah
        return np.exp(skor) if cara == "geometrik" else skor, besar

    def _tepatkan(self, skor: Larik, cara: str, dekat: float) -> Larik:
        """Exactly rounded scores for units closer than rounding can tell."""
        r, i = np.nonzero(hampir_seri(skor, dekat))
        if not len(r):
            return skor
        perlu, baris = np.unique(r, return_inverse=True)
        sebagian = self.sebagian(perlu)
        x = np.empty((len(r), len(self.urut)))
        ada = np.empty(x.shape, dtype=bool)
        for tempat, k in enumerate(self.urut):
            nilai, hadir = sebagian.kolom(k)
            x[:, tempat] = np.broadcast_to(nilai, (len(perlu), skor.shape[1]))[baris, i]
            ada[:, tempat] = np.broadcast_to(hadir, (len(perlu), skor.shape[1]))[baris, i]
        bobot = self.bobot[:, self.urut][r]
        ada &= bobot > 0
        skor[r, i] = [rerata_tepat(*satu, cara) for satu in zip(_pilah(x, ada), _pilah(bobot, ada), strict=True)]
        return skor

    def sebagian(self, r: slice | Bulat) -> Kelompok:
        """Some of the runs."""
        return replace(self, bobot=self.bobot[r], ada=None if self.ada is None else self.ada[:, r])

    def _berpasangan(self, cara: str, cukup: Syarat) -> Larik:
        """In parts: a run takes a place for each pair of units."""
        langkah = max(1, SEL_BERPASANGAN // cukup.shape[1] ** 2)
        hasil = [
            skor_berpasangan(satu.isi_kolom(), cukup[awal : awal + langkah], cara)
            for awal in range(0, len(cukup), langkah)
            for satu in [self.sebagian(slice(awal, awal + langkah))]
        ]
        return np.concatenate(hasil)

    def isi_kolom(self) -> Iterator[tuple[Larik, Larik, Syarat]]:
        """Weight, nominal values and presence of each indicator."""
        for k in self.urut:
            yield self.bobot[:, k], self.skala.nominal[:, k], self.kolom_ada(k)


def siapkan_mesin(data: pd.DataFrame, goyangan: Goyangan) -> Mesin:
    """Normalise for every choice once, and let the verbs refuse what they would refuse in a run.

    ``data``: units × indicators, the columns those of ``goyangan``.

    Raises:
        GalatRumus: codes of data and weights differ, or a verb refuses one of the combinations.
    """
    tabel = siapkan_data(data, goyangan)
    bobot = goyangan.bobot_dasar.set_axis(goyangan.kode).reindex(tabel.columns.astype(str)).set_axis(tabel.columns)
    skala = {
        (urut, batas): Skala(cara, tabel.clip(upper=paling), goyangan)
        for urut, cara in enumerate(goyangan.normalisasi)
        for batas, paling in enumerate(goyangan.batas_atas)
    }
    for satu in skala.values():
        normal = pd.DataFrame(satu.nominal, index=tabel.index, columns=tabel.columns)
        for cara in goyangan.agregasi:
            if cara in PERLU_POSITIF:
                agregasikan(normal, bobot, cara)
    kode = [str(satu) for satu in tabel.columns]
    urut = sorted((k for k, berat in enumerate(bobot) if berat > 0), key=lambda k: kode[k])
    return Mesin(tabel, replace(goyangan, bobot=bobot), skala, tuple(urut))


def _pilah(isi: Larik, ada: Syarat) -> Iterator[Larik]:
    """Row by row what is there."""
    for baris, hadir in zip(isi, ada, strict=True):
        yield baris[hadir]
