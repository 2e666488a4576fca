"""Islands and their weakest ties, against walking the chains one by one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.galat import GalatRumus
from penilaian.kalibrasi.keterhubungan import keterhubungan

_pasangan = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 7)), min_size=1, max_size=18)


def _rancangan(pasangan):
    return keterhubungan(pd.Series([a for a, _ in pasangan]), pd.Series([f"x{b}" for _, b in pasangan]))


def _telusuri(mulai, tetangga):
    """Everything that can be reached, by asking neighbours of neighbours."""
    sampai, antre = {mulai}, [mulai]
    while antre:
        for lain in tetangga(antre.pop()) - sampai:
            sampai.add(lain)
            antre.append(lain)
    return sampai


def _pulau_penilai(pasangan, paling_sedikit=1):
    """Groups of raters joined by chains of at least so many shared subjects."""
    milik = {a: {b for x, b in pasangan if x == a} for a, _ in pasangan}
    return {frozenset(_telusuri(a, lambda satu: {lain for lain in milik if len(milik[satu] & milik[lain]) >= paling_sedikit})) for a in milik}  # fmt: skip


@given(pasangan=_pasangan)
def test_dua_penilai_sepulau_bila_ada_rantai_pegawai_bersama(pasangan):
    hasil = _rancangan(pasangan)
    harap = _pulau_penilai(pasangan)
    assert {frozenset(isi.index) for _, isi in hasil.penilai.groupby(hasil.penilai)} == harap
    assert hasil.terhubung == (len(harap) == 1)
    for penilai, pegawai in pasangan:
        assert hasil.penilai[penilai] == hasil.sasaran[f"x{pegawai}"]


@given(pasangan=_pasangan)
def test_pulau_diurutkan_dari_yang_terbesar_dan_cacahnya_benar(pasangan):
    pulau = _rancangan(pasangan).pulau
    assert pulau.index.tolist() == list(range(len(pulau)))
    assert (pulau["penilai"] + pulau["sasaran"]).is_monotonic_decreasing
    assert pulau["penilai"].sum() == len({a for a, _ in pasangan})
    assert pulau["sasaran"].sum() == len({b for _, b in pasangan})
    assert pulau["penilaian"].sum() == len(pasangan)


@given(pasangan=_pasangan)
def test_ikatan_adalah_cacah_terbesar_yang_masih_menyambung_semua_penilainya(pasangan):
    """Ask for ever more shared subjects until the island falls apart."""
    hasil = _rancangan(pasangan)
    for nomor, isi in hasil.penilai.groupby(hasil.penilai):
        ikatan = hasil.pulau.loc[nomor, "ikatan"]
        if len(isi) == 1:
            assert np.isnan(ikatan)
            continue
        utuh = [n for n in range(1, 9) if frozenset(isi.index) in _pulau_penilai(pasangan, n)]
        assert ikatan == max(utuh)


@given(pasangan=_pasangan)
def test_menilai_orang_yang_sama_berulang_kali_tidak_menambah_ikatan(pasangan):
    sekali, dua = _rancangan(sorted(set(pasangan))), _rancangan(pasangan + pasangan)
    pd.testing.assert_series_equal(sekali.penilai, dua.penilai)
    pd.testing.assert_series_equal(sekali.pulau["ikatan"], dua.pulau["ikatan"])


def test_penilai_beda_pulau_dan_yang_tidak_dikenal_ditolak():
    hasil = _rancangan([("a", 1), ("b", 1), ("c", 2)])
    hasil.pastikan("a", "b")
    with pytest.raises(GalatRumus, match="rantai pegawai") as galat:
        hasil.pastikan("a", "c")
    assert galat.value.kode == "tidak_terhubung"
    with pytest.raises(GalatRumus, match="1 penilai yang diminta") as galat:
        hasil.pastikan("a", "z")
    assert galat.value.kode == "penilai_tidak_dikenal"


def test_pasangan_yang_kosong_tidak_menyambung_apa_pun():
    hasil = keterhubungan(pd.Series(["a", None, "b", "c"]), pd.Series(["x", "x", None, "x"]))
    assert hasil.penilai.to_dict() == {"a": 0, "c": 0}
    kosong = keterhubungan(pd.Series([], dtype="str"), pd.Series([], dtype="str"))
    assert kosong.pulau.empty
    assert not kosong.terhubung


def test_satu_atasan_satu_tim_adalah_pulau_masing_masing(contoh):
    kini = contoh.kini.dropna(subset=["nip_penilai"])
    hasil = keterhubungan(kini["nip_penilai"], kini["nip"])
    assert len(hasil.pulau) == kini["nip_penilai"].nunique()
    assert hasil.pulau["ikatan"].isna().all()
