"""Targets of the SKP table: written targets read where safe, and what is filled checked for sense."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import pandas as pd

from penilaian.bahasa import angka
from penilaian.data.temuan import Pesan, Temuan
from penilaian.data.ubah import TabelBaca, posisi_benar
from penilaian.data.uraian import Target, alasan_tak_terurai, urai_target

_KOLOM_ANGKA = ("target", "target_bawah", "target_atas")
_ANGKA_TERBACA = 10**15
_SATUAN_SKALA = ("skala", "indeks", "nilai", "skor", "poin")


def isi_target(skp: TabelBaca, satuan: pd.Series) -> tuple[TabelBaca, list[Temuan]]:
    """Fill the numeric target from ``teks_target`` where it is empty and the text is safe to read.

    Prose has its own marks: the file's dialect does not say what ``1.500 dokumen`` means. ``satuan`` is the unit of each row's indicator; a text in another unit is not used.
    """
    frame = skp.frame
    kosong = frame[list(_KOLOM_ANGKA)].isna().all(axis=1)
    for kolom in _KOLOM_ANGKA:
        kosong &= skp.terbaca(kolom)
    angka_kolom = {kolom: frame[kolom].to_numpy(dtype="float64", copy=True) for kolom in _KOLOM_ANGKA}
    teks_baris, satuan_baris = frame["teks_target"].tolist(), satuan.tolist()
    temuan = []
    for posisi in posisi_benar(frame["teks_target"].notna()):
        teks = teks_baris[posisi]
        target, alasan = baca_tertulis(teks, satuan_baris[posisi])
        tertulis = {kolom: isi[posisi] for kolom, isi in angka_kolom.items()}
        pesan = None
        if not kosong.iat[posisi]:
            if target is not None and not _sesuai_angka(target, tertulis):
                pesan = _beda_teks(target)
        elif target is None or alasan is not None:
            pesan = _tak_terurai(alasan or "")
        else:
            pesan = _dibaca(target)
            for kolom, nilai in _isian(target).items():
                angka_kolom[kolom][posisi] = nilai
        if pesan is not None:
            temuan.append(skp.asal.temuan(*pesan, posisi=posisi, kolom="teks_target", nilai=teks))
    return replace(skp, frame=frame.assign(**angka_kolom)), temuan


@lru_cache(maxsize=100_000)
def baca_tertulis(teks: str, satuan: str | None) -> tuple[Target | None, str | None]:
    """A written number in the unit of its indicator, and why it is not used; a text that ends in that very unit is safe.

    >>> baca_tertulis("9,24 juta rupiah", "juta rupiah")[0].bawah
    Decimal('9.24')
    >>> baca_tertulis("9,24 juta", "rupiah")
    (None, 'kata “juta” membuat arti angkanya tidak pasti')
    """
    target = urai_target(teks)
    if target is not None:
        return target, beda_satuan(target, satuan)
    if isinstance(satuan, str) and (angka_saja := _tanpa_satuan(teks, satuan)) is not None:
        target = urai_target(angka_saja)
        if target is not None and target.satuan is None:
            return replace(target, satuan=satuan), None
    return None, alasan_tak_terurai(teks)


def _tanpa_satuan(teks: str, satuan: str) -> str | None:
    bersih, akhir = " ".join(teks.casefold().split()), " ".join(satuan.casefold().split())
    return bersih.removesuffix(akhir).rstrip() if akhir and bersih.endswith(f" {akhir}") else None


def _isian(target: Target) -> dict[str, float]:
    if target.tunggal:
        return {"target": float(target.bawah)}
    return {"target_bawah": float(target.bawah), "target_atas": float(target.atas)}


def _sesuai_angka(target: Target, tertulis: Mapping[str, float]) -> bool:
    bawah, atas = float(target.bawah), float(target.atas)
    if not math.isnan(tertulis["target"]):
        return target.tunggal and tertulis["target"] == bawah
    ujung = ((tertulis["target_bawah"], bawah), (tertulis["target_atas"], atas))
    return all(math.isnan(isi) or isi == nilai for isi, nilai in ujung)


def beda_satuan(target: Target, satuan: object) -> str | None:
    """Why a text in this unit does not fit the indicator's unit; None where it does or no unit is written."""
    if target.satuan is None or not isinstance(satuan, str):
        return None
    tertulis = f"{target.satuan} {target.keterangan or ''}".strip().casefold()
    baku = satuan.strip().casefold().replace("persentase", "%").replace("persen", "%")
    if tertulis.startswith(baku) or baku.startswith(target.satuan.casefold()):
        return None
    if tertulis.startswith("skala") and baku.startswith(_SATUAN_SKALA):
        return None
    return f"satuan {target.satuan} berbeda dari satuan indikator, {satuan}"


@lru_cache(maxsize=10_000)
def tulis_target(target: Target) -> str:
    """A target as a reader sees it."""
    ujung = [target.bawah] if target.tunggal else [target.bawah, target.atas]
    teks = "–".join(_angka(nilai) for nilai in ujung)
    return f"{teks} {target.satuan}" if target.satuan else teks


def _angka(nilai: Decimal) -> str:
    return angka(float(nilai)) if abs(nilai) < _ANGKA_TERBACA else f"{nilai:f}".replace(".", ",")


def _dibaca(target: Target) -> Pesan:
    return Pesan(
        "catatan",
        "target_diurai",
        f"Target tertulis dibaca sebagai {tulis_target(target)}",
        "bila keliru, isi kolom target atau target_bawah dan target_atas dengan angka",
    )


def _tak_terurai(alasan: str) -> Pesan:
    return Pesan(
        "peringatan",
        "target_tidak_terurai",
        f"Target tertulis tidak dapat dibaca sebagai angka dengan pasti: {alasan}; disimpan sebagai teks saja",
        "isi kolom target, atau target_bawah dan target_atas, dengan angka",
    )


def _beda_teks(target: Target) -> Pesan:
    return Pesan(
        "peringatan",
        "target_beda_dari_teks",
        f"Target tertulis berarti {tulis_target(target)}, berbeda dari kolom angkanya; kolom angka yang dipakai",
        "samakan teks dan angkanya",
    )


def periksa_target(skp: TabelBaca, jenis_target: pd.Series) -> list[Temuan]:
    """Findings where the numeric target is double, absent, half, reversed, or of another kind.

    ``jenis_target`` is the target kind of each row's indicator.
    """
    frame = skp.frame
    tunggal = frame["target"].notna()
    bawah, atas = frame["target_bawah"].notna(), frame["target_atas"].notna()
    terbaca = skp.terbaca("target") & skp.terbaca("target_bawah") & skp.terbaca("target_atas")
    rentang = bawah & atas
    tidak_ada = ~tunggal & ~bawah & ~atas & frame["teks_target"].isna() & terbaca
    beda = (tunggal & ~bawah & ~atas & (jenis_target == "rentang")) | (
        rentang & ~tunggal & jenis_target.isin(["nilai", "maksimum"])
    )
    masalah = [
        ("target_ganda", tunggal & (bawah | atas), "target"),
        ("target_tidak_ada", tidak_ada, "target"),
        ("rentang_tidak_lengkap", (bawah ^ atas) & ~tunggal & terbaca, "target_bawah"),
        ("rentang_terbalik", rentang & (frame["target_bawah"] > frame["target_atas"]), "target_bawah"),
        ("jenis_target_beda", beda, "target"),
    ]
    return [
        skp.asal.temuan("galat", kode, *_PESAN[kode], posisi=posisi, kolom=kolom, nilai=nilai)
        for kode, kena, kolom in masalah
        for posisi, nilai in zip(posisi_benar(kena), frame.loc[kena, kolom].tolist(), strict=True)
    ]


_PESAN = {
    "target_ganda": (
        "Target tunggal dan rentang sama-sama terisi; tidak jelas mana yang berlaku",
        "kosongkan target, atau kosongkan target_bawah dan target_atas",
    ),
    "target_tidak_ada": (
        "Indikator ini tidak bertarget, sehingga capaiannya tidak dapat dihitung",
        "isi target, atau target_bawah dan target_atas, atau teks_target",
    ),
    "rentang_tidak_lengkap": (
        "Rentang target hanya punya satu ujung",
        "isi target_bawah dan target_atas, atau pindahkan angkanya ke kolom target",
    ),
    "rentang_terbalik": ("Target bawah lebih besar daripada target atas", "tukar kedua angkanya bila memang terbalik"),
    "jenis_target_beda": (
        "Bentuk target tidak sesuai dengan jenis_target di tabel indikator",
        "isi rentang untuk jenis rentang dan target tunggal untuk jenis nilai atau maksimum, atau perbaiki indikatornya",
    ),
}
