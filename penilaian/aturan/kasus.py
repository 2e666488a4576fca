"""Running case files: worked examples of the rules, as data an auditor can write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from penilaian.aturan.bentuk import Ketat, Pecahan
from penilaian.aturan.buku import BukuAturan, muat_buku
from penilaian.aturan.penerapan import PENERAPAN, Penerapan, penerapan_bentuk
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.galat import GalatAturan, GalatMasaBerlaku, GalatPenilaian, GalatRumus

TOLERANSI_BILANGAN = Fraction(5, 1000)


class Kasus(Ketat):
    """One case: input, expected output, and where the numbers come from."""

    nama: str = Field(min_length=1)
    ketentuan: str
    masukan: dict[str, Any]
    keluaran: dict[str, Any] = Field(min_length=1)
    toleransi: Annotated[Pecahan, Field(ge=0, le=1)] | None = None
    tanggal: date | None = None
    asal: str = Field(min_length=1)
    jenis: Literal["tercetak", "turunan", "ingatan"]


@dataclass(frozen=True)
class HasilKasus:
    """What became of a case; ``beda`` names each key that differs, with expected and got."""

    berkas: Path
    kasus: Kasus
    beda: tuple[str, ...]

    @property
    def lulus(self) -> bool:
        return not self.beda


def muat_kasus(berkas: Path) -> list[Kasus]:
    """Read a case file.

    Raises:
        GalatAturan: no YAML list, unknown or missing keys, or two cases of one name.
    """
    isi = muat_yaml(berkas)
    if not isinstance(isi, list) or not isi:
        raise GalatAturan(
            "Berkas kasus tidak berisi daftar kasus",
            di_mana=str(berkas),
            tindakan="tulis satu butir `- nama: …` per kasus",
        )
    try:
        kasus = TypeAdapter(list[Kasus]).validate_python(isi)
    except ValidationError as galat:
        pertama = galat.errors()[0]
        nomor, *kunci = pertama["loc"]
        raise GalatAturan(
            f"Kasus ke-{int(nomor) + 1} tidak sah",
            di_mana=str(berkas),
            mengapa=f"{'.'.join(str(bagian) for bagian in kunci) or 'isi'}: {_sebab(pertama['type'], pertama['msg'])}",
            tindakan="bandingkan dengan tests/kasus/README.md",
        ) from None
    nama = [(butir.ketentuan, butir.nama) for butir in kasus]
    kembar = sorted({pasangan for pasangan in nama if nama.count(pasangan) > 1})
    if kembar:
        raise GalatAturan(
            f"Nama kasus dipakai dua kali: {kembar[0][1]}", di_mana=str(berkas), tindakan="beri nama yang berbeda"
        )
    return kasus


def _sebab(jenis: str, pesan: str) -> str:
    return {
        "missing": "kunci ini wajib ada",
        "extra_forbidden": "kunci ini tidak dikenal",
        "literal_error": "bukan salah satu dari tercetak, turunan, ingatan",
        "dict_type": "harus berupa pasangan kunci dan nilai",
        "string_type": "harus berupa teks",
        "string_too_short": "tidak boleh kosong",
        "too_short": "tidak boleh kosong",
        "model_type": "harus berupa pasangan kunci dan nilai",
    }.get(jenis, pesan.removeprefix("Value error, ") if jenis == "value_error" else "bentuknya salah")


def uji_kasus(berkas: Path, buku: BukuAturan | None = None) -> Iterator[HasilKasus]:
    """Run the cases of one file; the file's name is the regulation's code."""
    for kasus in muat_kasus(berkas):
        yield uji_satu(berkas, kasus, buku)


def uji_satu(berkas: Path, kasus: Kasus, buku: BukuAturan | None = None) -> HasilKasus:
    """Run one case of a file."""
    return HasilKasus(berkas, kasus, tuple(_beda(f"{berkas.stem}/{kasus.ketentuan}", kasus, buku or muat_buku())))


def _beda(kode: str, kasus: Kasus, buku: BukuAturan) -> Iterator[str]:
    if kode not in buku.ketentuan:
        yield f"ketentuan {kode} tidak dikenal"
        return
    penerapan = penerapan_kasus(kode, buku)
    if penerapan is None:
        yield f"ketentuan {kode} belum punya penerapan untuk kasus"
        return
    asing = sorted(set(kasus.masukan) - penerapan.kunci)
    if asing:
        yield f"masukan {', '.join(asing)} tidak dikenal; yang ada: {', '.join(sorted(penerapan.kunci))}"
        return
    try:
        hasil = penerapan.fungsi(kasus.masukan, buku.pada(hari_kasus(kode, kasus, buku)), kode)
    except (GalatRumus, GalatMasaBerlaku) as galat:
        hasil = {"galat": galat.kode}
    except KeyError as galat:
        yield f"masukan {galat.args[0]} tidak ada"
        return
    except GalatPenilaian as galat:
        yield galat.paragraf()
        return
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        yield f"masukan tidak dapat dipakai: {dict(kasus.masukan)}"
        return
    for kunci, harap in kasus.keluaran.items():
        dapat = hasil.get(kunci)
        if kunci not in hasil or not _sama(harap, dapat, kasus.toleransi):
            semua = "" if kunci in hasil else f" (keluaran: {hasil})"
            yield f"{kunci}: harap {_tulis(harap)}, dapat {_tulis(dapat)}{semua}"


def penerapan_kasus(kode: str, buku: BukuAturan) -> Penerapan | None:
    """How cases of a provision are applied: by its own adapter, or by its form."""
    bentuk = next(masa.nilai for masa in buku.ketentuan[kode].masa if masa.nilai is not None)
    return PENERAPAN.get(kode) or penerapan_bentuk(bentuk)


def hari_kasus(kode: str, kasus: Kasus, buku: BukuAturan) -> date:
    """The day a case is judged on: its own, else the start of the latest entry that is in force."""
    berlaku = [masa.sejak for masa in buku.ketentuan[kode].masa if masa.nilai is not None]
    return kasus.tanggal or berlaku[-1]


def _sama(harap: Any, dapat: Any, toleransi: Fraction | None) -> bool:
    if isinstance(harap, bool) or isinstance(dapat, bool):
        return harap is dapat
    if isinstance(harap, int | Decimal):
        batas = TOLERANSI_BILANGAN if toleransi is None else toleransi
        return isinstance(dapat, int | Fraction | Decimal) and abs(Fraction(dapat) - Fraction(harap)) <= batas
    if isinstance(harap, list):
        return isinstance(dapat, list | tuple) and Counter(map(_nilai, harap)) == Counter(map(_nilai, dapat))
    return bool(harap == dapat)


def _nilai(butir: Any) -> Any:
    """A member of a list as it is compared: numbers by value, everything else as it is."""
    return Fraction(butir) if isinstance(butir, int | Decimal) and not isinstance(butir, bool) else butir


def _tulis(nilai: Any) -> str:
    if isinstance(nilai, Fraction):
        return f"{float(nilai):.6g}"
    return "kosong" if nilai is None else str(nilai)
