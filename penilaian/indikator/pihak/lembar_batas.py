"""What entry cells offer and accept, and the colours that tell a participant how far they are."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from penilaian.indikator.pihak.perangkat import ANGGARAN, PASANGAN, PILIHAN_SUARA
from penilaian.indikator.pihak.skala import SKALA, label_skala
from penilaian.indikator.pihak.susunan import (
    AWAL,
    KOLOM_CATATAN,
    KOLOM_JUMLAH,
    KOLOM_PILIH,
    KOLOM_POIN,
    KOLOM_SKALA,
    KOLOM_SUARA,
    KOLOM_USULAN,
    PILIH_A,
    PILIH_B,
    PILIH_SAMA,
    POIN,
    Susunan,
)  # fmt: skip

BIRU = "#1F4E79"
BATAS_TEKS_BEBAS = 1_000
"""Letters in a remark or a proposal."""
_HIJAU, _MERAH = {"bg_color": "#CFEBD6", "font_color": "#14532D"}, {"bg_color": "#F8D7D3", "font_color": "#7F1D1D"}
_TERPILIH = {"bold": True, "bg_color": "#CFEBD6"}


def batasi(buku: Workbook, lembar: Worksheet, susunan: Susunan) -> None:
    """Lists to choose from where there is something to choose; bounds for numbers and for the length of texts."""
    if susunan.cara == PASANGAN:
        _batasi_pasangan(buku, lembar, susunan)
    elif susunan.cara == ANGGARAN:
        _batasi_anggaran(buku, lembar, susunan)
    else:
        akhir = AWAL + len(susunan.baris) - 1
        _daftar(lembar, (AWAL, akhir), KOLOM_SUARA, list(PILIHAN_SUARA))
        for kolom in (KOLOM_CATATAN, KOLOM_USULAN):
            _sah(lembar, (AWAL, akhir), kolom, _PANJANG)


def _rentang(susunan: Susunan) -> list[tuple[int, int]]:
    """First and last row of the things of each set."""
    judul = [(nomor, satu.banyak) for nomor, satu in enumerate(susunan.baris, start=AWAL) if not satu.kunci]
    return [(nomor + 1, nomor + banyak) for nomor, banyak in judul]


def _batasi_pasangan(buku: Workbook, lembar: Worksheet, susunan: Susunan) -> None:
    terpilih = buku.add_format(_TERPILIH)
    for awal, akhir in _rentang(susunan):
        _daftar(lembar, (awal, akhir), KOLOM_PILIH, [PILIH_A, PILIH_B, PILIH_SAMA])
        _daftar(lembar, (awal, akhir), KOLOM_SKALA, [label_skala(satu) for satu in SKALA])
        for kolom, pilihan in ((1, PILIH_A), (2, PILIH_B)):
            syarat = f'=UPPER(TRIM($D{awal + 1}))="{pilihan}"'
            lembar.conditional_format(
                awal, kolom, akhir, kolom, {"type": "formula", "criteria": syarat, "format": terpilih}
            )


def _batasi_anggaran(buku: Workbook, lembar: Worksheet, susunan: Susunan) -> None:
    hijau, merah = buku.add_format(_HIJAU), buku.add_format(_MERAH)
    for awal, akhir in _rentang(susunan):
        _sah(lembar, (awal, akhir), KOLOM_POIN, _BULAT)
        for kriteria, warna in (("==", hijau), ("!=", merah)):
            lembar.conditional_format(
                awal - 1, KOLOM_JUMLAH, awal - 1, KOLOM_JUMLAH,
                {"type": "cell", "criteria": kriteria, "value": POIN, "format": warna},
            )  # fmt: skip


_PANJANG: dict[str, Any] = {
    "validate": "length", "criteria": "<=", "value": BATAS_TEKS_BEBAS,
    "error_title": "Terlalu panjang", "error_message": f"Paling banyak {BATAS_TEKS_BEBAS} huruf. Ringkas tulisannya.",
}  # fmt: skip
_BULAT: dict[str, Any] = {
    "validate": "integer", "criteria": "between", "minimum": 0, "maximum": POIN,
    "input_title": "Poin", "input_message": f"Bilangan bulat 0 sampai {POIN}; semuanya berjumlah {POIN}.",
    "error_title": "Bukan poin", "error_message": f"Tulis bilangan bulat 0 sampai {POIN}, tanpa tanda lain.",
}  # fmt: skip


def _daftar(lembar: Worksheet, baris: tuple[int, int], kolom: int, isi: list[str]) -> None:
    pesan = {
        "validate": "list",
        "source": isi,
        "error_title": "Pilihan tidak dikenal",
        "error_message": "Pilih salah satu dari daftar, atau kosongkan selnya.",
    }
    _sah(lembar, baris, kolom, pesan)


def _sah(lembar: Worksheet, baris: tuple[int, int], kolom: int, aturan: dict[str, Any]) -> None:
    lembar.data_validation(baris[0], kolom, baris[1], kolom, aturan)
