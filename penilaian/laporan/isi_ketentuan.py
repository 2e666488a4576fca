"""Tables that several reports share: the provisions they rest on, and the numbers of a local policy."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.bentuk import Parameter
from penilaian.bahasa import angka
from penilaian.laporan.tabel import Kolom, Tabel


def tabel_batas_kebijakan(aturan: Aturan, kode: str, judul: str) -> Tabel:
    """The numbers and choices of one policy, in its order."""
    nilai: Parameter = aturan.nilai(kode)
    baris = [
        (satu.keterangan, satu.pilihan or angka(nilai.bilangan(nama)), satu.satuan)
        for nama, satu in nilai.butir.items()
    ]
    kolom = (Kolom("arti", "Batas"), Kolom("nilai", "Nilai"), Kolom("satuan", "Satuan"))
    return Tabel(
        judul, kolom, pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]),
        catatan="Kebijakan lokal, bukan peraturan; dapat dicoba lain dengan sebuah skenario.",
    )  # fmt: skip


def tabel_ketentuan_dipakai(aturan: Aturan, kode: Iterable[str], judul: str) -> Tabel:
    """Each provision once, with its kind, citation and verification."""
    baris = [
        (
            aturan.ketentuan[satu].judul,
            aturan.ketentuan[satu].uraian_sifat(aturan.hari),
            str(aturan.masa(satu).sitasi),
            aturan.masa(satu).verifikasi,
        )
        for satu in sorted(set(kode))
    ]
    kolom = (
        Kolom("judul", "Ketentuan"), Kolom("sifat", "Sifat"), Kolom("sitasi", "Sitasi"), Kolom("verifikasi", "Verifikasi"),
    )  # fmt: skip
    return Tabel(judul, kolom, pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]))
