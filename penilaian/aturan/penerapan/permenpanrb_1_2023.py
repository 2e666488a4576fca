"""Applying PermenPANRB 1/2023: angka kredit of a functional officer."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, bilangan, kode_sah, menerapkan
from penilaian.aturan.rumus import permenpanrb_1_2023 as rumus

KOEFISIEN = "permenpanrb-1-2023/angka_kredit"
PERSENTASE = "permenpanrb-1-2023/persentase_predikat"
KEBUTUHAN = "permenpanrb-1-2023/angka_kredit_kebutuhan"


def _angka_kredit_kasus(masukan: Masukan, aturan: Aturan, bulan: Fraction) -> Fraction:
    persentase, koefisien = aturan.nilai(PERSENTASE), aturan.nilai(KOEFISIEN)
    predikat = kode_sah("predikat", masukan["predikat"], persentase.baris)
    hasil: Fraction = rumus.angka_kredit(predikat, _jenjang(masukan, aturan), bulan, persentase, koefisien)
    return hasil


def _jenjang(masukan: Masukan, aturan: Aturan) -> str:
    return kode_sah("jenjang", masukan["jenjang"], aturan.nilai(KOEFISIEN).baris)


@menerapkan(KOEFISIEN, "jenjang", "predikat", "bulan")
def _angka_kredit(masukan: Masukan, aturan: Aturan, _kode: str) -> dict[str, Any]:
    return {"angka_kredit": _angka_kredit_kasus(masukan, aturan, bilangan(masukan, "bulan"))}


@menerapkan(KEBUTUHAN, "jenjang", "tujuan", "terkumpul", "predikat")
def _angka_kredit_kebutuhan(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    hasil = rumus.angka_kredit_kebutuhan(
        _jenjang(masukan, aturan),
        kode_sah("tujuan", masukan["tujuan"], rumus.TUJUAN),
        bilangan(masukan, "terkumpul"),
        _angka_kredit_kasus(masukan, aturan, Fraction(12)),
        aturan.nilai(kode),
    )
    return {"kurang": hasil.kurang, "tahun": hasil.tahun}


@menerapkan("permenpanrb-1-2023/pendidikan", "jenjang")
def _pendidikan(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    jenjang = _jenjang(masukan, aturan)
    return {"angka_kredit": rumus.angka_kredit_pendidikan(jenjang, aturan.nilai(KEBUTUHAN), aturan.nilai(kode))}
