"""What the pages take from the data folder: read and scored once for each state of the folder."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from penilaian.aplikasi.rujukan import catat_galat
from penilaian.aplikasi.sekali import Sekali
from penilaian.aplikasi.tinjauan import Bagian, susun_tinjauan
from penilaian.aturan import muat_buku
from penilaian.berkas import sebab_berkas
from penilaian.data import Data, baca_data
from penilaian.data.simpanan import FOLDER_TABEL
from penilaian.galat import GalatData, GalatPenilaian
from penilaian.kalibrasi.bahan import KEBIJAKAN, siapkan
from penilaian.laporan.bahan import SKEMA_LAPORAN, Bahan
from penilaian.laporan.isi_kalibrasi import IsiKalibrasi
from penilaian.laporan.parameter import ParameterLaporan
from penilaian.nilai import Hasil, hitung
from penilaian.nilai.skema import pilih_skema
from penilaian.periode import Periode, pilih_periode
from penilaian.rapat.rapat import Rapat, geseran

_CATAT = logging.getLogger(__name__)
_AKHIRAN = {".csv", ".parquet", ".xlsx", ".yaml", ".json"}


class Geseran(NamedTuple):
    """A rating, proposal or predicate (or the employee) that is not what it was when the meeting was opened."""

    kolom: str
    dulu: str | None
    kini: str | None


class Gudang:
    """The data folder. When a file in it changes, the next request sees the new state as a whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kunci = Lock()
        self._keadaan: Keadaan | None = None

    def kini(self) -> Keadaan:
        """The state of the folder now; a request takes it once, so that its page is of one piece."""
        sidik = _sidik_keadaan(self.folder)
        with self._kunci:
            if self._keadaan is None or self._keadaan.sidik != sidik:
                self._keadaan = Keadaan(self.folder, sidik)
            return self._keadaan


class Keadaan:
    """One state of the folder, and everything computed from it so far."""

    def __init__(self, folder: Path, sidik: tuple[object, ...]) -> None:
        self.sidik = sidik
        self._folder = folder
        self._sekali = Sekali()

    @property
    def data(self) -> Data:
        """The tables.

        Raises:
            GalatData: the folder cannot be read.
        """
        return self._sekali("data", lambda: _baca(self._folder))

    @property
    def nama_opd(self) -> dict[str, str]:
        """The agencies' names by code."""
        opd = self.data.tabel["opd"].dropna(subset=["kode"])
        return {str(kode): str(nama) for kode, nama in zip(opd["kode"], opd["nama"], strict=True)}

    @property
    def spanduk(self) -> str:
        """What every page says about the data: its own remark, or that it is synthetic."""
        return self._sekali("spanduk", lambda: _spanduk(self.data))

    @property
    def indikator(self) -> Mapping[str, str]:
        """What readers see for the codes of indicators and results (RHK)."""
        return self._sekali("indikator", lambda: MappingProxyType(_nama_indikator(self.data.tabel["indikator"])))

    @property
    def dapat_dibuka(self) -> dict[tuple[str, str], int]:
        """Agencies and periods a meeting can be about, with their number of employees."""
        return self._sekali("dapat_dibuka", lambda: _dapat_dibuka(self.data))

    def hasil(self, kode_opd: str, periode: Periode) -> Hasil:
        """The scores of an agency.

        Raises:
            GalatPenilaian: findings or rules forbid scoring.
        """
        return self._sekali(
            ("hasil", kode_opd, periode), lambda: hitung(self.data.untuk(kode_opd=kode_opd), periode, muat_buku())
        )

    def tinjauan(self, kode_opd: str, periode: Periode, tunggu: float | None = None) -> tuple[Bagian, ...] | None:
        """The review of an agency, as the notebook has it, ready to show; None if it takes longer than ``tunggu`` seconds.

        It goes on being computed then, and is there for a later request.

        Raises:
            GalatPenilaian: as `hasil`.
        """
        janji = self._sekali.mulai(("tinjauan", kode_opd, periode), lambda: self._susun(kode_opd, periode))
        try:
            return janji.result(tunggu)
        except TimeoutError:
            return None

    def geseran(self, rapat: Rapat) -> Mapping[str, list[Geseran]]:
        """What the data says differently now about the employees of a meeting, by NIP.

        Raises:
            GalatPenilaian: as `hasil`.
        """
        return self._sekali(
            ("geseran", rapat.id, rapat.dibuka.sidik),
            lambda: _menurut_nip(geseran(rapat, self.hasil(rapat.kode_opd, Periode.urai(rapat.periode)))),
        )

    def _susun(self, kode_opd: str, periode: Periode) -> tuple[Bagian, ...]:
        try:
            return susun_tinjauan(self._isi_kalibrasi(kode_opd, periode))
        except GalatPenilaian:
            raise
        except Exception:  # noqa: BLE001 -- what a review needs must not keep people from the meeting; it is logged and said
            rujukan = catat_galat(_CATAT, f"tinjauan {kode_opd} {periode}")
            raise GalatPenilaian(
                "Tinjauan gagal dihitung",
                mengapa=f"program berhenti di tengah hitungan; nomor rujukan {rujukan}",
                tindakan="sampaikan nomor rujukannya kepada pengelola",
            ) from None

    def _isi_kalibrasi(self, kode_opd: str, periode: Periode) -> IsiKalibrasi:
        buku = muat_buku()
        aturan = buku.pada(periode.akhir)
        data = self.data.untuk(kode_opd=kode_opd)
        berlaku = [satu for satu in data.daftar_periode() if buku.pada(satu.akhir).berlaku(KEBIJAKAN)]
        banyak = int(aturan.nilai(KEBIJAKAN).bilangan("periode_riwayat"))
        hasil = [self.hasil(kode_opd, satu) for satu in pilih_periode(berlaku, periode, banyak)]
        parameter = ParameterLaporan(folder_data=str(self._folder), kode_opd=kode_opd, periode=periode.kode)
        bahan = Bahan(parameter, periode, self.nama_opd[kode_opd], data)
        return IsiKalibrasi(bahan, hasil[-1], siapkan(hasil, data.tabel, aturan), berkas_skenario="")


def _menurut_nip(tabel: pd.DataFrame) -> Mapping[str, list[Geseran]]:
    hasil: dict[str, list[Geseran]] = {}
    for nip, _, kolom, dulu, kini in tabel.itertuples(index=False):
        hasil.setdefault(nip, []).append(Geseran(kolom, dulu, kini))
    return MappingProxyType(hasil)


def _baca(folder: Path) -> Data:
    try:
        return baca_data(folder)
    except OSError as galat:
        raise GalatData(
            "Data tidak dapat dibaca",
            mengapa=f"berkas {Path(galat.filename or folder).name} {sebab_berkas(galat)}",
            tindakan="minta pengelola memeriksa izin folder data dan isinya",
        ) from None


def _sidik_keadaan(folder: Path) -> tuple[object, ...]:
    """What tells one state of the folder from another, also of one that cannot be read."""
    try:
        return _sidik_berkas(folder)
    except OSError as galat:
        return (str(galat),)


def _sidik_berkas(folder: Path) -> tuple[object, ...]:
    """Names, sizes and times of the files tables are read from; the ledger, which changes all the time, is none of them."""
    berkas = [satu for tempat in (folder, folder / FOLDER_TABEL) if tempat.is_dir() for satu in tempat.iterdir()]
    rincian = [(satu.name, satu.stat()) for satu in sorted(berkas) if satu.suffix in _AKHIRAN and satu.is_file()]
    return tuple((nama, isi.st_size, isi.st_mtime_ns) for nama, isi in rincian)


def _spanduk(data: Data) -> str:
    catatan = data.keterangan.catatan if data.keterangan else ""
    return catatan or ("Data sintetis: bukan pegawai sungguhan" if data.sintetis else "")


def _nama_indikator(indikator: pd.DataFrame) -> dict[str, str]:
    nama: dict[str, str] = {}
    for kode, teks in (("kode", "uraian"), ("kode_rhk", "rhk")):
        isi = indikator.dropna(subset=[kode, teks])
        nama |= dict(zip(isi[kode].astype(str), isi[teks].astype(str), strict=True))
    return nama


def _dapat_dibuka(data: Data) -> dict[tuple[str, str], int]:
    pegawai = data.tabel["pegawai"].dropna(subset=["kode_opd", "periode"])
    cacah = pegawai.groupby(["kode_opd", "periode"]).size().reset_index(name="pegawai")
    berlaku = {kode for kode in pegawai["periode"].unique() if _berskema_laporan(Periode.urai(kode))}
    return {(str(opd), str(kode)): int(n) for opd, kode, n in cacah.itertuples(index=False) if kode in berlaku}


def _berskema_laporan(periode: Periode) -> bool:
    """Whether the period is judged by ratings, which is what a meeting can be about."""
    try:
        return pilih_skema(periode, muat_buku())[0] == SKEMA_LAPORAN
    except GalatPenilaian:
        return False
