"""The rule book: all provisions, and those in force on one day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from penilaian.aturan.bentuk import Daftar, Matriks, Nilai
from penilaian.aturan.ketentuan import Ketentuan, Masa, muat_ketentuan
from penilaian.galat import GalatAturan

FOLDER_BAWAAN = Path(__file__).parent


@dataclass(frozen=True)
class Aturan:
    """The provisions in force on ``hari``; what `hitung` judges a period by."""

    hari: date
    ketentuan: Mapping[str, Ketentuan]

    def masa(self, kode: str) -> Masa:
        """The dated entry of a provision, with its citation.

        Raises:
            GalatAturan: no such provision, or none in force on the day.
        """
        return _cari(self.ketentuan, kode).pada(self.hari)

    def nilai(self, kode: str) -> Any:
        """The value of a provision, in the model of its form."""
        return self.masa(kode).nilai

    def rekaman(self, kode: Iterable[str]) -> dict[str, Any]:
        """What a trace keeps of these provisions: enough to compute again without the files."""
        return {
            butir: {
                **_cari(self.ketentuan, butir).model_dump(mode="json", exclude={"masa"}),
                "masa": [self.masa(butir).model_dump(mode="json")],
            }
            for butir in sorted(kode)
        }

    @classmethod
    def dari_rekaman(cls, hari: date, rekaman: Mapping[str, Any]) -> Aturan:
        """Rules as a trace kept them."""
        return cls(hari, MappingProxyType({kode: Ketentuan.model_validate(isi) for kode, isi in rekaman.items()}))


@dataclass(frozen=True)
class BukuAturan:
    """Every provision there is, by code."""

    ketentuan: Mapping[str, Ketentuan]

    def pada(self, hari: date) -> Aturan:
        """The rules in force on a day."""
        return Aturan(hari, self.ketentuan)

    def daftar(self, kode: str) -> Daftar:
        """The latest form of a code list, for reading data of any date."""
        nilai = _cari(self.ketentuan, kode).masa[-1].nilai
        if not isinstance(nilai, Daftar):
            raise GalatAturan(f"Ketentuan {kode} bukan daftar kode", tindakan="sebutkan ketentuan berbentuk daftar")
        return nilai

    @property
    def sidik(self) -> str:
        """SHA-256 of all provisions."""
        isi = {kode: butir.model_dump(mode="json") for kode, butir in sorted(self.ketentuan.items())}
        return hashlib.sha256(json.dumps(isi, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _cari(ketentuan: Mapping[str, Ketentuan], kode: str) -> Ketentuan:
    if kode not in ketentuan:
        raise GalatAturan(
            f"Ketentuan {kode} tidak ada di buku aturan",
            mengapa=f"yang ada: {', '.join(sorted(ketentuan))}",
            tindakan="periksa ejaan kodenya",
        )
    return ketentuan[kode]


def muat_buku(folder: Path = FOLDER_BAWAAN) -> BukuAturan:
    """Read every ``<peraturan>/<ketentuan>.yaml`` below a folder.

    Raises:
        GalatAturan: a file is not valid, or a matrix is not complete.
    """
    return _muat_buku(Path(folder))


@cache
def _muat_buku(folder: Path) -> BukuAturan:
    semua = [muat_ketentuan(berkas) for berkas in sorted(folder.glob("*/*.yaml"))]
    if not semua:
        raise GalatAturan(
            "Tidak ada ketentuan", di_mana=str(folder), tindakan="isi folder dengan <peraturan>/<ketentuan>.yaml"
        )
    buku = BukuAturan(MappingProxyType({ketentuan.kode: ketentuan for ketentuan in semua}))
    for ketentuan in semua:
        for masa in ketentuan.masa:
            _periksa_matriks(buku, ketentuan.kode, masa.nilai)
    return buku


def _periksa_matriks(buku: BukuAturan, kode: str, nilai: Nilai | None) -> None:
    """A matrix names each pair of codes once and gives only codes of its output list."""
    if not isinstance(nilai, Matriks):
        return
    baris, kolom = (buku.daftar(daftar).kode for daftar in nilai.sumbu.values())
    sah = set(buku.daftar(nilai.keluaran).kode)
    salah = [
        f"{b} × {k}"
        for b in sorted({*baris, *nilai.sel})
        for k in sorted({*kolom, *nilai.sel.get(b, {})})
        if b not in baris or k not in kolom or nilai.sel.get(b, {}).get(k) not in sah
    ]
    if salah:
        raise GalatAturan(
            "Matriks tidak lengkap atau berisi kode yang tidak dikenal",
            di_mana=f"aturan/{kode}.yaml",
            mengapa=f"sel bermasalah: {', '.join(salah)}",
            tindakan="isi setiap pasangan kode tepat sekali dengan kode keluaran yang sah",
        )
