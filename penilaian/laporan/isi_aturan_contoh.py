"""Contents of `00_buku_aturan`: one example through four formulas for "lower is better", and known pitfalls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.aturan.bentuk import Parameter, RumusCapaian
from penilaian.aturan.ketentuan import Masa
from penilaian.aturan.rumus.capaian import hitung_capaian
from penilaian.aturan.rumus.kebijakan import rating_indikator
from penilaian.aturan.rumus.perka_bkn_1_2013 import nilai_kegiatan
from penilaian.aturan.rumus.permenpanrb_14_2017 import ikm
from penilaian.laporan.isi_aturan_nilai import nilai_terakhir
from penilaian.laporan.isi_aturan_tulis import tulis_pecahan
from penilaian.laporan.tabel import Kolom, Tabel

CAPAIAN, PERKA, KEBIJAKAN = "permendagri-86-2017/capaian", "perka-bkn-1-2013/nilai_kegiatan", "kebijakan/palu"
RATING = "permenpanrb-6-2022/rating"
IKM, UNSUR, MUTU = "permenpanrb-14-2017/ikm", "permenpanrb-14-2017/unsur", "permenpanrb-14-2017/ikm_mutu"
TARGET, REALISASI = Fraction(10), Fraction(8)
TITIK = (0, 2, 5, Fraction(15, 2), Fraction(38, 5), 8, 10, 12, 15, 20)
"""Realisations of the table beside the figure."""


@dataclass(frozen=True)
class RumusTurun:
    """One way to score an indicator of which less is better; ``hitung`` takes target and realisation."""

    nama: str
    rumus: str
    hitung: Callable[[Fraction, Fraction], Fraction | None]
    sumber: str
    arti: str


def empat_rumus(aturan: Aturan) -> tuple[RumusTurun, ...]:
    """The four formulas side by side, with the numbers of the rule book."""
    capaian: RumusCapaian = nilai_terakhir(aturan, CAPAIAN)
    perka: Parameter = nilai_terakhir(aturan, PERKA)
    rencana, batas = perka.bilangan("nilai_sesuai_rencana"), perka.bilangan("batas_efisiensi")
    puncak = tulis_pecahan(1 + rencana / 100)
    return (
        RumusTurun(
            "a. R / T",
            "R / T × 100",
            _capaian(capaian, "selisih", turun=False),
            "bukan rumus untuk arah ini: rumus makin tinggi makin baik yang salah pakai",
            "salah arah: memperlakukan makin rendah seolah makin buruk",
        ),
        RumusTurun(
            "b. (2T − R) / T",
            "(2T − R) / T × 100",
            _capaian(capaian, "selisih", turun=True),
            _pemakai(aturan, "selisih"),
            "sekian persen di bawah target menambah sekian poin; negatif bila R lebih dari 2T",
        ),
        RumusTurun(
            "c. T / R",
            "T / R × 100",
            _capaian(capaian, "kebalikan", turun=True),
            _pemakai(aturan, "kebalikan"),
            "melonjak tanpa batas bila R mendekati nol; tidak ada hasilnya bila R = 0",
        ),
        RumusTurun(
            "d. Perka BKN 1/2013",
            f"({puncak}T − R) / T × 100 selama hemat paling banyak {tulis_pecahan(batas)}%; selebihnya R / T × 100",
            lambda target, realisasi: aspek_tepat(target, realisasi, perka),
            f"{_masa(aturan, PERKA).sitasi}; {_masa(aturan, PERKA).verifikasi}",
            f"tepat target bernilai {tulis_pecahan(rencana)}; jatuh dari 100 ke {tulis_pecahan(100 - batas)} "
            f"begitu hemat lewat {tulis_pecahan(batas)}%",
        ),
    )


def _capaian(
    rumus: RumusCapaian, varian: Literal["selisih", "kebalikan"], *, turun: bool
) -> Callable[[Fraction, Fraction], Fraction | None]:
    dipakai = rumus.model_copy(update={"turun": varian})
    return lambda target, realisasi: (
        hitung_capaian(target, target, realisasi, turun=turun, maksimum=False, rumus=dipakai).nilai
    )


def _masa(aturan: Aturan, kode: str) -> Masa:
    """The latest entry of a provision that has a value."""
    return next(masa for masa in reversed(aturan.ketentuan[kode].masa) if masa.nilai is not None)


def _pemakai(aturan: Aturan, varian: str) -> str:
    """The provisions that prescribe a variant."""
    pakai = [
        f"{masa.sitasi}; {masa.verifikasi}"
        for kode, ketentuan in aturan.ketentuan.items()
        if any(isinstance(masa.nilai, RumusCapaian) for masa in ketentuan.masa)
        for masa in (_masa(aturan, kode),)
        if isinstance(masa.nilai, RumusCapaian) and masa.nilai.turun == varian
    ]
    return ". ".join(pakai) or "varian kebalikan; tidak dipakai ketentuan mana pun di buku ini"


def usulan(aturan: Aturan, nilai: Fraction | None) -> str | None:
    """The name of the rating local policy would propose for a value taken as an achievement."""
    kode = rating_indikator(
        nilai, nilai_terakhir(aturan, KEBIJAKAN), terbaik_mungkin=False, nol_terlampaui=False
    )  # fmt: skip
    return None if kode is None else BukuAturan(aturan.ketentuan).daftar(RATING).nama[kode]


def tabel_empat_rumus(aturan: Aturan, target: Fraction = TARGET, realisasi: Fraction = REALISASI) -> Tabel:
    """One target and realisation through the four formulas: result, source, and the rating it would lead to."""
    hasil = [(satu, satu.hitung(target, realisasi)) for satu in empat_rumus(aturan)]
    baris = [
        (f"{satu.nama[:3]}{satu.rumus}", tulis_pecahan(nilai), usulan(aturan, nilai), satu.arti, satu.sumber)
        for satu, nilai in hasil
    ]
    kolom = (
        Kolom("rumus", "Rumus"), Kolom("hasil", "Hasil", "bilangan"), Kolom("usulan", "Usulan kebijakan lokal"),
        Kolom("arti", "Sifatnya"), Kolom("sumber", "Sumber"),
    )  # fmt: skip
    return Tabel(
        f"Makin rendah makin baik: target {tulis_pecahan(target)}, realisasi {tulis_pecahan(realisasi)}",
        kolom,
        pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]),
        catatan="T target, R realisasi. Hasil a, b, dan c berupa persen; d berupa nilai, bukan persentase capaian. "
        "Usulan: rating bila angka itu dibaca sebagai capaian menurut kebijakan lokal.",
    )


def tabel_titik_rumus(aturan: Aturan, target: Fraction = TARGET, titik: Iterable[Fraction | int] = TITIK) -> Tabel:
    """A few points of the curves."""
    rumus = empat_rumus(aturan)
    baris = [(tulis_pecahan(Fraction(r)), *(_bulat(satu.hitung(target, Fraction(r))) for satu in rumus)) for r in titik]
    kolom = (
        Kolom("r", "Realisasi R", "bilangan"),
        *(Kolom(f"rumus_{nomor}", satu.nama, "bilangan") for nomor, satu in enumerate(rumus)),
    )
    return Tabel(
        f"Beberapa titik dari gambar, target {tulis_pecahan(target)}",
        kolom,
        pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]),
        catatan="Dibulatkan dua desimal. Garis: rumus itu tidak punya hasil.",
    )


def _bulat(nilai: Fraction | None) -> float | None:
    return None if nilai is None else float(nilai)


def tabel_jebakan(aturan: Aturan) -> Tabel:
    """Places where a small difference in computing gives another result; both ways computed here."""
    baris = [_jebakan_hemat(aturan), *_jebakan_ikm(aturan)]
    kolom = (
        Kolom("jebakan", "Jebakan"), Kolom("masukan", "Masukan"), Kolom("tepat", "Hasil perangkat ini"),
        Kolom("lain", "Hasil dengan cara lain"), Kolom("sebab", "Mengapa berbeda"),
    )  # fmt: skip
    return Tabel("Jebakan yang diketahui", kolom, pd.DataFrame(baris, columns=[satu.kunci for satu in kolom]))


def _jebakan_hemat(aturan: Aturan) -> tuple[str, ...]:
    """The saving of exactly the limit: a binary quotient lands on the other side."""
    perka: Parameter = nilai_terakhir(aturan, PERKA)
    batas = perka.bilangan("batas_efisiensi")
    target = Fraction(12)
    realisasi = target * (100 - batas) / 100
    tepat = aspek_tepat(target, realisasi, perka)
    biner = Fraction(round(aspek_biner(float(target), float(realisasi), perka), 6))
    return (
        f"Hemat tepat {tulis_pecahan(batas)}% (Perka BKN 1/2013)",
        f"waktu {tulis_pecahan(target)} menjadi {tulis_pecahan(realisasi)}",
        f"{tulis_pecahan(tepat)}: batas dibandingkan dengan pecahan",
        f"{tulis_pecahan(biner)}: batas dibandingkan dengan bilangan biner biasa",
        "dalam biner hematnya sedikit di atas batas, sehingga cabang kedua yang dipakai",
    )


def aspek_tepat(target: Fraction, realisasi: Fraction, parameter: Parameter) -> Fraction:
    """The score of time or cost by Perka BKN 1/2013, in exact fractions."""
    return nilai_kegiatan({"waktu": (target, realisasi)}, parameter).nilai


def aspek_biner(target: float, realisasi: float, parameter: Parameter) -> float:
    """The score of time or cost in ordinary binary numbers: what this package does not do."""
    rencana, batas = (float(parameter.bilangan(nama)) for nama in ("nilai_sesuai_rencana", "batas_efisiensi"))
    hemat = 100 - realisasi / target * 100
    puncak = ((1 + rencana / 100) * target - realisasi) / target * 100
    return puncak if hemat <= batas else rencana - (puncak - 100)


def _jebakan_ikm(aturan: Aturan) -> list[tuple[str, ...]]:
    """The weight as printed is rounded: the best index is not 100, and a quality can change."""
    parameter, mutu = nilai_terakhir(aturan, IKM), nilai_terakhir(aturan, MUTU)
    unsur = nilai_terakhir(aturan, UNSUR).kode
    baris: list[tuple[str, ...]] = []
    for rata in (Fraction(4), Fraction(354, 100)):
        tepat, cetak = (
            ikm([rata] * len(unsur), unsur, parameter, mutu, bobot=bobot) for bobot in ("sepersembilan", "0.11")
        )
        tulis = [f"{tulis_pecahan(satu.ikm)}, mutu {satu.mutu}" for satu in (tepat, cetak)]
        baris.append(
            (
                "Bobot unsur survei (PermenPANRB 14/2017)",
                f"rata-rata {tulis_pecahan(rata)} di setiap unsur",
                f"{tulis[0]}: bobot {tulis_pecahan(parameter.bilangan('sepersembilan'))}",
                f"{tulis[1]}: bobot {tulis_pecahan(parameter.bilangan('0.11'))} seperti tercetak",
                "bobot tercetak sudah dibulatkan: sembilan kali bobot itu hanya "
                + tulis_pecahan(len(unsur) * parameter.bilangan("0.11")),
            )
        )
    return baris
