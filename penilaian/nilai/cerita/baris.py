"""The rows of an explanation: what was done, from what, with which result, by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.rumus.capaian import GALAT_CAPAIAN
from penilaian.bahasa import angka, persen

KOLOM_PENJELASAN = ("langkah", "hal", "dasar", "hasil", "ketentuan", "sitasi", "verifikasi")


class Pencerita:
    """Tells steps in the words of the rules a trace holds."""

    def __init__(self, aturan: Aturan) -> None:
        self.aturan = aturan

    def baris(self, langkah: str, hal: str, dasar: str, hasil: str, kode: str) -> dict[str, str]:
        """One row, with citation and verification of the provision ``kode``."""
        masa = self.aturan.masa(kode)
        isi = (langkah, hal, dasar, hasil, kode, str(masa.sitasi), masa.verifikasi)
        return dict(zip(KOLOM_PENJELASAN, isi, strict=True))

    def dasar_capaian(self, butir: Mapping[Any, Any], rumus: str) -> str:
        """Target, realisation and the formula in words, from the branch that applied."""
        tertulis = self.aturan.nilai(rumus).tertulis
        if pd.isna(butir["bawah"]):
            return f"target belum ada, R = {angka(butir['realisasi'])} {butir['satuan']}"
        tunggal = butir["bawah"] == butir["atas"]
        target = angka(butir["bawah"]) if tunggal else f"{angka(butir['bawah'])}–{angka(butir['atas'])}"
        dasar = [tertulis["nol"] if butir["atas"] == 0 else tertulis[butir["arah"] if tunggal else "rentang"]]
        if butir["jenis_target"] == "maksimum":
            dasar.append(tertulis["maksimum"])
        return "; ".join([f"T = {target}, R = {angka(butir['realisasi'])} {butir['satuan']}", *dasar])


def nama_kode(nama: Mapping[str, str], kode: Any) -> str:
    """The name readers see for a code; missing is said so."""
    return "belum ada" if pd.isna(kode) else nama[kode]


def hasil_capaian(butir: Mapping[Any, Any]) -> str:
    """An achievement in percent, or why there is none."""
    if pd.notna(butir["galat"]):
        return f"ditolak: {GALAT_CAPAIAN[butir['galat']]}"
    return kosong_karena(butir) if pd.isna(butir["capaian"]) else persen(butir["capaian"], 2)


def kosong_karena(butir: Mapping[Any, Any]) -> str:
    """A missing realisation with the reason given for it."""
    alasan = butir["alasan_kosong"]
    return f"kosong ({'tanpa alasan' if pd.isna(alasan) else str(alasan).replace('_', ' ')})"
