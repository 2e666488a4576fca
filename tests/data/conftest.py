"""A small clean folder of tables, with synthetic NIPs only, for the tests to break one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

KEPALA = "187001011895031001"
ANI = "189002022015032002".replace("2015", "1915")
BUDI = "188803031912121003"
ISI: dict[str, list[dict[str, str]]] = {
    "opd": [
        {"kode": "01", "nama": "Dinas Contoh", "jenis": "dinas", "kepala": KEPALA},
        {"kode": "02", "nama": "Badan Contoh", "jenis": "badan", "kepala": ""},
    ],
    "indikator": [
        {
            "kode": kode,
            "kode_opd": opd,
            "kode_rhk": rhk,
            "rhk": "Layanan selesai",
            "uraian": "Persentase layanan selesai",
            "aspek": "kuantitas",
            "perspektif": "",
            "satuan": satuan,
            "arah": "naik",
            "jenis_target": jenis,
            "kode_induk": "",
            "sumber_data": "Laporan",
            "baseline": "70.5",
        }
        for kode, opd, rhk, satuan, jenis in (
            ("I1", "01", "R1", "%", "nilai"),
            ("I2", "01", "R2", "%", "rentang"),
            ("I3", "02", "R3", "bulan", "rentang"),
        )
    ],
    "pegawai": [
        {
            "nip": nip,
            "periode": "2025-T4",
            "nama": nama,
            "jenis": "pns",
            "jenis_kelamin": kelamin,
            "kelompok_usia": "30_39",
            "jabatan": "Analis",
            "jenis_jabatan": jabatan,
            "jenjang": "" if jabatan == "jpt" else "ahli_muda",
            "golongan": "III/c",
            "kode_opd": opd,
            "unit": "Bidang A",
            "lokasi": "",
            "nip_penilai": penilai,
            "mutasi": "tidak",
        }
        for nip, nama, kelamin, jabatan, opd, penilai in (
            (KEPALA, "Kepala Contoh", "L", "jpt", "01", ""),
            (ANI, "Ani Contoh", "P", "fungsional", "01", KEPALA),
            (BUDI, "Budi Contoh", "L", "fungsional", "02", KEPALA),
        )
    ],
    "skp": [
        {
            "nip": nip,
            "periode": "2025-T4",
            "kode_indikator": indikator,
            "kategori": "utama",
            "target": target,
            "target_bawah": bawah,
            "target_atas": atas,
            "teks_target": "",
            "target_semula": "",
            "diubah": "",
        }
        for nip, indikator, target, bawah, atas in (
            (ANI, "I1", "85.5", "", ""),
            (ANI, "I2", "", "80", "90"),
            (BUDI, "I3", "", "7", "8"),
            (KEPALA, "I1", "85.5", "", ""),
        )
    ],
    "realisasi": [
        {
            "nip": nip,
            "periode": "2025-T4",
            "kode_indikator": indikator,
            "realisasi": nilai,
            "bukti": "B-1",
            "alasan_kosong": alasan,
            "dicatat": "2025-12-31",
        }
        for nip, indikator, nilai, alasan in (
            (ANI, "I1", "90.25", ""),
            (ANI, "I2", "", "cuti"),
            (BUDI, "I3", "9", ""),
            (KEPALA, "I1", "86", ""),
        )
    ],
    "penetapan": [
        {
            "nip": nip,
            "periode": "2025-T4",
            "hasil_kerja": "sesuai",
            "perilaku_kerja": "di_atas",
            "predikat": "baik",
            "nip_penilai": KEPALA,
            "alasan": "",
            "waktu": "2026-01-05",
        }
        for nip in (ANI, BUDI)
    ],
    "umpan_balik": [
        {
            "nomor": nomor,
            "nip": ANI,
            "periode": "2025-T4",
            "dari": KEPALA,
            "peran": "atasan",
            "jenis_sasaran": jenis,
            "sasaran": sasaran,
            "nada": "positif",
            "isi": "Baik, teruskan",
            "waktu": "2025-11-01",
        }
        for nomor, jenis, sasaran in (("U1", "rhk", "R1"), ("U2", "nilai_dasar", "akuntabel"))
    ],
    "ikm": [{"kode_opd": "01", "periode": "2025-S2", "responden": "150", "ikm": "82.5"}],
}

Ubah = Callable[[dict[str, list[dict[str, str]]]], None]


def salin_isi() -> dict[str, list[dict[str, str]]]:
    return {nama: [dict(baris) for baris in daftar] for nama, daftar in ISI.items()}


def tulis_csv(folder: Path, isi: Mapping[str, list[dict[str, str]]], pemisah: str = ",", enkode: str = "utf-8") -> Path:
    folder.mkdir(exist_ok=True)
    for nama, daftar in isi.items():
        teks = pd.DataFrame(daftar).to_csv(index=False, sep=pemisah, lineterminator="\n")
        (folder / f"{nama}.csv").write_bytes(teks.encode(enkode))
    return folder


def tulis_xlsx(berkas: Path, isi: Mapping[str, list[dict[str, object]]]) -> None:
    buku = openpyxl.Workbook()
    buku.remove(buku.worksheets[0])
    for nama, daftar in isi.items():
        lembar = buku.create_sheet(nama)
        lembar.append(list(daftar[0]))
        for baris in daftar:
            lembar.append([None if nilai == "" else nilai for nilai in baris.values()])
    buku.save(berkas)


@pytest.fixture
def folder_bersih(tmp_path: Path) -> Path:
    """A folder ``masuk`` of CSV files without any fault."""
    return tulis_csv(tmp_path / "masuk", ISI)
