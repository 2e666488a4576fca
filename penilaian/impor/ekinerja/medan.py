"""The fields of an export: by which names they are known, and which column of our tables each becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from penilaian.bahasa import daftar_kata
from penilaian.data.sebutan import kutip, tulis_nilai
from penilaian.data.temuan import Asal, Temuan
from penilaian.impor.bacaan import Petakan

Perlu = Literal["wajib", "penting", "pilihan"]
"""Without it nothing is read; without it a warning; without it nothing is said."""
_JUDUL_DISEBUT = 15


@dataclass(frozen=True)
class Medan:
    """One field. ``ke``: the tables and columns it becomes; empty for a field that is used otherwise or not at all."""

    nama: str
    ke: tuple[tuple[str, str], ...] = ()
    keterangan: str = ""
    alias: tuple[str, ...] = ()
    perlu: Perlu = "pilihan"
    tanpanya: str = ""
    """What its absence means, as the end of a sentence."""


@dataclass(frozen=True)
class Kepala:
    """What the headers of a sheet, or the keys of JSON objects, turned out to be."""

    posisi: Mapping[str, int]
    """Field → position among the headers."""
    judul: Mapping[str, str]
    """Field → header as written."""
    peta: tuple[Petakan, ...]
    temuan: tuple[Temuan, ...]
    terbaca: bool
    """Whether every needed field is there, and only once."""


def lipat(judul: object) -> str:
    """A header without letter case, spaces, underscores and dots.

    >>> lipat("Skp_Unor Induk"), lipat("NIP."), lipat(None)
    ('skpunorinduk', 'nip', '')
    """
    return "".join(huruf for huruf in judul.casefold() if huruf.isalnum()) if isinstance(judul, str) else ""


def lipat_semua(judul: Sequence[object]) -> frozenset[str]:
    """All headers folded."""
    return frozenset(map(lipat, judul)) - {""}


def cocokkan_medan(
    judul: Sequence[object], semua: Sequence[Medan], asal: Asal, baris: int | None, lain: frozenset[str] = frozenset()
) -> Kepala:
    """Which header is which field; ``lain`` are fields that another sheet of the workbook has."""
    di = [lipat(satu) for satu in judul]
    temuan = [_ganda(di, judul, satu, asal) for satu in dict.fromkeys(di) if satu and di.count(satu) > 1]
    posisi = {satu.nama: urut for satu in semua if (urut := _cari(satu, di)) is not None}
    hilang = [satu for satu in semua if satu.nama not in posisi and satu.nama not in lain]
    ganda = any(satu.kode == "kolom_ganda" for satu in temuan)
    temuan += [_wajib_hilang(satu, judul, asal) for satu in hilang if satu.perlu == "wajib"]
    terbaca = not ganda and not any(satu.perlu == "wajib" for satu in hilang)
    if terbaca:
        temuan += [_penting_hilang(satu, asal) for satu in hilang if satu.perlu == "penting"]
    tulisan = {nama: tulis_nilai(judul[urut]).strip() for nama, urut in posisi.items()}
    asing = [urut for urut in range(len(di)) if di[urut] and urut not in posisi.values()]
    padanan = {lipat(alias): satu.nama for satu in semua for alias in (satu.nama, *satu.alias)}
    temuan += [_tak_dikenal(judul[urut], asal) for urut in asing if di[urut] not in padanan]
    temuan = [satu._replace(baris=baris) for satu in temuan]
    peta = [
        _baris_peta(satu, tulisan[satu.nama], ke, asal) for satu in semua if satu.nama in posisi for ke in _ke(satu)
    ]
    peta += [_diabaikan(judul[urut], padanan.get(di[urut]), asal) for urut in asing]
    return Kepala(posisi, tulisan, tuple(peta), tuple(temuan), terbaca)


def tempat(asal: Asal, judul: str) -> str:
    """A column of the source as the mapping names it."""
    return f"data[].{judul}" if asal.lembar is None else f"lembar {asal.lembar} · {judul}"


def _cari(medan: Medan, di: Sequence[str]) -> int | None:
    return next((di.index(satu) for satu in map(lipat, (medan.nama, *medan.alias)) if satu in di), None)


def _ke(medan: Medan) -> Sequence[tuple[str, str] | None]:
    return medan.ke or (None,)


def _baris_peta(medan: Medan, judul: str, ke: tuple[str, str] | None, asal: Asal) -> Petakan:
    tabel, kolom = ke or (None, None)
    return Petakan(tempat(asal, judul), tabel, kolom, medan.keterangan)


def _diabaikan(judul: object, medan: str | None, asal: Asal) -> Petakan:
    keterangan = f"yang dipakai kolom {medan}" if medan else "tidak dikenal"
    return Petakan(tempat(asal, tulis_nilai(judul).strip()), None, None, keterangan)


def _ganda(di: Sequence[str], judul: Sequence[object], satu: str, asal: Asal) -> Temuan:
    tulisan = daftar_kata([kutip(tulis_nilai(isi)) for isi, lipatan in zip(judul, di, strict=True) if lipatan == satu])
    return asal.temuan(
        "galat",
        "kolom_ganda",
        f"Judul kolom yang sama muncul lebih dari sekali ({tulisan}); tidak jelas mana yang benar, dan isinya tidak dibaca",
        "sisakan satu kolom, atau unduh ulang dari e-Kinerja",
        kolom=satu,
    )


def _wajib_hilang(medan: Medan, judul: Sequence[object], asal: Asal) -> Temuan:
    ada = [tulis_nilai(satu).strip() for satu in judul if lipat(satu)][:_JUDUL_DISEBUT]
    return asal.temuan(
        "galat",
        "kolom_wajib_tidak_ada",
        f"Kolom {medan.nama} tidak ada, sehingga isinya tidak dibaca. Yang ditemukan: {daftar_kata(ada) or 'tidak ada'}",
        "unduh ulang laporan lengkap dari e-Kinerja; jangan hapus kolomnya",
        kolom=medan.nama,
    )


def _penting_hilang(medan: Medan, asal: Asal) -> Temuan:
    return asal.temuan(
        "peringatan",
        "kolom_tidak_ada",
        f"Kolom {medan.nama} tidak ada; {medan.tanpanya}",
        "unduh ulang laporan lengkap dari e-Kinerja bila kolom ini diperlukan",
        kolom=medan.nama,
    )


def _tak_dikenal(judul: object, asal: Asal) -> Temuan:
    return asal.temuan(
        "catatan",
        "kolom_tidak_dikenal",
        f"Kolom {kutip(tulis_nilai(judul))} tidak dikenal dan tidak dibaca",
        "abaikan bila memang tidak diperlukan",
        kolom=tulis_nilai(judul).strip(),
    )
