"""The dictionaries are strict, and are what readers see."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from penilaian.data import kamus_markdown, kamus_tabel, muat_kamus, tabel_kosong
from penilaian.data.kamus import FOLDER_KAMUS, NAMA_TABEL, muat_kamus_dari
from penilaian.galat import GalatAturan, GalatData


def test_ada_empat_belas_kamus_dan_setiap_kolom_nip_pribadi() -> None:
    kamus = muat_kamus()
    assert tuple(kamus) == NAMA_TABEL
    assert len(kamus) == 14
    nip = [kolom for tabel in kamus.values() for kolom in tabel.kolom.values() if kolom.tipe == "nip"]
    assert nip
    assert all(kolom.pribadi for kolom in nip)


def test_kode_yang_mirip_bilangan_tetap_teks() -> None:
    assert muat_kamus()["pegawai"].kolom["kelompok_usia"].nilai == ("di_bawah_30", "30_39", "40_49", "50_ke_atas")


@pytest.mark.parametrize(
    ("asli", "ganti", "pesan"),
    [
        ("rujukan: opd.kode", "rujukan: opd.tidak_ada", "opd.tidak_ada"),
        ("kunci: [kode_opd, periode]", "kunci: [kode_opd, bulan]", "bulan"),
        ("tipe: bilangan", "tipe: angka", "tipe"),
        ("satuan: indeks", "unit: indeks", "unit"),
        ("maksimum: 100", "maksimum: 1", "minimum"),
        ("label: IKM", "label: Periode", "periode"),
        ("tabel: ikm", "tabel: survei", "survei"),
    ],
)
def test_kamus_yang_salah_ditolak_dengan_sebabnya(tmp_path: Path, asli: str, ganti: str, pesan: str) -> None:
    folder = tmp_path / "kamus"
    shutil.copytree(FOLDER_KAMUS, folder)
    teks = (folder / "ikm.yaml").read_text("utf-8")
    assert asli in teks
    (folder / "ikm.yaml").write_text(teks.replace(asli, ganti), "utf-8")
    with pytest.raises(GalatData) as galat:
        muat_kamus_dari(folder)
    assert pesan in str(galat.value).casefold()
    assert "ikm.yaml" in str(galat.value)


def test_kunci_yaml_ganda_ditolak(tmp_path: Path) -> None:
    folder = tmp_path / "kamus"
    shutil.copytree(FOLDER_KAMUS, folder)
    with (folder / "ikm.yaml").open("a", encoding="utf-8") as berkas:
        berkas.write("judul: Lagi\n")
    with pytest.raises(GalatAturan):
        muat_kamus_dari(folder)


def test_kamus_markdown_memuat_setiap_kolom() -> None:
    teks = kamus_markdown()
    for nama, tabel in muat_kamus().items():
        assert f"## `{nama}`" in teks
        assert all(f"| {kolom} |" in teks for kolom in tabel.kolom)


def test_kamus_tabel_tak_dikenal_ditolak() -> None:
    assert kamus_tabel("skp")["kolom"].tolist() == list(muat_kamus()["skp"].kolom)
    with pytest.raises(GalatData, match="pegawi"):
        kamus_tabel("pegawi")


def test_tabel_kosong_bertipe_sesuai_kamus() -> None:
    dtipe = tabel_kosong("survei").dtypes.astype(str).to_dict()
    assert dtipe == {"kode_opd": "str", "periode": "str", "butir": "str", "responden": "Int64", "rata_rata": "float64"}
