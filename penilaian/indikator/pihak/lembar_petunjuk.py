"""The first sheet of a questionnaire: whose it is, how to fill it in, what becomes of it."""

from __future__ import annotations

from penilaian.indikator.pihak.angket import Angket
from penilaian.indikator.pihak.perangkat import ANGGARAN, PASANGAN, PIHAK, SUARA
from penilaian.indikator.pihak.skala import TERTINGGI
from penilaian.indikator.pihak.susunan import POIN, susun_lembar

JUDUL = "Angket: merancang indikator kinerja bersama"
HAL_OPD, HAL_KODE, HAL_PERIODE = "Perangkat daerah", "Kode", "Periode"
HAL_PIHAK, HAL_PESERTA, HAL_SIDIK, HAL_TENGGAT = "Pihak", "Peserta", "Sidik isi", "Kembalikan paling lambat"
_CARA = {
    PASANGAN: (
        "Lembar Perbandingan",
        (
            "Di setiap baris, pilih A atau B yang lebih penting, atau sama. Lalu pilih seberapa: 1 berarti sama penting, "
            f"{TERTINGGI} berarti mutlak lebih penting. Bila memilih sama, kolom Seberapa boleh dikosongkan. Bila ada baris "
            "yang tidak diisi, perbandingan di kelompok itu tidak dapat dihitung."
        ),
    ),
    ANGGARAN: (
        "Lembar Anggaran",
        (
            f"Bagi {POIN} poin di setiap kelompok: makin penting, makin banyak poinnya. Tulis bilangan bulat, dan 0 bila "
            f"memang tanpa poin. Sel Jumlah menjadi hijau bila tepat {POIN}."
        ),
    ),
    SUARA: (
        "Lembar Suara",
        (
            "Untuk setiap indikator pilih setuju (tepat), tanya (perlu dijelaskan atau dibahas), atau tolak (tidak tepat). "
            "Sebabnya ditulis di Catatan. Rumusan yang lebih baik ditulis di Usulan rumusan. Yang dikosongkan berarti tidak "
            "bersuara."
        ),
    ),
}


def isi_petunjuk(angket: Angket, pihak: str, peserta: str, tenggat: str) -> list[tuple[str, str]]:
    """Label and text, row by row; the first row is the title."""
    cara = [_CARA[satu.cara] for satu in susun_lembar(angket)]
    return [
        (JUDUL, ""),
        *identitas(angket, pihak, peserta),
        (HAL_TENGGAT, tenggat or "sesuai pemberitahuan penyelenggara"),
        ("Yang ditanyakan", "Mana yang paling penting dalam mengukur kinerja, dan indikator mana yang perlu dibahas?"),
        (
            "Mengisi",
            "Isi sel kuning saja. Boleh tidak mengisi seluruh lembar, tetapi jangan mengubah sel, baris, atau kolom lain.",
        ),
        *cara,
        ("Kerahasiaan", "Jawaban dicatat dengan nomor peserta. Jangan menulis nama atau NIP siapa pun di mana pun."),
        (
            "Kegunaan",
            (
                "Jawaban dipakai untuk merancang dan menguji indikator. PermenPANRB 6/2022 tidak mengenal bobot dan nilai "
                "gabungan, sehingga jawaban ini tidak menentukan rating siapa pun."
            ),
        ),
    ]


def identitas(angket: Angket, pihak: str, peserta: str) -> list[tuple[str, str]]:
    """The rows that tie a sheet to agency, period and participant."""
    return [
        (HAL_OPD, angket.nama_opd),
        (HAL_KODE, angket.kode_opd),
        (HAL_PERIODE, f"{angket.periode.label} ({angket.periode.kode})"),
        (HAL_PIHAK, PIHAK[pihak]),
        (HAL_PESERTA, peserta),
        (HAL_SIDIK, angket.sidik(pihak, peserta)),
    ]
