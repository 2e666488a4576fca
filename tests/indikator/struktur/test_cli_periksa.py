"""The subcommand `penilaian indikator periksa`."""

from __future__ import annotations

import pytest
from python_calamine import CalamineWorkbook

from penilaian.cli import indikator_periksa
from penilaian.cli.pengurai import Pengurai
from penilaian.pribadi.samaran import memuat_nip
from tests.indikator.struktur.pohon_uji import bahan, tanam

RUSAK = {"ubah": {"d1-l1": {"kode_induk": None, "satuan": "-"}}}


def jalankan(monkeypatch, isi, *lain: str) -> int:
    monkeypatch.setattr(indikator_periksa, "muat_desain", lambda _: (None, isi))
    urai = Pengurai(prog="penilaian indikator", description="uji")
    indikator_periksa.tambahkan(urai.add_subparsers(dest="sub", required=True, parser_class=Pengurai))
    pilihan = urai.parse_args(["periksa", "--data", "tak-ada", "--periode", "2025-T4", *lain])
    return pilihan.kerjakan(pilihan)


def test_temuan_dicetak_dan_kode_keluarnya_satu(monkeypatch, capsys):
    assert jalankan(monkeypatch, tanam(RUSAK)) == 1
    tulis = capsys.readouterr().out
    assert "14 indikator diperiksa" in tulis
    assert "Tanpa induk" in tulis
    assert "Terukur" in tulis
    assert not memuat_nip(tulis)


def test_tanpa_temuan_kode_keluarnya_nol(monkeypatch, capsys):
    assert jalankan(monkeypatch, bahan(), "--hanya", "pohon") == 0
    assert "Tidak ada temuan" in capsys.readouterr().out


def test_ditulis_ke_xlsx_dan_csv(monkeypatch, capsys, tmp_path):
    jalankan(monkeypatch, tanam(RUSAK), "--ke", str(tmp_path / "a.xlsx"))
    buku = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert buku.sheet_names == ["temuan", "lemah"]
    temuan = buku.get_sheet_by_name("temuan").to_python()
    assert temuan[1][temuan[0].index("kode_temuan")] == "tanpa_induk"
    jalankan(monkeypatch, tanam(RUSAK), "--ke", str(tmp_path / "b.csv"))
    assert {satu.name for satu in tmp_path.iterdir()} == {"a.xlsx", "b-temuan.csv", "b-lemah.csv"}
    assert "tanpa_induk" in (tmp_path / "b-temuan.csv").read_text("utf-8")
    capsys.readouterr()


@pytest.mark.parametrize("nama", ["a.txt", "a"])
def test_akhiran_lain_ditolak_sebelum_data_dibaca(monkeypatch, capsys, nama):
    with pytest.raises(SystemExit) as galat:
        jalankan(monkeypatch, None, "--ke", nama)
    assert galat.value.code == 2
    assert "harus berakhiran" in capsys.readouterr().err
