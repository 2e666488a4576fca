"""Addresses of databases: understood or refused, and never shown with their secrets."""

from __future__ import annotations

import sys
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.data.tabel import tabel_kosong
from penilaian.galat import GalatData
from penilaian.impor.bacaan import Konteks
from penilaian.impor.basisdata import baca_basisdata, nama_basisdata
from penilaian.impor.basisdata.alamat import urai_alamat
from penilaian.impor.basisdata.pesan import galat_mysql, galat_postgresql
from penilaian.impor.penamaan import PenamaOpd
from penilaian.impor.peta import Peta

KONTEKS = Konteks(PenamaOpd(tabel_kosong("opd"), {}), tabel_kosong("indikator"), tabel_kosong("pegawai"))
PETA = Peta.model_validate({"judul": "u", "tabel": {"opd": {"dari": "a", "kolom": {"kode": "k"}}}})


@pytest.mark.parametrize(
    ("url", "mesin", "nama"),
    [
        ("postgresql://u:p@10.0.0.5:6000/simpeg", "postgresql", "10.0.0.5/simpeg"),
        ("postgres://10.0.0.5/simpeg", "postgresql", "10.0.0.5/simpeg"),
        ("postgresql:///simpeg?host=/run/postgresql", "postgresql", "/run/postgresql/simpeg"),
        ("mysql://u:p%40q@db.palu/e_kinerja", "mysql", "db.palu/e_kinerja"),
        ("mysql+pymysql://u@db/x?charset=utf8mb4", "mysql", "db/x"),
        (" mariadb://u:p@db/x ", "mysql", "db/x"),
    ],
)
def test_alamat_yang_dikenal(url, mesin, nama):
    alamat = urai_alamat(url)
    assert (alamat.mesin, alamat.nama) == (mesin, nama)
    assert nama_basisdata(url) == nama


@pytest.mark.parametrize(
    "url",
    [
        "",
        "simpeg",
        "oracle://u:S4NDI@h/x",
        "sqlite:///S4NDI.db",
        "postgresql://u:S4NDI@h",
        "postgresql://u:S4NDI@h:porta/x",
        "postgresql://u:S4NDI/y@h/x",
        "postgresql://u:1/S4NDI@h/x",
        "postgresql://u:1?S4NDI@h/x",
        "postgresql://u:1#S4NDI@h/x",
        "postgresql://u:S4NDI@h/x?kosong",
        "postgresql://u:S4NDI@[h/x",
    ],
)
def test_alamat_yang_tidak_teratur_ditolak_tanpa_menampilkannya(url):
    with pytest.raises(GalatData, match="Alamat basis data tidak dapat dibaca") as galat:
        nama_basisdata(url)
    assert "S4NDI" not in str(galat.value)
    assert "postgresql://pengguna:sandi@" in galat.value.tindakan


@given(
    st.text("abcXYZ019@/:%# +&", min_size=4),
    st.sampled_from([("postgresql", galat_postgresql), ("mysql", galat_mysql)]),
)
def test_rahasia_tidak_pernah_tampil(sandi, mesin):
    nama, ubah = mesin
    alamat = urai_alamat(f"{nama}://u:{quote(sandi, safe='')}@h/x")
    for satu in (sandi, quote(sandi, safe=""), alamat.url):
        for galat in (Exception(f"ERROR: <{satu}>"), Exception(1, f"<{satu}>")):
            assert satu not in str(ubah(galat, alamat))
    assert sandi not in repr(alamat)


@pytest.mark.parametrize(
    ("url", "modul", "paket"),
    [
        ("postgresql://h/x", "adbc_driver_postgresql", "adbc-driver-postgresql"),
        ("mysql://h/x", "pymysql", "pymysql"),
        ("mysql://h/x", "sqlalchemy", "sqlalchemy"),
    ],
)
def test_paket_yang_belum_terpasang_disebut_cara_memasangnya(monkeypatch, url, modul, paket):
    monkeypatch.setitem(sys.modules, modul, None)
    with pytest.raises(GalatData, match=rf"{paket} belum terpasang.*pip install 'penilaian\[basisdata\]'"):
        baca_basisdata(url, PETA, KONTEKS)
