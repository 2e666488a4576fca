"""Forms as people fill them in, built cell by cell, so that tests can spoil one thing at a time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter

from tests.data.conftest import ANI, KEPALA

Grid = dict[tuple[int, int], object]
PERIODE = "PERIODE PENILAIAN: 1 OKTOBER SD 31 DESEMBER TAHUN 2025"
SATU = [None, "Ani Contoh", ANI, "Penata (III/c)", "Analis", "Bidang A"]
PENILAI = [None, "Kepala Contoh", KEPALA, "Pembina (IV/a)", "Kepala Dinas", "Dinas Contoh"]
LABEL = [None, "NAMA", "NIP", "PANGKAT/GOL. RUANG", "JABATAN", "UNIT KERJA"]
NILAI = (
    "Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif", "Kolaboratif",
)  # fmt: skip
KEPALA_C13 = (
    "NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK",
    "INDIKATOR KINERJA INDIVIDU", "TARGET", "REALISASI BERDASARKAN BUKTI DUKUNG",
    "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
)  # fmt: skip
KEPALA_C12 = (
    "NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF",
    "REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
)  # fmt: skip
KEPALA_C11 = ("NO", "RENCANA HASIL KERJA", "REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN")
UTAMA_C13: list[Sequence[object]] = [
    (1, "Layanan kota membaik", "Aplikasi perizinan berfungsi", "Kualitas", "Persentase layanan berhasil", "80 – 90%", "85%", "Teruskan"),
    (None, None, None, "Waktu", "Lama penyelesaian", "7-8 bulan", "9 bulan", None),
    (2, "Pengaduan ditangani", "Pengaduan selesai", "Kuantitas", "Persentase pengaduan selesai", "80 – 90% dari jumlah pengaduan yang masuk", "90%", "Positif: tuntas"),
]  # fmt: skip
TAMBAHAN_C13: list[Sequence[object]] = [
    (1, "-", "Panitia hari jadi", "Kuantitas", "Laporan panitia", 1, 1, "-"),
]
UTAMA_C12: list[Sequence[object]] = [
    (1, "Layanan publik membaik", "Indeks kepuasan masyarakat", "3,5 dari skala 5", "Penerima Layanan", 3.6, "Baik"),
    (2, "Belanja terserap", "Persentase serapan", "95%", "Anggaran", "89,19%", None),
]
UTAMA_C11: list[Sequence[object]] = [
    (1, "Naskah selesai", "Sudah selesai 10 naskah", "Teruskan"),
    (2, "Arsip rapi", "-", None),
]


@dataclass(frozen=True)
class Bahan:
    """What a form is made of; each part can be replaced."""

    pegawai: Sequence[object] = tuple(SATU)
    penilai: Sequence[object] = tuple(PENILAI)
    judul: Sequence[str] = (
        "EVALUASI KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL", "PERIODE: TRIWULAN IV",
    )  # fmt: skip
    periode: str | None = PERIODE
    kepala: Sequence[str] = KEPALA_C13
    utama: Sequence[Sequence[object]] = tuple(UTAMA_C13)
    tambahan: Sequence[Sequence[object]] = tuple(TAMBAHAN_C13)
    rating_hasil: str | None = "RATING HASIL KERJA*: SESUAI EKSPEKTASI"
    rating_perilaku: str | None = "RATING PERILAKU KERJA*: DIATAS EKSPEKTASI"
    predikat: str | None = "PREDIKAT KINERJA PEGAWAI*: BAIK"
    capaian: str | None = "CAPAIAN KINERJA ORGANISASI: BAIK"
    tanda: Sequence[object] = (None, "Palu, 5 Januari 2026")
    perilaku: Mapping[str, tuple[str | None, str | None]] = field(
        default_factory=lambda: {"Akuntabel": ("Tepat waktu", "(positif) Konsisten")}
    )


def bahan_c12(**ganti: object) -> Bahan:
    dasar = Bahan(
        kepala=KEPALA_C12,
        utama=tuple(UTAMA_C12),
        tambahan=(),
        judul=(
            "EVALUASI KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF",
            "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI", "PERIODE: TRIWULAN IV",
        ),
    )  # fmt: skip
    return replace(dasar, **ganti)  # type: ignore[arg-type]


def bahan_c11(**ganti: object) -> Bahan:
    judul = ("EVALUASI KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUALITATIF", "PERIODE: TRIWULAN IV")
    return replace(Bahan(kepala=KEPALA_C11, utama=tuple(UTAMA_C11), tambahan=(), judul=judul), **ganti)  # type: ignore[arg-type]


def susun(bahan: Bahan, mulai: int = 0) -> Grid:
    """The form from row ``mulai`` on, in the places of the official format."""
    sel: Grid = {}
    nomor = mulai

    def tulis(*isi: tuple[int, object]) -> None:
        nonlocal nomor
        sel.update({(nomor, kolom): nilai for kolom, nilai in isi if nilai is not None})
        nomor += 1

    for baris in bahan.judul:
        tulis((2, baris))
    tulis((0, "PEMERINTAH KOTA PALU"), (5, bahan.periode))
    tulis((0, "NO"), (1, "PEGAWAI YANG DINILAI"), (4, "NO"), (5, "PEJABAT PENILAI KINERJA"))
    for urut in range(1, 6):
        kiri, kanan = bahan.pegawai[urut], bahan.penilai[urut]
        tulis((0, urut), (1, LABEL[urut]), (2, kiri), (4, urut), (5, LABEL[urut]), (6, kanan))
    tulis((0, bahan.capaian))
    tulis((0, "POLA DISTRIBUSI:"))
    tulis((0, "HASIL KERJA"))
    tulis(*enumerate(bahan.kepala))
    tulis(*((kolom, f"({kolom + 1})") for kolom in range(len(bahan.kepala))))
    tulis((0, "A. UTAMA"))
    for isi in bahan.utama:
        tulis(*enumerate(isi))
    tulis((0, "B. TAMBAHAN"))
    for isi in bahan.tambahan:
        tulis(*enumerate(isi))
    tulis((0, bahan.rating_hasil))
    tulis((0, "NO"), (1, "PERILAKU KERJA"), (4, "EKSPEKTASI KHUSUS PIMPINAN"), (6, "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"))  # fmt: skip
    for urut, nama in enumerate(NILAI, start=1):
        khusus, balik = bahan.perilaku.get(nama, (None, None))
        tulis((0, urut), (1, nama))
        tulis((1, "- Panduan perilaku"), (4, khusus), (6, balik))
    for baris in (bahan.rating_perilaku, bahan.predikat):
        tulis((0, baris))
    tulis((1, bahan.tanda[0]), (5, bahan.tanda[1]))
    tulis((1, "Pegawai yang Dinilai,"), (5, "Pejabat Penilai Kinerja,"))
    tulis((1, "Ani Contoh"), (5, "Kepala Contoh"))
    tulis((1, f"NIP. {bahan.pegawai[2]}"), (5, f"NIP. {bahan.penilai[2]}"))
    tulis((0, "*pilih salah satu"))
    tulis((0, "*) coret yang tidak perlu"))
    return sel


def geser(grid: Grid, baris: int, kolom: int) -> Grid:
    return {(b + baris, k + kolom): nilai for (b, k), nilai in grid.items()}


def sisipkan(grid: Grid, baris: Iterable[int], kolom: Iterable[int]) -> Grid:
    """The same cells with blank rows and columns before the given ones."""
    baris, kolom = sorted(baris), sorted(kolom)

    def pindah(nomor: int, sisipan: list[int]) -> int:
        return nomor + sum(satu <= nomor for satu in sisipan)

    return {(pindah(b, baris), pindah(k, kolom)): nilai for (b, k), nilai in grid.items()}


def ubah(grid: Grid, fungsi: Callable[[str], str]) -> Grid:
    return {alamat: fungsi(nilai) if isinstance(nilai, str) else nilai for alamat, nilai in grid.items()}


def sel_dari(grid: Grid) -> pd.DataFrame:
    tinggi = max((b for b, _ in grid), default=-1) + 1
    lebar = max((k for _, k in grid), default=-1) + 1
    isi = [["" for _ in range(lebar)] for _ in range(tinggi)]
    for (b, k), nilai in grid.items():
        isi[b][k] = nilai
    return pd.DataFrame(isi, dtype=object)


def buku_dari(lembar: Mapping[str, Grid], gabungan: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """A workbook; ``gabungan`` are the ranges to merge by sheet, such as ``A1:B2``."""
    buku = openpyxl.Workbook()
    buku.remove(buku.worksheets[0])
    for nama, grid in lembar.items():
        satu = buku.create_sheet(nama)
        for (b, k), nilai in grid.items():
            satu[f"{get_column_letter(k + 1)}{b + 1}"] = nilai
        for rentang in (gabungan or {}).get(nama, ()):
            satu.merge_cells(rentang)
    aliran = io.BytesIO()
    buku.save(aliran)
    return aliran.getvalue()
