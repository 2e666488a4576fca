"""The small city in two quarters: in the earlier one less was achieved, and one employee was not yet there."""

from pathlib import Path

import pandas as pd

from penilaian.data import tulis_tabel
from penilaian.periode import Periode
from tests.kota_kecil import BUDI, PERIODE, tabel_kecil

KINI = Periode.urai(PERIODE)
LALU = KINI.sebelumnya()


def tulis_dua_periode(folder: Path) -> Path:
    """Write the tables and return the folder."""
    kini = tabel_kecil()
    for nama, isi in kini.items():
        frame = isi
        if "periode" in isi:
            lalu = isi[isi["nip"] != BUDI].assign(periode=LALU.kode)
            if nama == "realisasi":
                lalu = lalu.assign(realisasi=lalu["realisasi"] - lalu["kode_indikator"].eq("i1") * 9)
            if "nomor" in isi:
                lalu = lalu.assign(nomor="lalu-" + lalu["nomor"])
            for waktu in {"dicatat", "waktu"} & set(isi.columns):
                lalu = lalu.assign(**{waktu: "2025-10-05"})
            frame = pd.concat([lalu, isi], ignore_index=True)
        tulis_tabel(frame, folder / f"{nama}.csv")
    return folder
