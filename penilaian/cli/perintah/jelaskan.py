"""`penilaian jelaskan NIP`: one employee's result, step by step."""

from __future__ import annotations

import argparse

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, jalur


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
    pegawai = data.tabel["pegawai"]
    tempat = pegawai.loc[
        (pegawai["nip"] == pilihan.nip) & (pegawai["periode"] == Periode.urai(pilihan.periode).kode), "kode_opd"
    ]
    if tempat.empty:
        raise GalatParameter(
            f"NIP {pilihan.nip} tidak tercatat pada periode {pilihan.periode}",
            di_mana=f"tabel pegawai di {pilihan.data}",
            tindakan="periksa NIP dan periodenya",
        )
    hasil = hitung(data.untuk(kode_opd=tempat.iloc[0]), pilihan.periode)
    rincian = hasil.jelaskan(pilihan.nip)
    cetak_tabel(rincian.drop(columns=["sitasi", "verifikasi"]), f"{hasil.periode.label} · NIP {pilihan.nip}")
    cetak_tabel(rincian[["ketentuan", "sitasi", "verifikasi"]].drop_duplicates(), "Dasar aturan")
    return KELUAR_BAIK
