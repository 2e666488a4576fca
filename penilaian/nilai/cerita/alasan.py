"""Why a person must look at a result, by stable code, whatever the scheme."""

from __future__ import annotations

from penilaian.aturan.rumus.permenpanrb_6_2022 import ALASAN_TINJAU

ALASAN_TANPA_USULAN = {
    "tanpa_skp": "pegawai tidak punya SKP pada periode ini",
    "tanpa_realisasi": "belum ada satu pun realisasi yang dapat dihitung",
    "tanpa_umpan_balik": "belum ada umpan balik atas hasil kerja; panduan tidak dapat diterapkan tanpa itu",
    "capaian_ditolak": "ada capaian yang ditolak rumus",
    "batas_berbeda": "usulan masih dapat berubah bila yang kosong terisi",
}
"""Where the data of PermenPANRB 6/2022 calls for a person; completes ALASAN_TINJAU."""

ALASAN_ANGKA = {
    "realisasi_kosong": "ada realisasi yang belum diisi",
    "nilai_perilaku_kosong": "nilai perilaku belum ditetapkan",
    "varian_360_kosong": "belum tercatat apakah rekan dan bawahan ikut menilai perilaku",
    "ide_baru_kosong": "belum tercatat ada tidaknya ide baru, padahal itu menentukan predikatnya",
    "nilai_lebih_dari_tertinggi": "nilai melebihi yang tertinggi menurut peraturan",
    "predikat_tercatat_berbeda": "predikat tercatat berbeda dari hasil hitungan",
    "tugas_tambahan_tidak_dinilai": "tugas tambahan tidak dinilai dalam skema ini",
    "tanpa_kinerja_utama": "SKP hanya berisi kinerja tambahan",
    "lingkup_tambahan_kosong": "lingkup penugasan kinerja tambahan belum diisi",
    "kategori_tambahan_campuran": "indikator satu kinerja tambahan berkategori berbeda; yang terendah dipakai",
    "integrasi_di_luar_kedua_bagian": "predikat setahun lebih tinggi atau lebih rendah daripada kedua semesternya",
    "satu_semester": "hanya ada penilaian satu semester di data yang dihitung",
}
"""Where the schemes with numbers call for a person."""


def uraian_alasan(kode: str) -> str:
    """What the codes in ``alasan_tinjau`` mean."""
    semua = ALASAN_TINJAU | ALASAN_TANPA_USULAN | ALASAN_ANGKA
    return "; ".join(semua[satu] for satu in kode.split(";"))
