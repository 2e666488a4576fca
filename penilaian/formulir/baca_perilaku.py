"""The table PERILAKU KERJA, and the place and day of signing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from penilaian.aturan import muat_buku
from penilaian.data.temuan import Temuan, Tingkat
from penilaian.formulir.baca_isian import label_sel, tempat_tanggal
from penilaian.formulir.baca_kisi import Kisi, Sel, isian
from penilaian.formulir.baca_periode import NAMA_BULAN, urai_tanggal
from penilaian.formulir.bentuk import Perilaku

_DAFTAR = "permenpanrb-6-2022/nilai_dasar"
_EKSPEKTASI = re.compile(r"ekspektasi\s+khusus\s+(?:pimpinan|atasan|penilai)(?:/\w+)?\s*[:\n]?\s*", re.IGNORECASE)
_UMPAN_BALIK = re.compile(r"umpan\s+balik\b", re.IGNORECASE)
_BERBENTUK_TANGGAL = re.compile(
    r"(?:[^,0-9]*,\s*)?(?:tanggal\s*:?\s*)?"
    r"(?:[0-9]{1,2}\s*[-/. ]\s*[^\W_]+\.?\s*[-/., ]\s*(?:(?:tahun|thn|th)\.?\s*)?[0-9]{2,4}\.?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
)
"""A line that was meant as a day, whether or not there is such a day."""
_TANPA_HARI = re.compile(rf"[^,0-9]*,?[\s.…_]*{NAMA_BULAN}\s+(?:tahun\s+)?(?:19|20|21)[0-9]{{2}}")
_NOMOR = re.compile(r"^\s*(?:\(?[0-9a-gA-G][.)]\s*|[0-9]\s+)")


def baca_perilaku(kisi: Kisi) -> tuple[list[Perilaku], list[Temuan]]:
    """The core values with what is written beside them; ``kisi`` is the table PERILAKU KERJA."""
    ekspektasi = _kolom(kisi, _EKSPEKTASI)
    umpan_balik = _kolom(kisi, _UMPAN_BALIK)
    batas = sorted(satu for satu in (ekspektasi, umpan_balik) if satu is not None)
    awal = [
        (sel, kode)
        for sel in kisi
        if sel.kolom not in batas and (kode := _nilai_dasar(sel)) and _sisi(sel, batas) is None
    ]
    temuan: list[Temuan] = []
    hasil = []
    for urut, (sel, kode) in enumerate(awal):
        berikut = awal[urut + 1][0].baris if urut + 1 < len(awal) else None
        blok = kisi.potong(sel.baris, berikut) if berikut is not None else kisi.potong(sel.baris)
        khusus, masalah = _isi(blok, ekspektasi, batas, "ekspektasi khusus pimpinan")
        balik, lain = _isi(blok, umpan_balik, batas, "umpan balik perilaku")
        temuan += masalah + lain
        hasil.append(Perilaku(kode, khusus, balik, sel.baris + 1))
    return hasil, temuan


def _kolom(kisi: Kisi, pola: re.Pattern[str]) -> int | None:
    return next((sel.kolom for sel in kisi if pola.match(sel.teks)), None)


def _sisi(sel: Sel, batas: Sequence[int]) -> int | None:
    """The heading to whose columns a cell belongs; None for the part with the values and their guides."""
    return max((satu for satu in batas if satu <= sel.kolom), default=None)


def _nilai_dasar(sel: Sel) -> str | None:
    baris = sel.teks.splitlines()
    return muat_buku().daftar(_DAFTAR).padankan(_NOMOR.sub("", baris[0])) if baris else None


def _isi(blok: Kisi, kolom: int | None, batas: Sequence[int], bagian: str) -> tuple[str | None, list[Temuan]]:
    if kolom is None:
        return None, []
    teks: list[str] = []
    temuan: list[Temuan] = []
    for sel in blok:
        if _sisi(sel, batas) == kolom:
            satu, masalah = isian(blok, sel, bagian)
            temuan += masalah
            bersih = _EKSPEKTASI.sub("", satu or "", count=1).strip()
            teks += [bersih] if bersih and Sel(0, 0, bersih).isi is not None else []
    return "\n".join(teks) or None, temuan


def baca_tanda_tangan(kisi: Kisi, *, ragu: Tingkat) -> tuple[str | None, str | None, list[Temuan]]:
    """Place and ISO day of signing; with two days, the one over the assessor's name.

    A day that cannot be, or several, is a finding of level ``ragu``; a month without its day is a warning.
    """
    calon = [(sel, satu) for sel in kisi if (satu := _tempat_tanggal(kisi, sel)) is not None]
    dibaca = {(sel.baris, sel.kolom) for sel, _ in calon}
    rusak = [sel for sel in kisi if (sel.baris, sel.kolom) not in dibaca and (sel.cacat or _mirip_tanggal(sel))]
    isi = {satu for _, satu in calon}
    if len(isi) > 1 or rusak:
        penilai = {sel.kolom for sel in kisi if label_sel(sel).startswith("pejabat penilai")}
        bersih = not any(sel.kolom in penilai for sel in rusak)
        isi = {satu for sel, satu in calon if sel.kolom in penilai and bersih}
    if len(isi) == 1:
        tempat, hari = isi.pop()
        return tempat, hari.isoformat(), []
    if rusak:
        return None, None, [_tanggal_rusak(kisi, rusak[0], ragu)]
    if not calon:
        return None, None, []
    apa = "Ada beberapa tanggal di bagian tanda tangan, sehingga tanggal penetapan tidak jelas"
    tindakan = "sisakan satu tanggal di atas nama pejabat penilai"
    return None, None, [kisi.temuan(ragu, "tanggal_ganda", apa, tindakan, calon[0][0])]


def _mirip_tanggal(sel: Sel) -> bool:
    return any(_BERBENTUK_TANGGAL.fullmatch(satu) or _TANPA_HARI.fullmatch(satu) for satu in _garis(sel))


def _garis(sel: Sel) -> list[str]:
    return [" ".join(satu.casefold().split()) for satu in sel.teks.splitlines()]


def _tanggal_rusak(kisi: Kisi, sel: Sel, ragu: Tingkat) -> Temuan:
    tindakan = "tulis tempat dan tanggalnya seperti: Palu, 5 Januari 2026"
    if any(_TANPA_HARI.fullmatch(satu) for satu in _garis(sel)):
        apa = f"Tanggal tanda tangan di sel {sel.alamat} belum lengkap: harinya kosong; tanggal penetapan dikosongkan"
        return kisi.temuan("peringatan", "tanggal_belum_lengkap", apa, tindakan, sel)
    apa = f"Tanggal tanda tangan di sel {sel.alamat} bukan tanggal yang sah, sehingga tanggal penetapan tidak terbaca"
    return kisi.temuan(ragu, "tanggal_tidak_sah", apa, tindakan, sel)


def _tempat_tanggal(kisi: Kisi, sel: Sel) -> tuple[str | None, date] | None:
    if isinstance(sel.nilai, datetime):
        return _tempat(kisi, sel), sel.nilai.date()
    if isinstance(sel.nilai, date):
        return _tempat(kisi, sel), sel.nilai
    for garis in sel.teks.splitlines():
        if tertulis := tempat_tanggal(garis):
            return tertulis
    hari = urai_tanggal(sel.teks)
    return None if hari is None else (_tempat(kisi, sel), hari)


def _tempat(kisi: Kisi, tanggal: Sel) -> str | None:
    """The place in the cell before a date, such as "Palu,"."""
    sebelum = [sel for sel in kisi if sel.baris == tanggal.baris and sel.kolom < tanggal.kolom]
    teks = sebelum[-1].teks if sebelum else ""
    return teks.rstrip(", ") or None if teks.endswith(",") else None
