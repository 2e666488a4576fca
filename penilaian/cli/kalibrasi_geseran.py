"""The warning that the data has moved since a meeting was opened. It changes nothing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from penilaian.cli.kalibrasi_pilihan import cetak, hitung_opd
from penilaian.galat import GalatPenilaian

if TYPE_CHECKING:
    from penilaian.nilai import Hasil
    from penilaian.rapat.rapat import Rapat


def cetak_geseran(rapat: Rapat, hasil: Hasil) -> None:
    """Say who is scored or rated otherwise now than in the snapshot."""
    from penilaian.bahasa import angka
    from penilaian.rapat.rapat import geseran

    beda = geseran(rapat, hasil)
    if beda.empty:
        print("Data sekarang sama dengan cuplikan rapat.")
        return
    cetak(beda, "Data yang berubah sejak rapat dibuka")
    print(
        f"PERHATIAN: data {angka(beda['nip'].nunique())} pegawai kini berbeda dari cuplikan. Putusan tetap dibandingkan "
        "dengan cuplikan; rapat yang menilai apakah perbedaannya mengubah putusan."
    )


def ingatkan_geseran(rapat: Rapat, pilihan: argparse.Namespace) -> None:
    """The same after a step that is already recorded: data that cannot be scored now does not undo it."""
    try:
        hasil = hitung_opd(pilihan)[1]
    except GalatPenilaian as galat:
        print(f"Data sekarang tidak dapat dibandingkan dengan cuplikan rapat. {galat.paragraf()}")
        return
    cetak_geseran(rapat, hasil)
