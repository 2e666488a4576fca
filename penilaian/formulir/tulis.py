"""Evaluation forms to be printed and signed: PermenPANRB 6/2022, Formats C.1.1–C.1.3, one sheet each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from penilaian.buku_xlsx import buku_baru
from penilaian.formulir.bentuk import Formulir, Orang
from penilaian.formulir.tulis_hasil import tulis_hasil_kerja
from penilaian.formulir.tulis_kertas import (
    IDENTITAS,
    JUDUL,
    KEPALA,
    LABEL,
    NIP,
    POLOS,
    SEL,
    TENGAH,
    Isian,
    Kertas,
    atur_cetak,
    awal_halaman,
    kertas_baru,
    nama_lembar,
    siapkan_buku,
    tinggi_halaman,
)
from penilaian.formulir.tulis_sebutan import (
    TITIK,
    baris_orang,
    judul_periode,
    panduan_nilai,
    rentang_periode,
    sebut_organisasi,
    sebut_predikat,
    sebut_rating,
    tempat_tanggal,
)
from penilaian.formulir.tulis_susunan import JUDUL_UMPAN_BALIK, SUSUNAN, Susunan
from penilaian.galat import GalatData

_RUANG_TANDA_TANGAN = 36


def tulis_formulir(formulir: Iterable[Formulir], aliran: BinaryIO) -> None:
    """Write a workbook with one form a sheet, A4 landscape; the same forms give the same bytes.

    Raises:
        GalatData: there is nothing to write, or a form is no evaluation form.
    """
    jumlah = 0
    with buku_baru(aliran) as buku:
        gaya = siapkan_buku(buku)
        for jumlah, satu in enumerate(formulir, 1):
            susunan = _susunan(satu)
            kertas = kertas_baru(buku, gaya, nama_lembar(jumlah, satu.pegawai.nip), susunan.lebar)
            _tulis_satu(kertas, susunan, satu)
    if not jumlah:
        raise GalatData("Tidak ada formulir untuk ditulis", tindakan="pilih pegawai dan periode yang ada datanya")


def _susunan(formulir: Formulir) -> Susunan:
    if formulir.jenis not in SUSUNAN:
        raise GalatData(
            f"Formulir jenis {formulir.jenis} bukan formulir evaluasi",
            mengapa=f"yang dapat ditulis: Format {', '.join(SUSUNAN)}",
            tindakan="lengkapi realisasinya lebih dahulu, lalu tulis sebagai formulir evaluasi",
        )
    return SUSUNAN[formulir.jenis]


def _tulis_satu(kertas: Kertas, susunan: Susunan, formulir: Formulir) -> None:
    """One form on its sheet.

    The headings of HASIL KERJA stand again on the pages where most of them go on with that table; otherwise it is
    the line with agency and period. Headings stay with what follows, and the predicate with the signature.
    """
    instansi = _tulis_judul(kertas, susunan, formulir)
    _tulis_pihak(kertas, susunan, formulir)
    kepala = tulis_hasil_kerja(kertas, susunan, formulir)
    akhir_hasil = kertas.baris
    _tulis_label(kertas, susunan, "RATING HASIL KERJA", sebut_rating(formulir.rating_hasil))
    _tulis_perilaku(kertas, susunan, formulir)
    _tulis_label(kertas, susunan, "RATING PERILAKU KERJA", sebut_rating(formulir.rating_perilaku))
    penutup = kertas.baris
    _tulis_label(kertas, susunan, "PREDIKAT KINERJA PEGAWAI", sebut_predikat(formulir.predikat))
    kertas.jarak()
    _tulis_tanda_tangan(kertas, susunan, formulir)
    utuh = (
        (kepala[0] - 1, kepala[1] + 2),
        (akhir_hasil - 2, akhir_hasil - 1),
        (akhir_hasil + 1, akhir_hasil + 3),
        (penutup, kertas.baris - 1),
    )
    muat = tinggi_halaman(kertas, "mendatar")
    lanjutan = [awal < akhir_hasil for awal in awal_halaman(kertas.tinggi, muat, kepala, utuh)[1:]]
    ulang = kepala if sum(lanjutan) > len(lanjutan) / 2 else (instansi, instansi)
    nama = " · ".join(filter(None, ["Evaluasi Kinerja Pegawai", formulir.pegawai.nama, _nama_periode(formulir)]))
    atur_cetak(kertas, "mendatar", nama, ulang)
    kertas.lembar.set_h_pagebreaks(awal_halaman(kertas.tinggi, muat, ulang, utuh)[1:])


def _nama_periode(formulir: Formulir) -> str | None:
    return formulir.teks_periode if formulir.periode is None else formulir.periode.label


def _tulis_judul(kertas: Kertas, susunan: Susunan, formulir: Formulir) -> int:
    """The title; the row with agency and period is returned."""
    jenis = [] if formulir.periode is None else [f"PERIODE: {judul_periode(formulir.periode)}"]
    for teks in ("EVALUASI KINERJA PEGAWAI", *susunan.judul, *jenis):
        kertas.tulis(Isian(0, kertas.akhir, teks, JUDUL))
    kertas.jarak()
    periode = rentang_periode(formulir.periode) if formulir.periode else formulir.teks_periode or ""
    kiri = susunan.pegawai[1][1]
    tebal = {**POLOS, "bold": True}
    baris = kertas.baris
    kertas.tulis(
        Isian(0, kiri, f"NAMA INSTANSI: {formulir.instansi or ''}".strip(), tebal),
        Isian(kiri + 1, kertas.akhir, f"PERIODE PENILAIAN: {periode}".strip(), {**tebal, "align": "right"}),
    )
    return baris


def _tulis_pihak(kertas: Kertas, susunan: Susunan, formulir: Formulir) -> None:
    """Employee and assessor side by side, then the agency's achievement."""
    label_kiri, nilai_kiri = susunan.pegawai
    no_kanan, label_kanan, nilai_kanan = susunan.penilai
    kertas.tulis(
        Isian(0, 0, "NO", KEPALA),
        Isian(label_kiri[0], nilai_kiri[1], "PEGAWAI YANG DINILAI", KEPALA),
        Isian(*no_kanan, "NO", KEPALA),
        Isian(label_kanan[0], nilai_kanan[1], "PEJABAT PENILAI KINERJA", KEPALA),
    )
    pasangan = zip(baris_orang(formulir.pegawai), baris_orang(formulir.penilai), strict=True)
    for nomor, ((label, kiri), (_, kanan)) in enumerate(pasangan, 1):
        gaya = NIP if label == "NIP" else IDENTITAS
        kertas.tulis(
            Isian(0, 0, str(nomor), TENGAH),
            Isian(*label_kiri, label, IDENTITAS),
            Isian(*nilai_kiri, kiri, gaya),
            Isian(*no_kanan, str(nomor), TENGAH),
            Isian(*label_kanan, label, IDENTITAS),
            Isian(*nilai_kanan, kanan, gaya),
        )
    _tulis_label(kertas, susunan, "CAPAIAN KINERJA ORGANISASI", sebut_organisasi(formulir.capaian_organisasi))
    _tulis_label(kertas, susunan, "POLA DISTRIBUSI", formulir.pola_distribusi)


def _tulis_label(kertas: Kertas, susunan: Susunan, label: str, nilai: str | None) -> None:
    kanan = susunan.label[1] + 1
    kertas.tulis(Isian(*susunan.label, label, LABEL), Isian(kanan, kertas.akhir, nilai, LABEL), minimum=16)


def _tulis_perilaku(kertas: Kertas, susunan: Susunan, formulir: Formulir) -> None:
    kertas.tulis(Isian(0, kertas.akhir, "PERILAKU KERJA", LABEL))
    judul = ("NILAI DASAR", "PANDUAN PERILAKU", "EKSPEKTASI KHUSUS PIMPINAN", JUDUL_UMPAN_BALIK)
    kertas.tulis(
        Isian(0, 0, "NO", KEPALA),
        *(Isian(*letak, teks, KEPALA) for letak, teks in zip(susunan.perilaku, judul, strict=True)),
    )
    tertulis = {satu.nilai: satu for satu in formulir.perilaku}
    nilai, panduan, ekspektasi, umpan_balik = susunan.perilaku
    for nomor, (kode, (nama, semua)) in enumerate(panduan_nilai().items(), 1):
        satu = tertulis.get(kode)
        kertas.tulis(
            Isian(0, 0, str(nomor), TENGAH),
            Isian(*nilai, nama, {**SEL, "bold": True}),
            Isian(*panduan, "\n".join(f"• {butir}" for butir in semua)),
            Isian(*ekspektasi, satu.ekspektasi if satu else None),
            Isian(*umpan_balik, satu.umpan_balik if satu else None),
        )


def _tulis_tanda_tangan(kertas: Kertas, susunan: Susunan, formulir: Formulir) -> None:
    letak = susunan.penilai[2]
    tengah = {**POLOS, "align": "center"}
    penilai: Orang = formulir.penilai
    kertas.tulis(Isian(*letak, tempat_tanggal(formulir.tempat, formulir.tanggal), tengah))
    kertas.tulis(Isian(*letak, "PEJABAT PENILAI KINERJA", {**tengah, "bold": True}))
    kertas.jarak(_RUANG_TANDA_TANGAN)
    kertas.tulis(Isian(*letak, penilai.nama or TITIK, {**tengah, "bold": True}))
    kertas.tulis(Isian(*letak, f"NIP {penilai.nip or TITIK}", tengah))
