"""`penilaian skenario`: the comparison in words and tables, and refusals as one paragraph."""

from pathlib import Path

import pytest

from penilaian.cli.utama import utama

AKAR = Path(__file__).parents[2]
CONTOH = str(AKAR / "data" / "contoh")
SKENARIO = str(AKAR / "data" / "skenario" / "sebagian_besar_dua_pertiga.yaml")


def test_skenario_menyebut_kedudukan_perubahan_dan_perpindahan(capsys):
    assert utama(["skenario", SKENARIO, "--data", CONTOH, "--periode", "2025-T4"]) == 0
    keluar = capsys.readouterr().out
    for potongan in (
        "bukan aturan yang berlaku",
        "Perpindahan predikat bila usulan diikuti",
        "Dinas Kesehatan",
        "tinggal selangkah",
        "bukan angka Kota Palu",
        "Peringatan pola distribusi yang berbeda",
    ):
        assert potongan in keluar


def test_satu_opd_dan_predikat_ditetapkan(capsys):
    pilihan = ["--data", CONTOH, "--periode", "2025-T4", "--opd", "dinkes", "--ditetapkan"]
    assert utama(["skenario", SKENARIO, *pilihan]) == 0
    keluar = capsys.readouterr().out
    assert "yang ditetapkan" in keluar
    assert "Dinas Pendidikan" not in keluar


@pytest.mark.parametrize(
    ("perubahan", "potongan"),
    [
        ("kebijakan/palu: {ambang_sesuai: 195}", "dari 50 sampai 100 persen"),
        ("kebijakan/pallu: {x: 1}", "mungkin maksudnya kebijakan/palu"),
        ("tpp/komponen: {produktivitas: 70}", "tidak berjumlah 100"),
    ],
)
def test_skenario_yang_tidak_sah_satu_paragraf_tanpa_jejak_program(tmp_path, capsys, perubahan, potongan):
    berkas = tmp_path / "s.yaml"
    berkas.write_text(
        f"judul: a\npenyusun: b\ntanggal: 2025-01-01\nalasan: c\nperubahan:\n  {perubahan}\n", encoding="utf-8"
    )
    assert utama(["skenario", str(berkas), "--data", CONTOH, "--periode", "2025-T4"]) in (1, 2)
    galat = capsys.readouterr().err
    assert potongan in galat
    assert "Traceback" not in galat
    assert len(galat.strip().splitlines()) == 1
