"""The Technology Achievement Index: what OECD/JRC (2008) prints comes out of these verbs."""

import numpy as np
import pandas as pd
import pytest
from ruamel.yaml import YAML

from penilaian.indikator.komposit import CARA_AGREGASI, agregasikan, langkahkan, normalkan, peringkatkan, rancang, ulang
from tests.indikator.komposit import TAI

DATA = pd.read_csv(TAI / "tai.csv", index_col="country")
TERBIT = YAML(typ="safe").load((TAI / "terbit.yaml").read_text("utf-8"))
BATAS = {
    kode: tuple(float(np.log10(satu[ujung])) if satu["log10"] else float(satu[ujung]) for ujung in ("bawah", "atas"))
    for kode, satu in TERBIT["indikator"].items()
}


def _terbit(nama: str) -> pd.Series:
    return pd.Series(TERBIT["kebenaran"][nama]["nilai"], dtype=float)


def test_yang_terbit_adalah_23_negara_dan_8_indikator():
    assert DATA.shape == (23, 8)
    assert set(BATAS) == set(DATA.columns)
    assert len(_terbit("peringkat_sama")) == len(_terbit("peringkat_anggaran")) == 23


@pytest.mark.parametrize(("cara", "nama"), [("z", "baku_z"), ("min_maks", "min_maks")])
def test_tabel_15(cara, nama):
    terbit = _terbit(nama)
    hasil = normalkan(DATA["schooling"], cara)[terbit.index]
    np.testing.assert_allclose(hasil, terbit, atol=TERBIT["kebenaran"][nama]["toleransi"])


@pytest.mark.parametrize("nama", ["sama", "anggaran"])
def test_peringkat_tabel_23_cocok_di_semua_negara(nama):
    skor = agregasikan(normalkan(DATA, "patokan", batas=BATAS), pd.Series(TERBIT["bobot"][nama]), "aritmetika")
    terbit = _terbit(f"peringkat_{nama}")
    assert peringkatkan(skor)[terbit.index].tolist() == terbit.tolist()


def test_min_maks_sampel_hanya_cocok_di_11_negara():
    """The goalposts, not the formula of the mean, decide more than half of the ranks (worked independently: 11)."""
    skor = agregasikan(normalkan(DATA, "min_maks"), pd.Series(TERBIT["bobot"]["sama"]), "aritmetika")
    terbit = _terbit("peringkat_sama")
    assert (peringkatkan(skor)[terbit.index] == terbit).sum() == 11


@pytest.mark.parametrize("cara", CARA_AGREGASI)
def test_finlandia_amerika_dan_swedia_di_puncak_dengan_cara_apa_pun(cara):
    normal = normalkan(DATA, "min_maks", rentang=(1, 100))
    peringkat = peringkatkan(agregasikan(normal, pd.Series(TERBIT["bobot"]["sama"]), cara))
    assert peringkat[["Finland", "United States", "Sweden"]].max() <= 4


def test_rancangan_tai_memberi_peringkat_yang_sama_dan_dapat_diulang():
    meta = pd.DataFrame({"arah": "naik", "bobot": pd.Series(TERBIT["bobot"]["anggaran"]), "induk": "tai"})
    meta.loc["tai"] = [None, None, None]
    rancangan = langkahkan(rancang(DATA, meta), "normalkan", cara="patokan", batas=BATAS)
    rancangan = langkahkan(langkahkan(rancangan, "agregasikan", cara="aritmetika"), "peringkatkan")
    terbit = _terbit("peringkat_anggaran")
    assert rancangan.kini.loc[terbit.index, "tai"].tolist() == terbit.tolist()
    pd.testing.assert_frame_equal(ulang(rancangan.log, DATA, meta).kini, rancangan.kini)
