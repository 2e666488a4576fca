"""What a folder of tables says about itself, for the letterhead and the banner of its reports."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.data.temuan import Temuan
from penilaian.galat import GalatAturan

NAMA_BERKAS = "keterangan.yaml"
BERKAS_PENDAMPING = frozenset({NAMA_BERKAS, "kebenaran.yaml", "README.md", "LICENSE"})
"""Files that may lie beside the tables and are no tables."""


class Keterangan(BaseModel):
    """``instansi`` heads the reports; ``catatan`` is shown on every one of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    instansi: str = Field(min_length=1)
    catatan: str = ""


def baca_keterangan(folder: Path) -> tuple[Keterangan | None, list[Temuan]]:
    """The folder's ``keterangan.yaml``; None where there is none or it cannot be read (a finding then)."""
    berkas = folder / NAMA_BERKAS
    if not berkas.is_file():
        return None, []
    try:
        return Keterangan.model_validate(muat_yaml(berkas)), []
    except (GalatAturan, ValidationError):
        apa = f"Berkas {NAMA_BERKAS} tidak terbaca; laporan tidak akan menyebut instansi dan catatannya"
        tindakan = "tulis dua kunci saja: instansi dan catatan"
        return None, [Temuan("peringatan", "keterangan_tidak_terbaca", apa, tindakan, berkas=NAMA_BERKAS)]
