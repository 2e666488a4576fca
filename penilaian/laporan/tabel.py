"""Tables of a report: one frozen record, shown as accessible HTML, as aligned text, or as values for other forms.

>>> import pandas as pd
>>> isi = pd.DataFrame({"unit": ["Bidang A", "Bidang B"], "pegawai": [1234, 5], "capaian": [85.5, None]})
>>> Tabel(
...     "Capaian menurut unit",
...     (Kolom("unit", "Unit kerja"), Kolom("pegawai", "Pegawai", "cacah"), Kolom("capaian", "Capaian", "persen")),
...     isi,
...     sumber="data contoh",
... )
Capaian menurut unit
Unit kerja  Pegawai  Capaian (%)
----------  -------  -----------
Bidang A      1.234         85,5
Bidang B          5            –
Sumber: data contoh.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from numbers import Integral
from typing import Any, Literal, TypeVar

import pandas as pd

from penilaian import bahasa
from penilaian.galat import GalatData
from penilaian.pribadi.kelas import Kelas, boleh
from penilaian.pribadi.samaran import memuat_nip, samarkan_teks

JenisKolom = Literal["teks", "cacah", "bilangan", "persen"]

MIME_TABEL = "application/vnd.penilaian.tabel+json"
"""The values of a shown table, from which its PDF and XLSX forms are made."""

LEBAR_TEKS = 44
"""Longest line of one cell in the text form."""

_T = TypeVar("_T")
_angka: Callable[..., str] = bahasa.angka
_DESIMAL: dict[JenisKolom, int | None] = {"teks": None, "cacah": 0, "bilangan": 2, "persen": 1}
# Short texts are not broken: a masked NIP, the name of a period.
_UTUH, _UTUH_JUDUL = 10, 20
# For readers of the notebook itself; a report drops it and brings its own sheet.
_GAYA_NOTEBOOK = (
    "<style>.tabel{margin:1em 0}.tabel table{border-collapse:collapse}"
    ".tabel caption{text-align:left;font-weight:bold;color:inherit}"
    ".tabel th,.tabel td{text-align:left!important;vertical-align:top}"
    ".tabel .angka{text-align:right!important;font-variant-numeric:tabular-nums}"
    ".tabel .utuh{white-space:nowrap}.tabel figcaption{font-size:85%}</style>"
)


@dataclass(frozen=True)
class Kolom:
    """One column: ``kunci`` names it in the data, ``label`` is what readers see.

    ``jenis`` decides form and alignment: ``teks``, ``cacah`` (counts), ``bilangan`` (2 digits unless
    ``desimal`` says otherwise) or ``persen`` (already a percentage, 1 digit). ``satuan`` goes into the header.
    ``pribadi`` marks what is about one identifiable person: a NIP, a name, what somebody wrote about somebody.
    """

    kunci: str
    label: str
    jenis: JenisKolom = "teks"
    desimal: int | None = None
    satuan: str = ""
    pribadi: bool = False

    @property
    def kepala(self) -> str:
        """Header with its unit."""
        satuan = self.satuan or ("%" if self.jenis == "persen" else "")
        return f"{self.label} ({satuan})" if satuan else self.label

    @property
    def berangka(self) -> bool:
        return self.jenis != "teks"

    @property
    def digit(self) -> int | None:
        """Digits after the decimal comma; None keeps what is there."""
        return _DESIMAL[self.jenis] if self.desimal is None else self.desimal


@dataclass(frozen=True, eq=False, repr=False)
class Tabel:
    """A table to show: title, columns in order, data, notes and source.

    ``baris_judul`` makes the first column the header of its row. ``jumlah_baris_maks`` limits the rows
    shown; what is left out is always said in words. ``kelas`` says for whom the table is: unless it is for
    the person and the assessor, it holds no personal column and no NIP.

    Raises:
        GalatData: a column is not in the data, is named twice, or shows what the class does not allow.
    """

    judul: str
    kolom: tuple[Kolom, ...]
    data: pd.DataFrame
    catatan: str = ""
    sumber: str = ""
    baris_judul: bool = True
    jumlah_baris_maks: int | None = None
    kelas: Kelas = Kelas.UNIT

    def __post_init__(self) -> None:
        kunci = [kolom.kunci for kolom in self.kolom]
        _periksa_kunci(kunci, self.data, self.judul)
        if len(set(kunci)) < len(kunci):
            raise GalatData(
                f"Tabel {self.judul!r} menyebut satu kolom dua kali",
                mengapa=f"kolomnya: {', '.join(kunci)}",
                tindakan="sebut setiap kolom sekali",
            )
        if not boleh(self.kelas, pribadi=True):
            _periksa_pribadi(self)

    def __repr__(self) -> str:
        return teks_tabel(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": html_tabel(self), "text/plain": teks_tabel(self), MIME_TABEL: rekaman_tabel(self)}


def html_tabel(tabel: Tabel) -> str:
    """The table as a ``<figure>`` without ids; everything from the data is escaped."""
    kepala = "".join(
        f'<th scope="col"{_kelas(kolom)}>{escape(kolom.kepala)}</th>' for kolom in tabel.kolom
    )  # fmt: skip
    baris = "".join(f"<tr>{_baris_html(tabel, sel)}</tr>" for sel in _isi(tabel))
    if not baris:
        baris = f'<tr><td colspan="{max(len(tabel.kolom), 1)}">Tidak ada data.</td></tr>'
    bawah = "".join(f"<p>{escape(kalimat)}</p>" for kalimat in _keterangan(tabel))
    return (
        f'<figure class="tabel">{_GAYA_NOTEBOOK}'
        f'<div class="gulir" role="region" tabindex="0" aria-label="{escape(f"Tabel: {tabel.judul}")}">'
        f"<table><caption>{escape(tabel.judul)}</caption>"
        f"<thead><tr>{kepala}</tr></thead><tbody>{baris}</tbody></table></div>"
        + (f"<figcaption>{bawah}</figcaption>" if bawah else "")
        + "</figure>"
    )


def teks_tabel(tabel: Tabel) -> str:
    """The table as aligned text for a terminal and for comparing stored notebooks."""
    kepala = [kolom.kepala for kolom in tabel.kolom]
    baris = [kepala, *_isi(tabel)]
    terbungkus = [[_bungkus(sel) for sel in satu] for satu in baris]
    lebar = [max(len(potong) for satu in terbungkus for potong in satu[i]) for i in range(len(kepala))]
    garis = "  ".join("-" * n for n in lebar)
    susun = [_baris_teks(tabel, satu, lebar) for satu in terbungkus]
    isi = susun[1:] or ["Tidak ada data."]
    return "\n".join([tabel.judul, susun[0], garis, *isi, *_keterangan(tabel)])


def rekaman_tabel(tabel: Tabel) -> dict[str, Any]:
    """The table as plain JSON values: the rows that are shown, numbers unrounded, nothing that is not shown."""
    return {
        "versi": 1,
        "judul": tabel.judul,
        "baris_judul": tabel.baris_judul,
        "kolom": [
            {"label": satu.label, "jenis": satu.jenis, "desimal": satu.desimal, "satuan": satu.satuan}
            for satu in tabel.kolom
        ],
        "baris": _susun(tabel, nilai_rekaman),
        "jumlah_baris": len(tabel.data),
        "keterangan": _keterangan(tabel),
    }


def nilai_rekaman(nilai: Any, kolom: Kolom) -> object:
    """One cell as a JSON value: a number, a bool, a text, ``{"tanggal": "2026-11-23"}``, or None where it is missing.

    A column of text holds what readers see of it, so that a code or a NIP never becomes a number.
    """
    if _hilang(nilai) or (isinstance(nilai, str) and not nilai.strip()):
        return None
    if isinstance(nilai, str):
        return nilai.strip()
    if isinstance(nilai, bool) or type(nilai).__name__ == "bool":
        return bool(nilai)
    if isinstance(nilai, date):
        return {"tanggal": nilai.isoformat()[:10]}
    if not kolom.berangka:
        return teks_sel(nilai, kolom)
    return int(nilai) if isinstance(nilai, Integral) else float(nilai)


def teks_sel(nilai: object, kolom: Kolom) -> str:
    """One cell the way readers see it; text inside a numeric column (such as ``<5``) stays as it is."""
    if _hilang(nilai):
        return bahasa.KOSONG
    if isinstance(nilai, str):
        return nilai.strip() or bahasa.KOSONG
    if isinstance(nilai, bool) or type(nilai).__name__ == "bool":
        return "Ya" if nilai else "Tidak"
    if isinstance(nilai, date):
        hari = nilai.date() if isinstance(nilai, datetime) else nilai
        return bahasa.tanggal(hari)
    if kolom.berangka:
        return _angka(nilai, kolom.digit)
    return _angka(nilai, kolom.desimal) if isinstance(nilai, float) else str(nilai)


def _periksa_kunci(kunci: Collection[str], data: pd.DataFrame, judul: str) -> None:
    asing = [satu for satu in kunci if satu not in data.columns]
    if asing:
        raise GalatData(
            f"Kolom {', '.join(asing)} tidak ada dalam data",
            di_mana=f"tabel {judul!r}" if judul else "",
            mengapa=f"kolom yang ada: {', '.join(map(str, data.columns)) or 'tidak satu pun'}",
            tindakan="perbaiki nama kolomnya",
        )


def _periksa_pribadi(tabel: Tabel) -> None:
    """Nothing personal leaves by mistake; the message names the column and never the value."""
    pribadi = [samarkan_teks(kolom.label) for kolom in tabel.kolom if kolom.pribadi]
    bernip = [samarkan_teks(kolom.label) for kolom in tabel.kolom if _memuat_nip(tabel.data[kolom.kunci])]
    if any(memuat_nip(teks) for teks in (tabel.judul, tabel.catatan, tabel.sumber, *(k.kepala for k in tabel.kolom))):
        bernip.append("judul, kepala kolom, catatan, atau sumbernya")
    if pribadi or bernip:
        raise GalatData(
            f"Tabel berkelas {tabel.kelas} tidak boleh berisi data pribadi",
            di_mana=f"tabel {samarkan_teks(tabel.judul)!r}",
            mengapa="; ".join(
                f"{sebab}: {', '.join(kolom)}"
                for sebab, kolom in (("kolom pribadi", pribadi), ("ada NIP di", bernip))
                if kolom
            ),
            tindakan="buang atau samarkan kolomnya; bila memang untuk orangnya sendiri, pakai kelas individu",
        )


def _memuat_nip(isi: pd.Series) -> bool:
    """Whether a NIP stands in a cell, also one that became a number."""
    if pd.api.types.is_numeric_dtype(isi):
        return bool(isi.between(10**17, 10**18).any())
    return any(memuat_nip(teks) for teks in set(map(str, isi)))


def _hilang(nilai: Any) -> bool:
    return nilai is None or (pd.api.types.is_scalar(nilai) and bool(pd.isna(nilai)))


def _isi(tabel: Tabel) -> list[list[str]]:
    return _susun(tabel, teks_sel)


def _susun(tabel: Tabel, bentuk: Callable[[object, Kolom], _T]) -> list[list[_T]]:
    """The shown rows, each cell in the given form."""
    data = tabel.data if tabel.jumlah_baris_maks is None else tabel.data.head(tabel.jumlah_baris_maks)
    lajur = [[bentuk(nilai, kolom) for nilai in data[kolom.kunci]] for kolom in tabel.kolom]
    return [list(baris) for baris in zip(*lajur, strict=True)]


def _keterangan(tabel: Tabel) -> list[str]:
    """Sentences under the table: rows left out, notes, source."""
    seluruh = len(tabel.data)
    tampil = seluruh if tabel.jumlah_baris_maks is None else min(seluruh, tabel.jumlah_baris_maks)
    kalimat = []
    if tampil < seluruh:
        kalimat.append(
            f"Ditampilkan {_angka(tampil)} baris pertama dari {_angka(seluruh)}; "
            f"{_angka(seluruh - tampil)} baris lainnya tidak ditampilkan."
        )
    if tabel.catatan:
        kalimat.append(_titik(f"Catatan: {tabel.catatan}"))
    if tabel.sumber:
        kalimat.append(_titik(f"Sumber: {tabel.sumber}"))
    return kalimat


def _titik(kalimat: str) -> str:
    return kalimat if kalimat.endswith((".", "!", "?")) else f"{kalimat}."


def _kelas(kolom: Kolom) -> str:
    return ' class="angka"' if kolom.berangka else ""


def _baris_html(tabel: Tabel, sel: list[str]) -> str:
    bagian = []
    for nomor, (kolom, teks) in enumerate(zip(tabel.kolom, sel, strict=True)):
        judul = tabel.baris_judul and nomor == 0
        buka, tutup = ('th scope="row"', "th") if judul else ("td", "td")
        utuh = not kolom.berangka and len(teks) <= (_UTUH_JUDUL if judul else _UTUH)
        kelas = ' class="utuh"' if utuh else _kelas(kolom)
        bagian.append(f"<{buka}{kelas}>{escape(teks)}</{tutup}>")
    return "".join(bagian)


def _bungkus(teks: str) -> list[str]:
    return textwrap.wrap(teks, LEBAR_TEKS, break_long_words=False) or [""]


def _baris_teks(tabel: Tabel, sel: list[list[str]], lebar: list[int]) -> str:
    baris = []
    for urut in range(max(map(len, sel))):
        potongan = []
        for kolom, isi, n in zip(tabel.kolom, sel, lebar, strict=True):
            teks = isi[urut] if urut < len(isi) else ""
            rata: Callable[[int], str] = teks.rjust if kolom.berangka else teks.ljust
            potongan.append(rata(n))
        baris.append("  ".join(potongan).rstrip())
    return "\n".join(baris)
