"""The pages of the site and the data its search runs on; a page whose input has not changed is not made again."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from penilaian import bahasa
from penilaian.berkas import tulis_teks
from penilaian.laporan.html import lingkungan
from penilaian.laporan.parameter import KOTA
from penilaian.laporan.situs_baca import FOLDER_SITUS
from penilaian.laporan.situs_manifes import Rusak, periode, tahun
from penilaian.laporan.situs_susun import (
    Baris,
    Jumlah,
    Kelompok,
    hitung_keadaan,
    menurut_opd,
    menurut_periode,
    menurut_sebab,
    menurut_tahun,
)

NAMA_INDEKS = "indeks.html"
NAMA_PERHATIAN = "perhatian.html"
BARIS_DEPAN = 60
"""Rows that the first page shows; it takes whole periods, newest first, while they fit."""

SEBAB_DEPAN, LAPORAN_DEPAN, RUSAK_DEPAN = 3, 2, 5
_TANDA = (b"/* halaman situs penilaian */", b"penilaianSitus(")
"""A file in the site's folder without one of these is not ours to remove."""

_KELAS = {"": 0, "individu": 1, "unit": 2, "publik": 3}


@dataclass(frozen=True)
class Situs:
    """All that the pages are made of; ``kelas`` is what the pages themselves may be shown to."""

    judul: str
    instansi: str
    kelas: str
    sintetis: str
    baris: Sequence[Baris]
    rusak: Sequence[Rusak]

    @property
    def bingkai(self) -> dict[str, Any]:
        """What every page shows around its own content."""
        return {"instansi": self.instansi, "kelas": self.kelas, "sintetis": self.sintetis, "angka": bahasa.angka}


class Halaman(NamedTuple):
    """A file to write, a digest of all it depends on, and how to make it."""

    nama: str
    sidik: str
    buat: Callable[[], str]


def tulis_halaman(folder: Path, situs: Situs, lama: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Write every page that is not already there as it should be, remove those of the site that are no longer wanted.

    ``lama`` and what is returned: file -> [digest of its input, mtime_ns, size], see ``Simpanan``. The first page is
    written last, so that it never links to a page that is not there yet.
    """
    semua = daftar_halaman(situs)
    if len(semua) > 1:
        (folder / FOLDER_SITUS).mkdir(exist_ok=True)
    catatan = {satu.nama: _tulis(folder, satu, lama.get(satu.nama)) for satu in semua}
    _buang(folder / FOLDER_SITUS, {Path(nama).name for nama in catatan})
    return catatan


def _tulis(folder: Path, satu: Halaman, lama: list[Any] | None) -> list[Any]:
    tujuan = folder / satu.nama
    if lama is not None and lama[0] == satu.sidik and lama[1:] == _keadaan(tujuan):
        return lama
    isi = satu.buat()
    if not tujuan.is_file() or tujuan.read_bytes() != isi.encode("utf-8"):
        tulis_teks(tujuan, isi)
    return [satu.sidik, *_keadaan(tujuan)]


def _keadaan(berkas: Path) -> list[int]:
    try:
        keadaan = berkas.stat()
    except OSError:
        return []
    return [keadaan.st_mtime_ns, keadaan.st_size]


def _buang(folder: Path, nama: set[str]) -> None:
    """Remove pages of periods and agencies that are gone; what the site did not write stays."""
    if not folder.is_dir():
        return
    for berkas in sorted(folder.iterdir()):
        if berkas.name not in nama and berkas.is_file():
            isi = berkas.read_bytes()
            if any(tanda in isi for tanda in _TANDA):
                berkas.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()


def daftar_halaman(situs: Situs) -> list[Halaman]:
    """Every file of the site, the first page last."""
    bingkai = repr((situs.instansi, situs.kelas, situs.sintetis))
    semua_periode, semua_opd, semua_tahun = (
        cara(situs.baris) for cara in (menurut_periode, menurut_opd, menurut_tahun)
    )
    halaman = [_halaman(satu.berkas, (satu.kode,), satu.baris, _data(satu)) for satu in semua_tahun]
    for satu, sebelum, sesudah in _berjejer(semua_periode):
        bahan = (bingkai, satu[:3], sebelum and sebelum[:3], sesudah and sesudah[:3])
        halaman.append(_halaman(satu.berkas, bahan, satu.baris, _periode(situs, satu, sebelum, sesudah)))
    for satu in semua_opd:
        halaman.append(_halaman(satu.berkas, (bingkai, satu[:3]), satu.baris, _opd(situs, satu)))
    perlu = [satu for satu in situs.baris if satu.e.gagal or satu.basi]
    perhatian = _perlu_halaman(situs, perlu)
    if perhatian:
        seluruh = (bingkai, tuple(situs.rusak), hitung_keadaan(situs.baris))
        halaman.append(_halaman(NAMA_PERHATIAN, seluruh, perlu, _perhatian(situs)))
    depan = _depan(situs, semua_periode, semua_opd, semua_tahun, NAMA_PERHATIAN if perhatian else "")
    return [*halaman, Halaman(NAMA_INDEKS, hashlib.sha256(depan.encode()).hexdigest(), lambda: depan)]


def _halaman(nama: str, bahan: tuple[Any, ...], baris: Iterable[Baris], buat: Callable[[], str]) -> Halaman:
    sidik = hashlib.sha256(repr(bahan).encode())
    for satu in baris:
        sidik.update(satu.kunci.encode())
    return Halaman(f"{FOLDER_SITUS}/{nama}", sidik.hexdigest(), buat)


def _berjejer(semua: Sequence[Kelompok]) -> Iterable[tuple[Kelompok, Kelompok | None, Kelompok | None]]:
    """Each period with the nearest earlier and later one of its kind."""
    jenis: dict[str, list[Kelompok]] = defaultdict(list)
    for satu in semua:
        waktu = periode(satu.kode)
        jenis[waktu.jenis if waktu else satu.kode].append(satu)
    for deret in jenis.values():
        yield from zip(deret, [*deret[1:], None], [None, *deret[:-1]], strict=True)


def _render(templat: str, **isi: Any) -> str:
    return lingkungan().get_template(f"{templat}.html.j2").render(**isi)


def _depan(
    situs: Situs,
    semua_periode: Sequence[Kelompok],
    semua_opd: Sequence[Kelompok],
    semua_tahun: Sequence[Kelompok],
    perhatian: str,
) -> str:
    notebook = {satu.e.notebook: satu.e.judul for satu in reversed(situs.baris)}
    return _render(
        "indeks",
        judul=situs.judul,
        **situs.bingkai,
        jumlah=hitung_keadaan(situs.baris),
        gagal=menurut_sebab(situs.baris, basi=False),
        basi=menurut_sebab(situs.baris, basi=True),
        rusak=situs.rusak,
        halaman_perhatian=perhatian,
        tahun=semua_tahun,
        tahun_dari=tahun,
        periode=semua_periode,
        opd=semua_opd,
        notebook=sorted(notebook.items()),
        terbaru=_terbaru(semua_periode),
        batas_baris=BARIS_DEPAN,
        batas_sebab=SEBAB_DEPAN,
        batas_laporan=LAPORAN_DEPAN,
        batas_rusak=RUSAK_DEPAN,
    )


def _terbaru(semua: Sequence[Kelompok]) -> list[Kelompok]:
    """The newest period, and those before it while their rows fit on the first page."""
    hasil: list[Kelompok] = []
    sisa = BARIS_DEPAN
    for satu in semua:
        if hasil and len(satu.baris) > sisa:
            break
        hasil.append(satu)
        sisa -= len(satu.baris)
    return hasil


def _periode(situs: Situs, satu: Kelompok, sebelum: Kelompok | None, sesudah: Kelompok | None) -> Callable[[], str]:
    def buat() -> str:
        bagian: dict[str, list[Baris]] = defaultdict(list)
        for baris in satu.baris:
            bagian[baris.e.judul].append(baris)
        return _render(
            "situs_periode",
            judul=satu.label,
            **situs.bingkai,
            jumlah=hitung_keadaan(satu.baris),
            bagian=[{"label": judul, "baris": isi} for judul, isi in sorted(bagian.items())],
            kepala="Perangkat daerah",
            cara="laporan",
            sebelum=sebelum,
            sesudah=sesudah,
        )

    return buat


def _opd(situs: Situs, satu: Kelompok) -> Callable[[], str]:
    def buat() -> str:
        return _render(
            "situs_periode",
            judul=satu.label,
            **situs.bingkai,
            jumlah=hitung_keadaan(satu.baris),
            bagian=menurut_tahun(satu.baris),
            kepala="Periode",
            cara="periode",
            sebelum=None,
            sesudah=None,
        )

    return buat


def _perlu_halaman(situs: Situs, perlu: Sequence[Baris]) -> bool:
    """Whether the first page cannot show all that failed, is stale or cannot be read."""
    sebab = [menurut_sebab(perlu, basi=basi) for basi in (False, True)]
    return len(situs.rusak) > RUSAK_DEPAN or any(
        len(daftar) > SEBAB_DEPAN or any(len(satu.baris) > LAPORAN_DEPAN for satu in daftar) for daftar in sebab
    )


def _perhatian(situs: Situs) -> Callable[[], str]:
    def buat() -> str:
        jumlah: Jumlah = hitung_keadaan(situs.baris)
        return _render(
            "situs_perhatian",
            judul="Perlu perhatian",
            **situs.bingkai,
            jumlah=jumlah,
            gagal=menurut_sebab(situs.baris, basi=False),
            basi=menurut_sebab(situs.baris, basi=True),
            rusak=situs.rusak,
        )

    return buat


def _data(satu: Kelompok) -> Callable[[], str]:
    return lambda: f"penilaianSitus({json.dumps(_data_tahun(satu), ensure_ascii=False, separators=(',', ':'))});\n"


def _data_tahun(satu: Kelompok) -> dict[str, Any]:
    """Rows of numbers into lists of words: [agency, report, period, state, class, day, files, id, attempt, cause, why
    stale], zeros at the end left out.
    """
    kamus: dict[str, dict[Any, int]] = {nama: {} for nama in ("opd", "notebook", "periode", "tanggal", "sebab")}

    def nomor(nama: str, isi: Any) -> int:
        return kamus[nama].setdefault(isi, len(kamus[nama]))

    baris = []
    for b in satu.baris:
        e = b.e
        isi: list[Any] = [
            nomor("opd", (e.kode, e.opd)),
            nomor("notebook", (e.notebook, e.judul)),
            nomor("periode", (e.periode, e.label)),
            e.gagal | (e.sementara and not e.gagal) << 1 | bool(b.basi) << 2,
            _KELAS[e.kelas],
            nomor("tanggal", e.selesai.partition(",")[0]),
            _berkas(b),
            0 if e.id == f"{e.notebook}-{e.kode or KOTA}-{e.periode}" else e.id,
            e.percobaan if e.percobaan > 1 else 0,
            nomor("sebab", e.sebab) + 1 if e.sebab else 0,
            nomor("sebab", b.basi) + 1 if b.basi else 0,
        ]
        while isi[-1] == 0:
            isi.pop()
        baris.append(isi)
    return {"tahun": satu.kode, **{nama: list(isi) for nama, isi in kamus.items()}, "baris": baris}


def _berkas(b: Baris) -> int | list[str]:
    """Which files there are as bits, where they are named after the run as usual; else their links."""
    jenis = {"html": b.html, "ipynb": b.ipynb, "xlsx": b.xlsx, "pdf": b.pdf}
    biasa = {nama: f"{b.e.periode}/{b.e.id}.{nama}" for nama in jenis}
    if all(not isi or isi == biasa[nama] for nama, isi in jenis.items()):
        return sum(1 << ke for ke, isi in enumerate(jenis.values()) if isi)
    return list(jenis.values())
