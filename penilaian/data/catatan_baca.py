"""What a reader of a table should know though every value was read: formulas, hidden rows, invisible characters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from penilaian.bahasa import angka
from penilaian.data.buku_kerja import BukuKerja, LembarBaca
from penilaian.data.kamus import KamusTabel
from penilaian.data.karakter import PEMBALIK, TAK_TERLIHAT, perlihatkan
from penilaian.data.temuan import Asal, Temuan, Tingkat

_MUNGKIN = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]"
_SALIN_NILAI = "salin kolomnya, tempel sebagai nilai, lalu simpan"


def catatan_buku(buku: BukuKerja, asal: Asal) -> list[Temuan]:
    """Macros and links of a workbook; nothing in it is run or followed."""
    temuan = []
    if buku.bermakro:
        apa = "Buku kerja memuat makro (program); makro tidak dijalankan, hanya isi selnya yang dibaca"
        temuan.append(asal.temuan("peringatan", "makro", apa, "simpan ulang sebagai .xlsx tanpa makro"))
    if buku.bertautan:
        apa = "Buku kerja mengambil nilai dari buku kerja lain; yang dibaca adalah nilai terakhir yang tersimpan"
        tindakan = "pastikan nilainya mutakhir, lalu di Excel pilih Data, Edit Tautan, dan Putuskan Tautan"
        temuan.append(asal.temuan("peringatan", "tautan_luar", apa, tindakan))
    return temuan


def catatan_lembar(lembar: LembarBaca, terpakai: Mapping[str, int], asal: Asal) -> list[Temuan]:
    """Formulas in the columns used, and what Excel hides."""
    temuan = []
    if lembar.tersembunyi:
        apa = f"Lembar {asal.lembar} tersembunyi di Excel, tetapi tetap dibaca"
        tindakan = "tampilkan lembarnya, atau hapus bila bukan data yang dimaksud"
        temuan.append(asal.temuan("catatan", "lembar_tersembunyi", apa, tindakan))
    if lembar.baris_tersembunyi:
        apa = f"{angka(lembar.baris_tersembunyi)} baris tersembunyi di Excel (mungkin oleh filter), tetapi tetap dibaca"
        tindakan = "hapus filternya, lalu hapus baris yang bukan data"
        temuan.append(asal.temuan("catatan", "baris_tersembunyi", apa, tindakan))
    for nama, urut in terpakai.items():
        if jumlah := lembar.rumus.get(urut):
            apa = f"{angka(jumlah)} sel berisi rumus; yang dibaca adalah hasil terakhir yang tersimpan"
            temuan.append(asal.temuan("catatan", "sel_berumus", apa, f"bila ragu, {_SALIN_NILAI}", kolom=nama))
    return temuan


def catatan_karakter(frame: pd.DataFrame, kamus: KamusTabel, asal: Asal) -> list[Temuan]:
    """Invisible characters in texts, which are kept as they are; one finding a column."""
    temuan = []
    for nama, isi in kamus.kolom.items():
        if isi.tipe != "teks":
            continue
        beda = {teks for teks in _beda(frame[nama]) if isinstance(teks, str) and TAK_TERLIHAT.search(teks)}
        if beda:
            kena = [posisi for posisi, teks in enumerate(frame[nama]) if isinstance(teks, str) and teks in beda]
            temuan.append(_karakter(nama, kena, frame[nama], asal))
    return temuan


def _beda(kolom: pd.Series) -> Iterable[object]:
    """The values to look at: a column of nothing but text is sieved first, which is a hundred times as fast."""
    if not isinstance(kolom.dtype, pd.StringDtype):
        return kolom
    teks = pa.array(kolom, from_pandas=True)
    kena = pc.fill_null(pc.match_substring_regex(teks, _MUNGKIN), fill_value=False)
    return kolom[np.asarray(kena, dtype=bool)]


def _karakter(nama: str, kena: list[int], kolom: pd.Series, asal: Asal) -> Temuan:
    teks = [str(kolom.iat[posisi]) for posisi in kena]
    terbalik = [posisi for posisi, satu in zip(kena, teks, strict=True) if PEMBALIK.search(satu)]
    apa = f"{angka(len(kena))} isian memuat karakter yang tidak terlihat"
    tingkat: Tingkat = "catatan"
    if terbalik:
        tingkat = "peringatan"
        apa += ", di antaranya pembalik arah tulisan; yang tampak di layar dan laporan dapat berbeda dari isinya"
    posisi = (terbalik or kena)[0]
    nilai = perlihatkan(str(kolom.iat[posisi]))
    tindakan = "ketik ulang isian itu di sumber data"
    return asal.temuan(tingkat, "karakter_tak_terlihat", apa, tindakan, posisi=posisi, kolom=nama, nilai=nilai)
