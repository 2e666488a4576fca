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
from penilaian.aturan.hitungan import Besaran, Nisbah, kosong, lebih_dari, pilih, sama, teliti, tetap

GALAT_CAPAIAN = {
    "arah_tidak_dikenal": "arah indikator bukan naik dan bukan turun",
    "target_kosong": "target belum ditetapkan atau tidak berupa bilangan",
    "rentang_terbalik": "batas bawah target lebih besar daripada batas atasnya",
    "target_negatif": "target di bawah nol; persentase terhadap target negatif tidak bermakna",
    "realisasi_negatif": "realisasi di bawah nol; persentasenya tidak bermakna",
    "target_nol": "target nol tidak dapat menjadi pembagi",
    "realisasi_nol": "realisasi nol tidak dapat menjadi pembagi pada varian kebalikan",
    "melebihi_maksimum": "realisasi melebihi nilai tertinggi yang mungkin dicapai",
    "terlalu_teliti": "target dan realisasi punya terlalu banyak digit untuk dibandingkan dengan pasti",
}
"""Why an achievement is refused, by stable code."""


@dataclass(frozen=True)
class Capaian:
    """``nilai`` in percent (None: missing or refused) and ``galat``, the code of a refusal."""

    nilai: Fraction | None
    galat: str | None


def hitung_capaian(
    bawah: Fraction | None,
    atas: Fraction | None,
    realisasi: Fraction | None,
    *,
    turun: bool,
    maksimum: bool,
    rumus: RumusCapaian,
    arah_dikenal: bool = True,
) -> Capaian:
    """Achievement of one indicator; columns take the same steps one by one (see `penilaian.nilai.kolom`).

    ``bawah`` and ``atas`` are the target's edges (equal for a single target) and
    ``realisasi`` the achievement, all in the indicator's unit; ``turun`` says that
    lower is better, ``maksimum`` that the target is the highest possible value,
    ``arah_dikenal`` that the direction is known at all.
    A missing realisation gives no value and no refusal.
    """
    acuan = tepi_terdekat(bawah, atas, realisasi)
    galat = galat_capaian(
        bawah, atas, realisasi, acuan, turun=turun, maksimum=maksimum, rumus=rumus, arah_dikenal=arah_dikenal
    )
    if galat is not None or acuan is None:
        return Capaian(None, galat)
    return Capaian(nisbah_capaian(realisasi, acuan, turun=turun, rumus=rumus).nilai, None)


def tepi_terdekat(bawah: Besaran, atas: Besaran, realisasi: Besaran) -> Besaran:
    """The edge of the target that decides: the one next to the realisation; inside the range the realisation itself."""
    return pilih(
        (kosong(realisasi) | kosong(bawah) | kosong(atas), tetap(None)),
        (lebih_dari(realisasi, atas), tetap(atas)),
        (lebih_dari(bawah, realisasi), tetap(bawah)),
        lainnya=tetap(realisasi),
    )


def galat_capaian(
    bawah: Besaran,
    atas: Besaran,
    realisasi: Besaran,
    acuan: Besaran,
    *,
    turun: Besaran,
    maksimum: Besaran,
    rumus: RumusCapaian,
    arah_dikenal: Besaran,
) -> Besaran:
    """Why there is no achievement: the first code of GALAT_CAPAIAN that holds; None where it can be computed or is missing.

    A zero target is reached by a zero realisation where lower is better (no
    maternal death: 100); every other realisation against it has no percentage.
    """
    nol = sama(atas, 0)
    penolakan: list[tuple[Besaran, str | None]] = [
        (sama(arah_dikenal, False), "arah_tidak_dikenal"),
        (kosong(bawah) | kosong(atas), "target_kosong"),
        (lebih_dari(bawah, atas), "rentang_terbalik"),
        (lebih_dari(0, bawah), "target_negatif"),
        (nol & sama(turun, False), "target_nol"),
        (kosong(realisasi), None),
        (lebih_dari(0, realisasi), "realisasi_negatif"),
        (nol & lebih_dari(realisasi, 0), "target_nol"),
        (maksimum & sama(turun, False) & lebih_dari(realisasi, atas), "melebihi_maksimum"),
        (sama(teliti(realisasi, acuan), False), "terlalu_teliti"),
    ]
    if rumus.turun == "kebalikan":
        penolakan.append((turun & sama(realisasi, 0) & lebih_dari(bawah, 0), "realisasi_nol"))
    return pilih(*((syarat, tetap(kode)) for syarat, kode in penolakan), lainnya=tetap(None), jenis="teks")


def nisbah_capaian(realisasi: Besaran, acuan: Besaran, *, turun: Besaran, rumus: RumusCapaian) -> Nisbah:
    """The achievement before division. A reached zero target (both zero) is one of one."""
    nol = sama(acuan, 0)
    pembilang = pilih((nol, tetap(Fraction(1))), lainnya=tetap(realisasi))
    penyebut = pilih((nol, tetap(Fraction(1))), lainnya=tetap(acuan))
    if rumus.turun == "kebalikan":
        return Nisbah(
            pilih((turun, tetap(penyebut)), lainnya=tetap(pembilang)),
            pilih((turun, tetap(pembilang)), lainnya=tetap(penyebut)),
            tetapan=0,
            pengali=100,
        )
    return Nisbah(
        pembilang,
        penyebut,
        tetapan=pilih((turun, tetap(2 * 100)), lainnya=tetap(0)),
        pengali=pilih((turun, tetap(-100)), lainnya=tetap(100)),
    )
