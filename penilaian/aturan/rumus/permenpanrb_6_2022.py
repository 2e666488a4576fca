"""PermenPANRB 6/2022: the quadrant and the guidance for proposing a rating."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from penilaian.aturan.bentuk import Matriks, Parameter
from penilaian.aturan.hitungan import Besaran, kali, lebih_dari, pilih, sama, setidaknya, tetap

ALASAN_TINJAU = {
    "ada_utama_di_bawah": "sebagian besar hasil di atas ekspektasi, tetapi ada hasil utama di bawah ekspektasi",
    "umpan_balik_belum_positif": "sebagian besar hasil di atas ekspektasi, tetapi umpan balik positif belum sebagian besar",
    "utama_di_bawah_bukan_sebagian_kecil": "hasil utama di bawah ekspektasi bukan lagi sebagian kecil",
    "umpan_balik_tidak_ada_yang_positif": "sebagian besar hasil sesuai ekspektasi, tetapi tidak ada umpan balik positif",
    "umpan_balik_mendukung": "sebagian besar hasil di bawah ekspektasi, tetapi umpan balik yang tidak positif bukan sebagian besar",
    "tanpa_mayoritas": "tidak ada rating yang mencakup sebagian besar hasil",
}
"""Why the text names no rating for a mix of results, by stable code."""


def kuadran(hasil_kerja: Besaran, perilaku_kerja: Besaran, matriks: Matriks) -> Besaran:
    """The predicate of two decided ratings (annex p. 99, 102–103); None where one is missing."""
    return pilih(
        *(
            (sama(hasil_kerja, baris) & sama(perilaku_kerja, kolom), tetap(predikat))
            for baris, sel in matriks.sel.items()
            for kolom, predikat in sel.items()
        ),
        lainnya=tetap(None),
        jenis="teks",
    )


@dataclass(frozen=True)
class HitunganHasil:
    """How many results (RHK) have which rating, and the feedback on them.

    Whole numbers, or columns of them. ``utama`` and ``utama_di_bawah`` count the
    main results, the others all results. ``positif`` of ``umpan_balik`` items are
    positive; a share is given as ``positif`` of 1.
    """

    di_atas: Besaran
    sesuai: Besaran
    di_bawah: Besaran
    utama: Besaran
    utama_di_bawah: Besaran
    positif: Besaran
    umpan_balik: Besaran


@dataclass(frozen=True)
class UsulanHasilKerja:
    """A proposed rating, and ``alasan``: a code of ALASAN_TINJAU where a person must look."""

    usulan: Besaran
    alasan: Besaran


def usulan_hasil_kerja(hitungan: HitunganHasil, parameter: Parameter) -> UsulanHasilKerja:
    """Propose a rating of the results (annex p. 97–98, 101–102: guidance, not a formula).

    Where the text names no rating for a mix, ``alasan`` says why to look again;
    proposed is then the lowest rating if most results are below, else the middle one. No results at all: no proposal.
    """
    h = hitungan
    besar, kecil = parameter.bilangan("sebagian_besar"), parameter.bilangan("sebagian_kecil")
    semua = h.di_atas + h.sesuai + h.di_bawah
    atas, sesuai, bawah = (_melebihi(jumlah, semua, besar) for jumlah in (h.di_atas, h.sesuai, h.di_bawah))
    ada_utama_di_bawah = lebih_dari(h.utama_di_bawah, 0)
    utama_banyak_di_bawah = ada_utama_di_bawah & _mencapai(h.utama_di_bawah, h.utama, kecil)
    positif = _melebihi(h.positif, h.umpan_balik, besar)
    tidak_positif = _melebihi(h.umpan_balik - h.positif, h.umpan_balik, besar)

    usulan = pilih(
        (bawah, tetap("di_bawah")),
        (ada_utama_di_bawah, tetap("sesuai")),
        (atas & positif, tetap("di_atas")),
        (lebih_dari(semua, 0), tetap("sesuai")),
        lainnya=tetap(None),
        jenis="teks",
    )
    alasan = pilih(
        (bawah & tidak_positif, tetap(None)),
        (bawah, tetap("umpan_balik_mendukung")),
        (utama_banyak_di_bawah, tetap("utama_di_bawah_bukan_sebagian_kecil")),
        (atas & ada_utama_di_bawah, tetap("ada_utama_di_bawah")),
        (atas & positif, tetap(None)),
        (atas, tetap("umpan_balik_belum_positif")),
        (sesuai & lebih_dari(h.positif, 0), tetap(None)),
        (sesuai, tetap("umpan_balik_tidak_ada_yang_positif")),
        (lebih_dari(semua, 0), tetap("tanpa_mayoritas")),
        lainnya=tetap(None),
        jenis="teks",
    )
    return UsulanHasilKerja(usulan, alasan)


def _melebihi(bagian: Besaran, keseluruhan: Besaran, pangsa: Fraction) -> Besaran:
    """``bagian`` is more than the share ``pangsa`` of the whole, in whole numbers."""
    return lebih_dari(kali(bagian, pangsa.denominator), kali(keseluruhan, pangsa.numerator))


def _mencapai(bagian: Besaran, keseluruhan: Besaran, pangsa: Fraction) -> Besaran:
    """``bagian`` is at least the share ``pangsa`` of the whole."""
    return setidaknya(kali(bagian, pangsa.denominator), kali(keseluruhan, pangsa.numerator))
