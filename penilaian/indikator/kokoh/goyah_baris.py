"""Rows of one agency (employee × indicator), ready to be judged under other thresholds and other realisations."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.rumus.kebijakan import TERCAPAI, ambang_rating
from penilaian.indikator.kokoh.goyah_batas import Sasaran, bagian_kisi, goyang_realisasi
from penilaian.indikator.kokoh.goyah_usulan import Panduan, Susunan, Tingkat, kode_tingkat, susun_pegawai
from penilaian.indikator.kokoh.undian import Larik, Syarat
from penilaian.nilai.kolom_indikator import KEBIJAKAN, RATING, rumus_capaian


@dataclass(frozen=True, eq=False)
class BarisPegawai:
    """``butir`` sorted by employee, result, category and indicator; ``pegawai`` those in it, in the same order.

    A row whose achievement was refused (a wrong entry, a missed target of zero) keeps its nominal result whatever is
    measured: an error of entry is no error of measurement.
    """

    butir: pd.DataFrame
    pegawai: pd.DataFrame
    panduan: Panduan
    aturan: Aturan

    @cached_property
    def nominal(self) -> Tingkat:
        """Levels as they were scored, one a row."""
        return kode_tingkat(self.butir["rating"], self.aturan)

    @cached_property
    def susunan(self) -> Susunan:
        """How these rows make results and employees."""
        return susun_pegawai(self.butir, self.pegawai, self.panduan, self.aturan)

    def ukur(self, kesalahan: Larik) -> Larik:
        """Realisations with relative errors (runs × rows); what has no achievement stays as it is."""
        batasi = self._maksimum & ~self._sasaran.turun
        return np.where(
            self._terhitung, goyang_realisasi(self._realisasi, self._atas, batasi, kesalahan), self._realisasi
        )

    def tingkat(self, realisasi: Larik | None, ambang: Larik | None) -> Tingkat:
        """Levels of rows under other realisations (runs × rows), other limits (runs × 2: sesuai, di_atas), or both."""
        if realisasi is None and ambang is None:
            return self.nominal[None]
        arah = np.where(self._sasaran.turun, -1.0, 1.0)
        nilai = arah * (self._realisasi[None] if realisasi is None else realisasi)
        if ambang is None:
            sesuai, atas = self._batas_tetap
        else:
            sesuai, atas = (arah * self._sasaran.batas(ambang[:, [kolom]], lebih=bool(kolom)) for kolom in (0, 1))
        rendah, tengah, tinggi = (np.int8(self._letak(kode)) for kode in ("di_bawah", "sesuai", "di_atas"))
        hasil = np.where(nilai >= atas, tinggi, np.where(nilai >= sesuai, tengah, rendah))
        hasil = np.where(nilai >= self._batas_terbaik, np.int8(self._letak(self._terbaik)), hasil)
        return np.where(self._terhitung, hasil, self.nominal)

    @property
    def _terbaik(self) -> str:
        return str(self.aturan.nilai(KEBIJAKAN).pilihan("target_terbaik_tercapai"))

    def _letak(self, kode: str) -> int:
        return list(self.aturan.nilai(RATING).kode).index(kode)

    @cached_property
    def _terhitung(self) -> Syarat:
        """Rows with a percentage that another realisation could change: not those against a target of zero."""
        return (self.butir["capaian"].notna() & (self.butir["atas"] > 0)).to_numpy(dtype=bool)

    @cached_property
    def _realisasi(self) -> Larik:
        return self.butir["realisasi"].fillna(0.0).to_numpy(dtype=np.float64)

    @cached_property
    def _atas(self) -> Larik:
        return self.butir["atas"].where(self._terhitung, 1.0).to_numpy(dtype=np.float64)

    @cached_property
    def _maksimum(self) -> Syarat:
        return (self.butir["jenis_target"] == "maksimum").to_numpy(dtype=bool)

    @cached_property
    def _sasaran(self) -> Sasaran:
        return Sasaran(
            bawah=self.butir["bawah"].where(self._terhitung, 1.0).to_numpy(dtype=np.float64),
            atas=self._atas,
            turun=(self.butir["arah"] == "turun").to_numpy(dtype=bool),
            kebalikan=self.aturan.nilai(rumus_capaian(self.aturan)).turun == "kebalikan",
        )

    @cached_property
    def _batas_tetap(self) -> tuple[Larik, Larik]:
        """Exact cuts at the policy's thresholds, turned so that higher is better: (sesuai, di_atas)."""
        di_atas, sesuai = ambang_rating(self.aturan.nilai(KEBIJAKAN))
        return self._tepat(sesuai, lebih=False), self._tepat(di_atas, lebih=True)

    @cached_property
    def _batas_terbaik(self) -> Larik:
        """From here on a target that cannot be exceeded is reached; nowhere for other targets."""
        return np.where(self._maksimum, self._tepat(TERCAPAI, lebih=False), np.inf)

    def _tepat(self, persen: Fraction, *, lebih: bool) -> Larik:
        batas = self._sasaran.batas_tepat(persen, bagian_kisi(np.abs(self._realisasi) * 2 + self._atas), lebih=lebih)
        return np.where(self._sasaran.turun, -1.0, 1.0) * batas
