"""Decided ratings: achievement and behaviour as an assessor with leniency, halo and doubts sees them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from penilaian.aturan import muat_buku
from penilaian.contoh.bahan import AKHIR, PERIODE, bahan, bila, parameter, teks
from penilaian.contoh.capaian import Laten
from penilaian.contoh.katalog import Katalog
from penilaian.contoh.latar import Latar
from penilaian.contoh.skp import Skp
from penilaian.contoh.tanaman import keringanan_efektif

RATING = ("di_bawah", "sesuai", "di_atas")
_AMBANG_SESUAI = 90.0
_AMBANG_DI_ATAS = 100.0


@dataclass(frozen=True)
class Penetapan:
    """Per panel row: ratings as 0, 1, 2 (``RATING``), the rule-of-thumb rating, reason, day, decided or not."""

    hasil: np.ndarray
    perilaku: np.ndarray
    kira: np.ndarray
    alasan: np.ndarray
    waktu: np.ndarray
    ada: np.ndarray


def rata_per_baris(skp: Skp, nilai: np.ndarray, baris: int) -> np.ndarray:
    """Mean per panel row over the entries that are there; nan where none is."""
    ada = ~np.isnan(nilai)
    jumlah = np.bincount(skp.baris, weights=np.where(ada, nilai, 0.0), minlength=baris)
    banyak = np.bincount(skp.baris, weights=ada, minlength=baris)
    return np.where(banyak > 0, jumlah / np.maximum(banyak, 1.0), np.nan)


def rating_kira(skp: Skp, katalog: Katalog, capaian: np.ndarray, baris: int) -> np.ndarray:
    """Rule of thumb after the annex p. 97–98: most above and no main result below; most below; else as expected.

    ``capaian`` in percent per entry, nan where missing. A reached highest target counts as above.
    """
    penuh = katalog.maksimum[skp.indikator] & (capaian >= _AMBANG_DI_ATAS)
    atas = (capaian > _AMBANG_DI_ATAS) | penuh
    bawah = capaian < _AMBANG_SESUAI
    utama_bawah = bawah & ~katalog.tambahan[skp.indikator]

    def hitung(kena: np.ndarray) -> np.ndarray:
        return np.bincount(skp.baris, weights=kena, minlength=baris)

    banyak = hitung(~np.isnan(capaian))
    sebagian_besar_atas = (hitung(atas) * 2 > banyak) & (hitung(utama_bawah) == 0)
    return np.where(sebagian_besar_atas, 2, np.where(hitung(bawah) * 2 > banyak, 0, 1))


def tetapkan(latar: Latar, laten: Laten, skp: Skp, capaian: np.ndarray, acak: np.random.Generator) -> Penetapan:
    """Decide every panel row; ``capaian`` is what the assessor can compute, in percent."""
    panel, orang = latar.panel, latar.orang
    ukuran, banyak = parameter("penilai"), panel.orang.size
    kesan = kesan_capaian(skp, capaian, laten)
    ringan = keringanan_efektif(latar.susunan, panel, orang, latar.tanaman)
    halo = np.where(panel.penilai >= 0, orang.halo[np.maximum(panel.penilai, 0)], 0.0)
    bias_hasil, bias_perilaku = _bias(latar)
    kesan = kesan + acak.normal(0.0, ukuran["sd_ragu_hasil"], banyak)
    sikap = laten.perilaku + acak.normal(0.0, ukuran["sd_ragu_perilaku"], banyak)
    skor_perilaku = sikap + halo * kesan + ukuran["bagian_keringanan_di_perilaku"] * ringan + bias_perilaku
    hasil = np.digitize(kesan + ringan + bias_hasil, ukuran["batas_hasil"])
    perilaku = np.digitize(skor_perilaku, ukuran["batas_perilaku"])
    kira = rating_kira(skp, latar.katalog, capaian, banyak)
    akhir = panel.triwulan == len(PERIODE) - 1
    belum = akhir & (acak.random(banyak) < parameter("penetapan")["belum_ditetapkan_triwulan_akhir"])
    waktu = AKHIR[panel.triwulan] + acak.integers(3, 27, banyak).astype("timedelta64[D]")
    return Penetapan(hasil, perilaku, kira, _alasan(hasil, kira, acak), waktu, ~belum)


def kesan_capaian(skp: Skp, capaian: np.ndarray, laten: Laten) -> np.ndarray:
    """Mean reported achievement on the latent scale; the true one where nothing was reported."""
    ukuran = parameter("capaian")
    rata = rata_per_baris(skp, np.clip(capaian, 60.0, 120.0), laten.kinerja.size)
    return np.where(np.isnan(rata), laten.kinerja, (rata - ukuran["rata_rata"]) / ukuran["poin_per_satuan"])


def _bias(latar: Latar) -> tuple[np.ndarray, np.ndarray]:
    """The planted unfairness: in listed agencies one sex gets less for the same achievement."""
    aturan = parameter("bias")
    kena = latar.orang.kelamin[latar.panel.orang] == aturan["jenis_kelamin"]
    kena &= np.isin(latar.susunan.opd_kursi[latar.panel.kursi], latar.tanaman.opd_bias)
    return np.where(kena, aturan["hasil_kerja"], 0.0), np.where(kena, aturan["perilaku_kerja"], 0.0)


def _alasan(hasil: np.ndarray, kira: np.ndarray, acak: np.random.Generator) -> np.ndarray:
    """A reason where the decision departs from the rule of thumb; a share of them is missing."""
    isi = bahan("umpan_balik")["alasan"]
    undian = acak.random(hasil.size)
    naik, turun = teks(isi["lebih_tinggi"]), teks(isi["lebih_rendah"])
    pilihan = np.where(hasil > kira, naik[(undian * naik.size).astype(int)], turun[(undian * turun.size).astype(int)])
    hilang = acak.random(hasil.size) < parameter("penetapan")["alasan_hilang"]
    return bila((hasil != kira) & ~hilang, pilihan)


def predikat(hasil: np.ndarray, perilaku: np.ndarray, triwulan: np.ndarray) -> np.ndarray:
    """The quadrant in force at the end of each quarter, as predicate codes."""
    buku = muat_buku()
    sel = [buku.pada(periode.akhir).nilai("permenpanrb-6-2022/kuadran").sel for periode in PERIODE]
    kubus = np.array([[[satu[h][p] for p in RATING] for h in RATING] for satu in sel], dtype=object)
    return np.asarray(kubus[triwulan, hasil, perilaku])
