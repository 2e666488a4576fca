"""The two parties of a form: where each block stands, and what it says."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from penilaian.data.kamus import muat_kamus
from penilaian.data.nilai_sel import pengurai_kolom
from penilaian.data.temuan import Temuan
from penilaian.data.uraian import GalatUrai
from penilaian.formulir.baca_isian import pisahkan_label
from penilaian.formulir.baca_kisi import Kisi, Sel, isian
from penilaian.formulir.bentuk import Orang

PEGAWAI = "pegawai yang dinilai"
_PENILAI = ("pejabat penilai kinerja", "pejabat penilai", "pejabat penilai kinerja pegawai")
_ATASAN = ("atasan pejabat penilai kinerja", "atasan pejabat penilai")
_LABEL = {
    "nama": "nama", "nama lengkap": "nama", "nama pegawai": "nama",
    "nip": "nip", "nip baru": "nip", "nipppk": "nip", "ni pppk": "nip", "nip nipppk": "nip",
    "pangkat gol ruang": "pangkat", "pangkat golongan ruang": "pangkat", "pangkat golongan": "pangkat",
    "pangkat gol": "pangkat", "pangkat": "pangkat", "golongan": "pangkat", "pangkat gol ruang tmt": "pangkat",
    "jabatan": "jabatan", "nama jabatan": "jabatan",
    "unit kerja": "unit", "unit organisasi": "unit", "unit": "unit",
    "instansi": "instansi",
}  # fmt: skip
_URUT = re.compile(r"[0-9]{1,2}[.)]?")
"""The number of a line, which is no value of the block before it."""
_BARIS_IDENTITAS = 25
"""Rows below a heading within which its block must begin; blank rows included."""


@dataclass(frozen=True)
class _Letak:
    """The rows and columns of one party's block, from the first to before the last."""

    judul: Sel
    baris: tuple[int, float]
    kolom: tuple[int, float]


def jangkar(kisi: Kisi) -> list[Sel]:
    """The headings "PEGAWAI YANG DINILAI" that begin a form; the signature block has the same words."""
    calon = [sel for sel in kisi if _tanpa_nomor(sel) == PEGAWAI]
    hasil = []
    for satu in calon:
        berikut = min((lain.baris for lain in calon if lain.baris > satu.baris), default=math.inf)
        akhir = min(satu.baris + _BARIS_IDENTITAS, berikut)
        label = {_label(sel) for sel in kisi.potong(satu.baris + 1, akhir)}
        if "nama" in label and label & {"pangkat", "jabatan", "unit"}:
            hasil.append(satu)
    return hasil


def baca_orang(kisi: Kisi, pegawai: Sel, akhir: float, *, dinilai: bool) -> tuple[Orang, Orang, list[Temuan]]:
    """The employee and the assessor; ``akhir`` is the row where their blocks end at the latest.

    ``dinilai`` says that the form holds decided ratings: then somebody must have decided them.
    """
    blok = kisi.potong(pegawai.baris, akhir)
    penilai = next((sel for sel in blok if _tanpa_nomor(sel) in _PENILAI), None)
    atasan = next((sel for sel in blok if _tanpa_nomor(sel) in _ATASAN), None)
    letak_pegawai = _letak(blok, pegawai, [penilai, atasan], akhir)
    orang, temuan, berisi = _satu(kisi, letak_pegawai, "pegawai yang dinilai")
    if not berisi or (orang.nip is None and not temuan):
        apa = "NIP pegawai yang dinilai kosong atau labelnya tidak ditemukan"
        tindakan = "isi NIP 18 digit sebagai teks di baris NIP"
        temuan.append(kisi.temuan("galat", "nip_kosong", apa, tindakan, pegawai))
    if penilai is None:
        return orang, Orang(), [*temuan, _penilai_tidak_ada(kisi, pegawai, dinilai=dinilai)]
    lain, masalah, _ = _satu(kisi, _letak(blok, penilai, [pegawai, atasan], akhir), "pejabat penilai")
    if lain.nip is None and not masalah:
        apa = "NIP pejabat penilai kosong, sehingga NIP penilainya tidak terisi"
        tindakan = "isi NIP-nya sebagai teks; abaikan hanya bila penilainya kepala daerah, yang tidak ber-NIP"
        masalah.append(kisi.temuan("peringatan", "nip_penilai_kosong", apa, tindakan, penilai))
    return orang, lain, temuan + masalah


def _penilai_tidak_ada(kisi: Kisi, pegawai: Sel, *, dinilai: bool) -> Temuan:
    """Ratings that nobody decided are none; a form not rated yet only lacks a name."""
    akibat = "tidak diketahui siapa yang menetapkan ratingnya" if dinilai else "penilainya tidak diketahui"
    apa = f"Blok PEJABAT PENILAI KINERJA tidak ditemukan, sehingga {akibat}"
    tindakan = "lengkapi blok itu di sebelah PEGAWAI YANG DINILAI"
    return kisi.temuan("galat" if dinilai else "peringatan", "penilai_tidak_ada", apa, tindakan, pegawai)


def _letak(blok: Kisi, judul: Sel, lain: list[Sel | None], akhir: float) -> _Letak:
    """Blocks stand side by side if their headings share a row, else below each other."""
    tetangga = [sel for sel in lain if sel is not None]
    sebaris = [sel for sel in tetangga if sel.baris == judul.baris]
    bawah = min((float(sel.baris) for sel in tetangga if sel.baris > judul.baris), default=akhir)
    batas = sorted(_tepi_kiri(blok, sel) for sel in sebaris)
    kiri = max((satu for satu in batas if satu <= judul.kolom), default=0)
    kanan = min((float(satu) for satu in batas if satu > judul.kolom), default=math.inf)
    if any(sel.kolom < judul.kolom for sel in sebaris):
        kiri = max(kiri, _tepi_kiri(blok, judul))
    return _Letak(judul, (judul.baris + 1, bawah), (kiri, kanan))


def _tepi_kiri(blok: Kisi, judul: Sel) -> int:
    """The left edge of a block: its heading, the "NO" before it, or its own column of labels."""
    tepi = [judul.kolom]
    sebelum = [sel for sel in blok if sel.baris == judul.baris and sel.kolom < judul.kolom]
    if sebelum and sebelum[-1].lipat in ("no", "nomor"):
        tepi.append(sebelum[-1].kolom)
    for baris in blok.potong(judul.baris + 1).baris:
        label = [sel for sel in baris if _label(sel) is not None]
        if len(label) > 1:
            tepi.append(min(label, key=lambda sel: abs(sel.kolom - judul.kolom)).kolom)
    return min(tepi)


def _satu(kisi: Kisi, letak: _Letak, sebutan: str) -> tuple[Orang, list[Temuan], bool]:
    """One party, what was wrong with it, and whether anything stands in the place of its NIP."""
    blok = kisi.potong(*letak.baris).kolom(*letak.kolom)
    sel: dict[str, Sel] = {}
    for baris in blok.baris:
        for urut, satu in enumerate(baris):
            bagian = _label(satu)
            if bagian is not None and bagian not in sel and (isi := _isi(satu, baris[urut + 1 :])) is not None:
                sel[bagian] = isi
    teks: dict[str, str | None] = {}
    temuan: list[Temuan] = []
    for bagian, satu in sel.items():
        if bagian == "nip":
            teks[bagian], masalah = _nip(kisi, satu, sebutan)
        else:
            teks[bagian], masalah = isian(kisi, satu, f"{bagian} {sebutan}")
        temuan += masalah
    return Orang(**teks), temuan, "nip" in sel


def _isi(label: Sel, sesudah: tuple[Sel, ...]) -> Sel | None:
    sisa = pisahkan_label(label.teks)[1] if ":" in label.teks else ""
    if sisa:
        return Sel(label.baris, label.kolom, sisa)
    calon = next((sel for sel in sesudah if sel.cacat or sel.teks.strip(" :")), None)
    return None if calon is None or _label(calon) or _URUT.fullmatch(calon.teks) else calon


def _label(sel: Sel) -> str | None:
    teks = sel.teks if ":" not in sel.teks else sel.teks[: sel.teks.index(":")]
    return _LABEL.get(Sel(0, 0, teks.replace(".", " ")).lipat) or _LABEL.get(Sel(0, 0, teks.replace(".", "")).lipat)


def _tanpa_nomor(sel: Sel) -> str:
    """A heading without the number that Dokumen Evaluasi puts before it."""
    kata = sel.lipat.split()
    return " ".join(kata[1:] if kata and kata[0].isdigit() else kata)


def _nip(kisi: Kisi, sel: Sel, sebutan: str) -> tuple[str | None, list[Temuan]]:
    if isinstance(sel.nilai, int | float) and not isinstance(sel.nilai, bool):
        apa = f"NIP {sebutan} di sel {sel.alamat} tersimpan sebagai angka; Excel hanya menyimpan 15 angka penting, sehingga angka-angka terakhirnya sudah berubah"
        tindakan = "format selnya sebagai Teks, ketik ulang NIP dari data kepegawaian, lalu simpan"
        return None, [kisi.temuan("galat", "nip_numerik", apa, tindakan, sel)]
    teks, temuan = isian(kisi, sel, f"NIP {sebutan}")
    if teks is None:
        return None, temuan
    kamus = muat_kamus()["pegawai"].kolom["nip"]
    try:
        return str(pengurai_kolom(kamus, (), None, ".xlsx")(teks)), []
    except GalatUrai as galat:
        apa = f"{galat.apa} ({sebutan}, sel {sel.alamat})"
        return None, [kisi.temuan("galat", galat.kode, apa, galat.tindakan, sel)]
