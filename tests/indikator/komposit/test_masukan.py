"""What no verb accepts, and what all of them accept: one gate, tried through every verb."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from penilaian.galat import GalatRumus
from penilaian.indikator.komposit import (
    agregasikan,
    em_normal,
    isi_kosong,
    normalkan,
    olah_pencilan,
    peringkatkan,
    rancang,
    saring,
)
from tests.indikator.komposit import NAN

BATAS = {"kemencengan": 2, "keruncingan": 3.5, "titik_maks": 5}
VERBA = {
    "saring": saring,
    "isi_kosong": lambda data: isi_kosong(data, "median"),
    "isi_kosong em": lambda data: isi_kosong(data, "em"),
    "em_normal": em_normal,
    "olah_pencilan": lambda data: olah_pencilan(data, **BATAS),
    "normalkan": lambda data: normalkan(data, "peringkat"),
    "agregasikan": lambda data: agregasikan(data, pd.Series(1.0, index=["a", "b"]), "aritmetika"),
    "rancang": lambda data: rancang(data, pd.DataFrame({"arah": "naik", "bobot": 1, "induk": None}, index=["a", "b"])),
}
BAIK = pd.DataFrame({"a": [1.0, 2.0, 4.0], "b": [3.0, 1.0, 2.0]}, index=["u", "v", "w"])
BURUK = {
    "data_kosong": [BAIK.iloc[:0], BAIK[[]], pd.DataFrame()],
    "label_ganda": [BAIK.set_axis(["u", "u", "w"]), BAIK.set_axis(["a", "a"], axis=1)],
    "label_kosong": [BAIK.set_axis(["u", None, "w"]), BAIK.set_axis([1.0, NAN], axis=1)],
    "label_bertingkat": [BAIK.set_axis(pd.MultiIndex.from_tuples([("x", 1), ("x", 2), ("y", 1)]))],
    "bukan_bilangan": [
        BAIK.assign(a=[True, False, True]),
        BAIK.assign(a=pd.array([True, None, False], dtype="boolean")),
        BAIK.assign(a=["1", "2", "3"]),
        BAIK.assign(a=[1, "2", None]),
        BAIK.assign(a=pd.Series([1.0, 2.0, 3.0], dtype=object, index=BAIK.index)),
        BAIK.assign(a=[Decimal(1), Decimal(2), Decimal(3)]),
        BAIK.assign(a=[dt.date(2025, 1, 1)] * 3),
        BAIK.assign(a=pd.date_range("2025-01-01", periods=3)),
        BAIK.assign(a=[1j, 2j, 3j]),
        BAIK.assign(a=pd.Categorical([1, 2, 3])),
    ],
    "tak_hingga": [BAIK.assign(a=[np.inf, 1, 2]), BAIK.assign(b=[1, -np.inf, 2]), BAIK.assign(b=[1, 1e200, 2])],
    "bukan_tabel": [[[1, 2]], np.eye(2), None, 5, "a"],
}


@pytest.mark.parametrize("nama", VERBA)
@pytest.mark.parametrize("kode", BURUK)
def test_yang_tidak_dapat_dihitung_ditolak_semua_verba(nama, kode):
    for data in BURUK[kode]:
        with pytest.raises(GalatRumus) as galat:
            VERBA[nama](data)
        assert galat.value.kode == kode, data
        assert galat.value.tindakan


@pytest.mark.parametrize("nama", ["normalkan", "agregasikan", "isi_kosong", "saring"])
@pytest.mark.parametrize("tipe", ["int64", "int8", "float32", "Int64", "Float64", "int64[pyarrow]"])
def test_bilangan_dari_tipe_apa_pun_memberi_hasil_yang_sama(nama, tipe):
    def isi(hasil):
        return hasil if isinstance(hasil, (pd.Series, pd.DataFrame)) else hasil.data

    assert isi(VERBA[nama](BAIK.astype(tipe))).equals(isi(VERBA[nama](BAIK)))


def test_kolom_kosong_dari_tipe_apa_pun_adalah_kosong():
    for kosong in ([None] * 3, [NAN] * 3, pd.array([None] * 3, dtype="boolean"), pd.array([pd.NaT] * 3)):
        hasil = agregasikan(BAIK.assign(a=kosong), pd.Series({"a": 1, "b": 1}), "aritmetika")
        assert hasil.tolist() == [3, 1, 2]


@pytest.mark.parametrize("nama", [nama for nama in VERBA if nama != "rancang"])
def test_masukan_tidak_diubah(nama):
    data = (
        BAIK.assign(b=[3.0, NAN, 2.0])
        if "em" not in nama
        else pd.concat([BAIK, BAIK.rename(str.upper) * 2]).assign(b=[1, 2, 4, NAN, 5, 1])
    )
    semula = data.copy(deep=True)
    VERBA[nama](data)
    pd.testing.assert_frame_equal(data, semula)


def test_hasil_tidak_berbagi_memori_dengan_masukan():
    data = BAIK.copy()
    hasil = saring(data).data
    hasil.iloc[0, 0] = 99.0
    assert data.iloc[0, 0] == 1.0


def test_pesan_menyebut_beberapa_label_saja_dan_menyamarkan_nip():
    nip = [f"1990010120150310{i:02d}" for i in range(9)]
    with pytest.raises(GalatRumus, match="dan 4 lagi") as galat:
        peringkatkan(pd.Series([np.inf] * 9, index=nip))
    assert nip[0] not in str(galat.value)


@pytest.mark.parametrize(
    ("tulis", "maksud"), [("min_max", "min_maks"), ("Min_Maks", "min_maks"), ("presentil", "persentil")]
)
def test_nama_yang_mirip_disarankan(tulis, maksud):
    with pytest.raises(GalatRumus) as galat:
        normalkan(pd.Series([1.0, 2.0]), tulis)
    assert galat.value.mengapa == f"mungkin yang dimaksud {maksud}"


def test_nama_yang_jauh_tidak_ditebak():
    with pytest.raises(GalatRumus) as galat:
        normalkan(pd.Series([1.0, 2.0]), "qqq")
    assert galat.value.mengapa == ""


def test_hasil_saring_yang_belum_dibuka_disebut_jalan_keluarnya():
    with pytest.raises(GalatRumus, match=r"pakai \.data") as galat:
        normalkan(saring(pd.DataFrame({"a": [1.0, 2.0]})), "z")
    assert galat.value.kode == "bukan_tabel"
