"""One employee's way from figures to predicate, told as rows with rule and citation."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from penilaian.aturan import BukuAturan
from penilaian.galat import GalatData
from penilaian.nilai.cerita.baris import KOLOM_PENJELASAN
from penilaian.nilai.jejak import Jejak
from penilaian.nilai.skema import SKEMA
from penilaian.periode import Periode


def jelaskan(tabel: Mapping[str, pd.DataFrame], jejak: Jejak, nip: str) -> pd.DataFrame:
    """Rows with KOLOM_PENJELASAN for one employee, from indicator to predicate.

    Raises:
        GalatData: nobody with this NIP is in the result.
    """
    periode = Periode.urai(jejak.periode)
    if not (tabel["pegawai"]["nip"] == nip).any():
        raise GalatData(
            f"NIP {nip} tidak ada pada {periode.label}",
            di_mana="tabel pegawai",
            mengapa="pegawai hanya dinilai di OPD dan periode tempat ia tercatat",
            tindakan="periksa NIP dan periodenya",
        )
    baris = SKEMA[jejak.skema].ceritakan(tabel, BukuAturan.dari_rekaman(jejak.aturan), periode, nip)
    return pd.DataFrame(baris, columns=list(KOLOM_PENJELASAN))
