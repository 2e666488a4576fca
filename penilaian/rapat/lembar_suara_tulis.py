"""The voting sheet as it goes out: everybody in the snapshot, for one voter."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from penilaian.berkas import tulis_utuh
from penilaian.buku_xlsx import Gaya, buku_baru, teks_sel
from penilaian.periode import Periode
from penilaian.rapat.cuplikan import PERHATIAN
from penilaian.rapat.keadaan import SUARA
from penilaian.rapat.kertas import kolom, sebut_kode, tulis_hal, tulis_tabel
from penilaian.rapat.pandangan import Rapat
from penilaian.rapat.teks import BATAS_URAIAN, nama_orang

LEMBAR_PETUNJUK, LEMBAR_SUARA = "Petunjuk", "Suara"
HAL_RAPAT, HAL_SIDIK, HAL_PEMBERI = "Rapat", "Sidik cuplikan", "Pemberi suara"
_BEBAS = {"locked": False, "bg_color": "#FFF8D6", "border": 1}
KEPALA = (
    kolom("NIP", 21),
    kolom("Nama", 28),
    kolom("Unit", 22),
    kolom("Jabatan", 28),
    kolom("Capaian (%)", 10),
    kolom("Usulan", 18),
    kolom("Hasil kerja", 18),
    kolom("Perilaku kerja", 18),
    kolom("Predikat", 18),
    kolom("Perhatian", 40),
    kolom("Suara", 14, **_BEBAS),
    kolom("Catatan", 40, **_BEBAS),
)
KOLOM_ISIAN = 2
"""The last columns are the voter's; the others only tell."""
_PETUNJUK = (
    ("Mengisi", f"Isi kolom Suara dengan salah satu: {', '.join(SUARA)}. Yang dikosongkan tidak dicatat."),
    ("setuju", "Rating dari pejabat penilai dapat diterima."),
    ("pertanyakan", "Rapat harus memutuskan pegawai ini. Tulis di Catatan apa yang ingin dijawab."),
    ("belum", "Suara yang pernah diberikan ditarik kembali."),
    (
        "Menyunting",
        "Baris boleh diurutkan atau disaring. Jangan menghapus baris atau kolom, dan jangan mengubah kolom lain.",
    ),
    ("Menjaga", "Lembar ini memuat nama dan NIP: hanya untuk tim kalibrasi, jangan disebarkan."),
)


def tulis_lembar_suara(rapat: Rapat, berkas: Path, nama: str) -> None:
    """Write the sheet of one voter."""
    isi = isi_lembar_suara(rapat, nama)
    with tulis_utuh(berkas) as aliran:
        aliran.write(isi)


def isi_lembar_suara(rapat: Rapat, nama: str) -> bytes:
    """The same as bytes.

    Raises:
        GalatRapat: no name.
    """
    aliran = BytesIO()
    with buku_baru(aliran, {"title": f"Lembar suara {rapat.id}"}) as buku:
        gaya = Gaya(buku)
        petunjuk = buku.add_worksheet(LEMBAR_PETUNJUK)
        tulis_hal(petunjuk, gaya, _petunjuk(rapat, nama_orang(nama)))
        petunjuk.protect()
        baris = [[*satu, None, None] for satu in baris_lembar(rapat)]
        lembar = tulis_tabel(buku, gaya, LEMBAR_SUARA, KEPALA, baris)
        _batasi_isian(lembar, len(baris))
        lembar.activate()
    return aliran.getvalue()


def baris_lembar(rapat: Rapat) -> list[list[str | None]]:
    """What the sheet tells about each employee, by unit and name; the first cell is the NIP."""
    pegawai = rapat.pegawai.sort_values(["unit", "nama", "nip"], na_position="last")
    return [
        [
            *(_teks(satu[bidang]) for bidang in ("nip", "nama", "unit", "jabatan", "capaian")),
            *(_teks(sebut_kode(satu[bidang])) for bidang in ("usulan", "hasil_kerja", "perilaku_kerja", "predikat")),
            _teks("; ".join(PERHATIAN.get(kode, kode) for kode in satu["perhatian"]) or None),
        ]
        for satu in pegawai.to_dict("records")
    ]


def _teks(nilai: str | None) -> str | None:
    return None if nilai is None else teks_sel(nilai)


def _petunjuk(rapat: Rapat, nama: str) -> list[tuple[str, str]]:
    return [
        (HAL_RAPAT, rapat.id),
        ("Perangkat daerah", rapat.nama_opd),
        ("Periode", Periode.urai(rapat.periode).label),
        (HAL_PEMBERI, nama),
        (HAL_SIDIK, rapat.dibuka.sidik),
        *_PETUNJUK,
    ]


def _batasi_isian(lembar: Worksheet, banyak: int) -> None:
    """A list to choose from, and no way to change the rest by accident; protection without a password is no secret."""
    suara = len(KEPALA) - KOLOM_ISIAN
    lembar.data_validation(
        1,
        suara,
        banyak,
        suara,
        {
            "validate": "list",
            "source": list(SUARA),
            "error_title": "Suara tidak dikenal",
            "error_message": f"Pilih {', '.join(SUARA)}, atau kosongkan.",
        },
    )
    lembar.data_validation(
        1,
        suara + 1,
        banyak,
        suara + 1,
        {"validate": "length", "criteria": "<=", "value": BATAS_URAIAN, "error_message": "Catatan terlalu panjang."},
    )
    lembar.protect(
        options={
            "autofilter": True,
            "sort": True,
            "format_columns": True,
            "format_rows": True,
            "select_locked_cells": True,
        }
    )
