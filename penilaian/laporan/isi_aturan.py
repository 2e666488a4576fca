"""Contents of `00_buku_aturan` and of `penilaian aturan`: what is in force on a day, where it stands, how sure it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.ketentuan import Ketentuan, Masa
from penilaian.aturan.peraturan import Peraturan, muat_peraturan
from penilaian.bahasa import angka, daftar_kata, tanggal
from penilaian.galat import GalatMasaBerlaku
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Kolom, Tabel

REZIM, LINTAS = "rezim/penilaian_kinerja", "rezim/lintas"
KEADAAN = {
    "dibaca": "Naskah dibaca",
    "belum": "Belum diverifikasi",
    "praktik": "Praktik",
    "lokal": "Kebijakan lokal",
    "skenario": "Skenario",
}
"""What stands behind a provision, the surest first."""


@dataclass(frozen=True, repr=False)
class Rangkaian:
    """Several tables shown as one output, one under the other."""

    isi: tuple[Tabel | Poin, ...]

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self.isi))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        html = "".join(satu._repr_mimebundle_()["text/html"] for satu in self.isi)
        return {"text/html": html, "text/plain": repr(self)}


def berlaku(aturan: Aturan, awalan: str = "") -> dict[str, Masa]:
    """The entries in force on the day by code; ``awalan`` is how the codes begin."""
    hasil = {}
    for kode, ketentuan in aturan.ketentuan.items():
        if kode.startswith(awalan):
            try:
                hasil[kode] = ketentuan.pada(aturan.hari)
            except GalatMasaBerlaku:
                continue
    return hasil


def keadaan(ketentuan: Ketentuan, masa: Masa) -> str:
    """What stands behind a provision; a key of KEADAAN."""
    if masa.skenario:
        return "skenario"
    if ketentuan.sifat != "peraturan":
        return "lokal" if ketentuan.sifat == "kebijakan_lokal" else "praktik"
    return "belum" if masa.diperiksa is None else "dibaca"


def daftar_ketentuan(aturan: Aturan, awalan: str = "") -> pd.DataFrame:
    """One row a provision in force: peraturan, kode, judul, sejak, tempat, sifat, verifikasi, keadaan, catatan.

    Regulations come in the order of their register, provisions in that of their codes.
    """
    kolom = ["peraturan", "kode", "judul", "sejak", "tempat", "sifat", "verifikasi", "keadaan", "catatan"]
    baris = [
        (
            masa.sitasi.peraturan,
            kode,
            aturan.ketentuan[kode].judul,
            masa.sejak,
            ", ".join(filter(None, (masa.sitasi.tempat, masa.sitasi.halaman and f"hlm. {masa.sitasi.halaman}"))),
            aturan.ketentuan[kode].uraian_sifat(aturan.hari),
            masa.verifikasi,
            keadaan(aturan.ketentuan[kode], masa),
            masa.catatan,
        )
        for kode, masa in berlaku(aturan, awalan).items()
    ]
    urutan = {singkat: nomor for nomor, singkat in enumerate(muat_peraturan())}
    baris.sort(key=lambda satu: (urutan.get(satu[0], len(urutan)), satu[1]))
    return pd.DataFrame(baris, columns=kolom, dtype=object)


def sebab_tidak_berlaku(ketentuan: Ketentuan, hari: date) -> str:
    """Why a provision is not in force on a day; empty if it is."""
    try:
        ketentuan.pada(hari)
    except GalatMasaBerlaku as galat:
        if galat.kode == "belum_berlaku":
            return f"belum berlaku; mulai {tanggal(ketentuan.masa[0].sejak)}"
        cabut = next(masa for masa in reversed(ketentuan.masa) if masa.sejak <= hari)
        return f"dicabut sejak {tanggal(cabut.sejak)} ({cabut.sitasi})"
    return ""


def daftar_tidak_berlaku(aturan: Aturan, awalan: str = "") -> pd.DataFrame:
    """One row a provision that is not in force: kode, judul, sebab."""
    sebab = {
        kode: sebab_tidak_berlaku(ketentuan, aturan.hari)
        for kode, ketentuan in sorted(aturan.ketentuan.items())
        if kode.startswith(awalan)
    }
    baris = [(kode, aturan.ketentuan[kode].judul, alasan) for kode, alasan in sebab.items() if alasan]
    return pd.DataFrame(baris, columns=["kode", "judul", "sebab"], dtype=object)


def nama_peraturan(singkat: str, daftar: Mapping[str, Peraturan] | None = None) -> str:
    """The short name with the full title."""
    daftar = muat_peraturan() if daftar is None else daftar
    return f"{singkat} — {daftar[singkat].judul}" if singkat in daftar else singkat


def tabel_ketentuan(aturan: Aturan) -> Rangkaian:
    """What is in force, one table a regulation, each with how much of its text was read."""
    peraturan, data = muat_peraturan(), daftar_ketentuan(aturan)
    if data.empty:
        return Rangkaian((Poin("Apa yang berlaku", ("Tidak satu pun ketentuan berlaku pada hari itu.",)),))
    kolom = (
        Kolom("judul", "Ketentuan"), Kolom("sejak", "Berlaku sejak"), Kolom("tempat", "Tempat di naskah"),
        Kolom("keadaan", "Sifat dan verifikasi"),
    )  # fmt: skip
    return Rangkaian(
        tuple(
            Tabel(
                nama_peraturan(str(singkat), peraturan),
                kolom,
                isi.assign(keadaan=isi["sifat"] + "; " + isi["verifikasi"]),
                catatan=f"Yang dibaca: {peraturan[str(singkat)].dibaca}" if singkat in peraturan else "",
            )
            for singkat, isi in data.groupby("peraturan", sort=False)
        )
    )


def tabel_tidak_berlaku(aturan: Aturan) -> Tabel | Poin:
    """What the book holds but is not in force on the day, and why."""
    judul, data = f"Tidak berlaku pada {tanggal(aturan.hari)}", daftar_tidak_berlaku(aturan)
    if data.empty:
        return Poin(judul, ("Tidak ada: semua ketentuan di buku ini berlaku.",))
    kolom = (Kolom("judul", "Ketentuan"), Kolom("kode", "Kode"), Kolom("sebab", "Sebab"))
    return Tabel(judul, kolom, data)


def hitung_keadaan(aturan: Aturan) -> pd.DataFrame:
    """Provisions in force by regulation (rows, in the order of the register) and what stands behind them."""
    data = daftar_ketentuan(aturan)
    silang = pd.crosstab(data["peraturan"], data["keadaan"])
    ada = [kode for kode in KEADAAN if kode in silang.columns]
    return silang.reindex(index=list(dict.fromkeys(data["peraturan"])), columns=ada)


def tabel_keadaan(aturan: Aturan) -> Tabel:
    """The same as a table, with totals."""
    hitungan = hitung_keadaan(aturan)
    lengkap = pd.concat([hitungan, hitungan.sum().to_frame("Semua").T])
    data = lengkap.assign(jumlah=lengkap.sum(axis=1)).rename_axis("peraturan").reset_index()
    kolom = (
        Kolom("peraturan", "Peraturan"),
        *(Kolom(kode, KEADAAN[kode], "cacah") for kode in hitungan.columns),
        Kolom("jumlah", "Ketentuan", "cacah"),
    )
    return Tabel(
        f"Keadaan verifikasi pada {tanggal(aturan.hari)}",
        kolom,
        data,
        catatan="Naskah dibaca: menurut catatan pernah dibaca orang. Belum diverifikasi: angka dari sumber kedua atau ingatan; "
        "cocokkan dengan naskah resmi sebelum dipakai.",
    )


def pokok_aturan(aturan: Aturan) -> Poin:
    """How much is in force, how sure it is, and by which scheme people are appraised."""
    jumlah = daftar_ketentuan(aturan)["keadaan"].value_counts()
    cacah = [f"{angka(jumlah[kode])} {KEADAAN[kode].lower()}" for kode in KEADAAN if kode in jumlah]
    lokal = [kode for kode in berlaku(aturan) if "parameternya" in aturan.ketentuan[kode].uraian_sifat(aturan.hari)]
    skema = berlaku(aturan).get(REZIM)
    kalimat = [
        f"{angka(jumlah.sum())} dari {angka(len(aturan.ketentuan))} ketentuan di buku ini berlaku pada {tanggal(aturan.hari)}.",
        f"Menurut keadaannya: {daftar_kata(cacah)}. Praktik dan kebijakan lokal bukan peraturan."
        if cacah
        else "Tidak satu pun ketentuan berlaku.",
        "Tidak ada skema penilaian yang tercatat berlaku pada hari itu."
        if skema is None
        else f"Penilaian kinerja mengikuti {nama_skema(skema)} sejak {tanggal(skema.sejak)}.",
    ]
    if lokal:
        judul = daftar_kata([f"“{aturan.ketentuan[kode].judul}”" for kode in lokal])
        kalimat.append(f"Peraturan yang sebagian parameternya pilihan lokal: {judul}.")
    return Poin("Pokok buku aturan", tuple(kalimat))


def nama_skema(masa: Masa) -> str:
    """The regulation whose scheme an entry of REZIM chooses."""
    kode = str(getattr(masa.nilai, "pilihan", lambda _: "")("skema"))
    return nama_kode(kode) or kode


def nama_kode(kode: str) -> str | None:
    """The regulation a code such as ``pp_30_2019`` is made of."""
    return next((singkat for singkat in muat_peraturan() if re.sub(r"[^a-z0-9]+", "_", singkat.lower()) == kode), None)


def tabel_rezim(aturan: Aturan) -> Tabel:
    """By which scheme people were appraised, through time."""
    ketentuan = aturan.ketentuan[REZIM]
    kini = berlaku(aturan).get(REZIM)
    sampai = [masa.sejak - timedelta(days=1) for masa in ketentuan.masa[1:]]
    baris = [
        (
            nama_skema(masa) if masa.nilai else "dicabut",
            _selama(masa.sejak, akhir) + (f"; berlaku pada {tanggal(aturan.hari)}" if masa is kini else ""),
            str(masa.sitasi),
            " ".join(filter(None, (f"{masa.verifikasi[:1].upper()}{masa.verifikasi[1:]}.", masa.catatan))),
        )
        for masa, akhir in zip(ketentuan.masa, [*sampai, None], strict=True)
    ]
    kolom = (
        Kolom("skema", "Skema"), Kolom("selama", "Selama"), Kolom("sitasi", "Sitasi"),
        Kolom("verifikasi", "Verifikasi dan catatan"),
    )  # fmt: skip
    data = pd.DataFrame(baris, columns=[satu.kunci for satu in kolom], dtype=object)
    return Tabel(ketentuan.judul, kolom, data, catatan=_catatan_lintas(aturan))


def _selama(awal: date, akhir: date | None) -> str:
    return f"{tanggal(awal)} sampai {tanggal(akhir)}" if akhir else f"sejak {tanggal(awal)}"


def _catatan_lintas(aturan: Aturan) -> str:
    """How a period is appraised in which the scheme changes."""
    if LINTAS not in aturan.ketentuan:
        return ""
    masa = aturan.ketentuan[LINTAS].masa[0]
    butir = getattr(masa.nilai, "butir", {}).get("skema")
    return f"Periode yang melintasi pergantian skema: {butir.keterangan} ({masa.sitasi})" if butir else ""
