"""The distribution of decided predicates in each agency against the patterns: warnings, never corrections."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from penilaian.aturan import Aturan
from penilaian.aturan.rumus.pola_distribusi import peringatan_pola

LAPIS = {"peraturan": "permenpanrb-6-2022/pola_distribusi", "surat edaran": "se-menpanrb-3-2023/pola_distribusi"}
"""The two layers, the regulation's without numbers first."""
KEBIJAKAN_POLA = "kebijakan/pola_distribusi"


def peringatan_opd(
    pegawai: pd.DataFrame, kinerja_organisasi: pd.DataFrame, opd: pd.DataFrame, aturan: Aturan
) -> pd.DataFrame:
    """One row per agency, layer and warning.

    ``pegawai`` has kode_opd, nip and predikat, ``kinerja_organisasi`` the agency's
    predicate in the period, ``opd`` its head. Agencies without a predicate of their
    own, and those with fewer employees than policy asks for, give no rows.
    Columns: kode_opd, organisasi, lapis, peringatan.
    """
    kebijakan = aturan.nilai(KEBIJAKAN_POLA)
    if kebijakan.pilihan("pimpinan_unit") == "dikeluarkan":
        pegawai = pegawai[~pegawai["nip"].isin(opd["kepala"].dropna())]
    paling_sedikit = kebijakan.bilangan("pegawai_paling_sedikit")
    cacah = Counter(pegawai.dropna(subset=["predikat"])[["kode_opd", "predikat"]].itertuples(index=False, name=None))
    organisasi = kinerja_organisasi.dropna(subset=["predikat"]).set_index("kode_opd")["predikat"].sort_index()
    baris = []
    for kode, predikat in organisasi.items():
        for lapis, ketentuan in LAPIS.items():
            pola = aturan.nilai(ketentuan)
            jumlah = {butir: cacah[kode, butir] for butir in aturan.nilai(pola.predikat).kode}
            if sum(jumlah.values()) < paling_sedikit:
                continue
            baris += [(kode, predikat, lapis, satu) for satu in peringatan_pola(jumlah, predikat, pola)]
    return pd.DataFrame(baris, columns=["kode_opd", "organisasi", "lapis", "peringatan"])
