"""What every scheme gives: the tables it read and the tables it made, with the provisions behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from penilaian.aturan import BukuAturan
from penilaian.galat import GalatAturan, GalatData
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data


@dataclass(frozen=True)
class Keluaran:
    """One table that comes out: what it says, its key, the provisions it applied, its rows."""

    uraian: str
    kunci: tuple[str, ...]
    ketentuan: tuple[str, ...]
    tabel: pd.DataFrame


@dataclass(frozen=True)
class Olahan:
    """The work of one scheme on one period. ``keluaran`` has indikator, rhk, pegawai and opd, in this order.

    ``nilai_tepat`` are final scores by NIP before they became floats, where the scheme has scores.
    """

    skema: str
    ketentuan: tuple[str, ...]
    masukan: Mapping[str, pd.DataFrame]
    keluaran: Mapping[str, Keluaran]
    nilai_tepat: Mapping[str, Fraction | None] = field(default_factory=dict)


class Skema(Protocol):
    """A way from realisation to predicate. Modules of ``nilai/skema`` have this signature."""

    def hitung_skema(self, data: Data, periode: Periode, buku: BukuAturan) -> Olahan:
        """Score one period by the rules in force on its last day."""

    def ceritakan(
        self, tabel: Mapping[str, pd.DataFrame], buku: BukuAturan, periode: Periode, nip: str
    ) -> Iterator[dict[str, Any]]:
        """One employee's way from figures to predicate, as rows with rule and citation."""


def siapkan(tabel: pd.DataFrame, nama: str, kunci: tuple[str, ...], periode: Periode) -> pd.DataFrame:
    """Rows in a fixed order, each named once: a join must never multiply a person.

    Raises:
        GalatData: nobody is listed in the period, or a key stands twice.
    """
    if nama == "pegawai" and tabel.empty:
        raise GalatData(
            f"Tidak ada pegawai pada periode {periode.label}",
            di_mana="tabel pegawai",
            mengapa=f"tidak ada baris dengan periode {periode.kode}",
            tindakan="pilih periode lain, atau lengkapi tabel pegawai",
        )
    kembar = tabel[tabel.duplicated(list(kunci), keep=False)]
    if not kembar.empty:
        raise GalatData(
            f"{len(kembar)} baris tabel {nama} memakai kunci yang sama",
            di_mana=f"tabel {nama}, kunci {', '.join(kunci)}, periode {periode.kode}",
            mengapa="baris kembar akan menghitung orang yang sama dua kali",
            tindakan="jalankan `penilaian periksa` dan hapus baris kembarnya",
        )
    return tabel.sort_values(list(kunci), ignore_index=True)


def baca_masukan(data: Data, periode: Periode, tabel: Mapping[str, tuple[str, ...]]) -> dict[str, pd.DataFrame]:
    """The tables a scheme reads, narrowed to the period and free of findings that forbid scoring.

    Raises:
        GalatData: see `siapkan`, or findings at error level.
    """
    irisan = data.untuk(periode=periode)
    irisan.pastikan_bersih()
    return {nama: siapkan(irisan.tabel[nama], nama, kunci, periode) for nama, kunci in tabel.items()}


def pastikan_periode(periode: Periode, kode: str, buku: BukuAturan) -> None:
    """Refuse a kind of period the regime does not know.

    Raises:
        GalatAturan: with the kinds it knows.
    """
    masa = buku.pada(periode.akhir).masa(kode)
    if masa.nilai is not None and periode.jenis not in masa.nilai.kode:  # type: ignore[union-attr]
        raise GalatAturan(
            f"{periode.label} bukan periode penilaian menurut {masa.sitasi.peraturan}",
            di_mana=f"aturan/{kode}.yaml",
            mengapa=f"{masa.sitasi}; yang ada: {', '.join(masa.nilai.kode)}",  # type: ignore[union-attr]
            tindakan="pilih periode dari jenis yang disebut",
        )
