"""Weights that people set: equal, by hand, or by sharing out a budget. Sums are exact, never "about one"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Rational, Real
from typing import Any

import numpy as np
import pandas as pd

from penilaian.bahasa import angka, daftar_kata
from penilaian.galat import GalatRumus
from penilaian.indikator.syarat import tolak_ganda, wajib_tabel

Bilangan = int | float | Decimal | Fraction
"""A float counts as the decimal it prints: 0.1 is one tenth, and 1/3 as a float is not a third."""

JUMLAH_SAH = (1, 100)
"""Shares, or percent."""


def bobot_sama(kode: Sequence[str]) -> pd.Series:
    """The same weight for each indicator; a list of codes, not one text.

    >>> bobot_sama(["a", "b"]).to_dict()
    {'a': 0.5, 'b': 0.5}

    Raises:
        GalatRumus: no indicator (``tanpa_indikator``) or one named twice (``kode_ganda``).
    """
    if isinstance(kode, str):
        raise GalatRumus(
            "tanpa_indikator",
            f"Kode {kode} satu teks, bukan daftar kode",
            mengapa="huruf-hurufnya akan dibaca sebagai kode masing-masing",
            tindakan="tulis dalam daftar",
        )
    return _jadikan({satu: Fraction(1) for satu in kode}, kode)


def bobot_manual(bobot: Mapping[str, Bilangan] | pd.Series) -> pd.Series:
    """Weights by code as they were set; they sum to exactly 1 or to exactly 100, and zero is allowed.

    >>> bobot_manual({"a": 40, "b": 60}).to_dict()
    {'a': 0.4, 'b': 0.6}

    Raises:
        GalatRumus: another sum (``jumlah_bobot``), a negative (``bobot_negatif``) or missing one (``bobot_kosong``).
    """
    if not isinstance(bobot, (Mapping, pd.Series)):
        raise GalatRumus(
            "bobot_kosong",
            "Bobot tidak disebut menurut kode indikator",
            mengapa=f"yang diberikan {type(bobot).__name__}, sehingga tidak jelas bobot mana milik indikator mana",
            tindakan="tulis kamus kode → bobot, atau Series dengan kode sebagai indeks",
        )
    tolak_ganda(list(bobot.keys()), "indikator")
    pasti = {kode: _pasti(nilai, f"bobot {kode}") for kode, nilai in bobot.items()}
    jumlah = sum(pasti.values(), Fraction(0))
    if pasti and jumlah not in JUMLAH_SAH:
        raise GalatRumus(
            "jumlah_bobot",
            f"Bobot berjumlah {_tulis(jumlah)}",
            mengapa="jumlahnya harus tepat 1 atau tepat 100; membulatkan diam-diam mengubah bobot tanpa ada yang memutuskan",
            tindakan="perbaiki bobotnya; sepertiga ditulis sebagai pecahan, bukan 0,333",
        )
    return _jadikan(pasti, list(bobot.keys()))


def bobot_anggaran(alokasi: pd.DataFrame, *, anggaran: Bilangan | Mapping[str, Bilangan] = 100) -> pd.Series:
    """Budget allocation (OECD/JRC *Handbook*, 2008, step 6): the mean of the shares the participants gave.

    ``alokasi`` is participants × indicators, in points; each row sums exactly to ``anggaran``, which may differ by
    participant. Every participant counts the same. An empty cell is refused: nothing given is written as 0.

    Raises:
        GalatRumus: a row with another sum (``jumlah_alokasi``), an empty or negative cell, or no participant.
    """
    wajib_tabel(alokasi, "Bobot alokasi anggaran")
    tolak_ganda(alokasi.index, "peserta")
    tolak_ganda(alokasi.columns, "indikator")
    if alokasi.empty:
        raise GalatRumus(
            "tanpa_peserta",
            "Bobot alokasi anggaran tidak dapat dihitung",
            mengapa="belum ada peserta atau indikator",
            tindakan="kumpulkan alokasi dari sedikitnya satu peserta",
        )
    jumlah = {str(kode): Fraction(0) for kode in alokasi.columns}
    salah = []
    for peserta, baris in alokasi.iterrows():
        milik = _pasti(anggaran.get(str(peserta)) if isinstance(anggaran, Mapping) else anggaran, f"anggaran {peserta}")
        poin = {str(kode): _pasti(nilai, f"alokasi {peserta} untuk {kode}") for kode, nilai in baris.items()}
        if milik <= 0 or (terbagi := sum(poin.values(), Fraction(0))) != milik:
            salah.append(f"{peserta} ({_tulis(terbagi if milik > 0 else milik)} dari {_tulis(milik)})")
            continue
        jumlah = {kode: jumlah[kode] + poin[kode] / milik for kode in jumlah}
    if salah:
        raise GalatRumus(
            "jumlah_alokasi",
            f"Alokasi {daftar_kata(salah)} tidak sama dengan anggarannya",
            mengapa="setiap peserta membagi habis anggarannya, tidak kurang dan tidak lebih",
            tindakan="minta peserta itu memperbaiki alokasinya",
        )
    return _jadikan(jumlah, [str(kode) for kode in alokasi.columns])


def _jadikan(bobot: Mapping[Any, Fraction], kode: Sequence[Any]) -> pd.Series:
    """Relative to their sum, exact until the last step."""
    if not bobot:
        raise GalatRumus("tanpa_indikator", "Tidak ada indikator untuk dibobot", tindakan="sebut sedikitnya satu")
    tolak_ganda(kode, "indikator")
    jumlah = sum(bobot.values(), Fraction(0))
    return pd.Series({satu: float(nilai / jumlah) for satu, nilai in bobot.items()}, name="bobot", dtype="float64")


def _pasti(nilai: Any, hal: str) -> Fraction:
    """The number exactly; a float as the decimal it prints."""
    nilai = None if isinstance(nilai, (bool, np.bool_)) else nilai
    if isinstance(nilai, Rational):
        hasil = Fraction(int(nilai.numerator), int(nilai.denominator))
    elif isinstance(nilai, Decimal) and nilai.is_finite():
        hasil = Fraction(nilai)
    elif isinstance(nilai, Real) and float("-inf") < float(nilai) < float("inf"):
        hasil = Fraction(repr(float(nilai)))
    else:
        raise GalatRumus(
            "bobot_kosong",
            f"{hal[:1].upper()}{hal[1:]} kosong atau bukan bilangan",
            mengapa="kosong bukan nol",
            tindakan="isi dengan bilangan; tulis 0 bila memang tidak diberi bobot",
        )
    if hasil < 0:
        raise GalatRumus(
            "bobot_negatif",
            f"{hal[:1].upper()}{hal[1:]} negatif",
            mengapa="indikator yang makin rendah makin baik dibalik arahnya, bukan diberi bobot negatif",
            tindakan="pakai bobot nol atau lebih dan sebut arah indikatornya",
        )
    return hasil


def _tulis(nilai: Fraction) -> str:
    """Exact, so that 99.999999 does not read as 100."""
    desimal = Decimal(nilai.numerator) / Decimal(nilai.denominator)
    if Fraction(desimal) != nilai:
        return f"{nilai.numerator}/{nilai.denominator}"
    return angka(nilai) if Fraction(round(nilai, 6)) == nilai else format(desimal, "f").replace(".", ",")
