"""Every published truth and worked case computed again by the methods themselves, and how far off each value is."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from penilaian.galat import GalatPenilaian
from penilaian.indikator import bobot as b
from penilaian.indikator.komposit import agregasikan, normalkan, peringkatkan
from penilaian.indikator.komposit import keandalan as k
from penilaian.laporan.bukti_berkas import BerkasBukti, Kebenaran, Terbit

SEKOLAH = "schooling"
LONGGAR = 1e-9
"""Binary rounding: 0.26 is not printed as 0.26 by a computer."""


@dataclass(frozen=True, eq=False)
class Bukti:
    """A truth and what the method gives; ``galat`` says why it gives nothing."""

    kode: str
    kebenaran: Kebenaran
    dihitung: Mapping[str, float]
    galat: str = ""

    @property
    def nilai(self) -> pd.DataFrame:
        """One row a value: butir, terbit, dihitung, selisih, toleransi, lulus. What was not computed is missing."""
        terbit = pd.Series(self.kebenaran.nilai, dtype="float64")
        dihitung = pd.Series({nama: self.dihitung.get(nama, math.nan) for nama in terbit.index}, dtype="float64")
        selisih = (dihitung - terbit).abs()
        lulus = selisih <= self.kebenaran.toleransi + LONGGAR
        return pd.DataFrame(
            {
                "butir": terbit.index,
                "terbit": terbit.to_numpy(),
                "dihitung": dihitung.to_numpy(),
                "selisih": selisih.to_numpy(),
                "toleransi": self.kebenaran.toleransi,
                "lulus": lulus.to_numpy(),
            }
        )

    @property
    def lulus(self) -> bool:
        return bool(self.kebenaran.nilai) and bool(self.nilai["lulus"].all())


def hitung_bukti(berkas: BerkasBukti) -> tuple[Bukti, ...]:
    """All truths, those of the TAI first; one whose method fails is kept with the reason."""
    tai = [
        _coba(kode, satu, TAI.get(kode), (berkas.data, berkas.terbit)) for kode, satu in berkas.terbit.kebenaran.items()
    ]
    return (*tai, *(_coba(satu.kode, satu, RUMUS.get(satu.rumus), (satu.masukan,)) for satu in berkas.kasus))


def _coba(
    kode: str, kebenaran: Kebenaran, rumus: Callable[..., Mapping[str, float]] | None, masukan: tuple[Any, ...]
) -> Bukti:
    if rumus is None:
        return Bukti(kode, kebenaran, {}, "tidak ada rumus dengan nama itu")
    try:
        return Bukti(kode, kebenaran, rumus(*masukan))
    except GalatPenilaian as galat:
        return Bukti(kode, kebenaran, {}, "; ".join(filter(None, (galat.apa, galat.di_mana, galat.mengapa))))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as galat:
        return Bukti(kode, kebenaran, {}, f"masukan tidak sesuai rumusnya ({type(galat).__name__})")


def peringkat_tai(data: pd.DataFrame, terbit: Terbit, bobot: str, *, patokan: bool) -> pd.Series:
    """Ranks of the countries with goalposts or with sample min–max, weighted arithmetic mean."""
    if patokan:
        batas = {kode: satu.batas for kode, satu in terbit.indikator.items()}
        normal = normalkan(data, "patokan", batas=batas)
    else:
        normal = normalkan(data, "min_maks")
    return peringkatkan(agregasikan(normal, b.bobot_manual(terbit.bobot[bobot]), "aritmetika"))


def _kamus(isi: pd.Series) -> dict[str, float]:
    return {str(nama): float(nilai) for nama, nilai in isi.items()}


TAI: dict[str, Callable[[pd.DataFrame, Terbit], Mapping[str, float]]] = {
    "nilai_eigen": lambda data, _: _kamus(k.nilai_eigen(data)),
    "alfa": lambda data, _: {"8 indikator": k.alfa_cronbach(data)},
    "alfa_tanpa": lambda data, _: _kamus(k.alfa_tanpa(data)),
    "korelasi_butir_sisa": lambda data, _: _kamus(k.korelasi_butir_sisa(data)),
    "baku_z": lambda data, _: _kamus(normalkan(data[SEKOLAH], "z")),
    "min_maks": lambda data, _: _kamus(normalkan(data[SEKOLAH], "min_maks")),
    "peringkat_sama": lambda data, terbit: _kamus(peringkat_tai(data, terbit, "sama", patokan=True)),
    "peringkat_anggaran": lambda data, terbit: _kamus(peringkat_tai(data, terbit, "anggaran", patokan=True)),
}
"""How each truth of `terbit.yaml` is computed."""


def _data(masukan: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(masukan["data"]).astype(float)


def _normalkan(masukan: Mapping[str, Any]) -> dict[str, float]:
    pilihan = {nama: isi for nama, isi in masukan.items() if nama not in ("nilai", "cara")}
    if "batas" in pilihan:
        pilihan["batas"] = [float(satu) for satu in pilihan["batas"]]
    return _kamus(normalkan(pd.Series(masukan["nilai"], dtype="float64"), masukan["cara"], **pilihan))


def _agregasikan(masukan: Mapping[str, Any]) -> dict[str, float]:
    bobot = pd.Series(masukan["bobot"], dtype="float64")
    return _kamus(agregasikan(_data(masukan), bobot, masukan["cara"]))


def _anggaran(masukan: Mapping[str, Any]) -> dict[str, float]:
    alokasi = pd.DataFrame.from_dict(masukan["alokasi"], orient="index")
    return _kamus(b.bobot_anggaran(alokasi, anggaran=masukan["anggaran"]))


def _matriks(pasangan: Sequence[Sequence[Any]]) -> pd.DataFrame:
    return b.matriks_ahp(pd.DataFrame(pasangan, columns=["butir", "banding", "nilai"], dtype=object))


def _ahp(matriks: pd.DataFrame) -> dict[str, float]:
    hasil = b.ahp(matriks)
    ukuran = {"lambda maks": hasil.lambda_maks, "nisbah konsistensi": hasil.nisbah_konsistensi}
    return _kamus(hasil.bobot) | ukuran


def _optimal(masukan: Mapping[str, Any]) -> dict[str, float]:
    return _kamus(b.bobot_optimal(_data(masukan), pd.Series(masukan["kepentingan"], dtype="float64")))


RUMUS: dict[str, Callable[[Mapping[str, Any]], Mapping[str, float]]] = {
    "normalkan": _normalkan,
    "agregasikan": _agregasikan,
    "peringkatkan": lambda masukan: _kamus(peringkatkan(pd.Series(masukan["skor"], dtype="float64"))),
    "alfa_cronbach": lambda masukan: {"alfa": k.alfa_cronbach(_data(masukan))},
    "nilai_eigen": lambda masukan: _kamus(k.nilai_eigen(_data(masukan))),
    "bobot_anggaran": _anggaran,
    "ahp": lambda masukan: _ahp(_matriks(masukan["pasangan"])),
    "ahp_gabung": lambda masukan: _ahp(b.gabung_ahp([_matriks(satu) for satu in masukan["penilai"]])),
    "bobot_entropi": lambda masukan: _kamus(b.bobot_entropi(_data(masukan))),
    "bobot_critic": lambda masukan: _kamus(b.bobot_critic(_data(masukan))),
    "bobot_pca": lambda masukan: _kamus(b.bobot_pca(_data(masukan))),
    "bobot_optimal": _optimal,
}
"""How the worked cases are computed, by the name of their formula."""
