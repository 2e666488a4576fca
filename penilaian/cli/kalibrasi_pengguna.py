"""Subcommands around the app: who may use it, and serving it."""

from __future__ import annotations

import argparse

from penilaian.cli.kalibrasi_pilihan import (
    Cabang,
    berkas_buku,
    buka_buku,
    cabangkan,
    cetak,
    data_wajib,
    opsi_buku,
    opsi_oleh,
    teks_wajib,
)
from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai, bilangan_positif, daftar_kode

_PERAN = ("pembaca", "penilai", "ketua")
_OLEH = '--oleh "Siti, Kepala BKPSDM"'
_PORTA_TERBESAR = 65_535


def tambahkan(cabang: Cabang) -> None:
    induk = cabang.add_parser(
        "pengguna",
        help="daftarkan, cabut, atau sebutkan pengguna aplikasi kalibrasi",
        description="Daftarkan, cabut, atau sebutkan pengguna aplikasi kalibrasi.",
        contoh=f'  penilaian kalibrasi pengguna tambah --data data/masuk --nama "Budi, Sekretaris" --peran penilai --opd dinkes {_OLEH}',
    )
    _tambahkan_pengguna(
        induk.add_subparsers(
            dest="tindakan", metavar="TINDAKAN", required=True, title="Tindakan", parser_class=Pengurai
        )
    )
    urai = cabangkan(
        cabang, "aplikasi", "jalankan aplikasi kalibrasi di peramban", _aplikasi, contoh="aplikasi --data data/masuk",
        rincian="Hanya komputer ini yang dapat membukanya, kecuali --alamat disebut.",
    )  # fmt: skip
    opsi_buku(urai)
    urai.add_argument("--alamat", metavar="ALAMAT", default="127.0.0.1", help="alamat jaringan (bawaan 127.0.0.1)")
    urai.add_argument("--porta", metavar="N", type=_porta, default=8350, help="nomor porta (bawaan 8350)")


def _tambahkan_pengguna(cabang: Cabang) -> None:
    urai = cabangkan(
        cabang, "tambah", "daftarkan pengguna dan tampilkan tokennya, satu kali", _tambah,
        contoh=f'pengguna tambah --data data/masuk --nama "Budi, Sekretaris" --peran penilai --opd dinkes {_OLEH}',
        rincian="Token hanya tampil sekali; yang disimpan hanya sidiknya. pembaca: melihat. penilai: melihat dan memberi suara. ketua: semuanya.",
    )  # fmt: skip
    opsi_buku(urai)
    urai.add_argument("--nama", metavar="NAMA", type=teks_wajib, required=True, help="nama dan jabatan pengguna")
    urai.add_argument("--peran", choices=_PERAN, required=True, help="yang boleh dilakukannya")
    urai.add_argument(
        "--opd",
        metavar="KODE",
        type=daftar_kode,
        required=True,
        help="OPD yang boleh dilihatnya, dipisah koma; semua: semua OPD",
    )
    urai.add_argument("--nip", metavar="NIP", help="NIP pengguna, bila ia sendiri juga dinilai")
    opsi_oleh(urai)

    urai = cabangkan(
        cabang, "cabut", "cabut token seorang pengguna", _cabut,
        contoh=f'pengguna cabut --data data/masuk --nama "Budi, Sekretaris" --alasan mutasi {_OLEH}',
    )  # fmt: skip
    opsi_buku(urai)
    urai.add_argument("--nama", metavar="NAMA", type=teks_wajib, required=True, help="pengguna yang dicabut")
    urai.add_argument("--alasan", metavar="TEKS", type=teks_wajib, required=True, help="mengapa dicabut")
    opsi_oleh(urai)

    urai = cabangkan(
        cabang, "daftar", "sebutkan pengguna yang berlaku", _daftar, contoh="pengguna daftar --data data/masuk"
    )
    opsi_buku(urai)


def _porta(teks: str) -> int:
    nomor = bilangan_positif(teks)
    if nomor > _PORTA_TERBESAR:
        raise argparse.ArgumentTypeError(f"paling besar {_PORTA_TERBESAR}, bukan {teks}")
    return nomor


def _tambah(pilihan: argparse.Namespace) -> int:
    from penilaian.rapat.pengguna import tambah_pengguna

    with buka_buku(pilihan, buat=True) as buku:
        token = tambah_pengguna(buku, pilihan.nama, pilihan.peran, pilihan.opd, pilihan.oleh, pilihan.nip)
    print(f"{pilihan.nama} terdaftar sebagai {pilihan.peran}. Tokennya, yang hanya tampil kali ini:")
    print(f"  {token}")
    print("Sampaikan langsung kepada yang bersangkutan. Bila hilang, cabut penggunanya dan daftarkan lagi.")
    return KELUAR_BAIK


def _cabut(pilihan: argparse.Namespace) -> int:
    from penilaian.rapat.pengguna import cabut_pengguna

    with buka_buku(pilihan) as buku:
        cabut_pengguna(buku, pilihan.nama, pilihan.oleh, pilihan.alasan)
    print(f"Token {pilihan.nama} dicabut dan tidak berlaku lagi.")
    return KELUAR_BAIK


def _daftar(pilihan: argparse.Namespace) -> int:
    import pandas as pd

    from penilaian.rapat.pengguna import daftar_pengguna

    with buka_buku(pilihan) as buku:
        semua = daftar_pengguna(buku)
    if not semua:
        print("Belum ada pengguna. Daftarkan dengan: penilaian kalibrasi pengguna tambah")
        return KELUAR_BAIK
    baris = [{"nama": satu.nama, "peran": satu.peran, "opd": ", ".join(satu.opd), "nip": satu.nip} for satu in semua]
    cetak(pd.DataFrame(baris, dtype=object), "Pengguna aplikasi kalibrasi")
    return KELUAR_BAIK


def _aplikasi(pilihan: argparse.Namespace) -> int:
    from penilaian.aplikasi import layani

    return int(layani(data_wajib(pilihan), berkas_buku(pilihan), pilihan.alamat, pilihan.porta))
