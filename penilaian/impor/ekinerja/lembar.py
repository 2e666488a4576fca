"""e-Kinerja's workbooks: where the header stands, and which year and period a sheet is of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from penilaian.data.sebutan import tulis_nilai
from penilaian.data.temuan import Asal, Temuan
from penilaian.impor.bacaan import BerkasMasuk
from penilaian.impor.ekinerja.isian import Isian, susun_isian
from penilaian.impor.ekinerja.medan import Kepala, Medan, cocokkan_medan, lipat_semua
from penilaian.impor.ekinerja.nilai import bersih
from penilaian.periode import JenisPeriode, Periode

BARIS_DICARI = 20
"""The header is searched for in so many rows from the top."""
_TAHUN = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_TANGGAL = re.compile(
    r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2} +[A-Za-z]+ +[0-9]{4}"
)
_NAMA_LEMBAR = re.compile(r"(?P<nama>[a-z]+ ?(?:[1-4]|i{1,3}|iv)?)(?: ?(?P<tahun>(?:19|20|21)[0-9]{2}))?")
_TRIWULAN = re.compile(r"(?:tw|trw|triwulan) ?([1-4]|i{1,3}|iv)")
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SINGKATAN = {"sept": 9, "agt": 8, "ags": 8, "nop": 11, "pebruari": 2, "nopember": 11}


@dataclass(frozen=True)
class Lembar:
    """A sheet with a header; ``kepala`` is the header's row, from 0."""

    berkas: str
    nama: str
    sel: pd.DataFrame
    kepala: int

    @property
    def judul(self) -> list[object]:
        return list(self.sel.iloc[self.kepala])

    @property
    def di_atas(self) -> Iterator[object]:
        """The cells above the header, in reading order."""
        return (nilai for _, baris in self.sel.iloc[: self.kepala].iterrows() for nilai in baris)

    def asal(self, tabel: str, baris: Sequence[int] = ()) -> Asal:
        return Asal(tabel, self.berkas, self.nama, np.array(baris, dtype="int64"))


def cari_lembar(berkas: BerkasMasuk, cukup: Callable[[frozenset[str]], bool]) -> dict[str, Lembar | None]:
    """Each sheet by name, None where none of the first rows is a header.

    Raises:
        GalatUrai: the workbook cannot be read safely.
    """
    hasil: dict[str, Lembar | None] = {}
    for nama, sel in berkas.sel.items():
        di = next(
            (urut for urut in range(min(BARIS_DICARI, len(sel))) if cukup(lipat_semua(list(sel.iloc[urut])))), None
        )
        hasil[nama] = None if di is None else Lembar(berkas.nama, nama, sel, di)
    return hasil


def tahun_lembar(lembar: Lembar) -> tuple[int, ...]:
    """The year the title names; several where it is not clear, none where there is none.

    The first line counts before all others; the day of a download is no year of a report.
    """
    atas = [_tahun(satu) for satu in lembar.di_atas]
    pertama = next((satu for satu in atas if satu), frozenset())
    semua: frozenset[int] = frozenset().union(*atas)
    return tuple(sorted(pertama if len(pertama) == 1 else semua))


def _tahun(nilai: object) -> frozenset[int]:
    if nilai is None or isinstance(nilai, date | bool):
        return frozenset()
    return frozenset(int(satu) for satu in _TAHUN.findall(_TANGGAL.sub(" ", tulis_nilai(nilai))))


def sebutan_periode(nama: str) -> tuple[JenisPeriode, int, int | None] | None:
    """Kind, number and year (if named) of the period a sheet is called after; None where it is another name.

    >>> sebutan_periode("jan"), sebutan_periode("Triwulan II"), sebutan_periode("TW4 2025"), sebutan_periode("Tahunan")
    (('bulan', 1, None), ('triwulan', 2, None), ('triwulan', 4, 2025), ('tahun', 1, None))
    >>> sebutan_periode("Petunjuk") is None
    True
    """
    bersih_nama = " ".join("".join(huruf if huruf.isalnum() else " " for huruf in nama.casefold()).split())
    cocok = _NAMA_LEMBAR.fullmatch(bersih_nama)
    if cocok is None:
        return None
    kata, tahun = cocok["nama"].strip(), int(cocok["tahun"]) if cocok["tahun"] else None
    if kata in ("tahunan", "tahun"):
        return "tahun", 1, tahun
    if bulan := _BULAN.get(kata):
        return "bulan", bulan, tahun
    if triwulan := _TRIWULAN.fullmatch(kata):
        return "triwulan", _ROMAWI.get(triwulan[1]) or int(triwulan[1]), tahun
    return None


def _nama_bulan() -> Mapping[str, int]:
    nama = {Periode(2000, "bulan", nomor).label.split()[0].casefold(): nomor for nomor in range(1, 13)}
    return {**nama, **{satu[:3]: nomor for satu, nomor in nama.items()}, **_SINGKATAN}


_BULAN = _nama_bulan()


def isian_lembar(
    lembar: Lembar, tabel: str, medan: Sequence[Medan], lain: frozenset[str] = frozenset()
) -> tuple[Isian | None, Kepala, list[Temuan]]:
    """The rows below the header; None with a finding where needed columns are missing or no row is filled."""
    kosong = lembar.asal(tabel)
    kepala = cocokkan_medan(lembar.judul, medan, kosong, lembar.kepala + 1, lain)
    temuan = list(kepala.temuan)
    if not kepala.terbaca:
        return None, kepala, temuan
    isi = {
        urut: [bersih(nilai) for nilai in lembar.sel.iloc[lembar.kepala + 1 :, urut]]
        for urut in range(lembar.sel.shape[1])
    }
    temuan += _tanpa_judul(lembar, isi, kosong)
    kolom: dict[str, list[object]] = {nama: isi[urut] for nama, urut in kepala.posisi.items()}
    terisi = [posisi for posisi, satu in enumerate(zip(*kolom.values(), strict=True)) if _ada_isi(satu)]
    if not terisi:
        apa = "Lembar hanya berisi judul kolom, tanpa baris data"
        temuan.append(kosong.temuan("peringatan", "lembar_kosong", apa, "abaikan bila periodenya memang belum dinilai"))
        return None, kepala, temuan
    asal = lembar.asal(tabel, [lembar.kepala + 2 + posisi for posisi in terisi])
    kolom = {nama: [satu[posisi] for posisi in terisi] for nama, satu in kolom.items()}
    return susun_isian(asal, kolom, kepala.judul), kepala, temuan


def _ada_isi(baris: Sequence[object]) -> bool:
    return any(nilai is not None for nilai in baris)


def _tanpa_judul(lembar: Lembar, isi: Mapping[int, Sequence[object]], asal: Asal) -> list[Temuan]:
    tanpa = [urut for urut, judul in enumerate(lembar.judul) if bersih(judul) is None and _ada_isi(isi[urut])]
    return [
        asal.temuan(
            "catatan",
            "kolom_tanpa_judul",
            f"Kolom ke-{urut + 1} berisi data tetapi tidak berjudul; kolom ini tidak dibaca",
            "abaikan bila memang tidak diperlukan",
        )._replace(baris=lembar.kepala + 1)
        for urut in tanpa
    ]


def tanpa_kepala(berkas: str, lembar: str, sel: pd.DataFrame, perlu: str) -> Temuan:
    """The finding about a sheet without a header: grave where its name is a period's."""
    periode = sebutan_periode(lembar) is not None
    berisi = any(_ada_isi([bersih(nilai) for nilai in sel[urut]]) for urut in sel.columns)
    return Temuan(
        "galat" if periode and berisi else "peringatan" if periode else "catatan",
        "lembar_tanpa_kepala",
        f"Tidak ada baris judul berisi {perlu} di {BARIS_DICARI} baris pertama; lembar ini tidak dibaca"
        if berisi
        else "Lembar kosong dan tidak dibaca",
        "unduh ulang dari e-Kinerja" if periode else "abaikan bila lembar ini memang bukan data",
        berkas=berkas,
        lembar=lembar,
    )
