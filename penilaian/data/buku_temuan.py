"""The workbook given back to whoever filled in the data: their cells, the faulty ones marked, and a list of findings.

It is written anew: values only, at the places they had. No formula, link or
macro of the source survives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from penilaian.bahasa import angka
from penilaian.buku_xlsx import BATAS_BARIS, BATAS_KOLOM, Gaya, buku_baru, teks_sel, tulis_sel
from penilaian.data.kamus import muat_kamus
from penilaian.data.lembar_asal import LembarAsal
from penilaian.data.lembar_xml import nomor_kolom
from penilaian.data.temuan import TINGKAT, ringkas_temuan

WARNA: Mapping[str, str] = {"galat": "#F4B6B6", "peringatan": "#FCE8A6", "catatan": "#D6E6F5"}
BATAS_KOMENTAR = 5_000
"""Excel grows slow with more; cells beyond it are marked, and explained on the first sheet only."""
_LEBAR = {"tingkat": 12, "berkas": 28, "lembar": 16, "baris": 8, "kolom": 18, "nilai": 24, "apa": 60, "tindakan": 60}
_KEPALA = {"apa": "Apa yang salah", "tindakan": "Yang perlu dilakukan"}
_LEBAR_DATA = (8, 40)

_HURUF_KOLOM = re.compile("[A-Z]{1,3}")
"""Findings in forms name the column as Excel does: forms have no column names."""
Letak = tuple[str, int, int]
"""Sheet of the new workbook, row and column from 0."""


@dataclass(frozen=True, eq=False)
class _Lembar:
    """A sheet of the new workbook: where it comes from and what it is called."""

    asal: LembarAsal
    nama: str


def tulis_buku_temuan(
    aliran: BinaryIO, lembar: Sequence[LembarAsal], temuan: pd.DataFrame, judul_kolom: Mapping[str, Sequence[str]]
) -> int:
    """Write the workbook; sheets without errors or warnings are left out. Returns the count of marked cells.

    ``temuan`` has the columns ``KOLOM_TEMUAN``; ``judul_kolom`` tells under which headers of the source
    a column of ours may stand (its name and label are known).
    """
    dipakai = [satu for satu in lembar if _perlu_ditunjukkan(satu, temuan)]
    with buku_baru(aliran) as buku:
        gaya = Gaya(buku)
        nama_terpakai = {"temuan", "ringkasan"}
        lembar_baru = [_Lembar(satu, _nama_lembar(satu, nama_terpakai)) for satu in dipakai]
        letak = [_letak(baris, lembar_baru, judul_kolom) for baris in temuan.to_dict("records")]
        _lembar_temuan(buku, gaya, temuan, letak)
        _lembar_ringkasan(buku, gaya, temuan)
        tanda = _tanda(temuan, letak)
        sisa = BATAS_KOMENTAR
        for satu in lembar_baru:
            milik = {tempat[1:]: isi for tempat, isi in tanda.items() if tempat[0] == satu.nama}
            sisa -= _lembar_data(buku, gaya, satu, milik, sisa)
    return len(tanda)


def _perlu_ditunjukkan(lembar: LembarAsal, temuan: pd.DataFrame) -> bool:
    if len(lembar.sel) > BATAS_BARIS or lembar.sel.shape[1] > BATAS_KOLOM:
        return False
    di_sini = (temuan["berkas"] == lembar.berkas) & (temuan["tingkat"] != "catatan")
    if lembar.lembar is not None:
        di_sini &= temuan["lembar"].isna() | (temuan["lembar"] == lembar.lembar)
    return bool(di_sini.any())


def _nama_lembar(asal: LembarAsal, terpakai: set[str]) -> str:
    dasar = "".join("_" if huruf in "[]:*?/\\'" else huruf for huruf in asal.lembar or asal.berkas)[:28] or "lembar"
    nama, urut = dasar, 1
    while nama.casefold() in terpakai:
        urut += 1
        nama = f"{dasar[:26]}~{urut}"
    terpakai.add(nama.casefold())
    return nama


def _letak(temuan: Mapping[Any, Any], lembar: Sequence[_Lembar], judul: Mapping[str, Sequence[str]]) -> Letak | None:
    """The cell of a finding: its row, and the column under a header that means its column; else the row's first cell."""
    if pd.isna(temuan["baris"]):
        return None
    for satu in lembar:
        asal = satu.asal
        if asal.berkas == temuan["berkas"] and (asal.lembar is None or asal.lembar == temuan["lembar"]):
            baris = int(temuan["baris"]) + asal.geser
            return satu.nama, baris, _kolom(asal.sel, baris, temuan, judul)
    return None


def _kolom(sel: pd.DataFrame, baris: int, temuan: Mapping[Any, Any], judul: Mapping[str, Sequence[str]]) -> int:
    if pd.isna(temuan["kolom"]):
        return 0
    kolom = str(temuan["kolom"])
    dicari = {_lipat(satu) for satu in (kolom, _label(temuan["tabel"], kolom), *judul.get(kolom, ()))} - {""}
    indeks = _indeks_kepala(sel)
    calon = [(di, posisi) for teks in dicari for di, posisi in indeks.get(teks, ()) if di < baris]
    if not calon and _HURUF_KOLOM.fullmatch(kolom):
        return nomor_kolom(kolom)
    return max(calon)[1] if calon else 0


def _label(tabel: object, kolom: str) -> str:
    kamus = muat_kamus().get(str(tabel))
    return kamus.kolom[kolom].label if kamus is not None and kolom in kamus.kolom else ""


def _indeks_kepala(sel: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Where each text stands in the rows that may hold headers; kept with the sheet."""
    if "kepala" not in sel.attrs:
        indeks: dict[str, list[tuple[int, int]]] = {}
        for baris, isi in zip(sel.index[:200], sel.iloc[:200].to_numpy(dtype=object), strict=True):
            for kolom, nilai in enumerate(isi):
                if isinstance(nilai, str) and nilai.strip():
                    indeks.setdefault(_lipat(nilai), []).append((int(baris), kolom))
        sel.attrs["kepala"] = indeks
    hasil: dict[str, list[tuple[int, int]]] = sel.attrs["kepala"]
    return hasil


def _lipat(teks: str) -> str:
    return "".join(huruf for huruf in teks.casefold() if huruf.isalnum())


def _tanda(temuan: pd.DataFrame, letak: Sequence[Letak | None]) -> dict[Letak, list[tuple[str, str]]]:
    """Per cell its findings as (tingkat, text), the worst first."""
    tanda: dict[Letak, list[tuple[str, str]]] = {}
    for di, tingkat, apa, tindakan in zip(letak, temuan["tingkat"], temuan["apa"], temuan["tindakan"], strict=True):
        if di is not None:
            tanda.setdefault(di, []).append((tingkat, f"{tingkat.upper()}: {apa}. {tindakan}."))
    return {di: sorted(isi, key=lambda satu: TINGKAT.index(satu[0])) for di, isi in tanda.items()}


def _lembar_temuan(buku: Workbook, gaya: Gaya, temuan: pd.DataFrame, letak: Sequence[Letak | None]) -> None:
    lembar = buku.add_worksheet("Temuan")
    lembar.freeze_panes(1, 0)
    for kolom, (nama, lebar) in enumerate(_LEBAR.items()):
        lembar.set_column(kolom, kolom, lebar)
        judul = _KEPALA.get(nama, nama.capitalize())
        tulis_sel(lembar, 0, kolom, judul, gaya, bold=True, bg_color="#E3E3E3", border=1)
    tampil = temuan.head(BATAS_BARIS - 1)
    isi = tampil[["apa", "tindakan"]].fillna("").to_numpy()
    _atur_tinggi(lembar, 1, isi)
    for urut, (baris, di) in enumerate(zip(tampil.to_dict("records"), letak, strict=False), start=1):
        for kolom, nama in enumerate(_LEBAR):
            nilai = None if pd.isna(baris[nama]) else baris[nama]
            sifat = {"bg_color": WARNA[baris["tingkat"]]} if nama == "tingkat" else {}
            tulis_sel(lembar, urut, kolom, nilai, gaya, text_wrap=True, valign="top", **sifat)
        if di is not None and urut < BATAS_KOMENTAR:
            tautan = f"internal:'{di[0]}'!{xl_rowcol_to_cell(di[1], di[2])}"
            lembar.write_url(
                urut, 3, tautan, gaya(font_color="#0B4F9E", underline=1, valign="top"), str(baris["baris"])
            )
    lembar.autofilter(0, 0, max(len(tampil), 1), len(_LEBAR) - 1)
    _siap_cetak(lembar)


def _lembar_ringkasan(buku: Workbook, gaya: Gaya, temuan: pd.DataFrame) -> None:
    lembar = buku.add_worksheet("Ringkasan")
    keterangan = {
        "galat": "angkanya tidak dapat dipakai sebelum diperbaiki",
        "peringatan": "dipakai, tetapi lihat lagi",
        "catatan": "untuk diketahui",
    }
    for urut, tingkat in enumerate(TINGKAT):
        jumlah = int((temuan["tingkat"] == tingkat).sum())
        tulis_sel(lembar, urut, 0, tingkat, gaya, bg_color=WARNA[tingkat], border=1)
        tulis_sel(lembar, urut, 1, f"{angka(jumlah)} temuan: {keterangan[tingkat]}", gaya)
    ringkas = ringkas_temuan(temuan)
    kepala = ("tingkat", "tabel", "kolom", "jumlah", "apa", "tindakan")
    for kolom, (nama, lebar) in enumerate(zip(kepala, (12, 18, 18, 10, 60, 60), strict=True)):
        lembar.set_column(kolom, kolom, lebar)
        judul = _KEPALA.get(nama, nama.capitalize())
        tulis_sel(lembar, 4, kolom, judul, gaya, bold=True, bg_color="#E3E3E3", border=1)
        for urut, nilai in enumerate(ringkas[nama].tolist(), start=5):
            tulis_sel(lembar, urut, kolom, None if pd.isna(nilai) else nilai, gaya, text_wrap=True, valign="top")
    _atur_tinggi(lembar, 5, ringkas[["apa", "tindakan"]].fillna("").to_numpy())
    _siap_cetak(lembar)


def _atur_tinggi(lembar: Worksheet, mulai: int, teks: np.ndarray) -> None:
    """Rows as high as their wrapped texts need: not every program does that by itself."""
    for urut, baris in enumerate(teks, start=mulai):
        garis = max(len(wrap(satu, _LEBAR["apa"] - 4)) for satu in baris)
        if garis > 1:
            lembar.set_row(urut, 15 * garis)


def _lembar_data(
    buku: Workbook, gaya: Gaya, lembar: _Lembar, tanda: Mapping[tuple[int, int], list[tuple[str, str]]], sisa: int
) -> int:
    """One sheet of the source with its marks; returns how many comments it took of those that are left."""
    tujuan = buku.add_worksheet(lembar.nama)
    sel = lembar.asal.sel
    for baris, isi in zip(sel.index, sel.itertuples(index=False, name=None), strict=True):
        for kolom, nilai in enumerate(isi):
            if nilai is not None and nilai != "" and (baris, kolom) not in tanda:
                tulis_sel(tujuan, int(baris), kolom, _polos(nilai), gaya)
    komentar = 0
    for (baris, kolom), isi_tanda in sorted(tanda.items()):
        ada = baris in sel.index and kolom in sel.columns
        nilai = sel.at[baris, kolom] if ada else None
        tulis_sel(tujuan, baris, kolom, _polos(nilai), gaya, bg_color=WARNA[isi_tanda[0][0]], border=1)
        if komentar < sisa:
            tujuan.write_comment(
                baris, kolom, teks_sel("\n".join(teks for _, teks in isi_tanda))[:2000], {"x_scale": 2.5}
            )
            komentar += 1
    for kolom in range(sel.shape[1]):
        panjang = int(sel[kolom].head(200).map(lambda nilai: len(str(nilai))).max()) if len(sel) else 0
        tujuan.set_column(kolom, kolom, min(max(panjang + 2, _LEBAR_DATA[0]), _LEBAR_DATA[1]))
    _siap_cetak(tujuan)
    return komentar


def _polos(nilai: Any) -> Any:
    """A cell's value; what is missing, or no single value, as nothing or as text."""
    if isinstance(nilai, list | dict | bytes):
        return str(nilai)
    return None if pd.isna(nilai) else nilai


def _siap_cetak(lembar: Worksheet) -> None:
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.set_footer("&C&P dari &N")
