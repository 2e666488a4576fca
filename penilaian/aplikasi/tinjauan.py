"""The review of an agency as blocks of a page: the notebook's own tables and figures, drawn once.

A block that cannot be computed says so in its place, so that a meeting never waits for a statistic.
"""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias

from markupsafe import Markup

from penilaian.aplikasi.rujukan import catat_galat
from penilaian.galat import GalatPenilaian
from penilaian.laporan.gambar import Gambar
from penilaian.laporan.gaya_gambar import DPI
from penilaian.laporan.isi_kalibrasi import IsiKalibrasi, pokok_kalibrasi
from penilaian.laporan.isi_kalibrasi_pola import (
    BUKAN_KUOTA,
    gambar_pola,
    gambar_silang,
    tabel_menyimpang,
    tabel_organisasi_pegawai,
    tabel_peringatan_pola,
    tabel_silang,
    tabel_urutan,
)
from penilaian.laporan.poin import Poin
from penilaian.laporan.tabel import Tabel, html_tabel

_Blok: TypeAlias = Tabel | Gambar | Poin
_CATAT = logging.getLogger(__name__)
_GAYA = re.compile(r"<style>.*?</style>", re.DOTALL)
_MENGGAMBAR = Lock()
"""Matplotlib's style is one for the whole process: only one thread draws."""


@dataclass(frozen=True)
class Bagian:
    """A section of the review."""

    kunci: str
    judul: str
    pengantar: str
    isi: tuple[Markup, ...]


def susun_tinjauan(isi: IsiKalibrasi) -> tuple[Bagian, ...]:
    """Key points, pattern, and proposed against decided."""
    susunan: tuple[tuple[str, str, str, tuple[Callable[[IsiKalibrasi], _Blok], ...]], ...] = (
        ("pokok", "Pokok tinjauan", "", (pokok_kalibrasi,)),
        ("pola", "Pola distribusi", BUKAN_KUOTA, (gambar_pola, tabel_urutan, tabel_peringatan_pola, tabel_organisasi_pegawai)),
        ("usulan", "Usulan dan penetapan", "Usulan dihitung dari capaian; yang menetapkan pejabat penilai. Berbeda boleh, dengan alasan.",
         (gambar_silang, tabel_silang, _menurut_jabatan)),
    )  # fmt: skip
    with _MENGGAMBAR:
        return tuple(
            Bagian(kunci, judul, pengantar, tuple(_blok(isi, satu) for satu in buat))
            for kunci, judul, pengantar, buat in susunan
        )


def _menurut_jabatan(isi: IsiKalibrasi) -> Tabel:
    return tabel_menyimpang(isi, "jenis_jabatan")


def _blok(isi: IsiKalibrasi, buat: Callable[[IsiKalibrasi], _Blok]) -> Markup:
    try:
        return html_blok(buat(isi))
    except GalatPenilaian as galat:
        return _tidak_ada(galat.apa, galat.mengapa)
    except Exception:  # noqa: BLE001 -- one statistic must not keep people from the meeting; it is logged and said
        rujukan = catat_galat(_CATAT, f"bagian tinjauan {buat.__name__}")
        return _tidak_ada("Bagian ini gagal dihitung", f"nomor rujukan {rujukan}; sebutkan kepada pengelola")


def html_blok(blok: _Blok) -> Markup:
    """A table, figure or list of points as HTML; everything from the data is escaped by their own writers."""
    if isinstance(blok, Tabel):
        return Markup(_GAYA.sub("", html_tabel(blok), count=1))  # noqa: S704
    if isinstance(blok, Poin):
        return Markup('<div class="poin"><ul>{}</ul></div>').format(
            Markup("").join(Markup("<li>{}</li>").format(satu) for satu in blok.butir)
        )
    return Markup(
        '<figure class="gambar"><div class="gulir" role="region" tabindex="0" aria-label="Gambar: {judul}">'
        '<img src="data:image/png;base64,{isi}" alt="{alt}" width="{lebar}" height="{tinggi}"></div></figure>'
    ).format(
        judul=blok.judul,
        isi=base64.b64encode(blok.png).decode("ascii"),
        alt=blok.alt,
        lebar=round(blok.lebar_px * 96 / DPI),
        tinggi=round(blok.tinggi_px * 96 / DPI),
    )


def _tidak_ada(apa: str, mengapa: str) -> Markup:
    return Markup('<p class="catatan tak-ada">{}{}.</p>').format(apa, f": {mengapa}" if mengapa else "")
