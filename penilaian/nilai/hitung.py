"""From the tables of a period to a result: the whole pipeline on one screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import pandas as pd

from penilaian.aturan import Aturan, BukuAturan, muat_buku
from penilaian.galat import GalatData, GalatJejak
from penilaian.nilai import kolom
from penilaian.nilai.hasil import Hasil
from penilaian.nilai.jejak import VERSI_JEJAK, Jejak, Langkah, sidik_tabel
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data

MASUKAN = {
    "pegawai": ("nip",),
    "indikator": ("kode",),
    "skp": ("nip", "kode_indikator"),
    "realisasi": ("nip", "kode_indikator"),
    "umpan_balik": ("nomor",),
    "penetapan": ("nip",),
}
"""The tables that are read, with the columns that name a row within one period."""

LANGKAH = {
    "indikator": ("capaian dan rating setiap indikator", ("nip", "kode_indikator"), (kolom.KEBIJAKAN,)),
    "rhk": ("rating setiap rencana hasil kerja", ("nip", "kode_rhk", "kategori"), (kolom.KEBIJAKAN, kolom.RATING)),
    "pegawai": (
        "usulan rating hasil kerja, lalu predikat dari rating yang ditetapkan",
        ("nip",),
        (kolom.USULAN, kolom.KUADRAN),
    ),
    "opd": ("sebaran predikat per OPD", ("kode_opd", "predikat"), (kolom.PREDIKAT,)),
}
"""The tables that come out: what they say, their key, the provisions behind them."""


def hitung(data: Data, periode: Periode | str, aturan: BukuAturan | Aturan | None = None) -> Hasil:
    """Score the employees of one period.

    ``data`` holds the tables of `penilaian.data`; ``aturan`` is the rule book (the
    one that comes with the package if left out) or the rules of one day. The rules
    in force on the period's last day apply.

    Raises:
        GalatData: nobody is listed in the period, or the tables have findings that forbid scoring.
        GalatAturan: a rule is not in force in the period.
    """
    periode = Periode.urai(periode)
    if not isinstance(aturan, Aturan):
        aturan = (aturan or muat_buku()).pada(periode.akhir)
    rekaman = aturan.rekaman(kolom.ketentuan_dipakai(aturan))
    irisan = data.untuk(periode=periode)
    irisan.pastikan_bersih()
    masukan = {nama: _siapkan(irisan.tabel[nama], nama, kunci, periode) for nama, kunci in MASUKAN.items()}
    bingkai = {nama: nw.from_native(tabel, eager_only=True) for nama, tabel in masukan.items()}
    with np.errstate(invalid="ignore"):  # comparing a missing value is not worth a warning
        keluaran = {nama: isi.to_native() for nama, isi in kolom.hitung_kolom(bingkai, aturan).items()}
    keluaran["opd"] = _lengkapi_sebaran(keluaran["opd"], aturan)
    tabel = {nama: _rapikan(isi, LANGKAH[nama][1]) for nama, isi in keluaran.items()}
    jejak = Jejak(
        periode=periode.kode,
        hari=aturan.hari.isoformat(),
        masukan={nama: sidik_tabel(isi) for nama, isi in masukan.items()},
        aturan=rekaman,
        langkah=tuple(
            Langkah(nama, uraian, ketentuan, len(tabel[nama]), sidik_tabel(tabel[nama]))
            for nama, (uraian, _, ketentuan) in LANGKAH.items()
        ),
    )
    return Hasil(periode, jejak, MappingProxyType(tabel))


def ulang(jejak: Jejak, data: Data) -> Hasil:
    """Compute a recorded result again, with the rules the trace holds.

    Raises:
        GalatJejak: the tables or a step differ from what was recorded; names the first one.
    """
    hari = Periode.urai(jejak.periode).akhir
    hasil = hitung(data, jejak.periode, Aturan.dari_rekaman(hari, jejak.aturan))
    nama = [butir.nama for butir in hasil.jejak.langkah]
    if jejak.versi != VERSI_JEJAK or [butir.nama for butir in jejak.langkah] != nama:
        raise GalatJejak(
            "Jejak dibuat versi lain",
            mengapa=f"versi {jejak.versi} dengan langkah {', '.join(butir.nama for butir in jejak.langkah) or 'tidak ada'}",
            tindakan=f"hitung ulang dengan versi paket yang mencatatnya; versi ini membaca {VERSI_JEJAK}",
        )
    beda_masukan = [nama for nama, sidik in jejak.masukan.items() if hasil.jejak.masukan.get(nama) != sidik]
    beda_langkah = [
        lama.nama for lama, baru in zip(jejak.langkah, hasil.jejak.langkah, strict=True) if lama.sidik != baru.sidik
    ]
    if beda_masukan or beda_langkah:
        raise GalatJejak(
            "Hitungan ulang tidak sama dengan jejak",
            di_mana=f"periode {jejak.periode}",
            mengapa=f"tabel masukan berbeda: {', '.join(beda_masukan) or 'tidak ada'}; langkah berbeda: {', '.join(beda_langkah) or 'tidak ada'}",
            tindakan="pastikan data yang dipakai adalah data saat laporan dibuat",
        )
    return hasil


def _siapkan(tabel: pd.DataFrame, nama: str, kunci: tuple[str, ...], periode: Periode) -> pd.DataFrame:
    """Rows in a fixed order, each named once: a join must never multiply a person."""
    if nama == "pegawai" and tabel.empty:
        raise GalatData(
            f"Tidak ada pegawai pada periode {periode.label}",
            di_mana="tabel pegawai",
            mengapa=f"tidak ada baris dengan periode {periode.kode}",
            tindakan="pilih periode lain, atau lengkapi tabel pegawai",
        )
    kembar = tabel[tabel.duplicated(list(kunci), keep=False)]
    if not kembar.empty:
        raise GalatData(
            f"{len(kembar)} baris tabel {nama} memakai kunci yang sama",
            di_mana=f"tabel {nama}, kunci {', '.join(kunci)}, periode {periode.kode}",
            mengapa="baris kembar akan menghitung orang yang sama dua kali",
            tindakan="jalankan `penilaian periksa` dan hapus baris kembarnya",
        )
    return tabel.sort_values(list(kunci), ignore_index=True)


def _lengkapi_sebaran(sebaran: pd.DataFrame, aturan: Aturan) -> pd.DataFrame:
    """Every agency with every predicate, also where nobody has it."""
    predikat = [*aturan.nilai(kolom.PREDIKAT).kode[::-1], kolom.BELUM]
    indeks = pd.MultiIndex.from_product(
        [sorted(sebaran["kode_opd"].unique()), predikat], names=["kode_opd", "predikat"]
    )
    ditetapkan = sebaran.groupby(["kode_opd", "predikat"])["jumlah"].sum()
    usulan = sebaran.groupby(["kode_opd", "predikat_usulan"])["jumlah"].sum().rename_axis(["kode_opd", "predikat"])
    lengkap = pd.DataFrame({"jumlah": ditetapkan, "jumlah_usulan": usulan}).reindex(indeks, fill_value=0)
    return lengkap.fillna(0).astype("int64").reset_index()


def _rapikan(tabel: pd.DataFrame, kunci: tuple[str, ...]) -> pd.DataFrame:
    if "predikat" in kunci:
        return tabel.reset_index(drop=True)
    return tabel.sort_values(list(kunci), ignore_index=True)
