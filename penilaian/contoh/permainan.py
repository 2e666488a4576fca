"""Gaming: what some people do to targets and figures before they report."""

from __future__ import annotations

import numpy as np

from penilaian.contoh.bahan import AKHIR, nomor_periode, parameter
from penilaian.contoh.capaian import capaian_lapor
from penilaian.contoh.katalog import Katalog
from penilaian.contoh.latar import Latar
from penilaian.contoh.skp import Skp, ganti_target
from penilaian.contoh.tanaman import terjadwal


def mainkan(latar: Latar, skp: Skp, realisasi: np.ndarray, acak: np.random.Generator) -> tuple[Skp, np.ndarray]:
    """Plans and figures as reported, after all three kinds of gaming."""
    skp = _turunkan_target(latar, skp, realisasi, acak)
    realisasi = _menumpuk(latar, skp, realisasi, acak)
    persis = np.isin(latar.panel.orang[skp.baris], latar.tanaman.persis_target)
    return skp, np.where(persis, _acuan(skp, latar.katalog), realisasi)


def _acuan(skp: Skp, katalog: Katalog) -> np.ndarray:
    return np.where(katalog.turun[skp.indikator], skp.atas, skp.bawah)


def _turunkan_target(latar: Latar, skp: Skp, realisasi: np.ndarray, acak: np.random.Generator) -> Skp:
    """Listed people lower targets they are about to miss, in the last month of listed quarters."""
    aturan = parameter("permainan")["target_diturunkan"]
    orang, triwulan = latar.panel.orang[skp.baris], latar.panel.triwulan[skp.baris]
    terdaftar = terjadwal(latar.tanaman.target_diturunkan, latar.tanaman.triwulan_diturunkan, orang, triwulan)
    sesuai = (skp.bawah == skp.atas) & (skp.bawah > 1.0) & ~latar.katalog.turun[skp.indikator]
    sesuai &= ~latar.katalog.maksimum[skp.indikator] & np.isnan(skp.semula)
    meleset = capaian_lapor(skp, latar.katalog, realisasi) < aturan["ambang_capaian"]
    undian = acak.random(skp.baris.size) < aturan["peluang"]
    kena = np.flatnonzero(terdaftar & sesuai & meleset & undian)
    desimal = np.minimum(latar.katalog.desimal[skp.indikator[kena]], 1)
    terkecil, terbesar = aturan["faktor"]
    baru = np.floor(skp.bawah[kena] * acak.uniform(terkecil, terbesar, kena.size) * 10.0**desimal) / 10.0**desimal
    hari = AKHIR[triwulan[kena]] - acak.integers(2, 26, kena.size).astype("timedelta64[D]")
    return ganti_target(skp, kena, baru, hari)


def _menumpuk(latar: Latar, skp: Skp, realisasi: np.ndarray, acak: np.random.Generator) -> np.ndarray:
    """Listed people report exactly 100%, or just over the 90% threshold, instead of what they have."""
    aturan = parameter("permainan")["menumpuk"]
    kena = np.isin(latar.panel.orang[skp.baris], latar.tanaman.menumpuk)
    kena &= latar.panel.triwulan[skp.baris] >= nomor_periode(aturan["mulai"])
    undian = acak.random(skp.baris.size)
    seratus = kena & (undian < aturan["tepat_seratus"])
    ambang = kena & ~seratus & (undian < aturan["tepat_seratus"] + aturan["tepat_di_atas_ambang"])
    acuan, turun = _acuan(skp, latar.katalog), latar.katalog.turun[skp.indikator]
    skala = 10.0 ** latar.katalog.desimal[skp.indikator]
    persen = 90.0 + acak.uniform(0.0, 0.8, skp.baris.size)
    hampir = np.where(
        turun, np.floor(acuan * (2.0 - persen / 100.0) * skala) / skala, np.ceil(acuan * persen / 100.0 * skala) / skala
    )
    return np.where(seratus, acuan, np.where(ambang, hampir, realisasi))


def kosongkan(latar: Latar, skp: Skp, capaian: np.ndarray, acak: np.random.Generator) -> np.ndarray:
    """The reason why each figure is missing, ``""`` where it is there.

    In listed agencies a missed target is more often not reported at all.
    ``capaian`` is the achievement as it would be reported.
    """
    laju = parameter("data_kosong")
    opd = latar.susunan.opd_kursi[latar.panel.kursi[skp.baris]]
    undian = acak.random((4, skp.baris.size))
    alasan = np.full(skp.baris.size, "", dtype=object)
    tinggi = laju["opd_tinggi"]
    laju_lapor = np.where(capaian < 90.0, tinggi["capaian_di_bawah_ambang"], tinggi["lainnya"])
    laju_lapor = np.where(np.isin(opd, latar.tanaman.opd_kosong), laju_lapor, laju["belum_dilaporkan"])
    alasan[undian[0] < laju_lapor] = "belum_dilaporkan"
    alasan[undian[1] < laju["data_belum_terbit"]] = "data_belum_terbit"
    alasan[undian[2] < laju["kegiatan_ditunda"]] = "kegiatan_ditunda"
    alasan[undian[3] < laju["cuti"]] = "cuti"
    pindah = latar.panel.mutasi[skp.baris] & (acak.random(skp.baris.size) < laju["mutasi"])
    alasan[pindah] = "mutasi"
    jadwal = latar.tanaman.triwulan_tugas_belajar[:, None] + np.arange(laju["tugas_belajar"]["triwulan"])
    orang, triwulan = latar.panel.orang[skp.baris], latar.panel.triwulan[skp.baris]
    alasan[terjadwal(latar.tanaman.tugas_belajar, jadwal, orang, triwulan)] = "tugas_belajar"
    return alasan
