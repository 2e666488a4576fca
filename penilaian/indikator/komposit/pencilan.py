"""Values so far out that one unit would decide the scale of an indicator for all.

The rule of OECD/JRC audits and of COINr: only a distribution that is both skewed and peaked is touched, one point after
the other, and every touched value is on record. An outlier can be the truth: somebody looks at it before it is treated.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import optimize, stats

from penilaian.bahasa import angka
from penilaian.galat import GalatRumus
from penilaian.indikator.komposit.masukan import Bingkai, Larik, kembalikan, lembar, pilih
from penilaian.indikator.komposit.olah import Baris, Olah, catat

CARA_PENCILAN = ("batasi", "log", "box_cox")
TITIK_MINIMUM = 4
"""The excess kurtosis of a sample needs four values: its divisor is (n − 2)(n − 3)."""
GESER = 0.01
"""Part of the range by which values are moved above zero before a logarithm (COIN Tool, COINr ``log_CT``)."""
PANGKAT = (-2.0, 2.0)
"""Exponents among which Box–Cox looks for the most likely one: the default of ``boxcox`` in R's MASS (Venables and
Ripley, *Modern Applied Statistics with S*, 2002, section 6.8); a local choice."""


@dataclass(frozen=True)
class Bentuk:
    """Shape of a sample: adjusted Fisher–Pearson skewness G1 and excess kurtosis G2; NaN where there is none."""

    kemencengan: float
    keruncingan: float

    @property
    def kalimat(self) -> str:
        return f"kemencengan {angka(self.kemencengan, 2)}, keruncingan {angka(self.keruncingan, 2)}"


def bentuk(x: Larik) -> Bentuk:
    """G1 and G2 of the values present (Joanes and Gill 1998, *The Statistician* 47, p. 183; as in Excel).

    Fewer than four values, or all the same, have no shape.
    """
    ada = np.sort(x[~np.isnan(x)])
    if len(ada) < TITIK_MINIMUM or ada[0] == ada[-1]:
        return Bentuk(float("nan"), float("nan"))
    u = (ada - ada[0]) / (ada[-1] - ada[0])
    pusat = u - math.fsum(u) / len(u)
    m2, m3, m4 = (math.fsum(pusat**pangkat) / len(u) for pangkat in (2, 3, 4))
    n = len(u)
    g1, g2 = m3 / m2**1.5, m4 / m2**2 - 3
    return Bentuk(
        g1 * math.sqrt(n * (n - 1)) / (n - 2),
        (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6),
    )


def olah_pencilan(
    data: Bingkai, *, kemencengan: float, keruncingan: float, titik_maks: int, cara: str = "log"
) -> Olah[Bingkai]:
    """Treat indicators with G1 further from zero than ``kemencengan`` and G2 above ``keruncingan`` (see `bentuk`).

    First the values at the far end (of the longer tail) are set to the next value inwards, again and again, as long
    as no more than ``titik_maks`` points are changed. If the indicator is then still outside, all that is undone and
    ``cara`` follows: ``log`` of the distance from the end of the shorter tail plus 1% of the range, ``box_cox`` with
    the most likely exponent between −2 and 2 (Box and Cox 1964), or with ``batasi`` nothing. A transformed indicator
    is stretched back to its lowest and highest value, so that unit, order and goalposts stay. If nothing helps the
    values stay as they were, and the notes say so.

    Raises:
        GalatRumus: cut-offs or a number of points that make no sense; an unknown ``cara``.
    """
    pilih(cara, CARA_PENCILAN, "Cara mengolah pencilan")
    _periksa(kemencengan, keruncingan, titik_maks)
    tabel = lembar(data)
    hasil: dict[Hashable, Larik] = {}
    baris: list[Baris] = []
    for kode in tabel.columns:
        x = tabel[kode].to_numpy(dtype=np.float64)
        y, alasan = _olah_satu(x, _Batas(kemencengan, keruncingan, titik_maks), cara)
        hasil[kode] = y
        berubah = (x != y) & ~np.isnan(x)
        baris += [
            (unit, kode, float(lama), float(baru), alasan)
            for unit, lama, baru in zip(tabel.index[berubah], x[berubah], y[berubah], strict=True)
        ]
        if alasan and not berubah.any():
            baris.append((None, kode, np.nan, np.nan, alasan))
    return Olah(kembalikan(data, pd.DataFrame(hasil, index=tabel.index, columns=tabel.columns)), catat(baris))


@dataclass(frozen=True)
class _Batas:
    kemencengan: float
    keruncingan: float
    titik_maks: int

    def lewat(self, satu: Bentuk) -> bool:
        return abs(satu.kemencengan) > self.kemencengan and satu.keruncingan > self.keruncingan


def _olah_satu(x: Larik, batas: _Batas, cara: str) -> tuple[Larik, str]:
    """The treated values and the reason; no reason where nothing was the matter."""
    semula = bentuk(x)
    if not batas.lewat(semula):
        return x, _tanpa_bentuk(x) if np.isnan(semula.kemencengan) else ""
    terbatas, banyak = _batasi(x, batas)
    sesudah = bentuk(terbatas)
    if not batas.lewat(sesudah):
        return terbatas, f"dibatasi pada nilai berikutnya ({angka(banyak)} titik); {_ubahan(semula, sesudah)}"
    gagal = f"sesudah {angka(banyak)} titik dibatasi masih {sesudah.kalimat}"
    if cara == "batasi":
        return x, f"tetap seperti semula: {gagal}; perlu dilihat orang"
    menceng = semula.kemencengan > 0
    ubah = _log(x, menceng=menceng) if cara == "log" else _box_cox(x)
    sesudah = bentuk(ubah)
    nama = "log" if cara == "log" else "Box–Cox"
    if batas.lewat(sesudah):
        return x, f"tetap seperti semula: {gagal}, dan sesudah {nama} {sesudah.kalimat}; perlu dilihat orang"
    return ubah, f"diubah dengan {nama}, karena {gagal}; {_ubahan(semula, sesudah)}"


def _ubahan(semula: Bentuk, sesudah: Bentuk) -> str:
    return f"semula {semula.kalimat}, menjadi {sesudah.kalimat}"


def _tanpa_bentuk(x: Larik) -> str:
    ada = int((~np.isnan(x)).sum())
    sebab = f"hanya {angka(ada)} nilai" if ada < TITIK_MINIMUM else "semua nilai sama"
    return f"pencilan tidak dapat diperiksa: {sebab}"


def _batasi(x: Larik, batas: _Batas) -> tuple[Larik, int]:
    """Winsorised values and the number of points changed; ties change together, and never all values become the same."""
    y = x.copy()
    while batas.lewat(satu := bentuk(y)):
        ujung, ekor = (np.nanmax(y), -np.inf) if satu.kemencengan > 0 else (np.nanmin(y), np.inf)
        di_ujung = y == ujung
        dalam = np.where(di_ujung | np.isnan(y), ekor, y)
        baru = y.copy()
        baru[di_ujung] = dalam.max() if satu.kemencengan > 0 else dalam.min()
        if _banyak_ubah(x, baru) > batas.titik_maks or np.nanmin(baru) == np.nanmax(baru):
            break
        y = baru
    return y, _banyak_ubah(x, y)


def _banyak_ubah(x: Larik, y: Larik) -> int:
    return int(((x != y) & ~np.isnan(x)).sum())


def _log(x: Larik, *, menceng: bool) -> Larik:
    """A logarithm that pulls in the long tail, the upper one (``menceng``) or the lower one."""
    u = _bagian(x)
    v = np.log(u + GESER) if menceng else -np.log(1 - u + GESER)
    return _kembali(v, x)


def _box_cox(x: Larik) -> Larik:
    u = _bagian(x) + GESER
    ada = np.sort(u[~np.isnan(u)])
    cari = optimize.minimize_scalar(lambda pangkat: -stats.boxcox_llf(pangkat, ada), bounds=PANGKAT, method="bounded")
    return _kembali(np.asarray(stats.boxcox(u, lmbda=float(cari.x))), x)


def _bagian(x: Larik) -> Larik:
    bawah, atas = np.nanmin(x), np.nanmax(x)
    return np.asarray((x - bawah) / (atas - bawah))


def _kembali(v: Larik, x: Larik) -> Larik:
    """Back to the lowest and highest value there were."""
    bawah, atas = np.nanmin(x), np.nanmax(x)
    u = _bagian(v)
    return np.where(u == 1, atas, np.clip(bawah + (atas - bawah) * u, bawah, atas))


def _periksa(kemencengan: Any, keruncingan: Any, titik_maks: Any) -> None:
    bilangan = (int, float, np.integer, np.floating)
    jenis = ((kemencengan, bilangan), (keruncingan, bilangan), (titik_maks, (int, np.integer)))
    if any(isinstance(satu, bool) or not isinstance(satu, tipe) or not 0 <= satu < np.inf for satu, tipe in jenis):
        raise GalatRumus(
            "batas_pencilan_tidak_sah",
            "Batas kemencengan, keruncingan, atau banyak titik tidak sah",
            mengapa=f"tertulis {kemencengan}, {keruncingan}, dan {titik_maks}",
            tindakan="pakai bilangan 0 atau lebih, dan banyak titik bilangan bulat; misalnya 2, 3,5, dan 5",
        )
