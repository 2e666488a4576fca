"""Organisation predicates: consistent with what the agency's people achieved, with some noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from penilaian.contoh.bahan import PERIODE, parameter
from penilaian.contoh.panel import Panel
from penilaian.contoh.susunan import Susunan

PREDIKAT = ("sangat_kurang", "kurang", "butuh_perbaikan", "baik", "istimewa")
_AKHIR_TAHUN_PERTAMA = 3


@dataclass(frozen=True)
class Organisasi:
    """Agencies × quarters: predicate as position in ``PREDIKAT``, and whether it is last year's."""

    predikat: np.ndarray
    tahun_lalu: np.ndarray


def nilai_organisasi(susunan: Susunan, panel: Panel, kesan: np.ndarray, acak: np.random.Generator) -> Organisasi:
    """``kesan`` is the mean reported achievement of each panel row on the latent scale."""
    ukuran = parameter("organisasi")
    bentuk = (susunan.kode_opd.size, len(PERIODE))
    sel = susunan.opd_kursi[panel.kursi] * len(PERIODE) + panel.triwulan
    banyak = np.bincount(sel, minlength=bentuk[0] * bentuk[1])
    rata = (np.bincount(sel, weights=kesan, minlength=banyak.size) / np.maximum(banyak, 1)).reshape(bentuk)
    baku = (rata - rata.mean()) / rata.std() + acak.normal(0.0, ukuran["sd_ragu"], bentuk)
    predikat = np.digitize(baku, ukuran["batas"])
    tahun_lalu = np.zeros(bentuk, dtype=bool)
    terlambat = acak.random(bentuk[0]) < ukuran["bagian_tahun_lalu"]
    tahun_lalu[terlambat, -1] = True
    predikat[terlambat, -1] = predikat[terlambat, _AKHIR_TAHUN_PERTAMA]
    return Organisasi(predikat, tahun_lalu)
