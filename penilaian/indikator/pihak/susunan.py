"""How the sheets of a questionnaire are laid out: one description from which they are written and checked.

Every sheet has its question in the first row, headings in the second, and then rows of fixed cells and entry cells.
"""

from __future__ import annotations

from dataclasses import dataclass

from penilaian.indikator.pihak.angket import Angket
from penilaian.indikator.pihak.perangkat import ANGGARAN, PASANGAN, SUARA, Perangkat

LEMBAR_PETUNJUK = "Petunjuk"
AWAL = 2
"""Rows above the first row of content."""
POIN = 100
PILIH_A, PILIH_B, PILIH_SAMA = "A", "B", "sama"
KOLOM_PILIH, KOLOM_SKALA = 3, 4
KOLOM_POIN, KOLOM_JUMLAH = 3, 4
KOLOM_SUARA, KOLOM_CATATAN, KOLOM_USULAN = 4, 5, 6


@dataclass(frozen=True)
class KolomSusunan:
    """A column: heading, width in characters, whether participants write in it, and whether it shows a total."""

    judul: str
    lebar: int
    isian: bool = False
    jumlah: bool = False


@dataclass(frozen=True)
class BarisSusunan:
    """A row: its fixed cells by column; ``kunci`` are its codes, empty for the heading of a set.

    ``banyak`` counts the rows below a heading that belong to it.
    """

    tetap: tuple[str, ...]
    perangkat: str
    kunci: tuple[str, ...] = ()
    banyak: int = 0


@dataclass(frozen=True)
class Susunan:
    """One sheet: its name, which kind of judgement it asks for, its question, columns and rows."""

    nama: str
    cara: str
    pertanyaan: str
    kolom: tuple[KolomSusunan, ...]
    baris: tuple[BarisSusunan, ...]

    @property
    def isian(self) -> list[int]:
        """Columns in which participants write."""
        return [nomor for nomor, satu in enumerate(self.kolom) if satu.isian]

    @property
    def jumlah(self) -> int | None:
        """The column of totals; None where there is none."""
        return next((nomor for nomor, satu in enumerate(self.kolom) if satu.jumlah), None)


def susun_lembar(angket: Angket) -> tuple[Susunan, ...]:
    """The sheets of a questionnaire after its instructions; a sheet that would ask for nothing is left out."""
    semua = (_perbandingan(angket), _anggaran(angket), _suara(angket))
    return tuple(satu for satu in semua if satu.baris)


def _milik(angket: Angket, cara: str) -> list[Perangkat]:
    return [satu for satu in angket.perangkat if cara in satu.cara]


def _sebut(perangkat: Perangkat) -> dict[str, str]:
    """Name and, on a line of its own, explanation of each code."""
    jelas = perangkat.penjelasan or ("",) * len(perangkat.butir)
    return {kode: f"{nama}\n({isi})" if isi else nama for (kode, nama), isi in zip(perangkat.butir, jelas, strict=True)}


def _perbandingan(angket: Angket) -> Susunan:
    baris: list[BarisSusunan] = []
    for satu in _milik(angket, PASANGAN):
        sebut, pasangan = _sebut(satu), satu.pasangan
        judul = f"{satu.judul}: {len(pasangan)} perbandingan"
        baris.append(BarisSusunan((judul, "", "", "", ""), satu.kode, banyak=len(pasangan)))
        for nomor, (kiri, kanan) in enumerate(pasangan, start=1):
            baris.append(BarisSusunan((str(nomor), sebut[kiri], sebut[kanan], "", ""), satu.kode, (kiri, kanan)))
    kolom = (
        KolomSusunan("No.", 5), KolomSusunan("A", 40), KolomSusunan("B", 40),
        KolomSusunan("Mana yang lebih penting? (A, B, atau sama)", 15, isian=True),
        KolomSusunan("Seberapa? (1–9)", 27, isian=True),
    )  # fmt: skip
    tanya = "Mana yang lebih penting, A atau B, dan seberapa? Satu jawaban untuk setiap baris."
    return Susunan("Perbandingan", PASANGAN, tanya, kolom, tuple(baris))


def _anggaran(angket: Angket) -> Susunan:
    baris: list[BarisSusunan] = []
    for satu in _milik(angket, ANGGARAN):
        judul = f"{satu.judul}: bagi {POIN} poin"
        baris.append(BarisSusunan((judul, "", "", "", ""), satu.kode, banyak=len(satu.butir)))
        jelas = satu.penjelasan or ("",) * len(satu.butir)
        for nomor, ((kode, nama), isi) in enumerate(zip(satu.butir, jelas, strict=True), start=1):
            baris.append(BarisSusunan((str(nomor), nama, isi, "", ""), satu.kode, (kode,)))
    kolom = (
        KolomSusunan("No.", 5), KolomSusunan("Butir", 45), KolomSusunan("Penjelasan", 47),
        KolomSusunan("Poin (0–100)", 14, isian=True), KolomSusunan(f"Jumlah (harus {POIN})", 16, jumlah=True),
    )  # fmt: skip
    tanya = f"Seandainya ada {POIN} poin kepentingan untuk dibagi, berapa poin untuk setiap butir? Tulis 0 bila memang tanpa poin."
    return Susunan("Anggaran", ANGGARAN, tanya, kolom, tuple(baris))


def _suara(angket: Angket) -> Susunan:
    baris: list[BarisSusunan] = []
    for satu in _milik(angket, SUARA):
        jelas = satu.penjelasan or ("",) * len(satu.butir)
        for (kode, nama), isi in zip(satu.butir, jelas, strict=True):
            nomor = str(len(baris) + 1)
            baris.append(BarisSusunan((nomor, kode, nama, isi, "", "", ""), satu.kode, (kode,)))
    kolom = (
        KolomSusunan("No.", 5), KolomSusunan("Kode", 19), KolomSusunan("Indikator", 36),
        KolomSusunan("Penjelasan", 26), KolomSusunan("Suara", 10, isian=True),
        KolomSusunan("Catatan", 28, isian=True), KolomSusunan("Usulan rumusan", 30, isian=True),
    )  # fmt: skip
    tanya = "Apakah indikator ini tepat mengukur hasil kerja? Pilih setuju, tanya, atau tolak."
    return Susunan("Suara", SUARA, tanya, kolom, tuple(baris))
