"""Dokumen Evaluasi Kinerja Pegawai to be printed and signed: PermenPANRB 6/2022, Formats D.1.1 and D.1.2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from penilaian.aturan import muat_buku
from penilaian.buku_xlsx import buku_baru
from penilaian.formulir.bentuk import DokumenEvaluasi, Orang
from penilaian.formulir.tulis_kertas import (
    IDENTITAS,
    JUDUL,
    KEPALA,
    LABEL,
    NIP,
    POLOS,
    TENGAH,
    Isian,
    Kertas,
    atur_cetak,
    kertas_baru,
    nama_lembar,
    siapkan_buku,
)
from penilaian.formulir.tulis_sebutan import (
    TITIK,
    baris_orang,
    judul_periode,
    rentang_periode,
    sebut_organisasi,
    sebut_predikat,
    tempat_tanggal,
)
from penilaian.galat import GalatData

_LEBAR = (32, 200, 92, 32, 292)
_TENGGAT = "permenpanrb-6-2022/tenggat"
_TINGGI_CATATAN = 115
_RUANG_TANDA_TANGAN = 64
_TINGGI_BARIS = 17


def tulis_dokumen(dokumen: Iterable[DokumenEvaluasi], aliran: BinaryIO) -> None:
    """Write a workbook with one document a sheet, A4 portrait; the same documents give the same bytes.

    Raises:
        GalatData: there is nothing to write, or a document follows an objection (Format D.1.3).
    """
    jumlah = 0
    with buku_baru(aliran) as buku:
        gaya = siapkan_buku(buku)
        for jumlah, satu in enumerate(dokumen, 1):
            if satu.format == "D.1.3":
                raise GalatData(
                    "Dokumen Evaluasi Format D.1.3 tidak dapat ditulis",
                    mengapa="isi keberatan dan putusannya tidak ada di data",
                    tindakan="tulis dokumen sesudah keberatan itu dengan tangan",
                )
            _tulis_satu(kertas_baru(buku, gaya, nama_lembar(jumlah, satu.pegawai.nip), _LEBAR), satu)
    if not jumlah:
        raise GalatData("Tidak ada dokumen untuk ditulis", tindakan="pilih pegawai dan periode yang ada datanya")


def _tulis_satu(kertas: Kertas, dokumen: DokumenEvaluasi) -> None:
    for teks in ("DOKUMEN EVALUASI KINERJA PEGAWAI", f"PERIODE: {judul_periode(dokumen.periode)}"):
        kertas.tulis(Isian(0, kertas.akhir, teks, JUDUL))
    kertas.jarak()
    tebal = {**POLOS, "bold": True}
    instansi = kertas.baris
    kertas.tulis(Isian(0, kertas.akhir, f"NAMA INSTANSI: {dokumen.instansi or ''}".strip(), tebal))
    kertas.tulis(Isian(0, kertas.akhir, f"PERIODE PENILAIAN: {rentang_periode(dokumen.periode)}", tebal))
    kertas.jarak()
    pihak = (
        ("PEGAWAI YANG DINILAI", dokumen.pegawai),
        ("PEJABAT PENILAI KINERJA", dokumen.penilai),
        ("ATASAN PEJABAT PENILAI KINERJA", dokumen.atasan_penilai),
    )
    for nomor, (judul, orang) in enumerate(pihak, 1):
        _tulis_bagian(kertas, nomor, judul)
        for label, nilai in baris_orang(orang):
            _tulis_baris(kertas, label, nilai, NIP if label == "NIP" else IDENTITAS)
    _tulis_bagian(kertas, 4, "EVALUASI KINERJA")
    _tulis_baris(kertas, "CAPAIAN KINERJA ORGANISASI", sebut_organisasi(dokumen.capaian_organisasi), LABEL)
    _tulis_baris(kertas, "PREDIKAT KINERJA PEGAWAI", sebut_predikat(dokumen.predikat), LABEL)
    _tulis_bagian(kertas, 5, "CATATAN/REKOMENDASI")
    kertas.tulis(Isian(0, 0, None), Isian(1, kertas.akhir, dokumen.catatan), minimum=_TINGGI_CATATAN)
    _tulis_tanda_tangan(kertas, dokumen)
    tenggat = _kalimat_tenggat(dokumen)
    if tenggat:
        kertas.jarak(4)
        kertas.tulis(Isian(0, kertas.akhir, tenggat, {**POLOS, "font_size": 8, "italic": True}))
    kaki = " · ".join(filter(None, ["Dokumen Evaluasi Kinerja Pegawai", dokumen.pegawai.nama, dokumen.periode.label]))
    atur_cetak(kertas, "tegak", kaki, (instansi, instansi + 1))


def _tulis_bagian(kertas: Kertas, nomor: int, judul: str) -> None:
    kiri = {**KEPALA, "align": "left"}
    kertas.tulis(Isian(0, 0, str(nomor), KEPALA), Isian(1, kertas.akhir, judul, kiri), minimum=_TINGGI_BARIS)


def _tulis_baris(kertas: Kertas, label: str, nilai: str | None, gaya: Mapping[str, Any]) -> None:
    kertas.tulis(
        Isian(0, 0, None), Isian(1, 1, label, IDENTITAS), Isian(2, kertas.akhir, nilai, gaya), minimum=_TINGGI_BARIS
    )


def _tulis_tanda_tangan(kertas: Kertas, dokumen: DokumenEvaluasi) -> None:
    """6 whoever evaluated, 7 the employee, side by side in two boxes."""
    atasan = dokumen.format == "D.1.2"
    jabatan = "ATASAN PEJABAT PENILAI KINERJA" if atasan else "PEJABAT PENILAI KINERJA"
    penilai = dokumen.atasan_penilai if atasan else dokumen.penilai
    kiri = (tempat_tanggal(dokumen.tempat, dokumen.tanggal), jabatan, *_nama(penilai))
    kanan = (f"Diterima tanggal: {TITIK}", "PEGAWAI YANG DINILAI", *_nama(dokumen.pegawai))
    akhir = len(kiri) - 1
    for urut, (teks_kiri, teks_kanan) in enumerate(zip(kiri, kanan, strict=True)):
        tepi = {"border": 0, "left": 1, "right": 1, "top": int(urut == 0), "bottom": int(urut == akhir)}
        gaya = {**TENGAH, **tepi, "bold": urut in (1, 3)}
        nomor = ("6", "7") if urut == 0 else (None, None)
        kertas.tulis(
            Isian(0, 0, nomor[0], gaya),
            Isian(1, 2, teks_kiri, gaya),
            Isian(3, 3, nomor[1], gaya),
            Isian(4, 4, teks_kanan, gaya),
            minimum=_RUANG_TANDA_TANGAN if urut == 2 else 0,
        )


def _nama(orang: Orang) -> tuple[str | None, str, str]:
    return None, orang.nama or TITIK, f"NIP {orang.nip or TITIK}"


def _kalimat_tenggat(dokumen: DokumenEvaluasi) -> str | None:
    """What the rules in force on the last day say about handing the document over; None where they say nothing."""
    aturan = muat_buku().pada(dokumen.periode.akhir)
    if _TENGGAT not in aturan.ketentuan or not aturan.berlaku(_TENGGAT):
        return None
    masa = aturan.masa(_TENGGAT)
    butir = [
        satu
        for nama in ("penyampaian_dokumen", "pengembalian_dokumen")
        if (satu := aturan.nilai(_TENGGAT).butir.get(nama)) is not None and satu.hari is not None
    ]
    kalimat = [
        f"{satu.keterangan} paling lambat {satu.hari} hari {satu.jenis_hari} sejak {satu.sejak}" for satu in butir
    ]
    teks = "; ".join(kalimat)
    return f"{teks[:1].upper()}{teks[1:]} ({masa.sitasi.peraturan})." if teks else None
