"""Subcommands that add to the ledger: buka, lembar, suara, putuskan, kunci, buka-kembali."""

from __future__ import annotations

import argparse

from penilaian.cli.kalibrasi_geseran import ingatkan_geseran
from penilaian.cli.kalibrasi_pilihan import (
    Cabang,
    aturan_periode,
    berkas_buku,
    buka_buku,
    cabangkan,
    hitung_opd,
    id_rapat,
    muat,
    opsi_nip_saya,
    opsi_oleh,
    opsi_rapat,
    teks_wajib,
)
from penilaian.cli.pengurai import KELUAR_BAIK, jalur

_RAPAT = "--data data/masuk --opd dinkes --periode 2025-T4"
_OLEH = '--oleh "Siti, Kepala BKPSDM"'
_SUARA = ("setuju", "pertanyakan", "belum")


def tambahkan(cabang: Cabang) -> None:
    _tambahkan_persiapan(cabang)
    _tambahkan_putuskan(cabang)
    _tambahkan_kunci(cabang)


def _tambahkan_persiapan(cabang: Cabang) -> None:
    urai = cabangkan(
        cabang, "buka", "buka rapat satu OPD dan satu periode", _buka, contoh=f"buka {_RAPAT} {_OLEH}",
        rincian="Rating, usulan, dan sidik datanya saat ini dicatat sebagai cuplikan, supaya rating semula tidak bergeser.",
    )  # fmt: skip
    opsi_rapat(urai)
    opsi_oleh(urai)

    urai = cabangkan(
        cabang, "lembar", "tulis lembar suara (XLSX) untuk seorang anggota", _lembar,
        contoh=f'lembar suara_budi.xlsx {_RAPAT} --untuk "Budi, Sekretaris Dinkes"',
        rincian="Lembar memuat nama dan NIP: hanya untuk tim kalibrasi.",
    )  # fmt: skip
    urai.add_argument("ke", metavar="FILE", type=jalur, help="berkas XLSX yang ditulis; tidak boleh sudah ada")
    opsi_rapat(urai)
    urai.add_argument("--untuk", metavar="NAMA", type=teks_wajib, required=True, help="pemberi suara, nama dan jabatan")

    urai = cabangkan(
        cabang, "suara", "catat suara, satu pegawai atau satu lembar", _suara,
        contoh=f'suara {_RAPAT} --lembar suara_budi.xlsx --oleh "Budi, Sekretaris Dinkes"\n  penilaian kalibrasi suara {_RAPAT} --nip 189001011915031007 --suara pertanyakan --oleh "Budi, Sekretaris Dinkes"',
        rincian="Suara yang lebih baru dari orang yang sama berlaku; yang lama tetap tercatat. Lembar diterima seluruhnya atau ditolak seluruhnya.",
    )  # fmt: skip
    opsi_rapat(urai)
    urai.add_argument("--lembar", metavar="FILE", type=jalur, help="lembar suara yang sudah diisi")
    urai.add_argument("--nip", metavar="NIP", help="pegawai yang diberi suara")
    urai.add_argument("--suara", choices=_SUARA, help="suaranya")
    urai.add_argument("--catatan", metavar="TEKS", default="", help="catatan untuk suara itu")
    opsi_oleh(urai)
    opsi_nip_saya(urai)


def _tambahkan_putuskan(cabang: Cabang) -> None:
    urai = cabangkan(
        cabang, "putuskan", "catat putusan rapat tentang seorang pegawai", _putuskan,
        contoh=f'putuskan {_RAPAT} --nip 189001011915031007 --hasil-kerja sesuai --perilaku-kerja sesuai --alasan "bukti realisasi Desember sudah lengkap" {_OLEH}',
        rincian="Predikatnya mengikuti kuadran. Rating yang tetap juga putusan. Data pejabat penilai tidak diubah.",
    )  # fmt: skip
    opsi_rapat(urai)
    urai.add_argument("--nip", metavar="NIP", required=True, help="pegawai yang diputuskan")
    urai.add_argument("--hasil-kerja", metavar="RATING", required=True, help="di_atas, sesuai, atau di_bawah")
    urai.add_argument("--perilaku-kerja", metavar="RATING", required=True, help="di_atas, sesuai, atau di_bawah")
    urai.add_argument("--alasan", metavar="TEKS", type=teks_wajib, required=True, help="alasan putusan")
    urai.add_argument(
        "--berdasar",
        metavar="N",
        type=int,
        default=0,
        help="nomor catatan terakhir tentang pegawai itu yang sudah Anda baca; perlu bila putusan lama diganti",
    )
    opsi_oleh(urai)
    opsi_nip_saya(urai)


def _tambahkan_kunci(cabang: Cabang) -> None:
    urai = cabangkan(
        cabang, "kunci", "kunci rapat dan tampilkan sidik untuk berita acara", _kunci, contoh=f"kunci {_RAPAT} {_OLEH}",
        rincian="Ditolak selama ada pegawai yang dipertanyakan dan belum diputuskan. Sesudahnya suara dan putusan tidak diterima.",
    )  # fmt: skip
    opsi_rapat(urai)
    opsi_oleh(urai)

    urai = cabangkan(
        cabang, "buka-kembali", "buka kembali rapat yang sudah dikunci, dengan alasan", _buka_kembali,
        contoh=f'buka-kembali {_RAPAT} --alasan "putusan banding nomor 12" {_OLEH}',
    )  # fmt: skip
    opsi_rapat(urai)
    urai.add_argument("--alasan", metavar="TEKS", type=teks_wajib, required=True, help="mengapa dibuka kembali")
    opsi_oleh(urai)


def _buka(pilihan: argparse.Namespace) -> int:
    from penilaian.bahasa import angka
    from penilaian.rapat.cuplikan import cuplik
    from penilaian.rapat.rapat import buka_rapat

    tujuan = berkas_buku(pilihan)
    data, hasil = hitung_opd(pilihan)
    cuplikan = cuplik(data, hasil, pilihan.opd, aturan_periode(pilihan.periode))
    with buka_buku(pilihan, buat=True) as buku:
        rapat = buka_rapat(buku, cuplikan, pilihan.oleh)
    jumlah = rapat.ringkasan
    print(
        f"Rapat {rapat.id} dibuka: {angka(jumlah['pegawai'])} pegawai, {angka(jumlah['perhatian'])} perlu perhatian. Dicatat di {tujuan}."
    )
    print(
        "Berikutnya: bagikan lembar suara dengan `penilaian kalibrasi lembar`, atau lihat `penilaian kalibrasi tinjau`."
    )
    return KELUAR_BAIK


def _lembar(pilihan: argparse.Namespace) -> int:
    from penilaian.galat import GalatParameter
    from penilaian.rapat.lembar_suara import tulis_lembar_suara

    if pilihan.ke.exists():
        raise GalatParameter(
            f"{pilihan.ke} sudah ada", mengapa="mungkin sudah diisi", tindakan="pilih nama lain, atau pindahkan dahulu"
        )
    tulis_lembar_suara(muat(pilihan), pilihan.ke, pilihan.untuk)
    print(
        f"Lembar suara untuk {pilihan.untuk} ditulis di {pilihan.ke}. Isinya nama dan NIP: hanya untuk tim kalibrasi."
    )
    return KELUAR_BAIK


def _suara(pilihan: argparse.Namespace) -> int:
    from penilaian.bahasa import angka
    from penilaian.galat import GalatParameter
    from penilaian.rapat.lembar_suara import baca_lembar_suara
    from penilaian.rapat.rapat import beri_banyak_suara, beri_suara, muat_rapat

    satu = pilihan.nip is not None and pilihan.suara is not None
    sebagian = pilihan.nip is not None or pilihan.suara is not None or pilihan.catatan
    if satu == (pilihan.lembar is not None) or (sebagian and not satu):
        raise GalatParameter(
            "Suara belum jelas", tindakan="sebutkan --lembar FILE, atau --nip dan --suara untuk satu pegawai"
        )
    nama = id_rapat(pilihan)
    with buka_buku(pilihan) as buku:
        if satu:
            baru = beri_suara(
                buku, nama, pilihan.nip, pilihan.suara, pilihan.oleh, pilihan.catatan, nip_pemberi=pilihan.nip_saya
            )
            print(f"Dicatat: suara {pilihan.suara} oleh {baru.oleh}, catatan {baru.nomor}.")
            return KELUAR_BAIK
        semua = baca_lembar_suara(pilihan.lembar, muat_rapat(buku, nama), pilihan.oleh)
        tercatat = beri_banyak_suara(buku, nama, semua, pilihan.oleh, nip_pemberi=pilihan.nip_saya)
    print(
        f"Dicatat: {angka(len(tercatat))} suara baru oleh {pilihan.oleh}; {angka(len(semua) - len(tercatat))} lainnya sama dengan yang sudah tercatat."
    )
    return KELUAR_BAIK


def _putuskan(pilihan: argparse.Namespace) -> int:
    from penilaian.nilai.kolom_indikator import RATING
    from penilaian.rapat.keadaan import uraikan_rating
    from penilaian.rapat.rapat import putuskan

    nama, aturan = id_rapat(pilihan), aturan_periode(pilihan.periode)
    for rating in (pilihan.hasil_kerja, pilihan.perilaku_kerja):
        _pastikan_rating(rating, aturan.nilai(RATING).kode)
    with buka_buku(pilihan) as buku:
        baru = putuskan(
            buku, nama, pilihan.nip, pilihan.hasil_kerja, pilihan.perilaku_kerja, pilihan.alasan, pilihan.oleh,
            berdasar=pilihan.berdasar, aturan=aturan, nip_pemutus=pilihan.nip_saya,
        )  # fmt: skip
    semula, kini = uraikan_rating(baru.isi["sebelum"]), uraikan_rating(baru.isi["sesudah"])
    print(f"Dicatat sebagai catatan {baru.nomor} oleh {baru.oleh}. Semula: {semula}. Putusan: {kini}.")
    return KELUAR_BAIK


def _pastikan_rating(rating: str, ada: tuple[str, ...]) -> None:
    from penilaian.cli.pengurai import sarankan
    from penilaian.galat import GalatParameter

    if rating not in ada:
        raise GalatParameter(
            f"Rating {rating} tidak dikenal{sarankan(rating, ada)}", tindakan=f"pilih salah satu: {', '.join(ada)}"
        )


def _kunci(pilihan: argparse.Namespace) -> int:
    from penilaian.rapat.rapat import kunci_rapat, muat_rapat

    nama = id_rapat(pilihan)
    with buka_buku(pilihan) as buku:
        baru = kunci_rapat(buku, nama, pilihan.oleh)
        rapat = muat_rapat(buku, nama)
    print(
        f"Rapat {nama} dikunci oleh {baru.oleh} pada {baru.waktu}. Tulis sidik ini di berita acara yang ditandatangani:"
    )
    print(f"  {baru.sidik}")
    print(f"Dengan sidik itu buku dapat diperiksa kapan saja: penilaian kalibrasi verifikasi --kepala {baru.sidik}")
    if pilihan.data is not None:
        ingatkan_geseran(rapat, pilihan)
    return KELUAR_BAIK


def _buka_kembali(pilihan: argparse.Namespace) -> int:
    from penilaian.rapat.rapat import buka_kembali

    nama = id_rapat(pilihan)
    with buka_buku(pilihan) as buku:
        baru = buka_kembali(buku, nama, pilihan.alasan, pilihan.oleh)
    print(f"Rapat {nama} dibuka kembali oleh {baru.oleh}, catatan {baru.nomor}. Kunci lagi sesudah selesai.")
    return KELUAR_BAIK
