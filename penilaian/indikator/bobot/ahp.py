"""Weights from pairwise judgements: Saaty's analytic hierarchy process, with how consistent the judgements are.

Saaty (1977), "A scaling method for priorities in hierarchical structures", *Journal of Mathematical Psychology* 15,
234–281: weights are the principal eigenvector, consistency is read from its eigenvalue. How inconsistent is too
inconsistent is policy (``batas_konsistensi``), not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from penilaian.bahasa import daftar_kata
from penilaian.galat import GalatRumus
from penilaian.indikator.syarat import Larik, tolak_ganda, wajib_tabel

KOLOM = ["butir", "banding", "nilai"]
SKALA = (Fraction(1, 9), Fraction(9))
INDEKS_ACAK = (0.0, 0.0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59)
"""Mean consistency index of random judgements for 1, 2, … 15 items: Saaty (2005), *Theory and Applications of the
Analytic Network Process*, p. 31. His table of 1980 begins with 0.58, 0.90, 1.12 instead: up to a tenth larger for
three to five items, for which these ask for a little more consistency; for more the two hardly differ."""

_BALIK = 1e-9
"""Relative slack of a[i, j] · a[j, i] = 1: rounding of floats, not of people."""


@dataclass(frozen=True, eq=False)
class HasilAhp:
    """Weights by code, and the consistency: λmax, index (λmax − n)/(n − 1), ratio to random judgements (0: perfect)."""

    bobot: pd.Series
    lambda_maks: float
    indeks_konsistensi: float
    nisbah_konsistensi: float


def ahp(matriks: pd.DataFrame) -> HasilAhp:
    """Weights of a reciprocal matrix (row item over column item, 1 on the diagonal); the same codes on both sides.

    >>> hasil = ahp(pd.DataFrame([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]], index=list("abc"), columns=list("abc")))
    >>> hasil.bobot.round(6).to_dict(), round(hasil.nisbah_konsistensi, 6)
    ({'a': 0.6, 'b': 0.3, 'c': 0.1}, 0.0)

    Raises:
        GalatRumus: not square with the same codes, not positive, not reciprocal, or more than 15 items.
    """
    isi = _periksa(matriks)
    banyak = len(isi)
    if banyak > len(INDEKS_ACAK):
        raise GalatRumus(
            "terlalu_banyak_butir",
            f"{banyak} butir terlalu banyak untuk dibandingkan berpasangan",
            mengapa=f"indeks acak hanya ada sampai {len(INDEKS_ACAK)} butir, dan {banyak * (banyak - 1) // 2} pasangan tidak dapat dijawab dengan teliti",
            tindakan="kelompokkan butirnya, bandingkan di dalam kelompok, lalu bandingkan kelompoknya",
        )
    nilai, vektor = np.linalg.eig(isi)
    utama = int(np.argmax(nilai.real))
    bobot = np.abs(vektor[:, utama].real)
    lambda_maks = max(float(nilai[utama].real), float(banyak))
    indeks = (lambda_maks - banyak) / (banyak - 1) if banyak > 1 else 0.0
    acak = INDEKS_ACAK[banyak - 1]
    nisbah = indeks / acak if acak else 0.0
    return HasilAhp(pd.Series(bobot / bobot.sum(), matriks.index, name="bobot"), lambda_maks, indeks, nisbah)


def matriks_ahp(pasangan: pd.DataFrame, *, butir: Sequence[str] | None = None) -> pd.DataFrame:
    """The reciprocal matrix of judgements ``butir``, ``banding``, ``nilai``: how many times more ``butir`` matters.

    ``nilai`` runs from 1/9 to 9, as a number or as text such as ``"1/3"``. Each pair is judged once, in either order.
    ``butir`` lists all items that must be there, in the order wanted; without it those judged, sorted.

    Raises:
        GalatRumus: an empty cell, a value off the scale, an item against itself, a pair judged twice or (``pasangan_kurang``) not at all.
    """
    wajib_tabel(pasangan, "Matriks pertimbangan")
    if kurang_kolom := [nama for nama in KOLOM if nama not in pasangan.columns]:
        raise _pasangan(
            "kolom_kurang", f"Kolom {daftar_kata(kurang_kolom)} tidak ada", f"kolomnya {daftar_kata(KOLOM)}"
        )
    if pasangan[KOLOM].isna().any(axis=None):
        raise _pasangan("pasangan_kosong", f"Ada isi {daftar_kata(KOLOM)} yang kosong", "lengkapi; kosong bukan 1")
    disebut = {str(satu) for kolom in ("butir", "banding") for satu in pasangan[kolom]}
    urut = sorted(disebut) if butir is None else list(butir)
    tolak_ganda(urut, "butir")
    if asing := sorted(disebut - set(urut)):
        raise _pasangan("butir_asing", f"Butir {daftar_kata(asing)} tidak ada dalam daftar", "periksa kodenya")
    nilai: dict[frozenset[str], tuple[str, float]] = {}
    for baris in pasangan.itertuples(index=False):
        kiri, kanan = str(baris.butir), str(baris.banding)
        kunci = frozenset((kiri, kanan))
        if kiri == kanan or kunci in nilai:
            kode, apa = ("pasangan_sendiri", f"{kiri} dibandingkan dengan dirinya sendiri")
            if kiri != kanan:
                kode, apa = "pasangan_ganda", f"{kiri} dan {kanan} dibandingkan lebih dari sekali"
            raise _pasangan(kode, apa, "sisakan satu pertimbangan untuk setiap pasangan butir yang berbeda")
        nilai[kunci] = (kiri, _skala(baris.nilai, f"{kiri} terhadap {kanan}"))
    kurang = [f"{a} dan {b}" for a, b in combinations(urut, 2) if frozenset((a, b)) not in nilai]
    if kurang or not urut:
        raise _pasangan(
            "pasangan_kurang",
            f"Pasangan berikut belum dibandingkan: {'; '.join(kurang)}" if urut else "Belum ada pertimbangan",
            "lengkapi; pasangan yang kosong tidak dianggap sama penting",
        )
    return _susun(urut, nilai)


def gabung_ahp(matriks: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The judgements of several people as one matrix: their geometric mean, each counting the same.

    The only mean under which the joint matrix is reciprocal and nobody is favoured: Aczél and Saaty (1983),
    *Journal of Mathematical Psychology* 27, 93–102.

    Raises:
        GalatRumus: nobody (``tanpa_penilai``), other items (``butir_berbeda``), or a matrix that is no judgement.
    """
    if not len(matriks):
        raise GalatRumus(
            "tanpa_penilai",
            "Belum ada daftar pertimbangan untuk digabung",
            tindakan="berikan daftar berisi satu matriks setiap orang",
        )
    for satu in matriks:
        wajib_tabel(satu, "Gabungan pertimbangan")
    kode = matriks[0].index
    for nomor, satu in enumerate(matriks, start=1):
        if set(satu.index) != set(kode):
            raise GalatRumus(
                "butir_berbeda",
                f"Pertimbangan ke-{nomor} tentang butir yang lain",
                mengapa=f"butirnya {daftar_kata(sorted(map(str, satu.index)))}, bukan {daftar_kata(sorted(map(str, kode)))}",
                tindakan="gabungkan pertimbangan tentang butir yang sama saja",
            )
    log = np.stack([np.log(_periksa(satu.reindex(index=kode, columns=kode))) for satu in matriks])
    return pd.DataFrame(np.exp(np.sort(log, axis=0).mean(axis=0)), index=kode, columns=kode)


def _susun(urut: Sequence[str], nilai: dict[frozenset[str], tuple[str, float]]) -> pd.DataFrame:
    tempat = {kode: nomor for nomor, kode in enumerate(urut)}
    isi = np.eye(len(urut))
    for kunci, (kiri, kali) in nilai.items():
        (kanan,) = kunci - {kiri}
        i, j = tempat[kiri], tempat[kanan]
        isi[i, j], isi[j, i] = kali, 1 / kali
    return pd.DataFrame(isi, index=pd.Index(urut), columns=pd.Index(urut))


def _skala(nilai: Any, hal: str) -> float:
    try:
        pasti = Fraction(nilai.strip() if isinstance(nilai, str) else nilai)
    except (ValueError, TypeError, OverflowError, ZeroDivisionError):
        pasti = Fraction(0)
    koma = isinstance(nilai, str) and "," in nilai
    if not float(SKALA[0]) <= float(pasti) <= float(SKALA[1]):
        raise GalatRumus(
            "di_luar_skala",
            f"Pertimbangan {hal} bernilai {nilai}",
            mengapa="skalanya dari 1/9 sampai 9: 1 sama penting, 9 mutlak lebih penting, dan pecahan bila sebaliknya",
            tindakan="tulis sebagai pecahan, misalnya 1/2, atau dengan titik desimal, 0.5"
            if koma
            else "perbaiki nilainya; sepersembilan ditulis 1/9, bukan 0,11",
        )
    return float(pasti)


def _periksa(matriks: pd.DataFrame) -> Larik:
    """The numbers of a reciprocal matrix."""
    wajib_tabel(matriks, "Bobot AHP")
    tolak_ganda(matriks.index, "butir")
    if not len(matriks) or list(matriks.index) != list(matriks.columns):
        raise _bukan_balikan("baris dan kolomnya tidak memuat butir yang sama dalam urutan yang sama")
    isi: Larik = matriks.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=np.float64)
    if not (np.isfinite(isi) & (isi > 0)).all():
        raise _bukan_balikan("ada isi yang kosong, bukan bilangan, atau tidak lebih dari nol")
    salah = np.argwhere(np.triu(np.abs(isi * isi.T - 1) > _BALIK))
    if len(salah):
        i, j = (str(matriks.index[satu]) for satu in salah[0])
        apa = (
            f"{i} terhadap dirinya sendiri bukan 1" if i == j else f"{i} terhadap {j} bukan kebalikan {j} terhadap {i}"
        )
        raise _bukan_balikan(apa)
    return isi


def _bukan_balikan(mengapa: str) -> GalatRumus:
    return GalatRumus(
        "bukan_balikan",
        "Matriks pertimbangan tidak dapat dipakai",
        mengapa=mengapa,
        tindakan="susun matriksnya dari daftar pasangan; kebalikannya diisi sendiri",
    )


def _pasangan(kode: str, apa: str, tindakan: str) -> GalatRumus:
    return GalatRumus(kode, apa, mengapa="bobot membutuhkan tepat satu pertimbangan setiap pasangan", tindakan=tindakan)
