"""What a verification finds, and the one sentence it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["sama", "berbeda", "tidak_dapat_diperiksa"]
Langkah = Literal["berkas", "data", "aturan", "kode", "hitung", "jalankan", "halaman"]
Golongan = Literal["", "laporan", "program", "keadaan", "gambar", "tak_terperiksa"]
"""What a difference is: ``laporan`` the report is not what was made (alarm), ``program`` the same inputs give
other figures (alarm), ``keadaan`` the world moved on, ``gambar`` only pixels, ``tak_terperiksa`` it could not
be seen although it should be. Empty for what agrees and for what was left out on purpose.
"""

JUDUL_LANGKAH: dict[Langkah, str] = {
    "berkas": "Berkas",
    "data": "Data",
    "aturan": "Aturan",
    "kode": "Kode",
    "hitung": "Hitung ulang",
    "jalankan": "Jalankan ulang",
    "halaman": "HTML, PDF, XLSX",
}
_SEBUTAN_SAMA: dict[Langkah, str] = {
    "berkas": "berkas", "data": "data", "aturan": "aturan", "kode": "kode", "hitung": "hitungan",
    "jalankan": "notebook yang dijalankan ulang", "halaman": "halaman",
}  # fmt: skip
_ALARM = {
    "laporan": "laporan diubah sesudah dibuat",
    "program": "program menghasilkan isi lain dari masukan yang sama",
}
SEBAB_KEADAAN: dict[Langkah, str] = {"data": "data berubah", "aturan": "aturan berubah", "kode": "kode berubah"}
_SEBUT = 4
"""How many things the sentence names of one kind; the list names all."""


@dataclass(frozen=True)
class Butir:
    """One thing compared: what the manifest or the report says, what is there now, what that means, what to do."""

    langkah: Langkah
    perihal: str
    status: Status
    diharapkan: str = ""
    ditemukan: str = ""
    arti: str = ""
    tindakan: str = ""
    golongan: Golongan = ""
    rincian: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Perubahan:
    """What is no longer as it was recorded; it decides what a difference means."""

    masukan: bool
    """Data, other inputs or rules."""
    kode: bool
    """Notebook, package or libraries."""
    laporan: bool
    """The files of the report themselves."""

    @classmethod
    def dari(cls, butir: Sequence[Butir]) -> Perubahan:
        beda = {satu.langkah for satu in butir if satu.golongan in ("keadaan", "tak_terperiksa")}
        laporan = any(satu.golongan == "laporan" and satu.langkah == "berkas" for satu in butir)
        return cls(bool({"data", "aturan"} & beda), "kode" in beda, laporan)


def banding(
    langkah: Langkah,
    perihal: str,
    diharapkan: str,
    ditemukan: str,
    *,
    arti: str,
    tindakan: str,
    golongan: Golongan,
    rincian: Sequence[str] = (),
) -> Butir:
    """Two values compared; meaning and action are kept only where they differ."""
    if diharapkan == ditemukan:
        return Butir(langkah, perihal, "sama", diharapkan, ditemukan)
    return Butir(langkah, perihal, "berbeda", diharapkan, ditemukan, arti, tindakan, golongan, tuple(rincian))


def tak_terperiksa(langkah: Langkah, perihal: str, arti: str, tindakan: str = "", *, dilewati: bool = False) -> Butir:
    """Something not compared: ``dilewati`` on purpose or because there is nothing to compare, else for want of it."""
    golongan: Golongan = "" if dilewati else "tak_terperiksa"
    return Butir(langkah, perihal, "tidak_dapat_diperiksa", arti=arti, tindakan=tindakan, golongan=golongan)


@dataclass(frozen=True)
class HasilVerifikasi:
    """All that was compared for one report; ``id`` is its file name without ending."""

    id: str
    manifes: str
    butir: tuple[Butir, ...]
    gagal: bool = False
    """Whether the report is the page of a failed run, which has no figures."""

    @property
    def sesuai(self) -> bool:
        """Whether nothing differs, and nothing that should have been compared could not be."""
        return not any(satu.golongan for satu in self.butir)

    @property
    def golongan(self) -> tuple[Golongan, ...]:
        """The kinds of differences there are, alarms first."""
        ada = {satu.golongan for satu in self.butir}
        urutan: tuple[Golongan, ...] = ("laporan", "program", "keadaan", "gambar", "tak_terperiksa")
        return tuple(satu for satu in urutan if satu in ada)

    @property
    def alarm(self) -> bool:
        """Whether somebody has to look at it: the report was altered, or the same inputs give other figures."""
        return bool({"laporan", "program"} & set(self.golongan))

    @property
    def putusan(self) -> str:
        """The verdict, one sentence."""
        subjek = "Halaman gagal ini" if self.gagal else "Laporan ini"
        if self.sesuai:
            return f"{subjek} masih sesuai: {_daftar_sama(self.butir)} sama dengan manifesnya{_dilewati(self.butir)}."
        sebab = [_sebab_golongan(self, satu) for satu in self.golongan]
        if self.golongan == ("tak_terperiksa",):
            return f"{subjek} belum dapat dinyatakan sesuai: {'; '.join(sebab)}; sisanya sama."
        utuh = "" if self.alarm else "; laporannya sendiri tidak diubah sejak dibuat"
        return f"{subjek} tidak lagi sesuai: {'; '.join(sebab)}{_sisa(self.butir)}{utuh}."

    def ke_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "id": self.id,
            "manifes": self.manifes,
            "sesuai": self.sesuai,
            "alarm": self.alarm,
            "golongan": list(self.golongan),
            "putusan": self.putusan,
            "butir": [asdict(satu) | {"rincian": list(satu.rincian)} for satu in self.butir],
        }


def _daftar_sama(butir: Sequence[Butir]) -> str:
    ada = dict.fromkeys(_SEBUTAN_SAMA[satu.langkah] for satu in butir if satu.status == "sama")
    return ", ".join(ada) or "tidak ada yang diperiksa dan tidak ada yang"


def _dilewati(butir: Sequence[Butir]) -> str:
    lewat = dict.fromkeys(JUDUL_LANGKAH[satu.langkah].lower() for satu in butir if satu.status != "sama")
    tanpa = [
        nama for nama in lewat if nama not in {JUDUL_LANGKAH[s.langkah].lower() for s in butir if s.status == "sama"}
    ]
    return f" ({', '.join(tanpa)} tidak diperiksa)" if tanpa else ""


def _sebab_golongan(hasil: HasilVerifikasi, golongan: Golongan) -> str:
    milik = [satu for satu in hasil.butir if satu.golongan == golongan]
    if golongan in _ALARM:
        return f"{_ALARM[golongan]} ({_sebutkan(milik)})"
    if golongan == "gambar":
        return f"gambar berbeda pikselnya ({_sebutkan(milik)})"
    if golongan == "tak_terperiksa":
        return f"yang tidak dapat diperiksa: {_sebutkan(milik)}"
    return _sebab_keadaan(milik)


def _sebab_keadaan(milik: Sequence[Butir]) -> str:
    """What moved on, and whether figures moved with it."""
    sebab = [
        f"{teks} ({_sebutkan(isi)})"
        for langkah, teks in SEBAB_KEADAAN.items()
        if (isi := [satu for satu in milik if satu.langkah == langkah])
    ]
    akibat = dict.fromkeys(_SEBUTAN_SAMA[satu.langkah] for satu in milik if satu.langkah not in SEBAB_KEADAAN)
    if akibat:
        sebab.append(f"{'akibatnya ' if sebab else ''}{', '.join(akibat)} berbeda")
    return ", ".join(sebab)


def _sisa(butir: Sequence[Butir]) -> str:
    return ", sisanya sama" if any(satu.status == "sama" for satu in butir) else ""


def _sebutkan(butir: Sequence[Butir]) -> str:
    nama = list(dict.fromkeys(satu.perihal for satu in butir))
    lebih = len(nama) - _SEBUT
    return ", ".join(nama[:_SEBUT]) + (f", dan {lebih} lagi" if lebih > 0 else "")
