"""Provisions that need no formula of their own: their form says how to apply them."""

from __future__ import annotations

from typing import Any

from penilaian.aturan.bentuk import Daftar, DeretPita, Nilai, Parameter, Peta, TabelNilai
from penilaian.aturan.buku import Aturan
from penilaian.aturan.penerapan.daftar import Masukan, Penerapan, bilangan, kode_sah
from penilaian.aturan.rumus.pita import golongkan


def _daftar(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    """Which code a written form stands for."""
    return {"kode": aturan.nilai(kode).padankan(str(masukan["tulisan"]))}


def _peta(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    peta: Peta = aturan.nilai(kode)
    return {"ke": peta.isi[kode_sah("dari", masukan["dari"], peta.isi)]}


def _pita(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    return {"kategori": golongkan(bilangan(masukan, "nilai"), aturan.nilai(kode))}


def nilai_parameter(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    """The value of one parameter: for those that other formulas use."""
    butir = aturan.nilai(kode).butir
    satu = butir[kode_sah("parameter", masukan["parameter"], butir)]
    return {"nilai": satu.pilihan if satu.nilai is None else satu.nilai}


def _tabel(masukan: Masukan, aturan: Aturan, kode: str) -> dict[str, Any]:
    tabel: TabelNilai = aturan.nilai(kode)
    baris = kode_sah("baris", masukan["baris"], tabel.baris)
    return {"nilai": tabel.angka(baris, kode_sah("kolom", masukan["kolom"], tabel.kolom))}


PENERAPAN_BENTUK: dict[type, Penerapan] = {
    Daftar: Penerapan(_daftar, frozenset({"tulisan"})),
    Peta: Penerapan(_peta, frozenset({"dari"})),
    DeretPita: Penerapan(_pita, frozenset({"nilai"})),
    Parameter: Penerapan(nilai_parameter, frozenset({"parameter"})),
    TabelNilai: Penerapan(_tabel, frozenset({"baris", "kolom"})),
}


def penerapan_bentuk(nilai: Nilai | None) -> Penerapan | None:
    """The adapter that goes with a form, if the form is enough."""
    return PENERAPAN_BENTUK.get(type(nilai))
