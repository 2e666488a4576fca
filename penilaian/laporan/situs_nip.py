"""The last guard before files leave: whether a NIP stands anywhere in one of them."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

from penilaian.pribadi.samaran import memuat_nip

_DERET = re.compile(r"(?<![0-9])[0-9]{18}(?![0-9])")
_TANPA_TEKS = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ATRIBUT = re.compile(r"\b(?:alt|title|aria-label|href|content|value)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_SEBARIS = re.compile(r"</?(?:a|b|code|em|font|i|mark|r|rPr|s|small|span|strong|sub|sup|t|u)\b[^>]*>")
_UNSUR = re.compile(r"<[^>]*>")
_NILAI = re.compile(r"<v>[^<]*</v>")
_TEKS_JSON = re.compile(r'"(?:[^"\\]|\\.)*"')
DAPAT_DIPERIKSA = (".html", ".xlsx", ".json", ".js")


def berkas_memuat_nip(berkas: Path) -> bool:
    """Whether a file (``DAPAT_DIPERIKSA``) holds 18 digits that may be a NIP.

    Written in one piece they are found anywhere, in markup, scripts and numbers too; divided by blanks, dots or dashes
    only in what people read, for coordinates of a drawing look the same. A workbook is searched part by part. Pictures
    are not read.

    Raises:
        ValueError: the file is of another kind or damaged, so that nobody can tell.
    """
    if berkas.suffix not in DAPAT_DIPERIKSA:
        raise ValueError(berkas.suffix)
    if berkas.suffix == ".xlsx":
        return any(_teks_memuat(_NILAI.sub(_angka, satu)) for satu in _bagian_buku(berkas))
    isi = berkas.read_text("utf-8")
    if berkas.suffix == ".html":
        return _teks_memuat(isi)
    return _DERET.search(isi) is not None or any(memuat_nip(satu) for satu in _TEKS_JSON.findall(isi))


def _bagian_buku(berkas: Path) -> list[str]:
    try:
        with zipfile.ZipFile(berkas) as buku:
            return [buku.read(nama).decode("utf-8", "replace") for nama in buku.namelist()]
    except zipfile.BadZipFile as galat:
        raise ValueError("xlsx") from galat


def _angka(sel: re.Match[str]) -> str:
    """A numeric cell keeps only a whole run of digits: the places of a fraction are no NIP."""
    return sel[0] if _DERET.search(sel[0]) else ""


def _teks_memuat(isi: str) -> bool:
    if _DERET.search(html.unescape(isi)):
        return True
    dibaca = _TANPA_TEKS.sub("\n", isi)
    atribut = "\n".join(_ATRIBUT.findall(dibaca))
    teks = _UNSUR.sub("\n", _SEBARIS.sub("", dibaca))
    return memuat_nip(html.unescape(f"{teks}\n{atribut}"))
