"""Latent achievement of people, and the figures they would honestly report."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from penilaian.contoh.bahan import PERIODE, parameter
from penilaian.contoh.katalog import Katalog
from penilaian.contoh.orang import Orang
from penilaian.contoh.panel import Panel
from penilaian.contoh.skp import Skp
from penilaian.contoh.susunan import Susunan

_CAPAIAN_GAGAL_NOL = 60.0


@dataclass(frozen=True)
class Laten:
    """Per panel row: latent achievement and behaviour; per agency: its true effect."""

    kinerja: np.ndarray
    perilaku: np.ndarray
    efek_opd: np.ndarray


def buat_laten(susunan: Susunan, panel: Panel, orang: Orang, acak: np.random.Generator) -> Laten:
    """What people really do: ability, unit, agency, trend, real group differences, luck of the quarter."""
    ukuran, sikap = parameter("capaian"), parameter("perilaku")
    efek_opd = acak.normal(0.0, ukuran["sd_opd"], susunan.kode_opd.size)
    efek_unit = acak.normal(0.0, ukuran["sd_unit"], int(susunan.unit.max()) + 1)
    tengah = panel.triwulan - (len(PERIODE) - 1) / 2
    nyata = np.where(orang.jenis[panel.orang] == "pns", 0.0, ukuran["nyata"]["pppk_dan_paruh_waktu"])
    lokasi = susunan.lokasi[panel.kursi]
    for nama, besar in ukuran["nyata"]["lokasi"].items():
        nyata = nyata + np.where(lokasi == nama, besar, 0.0)
    kinerja = (
        orang.kemampuan[panel.orang]
        + efek_opd[susunan.opd_kursi[panel.kursi]]
        + efek_unit[susunan.unit[panel.kursi]]
        + ukuran["tren_per_triwulan"] * tengah
        + nyata
        + acak.normal(0.0, ukuran["sd_triwulan"], panel.orang.size)
    )
    perilaku = orang.perilaku[panel.orang] + acak.normal(0.0, sikap["sd_triwulan"], panel.orang.size)
    return Laten(kinerja, perilaku, efek_opd)


def capaian_laten(skp: Skp, laten: Laten, acak: np.random.Generator) -> np.ndarray:
    """True achievement of every indicator in percent."""
    ukuran = parameter("capaian")
    satuan = laten.kinerja[skp.baris] + acak.normal(0.0, ukuran["sd_indikator"], skp.baris.size)
    return np.asarray(np.clip(ukuran["rata_rata"] + ukuran["poin_per_satuan"] * satuan, 40.0, 130.0))


def ke_realisasi(skp: Skp, katalog: Katalog, capaian: np.ndarray) -> np.ndarray:
    """The figure, in the indicator's unit and decimals, that stands for an achievement in percent.

    A range is met from 96% on and passed where its width is exceeded too; a zero
    target is met from 92% on and missed by one or two cases below.
    """
    turun = katalog.turun[skp.indikator]
    desimal = katalog.desimal[skp.indikator]
    rentang = skp.bawah < skp.atas
    acuan = np.where(turun, skp.atas, skp.bawah)
    persen = np.where(rentang, capaian + 4.0, capaian)
    nilai = acuan * np.where(turun, 2.0 - persen / 100.0, persen / 100.0)
    nilai = np.where(acuan == 0, np.where(capaian >= 92.0, 0.0, np.where(capaian >= 86.0, 1.0, 2.0)), nilai)
    nilai = np.round(nilai * 10.0**desimal) / 10.0**desimal
    puncak = np.where(katalog.maksimum[skp.indikator], skp.atas, katalog.puncak[skp.indikator])
    return np.asarray(np.clip(nilai, 0.0, puncak))


def capaian_lapor(skp: Skp, katalog: Katalog, realisasi: np.ndarray) -> np.ndarray:
    """Achievement in percent that a reader computes from target and figure; nan where there is none.

    Inside the target or range 100; a missed zero target counts as 60 for the
    assessor's impression, because the ratio does not exist.
    """
    turun = katalog.turun[skp.indikator]
    acuan = np.where(realisasi > skp.atas, skp.atas, skp.bawah)
    bagi = np.where(acuan == 0, 1.0, acuan)
    rasio = np.where(turun, (2.0 * acuan - realisasi) / bagi, realisasi / bagi) * 100.0
    rasio = np.where((realisasi >= skp.bawah) & (realisasi <= skp.atas), 100.0, rasio)
    rasio = np.where((skp.atas == 0) & (realisasi > 0), _CAPAIAN_GAGAL_NOL, rasio)
    return np.where(np.isnan(realisasi), np.nan, rasio)
