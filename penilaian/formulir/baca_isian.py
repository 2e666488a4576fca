"""Labelled places of a form: the value stands after a colon, in the cells to the right, or below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from penilaian.formulir.baca_kisi import Kisi, Sel, lipat
from penilaian.formulir.baca_periode import urai_tanggal

LABEL_RATING_HASIL = "rating hasil kerja"
LABEL_RATING_PERILAKU = "rating perilaku kerja"
LABEL_PREDIKAT = "predikat kinerja pegawai"
LABEL_CAPAIAN = "capaian kinerja organisasi"
LABEL_POLA = "pola distribusi"
SEBUTAN: dict[str, tuple[str, ...]] = {
    LABEL_RATING_HASIL: (LABEL_RATING_HASIL, "rating hasil kerja pegawai"),
    LABEL_RATING_PERILAKU: (LABEL_RATING_PERILAKU, "rating perilaku", "rating perilaku kerja pegawai"),
    LABEL_PREDIKAT: (LABEL_PREDIKAT, "predikat kinerja"),
    LABEL_CAPAIAN: (LABEL_CAPAIAN, "predikat kinerja organisasi", "capaian organisasi"),
    LABEL_POLA: (LABEL_POLA, "pola distribusi predikat", "pola distribusi predikat kinerja pegawai"),
}
_SEMUA_SEBUTAN = frozenset(sebutan for semua in SEBUTAN.values() for sebutan in semua)
_PISAH = re.compile(r"[:=]|\*+\)?|\n|\(")

_TEMPAT_TANGGAL = re.compile(
    r"\(?(?P<tempat>[^\W\d][^,0-9]*?|[.…_\s]+)\)?\s*,\s*(?:tanggal\s*)?(?P<tanggal>[0-9].*)", re.DOTALL
)


def tempat_tanggal(teks: str) -> tuple[str | None, date] | None:
    """Place and day of a signature line; dots are a place not filled in.

    >>> tempat_tanggal("Palu, 5 Januari 2026"), tempat_tanggal("………, 5 Januari 2026")
    (('Palu', datetime.date(2026, 1, 5)), (None, datetime.date(2026, 1, 5)))
    """
    cocok = _TEMPAT_TANGGAL.fullmatch(teks.strip())
    hari = urai_tanggal(cocok["tanggal"]) if cocok else None
    if cocok is None or hari is None:
        return None
    tempat = " ".join(cocok["tempat"].split())
    return tempat if tempat.strip("._… ") else None, hari


def pisahkan_label(teks: str) -> tuple[str, str]:
    """A cell as its folded label and what follows it.

    >>> pisahkan_label("RATING HASIL KERJA*): SESUAI EKSPEKTASI")
    ('rating hasil kerja', 'SESUAI EKSPEKTASI')
    >>> pisahkan_label("Nama")
    ('nama', '')
    """
    cocok = _PISAH.search(teks)
    if cocok is None:
        return lipat(teks), ""
    return lipat(teks[: cocok.start()]), teks[cocok.start() :].lstrip(":=*) \n\t")


def cari_label(kisi: Kisi, sebutan: Sequence[str]) -> Sel | None:
    """The first cell with one of these labels; footnotes, which begin with a star, do not count."""
    return next((sel for sel in kisi if label_sel(sel) in sebutan), None)


def label_sel(sel: Sel) -> str:
    """The folded label of a cell; empty for a footnote."""
    return "" if sel.teks.startswith("*") else pisahkan_label(sel.teks)[0]


def kanan(kisi: Kisi, label: Sel) -> list[Sel]:
    """The cells right of a label, up to the next label of the form."""
    hasil: list[Sel] = []
    for sel in _baris(kisi, label.baris):
        if sel.kolom <= label.kolom:
            continue
        if label_sel(sel) in _SEMUA_SEBUTAN:
            break
        if sel.cacat or sel.teks.strip(" :"):
            hasil.append(sel)
    return hasil


def bawah(kisi: Kisi, label: Sel) -> list[Sel]:
    """The cells of the next filled row."""
    return next((list(satu) for satu in kisi.baris if satu[0].baris > label.baris), [])


def _baris(kisi: Kisi, nomor: int) -> tuple[Sel, ...]:
    return next((satu for satu in kisi.baris if satu[0].baris == nomor), ())


def sisa_label(label: Sel) -> Sel | None:
    """What stands in the label's own cell, as a cell of its own."""
    sisa = pisahkan_label(label.teks)[1]
    return Sel(label.baris, label.kolom, sisa) if sisa else None


def nilai_label(kisi: Kisi, label: Sel) -> list[Sel]:
    """The cells that hold the value of a label: the rest of its own cell, or those right of it."""
    sisa = sisa_label(label)
    return [sisa] if sisa is not None else kanan(kisi, label)
