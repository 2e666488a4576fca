"""The log of runs: one JSON object a line, added to and never rewritten."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from penilaian.berkas import sebab_berkas
from penilaian.galat import GalatJalan

NAMA_CATATAN = "catatan.jsonl"


@dataclass(frozen=True)
class Catatan:
    """A log file; several processes may add to it, each line whole."""

    berkas: Path

    def tulis(self, peristiwa: str, **isi: Any) -> None:
        """Add one event with the time of now.

        Raises:
            GalatJalan: the file cannot be written.
        """
        waktu = datetime.now().astimezone().isoformat(timespec="milliseconds")
        baris = json.dumps({"waktu": waktu, "peristiwa": peristiwa, **isi}, ensure_ascii=False) + "\n"
        try:
            fd = os.open(self.berkas, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            try:
                os.write(fd, baris.encode("utf-8"))
            finally:
                os.close(fd)
        except OSError as galat:
            raise GalatJalan(
                f"Catatan jalan {self.berkas.name} {sebab_berkas(galat)}",
                tindakan="periksa izin dan ruang cakram folder hasil",
            ) from None


def baca_catatan(berkas: Path) -> list[dict[str, Any]]:
    """All whole lines of a log; one cut off by a dying machine is left out."""
    hasil = []
    for baris in berkas.read_text("utf-8", errors="replace").splitlines() if berkas.is_file() else []:
        try:
            isi = json.loads(baris)
        except ValueError:
            continue
        if isinstance(isi, dict):
            hasil.append(isi)
    return hasil
