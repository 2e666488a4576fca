"""The table PERILAKU KERJA, and the place and day of signing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from penilaian.aturan import muat_buku
from penilaian.data.temuan import Temuan
from penilaian.formulir.baca_isian import label_sel, tempat_tanggal
from penilaian.formulir.baca_kisi import Kisi, Sel, isian
from penilaian.formulir.baca_periode import urai_tanggal
from penilaian.formulir.bentuk import Perilaku

_DAFTAR = "permenpanrb-6-2022/nilai_dasar"
_EKSPEKTASI = re.compile(r"ekspektasi\s+khusus\s+(?:pimpinan|atasan|penilai)(?:/\w+)?\s*[:\n]?\s*", re.IGNORECASE)
_UMPAN_BALIK = re.compile(r"umpan\s+balik\b", re.IGNORECASE)
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


def baca_tanda_tangan(kisi: Kisi) -> tuple[str | None, str | None, list[Temuan]]:
    """Place and ISO day of signing; with two days, the one over the assessor's name."""
    calon = [(sel, satu) for sel in kisi if (satu := _tempat_tanggal(kisi, sel)) is not None]
    isi = {satu for _, satu in calon}
    if len(isi) > 1:
        penilai = [sel for sel in kisi if label_sel(sel).startswith("pejabat penilai")]
        isi = {satu for sel, satu in calon if any(lain.kolom == sel.kolom for lain in penilai)}
    if len(isi) == 1:
        tempat, hari = isi.pop()
        return tempat, hari.isoformat(), []
    if not calon:
        return None, None, []
    apa = "Ada beberapa tanggal di bagian tanda tangan, sehingga tanggal penetapan tidak jelas"
    tindakan = "sisakan satu tanggal di atas nama pejabat penilai"
    return None, None, [kisi.temuan("peringatan", "tanggal_ganda", apa, tindakan, calon[0][0])]


def _tempat_tanggal(kisi: Kisi, sel: Sel) -> tuple[str | None, date] | None:
    if isinstance(sel.nilai, datetime):
        return _tempat(kisi, sel), sel.nilai.date()
    if isinstance(sel.nilai, date):
        return _tempat(kisi, sel), sel.nilai
    if tertulis := tempat_tanggal(sel.teks):
        return tertulis
    hari = urai_tanggal(sel.teks)
    return None if hari is None else (_tempat(kisi, sel), hari)


def _tempat(kisi: Kisi, tanggal: Sel) -> str | None:
    """The place in the cell before a date, such as "Palu,"."""
    sebelum = [sel for sel in kisi if sel.baris == tanggal.baris and sel.kolom < tanggal.kolom]
    teks = sebelum[-1].teks if sebelum else ""
    return teks.rstrip(", ") or None if teks.endswith(",") else None
