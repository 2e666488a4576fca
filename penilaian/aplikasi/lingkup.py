"""What a request works with: the ledger opened for it, the data as it is now, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from flask import Flask, abort, current_app, g

from penilaian.aplikasi.gudang import Gudang, Keadaan
from penilaian.aplikasi.keutuhan import Keutuhan
from penilaian.aplikasi.pembatas import Pembatas
from penilaian.aplikasi.rak import Rak
from penilaian.aplikasi.sesi import DaftarSesi
from penilaian.galat import GalatPenilaian
from penilaian.rapat.buku import BukuRapat
from penilaian.rapat.pengguna import Pengguna
from penilaian.rapat.rapat import Rapat

_NAMA = "penilaian"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Bekal:
    """What the whole process shares. ``host`` are the names by which browsers may call this server."""

    berkas_buku: Path
    gudang: Gudang
    host: tuple[str, ...]
    rak: Rak = field(default_factory=Rak)
    keutuhan: Keutuhan = field(default_factory=Keutuhan)
    sesi: DaftarSesi = field(default_factory=DaftarSesi)
    pembatas: Pembatas = field(default_factory=Pembatas)


def pasang(aplikasi: Flask, isi: Bekal) -> None:
    """Let the requests of an application use these, and close what each has opened."""
    aplikasi.extensions[_NAMA] = isi
    aplikasi.teardown_appcontext(_tutup)


def bekal(aplikasi: Flask | None = None) -> Bekal:
    """What an application shares; of the request's own one if none is named."""
    return cast(Bekal, (aplikasi or current_app).extensions[_NAMA])


def buku() -> BukuRapat:
    """The ledger, opened once a request."""
    if "buku" not in g:
        g.tumpukan = ExitStack()
        g.buku = g.tumpukan.enter_context(BukuRapat.buka(bekal().berkas_buku))
    return cast(BukuRapat, g.buku)


def keadaan() -> Keadaan:
    """The data folder as it was when the request first asked."""
    if "keadaan" not in g:
        g.keadaan = bekal().gudang.kini()
    return cast(Keadaan, g.keadaan)


def pengguna() -> Pengguna:
    """Who is asking; the guard has made sure that somebody is."""
    return cast(Pengguna, g.pengguna)


def rapat_terlihat(nama: str) -> Rapat:
    """A meeting the user may see; any other one is as if it did not exist."""
    rapat = bekal().rak.rapat(buku(), nama)
    if rapat is None or not pengguna().boleh("lihat", rapat.kode_opd):
        abort(404)
    return rapat


def coba(ambil: Callable[[], _T]) -> tuple[_T | None, str]:
    """Something from the data folder, or why there is none: the ledger's pages work without it."""
    try:
        return ambil(), ""
    except GalatPenilaian as galat:
        return None, galat.paragraf()


def konteks_halaman() -> dict[str, object]:
    """What every page shows of the user and the data."""
    orang: Pengguna | None = g.get("pengguna")
    spanduk, _ = coba(lambda: keadaan().spanduk) if orang and "galat_program" not in g else ("", "")
    return {"pengguna": orang, "spanduk": spanduk or ""}


def _tutup(_: BaseException | None) -> None:
    if "tumpukan" in g:
        g.pop("tumpukan").close()
