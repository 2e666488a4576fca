"""Indicators of a form in our catalogue: by their words, else as candidates that a person completes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from penilaian.data.kamus import muat_kamus
from penilaian.data.tabel import tabel_kosong
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

    def cari(self, butir: Butir) -> Padanan | None:
        """The indicator of a row; None where several have the same words and nothing tells them apart."""
        uraian, kode = pisahkan_kode(butir.iki or butir.rhk)
        kata, bernama = self._kode.get(kode.casefold(), ("", None))
        if bernama is not None and kata == lipat_kalimat(uraian):
            return Padanan(bernama.kode, bernama.kode_rhk, aspek=bernama.aspek)
        semua = self._indikator.get((lipat_kalimat(butir.rhk), lipat_kalimat(uraian)), [])
        if len(semua) > 1:
            semua = [satu for satu in semua if (satu.aspek, satu.perspektif) == (butir.aspek, butir.perspektif)]
            if len(semua) != 1:
                return None
        if semua:
            return Padanan(semua[0].kode, semua[0].kode_rhk, aspek=semua[0].aspek)
        return self._baru(butir, uraian)

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
