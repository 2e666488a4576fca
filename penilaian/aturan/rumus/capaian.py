"""Achievement of one indicator in percent, in its named variants, with a stated domain.

Variants (T target, R realisation; a single target is the range [T, T]):

- ``naik`` / ``rasio``: R / T × 100.
- ``turun`` / ``selisih``: (2T − R) / T × 100.
- ``turun`` / ``kebalikan``: T / R × 100.
- range ``tepi_terdekat``: inside the range 100; outside, T is the nearer edge.

Source: PermenPANRB 8/2021, annex p. 91 and 100; Permendagri 86/2017. Which
regulation uses which variant stands in its YAML. Outside the domain there is
no number but a stable code, listed in ``GALAT_CAPAIAN``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from penilaian.aturan.bentuk import RumusCapaian
from penilaian.aturan.hitungan import Besaran, kali, kosong, lebih_dari, pilih, sama, tetap

GALAT_CAPAIAN = {
    "arah_tidak_dikenal": "arah indikator bukan naik dan bukan turun",
    "target_kosong": "target belum ditetapkan atau tidak berupa bilangan",
    "rentang_terbalik": "batas bawah target lebih besar daripada batas atasnya",
    "target_negatif": "target di bawah nol; persentase terhadap target negatif tidak bermakna",
    "realisasi_negatif": "realisasi di bawah nol; persentasenya tidak bermakna",
    "target_nol": "target nol tidak dapat menjadi pembagi",
    "realisasi_nol": "realisasi nol tidak dapat menjadi pembagi pada varian kebalikan",
    "melebihi_maksimum": "realisasi melebihi nilai tertinggi yang mungkin dicapai",
}
"""Why an achievement is refused, by stable code."""


@dataclass(frozen=True)
class Capaian:
    """``nilai`` in percent (None or null: missing or refused) and ``galat``, the code of a refusal."""

    nilai: Besaran
    galat: Besaran


def hitung_capaian(
    bawah: Besaran,
    atas: Besaran,
    realisasi: Besaran,
    *,
    turun: Besaran,
    maksimum: Besaran,
    rumus: RumusCapaian,
    arah_dikenal: Besaran = True,
) -> Capaian:
    """Achievement of one indicator, or of a column of them.

    ``bawah`` and ``atas`` are the target's edges (equal for a single target) and
    ``realisasi`` the achievement, all in the indicator's unit; ``turun`` says that
    lower is better, ``maksimum`` that the target is the highest possible value,
    ``arah_dikenal`` that the direction is known at all.
    A missing realisation gives no value and no refusal.
    """
    penolakan = [
        (sama(arah_dikenal, False), "arah_tidak_dikenal"),
        *_penolakan(bawah, atas, realisasi, turun=turun, maksimum=maksimum, rumus=rumus),
    ]
    galat = pilih(*((syarat, tetap(kode)) for syarat, kode in penolakan), lainnya=tetap(None), jenis="teks")
    nilai = pilih(
        *((syarat, tetap(None)) for syarat, _ in penolakan),
        (lebih_dari(realisasi, atas), lambda: _persen(atas, realisasi, turun, rumus)),
        (lebih_dari(bawah, realisasi), lambda: _persen(bawah, realisasi, turun, rumus)),
        lainnya=tetap(Fraction(100)),
    )
    return Capaian(nilai, galat)


def _penolakan(
    bawah: Besaran, atas: Besaran, realisasi: Besaran, *, turun: Besaran, maksimum: Besaran, rumus: RumusCapaian
) -> list[tuple[Besaran, str | None]]:
    """The edges of the domain: condition and code, in the order in which they are reported; None is a missing realisation.

    A zero target is reached by a zero realisation where lower is better (no
    maternal death: 100); every other realisation against it has no percentage.
    """
    nol = sama(atas, 0)
    penolakan: list[tuple[Besaran, str | None]] = [
        (kosong(bawah) | kosong(atas), "target_kosong"),
        (lebih_dari(bawah, atas), "rentang_terbalik"),
        (lebih_dari(0, bawah), "target_negatif"),
        (nol & sama(turun, False), "target_nol"),
        (kosong(realisasi), None),
        (lebih_dari(0, realisasi), "realisasi_negatif"),
        (nol & lebih_dari(realisasi, 0), "target_nol"),
        (maksimum & sama(turun, False) & lebih_dari(realisasi, atas), "melebihi_maksimum"),
    ]
    if rumus.turun == "kebalikan":
        penolakan.append((turun & sama(realisasi, 0) & lebih_dari(bawah, 0), "realisasi_nol"))
    return penolakan


def _persen(acuan: Besaran, realisasi: Besaran, turun: Besaran, rumus: RumusCapaian) -> Besaran:
    def lebih_rendah_lebih_baik() -> Besaran:
        if rumus.turun == "kebalikan":
            return kali(acuan / realisasi, 100)
        return kali((kali(acuan, 2) - realisasi) / acuan, 100)

    return pilih((turun, lebih_rendah_lebih_baik), lainnya=lambda: kali(realisasi / acuan, 100))
