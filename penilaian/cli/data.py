"""Opening data for a command: unknown codes are wrong usage, named before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from penilaian.cli.pengurai import sarankan
from penilaian.data import Data, baca_data
from penilaian.galat import GalatParameter
from penilaian.periode import Periode


def buka_data(folder: Path, *, periode: str | None = None, kode_opd: str | None = None) -> Data:
    """The tables of a folder, narrowed to an agency.

    Raises:
        GalatParameter: no such folder, period, or agency in it.
    """
    if not folder.is_dir():
        raise GalatParameter(
            f"Folder {folder} tidak ada",
            mengapa="tabel dibaca dari sebuah folder berisi CSV, Parquet, atau XLSX",
            tindakan="periksa jalurnya, atau buat contohnya dengan `penilaian contoh`",
        )
    data = baca_data(folder)
    if periode is not None:
        _pastikan("Periode", Periode.urai(periode).kode, [butir.kode for butir in data.daftar_periode()])
    if kode_opd is not None:
        _pastikan("OPD", kode_opd, list(data.tabel["opd"]["kode"]))
        data = data.untuk(kode_opd=kode_opd)
    return data


def _pastikan(jenis: str, kode: str, ada: list[str]) -> None:
    if kode not in ada:
        raise GalatParameter(
            f"{jenis} {kode} tidak ada di data{sarankan(kode, ada)}",
            mengapa=f"yang ada: {', '.join(ada) or 'tidak satu pun'}",
            tindakan="periksa kodenya",
        )


def pastikan_bukan_sumber(tujuan: Path | None, sumber: Iterable[Path]) -> None:
    """Refuse to write over what is being read; of a folder that is every file in it.

    Raises:
        GalatParameter: the target is one of the sources.
    """
    if tujuan is None or not tujuan.exists():
        return
    for satu in sumber:
        berkas = satu.rglob("*") if satu.is_dir() else [satu]
        if any(tujuan.samefile(isi) for isi in berkas if isi.exists()):
            raise GalatParameter(
                f"{tujuan} adalah bagian dari sumber yang dibaca; isinya akan tertimpa",
                tindakan="pilih nama atau folder lain untuk hasilnya",
            )
