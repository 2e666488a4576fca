"""What the design lab looks at: an agency's indicators with all that was promised and achieved on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.galat import GalatData
from penilaian.nilai import Hasil
from penilaian.periode import Periode

KEBIJAKAN = "kebijakan/desain_indikator"
KEBIJAKAN_INDEKS = "kebijakan/indeks"
ASPEK = ("kuantitas", "kualitas", "waktu", "biaya")
"""Aspects of an indicator of JA and JF (PermenPANRB 6/2022, form C.1.3)."""
PERSPEKTIF = ("penerima_layanan", "proses_bisnis", "penguatan_internal", "anggaran")
"""Perspectives of an indicator of JPT and heads of independent units (form C.1.2)."""
BUTIR = [
    "nip", "kode_indikator", "kode_rhk", "kategori", "bawah", "atas", "arah", "jenis_target", "realisasi", "capaian", "galat", "rating",
]  # fmt: skip
KUNCI_BUTIR = ["nip", "periode", "kode_indikator"]


@dataclass(frozen=True, eq=False)
class BahanIndikator:
    """Indicators and scored rows of the periods looked at together, the last of which is under review.

    ``indikator`` is the table of that name for the agency (or the city); ``pegawai`` employee × period without names;
    ``butir`` employee × period × indicator: edges of the target and its text as written, realisation, capaian in percent
    (never capped), day of entry, reason where empty. ``opd`` is the table; ``aturan`` are the rules on the last day.
    """

    periode: Periode
    indikator: pd.DataFrame
    pegawai: pd.DataFrame
    butir: pd.DataFrame
    opd: pd.DataFrame
    aturan: Aturan

    @property
    def kini(self) -> pd.DataFrame:
        """The rows of the period under review."""
        return self.butir[self.butir["periode"] == self.periode.kode].reset_index(drop=True)

    @property
    def pegawai_kini(self) -> pd.DataFrame:
        """The employees of the period under review."""
        return self.pegawai[self.pegawai["periode"] == self.periode.kode].reset_index(drop=True)

    @property
    def daftar_periode(self) -> list[str]:
        """All periods looked at, in order."""
        return sorted(self.pegawai["periode"].unique(), key=Periode.urai)

    def bilangan(self, nama: str) -> float:
        """A number of the local policy on the design of indicators."""
        return float(self.aturan.nilai(KEBIJAKAN).bilangan(nama))


def siapkan(hasil: Sequence[Hasil], tabel: Mapping[str, pd.DataFrame], aturan: Aturan) -> BahanIndikator:
    """Put scored periods (oldest first; the last is under review) and the indicator table side by side.

    Raises:
        GalatData: no period, or one that was not scored indicator by indicator.
    """
    if not hasil or any("capaian" not in satu.indikator for satu in hasil):
        raise GalatData(
            "Desain indikator membutuhkan periode dengan capaian setiap indikator",
            mengapa="periode sampai 2021 dinilai menurut peraturan lain"
            if hasil
            else "tidak satu pun periode diberikan",
            tindakan="pilih periode sejak 2022",
        )
    pegawai = pd.concat([satu.pegawai.drop(columns="nama") for satu in hasil], ignore_index=True)
    butir = pd.concat([satu.indikator[BUTIR].assign(periode=satu.periode.kode) for satu in hasil], ignore_index=True)
    catatan = tabel["realisasi"][[*KUNCI_BUTIR, "alasan_kosong", "dicatat"]]
    butir = butir.merge(catatan, on=KUNCI_BUTIR, how="left", validate="one_to_one")
    tertulis = tabel["skp"][[*KUNCI_BUTIR, "teks_target"]]
    butir = butir.merge(tertulis, on=KUNCI_BUTIR, how="left", validate="one_to_one")
    return BahanIndikator(hasil[-1].periode, tabel["indikator"], pegawai, butir, tabel["opd"], aturan)


def matriks_aspek(bahan: BahanIndikator) -> pd.DataFrame:
    """Employees of the period × the four aspects: mean capaian (percent, uncapped) of their main and additional indicators.

    Index nip. Heads, whose indicators have perspectives instead of aspects, are not in it. Missing stays missing.
    """
    return _matriks(bahan, "aspek", ASPEK, "nip")


def matriks_perspektif(bahan: BahanIndikator) -> pd.DataFrame:
    """Agencies × the four perspectives: mean capaian (percent, uncapped) of their heads' indicators in the period.

    Index kode_opd, of the agency that owns the indicator. Missing stays missing.
    """
    return _matriks(bahan, "perspektif", PERSPEKTIF, "kode_opd")


def _matriks(bahan: BahanIndikator, kolom: str, urutan: Sequence[str], baris: str) -> pd.DataFrame:
    tentang = bahan.indikator[["kode", "kode_opd", kolom]].dropna(subset=[kolom])
    isi = bahan.kini.merge(
        tentang, left_on="kode_indikator", right_on="kode", how="inner", validate="many_to_one"
    )  # fmt: skip
    return isi.pivot_table(index=baris, columns=kolom, values="capaian", aggfunc="mean", dropna=False).reindex(
        columns=list(urutan)
    )
