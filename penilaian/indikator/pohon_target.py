"""Targets of the period that nobody can compute with: written so that no number can be read, or not written at all."""

from __future__ import annotations

import pandas as pd

from penilaian.bahasa import bagian
from penilaian.data.target import baca_tertulis
from penilaian.indikator.bahan import BahanIndikator
from penilaian.pribadi.samaran import samarkan_teks

_KOLOM = ["kode_temuan", "kode_opd", "kode", "apa", "mengapa", "tindakan"]
_PANJANG_CONTOH = 60


def periksa_target_tertulis(bahan: BahanIndikator) -> pd.DataFrame:
    """Indicators with targets of the period without a number, one finding an indicator and cause, with one example.

    A target is unreadable where it has text from which :func:`penilaian.data.target.baca_tertulis` reads no number in the
    indicator's unit, and empty where it has no text either.
    """
    tentang = bahan.indikator[["kode", "kode_opd", "satuan"]]
    baris = bahan.kini.merge(tentang, left_on="kode_indikator", right_on="kode", how="inner", validate="many_to_one")
    semua = baris.groupby("kode").size()
    tanpa = baris[baris["bawah"].isna() & baris["atas"].isna()].sort_values(["kode", "teks_target"])
    kosong, tertulis = tanpa[tanpa["teks_target"].isna()], tanpa[tanpa["teks_target"].notna()]
    temuan = [
        _susun(
            "target_kosong", satu, f"{bagian(len(satu), int(semua[kode]))} targetnya kosong",
            "capaian tanpa target tidak dapat dihitung", "isi targetnya",
        )
        for kode, satu in kosong.groupby("kode")
    ] + [
        _susun(
            "target_tak_terurai", satu, f"{bagian(len(satu), int(semua[kode]))} targetnya tidak terbaca sebagai angka, mis. “{_contoh(satu)}”",
            _alasan(satu), "tulis target sebagai satu angka atau rentang dalam satuan indikator",
        )
        for kode, satu in tertulis.groupby("kode")
    ]  # fmt: skip
    return pd.DataFrame(temuan, columns=_KOLOM, dtype=object)


def _susun(jenis: str, baris: pd.DataFrame, apa: str, mengapa: str, tindakan: str) -> dict[str, object]:
    satu = baris.iloc[0]
    return dict(zip(_KOLOM, (jenis, satu["kode_opd"], satu["kode"], apa, mengapa, tindakan), strict=True))


def _contoh(baris: pd.DataFrame) -> str:
    teks = samarkan_teks(" ".join(str(baris["teks_target"].iloc[0]).split()))
    return teks if len(teks) <= _PANJANG_CONTOH else f"{teks[: _PANJANG_CONTOH - 1]}…"


def _alasan(baris: pd.DataFrame) -> str:
    satu = baris.iloc[0]
    _, alasan = baca_tertulis(str(satu["teks_target"]), satu["satuan"])
    return samarkan_teks(alasan) if alasan else "angkanya terbaca tetapi tidak dipakai saat data dibaca"
