"""The small profile of the agency that publishes the reports: its letterhead and who signs.

It stands in ``profil.yaml`` beside the tables. Nothing is made up: what the file does not say is left out.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from penilaian.aturan.ketentuan import sebab_galat
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.bahasa import angka
from penilaian.berkas import sebab_berkas
from penilaian.galat import GalatAturan, GalatData

NAMA_PROFIL = "profil.yaml"
BATAS_LAMBANG = 100_000
"""Bytes of the emblem: it is copied into every report."""
SISI_LAMBANG = 2_000
"""Pixels of the emblem's longer side."""
SELURUH_INSTANSI = "kota"
"""The code of a report about all agencies together."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG_BERBAHAYA = re.compile(
    rb"<!ENTITY|<!DOCTYPE|<script|<foreignObject|<image|<use|@import|url\(\s*['\"]?(?!#)|\son\w+\s*=|href\s*=\s*['\"](?!#)",
    re.IGNORECASE,
)
_KENDALI = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _sebaris(teks: str) -> str:
    if _KENDALI.search(teks):
        raise ValueError("tulis dalam satu baris, tanpa karakter kendali")
    return teks


def _nama_berkas(teks: str) -> str:
    if not re.fullmatch(r"(?!\.)[^/\\:]*", teks):
        raise ValueError("tulis nama berkas di folder yang sama, tanpa folder")
    return teks


Baris = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_sebaris)]


class _Alamat(BaseModel):
    """Where an office is reached; empty is not shown."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    alamat: Baris = ""
    telepon: Baris = ""
    laman: Baris = ""
    pos_el: Baris = ""


class Kop(_Alamat):
    """A letterhead and the block to sign, for one report; ``lambang`` is a ``data:`` address or empty."""

    pemerintah: Baris = ""
    nama: Baris = ""
    lambang: str = ""
    tempat: Baris = ""
    penanda_tangan: Baris = ""

    def konteks(self) -> dict[str, object]:
        """What a report's context takes from it."""
        return {"kop": self.model_dump(), "tempat": self.tempat, "penanda_tangan": self.penanda_tangan}


class ProfilOpd(_Alamat):
    """What differs for one agency."""

    nama: Baris = ""
    penanda_tangan: Baris = ""


class Profil(_Alamat):
    """The whole file; the addresses at its top belong to the government as a whole.

    ``penanda_tangan`` is the office that signs where its agency names none. ``lambang`` is the name of a
    PNG or SVG file beside the profile, and once that is read a ``data:`` address with all of it.
    """

    pemerintah: Baris = ""
    tempat: Baris = ""
    lambang: Annotated[Baris, AfterValidator(_nama_berkas)] = ""
    penanda_tangan: Baris = ""
    opd: dict[str, ProfilOpd] = Field(default_factory=dict)

    def untuk(self, kode_opd: str, nama: str = "") -> Kop:
        """The letterhead of an agency; ``nama`` is what the tables call it.

        An agency's letterhead never carries the address of the government: only its own, if that is known.
        """
        sendiri = self.opd.get(kode_opd, ProfilOpd())
        kota = kode_opd == SELURUH_INSTANSI
        sumber: _Alamat = self if kota and kode_opd not in self.opd else sendiri
        return Kop(
            pemerintah=self.pemerintah,
            nama=sendiri.nama or ("" if kota else nama),
            lambang=self.lambang,
            tempat=self.tempat,
            penanda_tangan=sendiri.penanda_tangan or self.penanda_tangan,
            **{kunci: getattr(sumber, kunci) for kunci in _Alamat.model_fields},
        )


def baca_profil(folder: Path) -> Profil:
    """The folder's profile; an empty one where there is none.

    Raises:
        GalatData: the file or its emblem cannot be used; the message names the place and the fix.
    """
    berkas = folder / NAMA_PROFIL
    if not berkas.exists():
        return Profil()
    try:
        profil = Profil.model_validate(muat_yaml(berkas))
    except GalatAturan as galat:
        raise GalatData(galat.apa, di_mana=galat.di_mana, mengapa=galat.mengapa, tindakan=galat.tindakan) from None
    except ValidationError as galat:
        raise GalatData(
            "Profil instansi tidak dapat dipakai",
            di_mana=str(berkas),
            mengapa=sebab_galat(galat),
            tindakan=f"kunci yang dikenal: {', '.join(Profil.model_fields)}; tulis angka dan kode di dalam tanda kutip",
        ) from None
    return profil.model_copy(update={"lambang": _baca_lambang(folder / profil.lambang)}) if profil.lambang else profil


def berkas_profil(folder: Path) -> frozenset[str]:
    """The names of files in a folder that belong to its profile and are no tables."""
    try:
        isi = muat_yaml(folder / NAMA_PROFIL)
    except GalatAturan:  # none, or one that ``baca_profil`` refuses in words
        return frozenset({NAMA_PROFIL})
    lambang = isi.get("lambang") if isinstance(isi, dict) else None
    return frozenset({NAMA_PROFIL, lambang} if isinstance(lambang, str) else {NAMA_PROFIL})


def _baca_lambang(berkas: Path) -> str:
    try:
        if berkas.stat().st_size > BATAS_LAMBANG:
            raise _galat_lambang(berkas, f"lebih besar dari {angka(BATAS_LAMBANG // 1000)} kB", "perkecil gambarnya")
        isi = berkas.read_bytes()
    except OSError as galat:
        raise _galat_lambang(berkas, f"berkasnya {sebab_berkas(galat)}", "periksa nama dan izinnya") from None
    if isi.startswith(_PNG):
        sisi = max(int.from_bytes(isi[16:20], "big"), int.from_bytes(isi[20:24], "big"))
        if not 0 < sisi <= SISI_LAMBANG:
            raise _galat_lambang(
                berkas, f"sisinya {angka(sisi)} piksel, batasnya {angka(SISI_LAMBANG)}", "perkecil gambarnya"
            )
        return f"data:image/png;base64,{base64.b64encode(isi).decode('ascii')}"
    if b"<svg" not in isi[:2000] or _SVG_BERBAHAYA.search(isi):
        raise _galat_lambang(
            berkas, "bukan PNG, dan bukan SVG yang hanya berisi bentuk", "simpan ulang sebagai PNG, atau SVG polos"
        )
    return f"data:image/svg+xml;base64,{base64.b64encode(isi).decode('ascii')}"


def _galat_lambang(berkas: Path, mengapa: str, tindakan: str) -> GalatData:
    return GalatData("Lambang instansi tidak dapat dipakai", di_mana=str(berkas), mengapa=mengapa, tindakan=tindakan)
