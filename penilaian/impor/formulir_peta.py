"""What becomes of each place of a form."""

from __future__ import annotations

from collections.abc import Iterable

from penilaian.formulir.bentuk import JenisFormulir
from penilaian.impor.bacaan import Petakan

_NOMOR: dict[JenisFormulir, dict[str, str]] = {
    "C.1.1": {"rhk": "kolom RENCANA HASIL KERJA", "realisasi": "kolom REALISASI", "umpan_balik": "kolom UMPAN BALIK"},
    "C.1.2": {
        "rhk": "kolom (2) RENCANA HASIL KERJA",
        "iki": "kolom (3) INDIKATOR KINERJA INDIVIDU",
        "target": "kolom (4) TARGET",
        "perspektif": "kolom (5) PERSPEKTIF",
        "realisasi": "kolom (6) REALISASI BERDASARKAN BUKTI DUKUNG",
        "umpan_balik": "kolom (7) UMPAN BALIK",
    },
    "C.1.3": {
        "rhk_pimpinan": "kolom (2) RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
        "rhk": "kolom (3) RENCANA HASIL KERJA",
        "aspek": "kolom (4) ASPEK",
        "iki": "kolom (5) INDIKATOR KINERJA INDIVIDU",
        "target": "kolom (6) TARGET",
        "realisasi": "kolom (7) REALISASI BERDASARKAN BUKTI DUKUNG",
        "umpan_balik": "kolom (8) UMPAN BALIK",
    },
    "SKP": {"rhk": "kolom RENCANA HASIL KERJA", "iki": "kolom INDIKATOR KINERJA INDIVIDU", "target": "kolom TARGET"},
}
_KOLOM: dict[str, tuple[str | None, str | None, str]] = {
    "rhk_pimpinan": (None, None, "tabel indikator memakai kode_induk, yang tidak ada di formulir"),
    "rhk": ("indikator", "rhk", "dicocokkan dengan katalog; yang belum ada menjadi calon indikator"),
    "iki": ("indikator", "uraian", "dicocokkan dengan katalog; yang belum ada menjadi calon indikator"),
    "aspek": ("indikator", "aspek", "membedakan indikator yang rumusannya sama"),
    "perspektif": ("indikator", "perspektif", "membedakan indikator yang rumusannya sama"),
    "target": ("skp", "teks_target", "seperti tertulis"),
    "realisasi": ("realisasi", "teks_realisasi", "seperti tertulis; yang kosong tetap kosong"),
    "umpan_balik": ("umpan_balik", "isi", "hanya bila nadanya tertulis, misalnya (positif)"),
}
_UMUM = (
    Petakan("PEGAWAI YANG DINILAI · NIP", "skp", "nip", "juga di tabel lain yang dihasilkan"),
    Petakan("PEGAWAI YANG DINILAI · NAMA, PANGKAT, JABATAN", None, None, "data pegawai berasal dari e-Kinerja atau SIMPEG; jabatan hanya dibandingkan"),
    Petakan("PEJABAT PENILAI KINERJA · NIP", "penetapan", "nip_penilai", ""),
    Petakan("PERIODE PENILAIAN", "skp", "periode", "juga di tabel lain yang dihasilkan"),
    Petakan("A. UTAMA, B. TAMBAHAN", "skp", "kategori", ""),
)  # fmt: skip
_EVALUASI = (
    Petakan("kolom BUKTI DUKUNG", "realisasi", "bukti", "bila ada kolom tersendiri"),
    Petakan("RATING HASIL KERJA", "penetapan", "hasil_kerja", "hanya bila kedua rating sudah ditetapkan"),
    Petakan("RATING PERILAKU KERJA", "penetapan", "perilaku_kerja", "hanya bila kedua rating sudah ditetapkan"),
    Petakan("PREDIKAT KINERJA PEGAWAI", "penetapan", "predikat", "seperti tercatat; tidak pernah dihitung ulang di sini"),
    Petakan("tanggal tanda tangan", "penetapan", "waktu", ""),
    Petakan("PERILAKU KERJA · UMPAN BALIK", "umpan_balik", "isi", "hanya bila nadanya tertulis, misalnya (positif)"),
    Petakan("PERILAKU KERJA · EKSPEKTASI KHUSUS PIMPINAN", None, None, "tidak ada tabelnya"),
    Petakan("CAPAIAN KINERJA ORGANISASI", None, None, "formulir tidak menyebut apakah predikat itu dari tahun ini atau tahun lalu"),
)  # fmt: skip


def peta_formulir(jenis: Iterable[JenisFormulir]) -> tuple[Petakan, ...]:
    """The lines for the formats that a file holds."""
    ada = sorted(set(jenis))
    kolom = [
        Petakan(f"Format {satu} · {dari}" if satu != "SKP" else f"SKP · {dari}", *_KOLOM[nama])
        for satu in ada
        for nama, dari in _NOMOR[satu].items()
    ]
    evaluasi = _EVALUASI if any(satu != "SKP" for satu in ada) else ()
    return (*_UMUM, *kolom, *evaluasi) if ada else ()
