"""The pictures of the board, as accessible SVG strings: distribution, class shares, ranks, each before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from penilaian.bahasa import daftar_kata
from penilaian.laboratorium.hitung_indeks import KELAS, LABEL_KELAS, TOLERANSI, Larik
from penilaian.laboratorium.lapangan import Keadaan, Tempat
from penilaian.laboratorium.svg_dasar import (
    LEBAR,
    WARNA_KELAS,
    angka,
    bertanda,
    bingkai,
    bulat,
    dua_baris,
    garis,
    kotak,
    redup,
    tulisan,
)
from penilaian.laporan.gaya_gambar import BIRU, GARIS, LANGIT, MERAH, REDUP, TINTA

BERLAKU, SETELAN = "Aturan yang berlaku", "Setelan ini"
LABEL_UKURAN = {"rata_rata": "rata-rata indeks", "pangsa_atas": "bagian kelompok atas"}
_LATAR = {"bawah": "#fbeee6", "tengah": "#ffffff", "atas": "#e7f2f9"}
_KIRI, _KANAN = 40.0, 14.0
_AWAL, _AKHIR = 256.0, 466.0
"""Ends of the axis of ranks."""
_LANGKAH = (0.5, 1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
_BATANG_PALING_BANYAK = 60


@dataclass(frozen=True, eq=False)
class Tingkap:
    """The bins of a histogram: edges in percent; values beyond them are counted in the outermost bins.

    A bin holds its right edge: an index of exactly 100 is not above 100.
    """

    tepi: Larik

    def cacah(self, nilai: Larik) -> Larik:
        """Counts by bin of the values that are there."""
        ada = nilai[~np.isnan(nilai)]
        letak = np.ceil((ada - self.tepi[0] - TOLERANSI) / self.lebar) - 1
        nomor = np.clip(letak, 0, len(self.tepi) - 2).astype(np.intp)
        return np.bincount(nomor, minlength=len(self.tepi) - 1).astype(np.float64)

    @property
    def lebar(self) -> float:
        """Width of a bin, in percent points."""
        return float(self.tepi[1] - self.tepi[0])

    def di_luar(self, nilai: Larik) -> int:
        """How many values lie beyond the edges."""
        return int(((nilai < self.tepi[0]) | (nilai > self.tepi[-1])).sum())


def susun_tingkap(semula: Keadaan, menjadi: Keadaan) -> Tingkap:
    """Bins for both: all but the outermost hundredth of the values, and every threshold, on round numbers."""
    semua = np.concatenate([semula.indeks.nilai, menjadi.indeks.nilai])
    semua = semua[~np.isnan(semua)]
    ambang = [float(satu) for k in (semula, menjadi) for satu in (k.setelan.ambang_sesuai, k.setelan.ambang_di_atas)]
    batas = [*ambang, *(np.percentile(semua, [0.5, 99.5]) if len(semua) else [])]
    bawah, atas = 5 * np.floor(min(batas) / 5 - 0.5), 5 * np.ceil(max(batas) / 5 + 0.5)
    langkah = next(satu for satu in _LANGKAH if (atas - bawah) / satu <= _BATANG_PALING_BANYAK)
    banyak = int(np.ceil((atas - bawah) / langkah))
    return Tingkap(bawah + langkah * np.arange(banyak + 1))


def gambar_sebaran(semula: Keadaan, menjadi: Keadaan) -> str:
    """Histogram of the index: bars now, a line for the rules in force; the classes as backgrounds, thresholds as lines."""
    tingkap = susun_tingkap(semula, menjadi)
    lama, baru = tingkap.cacah(semula.indeks.nilai), tingkap.cacah(menjadi.indeks.nilai)
    puncak = max(float(lama.max()), float(baru.max()), 1.0)
    atas, bawah = 40.0, 228.0
    bawah_x, atas_x = float(tingkap.tepi[0]), float(tingkap.tepi[-1])
    skala_x = (LEBAR - _KIRI - _KANAN) / (atas_x - bawah_x)
    skala_y = (bawah - atas - 6) / puncak
    x = [_KIRI + (float(satu) - bawah_x) * skala_x for satu in tingkap.tepi]
    isi = [*_latar_kelas(menjadi, (bawah_x, atas_x), skala_x, (atas, bawah)), *_sumbu_y(puncak, skala_y, bawah)]
    isi += [
        kotak(x[i] + 0.5, bawah - n * skala_y, x[i + 1] - x[i] - 1, n * skala_y, LANGIT, tepi=BIRU)
        for i, n in enumerate(baru)
        if n
    ]
    isi.append(_tangga(x, [bawah - n * skala_y for n in lama], bawah))
    isi += _ambang(semula, menjadi, bawah_x, skala_x, (atas, bawah))
    isi += _sumbu_x((bawah_x, atas_x), skala_x, bawah)
    isi += [kotak(_KIRI, 262, 14, 11, LANGIT, tepi=BIRU), redup(_KIRI + 20, 272, SETELAN)]
    isi += [garis(_KIRI + 130, 267, _KIRI + 150, 267, TINTA, tebal=1.6), redup(_KIRI + 156, 272, BERLAKU)]
    isi.append(redup(LEBAR - _KANAN, 272, "Indeks (%); tinggi: jumlah pegawai", "end"))
    return bingkai("Sebaran indeks pegawai dengan ambang", _uraian_sebaran(semula, menjadi, tingkap), 280, isi)


def _latar_kelas(menjadi: Keadaan, batas: tuple[float, float], skala: float, tegak: tuple[float, float]) -> list[str]:
    """Tinted backgrounds of the three classes, each with its name above it."""
    kiri, kanan = batas
    tengah, atas = (float(satu) for satu in (menjadi.setelan.ambang_sesuai, menjadi.setelan.ambang_di_atas))
    isi = []
    for nama, dari, ke in (("bawah", kiri, tengah), ("tengah", tengah, atas), ("atas", atas, kanan)):
        x, lebar = _KIRI + (dari - kiri) * skala, (ke - dari) * skala
        isi.append(kotak(x, tegak[0], lebar, tegak[1] - tegak[0], _LATAR[nama]))
        if lebar > 52:
            isi.append(redup(x + lebar / 2, tegak[0] - 24, LABEL_KELAS[nama], "middle"))
    return isi


def _sumbu_y(puncak: float, skala: float, bawah: float) -> list[str]:
    langkah = next(
        satu * 10**pangkat for pangkat in range(9) for satu in (1, 2, 5) if puncak / (satu * 10**pangkat) <= 4
    )
    isi = []
    for nomor in range(int(puncak // langkah) + 1):
        y = bawah - nomor * langkah * skala
        isi += [garis(_KIRI, y, LEBAR - _KANAN, y, GARIS), redup(_KIRI - 6, y + 4, angka(nomor * langkah), "end")]
    return isi


def _sumbu_x(batas: tuple[float, float], skala: float, bawah: float) -> list[str]:
    kiri, kanan = batas
    langkah = next(satu for satu in (5, 10, 20, 50, 100, 200, 500) if (kanan - kiri) / satu <= 14)
    nilai = np.arange(np.ceil(kiri / langkah) * langkah, kanan + 0.1, langkah)
    return [redup(_KIRI + (satu - kiri) * skala, bawah + 17, angka(float(satu)), "middle") for satu in nilai]


def _tangga(x: Sequence[float], y: Sequence[float], bawah: float) -> str:
    """The outline of a histogram."""
    titik = [f"M{bulat(x[0])} {bulat(bawah)}"]
    titik += [f"V{bulat(tinggi)}H{bulat(x[nomor + 1])}" for nomor, tinggi in enumerate(y)]
    return f'<path d="{"".join(titik)}V{bulat(bawah)}" fill="none" stroke="{TINTA}" stroke-width="1.6"/>'


def _ambang(semula: Keadaan, menjadi: Keadaan, kiri: float, skala: float, tegak: tuple[float, float]) -> list[str]:
    """Threshold lines: solid where they stand now with the number above, dashed where the rules have them."""
    isi = []
    for nama in ("ambang_sesuai", "ambang_di_atas"):
        lama, baru = float(getattr(semula.setelan, nama)), float(getattr(menjadi.setelan, nama))
        if lama != baru:
            x = _KIRI + (lama - kiri) * skala
            isi.append(garis(x, tegak[0], x, tegak[1], REDUP, tebal=1.5, putus="4 3"))
        x = _KIRI + (baru - kiri) * skala
        isi += [
            garis(x, tegak[0] - 4, x, tegak[1], MERAH, tebal=2),
            tulisan(x, tegak[0] - 8, _nilai(baru), rata="middle", tebal="bold"),
        ]
    return isi


def _nilai(nilai: float) -> str:
    """A threshold with no more decimals than it has."""
    return angka(nilai, next(desimal for desimal in range(5) if desimal == 4 or round(nilai, desimal) == nilai))


def _uraian_sebaran(semula: Keadaan, menjadi: Keadaan, tingkap: Tingkap) -> str:
    kalimat = [_ringkas(BERLAKU, semula), _ringkas(SETELAN, menjadi)]
    luar = tingkap.di_luar(menjadi.indeks.nilai)
    if luar:
        kalimat.append(f"{angka(luar)} pegawai di luar sumbu digambar pada batang terluar.")
    return " ".join(kalimat)


def _ringkas(nama: str, keadaan: Keadaan) -> str:
    ada = keadaan.indeks.nilai[~np.isnan(keadaan.indeks.nilai)]
    if not len(ada):
        return f"{nama}: tidak ada pegawai dengan indeks."
    setelan = keadaan.setelan
    return (
        f"{nama}: {angka(len(ada))} pegawai dengan indeks, median {angka(float(np.median(ada)), 1)}, "
        f"ambang {_nilai(float(setelan.ambang_sesuai))} dan {_nilai(float(setelan.ambang_di_atas))}."
    )


def gambar_kelas(semula: Keadaan, menjadi: Keadaan) -> str:
    """Two stacked bars of class shares, the rules in force above the setting."""
    isi, uraian = [], []
    for y, nama, keadaan in ((4.0, BERLAKU, semula), (42.0, SETELAN, menjadi)):
        isi.append(tulisan(134, y + 20, nama, rata="end", ukuran=12))
        x, seluruh = 142.0, max(int(keadaan.cacah_kelas.sum()), 1)
        panjang = (LEBAR - _KANAN - x) / seluruh
        for kelas, n in zip(KELAS, keadaan.cacah_kelas, strict=True):
            lebar, bagian = float(n) * panjang, f"{angka(100 * float(n) / seluruh, 1)}%"
            if n:
                isi.append(kotak(x, y, lebar, 30, WARNA_KELAS[kelas].isi, tepi="#ffffff"))
            if lebar > 46:
                isi.append(tulisan(x + lebar / 2, y + 20, bagian, rata="middle", warna=WARNA_KELAS[kelas].tinta))
            x += lebar
        rinci = [f"{LABEL_KELAS[k].lower()} {angka(int(n))}" for k, n in zip(KELAS, keadaan.cacah_kelas, strict=True)]
        uraian.append(f"{nama}: {daftar_kata(rinci)}.")
    x = 142.0
    for kelas in KELAS:
        isi += [kotak(x, 84, 14, 11, WARNA_KELAS[kelas].isi), redup(x + 20, 94, LABEL_KELAS[kelas])]
        x += 44 + 7 * len(LABEL_KELAS[kelas])
    return bingkai("Bagian pegawai menurut kelompok indeks", " ".join(uraian), 102, isi)


def gambar_peringkat(banding: Sequence[Tempat], ukuran: str, seluruh: int) -> str:
    """Units as rows: a ring where the rules put them, a dot where the setting does, places and change at the right.

    ``banding`` is of `banding_peringkat`; ``seluruh`` tells how many units there are.
    """
    judul = f"Peringkat menurut {LABEL_UKURAN[ukuran]}"
    if not banding:
        kalimat = "Tidak ada kelompok dengan sedikitnya lima pegawai yang punya indeks."
        return bingkai(judul, kalimat, 40, [redup(10, 24, kalimat)])
    baris = [dua_baris(satu.kelompok) for satu in banding]
    tinggi = [20.0 + 15 * (len(satu) - 1) for satu in baris]
    kiri, kanan = _batas_titik([nilai for satu in banding for nilai in (satu.semula, satu.menjadi)])
    skala = (_AKHIR - _AWAL) / (kanan - kiri)
    y, isi = 24.0, [redup(LEBAR - _KANAN, 14, "peringkat semula → menjadi", "end")]
    for nama, tinggi_baris, satu in zip(baris, tinggi, banding, strict=True):
        tengah = y + tinggi_baris / 2
        isi += [
            tulisan(_AWAL - 12, tengah + 4.5 - 7.5 * (len(nama) - 1) + 15 * n, potong, rata="end", ukuran=12)
            for n, potong in enumerate(nama)
        ]
        lama, baru = (_AWAL + (x - kiri) * skala for x in (satu.semula, satu.menjadi))
        isi += [garis(_AWAL, tengah, _AKHIR, tengah, GARIS), garis(lama, tengah, baru, tengah, REDUP, tebal=2)]
        isi.append(
            f'<circle cx="{bulat(lama)}" cy="{bulat(tengah)}" r="5" fill="#fff" stroke="{REDUP}" stroke-width="1.6"/>'
        )
        isi.append(f'<circle cx="{bulat(baru)}" cy="{bulat(tengah)}" r="4.5" fill="{BIRU}"/>')
        isi += _tempat(satu, tengah)
        y += tinggi_baris
    isi += [redup(_AWAL, y + 16, angka(kiri)), redup(_AKHIR, y + 16, angka(kanan), "end")]
    isi.append(redup((_AWAL + _AKHIR) / 2, y + 16, LABEL_UKURAN[ukuran] + " (%)", "middle"))
    isi += _legenda_titik(y + 16)
    return bingkai(judul, _uraian_peringkat(banding, seluruh), y + 26, isi)


def _legenda_titik(y: float) -> list[str]:
    return [
        f'<circle cx="8" cy="{bulat(y - 4)}" r="5" fill="#fff" stroke="{REDUP}" stroke-width="1.6"/>',
        redup(17, y, BERLAKU.lower()),
        f'<circle cx="157" cy="{bulat(y - 4)}" r="4.5" fill="{BIRU}"/>',
        redup(166, y, SETELAN.lower()),
    ]


def _batas_titik(nilai: Sequence[float]) -> tuple[float, float]:
    """Round limits of the axis; it does not begin at zero."""
    bawah, atas = min(nilai), max(nilai)
    langkah = 5.0 if atas - bawah > 5 else 1.0
    kiri = langkah * float(np.floor(bawah / langkah))
    return kiri, max(langkah * float(np.ceil(atas / langkah)), kiri + langkah)


def _tempat(satu: Tempat, tengah: float) -> list[str]:
    """Places before and after, and the change in words of arrows."""
    geser = satu.geser
    panah = "=" if not geser else f"{'▲' if geser > 0 else '▼'} {angka(abs(geser))}"
    tempat = f"{angka(satu.peringkat_semula)} → {angka(satu.peringkat_menjadi)}"
    warna = REDUP if not geser else BIRU if geser > 0 else "#a34600"
    return [
        tulisan(LEBAR - 58, tengah + 4.5, tempat, rata="end", ukuran=12),
        tulisan(LEBAR - _KANAN, tengah + 4.5, panah, rata="end", ukuran=12, warna=warna, tebal="bold"),
    ]


def _uraian_peringkat(banding: Sequence[Tempat], seluruh: int) -> str:
    urut = sorted((satu for satu in banding if satu.geser), key=lambda satu: -abs(satu.geser))[:5]
    rinci = [
        f"{satu.kelompok} dari {angka(satu.peringkat_semula)} ke {angka(satu.peringkat_menjadi)} ({bertanda(satu.geser)})"
        for satu in urut
    ]
    awal = f"{angka(len(banding))} dari {angka(seluruh)} kelompok digambar."
    return f"{awal} Paling bergeser: {daftar_kata(rinci)}." if rinci else f"{awal} Tidak ada yang bergeser."
