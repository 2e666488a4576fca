"""What a meeting starts from: one agency's ratings as they stood when it was opened, and who deserves a look."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.bahasa import angka
from penilaian.galat import GalatRapat
from penilaian.nilai import Hasil
from penilaian.nilai.selangkah import selangkah

if TYPE_CHECKING:
    from penilaian.data import Data

PERHATIAN = {
    "beda_usulan": "penetapan berbeda dari usulan",
    "tanpa_alasan": "penetapan berbeda dari usulan tanpa alasan tertulis",
    "bisa_naik": "satu hasil kerja lebih tinggi menaikkan predikat usulan",
    "bisa_turun": "satu hasil kerja lebih rendah menurunkan predikat usulan",
    "tinjau": "panduan tidak memberi usulan yang pasti",
    "sementara": "realisasi atau umpan balik belum lengkap",
    "belum_ditetapkan": "rating belum ditetapkan",
}
"""Why an employee deserves a look, by stable code."""
BIDANG = (
    "nip", "nama", "unit", "jabatan", "jenis_jabatan", "nip_penilai", "capaian", "usulan", "hasil_kerja",
    "perilaku_kerja", "predikat", "predikat_usulan", "alasan_penetapan",
)  # fmt: skip
KOLOM_CUPLIKAN = (*BIDANG, "perhatian")
DESIMAL_CAPAIAN = 2


@dataclass(frozen=True, eq=False)
class Cuplikan:
    """One agency in one period.

    ``pegawai`` has the columns ``KOLOM_CUPLIKAN``, a row an employee: text, None where something is missing;
    ``capaian`` is text as readers see it (a ledger holds no fractions), ``perhatian`` a list of codes of
    ``PERHATIAN``. ``masukan`` are the fingerprints of the tables that were scored, and of the rules (``aturan``).
    """

    kode_opd: str
    nama_opd: str
    periode: str
    pegawai: pd.DataFrame
    masukan: Mapping[str, str]

    def ke_isi(self) -> dict[str, Any]:
        """The content of the entry that opens a meeting."""
        return {
            "kode_opd": self.kode_opd,
            "nama_opd": self.nama_opd,
            "periode": self.periode,
            "masukan": dict(self.masukan),
            "pegawai": self.pegawai.to_dict("records"),
        }


def cuplik(data: Data, hasil: Hasil, kode_opd: str, aturan: Aturan) -> Cuplikan:
    """Take one agency's rows out of a result; ``aturan`` are the rules on the period's last day.

    Raises:
        GalatRapat: the period was not scored by ratings, or the agency has nobody in it.
    """
    if "usulan" not in hasil.pegawai:
        raise GalatRapat(
            f"{hasil.periode.label} dinilai dengan angka, tanpa rating yang dapat dikalibrasi",
            tindakan="pilih periode sejak 2022",
        )
    pegawai = hasil.pegawai.merge(selangkah(hasil, aturan), on=["nip", "kode_opd"], validate="one_to_one")
    pegawai = pegawai[pegawai["kode_opd"] == kode_opd].reset_index(drop=True)
    if pegawai.empty:
        raise GalatRapat(
            f"OPD {kode_opd} tidak punya pegawai pada {hasil.periode.label}", tindakan="periksa kode OPD dan periodenya"
        )
    opd = data.tabel["opd"]
    nama = opd.loc[opd["kode"] == kode_opd, "nama"].dropna()
    return Cuplikan(
        kode_opd,
        str(nama.iloc[0]) if len(nama) else kode_opd,
        hasil.periode.kode,
        _rapikan(pegawai),
        {**hasil.jejak.masukan, "aturan": _sidik_aturan(hasil)},
    )


def _rapikan(pegawai: pd.DataFrame) -> pd.DataFrame:
    teks = pegawai.assign(capaian=[angka(nilai, DESIMAL_CAPAIAN) for nilai in pegawai["capaian"]])
    teks["capaian"] = teks["capaian"].where(pegawai["capaian"].notna())
    isi = teks[list(BIDANG)].astype(object)
    return isi.where(isi.notna(), None).assign(
        perhatian=pd.Series(_perhatian(pegawai), index=pegawai.index, dtype=object)
    )


def _perhatian(pegawai: pd.DataFrame) -> list[list[str]]:
    """The codes that hold for each employee, in the order of ``PERHATIAN``."""
    tanpa_alasan = pegawai["alasan_penetapan"].isna() | (pegawai["alasan_penetapan"].str.strip() == "")
    syarat = {
        "beda_usulan": pegawai["berbeda"],
        "tanpa_alasan": pegawai["berbeda"] & tanpa_alasan,
        "bisa_naik": pegawai["bisa_naik"],
        "bisa_turun": pegawai["bisa_turun"],
        "tinjau": pegawai["tinjau"],
        "sementara": pegawai["sementara"],
        "belum_ditetapkan": pegawai["predikat"].isna(),
    }
    kolom = [[bool(nilai) for nilai in syarat[kode].fillna(value=False)] for kode in PERHATIAN]
    return [[kode for kode, ada in zip(PERHATIAN, baris, strict=True) if ada] for baris in zip(*kolom, strict=True)]


def _sidik_aturan(hasil: Hasil) -> str:
    isi = json.dumps(hasil.jejak.aturan, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(isi.encode()).hexdigest()
