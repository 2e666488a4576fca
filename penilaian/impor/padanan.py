"""What a person has written down once: agency names of other systems and the codes they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from penilaian.aturan.yaml_ketat import muat_yaml
from penilaian.data.simpanan import NAMA_PADANAN
from penilaian.galat import GalatAturan, GalatParameter


class _Padanan(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    opd: Mapping[str, str] = Field(default_factory=dict)


def baca_padanan(folder: Path, berkas: Path | None = None) -> Mapping[str, str]:
    """Agency name → code from ``padanan.yaml`` of the folder, or from the given file.

    Raises:
        GalatParameter: a given file is missing, or the file is not of the form ``opd: {nama: kode}``.
    """
    jalur = berkas or folder / NAMA_PADANAN
    if not jalur.exists():
        if berkas is not None:
            raise GalatParameter(f"Berkas padanan {berkas} tidak ada", tindakan="periksa nama dan letaknya")
        return {}
    try:
        return _Padanan.model_validate(muat_yaml(jalur) or {}).opd
    except (GalatAturan, ValidationError):
        raise GalatParameter(
            "Berkas padanan tidak dapat dibaca",
            di_mana=str(jalur),
            tindakan='tulis `opd:` lalu di bawahnya baris `"nama di sistem lain": kode`, kodenya dalam tanda kutip',
        ) from None
