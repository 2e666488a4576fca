"""The many-facet view of feedback: giver × employee × aspect, only where the design is connected.

Every piece of feedback has a tone (negatif, netral, positif). Its chance rises with the employee, the giver's
leniency and the aspect, all with pooled effects. The fair average is the tone
an employee would be expected to get from an average giver: it stands beside what was given, never in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.bertingkat import Model, paskan
from penilaian.kalibrasi.bertingkat_taksir import Acak
from penilaian.kalibrasi.keringanan import LEBAR_SELANG
from penilaian.kalibrasi.keterhubungan import Keterhubungan, keterhubungan

NADA = ("negatif", "netral", "positif")
SATU_ASPEK = "hasil kerja"
PENILAI_TERSEDIKIT = 3
"""Under this many givers an island has no average giver to speak of."""


@dataclass(frozen=True, eq=False)
class Faset:
    """Facets of each island with enough givers and feedback; nothing in here compares islands.

    ``pemberi`` (index pemberi): pulau, amatan, nilai (logit; plus is lenient), galat_baku, bawah, atas.
    ``pegawai`` (index nip): pulau, amatan, rata_teramati, rata_adil (both 0 … 2).
    ``aspek`` (index pulau and aspek): nilai, galat_baku, amatan; against the island's average. ``dilewati`` counts feedback in islands
    too small, and without a giver.
    """

    rancangan: Keterhubungan
    pemberi: pd.DataFrame
    pegawai: pd.DataFrame
    aspek: pd.DataFrame
    dilewati: int

    def selisih(self, satu: str, lain: str) -> tuple[float, float]:
        """Leniency of one giver less another's, with its standard error (logit).

        The two effects share what is uncertain about employees, so that the error given here is rather too wide.

        Raises:
            GalatRumus: ``tidak_terhubung`` where no chain of shared employees joins them, ``pulau_terlalu_kecil`` where
                one does, on an island with too little feedback.
        """
        self.rancangan.pastikan(satu, lain)
        if satu not in self.pemberi.index:
            raise GalatRumus(
                "pulau_terlalu_kecil",
                "Kedua pemberi umpan balik tidak dapat dibandingkan",
                mengapa="pulaunya terlalu kecil, atau semua nada di dalamnya sama",
                tindakan="kumpulkan umpan balik dari lebih banyak pemberi untuk pegawai yang sama",
            )
        nilai, galat = self.pemberi["nilai"], self.pemberi["galat_baku"]
        return float(nilai[satu] - nilai[lain]), float(np.hypot(galat[satu], galat[lain]))


def faset_umpan_balik(umpan_balik: pd.DataFrame, amatan_paling_sedikit: int) -> Faset:
    """Facets of feedback rows (dari, nip, jenis_sasaran, sasaran, nada), usually of one agency and period.

    Raises:
        GalatRumus: ``tidak_terhubung`` where no island is large enough to say anything.
    """
    isi = umpan_balik.dropna(subset=["dari", "nada"]).reset_index(drop=True)
    rancangan = keterhubungan(isi["dari"], isi["nip"])
    pulau = isi["dari"].map(rancangan.penilai)
    cukup = rancangan.pulau[
        (rancangan.pulau["penilai"] >= PENILAI_TERSEDIKIT) & (rancangan.pulau["penilaian"] >= amatan_paling_sedikit)
    ].index
    bagian = [_satu_pulau(isi[pulau == nomor].reset_index(drop=True), nomor) for nomor in cukup]
    bagian = [satu for satu in bagian if satu is not None]
    if not bagian:
        raise GalatRumus(
            "tidak_terhubung",
            "Pemberi umpan balik tidak dapat dibandingkan",
            mengapa=f"rancangannya terbagi menjadi {len(rancangan.pulau)} pulau, tidak satu pun cukup besar dan beragam nadanya",
            tindakan="kumpulkan umpan balik dari lebih banyak pemberi untuk pegawai yang sama",
        )
    pemberi, pegawai, aspek = (pd.concat(satu) for satu in zip(*bagian, strict=True))
    return Faset(rancangan, pemberi, pegawai, aspek, len(umpan_balik) - int(pegawai["amatan"].sum()))


def _satu_pulau(isi: pd.DataFrame, pulau: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame] | None:
    tingkat = isi["nada"].map({nama: nomor for nomor, nama in enumerate(NADA)})
    if tingkat.nunique() < 2:
        return None
    aspek = isi["sasaran"].where(isi["jenis_sasaran"] == "nilai_dasar", SATU_ASPEK)
    blok = [Acak("pemberi", isi["dari"]), Acak("pegawai", isi["nip"]), Acak("aspek", aspek)]
    model = paskan(np.asarray(tingkat, dtype=np.int64), pd.DataFrame(index=isi.index), blok)
    efek = model.acak["pemberi"]
    pemberi = efek.assign(
        pulau=pulau,
        bawah=efek["nilai"] - LEBAR_SELANG * efek["galat_baku"],
        atas=efek["nilai"] + LEBAR_SELANG * efek["galat_baku"],
    ).rename_axis("pemberi")
    pegawai = _pegawai(isi.assign(tingkat=tingkat), model, efek["nilai"]).assign(pulau=pulau)
    per_aspek = model.acak["aspek"].assign(pulau=pulau).rename_axis("aspek").set_index("pulau", append=True)
    return pemberi, pegawai, per_aspek.reorder_levels(["pulau", "aspek"])


def _pegawai(isi: pd.DataFrame, model: Model, efek: pd.Series) -> pd.DataFrame:
    adil = model.geser(-isi["dari"].map(efek).to_numpy(dtype=np.float64))
    kelompok = isi.assign(adil=adil).groupby("nip")
    return pd.DataFrame(
        {"amatan": kelompok.size(), "rata_teramati": kelompok["tingkat"].mean(), "rata_adil": kelompok["adil"].mean()}
    )
