"""Bands and broken lines, whatever regulation they belong to."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from penilaian.aturan.bentuk import DeretPita, DeretRuas, Ruas
from penilaian.aturan.hitungan import (
    Besaran,
    Nisbah,
    batasi_atas,
    biner,
    kali,
    kurang_dari,
    lebih_dari,
    pilih,
    setidaknya,
    tetap,
)


def golongkan(besaran: Besaran | Nisbah, deret: DeretPita) -> Besaran:
    """The code of the band a quantity lies in; None where it is missing."""
    batas = [(kode, butir.dari) for kode, butir in reversed(deret.urut) if butir.dari is not None]
    terendah = deret.urut[0][0]
    return pilih(
        *((_mencapai(besaran, dari, deret), tetap(kode)) for kode, dari in batas),
        (_di_bawah(besaran, batas[-1][1], deret), tetap(terendah)),
        lainnya=tetap(None),
        jenis="teks",
    )


def _mencapai(besaran: Besaran | Nisbah, batas: Fraction, deret: DeretPita) -> Besaran:
    """Whether the quantity, rounded as the law rounds, lies in the band above a limit or higher."""
    if deret.desimal is not None:
        return setidaknya(besaran, sebelum_dibulatkan(batas, deret.desimal, termasuk=deret.tepi == "atas"))
    return setidaknya(besaran, batas) if deret.tepi == "atas" else lebih_dari(besaran, batas)


def _di_bawah(besaran: Besaran | Nisbah, batas: Fraction, deret: DeretPita) -> Besaran:
    if deret.desimal is not None:
        return kurang_dari(besaran, sebelum_dibulatkan(batas, deret.desimal, termasuk=deret.tepi == "atas"))
    return kurang_dari(besaran, batas) if deret.tepi == "atas" else setidaknya(batas, besaran)


def sebelum_dibulatkan(batas: Fraction, desimal: int, *, termasuk: bool) -> Fraction:
    """The least number that, rounded half up, reaches the limit (or passes it, if the limit does not count)."""
    satuan = Fraction(1, 10**desimal)
    kelipatan = -((-batas) // satuan) if termasuk else batas // satuan + 1
    return kelipatan * satuan - satuan / 2


def kategori_ruas(besaran: Besaran | Nisbah, deret: DeretRuas) -> Besaran:
    """The category of the piece a number falls on; None where it is missing."""
    return _per_ruas(besaran, deret, [tetap(butir.kategori) for butir in deret.ruas], "teks")


def nilai_ruas(besaran: Besaran | Nisbah, deret: DeretRuas) -> Besaran:
    """The value of the broken line at a number, at most ``batas_atas``; None where it is missing."""
    x = besaran.nilai if isinstance(besaran, Nisbah) else besaran
    atas = deret.batas_atas

    def garis(ruas: Ruas) -> Callable[[], Besaran]:
        (x0, y0), naik = ruas.titik[0], ruas.kemiringan
        if naik == 0:
            return tetap(y0)
        return lambda: batasi_atas(kali(x - biner(x0, x), naik) + biner(y0, x), atas)

    return _per_ruas(besaran, deret, [garis(butir) for butir in deret.ruas], "bilangan")


def _per_ruas(
    besaran: Besaran | Nisbah, deret: DeretRuas, isi: list[Callable[[], Besaran]], jenis: Literal["bilangan", "teks"]
) -> Besaran:
    batas = [
        sebelum_dibulatkan(butir.dari, deret.desimal, termasuk=True) for butir in deret.ruas if butir.dari is not None
    ]
    return pilih(
        *((setidaknya(besaran, dari), nilai) for dari, nilai in zip(reversed(batas), reversed(isi[1:]), strict=True)),
        (kurang_dari(besaran, batas[0]), isi[0]),
        lainnya=tetap(None),
        jenis=jenis,
    )
