"""The questionnaire as it goes out: one workbook for one participant, by number and never by name.

What was answered before can be filled in (``isian``), for a second round or an example; the same content always gives
the same bytes. Protection without a password keeps people from changing the rest by accident; it is no secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from penilaian.buku_xlsx import Gaya, buku_baru, tulis_sel
from penilaian.indikator.pihak.angket import Angket, pastikan_peserta
from penilaian.indikator.pihak.kertas import siap_cetak, tinggi_baris
from penilaian.indikator.pihak.lembar_batas import BIRU, batasi
from penilaian.indikator.pihak.lembar_isian import Jawaban, jawaban_peserta
from penilaian.indikator.pihak.lembar_petunjuk import isi_petunjuk
from penilaian.indikator.pihak.perangkat import ANGGARAN
from penilaian.indikator.pihak.susunan import (
    AWAL,
    KOLOM_POIN,
    LEMBAR_PETUNJUK,
    POIN,
    BarisSusunan,
    Susunan,
    susun_lembar,
)  # fmt: skip
from penilaian.indikator.pihak.tabel import periksa_pertimbangan

_TEKS: dict[str, Any] = {"text_wrap": True, "valign": "vcenter", "num_format": "@"}
_TANYA: dict[str, Any] = {"bold": True, "font_size": 13, "font_color": BIRU, "valign": "vcenter"}
_KEPALA: dict[str, Any] = {
    "bold": True, "bg_color": BIRU, "font_color": "#FFFFFF", "border": 1, "border_color": "#FFFFFF",
    "text_wrap": True, "valign": "vcenter", "align": "center",
}  # fmt: skip
_JUDUL: dict[str, Any] = {"bold": True, "bg_color": "#DCE9F3", "valign": "vcenter", "num_format": "@"}
_TETAP: dict[str, Any] = {**_TEKS, "border": 1, "border_color": "#C9D1D9"}
_ISIAN: dict[str, Any] = {**_TETAP, "locked": False, "bg_color": "#FFF8D6", "border_color": "#9AA4AE"}


def isi_lembar(
    angket: Angket, pihak: str, peserta: str, *, tenggat: str = "", isian: pd.DataFrame | None = None
) -> bytes:
    """The workbook of one participant; ``tenggat`` says until when, in words.

    ``isian`` are judgements (as `tabel`), of which those of this participant are filled in.

    Raises:
        GalatParameter: no such party, or the participant is no number.
        GalatData: judgements that cannot be.
    """
    pastikan_peserta(pihak, peserta)
    jawaban = {} if isian is None else jawaban_peserta(periksa_pertimbangan(isian, angket.perangkat), pihak, peserta)
    aliran = BytesIO()
    with buku_baru(aliran, {"title": f"Angket indikator {angket.kode_opd} {angket.periode.kode}"}) as buku:
        gaya = Gaya(buku)
        lembar = buku.add_worksheet(LEMBAR_PETUNJUK)
        _tulis_petunjuk(lembar, gaya, isi_petunjuk(angket, pihak, peserta, tenggat))
        for satu in susun_lembar(angket):
            _tulis_susunan(buku, gaya, satu, jawaban)
    return aliran.getvalue()


def _tulis_petunjuk(lembar: Worksheet, gaya: Gaya, isi: list[tuple[str, str]]) -> None:
    lembar.set_column(0, 0, 30)
    lembar.set_column(1, 1, 86)
    for nomor, (hal, nilai) in enumerate(isi):
        sifat = _TANYA if nomor == 0 else {**_TEKS, "bold": True, "bottom": 1, "bottom_color": "#DCE1E6"}
        tulis_sel(lembar, nomor, 0, hal, gaya, **sifat)
        if nomor:
            tulis_sel(lembar, nomor, 1, nilai, gaya, **{**_TEKS, "bottom": 1, "bottom_color": "#DCE1E6"})
        lembar.set_row(nomor, 26 if nomor == 0 else max(19.0, tinggi_baris([(hal, 26), (nilai, 80)])))
    lembar.protect()
    siap_cetak(lembar)
    lembar.set_portrait()


def _tulis_susunan(buku: Workbook, gaya: Gaya, susunan: Susunan, jawaban: Jawaban) -> None:
    lembar = buku.add_worksheet(susunan.nama)
    tulis_sel(lembar, 0, 0, susunan.pertanyaan, gaya, **_TANYA)
    lembar.set_row(0, 26)
    for kolom, satu in enumerate(susunan.kolom):
        lembar.set_column(kolom, kolom, satu.lebar)
        tulis_sel(lembar, AWAL - 1, kolom, satu.judul, gaya, **_KEPALA)
    lembar.set_row(AWAL - 1, max(24.0, tinggi_baris([(satu.judul, satu.lebar - 2) for satu in susunan.kolom])))
    penulis = _Penulis(lembar, gaya, susunan, jawaban)
    for nomor, baris in enumerate(susunan.baris, start=AWAL):
        (penulis.butir if baris.kunci else penulis.judul)(nomor, baris)
    batasi(buku, lembar, susunan)
    lembar.freeze_panes(AWAL, 0)
    awal = AWAL if susunan.baris[0].kunci else AWAL + 1
    lembar.set_selection(awal, susunan.isian[0], awal, susunan.isian[0])
    lembar.protect(options={"format_columns": True, "format_rows": True, "select_locked_cells": True})
    siap_cetak(lembar, ulang=AWAL - 1)


@dataclass(frozen=True)
class _Penulis:
    """Writes the rows of one sheet."""

    lembar: Worksheet
    gaya: Gaya
    susunan: Susunan
    jawaban: Jawaban

    def butir(self, nomor: int, baris: BarisSusunan) -> None:
        """The fixed cells of a row, and its entry cells: empty, or with what was answered before."""
        susunan = self.susunan
        for kolom, nilai in enumerate(baris.tetap):
            if kolom not in susunan.isian and kolom != susunan.jumlah:
                rata = {"align": "center"} if kolom == 0 else {}
                tulis_sel(self.lembar, nomor, kolom, nilai or None, self.gaya, **{**_TETAP, **rata})
        jawaban = self.jawaban.get((susunan.cara, baris.perangkat, *baris.kunci), (None,) * len(susunan.isian))
        khusus = {"num_format": "0", "align": "center"} if susunan.cara == ANGGARAN else {}
        for kolom, satu in zip(susunan.isian, jawaban, strict=True):
            tulis_sel(self.lembar, nomor, kolom, satu, self.gaya, **{**_ISIAN, **khusus})
        lebar = [(nilai, satu.lebar) for nilai, satu in zip(baris.tetap, susunan.kolom, strict=True)]
        lebar += [
            (str(nilai or ""), susunan.kolom[kolom].lebar) for kolom, nilai in zip(susunan.isian, jawaban, strict=True)
        ]
        self.lembar.set_row(nomor, max(21.0, tinggi_baris(lebar)))

    def judul(self, nomor: int, baris: BarisSusunan) -> None:
        """The heading of a set, across the table; on the sheet of points with their running total."""
        for kolom, nilai in enumerate(baris.tetap):
            tulis_sel(self.lembar, nomor, kolom, nilai or None, self.gaya, **_JUDUL)
        self.lembar.set_row(nomor, 22)
        if self.susunan.jumlah is None:
            return
        kunci = [satu.kunci for satu in self.susunan.baris if satu.perangkat == baris.perangkat and satu.kunci]
        poin = [self.jawaban.get((ANGGARAN, baris.perangkat, *satu), (0,))[0] for satu in kunci]
        huruf = xl_col_to_name(KOLOM_POIN)
        rumus = f"=SUM({huruf}{nomor + 2}:{huruf}{nomor + 1 + baris.banyak})"
        sifat = {**_JUDUL, "num_format": f'0" dari {POIN}"', "align": "center", "border": 1}
        self.lembar.write_formula(nomor, self.susunan.jumlah, rumus, self.gaya(**sifat), sum(poin))
