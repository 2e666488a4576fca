"""Files as they arrive: formats, encodings, junk. Always findings, never a traceback."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penilaian.data import baca_data, periksa_data, tulis_tabel
from penilaian.galat import GalatData

from .conftest import ANI, ISI, salin_isi, tulis_csv, tulis_xlsx


def kode(folder: Path) -> list[str]:
    return periksa_data(folder)["kode"].tolist()


@pytest.mark.parametrize(("pemisah", "enkode"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-8-sig")])
def test_csv_dengan_bom_dan_pemisah_lain_terbaca_sama(tmp_path: Path, pemisah: str, enkode: str) -> None:
    biasa = baca_data(tulis_csv(tmp_path / "biasa", ISI))
    lain = baca_data(tulis_csv(tmp_path / "lain", ISI, pemisah, enkode))
    assert lain.temuan.empty, lain.temuan.to_dict("records")
    for nama, tabel in biasa.tabel.items():
        pd.testing.assert_frame_equal(lain.tabel[nama], tabel)


def test_dialek_csv_menentukan_ribuan(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["skp"][0]["target"] = "1.234"
    titik = baca_data(tulis_csv(tmp_path / "titik", isi)).tabel["skp"]["target"].iloc[0]
    isi["indikator"] = [{**baris, "baseline": "70,5"} for baris in isi["indikator"]]
    isi["realisasi"][0]["realisasi"] = "90,25"
    isi["skp"][3]["target"] = "1.234,5"
    koma = baca_data(tulis_csv(tmp_path / "koma", isi, ";")).tabel["skp"]["target"].iloc[0]
    assert (titik, koma) == (1.234, 1234.0)


def test_kolom_yang_mencampur_dialek_tidak_ditebak(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["realisasi"][0]["realisasi"] = "1.234"
    isi["realisasi"][2]["realisasi"] = "85.5"
    temuan = periksa_data(tulis_csv(tmp_path / "masuk", isi, ";"))
    assert temuan[["kode", "baris"]].values.tolist() == [["bilangan_ambigu", 2]]


def test_windows_1252_dilaporkan_dengan_barisnya(tmp_path: Path) -> None:
    folder = tulis_csv(tmp_path / "masuk", ISI)
    teks = (folder / "opd.csv").read_text("utf-8").replace("Badan Contoh", "Badan “Contoh”")
    (folder / "opd.csv").write_bytes(teks.encode("cp1252"))
    temuan = periksa_data(folder)
    assert temuan["kode"].tolist() == ["enkode_bukan_utf8"]
    assert "baris 3" in temuan["apa"].iloc[0]
    assert temuan["tabel"].iloc[0] == "opd"


@pytest.mark.parametrize("akhiran", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize(
    ("isi", "harapan"),
    [
        (b"", {"berkas_kosong"}),
        (bytes(range(256)) * 8, {"berkas_rusak"}),
        (b"PK\x03\x04" + b"\x00" * 99, {"berkas_rusak"}),
        (b"PAR1" + b"\x00" * 99 + b"PAR1", {"berkas_rusak"}),
    ],
)
def test_berkas_sampah_menjadi_temuan(
    tmp_path: Path, folder_bersih: Path, akhiran: str, isi: bytes, harapan: set[str]
) -> None:
    (folder_bersih / "penetapan.csv").unlink()
    (folder_bersih / f"penetapan{akhiran}").write_bytes(isi)
    temuan = periksa_data(folder_bersih)
    assert set(temuan["kode"]) == harapan
    assert set(temuan["tabel"]) == {"penetapan"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    potong=st.integers(0, 6000), sisip=st.binary(max_size=40), akhiran=st.sampled_from([".xlsx", ".parquet", ".csv"])
)
def test_berkas_yang_rusak_di_tengah_tidak_pernah_menimbulkan_galat(
    tmp_path: Path, potong: int, sisip: bytes, akhiran: str
) -> None:
    folder = tmp_path / "rusak"
    folder.mkdir(exist_ok=True)
    baik = tmp_path / f"opd{akhiran}"
    if akhiran == ".xlsx":
        tulis_xlsx(baik, {"opd": ISI["opd"]})  # type: ignore[dict-item]
    else:
        tulis_tabel(pd.DataFrame(ISI["opd"]), baik)
    asli = baik.read_bytes()
    potong %= len(asli)
    (folder / f"opd{akhiran}").write_bytes(asli[:potong] + sisip + asli[potong + len(sisip) :])
    assert "tabel_tidak_ada" in kode(folder)
    (folder / f"opd{akhiran}").unlink()


def test_xlsx_bersandi_dilaporkan(folder_bersih: Path) -> None:
    (folder_bersih / "opd.csv").unlink()
    (folder_bersih / "opd.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    assert kode(folder_bersih) == ["berkas_terkunci"]


def test_folder_bernama_csv_dan_subfolder_dilaporkan(folder_bersih: Path) -> None:
    (folder_bersih / "opd.csv").unlink()
    (folder_bersih / "opd.csv").mkdir()
    (folder_bersih / "lama").mkdir()
    temuan = periksa_data(folder_bersih)
    assert temuan[["tingkat", "kode", "berkas"]].values.tolist() == [
        ["galat", "bukan_berkas", "opd.csv"],
        ["catatan", "folder_tidak_dibaca", "lama"],
    ]


def test_tautan_putus_dilaporkan(folder_bersih: Path) -> None:
    (folder_bersih / "opd.csv").unlink()
    (folder_bersih / "opd.csv").symlink_to(folder_bersih / "tidak_ada")
    assert kode(folder_bersih) == ["berkas_tidak_terbaca"]


def test_tabel_wajib_yang_hilang_dan_tabel_pilihan(folder_bersih: Path) -> None:
    (folder_bersih / "umpan_balik.csv").unlink()
    (folder_bersih / "ikm.csv").unlink()
    data = baca_data(folder_bersih)
    assert data.temuan[["kode", "tabel"]].values.tolist() == [["tabel_tidak_ada", "umpan_balik"]]
    assert len(data.tabel) == 14
    assert data.tabel["ikm"].empty
    assert "ikm" not in data.sidik


def test_sumber_ganda_tidak_dibaca(folder_bersih: Path) -> None:
    tulis_tabel(pd.DataFrame(ISI["ikm"]), folder_bersih / "ikm.parquet")
    data = baca_data(folder_bersih)
    assert data.temuan["kode"].tolist() == ["sumber_ganda"]
    assert data.tabel["ikm"].empty
    assert "ikm.csv" in data.temuan["apa"].iloc[0]
    assert "ikm.parquet" in data.temuan["apa"].iloc[0]


def test_berkas_tak_dikenal_diberi_saran(folder_bersih: Path) -> None:
    (folder_bersih / "pegawi.csv").write_text("a\n1\n")
    (folder_bersih / "README.md").write_text("x")
    (folder_bersih / "~$pegawai.xlsx").write_text("x")
    (folder_bersih / "surat.pdf").write_text("x")
    temuan = periksa_data(folder_bersih)
    assert temuan[["tingkat", "kode", "berkas"]].values.tolist() == [
        ["peringatan", "berkas_tidak_dikenal", "pegawi.csv"],
        ["catatan", "berkas_tidak_dikenal", "surat.pdf"],
    ]
    assert "pegawai" in temuan["tindakan"].iloc[0]


def ubah_kepala(folder: Path, tabel: str, dari: str, ke: str) -> None:
    berkas = folder / f"{tabel}.csv"
    kepala, _, isi = berkas.read_text("utf-8").partition("\n")
    assert dari in kepala
    berkas.write_text(f"{kepala.replace(dari, ke, 1)}\n{isi}", "utf-8")


def test_label_kamus_diterima_sebagai_judul(folder_bersih: Path) -> None:
    ubah_kepala(folder_bersih, "opd", "kode,nama,jenis", "KODE OPD , Nama OPD,jenis")
    assert periksa_data(folder_bersih).empty


@pytest.mark.parametrize(
    ("dari", "ke", "tingkat", "kode_temuan"),
    [
        ("kepala", "kepla", "peringatan", "kolom_tidak_dikenal"),
        ("kepala", "warna", "catatan", "kolom_tidak_dikenal"),
        ("kepala", "Nama", "galat", "kolom_ganda"),
        ("kepala", "NAMA OPD", "galat", "kolom_ganda"),
        ("nama", "apa", "galat", "kolom_wajib_tidak_ada"),
    ],
)
def test_judul_kolom_yang_salah(folder_bersih: Path, dari: str, ke: str, tingkat: str, kode_temuan: str) -> None:
    ubah_kepala(folder_bersih, "opd", dari, ke)
    temuan = periksa_data(folder_bersih)
    cocok = temuan[temuan["kode"] == kode_temuan]
    assert cocok["tingkat"].tolist() == [tingkat]
    if ke == "kepla":
        assert "kepala" in cocok["tindakan"].iloc[0]


def test_nomor_baris_csv_mengikuti_baris_berkas(folder_bersih: Path) -> None:
    (folder_bersih / "opd.csv").write_text(
        'kode,nama,jenis,kepala\n01,"Dinas\nContoh",dinas,\n\n,,,\n02,Badan,balai,\n', "utf-8"
    )
    temuan = periksa_data(folder_bersih)
    assert temuan[["kode", "baris", "kolom"]].values.tolist() == [["nilai_tidak_dikenal", 6, "jenis"]]


def test_baris_csv_dengan_isian_lebih_tidak_digeser(folder_bersih: Path) -> None:
    with (folder_bersih / "ikm.csv").open("a", encoding="utf-8") as berkas:
        berkas.write("02,2025-S2,100,82,5\n")
    data = baca_data(folder_bersih)
    assert data.temuan[["kode", "baris"]].values.tolist() == [["jumlah_isian_beda", 3]]
    assert len(data.tabel["ikm"]) == 1


def test_tabel_tanpa_baris_diperingatkan(folder_bersih: Path) -> None:
    (folder_bersih / "ikm.csv").write_text("kode_opd,periode,responden,ikm\n", "utf-8")
    assert kode(folder_bersih) == ["tabel_kosong"]


def test_kutip_tidak_berpasangan_dilaporkan(folder_bersih: Path) -> None:
    (folder_bersih / "ikm.csv").write_text('kode_opd,periode,responden,ikm\n"01,2025-S2,1,80\n', "utf-8")
    assert kode(folder_bersih) == ["berkas_rusak"]


# Excel


def bertipe() -> dict[str, list[dict[str, object]]]:
    """The clean tables as Excel holds them: real numbers, the rest text."""
    angka = {"target", "target_bawah", "target_atas", "realisasi", "baseline", "responden", "ikm"}
    return {
        nama: [{k: float(v) if k in angka and v else v for k, v in baris.items()} for baris in daftar]
        for nama, daftar in ISI.items()
    }


def test_satu_buku_kerja_berisi_semua_tabel(tmp_path: Path, folder_bersih: Path) -> None:
    folder = tmp_path / "excel"
    folder.mkdir()
    tulis_xlsx(folder / "data 2025.xlsx", {**bertipe(), "Petunjuk": [{"a": "x"}]})
    data, biasa = baca_data(folder), baca_data(folder_bersih)
    assert data.temuan[["tingkat", "kode", "lembar"]].values.tolist() == [
        ["catatan", "lembar_tidak_dikenal", "Petunjuk"]
    ]
    for nama, tabel in biasa.tabel.items():
        pd.testing.assert_frame_equal(data.tabel[nama], tabel)
    assert len(set(data.sidik.values())) == 1


def test_nip_berupa_angka_di_excel_ditolak_dan_tidak_diperbaiki(folder_bersih: Path) -> None:
    isi = bertipe()
    isi["pegawai"][1]["nip"] = int(ANI)
    (folder_bersih / "pegawai.csv").unlink()
    tulis_xlsx(folder_bersih / "pegawai.xlsx", {"Sheet1": isi["pegawai"]})
    data = baca_data(folder_bersih)
    satu = data.temuan[data.temuan["kode"] == "nip_numerik"]
    assert satu[["tabel", "lembar", "baris", "kolom"]].values.tolist() == [["pegawai", "Sheet1", 3, "nip"]]
    assert "Excel" in satu["apa"].iloc[0]
    assert data.tabel["pegawai"]["nip"].isna().tolist() == [False, True, False]


def test_sel_galat_dan_persen_excel_tidak_menyesatkan(folder_bersih: Path) -> None:
    (folder_bersih / "realisasi.csv").unlink()
    tulis_xlsx(folder_bersih / "realisasi.xlsx", {"realisasi": bertipe()["realisasi"]})
    buku = openpyxl.load_workbook(folder_bersih / "realisasi.xlsx")
    lembar = buku["realisasi"]
    lembar.insert_rows(1, 2)
    lembar["D4"] = 0.29
    lembar["D4"].number_format = "0.0%"
    lembar["D6"] = "#REF!"
    buku.save(folder_bersih / "realisasi.xlsx")
    data = baca_data(folder_bersih)
    assert data.tabel["realisasi"]["realisasi"].iloc[0] == 29.0
    assert data.temuan[["kode", "baris", "kolom", "nilai"]].values.tolist() == [
        ["sel_galat_excel", 6, "realisasi", "#REF!"]
    ]


def test_kode_dan_periode_yang_diubah_excel(folder_bersih: Path) -> None:
    isi = bertipe()
    isi["umpan_balik"][0]["nomor"] = 1
    isi["umpan_balik"][1]["sasaran"] = 1.5
    isi["umpan_balik"][0]["periode"] = pd.Timestamp("2025-10-01").to_pydatetime()
    (folder_bersih / "umpan_balik.csv").unlink()
    tulis_xlsx(folder_bersih / "umpan_balik.xlsx", {"umpan_balik": isi["umpan_balik"]})
    data = baca_data(folder_bersih)
    assert data.temuan[["tingkat", "kode", "baris"]].values.tolist() == [
        ["galat", "periode_tidak_sah", 2],
        ["galat", "kode_bukan_teks", 3],
        ["peringatan", "kode_numerik", 2],
    ]
    assert data.tabel["umpan_balik"]["nomor"].tolist() == ["1", "U2"]


def test_nama_lembar_yang_bertentangan_atau_hilang(folder_bersih: Path) -> None:
    (folder_bersih / "opd.csv").unlink()
    tulis_xlsx(folder_bersih / "opd.xlsx", {"ikm": bertipe()["ikm"]})
    assert kode(folder_bersih) == ["lembar_bertentangan"]
    tulis_xlsx(folder_bersih / "opd.xlsx", {"a": bertipe()["opd"], "b": bertipe()["opd"]})
    assert sorted(kode(folder_bersih)) == ["lembar_tidak_ada", "lembar_tidak_dikenal", "lembar_tidak_dikenal"]


def test_parquet_dengan_nip_bilangan_ditolak(folder_bersih: Path) -> None:
    (folder_bersih / "penetapan.csv").unlink()
    tabel = pd.DataFrame(ISI["penetapan"])
    tulis_tabel(tabel.assign(nip=tabel["nip"].astype("int64")), folder_bersih / "penetapan.parquet")
    temuan = periksa_data(folder_bersih)
    assert temuan[["kode", "baris", "kolom"]].values.tolist() == [["nip_numerik", 1, "nip"], ["nip_numerik", 2, "nip"]]


def test_bilangan_ambigu_di_parquet_tanpa_dialek_dilaporkan(folder_bersih: Path) -> None:
    (folder_bersih / "ikm.csv").unlink()
    tulis_tabel(pd.DataFrame([{**ISI["ikm"][0], "responden": "1.234"}]), folder_bersih / "ikm.parquet")
    assert kode(folder_bersih) == ["bilangan_ambigu"]


def test_folder_yang_tidak_ada_menimbulkan_galat_data(tmp_path: Path) -> None:
    with pytest.raises(GalatData, match="tidak ditemukan"):
        baca_data(tmp_path / "tidak_ada")
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(GalatData, match="bukan folder"):
        baca_data(tmp_path / "berkas")


def test_kolom_berisi_tanpa_judul_diperingatkan(folder_bersih: Path) -> None:
    isi = bertipe()["ikm"]
    (folder_bersih / "ikm.csv").unlink()
    tulis_xlsx(folder_bersih / "ikm.xlsx", {"ikm": [{**isi[0], "": "catatan lepas"}]})
    assert kode(folder_bersih) == ["kolom_tanpa_judul"]


def test_kolom_ganda_di_parquet_dilaporkan(folder_bersih: Path) -> None:
    tabel = pa.table([pa.array([baris]) for baris in (*ISI["ikm"][0].values(), "x")], names=[*ISI["ikm"][0], "ikm"])
    (folder_bersih / "ikm.csv").unlink()
    pq.write_table(tabel, folder_bersih / "ikm.parquet")
    assert kode(folder_bersih) == ["kolom_ganda"]
