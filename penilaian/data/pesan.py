"""What the checks across tables say: one fixed text a finding."""

from __future__ import annotations

from penilaian.data.temuan import Pesan

PEGAWAI_TIDAK_ADA = Pesan(
    "galat",
    "pegawai_tidak_ada",
    "Pegawai ini tidak ada di tabel pegawai pada periode yang sama",
    "tambahkan pegawai untuk periode itu, atau perbaiki NIP atau periodenya",
)
MENILAI_DIRI_SENDIRI = Pesan(
    "galat", "menilai_diri_sendiri", "Pegawai tercatat menilai dirinya sendiri", "isi NIP atasan langsungnya"
)
PENILAI_TIDAK_ADA = Pesan(
    "peringatan",
    "penilai_tidak_ada",
    "Pejabat penilai ini tidak ada di tabel pegawai pada periode yang sama",
    "tambahkan penilainya, atau perbaiki NIP penilai",
)
PENILAI_BERPUTAR = Pesan(
    "peringatan",
    "penilai_berputar",
    "Rantai pejabat penilai berputar: lewat penilainya, pegawai ini menilai dirinya sendiri",
    "periksa NIP penilai pegawai ini dan penilai di atasnya",
)
PENILAI_KOSONG = Pesan(
    "catatan",
    "penilai_kosong",
    "Pejabat penilai kosong, padahal bukan jabatan pimpinan tinggi; hanya yang dinilai kepala daerah boleh kosong",
    "isi NIP atasan langsungnya, atau abaikan bila memang dinilai kepala daerah",
)
TANPA_SKP = Pesan(
    "peringatan",
    "tanpa_skp",
    "Pegawai ini tidak punya SKP pada periode itu, sehingga tidak dapat dinilai",
    "tambahkan SKP-nya ke tabel skp, atau hapus pegawainya dari periode itu bila memang tidak dinilai",
)
BILANGAN_NEGATIF = Pesan(
    "peringatan",
    "bilangan_negatif",
    "Angka ini negatif; capaian tidak dapat dihitung dari angka negatif, sehingga indikator ini tidak dinilai",
    "periksa angkanya, atau rumuskan indikatornya agar tidak negatif",
)
PENILAI_BERBEDA = Pesan(
    "catatan",
    "penilai_berbeda",
    "Pejabat yang menetapkan berbeda dari pejabat penilai di tabel pegawai",
    "pastikan pergantian penilai memang terjadi (mutasi, pelaksana tugas)",
)
JENIS_KELAMIN_BEDA = Pesan(
    "peringatan",
    "jenis_kelamin_beda",
    "Jenis kelamin berbeda dari digit ke-15 NIP (1 laki-laki, 2 perempuan)",
    "periksa NIP dan jenis kelamin pada data kepegawaian",
)
SKP_TIDAK_ADA = Pesan(
    "galat",
    "skp_tidak_ada",
    "Realisasi ini tidak punya baris di tabel skp untuk pegawai, periode, dan indikator yang sama",
    "tambahkan indikatornya ke skp, atau hapus realisasinya",
)
REALISASI_TIDAK_ADA = Pesan(
    "peringatan",
    "realisasi_tidak_ada",
    "Indikator ini belum punya baris realisasi; diperlakukan sebagai belum ada, bukan nol",
    "isi realisasinya, atau tulis barisnya dengan alasan_kosong",
)
ALASAN_KOSONG_TIDAK_ADA = Pesan(
    "peringatan",
    "alasan_kosong_tidak_ada",
    "Realisasi kosong tanpa alasan; kosong bukan nol",
    "isi realisasinya, atau isi alasan_kosong",
)
ALASAN_KOSONG_BERTENTANGAN = Pesan(
    "galat",
    "alasan_kosong_bertentangan",
    "Realisasi terisi, tetapi alasan_kosong juga terisi; keduanya bertentangan",
    "kosongkan alasan_kosong bila angkanya benar, atau kosongkan realisasi",
)
UMPAN_BALIK_DIRI_SENDIRI = Pesan(
    "peringatan",
    "umpan_balik_diri_sendiri",
    "Umpan balik tercatat diberikan kepada diri sendiri",
    "perbaiki NIP pemberi atau penerima",
)
PERIODE_BUKAN_PERIODE_EVALUASI = Pesan(
    "peringatan",
    "periode_bukan_periode_evaluasi",
    "PermenPANRB 6/2022 hanya mengenal evaluasi bulanan, triwulanan, dan tahunan",
    "pakai periode bulan, triwulan, atau tahun",
)
RHK_DUA_KATEGORI = Pesan(
    "galat",
    "rhk_dua_kategori",
    "Satu rencana hasil kerja tercatat sebagai utama dan juga tambahan; hasilnya akan terhitung dua kali",
    "pilih satu kategori untuk semua indikator RHK itu",
)
TERLALU_TELITI = Pesan(
    "galat",
    "terlalu_teliti",
    "Angka ini lebih teliti daripada yang dapat diputuskan dengan pasti: paling banyak 15 digit, dengan 6 desimal di bawah 1 miliar, 2 desimal di bawah 10 triliun, tanpa desimal di atasnya",
    "tulis dalam satuan yang lebih besar, misalnya juta rupiah",
)
PREDIKAT_BUKAN_KUADRAN = Pesan(
    "peringatan",
    "predikat_bukan_kuadran",
    "Predikat tercatat berbeda dari kuadran rating hasil kerja dan perilaku kerja; hitungan memakai kuadran",
    "periksa ketiganya pada dokumen evaluasi; predikat tercatat tidak diubah",
)
SASARAN_BUKAN_RHK = Pesan(
    "galat",
    "sasaran_tidak_dikenal",
    "Sasaran bukan kode RHK di SKP pegawai ini pada periode itu",
    "isi kode_rhk dari tabel indikator yang dipakai di SKP pegawai itu",
)


def sasaran_bukan_nilai_dasar(sah: tuple[str, ...]) -> Pesan:
    return Pesan(
        "galat",
        "sasaran_tidak_dikenal",
        "Sasaran bukan kode nilai dasar BerAKHLAK",
        f"pilih salah satu: {', '.join(sah)}",
    )


def rujukan_tidak_ada(label: str, tujuan: str, saran: str = "") -> Pesan:
    return Pesan(
        "galat",
        "rujukan_tidak_ada",
        f"{label} ini tidak ada di tabel {tujuan}",
        f"{saran}perbaiki kodenya, atau tambahkan barisnya di tabel {tujuan}",
    )
