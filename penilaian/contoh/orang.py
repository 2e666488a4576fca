"""The people: synthetic NIP, name, sex, grade, and the latent traits nobody sees in real data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from penilaian.contoh.bahan import AWAL, angka_teks, bahan, parameter, teks
from penilaian.contoh.panel import Riwayat
from penilaian.contoh.susunan import PIMPINAN, Susunan

SELISIH_TAHUN = 100
"""Every year inside a synthetic NIP is this much too early, so that it cannot be anybody's."""


@dataclass(frozen=True)
class Orang:
    """One entry a person. ``kemampuan`` … ``halo`` are latent, on the scale of ``parameter.yaml``."""

    nip: np.ndarray
    nama: np.ndarray
    jenis: np.ndarray
    kelamin: np.ndarray
    lahir: np.ndarray
    jenjang: np.ndarray
    golongan: np.ndarray
    kemampuan: np.ndarray
    perilaku: np.ndarray
    keringanan: np.ndarray
    halo: np.ndarray


def buat_orang(susunan: Susunan, riwayat: Riwayat, acak: np.random.Generator) -> Orang:
    """Everybody in ``riwayat``."""
    keluarga = susunan.keluarga[riwayat.kursi_awal]
    asli = riwayat.kursi_awal == np.arange(riwayat.kursi_awal.size)
    jenis = np.where(asli, susunan.jenis[riwayat.kursi_awal], "pns").astype(object)
    peluang = np.array([bahan("jabatan")[satu]["perempuan"] for satu in keluarga], dtype=float)
    perempuan = acak.random(keluarga.size) < peluang
    jenjang, golongan = _pangkat(susunan, riwayat, keluarga, jenis, acak)
    kemampuan, perilaku, keringanan, halo = _sifat(keluarga.size, acak)
    return Orang(
        nip=_nip(riwayat, jenis, perempuan, acak),
        nama=_nama(perempuan, acak),
        jenis=jenis,
        kelamin=np.where(perempuan, "P", "L").astype(object),
        lahir=riwayat.lahir,
        jenjang=jenjang,
        golongan=golongan,
        kemampuan=kemampuan,
        perilaku=perilaku,
        keringanan=keringanan,
        halo=halo,
    )


def _sifat(banyak: int, acak: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Ability, behaviour, leniency as an assessor (plus is lenient), halo as an assessor (never negative)."""
    capaian, perilaku, penilai = (parameter("capaian"), parameter("perilaku"), parameter("penilai"))
    kemampuan = acak.normal(0.0, capaian["sd_kemampuan"], banyak)
    sifat = acak.normal(0.0, perilaku["sd"], banyak) + perilaku["bagian_kemampuan"] * kemampuan
    keringanan = acak.normal(penilai["rata_rata_keringanan"], penilai["sd_keringanan"], banyak)
    halo = np.clip(acak.normal(penilai["rata_rata_halo"], penilai["sd_halo"], banyak), 0.0, None)
    return kemampuan, sifat, keringanan, halo


def _nip(riwayat: Riwayat, jenis: np.ndarray, perempuan: np.ndarray, acak: np.random.Generator) -> np.ndarray:
    """18 digits in the real layouts, years shifted; part-time PPPK borrow the PPPK layout (theirs is not known)."""
    tahun, bulan, tanggal = _pecah(riwayat.lahir)
    lahir = (tahun - SELISIH_TAHUN) * 10_000 + bulan * 100 + tanggal
    masuk_tahun, masuk_bulan, _ = _pecah(AWAL[riwayat.masuk])
    lama = riwayat.masuk == 0
    mulai_kerja = np.minimum(tahun + acak.integers(22, 29, tahun.size), np.where(riwayat.baru, 9999, 2023))
    pns_tahun = np.where(riwayat.baru, masuk_tahun, mulai_kerja) - SELISIH_TAHUN
    pns_bulan = np.where(riwayat.baru, masuk_bulan, acak.choice([1, 3, 4, 12], tahun.size))
    pppk_tahun = np.where(lama, acak.integers(2021, 2024, tahun.size), masuk_tahun) - SELISIH_TAHUN
    angkat = 20 + acak.choice([1, 2], tahun.size, p=[0.9, 0.1])
    pns = jenis == "pns"
    tengah = np.where(pns, pns_tahun * 100 + pns_bulan, pppk_tahun * 100 + angkat)
    awalan = lahir * 10**7 + tengah * 10 + np.where(perempuan, 2, 1)
    return angka_teks(_beri_nomor(awalan, acak.integers(1, 1000, tahun.size)), 18)


def _beri_nomor(awalan: np.ndarray, nomor: np.ndarray) -> np.ndarray:
    """Append serial numbers 001–999 so that no two numbers are equal."""
    while True:
        penuh = awalan * 1000 + nomor
        _, pertama = np.unique(penuh, return_index=True)
        kembar = np.setdiff1d(np.arange(penuh.size), pertama, assume_unique=True)
        if kembar.size == 0:
            return np.asarray(penuh)
        nomor = nomor.copy()
        nomor[kembar] = nomor[kembar] % 999 + 1


def _pecah(tanggal: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    bulan = tanggal.astype("datetime64[M]")
    tahun = tanggal.astype("datetime64[Y]").astype(int) + 1970
    return (tahun, bulan.astype(int) % 12 + 1, (tanggal - bulan.astype("datetime64[D]")).astype(int) + 1)


def _nama(perempuan: np.ndarray, acak: np.random.Generator) -> np.ndarray:
    isi = bahan("nama")

    def pilih(bagian: str) -> np.ndarray:
        laki, puan = teks(isi[f"{bagian}_l"]), teks(isi[f"{bagian}_p"])
        undian = acak.random(perempuan.size)
        return np.asarray(
            np.where(perempuan, puan[(undian * puan.size).astype(int)], laki[(undian * laki.size).astype(int)])
        )

    return np.asarray(isi["penanda"] + " " + pilih("depan") + " " + pilih("belakang"))


_GOLONGAN_JENJANG = {
    "terampil": ("II/c", "II/d"), "mahir": ("III/a", "III/b"), "penyelia": ("III/c", "III/d"),
    "ahli_pertama": ("III/a", "III/b"), "ahli_muda": ("III/c", "III/d"), "ahli_madya": ("IV/a", "IV/b"),
}  # fmt: skip
_GOLONGAN_PPPK = {"keahlian": "IX", "keterampilan": "VII", "pelaksana": "V", "lapangan": "V"}
_GOLONGAN_JABATAN = {
    "kepala": ("IV/b", "IV/c"), "camat": ("III/d", "IV/a"), "administrator": ("III/d", "IV/a"),
    "pelaksana": ("II/b", "II/d", "III/a", "III/b"), "lapangan": ("II/a", "II/b", "II/c", "II/d"),
}  # fmt: skip


def _pangkat(
    susunan: Susunan, riwayat: Riwayat, keluarga: np.ndarray, jenis: np.ndarray, acak: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Functional grade by age, and rank by grade or position; missing where the type of employment has none."""
    umur = (AWAL[0] - riwayat.lahir).astype(float) / 365.25 + acak.normal(0.0, 2.0, keluarga.size)
    tingkat = teks(bahan("jabatan")[satu]["tingkat"] for satu in keluarga)
    bertahap = np.digitize(umur, [35.0, 46.0])
    keahlian = teks(["ahli_pertama", "ahli_muda", "ahli_madya"])[bertahap]
    keterampilan = teks(["terampil", "mahir", "penyelia"])[bertahap]
    keahlian = np.where(jenis == "pns", keahlian, "ahli_pertama")
    keterampilan = np.where(jenis == "pns", keterampilan, "terampil")
    kepala_sekolah = (keluarga == "kepala_sekolah") & (keahlian == "ahli_pertama")
    keahlian = np.where(kepala_sekolah, "ahli_muda", keahlian)
    kosong = np.full(keluarga.size, None, dtype=object)
    jenjang = np.where(tingkat == "keahlian", keahlian, np.where(tingkat == "keterampilan", keterampilan, kosong))
    undian = acak.random(keluarga.size)
    golongan = teks(
        _golongan(satu, kelompok, tahap, jenjang_satu, u)
        for satu, kelompok, tahap, jenjang_satu, u in zip(jenis, keluarga, tingkat, jenjang, undian, strict=True)
    )
    sekda = (riwayat.kursi_awal == 0) & (susunan.tingkat[riwayat.kursi_awal] == PIMPINAN)
    golongan[sekda] = "IV/d"
    return jenjang, golongan


def _golongan(jenis: str, keluarga: str, tingkat: str | None, jenjang: str | None, undian: float) -> str | None:
    if jenis == "pppk_paruh_waktu":
        return None
    if jenis == "pppk":
        return _GOLONGAN_PPPK[tingkat or keluarga]
    pilihan = _GOLONGAN_JENJANG[jenjang] if jenjang else _GOLONGAN_JABATAN.get(keluarga, ("III/c", "III/d"))
    return pilihan[int(undian * len(pilihan))]
