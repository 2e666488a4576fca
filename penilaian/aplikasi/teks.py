"""Words and forms that the pages share."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from functools import cache
from pathlib import Path

from penilaian.bahasa import tanggal
from penilaian.laporan.html import TEMPLAT as TEMPLAT_LAPORAN
from penilaian.pribadi.samaran import samarkan_teks

TEMPLAT = Path(__file__).parent / "templat"
PERAN = {
    "pembaca": "pembaca: dapat melihat",
    "penilai": "penilai: dapat memberi suara",
    "ketua": "ketua: dapat memberi suara, memutuskan, dan mengunci",
}
SUARA = {"setuju": "Setuju", "pertanyakan": "Pertanyakan", "belum": "Belum bersikap"}
JENIS_CATATAN = {
    "buka": "Rapat dibuka",
    "suara": "Suara",
    "putusan": "Putusan",
    "kunci": "Rapat dikunci",
    "buka_kembali": "Rapat dibuka kembali",
}


def waktu(teks: str) -> str:
    """A moment of the ledger in the server's own time zone, in words.

    >>> waktu("2026-11-30T00:28:00+00:00")[:16]
    '30 November 2026'
    """
    saat = datetime.fromisoformat(teks).astimezone()
    return f"{tanggal(saat.date())} pukul {saat:%H.%M} {saat:%Z}"


_PERINTAH = re.compile(r"(?: dengan|:)? `penilaian [^`]*`")
_WAKTU_BUKU = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00")


def ramah(pesan: str) -> str:
    """An error's words for a browser: no command lines, times in words, no NIP, a capital at the beginning.

    >>> ramah("perbaiki selnya, atau minta lembar baru dengan `penilaian kalibrasi lembar`; NIP 189002021915032002")
    'Perbaiki selnya, atau minta lembar baru; NIP …002'
    """
    klausa = [satu for satu in pesan.split("; ") if "disebut `penilaian" not in satu]
    rapi = _WAKTU_BUKU.sub(lambda cocok: waktu(cocok[0]), _PERINTAH.sub("", "; ".join(klausa)))
    return samarkan_teks(rapi[:1].upper() + rapi[1:])


def kelompokkan(sidik: str) -> str:
    """A fingerprint in groups of eight, so that people can read it to each other.

    >>> kelompokkan("0123456789abcdef")
    '01234567 89abcdef'
    """
    return " ".join(sidik[awal : awal + 8] for awal in range(0, len(sidik), 8))


@cache
def lembar_gaya() -> tuple[str, str]:
    """The style sheet of all pages, built on that of the reports, and a short fingerprint of it."""
    berkas = (TEMPLAT_LAPORAN / "halaman" / "gaya.css", TEMPLAT / "aplikasi.css")
    isi = "\n".join(satu.read_text("utf-8") for satu in berkas)
    return isi, hashlib.sha256(isi.encode()).hexdigest()[:12]
