"""The table of a form as CSV, as agencies hand it around: rows only, without the block of the parties."""

from __future__ import annotations

import pandas as pd

from penilaian.data.catatan_csv import uraikan_csv
from penilaian.data.temuan import Temuan
from penilaian.data.uraian import GalatUrai
from penilaian.formulir.baca_kepala import cari_kepala, nama_kolom, tentukan_jenis
from penilaian.formulir.baca_kisi import Sel, susun_kisi
from penilaian.formulir.baca_tabel import baca_butir
from penilaian.formulir.bentuk import Formulir, Orang

_PEMISAH = (",", ";", "\t")
_TANDA = frozenset({"kategori", "rhk", "iki", "target"})
_BATAS_AWAL = 10_000


def kenali_csv(isi: bytes) -> bool:
    """Whether the first line is the heading of such a table."""
    garis = isi[:_BATAS_AWAL].decode("utf-8-sig", errors="replace").lstrip().split("\n", 1)[0]
    return any(_kolom(garis, pemisah) >= _TANDA for pemisah in _PEMISAH)


def _kolom(garis: str, pemisah: str) -> set[str]:
    return {nama for satu in garis.split(pemisah) if (nama := nama_kolom(Sel(0, 0, satu.strip().strip('"'))))}


def baca_csv(isi: bytes, berkas: str) -> tuple[Formulir | None, list[Temuan]]:
    """The form of a file that :func:`kenali_csv` knows, without its parties and period.

    Raises:
        GalatUrai: ``enkode_bukan_utf8`` or ``berkas_rusak``.
    """
    catatan = _catatan(isi)
    lebar = len(catatan[0][1]) if catatan else 0
    # An unquoted "3,5" shifts all that follows; that the row then ends in an empty field does not make it right.
    baik = [(nomor, satu) for nomor, satu in catatan if len(satu) == lebar]
    terbaca = {nomor for nomor, _ in baik}
    temuan = [_jumlah_isian(berkas, nomor, len(satu), lebar) for nomor, satu in catatan if nomor not in terbaca]
    sel = pd.DataFrame([satu for _, satu in baik], index=[nomor for nomor, _ in baik], dtype=object)
    sel = sel.reindex(range(max(terbaca, default=-1) + 1), fill_value="")
    kisi = susun_kisi(sel, berkas, None)
    kepala = cari_kepala(kisi)
    if kepala is None:
        return None, temuan
    jenis, masalah = tentukan_jenis(kisi, "", kepala)
    temuan += masalah
    if jenis is None:
        return None, temuan
    butir, masalah = baca_butir(kisi, kepala, jenis)
    return Formulir(jenis, Orang(), Orang(), tuple(butir), baris=kepala.awal + 1), temuan + masalah


def _catatan(isi: bytes) -> list[tuple[int, list[str]]]:
    """The records that hold something, each with the zero-based line it begins on."""
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GalatUrai(
            "enkode_bukan_utf8",
            "Enkode berkas bukan UTF-8",
            tindakan="di Excel pilih Simpan Sebagai, lalu jenis “CSV UTF-8”",
        ) from None
    garis = teks.lstrip().split("\n", 1)[0]
    pemisah = max(_PEMISAH, key=lambda satu: len(_kolom(garis, satu)))
    return [(nomor - 1, satu) for nomor, satu in uraikan_csv(teks, pemisah)]


def _jumlah_isian(berkas: str, nomor: int, ada: int, lebar: int) -> Temuan:
    return Temuan(
        "galat",
        "jumlah_isian_beda",
        f"Baris berisi {ada} isian, padahal judulnya {lebar} kolom; baris ini tidak dibaca",
        "beri tanda kutip pada isian yang memuat pemisah (misalnya koma desimal), atau ekspor ulang",
        berkas=berkas,
        baris=nomor + 1,
    )
