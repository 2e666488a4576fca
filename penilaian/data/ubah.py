"""Values to types, column by column; what cannot be read becomes missing and is reported.

Each distinct value is parsed once, so that fifty thousand rows cost little.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from penilaian.data.baca import Mentah
from penilaian.data.kamus import KamusKolom, Tipe, muat_kamus
from penilaian.data.lembar_xml import SelGalat, SelTanpaHasil
from penilaian.data.nilai_sel import jadikan_teks, pengurai_kolom
from penilaian.data.sebutan import Tunggal
from penilaian.data.temuan import BATAS_SERUPA, Asal, Pesan, Temuan
from penilaian.data.uraian import GalatUrai

DTIPE: dict[Tipe, Any] = {
    "teks": "str",
    "kode": "str",
    "nip": "str",
    "periode": "str",
    "bilangan": "float64",
    "bulat": "Int64",
    "tanggal": "datetime64[s]",
    "ya_tidak": "boolean",
}


_SEDERHANA: frozenset[type] = frozenset({str, int, float, bool, date, datetime, pd.Timestamp})


@dataclass(frozen=True)
class TabelBaca:
    """A converted table; ``gagal`` holds (position, column) of values that could not be read."""

    asal: Asal
    frame: pd.DataFrame
    gagal: frozenset[tuple[int, str]]
    tanpa: frozenset[str] = frozenset()
    """Columns of the dictionary that the file does not have."""

    def terbaca(self, kolom: str) -> pd.Series:
        """Per row: False where the value of the column was there but could not be read."""
        tidak = [posisi for posisi, nama in self.gagal if nama == kolom]
        return pd.Series(~np.isin(np.arange(len(self.frame)), tidak), index=self.frame.index)


def ubah_tabel(mentah: Mentah) -> tuple[TabelBaca, list[Temuan]]:
    """Convert all columns of a table to the types of its dictionary."""
    kolom: dict[str, pd.Series] = {}
    temuan: list[Temuan] = []
    gagal: set[tuple[int, str]] = set()
    for nama, kamus in muat_kamus()[mentah.asal.tabel].kolom.items():
        hasil, galat = ubah_kolom(mentah.frame[nama], kamus, mentah)
        kolom[nama] = hasil
        temuan += _temuan_kolom(mentah, nama, galat)
        gagal |= {(posisi, nama) for posisi in galat}
        temuan += _catatan_kolom(mentah, nama, kamus)
    frame = pd.DataFrame(kolom, index=mentah.frame.index)
    return TabelBaca(mentah.asal, frame, frozenset(gagal), mentah.tanpa), temuan


def _temuan_kolom(mentah: Mentah, nama: str, galat: dict[int, GalatUrai]) -> list[Temuan]:
    """One finding for each value of a column that could not be read."""
    asli = mentah.frame[nama].tolist() if galat else []
    temuan = []
    for posisi, satu in islice(galat.items(), BATAS_SERUPA):
        apa = f"{satu.apa}; {satu.mengapa}" if satu.mengapa else satu.apa
        rinci = {"posisi": posisi, "kolom": nama, "nilai": asli[posisi]}
        temuan.append(mentah.asal.temuan("galat", satu.kode, apa, satu.tindakan, **rinci))
    pesan = Pesan("galat", "banyak_nilai_salah", "Nilai kolom ini tidak dapat dibaca", "ekspor ulang dari sistem asal")
    return temuan + mentah.asal.sisanya(pesan, len(galat) - len(temuan), nama)


def ubah_kolom(nilai: pd.Series, kamus: KamusKolom, mentah: Mentah) -> tuple[pd.Series, dict[int, GalatUrai]]:
    """One column in its type, and the failures by position."""
    if _sudah_bertipe(nilai, kamus.tipe):
        return nilai.astype(DTIPE[kamus.tipe]), {}
    kode, unik = _faktor(nilai)
    urai = pengurai_kolom(kamus, unik, mentah.dialek, mentah.bentuk)
    hasil = np.empty(len(unik) + 1, dtype=object)
    salah: dict[int, GalatUrai] = {}
    for urut, satu in enumerate(unik):
        try:
            hasil[urut] = _urai_satu(satu, urai)
        except GalatUrai as galat:
            salah[urut] = galat
    gagal = {int(posisi): salah[kode[posisi]] for posisi in np.flatnonzero(np.isin(kode, list(salah)))}
    return pd.Series(_jadikan(hasil[kode], kamus.tipe), index=nilai.index, dtype=DTIPE[kamus.tipe]), gagal


def _sudah_bertipe(nilai: pd.Series, tipe: Tipe) -> bool:
    jenis = nilai.dtype.kind
    if tipe == "bilangan":
        return jenis in "iuf" and bool(np.isfinite(nilai.dropna().to_numpy(dtype="float64")).all())
    if tipe == "bulat":
        return jenis in "iu" and nilai.dtype != np.dtype("uint64")
    if tipe == "tanggal":
        return jenis == "M" and getattr(nilai.dtype, "tz", None) is None and bool((nilai.dt.normalize() == nilai).all())
    return tipe == "ya_tidak" and jenis == "b"


def _urai_satu(nilai: Any, urai: Callable[[Any], Any]) -> Any:
    if type(nilai) is str:
        bersih = nilai.strip()
        return urai(bersih) if bersih else None
    if isinstance(nilai, SelGalat):
        raise GalatUrai(
            "sel_galat_excel",
            f"Sel Excel berisi galat {nilai}, bukan nilai",
            tindakan="perbaiki rumusnya, lalu simpan ulang",
        )
    if isinstance(nilai, SelTanpaHasil):
        raise GalatUrai(
            "rumus_tanpa_hasil",
            "Sel Excel berisi rumus yang hasilnya belum pernah dihitung",
            tindakan="buka di Excel lalu simpan, agar hasil rumusnya ikut tersimpan",
        )
    if not isinstance(nilai, Tunggal | Real):
        raise GalatUrai(
            "bukan_satu_nilai",
            "Isian ini bukan teks, angka, atau tanggal",
            tindakan="ekspor ulang dengan satu nilai sederhana di setiap sel",
        )
    return urai(nilai)


def _faktor(nilai: pd.Series) -> tuple[np.ndarray, list[Any]]:
    """Codes per row and the distinct values; missing is code -1, so it picks the last, empty, result."""
    if isinstance(nilai.dtype, pd.StringDtype):
        kode, unik = pd.factorize(nilai)
        return kode, list(unik)
    seragam = _seragam(nilai)
    if seragam is not None:
        kode, berbeda = pd.factorize(seragam)
        return kode, list(berbeda)
    nomor: dict[tuple[type, Hashable], int] = {}
    isi: list[Any] = []
    kode = np.full(len(nilai), -1, dtype="int64")
    for posisi, satu in enumerate(nilai.astype(object)):
        if satu is None or satu is pd.NA or satu is pd.NaT or (isinstance(satu, float) and math.isnan(satu)):
            continue
        butir = satu if isinstance(satu, Hashable) else ()
        kunci = (type(satu), butir)
        if kunci not in nomor:
            nomor[kunci] = len(isi)
            isi.append(butir)
        kode[posisi] = nomor[kunci]
    return kode, isi


def _seragam(nilai: pd.Series) -> np.ndarray | None:
    """The values with empty texts as missing, if the others are of one simple type: equal ones are the same value then."""
    isi = nilai.to_numpy(dtype=object)
    jenis = set(map(type, isi)) - {type(None)}
    if len(jenis) > 1 and str in jenis:
        isi = isi.copy()
        isi[isi == ""] = None
        jenis = set(map(type, isi)) - {type(None)}
    sejenis = len(jenis) <= 1 or jenis == {int, float}
    return isi if sejenis and jenis <= _SEDERHANA else None


def _jadikan(hasil: np.ndarray, tipe: Tipe) -> Any:
    if tipe == "bilangan":
        return hasil.astype("float64")
    if tipe == "bulat":
        return pd.array([pd.NA if satu is None else satu for satu in hasil], dtype="Int64")
    if tipe == "tanggal":
        return np.array([None if satu is None else satu for satu in hasil], dtype="datetime64[s]")
    if tipe == "ya_tidak":
        return pd.array([pd.NA if satu is None else satu for satu in hasil], dtype="boolean")
    return hasil


def _catatan_kolom(mentah: Mentah, nama: str, kamus: KamusKolom) -> list[Temuan]:
    """Numbers in a code column were taken as they are; leading zeros may already be gone."""
    if kamus.tipe != "kode" or isinstance(mentah.frame[nama].dtype, pd.StringDtype):
        return []
    angka = [
        posisi
        for posisi, nilai in enumerate(mentah.frame[nama].astype(object))
        if not isinstance(nilai, bool) and isinstance(nilai, Real) and float(nilai).is_integer()
    ]
    if not angka:
        return []
    return [
        mentah.asal.temuan(
            "peringatan",
            "kode_numerik",
            f"{len(angka)} kode tersimpan sebagai angka; angka nol di depan (01) mungkin sudah hilang",
            jadikan_teks(mentah.bentuk),
            posisi=angka[0],
            kolom=nama,
            nilai=mentah.frame[nama].iat[angka[0]],
        )
    ]


def posisi_benar(kena: pd.Series) -> list[int]:
    """Positions of the rows where a condition holds; missing counts as no."""
    return [int(posisi) for posisi in np.flatnonzero(kena.fillna(False).to_numpy(dtype=bool))]
