"""Orders to the workers of a cluster and their answers, all of it JSON: a task there, files and notes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from penilaian.jalan.kerja import Pesanan
from penilaian.jalan.klaster_barang import di_bawah
from penilaian.jalan.pelaksana import BATAS_WAKTU_SEL
from penilaian.jalan.rencana import Tugas
from penilaian.jalan.sidik import versi_pustaka
from penilaian.laporan.parameter import ParameterDasar, periksa_parameter
from penilaian.periode import Periode


@dataclass(frozen=True)
class Batas:
    """What one report may use, wherever it is made: seconds, MiB, seconds a cell.

    ``coba_ulang`` is how often it is tried again when its process died, ``kernel`` asks for a Jupyter kernel.
    """

    detik: float | None = None
    memori_mib: int | None = None
    sel_detik: int = BATAS_WAKTU_SEL
    coba_ulang: int = 1
    kernel: bool = False


@dataclass(frozen=True)
class Kiriman:
    """An order on its way: the resolved task, fingerprints and versions the run began with, limits.

    Paths are absolute and those of the head; the worker has the inputs elsewhere, and fingerprints tell
    whether they are the same.
    """

    id: str
    notebook: str
    berkas_notebook: str
    folder_data: str | None
    parameter: Mapping[str, Any]
    kode_opd: str
    nama_opd: str
    periode: str
    jalur: Mapping[str, str]
    bentuk: tuple[str, ...]
    masukan: Mapping[str, str]
    versi: Mapping[str, str]
    tautan: Mapping[str, str]
    percobaan: int
    batas: Batas

    def tugas(self, akar: Path) -> Tugas:
        """The task as it was resolved, with its inputs below ``akar``.

        Raises:
            GalatParameter: the notebook is not known here.
        """
        return Tugas(
            id=self.id,
            notebook=self.notebook,
            berkas_notebook=di_bawah(akar, self.berkas_notebook),
            folder_data=None if self.folder_data is None else di_bawah(akar, self.folder_data),
            parameter=periksa_parameter(self.notebook, self.parameter, ParameterDasar),
            kode_opd=self.kode_opd,
            nama_opd=self.nama_opd,
            periode=Periode.urai(self.periode),
            masukan={nama: di_bawah(akar, jalur) for nama, jalur in self.jalur.items()},
            bentuk=self.bentuk,
        )


@dataclass(frozen=True)
class Balasan:
    """What came of an order: all files of the report, or the parts of the error for which none was made."""

    __pydantic_config__ = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    pekerja: str
    berkas: Mapping[str, bytes] = field(default_factory=dict)
    gagal: Mapping[str, str] = field(default_factory=dict)
    catatan: Sequence[Mapping[str, Any]] = ()


_KIRIMAN, _BALASAN = TypeAdapter(Kiriman), TypeAdapter(Balasan)


def tulis_kiriman(pesanan: Pesanan, batas: Batas) -> str:
    """An order as one line of JSON."""
    tugas = pesanan.tugas
    kiriman = Kiriman(
        id=tugas.id,
        notebook=tugas.notebook,
        berkas_notebook=str(tugas.berkas_notebook.absolute()),
        folder_data=None if tugas.folder_data is None else str(tugas.folder_data.absolute()),
        parameter=tugas.parameter.model_dump(),
        kode_opd=tugas.kode_opd,
        nama_opd=tugas.nama_opd,
        periode=tugas.periode.kode,
        jalur={nama: str(jalur.absolute()) for nama, jalur in tugas.masukan.items()},
        bentuk=tugas.bentuk,
        masukan=pesanan.masukan,
        versi=versi_pustaka(),
        tautan=pesanan.tautan,
        percobaan=pesanan.percobaan,
        batas=batas,
    )
    return _KIRIMAN.dump_json(kiriman).decode("utf-8")


def baca_kiriman(teks: str) -> Kiriman:
    """The order in a line of JSON. Raises pydantic's ValidationError."""
    return _KIRIMAN.validate_json(teks)


def tulis_balasan(balasan: Balasan) -> str:
    """An answer as one line of JSON."""
    return _BALASAN.dump_json(balasan).decode("utf-8")


def baca_balasan(teks: str) -> Balasan:
    """The answer in a line of JSON. Raises pydantic's ValidationError."""
    return _BALASAN.validate_json(teks)
