"""The heading of the table HASIL KERJA: which column is which, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import pairwise

from penilaian.data.temuan import Temuan
from penilaian.formulir.baca_kisi import Kisi, Sel, lipat
from penilaian.formulir.bentuk import JenisFormulir

JUDUL_KOLOM = {
    "no": "NO",
    "kategori": "KATEGORI",
    "rhk_pimpinan": "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
    "rhk": "RENCANA HASIL KERJA",
    "aspek": "ASPEK",
    "iki": "INDIKATOR KINERJA INDIVIDU",
    "target": "TARGET",
    "perspektif": "PERSPEKTIF",
    "realisasi": "REALISASI BERDASARKAN BUKTI DUKUNG",
    "bukti": "BUKTI DUKUNG",
    "umpan_balik": "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
}
_MASA = r"(?: tahunan| tahun [0-9]{4}| [0-9]{4}| (?:triwulan|tw|semester) (?:[iv]+|[1-4])| bulan [a-z]+)*"
_POLA = {
    "no": r"no|nomor",
    "kategori": r"kategori",
    "rhk_pimpinan": r"rencana hasil kerja (?:pimpinan|atasan)(?: langsung)?(?: yang)?(?: (?:diintervensi|di intervensi))?",
    "rhk": r"(?:rencana )?hasil kerja(?: pegawai| utama| individu)?",
    "aspek": r"aspek",
    "iki": r"(?:indikator kinerja individu|indikator kinerja|indikator)(?: iki)?|iki",
    "target": rf"target(?: sesuai ekspektasi| ekspektasi| kinerja)?{_MASA}|ukuran keberhasilan indikator kinerja individu dan target",
    "perspektif": r"perspektif",
    "realisasi": rf"realisasi(?: kinerja)?{_MASA}(?: berdasarkan (?:bukti|data) dukung)?{_MASA}",
    "bukti": r"(?:bukti|data) dukung|bukti pendukung",
    "umpan_balik": r"umpan balik(?: berkelanjutan)?(?: (?:berdasarkan (?:bukti|data) dukung|pimpinan))?",
}
_KOLOM = {nama: re.compile(pola) for nama, pola in _POLA.items()}
_NOMOR_KOLOM = re.compile(r"\(\s*\d{1,2}\s*\)")
_BARIS_KEPALA = 3
_TUNGGAL = ("rhk", "iki", "target", "realisasi")


@dataclass(frozen=True)
class Kepala:
    """Columns of the table by name: the heading, and the first column that is no longer its own."""

    kolom: Mapping[str, tuple[Sel, float]]
    awal: int
    """The zero-based row of the heading."""
    ganda: tuple[str, ...]
    """Columns that the form must have once, but has twice."""
    akhir: int
    """The zero-based row after the heading, the numbers of the columns included."""

    def sel(self, baris: tuple[Sel, ...], nama: str) -> list[Sel]:
        """The cells of a row under one heading."""
        if nama not in self.kolom:
            return []
        judul, batas = self.kolom[nama]
        return [satu for satu in baris if judul.kolom <= satu.kolom < batas]

    def dari_gabungan(self, kisi: Kisi, nomor: int, nama: str) -> Sel | None:
        """The cell that a merged cell shows in this row and column."""
        return kisi.gabungan.get((nomor, self.kolom[nama][0].kolom)) if nama in self.kolom else None


def nama_kolom(sel: Sel) -> str | None:
    """Which column a heading stands for; the number of the official form may be in the same cell."""
    teks = lipat(_NOMOR_KOLOM.sub(" ", sel.teks))
    return next((nama for nama, pola in _KOLOM.items() if pola.fullmatch(teks)), None)


def cari_kepala(kisi: Kisi) -> Kepala | None:
    """The first row that names RENCANA HASIL KERJA and another column, with the rows that complete it."""
    for urut, baris in enumerate(kisi.baris):
        nama = {satu for sel in baris if (satu := nama_kolom(sel))}
        if "rhk" in nama and len(nama) >= 2:
            return _lengkapi(kisi, urut)
    return None


def baris_kepala(baris: tuple[Sel, ...]) -> bool:
    """Whether a row only repeats headings, or numbers the columns."""
    nomor = all(_NOMOR_KOLOM.fullmatch(sel.teks.strip()) or sel.teks.strip().isdigit() for sel in baris)
    return (nomor and len(baris) >= 3) or all(nama_kolom(sel) for sel in baris)


def _lengkapi(kisi: Kisi, urut: int) -> Kepala:
    judul: dict[str, Sel] = {}
    ganda: set[str] = set()
    akhir = kisi.baris[urut][0].baris + 1
    semua: list[Sel] = []
    for ke, baris in enumerate(kisi.baris[urut : urut + _BARIS_KEPALA]):
        if ke and not baris_kepala(baris):
            break
        akhir = baris[0].baris + 1
        bernama = [(nama, sel) for sel in baris if (nama := nama_kolom(sel)) is not None]
        semua += baris if ke == 0 else [sel for _, sel in bernama]
        for nama, sel in bernama:
            if judul.setdefault(nama, sel).kolom != sel.kolom:
                ganda.add(nama)
    tepi = sorted({sel.kolom for sel in semua})
    batas: dict[int, float] = {kiri: float(kanan) for kiri, kanan in pairwise(tepi)}
    batas[tepi[-1]] = tepi[-1] + 1
    return Kepala(
        {nama: (sel, batas[sel.kolom]) for nama, sel in judul.items()},
        kisi.baris[urut][0].baris,
        tuple(n for n in _TUNGGAL if n in ganda),
        akhir,
    )


_WAJIB: dict[JenisFormulir, tuple[str, ...]] = {
    "C.1.1": ("rhk", "realisasi"),
    "C.1.2": ("rhk", "iki", "target", "realisasi"),
    "C.1.3": ("rhk", "iki", "target", "realisasi"),
    "SKP": ("rhk",),
}


def tentukan_jenis(kisi: Kisi, judul: str, kepala: Kepala) -> tuple[JenisFormulir | None, list[Temuan]]:
    """The format of a form, by its columns and its folded title; a finding where it cannot be read as one."""
    ada = kepala.kolom.keys()
    sel = kepala.kolom["rhk"][0]
    if kepala.ganda:
        nama = JUDUL_KOLOM[kepala.ganda[0]]
        apa = f"Tabel HASIL KERJA punya dua kolom {nama}, sehingga tidak jelas mana yang berlaku; formulir ini tidak dibaca"
        return None, [kisi.temuan("galat", "kolom_ganda", apa, f"sisakan satu kolom berjudul {nama}", sel)]
    jenis = _jenis(judul, ada)
    if jenis is None:
        apa = "Formatnya tidak dapat ditentukan: tidak ada kolom ASPEK atau PERSPEKTIF, dan judulnya tidak menyebut pejabat apa"
        tindakan = "lengkapi judul kolom seperti Format C.1.2 (PERSPEKTIF) atau C.1.3 (ASPEK)"
        return None, [kisi.temuan("galat", "jenis_formulir_tidak_jelas", apa, tindakan, sel)]
    wajib = _WAJIB[jenis]
    if jenis == "SKP" and "kualitatif" not in judul.split():
        wajib = ("rhk", "iki", "target")
    kurang = [nama for nama in wajib if nama not in ada]
    if not kurang:
        return jenis, []
    temuan = [
        kisi.temuan(
            "galat",
            f"kolom_{nama}_tidak_ada",
            f"Kolom {JUDUL_KOLOM[nama]} tidak ditemukan di tabel HASIL KERJA (judul kolom di baris {sel.baris + 1}), sehingga formulir ini tidak dibaca",
            f"beri judul kolomnya {JUDUL_KOLOM[nama]} seperti di format resmi",
            sel,
        )
        for nama in kurang
    ]
    return None, temuan


def _jenis(judul: str, kolom: Set[str]) -> JenisFormulir | None:
    kata = judul.split()
    if "realisasi" not in kolom and "evaluasi" not in kata:
        return "SKP"
    if "kualitatif" in kata or ("iki" not in kolom and "kuantitatif" not in kata and "target" not in kolom):
        return "C.1.1"
    if "perspektif" in kolom and "aspek" not in kolom:
        return "C.1.2"
    if "perspektif" not in kolom and kolom & {"aspek", "rhk_pimpinan"}:
        return "C.1.3"
    if "pejabat pimpinan tinggi" in judul:
        return "C.1.2"
    return "C.1.3" if "pejabat administrasi" in judul else None
