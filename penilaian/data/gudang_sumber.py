"""DuckDB, and the files of data folders as its tables: types from the dictionary, nothing read that is not ours."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from penilaian.data.kamus import KamusTabel, Tipe, muat_kamus
from penilaian.data.simpanan import baca_manifes
from penilaian.data.sumber import nama_tabel
from penilaian.galat import GalatData

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TIPE_SQL: dict[Tipe, str] = {
    "teks": "VARCHAR",
    "kode": "VARCHAR",
    "nip": "VARCHAR",
    "periode": "VARCHAR",
    "bilangan": "DOUBLE",
    "bulat": "BIGINT",
    "tanggal": "TIMESTAMP",
    "ya_tidak": "BOOLEAN",
}
_TIPE_CSV: dict[str, str] = {"TIMESTAMP": "DATE", "BOOLEAN": "VARCHAR"}
TANPA_PERIODE = ("opd", "indikator")
"""Tables that stay the same over periods; of several folders the last one counts."""


@dataclass(frozen=True)
class BerkasTabel:
    """The file that holds one table of one folder."""

    tabel: str
    berkas: Path
    urut: int
    """Number of the folder, in the order given."""


@contextmanager
def mesin_duckdb(memori: str) -> Iterator[DuckDBPyConnection]:
    """DuckDB in memory, spilling to a temporary folder that is gone afterwards; it never fetches extensions.

    Raises:
        GalatData: the package is missing, or ``memori`` is no size.
    """
    try:
        import duckdb
    except ImportError:
        raise GalatData(
            "Paket Python duckdb belum terpasang",
            mengapa="data yang lebih besar daripada memori dibaca dengannya",
            tindakan="pasang dengan: pip install 'penilaian[besar]'",
        ) from None
    with TemporaryDirectory(prefix="penilaian-gudang-") as sementara:
        pilihan: dict[str, Any] = {
            "memory_limit": memori,
            "temp_directory": sementara,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        try:
            sambungan = duckdb.connect(":memory:", config=pilihan)
        except duckdb.Error:
            raise GalatData(
                f"Batas memori “{memori}” tidak dikenal", tindakan="tulis misalnya 1GB atau 512MB"
            ) from None
        try:
            with sambungan:
                yield sambungan
        except duckdb.OutOfMemoryException:
            raise GalatData(
                f"Batas memori {memori} tidak cukup untuk permintaan ini",
                tindakan="naikkan batas memorinya, atau persempit periodenya",
            ) from None
        except duckdb.Error as galat:
            raise GalatData(
                "Isi data tidak dapat dibaca sesuai kamus",
                mengapa=str(galat).partition("\n")[0][:200],
                tindakan="jalankan penilaian periksa pada foldernya, lalu perbaiki yang dilaporkan",
            ) from None


def tulis_teks_sql(teks: str) -> str:
    """A text as an SQL literal.

    >>> tulis_teks_sql("Jum'at")
    "'Jum''at'"
    """
    return "'" + teks.replace("'", "''") + "'"


def tulis_jalur_sql(berkas: Path) -> str:
    """A file's path as an SQL literal that stands for this file only, whatever marks it has."""
    return tulis_teks_sql("".join(f"[{huruf}]" if huruf in "*?[" else huruf for huruf in str(berkas.resolve())))


def cari_berkas(folder: Path, urut: int) -> list[BerkasTabel]:
    """The table files of one folder: as its import manifest names them, else by table name.

    Raises:
        GalatData: no folder, a workbook, or two files for one table.
    """
    if not folder.is_dir():
        raise GalatData(f"Folder data {folder.name} tidak ditemukan", di_mana=str(folder), tindakan="periksa ejaannya")
    hasil: dict[str, Path] = {}
    for berkas in sorted(folder.iterdir()):
        if berkas.name.startswith((".", "~$")):
            continue
        if berkas.suffix.lower() == ".xlsx":
            raise GalatData(
                f"Buku kerja {berkas.name} tidak dapat dibaca bertahap",
                di_mana=str(folder),
                tindakan="impor dulu ke folder data, atau simpan lembarnya sebagai Parquet atau CSV",
            )
        tabel = nama_tabel(berkas.stem) if berkas.suffix.lower() in (".csv", ".parquet") else None
        if tabel is not None and tabel in hasil:
            raise _ganda(tabel, [hasil[tabel].name, berkas.name], folder)
        if tabel is not None:
            hasil[tabel] = berkas
    manifes = baca_manifes(folder)
    for tabel, nama in ({} if manifes is None else manifes.tabel).items():
        if tabel in hasil:
            raise _ganda(tabel, [hasil[tabel].name, nama], folder)
        hasil[tabel] = folder / nama
    return [BerkasTabel(tabel, berkas, urut) for tabel, berkas in hasil.items()]


def buat_tampilan(sambungan: DuckDBPyConnection, semua: Sequence[BerkasTabel]) -> None:
    """One view per table of the dictionary, over the files of all folders; empty where no folder has it.

    Raises:
        GalatData: a file lacks a required column, or has one in another type.
    """
    for nama, kamus in muat_kamus().items():
        bagian = [pilih_berkas(satu) for satu in semua if satu.tabel == nama] or [_tanpa_baris(kamus)]
        isi = " union all ".join(bagian)
        sambungan.execute(f"create view {nama}_semua as {isi}")
        kunci = ", ".join(kamus.kunci)
        satu_saja = f" qualify row_number() over (partition by {kunci} order by urut_folder desc) = 1"
        akhir = satu_saja if nama in TANPA_PERIODE else ""
        kolom = ", ".join(kamus.kolom)
        sambungan.execute(f"create view {nama} as select {kolom} from {nama}_semua{akhir}")  # noqa: S608 -- own names


def pilih_berkas(satu: BerkasTabel) -> str:
    """A select over one file with all columns of the dictionary and ``urut_folder``; names of columns are checked.

    Raises:
        GalatData: the columns or their types are not those of the dictionary.
    """
    kamus = muat_kamus()[satu.tabel]
    baca, ada = _csv(satu, kamus) if satu.berkas.suffix.lower() == ".csv" else _parquet(satu, kamus)
    kolom = [
        f"cast({_nilai(ada[nama], isi.tipe, satu)} as {TIPE_SQL[isi.tipe]}) as {nama}"
        if nama in ada
        else f"cast(null as {TIPE_SQL[isi.tipe]}) as {nama}"
        for nama, isi in kamus.kolom.items()
    ]
    return f"select {', '.join(kolom)}, {satu.urut} as urut_folder from {baca}"  # noqa: S608 -- names are quoted


def _csv(satu: BerkasTabel, kamus: KamusTabel) -> tuple[str, dict[str, str]]:
    try:
        with satu.berkas.open(encoding="utf-8-sig", newline="") as aliran:
            kepala = next(csv.reader(aliran), [])
    except (OSError, UnicodeDecodeError, csv.Error):
        raise _rusak(satu) from None
    ada = _cocokkan(kepala, satu, kamus)
    terbalik = {tulisan: kamus.kolom[nama].tipe for nama, tulisan in ada.items()}
    jenis = [TIPE_SQL[terbalik[tulisan]] if tulisan in terbalik else "VARCHAR" for tulisan in kepala]
    kolom = ", ".join(
        f"{tulis_teks_sql(tulisan)}: '{_TIPE_CSV.get(satu_jenis, satu_jenis)}'"
        for tulisan, satu_jenis in zip(kepala, jenis, strict=True)
    )
    pilihan = """auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = ''"""
    return f"read_csv({tulis_jalur_sql(satu.berkas)}, {pilihan}, columns = {{{kolom}}})", ada


def _parquet(satu: BerkasTabel, kamus: KamusTabel) -> tuple[str, dict[str, str]]:
    try:
        skema = pq.read_schema(satu.berkas)
    except (pa.ArrowException, OSError):
        raise _rusak(satu) from None
    ada = _cocokkan(skema.names, satu, kamus)
    for nama, tulisan in ada.items():
        jenis = skema.field(tulisan).type
        if not _setipe(jenis, kamus.kolom[nama].tipe):
            raise GalatData(
                f"Kolom {nama} bertipe {jenis}, bukan {kamus.kolom[nama].tipe}",
                di_mana=str(satu.berkas),
                tindakan="impor berkas itu dulu, agar isinya dibaca dan diperiksa",
            )
    return f"read_parquet({tulis_jalur_sql(satu.berkas)})", ada


def _cocokkan(kepala: Sequence[str], satu: BerkasTabel, kamus: KamusTabel) -> dict[str, str]:
    """Column → header as written."""
    ada: dict[str, str] = {}
    for tulisan in kepala:
        nama = kamus.alias.get(" ".join(tulisan.split()).casefold())
        if nama is not None and nama in ada:
            raise GalatData(f"Kolom {nama} ada dua kali", di_mana=str(satu.berkas), tindakan="sisakan satu")
        if nama is not None:
            ada[nama] = tulisan
    kurang = [nama for nama, isi in kamus.kolom.items() if isi.wajib and nama not in ada]
    if kurang:
        raise GalatData(
            f"Kolom wajib {', '.join(kurang)} tidak ada di tabel {satu.tabel}",
            di_mana=str(satu.berkas),
            tindakan="perbaiki judul kolomnya; CSV harus dipisahkan koma",
        )
    return ada


def _nilai(tulisan: str, tipe: Tipe, satu: BerkasTabel) -> str:
    nama = '"' + tulisan.replace('"', '""') + '"'
    if satu.berkas.suffix.lower() != ".csv" or tipe != "ya_tidak":
        return nama
    return (
        f"case lower({nama}) when 'ya' then true when 'tidak' then false "
        f"else if({nama} is null, null, error({tulis_teks_sql('ada isian selain ya dan tidak')})) end"
    )


def _setipe(jenis: pa.DataType, tipe: Tipe) -> bool:
    if pa.types.is_null(jenis):
        return True
    if TIPE_SQL[tipe] == "VARCHAR":
        return bool(pa.types.is_string(jenis) or pa.types.is_large_string(jenis) or pa.types.is_dictionary(jenis))
    if tipe == "bilangan":
        return bool(pa.types.is_floating(jenis) or pa.types.is_integer(jenis) or pa.types.is_decimal(jenis))
    if tipe == "tanggal":
        return bool(pa.types.is_date(jenis) or (pa.types.is_timestamp(jenis) and jenis.tz is None))
    return bool(pa.types.is_boolean(jenis) if tipe == "ya_tidak" else pa.types.is_integer(jenis))


def _tanpa_baris(kamus: KamusTabel) -> str:
    kolom = [f"cast(null as {TIPE_SQL[isi.tipe]}) as {nama}" for nama, isi in kamus.kolom.items()]
    return f"select {', '.join(kolom)}, 0 as urut_folder where false"


def _ganda(tabel: str, nama: Sequence[str], folder: Path) -> GalatData:
    return GalatData(
        f"Tabel {tabel} ada di lebih dari satu berkas: {', '.join(nama)}",
        di_mana=str(folder),
        tindakan="sisakan satu sumber untuk setiap tabel",
    )


def _rusak(satu: BerkasTabel) -> GalatData:
    return GalatData(
        "Berkas tidak dapat dibaca; isinya rusak atau bukan yang disebut akhirannya",
        di_mana=str(satu.berkas),
        tindakan="ekspor ulang berkas itu",
    )
