"""Checking a folder of units: stale, edited, incomplete, or meant for a machine that is not this one."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from penilaian.aturan import Aturan
from penilaian.galat import GalatParameter, GalatPenilaian
from penilaian.jalan.jadwal import irama_rencana
from penilaian.jalan.jadwal_susunan import Susunan
from penilaian.jalan.jadwal_unit import AWALAN_SIDIK, AWALAN_SUSUNAN, CRONTAB, semua_berkas

POLA_UNIT = ("penilaian-*.service", "penilaian-*.timer", CRONTAB)
_TULIS_ULANG = "tulis ulang dengan `penilaian jadwal`, lalu `systemctl daemon-reload`"
_BATAS_ANALISIS = 60


@dataclass(frozen=True)
class TemuanJadwal:
    """Something wrong with a schedule: the file, what, and what to do."""

    berkas: str
    apa: str
    tindakan: str


def periksa_jadwal(folder: Path, aturan: Aturan) -> tuple[Susunan, tuple[TemuanJadwal, ...]]:
    """The settings a folder's units were written with, and everything found wrong.

    Compared with what would be written today: same program, rules in force on ``aturan.hari``.

    Raises:
        GalatParameter: the folder holds no unit of ours, or none whose settings can be read.
    """
    ada = {berkas.name: berkas for pola in POLA_UNIT for berkas in sorted(folder.glob(pola))}
    if not ada:
        raise GalatParameter(
            "Tidak ada unit penilaian di folder ini", di_mana=str(folder), tindakan="tulis dengan `penilaian jadwal`"
        )
    isi = {nama: _baca(berkas) for nama, berkas in ada.items()}
    susunan = _susunan(isi, folder)
    temuan = [
        *_banding(isi, semua_berkas(susunan, aturan)),
        *_tambahan(folder),
        *_mesin(susunan),
        *_rencana(susunan),
        *_analisis([berkas for nama, berkas in ada.items() if nama != CRONTAB]),
    ]
    return susunan, tuple(temuan)


def _baca(berkas: Path) -> str:
    return berkas.read_text("utf-8", errors="replace")


def _susunan(isi: dict[str, str], folder: Path) -> Susunan:
    """The settings most files carry; a file that carries others is found when compared."""
    terbaca: list[Susunan] = []
    for teks in isi.values():
        baris = next((b for b in reversed(teks.splitlines()) if b.startswith(AWALAN_SUSUNAN)), "")
        try:
            terbaca.append(Susunan.model_validate(json.loads(baris.removeprefix(AWALAN_SUSUNAN))))
        except (ValueError, ValidationError, GalatPenilaian):
            continue
    if not terbaca:
        raise GalatParameter(
            "Susunan jadwal tidak terbaca di satu unit pun",
            di_mana=str(folder),
            mengapa=f"baris {AWALAN_SUSUNAN}… hilang atau rusak",
            tindakan=_TULIS_ULANG,
        )
    return max(terbaca, key=terbaca.count)


def _banding(isi: dict[str, str], seharusnya: dict[str, str]) -> Iterator[TemuanJadwal]:
    for nama, teks in seharusnya.items():
        if nama not in isi:
            yield TemuanJadwal(nama, "berkasnya tidak ada", _TULIS_ULANG)
        elif isi[nama] != teks:
            yield _beda(nama, isi[nama])
        if nama.endswith(".timer") and nama in isi and not _menyusul(isi[nama]):
            yield TemuanJadwal(nama, "Persistent=true tidak ada: run yang terlewat tidak disusulkan", _TULIS_ULANG)
    for nama in sorted(set(isi) - set(seharusnya)):
        yield TemuanJadwal(
            nama, "unit ini bukan bagian jadwal sekarang", "matikan dengan systemctl disable, lalu hapus"
        )


def _menyusul(teks: str) -> bool:
    nilai = [b.partition("=")[2].strip().lower() for b in teks.splitlines() if b.startswith("Persistent=")]
    return bool(nilai) and nilai[-1] in ("true", "yes", "1", "on")


def _beda(nama: str, teks: str) -> TemuanJadwal:
    if _utuh(teks):
        apa = "usang: ditulis menurut aturan, pilihan, atau versi perangkat yang lain"
        return TemuanJadwal(nama, apa, _TULIS_ULANG)
    apa = "disunting sesudah ditulis"
    return TemuanJadwal(nama, apa, f"{_TULIS_ULANG}; perubahan setempat lewat `systemctl edit {nama}`")


def _utuh(teks: str) -> bool:
    """Whether a file is as some version of this tool wrote it."""
    atas, tanda, sidik = teks.rpartition(AWALAN_SIDIK)
    return bool(tanda) and sidik == hashlib.sha256(atas.encode()).hexdigest() + "\n"


def _tambahan(folder: Path) -> Iterator[TemuanJadwal]:
    for berkas in sorted(folder.glob("penilaian-*.d/*.conf")):
        nama = f"{berkas.parent.name}/{berkas.name}"
        yield TemuanJadwal(nama, "mengubah unitnya di luar pemeriksaan ini", "baca isinya; hapus bila tidak dimaksud")


def _mesin(susunan: Susunan) -> Iterator[TemuanJadwal]:
    """What the units need on this machine."""
    wajib = {"program": (susunan.program, False), "folder hasil": (susunan.keluar, True)}
    for nama, jalur in (("berkas kabar", susunan.kabar), ("berkas lingkungan", susunan.lingkungan)):
        if jalur:
            wajib[nama] = (jalur, False)
    for nama, (jalur, folder) in wajib.items():
        if not (Path(jalur).is_dir() if folder else Path(jalur).is_file()):
            yield TemuanJadwal(jalur, f"{nama} tidak ada di mesin ini", "buat, pasang, atau tulis ulang jadwalnya")
    yield from _pengguna(susunan)


def _pengguna(susunan: Susunan) -> Iterator[TemuanJadwal]:
    try:
        import pwd
    except ImportError:  # no such users on Windows, and no systemd either
        return
    try:
        orang = pwd.getpwnam(susunan.pengguna)
    except KeyError:
        apa = f"pengguna {susunan.pengguna} tidak ada di mesin ini"
        yield TemuanJadwal(
            susunan.pengguna, apa, f"buat dengan `useradd --system {susunan.pengguna}`, atau pilih --pengguna lain"
        )
        return
    if orang.pw_uid == 0:
        yield TemuanJadwal(susunan.pengguna, "run berjalan sebagai root", "pilih pengguna tanpa hak istimewa")
    keluar = Path(susunan.keluar)
    if keluar.is_dir() and keluar.stat().st_uid != orang.pw_uid and not _grup_menulis(keluar, orang.pw_gid):
        tindakan = f"chown -R {susunan.pengguna} pada folder itu"
        yield TemuanJadwal(susunan.keluar, f"folder hasil tidak dapat ditulis {susunan.pengguna}", tindakan)


def _grup_menulis(folder: Path, gid: int) -> bool:
    keadaan = folder.stat()
    return bool(keadaan.st_mode & 0o002) or (keadaan.st_gid == gid and bool(keadaan.st_mode & 0o020))


def _rencana(susunan: Susunan) -> Iterator[TemuanJadwal]:
    try:
        ada = irama_rencana(Path(susunan.rencana))
    except GalatPenilaian as galat:
        yield TemuanJadwal(susunan.rencana, galat.apa, galat.tindakan or "perbaiki rencananya")
        return
    for irama in susunan.irama:
        if irama not in ada:
            apa = f"data rencana tidak punya satu periode {irama} pun"
            yield TemuanJadwal(susunan.rencana, apa, "matikan pewaktunya, atau lengkapi datanya")


def _analisis(berkas: list[Path]) -> Iterator[TemuanJadwal]:
    """What systemd itself says, where it is installed."""
    program = shutil.which("systemd-analyze")
    if program is None or not berkas:
        return
    try:
        selesai = subprocess.run(  # noqa: S603 -- found by name, given file names of ours
            [program, "verify", "--man=no", *map(str, berkas)],
            capture_output=True,
            text=True,
            timeout=_BATAS_ANALISIS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as galat:
        yield TemuanJadwal("systemd-analyze", f"tidak dapat dijalankan ({type(galat).__name__})", "jalankan sendiri")
        return
    for baris in dict.fromkeys(selesai.stderr.splitlines()):
        if any(satu.name in baris for satu in berkas):
            yield TemuanJadwal("systemd-analyze", baris.strip(), "perbaiki menurut pesan systemd di atas")
