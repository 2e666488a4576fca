"""What a report notebook starts from: validated parameters, the data, the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from penilaian.aturan import BukuAturan, muat_buku
from penilaian.data import Data
from penilaian.galat import GalatParameter
from penilaian.laporan.parameter import KOTA, ParameterLaporan, periksa_parameter
from penilaian.laporan.siapan import data_folder, hasil_folder, irisan_folder
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai import Hasil
from penilaian.nilai.riwayat import riwayat_predikat
from penilaian.nilai.skema import pilih_skema
from penilaian.periode import Periode, pilih_periode

SKEMA_LAPORAN = "permenpanrb_6_2022"
"""The scheme whose steps the reports show."""


@dataclass(frozen=True)
class Bahan:
    """One agency (or the city) in one period. ``data`` holds all its periods."""

    parameter: ParameterLaporan
    periode: Periode
    nama: str
    data: Data

    @property
    def kota(self) -> bool:
        return self.parameter.kode_opd == KOTA

    @property
    def irisan(self) -> Data:
        """The tables of the period alone."""
        return self.data.untuk(periode=self.periode)

    @property
    def sumber(self) -> str:
        """What a figure or table names as its source."""
        return f"data {self.data.asal}, {self.nama}, {self.periode.label}"

    def sumber_selama(self, periode: Sequence[str]) -> str:
        """The same where several periods, oldest first, are used together."""
        awal, akhir = Periode.urai(periode[0]).label, Periode.urai(periode[-1]).label
        return f"data {self.data.asal}, {self.nama}, {akhir if awal == akhir else f'{awal} – {akhir}'}"


@dataclass(frozen=True)
class BahanNilai:
    """The same with its scores and the predicates of the periods before."""

    bahan: Bahan
    hasil: Hasil
    riwayat: pd.DataFrame


def buka(notebook: str, *, folder_data: str, kode_opd: str, periode: str, **lain: str) -> Bahan:
    """Validate a notebook's parameters (``lain``: those only this notebook has) and read its data.

    Raises:
        GalatParameter: a parameter is wrong, or the data has no such agency or period.
        GalatData: there is no such folder.
    """
    isi = {"folder_data": folder_data, "kode_opd": kode_opd, "periode": periode, **lain}
    parameter = periksa_parameter(notebook, isi)
    folder = Path(parameter.folder_data)
    data = data_folder(folder)
    nama = dict(zip(data.tabel["opd"]["kode"], data.tabel["opd"]["nama"], strict=True)) | {KOTA: "Seluruh OPD"}
    ada = [butir.kode for butir in data.daftar_periode()]
    for jenis, kode, dikenal in (("OPD", kode_opd, list(nama)), ("Periode", parameter.periode, ada)):
        if kode not in dikenal:
            raise GalatParameter(
                f"{jenis} {kode} tidak ada di data {data.asal}",
                mengapa=f"yang ada: {', '.join(dikenal)}",
                tindakan="periksa kodenya",
            )
    irisan = irisan_folder(folder, data, None if kode_opd == KOTA else kode_opd)
    return Bahan(parameter, Periode.urai(parameter.periode), str(nama[kode_opd]), irisan)


def buka_nilai(notebook: str, *, folder_data: str, kode_opd: str, periode: str) -> BahanNilai:
    """The same, scored.

    Raises:
        GalatParameter: another scheme judges the period than the one these reports tell.
        GalatData: the tables have findings that forbid scoring, or nobody is listed.
    """
    bahan = buka(notebook, folder_data=folder_data, kode_opd=kode_opd, periode=periode)
    buku = muat_buku()
    pastikan_skema(bahan.periode, buku)
    kode = None if bahan.kota else bahan.parameter.kode_opd
    hasil = hasil_folder(Path(bahan.parameter.folder_data), bahan.data, kode, bahan.periode)
    return BahanNilai(bahan, hasil, riwayat_predikat(bahan.data, bahan.periode, buku))


def pastikan_skema(periode: Periode, buku: BukuAturan) -> None:
    """Refuse a period that another scheme judges than the one these reports tell.

    Raises:
        GalatParameter: it does.
    """
    skema, dasar = pilih_skema(periode, buku)
    if skema != SKEMA_LAPORAN:
        raise GalatParameter(
            f"Laporan ini untuk penilaian menurut PermenPANRB 6/2022, bukan untuk {periode.label}",
            mengapa=f"{periode.label} dinilai menurut {buku.pada(periode.akhir).masa(dasar[-1]).sitasi}",
            tindakan=f"pakai `penilaian hitung FOLDER --periode {periode.kode}`, atau pilih periode sejak 2022",
        )


def periode_tinjauan(data: Data, periode: Periode, kebijakan: str) -> list[Periode]:
    """The periods a review of ``periode`` looks at, itself the last: as many of its kind as that local policy says."""
    buku = muat_buku()
    banyak = int(buku.pada(periode.akhir).nilai(kebijakan).bilangan("periode_riwayat"))
    berlaku = [satu for satu in data.daftar_periode() if buku.pada(satu.akhir).berlaku(kebijakan)]
    return pilih_periode(berlaku, periode, banyak)


def _asal_data(data: Data) -> str:
    catatan = data.keterangan.catatan if data.keterangan else ""
    return f"{data.asal}. {catatan}" if catatan else data.asal


def tabel_identitas(bahan: Bahan, tambahan: dict[str, str] | None = None) -> Tabel:
    """What the report is about, as label and value."""
    isi = {
        "Perangkat daerah": bahan.nama,
        "Periode": f"{bahan.periode.label} ({bahan.periode.kode})",
        "Data": _asal_data(bahan.data),
        **(tambahan or {}),
    }
    data = pd.DataFrame({"hal": list(isi), "isi": list(isi.values())})
    return Tabel("Laporan ini", (Kolom("hal", "Hal"), Kolom("isi", "Isi")), data)
