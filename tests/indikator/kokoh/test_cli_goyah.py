"""`penilaian indikator goyah`: names on the screen and in the file, for the people who look at the evidence."""

import pandas as pd
import pytest

from penilaian.cli.indikator_goyah import tambahkan
from penilaian.cli.pengurai import KELUAR_BAIK, Pengurai
from penilaian.galat import GalatParameter
from tests.indikator.kokoh.conftest import CONTOH


def _jalankan(*argumen: str) -> int:
    urai = Pengurai(description="uji", prog="uji")
    tambahkan(urai.add_subparsers(dest="sub", parser_class=Pengurai))
    pilihan = urai.parse_args(["goyah", "--data", str(CONTOH), "--opd", "bappeda", "--periode", "2024-T1", *argumen])
    return int(pilihan.kerjakan(pilihan))


def test_menyebut_nama_dan_menulis_semua_pegawai(tmp_path, capsys):
    berkas = tmp_path / "goyah.csv"
    assert _jalankan("--ulangan", "30", "--ke", str(berkas)) == KELUAR_BAIK
    keluaran = capsys.readouterr().out
    isi = pd.read_csv(berkas, dtype={"nip": "str"})
    assert str(berkas) in keluaran
    assert isi["nama"].notna().all()
    assert isi["nip"].str.len().eq(18).all()
    assert isi["lain"].dropna().between(0, 100).all()
    goyah = isi[isi["goyah"]]
    assert f"{len(goyah)} dari" in keluaran
    assert all(nip in keluaran for nip in goyah["nip"])


def test_tidak_menimpa_data_sumber():
    with pytest.raises(GalatParameter, match="sumber"):
        _jalankan("--ke", str(CONTOH / "pegawai.csv"))


def test_berkas_yang_ada_hanya_diganti_bila_diminta(tmp_path):
    berkas = tmp_path / "goyah.csv"
    berkas.write_text("milik orang lain", "utf-8")
    with pytest.raises(GalatParameter, match="sudah ada"):
        _jalankan("--ulangan", "2", "--ke", str(berkas))
    assert berkas.read_text("utf-8") == "milik orang lain"
    assert _jalankan("--ulangan", "2", "--ke", str(berkas), "--ganti") == KELUAR_BAIK
    assert berkas.read_text("utf-8").startswith("nip,nama")


def test_hanya_csv_yang_ditulis(tmp_path, capsys):
    with pytest.raises(SystemExit):
        _jalankan("--ke", str(tmp_path / "isi.txt"))
    assert "harus berakhiran .csv" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_folder_tujuan_yang_tidak_ada_disebut_namanya(tmp_path):
    tujuan = tmp_path / "tiada" / "goyah.csv"
    with pytest.raises(FileNotFoundError) as galat:
        _jalankan("--ulangan", "2", "--ke", str(tujuan))
    assert galat.value.filename == str(tujuan.parent)
