"""One employee of a meeting: the steps of the score, what has moved since, and everything said about the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from penilaian.aplikasi import teks
from penilaian.aplikasi.gudang import Geseran, Keadaan
from penilaian.aplikasi.sebutan import Sebutan
from penilaian.aplikasi.tinjauan import html_blok
from penilaian.laporan.tabel import Kolom, Tabel
from penilaian.nilai import Hasil
from penilaian.periode import Periode
from penilaian.pribadi.kelas import Kelas
from penilaian.rapat.catatan import Catatan
from penilaian.rapat.rapat import Rapat

_KOLOM_GESERAN = {
    "usulan": "Usulan hasil kerja",
    "hasil_kerja": "Hasil kerja",
    "perilaku_kerja": "Perilaku kerja",
    "predikat": "Predikat",
    "pegawai": "Tercatat di OPD ini",
}


@dataclass(frozen=True)
class Riwayat:
    """One entry about the employee, in words."""

    nomor: int
    jenis: str
    isi: str
    keterangan: str
    oleh: str
    waktu: str


def penjelasan(keadaan: Keadaan, rapat: Rapat, nip: str) -> Markup:
    """The way from figures to predicate, as the data has it now.

    Raises:
        GalatPenilaian: the data cannot be scored, or the person is no longer in it.
    """
    hasil = keadaan.hasil(rapat.kode_opd, Periode.urai(rapat.periode))
    baris, nama = hasil.jelaskan(nip), keadaan.indikator
    data = pd.DataFrame(
        {
            "langkah": baris["langkah"].str[:1].str.upper() + baris["langkah"].str[1:],
            "hal": [f"{nama[kode]} ({kode})" if kode in nama else kode for kode in baris["hal"]],
            "dasar": baris["dasar"],
            "hasil": baris["hasil"],
            "aturan": baris["sitasi"] + " (" + baris["verifikasi"] + ")",
        }
    )
    kolom = (
        Kolom("langkah", "Langkah"), Kolom("hal", "Hal"), Kolom("dasar", "Dasar", pribadi=True),
        Kolom("hasil", "Hasil", pribadi=True), Kolom("aturan", "Aturan"),
    )  # fmt: skip
    return html_blok(
        Tabel("Dari angka ke predikat", kolom, data, kelas=Kelas.INDIVIDU, sumber=f"data {keadaan.data.asal}, {hasil.periode.label}")
    )  # fmt: skip


def batas_usulan(hasil: Hasil, nip: str, kata: Sebutan) -> str:
    """The lowest and highest proposal that is still possible, where the data is incomplete; else empty."""
    baris = hasil.pegawai.loc[hasil.pegawai["nip"] == nip, ["usulan_terburuk", "usulan_terbaik"]]
    if baris.empty or baris.isna().to_numpy().any():
        return ""
    bawah, atas = baris.iloc[0]
    return "" if bawah == atas else f"{kata.nama_rating(bawah)} sampai {kata.nama_rating(atas).lower()}"


def uraikan_geseran(geser: Mapping[str, list[Geseran]], nip: str, kata: Sebutan) -> list[str]:
    """What is different now, in sentences."""
    return [_satu_geseran(satu, kata) for satu in geser.get(nip, [])]


def _satu_geseran(satu: Geseran, kata: Sebutan) -> str:
    if satu.kolom == "pegawai":
        return "Pegawai ini tidak lagi tercatat di OPD ini pada periode ini."
    nama = kata.nama_predikat if satu.kolom == "predikat" else kata.nama_rating
    return f"{_KOLOM_GESERAN[satu.kolom]}: {nama(satu.dulu).lower()} saat rapat dibuka, {nama(satu.kini).lower()} menurut data sekarang."


def riwayat(rapat: Rapat, nip: str, kata: Sebutan) -> list[Riwayat]:
    """All entries about an employee, the newest first; superseded ones stay."""
    milik = [satu for satu in rapat.catatan if satu.jenis in ("suara", "putusan") and satu.isi["nip"] == nip]
    return [_satu_riwayat(satu, kata) for satu in reversed(milik)]


def _satu_riwayat(satu: Catatan, kata: Sebutan) -> Riwayat:
    if satu.jenis == "suara":
        isi, keterangan = teks.SUARA[satu.isi["suara"]], satu.isi["catatan"]
    else:
        isi, keterangan = kata.uraikan(satu.isi["sesudah"]), satu.isi["alasan"]
    return Riwayat(satu.nomor, teks.JENIS_CATATAN[satu.jenis], isi, keterangan, satu.oleh, satu.waktu)
