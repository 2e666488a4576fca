"""History over many periods, and data larger than memory: the tables of data folders, asked through DuckDB.

Everything stays in the files; a question reads the columns and rows it needs.
What a user gives (NIP, period, agency) is bound, never written into SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from penilaian.data.gudang_sumber import (
    TANPA_PERIODE,
    buat_tampilan,
    cari_berkas,
    mesin_duckdb,
    tulis_jalur_sql,
)
from penilaian.data.kamus import NAMA_TABEL, KamusTabel, muat_kamus
from penilaian.data.mirip import yang_mirip
from penilaian.data.periksa import padankan_sasaran
from penilaian.data.periksa_pegawai import TABEL_PEGAWAI
from penilaian.data.target import isi_target
from penilaian.data.temuan import Asal
from penilaian.data.ubah import DTIPE, TabelBaca
from penilaian.galat import GalatData
from penilaian.periode import Periode

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORI = "1GB"
_JENIS_ARROW = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
_RIWAYAT = """
    with butir as (
        select periode, count(*) as indikator from skp where nip = $nip group by periode
    ), capai as (
        select periode, count(realisasi) as terisi from realisasi where nip = $nip group by periode
    )
    select p.periode, p.kode_opd, p.unit, p.jabatan, p.jenjang, p.nip_penilai, p.mutasi,
        coalesce(b.indikator, 0) as indikator, coalesce(c.terisi, 0) as realisasi_terisi,
        t.hasil_kerja, t.perilaku_kerja, t.predikat
    from pegawai p
    left join butir b using (periode)
    left join capai c using (periode)
    left join penetapan t on t.nip = p.nip and t.periode = p.periode
    where p.nip = $nip
"""
_TIPE_RIWAYAT = {"mutasi": "boolean", "indikator": "Int64", "realisasi_terisi": "Int64"}


class KunciBerulang(NamedTuple):
    """A key that stands in two rows of a file; rows from 1."""

    baris: int
    baris_lain: int
    kunci: tuple[str, ...]


@dataclass(frozen=True)
class Gudang:
    """Data folders as views; made by :func:`buka_gudang`."""

    sambungan: DuckDBPyConnection

    def irisan(self, tabel: str, periode: Periode | str | None = None, kode_opd: str | None = None) -> pd.DataFrame:
        """The rows of a table for a period, an agency, or both, sorted by key, in the types of the dictionary.

        Which rows these are is the same as in :meth:`penilaian.data.Data.untuk`; ``opd`` and ``indikator`` stay whole.

        Raises:
            GalatPeriode: the period is no period code.
            GalatData: unknown table or agency, or a file that does not hold what it should.
        """
        kamus = _kamus(tabel)
        syarat, nilai = self._syarat(tabel, periode, kode_opd)
        kueri = f"select t.* from {tabel} t{syarat} order by {', '.join(kamus.kunci)}"  # noqa: S608 -- own names
        frame = self._ambil(kueri, nilai).astype({nama: DTIPE[isi.tipe] for nama, isi in kamus.kolom.items()})
        return self._lengkapi(tabel, frame)

    def riwayat(self, nip: str) -> pd.DataFrame:
        """One employee's periods in order: where, what position, how many indicators, what was decided.

        Raises:
            GalatData: a file that does not hold what it should.
        """
        frame = self._ambil(_RIWAYAT, {"nip": nip})
        frame = frame.astype({nama: _TIPE_RIWAYAT.get(nama, "str") for nama in frame.columns})
        urut = sorted(range(len(frame)), key=lambda posisi: Periode.urai(frame["periode"].iat[posisi]))
        return frame.iloc[urut].reset_index(drop=True)

    def cacah(self, tabel: str) -> pd.DataFrame:
        """Rows by period and agency: columns periode, kode_opd, baris; missing where a table does not tell.

        Raises:
            GalatData: unknown table, or a file that does not hold what it should.
        """
        kolom = _kamus(tabel).kolom
        gabung = " left join pegawai p on p.nip = t.nip and p.periode = t.periode" if tabel in TABEL_PEGAWAI else ""
        opd = "p.kode_opd" if gabung else "t.kode_opd" if "kode_opd" in kolom else "null"
        waktu = "t.periode" if "periode" in kolom else "null"
        kueri = (
            f"select cast({waktu} as varchar) as periode, cast({opd} as varchar) as kode_opd, count(*) as baris "  # noqa: S608 -- own names
            f"from {tabel} t{gabung} group by 1, 2 order by 1, 2"
        )
        return self._ambil(kueri, {}).astype({"periode": "str", "kode_opd": "str", "baris": "Int64"})

    def _syarat(self, tabel: str, periode: Periode | str | None, kode_opd: str | None) -> tuple[str, dict[str, str]]:
        bagian, nilai = [], {}
        if periode is not None:
            nilai["periode"] = Periode.urai(periode).kode
            bagian.append("t.periode = $periode")
        if kode_opd is not None:
            self._pastikan_opd(kode_opd)
            nilai["kode_opd"] = kode_opd
            bagian.append(
                "(t.nip, t.periode) in (select (p.nip, p.periode) from pegawai p where p.kode_opd = $kode_opd)"
                if tabel in TABEL_PEGAWAI
                else "t.kode_opd = $kode_opd"
            )
        if tabel in TANPA_PERIODE or not bagian:
            return "", {}
        return f" where {' and '.join(bagian)}", nilai

    def _pastikan_opd(self, kode_opd: str) -> None:
        dikenal = self._ambil("select kode from opd where kode is not null order by kode", {})["kode"].tolist()
        if not dikenal or kode_opd in dikenal:
            return
        dekat = yang_mirip(kode_opd, dikenal, 0.4)
        saran = f"mungkin maksudnya {dekat}" if dekat else "lihat kolom kode di tabel opd"
        raise GalatData(f"OPD “{kode_opd}” tidak ada di tabel opd", tindakan=saran)

    def _lengkapi(self, tabel: str, frame: pd.DataFrame) -> pd.DataFrame:
        """What follows safely from other values, as for tables read whole."""
        if tabel not in ("skp", "umpan_balik") or frame.empty:
            return frame
        isi = TabelBaca(Asal(tabel, tabel, None, np.arange(1, len(frame) + 1)), frame, frozenset())
        if tabel == "umpan_balik":
            return padankan_sasaran(isi).frame
        satuan = self._ambil("select kode, satuan from indikator where kode is not null", {})
        return isi_target(isi, frame["kode_indikator"].map(satuan.set_index("kode")["satuan"]))[0].frame

    def _ambil(self, kueri: str, nilai: dict[str, str]) -> pd.DataFrame:
        hasil: Any = self.sambungan.sql(kueri, params=nilai or None)
        return pd.DataFrame(hasil.to_arrow_table().to_pandas(types_mapper=_JENIS_ARROW.get))


@contextmanager
def buka_gudang(folder: Sequence[Path] | Path, *, memori: str = MEMORI) -> Iterator[Gudang]:
    """Open one or several data folders, for reading only; ``memori`` bounds what DuckDB uses, the rest goes to disk.

    Of tables ``opd`` and ``indikator``, rows of a later folder replace those of an earlier one with the same key.

    Raises:
        GalatData: a folder or file cannot be used, two folders hold the same rows, or DuckDB is not installed.
    """
    daftar = [folder] if isinstance(folder, Path) else list(folder)
    semua = [berkas for urut, satu in enumerate(daftar) for berkas in cari_berkas(satu, urut)]
    with mesin_duckdb(memori) as sambungan:
        buat_tampilan(sambungan, semua)
        for nama in NAMA_TABEL:
            if nama not in TANPA_PERIODE and sum(satu.tabel == nama for satu in semua) > 1:
                _pastikan_terpisah(sambungan, nama, daftar)
        yield Gudang(sambungan)


def kunci_berulang(berkas: Path, tabel: str, *, memori: str, batas: int) -> tuple[int, list[KunciBerulang]]:
    """How many rows of a Parquet file share their key with another, and the first ``batas`` of them.

    Keys are compared by their hash first: of ten million rows hardly any then need more than eight bytes.

    Raises:
        GalatData: DuckDB is not installed, or the memory does not suffice.
    """
    kunci = _kamus(tabel).kunci
    nama = ", ".join(kunci)
    lengkap = " and ".join(f"{satu} is not null" for satu in kunci)
    isi = f"read_parquet({tulis_jalur_sql(berkas)}, file_row_number = true)"
    curiga = f"select hash({nama}) from {isi} where {lengkap} group by 1 having count(*) > 1"  # noqa: S608 -- own names
    kelompok = f"over (partition by {nama})"
    kueri = f"""
        with calon as (select {nama}, file_row_number + 1 as baris from {isi}
                       where {lengkap} and hash({nama}) in ({curiga})),
        kembar as (select *, count(*) {kelompok} as kali, min(baris) {kelompok} as awal,
                          min(baris) over (partition by {nama} order by baris rows between 1 following
                                           and unbounded following) as lanjut
                   from calon)
        select baris, if(baris = awal, lanjut, awal), {nama}, count(*) over () from kembar
        where kali > 1 order by baris limit $batas
    """  # noqa: S608 -- own names
    with mesin_duckdb(memori) as sambungan:
        if not sambungan.execute(f"select 1 from ({curiga}) limit 1").fetchall():  # noqa: S608 -- own names
            return 0, []
        baris = sambungan.execute(kueri, {"batas": batas}).fetchall()
    return (baris[0][-1] if baris else 0), [KunciBerulang(satu[0], satu[1], tuple(satu[2:-1])) for satu in baris]


def _pastikan_terpisah(sambungan: DuckDBPyConnection, nama: str, folder: Sequence[Path]) -> None:
    """The same row in two folders would count twice; looked for only in periods that two folders have."""
    kunci = ", ".join(dict.fromkeys([*muat_kamus()[nama].kunci, "periode"]))
    kueri = f"""
        with dua as (select periode from {nama}_semua group by 1 having count(distinct urut_folder) > 1)
        select any_value(periode), min(urut_folder), max(urut_folder) from {nama}_semua
        where periode in (select periode from dua) group by {kunci}
        having count(distinct urut_folder) > 1 limit 1
    """  # noqa: S608 -- own names
    if not (ada := sambungan.execute(kueri).fetchall()):
        return
    periode, satu, dua = ada[0]
    raise GalatData(
        f"Tabel {nama} periode {periode} ada di dua folder, dengan baris yang sama kuncinya",
        di_mana=f"{folder[satu]} dan {folder[dua]}",
        mengapa="baris itu akan terhitung dua kali",
        tindakan="sisakan periode itu di satu folder saja",
    )


def _kamus(tabel: str) -> KamusTabel:
    if tabel not in muat_kamus():
        raise GalatData(f"Tabel “{tabel}” tidak ada di kamus", tindakan=f"pilih salah satu: {', '.join(NAMA_TABEL)}")
    return muat_kamus()[tabel]
