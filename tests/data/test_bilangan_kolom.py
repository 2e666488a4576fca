"""Marks that may be decimal or grouping: the column decides, prose for itself, or nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from penilaian.data import GalatUrai, baca_data
from penilaian.data.bilangan_sel import bilangan_kolom
from penilaian.data.uraian import Dialek

from .conftest import salin_isi, tulis_csv


@pytest.mark.parametrize(
    ("dialek", "teks", "kolom", "harapan"),
    [
        ("titik", "85.010", [], 85.01),
        ("koma", "85,010", [], 85.01),
        ("titik", "85,010", [], None),
        ("titik", "85,010", ["16.27", "90.5"], None),
        ("titik", "-85,010%", ["16.27"], None),
        ("koma", "85.010", [], None),
        ("koma", "85.010", ["16,27"], None),
        ("titik", "85,010", ["1,234,567"], 85010),
        ("titik", "85,010", ["1,234.5"], 85010),
        ("koma", "85.010", ["1.234,5"], 85010),
        ("koma", "85.010", ["1.234.567"], 85010),
        ("koma", "85.010", ["85.5"], None),
        ("titik", "85.010", ["85,5"], None),
        ("titik", "1,234,567", [], 1234567),
        ("koma", "1.234,5", [], 1234.5),
        (None, "85,010", ["1,234,567"], None),
    ],
)
def test_kolom_menentukan_atau_tidak_seorang_pun(
    dialek: Dialek | None, teks: str, kolom: list[str], harapan: float | None
) -> None:
    urai = bilangan_kolom([teks, *kolom, 3.5], dialek, bulat=False)
    if harapan is not None:
        assert urai(teks) == harapan
        return
    with pytest.raises(GalatUrai) as galat:
        urai(teks)
    assert galat.value.kode == "bilangan_ambigu"
    assert "85010" in galat.value.apa
    assert "85,01" in galat.value.apa


@pytest.mark.parametrize(("pemisah", "teks"), [(",", "85,010"), (";", "85.010")])
def test_tiga_angka_sesudah_tanda_ribuan_menjadi_temuan(tmp_path: Path, pemisah: str, teks: str) -> None:
    isi = salin_isi()
    isi["realisasi"][0]["realisasi"] = teks
    if pemisah == ";":
        isi["realisasi"][2]["realisasi"] = "9,5"
    data = baca_data(tulis_csv(tmp_path / "masuk", isi, pemisah))
    satu = data.temuan[data.temuan["tabel"] == "realisasi"]
    assert satu[["tingkat", "kode", "baris", "nilai"]].values.tolist() == [["galat", "bilangan_ambigu", 2, teks]]
    assert data.tabel["realisasi"]["realisasi"].isna().iloc[0]


@pytest.mark.parametrize("pemisah", [",", ";"])
@pytest.mark.parametrize(("teks", "harapan"), [("1.500 dokumen", None), ("1.500,5 dokumen", 1500.5)])
def test_target_dalam_kalimat_tidak_ikut_tanda_desimal_berkas(
    tmp_path: Path, pemisah: str, teks: str, harapan: float | None
) -> None:
    isi = salin_isi()
    isi["indikator"][0]["satuan"] = "dokumen"
    isi["skp"][0].update(target="", teks_target=teks)
    data = baca_data(tulis_csv(tmp_path / "masuk", isi, pemisah))
    satu = data.temuan[data.temuan["tabel"] == "skp"].iloc[0]
    if harapan is None:
        assert data.tabel["skp"]["target"].isna().iloc[0]
        assert satu[["tingkat", "kode", "nilai"]].tolist() == ["peringatan", "target_tidak_terurai", teks]
        assert "ambigu" in satu["apa"]
        assert "“1.500”" in satu["apa"]
    else:
        assert data.tabel["skp"]["target"].iloc[0] == harapan
        assert satu["kode"] == "target_diurai"


def test_target_tertulis_yang_sangat_besar_tidak_menghentikan_pembacaan(tmp_path: Path) -> None:
    isi = salin_isi()
    isi["skp"][0].update(target="", teks_target="9" * 40)
    assert "target_diurai" in set(baca_data(tulis_csv(tmp_path / "masuk", isi)).temuan["kode"])
