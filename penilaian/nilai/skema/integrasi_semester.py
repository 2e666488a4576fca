"""A year under two regimes: each half by its own scheme, then merged (2021)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.aturan.rumus import permenpanrb_8_2021 as rumus
from penilaian.aturan.rumus import pp_30_2019
from penilaian.bahasa import angka
from penilaian.galat import GalatRumus
from penilaian.nilai.angka import (
    KUNCI,
    Baris,
    Nilai,
    bandingkan_tercatat,
    desimal,
    sebaran_opd,
    tulis_alasan,
    urai_alasan,
)
from penilaian.nilai.cerita.alasan import uraian_alasan
from penilaian.nilai.cerita.angka import ide_tertulis
from penilaian.nilai.cerita.baris import Pencerita, nama_kode
from penilaian.nilai.olahan import Keluaran, Olahan, baca_masukan
from penilaian.nilai.skema import perka_bkn_1_2013, permenpanrb_8_2021
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data

INTEGRASI = "permenpanrb-8-2021/integrasi"
NILAI = permenpanrb_8_2021.NILAI
PREDIKAT = permenpanrb_8_2021.PREDIKAT
PREDIKAT_LAMA = perka_bkn_1_2013.PREDIKAT
MASUKAN = {"pegawai": ("nip",), "penetapan_angka": ("nip",)}
"""What is read for the year itself; the halves read their own."""
_SATU_TABEL = ("indikator", "rhk")


def semester(periode: Periode) -> tuple[Periode, Periode]:
    """The two halves of a year."""
    return Periode.urai(f"{periode.tahun}-S1"), Periode.urai(f"{periode.tahun}-S2")


def hitung_skema(data: Data, periode: Periode, buku: BukuAturan) -> Olahan:
    """See `Skema`. Employees are those listed for the year itself; halves without a row count as missing."""
    aturan = buku.pada(periode.akhir)
    tahun = baca_masukan(data, periode, MASUKAN)
    paruh = semester(periode)
    satu, dua = (
        skema.hitung_skema(data, bagian, buku)
        for skema, bagian in zip((perka_bkn_1_2013, permenpanrb_8_2021), paruh, strict=True)
    )
    hasil = _gabung(tahun, (satu, dua), buku.pada(paruh[0].akhir), aturan)
    predikat = [kode for kode, _ in aturan.nilai(PREDIKAT).urut]
    keluaran = {nama: _susun(nama, satu, dua, paruh) for nama in _SATU_TABEL}
    keluaran["pegawai"] = Keluaran("integrasi kedua semester", KUNCI["pegawai"], (INTEGRASI, PREDIKAT), hasil)
    keluaran["opd"] = Keluaran("sebaran predikat per OPD", KUNCI["opd"], (PREDIKAT,), sebaran_opd(hasil, predikat))
    masukan = tahun | {
        f"{bagian.kode}/{nama}": isi
        for bagian, olahan in zip(paruh, (satu, dua), strict=True)
        for nama, isi in olahan.masukan.items()
    }
    return Olahan("integrasi_semester", (INTEGRASI, *satu.ketentuan, *dua.ketentuan), masukan, keluaran)


def _susun(nama: str, satu: Olahan, dua: Olahan, paruh: tuple[Periode, Periode]) -> Keluaran:
    bagian = [olahan.keluaran[nama] for olahan in (satu, dua)]
    tabel = pd.concat(
        [isi.tabel.assign(periode=periode.kode) for isi, periode in zip(bagian, paruh, strict=True)], ignore_index=True
    )
    return replace(
        bagian[0],
        kunci=("periode", *bagian[0].kunci),
        uraian="; ".join(isi.uraian for isi in bagian),
        ketentuan=tuple(dict.fromkeys(kode for isi in bagian for kode in isi.ketentuan)),
        tabel=tabel,
    )


def _gabung(
    tahun: Mapping[str, pd.DataFrame], olahan: tuple[Olahan, Olahan], lama: Aturan, aturan: Aturan
) -> pd.DataFrame:
    tetap = [_per_nip(isi) for isi in (olahan[1].masukan["penetapan_angka"], tahun["penetapan_angka"])]
    rinci = [_per_nip(isi.keluaran["pegawai"].tabel) for isi in olahan]
    baris = []
    for nip in tahun["pegawai"]["nip"]:
        bagian = [isi.get(nip, {}) for isi in rinci]
        nilai = [isi.nilai_tepat.get(nip) for isi in olahan]
        tercatat = [isi.get(nip, {}) for isi in tetap]
        baris.append({"nip": nip, **_satu_pegawai(bagian, nilai, tercatat, lama, aturan)})
    hasil = pd.DataFrame(baris).astype({"ide_baru": "boolean"})
    return tahun["pegawai"].merge(hasil, on="nip", how="left", validate="one_to_one")


def _per_nip(tabel: pd.DataFrame) -> dict[Any, dict[Any, Any]]:
    hasil: dict[Any, dict[Any, Any]] = tabel.set_index("nip").to_dict("index")
    return hasil


def _satu_pegawai(
    bagian: Sequence[Mapping[Any, Any]],
    nilai: list[Fraction | None],
    tetap: Sequence[Mapping[Any, Any]],
    lama: Aturan,
    aturan: Aturan,
) -> Baris:
    """``tetap`` is what was recorded for the second half, then for the year."""
    ide: Mapping[Any, Any] = next((isi for isi in reversed(tetap) if pd.notna(isi.get("ide_baru"))), {})
    gabungan = _integrasi(nilai, ide, aturan)
    predikat = gabungan.predikat
    tercatat, berbeda = bandingkan_tercatat(tetap[1], predikat)
    alasan = [kode for isi in bagian for kode in urai_alasan(isi.get("alasan_tinjau"))]
    alasan += gabungan.alasan
    if not all(bagian):
        alasan.append("satu_semester")
    if predikat is not None and _tidak_seiring(predikat, bagian, lama, aturan):
        alasan.append("integrasi_di_luar_kedua_bagian")
    alasan += berbeda
    return {
        "nilai_semester_1": desimal(nilai[0]),
        "nilai_semester_2": desimal(nilai[1]),
        "predikat_semester_1": bagian[0].get("predikat"),
        "predikat_semester_2": bagian[1].get("predikat"),
        "nilai": desimal(gabungan.nilai),
        "predikat": predikat,
        "ide_baru": ide.get("ide_baru"),
        "predikat_tercatat": tercatat,
        "berbeda": bool(berbeda),
        "alasan_tinjau": tulis_alasan(alasan),
        "tinjau": bool(alasan),
        "sementara": predikat is None or any(bool(isi.get("sementara", True)) for isi in bagian),
    }


def _integrasi(nilai: list[Fraction | None], tetap: Mapping[Any, Any], aturan: Aturan) -> Nilai:
    """The merged score, which like any other is at most the highest there is."""
    satu, dua = nilai
    if satu is None or dua is None:
        return Nilai(None, None)
    gabungan = rumus.integrasi(satu, dua, aturan.nilai(INTEGRASI))
    try:
        pp_30_2019.periksa_nilai("nilai setahun", gabungan, aturan.nilai(NILAI))
    except GalatRumus:
        return Nilai(None, None, ("nilai_lebih_dari_tertinggi",))
    return Nilai(gabungan, *permenpanrb_8_2021.predikat_akhir(gabungan, tetap, aturan))


def _tidak_seiring(predikat: str, bagian: Sequence[Mapping[Any, Any]], lama: Aturan, aturan: Aturan) -> bool:
    semula = [isi.get("predikat") for isi in bagian]
    if any(pd.isna(kode) for kode in semula):
        return False
    pita = aturan.nilai(PREDIKAT)
    return rumus.di_luar_bagian(predikat, [(str(semula[0]), lama.nilai(PREDIKAT_LAMA)), (str(semula[1]), pita)], pita)


def ceritakan(tabel: Mapping[str, pd.DataFrame], buku: BukuAturan, periode: Periode, nip: str) -> Iterator[Baris]:
    """See `Skema`: the two halves in short, then how they merge."""
    paruh, aturan = semester(periode), buku.pada(periode.akhir)
    orang = tabel["pegawai"].loc[tabel["pegawai"]["nip"] == nip].iloc[0]
    for bagian, nomor, kode in zip(paruh, (1, 2), (PREDIKAT_LAMA, PREDIKAT), strict=True):
        pencerita = Pencerita(buku.pada(bagian.akhir))
        nama = {butir: pita.nama for butir, pita in pencerita.aturan.nilai(kode).pita.items()}
        yield pencerita.baris(
            "penilaian semester",
            bagian.label,
            f"nilai {angka(orang[f'nilai_semester_{nomor}'])}",
            nama_kode(nama, orang[f"predikat_semester_{nomor}"]),
            kode,
        )
    pencerita = Pencerita(aturan)
    bobot = aturan.nilai(INTEGRASI).bilangan("bobot_periode_1")
    yield pencerita.baris(
        "integrasi",
        periode.label,
        f"{angka(bobot)} × semester I + {angka(1 - bobot)} × semester II",
        angka(orang["nilai"]),
        INTEGRASI,
    )
    nama = {butir: pita.nama for butir, pita in aturan.nilai(PREDIKAT).pita.items()}
    tinjau = f"; tinjau: {uraian_alasan(orang['alasan_tinjau'])}" if orang["tinjau"] else ""
    dasar = f"nilai {angka(orang['nilai'])}{ide_tertulis(orang['ide_baru'])}"
    yield pencerita.baris("predikat", periode.label, dasar, nama_kode(nama, orang["predikat"]) + tinjau, PREDIKAT)
