"""One table on its sheet: title, header with units, values, notes; ready to read, to sort and to print."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from penilaian.buku_xlsx import BATAS_BARIS, Gaya, tulis_sel
from penilaian.galat import GalatData
from penilaian.laporan.blok_cetak import TabelCetak

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from penilaian.laporan.tabel import Kolom

BIRU, REDUP, GARIS = "#0B4F7D", "#4D5661", "#D5DAE0"
BARIS_KEPALA = 4
"""Zero-based row of the header: above it title, report, remarks and the way back."""

_LEBAR_MIN, _LEBAR_MAKS, _LEBAR_TEGAK = 9, 48, 95
_LEBAR_BAKU, _LEBAR_CATATAN = 8, 80
_TINGGI_MAKS = 409
_KEPALA_MAKS = 120
_KOSONG = "Sel kosong: nilainya tidak ada atau tidak dapat dihitung; di laporan tertulis –."


@dataclass(frozen=True)
class LembarTabel:
    """A table with the name of its sheet and the lines above it."""

    nama: str
    judul: str
    laporan: str
    sifat: str
    tabel: TabelCetak


def tulis_tabel(lembar: Worksheet, isi: LembarTabel, gaya: Gaya, *, kembali: str) -> None:
    """Fill a sheet; ``kembali`` is the sheet its link goes back to.

    Raises:
        GalatData: the table has more rows than a sheet.
    """
    tabel = isi.tabel
    if len(tabel.baris) > BATAS_BARIS - 100:
        raise GalatData(
            f"Tabel {tabel.judul!r} tidak muat di satu lembar Excel",
            mengapa="barisnya lebih dari satu juta",
            tindakan="batasi barisnya dengan jumlah_baris_maks, atau pecah tabelnya",
        )
    _tulis_kepala(lembar, isi, gaya, kembali)
    lebar = _lebar_kolom(tabel)
    _tulis_isi(lembar, tabel, gaya, lebar)
    _tulis_bawah(lembar, tabel, gaya, lebar)
    atur_tinggi(lembar, BARIS_KEPALA, [(k.kepala, n) for k, n in zip(tabel.kolom, lebar, strict=True)])
    for nomor, satu in enumerate(lebar):
        lembar.set_column(nomor, nomor, satu)
    lembar.freeze_panes(BARIS_KEPALA + 1, 1 if tabel.baris_judul else 0)
    lembar.repeat_rows(BARIS_KEPALA)
    siapkan(lembar, isi.sifat, datar=sum(lebar) > _LEBAR_TEGAK)


def siapkan(lembar: Worksheet, sifat: str, *, datar: bool) -> None:
    """Ready to print on A4: as wide as the page, ``sifat`` above, the sheet's name and page numbers at the foot."""
    lembar.set_paper(9)
    if datar:
        lembar.set_landscape()
    lembar.fit_to_pages(1, 0)
    lembar.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    lembar.set_header(f"&R&8{sifat[:_KEPALA_MAKS].replace('&', '&&')}")
    lembar.set_footer("&L&8&A&R&8Halaman &P dari &N")


def atur_tinggi(lembar: Worksheet, baris: int, isi: list[tuple[str, int]]) -> None:
    """Make room for the lines of the tallest text; each comes with its width in characters.

    A row with one line is left alone. Excel would do this by itself, other programs would not.
    """
    tinggi = max((len(textwrap.wrap(teks, max(lebar * 10 // 11, 4))) for teks, lebar in isi), default=1)
    if tinggi > 1:
        lembar.set_row(baris, min(15 * tinggi, _TINGGI_MAKS))


def format_angka(kolom: Kolom) -> str:
    """The number format of a column; Excel shows it with the reader's own decimal sign.

    >>> from penilaian.laporan.tabel import Kolom
    >>> format_angka(Kolom("x", "X", "persen")), format_angka(Kolom("n", "N", "cacah"))
    ('#,##0.0', '#,##0')
    """
    digit = kolom.digit or 0
    return "#,##0" + ("." + "0" * digit if digit else "")


def _tulis_kepala(lembar: Worksheet, isi: LembarTabel, gaya: Gaya, kembali: str) -> None:
    tulis_sel(lembar, 0, 0, isi.judul, gaya, bold=True, font_size=14, font_color=BIRU)
    tulis_sel(lembar, 1, 0, isi.laporan, gaya)
    tulis_sel(lembar, 2, 0, isi.sifat or None, gaya, italic=True, font_color=REDUP)
    biru = gaya(font_color=BIRU, underline=1)
    lembar.write_url(3, 0, f"internal:'{kembali}'!A1", biru, f"Kembali ke {kembali.lower()}")
    for nomor, kolom in enumerate(isi.tabel.kolom):
        rata = "right" if kolom.berangka else "left"
        sifat: dict[str, Any] = {"bold": True, "text_wrap": True, "valign": "bottom", "align": rata}
        if kolom.berangka:
            sifat["indent"] = 1
        tulis_sel(lembar, BARIS_KEPALA, nomor, kolom.kepala, gaya, **sifat, bottom=2, bottom_color=BIRU)


def _tulis_isi(lembar: Worksheet, tabel: TabelCetak, gaya: Gaya, lebar: list[int]) -> None:
    for nomor, (baris, teks) in enumerate(zip(tabel.baris, tabel.teks, strict=True), start=BARIS_KEPALA + 1):
        for kolom, tentang in enumerate(tabel.kolom):
            nilai, sifat = _sel(baris[kolom], teks[kolom], tentang)
            tulis_sel(lembar, nomor, kolom, nilai, gaya, **sifat, valign="top", bottom=1, bottom_color=GARIS)
        atur_tinggi(lembar, nomor, list(zip(teks, lebar, strict=True)))
    if not tabel.baris:
        tulis_sel(lembar, BARIS_KEPALA + 1, 0, "Tidak ada data.", gaya, italic=True)
    lembar.ignore_errors({"number_stored_as_text": f"A1:XFD{BARIS_KEPALA + 1 + max(len(tabel.baris), 1)}"})


def _sel(nilai: object, tulisan: str, kolom: Kolom) -> tuple[object, dict[str, Any]]:
    """A number, a date or nothing as itself; everything else as the text that readers see."""
    rata = {"align": "right", "indent": 1} if kolom.berangka else {}
    if nilai is None or isinstance(nilai, date):
        return nilai, rata
    if kolom.berangka and isinstance(nilai, int | float) and not isinstance(nilai, bool):
        return nilai, {**rata, "num_format": format_angka(kolom)}
    return tulisan, {**rata, "text_wrap": True, "num_format": "@"}


def _tulis_bawah(lembar: Worksheet, tabel: TabelCetak, gaya: Gaya, lebar: list[int]) -> None:
    """The sentences under the table, over as many columns as a line of prose needs."""
    kosong = any(nilai is None for baris in tabel.baris for nilai in baris)
    semua = [*lebar, *[_LEBAR_BAKU] * 12]
    banyak = next(n for n in range(2, len(semua) + 1) if sum(semua[:n]) >= _LEBAR_CATATAN)
    mulai = BARIS_KEPALA + max(len(tabel.baris), 1) + 2
    for nomor, teks in enumerate([*tabel.keterangan, *([_KOSONG] if kosong else [])], start=mulai):
        sifat: dict[str, Any] = {"font_color": REDUP, "text_wrap": True, "valign": "top"}
        lembar.merge_range(nomor, 0, nomor, banyak - 1, "", gaya(**sifat))
        tulis_sel(lembar, nomor, 0, teks, gaya, **sifat)
        atur_tinggi(lembar, nomor, [(teks, sum(semua[:banyak]))])


def _lebar_kolom(tabel: TabelCetak) -> list[int]:
    """Widths in characters: the widest cell, but long texts wrap and headers break at spaces."""
    lajur = [[baris[nomor] for baris in tabel.teks] for nomor in range(len(tabel.kolom))]
    return [
        min(
            max(
                _LEBAR_MIN,
                *(len(sel) * 11 // 10 + 2 for sel in isi),
                *(len(k) * 11 // 10 + 3 for k in kolom.kepala.split()),
            ),
            _LEBAR_MAKS,
        )
        for kolom, isi in zip(tabel.kolom, lajur, strict=True)
    ]
