"""Putting rows into a table: each row is new, the same, a completion, or a contradiction."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.data.tabel import tabel_kosong
from penilaian.impor.gabung import gabungkan

KUNCI = ("kode_opd", "periode")
KOLOM = ("kode_opd", "periode", "responden", "ikm")


def ikm(*baris: tuple[str, str, int | None, float | None]) -> pd.DataFrame:
    isi = pd.DataFrame(list(baris), columns=list(KOLOM))
    return isi.astype(tabel_kosong("ikm").dtypes.to_dict())


LAMA = ikm(("01", "2025-S1", 100, 80.0), ("02", "2025-S1", None, 75.5))


def test_baris_baru_ditambahkan_dan_urutannya_menurut_kunci() -> None:
    hasil = gabungkan(LAMA, ikm(("01", "2024-S2", 90, 79.0)), KUNCI, KOLOM, ganti=False)
    assert hasil.frame["periode"].tolist() == ["2024-S2", "2025-S1", "2025-S1"]
    assert hasil.baru.tolist() == [True]
    assert hasil.sama == 0


def test_baris_yang_sama_tidak_mengubah_apa_pun() -> None:
    hasil = gabungkan(LAMA, LAMA.iloc[::-1].reset_index(drop=True), KUNCI, KOLOM, ganti=False)
    pd.testing.assert_frame_equal(hasil.frame, LAMA)
    assert hasil.sama == 2
    assert hasil.beda.empty


def test_nilai_kosong_yang_tersimpan_dilengkapi() -> None:
    hasil = gabungkan(LAMA, ikm(("02", "2025-S1", 60, 75.5)), KUNCI, KOLOM, ganti=False)
    assert hasil.frame["responden"].tolist() == [100, 60]
    assert hasil.dilengkapi.tolist() == [True]


@pytest.mark.parametrize("ganti", [False, True])
def test_pertentangan_hanya_diganti_bila_diminta(*, ganti: bool) -> None:
    hasil = gabungkan(LAMA, ikm(("01", "2025-S1", 100, 81.25)), KUNCI, KOLOM, ganti=ganti)
    assert hasil.bertentangan.tolist() == [True]
    assert hasil.beda.values.tolist() == [["01", "2025-S1", "ikm", "80.0", "81.25"]]
    assert hasil.frame["ikm"].tolist() == [81.25 if ganti else 80.0, 75.5]


def test_baris_yang_bertentangan_tidak_dilengkapi_setengah() -> None:
    hasil = gabungkan(LAMA, ikm(("02", "2025-S1", 60, 70.0)), KUNCI, KOLOM, ganti=False)
    pd.testing.assert_frame_equal(hasil.frame, LAMA)
    assert hasil.dilengkapi.tolist() == [False]


def test_kosong_pada_kolom_yang_dibawa_adalah_pertentangan() -> None:
    masuk = ikm(("01", "2025-S1", None, 80.0))
    hasil = gabungkan(LAMA, masuk, KUNCI, KOLOM, ganti=False)
    assert hasil.beda[["kolom", "lama", "baru"]].values.tolist() == [["responden", "100", "(kosong)"]]
    tanpa_responden = gabungkan(LAMA, masuk, KUNCI, ("kode_opd", "periode", "ikm"), ganti=True)
    pd.testing.assert_frame_equal(tanpa_responden.frame, LAMA)
    assert tanpa_responden.sama == 1


nilai = st.one_of(st.none(), st.integers(0, 3))
baris = st.tuples(st.sampled_from(["01", "02", "03"]), st.sampled_from(["2025-S1", "2025-S2"]), nilai, nilai)
tabel = st.lists(baris, unique_by=lambda satu: satu[:2], max_size=6).map(lambda isi: ikm(*isi))


@given(tabel, tabel, st.booleans())
def test_impor_kedua_kali_tidak_mengubah_apa_pun(lama: pd.DataFrame, masuk: pd.DataFrame, ganti: bool) -> None:
    pertama = gabungkan(lama, masuk, KUNCI, KOLOM, ganti=ganti)
    kedua = gabungkan(pertama.frame, masuk, KUNCI, KOLOM, ganti=ganti)
    pd.testing.assert_frame_equal(kedua.frame, pertama.frame)
    assert not kedua.baru.any()
    assert not kedua.dilengkapi.any()
    assert np.array_equal(kedua.bertentangan, pertama.bertentangan & (not ganti))


@given(tabel, tabel)
def test_setiap_baris_masuk_tepat_satu_golongan_dan_tidak_ada_baris_yang_hilang(
    lama: pd.DataFrame, masuk: pd.DataFrame
) -> None:
    hasil = gabungkan(lama, masuk, KUNCI, KOLOM, ganti=False)
    golongan = hasil.baru.astype(int) + hasil.dilengkapi + hasil.bertentangan
    assert golongan.max(initial=0) <= 1
    assert hasil.sama == (golongan == 0).sum()
    assert len(hasil.frame) == len(lama) + hasil.baru.sum()
    kunci = set(zip(hasil.frame["kode_opd"], hasil.frame["periode"], strict=True))
    assert len(kunci) == len(hasil.frame)
