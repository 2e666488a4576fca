"""The employees of a meeting as a list to work through: who, what deserves a look, how it was voted and decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from penilaian.aplikasi.sebutan import PERHATIAN_PENDEK
from penilaian.rapat.catatan import Catatan
from penilaian.rapat.rapat import Rapat

SEHALAMAN = 50
JENIS_PERHATIAN = "p-"
"""Begins the filters for one kind of attention."""


@dataclass(frozen=True)
class Kasus:
    """One employee. ``nomor`` is the place in the snapshot, which never changes: it stands for the person in addresses."""

    nomor: int
    pegawai: Mapping[str, Any]
    suara: Mapping[str, int]
    putusan: Catatan | None
    ditanyakan: bool

    @property
    def nip(self) -> str:
        return str(self.pegawai["nip"])

    @property
    def perhatian(self) -> Sequence[str]:
        return list(self.pegawai["perhatian"])

    @property
    def belum_diputuskan(self) -> bool:
        """Worth a look or questioned, and nothing decided that answers it."""
        return self.ditanyakan or (self.putusan is None and bool(self.perhatian))


_SARING: dict[str, tuple[str, Callable[[Kasus], bool]]] = {
    "perhatian": ("Perlu perhatian", lambda satu: bool(satu.perhatian)),
    "belum": ("Perlu perhatian atau ditanyakan, belum diputuskan", lambda satu: satu.belum_diputuskan),
    "ditanyakan": ("Ditanyakan, belum diputuskan", lambda satu: satu.ditanyakan),
    "diputuskan": ("Sudah diputuskan", lambda satu: satu.putusan is not None),
    "semua": ("Semua pegawai", lambda _: True),
}
SARINGAN = {kunci: judul for kunci, (judul, _) in _SARING.items()}
"""What a list can be narrowed to, and what readers call it; the first one is what they see at first."""


@dataclass(frozen=True)
class Saringan:
    """What a reader has chosen to see; part of every address of the list, so that the way back is the same list."""

    saring: str = "perhatian"
    unit: str = ""
    cari: str = ""

    @classmethod
    def dari(cls, isian: Mapping[str, str]) -> Saringan:
        """From the fields of a form; what is not known is the default."""
        saring = isian.get("saring", "")
        dikenal = saring in SARINGAN or saring.removeprefix(JENIS_PERHATIAN) in PERHATIAN_PENDEK
        return cls(
            saring if dikenal else "perhatian", isian.get("unit", ""), " ".join(isian.get("cari", "").split())[:80]
        )

    @property
    def argumen(self) -> dict[str, Any]:
        """The same as fields of an address, defaults left out."""
        return {nama: nilai for nama, nilai in vars(self).items() if nilai != getattr(Saringan, nama)}

    def cocok(self, satu: Kasus) -> bool:
        """Whether an employee is in the list."""
        if self.saring in _SARING:
            ya = _SARING[self.saring][1](satu)
        else:
            ya = self.saring.removeprefix(JENIS_PERHATIAN) in satu.perhatian
        if self.unit and satu.pegawai["unit"] != self.unit:
            return False
        teks = f"{satu.pegawai['nama']} {satu.pegawai['jabatan']}".casefold()
        return ya and all(kata in teks for kata in self.cari.casefold().split())


def daftar_kasus(rapat: Rapat) -> list[Kasus]:
    """Everybody in the snapshot, by unit and name."""
    keadaan = rapat.keadaan
    suara: dict[str, Counter[str]] = {}
    for (nip, _), satu in keadaan.suara.items():
        suara.setdefault(nip, Counter())[satu.isi["suara"]] += 1
    tanya = set(rapat.ditanyakan)
    semua = [
        Kasus(nomor, baris, suara.get(nip, Counter()), keadaan.putusan.get(nip), nip in tanya)
        for nomor, (nip, baris) in enumerate(keadaan.pegawai.items(), start=1)
    ]
    return sorted(semua, key=lambda satu: (satu.pegawai["unit"] or "", satu.pegawai["nama"] or "", satu.nomor))


def tetangga(daftar: Sequence[Kasus], nomor: int, saringan: Saringan) -> tuple[Kasus | None, Kasus | None]:
    """The case before and after one in the filtered list, also when that one itself has just left it."""
    tempat = next(urut for urut, satu in enumerate(daftar) if satu.nomor == nomor)
    sebelum = next((satu for satu in reversed(daftar[:tempat]) if saringan.cocok(satu)), None)
    sesudah = next((satu for satu in daftar[tempat + 1 :] if saringan.cocok(satu)), None)
    return sebelum, sesudah
