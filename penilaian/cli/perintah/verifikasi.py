"""`penilaian verifikasi REPORT`: does a report still follow from its data, rules and code."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, jalur

if TYPE_CHECKING:
    from penilaian.jalan.verifikasi_bentuk import Butir, HasilVerifikasi

GUNA_RINCI = "tampilkan juga yang sama dan semua sel yang berbeda; bila gagal, juga jejak galat program"
LEBAR = 110
RINCIAN_TAMPIL = 5
BUTIR_TAMPIL = 8


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Hitung ulang sebuah laporan dari manifesnya: apakah berkas, data, aturan, dan kode masih sama, dan bila\n"
            "tidak, di mana. LAPORAN adalah HTML, notebook, PDF, XLSX, atau manifes sebuah laporan, atau folder hasil.\n"
            "Kode keluar 0 bila sesuai, 1 bila tidak atau belum dapat dinyatakan sesuai."
        ),
        contoh="  penilaian verifikasi reports/2025-T4/02_penilaian_opd-dinkes-2025-T4.html\n"
        "  penilaian verifikasi reports --tanpa-jalankan",
    )
    urai.add_argument("laporan", metavar="LAPORAN", type=jalur, help="berkas laporan, manifesnya, atau folder hasil")
    urai.add_argument(
        "--notebook",
        metavar="FOLDER",
        type=jalur,
        help="folder notebook; parameter dibaca dari sini (bawaan: yang disebut manifes, lalu notebooks)",
    )
    urai.add_argument(
        "--izinkan",
        metavar="FOLDER",
        type=jalur,
        action="append",
        default=[],
        help="folder lain yang boleh dibaca sebagai masukan (bawaan: hanya di bawah induk folder notebook)",
    )
    urai.add_argument("--tanpa-jalankan", action="store_true", help="jangan jalankan notebook; hitungan tetap diulang")
    urai.add_argument("--json", action="store_true", help="tulis hasil sebagai JSON")
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.tampilan import kemajuan
    from penilaian.jalan.verifikasi import Cara, verifikasi
    from penilaian.jalan.verifikasi_manifes import cari_manifes

    cara = Cara(pilihan.notebook, tuple(pilihan.izinkan), jalankan=not pilihan.tanpa_jalankan)
    jumlah = len(cari_manifes(pilihan.laporan))
    hasil: list[HasilVerifikasi] = []
    with kemajuan() as bilah:
        langkah = bilah.add_task("Memeriksa laporan", total=jumlah)
        for satu in verifikasi(pilihan.laporan, cara):
            hasil.append(satu)
            bilah.advance(langkah)
            if not pilihan.json:
                print("\n".join(_uraian(satu, semua=pilihan.rinci)))
    if pilihan.json:
        print(
            json.dumps(
                _ringkasan(hasil) | {"laporan": [satu.ke_dict() for satu in hasil]}, ensure_ascii=False, indent=1
            )
        )
    elif jumlah > 1:
        print("\n".join(_penutup(hasil)))
    return KELUAR_BAIK if all(satu.sesuai for satu in hasil) else KELUAR_TEMUAN


def _ringkasan(hasil: Sequence[HasilVerifikasi]) -> dict[str, int]:
    sesuai = sum(satu.sesuai for satu in hasil)
    alarm = sum(satu.alarm for satu in hasil)
    return {"sesuai": sesuai, "alarm": alarm, "lainnya": len(hasil) - sesuai - alarm}


def _penutup(hasil: Sequence[HasilVerifikasi]) -> list[str]:
    isi = _ringkasan(hasil)
    kalimat = (
        f"{len(hasil)} laporan diperiksa: {isi['sesuai']} sesuai, {isi['alarm']} perlu diselidiki, "
        f"{isi['lainnya']} tidak sesuai lagi atau belum dapat dinyatakan sesuai."
    )
    return [kalimat, *(f"PERLU DISELIDIKI {_bersih(satu.id)}" for satu in hasil if satu.alarm)]


def _uraian(hasil: HasilVerifikasi, *, semua: bool) -> list[str]:
    """One report: a line for each step, under it what differs, at the end the verdict."""
    from penilaian.jalan.verifikasi_bentuk import JUDUL_LANGKAH

    baris = [f"Laporan {_bersih(hasil.id)}"]
    for nomor, (langkah, judul) in enumerate(JUDUL_LANGKAH.items(), 1):
        milik = [satu for satu in hasil.butir if satu.langkah == langkah]
        baris.append(f"  {nomor}. {judul:<16} {_keadaan(milik)}")
        tampil = milik if semua else [satu for satu in milik if satu.status != "sama"]
        batas = len(tampil) if semua else BUTIR_TAMPIL
        for satu in tampil[:batas]:
            baris += _satu_butir(satu, semua=semua)
        if len(tampil) > batas:
            baris.append(f"     … dan {len(tampil) - batas} hal lagi; lihat semuanya dengan --rinci atau --json")
    return [*baris, *_lipat(f"Putusan: {hasil.putusan}", "  ", "  "), ""]


def _keadaan(milik: Sequence[Butir]) -> str:
    """The state of a step in a word, with counts."""
    jumlah = {status: sum(satu.status == status for satu in milik) for status in ("sama", "berbeda")}
    if jumlah["berbeda"]:
        return f"berbeda ({jumlah['berbeda']} dari {jumlah['berbeda'] + jumlah['sama']} hal)"
    if any(satu.golongan for satu in milik) or not jumlah["sama"]:
        return "tidak dapat diperiksa" + (f" ({jumlah['sama']} hal lain sama)" if jumlah["sama"] else "")
    return f"sama ({jumlah['sama']} hal)"


def _satu_butir(butir: Butir, *, semua: bool) -> list[str]:
    status = butir.status.replace("_", " ")
    baris = _lipat(f"- {butir.perihal}: {status}", "     ", "       ")
    bagian = [("diharapkan", butir.diharapkan), ("ditemukan", butir.ditemukan)] if butir.status == "berbeda" else []
    for nama, teks in [*bagian, ("artinya", butir.arti), ("tindakan", butir.tindakan)]:
        if teks:
            baris += _lipat(f"{nama:<11} {teks}", " " * 7, " " * 19)
    rincian = butir.rincian if semua else butir.rincian[:RINCIAN_TAMPIL]
    for teks in rincian:
        baris += _lipat(f"· {teks}", " " * 7, " " * 9)
    if len(rincian) < len(butir.rincian):
        baris.append(f"       … dan {len(butir.rincian) - len(rincian)} lagi (--rinci)")
    return baris


def _lipat(teks: str, awal: str, lanjut: str) -> list[str]:
    return textwrap.wrap(_bersih(teks), LEBAR, initial_indent=awal, subsequent_indent=lanjut, break_on_hyphens=False)


def _bersih(teks: str) -> str:
    """Text of a manifest as a terminal may show it: no control characters, NIPs masked."""
    from penilaian.pribadi.samaran import samarkan_teks

    return samarkan_teks("".join(huruf if huruf.isprintable() else "�" for huruf in teks))
