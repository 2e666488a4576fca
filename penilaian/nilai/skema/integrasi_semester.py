"""A year under two regimes: each half by its own scheme, then merged (2021)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd

from penilaian.aturan import Aturan, BukuAturan
from penilaian.aturan.rumus import permenpanrb_8_2021 as rumus
from penilaian.bahasa import angka
from penilaian.nilai.angka import KUNCI, Baris, desimal, sebaran_opd
from penilaian.nilai.cerita.baris import Pencerita, nama_kode
from penilaian.nilai.olahan import Keluaran, Olahan, baca_masukan
from penilaian.nilai.skema import perka_bkn_1_2013, permenpanrb_8_2021
from penilaian.periode import Periode

if TYPE_CHECKING:
    from penilaian.data import Data

INTEGRASI = "permenpanrb-8-2021/integrasi"
PREDIKAT = permenpanrb_8_2021.PREDIKAT
PREDIKAT_LAMA = perka_bkn_1_2013.PREDIKAT
_SATU_TABEL = ("indikator", "rhk")


def semester(periode: Periode) -> tuple[Periode, Periode]:
    """The two halves of a year."""
    return Periode.urai(f"{periode.tahun}-S1"), Periode.urai(f"{periode.tahun}-S2")


def hitung_skema(data: Data, periode: Periode, buku: BukuAturan) -> Olahan:
    """See `Skema`. Employees are those listed for the year itself; halves without a row count as missing."""
    aturan = buku.pada(periode.akhir)
    pegawai = baca_masukan(data, periode, {"pegawai": ("nip",)})["pegawai"]
    paruh = semester(periode)
    satu, dua = (
        skema.hitung_skema(data, bagian, buku)
        for skema, bagian in zip((perka_bkn_1_2013, permenpanrb_8_2021), paruh, strict=True)
    )
    hasil = _gabung(pegawai, (satu, dua), buku.pada(paruh[0].akhir), aturan)
    predikat = [kode for kode, _ in aturan.nilai(PREDIKAT).urut]
    keluaran = {nama: _susun(nama, satu, dua, paruh) for nama in _SATU_TABEL}
    keluaran["pegawai"] = Keluaran("integrasi kedua semester", KUNCI["pegawai"], (INTEGRASI, PREDIKAT), hasil)
    keluaran["opd"] = Keluaran("sebaran predikat per OPD", KUNCI["opd"], (PREDIKAT,), sebaran_opd(hasil, predikat))
    masukan = {"pegawai": pegawai} | {
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
        uraian="; ".join(isi.uraian for isi in bagian),
        ketentuan=tuple(dict.fromkeys(kode for isi in bagian for kode in isi.ketentuan)),
        tabel=tabel,
    )


def _gabung(pegawai: pd.DataFrame, olahan: tuple[Olahan, Olahan], lama: Aturan, aturan: Aturan) -> pd.DataFrame:
    tetap = olahan[1].masukan["penetapan_angka"].set_index("nip").to_dict("index")
    rinci = [isi.keluaran["pegawai"].tabel.set_index("nip").to_dict("index") for isi in olahan]
    baris = []
    for nip in pegawai["nip"]:
        bagian = [isi.get(nip, {}) for isi in rinci]
        nilai = [isi.nilai_tepat.get(nip) for isi in olahan]
        baris.append({"nip": nip, **_satu_pegawai(bagian, nilai, tetap.get(nip, {}), lama, aturan)})
    return pegawai.merge(pd.DataFrame(baris), on="nip", how="left", validate="one_to_one")


def _satu_pegawai(
    bagian: Sequence[Mapping[Any, Any]],
    nilai: list[Fraction | None],
    tetap: Mapping[Any, Any],
    lama: Aturan,
    aturan: Aturan,
) -> Baris:
    alasan = [kode for isi in bagian for kode in str(isi.get("alasan_tinjau") or "").split(";") if kode]
    predikat: str | None = None
    gabungan: Fraction | None = None
    if nilai[0] is not None and nilai[1] is not None:
        gabungan = rumus.integrasi(nilai[0], nilai[1], aturan.nilai(INTEGRASI))
        predikat, kurang = permenpanrb_8_2021.predikat_akhir(gabungan, tetap, aturan)
        alasan += kurang
        if predikat is not None and _tidak_seiring(predikat, bagian, lama, aturan):
            alasan.append("integrasi_di_luar_kedua_bagian")
    elif not all(bagian):
        alasan.append("satu_semester")
    return {
        "nilai_semester_1": desimal(nilai[0]),
        "nilai_semester_2": desimal(nilai[1]),
        "predikat_semester_1": bagian[0].get("predikat"),
        "predikat_semester_2": bagian[1].get("predikat"),
        "nilai": desimal(gabungan),
        "predikat": predikat,
        "alasan_tinjau": ";".join(dict.fromkeys(alasan)) or None,
        "tinjau": bool(alasan),
        "sementara": predikat is None or any(bool(isi.get("sementara", True)) for isi in bagian),
    }


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
        f"{bobot} × semester I + {1 - bobot} × semester II",
        angka(orang["nilai"]),
        INTEGRASI,
    )
    nama = {butir: pita.nama for butir, pita in aturan.nilai(PREDIKAT).pita.items()}
    yield pencerita.baris("predikat", periode.label, "pita nilai", nama_kode(nama, orang["predikat"]), PREDIKAT)
