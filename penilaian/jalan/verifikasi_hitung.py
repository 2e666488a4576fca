"""The scores again: with the rules the trace recorded, and with those of today."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from penilaian.aturan import BukuAturan, muat_buku
from penilaian.data import Data, baca_data
from penilaian.galat import GalatPenilaian
from penilaian.jalan.verifikasi_bentuk import Butir, Golongan, banding, tak_terperiksa
from penilaian.jalan.verifikasi_manifes import ManifesTerbaca
from penilaian.jalan.verifikasi_rekaman import rekaman_berurutan
from penilaian.laporan.parameter import KOTA
from penilaian.nilai import Hasil, Jejak, hitung
from penilaian.nilai.jejak import VERSI_JEJAK, Langkah

_CADANGAN = "bandingkan dengan cadangan; jangan pakai laporan ini sebelum sebabnya diketahui"
_ARTI: dict[Golongan, str] = {
    "program": "data dan aturan sama, tetapi hitungannya lain: jejak di manifes diubah, atau kode yang sekarang "
    "menghasilkan angka lain (lihat langkah Kode)",
    "keadaan": "hitungan mengikuti data yang berubah; angka laporan ini tidak keluar lagi dari data sekarang",
}
_TINDAKAN: dict[Golongan, str] = {
    "program": _CADANGAN,
    "keadaan": "buat laporan baru bila keadaan sekarang yang diperlukan",
}


@dataclass(frozen=True)
class Hitungan:
    """Scores for one report; ``data`` is already narrowed to its agency."""

    jejak: Jejak
    data: Data


def periksa_hitungan(manifes: ManifesTerbaca, folder_data: Path | None, buka: Any = baca_data) -> list[Butir]:
    """The recorded trace against the scores computed again; the first step that differs is named."""
    if "folder_data" not in manifes.parameter:
        return [tak_terperiksa("hitung", "hitungan", "laporan ini tidak memakai tabel data", dilewati=True)]
    if folder_data is None:
        return [tak_terperiksa("hitung", "hitungan", "folder datanya tidak dapat dibaca")]
    try:
        data = buka(folder_data).untuk(kode_opd=None if manifes.kode_opd == KOTA else manifes.kode_opd)
    except (GalatPenilaian, OSError) as galat:
        sebab = galat.apa if isinstance(galat, GalatPenilaian) else "folder data tidak dapat dibaca"
        return [tak_terperiksa("hitung", "hitungan", sebab, "kembalikan data saat laporan dibuat")]
    if not manifes.jejak:
        return [_tanpa_jejak(manifes, data)]
    try:
        jejak = Jejak.dari_dict(manifes.jejak)
        return _banding_hitungan(manifes, Hitungan(jejak, data))
    except (KeyError, TypeError, ValueError, AttributeError) as galat:
        arti = f"jejak di manifes rusak atau diubah ({type(galat).__name__})"
        return [Butir("hitung", "jejak", "berbeda", "jejak yang terbaca", "tidak terbaca", arti, _CADANGAN, "laporan")]


def _tanpa_jejak(manifes: ManifesTerbaca, data: Data) -> Butir:
    """A report that recorded no scores: there must still be none."""
    try:
        hitung(data, manifes.periode)
    except GalatPenilaian as galat:
        return Butir("hitung", "hitungan", "sama", "tidak dapat dihitung", "tidak dapat dihitung", galat.apa)
    return Butir(
        "hitung", "hitungan", "berbeda", "tidak dapat dihitung ketika laporan dibuat", "dapat dihitung sekarang",
        "keadaan data atau aturan berubah, atau jejak dihapus dari manifes", _CADANGAN, "keadaan",
    )  # fmt: skip


def _banding_hitungan(manifes: ManifesTerbaca, isi: Hitungan) -> list[Butir]:
    jejak = isi.jejak
    if jejak.versi != VERSI_JEJAK:
        arti = f"jejak versi {jejak.versi} ditulis versi paket lain; versi ini membaca {VERSI_JEJAK}"
        return [tak_terperiksa("hitung", "jejak", arti, "hitung ulang dengan versi paket yang mencatatnya")]
    try:
        hasil = hitung(isi.data, jejak.periode, BukuAturan.dari_rekaman(rekaman_berurutan(jejak.aturan, jejak.periode)))
    except GalatPenilaian as galat:
        return [_tidak_terhitung(galat)]
    baris = _baris(jejak, hasil)
    golongan: Golongan = "keadaan" if any(satu.status == "berbeda" for satu in baris) else "program"
    return [
        *baris,
        banding(
            "hitung", "keadaan sementara", _ya(manifes.sementara), _ya(hasil.sementara),
            arti=_ARTI[golongan], tindakan=_TINDAKAN[golongan], golongan=golongan,
        ),
        *_langkah(jejak, hasil, golongan),
        *_aturan_kini(isi, hasil),
    ]  # fmt: skip


def _ya(nilai: bool) -> str:  # noqa: FBT001 -- one value to put in words
    return "ya" if nilai else "tidak"


def _tidak_terhitung(galat: GalatPenilaian) -> Butir:
    return Butir(
        "hitung", "hitungan", "berbeda", "dapat dihitung ketika laporan dibuat", "tidak dapat dihitung",
        galat.paragraf(), galat.tindakan or _TINDAKAN["keadaan"], "keadaan",
    )  # fmt: skip


def _baris(jejak: Jejak, hasil: Hasil) -> list[Butir]:
    """The rows this report used, table by table: a file may change without touching them."""
    return [
        banding(
            "hitung", f"baris tabel {nama} yang dipakai", str(jejak.masukan.get(nama, "tidak ada")),
            hasil.jejak.masukan.get(nama, "tidak ada"),
            arti="baris yang dipakai laporan ini berubah, bukan hanya berkasnya",
            tindakan=_TINDAKAN["keadaan"], golongan="keadaan",
        )
        for nama in dict.fromkeys((*jejak.masukan, *hasil.jejak.masukan))
    ]  # fmt: skip


def _langkah(jejak: Jejak, hasil: Hasil, golongan: Golongan) -> list[Butir]:
    """Each step; only the first that differs has a meaning of its own, later ones follow from it."""
    lama, baru = ({satu.nama: satu for satu in isi} for isi in (jejak.langkah, hasil.jejak.langkah))
    butir: list[Butir] = []
    for nama in dict.fromkeys((*lama, *baru)):
        pertama = not any(satu.status == "berbeda" for satu in butir)
        arti = f"langkah pertama yang berbeda; {_ARTI[golongan]}" if pertama else "mengikuti langkah sebelumnya"
        butir.append(
            banding(
                "hitung", f"langkah {nama}", _isi_langkah(lama.get(nama)), _isi_langkah(baru.get(nama)),
                arti=arti, tindakan=_TINDAKAN[golongan], golongan=golongan,
            )
        )  # fmt: skip
    return butir


def _isi_langkah(langkah: Langkah | None) -> str:
    return "tidak ada" if langkah is None else f"{langkah.baris} baris, sidik {str(langkah.sidik)[:12]}"


def _aturan_kini(isi: Hitungan, hasil: Hasil) -> list[Butir]:
    """What today's rules give from the same rows, where they are not the recorded ones."""
    try:
        kini = hitung(isi.data, isi.jejak.periode, muat_buku())
    except GalatPenilaian as galat:
        return [_tidak_terhitung(galat)]
    if kini.jejak.aturan == hasil.jejak.aturan:
        return []
    beda = [
        lama.nama
        for lama, baru in zip(hasil.jejak.langkah, kini.jejak.langkah, strict=False)
        if lama.sidik != baru.sidik
    ]
    return [
        banding(
            "hitung", "hitungan menurut aturan sekarang", "langkah sama", f"langkah {', '.join(beda)} berbeda" if beda else "langkah sama",
            arti="aturan yang berubah menggeser angka; laporan benar menurut aturan waktu itu",
            tindakan="putuskan aturan mana yang berlaku untuk periode ini; yang surut perlu dasar hukum", golongan="keadaan",
        )
    ]  # fmt: skip
