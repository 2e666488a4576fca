"""Copies of what is larger than memory: the same as reading whole, whole or not there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from penilaian.data.baca import baca_sumber
from penilaian.data.sumber import cari_sumber
from penilaian.data.tabel import tabel_kosong
from penilaian.data.ubah import ubah_tabel
from penilaian.data.uraian import GalatUrai
from penilaian.galat import GalatData
from penilaian.impor.bacaan import Konteks
from penilaian.impor.basisdata import salin_parquet
from penilaian.impor.penamaan import PenamaOpd
from penilaian.impor.peta import Peta

AKAR = Path(__file__).parents[2]
KONTEKS = Konteks(PenamaOpd(tabel_kosong("opd"), {}), tabel_kosong("indikator"), tabel_kosong("pegawai"))
KOLOM = ["nip", "periode", "hasil_kerja", "perilaku_kerja", "predikat", "nip_penilai", "alasan", "waktu"]
PETA = Peta.model_validate({"judul": "uji", "tabel": {"penetapan": {"kolom": {nama: f"k_{nama}" for nama in KOLOM}}}})


@pytest.fixture(scope="module")
def penetapan():
    return ubah_tabel(baca_sumber(cari_sumber(AKAR / "data/contoh")[0]["penetapan"])[0])[0].frame


@pytest.fixture
def sumber(tmp_path):
    def tulis(frame):
        berkas = tmp_path / "luar.parquet"
        pq.write_table(pa.Table.from_pandas(frame.add_prefix("k_"), preserve_index=False), berkas)
        return berkas

    return tulis


@pytest.fixture
def tujuan(tmp_path):
    folder = tmp_path / "tujuan"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("ukuran", [100, 1999, 100_000])
def test_salinan_sama_dengan_sumbernya_berapa_pun_ukuran_batch(penetapan, sumber, tujuan, ukuran):
    hasil = salin_parquet(sumber(penetapan), "penetapan", PETA, tujuan, KONTEKS, ukuran=ukuran)
    assert (hasil.berkas, hasil.baris, hasil.cacah) == (tujuan / "penetapan.parquet", len(penetapan), {})
    pd.testing.assert_frame_equal(pd.read_parquet(hasil.berkas).astype(penetapan.dtypes), penetapan)
    (terbaca,) = cari_sumber(tujuan)[0].values()
    pd.testing.assert_frame_equal(ubah_tabel(baca_sumber(terbaca)[0])[0].frame, penetapan)


def test_temuan_dihitung_semua_dan_disimpan_sedikit_dengan_nomor_barisnya(penetapan, sumber, tujuan):
    rusak = penetapan.assign(hasil_kerja="hebat")
    hasil = salin_parquet(sumber(rusak), "penetapan", PETA, tujuan, KONTEKS, ukuran=100)
    assert hasil.cacah["galat", "nilai_tidak_dikenal", "hasil_kerja"] == len(penetapan)
    assert [satu.baris for satu in hasil.temuan] == list(range(1, 21))
    assert (hasil.berkas, list(tujuan.iterdir())) == (None, [])


def test_baris_di_batch_berikutnya_bernomor_terus(penetapan, sumber, tujuan):
    rusak = penetapan.copy()
    rusak.loc[150, "nip"] = "123"
    hasil = salin_parquet(sumber(rusak), "penetapan", PETA, tujuan, KONTEKS, ukuran=100)
    assert [(satu.kode, satu.baris, satu.berkas) for satu in hasil.temuan] == [("nip_tidak_sah", 151, "luar.parquet")]


def test_kunci_yang_berulang_di_batch_lain_ditemukan(penetapan, sumber, tujuan):
    ganda = pd.concat([penetapan, penetapan.iloc[[7]]])
    hasil = salin_parquet(sumber(ganda), "penetapan", PETA, tujuan, KONTEKS, ukuran=100)
    assert [(satu.kode, satu.baris) for satu in hasil.temuan] == [("kunci_ganda", 8), ("kunci_ganda", len(ganda))]
    assert hasil.berkas is None


def test_salinan_lama_tetap_ada_bila_yang_baru_tidak_bersih(penetapan, sumber, tujuan):
    salin_parquet(sumber(penetapan), "penetapan", PETA, tujuan, KONTEKS)
    lama = (tujuan / "penetapan.parquet").read_bytes()
    salin_parquet(sumber(penetapan.assign(nip="1")), "penetapan", PETA, tujuan, KONTEKS)
    assert (tujuan / "penetapan.parquet").read_bytes() == lama
    assert len(list(tujuan.iterdir())) == 1


def test_sumber_yang_tidak_dapat_dibaca(tmp_path, penetapan, sumber, tujuan):
    bukan = tmp_path / "bukan.parquet"
    bukan.write_bytes(b"PAR1")
    with pytest.raises(GalatUrai, match="rusak atau bukan Parquet"):
        salin_parquet(bukan, "penetapan", PETA, tujuan, KONTEKS)
    with pytest.raises(GalatUrai, match=r"k_nip \(mungkin maksudnya k_nipp\)"):
        salin_parquet(sumber(penetapan.rename(columns={"nip": "nipp"})), "penetapan", PETA, tujuan, KONTEKS)
    with pytest.raises(GalatData, match="tidak ada di pemetaan"):
        salin_parquet(sumber(penetapan), "skp", PETA, tujuan, KONTEKS)
    assert list(tujuan.iterdir()) == []
