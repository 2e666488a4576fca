"""The head of a form: period, agency, the organisation's achievement."""

from __future__ import annotations

import re

from penilaian.formulir.baca_isian import LABEL_POLA, SEBUTAN, cari_label, kanan, nilai_label
from penilaian.formulir.baca_kisi import Kisi, Sel
from penilaian.formulir.baca_periode import NAMA_BULAN, urai_periode
from penilaian.periode import Periode

_PERIODE = re.compile(
    r"\W*periode(?:\s+(?:penilaian|evaluasi|kinerja|skp))*\b[\s:*)=]*(?P<isi>.*)", re.IGNORECASE | re.DOTALL
)
_LANJUTAN = re.compile(
    rf"\W*(?:[0-9]|tahun|thn|s\.?\s*/?\s*d\b|sampai|hingga|[-\u2010-\u2015]|triwulan|tw\b|semester|bulan|{NAMA_BULAN})",
    re.IGNORECASE,
)
_INSTANSI = re.compile(r"\W*(?:nama\s+)?instansi\b[\s:)]*(?P<isi>.*)", re.IGNORECASE | re.DOTALL)


def baca_periode(kisi: Kisi, judul: Kisi) -> tuple[Periode | None, str | None]:
    """The period, or else what is written in its place; ``judul`` are the title lines alone."""
    teks: list[str] = []
    for sel in kisi:
        cocok = _PERIODE.fullmatch(sel.teks)
        if cocok is not None:
            satu = _isi_periode(kisi, sel, cocok["isi"].strip())
            teks += [satu] if satu else []
    hasil = urai_periode(teks, [sel.teks for sel in judul])
    return hasil, None if hasil is not None or not teks else "; ".join(dict.fromkeys(teks))


def _isi_periode(kisi: Kisi, label: Sel, isi: str) -> str:
    sambungan = []
    for sel in kanan(kisi, label):
        if not _LANJUTAN.match(sel.teks.lstrip(": ")):
            break
        sambungan.append(sel.teks.lstrip(": "))
    teks = " ".join([isi, *sambungan] if isi else sambungan)
    if teks:
        return teks
    baris = next((satu for satu in kisi.baris if satu[0].baris > label.baris), ())
    di_bawah = [sel.teks for sel in baris if sel.kolom >= label.kolom]
    return di_bawah[0] if di_bawah and _LANJUTAN.match(di_bawah[0]) else ""


def baca_instansi(judul: Kisi) -> str | None:
    """The agency: after its label, or left of the period."""
    for baris in judul.baris:
        ada_periode = any(_PERIODE.fullmatch(sel.teks) for sel in baris)
        for urut, sel in enumerate(baris):
            cocok = _INSTANSI.fullmatch(sel.teks)
            if cocok is not None:
                calon = [cocok["isi"], *(satu.teks for satu in baris[urut + 1 : urut + 3])]
                return next((satu.strip(": \n") for satu in calon if satu.strip(": \n") and _bukan_periode(satu)), None)
        if ada_periode and _bukan_periode(baris[0].teks) and not baris[0].teks.isdigit():
            return baris[0].isi
    return None


def _bukan_periode(teks: str) -> bool:
    return _PERIODE.fullmatch(teks) is None


def baca_pola(kisi: Kisi) -> str | None:
    """The text after "POLA DISTRIBUSI"; the official form has a picture there."""
    sel = cari_label(kisi, SEBUTAN[LABEL_POLA])
    return None if sel is None else " ".join(isi for satu in nilai_label(kisi, sel) if (isi := satu.isi)) or None
