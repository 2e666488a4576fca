"""Bringing indicators of different units to one scale, higher always being better.

OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 5; the choice among the methods
changes ranks, so it is always the caller's.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit.masukan import (
    TERBESAR,
    Bingkai,
    Larik,
    kembalikan,
    lembar,
    periksa_label,
    pilih,
    rerata,
    sebut,
    tolak_sisa,
)
from penilaian.indikator.syarat import hampir_tetap

CARA_NORMAL = ("min_maks", "z", "patokan", "peringkat", "persentil", "jarak_target", "borda")
BERENTANG = ("min_maks", "patokan", "persentil", "jarak_target")
"""Methods whose values fill ``rentang``; the others have a scale of their own."""
ARAH = ("naik", "turun")
RENTANG_BAKU = (0.0, 1.0)
Arah = str | Mapping[Any, str] | pd.Series
Batas = Mapping[Any, Sequence[float]] | pd.DataFrame | Sequence[float]


def normalkan(
    data: Bingkai,
    cara: str,
    *,
    arah: Arah = "naik",
    rentang: tuple[float, float] = RENTANG_BAKU,
    batas: Batas | None = None,
    target: Mapping[Any, float] | pd.Series | float | None = None,
) -> Bingkai:
    """Indicators on one scale, each by itself; a higher value is better whatever ``arah`` was.

    ``min_maks``: lowest to highest value present → ``rentang``. ``z``: distance from the mean in sample standard
    deviations (n − 1). ``patokan``: goalposts ``batas`` (code → lower, upper; in the indicator's unit) → ``rentang``,
    values beyond them capped. ``peringkat``: 1 for the worst … n for the best, ties their mean rank. ``borda``: units
    beaten plus half of those tied with (mean rank − 1). ``persentil``: (mean rank − 1) / (n − 1) → ``rentang``.
    ``jarak_target``: the part of the way from the worst value present to ``target`` that has been covered →
    ``rentang``, capped once the target is reached (COINr ``n_dist2targ``; the Handbook's distance to a reference is a
    ratio to it instead). Missing stays missing and counts for nothing.

    A Series takes plain values for ``batas`` and ``target``, a frame one for each code.

    Raises:
        GalatRumus: ``rentang_nol`` where all values are the same but for rounding (``min_maks``, ``z``: they would make
            0.3 and 0.1 + 0.2 the worst and the best), ``satu_unit`` for a percentile
            of one value, ``target_terlampaui`` where all have reached it; directions, goalposts or targets missing or
            impossible; options the method does not use.

    >>> normalkan(pd.Series([10.0, 20.0, 15.0]), "min_maks", arah="turun").tolist()
    [1.0, 0.0, 0.5]
    """
    pilih(cara, CARA_NORMAL, "Cara normalisasi")
    bawah, atas = _rentang(rentang)
    tolak_sisa(
        cara,
        {
            "batas": batas is not None and cara != "patokan",
            "target": target is not None and cara != "jarak_target",
            "rentang": (bawah, atas) != RENTANG_BAKU and cara not in BERENTANG,
        },
    )
    tabel = lembar(data)
    naik = _semua_arah(arah, tabel.columns)
    pagar = _pagar(batas, tabel.columns) if cara == "patokan" else {}
    tuju = _tuju(target, tabel.columns) if cara == "jarak_target" else {}
    hasil = {}
    for kode in tabel.columns:
        x = tabel[kode].to_numpy(dtype=np.float64)
        u = _satu(x if naik[kode] else -x, cara, kode, _arahkan(pagar.get(kode, tuju.get(kode)), naik=naik[kode]))
        hasil[kode] = _regangkan(u, bawah, atas) if cara in BERENTANG else u
    return kembalikan(data, pd.DataFrame(hasil, index=tabel.index, columns=tabel.columns))


def _satu(x: Larik, cara: str, kode: Hashable, acuan: tuple[float, ...]) -> Larik:
    """One indicator, already turned so that higher is better; ``acuan`` are goalposts or a target, turned as well."""
    if np.isnan(x).all():
        return x
    match cara:
        case "min_maks":
            return _bagian_jalan(x, *_ujung(x, kode))
        case "z":
            u = _bagian_jalan(x, *_ujung(x, kode))
            return _baku(u)
        case "patokan":
            return _bagian_jalan(x, acuan[0], acuan[1])
        case "jarak_target":
            return _menuju(x, acuan[0], kode)
    return _menurut_peringkat(x, cara, kode)


def _baku(u: Larik) -> Larik:
    """Standard scores; of shares of the range, whose squares neither overflow nor vanish."""
    pusat = u - rerata(u)
    ragam = rerata(pusat**2)
    n = int((~np.isnan(u)).sum())
    return pusat / float(np.sqrt(ragam * n / (n - 1)))


def _bagian_jalan(x: Larik, awal: float, akhir: float) -> Larik:
    """0 at the beginning, 1 at the end of the way; far beyond a very short one infinite, which the range caps."""
    with np.errstate(over="ignore"):
        return np.asarray((x - awal) / (akhir - awal))


def _ujung(x: Larik, kode: Hashable) -> tuple[float, float]:
    awal, akhir = float(np.nanmin(x)), float(np.nanmax(x))
    if hampir_tetap(awal, akhir):
        raise GalatRumus(
            "rentang_nol",
            "Indikator tidak dapat dinormalkan",
            di_mana=f"indikator {kode}",
            mengapa="semua nilai yang ada sama, sehingga rentangnya nol"
            if awal == akhir
            else "semua nilai yang ada hanya berbeda sebesar pembulatan komputer",
            tindakan="keluarkan indikator itu, atau pakai patokan dengan batas bawah dan atas yang ditetapkan",
        )
    return awal, akhir


def _menuju(x: Larik, target: float, kode: Hashable) -> Larik:
    terburuk = float(np.nanmin(x))
    if target <= terburuk:
        raise GalatRumus(
            "target_terlampaui",
            "Jarak ke target tidak dapat dihitung",
            di_mana=f"indikator {kode}",
            mengapa="nilai terburuk pun sudah mencapai target, sehingga tidak ada jarak untuk diukur",
            tindakan="pakai target yang belum dicapai semua unit, atau cara lain",
        )
    return _bagian_jalan(x, terburuk, target)


def _menurut_peringkat(x: Larik, cara: str, kode: Hashable) -> Larik:
    peringkat = np.asarray(stats.rankdata(x, nan_policy="omit"), dtype=np.float64)
    if cara == "peringkat":
        return peringkat
    banyak = int((~np.isnan(x)).sum())
    if cara == "persentil" and banyak < 2:
        raise GalatRumus(
            "satu_unit",
            "Persentil tidak dapat dihitung",
            di_mana=f"indikator {kode}",
            mengapa="hanya satu unit yang mempunyai nilai",
            tindakan="pakai patokan, atau tambah unit",
        )
    return (peringkat - 1) / (banyak - 1) if cara == "persentil" else peringkat - 1


def _regangkan(u: Larik, bawah: float, atas: float) -> Larik:
    """From 0 … 1 to the range asked for, what lies beyond capped; the ends exactly, nothing put out of order by rounding."""
    return np.where(u == 1, atas, np.clip(bawah + (atas - bawah) * u, bawah, atas))


def _rentang(rentang: tuple[float, float]) -> tuple[float, float]:
    ujung = _bilangan(rentang)
    if len(ujung) != 2 or not ujung[0] < ujung[1]:
        raise GalatRumus(
            "rentang_tidak_sah",
            "Rentang hasil tidak sah",
            mengapa=f"tertulis {rentang}",
            tindakan="tulis batas bawah lalu batas atas yang lebih besar, misalnya (0, 100)",
        )
    return ujung[0], ujung[1]


def _semua_arah(arah: Arah, kode: pd.Index) -> dict[Hashable, bool]:
    """True where a higher value is better."""
    sebutan = dict.fromkeys(kode, arah) if isinstance(arah, str) else _kamus(arah)
    for satu in kode:
        if sebutan.get(satu) not in ARAH:
            raise GalatRumus(
                "arah_tidak_dikenal",
                f"Arah {sebutan[satu]} tidak dikenal" if satu in sebutan else "Arah indikator tidak disebut",
                di_mana=f"indikator {satu}",
                mengapa="tanpa arah tidak diketahui apakah nilai yang lebih tinggi lebih baik",
                tindakan=f"pilih dari {', '.join(ARAH)}",
            )
    return {satu: sebutan[satu] == "naik" for satu in kode}


def _kamus(isi: Any) -> Mapping[Any, Any]:
    """Values by code, from a mapping or a series; nothing from anything else."""
    if isinstance(isi, pd.Series):
        periksa_label(isi.index, "indikator")
        return isi.to_dict()
    return isi if isinstance(isi, Mapping) else {}


def _arahkan(acuan: Sequence[float] | None, *, naik: bool) -> tuple[float, ...]:
    """Goalposts or target of an indicator whose values have been turned with its direction."""
    isi = tuple(acuan or ())
    return isi if naik else tuple(-satu for satu in reversed(isi))


def _pagar(batas: Batas | None, kode: pd.Index) -> dict[Hashable, tuple[float, ...]]:
    if isinstance(batas, pd.DataFrame):
        kurang = {"bawah", "atas"} - set(batas.columns)
        if kurang or batas.index.has_duplicates:
            raise _pagar_salah("tabel batas", "kolom bawah atau atas tidak ada, atau ada kode ganda")
        batas = {satu: (baris["bawah"], baris["atas"]) for satu, baris in batas.iterrows()}
    elif not isinstance(batas, Mapping):
        batas = {kode[0]: batas} if batas is not None and len(kode) == 1 else {}
    tanpa = [satu for satu in kode if satu not in batas]
    if tanpa:
        raise _pagar_salah(f"indikator {sebut(tanpa)}", "batas bawah dan atasnya tidak disebut")
    pagar = {satu: _bilangan(batas[satu]) for satu in kode}
    for satu, ujung in pagar.items():
        if len(ujung) != 2 or not ujung[0] < ujung[1]:
            raise _pagar_salah(f"indikator {satu}", "keduanya harus bilangan, dan batas atas lebih besar")
    return pagar


def _pagar_salah(di_mana: str, mengapa: str) -> GalatRumus:
    return GalatRumus(
        "batas_tidak_sah",
        "Batas bawah dan atas untuk patokan tidak dapat dipakai",
        di_mana=di_mana,
        mengapa=mengapa,
        tindakan="sebutkan batas bawah dan atas setiap indikator, dalam satuannya",
    )


def _tuju(target: Mapping[Any, float] | pd.Series | float | None, kode: pd.Index) -> dict[Hashable, tuple[float, ...]]:
    sebutan = _kamus(target)
    if not isinstance(target, (Mapping, pd.Series)) and len(kode) == 1:
        sebutan = {kode[0]: target}
    tuju = {satu: _bilangan((sebutan.get(satu),)) for satu in kode}
    tanpa = [satu for satu, nilai in tuju.items() if not nilai]
    if tanpa:
        raise GalatRumus(
            "target_tidak_ada",
            "Target indikator tidak ada",
            di_mana=f"indikator {sebut(tanpa)}",
            tindakan="sebutkan target setiap indikator, dalam satuannya",
        )
    return tuju


def _bilangan(isi: Any) -> tuple[float, ...]:
    """The numbers, or nothing if one of them is none; text and yes/no are no numbers."""
    try:
        bukan = any(isinstance(satu, (str, bytes, bool, np.bool_)) for satu in isi)
        nilai = () if bukan else tuple(float(satu) for satu in isi)
    except (TypeError, ValueError):
        return ()
    return nilai if all(abs(satu) <= TERBESAR for satu in nilai) else ()
