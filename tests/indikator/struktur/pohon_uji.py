"""Two small agencies without a fault, and how to plant one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.indikator.bahan import BahanIndikator
from penilaian.periode import Periode

KINI = Periode.urai("2025-T4")
ATURAN = muat_buku().pada(KINI.akhir)
_KEPALA = [
    ("h1", "Persentase warga yang puas", "Meningkatnya mutu layanan"),
    ("h2", "Nilai pengendalian intern", "Tata kelola yang bersih"),
]
_BAWAHAN = [
    ("a1", "Persentase layanan sesuai standar", "h1"), ("a2", "Jumlah temuan yang ditutup", "h2"),
    ("p1", "Persentase jadwal loket yang terlaksana", "a1"), ("l1", "Jumlah berkas warga yang dijawab", "p1"),
    ("l2", "Rata-rata waktu tunggu pemohon", "p1"),
]  # fmt: skip
# Position, kind, unit, whom it answers to, what it holds.
_ORANG = [
    ("Kepala Dinas", "jpt", "Pimpinan", None, ["h1", "h2"]),
    ("Sekretaris", "administrator", "Sekretariat", 0, ["a1", "a2"]),
    ("Kepala Seksi Loket", "pengawas", "Seksi Loket", 1, ["p1"]),
    ("Petugas Loket", "pelaksana", "Seksi Loket", 2, ["l1", "l2"]),
    ("Petugas Loket", "pelaksana", "Seksi Loket", 2, ["l1", "l2"]),
]  # fmt: skip


def nip(opd: str, nomor: int) -> str:
    """A number of eighteen digits that belongs to nobody."""
    return f"1870010118950{'12'.index(opd[-1]) + 1}10{nomor:02d}"


def indikator(opd: str) -> pd.DataFrame:
    kepala = [
        {"kode": f"{opd}-{kode}", "uraian": uraian, "perspektif": "proses_bisnis", "sasaran_daerah": sasaran}
        for kode, uraian, sasaran in _KEPALA
    ]
    lain = [
        {"kode": f"{opd}-{kode}", "uraian": uraian, "aspek": "kuantitas", "kode_induk": f"{opd}-{induk}"}
        for kode, uraian, induk in _BAWAHAN
    ]
    umum = {
        "kode_opd": opd,
        "rhk": "Hasil",
        "satuan": "persen",
        "arah": "naik",
        "jenis_target": "nilai",
        "sumber_data": "register",
        "baseline": 80.0,
    }
    kolom = [
        "kode",
        "kode_opd",
        "rhk",
        "uraian",
        "aspek",
        "perspektif",
        "satuan",
        "arah",
        "jenis_target",
        "kode_induk",
        "sumber_data",
        "baseline",
        "cascading",
        "sasaran_daerah",
    ]
    isi = pd.DataFrame([umum | {"satuan": _satuan(satu["uraian"])} | satu for satu in kepala + lain]).reindex(
        columns=kolom
    )
    return isi.astype({nama: "str" for nama in kolom if nama != "baseline"})


def _satuan(uraian: str) -> str:
    return {"Persentase": "persen", "Jumlah": "berkas", "Nilai": "nilai", "Rata-rata": "menit"}[
        uraian.split(maxsplit=1)[0]
    ]


def bahan(**ganti: Any) -> BahanIndikator:
    """Both agencies without a fault; ``ganti`` replaces whole tables."""
    pegawai, butir = [], []
    for opd in ("d1", "d2"):
        for nomor, (jabatan, jenis, unit, atasan, milik) in enumerate(_ORANG):
            siapa = nip(opd, nomor)
            pegawai.append({
                "nip": siapa, "periode": KINI.kode, "kode_opd": opd, "unit": unit, "jabatan": jabatan, "jenis_jabatan": jenis,
                "nip_penilai": None if atasan is None else nip(opd, atasan),
            })  # fmt: skip
            butir += [
                {
                    "nip": siapa, "kode_indikator": f"{opd}-{kode}", "periode": KINI.kode, "bawah": 90.0, "atas": 90.0,
                    "arah": "naik", "realisasi": 85.0, "capaian": 94.4, "teks_target": None, "dicatat": pd.Timestamp("2026-01-05"),
                }
                for kode in milik
            ]  # fmt: skip
    isi = {
        "periode": KINI, "indikator": pd.concat([indikator("d1"), indikator("d2")], ignore_index=True),
        "pegawai": pd.DataFrame(pegawai).astype({"nip_penilai": "str"}),
        "butir": pd.DataFrame(butir).astype({"teks_target": "str"}),
        "opd": pd.DataFrame({"kode": ["d1", "d2"], "nama": ["Dinas Uji Satu", "Dinas Uji Dua"]}), "aturan": ATURAN,
    }  # fmt: skip
    return BahanIndikator(**(isi | ganti))


def tanam(kasus: dict[str, Any]) -> BahanIndikator:
    """The same with the faults of a case: cells of indicators changed, rows of SKPs dropped or changed."""
    bersih = bahan()
    isi, butir = bersih.indikator.copy(), bersih.butir.copy()
    for kode, sel in kasus.get("ubah", {}).items():
        for kolom, nilai in sel.items():
            isi.loc[isi["kode"] == kode, kolom] = nilai
    butir = butir[~butir["kode_indikator"].isin(kasus.get("tanpa_pemegang", []))]
    for kode, teks in kasus.get("target", {}).items():
        kena = butir["kode_indikator"] == kode
        butir.loc[kena, ["bawah", "atas"]] = float("nan")
        butir.loc[kena, "teks_target"] = teks
    return bahan(indikator=isi, butir=butir.reset_index(drop=True))
