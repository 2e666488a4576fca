"""The run plan: which notebook runs for which agencies and periods, resolved into tasks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from penilaian.data import Data, baca_data
from penilaian.data.profil import Kop, Profil, baca_profil
from penilaian.galat import GalatParameter, GalatRencana
from penilaian.jalan.berkas_rencana import SEMUA, ButirRencana, muat_rencana
from penilaian.laporan.parameter import KOTA, LAPORAN, ParameterDasar, periksa_parameter
from penilaian.periode import Periode


@dataclass(frozen=True)
class Tugas:
    """One run. ``id`` is its file name, what `daftar` prints and what ``--hanya`` takes.

    ``masukan`` are the files and folders its parameters name, by parameter; ``folder_data``
    is None for a report on no data. ``bentuk`` are the forms it has besides its page.
    """

    id: str
    notebook: str
    berkas_notebook: Path
    folder_data: Path | None
    parameter: ParameterDasar
    kode_opd: str
    nama_opd: str
    periode: Periode
    masukan: Mapping[str, Path] = field(default_factory=dict)
    bentuk: tuple[str, ...] = ()

    @property
    def judul(self) -> str:
        """The title of the page; agency and period stand under it."""
        return LAPORAN[self.notebook].judul

    @property
    def data(self) -> Data | None:
        """The tables it reports on."""
        return None if self.folder_data is None else data_rencana(self.folder_data)

    @property
    def kop(self) -> Kop | None:
        """The letterhead of its agency."""
        if self.folder_data is None:
            return None
        return profil_rencana(self.folder_data).untuk(self.kode_opd, "" if self.kode_opd == KOTA else self.nama_opd)


@dataclass(frozen=True)
class Uraian:
    """What a plan comes to: its tasks, and the agencies and periods asked for that have nobody listed."""

    tugas: tuple[Tugas, ...]
    tanpa_data: tuple[tuple[str, str], ...]


@cache
def data_rencana(folder: Path) -> Data:
    """The tables of a plan's data folder, read once per process."""
    return baca_data(folder)


@cache
def profil_rencana(folder: Path) -> Profil:
    """The profile beside a plan's data, read once per process."""
    return baca_profil(folder)


def uraikan_rencana(
    berkas: Path,
    *,
    periode: Sequence[str] = (),
    susulan: Sequence[str] = (),
    opd: Sequence[str] = (),
    hanya: Sequence[str] = (),
) -> Uraian:
    """The tasks of a plan in the order of their periods, validated; nothing has started yet.

    ``periode`` and ``opd`` replace the plan's own lists where the data knows them; of ``susulan``,
    earlier periods to catch up with, those that the data does not know are passed over;
    ``hanya`` narrows to these ids.

    Raises:
        GalatRencana, GalatParameter: something named does not exist; names what does.
        GalatData: the profile beside the data cannot be used.
    """
    rencana = muat_rencana(berkas)
    for isi in rencana.laporan:
        _pastikan_ada(isi, berkas)
    butir = [(isi, _yang_ada(isi, berkas.parent)) for isi in rencana.laporan]
    _pastikan_dikenal("OPD", opd, sorted({kode for _, ada in butir for kode in ada.nama}))
    periode_ada = sorted({kode for _, ada in butir for kode in ada.periode})
    if periode_ada:
        _pastikan_dikenal("Periode", [_kode_periode(kode) for kode in periode], periode_ada)
    periode = [*periode, *(kode for kode in susulan if kode in periode_ada)]
    tugas = [satu for isi, ada in butir for satu in _uraikan_butir(isi, berkas, ada, periode, opd)]
    tugas.sort(key=lambda satu: satu.periode)
    diminta = {pasangan for isi, ada in butir if ada.folder for pasangan in _diminta(isi, periode, opd)}
    tanpa_data = diminta - {(satu.kode_opd, satu.periode.kode) for satu in tugas if satu.folder_data}
    kembar = sorted({satu.id for satu in tugas if sum(lain.id == satu.id for lain in tugas) > 1})
    if kembar:
        raise GalatRencana(
            f"Laporan {kembar[0]} direncanakan dua kali",
            di_mana=str(berkas),
            mengapa="dua butir memakai notebook, OPD, dan periode yang sama; parameter yang berbeda tidak membedakan nama berkasnya",
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


def _pastikan_ada(isi: ButirRencana, berkas: Path) -> None:
    dasar = berkas.parent
    _pastikan_dikenal("Notebook", [isi.notebook], list(LAPORAN))
    if not (dasar / f"{isi.notebook}.ipynb").is_file():
        raise GalatRencana(
            f"Berkas {isi.notebook}.ipynb tidak ditemukan",
            di_mana=str(dasar),
            tindakan="letakkan rencana di folder notebook-nya",
        )
    tentu = sorted({"folder_data", "kode_opd", "periode"} & set(isi.parameter))
    if tentu:
        raise GalatRencana(
            f"Parameter {', '.join(tentu)} ditulis di parameter notebook {isi.notebook}",
            di_mana=str(berkas),
            mengapa="folder_data, kode_opd, dan periode berasal dari data, opd, dan periode di rencana",
            tindakan="pindahkan ke tempatnya",
        )
    _pastikan_berdata(isi, berkas)
    if isi.data is not None:
        folder = _temukan(dasar, isi.data, "data", berkas)
        _pastikan_kode_aman(data_rencana(folder), isi.data)


def _pastikan_berdata(isi: ButirRencana, berkas: Path) -> None:
    """Data is named where the notebook reads some, and only there."""
    if LAPORAN[isi.notebook].berdata:
        sebab = "" if isi.data is not None else "data wajib ada"
    elif isi.data is not None:
        sebab = "notebook ini tidak membaca folder data: hapus data"
    else:
        sebab = "" if isi.opd == (KOTA,) and isi.periode != SEMUA else f"tulis opd: [{KOTA}] dan periode satu per satu"
    if sebab:
        raise GalatRencana(
            f"Rencana untuk notebook {isi.notebook} tidak sah",
            di_mana=str(berkas),
            mengapa=sebab,
            tindakan="perbaiki butirnya; tidak ada yang dijalankan",
        )


def _temukan(dasar: Path, tulisan: str, nama: str, berkas: Path) -> Path:
    """The folder, or for a ``berkas_…`` the file, that a plan names.

    Raises:
        GalatRencana: it is not there.
    """
    jenis = "Berkas" if nama.startswith("berkas_") else "Folder"
    jalur = (dasar / tulisan).resolve()
    if not (jalur.is_file() if jenis == "Berkas" else jalur.is_dir()):
        raise GalatRencana(
            f"{jenis} {nama.removeprefix('folder_').removeprefix('berkas_')} {tulisan} tidak ditemukan",
            di_mana=str(berkas),
            mengapa="jalur dibaca dari folder tempat rencana berada",
            tindakan=f"perbaiki {nama} di rencana"
            + (", atau buat datanya dengan `penilaian contoh`" if nama == "data" else ""),
        )
    return jalur


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


class _Ada(NamedTuple):
    """What the data of an entry knows: agencies with their names, periods, pairs with somebody listed."""

    folder: Path | None
    nama: Mapping[str, str]
    periode: Sequence[str]
    terisi: frozenset[tuple[str, str]]


def _yang_ada(isi: ButirRencana, dasar: Path) -> _Ada:
    kota = {KOTA: "Seluruh OPD"}
    if isi.data is None:
        return _Ada(None, kota, (), frozenset())
    folder = (dasar / isi.data).resolve()
    data = data_rencana(folder)
    profil_rencana(folder)
    opd, pegawai = data.tabel["opd"], data.tabel["pegawai"]
    return _Ada(
        folder,
        dict(zip(opd["kode"], opd["nama"], strict=True)) | kota,
        [butir.kode for butir in data.daftar_periode()],
        frozenset(zip(pegawai["kode_opd"], pegawai["periode"], strict=True)),
    )


def _uraikan_butir(
    isi: ButirRencana, berkas: Path, ada: _Ada, periode: Sequence[str], opd: Sequence[str]
) -> list[Tugas]:
    opd_rencana = [kode for kode in ada.nama if kode != KOTA] if isi.opd == SEMUA else list(isi.opd)
    periode_rencana = list(ada.periode) if isi.periode == SEMUA else list(isi.periode)
    _pastikan_dikenal("OPD", opd_rencana, list(ada.nama))
    if ada.folder:
        _pastikan_dikenal("Periode", periode_rencana, ada.periode)
    untuk_kota = isi.opd != SEMUA and KOTA in isi.opd
    opd_pakai = [kode for kode in opd if kode in ada.nama and (kode != KOTA or untuk_kota)] if opd else opd_rencana
    periode_pakai = [_kode_periode(kode) for kode in periode or periode_rencana]
    return [
        _tugas(isi, berkas, ada, kode, waktu)
        for waktu in periode_pakai
        if waktu in ada.periode or not ada.folder
        for kode in opd_pakai
        if kode == KOTA or (kode, waktu) in ada.terisi
    ]


def _tugas(isi: ButirRencana, berkas: Path, ada: _Ada, kode: str, waktu: str) -> Tugas:
    """One run with validated parameters; files and folders are found and named from the notebook's folder."""
    dasar = berkas.parent.resolve()
    nilai = dict(isi.parameter) | {"periode": waktu}
    if ada.folder:
        nilai |= {"folder_data": _dari(dasar, ada.folder), "kode_opd": kode}
    parameter = periksa_parameter(isi.notebook, nilai, ParameterDasar)
    masukan = {
        nama: _temukan(dasar, getattr(parameter, nama), nama, berkas)
        for nama in type(parameter).model_fields
        if nama.startswith(("folder_", "berkas_")) and nama != "folder_data"
    }
    return Tugas(
        id=f"{isi.notebook}-{kode}-{waktu}",
        notebook=isi.notebook,
        berkas_notebook=dasar / f"{isi.notebook}.ipynb",
        folder_data=ada.folder,
        parameter=parameter.model_copy(update={nama: _dari(dasar, jalur) for nama, jalur in masukan.items()}),
        kode_opd=kode,
        nama_opd=ada.nama[kode],
        periode=Periode.urai(waktu),
        masukan=masukan,
        bentuk=tuple(satu for satu in isi.bentuk if satu != "html"),
    )


def _dari(dasar: Path, jalur: Path) -> str:
    return Path(os.path.relpath(jalur, dasar)).as_posix()
