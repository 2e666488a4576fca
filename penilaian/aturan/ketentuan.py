"""A provision: a dated, cited value of one rule, read from one YAML file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from penilaian.aturan.bentuk import Ketat, Nilai, Parameter
from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.bahasa import tanggal
from penilaian.galat import GalatAturan, GalatMasaBerlaku

BELUM_DIVERIFIKASI = "belum diverifikasi"


class Sitasi(Ketat):
    """Where a value stands: regulation, place in it, printed page."""

    peraturan: str = Field(min_length=1)
    tempat: str = Field(min_length=1)
    halaman: str | None = None

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.peraturan, self.tempat, self.halaman and f"hlm. {self.halaman}")))


class Masa(Ketat):
    """The value in force from ``sejak`` until the next entry; ``nilai`` None means revoked.

    ``diperiksa`` is the day by which our notes say that a person had read the official text;
    ``skenario`` names the scenario that changed the value, which is then no rule in force.
    """

    sejak: date
    sitasi: Sitasi
    diperiksa: date | None
    catatan: str = ""
    skenario: str = ""
    nilai: Nilai | None

    @property
    def verifikasi(self) -> str:
        """What a reader is told about how sure the value is."""
        if self.skenario:
            return f"skenario, bukan aturan yang berlaku: {self.skenario}"
        if self.diperiksa is None:
            return BELUM_DIVERIFIKASI
        return f"naskah dibaca, menurut catatan per {tanggal(self.diperiksa)}"


SIFAT = {
    "peraturan": "peraturan",
    "kebijakan_lokal": "kebijakan lokal, bukan peraturan",
    "praktik": "praktik, bukan peraturan",
}
"""What a reader is told about the standing of a provision."""


class Ketentuan(Ketat):
    """One rule of one regulation through time."""

    kode: str = Field(pattern=r"^[a-z0-9-]+/[a-z0-9_]+$")
    judul: str = Field(min_length=1)
    sifat: Literal["peraturan", "kebijakan_lokal", "praktik"]
    satuan: str
    pembulatan: str
    masa: tuple[Masa, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _urut(self) -> Ketentuan:
        tanggal = [butir.sejak for butir in self.masa]
        if tanggal != sorted(set(tanggal)):
            raise ValueError("masa berlaku harus urut menurut tanggal dan tidak berulang")
        if len({butir.nilai.bentuk for butir in self.masa if butir.nilai is not None}) > 1:
            raise ValueError("bentuk nilai tidak boleh berganti di satu ketentuan; buat ketentuan baru")
        return self

    def uraian_sifat(self, hari: date) -> str:
        """The standing of the rule, and that of its parameters where they are our own choice."""
        nilai = self.pada(hari).nilai
        lokal = isinstance(nilai, Parameter) and any(b.asal == "kebijakan_lokal" for b in nilai.butir.values())
        return SIFAT[self.sifat] + ("; parameternya kebijakan lokal" if lokal and self.sifat == "peraturan" else "")

    def pada(self, hari: date) -> Masa:
        """The entry in force on a day.

        Raises:
            GalatMasaBerlaku: the day is before the first entry, or the rule was revoked.
        """
        berlaku = [butir for butir in self.masa if butir.sejak <= hari]
        if not berlaku:
            raise GalatMasaBerlaku(
                "belum_berlaku",
                f"Ketentuan {self.kode} belum berlaku pada {hari.isoformat()}",
                di_mana=f"aturan/{self.kode}.yaml",
                mengapa=f"masa berlaku pertama mulai {self.masa[0].sejak.isoformat()}",
                tindakan="pilih periode yang lebih baru, atau tambahkan masa berlaku dengan sitasinya",
            )
        if berlaku[-1].nilai is None:
            raise GalatMasaBerlaku(
                "tidak_berlaku",
                f"Ketentuan {self.kode} sudah tidak berlaku pada {hari.isoformat()}",
                di_mana=f"aturan/{self.kode}.yaml",
                mengapa=f"dicabut sejak {berlaku[-1].sejak.isoformat()} ({berlaku[-1].sitasi})",
                tindakan="pakai ketentuan penggantinya",
            )
        return berlaku[-1]

    def selama(self, awal: date, akhir: date) -> tuple[Masa, ...]:
        """The entries in force on any day of a span, in order; entries that revoke included."""
        mulai = [nomor for nomor, butir in enumerate(self.masa) if butir.sejak <= awal]
        return tuple(butir for butir in self.masa[mulai[-1] if mulai else 0 :] if butir.sejak <= akhir)


_KALIMAT = {
    "extra_forbidden": "kunci ini tidak dikenal; periksa ejaannya atau hapus",
    "missing": "kunci ini wajib ada",
    "string_too_short": "tidak boleh kosong",
    "too_short": "tidak boleh kosong",
    "string_type": "harus berupa teks",
    "dict_type": "harus berupa pasangan kunci dan nilai",
    "model_type": "harus berupa pasangan kunci dan nilai",
    "date_from_datetime_parsing": "harus tanggal YYYY-MM-DD",
    "date_type": "harus tanggal YYYY-MM-DD",
    "date_parsing": "harus tanggal YYYY-MM-DD",
}


def sebab_galat(galat: ValidationError) -> str:
    """What pydantic found wrong, in Indonesian, one clause a finding."""
    return "; ".join(
        f"{'.'.join(str(bagian) for bagian in butir['loc']) or 'isi'}: {_kalimat(butir)}" for butir in galat.errors()
    )


def _kalimat(butir: Any) -> str:
    if butir["type"] == "value_error":
        return str(butir["msg"]).removeprefix("Value error, ")
    return _KALIMAT.get(butir["type"], "bentuknya salah")


def muat_ketentuan(berkas: Path) -> Ketentuan:
    """Read one provision; its code must equal its path ``<peraturan>/<ketentuan>.yaml``.

    Raises:
        GalatAturan: unknown or missing key, gap in bands, wrong code, … with file and fix.
    """
    isi = muat_yaml(berkas)
    try:
        ketentuan = Ketentuan.model_validate(isi)
    except ValidationError as galat:
        raise GalatAturan(
            "Ketentuan tidak sah",
            di_mana=str(berkas),
            mengapa=sebab_galat(galat),
            tindakan="perbaiki kunci yang disebut",
        ) from None
    seharusnya = f"{berkas.parent.name}/{berkas.stem}"
    if ketentuan.kode != seharusnya:
        raise GalatAturan(
            f"Kode ketentuan {ketentuan.kode} tidak sama dengan tempat berkasnya",
            di_mana=str(berkas),
            tindakan=f"tulis kode {seharusnya} atau pindahkan berkasnya",
        )
    return ketentuan
