"""Contents of `03_desain_indikator`: what it starts from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from penilaian.aturan import muat_buku
from penilaian.bahasa import angka
from penilaian.data import Data
from penilaian.indikator.bahan import KEBIJAKAN, BahanIndikator, siapkan
from penilaian.indikator.pihak.tabel import baca_pertimbangan, pertimbangan_kosong
from penilaian.laporan.bahan import Bahan, buka, pastikan_skema, periode_tinjauan, tabel_identitas
from penilaian.laporan.siapan import hasil_folder
from penilaian.laporan.tabel import Tabel
from penilaian.nilai import Hasil
from penilaian.periode import Periode


@dataclass(frozen=True, eq=False)
class IsiDesain:
    """One agency (or the city) up to one period: its indicators, what was achieved on them, what the parties judge."""

    bahan: Bahan
    hasil: Hasil
    desain: BahanIndikator
    pertimbangan: pd.DataFrame

    @property
    def kota(self) -> bool:
        return self.bahan.kota

    @property
    def nama_opd(self) -> dict[str, str]:
        """What readers see for each agency code."""
        return dict(zip(self.desain.opd["kode"], self.desain.opd["nama"], strict=True))

    @property
    def sumber(self) -> str:
        """What tables name as their source."""
        return self.bahan.sumber_selama(self.desain.daftar_periode)


def buka_desain(notebook: str, *, folder_data: str, kode_opd: str, periode: str, folder_pihak: str) -> IsiDesain:
    """Validate the parameters, read the data and the parties' judgements, score the period and those of its kind before it.

    Raises:
        GalatParameter: a parameter is wrong, or the period is judged by another scheme.
        GalatData: the tables have findings that forbid scoring, or the judgements cannot be read.
    """
    bahan = buka(
        notebook, folder_data=folder_data, kode_opd=kode_opd, periode=periode, folder_pihak=folder_pihak
    )  # fmt: skip
    buku = muat_buku()
    pastikan_skema(bahan.periode, buku)
    kode = None if bahan.kota else kode_opd
    folder = Path(bahan.parameter.folder_data)
    hasil = [hasil_folder(folder, bahan.data, kode, satu) for satu in periode_desain(bahan.data, bahan.periode)]
    desain = siapkan(hasil, bahan.data.tabel, buku.pada(bahan.periode.akhir))
    return IsiDesain(bahan, hasil[-1], desain, _pertimbangan(Path(folder_pihak) / f"{kode_opd}.csv"))


def periode_desain(data: Data, periode: Periode) -> list[Periode]:
    """The periods looked at together, ``periode`` the last: as many of its kind as the local policy says."""
    return periode_tinjauan(data, periode, KEBIJAKAN)


def _pertimbangan(berkas: Path) -> pd.DataFrame:
    """The judgements of an agency's parties; none where they have not been asked yet."""
    return baca_pertimbangan(berkas.read_bytes(), berkas.name) if berkas.is_file() else pertimbangan_kosong()


def tabel_desain_ini(isi: IsiDesain) -> Tabel:
    """Agency, period, periods used together, how many indicators, positions and people, and who has been asked."""
    periode = isi.desain.daftar_periode
    kode = isi.desain.indikator["kode_opd"]
    milik = kode if isi.kota else kode[kode == isi.bahan.parameter.kode_opd]
    peserta = isi.pertimbangan.groupby("pihak")["peserta"].nunique()
    tambahan = {
        "Indikator": angka(len(milik)),
        "Pegawai dengan SKP": angka(isi.desain.kini["nip"].nunique()),
        "Periode yang dipakai bersama": f"{angka(len(periode))}: {periode[0]} sampai {periode[-1]}",
        "Pertimbangan para pihak": f"{angka(int(peserta.sum()))} peserta" if len(peserta) else "belum ada",
    }
    return tabel_identitas(isi.bahan, tambahan)
