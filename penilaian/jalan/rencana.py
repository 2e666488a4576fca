"""The run plan: which notebook runs for which agencies and periods, resolved into tasks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import product
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from penilaian.aturan.bentuk import Ketat
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.data import Data, baca_data
from penilaian.galat import GalatAturan, GalatParameter, GalatRencana
from penilaian.laporan.parameter import KOTA, LAPORAN, ParameterLaporan, periksa_parameter
from penilaian.periode import Periode

SEMUA = "semua"


def _daftar_kode(nilai: object) -> object:
    """``semua`` or a list of texts; an unquoted 01 or 2025 has already become a number."""
    if nilai == SEMUA or (isinstance(nilai, list) and nilai and all(isinstance(kode, str) for kode in nilai)):
        return nilai if isinstance(nilai, str) else tuple(nilai)
    raise ValueError("tulis semua, atau daftar kode bertanda kutip, mis. ['01', 'dinkes'] atau ['2025-T4']")


Kode = Annotated[str | tuple[str, ...], BeforeValidator(_daftar_kode)]


class ButirRencana(Ketat):
    """One line of a plan; ``data`` is relative to the plan's folder."""

    notebook: str
    data: str
    opd: Kode
    periode: Kode


class Rencana(Ketat):
    """A plan as written."""

    laporan: tuple[ButirRencana, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Tugas:
    """One run. ``id`` is its file name, what `daftar` prints and what ``--hanya`` takes."""

    id: str
    notebook: str
    berkas_notebook: Path
    folder_data: Path
    parameter: ParameterLaporan
    nama_opd: str
    periode: Periode

    @property
    def judul(self) -> str:
        """The title of the page; agency and period stand under it."""
        return LAPORAN[self.notebook].judul


@dataclass(frozen=True)
class Uraian:
    """What a plan comes to: its tasks, and the agencies and periods asked for that have nobody listed."""

    tugas: tuple[Tugas, ...]
    tanpa_data: tuple[tuple[str, str], ...]


@cache
def data_rencana(folder: Path) -> Data:
    """The tables of a plan's data folder, read once per process."""
    return baca_data(folder)


_SEBAB = {"missing": "wajib ada", "extra_forbidden": "tidak dikenal"}


def muat_rencana(berkas: Path) -> Rencana:
    """Read a plan.

    Raises:
        GalatRencana: missing file, no YAML, unknown or missing keys.
    """
    try:
        return Rencana.model_validate(muat_yaml(berkas))
    except GalatAturan as galat:
        raise GalatRencana(galat.apa, di_mana=galat.di_mana, mengapa=galat.mengapa, tindakan=galat.tindakan) from None
    except ValidationError as galat:
        rincian = "; ".join(
            f"{'.'.join(str(bagian) for bagian in butir['loc']) or 'isi'}: "
            + _SEBAB.get(
                butir["type"],
                butir["msg"].removeprefix("Value error, ") if butir["type"] == "value_error" else "bentuknya salah",
            )
            for butir in galat.errors()
        )
        raise GalatRencana(
            "Rencana tidak sah",
            di_mana=str(berkas),
            mengapa=rincian,
            tindakan="tulis laporan: daftar butir dengan notebook, data, opd, periode",
        ) from None


def uraikan_rencana(
    berkas: Path, *, periode: Sequence[str] = (), opd: Sequence[str] = (), hanya: Sequence[str] = ()
) -> Uraian:
    """The tasks of a plan in the order of their periods, validated; nothing has started yet.

    ``periode`` and ``opd`` replace the plan's own lists where the data knows them;
    ``hanya`` narrows to these ids.

    Raises:
        GalatRencana, GalatParameter: something named does not exist; names what does.
    """
    rencana = muat_rencana(berkas)
    butir = [(isi, (berkas.parent / isi.data).resolve()) for isi in rencana.laporan]
    for isi, folder in butir:
        _pastikan_ada(isi, berkas.parent, folder, berkas)
    kode_ada = sorted({kode for _, folder in butir for kode in data_rencana(folder).tabel["opd"]["kode"]} | {KOTA})
    periode_ada = sorted({p.kode for _, folder in butir for p in data_rencana(folder).daftar_periode()})
    _pastikan_dikenal("OPD", opd, kode_ada)
    _pastikan_dikenal("Periode", [_kode_periode(kode) for kode in periode], periode_ada)
    tugas = [satu for isi, folder in butir for satu in _uraikan_butir(isi, berkas.parent, folder, periode, opd)]
    tugas.sort(key=lambda satu: satu.periode)
    diminta = {pasangan for isi, _ in butir for pasangan in _diminta(isi, periode, opd)}
    tanpa_data = diminta - {(satu.parameter.kode_opd, satu.periode.kode) for satu in tugas}
    kembar = sorted({satu.id for satu in tugas if sum(lain.id == satu.id for lain in tugas) > 1})
    if kembar:
        raise GalatRencana(
            f"Laporan {kembar[0]} direncanakan dua kali",
            di_mana=str(berkas),
            mengapa="dua butir memakai notebook, OPD, dan periode yang sama",
            tindakan="hapus salah satunya, atau bedakan kode OPD di datanya",
        )
    _pastikan_dikenal("Laporan", hanya, [satu.id for satu in tugas])
    tugas = [satu for satu in tugas if not hanya or satu.id in hanya]
    if not tugas:
        raise GalatRencana(
            "Tidak ada laporan yang dapat dijalankan",
            di_mana=str(berkas),
            mengapa="pasangan OPD dan periode yang diminta tidak ada di satu data pun",
            tindakan="lihat `penilaian daftar` tanpa pilihan",
        )
    return Uraian(tuple(tugas), () if hanya else tuple(sorted(tanpa_data)))


def _diminta(isi: ButirRencana, periode: Sequence[str], opd: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Pairs named one by one, in the plan or on the command line."""
    kode = opd or (() if isi.opd == SEMUA else isi.opd)
    waktu = [_kode_periode(satu) for satu in periode] or (() if isi.periode == SEMUA else isi.periode)
    return product(kode, waktu)


def _pastikan_ada(isi: ButirRencana, dasar: Path, folder: Path, berkas: Path) -> None:
    if isi.notebook not in LAPORAN:
        _pastikan_dikenal("Notebook", [isi.notebook], list(LAPORAN))
    if not (dasar / f"{isi.notebook}.ipynb").is_file():
        raise GalatRencana(
            f"Berkas {isi.notebook}.ipynb tidak ditemukan",
            di_mana=str(dasar),
            tindakan="letakkan rencana di folder notebook-nya",
        )
    if not folder.is_dir():
        raise GalatRencana(
            f"Folder data {isi.data} tidak ditemukan",
            di_mana=str(berkas),
            mengapa="jalur dibaca dari folder tempat rencana berada",
            tindakan="perbaiki data di rencana, atau buat datanya dengan `penilaian contoh`",
        )
    _pastikan_kode_aman(data_rencana(folder), isi.data)


def _pastikan_dikenal(jenis: str, diminta: Iterable[str], ada: Sequence[str]) -> None:
    for kode in diminta:
        if kode not in ada:
            mirip = get_close_matches(kode, ada, 3)
            raise GalatParameter(
                f"{jenis} {kode} tidak dikenal",
                mengapa=f"{'yang mirip' if mirip else 'yang ada'}: {', '.join(mirip or ada)}",
                tindakan="periksa ejaannya; tidak ada yang dijalankan",
            )


def _kode_periode(teks: str) -> str:
    return Periode.urai(teks).kode


def _pastikan_kode_aman(data: Data, tempat: str) -> None:
    """An agency's code becomes part of file names; the reader leaves out one that can't."""
    if data.tabel["opd"]["kode"].isna().any():
        raise GalatRencana(
            "Ada kode OPD yang kosong atau tidak dapat menjadi nama berkas",
            di_mana=f"tabel opd di {tempat}",
            mengapa=f"kode hanya huruf, angka, titik, garis bawah, dan tanda hubung, paling banyak 40; {KOTA} dipakai untuk seluruh OPD",
            tindakan="jalankan `penilaian periksa` pada folder itu dan ganti kodenya di sumber data",
        )


def _uraikan_butir(
    isi: ButirRencana, dasar: Path, folder: Path, periode: Sequence[str], opd: Sequence[str]
) -> list[Tugas]:
    data = data_rencana(folder)
    nama = dict(zip(data.tabel["opd"]["kode"], data.tabel["opd"]["nama"], strict=True)) | {KOTA: "Seluruh OPD"}
    periode_ada = [butir.kode for butir in data.daftar_periode()]
    opd_rencana = [kode for kode in nama if kode != KOTA] if isi.opd == SEMUA else list(isi.opd)
    periode_rencana = periode_ada if isi.periode == SEMUA else list(isi.periode)
    _pastikan_dikenal("OPD", opd_rencana, list(nama))
    _pastikan_dikenal("Periode", periode_rencana, periode_ada)
    untuk_kota = isi.opd != SEMUA and KOTA in isi.opd
    opd_pakai = [kode for kode in opd if kode in nama and (kode != KOTA or untuk_kota)] if opd else opd_rencana
    periode_pakai = (
        [kode for kode in map(_kode_periode, periode) if kode in periode_ada] if periode else periode_rencana
    )
    terisi = set(zip(data.tabel["pegawai"]["kode_opd"], data.tabel["pegawai"]["periode"], strict=True))
    return [
        Tugas(
            id=f"{isi.notebook}-{kode}-{waktu}",
            notebook=isi.notebook,
            berkas_notebook=(dasar / f"{isi.notebook}.ipynb").resolve(),
            folder_data=folder,
            parameter=periksa_parameter(
                isi.notebook,
                {
                    "folder_data": Path(os.path.relpath(folder, dasar.resolve())).as_posix(),
                    "kode_opd": kode,
                    "periode": waktu,
                },
            ),
            nama_opd=nama[kode],
            periode=Periode.urai(waktu),
        )
        for waktu in periode_pakai
        for kode in opd_pakai
        if kode == KOTA or (kode, waktu) in terisi
    ]
