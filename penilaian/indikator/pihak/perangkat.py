"""What the parties are asked about: sets of things to weigh against each other, and the indicators to vote on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from penilaian.galat import GalatData
from penilaian.indikator.bahan import BahanIndikator

PIHAK: Mapping[str, str] = {
    "pejabat": "Pejabat", "pegawai": "Pegawai", "pemangku_kepentingan": "Pemangku kepentingan",
}  # fmt: skip
"""The parties, in the order readers see them."""
PASANGAN, ANGGARAN, SUARA = "pasangan", "anggaran", "suara"
CARA: Mapping[str, str] = {
    PASANGAN: "perbandingan berpasangan", ANGGARAN: "pembagian 100 poin", SUARA: "suara",
}  # fmt: skip
PILIHAN_SUARA: Mapping[str, str] = {"setuju": "setuju", "tanya": "bertanya", "tolak": "menolak"}
KODE_ASPEK, KODE_PERSPEKTIF, KODE_PIMPINAN, KODE_INDIKATOR = "aspek", "perspektif", "pimpinan", "indikator"
KOTA = "kota"
"""Stands for all agencies together: no indicators of its own, only aspects and perspectives."""
BUTIR_AHP = 10
"""More things than this are not compared in pairs: ten give 45 pairs already, and Saaty and Ozdemir ("Why the magic
number seven plus or minus two", 2003) advise about seven."""
_ASPEK = {
    "kuantitas": ("Kuantitas", "banyaknya hasil kerja yang diselesaikan"),
    "kualitas": ("Kualitas", "mutu hasil kerja dan kesesuaiannya dengan standar"),
    "waktu": ("Waktu", "ketepatan dan kecepatan penyelesaian"),
    "biaya": ("Biaya", "penghematan dan ketepatan penggunaan dana"),
}
_PERSPEKTIF = {
    "penerima_layanan": ("Penerima layanan", "manfaat dan kepuasan masyarakat atau unit yang dilayani"),
    "proses_bisnis": ("Proses bisnis", "cara kerja perangkat daerah: tertib, lancar, sesuai prosedur"),
    "penguatan_internal": ("Penguatan internal", "kemampuan organisasi: orang, data, tata kelola"),
    "anggaran": ("Anggaran", "penggunaan dana yang terserap, tepat, dan dapat dipertanggungjawabkan"),
}
_ARAH = {"naik": "makin tinggi makin baik", "turun": "makin rendah makin baik"}


@dataclass(frozen=True)
class Perangkat:
    """A set of things judged together: ``butir`` are (code, what readers call it), ``penjelasan`` one line to each.

    Raises:
        GalatData: fewer than two things to compare, or a code that stands there twice.
    """

    kode: str
    judul: str
    butir: tuple[tuple[str, str], ...]
    penjelasan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.daftar_kode)) < len(self.butir) or len(self.butir) < self.paling_sedikit:
            raise GalatData(
                f"Perangkat {self.kode} tidak dapat dimintakan pertimbangan",
                mengapa=f"butirnya {len(self.butir)}, dan kode yang berbeda {len(set(self.daftar_kode))}",
                tindakan="sediakan sedikitnya dua butir dengan kode yang berbeda",
            )
        if self.penjelasan and len(self.penjelasan) != len(self.butir):
            raise GalatData(f"Penjelasan perangkat {self.kode} tidak sebanyak butirnya", tindakan="beri satu per butir")

    @property
    def daftar_kode(self) -> list[str]:
        return [kode for kode, _ in self.butir]

    @property
    def nama(self) -> dict[str, str]:
        """What readers call each code."""
        return dict(self.butir)

    @property
    def paling_sedikit(self) -> int:
        """Things this set needs: votes need one, comparisons two."""
        return 1 if self.kode == KODE_INDIKATOR else 2

    @property
    def cara(self) -> tuple[str, ...]:
        """How it is judged: indicators by votes; other sets by points, small ones by pairs too."""
        if self.kode == KODE_INDIKATOR:
            return (SUARA,)
        return (PASANGAN, ANGGARAN) if len(self.butir) <= BUTIR_AHP else (ANGGARAN,)

    @property
    def pasangan(self) -> list[tuple[str, str]]:
        """All pairs of codes, the earlier one first."""
        return list(combinations(self.daftar_kode, 2))


def susun_perangkat(bahan: BahanIndikator, kode_opd: str) -> tuple[Perangkat, ...]:
    """Aspects, perspectives, the agency's leadership indicators (if two or more), and all its indicators (if any).

    ``kode_opd`` is the agency's code, or `KOTA` for aspects and perspectives alone.

    Raises:
        GalatData: no such agency.
    """
    umum = (
        _tetap(KODE_ASPEK, "Aspek indikator pegawai", _ASPEK),
        _tetap(KODE_PERSPEKTIF, "Perspektif indikator pimpinan", _PERSPEKTIF),
    )
    if kode_opd == KOTA:
        return umum
    if kode_opd not in set(bahan.opd["kode"]):
        raise GalatData(
            f"OPD {kode_opd} tidak ada di data",
            mengapa=f"yang ada: {', '.join(map(str, bahan.opd['kode']))}",
            tindakan="periksa kodenya",
        )
    milik = bahan.indikator[bahan.indikator["kode_opd"] == kode_opd].sort_values("kode")
    pimpinan = milik[milik["perspektif"].notna()]
    tambahan = []
    if len(pimpinan) >= 2:
        tambahan.append(_dari_tabel(KODE_PIMPINAN, "Indikator pimpinan", pimpinan))
    if len(milik):
        tambahan.append(_dari_tabel(KODE_INDIKATOR, "Indikator perangkat daerah", milik))
    return (*umum, *tambahan)


def _tetap(kode: str, judul: str, isi: Mapping[str, tuple[str, str]]) -> Perangkat:
    return Perangkat(
        kode, judul, tuple((satu, nama) for satu, (nama, _) in isi.items()), tuple(jelas for _, jelas in isi.values())
    )


def _dari_tabel(kode: str, judul: str, tabel: pd.DataFrame) -> Perangkat:
    butir = tuple((str(satu["kode"]), " ".join(str(satu["uraian"]).split())) for satu in tabel.to_dict("records"))
    return Perangkat(kode, judul, butir, tuple(_jelaskan(satu) for satu in tabel.to_dict("records")))


def _jelaskan(satu: Mapping[Any, Any]) -> str:
    """Aspect or perspective, unit and direction of one indicator."""
    aspek, perspektif = satu["aspek"], satu["perspektif"]
    golongan = _ASPEK.get(str(aspek), ("",))[0] or _PERSPEKTIF.get(str(perspektif), ("",))[0]
    bagian = [golongan, f"satuan: {satu['satuan']}", _ARAH.get(str(satu["arah"]), "")]
    return "; ".join(isi for isi in bagian if isi)
