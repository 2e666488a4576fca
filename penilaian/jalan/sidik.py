"""Fingerprints: has anything changed that a report depends on?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from penilaian.aturan import muat_buku
from penilaian.jalan.manifes import Manifes, sidik_berkas
from penilaian.jalan.rencana import Tugas

FOLDER_PAKET = Path(__file__).parents[1]
AKHIRAN_PAKET = {".py", ".yaml", ".j2", ".css", ".js"}
_SEBUTAN = {"aturan": "buku aturan", "notebook": "notebook", "paket": "program"}
PUSTAKA = ("matplotlib", "narwhals", "nbconvert", "numpy", "pandas", "papermill")


@cache
def sidik_paket() -> str:
    """SHA-256 of the package's own files, rules left out (they have a fingerprint of their own)."""
    adukan = hashlib.sha256()
    for berkas in sorted(FOLDER_PAKET.rglob("*")):
        if berkas.suffix in AKHIRAN_PAKET and berkas.is_file() and not _aturan(berkas):
            adukan.update(berkas.relative_to(FOLDER_PAKET).as_posix().encode())
            adukan.update(berkas.read_bytes())
    return adukan.hexdigest()


def _aturan(berkas: Path) -> bool:
    return berkas.suffix == ".yaml" and berkas.relative_to(FOLDER_PAKET).parts[0] == "aturan"


def versi_pustaka() -> dict[str, str]:
    """Versions of what computes and draws."""
    return {nama: version(nama) for nama in ("penilaian", *PUSTAKA)}


def masukan_tugas(tugas: Tugas) -> dict[str, str]:
    """Fingerprints by name: each input table, each file or folder of a parameter, the rules, the notebook, the package."""
    data = tugas.data
    return {
        **({f"tabel:{nama}": sidik for nama, sidik in sorted(data.sidik.items())} if data else {}),
        **sidik_masukan(tugas),
        "aturan": muat_buku().sidik,
        "notebook": hashlib.sha256(tugas.berkas_notebook.read_bytes()).hexdigest(),
        "paket": sidik_paket(),
    }


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
    isi = {"masukan": dict(masukan), "parameter": tugas.parameter.model_dump(), "versi": versi_pustaka()}
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
