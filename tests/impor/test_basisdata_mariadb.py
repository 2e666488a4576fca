"""MariaDB as a source, with a real server: the same promises as for PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy

from penilaian.data.baca import baca_sumber
from penilaian.data.sumber import cari_sumber
from penilaian.data.ubah import ubah_tabel
from penilaian.data.uraian import GalatUrai
from penilaian.galat import GalatData
from penilaian.impor.basisdata import baca_basisdata, nama_basisdata, salin_ke_parquet
from penilaian.impor.peta import Peta, muat_peta
from tests.impor.peta_uji import KONTEKS, opd_dari

pytest_plugins = ["tests.impor.peladen"]
AKAR = Path(__file__).parents[2]
RATING = {"di_bawah": 1, "sesuai": 2, "di_atas": 3}


@pytest.fixture(scope="module")
def kota():
    sumber = cari_sumber(AKAR / "data/contoh")[0]
    semua = {nama: ubah_tabel(baca_sumber(sumber[nama])[0])[0].frame for nama in ("realisasi", "penetapan")}
    return {nama: isi[isi["periode"] >= "2025"].reset_index(drop=True) for nama, isi in semua.items()}


@pytest.fixture(scope="module")
def kinerja(mariadb, kota):
    """The server with the tables that the example mapping for MySQL names."""
    contoh = muat_peta(AKAR / "data/peta/kinerja_mysql.yaml").tabel
    penetapan = kota["penetapan"]
    penetapan = penetapan.assign(**{nama: penetapan[nama].map(RATING) for nama in ("hasil_kerja", "perilaku_kerja")})
    evaluasi = {satu.dari: penetapan[nama] for nama, satu in contoh["penetapan"].kolom.items()}
    evaluasi = pd.DataFrame(evaluasi).rename(columns={"hari": "tgl"}).assign(dibatalkan=0)
    batal = evaluasi.head(5).assign(dibatalkan=1)
    realisasi = pd.DataFrame({satu.dari: kota["realisasi"][nama] for nama, satu in contoh["realisasi"].kolom.items()})
    mesin = sqlalchemy.create_engine(mariadb.url().replace("mysql:", "mysql+pymysql:"))
    with mesin.begin() as sambungan:
        realisasi.to_sql("realisasi_kinerja", sambungan, index=False, chunksize=2000, method="multi")
        pd.concat([evaluasi, batal]).to_sql("evaluasi", sambungan, index=False, chunksize=2000, method="multi")
        sambungan.exec_driver_sql("alter table realisasi_kinerja modify nilai decimal(20,6), modify tgl_input date")
    mesin.dispose()
    return mariadb


def sama(hasil, harap, kunci):
    urut = [satu.sort_values(kunci, kind="stable").reset_index(drop=True) for satu in (hasil, harap)]
    pd.testing.assert_frame_equal(*urut)


def test_dua_tabel_terbaca_sama_lewat_pemetaan_contoh(kinerja, kota):
    bacaan = baca_basisdata(kinerja.url(), muat_peta(AKAR / "data/peta/kinerja_mysql.yaml"), KONTEKS)
    assert bacaan.temuan == ()
    for mentah in bacaan.tabel:
        hasil, temuan = ubah_tabel(mentah)
        assert temuan == []
        harap = kota[mentah.asal.tabel]
        sama(hasil.frame, harap, ["nip", "periode"] + ["kode_indikator"] * ("kode_indikator" in harap))


def test_bertahap_sama_dengan_sekaligus(kinerja, kota, tmp_path):
    peta = muat_peta(AKAR / "data/peta/kinerja_mysql.yaml")
    hasil = salin_ke_parquet(kinerja.url(), "penetapan", peta, tmp_path, KONTEKS, ukuran=100)
    assert (hasil.temuan, hasil.baris) == ((), len(kota["penetapan"]))
    sama(pd.read_parquet(hasil.berkas).astype(kota["penetapan"].dtypes), kota["penetapan"], ["nip", "periode"])


@pytest.mark.parametrize("awalan", ["mysql", "mysql+pymysql", "mariadb"])
def test_ketiga_awalan_alamat_berlaku(kinerja, awalan):
    kueri = "select '100%s' as kode, 'a:b %' as nama, null as jenis"
    bacaan = baca_basisdata(kinerja.url().replace("mysql:", f"{awalan}:"), opd_dari(kueri), KONTEKS)
    assert bacaan.tabel[0].frame[["kode", "nama"]].to_numpy().tolist() == [["100%s", "a:b %"]]


def test_tanggal_nol_dan_bit_menjadi_temuan(kinerja):
    mesin = sqlalchemy.create_engine(kinerja.url().replace("mysql:", "mysql+pymysql:"))
    with mesin.begin() as sambungan:
        sambungan.exec_driver_sql("set session sql_mode = ''")
        sambungan.exec_driver_sql("create table nol (t date)")
        sambungan.exec_driver_sql("insert into nol values ('0000-00-00')")
    mesin.dispose()
    kueri = "select 'S' as n, 'd' as o, '2025-T4' as p, t, b'1' as j, 1.0 as b from nol"
    kolom = dict(zip(["nomor", "kode_opd", "periode", "tanggal", "jenis", "peserta"], "noptjb", strict=True))
    peta = Peta.model_validate({"judul": "uji", "tabel": {"sosialisasi": {"kueri": kueri, "kolom": kolom}}})
    hasil, temuan = ubah_tabel(baca_basisdata(kinerja.url(), peta, KONTEKS).tabel[0])
    harap = [("tanggal", "bukan_tanggal"), ("jenis", "bukan_satu_nilai")]
    assert [(satu.kolom, satu.kode) for satu in temuan] == harap
    assert pd.isna(hasil.frame["tanggal"].iat[0])
    assert hasil.frame["peserta"].tolist() == [1]


@pytest.mark.parametrize(
    ("kueri", "pesan"),
    [
        ("select * from tak_ada", "Tabel atau skema"),
        ("select kode_x from evaluasi", "Kolom di kueri tidak ada"),
        ("select from from evaluasi", "salah tulis"),
        ("select 1 as kode, 2 as kode, 3 as nama, 4 as jenis", "dua kolom bernama sama"),
        ("select 1 as kode, 2 as nama, 3 as jenis into outfile 'keluar.txt'", "salah tulis"),
        ("delete from evaluasi", "."),
        ("select sleep(20) as kode, 2 as nama, 3 as jenis", "batas waktu"),
    ],
)
def test_galat_peladen_menjadi_kalimat_tanpa_rahasia(kinerja, kota, kueri, pesan):
    sah = opd_dari("select 1")
    peta = sah.model_copy(update={"tabel": {"opd": sah.tabel["opd"].model_copy(update={"kueri": kueri})}})
    with pytest.raises(GalatData, match=pesan) as galat:
        baca_basisdata(kinerja.url(), peta, KONTEKS, batas_detik=1)
    tanpa_rahasia(galat.value, kinerja)
    utuh = baca_basisdata(
        kinerja.url(), opd_dari("select count(*) as kode, 'b' as nama, 'c' as jenis from evaluasi"), KONTEKS
    )
    assert utuh.tabel[0].frame["kode"].tolist() == [len(kota["penetapan"]) + 5]


def test_fungsi_yang_menulis_ditolak_karena_transaksi_hanya_membaca(kinerja):
    mesin = sqlalchemy.create_engine(kinerja.url().replace("mysql:", "mysql+pymysql:"))
    with mesin.begin() as sambungan:
        sambungan.exec_driver_sql("create table jejak (n int)")
        sambungan.exec_driver_sql(
            "create function catat() returns int begin insert into jejak values (1); return 1; end"
        )
    with pytest.raises(GalatData, match="mengubah data"):
        baca_basisdata(kinerja.url(), opd_dari("select catat() as kode, 'b' as nama, 'c' as jenis"), KONTEKS)
    with mesin.connect() as sambungan:
        assert sambungan.exec_driver_sql("select count(*) from jejak").scalar() == 0
    mesin.dispose()


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        (lambda p: p.url(sandi="s4lah-total"), "kata sandi basis data ditolak"),
        (lambda p: p.url(basis="takada"), "Basis data itu tidak ada"),
        (lambda p: p.url("pembaca"), "tidak berhak membaca"),
        (lambda p: p.url().replace(str(p.port), "1"), "tidak dapat dihubungi"),
    ],
)
def test_sambungan_yang_gagal_disebut_sebabnya(kinerja, ubah, pesan):
    with pytest.raises(GalatData, match=pesan) as galat:
        baca_basisdata(ubah(kinerja), opd_dari("select * from evaluasi"), KONTEKS)
    tanpa_rahasia(galat.value, kinerja)
    assert "s4lah" not in str(galat.value)


def test_kolom_sumber_yang_salah_eja_diberi_saran(kinerja):
    with pytest.raises(GalatUrai, match="mungkin maksudnya jeniss"):
        baca_basisdata(kinerja.url(), opd_dari("select 1 as kode, 2 as nama, 3 as jeniss"), KONTEKS)
    assert nama_basisdata(kinerja.url()) == "127.0.0.1/simpeg"


def tanpa_rahasia(pesan, peladen):
    teks = str(pesan)
    assert teks
    assert not [satu for satu in (*peladen.rahasia, "pemilik:", "pembaca:") if satu in teks]
