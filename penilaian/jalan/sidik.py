"""Fingerprints: has anything changed that a report depends on?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from penilaian.aturan import muat_buku
from penilaian.data.keterangan import Keterangan
from penilaian.data.profil import Kop
from penilaian.jalan.manifes import Manifes, sidik_berkas
from penilaian.jalan.rencana import Tugas
from penilaian.laporan.bahan_perubahan import sidik_arsip

MEMBACA_ARSIP = frozenset({"02_penilaian_opd"})
"""Notebooks that compare with the period before, from its archive where there is one."""
FOLDER_PAKET = Path(__file__).parents[1]
AKHIRAN_PAKET = {".py", ".yaml", ".j2", ".css", ".js", ".typ", ".csv"}
BUKAN_LAPORAN = frozenset({"aplikasi", "rapat"})
"""Rooms that no report comes from: a change there makes none out of date."""
PENDAMPING = {
    "pendamping:keterangan": "keterangan.yaml",
    "pendamping:kop": "kop surat (profil.yaml atau lambangnya)",
    "pendamping:arsip": "arsip periode sebelumnya",
}
"""What a report takes from beside the tables."""
_SEBUTAN = {"aturan": "buku aturan", "notebook": "notebook", "paket": "program", **PENDAMPING}
PUSTAKA = (
    "matplotlib",
    "narwhals",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "scipy",
    "statsmodels",
    "typst",
    "xlsxwriter",
)


@cache
def sidik_paket() -> str:
    """SHA-256 of the files reports come from, rules left out (they have a fingerprint of their own)."""
    adukan = hashlib.sha256()
    for berkas in sorted(FOLDER_PAKET.rglob("*")):
        if berkas.suffix in AKHIRAN_PAKET and berkas.is_file() and not _dilewati(berkas):
            adukan.update(berkas.relative_to(FOLDER_PAKET).as_posix().encode())
            adukan.update(berkas.read_bytes())
    return adukan.hexdigest()


def _dilewati(berkas: Path) -> bool:
    ruang = berkas.relative_to(FOLDER_PAKET).parts[0]
    return ruang in BUKAN_LAPORAN or (berkas.suffix == ".yaml" and ruang == "aturan")


def versi_pustaka() -> dict[str, str]:
    """Versions of what computes and draws."""
    return {nama: _versi(nama) for nama in ("penilaian", *PUSTAKA)}


@cache
def _versi(nama: str) -> str:
    return version(nama)


def masukan_tugas(tugas: Tugas) -> dict[str, str]:
    """Fingerprints by name: input tables and what lies beside them, files of parameters, rules, notebook, package."""
    data = tugas.data
    return {
        **({f"tabel:{nama}": sidik for nama, sidik in sorted(data.sidik.items())} if data else {}),
        **_pendamping(tugas),
        **sidik_masukan(tugas),
        "aturan": muat_buku().sidik,
        "notebook": hashlib.sha256(tugas.berkas_notebook.read_bytes()).hexdigest(),
        "paket": sidik_paket(),
    }


def _pendamping(tugas: Tugas) -> dict[str, str]:
    data, folder = tugas.data, tugas.folder_data
    if data is None or folder is None:
        return {}
    arsip = sidik_arsip(folder, tugas.periode.kode, tugas.kode_opd) if tugas.notebook in MEMBACA_ARSIP else ""
    return sidik_pendamping(data.keterangan, tugas.kop, arsip)


def sidik_pendamping(keterangan: Keterangan | None, kop: Kop | None, arsip: str) -> dict[str, str]:
    """Fingerprints of what a report shows of its folder besides tables; ``arsip`` is `sidik_arsip`, empty for none.

    The letterhead counts as this agency's alone: another agency's line in the profile makes no report stale.
    """
    isi = {
        "pendamping:keterangan": keterangan.model_dump_json() if keterangan else "",
        "pendamping:kop": kop.model_dump_json() if kop else "",
    }
    hasil = {nama: hashlib.sha256(teks.encode()).hexdigest() for nama, teks in isi.items() if teks}
    return {**hasil, **({"pendamping:arsip": arsip} if arsip else {})}


def sidik_masukan(tugas: Tugas) -> dict[str, str]:
    """Fingerprints of the files and folders that parameters name, as they are now."""
    return {f"parameter:{nama}": sidik_jalur(jalur) for nama, jalur in sorted(tugas.masukan.items())}


def sidik_jalur(jalur: Path) -> str:
    """SHA-256 of a file, or of the names and contents of a folder's files; hidden ones do not count.

    What cannot be read counts as empty: the notebook says what is wrong with it.
    """
    if not jalur.is_dir():
        return sidik_berkas(jalur)
    isi = {
        berkas.relative_to(jalur).as_posix(): sidik_berkas(berkas)
        for berkas in sorted(jalur.rglob("*"))
        if berkas.is_file() and not any(bagian.startswith((".", "~$")) for bagian in berkas.relative_to(jalur).parts)
    }
    return hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()


def sidik_tugas(tugas: Tugas, masukan: Mapping[str, str]) -> str:
    """One fingerprint of inputs, parameters and versions."""
    return sidik_gabungan(masukan, tugas.parameter.model_dump(), versi_pustaka())


def sidik_gabungan(masukan: Mapping[str, str], parameter: Mapping[str, object], versi: Mapping[str, str]) -> str:
    """The fingerprint of a report: everything a manifest records of its making."""
    isi = {"masukan": dict(masukan), "parameter": dict(parameter), "versi": dict(versi)}
    return hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()


def sebab_basi(tugas: Tugas, manifes: Manifes) -> str:
    """What has changed since a finished report was made, in words; empty if nothing has."""
    if manifes.status != "selesai":
        return ""
    kini = masukan_tugas(tugas)
    nama = sorted(nama for nama in kini.keys() | manifes.masukan.keys() if kini.get(nama) != manifes.masukan.get(nama))
    ubah = [_SEBUTAN.get(satu, satu.replace(":", " ")) for satu in nama]
    if dict(manifes.parameter) != tugas.parameter.model_dump():
        ubah.append("parameter")
    if dict(manifes.versi) != versi_pustaka():
        ubah.append("versi pustaka")
    return f"berubah sejak laporan dibuat: {', '.join(ubah)}" if ubah else ""
