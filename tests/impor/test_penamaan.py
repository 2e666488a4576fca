"""Agencies by name: an exact name is never another's, and a pair chooses only where there is a choice."""

from __future__ import annotations

import pandas as pd
import pytest

from penilaian.impor.acuan import AcuanPeriode
from penilaian.impor.penamaan import PenamaOpd

OPD = pd.DataFrame({"kode": ["01", "02", "03"], "nama": ["Dinas Contoh", "Badan Contoh", "Badan Contoh"]})


@pytest.mark.parametrize(
    ("padanan", "nama", "kode", "bertentangan"),
    [
        ({"DC": "01"}, "dc", "01", []),
        ({"dinas  contoh": "02"}, "Dinas Contoh", "01", [("dinas  contoh", "02", ("01",))]),
        ({"01": "02"}, "01", "01", [("01", "02", ("01",))]),
        ({"Dinas Contoh": "01"}, "Dinas Contoh", "01", []),
        ({"Badan Contoh": "03"}, "Badan Contoh", "03", []),
        ({"DC": "01", "dc": "02"}, "DC", None, [("DC", "01", ("02",)), ("dc", "02", ("01",))]),
    ],
)
def test_arti_nama_dan_pasangan_yang_bertentangan(padanan, nama, kode, bertentangan):
    penama = PenamaOpd(OPD, padanan)
    assert (penama.kode(nama), penama.bertentangan()) == (kode, bertentangan)


def test_dua_id_untuk_satu_periode_disebut():
    acuan = AcuanPeriode({"7": "2025-T4"}, ganti=False)
    acuan.tambah("ref.json", {"8": "2025-T4", "9": "2025-T3"})
    (temuan,) = acuan.temuan
    assert (temuan.tingkat, temuan.kode, temuan.berkas, temuan.periode) == (
        "peringatan", "periode_id_kembar", "ref.json", "2025-T4"
    )  # fmt: skip
    assert "7 dan 8" in temuan.apa
