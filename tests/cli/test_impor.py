"""`penilaian impor` and `penilaian periksa FILE`: what a user sees, and what is left on disk."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from penilaian.cli.utama import utama
from penilaian.data.simpanan import NAMA_MANIFES
from tests.data.conftest import ANI, ISI, salin_isi, tulis_csv, tulis_xlsx

NIP_UTUH = re.compile(r"(?<!\d)\d{18}(?!\d)")


@pytest.fixture
def sumber(tmp_path: Path) -> Path:
    return tulis_csv(tmp_path / "sumber", ISI)


@pytest.fixture
def ke(tmp_path: Path) -> Path:
    return tmp_path / "masuk"


def jalankan(capsys: pytest.CaptureFixture[str], *argumen: object) -> tuple[int, str]:
    keluar = utama([str(satu) for satu in argumen])
    tangkap = capsys.readouterr()
    teks = tangkap.out + tangkap.err
    assert "Traceback" not in teks
    return keluar, teks


def test_impor_menyebut_jenis_pemetaan_dan_jumlah(sumber: Path, ke: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keluar, teks = jalankan(capsys, "impor", sumber, "--ke", ke)
    assert keluar == 0
    assert "opd.csv: Tabel menurut kamus data" in teks
    assert "Apa menjadi apa" in teks
    assert "penilaian periksa" in teks
    assert jalankan(capsys, "periksa", ke)[0] == 0


def test_impor_kedua_mengatakan_tidak_ada_perubahan(sumber: Path, ke: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jalankan(capsys, "impor", sumber, "--ke", ke)
    keluar, teks = jalankan(capsys, "impor", sumber, "--ke", ke)
    assert keluar == 0
    assert "Tidak ada perubahan" in teks


def test_percobaan_tidak_membuat_folder(sumber: Path, ke: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keluar, teks = jalankan(capsys, "impor", sumber, "--ke", ke, "--coba")
    assert keluar == 0
    assert "Percobaan saja" in teks
    assert not ke.exists()


def test_perbedaan_ditampilkan_tersamar_dan_ditulis_utuh_bila_diminta(
    sumber: Path, ke: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jalankan(capsys, "impor", sumber, "--ke", ke)
    isi = salin_isi()
    isi["pegawai"][1].update(nama="Ani Lain", jabatan="Pranata Komputer")
    baru = tulis_csv(tmp_path / "baru", {"pegawai": isi["pegawai"]})
    berkas = tmp_path / "beda.csv"
    keluar, teks = jalankan(capsys, "impor", baru, "--ke", ke, "--simpan-beda", berkas)
    assert keluar == 1
    assert "Tidak ada yang ditulis" in teks
    assert "--ganti" in teks
    assert "Pranata Komputer" in teks
    assert "Ani Lain" not in teks
    assert not NIP_UTUH.search(teks)
    assert ANI in berkas.read_text()
    assert jalankan(capsys, "impor", baru, "--ke", ke, "--ganti")[0] == 0


def test_temuan_galat_keluar_satu_dan_tidak_ada_yang_ditulis(
    ke: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    isi = salin_isi()
    isi["penetapan"][0]["predikat"] = "sanagt baik"
    keluar, teks = jalankan(capsys, "impor", tulis_csv(tmp_path / "s", isi), "--ke", ke)
    assert keluar == 1
    assert "mungkin maksudnya sangat_baik" in " ".join(teks.replace("│", " ").split())
    assert not (ke / NAMA_MANIFES).exists()


@pytest.mark.parametrize(
    "argumen",
    [
        ["impor", "--ke", "x"],
        ["impor", "tidak-ada.csv", "--ke", "x"],
        ["impor", "--url", "postgresql://a/b", "--ke", "x"],
        ["impor", "--url", "-", "--peta", "x.yaml", "--ke", "x"],
        ["impor", "x.csv", "--ke", "y", "--hanya", "pegawi"],
        ["impor", "x.csv", "--ke", "y", "--periode", "kemarin"],
        ["periksa", "tidak-ada.xlsx"],
        ["periksa", ".", "--buku", "hasil.csv"],
    ],
    ids=" ".join,
)
def test_salah_pakai_keluar_dua(
    argumen: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    keluar, teks = jalankan(capsys, *argumen)
    assert keluar == 2
    assert len(teks.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


# The workbook given back


def test_buku_menandai_sel_yang_salah_di_tempatnya(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    isi = salin_isi()
    isi["pegawai"][2]["jenis"] = "pnss"
    isi["realisasi"][0]["realisasi"] = "sembilan puluh"
    (tmp_path / "data").mkdir()
    tulis_xlsx(tmp_path / "data" / "semua.xlsx", isi)  # type: ignore[arg-type]
    hasil = tmp_path / "hasil.xlsx"
    keluar, teks = jalankan(capsys, "periksa", tmp_path / "data", "--buku", hasil)
    assert keluar == 1
    assert "2 sel bertanda" in teks
    buku = openpyxl.load_workbook(hasil)
    assert buku.sheetnames == ["Temuan", "Ringkasan", "pegawai", "realisasi"]
    sel = buku["pegawai"]["D4"]
    assert sel.value == "pnss"
    assert "mungkin maksudnya pns" in sel.comment.text
    assert sel.fill.fgColor.rgb != buku["pegawai"]["D3"].fill.fgColor.rgb
    assert buku["realisasi"]["D2"].comment is not None
    assert buku["Temuan"]["D2"].hyperlink.location == "'pegawai'!D4"
    assert [sel.value for sel in buku["Temuan"][1]][:5] == ["Tingkat", "Berkas", "Lembar", "Baris", "Kolom"]


def test_buku_dari_csv_dan_parquet_memakai_baris_berkasnya(
    sumber: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teks_skp = (sumber / "skp.csv").read_text().replace("85.5", "seratus", 1)
    (sumber / "skp.csv").write_text(teks_skp)
    hasil = tmp_path / "hasil.xlsx"
    assert jalankan(capsys, "periksa", sumber, "--buku", hasil)[0] == 1
    lembar = openpyxl.load_workbook(hasil)["skp.csv"]
    assert lembar["E2"].value == "seratus"
    assert "bukan bilangan" in lembar["E2"].comment.text


def test_rumus_di_sumber_tidak_hidup_lagi_di_buku(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    isi = salin_isi()
    isi["pegawai"][1]["jabatan"] = '=HYPERLINK("http://contoh")'
    isi["pegawai"][1]["unit"] = "@SUM(1)"
    isi["pegawai"][2]["jenis"] = "-2+3"
    (tmp_path / "data").mkdir()
    tulis_xlsx(tmp_path / "data" / "semua.xlsx", isi)  # type: ignore[arg-type]
    hasil = tmp_path / "hasil.xlsx"
    jalankan(capsys, "periksa", tmp_path / "data", "--buku", hasil)
    for lembar in openpyxl.load_workbook(hasil):
        for baris in lembar.iter_rows():
            assert not [sel.coordinate for sel in baris if sel.data_type == "f"]


def test_periksa_berkas_tunggal_sebelum_diimpor(
    sumber: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    keluar, teks = jalankan(capsys, "periksa", sumber / "pegawai.csv")
    assert keluar == 0
    assert "0 galat" in teks
    assert [satu.name for satu in tmp_path.iterdir()] == ["sumber"]
