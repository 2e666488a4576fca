"""Readers: CSV, Parquet and XLSX into one form, each row with its number in the file.

Nothing is converted here. CSV is all text; Parquet keeps its types; XLSX
cells are Python objects.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from penilaian.bahasa import angka
from penilaian.data.catatan_baca import catatan_buku, catatan_karakter, catatan_lembar
from penilaian.data.kamus import KamusTabel, muat_kamus
from penilaian.data.kepala import TABEL_TIDAK_DIBACA, cocokkan_kepala
from penilaian.data.parquet import kolom_parquet, periksa_lebar
from penilaian.data.sumber import Sumber, nama_tabel
from penilaian.data.temuan import Asal, Temuan
from penilaian.data.uraian import Dialek, GalatUrai

_PEMISAH: dict[str, Dialek | None] = {",": "titik", ";": "koma", "\t": "koma", "|": None}
_KEPALA_EXCEL = re.compile(r"sep=.\r?\n")
"""A first line by which Excel tells the separator to itself."""
_PANJANG_KEPALA = 100_000
_BATAS_ISIAN = 1_000_000


@dataclass(frozen=True)
class Mentah:
    """A table as read: columns named as in the dictionary, values not converted yet."""

    asal: Asal
    frame: pd.DataFrame
    dialek: Dialek | None
    tanpa: frozenset[str] = frozenset()
    """Columns of the dictionary that the file does not have."""

    @property
    def bentuk(self) -> str:
        """The suffix of the file: what a user can do about a value depends on it."""
        return Path(self.asal.berkas).suffix.lower()


@dataclass(frozen=True)
class _Isi:
    """What a format reader gives: header, columns, row numbers, and findings on the way."""

    kepala: list[object]
    kolom: list[pd.Series]
    baris: np.ndarray
    dialek: Dialek | None
    temuan: tuple[Temuan, ...] = ()
    catatan: Callable[[Mapping[str, int]], list[Temuan]] | None = None
    """Findings that depend on which columns are used."""


def baca_sumber(sumber: Sumber) -> tuple[Mentah | None, list[Temuan]]:
    """Read one table; None if the file cannot be read or misses a required column."""
    asal = _asal(sumber)
    try:
        isi = _PEMBACA[sumber.akhiran](sumber)
    except GalatUrai as galat:
        apa = f"{galat.apa} ({galat.mengapa})" if galat.mengapa else galat.apa
        return None, [asal.temuan("galat", galat.kode, apa, galat.tindakan)]
    kamus = muat_kamus()[sumber.tabel]
    terpakai, temuan = cocokkan_kepala(isi.kepala, lambda urut: _berisi(isi.kolom[urut]), kamus, asal)
    temuan = [*isi.temuan, *temuan]
    if any(satu.tingkat == "galat" and satu.kode in TABEL_TIDAK_DIBACA for satu in temuan):
        return None, temuan
    if not len(isi.baris):
        apa = f"Tabel {sumber.tabel} hanya berisi judul kolom, tanpa baris data"
        temuan.append(asal.temuan("peringatan", "tabel_kosong", apa, "isi datanya, atau ekspor ulang"))
    tanpa = frozenset(kamus.kolom.keys() - terpakai.keys())
    mentah = Mentah(replace(asal, baris=isi.baris), _rangkai(isi, terpakai, kamus), isi.dialek, tanpa)
    temuan += isi.catatan(terpakai) if isi.catatan else []
    return mentah, temuan + catatan_karakter(mentah.frame, kamus, mentah.asal)


def _asal(sumber: Sumber) -> Asal:
    return Asal(sumber.tabel, sumber.berkas, sumber.lembar, np.empty(0, dtype="int64"))


def _rangkai(isi: _Isi, terpakai: dict[str, int], kamus: KamusTabel) -> pd.DataFrame:
    kosong = pd.Series([None] * len(isi.baris), dtype="str")
    kolom = {nama: isi.kolom[terpakai[nama]] if nama in terpakai else kosong for nama in kamus.kolom}
    return pd.DataFrame(kolom, index=pd.RangeIndex(len(isi.baris)))


def _berisi(kolom: pd.Series) -> bool:
    return bool((kolom.notna() & (kolom.astype(object) != "")).any())


def _baca_csv(sumber: Sumber) -> _Isi:
    teks = _dekode(sumber.isi)
    kepala_excel = _KEPALA_EXCEL.match(teks)
    pemisah = _pemisah(teks[kepala_excel.end() if kepala_excel else 0 :], muat_kamus()[sumber.tabel])
    csv.field_size_limit(_BATAS_ISIAN)
    pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah, strict=True)
    catatan: list[list[str]] = []
    baris: list[int] = []
    mulai = 1
    try:
        for satu in pembaca:
            if any(isian.strip() for isian in satu):
                catatan.append(satu)
                baris.append(mulai)
            mulai = pembaca.line_num + 1
    except csv.Error as galat:
        raise GalatUrai(
            "berkas_rusak",
            f"CSV tidak dapat diurai di sekitar baris {pembaca.line_num}",
            mengapa=_sebab_csv(str(galat)),
            tindakan="perbaiki baris itu, atau ekspor ulang sebagai CSV UTF-8",
        ) from None
    if kepala_excel:
        catatan, baris = catatan[1:], baris[1:]
    if not catatan:
        raise _tanpa_isi()
    return _susun_csv(catatan, baris, _PEMISAH[pemisah], _asal(sumber))


def _sebab_csv(pesan: str) -> str:
    """The reason the csv module gives, in Indonesian."""
    if "field limit" in pesan:
        return f"satu isian lebih panjang dari {angka(_BATAS_ISIAN)} karakter; mungkin tanda kutip tidak ditutup"
    if "unexpected end" in pesan:
        return "tanda kutip tidak ditutup sampai akhir berkas"
    if "expected after" in pesan:
        return "ada teks sesudah tanda kutip penutup"
    return "tanda kutip atau akhir barisnya tidak teratur"


def _susun_csv(catatan: list[list[str]], baris: list[int], dialek: Dialek | None, asal: Asal) -> _Isi:
    kepala = [isian.strip() for isian in catatan[0]]
    while kepala and not kepala[-1]:
        kepala.pop()
    lebar = len(kepala)
    periksa_lebar(lebar)
    baik: list[list[str]] = []
    nomor: list[int] = []
    temuan: list[Temuan] = []
    for isi, di in zip(catatan[1:], baris[1:], strict=True):
        if len(isi) == lebar or (len(isi) > lebar and not any(isian.strip() for isian in isi[lebar:])):
            baik.append(isi)
            nomor.append(di)
        else:
            temuan.append(_jumlah_isian(isi, lebar, di, asal))
    kolom = [pd.Series([isi[urut] for isi in baik], dtype="str") for urut in range(lebar)]
    return _Isi(list(kepala), kolom, np.array(nomor, dtype="int64"), dialek, tuple(temuan))


def _jumlah_isian(isi: list[str], lebar: int, baris: int, asal: Asal) -> Temuan:
    satu = asal.temuan(
        "galat",
        "jumlah_isian_beda",
        f"Baris berisi {len(isi)} isian, padahal judulnya {lebar} kolom; baris ini tidak dibaca",
        "beri tanda kutip pada isian yang memuat pemisah (misalnya koma desimal), atau ekspor ulang",
        nilai=" | ".join(isi),
    )
    return satu._replace(baris=baris)


def _dekode(isi: bytes) -> str:
    if isi.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _enkode("berkas berenkode UTF-16")
    if b"\x00" in isi:
        raise GalatUrai(
            "berkas_rusak", "Isi berkas bukan teks CSV", tindakan="ekspor ulang sebagai CSV UTF-8, bukan format lain"
        )
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError as galat:
        baris = isi.count(b"\n", 0, galat.start) + 1
        raise _enkode(f"byte tidak sah di baris {baris}") from None


def _enkode(mengapa: str) -> GalatUrai:
    return GalatUrai(
        "enkode_bukan_utf8",
        "Enkode berkas bukan UTF-8",
        mengapa=mengapa,
        tindakan="di Excel pilih Simpan Sebagai, lalu jenis “CSV UTF-8”",
    )


def _pemisah(teks: str, kamus: KamusTabel) -> str:
    """The separator under which the header names most known columns."""
    garis = next((satu for satu in teks[:_PANJANG_KEPALA].splitlines() if satu.strip()), "")

    def dikenal(pemisah: str) -> tuple[int, int]:
        isian = [satu.strip().strip('"').strip().casefold() for satu in garis.split(pemisah)]
        return sum(satu in kamus.alias for satu in isian), len(isian)

    return max(_PEMISAH, key=dikenal)


def _baca_parquet(sumber: Sumber) -> _Isi:
    judul, kolom = kolom_parquet(sumber.isi)
    baris = np.arange(1, (len(kolom[0]) if kolom else 0) + 1, dtype="int64")
    return _Isi(list(judul), kolom, baris, None)


def _baca_xlsx(sumber: Sumber) -> _Isi:
    if sumber.buku is None or sumber.lembar is None:
        raise TypeError("sumber XLSX harus punya buku kerja dan lembar")
    lembar = sumber.buku.baca_lembar(sumber.lembar)
    sel = lembar.sel
    posisi = np.flatnonzero([any(map(_ada_isi, satu)) for satu in sel.to_numpy(dtype=object)])
    if not len(posisi):
        raise _tanpa_isi()
    kepala, isi = int(posisi[0]), posisi[1:]
    data = sel.iloc[isi].reset_index(drop=True)
    kolom = [data[urut] for urut in data.columns]
    pertama = next((nama for nama in sumber.buku.lembar if nama_tabel(nama)), sumber.lembar)
    return _Isi(
        list(sel.iloc[kepala]),
        kolom,
        isi.astype("int64") + 1,
        None,
        # Of the workbook as a whole this is said once, with its first table.
        tuple(catatan_buku(sumber.buku, _asal(sumber))) if sumber.lembar == pertama else (),
        partial(catatan_lembar, lembar, asal=_asal(sumber)),
    )


def _ada_isi(nilai: object) -> bool:
    return nilai is not None and nilai != "" and str(nilai).strip() != ""


def _tanpa_isi() -> GalatUrai:
    return GalatUrai("berkas_kosong", "Tidak ada judul kolom maupun data", tindakan="ekspor ulang dari sistem asal")


_PEMBACA: dict[str, Callable[[Sumber], _Isi]] = {
    ".csv": _baca_csv,
    ".parquet": _baca_parquet,
    ".xlsx": _baca_xlsx,
}
