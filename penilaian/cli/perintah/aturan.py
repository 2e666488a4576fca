"""`penilaian aturan`: what is in force on a date."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, sarankan

if TYPE_CHECKING:
    from penilaian.aturan import Aturan


def _tanggal(teks: str) -> date:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{teks!r} bukan tanggal; tulis seperti 2025-12-31") from None


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description="Tampilkan ketentuan yang berlaku pada suatu tanggal, dengan sitasi dan keadaan verifikasinya.",
        contoh="  penilaian aturan\n  penilaian aturan --tanggal 2025-12-31\n  penilaian aturan permenpanrb-6-2022/kuadran",
    )
    urai.add_argument("kode", metavar="KODE", nargs="?", help="satu ketentuan, dengan isinya")
    urai.add_argument("--tanggal", metavar="TTTT-BB-HH", type=_tanggal, help="bawaan: hari ini")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    import pandas as pd

    from penilaian.aturan import muat_buku
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.galat import GalatAturan, GalatParameter

    buku = muat_buku()
    hari = pilihan.tanggal or datetime.now().astimezone().date()
    aturan = buku.pada(hari)
    if pilihan.kode and pilihan.kode not in buku.ketentuan:
        raise GalatParameter(
            f"Ketentuan {pilihan.kode} tidak ada{sarankan(pilihan.kode, buku.ketentuan)}",
            mengapa=f"yang ada: {', '.join(buku.ketentuan)}",
            tindakan="periksa ejaannya",
        )
    if pilihan.kode:
        _cetak_satu(aturan, pilihan.kode)
        return KELUAR_BAIK
    baris = []
    for kode, ketentuan in buku.ketentuan.items():
        try:
            masa = aturan.masa(kode)
        except GalatAturan:
            continue
        sifat = "kebijakan lokal" if ketentuan.sifat == "kebijakan_lokal" else "peraturan"
        baris.append((kode, ketentuan.judul, sifat, masa.sejak.isoformat(), str(masa.sitasi), masa.verifikasi))
    kolom = ["ketentuan", "judul", "sifat", "berlaku sejak", "sitasi", "verifikasi"]
    cetak_tabel(pd.DataFrame(baris, columns=kolom), f"Berlaku pada {hari.isoformat()}")
    return KELUAR_BAIK


def _cetak_satu(aturan: Aturan, kode: str) -> None:
    masa, ketentuan = aturan.masa(kode), aturan.ketentuan[kode]
    print(f"{kode}: {ketentuan.judul}")
    print(f"Berlaku sejak {masa.sejak.isoformat()} · {masa.sitasi} · {masa.verifikasi}")
    print(f"Satuan: {ketentuan.satuan} · Pembulatan: {ketentuan.pembulatan}")
    if masa.catatan:
        print(f"Catatan: {masa.catatan}")
    if masa.nilai is not None:
        _cetak_isi(masa.nilai.model_dump(mode="json", exclude={"bentuk"}, exclude_none=True, exclude_defaults=True), 0)


def _cetak_isi(isi: Mapping[str, Any], sisip: int) -> None:
    for kunci, nilai in isi.items():
        if isinstance(nilai, dict):
            print(f"{'  ' * sisip}{kunci}:")
            _cetak_isi(nilai, sisip + 1)
        else:
            print(f"{'  ' * sisip}{kunci}: {', '.join(map(str, nilai)) if isinstance(nilai, list) else nilai}")
