"""The committed sample is what the generator writes, and small enough to be committed."""

from __future__ import annotations

from pathlib import Path

import pytest

from penilaian.contoh import tulis_kota
from penilaian.data import baca_data

FOLDER = Path(__file__).parents[2] / "data" / "contoh"
PEGAWAI, SEED = 300, 2025


def test_contoh_tersimpan_sama_dengan_yang_ditulis_generator(tmp_path: Path) -> None:
    for berkas in tulis_kota(tmp_path, PEGAWAI, SEED):
        assert berkas.read_bytes() == (FOLDER / berkas.name).read_bytes(), berkas.name
    assert {satu.name for satu in FOLDER.iterdir()} == {satu.name for satu in tmp_path.iterdir()}


def test_contoh_tersimpan_cukup_kecil() -> None:
    ukuran = {satu.name: satu.stat().st_size for satu in FOLDER.iterdir()}
    assert max(ukuran.values()) < 900_000
    assert sum(ukuran.values()) < 1_500_000


@pytest.mark.parametrize("pola", ["sintetis", f"--pegawai {PEGAWAI} --seed {SEED}", "CC BY 4.0", "kebenaran.yaml"])
def test_readme_contoh_menyebut_asal_dan_lisensi(pola: str) -> None:
    assert pola in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_contoh_tersimpan_dikenali_sebagai_sintetis_dan_bersih() -> None:
    data = baca_data(FOLDER)
    data.pastikan_bersih()
    assert data.sintetis
    assert [str(periode) for periode in data.daftar_periode()][::7] == ["2024-T1", "2025-T4"]
