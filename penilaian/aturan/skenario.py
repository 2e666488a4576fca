"""Scenarios: another rule to try, as an overlay with author, reason and date.

An overlay names provisions and their levers (``penilaian aturan --ketentuan …``
lists them) with the value to try. What it makes of the rule book is marked as a
scenario wherever it is shown, and the files of the rule book stay as they are.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from penilaian.aturan.bentuk import Ketat, Nilai, Tuas, terlalu_halus, urai_pecahan
from penilaian.aturan.buku import BukuAturan
from penilaian.aturan.ketentuan import Ketentuan, Masa, sebab_galat
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.galat import GalatSkenario
from penilaian.periode import Periode

_NILAI: TypeAdapter[Any] = TypeAdapter(Nilai)


def _kalimat(nilai: object) -> object:
    """Text on one line; what a terminal would act on is refused."""
    if isinstance(nilai, str):
        nilai = " ".join(nilai.split())
        if not nilai.isprintable():
            raise ValueError("berisi tanda yang tidak dapat dicetak")
    return nilai


def _tanggal(nilai: object) -> object:
    """A day, written YYYY-MM-DD; a number of seconds or a time of day is none."""
    if type(nilai) is date:
        return nilai
    try:
        return date.fromisoformat(nilai) if isinstance(nilai, str) else date.fromisoformat("")
    except ValueError:
        raise ValueError("harus tanggal YYYY-MM-DD") from None


Kalimat = Annotated[str, BeforeValidator(_kalimat), Field(min_length=1)]


class Skenario(Ketat):
    """An overlay: what to change, who asks, why and when. ``perubahan`` is provision → lever → value."""

    judul: Kalimat
    penyusun: Kalimat
    tanggal: Annotated[date, BeforeValidator(_tanggal)]
    alasan: Kalimat
    perubahan: dict[str, Annotated[dict[str, Any], Field(min_length=1)]] = Field(min_length=1)

    def __str__(self) -> str:
        return f"{self.judul} ({self.penyusun}, {self.tanggal.isoformat()})"


@dataclass(frozen=True)
class Perubahan:
    """One lever before and after."""

    kode: str
    tuas: str
    semula: Fraction | str
    menjadi: Fraction | str
    satuan: str
    asal: str


def baca_skenario(berkas: Path) -> Skenario:
    """Read an overlay.

    Raises:
        GalatSkenario: no such file, unknown or missing keys.
        GalatAturan: no valid YAML.
    """
    if not berkas.is_file():
        raise GalatSkenario(
            "Berkas skenario tidak ditemukan", di_mana=str(berkas), tindakan="periksa ejaan dan letaknya"
        )
    try:
        return Skenario.model_validate(muat_yaml(berkas))
    except ValidationError as galat:
        raise GalatSkenario(
            "Berkas skenario tidak sah",
            di_mana=berkas.name,
            mengapa=sebab_galat(galat),
            tindakan="tulis judul, penyusun, tanggal, alasan, dan perubahan (ketentuan: {tuas: nilai})",
        ) from None


def terapkan(buku: BukuAturan, skenario: Skenario, periode: Periode) -> tuple[BukuAturan, tuple[Perubahan, ...]]:
    """The rule book with the scenario's values for a period, and what changed.

    Raises:
        GalatSkenario: an unknown provision or lever, a provision not in force in the
            period, or a value outside the allowed range; names the provision and the range.
    """
    isi, semua = dict(buku.ketentuan), []
    for kode, perubahan in skenario.perubahan.items():
        isi[kode], daftar = _ubah_ketentuan(buku, kode, perubahan, skenario, periode)
        semua += daftar
    return BukuAturan(MappingProxyType(isi)), tuple(semua)


def _ubah_ketentuan(
    buku: BukuAturan, kode: str, perubahan: Mapping[str, Any], skenario: Skenario, periode: Periode
) -> tuple[Ketentuan, list[Perubahan]]:
    if kode not in buku.ketentuan:
        raise GalatSkenario(
            f"Ketentuan {kode} tidak ada di buku aturan",
            di_mana=f"skenario {skenario.judul}",
            mengapa=_saran(kode, buku.ketentuan),
            tindakan="periksa ejaan kodenya",
        )
    ketentuan = buku.ketentuan[kode]
    berlaku = [masa for masa in buku.selama(kode, periode.awal, periode.akhir) if masa.nilai is not None]
    if not berlaku:
        raise GalatSkenario(
            f"Ketentuan {kode} tidak berlaku pada {periode.label}",
            di_mana=f"skenario {skenario.judul}",
            mengapa=f"masa berlakunya mulai {', '.join(masa.sejak.isoformat() for masa in ketentuan.masa)}",
            tindakan="pilih periode lain, atau ubah ketentuan yang berlaku pada periode itu",
        )
    baru: dict[date, Masa] = {}
    daftar: list[Perubahan] = []
    for masa in berlaku:
        baru[masa.sejak], daftar = _ubah_masa(buku, kode, masa, perubahan, skenario)
    return ketentuan.model_copy(update={"masa": tuple(baru.get(masa.sejak, masa) for masa in ketentuan.masa)}), daftar


def _ubah_masa(
    buku: BukuAturan, kode: str, masa: Masa, perubahan: Mapping[str, Any], skenario: Skenario
) -> tuple[Masa, list[Perubahan]]:
    if masa.nilai is None:
        raise TypeError("masa yang dicabut tidak dapat diubah")
    tuas = buku.tuas(kode, masa.sejak)
    isi = copy.deepcopy(masa.nilai.model_dump(mode="json"))
    daftar = []
    for nama, tulisan in perubahan.items():
        if nama not in tuas:
            raise GalatSkenario(
                f"{kode} tidak punya yang bernama {nama}",
                di_mana=f"skenario {skenario.judul}",
                mengapa=_saran(nama, tuas) if tuas else "tidak ada yang dapat diubah dalam ketentuan ini",
                tindakan=f"lihat `penilaian aturan --ketentuan {kode}`",
            )
        menjadi = _nilai_sah(kode, nama, tuas[nama], tulisan, skenario)
        _tulis(isi, tuas[nama], menjadi)
        satu = tuas[nama]
        daftar.append(Perubahan(kode, nama, satu.nilai, menjadi, satu.satuan, satu.asal))
    try:
        nilai = _NILAI.validate_python(isi)
    except ValidationError as galat:
        raise GalatSkenario(
            f"Perubahan {kode} tidak sah bersama-sama",
            di_mana=f"skenario {skenario.judul}",
            mengapa=sebab_galat(galat),
            tindakan="perbaiki nilainya agar tidak ada celah dan tidak bertumpuk",
        ) from None
    return masa.model_copy(update={"nilai": nilai, "skenario": str(skenario)}), daftar


def _nilai_sah(kode: str, nama: str, tuas: Tuas, tulisan: Any, skenario: Skenario) -> Fraction | str:
    """The value to try, if it is one that may be tried and is not already in force."""
    boleh = _boleh(tuas)
    menjadi = _pilihan(tulisan) if tuas.pilihan else _pecahan(tulisan)
    if menjadi is None or not _sah(menjadi, tuas):
        raise GalatSkenario(
            f"{kode}, {nama}: {tulisan} tidak diperbolehkan",
            di_mana=f"skenario {skenario.judul}",
            mengapa=f"yang diperbolehkan: {boleh}",
            tindakan="pilih nilai yang diperbolehkan",
        )
    if menjadi == tuas.nilai:
        raise GalatSkenario(
            f"{kode}, {nama}: {tulisan} sudah nilai yang berlaku",
            di_mana=f"skenario {skenario.judul}",
            mengapa="perubahan ini tidak mengubah apa pun",
            tindakan=f"hapus barisnya, atau tulis nilai lain; {boleh}",
        )
    return menjadi


def _sah(menjadi: Fraction | str, tuas: Tuas) -> bool:
    if isinstance(menjadi, str):
        return menjadi in tuas.pilihan
    bawah, atas = tuas.rentang or (Fraction(0), Fraction(0))
    bulat = not tuas.bulat or menjadi.denominator == 1
    return bawah <= menjadi <= atas and bulat and not terlalu_halus(menjadi)


def _pilihan(tulisan: Any) -> str | None:
    """A code; a choice that looks like a number may be written as one."""
    return str(tulisan) if isinstance(tulisan, str | int) and not isinstance(tulisan, bool) else None


def _boleh(tuas: Tuas) -> str:
    if tuas.pilihan:
        return f"salah satu dari {', '.join(tuas.pilihan)}"
    bawah, atas = (tuas.rentang or (Fraction(0), Fraction(0)))[:2]
    jenis = "bilangan bulat" if tuas.bulat else "bilangan dengan paling banyak 4 desimal"
    return f"{jenis} dari {_tulisan(bawah)} sampai {_tulisan(atas)} {tuas.satuan}".strip()


def _tulisan(nilai: Fraction) -> str:
    return str(nilai) if nilai.denominator == 1 else f"{nilai} ({float(nilai):.6g})".replace(".", ",")


def _pecahan(tulisan: Any) -> Fraction | None:
    if isinstance(tulisan, bool) or not isinstance(tulisan, int | Decimal | str):
        return None
    return urai_pecahan(tulisan)


def _tulis(isi: Any, tuas: Tuas, menjadi: Fraction | str) -> None:
    teks: Any = menjadi if isinstance(menjadi, str) else str(menjadi)
    for jalur in tuas.jalur:
        tempat = isi
        for bagian in jalur[:-1]:
            tempat = tempat[int(bagian)] if isinstance(tempat, list | tuple) else tempat[bagian]
        kunci: Any = int(jalur[-1]) if isinstance(tempat, list) else jalur[-1]
        tempat[kunci] = int(teks) if tuas.bulat and "hari" in jalur[-1] else teks


def _saran(kata: str, ada: Mapping[str, Any]) -> str:
    mirip = get_close_matches(kata, list(ada), 3, cutoff=0.4)
    return f"mungkin maksudnya {', '.join(mirip)}" if mirip else f"yang ada: {', '.join(sorted(ada))}"
