"""Subcommands that only read the ledger: status, verifikasi, ekspor."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from penilaian.cli.kalibrasi_geseran import cetak_geseran
from penilaian.cli.kalibrasi_pilihan import (
    Cabang,
    berkas_buku,
    buka_buku,
    cabangkan,
    cetak,
    hitung_opd,
    muat,
    opsi_buku,
    opsi_rapat,
)
from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, jalur

if TYPE_CHECKING:
    from penilaian.rapat.buku import BukuRapat
    from penilaian.rapat.rapat import Rapat

_PANJANG_SIDIK = 64
_SIDIK_PALING_PENDEK = 16
_MASALAH_DISEBUT = 20


def tambahkan(cabang: Cabang) -> None:
    urai = cabangkan(
        cabang, "status", "tampilkan keadaan satu rapat, atau semua rapat di buku", _status,
        contoh="status --data data/masuk --opd dinkes --periode 2025-T4\n  penilaian kalibrasi status --buku cadangan/kalibrasi.sqlite",
    )  # fmt: skip
    opsi_rapat(urai, wajib=False)
    urai.add_argument(
        "--geseran", action="store_true", help="sebutkan juga pegawai yang datanya kini berbeda dari cuplikan rapat"
    )

    urai = cabangkan(
        cabang, "verifikasi", "periksa bahwa tidak ada catatan yang diubah, dihapus, atau disisipkan", _verifikasi,
        contoh="verifikasi --data data/masuk --kepala 656fb97c0d830d30",
        rincian="Catatan yang dibuang dari ujung buku, dan buku yang ditulis ulang seluruhnya, hanya ketahuan dengan --kepala.",
    )  # fmt: skip
    opsi_buku(urai)
    urai.add_argument(
        "--kepala",
        metavar="SIDIK",
        type=_sidik,
        help=f"sidik dari berita acara, seluruhnya atau sedikitnya {_SIDIK_PALING_PENDEK} digit pertamanya",
    )

    urai = cabangkan(
        cabang, "ekspor", "tulis berita acara, putusan, suara, dan catatan ke XLSX", _ekspor,
        contoh="ekspor berita_acara.xlsx --data data/masuk --opd dinkes --periode 2025-T4",
        rincian="Buku yang sama selalu memberi berkas yang sama sampai bita terakhir. Memuat nama dan NIP.",
    )  # fmt: skip
    urai.add_argument("ke", metavar="FILE", type=jalur, help="berkas XLSX yang ditulis")
    opsi_rapat(urai)


def _sidik(teks: str) -> str:
    """A fingerprint as somebody copies it from paper."""
    rapat = "".join(teks.split()).lower()
    if not (_SIDIK_PALING_PENDEK <= len(rapat) <= _PANJANG_SIDIK and set(rapat) <= set("0123456789abcdef")):
        raise argparse.ArgumentTypeError(
            f"{teks} bukan sidik: tulis {_SIDIK_PALING_PENDEK} sampai {_PANJANG_SIDIK} digit heksadesimal (0–9, a–f)"
        )
    return rapat


def _status(pilihan: argparse.Namespace) -> int:
    from penilaian.galat import GalatParameter

    if (pilihan.opd is None) != (pilihan.periode is None):
        raise GalatParameter(
            "Rapat belum jelas", tindakan="sebutkan --opd dan --periode, atau tidak satu pun untuk semua rapat"
        )
    if pilihan.opd is None:
        return _semua_rapat(pilihan)
    rapat = muat(pilihan)
    _cetak_ringkasan(rapat)
    _cetak_ditanyakan(rapat)
    _cetak_putusan(rapat)
    if pilihan.geseran:
        cetak_geseran(rapat, hitung_opd(pilihan)[1])
    return KELUAR_BAIK


def _semua_rapat(pilihan: argparse.Namespace) -> int:
    import pandas as pd

    from penilaian.rapat.rapat import daftar_rapat

    with buka_buku(pilihan) as buku:
        semua = daftar_rapat(buku)
    if not semua:
        print("Buku ini belum memuat satu rapat pun. Buka dengan: penilaian kalibrasi buka")
        return KELUAR_BAIK
    baris = [
        {
            "rapat": satu.id,
            "keadaan": "terkunci" if satu.terkunci else "terbuka",
            **{nama: satu.ringkasan[nama] for nama in ("pegawai", "bersuara", "ditanyakan", "putusan", "berubah")},
            "dibuka": satu.dibuka.waktu,
            "oleh": satu.dibuka.oleh,
        }
        for satu in semua
    ]
    cetak(pd.DataFrame(baris), "Rapat kalibrasi", {"ditanyakan": "belum dijawab", "putusan": "diputuskan"})
    return KELUAR_BAIK


def _cetak_ringkasan(rapat: Rapat) -> None:
    from penilaian.bahasa import angka
    from penilaian.periode import Periode

    jumlah = {nama: angka(banyak) for nama, banyak in rapat.ringkasan.items()}
    kunci, akhir = rapat.terkunci, rapat.catatan[-1]
    print(f"Rapat {rapat.id}: {rapat.nama_opd}, {Periode.urai(rapat.periode).label}.")
    print(f"Dibuka {rapat.dibuka.oleh} pada {rapat.dibuka.waktu}.", end=" ")
    print(f"Dikunci {kunci.oleh} pada {kunci.waktu}." if kunci else "Belum dikunci.")
    print(
        f"{jumlah['pegawai']} pegawai, {jumlah['perhatian']} perlu perhatian; {jumlah['bersuara']} mendapat suara, "
        f"{jumlah['dipertanyakan']} dipertanyakan, {jumlah['ditanyakan']} di antaranya belum diputuskan; "
        f"{jumlah['putusan']} diputuskan: {jumlah['berubah']} berubah, {jumlah['tetap']} tetap."
    )
    print(f"Catatan terakhir rapat ini nomor {akhir.nomor}, sidik {akhir.sidik}")


def _cetak_ditanyakan(rapat: Rapat) -> None:
    import pandas as pd

    if not rapat.ditanyakan:
        return
    suara = rapat.suara[rapat.suara["suara"] == "pertanyakan"]
    baris = []
    for nip in rapat.ditanyakan:
        milik = suara[suara["nip"] == nip]
        tanya = [": ".join(filter(None, satu)) for satu in zip(milik["oleh"], milik["catatan"], strict=True)]
        nama = rapat.keadaan.pegawai[nip]["nama"]
        baris.append({"nip": nip, "nama": nama, "dipertanyakan": "; ".join(tanya), "berdasar": rapat.terakhir(nip)})
    cetak(pd.DataFrame(baris), "Dipertanyakan dan belum diputuskan", {"berdasar": "catatan terakhir"})


def _cetak_putusan(rapat: Rapat) -> None:
    putusan = rapat.putusan
    if putusan.empty:
        return
    nama = putusan["nip"].map(lambda nip: rapat.keadaan.pegawai[nip]["nama"])
    tampil = putusan[["nip"]].assign(
        nama=nama,
        semula=putusan["sebelum_predikat"],
        hasil_kerja=putusan["hasil_kerja"],
        perilaku_kerja=putusan["perilaku_kerja"],
        predikat=putusan["predikat"],
        alasan=putusan["alasan"],
        oleh=putusan["oleh"],
        berdasar=[rapat.terakhir(nip) for nip in putusan["nip"]],
    )
    cetak(tampil, "Putusan yang berlaku", {"semula": "predikat semula", "berdasar": "catatan terakhir"})


def _verifikasi(pilihan: argparse.Namespace) -> int:
    from penilaian.bahasa import angka
    from penilaian.rapat.rapat import periksa_buku

    with buka_buku(pilihan) as buku:
        masalah = periksa_buku(buku, pilihan.kepala)
        for satu in masalah[:_MASALAH_DISEBUT]:
            print(f"RUSAK {satu}")
        if masalah:
            lain = len(masalah) - _MASALAH_DISEBUT
            print(
                f"Buku {buku.berkas} TIDAK utuh" + (f"; {angka(lain)} masalah lain tidak disebut." if lain > 0 else ".")
            )
            return KELUAR_TEMUAN
        _cetak_utuh(buku, pilihan.kepala)
    return KELUAR_BAIK


def _cetak_utuh(buku: BukuRapat, kepala: str | None) -> None:
    from penilaian.bahasa import angka, daftar_kata
    from penilaian.rapat.catatan import jam_mundur

    catatan = buku.catatan()
    if not catatan:
        print(f"Buku {buku.berkas} utuh dan belum berisi catatan.")
        return
    akhir = catatan[-1]
    print(
        f"Buku {buku.berkas} utuh: {angka(len(catatan))} catatan. Catatan terakhir nomor {akhir.nomor}, {akhir.waktu}, sidik {akhir.sidik}"
    )
    if kepala is None:
        print(
            "Tanpa --kepala, catatan yang dibuang dari ujung buku tidak ketahuan: cocokkan sidik di atas dengan berita acara."
        )
    else:
        cocok = next(satu for satu in catatan if satu.sidik.startswith(kepala))
        print(f"Sidik {kepala} cocok dengan catatan {cocok.nomor} ({cocok.jenis}, {cocok.waktu}).")
    if mundur := jam_mundur(catatan):
        nomor = daftar_kata([str(satu.nomor) for satu in mundur])
        print(f"Catatan: jam komputer mundur pada catatan {nomor}; urutannya tetap pasti, waktunya tidak.")
    if os.name == "posix" and (izin := buku.berkas.stat().st_mode & 0o077):
        print(f"Catatan: berkas buku terbuka bagi pengguna lain di komputer ini (izin {izin:03o} di luar pemilik).")


def _ekspor(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.data import pastikan_bukan_sumber
    from penilaian.rapat.ekspor import ekspor_rapat

    pastikan_bukan_sumber(pilihan.ke, [berkas_buku(pilihan), *([pilihan.data] if pilihan.data else [])])
    rapat = muat(pilihan)
    ekspor_rapat(rapat, pilihan.ke)
    print(f"Rapat {rapat.id} ditulis di {pilihan.ke}. Isinya nama dan NIP: hanya untuk tim kalibrasi.")
    return KELUAR_BAIK
