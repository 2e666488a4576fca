"""Who and what is planted: agencies and people picked for the effects that tests must find again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from penilaian.contoh.bahan import PERIODE, parameter
from penilaian.contoh.orang import Orang
from penilaian.contoh.panel import Panel
from penilaian.contoh.susunan import PIMPINAN, STAF, Susunan

_BESAR_DILEWATI = 3
_CALON_OPD = 17


@dataclass(frozen=True)
class Tanaman:
    """Agency numbers and person numbers of each planted effect; groups of one kind do not overlap."""

    opd_longgar: np.ndarray
    opd_bias: np.ndarray
    opd_kosong: np.ndarray
    menumpuk: np.ndarray
    target_diturunkan: np.ndarray
    triwulan_diturunkan: np.ndarray
    persis_target: np.ndarray
    penilai_salinan: np.ndarray
    tugas_belajar: np.ndarray
    triwulan_tugas_belajar: np.ndarray


def tanam(susunan: Susunan, panel: Panel, acak: np.random.Generator) -> Tanaman:
    """Pick agencies of middle size (the largest would swamp the rest) and people who are there throughout."""
    urut = np.argsort(-np.bincount(susunan.opd_kursi), kind="stable")
    calon_opd = acak.permutation(urut[_BESAR_DILEWATI : _BESAR_DILEWATI + _CALON_OPD])
    batas = np.cumsum(
        [
            parameter("bias")["jumlah_opd"],
            parameter("tahun_longgar")["jumlah_opd"],
            parameter("data_kosong")["opd_tinggi"]["jumlah"],
        ]
    )
    bias, longgar, kosong = np.split(calon_opd[: batas[-1]], batas[:-1])
    permainan = parameter("permainan")
    staf = acak.permutation(_selalu_ada(susunan, panel))
    jumlah = [_sebanyak(permainan[satu]["bagian"], staf.size) for satu in _PERMAINAN]
    menumpuk, diturunkan, persis, sisa = np.split(staf, np.cumsum(jumlah))
    belajar_ukuran = parameter("data_kosong")["tugas_belajar"]
    belajar = sisa[: max(1, round(belajar_ukuran["pegawai_per_seribu"] * staf.size / 1000))]
    banyak_triwulan = permainan["target_diturunkan"]["triwulan"]
    undian = np.argsort(acak.random((diturunkan.size, len(PERIODE))), axis=1, kind="stable")
    penilai = np.unique(panel.penilai[panel.penilai >= 0])
    penilai = penilai[~np.isin(penilai, panel.orang[susunan.tingkat[panel.kursi] == PIMPINAN])]
    salinan = _sebanyak(permainan["umpan_balik_salinan"]["bagian_penilai"], penilai.size)
    return Tanaman(
        opd_longgar=np.sort(longgar),
        opd_bias=np.sort(bias),
        opd_kosong=np.sort(kosong),
        menumpuk=np.sort(menumpuk),
        target_diturunkan=diturunkan,
        triwulan_diturunkan=np.sort(undian[:, :banyak_triwulan], axis=1),
        persis_target=np.sort(persis),
        penilai_salinan=np.sort(acak.permutation(penilai)[:salinan]),
        tugas_belajar=belajar,
        triwulan_tugas_belajar=acak.integers(0, len(PERIODE) - belajar_ukuran["triwulan"] + 1, belajar.size),
    )


_PERMAINAN = ("menumpuk", "target_diturunkan", "persis_target")


def _sebanyak(bagian: float, dari: int) -> int:
    return max(3, round(bagian * dari))


def _selalu_ada(susunan: Susunan, panel: Panel) -> np.ndarray:
    """Staff present in all eight quarters."""
    hadir = np.bincount(panel.orang, weights=susunan.tingkat[panel.kursi] == STAF)
    return np.flatnonzero(hadir == len(PERIODE))


def terjadwal(nomor: np.ndarray, jadwal: np.ndarray, orang: np.ndarray, triwulan: np.ndarray) -> np.ndarray:
    """Which entries (person, quarter) are listed; ``jadwal`` holds one row of quarters for each person ``nomor``."""
    peta = np.zeros((max(int(orang.max()), int(nomor.max())) + 1, len(PERIODE)), dtype=bool)
    peta[nomor[:, None], jadwal] = True
    return np.asarray(peta[orang, triwulan])


def keringanan_efektif(susunan: Susunan, panel: Panel, orang: Orang, tanaman: Tanaman) -> np.ndarray:
    """Leniency that reaches each panel row: the assessor's own plus the agency's lenient year."""
    longgar = parameter("tahun_longgar")
    sendiri = np.where(panel.penilai >= 0, orang.keringanan[np.maximum(panel.penilai, 0)], 0.0)
    tahun = np.array([periode.tahun for periode in PERIODE])[panel.triwulan]
    kena = (tahun == longgar["tahun"]) & np.isin(susunan.opd_kursi[panel.kursi], tanaman.opd_longgar)
    return sendiri + np.where(kena, longgar["besar"], 0.0)
