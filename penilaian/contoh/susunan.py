"""The seats of the city: agencies, units, who is whose superior, and which positions there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from penilaian.contoh.bahan import bahan, nomor_periode, parameter, teks

PIMPINAN, ADMINISTRATOR, KEPALA_UNIT, STAF = range(4)
_PEGAWAI_PER_BIDANG = 8
_STAF_PER_PENGAWAS = 11
_PEGAWAI_PER_UNIT_LUAR = 14
_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Kursi(NamedTuple):
    """One seat; ``atasan`` is the seat number of the direct superior, -1 for the regional head."""

    opd: int
    unit: str
    lokasi: str
    atasan: int
    keluarga: str
    jabatan: str
    tingkat: int


@dataclass(frozen=True)
class Susunan:
    """All seats as columns (one entry a seat), and the agencies they belong to.

    ``unit`` numbers the pairs of agency and unit; ``mulai`` is the quarter from
    which the seat exists; ``jenis`` is the employment type of its first holder.
    """

    opd: list[dict[str, Any]]
    kode_opd: np.ndarray
    opd_kursi: np.ndarray
    nama_unit: np.ndarray
    unit: np.ndarray
    lokasi: np.ndarray
    atasan: np.ndarray
    keluarga: np.ndarray
    jabatan: np.ndarray
    tingkat: np.ndarray
    jenis: np.ndarray
    mulai: np.ndarray


def ukuran_opd(pegawai: int, bobot: np.ndarray) -> np.ndarray:
    """Employees per agency: proportional to weight, with a floor of 4 (3 in a very small city)."""
    lantai = 4 if pegawai >= 10 * bobot.size else 3
    kelebihan = np.clip(pegawai * bobot / bobot.sum() - lantai, 0.0, None)
    bagian = (pegawai - lantai * bobot.size) * kelebihan / kelebihan.sum()
    bulat = np.floor(bagian).astype(int)
    sisa = int(pegawai - lantai * bobot.size - bulat.sum())
    bulat[np.argsort(bulat - bagian, kind="stable")[:sisa]] += 1
    return np.asarray(lantai + bulat)


def susun(pegawai: int, pengacak: np.random.Generator) -> Susunan:
    """All seats of a city of ``pegawai`` employees."""
    daftar = [_lengkapi(opd) for opd in bahan("opd")["daftar"]]
    kursi: list[Kursi] = []
    for nomor, banyak in enumerate(ukuran_opd(pegawai, np.array([opd["bobot"] for opd in daftar], dtype=float))):
        kursi.extend(_kursi_opd(nomor, daftar[nomor], int(banyak), len(kursi), pengacak))
    kolom = [np.array(isi) if isinstance(isi[0], int) else teks(isi) for isi in zip(*kursi, strict=True)]
    opd, nama_unit, lokasi, atasan, keluarga, jabatan, tingkat = kolom
    nama_lengkap = {pasangan: nomor for nomor, pasangan in enumerate(dict.fromkeys(zip(opd, nama_unit, strict=True)))}
    unit = np.array([nama_lengkap[pasangan] for pasangan in zip(opd, nama_unit, strict=True)])
    jenis, mulai = _jenis_pegawai(keluarga, tingkat, pengacak)
    kode_opd = teks(opd["kode"] for opd in daftar)
    return Susunan(daftar, kode_opd, opd, nama_unit, unit, lokasi, atasan, keluarga, jabatan, tingkat, jenis, mulai)


def _lengkapi(opd: dict[str, Any]) -> dict[str, Any]:
    if opd["jenis"] != "kecamatan":
        return opd
    bersama = bahan("opd")["kecamatan"]
    unit = [[f"Kelurahan {nama}", opd["lokasi"]] for nama in opd["luar"]["kelurahan"]]
    luar = {"porsi": bersama["porsi"], "kepala": "lurah", "keluarga": {}, "unit": unit}
    return {**bersama, **opd, "kepala": f"Camat {opd['lokasi']}", "luar": luar}


def _kursi_opd(nomor: int, opd: dict[str, Any], banyak: int, awal: int, acak: np.random.Generator) -> list[Kursi]:
    """The seats of one agency; ``awal`` is the number of its first seat."""
    keluarga = "camat" if opd["jenis"] == "kecamatan" else "kepala"
    jabatan = opd.get("kepala", f"Kepala {opd['nama']}")
    kursi = [Kursi(nomor, "Pimpinan", opd["lokasi"], 0 if nomor else -1, keluarga, jabatan, PIMPINAN)]
    luar = opd.get("luar")
    sisa = banyak - 1
    banyak_luar = round(sisa * luar["porsi"]) if luar and sisa >= 8 else 0
    dalam = sisa - banyak_luar
    bidang = opd["bidang"][: max(1, dalam // _PEGAWAI_PER_BIDANG)]
    for nama, isi in zip(bidang, _bagi(dalam, len(bidang)), strict=True):
        tim = Kursi(nomor, nama, opd["lokasi"], awal, "", "", STAF)
        kursi.extend(_kursi_bidang(tim, opd.get("keluarga", {}), isi, awal + len(kursi), acak))
    if banyak_luar and luar:
        atasan = [awal + i for i, satu in enumerate(kursi) if satu.tingkat == ADMINISTRATOR] or [awal]
        unit = _unit_luar(luar)[: max(1, banyak_luar // _PEGAWAI_PER_UNIT_LUAR)]
        for urut, ((nama, lokasi), isi) in enumerate(zip(unit, _bagi(banyak_luar, len(unit)), strict=True)):
            kepala = Kursi(nomor, nama, lokasi, atasan[urut % len(atasan)], luar["kepala"], "", KEPALA_UNIT)
            diri = awal + len(kursi)
            kursi.append(kepala._replace(jabatan=_jabatan_kepala_unit(kepala)))
            kursi.extend(_staf(kepala._replace(atasan=diri), luar["keluarga"], isi - 1, acak))
    return kursi


def _kursi_bidang(
    tim: Kursi, campuran: dict[str, float], banyak: int, awal: int, acak: np.random.Generator
) -> list[Kursi]:
    """A division: its administrator (from 5 people on), section heads, and staff; ``tim`` is the pattern of a seat."""
    if banyak < 5:
        return list(_staf(tim, campuran, banyak, acak))
    kursi = [tim._replace(keluarga="administrator", jabatan=_jabatan_administrator(tim.unit), tingkat=ADMINISTRATOR)]
    tim = tim._replace(atasan=awal)
    pengawas = -(-(banyak - 1) // _STAF_PER_PENGAWAS) if banyak >= 8 else 0
    if not pengawas:
        return kursi + list(_staf(tim, campuran, banyak - 1, acak))
    for urut, isi in enumerate(_bagi(banyak - 1, pengawas)):
        judul = f"{_sebutan_pengawas(tim.unit)} {_ROMAWI[urut] if urut < len(_ROMAWI) else urut + 1} {tim.unit}"
        diri = awal + len(kursi)
        kursi.append(tim._replace(keluarga="pengawas", jabatan=judul, tingkat=KEPALA_UNIT))
        kursi.extend(_staf(tim._replace(atasan=diri), campuran, isi - 1, acak))
    return kursi


def _jabatan_administrator(unit: str) -> str:
    if unit.startswith("Sekretariat"):
        return "Sekretaris"
    return unit if unit.startswith("Inspektur") else f"Kepala {unit}"


def _sebutan_pengawas(unit: str) -> str:
    if unit.startswith(("Sekretariat", "Bagian")):
        return "Kepala Subbagian"
    return "Kepala Seksi" if unit.startswith("Bidang") else "Ketua Tim"


def _staf(tim: Kursi, campuran: dict[str, float], banyak: int, acak: np.random.Generator) -> Iterator[Kursi]:
    """Staff seats of one team, position families drawn by their shares; the rest are pelaksana."""
    pilihan = [*campuran, "pelaksana"]
    peluang = [*campuran.values(), max(0.0, 1.0 - sum(campuran.values()))]
    for urut, pilih in enumerate(acak.choice(len(pilihan), size=max(0, banyak), p=peluang)):
        jabatan = bahan("jabatan")[pilihan[pilih]]["nama"]
        yield tim._replace(keluarga=pilihan[pilih], jabatan=jabatan[urut % len(jabatan)], tingkat=STAF)


def _bagi(banyak: int, kelompok: int) -> list[int]:
    return [(banyak + kelompok - 1 - urut) // kelompok for urut in range(kelompok)]


def _jabatan_kepala_unit(kursi: Kursi) -> str:
    if kursi.keluarga == "lurah":
        return kursi.unit.replace("Kelurahan", "Lurah")
    return "Kepala Sekolah, Guru" if kursi.keluarga == "kepala_sekolah" else f"Kepala {kursi.unit}"


def _unit_luar(luar: dict[str, Any]) -> list[tuple[str, str]]:
    """Outside units with their kecamatan; numbered kinds take turns, so that a small city has each kind."""
    if "unit" in luar:
        return [(nama, lokasi) for nama, lokasi in luar["unit"]]
    kecamatan = [opd["lokasi"] for opd in bahan("opd")["daftar"] if opd["jenis"] == "kecamatan"]
    urutan = sorted(
        ((nomor + 0.5) / banyak, jenis, pola.format(nomor + 1))
        for jenis, (pola, banyak) in enumerate(luar["pola"])
        for nomor in range(banyak)
    )
    return [(nama, kecamatan[urut % len(kecamatan)]) for urut, (_, _, nama) in enumerate(urutan)]


def _jenis_pegawai(
    keluarga: np.ndarray, tingkat: np.ndarray, acak: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Employment type and first quarter of every seat; PPPK seats are drawn by the family's weight."""
    ukuran = parameter("jenis_pegawai")
    bobot = np.array([bahan("jabatan")[satu]["bobot_pppk"] for satu in keluarga], dtype=float)
    kunci = np.where(bobot > 0, acak.random(bobot.size) ** (1.0 / np.where(bobot > 0, bobot, 1.0)), -1.0)
    jenis = np.full(bobot.size, "pns", dtype=object)
    mulai = np.zeros(bobot.size, dtype=int)
    urut = np.argsort(-kunci, kind="stable")[: round(ukuran["pppk"] * bobot.size)]
    urut = urut[kunci[urut] > 0]
    jenis[urut] = "pppk"
    angkatan = [nomor_periode(kode) for kode in ukuran["mulai_pppk"]]
    mulai[urut] = acak.choice(angkatan, size=urut.size, p=list(ukuran["mulai_pppk"].values()))
    calon = np.flatnonzero((jenis == "pns") & (tingkat == STAF) & np.isin(keluarga, ["pelaksana", "lapangan"]))
    paruh = acak.permutation(calon)[: round(ukuran["pppk_paruh_waktu"] * bobot.size)]
    jenis[paruh], mulai[paruh] = ("pppk_paruh_waktu", nomor_periode(ukuran["mulai_paruh_waktu"]))
    return jenis, mulai
