"""Indicators of a form in our catalogue: by their words, else as candidates that a person completes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from penilaian.data.kamus import muat_kamus
from penilaian.data.mirip import yang_mirip
from penilaian.data.tabel import tabel_kosong
from penilaian.data.temuan import Pesan
from penilaian.data.uraian import urai_target
from penilaian.formulir.bentuk import Butir

_KODE = re.compile(r"\s*\[([A-Za-z0-9._-]{1,60})\]\s*$")
Calon = dict[str, str | None]


@dataclass(frozen=True)
class Padanan:
    """The codes of one row of a form; ``calon`` is the candidate's row where the indicator is new."""

    kode: str
    kode_rhk: str
    calon: Calon | None = None
    aspek: str | None = None
    """The catalogue's aspect, where it has one."""


@dataclass(frozen=True)
class _Terdaftar:
    kode: str
    kode_rhk: str
    aspek: str | None
    perspektif: str | None


@dataclass(frozen=True)
class KatalogOpd:
    """The indicators of one agency by their folded words."""

    kode_opd: str
    _indikator: dict[tuple[str, str], list[_Terdaftar]] = field(default_factory=dict)
    _rhk: dict[str, set[str]] = field(default_factory=dict)
    _kode: dict[str, tuple[str, _Terdaftar]] = field(default_factory=dict)
    """Folded words and indicator by code."""

    @classmethod
    def dari(cls, indikator: pd.DataFrame, kode_opd: str) -> KatalogOpd:
        katalog = cls(kode_opd)
        milik = indikator.loc[(indikator["kode_opd"] == kode_opd).fillna(value=False).to_numpy(dtype=bool)]
        kolom = ("kode", "kode_rhk", "rhk", "uraian", "aspek", "perspektif")
        for kode, kode_rhk, rhk, uraian, aspek, perspektif in zip(*(_teks(milik[nama]) for nama in kolom), strict=True):
            if kode and kode_rhk and rhk and uraian:
                kunci = (lipat_kalimat(rhk), lipat_kalimat(uraian))
                satu = _Terdaftar(kode, kode_rhk, aspek, perspektif)
                katalog._indikator.setdefault(kunci, []).append(satu)
                katalog._kode[kode.casefold()] = (kunci[1], satu)
                katalog._rhk.setdefault(kunci[0], set()).add(kode_rhk)
        return katalog

    def cari(self, butir: Butir) -> Padanan | Pesan:
        """The indicator of a row, or why a person has to say which one it is.

        A code in brackets is the indicator, never a hint: one that the catalogue does not have, or has for other
        words, is not replaced by the words. Brackets that are part of a catalogued wording are no code.
        """
        utuh = butir.iki or butir.rhk
        uraian, kode = pisahkan_kode(utuh)
        semua = self._indikator.get((lipat_kalimat(butir.rhk), lipat_kalimat(utuh)), [])
        if kode and not semua:
            return self._menurut_kode(kode, uraian)
        if len(semua) > 1:
            semua = [satu for satu in semua if (satu.aspek, satu.perspektif) == (butir.aspek, butir.perspektif)]
            if len(semua) != 1:
                return self._ambigu()
        if semua:
            return Padanan(semua[0].kode, semua[0].kode_rhk, aspek=semua[0].aspek)
        return self._baru(butir, utuh)

    def _menurut_kode(self, kode: str, uraian: str) -> Padanan | Pesan:
        kata, bernama = self._kode.get(kode.casefold(), ("", None))
        if bernama is None:
            dekat = yang_mirip(kode, [satu.kode for _, satu in self._kode.values()])
            apa = f"Kode indikator [{kode}] tidak ada di katalog {self.kode_opd}"
            apa += f"; mungkin maksudnya [{dekat}]" if dekat else ""
            tindakan = "perbaiki kodenya, impor katalog yang memuatnya, atau hapus kurung sikunya bila bukan kode"
            return Pesan("galat", "kode_indikator_tidak_ada", apa, tindakan)
        if kata != lipat_kalimat(uraian):
            apa = f"Kode indikator [{bernama.kode}] di katalog {self.kode_opd} berumusan lain daripada baris ini"
            tindakan = "samakan rumusannya dengan katalog, atau perbaiki kodenya"
            return Pesan("galat", "kode_indikator_bertentangan", apa, tindakan)
        return Padanan(bernama.kode, bernama.kode_rhk, aspek=bernama.aspek)

    def _ambigu(self) -> Pesan:
        apa = f"Beberapa indikator {self.kode_opd} berumusan sama dengan baris ini, dan aspek atau perspektifnya tidak menentukan satu"
        tindakan = "isi aspek atau perspektif di formulir, atau bedakan rumusan indikatornya"
        return Pesan("galat", "indikator_ambigu", apa, tindakan)

    def _baru(self, butir: Butir, uraian: str) -> Padanan:
        terdaftar = self._rhk.get(lipat_kalimat(butir.rhk), set())
        kode_rhk = next(iter(terdaftar)) if len(terdaftar) == 1 else f"{self.kode_opd}-R{self._sidik(butir.rhk)}"
        kode = f"{self.kode_opd}-{self._sidik(butir.rhk, uraian, butir.aspek, butir.perspektif)}"
        target = urai_target(butir.target) if butir.target else None
        calon: Calon = dict.fromkeys(muat_kamus()["indikator"].kolom)
        calon |= {
            "kode": kode,
            "kode_opd": self.kode_opd,
            "kode_rhk": kode_rhk,
            "rhk": butir.rhk,
            "uraian": uraian,
            "aspek": butir.aspek,
            "perspektif": butir.perspektif,
            "satuan": target.satuan if target else None,
            "jenis_target": ("nilai" if target.tunggal else "rentang") if target else None,
        }
        return Padanan(kode, kode_rhk, calon)

    def _sidik(self, *bagian: str | None) -> str:
        teks = "|".join(lipat_kalimat(satu or "") for satu in (self.kode_opd, *bagian))
        return hashlib.sha256(teks.encode()).hexdigest()[:10]


def pisahkan_kode(uraian: str) -> tuple[str, str]:
    """The words of an indicator, and the code in brackets after them that forms of ours may carry; empty without one.

    >>> pisahkan_kode("Persentase layanan selesai [dinkes-03]")
    ('Persentase layanan selesai', 'dinkes-03')
    >>> pisahkan_kode("Nilai SAKIP")
    ('Nilai SAKIP', '')
    """
    cocok = _KODE.search(uraian)
    return (uraian[: cocok.start()], cocok[1]) if cocok else (uraian, "")


def lipat_kalimat(teks: str) -> str:
    """A sentence without letter case and line breaks: two people write it the same way, or they mean two things."""
    return " ".join(teks.casefold().split())


def _teks(kolom: pd.Series) -> list[str | None]:
    return [satu if isinstance(satu, str) else None for satu in kolom.astype(object)]


def susun_calon(calon: Iterable[Calon]) -> pd.DataFrame | None:
    """Candidates as a table ``indikator``, each code once; what two rows of one code say differently stays empty."""
    semua: dict[str, Calon] = {}
    for satu in calon:
        kode = str(satu["kode"])
        lama = semua.setdefault(kode, satu)
        semua[kode] = {nama: nilai if lama[nama] == nilai else None for nama, nilai in satu.items()} | {
            nama: lama[nama] for nama in ("rhk", "uraian")
        }
    if not semua:
        return None
    kosong = tabel_kosong("indikator")
    baris = [semua[kode] for kode in sorted(semua)]
    return pd.DataFrame(baris, columns=list(kosong.columns)).astype(kosong.dtypes.to_dict())
