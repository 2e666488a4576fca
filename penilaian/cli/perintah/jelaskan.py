"""`penilaian jelaskan NIP`: one employee's result, step by step."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, jalur

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.periode import Periode


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Jelaskan hasil seorang pegawai: setiap angka dengan rumus, aturan, dan keadaan verifikasinya.",
        contoh="  penilaian jelaskan 188503121908031001 --periode 2025-T4 --data data/contoh",
    )
    urai.add_argument("nip", metavar="NIP", help="18 digit")
    urai.add_argument("--periode", metavar="P", required=True, help="mis. 2025-T4")
    urai.add_argument("--data", metavar="FOLDER", type=jalur, required=True, help="folder tabel")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.aturan.rumus.nip import urai_nip
    from penilaian.cli.data import buka_data
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.galat import GalatParameter, GalatRumus
    from penilaian.nilai import hitung
    from penilaian.periode import Periode

    try:
        urai_nip(pilihan.nip)
    except GalatRumus as galat:
        raise GalatParameter(
            f"NIP {pilihan.nip} tidak sah", mengapa=galat.apa, tindakan="salin NIP dari sumbernya"
        ) from None
    data = buka_data(pilihan.data, periode=pilihan.periode)
    tempat = _tempat(data.tabel["pegawai"], pilihan.nip, Periode.urai(pilihan.periode))
    if not tempat:
        raise GalatParameter(
            f"NIP {pilihan.nip} tidak tercatat pada periode {pilihan.periode}",
            di_mana=f"tabel pegawai di {pilihan.data}",
            tindakan="periksa NIP dan periodenya",
        )
    hasil = hitung(data.untuk(kode_opd=tempat[0]) if len(tempat) == 1 else data, pilihan.periode)
    rincian = hasil.jelaskan(pilihan.nip)
    cetak_tabel(rincian.drop(columns=["sitasi", "verifikasi"]), f"{hasil.periode.label} · NIP {pilihan.nip}")
    cetak_tabel(rincian[["ketentuan", "sitasi", "verifikasi"]].drop_duplicates(), "Dasar aturan")
    return KELUAR_BAIK


def _tempat(pegawai: pd.DataFrame, nip: str, periode: Periode) -> list[str]:
    """The agencies the employee is listed in for the period, and for its halves where these are judged on their own."""
    from penilaian.aturan import muat_buku
    from penilaian.nilai.skema import integrasi_semester, pilih_skema

    milik = pegawai[pegawai["nip"] == nip]
    if not (milik["periode"] == periode.kode).any():
        return []
    digabung = pilih_skema(periode, muat_buku())[0] == "integrasi_semester"
    bagian = [periode, *(integrasi_semester.semester(periode) if digabung else ())]
    return sorted(set(milik.loc[milik["periode"].isin([satu.kode for satu in bagian]), "kode_opd"]))
