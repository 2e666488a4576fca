"""The public copy of the site: only finished reports of class ``publik``, and of those only what a reader needs.

Notebooks stay behind: their stored outputs hold hidden cells, code, parameters and paths that the page leaves out. So
do PDFs: their text cannot be searched by the last guard, and the page prints as well. Links to what stays are removed.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, ValidationError

from penilaian.berkas import tulis_teks
from penilaian.galat import GalatParameter, GalatPenilaian
from penilaian.laporan.indeks import JUDUL, NAMA_KUNCI, spanduk_sintetis
from penilaian.laporan.situs_baca import Bacaan, baca_manifes_semua
from penilaian.laporan.situs_halaman import NAMA_INDEKS, Situs, tulis_halaman
from penilaian.laporan.situs_manifes import Entri
from penilaian.laporan.situs_nip import berkas_memuat_nip
from penilaian.laporan.situs_simpanan import muat_basi
from penilaian.laporan.situs_susun import susun
from penilaian.pribadi.kelas import Kelas

NAMA_TANDA = ".situs-publik"
"""Marks a folder that a public copy may replace."""

BASI_PUBLIK = "Data atau aturannya berubah sejak laporan ini dibuat"
_TAUTAN = re.compile(r"<a\b[^>]*?\bhref=\"([^\"]*)\"[^>]*>(.*?)</a>", re.DOTALL)
_BUTIR_TAUTAN = re.compile(r"<li\b[^>]*>\s*<a\b[^>]*?\bhref=\"([^\"]*)\"[^>]*>[^<]*</a>\s*</li>")
_LUAR = re.compile(r"(?:#|[a-zA-Z][a-zA-Z0-9+.-]*:)")


@dataclass(frozen=True)
class Tertinggal:
    """A report that did not leave, and why; ``salah`` if it should have been fit to."""

    id: str
    sebab: str
    salah: bool = False


@dataclass(frozen=True)
class HasilPublik:
    """The first page of the public copy, the ids that are in it, and what was left out."""

    indeks: Path
    terbit: list[str]
    tertinggal: list[Tertinggal]


class _Isi(BaseModel):
    """The entries of a manifest that go into the public one; no parameters, inputs, trace, or text of errors."""

    model_config = ConfigDict(extra="ignore", strict=True)

    id: str
    notebook: str
    judul: str
    kode_opd: str | None = None
    nama_opd: str | None = None
    periode: str
    label_periode: str
    status: str
    kelas: str
    sementara: bool = False
    sintetis: bool = False
    html: str
    xlsx: str = ""
    selesai_pada: str | None = None
    berkas: dict[str, str]


def terbitkan(folder: Path, ke: Path, *, judul: str = JUDUL, instansi: str = "") -> HasilPublik:
    """Write the public copy of ``folder`` to ``ke``, in the place of an earlier one; ready before it is put there.

    Raises:
        GalatParameter: ``ke`` is the source or within it (or the other way round), or holds something else.
        GalatPenilaian: a NIP was found in a page of the site itself; nothing is written.
    """
    _periksa_tujuan(folder, ke)
    bacaan = baca_manifes_semua(folder, {})
    ke.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ke.parent, prefix=f".{ke.name}-") as kerja:
        baru = Path(kerja) / "baru"
        baru.mkdir()
        tertinggal = [Tertinggal(satu.berkas, f"manifes rusak: {satu.sebab}", salah=True) for satu in bacaan.rusak]
        calon = dict(_pilih(folder, bacaan, tertinggal))
        terbit = _salin(folder, baru, calon, tertinggal)
        _tulis_situs(baru, judul, instansi, dict.fromkeys(muat_basi(folder), BASI_PUBLIK))
        _periksa_semua(baru)
        _tukar(baru, ke, Path(kerja) / "lama")
    return HasilPublik(ke / NAMA_INDEKS, terbit, tertinggal)


def _periksa_tujuan(folder: Path, ke: Path) -> None:
    asal, tujuan = folder.resolve(), ke.resolve()
    if not asal.is_dir():
        raise GalatParameter("Folder laporan tidak ditemukan", di_mana=str(folder), tindakan="periksa namanya")
    if asal == tujuan or asal in tujuan.parents or tujuan in asal.parents:
        raise GalatParameter(
            "Terbitan publik harus di luar folder laporan",
            di_mana=str(ke),
            mengapa="yang boleh dibaca siapa pun tidak boleh tercampur dengan yang tidak",
            tindakan="tunjuk folder lain dengan --ke",
        )
    milik_lain = tujuan.exists() and (
        not tujuan.is_dir() or (any(tujuan.iterdir()) and not (tujuan / NAMA_TANDA).is_file())
    )
    if milik_lain:
        raise GalatParameter(
            "Tujuan terbitan publik sudah berisi hal lain",
            di_mana=str(ke),
            mengapa="terbitan baru menggantikan seluruh isi folder, dan folder ini bukan terbitan sebelumnya",
            tindakan="tunjuk folder kosong atau yang belum ada",
        )


def _pilih(folder: Path, bacaan: Bacaan, tertinggal: list[Tertinggal]) -> Iterator[tuple[str, tuple[str, _Isi]]]:
    """Reports that may leave: id, folder and manifest; the others are noted."""
    for satu in bacaan.entri:
        sebab = _sebab_tinggal(satu)
        if sebab:
            tertinggal.append(Tertinggal(satu.id, sebab))
            continue
        try:
            isi = _Isi.model_validate_json((folder / satu.folder / f"{satu.id}.json").read_bytes())
            _periksa_sidik(folder / satu.folder, isi)
        except (OSError, ValidationError, ValueError):
            sebab = "berkasnya tidak ada atau tidak sama dengan yang dicatat manifes"
            tertinggal.append(Tertinggal(satu.id, sebab, salah=True))
            continue
        yield satu.id, (satu.folder, isi)


def _sebab_tinggal(satu: Entri) -> str:
    if satu.gagal:
        return "gagal dibuat"
    if satu.kelas != Kelas.PUBLIK:
        return f"kelasnya {satu.kelas or 'tidak tercatat'}, bukan publik"
    return ""


def _periksa_sidik(folder: Path, isi: _Isi) -> None:
    if isi.html not in isi.berkas:
        raise ValueError(isi.html)
    for nama in filter(None, (isi.html, isi.xlsx)):
        if Path(nama).name != nama or hashlib.sha256((folder / nama).read_bytes()).hexdigest() != isi.berkas.get(nama):
            raise ValueError(nama)


def _salin(folder: Path, baru: Path, calon: Mapping[str, tuple[str, _Isi]], tertinggal: list[Tertinggal]) -> list[str]:
    """Copy what was chosen, without links to what was not; a report with a NIP in it is taken back."""
    ada = {f"{periode}/{nama}" for periode, isi in calon.values() for nama in (isi.html, isi.xlsx) if nama}
    terbit: list[str] = []
    nip: set[str] = set()
    for id_, (periode, isi) in calon.items():
        if _bocor(folder / periode, isi):
            tertinggal.append(Tertinggal(id_, "memuat deret 18 angka yang dapat berupa NIP", salah=True))
            nip |= {f"{periode}/{nama}" for nama in (isi.html, isi.xlsx)}
    for id_, (periode, isi) in calon.items():
        if f"{periode}/{isi.html}" not in nip:
            (baru / periode).mkdir(exist_ok=True)
            _salin_satu(folder / periode, baru / periode, isi, ada - nip)
            terbit.append(id_)
    return terbit


def _bocor(folder: Path, isi: _Isi) -> bool:
    """Whether a file of the report holds a NIP, or cannot be searched."""
    try:
        return any(berkas_memuat_nip(folder / nama) for nama in (isi.html, isi.xlsx) if nama)
    except (ValueError, OSError):
        return True


def _salin_satu(folder: Path, tujuan: Path, isi: _Isi, ada: set[str]) -> None:
    halaman = lepas_tautan((folder / isi.html).read_text("utf-8"), tujuan.name, ada)
    tulis_teks(tujuan / isi.html, halaman)
    if isi.xlsx:
        shutil.copyfile(folder / isi.xlsx, tujuan / isi.xlsx)
    sidik = {nama: hashlib.sha256((tujuan / nama).read_bytes()).hexdigest() for nama in (isi.html, isi.xlsx) if nama}
    ringkas = isi.model_dump() | {"berkas": sidik}
    tulis_teks(tujuan / f"{isi.id}.json", json.dumps(ringkas, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def lepas_tautan(halaman: str, folder: str, ada: set[str]) -> str:
    """A page without links to files that are not there: an item that is nothing but such a link goes, other words stay.

    ``ada`` holds files relative to the folder of reports, ``folder`` is the page's own.
    """

    def buntu(alamat: str) -> bool:
        alamat = html.unescape(alamat)
        if _LUAR.match(alamat):
            return False
        tujuan = normpath(f"{folder}/{unquote(alamat.partition('#')[0])}")
        return tujuan != NAMA_INDEKS and tujuan not in ada

    tanpa_butir = _BUTIR_TAUTAN.sub(lambda cocok: "" if buntu(cocok[1]) else cocok[0], halaman)
    return _TAUTAN.sub(lambda cocok: _teks_buntu(cocok) if buntu(cocok[1]) else cocok[0], tanpa_butir)


def _teks_buntu(cocok: re.Match[str]) -> str:
    """Previous and next mean nothing without the link; other words do."""
    return "" if re.search(r"\brel=\"(?:prev|next)\"", cocok[0]) else cocok[2]


def _tulis_situs(folder: Path, judul: str, instansi: str, basi: Mapping[str, str]) -> None:
    bacaan = baca_manifes_semua(folder, {})
    situs = Situs(
        judul=judul,
        instansi=instansi,
        kelas=Kelas.PUBLIK.label,
        sintetis=spanduk_sintetis(any(satu.sintetis for satu in bacaan.entri)),
        baris=susun(bacaan.entri, bacaan.ada, basi),
        rusak=bacaan.rusak,
    )
    tulis_halaman(folder, situs, {})
    tulis_teks(folder / NAMA_TANDA, "Folder ini terbitan publik dan diganti seluruhnya pada terbitan berikutnya.\n")


def _periksa_semua(folder: Path) -> None:
    """The last look at everything that is about to leave."""
    for berkas in sorted(folder.rglob("*")):
        if berkas.is_file() and berkas.name not in (NAMA_TANDA, NAMA_KUNCI) and berkas_memuat_nip(berkas):
            raise GalatPenilaian(
                "Terbitan publik dibatalkan: sebuah halaman memuat deret 18 angka yang dapat berupa NIP",
                di_mana=str(berkas.relative_to(folder)),
                mengapa="tidak satu pun NIP boleh keluar",
                tindakan="cari asalnya pada judul, nama, atau id laporan, perbaiki, lalu terbitkan lagi",
            )


def _tukar(baru: Path, ke: Path, lama: Path) -> None:
    """Put the new copy where the old one was; if that fails the old one is put back."""
    ada = ke.exists()
    if ada:
        ke.rename(lama)
    try:
        baru.rename(ke)
    except OSError:
        if ada:
            lama.rename(ke)
        raise
