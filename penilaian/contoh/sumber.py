"""The city as it would arrive: e-Kinerja exports, filled-in forms, and the two tables that only the city itself has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from penilaian.berkas import tulis_utuh
from penilaian.contoh.ekinerja import tulis_ekinerja
from penilaian.contoh.kota import buat_kota
from penilaian.data import Data, tulis_tabel
from penilaian.data.kamus import NAMA_TABEL
from penilaian.data.tabel import tabel_kosong
from penilaian.data.temuan import susun_temuan
from penilaian.formulir.dari_data import Rak
from penilaian.formulir.tulis import tulis_formulir
from penilaian.galat import GalatParameter
from penilaian.periode import Periode

_SENDIRI = ("opd", "indikator")


def tulis_sumber(folder: Path, pegawai: int, seed: int, *, cacat: bool) -> list[Path]:
    """Build a city and write its last year into a folder, as other systems would deliver it.

    ``ekinerja/`` has the exports of the year, ``formulir/`` one workbook an agency with the forms of the last
    quarter; ``cacat`` plants the faults such files have. Same numbers, same bytes.

    Raises:
        GalatParameter: see :func:`penilaian.contoh.kota.buat_kota`; or the folder is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise GalatParameter(
            "Folder tujuan sudah berisi; berkas sumber contoh tidak ditulis",
            di_mana=str(folder),
            mengapa="berkasnya akan bercampur dengan yang sudah ada",
            tindakan="pilih folder yang baru atau kosong",
        )
    tabel = buat_kota(pegawai, seed).tabel
    periode = max(Periode.urai(satu) for satu in tabel["pegawai"]["periode"].unique())
    folder.mkdir(parents=True, exist_ok=True)
    berkas = []
    for nama in _SENDIRI:
        tulis_tabel(tabel[nama], folder / f"{nama}.csv")
        berkas.append(folder / f"{nama}.csv")
    berkas += tulis_ekinerja(tabel, folder / "ekinerja", periode.tahun, cacat=cacat).berkas
    return berkas + _tulis_formulir(tabel, folder / "formulir", periode)


def _tulis_formulir(tabel: Mapping[str, pd.DataFrame], folder: Path, periode: Periode) -> list[Path]:
    """One workbook an agency, a sheet an employee who has an SKP."""
    folder.mkdir()
    lengkap = {nama: tabel.get(nama, tabel_kosong(nama)) for nama in NAMA_TABEL}
    data = Data(MappingProxyType(lengkap), susun_temuan([]), MappingProxyType({}), "kota contoh")
    rak = Rak(data, periode, kode=True)
    skp = tabel["skp"]
    punya = set(skp.loc[skp["periode"] == periode.kode, "nip"])
    kini = tabel["pegawai"][tabel["pegawai"]["periode"] == periode.kode]
    berkas = []
    for kode, orang in kini[kini["nip"].isin(punya)].groupby("kode_opd"):
        tujuan = folder / f"formulir_{kode}_{periode.kode}.xlsx"
        with tulis_utuh(tujuan) as aliran:
            tulis_formulir([rak.formulir(nip) for nip in sorted(orang["nip"])], aliran)
        berkas.append(tujuan)
    return berkas
