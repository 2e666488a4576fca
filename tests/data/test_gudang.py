"""The embedded store: the same rows as reading whole, without reading whole."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from penilaian.data import baca_data, tulis_tabel
from penilaian.data.gudang import buka_gudang, kunci_berulang
from penilaian.data.kamus import NAMA_TABEL, muat_kamus
from penilaian.galat import GalatData, GalatPeriode
from tests.data.conftest import ANI, BUDI, ISI, KEPALA, salin_isi, tulis_csv

CONTOH = Path(__file__).parents[2] / "data/contoh"


@pytest.fixture(scope="module")
def contoh():
    return baca_data(CONTOH)


@pytest.fixture(scope="module")
def gudang():
    with buka_gudang(CONTOH, memori="256MB") as terbuka:
        yield terbuka


@pytest.mark.parametrize(
    ("periode", "kode_opd"), [(None, None), ("2025-T4", None), (None, "dinkes"), ("2024-T2", "dinkes")]
)
@pytest.mark.parametrize("tabel", NAMA_TABEL)
def test_irisan_sama_dengan_data_yang_dibaca_utuh(gudang, contoh, tabel, periode, kode_opd):
    harap = contoh.untuk(periode, kode_opd).tabel[tabel].sort_values(list(muat_kamus()[tabel].kunci))
    pd.testing.assert_frame_equal(gudang.irisan(tabel, periode, kode_opd), harap.reset_index(drop=True))


def test_riwayat_menyusun_periode_seorang_pegawai(gudang, contoh):
    pegawai = contoh.tabel["pegawai"]
    nip = pegawai["nip"].value_counts().index[0]
    riwayat = gudang.riwayat(nip)
    sendiri = pegawai[pegawai["nip"] == nip]
    assert riwayat["periode"].tolist() == sorted(sendiri["periode"])
    skp = contoh.tabel["skp"].query("nip == @nip").groupby("periode").size()
    assert riwayat.set_index("periode")["indikator"].to_dict() == skp.to_dict()
    putusan = contoh.tabel["penetapan"].query("nip == @nip").set_index("periode")["hasil_kerja"]
    tercatat = riwayat.set_index("periode")["hasil_kerja"].dropna()
    assert tercatat.to_dict() == putusan.to_dict()
    assert gudang.riwayat("x' or 1=1 --").empty


def test_cacah_menghitung_baris_menurut_periode_dan_opd(gudang, contoh):
    harap = contoh.tabel["pegawai"].groupby(["periode", "kode_opd"]).size()
    dapat = gudang.cacah("pegawai").set_index(["periode", "kode_opd"])["baris"]
    assert dapat.to_dict() == harap.to_dict()
    assert gudang.cacah("realisasi")["baris"].sum() == len(contoh.tabel["realisasi"])
    assert gudang.cacah("realisasi")["kode_opd"].notna().all()
    assert gudang.cacah("opd")["baris"].tolist() == [len(contoh.tabel["opd"])]


def test_opd_atau_tabel_yang_tidak_dikenal_diberi_saran(gudang):
    with pytest.raises(GalatData, match="mungkin maksudnya dinkes"):
        gudang.irisan("skp", None, "dinkez")
    with pytest.raises(GalatData, match="tidak ada di kamus"):
        gudang.irisan("pegawai; drop view pegawai")
    with pytest.raises(GalatPeriode):
        gudang.irisan("skp", "2025-T9")


def tahun(folder, nama, periode, nama_opd="Dinas Contoh"):
    isi = salin_isi()
    for tabel in isi.values():
        for baris in tabel:
            if "periode" in baris:
                baris["periode"] = periode
    isi["opd"][0]["nama"] = nama_opd
    return tulis_csv(folder / nama, isi)


def test_beberapa_folder_menjadi_satu_riwayat_dan_opd_terakhir_yang_berlaku(tmp_path):
    folder = [tahun(tmp_path, "lama", "2024"), tahun(tmp_path, "baru", "2025", "Dinas Baru")]
    with buka_gudang(folder) as gudang:
        assert gudang.riwayat(ANI)["periode"].tolist() == ["2024", "2025"]
        assert gudang.irisan("opd")["nama"].tolist() == ["Dinas Baru", "Badan Contoh"]
        assert len(gudang.irisan("skp", "2024")) == len(ISI["skp"])
        assert len(gudang.irisan("skp")) == 2 * len(ISI["skp"])


def test_periode_yang_sama_di_dua_folder_ditolak(tmp_path):
    folder = [tahun(tmp_path, "a", "2024"), tahun(tmp_path, "b", "2024")]
    with pytest.raises(GalatData, match="terhitung dua kali"), buka_gudang(folder):
        pass


def test_periode_yang_sama_dengan_orang_lain_boleh(tmp_path):
    isi = {"pegawai": [baris for baris in ISI["pegawai"] if baris["nip"] == BUDI]}
    lain = {"pegawai": [baris for baris in ISI["pegawai"] if baris["nip"] != BUDI]}
    with buka_gudang([tulis_csv(tmp_path / "a", isi), tulis_csv(tmp_path / "b", lain)]) as gudang:
        assert sorted(gudang.irisan("pegawai")["nip"]) == sorted([ANI, BUDI, KEPALA])


def test_folder_hasil_impor_dibaca_lewat_manifesnya(tmp_path, contoh):
    (tmp_path / "tabel").mkdir()
    tulis_tabel(contoh.tabel["pegawai"], tmp_path / "tabel/pegawai-0123.parquet")
    tulis_tabel(contoh.tabel["pegawai"].head(1), tmp_path / "tabel/pegawai-lama.parquet")
    (tmp_path / "impor.json").write_text(json.dumps({"tabel": {"pegawai": "tabel/pegawai-0123.parquet"}}))
    with buka_gudang(tmp_path) as gudang:
        assert len(gudang.irisan("pegawai")) == len(contoh.tabel["pegawai"])
        assert gudang.irisan("skp").empty


def test_tanda_khusus_di_nama_folder_tidak_menunjuk_berkas_lain(tmp_path):
    nama = "data [1]*?'x"
    tulis_csv(tmp_path / nama, ISI)
    tulis_csv(tmp_path / "data 1zz'x", salin_isi())
    with buka_gudang(tmp_path / nama) as gudang:
        assert len(gudang.irisan("pegawai")) == len(ISI["pegawai"])


def rusak(folder, isi=None, **berkas):
    tulis_csv(folder, isi or ISI)
    for nama, teks in berkas.items():
        (folder / f"{nama}.csv").write_text(teks)
    return folder


@pytest.mark.parametrize(
    ("siapkan", "pesan"),
    [
        (lambda f: rusak(f, ikm="kode_opd;periode;responden;ikm\n01;2025;1;80\n"), "dipisahkan koma"),
        (lambda f: rusak(f, ikm="kode_opd,periode,ikm\n01,2025,80\n"), "responden tidak ada"),
        (lambda f: rusak(f, ikm='kode_opd,periode,responden,ikm\n01,2025,1,"80,5"\n'), "sesuai kamus"),
        (lambda f: rusak(f, ikm="kode_opd,periode,responden,ikm\n01,2025,1\n"), "sesuai kamus"),
        (lambda f: rusak(f, ikm="ikm,IKM,periode,responden,kode_opd\n1,2,3,4,5\n"), "dua kali"),
        (lambda f: f / "tidak_ada", "tidak ditemukan"),
    ],
)
def test_berkas_yang_bukan_bentuk_kita_ditolak_dengan_sebabnya(tmp_path, siapkan, pesan):
    with pytest.raises(GalatData, match=pesan), buka_gudang(siapkan(tmp_path / "masuk")) as gudang:
        gudang.irisan("ikm")


def test_isian_ya_tidak_yang_lain_ditolak(tmp_path):
    isi = salin_isi()
    isi["pegawai"][0]["mutasi"] = "mungkin"
    with pytest.raises(GalatData, match="sesuai kamus"), buka_gudang(tulis_csv(tmp_path / "m", isi)) as gudang:
        gudang.irisan("pegawai")


def test_parquet_dengan_tipe_lain_ditolak(tmp_path, contoh):
    pegawai = contoh.tabel["pegawai"]
    tulis_tabel(pegawai.assign(nip=pegawai["nip"].astype("int64")), tmp_path / "pegawai.parquet")
    with pytest.raises(GalatData, match="Kolom nip bertipe int64"), buka_gudang(tmp_path):
        pass


def test_dua_berkas_untuk_satu_tabel_atau_buku_kerja_ditolak(tmp_path, contoh):
    tulis_tabel(contoh.tabel["ikm"], tmp_path / "ikm.parquet")
    tulis_tabel(contoh.tabel["ikm"], tmp_path / "ikm.csv")
    with pytest.raises(GalatData, match="lebih dari satu berkas"), buka_gudang(tmp_path):
        pass
    (tmp_path / "ikm.csv").rename(tmp_path / "catatan.xlsx")
    with pytest.raises(GalatData, match=r"Buku kerja catatan\.xlsx"), buka_gudang(tmp_path):
        pass


def test_gudang_tidak_mengubah_berkas_dan_tidak_meninggalkan_apa_pun(tmp_path):
    folder = tmp_path / "contoh"
    shutil.copytree(CONTOH, folder)
    sebelum = {satu.name: satu.stat().st_mtime_ns for satu in folder.iterdir()}
    with buka_gudang(folder) as gudang:
        gudang.cacah("realisasi")
    assert {satu.name: satu.stat().st_mtime_ns for satu in folder.iterdir()} == sebelum


def test_batas_memori_yang_tidak_dikenal():
    with pytest.raises(GalatData, match="Batas memori"), buka_gudang(CONTOH, memori="banyak"):
        pass


def test_tanpa_duckdb_disebut_cara_memasangnya(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(GalatData, match=r"pip install 'penilaian\[besar\]'"), buka_gudang(CONTOH):
        pass


def test_kunci_berulang_ditemukan_dengan_barisnya(tmp_path, contoh):
    ikm = contoh.tabel["ikm"]
    bersih, kembar = tmp_path / "a.parquet", tmp_path / "b.parquet"
    tulis_tabel(ikm, bersih)
    tulis_tabel(pd.concat([ikm, ikm.iloc[[2, 5, 2]]]), kembar)
    assert kunci_berulang(bersih, "ikm", memori="256MB", batas=5) == (0, [])
    jumlah, contoh_kunci = kunci_berulang(kembar, "ikm", memori="256MB", batas=2)
    n = len(ikm)
    assert jumlah == 5
    assert [(satu.baris, satu.baris_lain) for satu in contoh_kunci] == [(3, n + 1), (6, n + 2)]
    assert contoh_kunci[0].kunci == tuple(ikm.iloc[2][["kode_opd", "periode"]])
    _, semua = kunci_berulang(kembar, "ikm", memori="256MB", batas=9)
    assert [(satu.baris, satu.baris_lain) for satu in semua][2:] == [(n + 1, 3), (n + 2, 6), (n + 3, 3)]
