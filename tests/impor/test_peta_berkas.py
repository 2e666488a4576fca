"""Files of other systems, read by a mapping."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from penilaian.data.tabel import tabel_kosong
from penilaian.data.ubah import ubah_tabel
from penilaian.data.uraian import GalatUrai
from penilaian.impor.bacaan import BerkasMasuk, Konteks
from penilaian.impor.penamaan import PenamaOpd
from penilaian.impor.peta import Peta, baca_dengan_peta
from penilaian.impor.peta.arrow import bingkai_arrow

ANI = "189002021915032002"
KONTEKS = Konteks(PenamaOpd(tabel_kosong("opd"), {}), tabel_kosong("indikator"), tabel_kosong("pegawai"))
KOLOM = {"nip": "NIP Pegawai", "periode": {"tetap": "2025-T4"}, "kode_indikator": "IKI", "realisasi": "Capaian"}
BARIS = [[ANI, "I1", 85.5], [ANI, "I2", None]]
JUDUL = ["NIP Pegawai", "IKI", "Capaian"]


def peta(**sumber):
    return Peta.model_validate({"judul": "uji", "tabel": {"realisasi": {"kolom": KOLOM, **sumber}}})


def buku(*lembar, atas=0):
    kerja = openpyxl.Workbook()
    kerja.remove(kerja.worksheets[0])
    for nama in lembar:
        isi = kerja.create_sheet(nama)
        for _ in range(atas):
            isi.append(["Rekap realisasi"])
        for baris in [JUDUL, *BARIS]:
            isi.append(baris)
    aliran = io.BytesIO()
    kerja.save(aliran)
    return aliran.getvalue()


def parquet(tabel):
    aliran = io.BytesIO()
    pq.write_table(tabel, aliran)
    return aliran.getvalue()


def sebagai_json(bungkus=False):
    daftar = [{k: v for k, v in zip(JUDUL, satu, strict=True) if v is not None} for satu in BARIS]
    return json.dumps({"data": daftar} if bungkus else daftar).encode()


BENTUK = {
    "a.xlsx": (buku("Data"), [2, 3]),
    "judul.xlsx": (buku("Data", atas=4), [6, 7]),
    "a.csv": (f"nip pegawai,IKI,Capaian\n\n{ANI},I1,85.5\n{ANI},I2,\n".encode(), [3, 4]),
    "titik_koma.csv": (f"\ufeffNIP Pegawai;IKI;Capaian\n{ANI};I1;85,5\n{ANI};I2;\n".encode(), [2, 3]),
    "a.json": (sebagai_json(), [1, 2]),
    "data.json": (sebagai_json(bungkus=True), [1, 2]),
    "a.parquet": (parquet(pa.table(dict(zip(JUDUL, zip(*BARIS, strict=True), strict=True)))), [1, 2]),
}


@pytest.mark.parametrize("nama", BENTUK)
def test_keempat_bentuk_memberi_tabel_yang_sama(nama):
    isi, nomor = BENTUK[nama]
    bacaan = baca_dengan_peta(BerkasMasuk(nama, isi), peta(), KONTEKS)
    (mentah,) = bacaan.tabel
    tabel, temuan = ubah_tabel(mentah)
    assert [*bacaan.temuan, *temuan] == []
    assert tabel.frame["nip"].tolist() == [ANI, ANI]
    assert tabel.frame["kode_indikator"].tolist() == ["I1", "I2"]
    assert tabel.frame["periode"].unique().tolist() == ["2025-T4"]
    assert tabel.frame["realisasi"].tolist()[0] == 85.5
    assert tabel.frame["realisasi"].isna().tolist() == [False, True]
    assert mentah.asal.baris.tolist() == nomor
    assert mentah.asal.berkas == nama


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("a.json", json.dumps([{"NIP Pegawai": int(ANI), "IKI": "I1", "Capaian": 1}]).encode()),
        ("a.parquet", parquet(pa.table({"NIP Pegawai": [int(ANI)], "IKI": ["I1"], "Capaian": [1.0]}))),
        ("a.parquet", parquet(pa.table({"NIP Pegawai": [Decimal(ANI)], "IKI": ["I1"], "Capaian": [1.0]}))),
    ],
)
def test_nip_bertipe_bilangan_menjadi_temuan_tanpa_menyebut_excel(nama, isi):
    temuan = ubah_tabel(baca_dengan_peta(BerkasMasuk(nama, isi), peta(), KONTEKS).tabel[0])[1]
    assert [satu.kode for satu in temuan] == ["nip_numerik"]
    assert "Excel" not in temuan[0].apa + temuan[0].tindakan


def test_satu_berkas_dapat_mengisi_beberapa_tabel_dan_opd_nya_dipakai_yang_lain():
    isi = "id,nm,btk,resp,skor\n01,Dinas Baru,dinas,10,80\n"
    isian = {
        "judul": "uji",
        "tabel": {
            "ikm": {
                "kolom": {
                    "kode_opd": {"dari": "nm", "opd": True},
                    "periode": {"tetap": "2025-S2"},
                    "responden": "resp",
                    "ikm": "skor",
                }
            },
            "opd": {"kolom": {"kode": "id", "nama": "nm", "jenis": "btk"}},
        },
    }
    bacaan = baca_dengan_peta(BerkasMasuk("a.csv", isi.encode()), Peta.model_validate(isian), KONTEKS)
    assert bacaan.temuan == ()
    assert {satu.asal.tabel: satu.frame.iloc[0, 0] for satu in bacaan.tabel} == {"opd": "01", "ikm": "01"}


def test_kolom_yang_tidak_dipakai_tampak_di_daftar_pemetaan():
    isi = f"NIP Pegawai,IKI,Capaian,Gaji\n{ANI},I1,1,2\n".encode()
    rincian = baca_dengan_peta(BerkasMasuk("a.csv", isi), peta(), KONTEKS).peta
    assert ("a.csv: Gaji", None, "tidak dipetakan") in {(satu.dari, satu.tabel, satu.keterangan) for satu in rincian}
    assert ("a.csv: IKI", "realisasi", "") in {(satu.dari, satu.tabel, satu.keterangan) for satu in rincian}


@pytest.mark.parametrize(
    ("nama", "isi", "sumber", "kode"),
    [
        ("a.csv", b"NIP Pegawai,IKI,Capain\n", {}, "kolom_sumber_tidak_ada"),
        ("a.csv", b"NIP Pegawai,IKI,IKI,Capaian\n", {}, "kolom_sumber_ganda"),
        ("a.csv", b"NIP\xff", {}, "enkode_bukan_utf8"),
        ("a.csv", b"", {}, "berkas_kosong"),
        ("a.csv", b'NIP Pegawai,IKI,Capaian\n"a', {}, "berkas_rusak"),
        ("a.xlsx", b"PK", {}, "berkas_rusak"),
        ("a.xlsx", buku("Satu", "Dua"), {}, "lembar_tidak_ada"),
        ("a.xlsx", buku("Satu"), {"lembar": "Dua"}, "lembar_tidak_ada"),
        ("a.xlsx", buku("Satu"), {"kepala": 2}, "kolom_sumber_tidak_ada"),
        ("a.xlsx", buku("Satu"), {"kepala": 99}, "kolom_sumber_tidak_ada"),
        ("a.xlsx", buku("Satu", atas=25), {}, "kolom_sumber_tidak_ada"),
        ("a.json", b"{", {}, "berkas_rusak"),
        ("a.json", b'{"data": 3}', {}, "bentuk_json"),
        ("a.json", b"[1]", {}, "bentuk_json"),
        ("a.parquet", b"PAR1", {}, "berkas_rusak"),
        ("a.ods", b"", {}, "akhiran_tidak_dikenal"),
        ("a.csv", b"NIP Pegawai,IKI,Capaian\n", {"kueri": "select 1"}, "kueri_bukan_berkas"),
    ],
)
def test_yang_tidak_dapat_dibaca_menjadi_galat_urai(nama, isi, sumber, kode):
    with pytest.raises(GalatUrai) as galat:
        baca_dengan_peta(BerkasMasuk(nama, isi), peta(**sumber), KONTEKS)
    assert galat.value.kode == kode
    assert galat.value.tindakan


def test_judul_dengan_salah_eja_diberi_saran():
    with pytest.raises(GalatUrai, match=r"Capaian \(mungkin maksudnya Capain\)"):
        baca_dengan_peta(BerkasMasuk("a.csv", b"NIP Pegawai,IKI,Capain\n"), peta(), KONTEKS)


def test_baris_csv_dengan_isian_lebih_atau_kurang_menjadi_temuan():
    isi = f"NIP Pegawai,IKI,Capaian\n{ANI},I1,85,5\n{ANI},I2\n{ANI},I3,7\n".encode()
    bacaan = baca_dengan_peta(BerkasMasuk("a.csv", isi), peta(), KONTEKS)
    assert [(satu.kode, satu.baris) for satu in bacaan.temuan] == [("jumlah_isian_beda", 2), ("jumlah_isian_beda", 3)]
    assert bacaan.tabel[0].frame["kode_indikator"].tolist() == ["I3"]


def test_tanpa_baris_diberi_peringatan():
    bacaan = baca_dengan_peta(BerkasMasuk("a.csv", b"NIP Pegawai,IKI,Capaian\n"), peta(), KONTEKS)
    assert [satu.kode for satu in bacaan.temuan] == ["tabel_kosong"]


def test_arrow_menjaga_nilai_sumbernya():
    tabel = pa.table(
        {
            "panjang": pa.array([9007199254740993, None]),
            "pendek": pa.array([85.3, None], pa.float32()),
            "nan": pa.array([float("nan"), None]),
            "pasti": pa.array([Decimal("0.10"), None]),
            "sandi": pa.array(["a", None]).dictionary_encode(),
        }
    )
    frame = bingkai_arrow(tabel)
    assert frame["panjang"].tolist() == [9007199254740993, None]
    assert frame["pendek"].iat[0] == 85.3
    assert (str(frame["nan"].iat[0]), frame["nan"].iat[1]) == ("NaN", None)
    assert frame["pasti"].tolist() == [Decimal("0.10"), None]
    assert frame["sandi"].isna().tolist() == [False, True]
    assert pd.isna(frame["pendek"].iat[1])
