"""What a calibration review looks at: the scored rows of some periods, side by side, without names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.galat import GalatData
from penilaian.nilai import Hasil
from penilaian.nilai.kolom_indikator import RATING
from penilaian.periode import Periode

KEBIJAKAN = "kebijakan/kalibrasi"
KUNCI_BUTIR = ["nip", "periode", "kode_indikator"]
_PEGAWAI = [
    "nip", "periode", "jenis", "jenis_kelamin", "kelompok_usia", "jenis_jabatan", "jenjang", "golongan", "kode_opd",
    "unit", "lokasi", "nip_penilai", "mutasi", "jumlah_indikator", "jumlah_capaian", "jumlah_kosong", "umpan_balik", "positif", "capaian",
    "sementara", "usulan", "tinjau", "hasil_kerja", "perilaku_kerja", "alasan_penetapan", "predikat", "predikat_usulan",
]  # fmt: skip
_BUTIR = ["nip", "kode_indikator", "kategori", "bawah", "atas", "arah", "realisasi", "capaian", "rating"]
_TINGKAT = {"hasil_kerja": "tingkat_hasil", "perilaku_kerja": "tingkat_perilaku", "usulan": "tingkat_usulan"}


@dataclass(frozen=True, eq=False)
class BahanKalibrasi:
    """Rows of all reviewed periods, the last of which is under review.

    ``pegawai`` is employee × period with ``tingkat_hasil``, ``tingkat_perilaku`` and ``tingkat_usulan`` (0 the lowest
    rating; missing stays missing) and ``nol_terlampaui``, the share of judged indicators that missed a target of zero
    and so have a rating but no percentage; ``butir`` employee × period × indicator with what was entered when and with which
    evidence; ``umpan_balik``, ``organisasi`` and ``opd`` are the tables. ``aturan`` are the rules on the last day.
    """

    periode: Periode
    pegawai: pd.DataFrame
    butir: pd.DataFrame
    umpan_balik: pd.DataFrame
    organisasi: pd.DataFrame
    opd: pd.DataFrame
    aturan: Aturan

    @property
    def kini(self) -> pd.DataFrame:
        """The employees of the period under review."""
        return self.pegawai[self.pegawai["periode"] == self.periode.kode].reset_index(drop=True)

    @property
    def daftar_periode(self) -> list[str]:
        """All reviewed periods, in order."""
        return sorted(self.pegawai["periode"].unique(), key=Periode.urai)

    def bilangan(self, nama: str) -> float:
        """A number of the local policy on calibration."""
        return float(self.aturan.nilai(KEBIJAKAN).bilangan(nama))


def siapkan(hasil: Sequence[Hasil], tabel: Mapping[str, pd.DataFrame], aturan: Aturan) -> BahanKalibrasi:
    """Put scored periods (oldest first; the last is under review) and their tables side by side.

    Raises:
        GalatData: no period, or one that was not scored by ratings.
    """
    _periksa(hasil)
    kode = [satu.periode.kode for satu in hasil]
    tingkat = {nama: nomor for nomor, nama in enumerate(aturan.nilai(RATING).kode)}
    pegawai = pd.concat([satu.pegawai[_PEGAWAI] for satu in hasil], ignore_index=True)
    pegawai = pegawai.assign(**{baru: pegawai[lama].map(tingkat).astype("float64") for lama, baru in _TINGKAT.items()})
    terlampaui = pegawai["jumlah_indikator"] - pegawai["jumlah_capaian"] - pegawai["jumlah_kosong"]
    pegawai["nol_terlampaui"] = terlampaui / (pegawai["jumlah_capaian"] + terlampaui).where(lambda banyak: banyak > 0)
    butir = pd.concat([satu.indikator[_BUTIR].assign(periode=satu.periode.kode) for satu in hasil], ignore_index=True)
    butir = butir.merge(
        tabel["skp"][[*KUNCI_BUTIR, "target_semula", "diubah"]], on=KUNCI_BUTIR, how="left", validate="one_to_one"
    ).merge(tabel["realisasi"][[*KUNCI_BUTIR, "bukti", "dicatat"]], on=KUNCI_BUTIR, how="left", validate="one_to_one")
    umpan_balik = tabel["umpan_balik"]
    return BahanKalibrasi(
        periode=hasil[-1].periode,
        pegawai=pegawai,
        butir=butir,
        umpan_balik=umpan_balik[umpan_balik["periode"].isin(kode)].reset_index(drop=True),
        organisasi=tabel["kinerja_organisasi"],
        opd=tabel["opd"],
        aturan=aturan,
    )


def _periksa(hasil: Sequence[Hasil]) -> None:
    if not hasil or any("usulan" not in satu.pegawai for satu in hasil):
        raise GalatData(
            "Tinjauan kalibrasi membutuhkan periode dengan usulan dan penetapan rating",
            mengapa="periode sampai 2021 dinilai dengan angka" if hasil else "tidak satu pun periode diberikan",
            tindakan="pilih periode sejak 2022",
        )
