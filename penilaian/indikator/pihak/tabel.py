"""The judgements of all parties as one tidy table, one row an answer, and the CSV that holds it.

Columns: ``pihak``, ``peserta`` (P01 …), ``perangkat``, ``cara``, ``butir``, ``banding``, ``nilai``, ``suara``,
``catatan``, ``usulan``. A pair says that ``butir`` is ``nilai`` (1 … 9) times as important as ``banding``; points give
``nilai`` (0 … 100) to ``butir``; a vote stands in ``suara`` (setuju, tanya, tolak) with its remark and its proposal
of wording. ``nilai`` is a float, everything else text; what does not apply is missing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pandas as pd

from penilaian.bahasa import angka
from penilaian.galat import GalatData
from penilaian.indikator.pihak.perangkat import CARA, PIHAK, Perangkat
from penilaian.indikator.pihak.tabel_periksa import temuan_baris, temuan_kelompok, temuan_perangkat

KOLOM = ("pihak", "peserta", "perangkat", "cara", "butir", "banding", "nilai", "suara", "catatan", "usulan")
_TEKS = [nama for nama in KOLOM if nama != "nilai"]
_DISEBUT = 10


def pertimbangan_kosong() -> pd.DataFrame:
    """The table without a row."""
    return _susun(pd.DataFrame(columns=list(KOLOM)))


def periksa_pertimbangan(data: pd.DataFrame, perangkat: Sequence[Perangkat] | None = None) -> pd.DataFrame:
    """The same answers with strict types and in the one order that this table has; the frame itself stays as it is.

    With ``perangkat`` every code must be one of theirs, and points must be given to each of their things.

    Raises:
        GalatData: columns that are unknown or missing, or answers that cannot be; rows count from 1.
    """
    _periksa_kolom([str(nama) for nama in data.columns])
    rapi = _susun(data)
    temuan = temuan_baris(rapi) or temuan_kelompok(rapi)
    if not temuan and perangkat is not None:
        temuan = temuan_perangkat(rapi, perangkat)
    if temuan:
        raise _tolak(temuan)
    urut = {"pihak": list(PIHAK), "cara": list(CARA)}
    kunci = pd.DataFrame({nama: rapi[nama].map(urut[nama].index) if nama in urut else rapi[nama] for nama in KOLOM[:6]})
    kunci["peserta"] = rapi["peserta"].str[1:].astype("int64")
    return rapi.loc[kunci.sort_values(list(KOLOM[:6])).index].reset_index(drop=True)


def baca_pertimbangan(isi: str | bytes, berkas: str = "") -> pd.DataFrame:
    """The table from its CSV (UTF-8, comma), as text or as bytes; ``berkas`` is what errors call it.

    Raises:
        GalatData: no such table; says which rows.
    """
    try:
        return periksa_pertimbangan(_urai_csv(isi if isinstance(isi, str) else isi.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise _tolak(["bukan teks UTF-8"], berkas) from None
    except GalatData as galat:
        raise GalatData(galat.apa, di_mana=berkas, mengapa=galat.mengapa, tindakan=galat.tindakan) from None


def _urai_csv(teks: str) -> pd.DataFrame:
    """Rows of cells as a table; empty cells are missing."""
    try:
        baris = list(csv.reader(io.StringIO(teks.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error:
        raise _tolak(
            ["bukan CSV yang utuh: ada tanda kutip yang tidak ditutup, atau sel yang terlalu panjang"]
        ) from None
    if not baris:
        raise _tolak(["berkas kosong, judul kolom pun tidak ada"])
    _periksa_kolom(baris[0])
    pincang = [nomor for nomor, satu in enumerate(baris[1:], start=1) if len(satu) != len(baris[0])]
    if pincang:
        raise _tolak([f"baris {angka(nomor)}: banyak selnya tidak {len(baris[0])}" for nomor in pincang])
    isi = pd.DataFrame(baris[1:], columns=baris[0], dtype="str").replace("", None)
    bulat = isi["nilai"].isna() | isi["nilai"].str.fullmatch("[0-9]{1,3}").astype("boolean").fillna(value=False)
    if not bulat.all():
        raise _tolak([f"baris {angka(nomor + 1)}: nilai bukan bilangan bulat" for nomor in isi.index[~bulat]])
    return isi.assign(nilai=isi["nilai"].astype("float64"))


def tulis_pertimbangan(data: pd.DataFrame) -> str:
    """The CSV of the table: the same answers in any order give the same text.

    Raises:
        GalatData: answers that cannot be.
    """
    rapi = periksa_pertimbangan(data)
    bulat = rapi["nilai"].astype("Int64").astype("str").where(rapi["nilai"].notna(), "")
    return rapi.assign(nilai=bulat).to_csv(index=False, lineterminator="\n")


def _susun(data: pd.DataFrame) -> pd.DataFrame:
    hasil = data.reindex(columns=list(KOLOM)).reset_index(drop=True)
    return hasil.astype({**dict.fromkeys(_TEKS, "str"), "nilai": "float64"})


def _periksa_kolom(ada: Sequence[str]) -> None:
    asing = [nama.strip() or "(tanpa judul)" for nama in ada if nama not in KOLOM]
    kurang = [nama for nama in KOLOM if nama not in ada]
    ganda = sorted({nama for nama in ada if ada.count(nama) > 1})
    temuan = [
        f"{sebab}: {', '.join(nama)}"
        for sebab, nama in (("kolom tidak dikenal", asing), ("kolom tidak ada", kurang), ("kolom ganda", ganda))
        if nama
    ]
    if temuan:
        raise _tolak(temuan)


def _tolak(temuan: Sequence[str], berkas: str = "") -> GalatData:
    lain = len(temuan) - _DISEBUT
    return GalatData(
        "Tabel pertimbangan para pihak tidak dapat dipakai",
        di_mana=berkas,
        mengapa="; ".join(temuan[:_DISEBUT]) + (f"; dan {angka(lain)} lagi" if lain > 0 else ""),
        tindakan="susun lagi dari lembar yang kembali dengan `penilaian indikator gabung`; tabel ini tidak disunting dengan tangan",
    )
