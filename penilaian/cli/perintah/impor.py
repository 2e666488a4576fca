"""`penilaian impor FILE… --ke FOLDER`: other systems' files into the tables, all of it or nothing."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from penilaian.cli.pengurai import KELUAR_BAIK, KELUAR_TEMUAN, Pengurai, daftar_kode, jalur

if TYPE_CHECKING:
    import pandas as pd

    from penilaian.impor import HasilImpor, Permintaan

TAMPIL = ("tingkat", "berkas", "lembar", "baris", "kolom", "nilai", "apa", "tindakan")
BARIS_TAMPIL = 40
VARIABEL_URL = "PENILAIAN_URL"
"""Holds the database's URL where a password must not stand in the list of processes."""


def pengurai(prog: str) -> Pengurai:
    urai = Pengurai(
        prog=prog,
        description=(
            "Masukkan berkas dari sistem lain ke folder tabel: ekspor e-Kinerja BKN (JSON, XLSX), formulir evaluasi\n"
            "(XLSX, CSV), tabel menurut kamus, atau sumber lain dengan pemetaan. Jenisnya dikenali sendiri, dan apa yang\n"
            "menjadi apa selalu ditampilkan. Semua masuk, atau tidak sama sekali. Impor ulang berkas yang sama tidak\n"
            "mengubah apa pun; nilai yang bertentangan ditunjukkan dan hanya diganti dengan --ganti."
        ),
        contoh=(
            "  penilaian impor opd.csv ref_periode.json laporan_penilaian.json --ke data/masuk/2025\n"
            "  penilaian impor formulir/ --ke data/masuk/2025 --katalog-baru indikator.csv\n"
            "  penilaian impor --url postgresql://simpeg/kepegawaian --peta simpeg.yaml --ke data/masuk/2025"
        ),
    )
    urai.add_argument("berkas", metavar="FILE", nargs="*", type=jalur, help="berkas, atau folder berisi berkas")
    urai.add_argument("--ke", metavar="FOLDER", type=jalur, required=True, help="folder tabel tujuan")
    urai.add_argument("--coba", action="store_true", help="tunjukkan apa yang akan terjadi, tanpa menulis apa pun")
    urai.add_argument("--ganti", action="store_true", help="nilai yang bertentangan menggantikan yang tersimpan")
    urai.add_argument(
        "--lewati-galat", action="store_true", help="masukkan baris yang baik saja; jumlah yang dilewati dicatat"
    )
    urai.add_argument("--hanya", metavar="TABEL[,TABEL]", type=daftar_kode, default=[], help="hanya tabel ini")
    urai.add_argument("--periode", metavar="P", help="periode untuk sumber yang tidak menyebutnya, mis. 2025-T4")
    urai.add_argument("--opd", metavar="KODE", help="OPD untuk sumber yang tidak menyebutnya")
    urai.add_argument("--padanan", metavar="FILE", type=jalur, help="padanan nama OPD (bawaan: padanan.yaml di FOLDER)")
    urai.add_argument("--peta", metavar="FILE", type=jalur, help="pemetaan kolom untuk basis data atau berkas lain")
    urai.add_argument(
        "--url",
        metavar="URL",
        help=f"basis data PostgreSQL, MySQL, atau MariaDB; perlu --peta. Tanda - berarti isi variabel {VARIABEL_URL}",
    )
    urai.add_argument("--simpan", metavar="FILE", type=jalur, help="tulis semua temuan ke CSV (berisi NIP utuh)")
    urai.add_argument("--simpan-beda", metavar="FILE", type=jalur, help="tulis semua perbedaan ke CSV (data pribadi)")
    urai.add_argument(
        "--katalog-baru",
        metavar="FILE",
        type=jalur,
        help="tulis indikator formulir yang belum dikenal, untuk dilengkapi",
    )
    return urai


def jalankan(pilihan: argparse.Namespace) -> int:
    from penilaian.cli.data import pastikan_bukan_sumber
    from penilaian.cli.tampilan import kemajuan
    from penilaian.impor import impor, kumpulkan_berkas

    permintaan = _permintaan(pilihan)
    for tujuan in (pilihan.simpan, pilihan.simpan_beda, pilihan.katalog_baru):
        pastikan_bukan_sumber(tujuan, [satu for satu in pilihan.berkas if satu.exists()])
    with kemajuan() as bilah:
        langkah = bilah.add_task("Membaca dan memeriksa", total=None)
        berkas = kumpulkan_berkas(pilihan.berkas)
        hasil = impor(
            berkas,
            permintaan,
            lapor=lambda selesai, semua: bilah.update(langkah, completed=selesai, total=semua),
        )
    _tampilkan(hasil, pilihan)
    return KELUAR_TEMUAN if hasil.ditolak else KELUAR_BAIK


def _permintaan(pilihan: argparse.Namespace) -> Permintaan:
    from penilaian.cli.pengurai import sarankan
    from penilaian.data.kamus import NAMA_TABEL
    from penilaian.galat import GalatParameter
    from penilaian.impor import Permintaan
    from penilaian.periode import Periode

    for nama in pilihan.hanya:
        if nama not in NAMA_TABEL:
            raise GalatParameter(
                f"Tabel {nama} tidak ada di kamus{sarankan(nama, NAMA_TABEL)}", tindakan="lihat `penilaian kamus`"
            )
    if not pilihan.berkas and not pilihan.url:
        raise GalatParameter("Tidak ada yang diimpor", tindakan="sebutkan berkas atau folder, atau --url dan --peta")
    url = os.environ.get(VARIABEL_URL, "") if pilihan.url == "-" else pilihan.url
    if pilihan.url == "-" and not url:
        raise GalatParameter(
            f"Variabel {VARIABEL_URL} kosong", tindakan="isi dengan URL basis data, lalu jalankan lagi"
        )
    if pilihan.url and not pilihan.peta:
        raise GalatParameter("--url perlu --peta", tindakan="tulis pemetaan kolomnya; contoh: data/peta/")
    return Permintaan(
        folder=pilihan.ke,
        periode=Periode.urai(pilihan.periode) if pilihan.periode else None,
        kode_opd=pilihan.opd,
        hanya=frozenset(pilihan.hanya),
        padanan=pilihan.padanan,
        peta=pilihan.peta,
        url=url,
        ganti=pilihan.ganti,
        lewati_galat=pilihan.lewati_galat,
        coba=pilihan.coba,
    )


def _tampilkan(hasil: HasilImpor, pilihan: argparse.Namespace) -> None:
    from penilaian.cli.tampilan import cetak_tabel

    for berkas, judul in hasil.kenal[:BARIS_TAMPIL]:
        print(f"{berkas}: {judul}")
    if len(hasil.kenal) > BARIS_TAMPIL:
        print(f"… dan {len(hasil.kenal) - BARIS_TAMPIL} berkas lain")
    if not hasil.peta.empty:
        _tampilkan_peta(hasil.peta)
    if not hasil.ringkas.empty:
        cetak_tabel(_ringkas_jenis(hasil.ringkas), "Baris")
    _tampilkan_temuan(hasil, pilihan)
    _tampilkan_beda(hasil, pilihan)
    if hasil.calon_indikator is not None and pilihan.katalog_baru:
        _tulis(hasil.calon_indikator, pilihan.katalog_baru)
        print(f"{len(hasil.calon_indikator)} indikator untuk dilengkapi ditulis ke {pilihan.katalog_baru}")
    print(_penutup(hasil, pilihan))


def _tampilkan_peta(peta: pd.DataFrame) -> None:
    """One line a mapping, however many files and sheets share it; columns that nothing needs are counted only."""
    from penilaian.cli.tampilan import cetak_tabel

    dari = peta["dari"].str.rpartition(" · ")[2].str.removeprefix("data[].")
    dipakai = peta.assign(dari=dari)[peta["tabel"].notna()]
    kolom = ["dari", "tabel", "kolom", "keterangan"]
    ringkas = dipakai.groupby(kolom, dropna=False, sort=False).agg(berkas=("berkas", "nunique")).reset_index()
    cetak_tabel(ringkas, "Apa menjadi apa")
    lain = sorted(set(dari[peta["tabel"].isna()]) - set(dipakai["dari"]))
    if lain:
        print(f"Dibaca tetapi tidak menjadi kolom tabel: {', '.join(lain)}.")


def _ringkas_jenis(ringkas: pd.DataFrame) -> pd.DataFrame:
    if len(ringkas) <= BARIS_TAMPIL:
        return ringkas
    angka = [kolom for kolom in ringkas if kolom not in ("berkas", "tabel")]
    return ringkas.groupby("tabel", sort=False)[angka].sum().reset_index()


def _tampilkan_temuan(hasil: HasilImpor, pilihan: argparse.Namespace) -> None:
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.data import ringkas_temuan, samarkan_temuan

    if hasil.temuan.empty:
        return
    tersamar = samarkan_temuan(hasil.temuan)
    cetak_tabel(ringkas_temuan(tersamar), "Ringkasan temuan")
    penting = tersamar[tersamar["tingkat"] == "galat"].head(BARIS_TAMPIL)
    if not penting.empty:
        cetak_tabel(penting.loc[:, list(TAMPIL)], f"Temuan tingkat galat (paling banyak {BARIS_TAMPIL})")
    if pilihan.simpan:
        _tulis(hasil.temuan, pilihan.simpan)
        print(f"Semua temuan ditulis ke {pilihan.simpan}")


def _tampilkan_beda(hasil: HasilImpor, pilihan: argparse.Namespace) -> None:
    from penilaian.cli.tampilan import cetak_tabel
    from penilaian.impor import samarkan_beda

    if hasil.beda.empty:
        return
    cetak_tabel(samarkan_beda(hasil.beda.head(BARIS_TAMPIL)), f"Perbedaan (paling banyak {BARIS_TAMPIL})")
    if pilihan.simpan_beda:
        _tulis(hasil.beda, pilihan.simpan_beda)
        print(f"Semua perbedaan ditulis ke {pilihan.simpan_beda}")


def _tulis(tabel: pd.DataFrame, berkas: object) -> None:
    from pathlib import Path

    from penilaian.data import tulis_tabel

    tulis_tabel(tabel, Path(str(berkas)))


def _penutup(hasil: HasilImpor, pilihan: argparse.Namespace) -> str:
    if hasil.ditolak:
        return f"Tidak ada yang ditulis: {hasil.ditolak}."
    jumlah = hasil.ringkas[["baru", "dilengkapi", "diganti", "dilewati"]].sum()
    baris = ", ".join(f"{jumlah[nama]} {nama}" for nama in jumlah.index)
    if pilihan.coba:
        return f"Percobaan saja, tidak ada yang ditulis. Akan berubah: {baris}."
    if not hasil.ringkas[["baru", "dilengkapi", "diganti", "sama"]].to_numpy().sum():
        terbaca = "Acuan periode tersimpan" if hasil.ditulis else "Tidak ada yang ditulis"
        return f"{terbaca}; tidak satu baris pun menjadi baris tabel. Lihat temuan di atas."
    if not hasil.ditulis:
        return "Tidak ada perubahan: semua isinya sudah tersimpan."
    galat = int((hasil.temuan["tingkat"] == "galat").sum())
    dilewati = f" {galat} temuan galat dilewati; barisnya tidak masuk." if galat else ""
    return f"Tersimpan di {pilihan.ke}: {baris}.{dilewati} Berikutnya: penilaian periksa {pilihan.ke}"
