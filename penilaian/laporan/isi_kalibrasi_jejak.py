"""Contents of `04_kalibrasi`: the provisions behind the review, and the limits it marks by."""

from __future__ import annotations

import pandas as pd

from penilaian.aturan.bentuk import Parameter
from penilaian.bahasa import angka
from penilaian.kalibrasi.bahan import KEBIJAKAN
from penilaian.laporan.isi_kalibrasi import IsiKalibrasi
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai.pola import KEBIJAKAN_POLA, LAPIS


def tabel_batas(isi: IsiKalibrasi) -> Tabel:
    """The numbers of the local policy by which something is marked, grouped or left out."""
    nilai: Parameter = isi.kalibrasi.aturan.nilai(KEBIJAKAN)
    baris = [(satu.keterangan, angka(nilai.bilangan(nama)), satu.satuan) for nama, satu in nilai.butir.items()]
    kolom = (Kolom("arti", "Batas"), Kolom("nilai", "Nilai"), Kolom("satuan", "Satuan"))
    return Tabel(
        "Batas yang dipakai tinjauan ini", kolom, pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]),
        catatan="Kebijakan lokal, bukan peraturan; dapat dicoba lain dengan sebuah skenario.",
    )  # fmt: skip


def tabel_ketentuan(isi: IsiKalibrasi) -> Tabel:
    """Every provision of the review and of the results it looks at, with citation and verification."""
    aturan = isi.kalibrasi.aturan
    kode = sorted({*isi.hasil.jejak.aturan, *LAPIS.values(), KEBIJAKAN_POLA, KEBIJAKAN})
    baris = [
        (
            aturan.ketentuan[satu].judul,
            aturan.ketentuan[satu].uraian_sifat(aturan.hari),
            str(aturan.masa(satu).sitasi),
            aturan.masa(satu).verifikasi,
        )
        for satu in kode
    ]
    kolom = (
        Kolom("judul", "Ketentuan"), Kolom("sifat", "Sifat"), Kolom("sitasi", "Sitasi"), Kolom("verifikasi", "Verifikasi"),
    )  # fmt: skip
    return Tabel("Ketentuan di balik tinjauan", kolom, pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]))
