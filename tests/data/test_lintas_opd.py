"""A finding blocks every agency whose score it would change, and no other."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from penilaian.data import Data, baca_data
from penilaian.galat import GalatData

from .conftest import ANI, BUDI, KEPALA, salin_isi, tulis_csv

Isi = dict[str, list[dict[str, str]]]


def terhalang(data: Data) -> set[str]:
    """The agencies that may not be scored."""
    hasil = set()
    for kode in ("01", "02", "03"):
        try:
            data.pastikan_bersih(kode, "2025-T4")
        except GalatData:
            hasil.add(kode)
    return hasil


@pytest.fixture
def isi() -> Isi:
    """Three agencies; indicator I1 belongs to 01 and is in an SKP of 02 too, I3 belongs to 02 alone."""
    isi = salin_isi()
    isi["opd"].append({**isi["opd"][1], "kode": "03", "nama": "Kantor Contoh"})
    isi["skp"].append({**isi["skp"][0], "nip": BUDI})
    isi["realisasi"].append({**isi["realisasi"][0], "nip": BUDI})
    return isi


@pytest.mark.parametrize(
    ("kolom", "nilai", "kode"),
    [
        ("arah", "turn", "nilai_tidak_dikenal"),
        ("jenis_target", "entah", "nilai_tidak_dikenal"),
        ("kode_rhk", "", "wajib_kosong"),
        ("satuan", "", "wajib_kosong"),
    ],
)
def test_indikator_yang_cacat_menghalangi_setiap_opd_yang_memakainya(
    tmp_path: Path, isi: Isi, kolom: str, nilai: str, kode: str
) -> None:
    isi["indikator"][0][kolom] = nilai
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    temuan = data.temuan[data.temuan["kode"] == kode]
    assert temuan["kode_opd"].tolist() == ["01", "02"]
    assert ["OPD 02" in apa for apa in temuan["apa"]] == [False, True]
    assert terhalang(data) == {"01", "02"}


def test_indikator_yang_hanya_dipakai_pemiliknya_tidak_menghalangi_opd_lain(tmp_path: Path, isi: Isi) -> None:
    isi["indikator"][2]["arah"] = "turn"
    assert terhalang(baca_data(tulis_csv(tmp_path / "masuk", isi))) == {"02"}


def test_indikator_tanpa_kode_atau_pemilik_menghalangi_semua(tmp_path: Path, isi: Isi) -> None:
    isi["indikator"][0]["kode_opd"] = "99"
    assert terhalang(baca_data(tulis_csv(tmp_path / "pemilik", isi))) == {"01", "02", "03"}
    isi["indikator"][0].update(kode_opd="01", kode="")
    assert terhalang(baca_data(tulis_csv(tmp_path / "kode", isi))) == {"01", "02", "03"}


def test_pegawai_di_dua_opd_menghalangi_keduanya(tmp_path: Path, isi: Isi) -> None:
    isi["pegawai"].append({**isi["pegawai"][1], "kode_opd": "02"})
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    ganda = data.temuan[data.temuan["kode"] == "kunci_ganda"]
    assert ganda[["baris", "kode_opd"]].values.tolist() == [[3, "01"], [5, "02"]]
    assert ["baris 5" in apa or "baris 3" in apa for apa in ganda["apa"]] == [True, True]
    assert terhalang(data) == {"01", "02"}


def test_umpan_balik_bernomor_sama_di_dua_opd_menghalangi_keduanya(tmp_path: Path, isi: Isi) -> None:
    isi["umpan_balik"].append({**isi["umpan_balik"][0], "nip": BUDI, "sasaran": "R3"})
    assert terhalang(baca_data(tulis_csv(tmp_path / "masuk", isi))) == {"01", "02"}


def test_temuan_baris_pegawai_di_dua_opd_tidak_dititipkan_ke_pemilik_indikator(tmp_path: Path, isi: Isi) -> None:
    isi["pegawai"].append({**isi["pegawai"][1], "kode_opd": "03"})
    isi["skp"][0]["target"] = "x"
    data = baca_data(tulis_csv(tmp_path / "masuk", isi))
    satu = data.temuan[data.temuan["kode"] == "bukan_bilangan"]
    assert satu["kode_opd"].isna().all()


def test_pegawai_tak_dikenal_ikut_indikatornya_hanya_bila_satu_opd_memakainya(tmp_path: Path, isi: Isi) -> None:
    for urut in (0, 2):
        isi["realisasi"][urut]["nip"] = "123"
    temuan = baca_data(tulis_csv(tmp_path / "masuk", isi)).temuan
    tempat = temuan[temuan["kode"] == "nip_tidak_sah"][["baris", "kode_opd"]]
    assert [[baris, None if pd.isna(opd) else opd] for baris, opd in tempat.values] == [[2, None], [4, "02"]]


# What is missing


def test_pegawai_tanpa_skp_diperingatkan_satu_per_satu(tmp_path: Path) -> None:
    isi = salin_isi()
    for nama in ("skp", "realisasi"):
        isi[nama] = [baris for baris in isi[nama] if baris["nip"] not in (BUDI, KEPALA)]
    temuan = baca_data(tulis_csv(tmp_path / "masuk", isi)).temuan
    assert temuan[["tingkat", "kode", "baris", "kode_opd", "periode"]].values.tolist() == [
        ["peringatan", "tanpa_skp", 2, "01", "2025-T4"],
        ["peringatan", "tanpa_skp", 4, "02", "2025-T4"],
    ]


def test_penilai_yang_saling_menilai_diperingatkan(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["pegawai"][0]["nip_penilai"] = ANI
    temuan = baca_data(tulis_csv(tmp_path / "masuk", isi)).temuan
    cocok = temuan[temuan["kode"] == "penilai_berputar"]
    assert cocok[["tingkat", "baris", "kolom"]].values.tolist() == [
        ["peringatan", 2, "nip_penilai"],
        ["peringatan", 3, "nip_penilai"],
    ]


def test_lingkaran_tiga_penilai_ditemukan_hanya_dalam_satu_periode(tmp_path: Path) -> None:
    isi = salin_isi()
    kepala, ani, budi = isi["pegawai"]
    kepala["nip_penilai"], ani["nip_penilai"], budi["nip_penilai"] = ANI, BUDI, KEPALA
    tiga = baca_data(tulis_csv(tmp_path / "tiga", isi)).temuan
    assert tiga[tiga["kode"] == "penilai_berputar"]["baris"].tolist() == [2, 3, 4]
    isi["pegawai"] += [{**satu, "periode": "2025-T3"} for satu in isi["pegawai"]]
    kepala["nip_penilai"] = ""
    isi["pegawai"][4]["nip_penilai"] = ""
    beda = baca_data(tulis_csv(tmp_path / "beda", isi)).temuan
    assert "penilai_berputar" not in set(beda["kode"])


def test_penilai_kosong_dicatat_kecuali_untuk_pimpinan_tinggi(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["pegawai"][2]["nip_penilai"] = ""
    temuan = baca_data(tulis_csv(tmp_path / "masuk", isi)).temuan
    assert temuan[["tingkat", "kode", "baris"]].values.tolist() == [["catatan", "penilai_kosong", 4]]


@pytest.mark.parametrize(
    ("tabel", "urut", "kolom"),
    [("realisasi", 0, "realisasi"), ("skp", 0, "target"), ("skp", 1, "target_bawah")],
)
def test_angka_negatif_diperingatkan(tmp_path: Path, tabel: str, urut: int, kolom: str) -> None:
    isi = salin_isi()
    isi[tabel][urut][kolom] = "-5"
    temuan = baca_data(tulis_csv(tmp_path / "masuk", isi)).temuan
    assert temuan[["tingkat", "kode", "tabel", "baris", "kolom"]].values.tolist() == [
        ["peringatan", "bilangan_negatif", tabel, urut + 2, kolom]
    ]
