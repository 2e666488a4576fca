"""A small city made by hand: every number in it can be checked on paper."""

import pandas as pd

from penilaian.data import tulis_tabel

PERIODE = "2025-T4"
KEPALA, ANI, BUDI, CICI = "187001011895031001", "188503121908032001", "188601011909031002", "188701011910032003"


def tabel_kecil() -> dict[str, pd.DataFrame]:
    def orang(nip, kelamin, penilai, jenis="pelaksana"):
        return {
            "nip": nip, "periode": PERIODE, "nama": "Contoh", "jenis": "pns", "jenis_kelamin": kelamin,
            "kelompok_usia": "40_49", "jabatan": "Analis", "jenis_jabatan": jenis, "jenjang": None, "golongan": "III/a",
            "kode_opd": "01", "unit": "Bidang A", "lokasi": None, "nip_penilai": penilai, "mutasi": "tidak",
        }  # fmt: skip

    def indikator(kode, rhk, arah="naik", jenis="nilai"):
        return {
            "kode": kode, "kode_opd": "01", "kode_rhk": rhk, "rhk": f"RHK {rhk}", "uraian": f"Indikator {kode}", "aspek": "kuantitas",
            "perspektif": None, "satuan": "berkas", "arah": arah, "jenis_target": jenis, "kode_induk": None, "sumber_data": "buku",
            "baseline": None,
        }  # fmt: skip

    janji = {  # indikator: target, bawah, atas
        "i1": (90, None, None), "i2": (10, None, None), "i3": (None, 80, 90), "i4": (0, None, None),
    }  # fmt: skip
    skp, realisasi = [], []
    capaian = {
        KEPALA: {"i1": 99, "i2": 8, "i3": 95},
        ANI: {"i1": 90, "i2": 10, "i3": 70},
        BUDI: {"i1": 99, "i2": None, "i3": 95},
        CICI: {"i1": 50, "i4": 1},
    }
    for nip, isi in capaian.items():
        for kode, nilai in isi.items():
            target, bawah, atas = janji[kode]
            kategori = "tambahan" if kode == "i4" else "utama"
            skp.append((nip, PERIODE, kode, kategori, target, bawah, atas, None, None, None))
            realisasi.append((nip, PERIODE, kode, nilai, "B-1", "cuti" if nilai is None else None, "2025-12-20"))
    umpan = [(KEPALA, "positif"), (ANI, "positif"), (ANI, "negatif"), (BUDI, "positif")]
    ditetapkan = [
        (KEPALA, "di_atas", "di_atas", "sangat_baik", None),
        (ANI, "di_atas", "sesuai", "baik", None),
        (CICI, "di_bawah", "sesuai", "butuh_perbaikan", None),
    ]
    return {
        "opd": pd.DataFrame([{"kode": "01", "nama": "Dinas Uji", "jenis": "dinas", "kepala": KEPALA}]),
        "pegawai": pd.DataFrame([orang(KEPALA, "L", None, "jpt"), orang(ANI, "P", KEPALA), orang(BUDI, "L", KEPALA), orang(CICI, "P", KEPALA)]),
        "indikator": pd.DataFrame([indikator("i1", "r1"), indikator("i2", "r2", "turun"), indikator("i3", "r2", jenis="rentang"), indikator("i4", "r3", "turun")]),
        "skp": pd.DataFrame(skp, columns=["nip", "periode", "kode_indikator", "kategori", "target", "target_bawah", "target_atas", "teks_target", "target_semula", "diubah"]),
        "realisasi": pd.DataFrame(realisasi, columns=["nip", "periode", "kode_indikator", "realisasi", "bukti", "alasan_kosong", "dicatat"]),
        "umpan_balik": pd.DataFrame(
            [(f"u{n}", nip, PERIODE, KEPALA if nip != KEPALA else None, "atasan" if nip != KEPALA else "penerima_layanan", "rhk", "r1", nada, "Isi", "2025-12-01") for n, (nip, nada) in enumerate(umpan)],
            columns=["nomor", "nip", "periode", "dari", "peran", "jenis_sasaran", "sasaran", "nada", "isi", "waktu"],
        ),
        "penetapan": pd.DataFrame(
            [(nip, PERIODE, h, p, q, None if nip == KEPALA else KEPALA, a, "2026-01-05") for nip, h, p, q, a in ditetapkan],
            columns=["nip", "periode", "hasil_kerja", "perilaku_kerja", "predikat", "nip_penilai", "alasan", "waktu"],
        ),
    }  # fmt: skip


def tulis_kecil(folder, ubah=None):
    isi = tabel_kecil()
    if ubah is not None:
        ubah(isi)
    for nama, tabel in isi.items():
        tulis_tabel(tabel, folder / f"{nama}.csv")
    return folder
