"""The schemes with numbers told as rows: scores of indicators, results, the SKP, the year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.bentuk import Parameter
from penilaian.bahasa import angka
from penilaian.nilai.cerita.alasan import uraian_alasan
from penilaian.nilai.cerita.baris import Pencerita, nama_kode

Uraian: TypeAlias = Callable[[Pencerita, Mapping[Any, Any]], Iterator[dict[str, Any]]]
"""From the row of an indicator to the rows that tell its score."""
Bobot: TypeAlias = Callable[[Parameter, Mapping[Any, Any]], Fraction | None]
"""The weight of the SKP in the final score of an employee; None where what decides it is not recorded."""


@dataclass(frozen=True)
class CeritaAngka:
    """The words, weights and provisions of one scheme: indicators, results main and additional, SKP, score, predicate."""

    rhk: str
    tambahan: str
    skp: str
    uraikan: Uraian
    bobot: Bobot
    ketentuan_rhk: str
    ketentuan_tambahan: str
    ketentuan_nilai: str
    ketentuan_predikat: str


def ceritakan_angka(
    tabel: Mapping[str, pd.DataFrame], aturan: Aturan, nip: str, cerita: CeritaAngka
) -> Iterator[dict[str, Any]]:
    """The rows of one employee who is in ``tabel["pegawai"]``."""
    pencerita = Pencerita(aturan)
    milik = {nama: isi.loc[isi["nip"] == nip].to_dict("records") for nama, isi in tabel.items() if "nip" in isi}
    for butir in milik["indikator"]:
        yield from cerita.uraikan(pencerita, butir)
    for butir in milik["rhk"]:
        yield _rhk(pencerita, butir, cerita)
    yield from _orang(pencerita, milik["pegawai"][0], cerita)


def _rhk(pencerita: Pencerita, butir: Mapping[Any, Any], cerita: CeritaAngka) -> dict[str, Any]:
    dasar = f"{butir['kategori']}; dari {butir['indikator']} indikator, {butir['indikator_kosong']} kosong"
    tambahan = butir["kategori"] == "tambahan"
    return pencerita.baris(
        cerita.rhk,
        butir["kode_rhk"],
        f"{dasar}; {cerita.tambahan}" if tambahan else dasar,
        angka(butir["nilai"]),
        cerita.ketentuan_tambahan if tambahan else cerita.ketentuan_rhk,
    )


def _orang(pencerita: Pencerita, orang: Mapping[Any, Any], cerita: CeritaAngka) -> Iterator[dict[str, Any]]:
    yield pencerita.baris("nilai SKP", "hasil kerja", cerita.skp, angka(orang["skp"]), cerita.ketentuan_rhk)
    bobot = cerita.bobot(pencerita.aturan.nilai(cerita.ketentuan_nilai), orang)
    dasar = _berbobot(bobot, angka(orang["skp"]), angka(orang["perilaku"]))
    yield pencerita.baris("nilai akhir", "SKP dan perilaku", dasar, _nilai(orang), cerita.ketentuan_nilai)
    nama = {kode: pita.nama for kode, pita in pencerita.aturan.nilai(cerita.ketentuan_predikat).pita.items()}
    hasil = nama_kode(nama, orang["predikat"])
    if orang["tinjau"]:
        hasil += f"; tinjau: {uraian_alasan(orang['alasan_tinjau'])}"
    dasar = f"nilai {angka(orang['nilai'])}{ide_tertulis(orang.get('ide_baru'))}"
    yield pencerita.baris("predikat", "pita nilai", dasar, hasil, cerita.ketentuan_predikat)


def ide_tertulis(ide: Any) -> str:
    """Whether there is a new idea, as the end of a sentence; nothing where it is not recorded."""
    return "" if pd.isna(ide) else f"; {'ada' if ide else 'tanpa'} ide baru"


def _berbobot(bobot: Fraction | None, skp: str, perilaku: str) -> str:
    if bobot is None:
        return f"SKP {skp}, perilaku {perilaku}; bobotnya belum diketahui"
    return f"{angka(bobot)} × SKP {skp} + {angka(1 - bobot)} × perilaku {perilaku}"


def _nilai(orang: Mapping[Any, Any]) -> str:
    """The final score, with its bounds while it may still change."""
    batas = [angka(orang[f"nilai_{nama}"]) for nama in ("terburuk", "terbaik")]
    hasil = angka(orang["nilai"])
    return hasil if batas[0] == batas[1] else f"{hasil}; sementara, antara {batas[0]} dan {batas[1]}"
