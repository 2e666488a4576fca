"""Feedback: who says what about whose results and values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from penilaian.aturan import muat_buku
from penilaian.contoh.bahan import AKHIR, AWAL, PERIODE, bahan, bila, parameter, teks
from penilaian.contoh.capaian import Laten
from penilaian.contoh.latar import Latar
from penilaian.contoh.panel import Panel
from penilaian.contoh.skp import Skp
from penilaian.contoh.tanaman import Tanaman

NADA = ("negatif", "netral", "positif")
PERAN = ("atasan", "rekan", "bawahan", "penerima_layanan")
_ATASAN, _REKAN, _BAWAHAN, _PENERIMA = range(4)


@dataclass(frozen=True)
class UmpanBalik:
    """One entry is one piece of feedback; ``butir`` is its SKP entry (-1 for a value), ``pemberi`` a panel row or -1."""

    baris: np.ndarray
    pemberi: np.ndarray
    peran: np.ndarray
    butir: np.ndarray
    nilai_dasar: np.ndarray
    nada: np.ndarray
    isi: np.ndarray
    waktu: np.ndarray


def beri_umpan_balik(
    latar: Latar, laten: Laten, skp: Skp, capaian: np.ndarray, acak: np.random.Generator
) -> UmpanBalik:
    """Two to five pieces for everybody in every quarter, the first from the superior."""
    panel, tanaman, ukuran = latar.panel, latar.tanaman, parameter("umpan_balik")
    terkecil, terbesar = ukuran["jumlah"]
    banyak = acak.integers(terkecil, terbesar + 1, panel.orang.size)
    baris = np.repeat(np.arange(panel.orang.size), banyak)
    pertama = np.concatenate([[True], baris[1:] != baris[:-1]])
    peran, pemberi = _pemberi(panel, baris, pertama, acak)
    nilai = acak.random(baris.size) < ukuran["bagian_nilai_dasar"]
    butir = np.where(nilai, -1, _pilih_butir(skp, baris, panel.orang.size, acak))
    kode_nilai = acak.integers(0, len(_kode_nilai()), baris.size)
    hasil = (capaian[np.maximum(butir, 0)] - parameter("capaian")["rata_rata"]) / parameter("capaian")[
        "poin_per_satuan"
    ]
    hasil = np.where(np.isnan(hasil), laten.kinerja[baris], hasil)
    kesan = np.where(nilai, laten.perilaku[baris], hasil) + acak.normal(0.0, ukuran["sd_pemberi"], baris.size)
    nada = np.digitize(kesan, ukuran["batas_nada"])
    isi = _isi(nilai, nada, kode_nilai, acak)
    salin = (peran == _ATASAN) & np.isin(panel.penilai[baris], tanaman.penilai_salinan)
    isi = bila(acak.random(baris.size) >= ukuran["tanpa_isi"], isi)
    isi = np.where(salin, teks_salinan(tanaman, int(panel.orang.max()) + 1)[panel.penilai[baris]], isi)
    panjang = (AKHIR - AWAL).astype(int)[panel.triwulan[baris]]
    waktu = AWAL[panel.triwulan[baris]] + (acak.random(baris.size) * panjang).astype("timedelta64[D]")
    return UmpanBalik(baris, pemberi, peran, butir, np.where(nilai, kode_nilai, -1), nada, isi, waktu)


def teks_salinan(tanaman: Tanaman, banyak_orang: int) -> np.ndarray:
    """The one text each copying assessor uses, by person number; None for everybody else."""
    pilihan = bahan("umpan_balik")["salinan"]
    hasil = np.full(banyak_orang, None, dtype=object)
    for urut, nomor in enumerate(tanaman.penilai_salinan):
        hasil[nomor] = pilihan[urut % len(pilihan)]
    return hasil


def _kode_nilai() -> list[str]:
    return list(muat_buku().pada(PERIODE[-1].akhir).nilai("permenpanrb-6-2022/nilai_dasar").kode)


def sasaran(umpan: UmpanBalik, kode_rhk: np.ndarray) -> np.ndarray:
    """What each piece is about: the code of a result (``kode_rhk`` per SKP entry) or of a value."""
    nilai = teks(_kode_nilai())
    return np.asarray(
        np.where(umpan.butir >= 0, kode_rhk[np.maximum(umpan.butir, 0)], nilai[np.maximum(umpan.nilai_dasar, 0)])
    )


def _pemberi(
    panel: Panel, baris: np.ndarray, pertama: np.ndarray, acak: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Role and panel row of each giver; roles nobody can fill fall to the users of the service."""
    peran = acak.choice(4, size=baris.size, p=[0.22, 0.45, 0.13, 0.20])
    peran = np.where(pertama, _ATASAN, peran)
    rekan = _rekan(panel, baris, acak)
    bawahan = _bawahan(panel, baris, acak)
    pemberi = np.select(
        [peran == _ATASAN, peran == _REKAN, peran == _BAWAHAN], [panel.atasan[baris], rekan, bawahan], default=-1
    )
    return np.where(pemberi < 0, _PENERIMA, peran), pemberi


def _rekan(panel: Panel, baris: np.ndarray, acak: np.random.Generator) -> np.ndarray:
    """A random colleague under the same superior in the same quarter; -1 where there is none."""
    kelompok = np.where(panel.atasan >= 0, panel.atasan, -1 - panel.triwulan)
    urut, letak, awal, ukuran = _kelompok(kelompok)
    banyak, posisi = ukuran[baris], letak[baris] - awal[baris]
    lompat = 1 + (acak.random(baris.size) * (banyak - 1)).astype(int)
    tujuan = awal[baris] + (posisi + lompat) % banyak
    return np.where(banyak > 1, urut[tujuan], -1)


def _kelompok(kelompok: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Rows sorted by group; per row its place in that order, and its group's first place and size."""
    urut = np.argsort(kelompok, kind="stable")
    letak = np.empty_like(urut)
    letak[urut] = np.arange(urut.size)
    _, pertama, balik, ukuran = np.unique(kelompok[urut], return_index=True, return_inverse=True, return_counts=True)
    return urut, letak, pertama[balik][letak], ukuran[balik][letak]


def _bawahan(panel: Panel, baris: np.ndarray, acak: np.random.Generator) -> np.ndarray:
    """A random direct subordinate; -1 for staff."""
    urut = np.argsort(panel.atasan, kind="stable")
    terurut = panel.atasan[urut]
    awal = np.searchsorted(terurut, baris, side="left")
    banyak = np.searchsorted(terurut, baris, side="right") - awal
    pilih = awal + (acak.random(baris.size) * banyak).astype(int)
    return np.where(banyak > 0, urut[np.minimum(pilih, urut.size - 1)], -1)


def _pilih_butir(skp: Skp, baris: np.ndarray, banyak_baris: int, acak: np.random.Generator) -> np.ndarray:
    """A random SKP entry of each row (entries are ordered by row)."""
    banyak = np.bincount(skp.baris, minlength=banyak_baris)
    awal = np.concatenate([[0], np.cumsum(banyak)[:-1]])
    return np.asarray(awal[baris] + (acak.random(baris.size) * banyak[baris]).astype(int))


def _isi(nilai: np.ndarray, nada: np.ndarray, kode_nilai: np.ndarray, acak: np.random.Generator) -> np.ndarray:
    """Texts put together from opening, core and closing."""
    undian = acak.random(nada.size)
    hasil = np.full(nada.size, None, dtype=object)
    sebutan = [kode.replace("_", " ") for kode in _kode_nilai()]
    for nomor, satu in enumerate(NADA):
        kena = ~nilai & (nada == nomor)
        hasil[kena] = _undi(_kalimat("rhk", satu, ""), undian[kena])
        for urut, nama in enumerate(sebutan):
            kena = nilai & (nada == nomor) & (kode_nilai == urut)
            hasil[kena] = _undi(_kalimat("nilai_dasar", satu, nama), undian[kena])
    return hasil


def _undi(pilihan: np.ndarray, undian: np.ndarray) -> np.ndarray:
    return np.asarray(pilihan[(undian * pilihan.size).astype(int)])


def _kalimat(jenis: str, nada: str, nilai: str) -> np.ndarray:
    isi = bahan("umpan_balik")
    kalimat = [
        f"{pembuka}{inti}{penutup}".format(sasaran=nilai)
        for pembuka in isi["pembuka"]
        for inti in isi[jenis][nada]
        for penutup in isi["penutup"][nada]
    ]
    return teks(satu[0].upper() + satu[1:] for satu in kalimat)
