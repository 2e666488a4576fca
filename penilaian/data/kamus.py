"""The data dictionaries: what each table and column is, in one YAML file a table.

They are the schema of the reader, the documentation (``penilaian kamus``) and
the list of what is personal.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.galat import GalatData

FOLDER_KAMUS = Path(__file__).parent / "kamus"

Tipe = Literal["teks", "kode", "nip", "periode", "bilangan", "bulat", "tanggal", "ya_tidak"]

TABEL_WAJIB = ("opd", "pegawai", "indikator", "skp", "realisasi", "penetapan", "umpan_balik")
TABEL_PILIHAN = ("dokumen_skp", "penetapan_angka", "kinerja_organisasi", "ikm", "adopsi", "sosialisasi", "survei")
NAMA_TABEL = TABEL_WAJIB + TABEL_PILIHAN


class _Ketat(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KamusKolom(_Ketat):
    """One column: its label, type, limits, and where it comes from."""

    label: str = Field(min_length=1)
    tipe: Tipe
    wajib: bool
    nilai: tuple[str, ...] = ()
    daftar: str | None = None
    minimum: float | None = None
    maksimum: float | None = None
    satuan: str | None = None
    pribadi: bool = False
    boleh_tidak_ada: bool = False
    """Files may lack the column without a word: it serves one regime only."""
    nama_berkas: bool = False
    """The code becomes part of file names."""
    rujukan: str | None = None
    uraian: str = Field(min_length=1)
    asal: str = Field(min_length=1)

    @model_validator(mode="after")
    def _sesuai_tipe(self) -> KamusKolom:
        if (self.nilai or self.daftar) and self.tipe != "kode":
            raise ValueError("nilai dan daftar hanya untuk kolom bertipe kode")
        if self.nilai and self.daftar:
            raise ValueError("isi nilai atau daftar, tidak keduanya")
        if (self.minimum is not None or self.maksimum is not None) and self.tipe not in ("bilangan", "bulat"):
            raise ValueError("minimum dan maksimum hanya untuk kolom bilangan atau bulat")
        if self.minimum is not None and self.maksimum is not None and self.minimum > self.maksimum:
            raise ValueError("minimum lebih besar daripada maksimum")
        if self.nama_berkas and self.tipe != "kode":
            raise ValueError("nama_berkas hanya untuk kolom bertipe kode")
        if self.boleh_tidak_ada and self.wajib:
            raise ValueError("kolom wajib tidak boleh tidak ada")
        if self.tipe == "nip" and not self.pribadi:
            raise ValueError("kolom NIP selalu pribadi: true")
        return self


class KamusTabel(_Ketat):
    """One table: what a row is, its key, and its columns in order."""

    tabel: str
    judul: str
    baris: str
    kunci: tuple[str, ...] = Field(min_length=1)
    salah_satu: tuple[str, ...] = ()
    """Columns that may be empty in a row, but of which the file must have one."""
    kolom: Mapping[str, KamusKolom] = Field(min_length=1)

    @model_validator(mode="after")
    def _kunci_dan_label(self) -> KamusTabel:
        for nama in self.kunci:
            if nama not in self.kolom or not self.kolom[nama].wajib:
                raise ValueError(f"kolom kunci {nama} harus ada dan wajib")
        if asing := [nama for nama in self.salah_satu if nama not in self.kolom or self.kolom[nama].wajib]:
            raise ValueError(f"kolom {asing[0]} di salah_satu harus ada dan tidak wajib")
        arti: dict[str, str] = {}
        for nama, kolom in self.kolom.items():
            for tulisan in {nama.casefold(), kolom.label.strip().casefold()}:
                if arti.setdefault(tulisan, nama) != nama:
                    raise ValueError(f"judul “{tulisan}” menunjuk dua kolom: {arti[tulisan]} dan {nama}")
        return self

    @property
    def alias(self) -> dict[str, str]:
        """Every accepted header (lower case) and the column it stands for."""
        nama_kolom = {nama.casefold(): nama for nama in self.kolom}
        return nama_kolom | {kolom.label.strip().casefold(): nama for nama, kolom in self.kolom.items()}


@cache
def muat_kamus() -> Mapping[str, KamusTabel]:
    """The dictionaries by table name, in a fixed order.

    Raises:
        GalatData: a dictionary is invalid, or refers to a column that does not exist.
    """
    return muat_kamus_dari(FOLDER_KAMUS)


def muat_kamus_dari(folder: Path) -> Mapping[str, KamusTabel]:
    """Read and check the dictionaries of a folder; see :func:`muat_kamus`."""
    semua = {nama: _muat_satu(folder / f"{nama}.yaml") for nama in NAMA_TABEL}
    for nama, kamus in semua.items():
        for kolom, isi in kamus.kolom.items():
            if isi.rujukan is not None:
                _periksa_rujukan(semua, f"{nama}.{kolom}", isi.rujukan)
    return MappingProxyType(semua)


def _muat_satu(berkas: Path) -> KamusTabel:
    try:
        kamus = KamusTabel.model_validate(muat_yaml(berkas))
    except ValidationError as galat:
        butir = "; ".join(f"{'.'.join(map(str, satu['loc'])) or 'berkas'}: {satu['msg']}" for satu in galat.errors())
        raise GalatData(
            "Kamus data tidak sah", di_mana=f"kamus/{berkas.name}", mengapa=butir, tindakan="perbaiki berkas kamus itu"
        ) from None
    if kamus.tabel != berkas.stem:
        raise GalatData(
            f"Kamus berisi tabel {kamus.tabel}, bukan {berkas.stem}",
            di_mana=f"kamus/{berkas.name}",
            tindakan="samakan isian tabel dengan nama berkas",
        )
    return kamus


def _periksa_rujukan(semua: Mapping[str, KamusTabel], dari: str, rujukan: str) -> None:
    tabel, _, kolom = rujukan.partition(".")
    if tabel not in semua or kolom not in semua[tabel].kolom or semua[tabel].kunci != (kolom,):
        raise GalatData(
            f"Rujukan {rujukan} dari {dari} tidak menunjuk kunci tunggal sebuah tabel",
            di_mana=f"kamus/{dari.partition('.')[0]}.yaml",
            tindakan="tulis rujukan sebagai tabel.kolom kunci, misalnya opd.kode",
        )


def kamus_tabel(nama: str) -> pd.DataFrame:
    """The dictionary of one table, a row a column of it, as text for readers.

    >>> kamus_tabel("ikm")[["kolom", "tipe", "wajib"]].values.tolist()[-1]
    ['ikm', 'bilangan', 'ya']
    """
    semua = muat_kamus()
    if nama not in semua:
        raise GalatData(f"Tabel “{nama}” tidak ada di kamus", tindakan=f"pilih salah satu: {', '.join(semua)}")
    return pd.DataFrame(
        [
            {
                "kolom": kolom,
                "label": isi.label,
                "tipe": isi.tipe,
                "satuan": isi.satuan or "",
                "wajib": "ya" if isi.wajib else "tidak",
                "nilai": _nilai_sah(isi),
                "pribadi": "ya" if isi.pribadi else "tidak",
                "uraian": isi.uraian,
                "asal": isi.asal,
            }
            for kolom, isi in semua[nama].kolom.items()
        ]
    )


def kamus_markdown() -> str:
    """All dictionaries as one Markdown text."""
    return "\n".join(_markdown(kamus) for kamus in muat_kamus().values())


def _markdown(kamus: KamusTabel) -> str:
    isi = kamus_tabel(kamus.tabel)
    garis = [f"| {' | '.join(_sel(nilai) for nilai in baris)} |" for baris in isi.itertuples(index=False)]
    kepala = [f"| {' | '.join(isi.columns)} |", "|" + " --- |" * len(isi.columns)]
    keterangan = f"Satu baris adalah {kamus.baris}. Kunci: {', '.join(f'`{nama}`' for nama in kamus.kunci)}."
    return "\n".join([f"## `{kamus.tabel}`: {kamus.judul}", "", keterangan, "", *kepala, *garis, ""])


def _sel(nilai: object) -> str:
    return str(nilai).replace("|", "\\|")


def _nilai_sah(kolom: KamusKolom) -> str:
    bagian = []
    if kolom.nilai:
        bagian.append(", ".join(kolom.nilai))
    if kolom.daftar:
        bagian.append(f"daftar {kolom.daftar}")
    if kolom.minimum is not None:
        bagian.append(f"paling sedikit {kolom.minimum:g}")
    if kolom.maksimum is not None:
        bagian.append(f"paling banyak {kolom.maksimum:g}")
    if kolom.rujukan:
        bagian.append(f"merujuk {kolom.rujukan}")
    return "; ".join(bagian)
