"""What the section on changes starts from: this period, the one before, and where its facts come from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from penilaian.bahasa import daftar_kata
from penilaian.data.arsip_periode import baca_arsip, muat_berkas
from penilaian.data.arsip_periode_manifes import NAMA_CATATAN, CatatanArsip, OpdArsip, folder_periode
from penilaian.galat import GalatPenilaian
from penilaian.laporan.bahan import Bahan, BahanNilai
from penilaian.laporan.parameter import KOTA
from penilaian.laporan.siapan import hasil_folder
from penilaian.nilai import Hasil
from penilaian.nilai.keadaan import TABEL_ARSIP, Keadaan, keadaan_hasil, keadaan_tabel
from penilaian.nilai.perubahan import UraianPerubahan, urai_perubahan
from penilaian.periode import Periode

BARIS_SEKALIGUS = 200_000
"""Indicator rows of mixed periods scored at once: bounds the memory of one report; more is no faster."""
DIHITUNG_ULANG = "dihitung ulang dari tabel folder data menurut aturan yang berlaku waktu itu"


@dataclass(frozen=True, eq=False)
class BahanPerubahan:
    """A period and the one before. ``sebab`` says why there is no comparison; then the rest is None.

    ``asal`` says where the earlier period's facts come from.
    """

    isi: BahanNilai
    asal: str = ""
    sebab: str = ""
    lama: Keadaan | None = None
    baru: Keadaan | None = None
    uraian: UraianPerubahan | None = None

    @property
    def periode_lama(self) -> Periode:
        return self.isi.bahan.periode.sebelumnya()

    @property
    def sumber(self) -> str:
        """What a figure or table names as its source: this period's, and the earlier one's."""
        return f"{self.isi.bahan.sumber}; pembanding {self.periode_lama.label}: {self.asal or 'tidak ada'}"


def buka_perubahan(isi: BahanNilai) -> BahanPerubahan:
    """Find the facts of the period before, in the archive or else in the tables, and split the change.

    Nothing raises for want of data: ``sebab`` then says what is missing and what to do.
    """
    baru = keadaan_hasil(isi.hasil)
    try:
        lama, asal = keadaan_lama(isi.bahan)
        uraian = None if lama is None else urai_perubahan(lama, baru, BARIS_SEKALIGUS)
    except GalatPenilaian as galat:
        return BahanPerubahan(isi, sebab=galat.paragraf())
    if lama is None:
        return BahanPerubahan(isi, sebab=asal)
    return BahanPerubahan(isi, asal, "", lama, baru, uraian)


def keadaan_lama(bahan: Bahan) -> tuple[Keadaan | None, str]:
    """The facts of the same agency's period before and where they are from; without them, what is missing.

    Raises:
        GalatPenilaian: they are there and cannot be used: the archive was changed, or the tables forbid scoring.
    """
    periode = bahan.periode.sebelumnya()
    pegawai = bahan.data.tabel["pegawai"]
    tercatat = set(pegawai.loc[pegawai["periode"] == periode.kode, "kode_opd"].dropna())
    catatan = baca_arsip(Path(bahan.parameter.folder_data), periode)
    kode = [] if catatan is None else _opd_dibaca(catatan, bahan.parameter.kode_opd)
    tak_dipakai = ""
    if catatan is not None and kode:
        tak_dipakai = _sebab_tak_dipakai(catatan, kode, tercatat)
        if not tak_dipakai:
            return _dari_arsip(bahan, periode, catatan, kode), f"arsip {catatan.sebut()}"
    if tercatat:
        return keadaan_hasil(_hasil_lama(bahan, periode)), DIHITUNG_ULANG + tak_dipakai
    return None, (
        f"{bahan.nama} pada {periode.label} tidak ada di arsip dan tidak ada di tabel folder data {bahan.data.asal}, jadi "
        f"tidak ada yang dapat dibandingkan{tak_dipakai}. Tindakan: tambahkan tabel periode itu, atau salin arsipnya ke "
        f"folder arsip/{periode.kode}."
    )


def _sebab_tak_dipakai(catatan: CatatanArsip, kode: list[str], tercatat: set[str]) -> str:
    """Why the archive does not stand for the whole of a report on all agencies; empty where it does."""
    kurang = sorted(tercatat - set(kode))
    if kurang:
        return f"; arsipnya tidak dipakai karena belum memuat OPD {daftar_kata(kurang)}"
    if len({(catatan.terbaru.opd[satu].skema, catatan.terbaru.opd[satu].aturan) for satu in kode}) > 1:
        return "; arsipnya tidak dipakai karena OPD-OPD di dalamnya diarsipkan menurut aturan yang berbeda"
    return ""


def _hasil_lama(bahan: Bahan, periode: Periode) -> Hasil:
    kode = None if bahan.kota else bahan.parameter.kode_opd
    return hasil_folder(Path(bahan.parameter.folder_data), bahan.data, kode, periode)


def _opd_dibaca(catatan: CatatanArsip, kode_opd: str) -> list[str]:
    return [kode for kode in catatan.terbaru.opd if kode_opd in (KOTA, kode)]


def _dari_arsip(bahan: Bahan, periode: Periode, catatan: CatatanArsip, kode: list[str]) -> Keadaan:
    """The archived facts of agencies that were archived under the same rules."""
    folder = folder_periode(Path(bahan.parameter.folder_data), periode)
    opd = [catatan.terbaru.opd[satu] for satu in kode]
    tabel = {
        nama: pd.concat([muat_berkas(folder, satu.tabel[nama]) for satu in opd], ignore_index=True)
        for nama in TABEL_ARSIP
    }
    return keadaan_tabel(periode, opd[0].skema, catatan.aturan[opd[0].aturan], tabel)


def sidik_arsip(folder_data: str | Path, periode: str, kode_opd: str) -> str:
    """SHA-256 of what a report of this period reads from the archive of the period before; "" where there is none.

    It also changes when an archived file is damaged, because the report then says so.
    """
    folder = Path(folder_data)
    lalu = Periode.urai(periode).sebelumnya()
    tempat = folder_periode(folder, lalu)
    try:
        catatan = baca_arsip(folder, lalu)
    except GalatPenilaian:
        return _sidik(tempat, {NAMA_CATATAN: ""})
    opd = {} if catatan is None else {satu: catatan.terbaru.opd[satu] for satu in _opd_dibaca(catatan, kode_opd)}
    if catatan is None or not opd:
        return ""
    berkas = {satu.nama: satu.sidik for butir in opd.values() for satu in butir.tabel.values()}
    return _sidik(tempat, berkas, catatan.sebut(), _isi_opd(opd))


def _isi_opd(opd: Mapping[str, OpdArsip]) -> str:
    return "".join(f"{kode}{satu.model_dump_json()}" for kode, satu in sorted(opd.items()))


def _sidik(tempat: Path, berkas: Mapping[str, str], *lain: str) -> str:
    adukan = hashlib.sha256("\0".join(lain).encode())
    for nama in sorted(berkas):
        try:
            isi = (tempat / nama).read_bytes()
        except OSError:
            isi = b""
        adukan.update(nama.encode() + hashlib.sha256(isi).digest())
    return adukan.hexdigest()
