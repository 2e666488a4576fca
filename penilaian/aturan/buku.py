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

from penilaian.aturan.bentuk import Daftar, Matriks, Nilai, Peta, PolaDistribusi, TabelNilai, Tuas
from penilaian.aturan.ketentuan import Ketentuan, Masa, muat_ketentuan
from penilaian.aturan.peraturan import muat_peraturan
from penilaian.galat import GalatAturan, GalatMasaBerlaku

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

    def berlaku(self, kode: str) -> bool:
        """Whether a provision is in force on the day."""
        try:
            self.masa(kode)
        except GalatMasaBerlaku:
            return False
        return True

    def nilai(self, kode: str) -> Any:
        """The value of a provision, in the model of its form."""
        return self.masa(kode).nilai


@dataclass(frozen=True)
class BukuAturan:
    """Every provision there is, by code."""

    ketentuan: Mapping[str, Ketentuan]

    def pada(self, hari: date) -> Aturan:
        """The rules in force on a day."""
        return Aturan(hari, self.ketentuan)

    def selama(self, kode: str, awal: date, akhir: date) -> tuple[Masa, ...]:
        """The entries of a provision in force on any day of a span.

        Raises:
            GalatAturan: no such provision.
        """
        return _cari(self.ketentuan, kode).selama(awal, akhir)

    def rekaman(self, kode: Iterable[str], awal: date, akhir: date) -> dict[str, Any]:
        """What a trace keeps of these provisions for a span: enough to compute again without the files."""
        return {
            butir: {
                **_cari(self.ketentuan, butir).model_dump(mode="json", exclude={"masa"}),
                "masa": [masa.model_dump(mode="json") for masa in self.selama(butir, awal, akhir)],
            }
            for butir in sorted(set(kode))
        }

    @classmethod
    def dari_rekaman(cls, rekaman: Mapping[str, Any]) -> BukuAturan:
        """Rules as a trace kept them."""
        return cls(MappingProxyType({kode: Ketentuan.model_validate(isi) for kode, isi in rekaman.items()}))

    def tuas(self, kode: str, hari: date) -> Mapping[str, Tuas]:
        """The numbers and codes of a provision that a scenario may change, as in force on a day."""
        nilai = _cari(self.ketentuan, kode).pada(hari).nilai
        return {} if nilai is None else nilai.tuas(lambda daftar: self.daftar(daftar).kode)

    def daftar(self, kode: str) -> Daftar:
        """The latest form of a code list, for reading data of any date."""
        nilai = next((masa.nilai for masa in reversed(_cari(self.ketentuan, kode).masa) if masa.nilai), None)
        if not isinstance(nilai, Daftar):
            raise GalatAturan(f"Ketentuan {kode} bukan daftar kode", tindakan="sebutkan ketentuan berbentuk daftar")
        return nilai

    @property
    def sidik(self) -> str:
        """SHA-256 of all provisions."""
        isi = {kode: butir.model_dump(mode="json") for kode, butir in sorted(self.ketentuan.items())}
        return hashlib.sha256(json.dumps(isi, ensure_ascii=False).encode()).hexdigest()


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
            _periksa_kode(buku, ketentuan.kode, masa.nilai)
    _periksa_sitasi(buku, folder)
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


def _periksa_kode(buku: BukuAturan, kode: str, nilai: Nilai | None) -> None:
    """A map, a pattern and a table name each code of their lists, and only those."""
    if isinstance(nilai, Peta):
        _samakan(buku, kode, nilai.dari, nilai.isi)
        _terkandung(buku, kode, nilai.ke, nilai.isi.values())
    elif isinstance(nilai, PolaDistribusi):
        _samakan(buku, kode, nilai.organisasi, nilai.pola)
        dipakai = [predikat for butir in nilai.pola.values() for satu in butir for predikat in satu.predikat]
        _terkandung(buku, kode, nilai.predikat, dipakai)
    elif isinstance(nilai, TabelNilai) and nilai.daftar is not None:
        _samakan(buku, kode, nilai.daftar, nilai.baris)


def _samakan(buku: BukuAturan, kode: str, daftar: str, dipakai: Iterable[str]) -> None:
    kurang = sorted(set(buku.daftar(daftar).kode) - set(dipakai))
    if kurang:
        raise GalatAturan(
            f"Ketentuan tidak lengkap: {', '.join(kurang)} tidak diisi",
            di_mana=f"aturan/{kode}.yaml",
            mengapa=f"setiap kode {daftar} harus ada",
            tindakan="isi kode yang disebut",
        )
    _terkandung(buku, kode, daftar, dipakai)


def _terkandung(buku: BukuAturan, kode: str, daftar: str, dipakai: Iterable[str]) -> None:
    asing = sorted(set(dipakai) - set(buku.daftar(daftar).kode))
    if asing:
        raise GalatAturan(
            f"Kode {', '.join(asing)} tidak dikenal",
            di_mana=f"aturan/{kode}.yaml",
            mengapa=f"tidak ada di {daftar}",
            tindakan="periksa ejaannya",
        )


def _periksa_sitasi(buku: BukuAturan, folder: Path) -> None:
    """Every citation names a regulation of the folder's register, where it has one."""
    berkas = folder / "peraturan.yaml"
    if not berkas.exists():
        return
    dikenal = set(muat_peraturan(berkas))
    for kode, ketentuan in buku.ketentuan.items():
        for masa in ketentuan.masa:
            if masa.sitasi.peraturan not in dikenal:
                raise GalatAturan(
                    f"Sitasi menunjuk peraturan yang tidak terdaftar: {masa.sitasi.peraturan}",
                    di_mana=f"aturan/{kode}.yaml, masa {masa.sejak.isoformat()}",
                    tindakan="pakai nama di aturan/peraturan.yaml, atau tambahkan peraturannya di sana",
                )
