"""What the schemes with numbers share: exact scores of results, employees and agencies.

They are history (to 2021) and small, so everything is computed one employee at a
time in exact fractions; floats appear only in the tables that come out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

import pandas as pd

from penilaian.nilai.kolom import BELUM

BATAS = ("", "_terburuk", "_terbaik")
"""What is there; and if everything missing were lowest, or highest."""

MASUKAN = {
    "pegawai": ("nip",),
    "indikator": ("kode",),
    "skp": ("nip", "kode_indikator"),
    "realisasi": ("nip", "kode_indikator"),
    "penetapan_angka": ("nip",),
}
"""The tables that are read, with the columns that name a row within one period."""

KUNCI = {
    "indikator": ("nip", "kode_indikator"),
    "rhk": ("nip", "kode_rhk", "kategori"),
    "pegawai": ("nip",),
    "opd": ("kode_opd", "predikat"),
}

BERBEDA = "predikat_tercatat_berbeda"
Baris: TypeAlias = dict[str, Any]
Tiga: TypeAlias = tuple[Fraction | None, Fraction | None, Fraction | None]
"""A score as it is, and its lowest and highest bound."""


def tertulis(nilai: Any) -> Fraction | None:
    """The decimal a double stands for; None where it is missing."""
    return None if pd.isna(nilai) else Fraction(repr(float(nilai)))


def gabung_butir(masukan: Mapping[str, pd.DataFrame]) -> list[Baris]:
    """One row per employee and indicator with target edges and realisation as exact fractions, sorted by key."""
    indikator = masukan["indikator"].rename(columns={"kode": "kode_indikator"})
    butir = (
        masukan["skp"]
        .merge(
            indikator[["kode_indikator", "kode_rhk", "arah", "aspek", "jenis_target", "satuan"]],
            on="kode_indikator",
            how="left",
            validate="many_to_one",
        )
        .merge(
            masukan["realisasi"][["nip", "kode_indikator", "realisasi", "alasan_kosong"]],
            on=["nip", "kode_indikator"],
            how="left",
            validate="one_to_one",
        )
    )
    tunggal = butir["target_bawah"].isna() & butir["target_atas"].isna()
    butir["bawah"] = butir["target"].where(tunggal, butir["target_bawah"])
    butir["atas"] = butir["target"].where(tunggal, butir["target_atas"])
    kolom = ["nip", "kode_indikator", "kode_rhk", "kategori", "aspek", "arah", "jenis_target", "satuan", "lingkup",
             "bawah", "atas", "realisasi", "alasan_kosong"]  # fmt: skip
    baris = butir.sort_values(["nip", "kode_indikator"])[kolom].to_dict("records")
    return [
        {**{str(nama): None if pd.isna(isi) else isi for nama, isi in satu.items()},
         **{nama: tertulis(satu[nama]) for nama in ("bawah", "atas", "realisasi")}}
        for satu in baris
    ]  # fmt: skip


def rata(nilai: Sequence[Fraction | None], ganti: Fraction | None = None) -> Fraction | None:
    """The mean of what is there, or with every missing score replaced; None where nothing is left."""
    ada = [butir if butir is not None else ganti for butir in nilai]
    isi = [butir for butir in ada if butir is not None]
    return sum(isi, Fraction(0)) / len(isi) if isi else None


def tiga_rata(nilai: Sequence[Tiga]) -> Tiga:
    """Means of scores and of their bounds."""
    a, b, c = (rata([butir[nomor] for butir in nilai]) for nomor in range(len(BATAS)))
    return a, b, c


@dataclass
class Orang:
    """What is known of one employee before the predicate."""

    skp: Tiga = (None, None, None)
    alasan: list[str] = field(default_factory=list)
    jumlah_indikator: int = 0
    jumlah_kosong: int = 0
    jumlah_ditolak: int = 0

    @property
    def sementara(self) -> bool:
        """Whether something is missing that may still change the score."""
        return self.jumlah_kosong > 0 or self.jumlah_indikator == 0 or len(set(self.skp)) > 1


@dataclass(frozen=True)
class Nilai:
    """A final score and its predicate, or the codes of what is missing for them."""

    nilai: Fraction | None
    predikat: str | None
    alasan: tuple[str, ...] = ()


Penilai: TypeAlias = Callable[[Fraction | None, Mapping[str, Any]], Nilai]
"""From the score of the SKP and the row of penetapan_angka to the final score."""


def catat_butir(orang: Orang, butir: Sequence[Baris]) -> None:
    """Count the indicators of an employee, the empty and the refused ones, and say why they are so."""
    orang.jumlah_indikator += len(butir)
    orang.jumlah_kosong += sum(satu["nilai"] is None for satu in butir)
    orang.jumlah_ditolak += sum(satu["galat"] is not None for satu in butir)
    if any(satu["nilai"] is None and satu["galat"] is None for satu in butir):
        orang.alasan.append("realisasi_kosong")
    if any(satu["galat"] is not None for satu in butir):
        orang.alasan.append("capaian_ditolak")


def susun_pegawai(
    pegawai: pd.DataFrame,
    penetapan: pd.DataFrame,
    orang: Mapping[str, Orang],
    nilai: Penilai,
    *,
    catatan: Sequence[str] = (),
) -> tuple[pd.DataFrame, dict[str, Fraction | None]]:
    """One row per employee: counts, skp, behaviour, score and predicate with bounds, recorded predicate, reasons.

    ``catatan`` are the columns of ``penetapan`` that decide the score besides behaviour.
    The second result are the exact final scores by NIP.
    """
    tetap: dict[str, Mapping[str, Any]] = {
        satu["nip"]: {str(nama): isi for nama, isi in satu.items()} for satu in penetapan.to_dict("records")
    }
    hasil = {nip: [nilai(skp, tetap.get(nip, {})) for skp in orang[nip].skp] for nip in pegawai["nip"]}
    baris = [_satu_pegawai(nip, orang[nip], tetap.get(nip, {}), satu) for nip, satu in hasil.items()]
    tabel = pegawai.merge(pd.DataFrame(baris), on="nip", how="left", validate="one_to_one")
    if catatan:
        tabel = tabel.merge(penetapan[["nip", *catatan]], on="nip", how="left", validate="one_to_one")
    return tabel, {nip: satu[0].nilai for nip, satu in hasil.items()}


def bandingkan_tercatat(tetap: Mapping[str, Any], predikat: str | None) -> tuple[str | None, list[str]]:
    """The recorded predicate as it was recorded, and a reason where the computed one differs."""
    tercatat = tetap.get("predikat")
    if pd.isna(tercatat):
        return None, []
    return tercatat, [] if predikat in (None, tercatat) else [BERBEDA]


def tulis_alasan(kode: Iterable[str]) -> str | None:
    """Reasons as ``alasan_tinjau`` holds them, each once; None without any."""
    return ";".join(dict.fromkeys(kode)) or None


def urai_alasan(tertulis: Any) -> list[str]:
    """The reasons in a cell of ``alasan_tinjau``, which is missing where there are none."""
    return [] if pd.isna(tertulis) else str(tertulis).split(";")


def _satu_pegawai(nip: str, orang: Orang, tetap: Mapping[str, Any], hasil: Sequence[Nilai]) -> Baris:
    tercatat, berbeda = bandingkan_tercatat(tetap, hasil[0].predikat)
    alasan = [*orang.alasan, *hasil[0].alasan, *berbeda]
    if orang.jumlah_indikator == 0:
        alasan.insert(0, "tanpa_skp")
    return {
        "nip": nip,
        "jumlah_indikator": orang.jumlah_indikator,
        "jumlah_kosong": orang.jumlah_kosong,
        "jumlah_ditolak": orang.jumlah_ditolak,
        **{f"skp{batas}": desimal(skp) for batas, skp in zip(BATAS, orang.skp, strict=True)},
        "perilaku": desimal(tertulis(tetap.get("nilai_perilaku"))),
        **{f"nilai{batas}": desimal(satu.nilai) for batas, satu in zip(BATAS, hasil, strict=True)},
        **{f"predikat{batas}": satu.predikat for batas, satu in zip(BATAS, hasil, strict=True)},
        "predikat_tercatat": tercatat,
        "berbeda": bool(berbeda),
        "alasan_tinjau": tulis_alasan(alasan),
        "tinjau": bool(alasan),
        "sementara": orang.sementara or hasil[0].predikat is None,
    }


def desimal(nilai: Fraction | None) -> float | None:
    """A score as tables hold it."""
    return None if nilai is None else float(nilai)


def tabel(baris: Iterable[Baris], kunci: tuple[str, ...]) -> pd.DataFrame:
    """Rows as a table in the order of its key; exact numbers become floats, missing text stays missing."""
    isi = pd.DataFrame(
        [
            {nama: float(nilai) if isinstance(nilai, Fraction) else nilai for nama, nilai in satu.items()}
            for satu in baris
        ]
    )
    return isi.sort_values(list(kunci), ignore_index=True) if len(isi) else pd.DataFrame(columns=list(kunci))


def sebaran_opd(pegawai: pd.DataFrame, predikat: Sequence[str]) -> pd.DataFrame:
    """How many employees of an agency have which predicate, best first, nobody left out."""
    urut = [*reversed(predikat), BELUM]
    isi = pegawai.assign(predikat=pegawai["predikat"].fillna(BELUM)).groupby(["kode_opd", "predikat"]).size()
    indeks = pd.MultiIndex.from_product([sorted(pegawai["kode_opd"].unique()), urut], names=["kode_opd", "predikat"])
    return isi.reindex(indeks, fill_value=0).rename("jumlah").reset_index()
