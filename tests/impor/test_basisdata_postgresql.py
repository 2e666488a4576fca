"""PostgreSQL as a source, with a real server: what is read is what was stored, and nothing is changed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from penilaian.data.baca import baca_sumber
from penilaian.data.kamus import NAMA_TABEL, muat_kamus
from penilaian.data.sumber import cari_sumber
from penilaian.data.ubah import ubah_tabel
from penilaian.data.uraian import GalatUrai
from penilaian.galat import GalatData
from penilaian.impor.basisdata import baca_basisdata, nama_basisdata, salin_ke_parquet
from penilaian.impor.peta import muat_peta
from tests.impor.peta_uji import KONTEKS, opd_dari, satu_peta, terbaca

pytest_plugins = ["tests.impor.peladen"]
AKAR = Path(__file__).parents[2]
ADA_ISI = [nama for nama in NAMA_TABEL if nama not in ("dokumen_skp", "penetapan_angka")]
SIMPEG = {
    "jenis": {"pns": "PNS", "pppk": "P3K", "pppk_paruh_waktu": "P3K Paruh Waktu"},
    "jenis_kelamin": {"L": 1, "P": 2},
    "kelompok_usia": {"di_bawah_30": "<30", "30_39": "30-39", "40_49": "40-49", "50_ke_atas": ">=50"},
    "jenis_jabatan": {
        "jpt": "II",
        "administrator": "III",
        "pengawas": "IV",
        "pelaksana": "Pelaksana",
        "fungsional": "JF",
    },
}


@pytest.fixture(scope="module")
def kota():
    """The sample city as its files say it, before anything is completed."""
    return {
        nama: ubah_tabel(baca_sumber(satu)[0])[0].frame for nama, satu in cari_sumber(AKAR / "data/contoh")[0].items()
    }


@pytest.fixture(scope="module")
def simpeg(postgresql, kota):
    """The server with the city in schema ``kota`` (columns ``k_…``) and as a SIMPEG in schema ``simpeg``."""
    jalankan(postgresql, "create schema kota", "create schema simpeg", "create sequence kota.urutan")
    jalankan(postgresql, "grant usage on schema simpeg to pembaca")
    for nama in ADA_ISI:
        muat(postgresql, "kota", nama, kota[nama].add_prefix("k_"))
    jalankan(
        postgresql,
        "alter table kota.realisasi alter k_realisasi type numeric(20, 6), alter k_dicatat type date",
        "alter table kota.ikm alter k_kode_opd type char(30), alter k_responden type smallint",
        "alter table kota.survei alter k_rata_rata type real",
    )
    muat(postgresql, "simpeg", "unor", kota["opd"].set_axis(["id_unor", "nama_unor", "bentuk", "nip_pimpinan"], axis=1))
    pegawai = kota["pegawai"].query("periode == '2025-T4'")
    peta = muat_peta(AKAR / "data/peta/simpeg_postgresql.yaml").tabel["pegawai"]
    nama_opd = kota["opd"].set_index("kode")["nama"].str.upper()
    isi = pegawai.assign(
        **{kolom: pegawai[kolom].map(padanan) for kolom, padanan in SIMPEG.items()},
        kode_opd=pegawai["kode_opd"].map(nama_opd),
        mutasi=pegawai["mutasi"].map({True: "Y"}),
    )
    sumber = {satu.dari: isi[nama] for nama, satu in peta.kolom.items() if satu.dari}
    muat(postgresql, "simpeg", "pegawai", pd.DataFrame(sumber))
    jalankan(postgresql, "create table simpeg.tertutup as select 1 as kode")
    return postgresql


def jalankan(peladen, *perintah):
    from adbc_driver_postgresql import dbapi

    with closing(dbapi.connect(peladen.url(), autocommit=True)) as sambungan, closing(sambungan.cursor()) as kursor:
        for satu in perintah:
            kursor.execute(satu)


def muat(peladen, skema, tabel, frame):
    from adbc_driver_postgresql import dbapi

    isi = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    with closing(dbapi.connect(peladen.url(), autocommit=True)) as sambungan, closing(sambungan.cursor()) as kursor:
        kursor.adbc_ingest(tabel, isi, mode="create", db_schema_name=skema)


def sama(hasil, kota, tabel):
    kunci = list(muat_kamus()[tabel].kunci)
    harap = kota[tabel].sort_values(kunci, kind="stable").reset_index(drop=True)
    pd.testing.assert_frame_equal(hasil.sort_values(kunci, kind="stable").reset_index(drop=True), harap)


@pytest.mark.parametrize("tabel", ADA_ISI)
def test_kota_di_basis_data_terbaca_sama_dengan_berkasnya(simpeg, kota, tabel):
    bacaan = baca_basisdata(simpeg.url(), satu_peta(tabel, dari=f"kota.{tabel}"), KONTEKS)
    hasil, temuan = terbaca(bacaan)
    assert [*bacaan.temuan, *temuan] == []
    sama(hasil.frame, kota, tabel)
    assert hasil.asal.berkas == "127.0.0.1/simpeg"
    assert hasil.asal.lembar == f"kota.{tabel}"
    assert list(hasil.asal.baris) == list(range(1, len(kota[tabel]) + 1))


def test_simpeg_dengan_nama_nilai_dan_opd_lain_terbaca_lewat_pemetaan_contoh(simpeg, kota):
    bacaan = baca_basisdata(simpeg.url(), muat_peta(AKAR / "data/peta/simpeg_postgresql.yaml"), KONTEKS)
    assert bacaan.temuan == ()
    (opd, _), (pegawai, temuan) = terbaca(bacaan, 0), terbaca(bacaan, 1)
    assert temuan == []
    sama(opd.frame, kota, "opd")
    kini = kota["pegawai"].query("periode == '2025-T4'")
    sama(pegawai.frame, {"pegawai": kini}, "pegawai")
    arah = {(satu.dari, satu.kolom) for satu in bacaan.peta}
    assert {("simpeg.pegawai: nip_baru", "nip"), ("tetap: 2025-T4", "periode")} <= arah


def test_seratus_baris_sekali_ambil_sama_dengan_sekaligus(simpeg, kota, tmp_path):
    peta = satu_peta("realisasi", dari="kota.realisasi")
    kecil = terbaca(baca_basisdata(simpeg.url(), peta, KONTEKS, ukuran=100))[0].frame
    hasil = salin_ke_parquet(simpeg.url(), "realisasi", peta, tmp_path, KONTEKS, ukuran=1000)
    assert (hasil.temuan, hasil.cacah, hasil.baris) == ((), {}, len(kota["realisasi"]))
    sama(kecil, kota, "realisasi")
    sama(pd.read_parquet(hasil.berkas).astype(kecil.dtypes), kota, "realisasi")
    assert [satu.name for satu in tmp_path.iterdir()] == ["realisasi.parquet"]
    peta = satu_peta("penetapan", dari="kota.penetapan")
    hasil = salin_ke_parquet(simpeg.url(), "penetapan", peta, tmp_path, KONTEKS, ukuran=100)
    sama(pd.read_parquet(hasil.berkas).astype(kota["penetapan"].dtypes), kota, "penetapan")


def test_salinan_yang_tidak_bersih_tidak_meninggalkan_berkas(simpeg, tmp_path):
    kueri = "select * from kota.realisasi union all (select * from kota.realisasi limit 60)"
    hasil = salin_ke_parquet(
        simpeg.url(), "realisasi", satu_peta("realisasi", kueri=kueri), tmp_path, KONTEKS, ukuran=2000
    )
    assert hasil.berkas is None
    assert hasil.cacah == {("galat", "kunci_ganda", None): 120}
    assert len(hasil.temuan) == 20
    assert list(tmp_path.iterdir()) == []


GALAT = {
    "tabel": (opd_dari("select * from kota.tak_ada"), "Tabel atau skema"),
    "kolom": (opd_dari("select kode_x from kota.opd"), "Kolom di kueri tidak ada"),
    "sintaks": (opd_dari("select from from kota.opd"), "salah tulis"),
    "menulis": (opd_dari("select nextval('kota.urutan')::text as kode, 'b' as nama, 'c' as jenis"), "mengubah data"),
    "lain": (opd_dari("select 1 / 0 as kode, 'b' as nama, 'c' as jenis"), "tidak dapat menjalankan"),
}  # fmt: skip


@pytest.mark.parametrize("nama", GALAT)
def test_galat_peladen_menjadi_kalimat_tanpa_rahasia(simpeg, nama):
    peta, pesan = GALAT[nama]
    with pytest.raises(GalatData, match=pesan) as galat:
        baca_basisdata(simpeg.url(), peta, KONTEKS)
    tanpa_rahasia(galat.value, simpeg)


def test_tanpa_izin_baca(simpeg):
    with pytest.raises(GalatData, match="berhak membaca") as galat:
        baca_basisdata(
            simpeg.url("pembaca"),
            satu_peta("opd", dari="simpeg.tertutup", kolom=dict.fromkeys(("kode", "nama", "jenis"), "kode")),
            KONTEKS,
        )
    tanpa_rahasia(galat.value, simpeg)


def test_kolom_sumber_yang_salah_eja_diberi_saran(simpeg):
    kolom = {"kode": "k_kode", "nama": "k_nma", "jenis": "k_jenis"}
    with pytest.raises(GalatUrai, match=r"k_nma \(mungkin maksudnya k_nama\)"):
        baca_basisdata(simpeg.url(), satu_peta("opd", dari="kota.opd", kolom=kolom), KONTEKS)


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        (lambda p: p.url(sandi="s4lah-total"), "kata sandi basis data ditolak"),
        (lambda p: p.url("tidak_ada"), "kata sandi basis data ditolak"),
        (lambda p: p.url(basis="takada"), "Basis data itu tidak ada"),
        (lambda p: p.url().replace(str(p.port), "1"), "tidak dapat dihubungi"),
        (lambda p: p.url().replace("127.0.0.1", "takada.invalid"), "tidak dapat dihubungi"),
    ],
)
def test_sambungan_yang_gagal_disebut_sebabnya(simpeg, ubah, pesan):
    with pytest.raises(GalatData, match=pesan) as galat:
        baca_basisdata(ubah(simpeg), opd_dari("select 1"), KONTEKS)
    tanpa_rahasia(galat.value, simpeg)
    assert "s4lah" not in str(galat.value)


def test_kueri_yang_lama_dihentikan(simpeg):
    with pytest.raises(GalatData, match="batas waktu"):
        baca_basisdata(
            simpeg.url(), opd_dari("select pg_sleep(30)::text as kode, '' as nama, '' as jenis"), KONTEKS, batas_detik=1
        )


def test_galat_di_tengah_aliran_tetap_kalimat(simpeg, tmp_path):
    kueri = "select (1 / (g - 190000))::text as kode, repeat('b', 40) as nama, 'dinas' as jenis from generate_series(1, 200000) g"
    with pytest.raises(GalatData, match="tidak dapat menjalankan") as galat:
        salin_ke_parquet(simpeg.url(), "opd", opd_dari(kueri), tmp_path, KONTEKS)
    tanpa_rahasia(galat.value, simpeg)
    assert list(tmp_path.iterdir()) == []


def test_terlalu_banyak_baris_ditolak(simpeg):
    with pytest.raises(GalatUrai, match="lebih dari 10 baris"):
        baca_basisdata(simpeg.url(), satu_peta("ikm", dari="kota.ikm"), KONTEKS, batas_baris=10, ukuran=4)


@pytest.mark.parametrize(
    "kueri",
    [
        "with x as (delete from kota.ikm returning *) select 'a' as kode, 'b' as nama, 'c' as jenis from x",
        "select set_config('transaction_read_only', 'off', true) as kode, 'b' as nama, 'c' as jenis",
        "select nextval('kota.urutan')::text as kode, 'b' as nama, 'c' as jenis",
        "select 1) to program 'true' --",
        "delete from kota.ikm",
    ],
)
def test_kueri_yang_menulis_gagal_dan_tidak_mengubah_apa_pun(simpeg, kota, kueri):
    sah = opd_dari("select 1")
    tabel = sah.tabel["opd"].model_copy(update={"kueri": kueri})
    with pytest.raises(GalatData):
        baca_basisdata(simpeg.url(), sah.model_copy(update={"tabel": {"opd": tabel}}), KONTEKS)
    sisa = baca_basisdata(simpeg.url(), satu_peta("ikm", dari="kota.ikm"), KONTEKS)
    assert len(sisa.tabel[0].frame) == len(kota["ikm"])


def test_bacaan_tidak_memuat_rahasia_dan_alamat_disebut_tanpa_pengguna(simpeg):
    bacaan = baca_basisdata(simpeg.url(), satu_peta("ikm", dari="kota.ikm"), KONTEKS)
    tanpa_rahasia(repr(bacaan), simpeg)
    assert nama_basisdata(simpeg.url()) == "127.0.0.1/simpeg"


def tanpa_rahasia(pesan, peladen):
    teks = str(pesan)
    assert teks
    assert not [satu for satu in (*peladen.rahasia, "pemilik:", "pembaca:") if satu in teks]
