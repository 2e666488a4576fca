"""What every verb asks of its input before it computes anything, and the words for what it refuses."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api import types

from penilaian.bahasa import angka, samarkan_nip
from penilaian.galat import GalatRumus

Larik = npt.NDArray[np.float64]
Bingkai = TypeVar("Bingkai", pd.Series, pd.DataFrame)
"""A Series (one indicator over units) or a DataFrame (units × indicators); verbs give back the kind they got."""
TANPA_NAMA = "nilai"
TERBESAR = 1e100
"""Nothing measured is larger; below it no square or product leaves the range of a float."""
LONGGAR = 1e-12
"""Shares and sums of weights this close are equal: binary fractions of 0.1 + 0.2 and 0.3 are not."""


def lembar(data: pd.Series | pd.DataFrame) -> pd.DataFrame:
    """A new frame of float64, units × indicators, with NaN where something is missing.

    A Series becomes a frame of one column; integers and nullable numbers become floats; a column of any type without a
    single value is missing throughout.

    Raises:
        GalatRumus: not a table, no rows or columns, labels double, missing or in levels, or content that is no number.
    """
    tabel = data.to_frame(TANPA_NAMA if data.name is None else data.name) if isinstance(data, pd.Series) else data
    if not isinstance(tabel, pd.DataFrame):
        raise GalatRumus(
            "bukan_tabel",
            "Data bukan tabel atau deret pandas",
            mengapa=f"yang diberikan {type(data).__name__}",
            tindakan="berikan DataFrame atau Series; dari hasil saring, isi_kosong, dan olah_pencilan pakai .data",
        )
    if tabel.empty:
        raise GalatRumus(
            "data_kosong",
            "Tidak ada data",
            mengapa=f"tabel berisi {angka(len(tabel))} unit dan {angka(tabel.shape[1])} indikator",
            tindakan="pilih periode atau OPD yang berisi data",
        )
    periksa_label(tabel.index, "unit")
    periksa_label(tabel.columns, "indikator")
    isi = {kode: _bilangan(tabel[kode], kode) for kode in tabel.columns}
    return pd.DataFrame(isi, index=tabel.index, columns=tabel.columns)


def kembalikan(asal: Bingkai, hasil: pd.DataFrame) -> Bingkai:
    """A result of the kind that came in, with its name."""
    if isinstance(asal, pd.Series):
        satu = hasil.iloc[:, 0].copy()
        satu.name = asal.name
        return satu
    return hasil


def periksa_label(label: pd.Index, perihal: str) -> None:
    """Labels name a row or column each; otherwise nothing said about it later could be found again."""
    if isinstance(label, pd.MultiIndex):
        raise GalatRumus(
            "label_bertingkat", f"Label {perihal} bertingkat", tindakan="pakai satu kolom sebagai label, tanpa tingkat"
        )
    if label.hasnans:
        raise GalatRumus("label_kosong", f"Ada {perihal} tanpa label", tindakan=f"beri setiap {perihal} sebuah kode")
    if label.has_duplicates:
        raise GalatRumus(
            "label_ganda",
            f"Label {perihal} ganda: {sebut(label[label.duplicated()].unique())}",
            mengapa=f"dua baris dengan label yang sama tidak dapat dibedakan dalam catatan: {perihal} harus unik",
            tindakan="gabungkan atau beri label yang berbeda",
        )


def _bilangan(kolom: pd.Series, kode: Hashable) -> Larik:
    if kolom.isna().all():
        return np.full(len(kolom), np.nan)
    tipe = kolom.dtype
    if types.is_bool_dtype(tipe) or types.is_complex_dtype(tipe) or not types.is_numeric_dtype(tipe):
        raise GalatRumus(
            "bukan_bilangan",
            "Isi indikator bukan bilangan",
            di_mana=f"indikator {kode} (tipe {tipe})",
            mengapa="ya/tidak, teks, dan tanggal tidak diubah menjadi angka tanpa diminta",
            tindakan="ubah kolom itu menjadi bilangan, dan kosongkan sel yang tidak ada nilainya",
        )
    isi = kolom.to_numpy(dtype=np.float64, na_value=np.nan)
    terlalu = ~np.isnan(isi) & (np.abs(isi) > TERBESAR)
    if terlalu.any():
        raise GalatRumus(
            "tak_hingga",
            "Nilai tak hingga atau terlalu besar",
            di_mana=f"indikator {kode}, unit {sebut(kolom.index[terlalu])}",
            mengapa="biasanya hasil pembagian dengan nol",
            tindakan="perbaiki nilainya, atau kosongkan bila memang tidak ada",
        )
    return np.array(isi, dtype=np.float64)


def bobot_lengkap(bobot: pd.Series, kode: pd.Index) -> Larik:
    """Weights in the order of ``kode``: one finite, non-negative number for each, not all zero, and for nothing else.

    Raises:
        GalatRumus: weights missing, unknown, negative or all zero.
    """
    if not isinstance(bobot, pd.Series):
        raise GalatRumus(
            "bukan_tabel", "Bobot bukan deret pandas", tindakan="berikan Series dengan kode indikator sebagai indeks"
        )
    isi = lembar(bobot.rename("bobot"))["bobot"] if len(bobot) else bobot
    tanpa = [satu for satu in kode if satu not in isi.index or np.isnan(isi[satu])]
    if tanpa:
        raise GalatRumus(
            "bobot_tidak_ada",
            f"Indikator tanpa bobot: {sebut(tanpa)}",
            mengapa="bobot yang tidak disebut tidak dianggap nol atau sama",
            tindakan="beri bobot, atau nol bila memang tidak dihitung",
        )
    asing = isi.index.difference(kode, sort=False)
    if len(asing):
        raise GalatRumus(
            "bobot_tidak_dikenal",
            f"Bobot untuk indikator yang tidak ada di data: {sebut(asing)}",
            tindakan=f"hapus bobot itu, atau perbaiki kodenya; indikator di data: {sebut(kode)}",
        )
    if (isi < 0).any():
        raise GalatRumus(
            "bobot_negatif",
            f"Bobot negatif: {sebut(isi.index[isi < 0])}",
            tindakan="pakai arah turun untuk indikator yang semakin kecil semakin baik",
        )
    if not (isi > 0).any():
        raise GalatRumus("bobot_nol", "Semua bobot nol", tindakan="beri bobot pada paling sedikit satu indikator")
    return isi.reindex(kode).to_numpy(dtype=np.float64)


def rerata(isi: pd.Series | Larik) -> float:
    """The mean of what is present from an exactly rounded sum: the same in whatever order; NaN where nothing is."""
    ada = np.asarray(isi, dtype=np.float64)
    ada = ada[~np.isnan(ada)]
    return math.fsum(ada) / len(ada) if len(ada) else float("nan")


def pangsa(nilai: Any, nama: str) -> float:
    """A share between 0 and 1.

    Raises:
        GalatRumus: anything else.
    """
    if isinstance(nilai, bool) or not isinstance(nilai, (int, float, np.number)) or not 0 <= float(nilai) <= 1:
        raise GalatRumus(
            "bukan_pangsa", f"{nama} harus bilangan antara 0 dan 1, bukan {nilai}", tindakan="tulis 50% sebagai 0.5"
        )
    return float(nilai)


def pilih(nilai: Any, pilihan: Collection[str], perihal: str) -> None:
    """One of the names that are known.

    Raises:
        GalatRumus: an unknown one; the message names the one that is spelt most like it, and all that are known.
    """
    if not isinstance(nilai, str) or nilai not in pilihan:
        kode = f"{perihal.lower().replace(' ', '_')}_tidak_dikenal"
        mirip = get_close_matches(str(nilai).casefold(), list(pilihan), 1)
        raise GalatRumus(
            kode,
            f"{perihal} {nilai} tidak dikenal",
            mengapa=f"mungkin yang dimaksud {mirip[0]}" if mirip else "",
            tindakan=f"pilih dari {', '.join(pilihan)}",
        )


def tolak_sisa(cara: str, diberikan: Mapping[str, bool]) -> None:
    """Options that a method does not use are refused: who gives them expects something of them.

    Raises:
        GalatRumus: an option given (True) that ``cara`` does not use.
    """
    sisa = [nama for nama, ada in diberikan.items() if ada]
    if sisa:
        raise GalatRumus(
            "pilihan_tidak_dipakai",
            f"Cara {cara} tidak memakai {', '.join(sisa)}",
            tindakan="hapus pilihan itu, atau pilih cara lain",
        )


def sebut(label: Iterable[Hashable], banyak: int = 5) -> str:
    """The first few labels for a message; an employee number only by its last digits."""
    semua = [str(satu) for satu in label]
    kata = [samarkan_nip(satu) if len(satu) == 18 and satu.isdigit() else satu for satu in semua[:banyak]]
    return ", ".join(kata) + (f", dan {angka(len(semua) - banyak)} lagi" if len(semua) > banyak else "")
