"""The laboratory over the sample city, read once."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import strategies as st

from penilaian.indikator.bahan import ASPEK
from penilaian.laboratorium.lapangan import Lapangan, siapkan_lapangan
from penilaian.laboratorium.setelan import Setelan, samakan_jumlah
from penilaian.laporan.isi_laboratorium import IsiLaboratorium, buka_laboratorium

AKAR = Path(__file__).parents[2]
CONTOH = {
    "folder_data": str(AKAR / "data" / "contoh"),
    "kode_opd": "kota",
    "periode": "2025-T4",
    "berkas_skenario": str(AKAR / "data" / "skenario" / "bobot_kualitas.yaml"),
}


@pytest.fixture(scope="session")
def isi() -> IsiLaboratorium:
    return buka_laboratorium("03_laboratorium", **CONTOH)


@pytest.fixture(scope="session")
def lapangan(isi: IsiLaboratorium) -> Lapangan:
    return siapkan_lapangan(isi)


@st.composite
def setelan_acak(ambil: st.DrawFn) -> Setelan:
    """Any setting the board allows that may be saved, weights with up to four decimals included."""
    persepuluhribu = st.integers(0, 1_000_000).map(lambda n: Fraction(n, 10_000))
    bobot = tuple(ambil(st.lists(persepuluhribu, min_size=len(ASPEK), max_size=len(ASPEK))))
    if ambil(st.booleans()) or sum(bobot[:-1]) > 100:
        bobot = samakan_jumlah(bobot)
    else:
        bobot = (*bobot[:-1], 100 - sum(bobot[:-1]))
    tengah = ambil(st.integers(0, 1499).map(lambda n: Fraction(n, 10)))
    atas = ambil(st.integers(int(max(tengah * 10, 499)) + 1, 2000).map(lambda n: Fraction(n, 10)))
    return Setelan(
        bobot=bobot,
        arah=tuple(ambil(st.lists(st.sampled_from(("naik", "turun")), min_size=len(ASPEK), max_size=len(ASPEK)))),
        batas_atas=ambil(st.integers(1000, 2000).map(lambda n: Fraction(n, 10))),
        data_paling_sedikit=ambil(st.integers(0, 100).map(Fraction)),
        agregasi=ambil(st.sampled_from(("aritmetika", "geometrik", "harmonik", "terendah"))),
        ambang_di_atas=atas,
        ambang_sesuai=tengah,
    )
