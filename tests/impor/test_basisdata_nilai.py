"""Values as PostgreSQL keeps them: exact, or a finding, but never quietly another value."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from penilaian.data.kamus import muat_kamus
from penilaian.data.uraian import GalatUrai
from penilaian.impor.basisdata import baca_basisdata
from tests.impor.peta_uji import KONTEKS, opd_dari, satu_peta, terbaca

pytest_plugins = ["tests.impor.peladen"]


def test_nip_dan_angka_di_kolom_bilangan_tetap_angka(postgresql):
    kueri = "select 189002021915032002::{0} as nip, '2025-T4' as periode, 'I1' as kode_indikator, 85.123456789::numeric as realisasi"
    kolom = {nama: nama for nama in ("nip", "periode", "kode_indikator", "realisasi")}
    for tipe in ("bigint", "numeric", "double precision"):
        hasil, temuan = terbaca(
            baca_basisdata(postgresql.url(), satu_peta("realisasi", kueri=kueri.format(tipe), kolom=kolom), KONTEKS)
        )
        assert [satu.kode for satu in temuan] == ["nip_numerik"], tipe
        assert "Excel" not in temuan[0].apa
        assert hasil.frame["realisasi"].tolist() == [85.123456789]


def test_kode_angka_panjang_di_samping_null_tidak_berubah(postgresql):
    kueri = (
        "select * from (values (9007199254740993::bigint, 'A', 'dinas'), (null, 'B', 'dinas')) t (kode, nama, jenis)"
    )
    assert (
        terbaca(baca_basisdata(postgresql.url(), opd_dari(kueri), KONTEKS))[0].frame["kode"].tolist()[0]
        == "9007199254740993"
    )


@pytest.mark.parametrize(
    ("nilai", "kode"),
    [
        ("'NaN'::float8", "bukan_bilangan"),
        ("'NaN'::numeric", "bukan_bilangan"),
        ("'infinity'::float8", "bukan_bilangan"),
        ("'\\x00ff'::bytea", "bukan_satu_nilai"),
        ("array[1, 2]", "bukan_satu_nilai"),
        ("true", "bukan_bilangan"),
    ],
)
def test_yang_bukan_bilangan_menjadi_temuan(postgresql, nilai, kode):
    kueri = f"select 'dinkes' as o, '2025-T4' as p, 5 as r, {nilai} as i"
    kolom = {"kode_opd": "o", "periode": "p", "responden": "r", "ikm": "i"}
    hasil, temuan = terbaca(baca_basisdata(postgresql.url(), satu_peta("ikm", kueri=kueri, kolom=kolom), KONTEKS))
    assert [satu.kode for satu in temuan] == [kode]
    assert np.isnan(hasil.frame["ikm"].iat[0])


def test_tanggal_tak_hingga_menjadi_temuan(postgresql):
    for nilai in ("'infinity'::date", "'-infinity'::timestamp", "'infinity'::timestamp"):
        kueri = f"select 'S' as n, 'dinkes' as o, '2025-T4' as p, {nilai} as t, 'pelatihan' as j, 3 as b"
        kolom = dict(zip(muat_kamus()["sosialisasi"].kolom, "noptjb", strict=True))
        bacaan = baca_basisdata(postgresql.url(), satu_peta("sosialisasi", kueri=kueri, kolom=kolom), KONTEKS)
        assert [satu.kode for satu in terbaca(bacaan)[1]] == ["bukan_tanggal"], nilai


def test_waktu_berzona_menjadi_hari_menurut_pemetaan_saja(postgresql):
    kueri = (
        "select 'S' as n, 'd' as o, '2025-T4' as p, '2025-12-31 01:00+08'::timestamptz as t, 'pelatihan' as j, 3 as b"
    )
    kolom = dict(zip(muat_kamus()["sosialisasi"].kolom, "noptjb", strict=True))
    with pytest.raises(GalatUrai, match="zona: Asia/Makassar") as galat:
        baca_basisdata(postgresql.url(), satu_peta("sosialisasi", kueri=kueri, kolom=kolom), KONTEKS)
    assert galat.value.kode == "waktu_berzona"
    kolom["tanggal"] = {"dari": "t", "zona": "Asia/Makassar"}
    hasil = terbaca(baca_basisdata(postgresql.url(), satu_peta("sosialisasi", kueri=kueri, kolom=kolom), KONTEKS))[0]
    assert hasil.frame["tanggal"].tolist() == [pd.Timestamp("2025-12-31")]


def test_waktu_berzona_di_samping_tak_hingga_tetap_dikenali(postgresql):
    waktu = "(values ('A', '2025-12-31 01:00+08'::timestamptz), ('B', 'infinity')) v (n, t)"
    kueri = f"select n, 'd' as o, '2025-T4' as p, t, 'pelatihan' as j, 3 as b from {waktu}"
    kolom = dict(zip(muat_kamus()["sosialisasi"].kolom, "noptjb", strict=True))
    with pytest.raises(GalatUrai, match="zona: Asia/Makassar"):
        baca_basisdata(postgresql.url(), satu_peta("sosialisasi", kueri=kueri, kolom=kolom), KONTEKS)
    kolom["tanggal"] = {"dari": "t", "zona": "Asia/Makassar"}
    hasil, temuan = terbaca(
        baca_basisdata(postgresql.url(), satu_peta("sosialisasi", kueri=kueri, kolom=kolom), KONTEKS)
    )
    assert hasil.frame["tanggal"].tolist()[0] == pd.Timestamp("2025-12-31")
    assert [(satu.kode, satu.baris) for satu in temuan] == [("bukan_tanggal", 2)]


def test_tipe_uang_ditolak_karena_satuannya_tidak_pasti(postgresql):
    with pytest.raises(GalatUrai, match="::numeric"):
        baca_basisdata(
            postgresql.url(), opd_dari("select '12.5'::money as kode, 'x' as nama, 'dinas' as jenis"), KONTEKS
        )


def test_nilai_dan_opd_yang_tidak_dikenal_menjadi_temuan_di_barisnya(postgresql):
    kueri = "select 'A' as kode, 'Dinas A' as nama, n as jenis from (values ('D'), ('X'), (null)) t (n)"
    kolom = {"kode": "kode", "nama": "nama", "jenis": {"dari": "jenis", "nilai": {"D": "dinas"}}}
    bacaan = baca_basisdata(postgresql.url(), satu_peta("opd", kueri=kueri, kolom=kolom), KONTEKS)
    assert [(satu.kode, satu.nilai, satu.kolom) for satu in bacaan.temuan] == [("nilai_tak_terpetakan", "X", "jenis")]
    jenis = terbaca(bacaan)[0].frame["jenis"]
    assert jenis.isna().sum() == 2
    assert jenis.dropna().tolist() == ["dinas"]
    assert pd.isna(jenis.iat[bacaan.temuan[0].baris - 1])


def test_tanpa_baris_tetap_tabel_dengan_peringatan(postgresql):
    bacaan = baca_basisdata(
        postgresql.url(), opd_dari("select 'a' as kode, 'b' as nama, 'c' as jenis where false"), KONTEKS
    )
    assert [satu.kode for satu in bacaan.temuan] == ["tabel_kosong"]
    assert len(terbaca(bacaan)[0].frame) == 0
