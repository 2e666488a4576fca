"""Fingerprints: has anything changed that a report depends on?"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from penilaian.aturan import muat_buku
from penilaian.jalan.rencana import Tugas, data_rencana

FOLDER_PAKET = Path(__file__).parents[1]
AKHIRAN_PAKET = {".py", ".yaml", ".j2", ".css", ".js"}
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
    """Fingerprints by name: each input table, the rules, the notebook, the package."""
    return {
        **{f"tabel:{nama}": sidik for nama, sidik in sorted(data_rencana(tugas.folder_data).sidik.items())},
        "aturan": muat_buku().sidik,
        "notebook": hashlib.sha256(tugas.berkas_notebook.read_bytes()).hexdigest(),
        "paket": sidik_paket(),
    }


def sidik_tugas(tugas: Tugas, masukan: dict[str, Any]) -> str:
    """One fingerprint of inputs, parameters and versions."""
    isi = {"masukan": masukan, "parameter": tugas.parameter.model_dump(), "versi": versi_pustaka()}
    return hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()
